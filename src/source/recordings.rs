//! A folder of recordings.

use std::{
    ffi::OsStr,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    FrameSource,
    error::{SourceError, shown},
    file,
    pictures::{self, Pictures, file_name, natural_order},
    spec::{self, Spec},
};

/// By their names, because opening every file of a folder to see what it is would start `ffmpeg` on spreadsheets.
const VIDEO_ENDINGS: [&str; 18] = [
    "3gp", "avi", "flv", "m2ts", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "ts", "vob",
    "webm", "wmv", "y4m",
];

/// What a folder of recordings holds.
#[derive(Clone, Debug)]
pub struct Recordings {
    /// In natural name order; at least one.
    pub all: Vec<Recording>,
    /// The names of what else is there, which is left out.
    pub others: Vec<String>,
}

/// A video or a folder of pictures.
#[derive(Clone, Debug)]
pub struct Recording {
    path: PathBuf,
    /// Pictures a second, where it is a folder of them.
    fps: f64,
}

/// The recordings of the folder that `spec` names: the videos and the folders of pictures that lie directly in it. A rate
/// (`DIR@FPS`) is that of every folder of pictures. `None`: it is no folder, or one that is itself a recording because it
/// has pictures directly in it, or there are no recordings in it either.
pub fn recordings(spec: impl AsRef<OsStr>) -> Result<Option<Recordings>, SourceError> {
    let Spec::Folder { path: folder, fps } = spec::parse(spec.as_ref())? else { return Ok(None) };
    let name = shown(&folder);
    let unreadable = |error: io::Error| {
        SourceError::unreadable(format!("{name}: {error}"), "check that you may read the folder")
    };
    if !pictures::in_folder(&folder).map_err(unreadable)?.is_empty() {
        return Ok(None);
    }
    let (mut all, mut others) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = file_name(&path);
        if name.starts_with('.') {
            continue;
        }
        if looks_like_recording(&path) {
            all.push(Recording { path, fps });
        } else {
            others.push(shown(Path::new(&name)));
        }
    }
    all.sort_by(|a, b| natural_order(&file_name(&a.path), &file_name(&b.path)));
    others.sort_by(|a, b| natural_order(a, b));
    Ok(if all.is_empty() { None } else { Some(Recordings { all, others }) })
}

/// A folder that cannot be looked into may well be a recording; opening it says what is wrong.
fn looks_like_recording(path: &Path) -> bool {
    if path.is_dir() {
        return pictures::in_folder(path).map_or(true, |pictures| !pictures.is_empty());
    }
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    path.is_file() && VIDEO_ENDINGS.contains(&ending.as_str())
}

impl Recording {
    /// The name of the file or folder, fit to be printed.
    pub fn name(&self) -> String {
        shown(Path::new(self.file_name()))
    }

    /// The same as the system has it.
    pub fn file_name(&self) -> &OsStr {
        self.path.file_name().unwrap_or_default()
    }

    /// Opens it, from its beginning.
    pub fn open(&self) -> Result<Box<dyn FrameSource>, SourceError> {
        if self.path.is_dir() {
            return Ok(Box::new(Pictures::folder(&self.path, self.fps)?));
        }
        file::open(&self.path)
    }

    /// A number that is another one once the recording is another one: of its name, its pictures a second, and the names,
    /// sizes and times of modification of its files.
    pub fn fingerprint(&self) -> io::Result<u64> {
        // Another release of Rust may count otherwise; then a recording is taken for another one, and watched again.
        let mut hasher = DefaultHasher::new();
        let is_folder = self.path.is_dir();
        let files = if is_folder { pictures::in_folder(&self.path)? } else { vec![self.path.clone()] };
        is_folder.then(|| self.fps.to_bits()).hash(&mut hasher);
        self.file_name().hash(&mut hasher);
        for path in files {
            let metadata = path.metadata()?;
            let modified = metadata.modified()?.duration_since(SystemTime::UNIX_EPOCH).ok();
            (path.file_name(), metadata.len(), modified).hash(&mut hasher);
        }
        Ok(hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    #[test]
    fn videos_and_folders_of_pictures_are_recordings_in_the_order_of_people() {
        let folder = folder_of(&[
            "b10.MP4",
            "b9.mkv",
            "a/1.jpg",
            "notes.txt",
            ".hidden.mp4",
            "empty/none.txt",
            "later/deeper/1.jpg",
        ]);
        let found = recordings(folder.path()).unwrap().unwrap();
        let names: Vec<_> = found.all.iter().map(Recording::name).collect();
        assert_eq!(names, ["a", "b9.mkv", "b10.MP4"]);
        assert_eq!(found.others, ["empty", "later", "notes.txt"]);
    }

    #[test]
    fn what_is_one_recording_is_not_many() {
        let pictures = folder_of(&["1.jpg", "talk.mp4"]);
        assert!(recordings(pictures.path()).unwrap().is_none(), "pictures directly in it");
        let nothing = folder_of(&["notes.txt"]);
        assert!(recordings(nothing.path()).unwrap().is_none());
        assert!(recordings(nothing.path().join("notes.txt")).unwrap().is_none());
        assert!(recordings("demo").unwrap().is_none() && recordings("no-such-folder").is_err());
    }

    #[test]
    fn a_recording_that_changes_has_another_fingerprint() {
        let folder = folder_of(&["a/1.jpg", "a/2.jpg", "b.mp4"]);
        let prints = |spec: &str| {
            let found = recordings(spec).unwrap().unwrap();
            found.all.iter().map(|recording| recording.fingerprint().unwrap()).collect::<Vec<_>>()
        };
        let path = folder.path().to_str().unwrap();
        let before = prints(path);
        assert_eq!(before, prints(path));
        // A rate is one of pictures; a video has its own.
        let faster = prints(&format!("{path}@9"));
        assert!(faster[0] != before[0] && faster[1] == before[1]);
        fs::write(folder.path().join("a/2.jpg"), "xy").unwrap();
        let later = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
        fs::File::options()
            .write(true)
            .open(folder.path().join("b.mp4"))
            .unwrap()
            .set_modified(later)
            .unwrap();
        let after = prints(path);
        assert!(after[0] != before[0] && after[1] != before[1]);
    }
}

//! Small files of the user, such as settings and calibrations: read with a bound, written in one piece, and set aside
//! where others would delete.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// Reads a plain file that is no larger than `max_bytes`. A device or a pipe may never end, or never begin, so it is
/// refused before it is opened.
pub fn read(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(max_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has over {max_bytes} bytes")));
    }
    Ok(bytes)
}

/// Whether a file could be written there, as far as can be told beforehand: what is there already must be a file that
/// is not write-protected.
pub fn check_target(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => Err(io::Error::other("it is there, and not a file")),
        Ok(found) if found.permissions().readonly() => {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"))
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Writes a file beside the former one and then puts it in its place, so that a crash or a full disk loses neither.
/// A new file and new folders are for the user alone; a former file's permissions stay.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_by(path, |file| file.write_all(bytes))
}

/// The same for a file that is too large to be held in memory: `fill` writes it.
pub fn write_by(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    check_target(path)?;
    // Through a link, the file that it points to is replaced, and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.into());
    let folder =
        target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    create_folder(folder)?;
    let mut draft = tempfile::Builder::new().prefix(".sitwell-").suffix(".new").tempfile_in(folder)?;
    if let Ok(former) = fs::metadata(&target) {
        draft.as_file().set_permissions(former.permissions())?;
    }
    fill(draft.as_file_mut())?;
    draft.as_file().sync_all()?;
    draft.persist(&target).map_err(|refused| refused.error)?;
    // So that the new name outlives a power cut, too. Not every file system can, and the file is there by now.
    let _unsynced = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Makes a folder, and those above it, that only the user may look into.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Gives a file a name that ends in `.{ending}`, or in `.{ending}2` and so on where that is taken, and returns it.
pub fn set_aside(path: &Path, ending: &str) -> io::Result<PathBuf> {
    let named = |number: String| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{ending}{number}"));
        PathBuf::from(name)
    };
    let mut aside = named(String::new());
    for number in 2_u32.. {
        if fs::symlink_metadata(&aside).is_err() {
            break;
        }
        aside = named(number.to_string());
    }
    fs::rename(path, &aside)?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_stays_until_all_of_the_new_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("not/yet/there.toml");
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(read(&path, 6).unwrap(), b"second");
        assert_eq!(read(&path, 5).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        let names: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(names.len(), 1, "no draft stays behind: {names:?}");
    }

    #[test]
    fn a_folder_is_neither_read_nor_written_over() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path(), 10).is_err() && write(folder.path(), b"x").is_err());
        assert!(folder.path().is_dir());
    }

    #[test]
    fn setting_aside_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        for (content, name) in [("1", "a.json.bak"), ("2", "a.json.bak2"), ("3", "a.json.bak3")] {
            fs::write(&path, content).unwrap();
            assert_eq!(set_aside(&path, "bak").unwrap(), folder.path().join(name));
        }
        assert_eq!(fs::read_to_string(folder.path().join("a.json.bak")).unwrap(), "1");
        assert_eq!(set_aside(&path, "bak").unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_the_users() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let path = folder.path().join("new/file");
        write(&path, b"x").unwrap();
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        write(&path, b"y").unwrap();
        assert_eq!(mode(&path), 0o644);
        let link = folder.path().join("link");
        symlink(&path, &link).unwrap();
        write(&link, b"through").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"through");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert_eq!(write(&path, b"z").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"through");
    }
}

//! The grammar of sources: what a name means.

use std::{
    ffi::OsStr,
    num::IntErrorKind,
    path::{Path, PathBuf},
};

use super::error::{SourceError, shown};
use crate::text::words_with;

/// Pictures of a folder a second, where none is given: often enough for the mean over four, slow enough to look at.
const DEFAULT_FOLDER_FPS: f64 = 5.0;
/// More than any camera gives; a larger number is a mistake.
const MAX_FPS: f64 = 1000.0;

/// Which source is meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spec {
    /// A camera.
    Camera(CameraChoice),
    /// The session that is part of the program.
    Demo,
    /// YUV4MPEG2 on standard input.
    StandardInput,
    /// A picture, a video or a YUV4MPEG2 file; its content tells which.
    File(PathBuf),
    /// A folder of pictures.
    Folder {
        /// Where it is.
        path: PathBuf,
        /// Pictures a second, over 0.
        fps: f64,
    },
}

/// Which camera is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CameraChoice {
    /// The first one that can be used.
    First,
    /// The one of this number; on Linux the N of `/dev/videoN`.
    Index(u32),
    /// The first one with this in its name, in whatever case.
    Name(String),
}

/// Reads a source's name. Looks at the file system, because a path may contain an `@`.
pub(super) fn parse(name: &OsStr) -> Result<Spec, SourceError> {
    let path = Path::new(name);
    // Only names of files and folders may be something else than Unicode; they are taken from `path`.
    let text = name.to_string_lossy();
    match &*text {
        "" => return Err(SourceError::not_found("the name of the source is empty", WHAT_THERE_IS)),
        "-" => return Ok(Spec::StandardInput),
        "demo" => return Ok(Spec::Demo),
        "camera" => return Ok(Spec::Camera(CameraChoice::First)),
        _ => {}
    }
    if let Some(camera) = text.strip_prefix("camera:") {
        return parse_camera(camera).map(Spec::Camera);
    }
    // What exists under the whole name is meant, even if the name looks like something else.
    if path.is_dir() {
        return Ok(Spec::Folder { path: path.into(), fps: DEFAULT_FOLDER_FPS });
    }
    if path.exists() {
        return Ok(Spec::File(path.into()));
    }
    if let Some((folder, rate)) = text.rsplit_once('@')
        && Path::new(folder).exists()
    {
        return parse_folder(Path::new(folder), rate);
    }
    if text.contains("://") {
        return Err(SourceError::not_found(
            format!("{}: addresses on the network are not opened", shown(path)),
            "Sitwell never uses the network; save the video as a file first",
        ));
    }
    Err(SourceError::not_found(format!("{}: there is no such file or folder", shown(path)), WHAT_THERE_IS))
}

const WHAT_THERE_IS: &str = "a source is `camera`, `camera:NAME-OR-INDEX`, a picture, a folder of pictures (`DIR@FPS`), a video, `-` or `demo`";

fn parse_camera(camera: &str) -> Result<CameraChoice, SourceError> {
    if camera.trim().is_empty() {
        return Err(SourceError::not_found(
            "`camera:` without a name or a number",
            "write `camera` for the first one; `sitwell cameras` lists them",
        ));
    }
    match camera.parse() {
        Ok(index) => Ok(CameraChoice::Index(index)),
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => {
            let what = words_with("source-no-camera.of-number", &[("number", camera.into())]);
            Err(SourceError::NoCamera { what })
        }
        Err(_) => Ok(CameraChoice::Name(camera.trim().to_owned())),
    }
}

fn parse_folder(folder: &Path, rate: &str) -> Result<Spec, SourceError> {
    if !folder.is_dir() {
        return Err(SourceError::not_found(
            format!("{}@{rate}: only a folder of pictures takes a rate", shown(folder)),
            "leave the @ and what follows it away",
        ));
    }
    match rate.parse::<f64>() {
        Ok(fps) if fps > 0.0 && fps <= MAX_FPS => Ok(Spec::Folder { path: folder.into(), fps }),
        _ => Err(SourceError::not_found(
            format!("{}@{rate}: the rate is not a number over 0 and up to {MAX_FPS}", shown(folder)),
            "write for example `DIR@5` for five pictures a second",
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn parse(name: &str) -> Result<Spec, SourceError> {
        super::parse(OsStr::new(name))
    }

    #[test]
    fn cameras_by_number_and_name() {
        assert_eq!(parse("camera").unwrap(), Spec::Camera(CameraChoice::First));
        assert_eq!(parse("camera:2").unwrap(), Spec::Camera(CameraChoice::Index(2)));
        assert_eq!(parse("camera:C920").unwrap(), Spec::Camera(CameraChoice::Name("C920".into())));
        assert_eq!(parse("camera:a:b").unwrap(), Spec::Camera(CameraChoice::Name("a:b".into())));
        assert!(parse("camera:").is_err() && parse("camera: ").is_err());
        assert!(parse("camera:99999999999").unwrap_err().to_string().contains("number 99999999999"));
    }

    #[test]
    fn folders_with_and_without_a_rate() {
        let dir = tempfile::tempdir().unwrap();
        let name = dir.path().to_str().unwrap().to_owned();
        assert_eq!(
            parse(&name).unwrap(),
            Spec::Folder { path: name.clone().into(), fps: DEFAULT_FOLDER_FPS }
        );
        assert_eq!(
            parse(&format!("{name}@2.5")).unwrap(),
            Spec::Folder { path: name.clone().into(), fps: 2.5 }
        );
        for bad in ["0", "-1", "nan", "inf", "", "fast", "1e9"] {
            let error = parse(&format!("{name}@{bad}")).unwrap_err();
            assert!(error.hint().contains("DIR@5"), "{bad}: {error}");
        }
    }

    #[test]
    fn an_existing_name_with_an_at_sign_is_meant_as_it_stands() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("shots@5");
        fs::create_dir(&folder).unwrap();
        assert_eq!(
            parse(folder.to_str().unwrap()).unwrap(),
            Spec::Folder { path: folder.clone(), fps: DEFAULT_FOLDER_FPS }
        );
        let file = dir.path().join("a@2.jpg");
        fs::write(&file, "x").unwrap();
        assert_eq!(parse(file.to_str().unwrap()).unwrap(), Spec::File(file.clone()));
        assert!(parse(&format!("{}@3", file.display())).unwrap_err().to_string().contains("only a folder"));
    }

    #[test]
    fn what_names_nothing_is_refused_with_a_hint() {
        for bad in ["", "no-such-file.mp4", "http://example.org/a.mp4", "a\nb", "no-such-folder@5"] {
            let error = parse(bad).unwrap_err();
            assert!(!error.hint().is_empty());
            assert!(!error.to_string().contains('\n'), "{error:?}");
        }
    }
}

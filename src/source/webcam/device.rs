//! The port to the system's camera interface: finding, opening, one frame. `v4l2` is it on Linux, `nokhwa` elsewhere.

use super::{CameraFormat, Platform, slot::Slot};
use crate::{
    source::{error::SourceError, spec::CameraChoice},
    text::{words, words_with},
};
use std::time::Duration;

/// A camera that the system knows; not necessarily one that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundCamera {
    pub(super) index: u32,
    pub(super) name: String,
    /// What stays the same when it is plugged in again and gets another number.
    pub(super) identity: String,
}

impl FoundCamera {
    pub(super) fn quoted(&self) -> String {
        format!("camera {} \"{}\"", self.index, self.name)
    }
}

/// What [`OpenCamera::grab`] waits for a frame at most: the capture thread ends no later than this when it is told to.
pub(super) const GRAB_SECS: f64 = 0.25;

/// The system's camera interface.
pub(super) trait CameraSystem {
    /// A camera that is open.
    type Open: OpenCamera;

    /// The cameras that there are, by number.
    fn list(&self) -> Result<Vec<FoundCamera>, SourceError>;

    /// Opens a camera and sets the best format that it accepts.
    fn open(&self, camera: &FoundCamera) -> Result<Self::Open, SourceError>;

    /// The name of another program that has the camera open, if there is one and that can be known.
    fn other_user(&self, camera: &FoundCamera) -> Option<String>;

    /// Waits before the next attempt to open a camera, but no longer than until the slot is closed.
    fn wait(&self, slot: &Slot, wait: Duration) {
        slot.wait_closed(wait);
    }
}

/// An open camera. It is made, used and dropped in one thread; after an error only dropping it helps.
pub(super) trait OpenCamera {
    /// Waits [`GRAB_SECS`] for the next frame and puts it into `bytes`; false: there was none. The first call starts the
    /// camera. May wait for ever where the system knows no timeout.
    fn grab(&mut self, bytes: &mut Vec<u8>) -> Result<bool, SourceError>;

    /// That of its frames.
    fn format(&self) -> CameraFormat;

    /// What it offers that can be read, the best first.
    fn formats(&self) -> &[CameraFormat];
}

/// A camera, for a list to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct CameraInfo {
    /// Its number, as in `camera:2`; on Linux the N of `/dev/videoN`.
    pub index: u32,
    /// Its name, as in `camera:NAME`.
    pub name: String,
    /// What stays the same when it is plugged in again and gets another number.
    pub identity: String,
    /// What it offers that can be read, the one that would be taken first.
    pub formats: Vec<CameraFormat>,
    /// Why it cannot be used at the moment.
    pub problem: Option<SourceError>,
}

/// The cameras of this machine, by number. Opens each for a moment to ask for its formats.
pub fn cameras() -> Result<Vec<CameraInfo>, SourceError> {
    let system = Platform::new();
    let info = |camera: FoundCamera| {
        let (formats, problem) = match system.open(&camera) {
            Ok(open) => (open.formats().to_vec(), None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let FoundCamera { index, name, identity } = camera;
        CameraInfo { index, name, identity, formats, problem }
    };
    Ok(system.list()?.into_iter().map(info).collect())
}

/// The cameras that may be meant, the likeliest first. Once one has given frames (`former`), only that one is meant:
/// another looks from another side.
pub(super) fn choose(
    cameras: Vec<FoundCamera>,
    choice: &CameraChoice,
    former: Option<&FoundCamera>,
) -> Result<Vec<FoundCamera>, SourceError> {
    if let Some(former) = former {
        return same_again(cameras, former)
            .map(|camera| vec![camera])
            .ok_or_else(|| SourceError::Unplugged { camera: former.quoted() });
    }
    let is_meant = |camera: &FoundCamera| match choice {
        CameraChoice::First => true,
        CameraChoice::Index(index) => camera.index == *index,
        CameraChoice::Name(part) => camera.name.to_lowercase().contains(&part.to_lowercase()),
    };
    let (meant, others): (Vec<_>, Vec<_>) = cameras.into_iter().partition(is_meant);
    if !meant.is_empty() {
        return Ok(meant);
    }
    let there: Vec<_> = others.iter().map(|camera| format!("{} \"{}\"", camera.index, camera.name)).collect();
    let others = if there.is_empty() {
        words("source-no-camera.no-others").to_owned()
    } else {
        words_with("source-no-camera.others", &[("cameras", there.join(", ").into())])
    };
    Err(SourceError::NoCamera {
        what: match choice {
            CameraChoice::First => words("source-no-camera").to_owned(),
            CameraChoice::Index(index) => {
                let number = ("number", index.to_string().into());
                format!("{}; {others}", words_with("source-no-camera.of-number", &[number]))
            }
            CameraChoice::Name(part) => {
                let name = ("name", part.as_str().into());
                format!("{}; {others}", words_with("source-no-camera.of-name", &[name]))
            }
        },
    })
}

/// The camera that was used before: by its identity, and else by its name, because the identity of a camera without a
/// serial number changes with the socket. Of two that are alike, the one with the former number.
fn same_again(cameras: Vec<FoundCamera>, former: &FoundCamera) -> Option<FoundCamera> {
    cameras
        .into_iter()
        .filter(|camera| camera.identity == former.identity || camera.name == former.name)
        .min_by_key(|camera| (camera.identity != former.identity, camera.index != former.index, camera.index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(index: u32, name: &str, identity: &str) -> FoundCamera {
        FoundCamera { index, name: name.into(), identity: identity.into() }
    }

    fn indices(choice: &CameraChoice, former: Option<&FoundCamera>) -> Vec<u32> {
        let cameras =
            vec![found(0, "Integrated", "a"), found(2, "Logi C920", "b"), found(4, "Logi C920", "c")];
        choose(cameras, choice, former).unwrap_or_default().iter().map(|camera| camera.index).collect()
    }

    #[test]
    fn the_camera_that_is_meant() {
        assert_eq!(indices(&CameraChoice::First, None), [0, 2, 4]);
        assert_eq!(indices(&CameraChoice::Index(4), None), [4]);
        assert_eq!(indices(&CameraChoice::Name("logi".into()), None), [2, 4]);
        assert_eq!(indices(&CameraChoice::Name("xyz".into()), None), Vec::<u32>::new());
        let error = choose(vec![found(0, "Integrated", "a")], &CameraChoice::Index(7), None).unwrap_err();
        assert!(error.to_string().contains("Integrated"), "{error}");
    }

    #[test]
    fn the_same_camera_again_under_whatever_number() {
        let again = |former: &FoundCamera| indices(&CameraChoice::Index(0), Some(former));
        assert_eq!(again(&found(7, "Logi C920", "c")), [4], "by identity");
        assert_eq!(again(&found(2, "Logi C920", "other socket")), [2], "the former number of two alike");
        assert_eq!(again(&found(9, "Logi C920", "other socket")), [2]);
        assert_eq!(again(&found(0, "gone", "gone")), Vec::<u32>::new(), "and no other");
        let error = choose(Vec::new(), &CameraChoice::First, Some(&found(3, "gone", "x"))).unwrap_err();
        assert_eq!(error, SourceError::Unplugged { camera: "camera 3 \"gone\"".into() });
    }
}

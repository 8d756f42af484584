//! A photo that the user chose, for a look at it and nothing else.

use std::{path::Path, time::Duration};

use image::RgbImage;

use crate::source::{self, Next, SourceError, SourceOptions};

/// A file is there or it is not; this only bounds a disk that is asleep.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens a picture file, turned upright. Of a video or a folder it is the first picture; `Ok(None)` where there is none
/// that could be read. It may take as long as the disk does.
pub fn open_photo(path: &Path) -> Result<Option<RgbImage>, SourceError> {
    let mut source = source::open(path.as_os_str(), &SourceOptions { live: false })?;
    Ok(match source.next(PATIENCE)? {
        Next::Frame(frame) => Some(frame.image),
        Next::Damaged { .. } | Next::TimedOut | Next::Trouble { .. } | Next::End => None,
    })
}

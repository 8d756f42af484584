//! A file on the command line: its content, never its name, tells what it is.

use std::{
    fs::File,
    io::{Read, Seek},
    path::Path,
};

use super::{
    FrameSource,
    error::{SourceError, shown},
    pictures::Pictures,
    pixels::Matrix,
    stream::Stream,
    video::Video,
    y4m,
};

/// Opens a picture, a YUV4MPEG2 file or, for everything else, a video.
pub(super) fn open(path: &Path) -> Result<Box<dyn FrameSource>, SourceError> {
    let name = shown(path);
    let unreadable = |error: std::io::Error| {
        SourceError::unreadable(format!("{name}: {error}"), "check that you may read the file")
    };
    // Before opening: opening a named pipe would block until somebody writes.
    let metadata = path.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(SourceError::unreadable(
            format!("{name} is neither a file nor a folder"),
            "YUV4MPEG2 from another program is read from standard input: `... | sitwell analyze -`",
        ));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    if metadata.len() == 0 {
        return Err(SourceError::unreadable(format!("{name} is empty"), "record or copy it again"));
    }
    let mut head = Vec::new();
    // 64 bytes hold the signature of every picture format.
    file.by_ref().take(64).read_to_end(&mut head).map_err(unreadable)?;
    if head.starts_with(y4m::SIGNATURE) {
        file.rewind().map_err(unreadable)?;
        return Ok(Box::new(Stream::open(&name, file, Matrix::Bt601)?));
    }
    if image::guess_format(&head).is_ok() {
        return Ok(Box::new(Pictures::single(path)));
    }
    Ok(Box::new(Video::open(path)?))
}

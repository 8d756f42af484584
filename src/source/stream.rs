//! YUV4MPEG2 as a source: from standard input, from a file, from `ffmpeg`. Read in a thread of its own, so that
//! waiting for the next frame can have a timeout.

use std::{
    io::{BufReader, Read},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread,
    time::Duration,
};

use super::{FrameSource, Next, error::SourceError, pixels::Matrix, y4m};

/// One frame waits while the one before is looked at; more would only cost memory.
const FRAMES_AHEAD: usize = 1;
/// Large reads; a frame of 640x480 in 4:2:0 is seven of them.
const BUFFER_BYTES: usize = 64 * 1024;

/// A stream that is read in its own thread. The thread ends when the stream does, or with the first frame that
/// nobody takes any more; it is not waited for, because standard input may never say anything again.
pub(super) struct Stream {
    items: Receiver<Result<y4m::Item, SourceError>>,
    what: String,
}

impl Stream {
    /// Reads the header, and begins to read frames. `name` is for people.
    pub(super) fn open(
        name: &str,
        input: impl Read + Send + 'static,
        matrix: Matrix,
    ) -> Result<Self, SourceError> {
        let reader = y4m::Reader::open(BufReader::with_capacity(BUFFER_BYTES, input), matrix)
            .map_err(|reason| SourceError::unreadable(format!("{name}: {reason}"), HINT))?;
        let layout = reader.layout();
        let what = format!("{name} ({}x{}, {:.4} fps)", layout.width, layout.height, reader.fps());
        let (send, items) = sync_channel(FRAMES_AHEAD);
        let name = name.to_owned();
        thread::Builder::new()
            .name("stream".into())
            .spawn(move || read_all(reader, &name, &send))
            .map_err(|error| SourceError::unreadable(format!("no thread to read with: {error}"), HINT))?;
        Ok(Self { items, what })
    }
}

const HINT: &str =
    "pipe it in as 8-bit YUV4MPEG2: `ffmpeg -i VIDEO -pix_fmt yuv420p -f yuv4mpegpipe - | sitwell analyze -`";

fn read_all<R: std::io::BufRead>(
    mut reader: y4m::Reader<R>,
    name: &str,
    send: &SyncSender<Result<y4m::Item, SourceError>>,
) {
    let mut frames = 0_u64;
    loop {
        let item = reader.next().map_err(|error| {
            SourceError::unreadable(
                format!("{name}, after frame {frames}: {error}"),
                "check the disk or the pipe",
            )
        });
        frames += 1;
        let last = matches!(item, Err(_) | Ok(y4m::Item::End));
        if send.send(item).is_err() || last {
            return;
        }
    }
}

impl FrameSource for Stream {
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError> {
        match self.items.recv_timeout(timeout) {
            Ok(Ok(y4m::Item::Frame(frame))) => Ok(Next::Frame(frame)),
            Ok(Ok(y4m::Item::Damaged { index, reason })) => Ok(Next::Damaged { index, reason }),
            Ok(Err(error)) => Err(error),
            Err(RecvTimeoutError::Timeout) => Ok(Next::TimedOut),
            // Once the thread has ended, so has the stream.
            Ok(Ok(y4m::Item::End)) | Err(RecvTimeoutError::Disconnected) => Ok(Next::End),
        }
    }

    fn describe(&self) -> String {
        self.what.clone()
    }
}

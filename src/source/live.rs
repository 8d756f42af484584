//! A recording played as a camera would give it.

use std::{thread, time::Duration};

use super::{FrameSource, Next, SourceError};
use crate::{
    frame::Frame,
    time::{Clock, Mono},
};

/// Holds every frame back until its time, and leaves those out that are late: the newest wins.
pub(super) struct Live {
    recording: Box<dyn FrameSource>,
    /// Runs from the first frame that is asked for, so that opening does not make frames late.
    clock: Option<Clock>,
    /// The next frame, whose time has not come.
    waiting: Option<Frame>,
    ended: bool,
}

impl Live {
    pub(super) fn new(recording: Box<dyn FrameSource>) -> Self {
        Self { recording, clock: None, waiting: None, ended: false }
    }
}

impl FrameSource for Live {
    fn next(&mut self, timeout: Duration) -> Result<Next, SourceError> {
        let deadline = self.now() + timeout.as_secs_f64();
        // Where the times are known, nothing is read that is not due, and nothing that is late.
        while let Some(due_at) = self.recording.skip_to(self.now()) {
            let now = self.now();
            if due_at <= now {
                let next = self.recording.next(timeout)?;
                self.clock.get_or_insert_with(Clock::start);
                return Ok(next);
            }
            if now >= deadline {
                return Ok(Next::TimedOut);
            }
            thread::park_timeout(Duration::from_secs_f64((due_at - now).min(deadline - now)));
        }
        self.newest_due(deadline)
    }

    fn len_hint(&self) -> Option<u64> {
        self.recording.len_hint()
    }

    fn describe(&self) -> String {
        format!("{}, live", self.recording.describe())
    }
}

impl Live {
    /// Reads on until a frame is not due.
    fn newest_due(&mut self, deadline: Mono) -> Result<Next, SourceError> {
        let mut due = None;
        loop {
            // Once a frame is due, the next one is looked at as well, but not waited for.
            let patience = if due.is_some() { 0.0 } else { deadline - self.now() };
            match self.waiting.take() {
                Some(frame) if frame.at <= self.now() => due = Some(frame),
                Some(frame) => {
                    let wait_secs = (frame.at - self.now()).min(patience);
                    self.waiting = Some(frame);
                    if wait_secs <= 0.0 {
                        return Ok(due.map_or(Next::TimedOut, Next::Frame));
                    }
                    thread::park_timeout(Duration::from_secs_f64(wait_secs));
                }
                None if self.ended => return Ok(due.map_or(Next::End, Next::Frame)),
                None => match self.recording.next(Duration::from_secs_f64(patience.max(0.0)))? {
                    Next::Frame(frame) => {
                        self.clock.get_or_insert_with(Clock::start);
                        self.waiting = Some(frame);
                    }
                    Next::End => self.ended = true,
                    Next::TimedOut => return Ok(due.map_or(Next::TimedOut, Next::Frame)),
                    other => return Ok(other),
                },
            }
        }
    }

    fn now(&self) -> Mono {
        self.clock.map_or(Mono(0.0), |clock| clock.now())
    }
}

//! A recording watched as fast as it can be read, in its own time: the same events as in real time, and always the
//! same.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use super::{
    SourceState, Watcher,
    event::{CameraChange, Event, Record},
};
use crate::{
    estimator::EstimatorError,
    posture::CALIBRATION_SECS,
    source::{FrameSource, Next, SourceError},
    time::Mono,
};

const PATIENCE: Duration = Duration::from_millis(500);

/// What there was in a recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Pictures that were looked at.
    pub looked_at: u64,
    /// Pictures that were judged.
    pub judged: u64,
    /// Pictures that could not be read.
    pub damaged: u64,
}

/// Why a recording could not be watched to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The engine failed.
    #[error("picture {frame}: {error}")]
    Estimator {
        /// The number of the picture.
        frame: u64,
        /// What happened.
        error: EstimatorError,
    },
}

/// Watches a recording to its end, or until `stop`. Without a neutral it takes one from the first ten seconds that
/// serve.
pub fn replay(
    source: &mut dyn FrameSource,
    watcher: &mut Watcher,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Record),
) -> Result<Replayed, ReplayError> {
    let mut replayed = Replayed::default();
    let mut at = Mono(0.0);
    let mut emit = |at, event| tell(Record { time: None, at, event });
    emit(at, Event::Started { version: env!("CARGO_PKG_VERSION"), source: source.describe() });
    while !stop.load(Ordering::Relaxed) {
        if let Some(next) = watcher.next_look_at() {
            source.skip_to(next);
        }
        match source.next(PATIENCE)? {
            Next::Frame(frame) => {
                if watcher.next_look_at().is_some_and(|next| (at..next).contains(&frame.at)) {
                    continue;
                }
                at = frame.at;
                if watcher.analyzer.neutral().is_none() && !watcher.analyzer.is_calibrating() {
                    watcher.analyzer.start_calibration(CALIBRATION_SECS);
                }
                let looked = watcher
                    .look(&frame)
                    .map_err(|error| ReplayError::Estimator { frame: frame.index, error })?;
                if replayed.looked_at == 0 {
                    let streaming = SourceState::Streaming { name: source.describe() };
                    emit(at, Event::Camera(CameraChange::to(&streaming)));
                }
                replayed.looked_at += 1;
                replayed.judged += u64::from(looked.analysis.is_some());
                looked.events.into_iter().for_each(|event| emit(at, event));
            }
            Next::Damaged { .. } => replayed.damaged += 1,
            Next::TimedOut | Next::Trouble { .. } => {}
            Next::End => break,
        }
    }
    watcher.end(at).into_iter().for_each(|event| emit(at, event));
    emit(at, Event::Camera(CameraChange::to(&SourceState::Ended)));
    emit(at, Event::Stopped);
    Ok(replayed)
}

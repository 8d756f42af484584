//! What the pictures of the source mean: whether anything can be seen, whether anybody is there, how he sits.

use std::sync::Arc;

use super::Analysis;
use crate::{
    engine::{
        SourceState,
        away::Away,
        capture::{Capture, Captured},
    },
    frame::Frame,
    posture::{Measurements, Pose, Reading, Why},
    source,
    time::Mono,
};

/// One picture in which nothing can be seen may be a hand before the lens.
const BLIND_SECS: f64 = 1.0;

impl Analysis {
    /// Takes in what the source gave; whether there is anything new to be shown.
    pub(super) fn take_in(&mut self, captured: Captured) -> bool {
        match captured {
            Captured::Trouble(error) => self.fail(&error),
            Captured::Ended(Some(error)) => {
                (self.capture, self.wanted_since, self.is_over) = (None, None, true);
                self.fail(&error);
            }
            Captured::Ended(None) => {
                (self.capture, self.wanted_since, self.is_over) = (None, None, true);
                let calibration = self.watcher.analyzer.finish_calibration();
                self.tell_calibration(calibration);
                self.set_source(SourceState::Ended);
            }
            Captured::Frame(frame) => {
                self.wanted_since = None;
                self.know_the_desk();
                return self.look(frame);
            }
        }
        true
    }

    fn look(&mut self, mut frame: Frame) -> bool {
        let ahead = *self.clock_ahead_secs.get_or_insert(self.clock.now() - frame.at);
        frame.at = frame.at + ahead;
        match self.watcher.look(&frame) {
            Err(error) => {
                (self.capture, self.is_over) = (None, true);
                self.see_nothing();
                self.set_source(SourceState::Failed {
                    kind: "failed",
                    message: error.to_string(),
                    hint: "`sitwell doctor` checks the engine and the models".to_owned(),
                });
                true
            }
            Ok(looked) => {
                // The same picture once more is not worth drawing the window.
                let is_new = looked.has_changed || looked.analysis.is_some();
                if let Some(analysis) = looked.analysis {
                    self.tell_source(frame.at, &analysis.pose);
                    self.snapshot.at = frame.at;
                    self.snapshot.head_at_limit = self.watcher.analyzer.head_at_limit(&analysis.pose);
                    self.snapshot.pose = analysis.pose;
                    self.snapshot.measurements = analysis.measurements;
                    self.snapshot.assessment = Some(analysis.assessment);
                    self.tell_calibration(analysis.calibration);
                }
                self.snapshot.frame = Some(Arc::new(frame));
                for event in looked.events {
                    self.emit(event);
                }
                self.leave_if_away();
                is_new
            }
        }
    }

    /// Frames arrive; whether anything can be seen in them, and whether somebody is back.
    fn tell_source(&mut self, at: Mono, pose: &Reading<Pose>) {
        let name = || {
            let name = self.capture.as_ref().and_then(Capture::name).map(str::to_owned);
            name.unwrap_or_else(|| self.snapshot.source_spec.to_string_lossy().into_owned())
        };
        let blind = match pose.why() {
            Some(why @ (Why::Covered | Why::TooDark)) => Some(why),
            _ => None,
        };
        let state = match blind {
            Some(why) if at - *self.blind_since.get_or_insert(at) >= BLIND_SECS => {
                SourceState::Blind { name: name(), why }
            }
            _ => SourceState::Streaming { name: name() },
        };
        if blind.is_none() {
            self.blind_since = None;
        }
        if self.away.is_looking() {
            if matches!(pose.why(), Some(Why::Nobody | Why::Covered | Why::TooDark)) {
                return;
            }
            self.away = Away::default();
        }
        self.set_source(state);
    }

    /// Closes the camera once nobody has been there for long.
    fn leave_if_away(&mut self) {
        // Who exercises may be out of the picture; the coach waits for him.
        let is_camera = source::is_camera(&self.snapshot.source_spec) && !self.watcher.is_coaching();
        if let Some(since) = self.watcher.alerts.is_away().filter(|_| is_camera)
            && self.snapshot.settings.camera.release_when_away
            && self.away.leave(since, self.clock.now(), self.snapshot.settings.camera.away_secs)
        {
            self.settle();
        }
    }

    pub(super) fn see_nothing(&mut self) {
        self.blind_since = None;
        self.snapshot.frame = None;
        self.snapshot.pose = Reading::Unknown(Why::Nobody);
        self.snapshot.head_at_limit = None;
        self.snapshot.measurements = Measurements::unknown(Why::Nobody);
        self.snapshot.assessment = None;
        let events = self.watcher.see_nothing(self.clock.now());
        for event in events {
            self.emit(event);
        }
    }

    pub(super) fn fail(&mut self, error: &source::SourceError) {
        self.see_nothing();
        // A camera that is lost while nobody is there is news.
        self.away = Away::default();
        self.set_source(SourceState::Failed {
            kind: error.key(),
            message: error.to_string(),
            hint: error.hint().to_owned(),
        });
    }
}

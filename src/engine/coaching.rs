//! The coach in the engine: it is given every pose that is judged, and the time where there is none.

use super::{event::Event, rate::Demand, watcher::Watcher};
use crate::{
    care::coach::{Assignment, Coach, CoachState},
    posture::{Pose, Reading},
    time::Mono,
};

/// Between two steps of the coach while there is no picture: what is left of a time is told in seconds.
const TICK_SECS: f64 = 0.25;

/// What the user asks of the coach.
#[derive(Clone, Debug, PartialEq)]
pub enum CoachCommand {
    /// Begin this exercise; one that is going on ends.
    Start(Box<Assignment>),
    /// This repetition was done, or the rest of this time, whether it was seen or not.
    Confirm,
    /// What comes next: the next side or round, or the end.
    Skip,
    /// Stop the time, or let it go on.
    Pause(bool),
    /// Leave the exercise.
    Stop,
}

impl Watcher {
    /// Does what the user asks of the coach.
    pub(super) fn coach(&mut self, command: CoachCommand) -> Option<Event> {
        match command {
            CoachCommand::Start(assignment) => {
                let former = self.stop_coach();
                let neutral = self.analyzer.neutral().cloned();
                self.coach = Some(Coach::new(*assignment, neutral.as_deref()));
                self.coached_at = None;
                self.analyzer.follow_anybody(true);
                self.rate.demand(Demand::Coach);
                former
            }
            CoachCommand::Stop => self.stop_coach(),
            CoachCommand::Confirm => self.ask_coach(Coach::confirm),
            CoachCommand::Skip => self.ask_coach(Coach::skip),
            CoachCommand::Pause(is_paused) => self.ask_coach(|coach| coach.set_paused(is_paused)),
        }
    }

    /// Time passes, with the pose of the newest picture if there is one. The event that an exercise is done.
    pub(super) fn step_coach(&mut self, at: Mono, pose: Option<&Reading<Pose>>) -> Option<Event> {
        self.coached_at = Some(at);
        self.ask_coach(|coach| coach.step(at, pose))
    }

    /// What the coach tells.
    pub(super) fn coach_state(&self) -> Option<CoachState> {
        self.coach.as_ref().map(Coach::state)
    }

    /// When the time of an exercise goes on even if no picture comes.
    pub(super) fn next_tick_at(&self) -> Option<Mono> {
        self.coach.as_ref().filter(|coach| !coach.is_done() && !coach.is_paused())?;
        // A coach that has just begun is told the time at once.
        Some(self.coached_at.map_or(Mono::default(), |at| at + TICK_SECS))
    }

    /// Whether somebody exercises: that is no posture, and nothing to be disturbed in.
    pub(super) fn is_coaching(&self) -> bool {
        self.coach.as_ref().is_some_and(|coach| !coach.is_done())
    }

    fn ask_coach(&mut self, ask: impl FnOnce(&mut Coach)) -> Option<Event> {
        let coach = self.coach.as_mut().filter(|coach| !coach.is_done())?;
        ask(coach);
        let outcome = coach.is_done().then(|| coach.outcome())?;
        self.watch_again();
        (outcome.counted > 0).then_some(Event::Exercise(outcome))
    }

    /// Of what was left before its end, what was done counts.
    pub(super) fn stop_coach(&mut self) -> Option<Event> {
        let coach = self.coach.take().filter(|coach| !coach.is_done())?;
        self.watch_again();
        let outcome = coach.outcome();
        (outcome.counted > 0).then_some(Event::Exercise(outcome))
    }

    fn watch_again(&mut self) {
        self.analyzer.follow_anybody(false);
        self.rate.demand(Demand::Quiet);
    }
}

#[cfg(test)]
mod tests {
    use enum_map::EnumMap;

    use super::*;
    use crate::{
        alerts::AlertSettings,
        care::{Check, coach::Phase},
        engine::analyzer::Analyzer,
        estimator::{EstimatorError, PoseEstimator},
        frame::Frame,
        posture::{Joint, Keypoint, UserPlace},
    };

    /// Somebody who sits still.
    struct Sitter;

    impl PoseEstimator for Sitter {
        fn estimate(&mut self, _frame: &Frame) -> Result<Reading<Pose>, EstimatorError> {
            let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
            let places = [
                (Joint::Nose, [320.0, 200.0]),
                (Joint::LeftEye, [340.0, 180.0]),
                (Joint::RightEye, [300.0, 180.0]),
                (Joint::LeftEar, [368.0, 190.0]),
                (Joint::RightEar, [272.0, 190.0]),
                (Joint::LeftShoulder, [430.0, 300.0]),
                (Joint::RightShoulder, [210.0, 300.0]),
            ];
            for (joint, point_in_image) in places {
                pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.7 });
            }
            Ok(Reading::Known(pose))
        }

        fn follow(&mut self, _user: Option<UserPlace>) {}

        fn forget(&mut self) {}

        fn name(&self) -> &'static str {
            "sitter"
        }
    }

    fn start(check: Check, dose: &str) -> CoachCommand {
        let dose = toml::from_str(&format!("{dose}\nsource = \"guideline\"")).unwrap();
        CoachCommand::Start(Box::new(Assignment { exercise: "an_exercise".to_owned(), check, dose }))
    }

    /// Ten seconds of 30 pictures each: how many were judged, and what was told.
    fn watch(watcher: &mut Watcher, from_secs: f64) -> (usize, Vec<Event>) {
        let (mut judged, mut events) = (0, Vec::new());
        for picture in 0..300 {
            let at = Mono(from_secs + f64::from(picture) / 30.0);
            if watcher.next_look_at().is_some_and(|next| at < next) {
                continue;
            }
            let image = image::RgbImage::from_pixel(64, 48, image::Rgb([120, 130, 140]));
            let looked = watcher.look(&Frame { at, index: 0, name: None, image }).unwrap();
            judged += usize::from(looked.analysis.is_some());
            events.extend(looked.events);
        }
        (judged, events)
    }

    #[test]
    fn while_it_coaches_it_looks_closely_and_tells_and_records_no_posture() {
        let mut watcher = Watcher::new(Analyzer::new(Box::new(Sitter)), AlertSettings::default());
        let (judged, events) = watch(&mut watcher, 0.0);
        assert!(judged < 60 && !events.is_empty(), "{judged}, {events:?}");
        watcher.coach(start(Check::ChinTuck, "repetitions = [10, 10]\nhold_secs = [3, 5]"));
        let (judged, events) = watch(&mut watcher, 10.0);
        assert!((100..=150).contains(&judged) && events.is_empty(), "{judged}, {events:?}");
        assert_eq!(watcher.coach_state().map(|state| state.phase), Some(Phase::Move));
        assert!(watcher.coach(CoachCommand::Stop).is_none(), "nothing was done");
        let (judged, events) = watch(&mut watcher, 20.0);
        assert!(judged < 60 && !events.is_empty(), "{judged}, {events:?}");
    }

    #[test]
    fn a_time_runs_without_pictures_and_its_end_is_told_once() {
        let mut watcher = Watcher::new(Analyzer::new(Box::new(Sitter)), AlertSettings::default());
        watcher.coach(start(Check::Timer, "duration_secs = [5, 10]"));
        let mut told = Vec::new();
        let mut at = Mono(100.0);
        while let Some(next) = watcher.next_tick_at() {
            at = if next > at { next } else { at + 0.01 };
            told.extend(watcher.step_coach(at, None));
        }
        assert!(at < Mono(120.0), "{at:?}");
        let [Event::Exercise(outcome)] = &told[..] else { panic!("{told:?}") };
        assert_eq!((outcome.counted, outcome.is_seen), (5, false));
        assert!(watcher.coach_state().is_some(), "its end stays to be read");
        assert!(watcher.coach(CoachCommand::Stop).is_none() && watcher.coach_state().is_none());
    }

    #[test]
    fn what_was_done_of_an_exercise_that_is_left_is_told() {
        let mut watcher = Watcher::new(Analyzer::new(Box::new(Sitter)), AlertSettings::default());
        watcher.coach(start(Check::ChinTuck, "repetitions = [10, 10]\nhold_secs = [3, 5]"));
        watcher.coach(CoachCommand::Confirm);
        watcher.coach(CoachCommand::Confirm);
        let left = watcher.coach(CoachCommand::Stop);
        assert!(
            matches!(left, Some(Event::Exercise(outcome)) if outcome.counted == 1 && outcome.wanted == 10)
        );
    }
}

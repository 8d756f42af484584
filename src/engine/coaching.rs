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

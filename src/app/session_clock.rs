//! The clock of a session: the time of day, and yet without a second that comes twice.
//!
//! Lengths of time are the engine's, whose clock only goes forward. The time of day is set, put back by the user, and goes
//! on while the computer sleeps. So the time of day is taken once and goes on with the engine's; where it has gone
//! ahead of that (sleep, a clock that was put forward) the session's goes along, for a gap is true. Where it was put
//! back, the session keeps its own, until the next one begins.

use crate::time::{Mono, WallTime};

/// Clocks that are kept right by the network are moved by less; it is no gap.
const AHEAD_SECS: f64 = 2.0;
/// More sleeps than a session has.
const MAX_ANCHORS: usize = 1024;

/// What the time of day was at moments of the engine.
#[derive(Clone, Debug)]
pub(super) struct SessionClock {
    anchors: Vec<(Mono, WallTime)>,
}

impl SessionClock {
    /// It is this time of day at this moment.
    pub(super) fn start(at: Mono, time: WallTime) -> Self {
        Self { anchors: vec![(at, time)] }
    }

    /// It is this time of day now.
    pub(super) fn hear(&mut self, now: Mono, time: WallTime) {
        if secs_between(self.time_at(now), time) > AHEAD_SECS && self.anchors.len() < MAX_ANCHORS {
            self.anchors.push((now, time));
        }
    }

    /// The session's time at a moment; earlier ones than the first are before its beginning.
    pub(super) fn time_at(&self, at: Mono) -> WallTime {
        let before = self.anchors.iter().rev().find(|(anchor, _)| *anchor <= at).or(self.anchors.first());
        before.map_or_else(WallTime::now, |(anchor, time)| time.after(at - *anchor))
    }
}

fn secs_between(earlier: WallTime, later: WallTime) -> f64 {
    later.0.duration_since(earlier.0).as_secs_f64()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn noon() -> WallTime {
        WallTime("2026-10-24T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn sleep_and_a_clock_put_forward_are_a_gap_and_one_put_back_is_ignored() {
        let mut clock = SessionClock::start(Mono(5.0), noon());
        clock.hear(Mono(65.0), noon().after(60.5));
        assert_eq!(clock.time_at(Mono(65.0)), noon().after(60.0), "kept right by the network");
        clock.hear(Mono(70.0), noon().after(3665.0));
        assert_eq!(clock.time_at(Mono(70.0)), noon().after(3665.0), "slept for an hour");
        assert_eq!(clock.time_at(Mono(60.0)), noon().after(55.0), "what was before stays");
        clock.hear(Mono(75.0), noon());
        assert_eq!(clock.time_at(Mono(75.0)), noon().after(3670.0), "put back");
    }

    proptest! {
        #[test]
        fn it_never_goes_back_and_never_slower_than_time_passes(
            steps in prop::collection::vec((0.0..30.0_f64, -7200.0..7200.0_f64, 0..10_u8), 1..200)
        ) {
            let mut clock = SessionClock::start(Mono(0.0), noon());
            let (mut now, mut jumped_secs) = (Mono(0.0), 0.0);
            let mut last = noon();
            for (passed_secs, jump_secs, odds) in steps {
                now = now + passed_secs;
                if odds == 0 {
                    jumped_secs += jump_secs;
                }
                clock.hear(now, noon().after(now.secs() + jumped_secs));
                let time = clock.time_at(now);
                prop_assert!(secs_between(last, time) >= passed_secs - 1e-6);
                last = time;
            }
        }
    }
}

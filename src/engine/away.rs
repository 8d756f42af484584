//! When nobody has been there for a while the camera is closed, and opened now and then to see who is back. Pure.

use crate::time::Mono;

/// The first wait, ...
const FIRST_WAIT_SECS: f64 = 10.0;
/// ... how much longer the next one is, ...
const GROWTH: f64 = 1.5;
/// ... and the longest: how much of a sitting is missed at the most.
const LONGEST_WAIT_SECS: f64 = 60.0;
/// How long it looks: up to two seconds to open the camera, and some pictures.
const LOOK_SECS: f64 = 5.0;

/// Waits for the user with a closed camera.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Away {
    stage: Stage,
    wait_secs: f64,
}

#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    /// The user is here, or has not been away for long.
    #[default]
    Here,
    /// The camera is closed until then.
    Waiting { until: Mono },
    /// The camera is open to see who is there, until then.
    Looking { until: Mono },
}

impl Away {
    /// Nobody has been seen since then, and the camera is to be closed after `release_secs` of that; says whether the camera is to be closed now.
    pub(super) fn leave(&mut self, since: Mono, now: Mono, release_secs: f64) -> bool {
        let is_long = matches!(self.stage, Stage::Here) && now - since >= release_secs;
        if is_long {
            *self =
                Self { stage: Stage::Waiting { until: now + FIRST_WAIT_SECS }, wait_secs: FIRST_WAIT_SECS };
        }
        is_long
    }

    /// When [`Self::step`] is due.
    pub(super) fn next_due(&self) -> Option<Mono> {
        match self.stage {
            Stage::Here => None,
            Stage::Waiting { until } | Stage::Looking { until } => Some(until),
        }
    }

    /// Looks after a wait, and waits for longer after a look in vain.
    pub(super) fn step(&mut self, now: Mono) {
        self.stage = match self.stage {
            Stage::Here => Stage::Here,
            Stage::Waiting { .. } => Stage::Looking { until: now + LOOK_SECS },
            Stage::Looking { .. } => {
                self.wait_secs = (self.wait_secs * GROWTH).min(LONGEST_WAIT_SECS);
                Stage::Waiting { until: now + self.wait_secs }
            }
        };
    }

    /// Whether the camera is closed for now.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(self.stage, Stage::Waiting { .. })
    }

    /// Whether the camera is open only to see who is there.
    pub(super) fn is_looking(&self) -> bool {
        matches!(self.stage, Stage::Looking { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_again_at_growing_intervals_and_never_gives_up() {
        let mut away = Away::default();
        assert!(!away.leave(Mono(0.0), Mono(119.0), 120.0), "a coffee");
        assert!(away.leave(Mono(0.0), Mono(120.0), 120.0) && away.is_waiting());
        assert!(!away.leave(Mono(0.0), Mono(121.0), 120.0), "closed already");
        let mut waits = Vec::new();
        for _ in 0..8 {
            let now = away.next_due().unwrap();
            away.step(now);
            assert!(away.is_looking());
            let now = away.next_due().unwrap();
            away.step(now);
            assert!(away.is_waiting());
            waits.push(away.next_due().unwrap() - now);
        }
        assert!(waits.windows(2).all(|pair| pair[1] >= pair[0]));
        assert!((waits[0] - 15.0).abs() < 0.1 && (waits[7] - LONGEST_WAIT_SECS).abs() < 0.1, "{waits:?}");
    }
}

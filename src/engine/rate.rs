//! How often a picture is looked at, and which of them are judged. Pure.
//!
//! A look costs a decoded picture and a comparison with the one that was judged last; a judgement costs five times as
//! much. So it looks twice a second, judges at once what has changed, and what has not changed once a second.

use crate::time::Mono;

/// Between two looks, in seconds: the time in which a movement is noticed.
const LOOK_SECS: f64 = 0.5;
/// Between two judgements while nothing changes. Below the two seconds after which the assessor no longer bridges an
/// unknown moment, with one look more to spare.
const QUIET_SECS: f64 = 1.0;
/// Between two judgements while somebody moves or a fault is coming.
const NORMAL_SECS: f64 = 0.5;
/// Between two judgements after a movement has begun: four, one for each view of the estimator, in half a second.
const FAST_SECS: f64 = 1.0 / 6.0;
/// For how long. A movement that goes on is no posture yet, and is judged at the normal rate.
const FAST_FOR_SECS: f64 = 2.5;
/// So long without a change, and the next movement is a new one.
const CALM_SECS: f64 = 5.0;
/// Between two judgements of a calibration.
const CALIBRATION_SECS: f64 = 1.0 / 5.0;
/// Between two judgements while the coach counts: a quick repetition takes a second, and half of one lasts six pictures.
const COACH_SECS: f64 = 1.0 / 12.0;
/// Between two pictures of a visible window while something moves: as many as a camera is asked for.
const PREVIEW_SECS: f64 = 1.0 / 15.0;
/// So long without a change, and nothing moves: a window then shows what is judged, which nobody tells from more pictures.
const STILL_SECS: f64 = 2.0;
/// On battery everything that can wait takes so many times as long.
const ON_BATTERY: f64 = 1.5;
/// A camera's picture is older than the look at it by up to one picture.
const EARLY: f64 = 0.8;

/// What the latest judgement asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Demand {
    /// Nothing is the matter.
    #[default]
    Quiet,
    /// A fault is coming or there, or it is unknown how the user sits.
    Normal,
    /// A calibration is running.
    Calibration,
    /// The coach watches an exercise.
    Coach,
}

/// The rate of looks and judgements.
#[derive(Clone, Debug, Default)]
pub(super) struct Rate {
    /// Whether a window shows what moves.
    pub(super) is_previewed: bool,
    pub(super) is_on_battery: bool,
    demand: Demand,
    last_look: Option<Mono>,
    last_judgement: Option<Mono>,
    last_change: Option<Mono>,
    fast_until: Mono,
}

impl Rate {
    /// Takes in a look; says whether its picture is to be judged.
    pub(super) fn look(&mut self, at: Mono, has_changed: bool) -> bool {
        self.last_look = Some(at);
        if has_changed {
            if self.last_change.is_none_or(|last| at - last > CALM_SECS) {
                self.fast_until = at + FAST_FOR_SECS;
            }
            self.last_change = Some(at);
        }
        let interval = match self.demand {
            Demand::Calibration => CALIBRATION_SECS,
            Demand::Coach => COACH_SECS,
            _ if self.is_fast(at) => FAST_SECS,
            Demand::Normal => NORMAL_SECS * self.patience(),
            Demand::Quiet if has_changed => NORMAL_SECS * self.patience(),
            Demand::Quiet => QUIET_SECS * self.patience(),
        };
        let is_due = self.last_judgement.is_none_or(|last| !(0.0..EARLY * interval).contains(&(at - last)));
        if is_due {
            self.last_judgement = Some(at);
        }
        is_due
    }

    /// What the judgement asks for.
    pub(super) fn demand(&mut self, demand: Demand) {
        self.demand = demand;
    }

    /// When to look next; at once, if there was no look yet.
    pub(super) fn next_look_at(&self) -> Option<Mono> {
        let at = self.last_look?;
        let mut interval = match self.demand {
            Demand::Calibration => CALIBRATION_SECS,
            Demand::Coach => COACH_SECS,
            _ if self.is_fast(at) => FAST_SECS,
            Demand::Normal | Demand::Quiet => LOOK_SECS * self.patience(),
        };
        if self.is_previewed && self.last_change.is_some_and(|last| at - last <= STILL_SECS) {
            interval = interval.min(PREVIEW_SECS);
        }
        Some(at + interval)
    }

    fn is_fast(&self, at: Mono) -> bool {
        at < self.fast_until
    }

    fn patience(&self) -> f64 {
        if self.is_on_battery { ON_BATTERY } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Judgements a minute of a 30 fps source, in the second minute.
    fn judged_a_minute(mut rate: Rate, demand: Demand, has_changed: impl Fn(f64) -> bool) -> (usize, usize) {
        let (mut looks, mut judged) = (0, 0);
        for frame in 0..3600 {
            let at = Mono(f64::from(frame) / 30.0);
            if rate.next_look_at().is_some_and(|next| at < next) {
                continue;
            }
            let is_judged = rate.look(at, has_changed(at.secs()));
            if is_judged {
                rate.demand(demand);
            }
            if frame >= 1800 {
                looks += 1;
                judged += usize::from(is_judged);
            }
        }
        (looks, judged)
    }

    #[test]
    fn once_a_second_while_nothing_changes_and_twice_while_somebody_moves() {
        let (looks, judged) = judged_a_minute(Rate::default(), Demand::Quiet, |_| false);
        assert!((110..=121).contains(&looks) && (55..=61).contains(&judged), "{looks}, {judged}");
        let (looks, judged) = judged_a_minute(Rate::default(), Demand::Quiet, |_| true);
        assert!((110..=121).contains(&looks) && (110..=121).contains(&judged), "{looks}, {judged}");
        let (_, judged) = judged_a_minute(Rate::default(), Demand::Normal, |_| false);
        assert!((110..=121).contains(&judged), "{judged}");
    }

    #[test]
    fn a_movement_after_calm_is_judged_several_times_at_once() {
        let (_, quiet) = judged_a_minute(Rate::default(), Demand::Quiet, |_| false);
        let (_, one_movement) =
            judged_a_minute(Rate::default(), Demand::Quiet, |secs| (80.0..80.6).contains(&secs));
        assert!((10..=16).contains(&(one_movement - quiet)), "{one_movement} and {quiet}");
    }

    #[test]
    fn a_preview_is_fluent_and_judges_hardly_more_for_it() {
        let previewed = Rate { is_previewed: true, ..Rate::default() };
        let (looks, judged) = judged_a_minute(previewed.clone(), Demand::Quiet, |_| false);
        assert!((110..=121).contains(&looks) && judged <= 61, "still: {looks}, {judged}");
        let (_, unseen) = judged_a_minute(Rate::default(), Demand::Quiet, |_| true);
        let (looks, judged) = judged_a_minute(previewed, Demand::Quiet, |_| true);
        assert!(
            looks >= 800 && judged <= unseen + unseen / 5,
            "moving: {looks}, {judged}, {unseen} without a window"
        );
    }

    #[test]
    fn on_battery_it_takes_its_time_but_not_with_a_calibration() {
        let on_battery = Rate { is_on_battery: true, ..Rate::default() };
        let (looks, judged) = judged_a_minute(on_battery.clone(), Demand::Quiet, |_| false);
        assert!(looks <= 81 && judged <= 41, "{looks}, {judged}");
        let (_, judged) = judged_a_minute(on_battery, Demand::Calibration, |_| false);
        assert!(judged >= 250, "{judged}");
    }

    #[test]
    fn the_coach_has_ten_to_fifteen_pictures_a_second_on_battery_as_well() {
        let on_battery = Rate { is_on_battery: true, ..Rate::default() };
        let (_, judged) = judged_a_minute(on_battery, Demand::Coach, |_| true);
        assert!((600..=900).contains(&judged), "{judged}");
    }

    #[test]
    fn a_clock_that_jumps_back_stops_nothing() {
        let mut rate = Rate::default();
        assert!(rate.look(Mono(100.0), false));
        assert!(rate.look(Mono(3.0), false));
    }
}

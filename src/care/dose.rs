//! How often and how long something is done.

use serde::Deserialize;

/// From the least to the most, both included.
pub type Range = [u32; 2];

/// The dose of one exercise: what is absent does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    /// How many times in a row.
    pub repetitions: Option<Range>,
    /// How long each is held, in seconds.
    pub hold_secs: Option<Range>,
    /// How many rounds.
    pub sets: Option<Range>,
    /// How long in all, in seconds; of a massage, on one spot.
    pub duration_secs: Option<Range>,
    /// How often through the day: after so many seconds each time.
    pub every_secs: Option<Range>,
    /// How many steps on foot a day, at least.
    pub steps_per_day: Option<u32>,
    /// Whether it is done on both sides.
    #[serde(default)]
    pub each_side: bool,
    /// Where the numbers come from.
    pub source: DoseSource,
}

/// Where the numbers of a dose come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoseSource {
    /// Articles on upper-back pain for lay readers.
    Article,
    /// A cautious general default.
    Guideline,
    /// There are no numbers; whatever the user does counts.
    AsYouLike,
}

impl Dose {
    /// Whether it says how much, and every range goes upwards from at least one. As much as one likes has no numbers.
    pub fn is_sound(&self) -> bool {
        let ranges = [self.repetitions, self.hold_secs, self.sets, self.duration_secs, self.every_secs];
        if self.source == DoseSource::AsYouLike {
            return ranges.iter().all(Option::is_none) && self.steps_per_day.is_none();
        }
        let says_how_much = self.repetitions.is_some()
            || self.hold_secs.is_some()
            || self.duration_secs.is_some()
            || self.every_secs.is_some()
            || self.steps_per_day.is_some();
        says_how_much && ranges.iter().flatten().all(|[least, most]| *least >= 1 && least <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Dose = Dose {
        repetitions: None,
        hold_secs: None,
        sets: None,
        duration_secs: None,
        every_secs: None,
        steps_per_day: None,
        each_side: false,
        source: DoseSource::Guideline,
    };

    #[test]
    fn an_empty_or_backward_dose_is_not_sound() {
        assert!(!NOTHING.is_sound());
        assert!(!Dose { sets: Some([2, 3]), ..NOTHING }.is_sound(), "rounds of nothing");
        assert!(!Dose { repetitions: Some([12, 8]), ..NOTHING }.is_sound());
        assert!(!Dose { repetitions: Some([0, 8]), ..NOTHING }.is_sound());
        assert!(Dose { repetitions: Some([8, 12]), ..NOTHING }.is_sound());
        assert!(Dose { steps_per_day: Some(8000), ..NOTHING }.is_sound());
    }

    #[test]
    fn as_one_likes_has_no_numbers() {
        let free = Dose { source: DoseSource::AsYouLike, ..NOTHING };
        assert!(free.is_sound());
        assert!(!Dose { duration_secs: Some([60, 60]), ..free }.is_sound());
    }
}

//! How often and how long an exercise is done.

use std::fmt;

use serde::Deserialize;

/// From the least to the most, both included.
type Range = [u32; 2];

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
    /// How long in all, in seconds.
    pub duration_secs: Option<Range>,
    /// How many steps on foot a day.
    pub steps_per_day: Option<Range>,
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
}

impl DoseSource {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Article => "as commonly advised",
            Self::Guideline => "a cautious guideline",
        }
    }
}

impl Dose {
    /// Whether it says anything, and every range goes upwards from at least one.
    pub fn is_sound(&self) -> bool {
        let ranges = [self.repetitions, self.hold_secs, self.sets, self.duration_secs, self.steps_per_day];
        let counts_something =
            self.repetitions.or(self.hold_secs).or(self.duration_secs).or(self.steps_per_day);
        counts_something.is_some()
            && ranges.iter().flatten().all(|[least, most]| *least >= 1 && least <= most)
    }
}

impl fmt::Display for Dose {
    /// For people: `10 times, hold 3–5 s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(repetitions) = self.repetitions {
            parts.push(format!("{} times", words(repetitions)));
        }
        if let Some(hold_secs) = self.hold_secs {
            parts.push(format!("hold {} s", words(hold_secs)));
        }
        if let Some([least, most]) = self.duration_secs {
            parts.push(format!("{} min", words([least / 60, most / 60])));
        }
        if let Some(steps) = self.steps_per_day {
            parts.push(format!("at least {} steps a day", words(steps)));
        }
        if let Some(sets) = self.sets {
            parts.push(format!("{} rounds", words(sets)));
        }
        if self.each_side {
            parts.push("each side".to_owned());
        }
        f.write_str(&parts.join(", "))
    }
}

fn words([least, most]: Range) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Dose = Dose {
        repetitions: None,
        hold_secs: None,
        sets: None,
        duration_secs: None,
        steps_per_day: None,
        each_side: false,
        source: DoseSource::Guideline,
    };

    #[test]
    fn a_dose_reads_as_a_person_would_say_it() {
        let dose = Dose { repetitions: Some([10, 10]), hold_secs: Some([3, 5]), ..NOTHING };
        assert_eq!(dose.to_string(), "10 times, hold 3–5 s");
        let dose = Dose { hold_secs: Some([20, 30]), sets: Some([2, 2]), each_side: true, ..NOTHING };
        assert_eq!(dose.to_string(), "hold 20–30 s, 2 rounds, each side");
        assert_eq!(Dose { duration_secs: Some([60, 120]), ..NOTHING }.to_string(), "1–2 min");
    }

    #[test]
    fn an_empty_or_backward_dose_is_not_sound() {
        assert!(!NOTHING.is_sound());
        assert!(!Dose { sets: Some([2, 3]), ..NOTHING }.is_sound());
        assert!(!Dose { repetitions: Some([12, 8]), ..NOTHING }.is_sound());
        assert!(Dose { repetitions: Some([8, 12]), ..NOTHING }.is_sound());
    }
}

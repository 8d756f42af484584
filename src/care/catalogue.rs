//! The built-in exercises, habits and red flags, and which of them answer a deviation.

use serde::Deserialize;

use super::dose::Dose;
use crate::posture::Deviation;

/// One exercise, as a person reads it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The key, such as `chin_tuck`.
    pub id: String,
    /// The heading.
    pub name: String,
    /// What it answers; the deviation that it fits best comes first.
    #[serde(rename = "for")]
    pub deviations: Vec<Deviation>,
    /// Why it helps, in one sentence.
    pub why: String,
    /// The muscles it works on.
    pub muscles: Vec<String>,
    /// What to do, one short sentence after the other.
    pub steps: Vec<String>,
    /// How often and how long.
    pub dose: Dose,
    /// What is needed for it.
    pub kit: Kit,
    /// Where it can be done.
    pub place: Place,
    /// What to mind.
    pub caution: String,
}

/// What an exercise needs, in the order in which it is likely to be at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kit {
    None,
    Band,
    Mat,
    Roller,
}

impl Kit {
    /// For people: `"no equipment"`, `"band"`.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "no equipment",
            Self::Band => "elastic band",
            Self::Mat => "mat",
            Self::Roller => "foam roller",
        }
    }
}

/// Where an exercise can be done, the nearest to a desk worker first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Place {
    Desk,
    Anywhere,
    Wall,
    Doorway,
    Home,
}

impl Place {
    /// For people: `"at the desk"`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Desk => "at the desk",
            Self::Anywhere => "anywhere",
            Self::Wall => "at a wall",
            Self::Doorway => "in a doorway",
            Self::Home => "at home",
        }
    }
}

/// When to ask a professional instead of a program.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlags {
    /// Get help now.
    pub at_once: Vec<String>,
    /// See a professional before going on.
    pub see_a_professional: Vec<String>,
    /// When to stop an exercise.
    pub stop: String,
}

/// What answers one deviation.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice<'a> {
    /// Those that can be done here and now first.
    pub exercises: Vec<&'a Exercise>,
    /// What to change at the desk.
    pub habits: Vec<&'a str>,
}

/// A built-in care file cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(
    "the built-in care file {file} cannot be read: {source}\nhint: this is a fault in this build of Sitwell; install it anew"
)]
pub struct CareError {
    /// Its path in the project.
    file: &'static str,
    /// What is wrong with it, and in which line.
    source: toml::de::Error,
}

/// Everything that Sitwell can suggest.
#[derive(Clone, Debug)]
pub struct Catalogue {
    exercises: Vec<Exercise>,
    habits: Vec<Habit>,
    red_flags: RedFlags,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Habit {
    #[serde(rename = "for")]
    deviations: Vec<Deviation>,
    advice: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExerciseFile {
    exercise: Vec<Exercise>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HabitFile {
    habit: Vec<Habit>,
}

impl Catalogue {
    /// Reads the built-in files.
    pub fn built_in() -> Result<Self, CareError> {
        let exercises: ExerciseFile = toml::from_str(include_str!("../../assets/care/exercises.toml"))
            .map_err(|source| CareError { file: "assets/care/exercises.toml", source })?;
        let habits: HabitFile = toml::from_str(include_str!("../../assets/care/habits.toml"))
            .map_err(|source| CareError { file: "assets/care/habits.toml", source })?;
        let red_flags = toml::from_str(include_str!("../../assets/care/red_flags.toml"))
            .map_err(|source| CareError { file: "assets/care/red_flags.toml", source })?;
        Ok(Self { exercises: exercises.exercise, habits: habits.habit, red_flags })
    }

    /// Every exercise, in the order of the file.
    pub fn exercises(&self) -> &[Exercise] {
        &self.exercises
    }

    /// When to ask a professional instead.
    pub fn red_flags(&self) -> &RedFlags {
        &self.red_flags
    }

    /// What answers a deviation: exercises for the desk and without equipment first, and of those the ones made
    /// for just this deviation.
    pub fn suggest(&self, deviation: Deviation) -> Advice<'_> {
        let mut exercises: Vec<_> =
            self.exercises.iter().filter(|exercise| exercise.deviations.contains(&deviation)).collect();
        exercises.sort_by_key(|exercise| {
            let fits_best = exercise.deviations.first() == Some(&deviation);
            (exercise.kit, exercise.place, !fits_best)
        });
        let habits = self
            .habits
            .iter()
            .filter(|habit| habit.deviations.contains(&deviation))
            .map(|habit| habit.advice.as_str())
            .collect();
        Advice { exercises, habits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::built_in().expect("the built-in files parse")
    }

    #[test]
    fn every_exercise_is_complete() {
        let catalogue = catalogue();
        assert!(catalogue.exercises().len() >= 10);
        for exercise in catalogue.exercises() {
            let id = &exercise.id;
            assert!((3..=5).contains(&exercise.steps.len()), "{id}: {} steps", exercise.steps.len());
            assert!(
                exercise.steps.iter().all(|step| step.ends_with('.') && step.len() < 100),
                "{id}: long step"
            );
            assert!(!exercise.deviations.is_empty() && !exercise.muscles.is_empty(), "{id}: answers nothing");
            assert!(!exercise.why.is_empty() && !exercise.caution.is_empty(), "{id}: no why or no caution");
            assert!(exercise.dose.is_sound(), "{id}: {:?}", exercise.dose);
        }
    }

    #[test]
    fn no_two_exercises_share_an_id() {
        let catalogue = catalogue();
        let mut ids: Vec<_> = catalogue.exercises().iter().map(|exercise| &exercise.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), catalogue.exercises().len());
    }

    #[test]
    fn every_deviation_is_answered_by_something_to_do_at_once() {
        let catalogue = catalogue();
        for deviation in Deviation::ALL {
            let advice = catalogue.suggest(deviation);
            let first =
                advice.exercises.first().unwrap_or_else(|| panic!("no exercise for {}", deviation.key()));
            assert_eq!(first.kit, Kit::None, "{}: begins with {}", deviation.key(), first.id);
            assert!(first.place <= Place::Anywhere, "{}: begins with {}", deviation.key(), first.id);
            assert!(!advice.habits.is_empty(), "no habit for {}", deviation.key());
        }
    }

    #[test]
    fn the_exercise_made_for_a_deviation_comes_first() {
        let catalogue = catalogue();
        let first =
            |deviation| catalogue.suggest(deviation).exercises.first().map(|exercise| exercise.id.clone());
        assert_eq!(first(Deviation::ForwardHead).as_deref(), Some("chin_tuck"));
        assert_eq!(first(Deviation::RoundedShoulders).as_deref(), Some("shoulder_blade_squeeze"));
    }

    #[test]
    fn red_flags_are_there() {
        let flags = catalogue().red_flags().clone();
        assert!(flags.at_once.len() >= 6 && flags.see_a_professional.len() >= 7);
        assert!(flags.at_once.iter().any(|flag| flag.contains("chest pain")));
        assert!(flags.stop.contains("tingling"));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let wrong = "exercise = []\nexcercise = []";
        assert!(toml::from_str::<ExerciseFile>(wrong).is_err());
    }
}

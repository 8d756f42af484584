//! Everything that Sitwell can suggest, as it was built in.

use serde::de::DeserializeOwned;

use super::{
    entries::{
        Cause, CauseFile, Exercise, ExerciseFile, Habit, HabitFile, Massage, MassageFile, MuscleEntry,
        MuscleFile, Question, QuestionFile, RedFlag, RedFlagFile, Urgency,
    },
    need::Need,
};
use crate::posture::Deviation;

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

/// Everything that Sitwell can suggest, each in the order of its file.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The exercises.
    pub exercises: Vec<Exercise>,
    /// Self-massage and heat.
    pub massages: Vec<Massage>,
    /// What to change at the desk or in the day.
    pub habits: Vec<Habit>,
    /// Why a neck or an upper back may ache.
    pub causes: Vec<Cause>,
    /// What is told about every muscle.
    pub muscles: Vec<MuscleEntry>,
    /// When to see a professional.
    pub red_flags: Vec<RedFlag>,
    /// What people ask.
    pub questions: Vec<Question>,
}

/// Reads one of the built-in files, named as in `assets/care`.
macro_rules! built_in {
    ($file:literal) => {
        parse(concat!("assets/care/", $file), include_str!(concat!("../../assets/care/", $file)))
    };
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, CareError> {
    toml::from_str(text).map_err(|source| CareError { file, source })
}

impl Catalogue {
    /// Reads the built-in files.
    pub fn built_in() -> Result<Self, CareError> {
        let exercises: ExerciseFile = built_in!("exercises.toml")?;
        let massages: MassageFile = built_in!("massage.toml")?;
        let habits: HabitFile = built_in!("habits.toml")?;
        let causes: CauseFile = built_in!("causes.toml")?;
        let muscles: MuscleFile = built_in!("muscles.toml")?;
        let red_flags: RedFlagFile = built_in!("red_flags.toml")?;
        let questions: QuestionFile = built_in!("questions.toml")?;
        Ok(Self {
            exercises: exercises.exercise,
            massages: massages.massage,
            habits: habits.habit,
            causes: causes.cause,
            muscles: muscles.muscle,
            red_flags: red_flags.red_flag,
            questions: questions.question,
        })
    }

    /// The exercise of this id.
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.id == id)
    }

    /// The habits that answer a need, those made for it first.
    pub fn habits_for(&self, need: Need) -> Vec<&Habit> {
        let mut habits: Vec<_> = self.habits.iter().filter(|habit| habit.needs.contains(&need)).collect();
        habits.sort_by_key(|habit| habit.needs.iter().position(|answered| *answered == need));
        habits
    }

    /// Whether red flags keep back what is `withheld_by` these. One that asks for help at once keeps everything back,
    /// and so does one that this catalogue does not know.
    pub fn is_withheld(&self, withheld_by: &[String], red_flags: &[String]) -> bool {
        red_flags.iter().any(|answered| {
            let known = self.red_flags.iter().find(|flag| flag.id == *answered);
            known.is_none_or(|flag| flag.urgency == Urgency::AtOnce) || withheld_by.contains(answered)
        })
    }
}

impl From<Deviation> for Need {
    fn from(deviation: Deviation) -> Self {
        match deviation {
            Deviation::ForwardHead => Self::ForwardHead,
            Deviation::RoundedShoulders => Self::RoundedShoulders,
            Deviation::Slump => Self::Slump,
            Deviation::TooClose => Self::TooClose,
            Deviation::HeadTilt => Self::HeadTilt,
            Deviation::ShoulderTilt => Self::ShoulderTilt,
            Deviation::LeaningIn => Self::LeaningIn,
            Deviation::Reclining => Self::Reclining,
            Deviation::LookingDown => Self::LookingDown,
            Deviation::TurnedAway => Self::TurnedAway,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::built_in().expect("the built-in files parse")
    }

    #[test]
    fn a_deviation_and_its_need_have_the_same_key() {
        for deviation in Deviation::ALL {
            assert_eq!(Need::from(deviation).key(), deviation.key());
        }
    }

    #[test]
    fn a_flag_that_is_urgent_or_unknown_withholds_everything() {
        let catalogue = catalogue();
        for flag in ["chest_pain", "dizziness", "a flag of a later version"] {
            let flags = [flag.to_owned()];
            assert!(
                catalogue.exercises.iter().all(|it| catalogue.is_withheld(&it.withheld_by, &flags)),
                "{flag}"
            );
        }
    }

    #[test]
    fn a_condition_of_the_spine_leaves_only_what_is_no_new_strain() {
        let catalogue = catalogue();
        let flags = ["spinal_condition".to_owned()];
        let left = catalogue.exercises.iter().filter(|it| !catalogue.is_withheld(&it.withheld_by, &flags));
        assert_eq!(left.map(|it| it.id.as_str()).collect::<Vec<_>>(), ["diaphragmatic_breathing", "walk"]);
    }

    #[test]
    fn without_a_flag_nothing_is_withheld() {
        let catalogue = catalogue();
        assert!(!catalogue.exercises.iter().any(|it| catalogue.is_withheld(&it.withheld_by, &[])));
    }

    #[test]
    fn an_unknown_key_and_a_missing_dose_are_refused() {
        assert!(toml::from_str::<ExerciseFile>("exercise = []\nexcercise = []").is_err());
        let without_dose = "[[massage]]\nid = \"x\"\nkit = []\nplace = \"desk\"\nmuscles = []\n";
        let error = toml::from_str::<MassageFile>(without_dose).unwrap_err();
        assert!(error.message().contains("dose"), "{error}");
    }
}

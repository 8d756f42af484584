//! What follows from the answers to the questions about red flags: no diagnosis, only whom to ask, and what to leave
//! alone until then.

use std::collections::BTreeMap;

use super::{Catalogue, Exercise, Urgency};

/// The red flag that is asked about before any new exercise.
pub const SPINAL_CONDITION: &str = "spinal_condition";

/// The newest answer to every question, by the key of the red flag.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RedFlagAnswers(BTreeMap<String, bool>);

/// What is told to somebody with red flags.
#[derive(Clone, Debug, PartialEq)]
pub struct RedFlagAdvice<'a> {
    /// How soon to see a professional.
    pub urgency: Urgency,
    /// What is not suggested until then.
    pub withheld: Vec<&'a Exercise>,
}

impl RedFlagAnswers {
    /// Of everything that was answered, the earliest first. A question that was left out keeps its former answer: a
    /// condition of the spine does not pass because nobody asked again.
    pub fn of<'a>(told: impl IntoIterator<Item = &'a BTreeMap<String, bool>>) -> Self {
        let mut newest = BTreeMap::new();
        for answers in told {
            newest.extend(answers.clone());
        }
        Self(newest)
    }

    /// The newest answer to a question; `None`: it was never answered.
    pub fn answer(&self, red_flag: &str) -> Option<bool> {
        self.0.get(red_flag).copied()
    }

    /// The red flags that apply.
    pub fn present(&self) -> Vec<String> {
        self.0.iter().filter(|(_, applies)| **applies).map(|(red_flag, _)| red_flag.clone()).collect()
    }

    /// What to tell; `None`: no red flag applies.
    pub fn advice<'a>(&self, catalogue: &'a Catalogue) -> Option<RedFlagAdvice<'a>> {
        let present = self.present();
        if present.is_empty() {
            return None;
        }
        let is_urgent = catalogue
            .red_flags
            .iter()
            .any(|red_flag| red_flag.urgency == Urgency::AtOnce && present.contains(&red_flag.id));
        let withheld = catalogue.exercises.iter();
        Some(RedFlagAdvice {
            urgency: if is_urgent { Urgency::AtOnce } else { Urgency::Soon },
            withheld: withheld
                .filter(|exercise| catalogue.is_withheld(&exercise.withheld_by, &present))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(answers: &[(&str, bool)]) -> BTreeMap<String, bool> {
        answers.iter().map(|(red_flag, applies)| ((*red_flag).to_owned(), *applies)).collect()
    }

    fn catalogue() -> Catalogue {
        Catalogue::built_in().expect("the built-in files parse")
    }

    #[test]
    fn the_newest_answer_counts_and_a_question_left_out_keeps_its_own() {
        let first = told(&[(SPINAL_CONDITION, true), ("worse_at_night", true)]);
        let second = told(&[("worse_at_night", false)]);
        let answers = RedFlagAnswers::of([&first, &second]);
        assert_eq!(answers.present(), [SPINAL_CONDITION]);
        assert_eq!(answers.answer("worse_at_night"), Some(false));
        assert_eq!(answers.answer("chest_pain"), None);
    }

    #[test]
    fn without_a_red_flag_nothing_is_withheld() {
        assert_eq!(RedFlagAnswers::default().advice(&catalogue()), None);
        assert_eq!(RedFlagAnswers::of([&told(&[("chest_pain", false)])]).advice(&catalogue()), None);
    }

    #[test]
    fn what_needs_help_at_once_withholds_everything() {
        let catalogue = catalogue();
        let answers = RedFlagAnswers::of([&told(&[("chest_pain", true), ("worse_at_night", true)])]);
        let advice = answers.advice(&catalogue).expect("a red flag applies");
        assert_eq!(advice.urgency, Urgency::AtOnce);
        assert_eq!(advice.withheld.len(), catalogue.exercises.len());
    }

    #[test]
    fn a_condition_of_the_spine_withholds_what_loads_it_and_nothing_else() {
        let catalogue = catalogue();
        let answers = RedFlagAnswers::of([&told(&[(SPINAL_CONDITION, true)])]);
        let advice = answers.advice(&catalogue).expect("a red flag applies");
        assert_eq!(advice.urgency, Urgency::Soon);
        let withheld = |id: &str| advice.withheld.iter().any(|exercise| exercise.id == id);
        assert!(withheld("chin_tuck") && withheld("thoracic_opener"));
        assert!(!withheld("walk") && !withheld("diaphragmatic_breathing"));
    }

    #[test]
    fn every_exercise_names_red_flags_that_are_asked_about() {
        let catalogue = catalogue();
        for exercise in &catalogue.exercises {
            for red_flag in &exercise.withheld_by {
                let is_asked = catalogue.red_flags.iter().any(|asked| asked.id == *red_flag);
                assert!(is_asked, "{}: {red_flag}", exercise.id);
            }
        }
    }
}

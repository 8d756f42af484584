//! Every word about exercises, self-massage, habits, causes, muscles and red flags that a user reads.
//!
//! The care files hold ids alone; the words stand under them in `exercises.ftl` and `care.ftl`.

use super::{Language, is_known, key_of, words, words_with};
use crate::care::{
    Dose, DoseSource, Effect, Exercise, Kit, Muscle, Need, Place, Range, Reason, Seen, Tendency,
};

/// The most steps that an exercise is told in.
const MAX_STEPS: usize = 5;

/// An attribute of a message about the entry of this id, such as `habit-move-often.advice`; `prefix` ends in a hyphen.
pub fn care_words(prefix: &str, id: &str, attribute: &str) -> &'static str {
    words(&format!("{}.{attribute}", key_of(prefix, id)))
}

/// What an exercise is called.
pub fn exercise_name(exercise: &Exercise) -> &'static str {
    words(&key_of("exercise-", &exercise.id))
}

/// Why it helps, in one sentence.
pub fn exercise_why(exercise: &Exercise) -> &'static str {
    care_words("exercise-", &exercise.id, "why")
}

/// What to mind.
pub fn exercise_caution(exercise: &Exercise) -> &'static str {
    care_words("exercise-", &exercise.id, "caution")
}

/// What to do, one short sentence after the other.
pub fn exercise_steps(exercise: &Exercise) -> Vec<&'static str> {
    let key = key_of("exercise-", &exercise.id);
    let keys = (1..=MAX_STEPS).map(|step| format!("{key}.step-{step}"));
    keys.take_while(|key| is_known(Language::English, key)).map(|key| words(&key)).collect()
}

/// A heading for a need, such as "Rounded shoulders".
pub fn need_name(need: Need) -> &'static str {
    words(&key_of("need-", need.key()))
}

/// A heading for a place.
pub fn place_name(place: Place) -> &'static str {
    words(&key_of("place-", place.key()))
}

/// What is needed, such as "a foam roller"; within a sentence.
pub fn kit_name(kit: Kit) -> &'static str {
    words(&key_of("kit-", kit.key()))
}

/// With a large letter at the beginning, where it does not stand within a sentence.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Any one of these, such as "a foam roller or a massage ball".
pub fn kit_words(kit: &[Kit]) -> String {
    let names = kit.iter().map(|kit| kit_name(*kit).to_owned());
    names
        .reduce(|first, second| words_with("kits-or", &[("first", first.into()), ("second", second.into())]))
        .unwrap_or_else(|| words("kits-none").to_owned())
}

/// What a muscle is called.
pub fn muscle_name(muscle: Muscle) -> &'static str {
    words(&key_of("muscle-", muscle.key()))
}

/// Where a muscle is and what it does.
pub fn muscle_about(muscle: Muscle) -> &'static str {
    care_words("muscle-", muscle.key(), "about")
}

/// What desk work tends to do to a muscle, to stand after its name.
pub fn tendency_words(tendency: Tendency) -> &'static str {
    words(match tendency {
        Tendency::Tighten => "tendency-tighten",
        Tendency::Weaken => "tendency-weaken",
    })
}

/// What an exercise does, in a word.
pub fn effect_name(effect: Effect) -> &'static str {
    words(match effect {
        Effect::Loosen => "effect-loosen",
        Effect::Strengthen => "effect-strengthen",
        Effect::Stretch => "effect-stretch",
        Effect::Breathe => "effect-breathe",
        Effect::Move => "effect-move",
    })
}

/// How often and how long, as a person would say it: "10 times, hold 3–5 s".
pub fn dose_words(dose: &Dose) -> String {
    let say = |key: &str, range: String| words_with(key, &[("range", range.into())]);
    let mut parts = Vec::new();
    if let Some(repetitions) = dose.repetitions {
        parts.push(say("dose-times", range_words(repetitions)));
    }
    if let Some(hold_secs) = dose.hold_secs {
        parts.push(say("dose-hold", range_words(hold_secs)));
    }
    if let Some([least, most]) = dose.duration_secs {
        parts.push(if least < 60 {
            say("dose-secs", range_words([least, most]))
        } else {
            say("dose-minutes", range_words([least / 60, most / 60]))
        });
    }
    if let Some([least, most]) = dose.every_secs {
        parts.push(say("dose-every", range_words([least / 60, most / 60])));
    }
    if let Some(steps) = dose.steps_per_day {
        parts.push(say("dose-steps", with_thousands(steps)));
    }
    if let Some(sets) = dose.sets {
        parts.push(say("dose-sets", range_words(sets)));
    }
    if dose.each_side {
        parts.push(words("dose-each-side").to_owned());
    }
    if dose.source == DoseSource::AsYouLike {
        parts.push(words("dose-as-you-like").to_owned());
    }
    parts.join(", ")
}

/// Where the numbers of a dose come from.
pub fn dose_source_words(source: DoseSource) -> &'static str {
    words(match source {
        DoseSource::Article => "dose-source-article",
        DoseSource::Guideline => "dose-source-guideline",
        DoseSource::AsYouLike => "dose-source-as-you-like",
    })
}

/// Why an exercise is suggested, in a sentence or two.
pub fn reason_words(reason: &Reason) -> String {
    match reason {
        Reason::Seen(seen) => seen_words(seen),
        Reason::ForAChange(seen) => words_with("reason-for-a-change", &[("reason", seen_words(seen).into())]),
        Reason::AtAnyTime => words("reason-at-any-time").to_owned(),
    }
}

/// What was seen, as a sentence: "Your head is forward, for 12 min now."
fn seen_words(seen: &Seen) -> String {
    let minutes = (seen.lasted_secs / 60.0) as u32;
    let (tense, lasting) = if seen.is_now { ("now", "reason-now") } else { ("earlier", "reason-earlier") };
    let what = care_words("need-", seen.need.key(), tense);
    if minutes == 0 {
        return words_with("reason-just-now", &[("what", what.into())]);
    }
    words_with(lasting, &[("what", what.into()), ("minutes", minutes.into())])
}

/// A length of time for people, in whole minutes, the last one begun: "2 min".
pub fn about_minutes(secs: u32) -> String {
    let minutes = secs.div_ceil(60).max(1);
    words_with("dose-minutes", &[("range", minutes.to_string().into())])
}

fn range_words([least, most]: Range) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}

/// A whole number with its thousands apart, in the way of the language in force.
fn with_thousands(number: u32) -> String {
    let separator = match Language::in_force() {
        Language::English => ',',
        Language::German => '.',
    };
    let digits = number.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::Catalogue;

    fn dose_of(id: &str) -> String {
        let catalogue = Catalogue::built_in().expect("built in");
        dose_words(&catalogue.exercise(id).expect("known").dose)
    }

    #[test]
    fn a_dose_reads_as_a_person_would_say_it() {
        assert_eq!(dose_of("chin_tuck"), "10 times, hold 3–5 s");
        assert_eq!(dose_of("upper_trapezius_stretch"), "hold 20–30 s, 2 rounds, each side");
        assert_eq!(dose_of("thoracic_opener"), "1–2 min");
        assert_eq!(dose_of("walk"), "at least 8,000 steps a day");
        assert_eq!(dose_of("daily_movement"), "as much as you like");
    }

    #[test]
    fn one_of_several_things_may_be_needed() {
        assert_eq!(kit_words(&[]), "nothing");
        assert_eq!(kit_words(&[Kit::Roller, Kit::Ball]), "a foam roller or a massage ball");
    }

    #[test]
    fn every_exercise_has_three_to_five_short_steps() {
        for exercise in &Catalogue::built_in().expect("built in").exercises {
            let steps = exercise_steps(exercise);
            assert!((3..=5).contains(&steps.len()), "{}: {} steps", exercise.id, steps.len());
            assert!(steps.iter().all(|step| step.ends_with('.') && step.len() < 110), "{}", exercise.id);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(with_thousands(999), "999");
        assert_eq!(with_thousands(8000), "8,000");
        assert_eq!(with_thousands(1_234_567), "1,234,567");
    }
}

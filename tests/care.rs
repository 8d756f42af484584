//! The care files: everything that care is made of is there, and the build refuses what is wrong in them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{fs, path::Path};

use sitwell::{
    care::{Catalogue, Check, Dose, DoseSource, Kit, Muscle, Need, Place, Urgency},
    text::{Language, is_known, key_of},
};

#[path = "../build.rs"]
#[allow(dead_code, reason = "its `main` is cargo's")]
mod build_script;

fn catalogue() -> Catalogue {
    Catalogue::built_in().unwrap()
}

const GUIDELINE: Dose = Dose {
    repetitions: None,
    hold_secs: None,
    sets: None,
    duration_secs: None,
    every_secs: None,
    steps_per_day: None,
    each_side: false,
    source: DoseSource::Guideline,
};
const ARTICLE: Dose = Dose { source: DoseSource::Article, ..GUIDELINE };

/// Every exercise: its id, something that it answers, a muscle, its dose, what it needs, where, and the check.
#[expect(
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "a table, one row a line of the inventory"
)]
fn exercises() -> Vec<(&'static str, Need, Option<Muscle>, Dose, &'static [Kit], Place, Check)> {
    use {Check as C, Kit as K, Muscle as M, Need as N, Place as P};
    let times = |repetitions| Dose { repetitions: Some(repetitions), ..GUIDELINE };
    let hold = |hold_secs| Dose { hold_secs: Some(hold_secs), ..GUIDELINE };
    let twice = Some([2, 2]);
    vec![
        (
            "chin_tuck",
            N::ForwardHead,
            Some(M::DeepNeckFlexors),
            Dose { hold_secs: Some([3, 5]), ..times([10, 10]) },
            &[],
            P::Desk,
            C::ChinTuck,
        ),
        (
            "shoulder_rolls",
            N::Stiffness,
            Some(M::UpperTrapezius),
            times([10, 10]),
            &[],
            P::Desk,
            C::ShoulderRolls,
        ),
        (
            "shoulder_blade_squeeze",
            N::RoundedShoulders,
            Some(M::Rhomboids),
            Dose { hold_secs: Some([5, 5]), ..times([10, 10]) },
            &[],
            P::Desk,
            C::ShoulderBladeSqueeze,
        ),
        (
            "band_pull_apart",
            N::RoundedShoulders,
            Some(M::MiddleTrapezius),
            Dose { sets: twice, ..times([10, 15]) },
            &[K::Band],
            P::Desk,
            C::BandPullApart,
        ),
        (
            "wall_angels",
            N::RoundedShoulders,
            Some(M::LowerTrapezius),
            times([8, 12]),
            &[K::Wall],
            P::Desk,
            C::WallAngels,
        ),
        (
            "y_and_w",
            N::RoundedShoulders,
            Some(M::LowerTrapezius),
            Dose { sets: twice, ..times([8, 12]) },
            &[],
            P::Desk,
            C::YAndW,
        ),
        (
            "y_and_w_prone",
            N::RoundedShoulders,
            Some(M::Rhomboids),
            Dose { sets: twice, ..times([8, 12]) },
            &[K::Mat],
            P::Home,
            C::Timer,
        ),
        (
            "doorframe_stretch",
            N::RoundedShoulders,
            Some(M::Pectorals),
            Dose { sets: Some([2, 3]), ..hold([20, 30]) },
            &[K::Doorway],
            P::Desk,
            C::DoorframeStretch,
        ),
        (
            "arm_across_chest",
            N::RoundedShoulders,
            Some(M::PosteriorDeltoid),
            Dose { hold_secs: Some([20, 30]), each_side: true, ..ARTICLE },
            &[],
            P::Desk,
            C::ArmAcrossChest,
        ),
        (
            "upper_trapezius_stretch",
            N::ShoulderTilt,
            Some(M::UpperTrapezius),
            Dose { sets: twice, each_side: true, ..hold([20, 30]) },
            &[],
            P::Desk,
            C::UpperTrapeziusStretch,
        ),
        (
            "levator_scapulae_stretch",
            N::LookingDown,
            Some(M::LevatorScapulae),
            Dose { each_side: true, ..hold([20, 30]) },
            &[],
            P::Desk,
            C::LevatorScapulaeStretch,
        ),
        (
            "thoracic_opener",
            N::Slump,
            Some(M::ErectorSpinae),
            Dose { duration_secs: Some([60, 120]), ..ARTICLE },
            &[K::Roller, K::Ball],
            P::Home,
            C::Timer,
        ),
        (
            "banded_shoulder_distraction",
            N::Stiffness,
            Some(M::MiddleTrapezius),
            Dose { sets: twice, each_side: true, ..hold([15, 30]) },
            &[K::Band],
            P::Home,
            C::Timer,
        ),
        (
            "diaphragmatic_breathing",
            N::Stress,
            Some(M::Intercostals),
            Dose { duration_secs: Some([120, 180]), ..ARTICLE },
            &[],
            P::Desk,
            C::Breathing,
        ),
        ("walk", N::LongSitting, None, Dose { steps_per_day: Some(8000), ..ARTICLE }, &[], P::Desk, C::Away),
        (
            "daily_movement",
            N::Prevention,
            None,
            Dose { source: DoseSource::AsYouLike, ..GUIDELINE },
            &[],
            P::Home,
            C::Log,
        ),
    ]
}

#[test]
fn every_exercise_is_there_with_its_dose_kit_place_and_check() {
    let catalogue = catalogue();
    let rows = exercises();
    assert_eq!(catalogue.exercises.len(), rows.len());
    for (id, need, muscle, dose, kit, place, check) in rows {
        let exercise = catalogue.exercise(id).unwrap_or_else(|| panic!("{id} is missing"));
        assert!(exercise.needs.contains(&need), "{id} is not for {need:?}");
        assert!(muscle.is_none_or(|muscle| exercise.muscles.contains(&muscle)), "{id} leaves out {muscle:?}");
        assert_eq!(exercise.dose, dose, "{id}");
        assert_eq!((exercise.kit.as_slice(), exercise.place, exercise.check), (kit, place, check), "{id}");
    }
}

#[test]
fn every_tool_of_self_massage_is_there_with_its_muscles_and_a_movement_after_it() {
    use Muscle as M;
    let rows: [(&str, Kit, &[M]); 7] = [
        ("ball", Kit::Ball, &[M::Rhomboids, M::MiddleTrapezius, M::Infraspinatus]),
        (
            "cane",
            Kit::Cane,
            &[M::UpperTrapezius, M::MiddleTrapezius, M::LowerTrapezius, M::Rhomboids, M::LevatorScapulae],
        ),
        ("roller", Kit::Roller, &[M::ErectorSpinae, M::Intercostals, M::Pectorals]),
        ("cradle", Kit::Cradle, &[M::UpperTrapezius, M::LevatorScapulae, M::Suboccipitals]),
        ("knob", Kit::Knob, &[M::Rhomboids, M::Infraspinatus, M::LowerTrapezius, M::LatissimusDorsi]),
        ("massage_gun", Kit::MassageGun, &[]),
        ("heat", Kit::Heat, &[]),
    ];
    let catalogue = catalogue();
    assert_eq!(catalogue.massages.len(), rows.len());
    for (id, kit, muscles) in rows {
        let massage = catalogue.massages.iter().find(|massage| massage.id == id).unwrap();
        assert_eq!((massage.kit.as_slice(), massage.muscles.as_slice()), ([kit].as_slice(), muscles), "{id}");
        assert!(catalogue.exercise(&massage.then).is_some(), "{id} stands alone");
    }
}

#[test]
fn what_a_professional_does_is_never_suggested() {
    for id in
        catalogue().exercises.iter().map(|it| &it.id).chain(catalogue().massages.iter().map(|it| &it.id))
    {
        for word in ["traction", "injection", "manual", "manipulation", "adjust"] {
            assert!(id.split('_').all(|part| part != word), "{id}");
        }
    }
    assert!(is_known(Language::English, "massages-professional"));
}

#[test]
fn every_cause_muscle_and_question_is_there() {
    let catalogue = catalogue();
    let causes = catalogue.causes.iter().map(|cause| cause.id.as_str()).collect::<Vec<_>>();
    let expected = [
        "posture",
        "long_sitting",
        "overuse",
        "muscle_imbalance",
        "stress",
        "stiffness",
        "trigger_points",
        "medical_condition",
    ];
    assert_eq!(causes, expected);
    for muscle in Muscle::ALL {
        assert!(catalogue.muscles.iter().any(|entry| entry.id == muscle), "{muscle:?}");
    }
    let questions = catalogue.questions.iter().map(|question| question.id.as_str()).collect::<Vec<_>>();
    let expected = [
        "keep_from_coming_back",
        "stress",
        "sleeping_position",
        "how_long",
        "massage",
        "physical_therapy",
        "perfect_posture",
        "upper_or_low_back",
        "evidence",
    ];
    assert_eq!(questions, expected);
}

#[test]
fn every_habit_is_tied_to_what_was_seen() {
    let catalogue = catalogue();
    for (need, id) in [
        (Need::ForwardHead, "screen_height"),
        (Need::LookingDown, "screen_height"),
        (Need::TooClose, "arms_length"),
        (Need::ShoulderTilt, "level_armrests"),
        (Need::RoundedShoulders, "near_keyboard"),
        (Need::Slump, "back_support"),
        (Need::LongSitting, "move_often"),
        (Need::Sleep, "sleep_position"),
        (Need::Stress, "calm_evening"),
    ] {
        assert_eq!(catalogue.habits_for(need).first().map(|habit| habit.id.as_str()), Some(id), "{need:?}");
    }
    let often = catalogue.habits.iter().find(|habit| habit.id == "move_often").unwrap();
    assert_eq!(often.dose, Some(Dose { every_secs: Some([1800, 3600]), ..ARTICLE }));
}

#[test]
fn every_red_flag_is_there_with_its_urgency() {
    let catalogue = catalogue();
    let of = |urgency| {
        let flags = catalogue.red_flags.iter().filter(move |flag| flag.urgency == urgency);
        flags.map(|flag| flag.id.as_str()).collect::<Vec<_>>()
    };
    let at_once = [
        "chest_pain",
        "fever_or_weight_loss",
        "cancer_history",
        "trouble_walking",
        "bladder_or_bowel",
        "severe_headache",
        "dizziness",
    ];
    assert_eq!(of(Urgency::AtOnce), at_once);
    let soon = [
        "over_two_weeks",
        "no_better",
        "numbness_or_weakness",
        "worse_at_night",
        "limits_daily_life",
        "after_injury",
        "getting_worse",
        "keeps_coming_back",
        "spinal_condition",
    ];
    assert_eq!(of(Urgency::Soon), soon);
}

#[test]
fn the_files_of_the_project_have_no_fault() {
    assert_eq!(build_script::faults(Path::new(env!("CARGO_MANIFEST_DIR"))), Vec::<String>::new());
    for language in Language::ALL {
        assert!(is_known(language, &key_of("exercise-", "chin_tuck")));
    }
}

/// The faults that the build finds when this text of a file is changed into another.
fn faults_after(file: &str, from: &str, to: &str) -> Vec<String> {
    let copy = tempfile::tempdir().unwrap();
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["assets/care", "assets/text/en", "assets/text/de"] {
        fs::create_dir_all(copy.path().join(folder)).unwrap();
        for entry in fs::read_dir(project.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, copy.path().join(folder).join(path.file_name().unwrap())).unwrap();
        }
    }
    let path = copy.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    build_script::faults(copy.path())
}

#[test]
fn the_build_refuses_what_is_wrong_and_says_where() {
    let exercises = "assets/care/exercises.toml";
    for (file, from, to, told) in [
        (exercises, "takes_secs = 60", "take_secs = 60", "unknown field `take_secs`"),
        (exercises, "dose = { repetitions = [10, 10], source = \"guideline\" }", "", "missing field `dose`"),
        (exercises, "\"suboccipitals\"", "\"suboccipital\"", "unknown variant `suboccipital`"),
        (exercises, "kit = [\"band\"]", "kit = [\"rope\"]", "unknown variant `rope`"),
        (exercises, "check = \"chin_tuck\"", "check = \"nod\"", "unknown variant `nod`"),
        (exercises, "[10, 15]", "[15, 10]", "band_pull_apart: its dose"),
        (exercises, "id = \"walk\"", "id = \"chin_tuck\"", "chin_tuck: this id stands twice"),
        (exercises, "\"after_injury\"", "\"after_lunch\"", "there is no `after_lunch` in red_flags.toml"),
        (
            "assets/care/massage.toml",
            "then = \"shoulder_rolls\"",
            "then = \"rest\"",
            "cane: there is no `rest`",
        ),
    ] {
        let faults = faults_after(file, from, to);
        let first = faults.first().unwrap_or_else(|| panic!("{to} was accepted"));
        assert!(first.contains(told), "{first}");
        let line = first.strip_prefix(file).and_then(|rest| rest[1..].split(':').next());
        assert!(line.is_some_and(|line| line.parse::<usize>().is_ok_and(|line| line > 10)), "{first}");
    }
}

#[test]
fn the_build_refuses_an_entry_without_words_and_words_without_an_entry() {
    let german = "assets/text/de/exercises.ftl";
    let faults = faults_after(german, "    .why = Keine Haltung", "    .because = Keine Haltung");
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("assets/text/de: there are no words for `exercise-walk.why`"))
    );
    let faults = faults_after("assets/care/questions.toml", "\n[[question]]\nid = \"stress\"\n", "");
    let extra = |fault: &&String| fault.contains("`question-stress` belongs to no entry");
    assert_eq!(faults.iter().filter(extra).count(), 2, "{faults:?}");
    assert!(faults.iter().any(|fault| fault.starts_with("assets/text/de/care.ftl:")), "{faults:?}");
}

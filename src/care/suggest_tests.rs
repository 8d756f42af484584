//! What holds of every suggestion and every routine, whatever the situation.

use proptest::{prelude::*, sample::subsequence};

use super::{
    Catalogue, Done, Effect, Kit, Length, Need, Place, REST_SECS, Reason, Seen, Situation, Suggestion,
    Suggestions,
};

fn catalogue() -> Catalogue {
    Catalogue::built_in().expect("built in")
}

fn seen(need: Need, severity: f64, lasted_secs: f64) -> Seen {
    Seen { need, severity, lasted_secs, is_now: true }
}

fn first<'a>(advice: &Suggestions<'a>) -> Option<Suggestion<'a>> {
    match advice {
        Suggestions::Ranked(ranked) => ranked.first().copied(),
        _ => None,
    }
}

fn first_id(situation: &Situation) -> String {
    let catalogue = catalogue();
    first(&catalogue.suggest(situation)).map(|it| it.exercise.id.clone()).unwrap_or_default()
}

/// Ids of things that this catalogue has, in a strategy.
fn any_of(ids: Vec<String>) -> impl Strategy<Value = Vec<String>> {
    let most = ids.len();
    subsequence(ids, 0..=most)
}

prop_compose! {
    fn any_seen()(
        need in prop::sample::select(Need::ALL.to_vec()),
        severity in 0.0..3.0,
        lasted_secs in 0.0..7200.0,
        is_now: bool,
    ) -> Seen {
        Seen { need, severity, lasted_secs, is_now }
    }
}

prop_compose! {
    fn any_done()(
        id in prop::sample::select(catalogue().exercises.into_iter().map(|it| it.id).collect::<Vec<_>>()),
        secs_ago in REST_SECS..2.0e6,
    ) -> Done {
        Done { id, secs_ago }
    }
}

prop_compose! {
    fn any_situation()(
        seen in prop::collection::vec(any_seen(), 0..5),
        done in prop::collection::vec(any_done(), 0..30),
        kit in subsequence(Kit::ALL.to_vec(), 0..=Kit::ALL.len()),
        place in prop::sample::select(Place::ALL.to_vec()),
        red_flags in any_of(catalogue().red_flags.into_iter().map(|flag| flag.id).collect()),
    ) -> Situation {
        Situation { seen, done, kit, place, red_flags, spinal_condition: None }
    }
}

proptest! {
    #[test]
    fn nothing_that_is_withheld_or_impossible_is_ever_suggested(situation in any_situation()) {
        let catalogue = catalogue();
        let mut suggested: Vec<_> = match catalogue.suggest(&situation) {
            Suggestions::Ranked(ranked) => { prop_assert!(!ranked.is_empty()); ranked }
            Suggestions::SeeProfessional => { prop_assert!(!situation.red_flags.is_empty()); Vec::new() }
            Suggestions::JustDone | Suggestions::Nothing => Vec::new(),
        };
        suggested.extend(Length::ALL.into_iter().flat_map(|length| catalogue.routine(&situation, length)));
        for Suggestion { exercise, .. } in suggested {
            prop_assert!(!catalogue.is_withheld(&exercise.withheld_by, &situation.red_flags));
            prop_assert!(exercise.place <= situation.place);
            prop_assert!(exercise.kit.is_empty() || exercise.kit.iter().any(|kit| situation.kit.contains(kit)));
        }
    }

    /// A user who always does the first suggestion, whatever is seen.
    #[test]
    fn never_the_same_three_times_in_a_row_if_there_is_another(
        mut situation in any_situation(),
        pauses in prop::collection::vec(REST_SECS..200_000.0, 12),
    ) {
        let catalogue = catalogue();
        situation.done.clear();
        let mut ids = Vec::new();
        for pause in pauses {
            let Suggestions::Ranked(ranked) = catalogue.suggest(&situation) else { return Ok(()) };
            if ranked.len() == 1 { return Ok(()) }
            ids.push(ranked[0].exercise.id.clone());
            situation.done.push(Done { id: ranked[0].exercise.id.clone(), secs_ago: 0.0 });
            situation.done.iter_mut().for_each(|done| done.secs_ago += pause);
        }
        prop_assert!(ids.windows(3).all(|three| three.iter().any(|id| *id != three[0])), "{ids:?}");
    }

    #[test]
    fn a_routine_fits_its_time_repeats_nothing_and_keeps_its_order(situation in any_situation()) {
        let catalogue = catalogue();
        for length in Length::ALL {
            let routine = catalogue.routine(&situation, length);
            prop_assert!(routine.iter().map(|it| it.exercise.takes_secs).sum::<u32>() <= length.secs());
            prop_assert!(routine.is_sorted_by_key(|it| it.exercise.effect));
            let mut ids: Vec<_> = routine.iter().map(|it| &it.exercise.id).collect();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), routine.len());
            prop_assert!(routine.iter().all(|it| it.exercise.effect != Effect::Move));
        }
    }
}

#[test]
fn the_exercise_made_for_a_finding_comes_first_with_nothing_at_hand() {
    for (need, id) in [
        (Need::ForwardHead, "chin_tuck"),
        (Need::RoundedShoulders, "shoulder_blade_squeeze"),
        (Need::Slump, "y_and_w"),
        (Need::HeadTilt, "upper_trapezius_stretch"),
        (Need::LookingDown, "levator_scapulae_stretch"),
        (Need::LongSitting, "walk"),
        (Need::Stress, "diaphragmatic_breathing"),
    ] {
        assert_eq!(first_id(&Situation { seen: vec![seen(need, 1.2, 60.0)], ..Situation::default() }), id);
    }
}

#[test]
fn every_need_is_answered_at_the_desk_with_nothing_at_hand() {
    let catalogue = catalogue();
    for need in Need::ALL {
        let situation = Situation { seen: vec![seen(need, 1.2, 60.0)], ..Situation::default() };
        let suggestion = first(&catalogue.suggest(&situation)).expect("something");
        assert!(suggestion.exercise.needs.contains(&need), "{need:?}: {}", suggestion.exercise.id);
        assert!(matches!(suggestion.reason, Reason::Seen(seen) if seen.need == need));
    }
}

#[test]
fn what_is_stronger_or_lasts_longer_goes_first() {
    let both = |first, second| Situation { seen: vec![first, second], ..Situation::default() };
    let head = |severity, lasted| seen(Need::ForwardHead, severity, lasted);
    let shoulders = |severity, lasted| seen(Need::RoundedShoulders, severity, lasted);
    assert_eq!(first_id(&both(head(1.1, 60.0), shoulders(1.9, 60.0))), "shoulder_blade_squeeze");
    assert_eq!(first_id(&both(head(1.1, 1800.0), shoulders(1.2, 60.0))), "chin_tuck");
}

#[test]
fn another_one_for_the_same_follows_and_says_so() {
    let done = |id: &str| vec![Done { id: id.to_owned(), secs_ago: 3600.0 }];
    let situation = Situation {
        seen: vec![seen(Need::ForwardHead, 1.5, 600.0)],
        done: done("chin_tuck"),
        ..Situation::default()
    };
    let catalogue = catalogue();
    let suggestion = first(&catalogue.suggest(&situation)).expect("something");
    assert_ne!(suggestion.exercise.id, "chin_tuck");
    assert!(suggestion.exercise.needs.contains(&Need::ForwardHead));
    assert!(matches!(suggestion.reason, Reason::ForAChange(_)), "{:?}", suggestion.reason);
    let weeks_later = Situation {
        done: vec![Done { secs_ago: 14.0 * 86_400.0, ..done("chin_tuck")[0].clone() }],
        ..situation
    };
    assert_eq!(first_id(&weeks_later), "chin_tuck");
}

#[test]
fn over_two_weeks_of_one_finding_everything_that_fits_has_its_turn() {
    let catalogue = catalogue();
    let mut situation = Situation {
        seen: vec![seen(Need::RoundedShoulders, 1.5, 600.0)],
        kit: Kit::ALL.to_vec(),
        ..Situation::default()
    };
    let mut ids = std::collections::BTreeSet::new();
    for _ in 0..28 {
        let id = first_id(&situation);
        ids.insert(id.clone());
        situation.done.push(Done { id, secs_ago: 0.0 });
        situation.done.iter_mut().for_each(|done| done.secs_ago += 43_200.0);
    }
    let fitting = catalogue.exercises.iter().filter(|it| it.is_possible(&Kit::ALL, Place::Desk));
    assert_eq!(ids.len(), fitting.filter(|it| it.needs.contains(&Need::RoundedShoulders)).count(), "{ids:?}");
}

#[test]
fn after_an_exercise_there_is_a_rest() {
    let situation = |secs_ago| Situation {
        seen: vec![seen(Need::ForwardHead, 2.0, 1800.0)],
        done: vec![Done { id: "walk".to_owned(), secs_ago }],
        ..Situation::default()
    };
    assert_eq!(catalogue().suggest(&situation(REST_SECS - 1.0)), Suggestions::JustDone);
    assert_eq!(first_id(&situation(REST_SECS)), "chin_tuck");
}

#[test]
fn pain_in_the_chest_is_answered_by_a_professional_alone() {
    let situation = Situation { red_flags: vec!["chest_pain".to_owned()], ..Situation::default() };
    assert_eq!(catalogue().suggest(&situation), Suggestions::SeeProfessional);
    assert!(catalogue().routine(&situation, Length::TenMinutes).is_empty());
}

#[test]
fn a_long_routine_loosens_strengthens_stretches_and_ends_with_breath() {
    let situation = Situation {
        seen: vec![seen(Need::ForwardHead, 1.5, 1200.0), seen(Need::RoundedShoulders, 1.2, 900.0)],
        kit: vec![Kit::Wall, Kit::Doorway],
        ..Situation::default()
    };
    let catalogue = catalogue();
    let effects = |length| {
        catalogue.routine(&situation, length).iter().map(|it| it.exercise.effect).collect::<Vec<_>>()
    };
    let long = effects(Length::TenMinutes);
    for effect in [Effect::Loosen, Effect::Strengthen, Effect::Stretch] {
        assert!(long.contains(&effect), "{long:?}");
    }
    assert_eq!(long.last(), Some(&Effect::Breathe));
    let long_secs: u32 =
        catalogue.routine(&situation, Length::TenMinutes).iter().map(|it| it.exercise.takes_secs).sum();
    assert!(long_secs > 480, "{long_secs}");
    assert!(effects(Length::TwoMinutes).len() >= 2);
    let short = catalogue.routine(&situation, Length::TwoMinutes);
    assert!(short.iter().any(|it| it.exercise.id == "chin_tuck"), "the best is in it");
}

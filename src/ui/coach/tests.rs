use std::{cell::RefCell, sync::Arc};

use eframe::egui::{Key, Theme, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    care::{
        Catalogue, Situation,
        coach::{Hint, Outcome, Phase, Side},
    },
    engine::Monitor,
    posture::Reading,
    store::Store,
};

/// Remembers what it was asked.
#[derive(Default)]
struct Asked(RefCell<Vec<Command>>);

impl Monitor for Asked {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::new(Snapshot::opening())
    }

    fn send(&self, command: Command) {
        self.0.borrow_mut().push(command);
    }
}

fn state(id: &str, phase: Phase) -> CoachState {
    CoachState {
        exercise: id.to_owned(),
        phase,
        is_paused: false,
        repetition: 4,
        wanted: 10,
        side: None,
        round: [1, 1],
        reach: 0.7,
        hint: None,
        seen: Reading::Known(()),
        outcome: Outcome {
            exercise: id.to_owned(),
            secs: 62.0,
            counted: 4,
            wanted: 10,
            is_seen: true,
            sides: None,
        },
    }
}

/// A page with this state, and what it asked and told.
struct Shown {
    page: CoachPage,
    snapshot: Snapshot,
    catalogue: Catalogue,
    situation: Situation,
    store: Store,
    asked: Asked,
    left: Option<Leave>,
}

fn show(state: CoachState, size: [f32; 2], theme: Theme) -> Harness<'static, Shown> {
    let catalogue = Catalogue::built_in().unwrap();
    let exercise = catalogue.exercises.iter().find(|exercise| exercise.id == state.exercise).unwrap();
    let page = CoachPage::new(exercise);
    let snapshot = Snapshot { coach: Some(state), ..Snapshot::opening() };
    let shown = Shown {
        page,
        snapshot,
        catalogue,
        situation: Situation::default(),
        store: Store::nowhere(),
        asked: Asked::default(),
        left: None,
    };
    let mut harness = Harness::builder().with_size(vec2(size[0], size[1])).with_theme(theme).build_ui_state(
        |ui, shown| {
            if !ui.ctx().fonts(|fonts| fonts.families().contains(&theme::semibold())) {
                theme::install(ui.ctx());
                return;
            }
            let mut scene =
                Scene::new(&shown.snapshot, &shown.catalogue, &shown.situation, &shown.store, &shown.asked);
            let left = shown.page.ui(ui, &mut scene);
            shown.left = shown.left.or(left);
        },
        shown,
    );
    harness.run_steps(3);
    harness
}

fn asked(harness: &Harness<'_, Shown>) -> Vec<Command> {
    harness.state().asked.0.borrow().clone()
}

#[test]
fn it_begins_by_itself_and_the_space_bar_counts() {
    let mut harness = show(state("chin_tuck", Phase::Move), [900.0, 640.0], Theme::Light);
    assert!(matches!(asked(&harness)[..], [Command::Coach(CoachCommand::Start(_))]));
    harness.key_press(Key::Space);
    harness.run_steps(2);
    assert_eq!(asked(&harness).last(), Some(&Command::Coach(CoachCommand::Confirm)));
}

#[test]
fn every_way_on_can_be_clicked_by_its_name() {
    let ways = [
        ("coach-confirm", CoachCommand::Confirm),
        ("coach-pause", CoachCommand::Pause(true)),
        ("coach-skip", CoachCommand::Skip),
        ("coach-leave", CoachCommand::Stop),
    ];
    for (key, command) in ways {
        let mut harness = show(state("chin_tuck", Phase::Move), [900.0, 640.0], Theme::Dark);
        harness.get_by_label(words(key)).click();
        harness.run_steps(2);
        assert_eq!(asked(&harness).last(), Some(&Command::Coach(command)), "{key}");
        assert_eq!(harness.state().left, (key == "coach-leave").then_some(Leave::Early));
    }
}

#[test]
fn escape_leaves_and_the_end_is_told_kindly() {
    let mut harness = show(state("chin_tuck", Phase::Done), [420.0, 640.0], Theme::Light);
    harness.get_by_label(words("coach-done"));
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert_eq!(harness.state().left, Some(Leave::Done { is_counted: true }));
    assert_eq!(asked(&harness).last(), Some(&Command::Coach(CoachCommand::Stop)));
}

#[test]
fn what_cannot_be_seen_is_told_with_what_to_do_and_when_to_stop_is_always_there() {
    let mut unseen = state("band_pull_apart", Phase::Move);
    unseen.seen = Reading::Unknown(Why::OutOfFrame);
    let harness = show(unseen, [900.0, 640.0], Theme::Light);
    harness.get_by_label_contains("outside the picture");
    harness.get_by_label(words("coach-cannot-see.instead"));
    for phase in [Phase::Move, Phase::Rest { remaining_secs: 3.0 }, Phase::Done] {
        let harness = show(state("chin_tuck", phase), [900.0, 640.0], Theme::Light);
        harness.get_by_label(words("red-flags-stop"));
    }
}

#[test]
fn every_hint_and_every_reason_has_words_in_every_language() {
    for hint in Hint::ALL {
        let key = format!("coach-hint-{}", hint.key());
        assert!(text::Language::ALL.into_iter().all(|language| text::is_known(language, &key)), "{key}");
    }
}

/// Pictures to look at: `SITWELL_PICTURES=folder cargo test`.
#[test]
fn pictures_of_every_phase() {
    let Some(folder) = std::env::var_os("SITWELL_PICTURES") else { return };
    let mut hinted = state("upper_trapezius_stretch", Phase::Hold { secs: 12.4, wanted_secs: 20.0 });
    (hinted.wanted, hinted.repetition, hinted.side, hinted.round) = (1, 0, Some(Side::Left), [1, 2]);
    hinted.hint = Some(Hint::ShouldersLevel);
    let mut unseen = state("band_pull_apart", Phase::Move);
    unseen.seen = Reading::Unknown(Why::OutOfFrame);
    let breathe = Phase::Breathe { is_in: true, progress: 0.6, secs: 34.0, wanted_secs: 120.0 };
    let cases = [
        ("hold", state("chin_tuck", Phase::Hold { secs: 1.9, wanted_secs: 3.0 })),
        ("hint", hinted),
        ("unseen", unseen),
        ("breathe", state("diaphragmatic_breathing", breathe)),
        ("done", state("chin_tuck", Phase::Done)),
    ];
    for (name, state) in cases {
        for (kind, size, theme) in [
            ("wide", [1000.0, 680.0], Theme::Dark),
            ("light", [1000.0, 680.0], Theme::Light),
            ("narrow", [360.0, 640.0], Theme::Light),
        ] {
            let mut harness = show(state.clone(), size, theme);
            let image = harness.render().unwrap();
            image.save(std::path::Path::new(&folder).join(format!("{name}-{kind}.png"))).unwrap();
        }
    }
}

//! The page of the exercises and the suggestion on the live page: made-up snapshots in, clicks and words out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{cell::RefCell, rc::Rc, sync::Arc, thread};

use eframe::egui::{self, Key};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable, by},
};
use enum_map::EnumMap;
use sitwell::{
    care::{Catalogue, Kit, Place},
    engine::{CoachCommand, Command, Monitor, Snapshot},
    posture::{Assessment, Deviation, Finding, Measurements, Reading, State, Why},
    settings::{CareSettings, Motion, Settings, WindowSettings},
    store::{Entry, Sample, SessionInfo, Store},
    text,
    time::{Mono, WallTime},
    ui::{AboutInfo, Window, WindowHandle},
};

/// What an engine was told.
type Told = Rc<RefCell<Vec<Command>>>;

/// An engine that always shows the same.
struct StillEngine(Arc<Snapshot>, Told);

impl Monitor for StillEngine {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0)
    }

    fn send(&self, command: Command) {
        self.1.borrow_mut().push(command);
    }
}

const WIDE: [f32; 2] = [1120.0, 760.0];
const NARROW: [f32; 2] = [360.0, 640.0];

/// Nothing was seen yet; the figures stand still, so that a page comes to rest.
fn nothing_seen() -> Snapshot {
    let window = WindowSettings { motion: Motion::Reduced, ..WindowSettings::default() };
    let settings = Arc::new(Settings { window, ..Settings::default() });
    Snapshot { settings, ..Snapshot::opening() }
}

/// The head has been forward for twelve minutes.
fn forward_head() -> Snapshot {
    let at = Mono(1000.0);
    let findings = EnumMap::from_fn(|deviation: Deviation| Finding {
        severity: Reading::Known(if deviation == Deviation::ForwardHead { 1.6 } else { 0.2 }),
        metric: deviation.metric(),
        estimate: Reading::Unknown(Why::NotMeasured),
        since: None,
    });
    let state = State::Deviating(Deviation::ForwardHead);
    Snapshot {
        sequence: 1,
        at,
        measurements: Measurements::unknown(Why::NotMeasured),
        assessment: Some(Assessment { at, state, since: Mono(280.0), score: Reading::Known(20.0), findings }),
        ..nothing_seen()
    }
}

fn window(snapshot: Snapshot, size: [f32; 2]) -> Harness<'static, Window> {
    window_telling(snapshot, size, &Told::default())
}

fn window_telling(snapshot: Snapshot, size: [f32; 2], told: &Told) -> Harness<'static, Window> {
    window_of(snapshot, size, told, Store::nowhere())
}

fn window_of(snapshot: Snapshot, size: [f32; 2], told: &Told, store: Store) -> Harness<'static, Window> {
    let engine = StillEngine(Arc::new(snapshot), Rc::clone(told));
    let mut harness = Harness::builder().with_size(size).with_max_steps(20).build_eframe(|creation| {
        let catalogue = Catalogue::built_in().expect("built in");
        Window::new(
            &creation.egui_ctx,
            Box::new(engine),
            store,
            AboutInfo::default(),
            catalogue,
            WindowHandle::default(),
        )
    });
    harness.run_ok();
    harness
}

/// The page of the exercises.
fn page(snapshot: Snapshot, size: [f32; 2]) -> Harness<'static, Window> {
    let mut window = window(snapshot, size);
    click(&mut window, "Exercises");
    window
}

fn click(window: &mut Harness<'_, Window>, label: &str) {
    // Also what lies below the edge of the window.
    window.get_by_label(label).click_accesskit();
    window.run_ok();
}

/// Whether these words are shown, once or more often.
fn assert_told(window: &Harness<'_, Window>, words: &str) {
    assert!(window.query_all_by_label(words).next().is_some(), "{words:?} is not told");
}

/// Draws until words stand there that come from another thread.
fn wait_for(window: &mut Harness<'_, Window>, words: &str) {
    for _ in 0..100_000 {
        window.step();
        if window.query_all_by_label_contains(words).next().is_some() {
            return;
        }
        thread::yield_now();
    }
    panic!("{words:?} never came");
}

/// A store in a folder of its own.
fn kept_store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, notice) = Store::open(&folder.path().join("sessions.sqlite"));
    assert_eq!(notice, None);
    (folder, store)
}

/// The card of an exercise in the library.
fn card<'a>(window: &'a Harness<'_, Window>, name: &'a str) -> Option<egui_kittest::Node<'a>> {
    let prefix = format!("{name}: ");
    window
        .query_all_by_role(egui::accesskit::Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&prefix)))
}

#[test]
fn the_suggestion_tells_its_reason_and_leads_to_the_exercise() {
    let mut window = window(forward_head(), WIDE);
    window.get_by_label("Chin tuck");
    window.get_by_label("Your head is forward, for 12 min now.");
    click(&mut window, "Show");
    window.get_by_label(
        "Step 2: Draw the chin straight back, as if to make a double chin; look neither up nor down.",
    );
    window.get_by_label("10 times, hold 3–5 s");
    window.get_by_label("A cautious guideline");
    window.get_by_label("Deep neck flexors");
}

#[test]
fn another_suggestion_is_one_click_away() {
    let mut window = window(forward_head(), WIDE);
    click(&mut window, "Something else");
    assert!(window.query_by_label("Chin tuck").is_none());
    window.get_by_label("Look-to-the-armpit stretch");
}

#[test]
fn every_exercise_stands_in_the_library_and_opens_in_full() {
    let mut window = page(nothing_seen(), WIDE);
    for exercise in Catalogue::built_in().unwrap().exercises {
        let name = text::exercise_name(&exercise);
        card(&window, name).unwrap_or_else(|| panic!("{name} is missing")).click_accesskit();
        window.run_ok();
        assert_told(&window, text::exercise_caution(&exercise));
        window.get_by_label("Start");
        window.key_press(Key::Escape);
        window.run_ok();
    }
    window.get_by_label("16 of 16 exercises");
}

#[test]
fn the_choices_leave_only_what_fits() {
    let mut window = page(nothing_seen(), WIDE);
    click(&mut window, "Helps with: Any");
    click(&mut window, "Head forward");
    assert!(card(&window, "Chin tuck").is_some() && card(&window, "Wall angels").is_none());
    window.get_by_label("3 of 16 exercises");
    click(&mut window, "Show all");
    window.get_by_label("16 of 16 exercises");
}

#[test]
fn a_routine_begins_with_its_first_exercise_and_the_coach() {
    let told = Told::default();
    let mut window = window_telling(forward_head(), WIDE, &told);
    click(&mut window, "Exercises");
    click(&mut window, "Two minutes: Show");
    window.get_by_label_contains("Loosen first");
    click(&mut window, "Start");
    let started = |command: &Command| matches!(command, Command::Coach(CoachCommand::Start(assignment)) if assignment.exercise == "chin_tuck");
    assert!(told.borrow().iter().any(started), "{:?}", told.borrow());
}

#[test]
fn an_exercise_ends_where_its_page_is_left() {
    let told = Told::default();
    let mut window = window_telling(forward_head(), WIDE, &told);
    let stops = || told.borrow().iter().filter(|it| **it == Command::Coach(CoachCommand::Stop)).count();
    click(&mut window, "Exercises");
    click(&mut window, "Live");
    assert_eq!(stops(), 0, "nothing was begun");
    click(&mut window, "Show");
    click(&mut window, "Start");
    assert_eq!(stops(), 0);
    click(&mut window, "History");
    assert_eq!(stops(), 1);
    // Who comes back finds the page as it was, and nothing going on.
    click(&mut window, "Exercises");
    window.get_by_label("Start");
    assert_eq!(stops(), 1);
}

#[test]
fn what_was_seen_today_before_the_window_was_opened_is_answered_and_counted_once() {
    let (_folder, store) = kept_store();
    // All of it today, at any time of day.
    let (now, before) = (WallTime::now(), WallTime::now().after(-90.0));
    let start = if before.date() == now.date() { before } else { now };
    store.record(Entry::Began { at: start, info: Box::new(SessionInfo::default()) });
    let mut present = EnumMap::default();
    present[Deviation::ForwardHead] = true;
    for second in 1..=80 {
        store.record(Entry::Sample(Box::new(Sample {
            at: start.after(f64::from(second)),
            secs: 1.0,
            measurements: Measurements::unknown(Why::NotMeasured),
            state: State::Deviating(Deviation::ForwardHead),
            score: Reading::Known(20.0),
            present,
        })));
    }
    store.flush().unwrap();
    let mut earlier = window_of(nothing_seen(), WIDE, &Told::default(), store.clone());
    click(&mut earlier, "Exercises");
    wait_for(&mut earlier, "for 1 min in all.");
    // While it is there again, it is told as it is now, and the day is not added to it.
    let mut again = window_of(forward_head(), WIDE, &Told::default(), store);
    click(&mut again, "Exercises");
    again.run_steps(20);
    again.get_by_label("Your head is forward, for 12 min now.");
    assert!(again.query_all_by_label_contains("in all.").next().is_none());
}

#[test]
fn a_condition_of_the_spine_is_asked_about_once_and_kept_as_an_answer_and_no_feeling() {
    let question = "One question first: were you ever told that you have a condition of the spine?";
    let (_folder, store) = kept_store();
    for (answer, is_withheld) in [("No", false), ("Yes", true)] {
        store.delete_everything().unwrap();
        let mut window = window_of(nothing_seen(), WIDE, &Told::default(), store.clone());
        click(&mut window, "Exercises");
        card(&window, "Stand up and walk").unwrap().click_accesskit();
        window.run_ok();
        assert!(window.query_by_label(question).is_none(), "a walk does no harm to a spine");
        window.key_press(Key::Escape);
        window.run_ok();
        card(&window, "Chin tuck").unwrap().click_accesskit();
        window.run_ok();
        window.get_by_label(question);
        click(&mut window, answer);
        assert!(window.query_by_label(question).is_none());
        assert_eq!(window.query_by_label("Start").is_none(), is_withheld);
        store.flush().unwrap();
        let day = WallTime::now().date();
        let told = store.read().unwrap().feelings(day..=day).unwrap();
        assert_eq!((told.len(), told[0].intensity), (1, None), "{told:?}");
        assert_eq!(told[0].red_flags.get("spinal_condition"), Some(&is_withheld));
        // Another window, another day.
        let mut window = window_of(nothing_seen(), WIDE, &Told::default(), store.clone());
        for _ in 0..50 {
            window.step();
            thread::yield_now();
        }
        click(&mut window, "Exercises");
        if is_withheld {
            wait_for(&mut window, "Kept back for now");
        }
    }
}

#[test]
fn self_massage_habits_and_causes_are_all_told() {
    let mut window = page(nothing_seen(), WIDE);
    let catalogue = Catalogue::built_in().unwrap();
    click(&mut window, "Self-massage");
    for massage in &catalogue.massages {
        assert_told(&window, text::words(&text::key_of("massage-", &massage.id)));
    }
    window.get_by_label_contains("belong in professional hands");
    click(&mut window, "Habits");
    for habit in &catalogue.habits {
        assert_told(&window, text::words(&text::key_of("habit-", &habit.id)));
    }
    click(&mut window, "Causes and muscles");
    for cause in &catalogue.causes {
        assert_told(&window, text::words(&text::key_of("cause-", &cause.id)));
    }
    for muscle in &catalogue.muscles {
        assert_told(&window, text::muscle_name(muscle.id));
    }
}

#[test]
fn the_red_flags_are_in_reach_on_every_part_of_the_page() {
    let mut window = page(nothing_seen(), WIDE);
    let shown = |window: &mut Harness<'_, Window>| {
        let link = window.query_all_by_label("Pain? When to see a professional").next();
        link.expect("no way to the red flags").click();
        window.run_ok();
        window.get_by_label_contains("chest pain");
        window.key_press(Key::Escape);
        window.run_ok();
    };
    shown(&mut window);
    card(&window, "Chin tuck").unwrap().click_accesskit();
    window.run_ok();
    shown(&mut window);
    click(&mut window, "‹ Back");
    click(&mut window, "Ten minutes: Show");
    shown(&mut window);
}

#[test]
fn the_keyboard_opens_an_exercise_and_comes_back() {
    let mut window = page(nothing_seen(), WIDE);
    card(&window, "Chin tuck").unwrap().focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    window.get_by_label("What to mind");
    window.key_press(Key::Escape);
    window.run_ok();
    window.get_by_label("16 of 16 exercises");
}

#[test]
fn what_is_at_hand_decides_what_is_suggested() {
    let care = CareSettings { kit: vec![Kit::Band, Kit::Roller], place: Place::Home };
    let settings = Arc::new(Settings { care, ..Settings::clone(&nothing_seen().settings) });
    let mut window = page(Snapshot { settings, ..nothing_seen() }, WIDE);
    click(&mut window, "Needs: Any");
    click(&mut window, "What I have");
    assert!(card(&window, "Band pull-apart").is_some() && card(&window, "Wall angels").is_none());
}

#[test]
fn nothing_is_wider_than_a_narrow_window() {
    let mut window = page(forward_head(), NARROW);
    let assert_inside = |window: &Harness<'_, Window>| {
        for node in window.query_all(by().predicate(|node| node.label().is_some())) {
            let rect = node.rect();
            let label = node.accesskit_node().label().unwrap_or_default();
            assert!(rect.left() >= 0.0 && rect.right() <= NARROW[0] + 1.0, "{label}: {rect:?}");
        }
    };
    assert_inside(&window);
    for shelf in ["Self-massage", "Habits", "Causes and muscles", "All exercises"] {
        click(&mut window, shelf);
        assert_inside(&window);
    }
    card(&window, "Shoulder-blade squeeze").unwrap().click_accesskit();
    window.run_ok();
    assert_inside(&window);
}

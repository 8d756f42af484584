//! The settings page of the window without a display: clicks and keys in, wishes out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{cell::RefCell, rc::Rc, sync::Arc};

use eframe::egui::{self, Key, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable, by},
};
use sitwell::{
    care::{Catalogue, Kit, Place},
    engine::{Command, Monitor, Snapshot},
    posture::{Joint, Keypoint, Neutral, Pose, Reading},
    profile::{DeskSetup, Kept, Profile},
    settings::{LanguageChoice, Retention, Settings, Theme},
    store::Store,
    time::WallTime,
    ui::{AboutInfo, Window, WindowHandle},
};

/// An engine that obeys when it is let, and remembers what it is told.
#[derive(Clone)]
struct FakeEngine {
    newest: Rc<RefCell<Snapshot>>,
    received: Rc<RefCell<Vec<Command>>>,
}

impl FakeEngine {
    fn new(settings: Settings) -> Self {
        let snapshot = Snapshot {
            settings: Arc::new(settings),
            starts_with_desktop: Some(false),
            profiles: vec![
                kept("desk", "Logi C920, 2 monitors"),
                kept("train", "Built-in camera, 1 monitor"),
            ]
            .into(),
            profile: Some("Logi C920, 2 monitors".to_owned()),
            ..Snapshot::opening()
        };
        Self { newest: Rc::new(RefCell::new(snapshot)), received: Rc::default() }
    }

    fn received(&self) -> Vec<Command> {
        self.received.take()
    }

    /// The one change of settings since the last call, which is then in force.
    fn changed(&self) -> Settings {
        let received = self.received();
        let [Command::SetSettings(settings)] = received.as_slice() else { panic!("{received:?}") };
        self.newest.borrow_mut().settings = Arc::from(settings.clone());
        settings.as_ref().clone()
    }
}

impl Monitor for FakeEngine {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::new(self.newest.borrow().clone())
    }

    fn send(&self, command: Command) {
        // That somebody looks is told by the window itself.
        if !matches!(command, Command::Preview(_)) {
            self.received.borrow_mut().push(command);
        }
    }
}

fn kept(id: &str, name: &str) -> Kept {
    let mut pose = Pose { image_size: [640, 480], keypoints: enum_map::EnumMap::default() };
    for (joint, [x, y]) in [
        (Joint::Nose, [320.0, 170.0]),
        (Joint::LeftShoulder, [420.0, 300.0]),
        (Joint::RightShoulder, [220.0, 300.0]),
    ] {
        pose.keypoints[joint] = Some(Keypoint { point_in_image: [x, y], confidence: 0.9 });
    }
    let Reading::Known(neutral) = Neutral::of_poses(&[&pose]) else { panic!("no neutral") };
    let mut profile = Profile::new(neutral);
    name.clone_into(&mut profile.name);
    profile.desk = Some(DeskSetup::default());
    profile.calibrated = Some(WallTime("2026-03-02T12:00:00Z".parse().unwrap()));
    profile.last_used = Some(WallTime("2026-03-05T12:00:00Z".parse().unwrap()));
    Kept { id: id.to_owned(), profile }
}

/// Tall enough for the whole page.
const TALL: [f32; 2] = [900.0, 3200.0];

/// The window with the page open.
fn open(engine: &FakeEngine, size: [f32; 2]) -> Harness<'static, Window> {
    let engine = engine.clone();
    let mut harness = Harness::builder().with_size(size).with_max_steps(30).build_eframe(|creation| {
        let catalogue = Catalogue::built_in().expect("built in");
        Window::new(
            &creation.egui_ctx,
            Box::new(engine),
            Store::nowhere(),
            AboutInfo::default(),
            catalogue,
            WindowHandle::default(),
        )
    });
    harness.run();
    harness.get_by_label("Settings").click();
    harness.run();
    harness
}

fn switch<'a>(page: &'a Harness<'_, Window>, name: &'a str) -> egui_kittest::Node<'a> {
    page.get_by_role_and_label(Role::Switch, name)
}

#[test]
fn a_switch_tells_once_what_is_wanted_and_shows_it_before_the_engine_answers() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    switch(&page, "Sound").click();
    page.run();
    page.run();
    assert_eq!(switch(&page, "Sound").accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    let changed = engine.changed();
    assert!(changed.alerts.sound);
    assert_eq!(
        Settings { alerts: Settings::default().alerts, ..changed },
        Settings::default(),
        "nothing else changed"
    );
    page.run();
    switch(&page, "Sound").click();
    page.run();
    assert_eq!(engine.changed(), Settings::default());
}

#[test]
fn looking_at_the_page_changes_nothing() {
    let mut odd = Settings::default();
    odd.alerts.dwell_secs = 90.5;
    odd.alerts.sitting_secs = 4000.0;
    odd.alerts.firm_sitting_secs = 400.0;
    let engine = FakeEngine::new(odd);
    let mut page = open(&engine, TALL);
    for _ in 0..60 {
        page.key_press(Key::Tab);
        page.run();
    }
    assert_eq!(engine.received(), []);
}

#[test]
fn what_was_changed_can_be_set_back_one_by_one() {
    let mut settings = Settings::default();
    settings.alerts.sound = true;
    settings.alerts.dwell_secs = 90.0;
    settings.camera.source = "camera:Logi".to_owned();
    settings.camera.release_when_away = false;
    let engine = FakeEngine::new(settings);
    let mut page = open(&engine, TALL);
    for link in [
        "Sound: set back to off",
        "Wait before telling: set back to 60\u{a0}s",
        "Which camera: set back to camera",
        "Close it while nobody is there: set back to on",
    ] {
        page.get_by_label(link).click();
        page.run();
        engine.changed();
        page.run();
        assert!(page.query_by_label(link).is_none(), "{link} is done");
    }
    assert_eq!(*engine.newest.borrow().settings, Settings::default());
    assert!(page.query_by_label_contains("set back").is_none(), "the defaults have nothing to set back");
}

#[test]
fn a_number_is_stepped_by_its_buttons_and_stays_in_its_range() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    page.get_by_label("Wait before telling: more").click();
    page.run();
    assert_eq!(engine.changed().alerts.dwell_secs, 70.0);
    page.get_by_label("At most an hour: less").click();
    page.run();
    assert_eq!(engine.changed().alerts.max_an_hour, 3);
    for _ in 0..3 {
        page.get_by_label("At most an hour: less").click();
        page.run();
    }
    page.run();
    let last = engine.received().pop();
    assert!(
        matches!(&last, Some(Command::SetSettings(settings)) if settings.alerts.max_an_hour == 1),
        "{last:?}"
    );
}

#[test]
fn a_typed_number_is_told_once_when_it_is_complete() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    page.get_by_role_and_label(Role::SpinButton, "First reminder").click();
    page.run();
    let field = page.get_by_role_and_label(Role::SpinButton, "First reminder");
    field.type_text("45");
    page.run();
    assert_eq!(engine.received(), [], "it may become 450");
    page.key_press(Key::Enter);
    page.run();
    page.run();
    let changed = engine.changed();
    assert_eq!(changed.alerts.sitting_secs, 45.0 * 60.0);
    assert_eq!(changed.alerts.firm_sitting_secs, 50.0 * 60.0);
}

#[test]
fn the_firmer_reminder_is_never_the_first() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    for _ in 0..5 {
        page.get_by_label("First reminder: more").click();
        page.run();
        let alerts = engine.changed().alerts;
        page.run();
        assert!(alerts.firm_sitting_secs >= alerts.sitting_secs, "{alerts:?}");
    }
    for _ in 0..3 {
        page.get_by_label("Firmer reminder: less").click();
        page.run();
        let alerts = engine.changed().alerts;
        page.run();
        assert_eq!(alerts.firm_sitting_secs, alerts.sitting_secs);
    }
}

#[test]
fn the_camera_is_told_when_its_name_is_complete_and_is_never_empty() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    page.get_by_role_and_label(Role::TextInput, "Which camera").click();
    page.run();
    page.get_by_role_and_label(Role::TextInput, "Which camera").type_text(":Logi");
    page.run();
    assert_eq!(engine.received(), []);
    page.key_press(Key::Enter);
    page.run();
    page.run();
    assert_eq!(engine.changed().camera.source, "camera:Logi");
}

#[test]
fn the_theme_is_chosen_and_kept() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    for (word, theme, is_dark) in
        [("Colours: Light", Theme::Light, false), ("Colours: Dark", Theme::Dark, true)]
    {
        page.get_by_label(word).click();
        page.run();
        assert_eq!(engine.changed().window.theme, theme);
        page.run();
        assert_eq!(page.ctx.theme() == egui::Theme::Dark, is_dark, "{word}");
    }
}

#[test]
fn a_change_is_undone_by_button_and_by_key_and_all_can_be_set_back() {
    let mut first = Settings::default();
    first.alerts.eye_break = true;
    first.window.is_tour_over = true;
    let engine = FakeEngine::new(first.clone());
    let mut page = open(&engine, TALL);
    assert!(page.get_by_label("Undo").accesskit_node().is_disabled(), "nothing was changed yet");
    switch(&page, "Sound").click();
    page.run();
    let second = engine.changed();
    page.run();
    page.get_by_label("Wait before telling: more").click();
    page.run();
    engine.changed();
    page.run();
    page.get_by_label("Undo").click();
    page.run();
    assert_eq!(engine.changed(), second);
    page.run();
    page.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    page.run();
    assert_eq!(engine.changed(), first);
    page.run();
    assert!(page.get_by_label("Undo").accesskit_node().is_disabled(), "all of it is undone");

    page.get_by_label("Set all back").click();
    page.run();
    let usual = engine.changed();
    assert_eq!(usual.alerts, Settings::default().alerts);
    assert!(usual.window.is_tour_over, "the tour is no choice");
    page.run();
    page.get_by_label("Undo").click();
    page.run();
    assert_eq!(engine.changed(), first, "setting all back is a change as well");
}

#[test]
fn while_a_text_is_typed_the_keys_of_undo_are_its_own() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    switch(&page, "Sound").click();
    page.run();
    engine.changed();
    page.run();
    page.get_by_role_and_label(Role::TextInput, "Which camera").click();
    page.run();
    page.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    page.run();
    assert_eq!(engine.received(), []);
}

#[test]
fn language_place_kit_and_retention_are_chosen() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    page.get_by_label("Language: Deutsch").click();
    page.run();
    assert_eq!(engine.changed().window.language, LanguageChoice::German);
    page.run();
    page.get_by_label("Where you are: At home").click();
    page.run();
    assert_eq!(engine.changed().care.place, Place::Home);
    page.run();
    page.get_by_role_and_label(Role::CheckBox, "At hand: an elastic band").click();
    page.run();
    assert!(engine.changed().care.kit.contains(&Kit::Band));
    page.run();
    page.get_by_role_and_label(Role::CheckBox, "At hand: an elastic band").click();
    page.run();
    assert_eq!(engine.changed().care.kit, Settings::default().care.kit);
    page.run();
    page.get_by_label("Keep for: One year").click();
    page.run();
    assert_eq!(engine.changed().privacy.retention, Retention::OneYear);
}

#[test]
fn starting_with_the_desktop_is_the_desktops_to_keep() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    switch(&page, "Start with the desktop").click();
    page.run();
    assert_eq!(engine.received(), [Command::StartWithDesktop(true)]);
    engine.newest.borrow_mut().starts_with_desktop = None;
    page.run();
    assert!(
        page.query_by_label("Start with the desktop").is_none(),
        "where the desktop cannot, it is not offered"
    );
}

#[test]
fn calibrations_are_listed_and_reset_after_a_question() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    page.get_by_label("Logi C920, 2 monitors");
    page.get_by_label("In use now; calibrated 2 Mar 2026, used 5 Mar 2026.");
    page.get_by_label("Calibrated 2 Mar 2026, used 5 Mar 2026.");
    let reset = "Reset Built-in camera, 1 monitor";
    page.get_by_label(reset).click();
    page.run();
    assert_eq!(engine.received(), []);
    page.get_by_label("Cancel").click();
    page.run();
    assert_eq!(engine.received(), []);
    page.get_by_label(reset).click();
    page.run();
    page.get_by_label("Reset this calibration").click();
    page.run();
    assert_eq!(engine.received(), [Command::ResetProfile("train".to_owned())]);
    engine.newest.borrow_mut().profiles = Arc::default();
    page.run();
    page.get_by_label_contains("There is none yet.");
}

#[test]
fn the_question_before_a_reset_comes_into_view() {
    let engine = FakeEngine::new(Settings::default());
    let size = [900.0, 600.0];
    let mut page = open(&engine, size);
    let reset = "Reset Built-in camera, 1 monitor";
    page.get_by_label(reset).scroll_to_me();
    page.run();
    page.get_by_label(reset).click();
    page.run();
    let answer = page.get_by_label("Reset this calibration").rect();
    assert!(answer.bottom() <= size[1], "{answer}");
}

#[test]
fn the_keyboard_reaches_and_works_every_control() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    let mut reached = Vec::new();
    for _ in 0..80 {
        page.key_press(Key::Tab);
        page.run();
        let focused =
            page.query_all(by().predicate(|node| node.is_focused() && node.label().is_some())).next();
        let name = focused.and_then(|node| node.accesskit_node().label());
        reached.extend(name);
    }
    for control in [
        "Notifications",
        "Wait before telling: less",
        "Wait before telling",
        "Wait before telling: more",
        "At most an hour: more",
        "Sound",
        "Screen edge",
        "Sitting reminder",
        "First reminder: more",
        "Firmer reminder: more",
        "Eye break",
        "Which camera",
        "Close it while nobody is there",
        "Close it after: more",
        "Start with the desktop",
        "Tray icon",
        "Go on without the window",
        "Colours: As the desktop",
        "Colours: Dark",
        "Language: Deutsch",
        "Reset Logi C920, 2 monitors",
    ] {
        assert!(reached.iter().any(|name| name == control), "{control} is not among {reached:?}");
    }
    assert_eq!(engine.received(), []);
    switch(&page, "Eye break").focus();
    page.run();
    page.key_press(Key::Space);
    page.run();
    assert!(engine.changed().alerts.eye_break);
}

#[test]
fn what_has_no_effect_now_cannot_be_changed() {
    let mut settings = Settings::default();
    settings.alerts.sitting_reminder = false;
    let engine = FakeEngine::new(settings);
    let mut page = open(&engine, TALL);
    assert!(page.get_by_label("First reminder: more").accesskit_node().is_disabled());
    switch(&page, "Sitting reminder").click();
    page.run();
    engine.changed();
    page.run();
    assert!(!page.get_by_label("First reminder: more").accesskit_node().is_disabled());
}

#[test]
fn the_page_is_left_by_the_navigation_and_by_escape() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    page.get_by_label("Live").click();
    page.run();
    assert!(page.query_by_label("Eye break").is_none());
    page.get_by_label("Settings").click();
    page.run();
    switch(&page, "Eye break");
    page.key_press(Key::Escape);
    page.run();
    assert!(page.query_by_label("Eye break").is_none());
}

#[test]
fn nothing_is_wider_than_the_window_and_nothing_overlaps() {
    let mut settings = Settings::default();
    settings.alerts.sound = true;
    settings.alerts.dwell_secs = 3600.0;
    settings.camera.source = "camera:a name that goes on and on and on and on and on".to_owned();
    let engine = FakeEngine::new(settings);
    let long = kept("long", &"A camera with a long name ".repeat(4));
    engine.newest.borrow_mut().profiles = vec![long, kept("short", "C")].into();
    for width in [360.0, 400.0, 480.0, 700.0, 1120.0, 1920.0] {
        let mut page = open(&engine, [width, 3000.0]);
        page.get_by_label("Reset C").click();
        page.run();
        // What a line of text has scrolled out of sight is nowhere on the screen.
        let told: Vec<_> = page
            .query_all(by().predicate(|node| {
                node.role() != Role::TextRun
                    && node.label().or(node.value()).is_some_and(|label| !label.is_empty())
            }))
            .map(|node| {
                (node.rect(), node.accesskit_node().label().or(node.accesskit_node().value()).unwrap())
            })
            .collect();
        assert!(told.len() > 60, "{}", told.len());
        for (rect, label) in &told {
            assert!(rect.left() >= 0.0 && rect.right() <= width + 0.5, "{width}: {label:?} is at {rect}");
        }
        let switches = page.query_all(by().role(Role::Switch)).map(|node| node.rect());
        let switches: Vec<_> = switches.collect();
        for (rect, label) in &told {
            let overlapped =
                switches.iter().filter(|switch| switch.shrink(1.0).intersects(rect.shrink(1.0))).count();
            assert!(overlapped <= 1, "{width}: {label:?} lies over a switch");
            let is_switch = switches.contains(rect);
            assert!(is_switch || overlapped == 0, "{width}: {label:?} at {rect} lies over a switch");
        }
        let apart = (switches[0].right() - switches[7].right()).abs();
        assert!(apart < 1.0, "{width}: the switches stand in a column");
    }
}

#[test]
fn an_open_page_asks_for_no_further_drawing() {
    let engine = FakeEngine::new(Settings::default());
    let mut page = open(&engine, TALL);
    // What is read from the store in the background asks for one more picture when it is there.
    let quiet = (0..100).any(|_| {
        page.step();
        let root = &page.output().viewport_output[&egui::ViewportId::ROOT];
        root.repaint_delay > std::time::Duration::from_secs(1)
    });
    assert!(quiet, "it is drawn for ever");
}

//! The pages of the guided calibration without a display: made-up snapshots in, words and commands out; each step by its
//! labels and by the keyboard alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use eframe::egui::{self, Key, Rect, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable, by},
};
use enum_map::EnumMap;
use sitwell::{
    care::Catalogue,
    engine::{CalibrationState, CalibrationStep, Command, Guide, Monitor, Snapshot, SourceState, Taken},
    frame::Frame,
    posture::{
        Advice, Aspect, Assessment, Finding, Framing, Joint, Keypoint, Look, Measurements, Neutral,
        OwnPosture, Pose, Quality, Reading, State, Why,
    },
    settings::Settings,
    store::Store,
    time::{Mono, WallTime},
    ui::{AboutInfo, Window, WindowHandle},
};

/// An engine that shows what it is given and remembers what it is told.
#[derive(Clone)]
struct FakeEngine {
    newest: Rc<RefCell<Arc<Snapshot>>>,
    received: Rc<RefCell<Vec<Command>>>,
}

impl FakeEngine {
    fn showing(snapshot: Snapshot) -> Self {
        Self { newest: Rc::new(RefCell::new(Arc::new(snapshot))), received: Rc::default() }
    }

    fn show(&self, snapshot: Snapshot) {
        *self.newest.borrow_mut() = Arc::new(snapshot);
    }

    fn received(&self) -> Vec<Command> {
        self.received.take()
    }
}

impl Monitor for FakeEngine {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.newest.borrow())
    }

    fn send(&self, command: Command) {
        // That somebody looks is told by the window itself.
        if !matches!(command, Command::Preview(_)) {
            self.received.borrow_mut().push(command);
        }
    }
}

const WIDE: [f32; 2] = [1120.0, 760.0];

fn open(engine: &FakeEngine, size: [f32; 2]) -> Harness<'static, Window> {
    let engine = engine.clone();
    let about = AboutInfo {
        version: "1.2.3".to_owned(),
        engine: "an engine".to_owned(),
        models: Vec::new(),
        licences: Vec::new(),
    };
    let mut harness = Harness::builder().with_size(size).with_max_steps(20).build_eframe(|creation| {
        let catalogue = Catalogue::built_in().expect("built in");
        let store = Store::nowhere();
        Window::new(&creation.egui_ctx, Box::new(engine), store, about, catalogue, WindowHandle::default())
    });
    harness.run();
    harness
}

/// Somebody upright in the middle of the first picture of the demo.
fn pose() -> Pose {
    let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
    let points = [
        (Joint::Nose, [322.0, 200.0]),
        (Joint::LeftEye, [340.0, 180.0]),
        (Joint::RightEye, [304.0, 180.0]),
        (Joint::LeftEar, [362.0, 186.0]),
        (Joint::RightEar, [280.0, 186.0]),
        (Joint::LeftShoulder, [420.0, 275.0]),
        (Joint::RightShoulder, [222.0, 275.0]),
    ];
    for (joint, point_in_image) in points {
        pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.9 });
    }
    pose
}

fn neutral() -> Neutral {
    Neutral::of_poses(&[&pose()]).known().unwrap()
}

fn moment() -> Snapshot {
    let at = Mono(100.0);
    let state = State::Unknown(Why::NoNeutral);
    let finding = |deviation: sitwell::posture::Deviation| Finding {
        severity: Reading::Unknown(Why::NoNeutral),
        metric: deviation.metric(),
        estimate: Reading::Unknown(Why::NoNeutral),
        since: None,
    };
    let findings = EnumMap::from_fn(finding);
    let score = Reading::Unknown(Why::NoNeutral);
    let image = image::open("assets/demo/000.jpg").unwrap().into_rgb8();
    Snapshot {
        sequence: 1,
        at,
        frame: Some(Arc::new(Frame { at, index: 0, name: None, image })),
        pose: Reading::Known(pose()),
        measurements: Measurements::unknown(Why::NoNeutral),
        assessment: Some(Assessment { at, state, since: Mono(90.0), score, findings }),
        source: SourceState::Streaming { name: "camera \"Test\"".to_owned() },
        source_spec: "camera".into(),
        ..Snapshot::opening()
    }
}

fn good_framing() -> Framing {
    Framing { looks: EnumMap::from_fn(|_| Look::Well), distance_mm: Some(624.0) }
}

fn guide(step: CalibrationStep) -> Guide {
    Guide { step, framing: None, framing_progress: 0.0, begins_in_secs: 0.0, taken: None }
}

fn framed(framing: Framing) -> Snapshot {
    let framing = Some(framing);
    Snapshot {
        guide: Some(Guide { framing, framing_progress: 0.5, ..guide(CalibrationStep::Framing) }),
        ..moment()
    }
}

fn taking(step: CalibrationStep, problem: Option<&str>) -> Snapshot {
    let problem = problem.map(str::to_owned);
    Snapshot {
        calibration: CalibrationState::Running { remaining_secs: 6.2, progress: 0.38, problem },
        guide: Some(guide(step)),
        ..moment()
    }
}

fn taken(unrest: f32) -> Taken {
    let quality = Quality { unrest, noise: 0.006, usable_share: 0.98, pictures: 50, framing: good_framing() };
    Taken { quality, keeps_own: true, has_former: false }
}

fn reviewed(taken: Taken, neutral: Neutral) -> Snapshot {
    Snapshot {
        neutral: Some(Arc::new(neutral)),
        profile: Some("Logi C920, 2 monitors".to_owned()),
        calibration: CalibrationState::Done { at: Mono(99.0) },
        guide: Some(Guide { taken: Some(taken), ..guide(CalibrationStep::Review) }),
        ..moment()
    }
}

fn refused() -> Snapshot {
    let reason = "you moved; sit still".to_owned();
    Snapshot {
        calibration: CalibrationState::Refused { reason, at: Mono(99.0) },
        guide: Some(guide(CalibrationStep::Neutral)),
        ..moment()
    }
}

#[test]
fn a_calibration_from_outside_makes_a_small_window_large() {
    let small = |snapshot: Snapshot| {
        let mut settings = Settings::default();
        settings.window.compact = true;
        Snapshot { settings: Arc::new(settings), ..snapshot }
    };
    let engine = FakeEngine::showing(small(moment()));
    let mut window = open(&engine, [260.0, 150.0]);
    engine.received();
    engine.show(small(framed(good_framing())));
    window.run();
    let widens =
        |command: &Command| matches!(command, Command::SetSettings(settings) if !settings.window.compact);
    let received = engine.received();
    assert_eq!(received.iter().filter(|command| widens(command)).count(), 1, "{received:?}");
}

#[test]
fn the_mirror_of_a_calibration_is_neither_hidden_nor_made_small() {
    let engine = FakeEngine::showing(framed(good_framing()));
    let window = open(&engine, WIDE);
    window.get_by_label("Live picture, mirrored");
    for button in ["Show only the skeleton", "Small window (F9)"] {
        assert!(window.query_by_label(button).is_none(), "{button}");
    }
}

/// Goes by Tab to what has this label, and presses Enter.
fn press(window: &mut Harness<'static, Window>, label: &str) {
    for _ in 0..60 {
        if window.query_by_label(label).is_some_and(|node| node.is_focused()) {
            window.key_press(Key::Enter);
            window.run();
            return;
        }
        window.key_press(Key::Tab);
        window.run();
    }
    panic!("the keyboard does not reach {label}");
}

#[test]
fn a_newcomer_is_taken_to_the_calibration_once_and_whoever_asks_for_it_as_well() {
    let engine = FakeEngine::showing(moment());
    let mut window = open(&engine, WIDE);
    assert_eq!(engine.received(), [Command::Calibrate]);
    window.run();
    engine.show(framed(good_framing()));
    window.run();
    window.get_by_label("You are seen well");
    window.key_press(Key::Escape);
    window.run();
    engine.show(moment());
    window.run();
    assert!(window.query_by_label("You are seen well").is_none(), "Escape leaves it");
    assert_eq!(engine.received(), [Command::CancelCalibration], "and nobody is asked twice");

    // From the tray, or another terminal.
    engine.show(framed(good_framing()));
    window.run();
    window.get_by_label("You are seen well");
}

#[test]
fn the_demos_person_and_a_calibrated_user_are_left_alone() {
    let calibrated = State::Neutral;
    let mut known = moment();
    known.assessment.as_mut().unwrap().state = calibrated;
    for snapshot in [Snapshot { source_spec: "demo".into(), ..moment() }, known] {
        let engine = FakeEngine::showing(snapshot);
        open(&engine, WIDE);
        assert_eq!(engine.received(), []);
    }
}

#[test]
fn the_first_step_says_what_to_change_and_goes_on_by_the_keyboard() {
    let mut framing = good_framing();
    framing.looks[Aspect::Shoulders] = Look::Wrong(Advice::ShowShoulders);
    framing.looks[Aspect::CameraHeight] = Look::Passable(Advice::RaiseCamera);
    let engine = FakeEngine::showing(framed(framing));
    let mut window = open(&engine, WIDE);
    window.get_by_label("Step 1 of 3: Picture");
    // In large letters, and in its line.
    assert_eq!(window.query_all_by_label("Let both shoulders be in the picture").count(), 2);
    window.get_by_label("The camera stands low; raise it if you can");
    window.get_by_label("about 62 cm");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(engine.received(), [], "not while something is wrong");

    engine.show(framed(good_framing()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(engine.received(), [Command::CalibrateStep(CalibrationStep::Neutral)]);
    press(&mut window, "Go on");
    assert_eq!(engine.received(), [Command::CalibrateStep(CalibrationStep::Neutral)]);
    press(&mut window, "Cancel");
    assert_eq!(engine.received(), [Command::CancelCalibration]);
}

#[test]
fn the_ring_says_how_long_and_what_it_waits_for() {
    let engine = FakeEngine::showing(taking(CalibrationStep::Neutral, None));
    let mut window = open(&engine, WIDE);
    window.get_by_label("Step 2 of 3: Posture");
    window.get_by_label("7 seconds to go");
    window.get_by_label("Good. Just stay so.");
    engine.show(taking(CalibrationStep::Neutral, Some("you moved")));
    window.run();
    window.get_by_label("The ring waits: you moved.");
    press(&mut window, "Cancel");
    assert_eq!(engine.received(), [Command::CancelCalibration]);
}

#[test]
fn a_refusal_says_why_that_the_former_stays_and_can_be_tried_again() {
    let engine = FakeEngine::showing(Snapshot { neutral: Some(Arc::new(neutral())), ..refused() });
    let mut window = open(&engine, WIDE);
    window.get_by_label("That did not work yet");
    window.get_by_label("You moved; sit still.");
    window.get_by_label("Your former calibration stays in force.");
    press(&mut window, "Try again");
    assert_eq!(engine.received(), [Command::CalibrateStep(CalibrationStep::Framing)]);
}

#[test]
fn the_verdict_has_reasons_and_the_former_neutral_can_be_had_back() {
    let engine = FakeEngine::showing(reviewed(taken(0.01), neutral()));
    let mut window = open(&engine, WIDE);
    window.get_by_label("A good calibration");
    window.get_by_label("Stillness: 4 mm of movement");
    window.get_by_label("Pictures: 98 % of them fit");
    assert!(window.query_by_label("Keep the former one").is_none(), "there was none");
    press(&mut window, "Do it again");
    assert_eq!(engine.received(), [Command::CalibrateStep(CalibrationStep::Framing)]);

    engine.show(reviewed(Taken { has_former: true, keeps_own: false, ..taken(0.04) }, neutral()));
    window.run();
    window.get_by_label("A usable calibration");
    window.get_by_label("Stillness: A little stiller next time: about 14 mm of movement");
    window.get_by_label_contains("You sit elsewhere than at the last calibration");
    press(&mut window, "Keep the former one");
    assert_eq!(engine.received(), [Command::UndoCalibration, Command::CancelCalibration]);
}

#[test]
fn done_leads_back_to_the_live_page() {
    let engine = FakeEngine::showing(reviewed(taken(0.01), neutral()));
    let mut window = open(&engine, WIDE);
    press(&mut window, "Done");
    assert_eq!(engine.received(), [Command::CancelCalibration]);
    assert!(window.query_by_label("A good calibration").is_none());
}

#[test]
fn what_may_be_added_is_shown_by_the_keyboard_and_escape_leads_back_to_the_result() {
    let mut with_slouch = neutral();
    with_slouch.own.postures[OwnPosture::Slouch] = Some(pose());
    with_slouch.own.chin_tuck_mm = Some(23.6);
    let engine = FakeEngine::showing(reviewed(taken(0.01), with_slouch));
    let mut window = open(&engine, WIDE);
    window.get_by_label("24 mm");
    for (label, step) in [
        ("Show again: My slouch", CalibrationStep::Own(OwnPosture::Slouch)),
        ("Show: My rounded shoulders", CalibrationStep::Own(OwnPosture::RoundedShoulders)),
        ("Show again: My chin tuck", CalibrationStep::ChinTuck),
    ] {
        press(&mut window, label);
        assert_eq!(engine.received(), [Command::CalibrateStep(step)], "{label}");
    }
    let mut lead = taking(CalibrationStep::ChinTuck, None);
    lead.guide.as_mut().unwrap().begins_in_secs = 2.4;
    engine.show(lead);
    window.run();
    window.get_by_label("Draw your chin straight back");
    assert!(window.query_all_by_label("Begins in 3 seconds").next().is_some());
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(engine.received(), [Command::CalibrateStep(CalibrationStep::Review)]);
}

#[test]
fn the_profile_gets_a_name() {
    let engine = FakeEngine::showing(reviewed(taken(0.01), neutral()));
    let mut window = open(&engine, WIDE);
    window.get_by_role_and_label(Role::TextInput, "Name").focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.get_by_role_and_label(Role::TextInput, "Name").type_text("Desk at home");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(engine.received(), [Command::RenameProfile("Desk at home".to_owned())]);
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Drops a file with these contents on the window and waits until it has been read.
fn drop_photo(window: &mut Harness<'static, Window>, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("side.png");
    std::fs::write(&path, bytes).unwrap();
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    // It is read in a thread of its own, which takes as long as a busy machine lets it.
    window.step();
    while window.query_by_label("Opening …").is_some() {
        std::thread::park_timeout(Duration::from_millis(5));
        window.step();
    }
    window.run();
    folder
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let photo = image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, 90]));
    photo.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn two_points_on_a_photo_from_the_side_give_the_angle_by_the_keyboard_alone() {
    let engine = FakeEngine::showing(reviewed(taken(0.01), neutral()));
    let mut window = open(&engine, WIDE);
    press(&mut window, "Choose: A photo from the side");
    window.get_by_label("The angle of your neck");
    let _folder = drop_photo(&mut window, &png());
    window.get_by_label("Tragus: 220, 105");
    window.get_by_label("C7: 168, 165");
    // 60 up and 52 along.
    window.get_by_label("49°");

    for _ in 0..60 {
        if window.query_by_label_contains("Tragus: ").is_some_and(|node| node.is_focused()) {
            break;
        }
        window.key_press(Key::Tab);
        window.run();
    }
    for _ in 0..10 {
        window.key_press_modifiers(egui::Modifiers::SHIFT, Key::ArrowRight);
        window.run();
    }
    assert!(window.query_by_label("49°").is_none(), "the angle follows the point");
    window.key_press(Key::Plus);
    window.run();
    for _ in 0..10 {
        window.key_press_modifiers(egui::Modifiers::SHIFT, Key::ArrowLeft);
        window.run();
    }
    press(&mut window, "Use this angle");
    let received = engine.received();
    let [Command::DescribeNeutral { neutral_cva_deg: Some(degrees), field_of_view_deg: None }] = received[..]
    else {
        panic!("{received:?}");
    };
    assert!((30.0..49.0).contains(&degrees), "{degrees}");
    window.get_by_label("A good calibration");
}

#[test]
fn a_file_that_is_no_photo_says_so_and_escape_leads_back() {
    let engine = FakeEngine::showing(reviewed(taken(0.01), neutral()));
    let mut window = open(&engine, WIDE);
    press(&mut window, "Choose: A photo from the side");
    let _folder = drop_photo(&mut window, b"no picture at all");
    window.get_by_label_contains("The picture could not be opened");
    window.key_press(Key::Escape);
    window.run();
    window.get_by_label("A good calibration");
    assert_eq!(engine.received(), []);
}

#[test]
fn an_old_calibration_gets_a_gentle_note_that_can_be_put_off() {
    let made = WallTime::now().after(-50.0 * 24.0 * 3600.0);
    let engine = FakeEngine::showing(Snapshot {
        neutral: Some(Arc::new(neutral())),
        calibrated: Some(made),
        is_recheck_due: true,
        source_spec: "demo".into(),
        ..moment()
    });
    let mut window = open(&engine, WIDE);
    window.get_by_label_contains("Your calibration is 7 weeks old.");
    window.get_by_label("Calibrate again").click();
    window.run();
    assert_eq!(engine.received(), [Command::Calibrate]);
    window.get_by_label("Later").click();
    window.run();
    assert!(window.query_by_label_contains("weeks old").is_none());
}

/// Everything lies between the left and the right edge; what is below the lower one can be scrolled to.
#[test]
fn nothing_is_wider_than_the_window() {
    let mut wrong = good_framing();
    wrong.looks = EnumMap::from_fn(|_| Look::Wrong(Advice::LessLightFromBehind));
    let snapshots = [
        framed(wrong),
        taking(CalibrationStep::Neutral, Some("a problem that goes on and on ".repeat(8).as_str())),
        refused(),
        reviewed(Taken { has_former: true, keeps_own: false, ..taken(0.04) }, neutral()),
    ];
    for size in [[360.0, 280.0], [480.0, 360.0], [830.0, 500.0], [2560.0, 1440.0]] {
        for snapshot in &snapshots {
            let window = open(&FakeEngine::showing(snapshot.clone()), size);
            let screen = Rect::from_min_size(egui::Pos2::ZERO, size.into());
            for node in window.query_all(by().predicate(|node| node.label().or(node.value()).is_some())) {
                let rect = node.rect();
                let what = node.accesskit_node().label().or(node.accesskit_node().value());
                let fits = rect.left() >= screen.left() && rect.right() <= screen.right() + 0.5;
                assert!(fits, "{size:?}: {what:?} reaches from {} to {}", rect.left(), rect.right());
            }
        }
    }
}

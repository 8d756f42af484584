//! The window without a display: made-up snapshots in, clicks and words out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{cell::RefCell, rc::Rc, sync::Arc};

use eframe::egui::{self, Key, Rect};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable, by},
};
use enum_map::EnumMap;
use sitwell::{
    alerts::{Alert, AlertKind, AlertLevel},
    care::Catalogue,
    engine::{CalibrationState, Command, Monitor, Pause, Snapshot, SourceState},
    frame::Frame,
    posture::{
        Assessment, Deviation, Estimate, Finding, Joint, Keypoint, Measurements, Metric, Pose, Reading,
        State, Why,
    },
    settings::{Picture, Settings},
    store::Store,
    text,
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
const SMALL: [f32; 2] = [480.0, 360.0];

fn open(engine: &FakeEngine, size: [f32; 2]) -> Harness<'static, Window> {
    open_by(engine, size, WindowHandle::default())
}

fn open_by(engine: &FakeEngine, size: [f32; 2], handle: WindowHandle) -> Harness<'static, Window> {
    let engine = engine.clone();
    let about = AboutInfo {
        version: "1.2.3".to_owned(),
        engine:
            "ONNX Runtime 9.9, /a/very/long/path/without/a/single/place/to/break/it/libonnxruntime.so.9.9.9"
                .to_owned(),
        models: vec!["a model".to_owned()],
        licences: vec!["a licence".to_owned()],
    };
    let mut harness = Harness::builder().with_size(size).with_max_steps(20).build_eframe(|creation| {
        let catalogue = Catalogue::built_in().expect("built in");
        let store = Store::nowhere();
        Window::new(&creation.egui_ctx, Box::new(engine), store, about, catalogue, handle)
    });
    harness.run();
    harness
}

fn pose() -> Pose {
    let mut pose = Pose { image_size: [64, 48], keypoints: EnumMap::default() };
    for (index, joint) in Joint::ALL.into_iter().enumerate() {
        let point_in_image = [20.0 + index as f32, 10.0 + 2.0 * index as f32];
        pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.9 });
    }
    pose
}

/// A moment of a running session with every measurement known.
fn moment(state: State) -> Snapshot {
    let at = Mono(100.0);
    let estimate = |metric| match metric {
        Metric::ForwardHeadDeg => Estimate { value: -11.0, uncertainty: 3.0 },
        Metric::ForwardHeadMm => Estimate { value: 32.0, uncertainty: 11.0 },
        Metric::DistanceMm => Estimate { value: 610.0, uncertainty: 30.0 },
        _ => Estimate { value: 4.0, uncertainty: 2.0 },
    };
    let measurements = Measurements(EnumMap::from_fn(|metric| Reading::Known(estimate(metric))));
    let findings = EnumMap::from_fn(|deviation: Deviation| Finding {
        severity: deviation.severity(&measurements),
        metric: deviation.metric(),
        estimate: Reading::Known(estimate(deviation.metric())),
        since: None,
    });
    let score = match state {
        State::Unknown(why) => Reading::Unknown(why),
        _ => Reading::Known(41.0),
    };
    Snapshot {
        sequence: 1,
        at,
        frame: Some(Arc::new(Frame { at, index: 0, name: None, image: image::RgbImage::new(64, 48) })),
        pose: Reading::Known(pose()),
        measurements,
        assessment: Some(Assessment { at, state, since: Mono(60.0), score, findings }),
        source: SourceState::Streaming { name: "camera \"Test\"".to_owned() },
        ..Snapshot::opening()
    }
}

fn forward_head() -> Snapshot {
    moment(State::Deviating(Deviation::ForwardHead))
}

fn failed(source_spec: &str, message: &str, hint: &str) -> Snapshot {
    let source = SourceState::Failed { kind: "failed", message: message.to_owned(), hint: hint.to_owned() };
    Snapshot { source_spec: source_spec.into(), source, ..Snapshot::opening() }
}

fn no_camera() -> Snapshot {
    failed("camera:2", "no camera was found", "plug one in; `sitwell cameras` lists what is there")
}

#[test]
fn calibrate_asks_the_engine_for_a_new_neutral() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    window.get_by_label("Calibrate").click();
    window.run();
    assert_eq!(engine.received(), [Command::Calibrate]);
}

#[test]
fn without_a_neutral_the_verdict_itself_offers_to_calibrate() {
    let engine = FakeEngine::showing(moment(State::Unknown(Why::NoNeutral)));
    let mut window = open(&engine, WIDE);
    assert_eq!(engine.received(), [Command::Calibrate], "a newcomer is taken there once");
    window.get_by_label("Calibrate now").click();
    window.run();
    assert_eq!(engine.received(), [Command::Calibrate]);
}

#[test]
fn a_calibration_counts_down_says_what_holds_it_up_and_can_be_given_up() {
    let problem = Some("you are moving".to_owned());
    let calibration = CalibrationState::Running { remaining_secs: 6.2, progress: 0.4, problem };
    let engine = FakeEngine::showing(Snapshot { calibration, ..forward_head() });
    let mut window = open(&engine, WIDE);
    window.get_by_label("7 seconds to go");
    window.get_by_label("You are moving.");
    window.get_by_label("Cancel").click();
    window.run();
    assert_eq!(engine.received(), [Command::CancelCalibration]);
}

#[test]
fn a_refused_calibration_says_why_and_can_be_tried_again() {
    let reason = "you looked to the side".to_owned();
    let calibration = CalibrationState::Refused { reason, at: Mono(99.0) };
    let engine = FakeEngine::showing(Snapshot { calibration, ..forward_head() });
    let mut window = open(&engine, WIDE);
    window.get_by_label("You looked to the side.");
    window.get_by_label("Try again").click();
    window.run();
    window.get_by_label("Dismiss").click();
    window.run();
    assert_eq!(engine.received(), [Command::Calibrate, Command::CancelCalibration]);
}

#[test]
fn a_notice_of_the_engine_is_shown() {
    let notice =
        Some("Your calibration could not be saved: the disk is full\nhint: `rm` something".to_owned());
    let window = open(&FakeEngine::showing(Snapshot { notice, ..forward_head() }), WIDE);
    window.get_by_label("Your calibration could not be saved: the disk is full.");
    window.get_by_label("rm something.");
}

#[test]
fn pause_and_resume() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    window.get_by_label("Pause").click();
    window.run();
    assert_eq!(engine.received(), [Command::Pause { secs: None }]);

    engine.show(Snapshot {
        source: SourceState::Paused(Pause::ByUser { until: None }),
        frame: None,
        ..forward_head()
    });
    window.run();
    assert!(window.query_by_label("Pause").is_none());
    window.get_by_label("You paused; the camera is closed.");
    window.get_all_by_label("Resume").next().expect("a button").click();
    window.run();
    assert_eq!(engine.received(), [Command::Resume]);
}

#[test]
fn without_a_camera_the_window_says_what_to_do_and_offers_the_demo() {
    let engine = FakeEngine::showing(no_camera());
    let mut window = open(&engine, WIDE);
    window.get_by_label("No camera was found.");
    window.get_by_label("Plug one in; sitwell cameras lists what is there.");
    window.get_by_label("Play the demo").click();
    window.run();
    window.get_by_label("Try the camera again").click();
    window.run();
    assert_eq!(engine.received(), [Command::Open("demo".to_owned()), Command::Resume], "the camera:2 again");
}

#[test]
fn a_missing_file_keeps_the_case_of_its_name_and_the_camera_is_the_way_on() {
    let message = "nothere.mp4: there is no such file or folder";
    let engine = FakeEngine::showing(failed("nothere.mp4", message, "name a file"));
    let mut window = open(&engine, WIDE);
    window.get_by_label("nothere.mp4: there is no such file or folder.");
    window.get_by_label("Name a file.");
    assert!(window.query_by_label("Try the camera again").is_none());
    window.get_by_label("Use the camera").click();
    window.run();
    assert_eq!(engine.received(), [Command::Open("camera".to_owned())]);
}

#[test]
fn the_last_picture_of_a_recording_stays_with_what_was_measured_and_ways_on() {
    for size in [WIDE, [400.0, 900.0]] {
        let engine = FakeEngine::showing(Snapshot { source: SourceState::Ended, ..forward_head() });
        let mut window = open(&engine, size);
        window.get_by_label("Live picture, mirrored");
        window.get_by_label("Head forward: 11°, ±3°, limit 8°");
        window.get_by_label_contains("further forward than your neutral");
        window.get_by_label("The recording is over");
        window.get_by_label("Play again").click();
        window.run();
        window.get_by_label("Use the camera").click();
        window.run();
        assert_eq!(engine.received(), [Command::Resume, Command::Open("camera".to_owned())]);
    }
}

#[test]
fn an_ended_recording_cannot_be_calibrated_on() {
    let calibration = CalibrationState::Refused { reason: "too few pictures".to_owned(), at: Mono(99.0) };
    let ended =
        Snapshot { source: SourceState::Ended, calibration, ..moment(State::Unknown(Why::NoNeutral)) };
    let window = open(&FakeEngine::showing(ended), WIDE);
    window.get_by_label("Too few pictures.");
    for button in ["Calibrate", "Calibrate now", "Try again"] {
        assert!(window.query_by_label(button).is_none(), "{button}");
    }
}

#[test]
fn every_reason_of_unknown_is_told_in_words() {
    // Without a neutral there is a request instead; see above.
    let reasons =
        [Why::Nobody, Why::SomeoneElse, Why::TooDark, Why::LowConfidence, Why::NotFrontal, Why::OutOfFrame];
    for why in reasons {
        let engine = FakeEngine::showing(Snapshot {
            measurements: Measurements::unknown(why),
            pose: Reading::Unknown(why),
            ..moment(State::Unknown(why))
        });
        let window = open(&engine, WIDE);
        let sentence = text::sentence(text::why_sentence(why));
        assert!(window.query_all_by_label(&sentence).next().is_some(), "{sentence}");
        window.get_by_label("Head forward: unknown");
        assert!(window.query_by_label_contains("of 100").is_none(), "an unknown score is no number");
    }
}

#[test]
fn a_finding_is_told_with_numbers_and_answered_by_an_exercise() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    window.get_by_label_contains(
        "About 3\u{a0}cm further forward than your neutral (±1\u{a0}cm), for 40\u{a0}s.",
    );
    window.get_by_label("Head forward: 11°, ±3°, limit 8°");
    assert!(
        window.query_by_label_contains("Draw the chin straight back").is_none(),
        "the steps wait for a click"
    );

    window.get_by_label_contains("Chin tuck");
    window.get_by_label("Show").scroll_to_me();
    window.run_steps(4);
    window.get_by_label("Show").click();
    window.run_steps(4);
    window.get_by_label_contains("Draw the chin straight back");
    window.get_by_label_contains("A cautious guideline");
}

#[test]
fn the_exercise_stays_when_the_posture_is_good_again() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    engine.show(Snapshot { sequence: 2, ..moment(State::Neutral) });
    window.run();
    window.get_by_label("Near your neutral");
    window.get_by_label_contains("Chin tuck");
}

#[test]
fn red_flags_are_one_click_away_in_every_state() {
    for snapshot in [forward_head(), moment(State::Neutral), no_camera(), Snapshot::opening()] {
        let engine = FakeEngine::showing(snapshot);
        let mut window = open(&engine, WIDE);
        window.get_by_label("Pain? When to see a professional").scroll_to_me();
        window.run_steps(4);
        window.get_by_label("Pain? When to see a professional").click();
        window.run_steps(4);
        window.get_by_label_contains("chest pain");
        window.key_press(Key::Escape);
        window.run();
        assert!(window.query_by_label_contains("chest pain").is_none());
    }
}

#[test]
fn the_about_box_tells_engine_privacy_and_licences() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    window.get_by_label("About").click();
    window.run();
    for words in ["1.2.3", "ONNX Runtime 9.9", "a model", "a licence", "nothing over the network"] {
        window.get_by_label_contains(words);
    }
    window.get_by_label("Close").click();
    window.run();
    assert!(window.query_by_label_contains("nothing over the network").is_none());
}

#[test]
fn the_keyboard_reaches_the_buttons() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    for _ in 0..20 {
        if window.get_by_label("Pause").is_focused() {
            break;
        }
        window.key_press(Key::Tab);
        window.run();
    }
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(engine.received(), [Command::Pause { secs: None }]);
}

#[test]
fn the_keyboard_walks_the_top_bar_from_left_to_right_and_the_navigation_from_top_to_bottom() {
    let mut window = open(&FakeEngine::showing(forward_head()), WIDE);
    let mut walk = |labels: &[&str], place: fn(Rect) -> f32| {
        let mut places = Vec::new();
        for label in labels {
            window.key_press(Key::Tab);
            window.run();
            assert!(window.get_by_label(label).is_focused(), "{label}");
            places.push(place(window.get_by_label(label).rect()));
        }
        assert!(places.is_sorted(), "{places:?}");
    };
    walk(&["Pain?", "Calibrate", "Pause", "About"], |rect| rect.left());
    walk(&["Live", "Exercises", "History", "How you feel", "Settings", "Help"], |rect| rect.top());
}

#[test]
fn nothing_is_wider_than_the_window() {
    let long = "a message that goes on and on ".repeat(12);
    let streaming = SourceState::Streaming { name: long.clone() };
    let calibration = CalibrationState::Refused { reason: long.clone(), at: Mono(99.0) };
    let snapshots = [
        failed("camera", &long, &long),
        Snapshot { source: SourceState::Ended, ..forward_head() },
        Snapshot { source: streaming, calibration, ..forward_head() },
        moment(State::Unknown(Why::OutOfFrame)),
    ];
    for size in [[360.0, 280.0], SMALL, [830.0, 500.0], WIDE, [2560.0, 1440.0]] {
        for snapshot in &snapshots {
            let engine = FakeEngine::showing(snapshot.clone());
            let mut window = open(&engine, size);
            assert_inside(&window, size);
            window.get_by_label("About").click();
            window.run();
            assert_inside(&window, size);
            let close = window.get_by_label("Close").rect();
            assert!(screen(size).contains_rect(close), "{size:?}: Close is at {close}");
        }
    }
}

#[test]
fn the_verdict_is_on_the_first_screen_of_a_small_window() {
    let engine = FakeEngine::showing(forward_head());
    let window = open(&engine, SMALL);
    let verdict = window.get_by_label_contains("further forward than your neutral").rect();
    assert!(screen(SMALL).contains_rect(verdict), "{verdict}");
}

#[test]
fn an_unchanged_snapshot_asks_for_no_further_drawing() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    // What is read from the store in the background asks for one more picture when it is there.
    let quiet = (0..100).any(|_| {
        window.step();
        let root = &window.output().viewport_output[&egui::ViewportId::ROOT];
        root.repaint_delay > std::time::Duration::from_secs(1)
    });
    assert!(quiet, "it is drawn for ever");
}

#[test]
fn a_new_frame_reuses_the_texture() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    let before = window.ctx.tex_manager().read().num_allocated();
    for sequence in 2..10 {
        engine.show(Snapshot { sequence, ..forward_head() });
        window.run();
    }
    assert_eq!(window.ctx.tex_manager().read().num_allocated(), before);
}

fn screen([width, height]: [f32; 2]) -> Rect {
    Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height))
}

/// Everything lies between the left and the right edge; what is below the lower one can be scrolled to.
fn assert_inside(window: &Harness<'_, Window>, size: [f32; 2]) {
    let screen = screen(size);
    for node in window.query_all(by().predicate(|node| node.label().or(node.value()).is_some())) {
        let rect = node.rect();
        let what = node.accesskit_node().label().or(node.accesskit_node().value());
        assert!(
            rect.left() >= screen.left() && rect.right() <= screen.right() + 0.5,
            "{size:?}: {what:?} reaches from {} to {}",
            rect.left(),
            rect.right()
        );
    }
}

#[test]
fn an_alert_can_be_snoozed_and_called_wrong() {
    let alert = Alert {
        id: 1,
        at: Mono(160.0),
        kind: AlertKind::Posture {
            fault: Deviation::ForwardHead,
            episode: 7,
            estimate: Some(Estimate { value: -12.0, uncertainty: 2.0 }),
        },
        level: AlertLevel::Notification,
        since: Mono(100.0),
    };
    let engine = FakeEngine::showing(Snapshot { alert: Some(alert), ..forward_head() });
    let mut window = open(&engine, WIDE);
    window.get_by_label("That was wrong").click();
    window.run();
    assert_eq!(engine.received(), [Command::WasWrong { episode: 7 }]);
    window.get_by_label("Snooze 30 min").click();
    window.run();
    assert_eq!(engine.received(), [Command::Snooze { secs: 1800.0 }]);
}

#[test]
fn a_camera_that_was_moved_asks_for_a_calibration() {
    let engine = FakeEngine::showing(Snapshot { misplaced_since: Some(Mono(1.0)), ..forward_head() });
    let mut window = open(&engine, WIDE);
    window.get_by_label("Camera or chair moved; calibrate again");
    window.get_by_label("Calibrate now").click();
    window.run();
    assert_eq!(engine.received(), [Command::Calibrate]);
}

/// The same window, with the tour of a first start over it.
fn open_for_the_first_time(engine: &FakeEngine) -> Harness<'static, Window> {
    let mut window = open(engine, WIDE);
    window.state_mut().begin_tour();
    window.run();
    window
}

#[test]
fn the_tour_goes_on_and_back_and_ends_with_a_calibration() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open_for_the_first_time(&engine);
    for (label, step) in
        [("Next", "Step 1 of 3"), ("Next", "Step 2 of 3"), ("Back", "Step 3 of 3"), ("Next", "Step 2 of 3")]
    {
        window.get_by_label(step);
        window.get_by_label(label).click();
        window.run();
    }
    window.get_by_label_contains("nothing leaves this computer");
    window.get_by_label("Calibrate now").click();
    window.run();
    assert!(window.query_by_label_contains("Step ").is_none());
    let received = engine.received();
    let kept = received
        .iter()
        .any(|command| matches!(command, Command::SetSettings(settings) if settings.window.is_tour_over));
    assert!(kept, "it is not shown again: {received:?}");
}

#[test]
fn the_tour_can_be_skipped_by_keyboard_and_seen_again_from_the_help() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open_for_the_first_time(&engine);
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Step 1 of 3").is_none());
    assert_eq!(engine.received().len(), 1, "that it is over is told once");
    window.key_press(Key::F1);
    window.run();
    window.get_by_label("Show the tour again").scroll_to_me();
    window.run_steps(4);
    window.get_by_label("Show the tour again").click();
    window.run_steps(4);
    window.get_by_label("Step 1 of 3");
    window.get_by_label("Skip").click();
    window.run();
    window.get_by_label("Show the tour again");
}

#[test]
fn keys_lead_to_every_page_and_escape_leads_back() {
    let mut window = open(&FakeEngine::showing(forward_head()), WIDE);
    for (key, label) in [(Key::Num5, "Screen edge"), (Key::Num6, "What it cannot see")] {
        window.key_press_modifiers(egui::Modifiers::COMMAND, key);
        window.run();
        assert!(window.query_all_by_label(label).next().is_some(), "{label}");
    }
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("What it cannot see").is_none());
    window.get_by_label_contains("further forward than your neutral");
}

#[test]
fn a_question_of_the_help_opens_to_its_answer() {
    let mut window = open(&FakeEngine::showing(forward_head()), [1120.0, 3000.0]);
    window.key_press(Key::F1);
    window.run();
    let answer = "The next posture is the best one";
    assert!(window.query_by_label_contains(answer).is_none());
    window.get_by_label("Is there one perfect posture?").click();
    window.run();
    window.get_by_label_contains(answer);
}

#[test]
fn the_picture_can_be_hidden_and_is_then_no_longer_on_the_graphics_card() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    let with_picture = window.ctx.tex_manager().read().num_allocated();
    window.get_by_label("Show only the skeleton").click();
    window.run();
    let received = engine.received();
    let [Command::SetSettings(settings)] = received.as_slice() else { panic!("{received:?}") };
    assert_eq!(settings.window.picture, Picture::Skeleton);

    engine.show(Snapshot { settings: Arc::new(Settings::clone(settings)), ..forward_head() });
    window.run();
    window.get_by_label("Your skeleton, mirrored; the picture stays hidden");
    assert!(window.query_by_label("Live picture, mirrored").is_none());
    assert_eq!(window.ctx.tex_manager().read().num_allocated(), with_picture - 1);
    window.get_by_label("Show the picture");
}

#[test]
fn a_key_makes_the_window_small_and_a_button_large_again() {
    let engine = FakeEngine::showing(forward_head());
    let mut window = open(&engine, WIDE);
    window.key_press(Key::F9);
    window.run();
    let received = engine.received();
    let [Command::SetSettings(settings)] = received.as_slice() else { panic!("{received:?}") };
    assert!(settings.window.compact);

    engine.show(Snapshot { settings: Arc::new(Settings::clone(settings)), ..forward_head() });
    for size in [[260.0, 150.0], [200.0, 120.0]] {
        window.run();
        window.set_size(egui::vec2(size[0], size[1]));
        window.run();
        assert_inside(&window, size);
        let sentence = window.get_by_label_contains("further forward than your neutral").rect();
        let gauge = window.get_by_label("Head forward: 11°, ±3°, limit 8°").rect();
        assert!(sentence.bottom() <= gauge.top() && screen(size).contains_rect(gauge), "{sentence} {gauge}");
    }
    window.get_by_label("Large window (F9)").click();
    window.run();
    let received = engine.received();
    let [Command::SetSettings(settings)] = received.as_slice() else { panic!("{received:?}") };
    assert!(!settings.window.compact);
}

#[test]
fn every_present_finding_says_why_how_far_over_its_limit_and_since_when() {
    let mut snapshot = forward_head();
    let assessment = snapshot.assessment.as_mut().unwrap();
    for (deviation, value) in [(Deviation::ForwardHead, -11.0), (Deviation::RoundedShoulders, 27.0)] {
        let finding = &mut assessment.findings[deviation];
        finding.severity = Reading::Known(value / deviation.limit());
        finding.estimate = Reading::Known(Estimate { value, uncertainty: 3.0 });
        finding.since = Some(Mono(40.0));
    }
    let window = open(&FakeEngine::showing(snapshot), WIDE);
    window.get_by_label("Your neck angle is 11° (±3°) less than in your neutral, 3° beyond the limit of 8°.");
    window.get_by_label_contains("7\u{a0}mm beyond the limit of 20\u{a0}mm.");
    let since = window.query_all_by_label_contains("for 1\u{a0}min").count();
    assert_eq!(since, 2, "since when, for each of them");
}

#[test]
fn the_last_hour_goes_on_without_a_window_and_is_told_to_a_screen_reader() {
    let (handle, now) = (WindowHandle::default(), WallTime::now());
    for second in 0..900 {
        let state = if second < 600 { State::Neutral } else { State::Deviating(Deviation::ForwardHead) };
        handle.hear(&moment(state), now.after(f64::from(second) - 899.0));
    }
    let engine = FakeEngine::showing(forward_head());
    let mut window = open_by(&engine, WIDE, handle);
    let told = "Last hour: 10\u{a0}min of 14\u{a0}min without a finding";
    window.get_by_label_contains(told);
    let strip = window.get_by_label_contains(told).rect();
    window.hover_at(strip.right_center() - egui::vec2(4.0, 10.0));
    window.run();
    assert!(window.query_all_by_label_contains("Head forward (finding)").next().is_some());
}

//! The engine of the window, with its threads, on recordings.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, sync_channel},
    },
    time::Duration,
};

use sitwell::{
    engine::{
        CalibrationState, Command, Keeping, LiveMonitor, Monitor, Pause, Setup, Snapshot, SourceState,
        Surroundings, analyzer::Analyzer,
    },
    estimator::{EstimatorKind, Models, open},
    posture::State,
    settings::Settings,
    source::{self, Next, SourceOptions},
};

/// Longer than any step takes on a slow and busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// What the engine is told at its start that the user should know.
const NOTICE: &str = "the former calibration could not be read";

/// An engine, and the wake-ups that the window would get.
struct Engine {
    monitor: LiveMonitor,
    woken: Receiver<()>,
}

impl Engine {
    fn start(source: &str, profile: Option<PathBuf>) -> Self {
        let (wake, woken) = sync_channel(1024);
        let analyzer = Analyzer::new(open(EstimatorKind::Movenet, &Models::embedded()).unwrap());
        let wake = Arc::new(move |_: &Snapshot| {
            // A test that no longer listens has ended.
            let _unheard = wake.try_send(());
        });
        let monitor = LiveMonitor::start(Setup {
            source: source.into(),
            analyzer,
            keeping: profile.map_or(Keeping::Nowhere, Keeping::File),
            settings: Settings::default(),
            settings_file: None,
            autostart: None,
            calibrate: false,
            notice: Some(NOTICE.into()),
            wake,
            tell: Box::new(|_, _| {}),
        })
        .unwrap();
        Self { monitor, woken }
    }

    fn wait_for(&self, what: &str, is_it: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
        loop {
            let snapshot = self.monitor.latest();
            if is_it(&snapshot) {
                return snapshot;
            }
            self.woken
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|_| panic!("waited in vain for {what}: {snapshot:?}"));
        }
    }
}

/// The first picture of the demo.
fn demo_picture() -> image::RgbImage {
    let mut demo = source::open("demo", &SourceOptions::default()).unwrap();
    match demo.next(PATIENCE).unwrap() {
        Next::Frame(frame) => frame.image,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_demo_calibrates_itself_pauses_resumes_and_ends_cleanly() {
    let engine = Engine::start("demo", None);
    let first = engine.wait_for("a person", |s| s.frame.is_some() && s.pose.why().is_none());
    assert!(matches!(first.source, SourceState::Streaming { .. }));
    assert!(matches!(first.calibration, CalibrationState::Running { .. }));

    engine.monitor.send(Command::Pause { secs: None });
    let paused =
        engine.wait_for("the pause", |s| s.source == SourceState::Paused(Pause::ByUser { until: None }));
    assert!(paused.frame.is_none() && paused.assessment.is_none(), "nothing of the past looks present");
    assert_eq!(paused.calibration, CalibrationState::Idle);

    engine.monitor.send(Command::Resume);
    engine.wait_for("pictures again", |s| s.frame.is_some());
    let calibrated = engine.wait_for("the neutral", |s| s.neutral.is_some());
    assert!(matches!(calibrated.calibration, CalibrationState::Done { .. }));
    let judged = engine.wait_for("a verdict", |s| {
        s.assessment.as_ref().is_some_and(|a| !matches!(a.state, State::Unknown(_)))
    });
    assert!(judged.at > first.at, "time goes on through a pause");
}

#[test]
fn a_single_picture_is_judged_before_it_is_over_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("me.png");
    demo_picture().save(&picture).unwrap();
    let engine = Engine::start(picture.to_str().unwrap(), None);
    let mut seen = 0;
    for _ in 0..2 {
        let over = engine.wait_for("the end", |s| s.source == SourceState::Ended && s.sequence > seen);
        assert!(over.frame.is_some() && over.assessment.is_some() && over.pose.why().is_none(), "{over:?}");
        // Once more from the beginning. What comes of it has higher numbers.
        seen = over.sequence;
        engine.monitor.send(Command::Resume);
    }
}

#[test]
fn a_calibration_that_the_recording_is_too_short_for_is_refused_and_that_can_be_dismissed() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["1.png", "2.png", "3.png"] {
        demo_picture().save(folder.path().join(name)).unwrap();
    }
    let engine = Engine::start(&format!("{}@1", folder.path().display()), None);
    engine.monitor.send(Command::Calibrate);
    let over = engine.wait_for("the end", |s| s.source == SourceState::Ended);
    assert!(matches!(over.calibration, CalibrationState::Refused { .. }), "{:?}", over.calibration);
    engine.monitor.send(Command::CancelCalibration);
    engine.wait_for("the dismissal", |s| s.calibration == CalibrationState::Idle);
}

#[test]
fn a_recording_of_nothing_but_damaged_pictures_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("1.png"), "no picture").unwrap();
    let engine = Engine::start(folder.path().to_str().unwrap(), None);
    let failed = engine.wait_for("the failure", |s| matches!(s.source, SourceState::Failed { .. }));
    let SourceState::Failed { message, .. } = &failed.source else { unreachable!() };
    assert!(message.contains("1.png"), "{message}");
}

#[test]
fn a_source_that_cannot_be_opened_says_so_and_another_one_can_be_chosen() {
    let engine = Engine::start("no/such/file.mp4", None);
    let failed = engine.wait_for("the failure", |s| matches!(s.source, SourceState::Failed { .. }));
    let SourceState::Failed { message, hint, .. } = &failed.source else { unreachable!() };
    assert!(message.contains("no/such/file.mp4") && !hint.is_empty(), "{message} / {hint}");
    engine.monitor.send(Command::Open("demo".into()));
    engine.wait_for("the demo", |s| s.frame.is_some());
}

#[test]
fn the_users_neutral_is_kept_and_the_demos_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("deep/profile.json");
    // A recording of the user: the demo's pictures under another name.
    let engine = Engine::start("assets/demo@2.5", Some(kept.clone()));
    let before = engine.wait_for("a person", |s| s.frame.is_some());
    assert_eq!(before.notice.as_deref(), Some(NOTICE));
    engine.monitor.send(Command::Calibrate);
    engine.wait_for("the calibration", |s| matches!(s.calibration, CalibrationState::Running { .. }));
    let done = engine.wait_for("the neutral", |s| matches!(s.calibration, CalibrationState::Done { .. }));
    let own = done.neutral.clone().unwrap();
    assert_eq!(sitwell::profile::Profile::load(&kept).unwrap().neutral, *own);
    assert_eq!(done.notice, None, "what was wrong with the former one is wrong no longer");

    engine.monitor.send(Command::Open("demo".into()));
    engine.wait_for("the demo's own calibration", |s| {
        s.frame.is_some() && matches!(s.calibration, CalibrationState::Running { .. })
    });
    engine.monitor.send(Command::Open("assets/demo@2.5".into()));
    let back = engine.wait_for("the recording again", |s| s.frame.is_some());
    assert_eq!(back.neutral.as_deref(), Some(&*own), "the user's neutral is in force again");
}

#[test]
fn a_neutral_that_cannot_be_kept_is_told_and_serves_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    // A file where a folder is wanted.
    let blocked = folder.path().join("file");
    fs::write(&blocked, "in the way").unwrap();
    let engine = Engine::start("assets/demo@2.5", Some(blocked.join("profile.json")));
    engine.wait_for("a person", |s| s.frame.is_some());
    engine.monitor.send(Command::Calibrate);
    let done = engine.wait_for("the neutral", |s| matches!(s.calibration, CalibrationState::Done { .. }));
    assert!(
        done.notice.as_ref().is_some_and(|notice| notice.contains("could not be saved")),
        "{:?}",
        done.notice
    );
    assert!(done.neutral.is_some());
}

#[test]
fn a_covered_lens_is_told_apart_from_a_dark_room() {
    let folder = tempfile::tempdir().unwrap();
    for (part, light) in [("covered", 0), ("dark", 24)] {
        let picture = image::RgbImage::from_fn(640, 480, |x, _| {
            image::Rgb([if x / 40 % 2 == 0 { light } else { light / 4 }; 3])
        });
        fs::create_dir(folder.path().join(part)).unwrap();
        let first = folder.path().join(part).join("000.png");
        picture.save(&first).unwrap();
        for index in 1..400 {
            fs::hard_link(&first, folder.path().join(part).join(format!("{index:03}.png"))).unwrap();
        }
    }
    let source = |part: &str| format!("{}@5", folder.path().join(part).display());
    let engine = Engine::start(&source("covered"), None);
    engine.wait_for("the covered lens", |s| s.source.key() == "covered");
    engine.monitor.send(Command::Open(source("dark")));
    engine.wait_for("the dark room", |s| s.source.key() == "dark");
}

#[test]
fn the_camera_is_closed_while_the_screen_is_locked_the_computer_sleeps_or_another_user_is_there() {
    let engine = Engine::start("demo", None);
    engine.wait_for("pictures", |s| s.frame.is_some());
    for (surroundings, pause) in [
        (Surroundings { is_locked: true, ..Surroundings::default() }, Pause::Locked),
        (Surroundings { is_asleep: true, is_locked: true, ..Surroundings::default() }, Pause::Asleep),
        (Surroundings { is_switched_away: true, ..Surroundings::default() }, Pause::SwitchedAway),
    ] {
        engine.monitor.send(Command::Surroundings(surroundings));
        engine.wait_for("the pause", |s| s.source == SourceState::Paused(pause));
        engine.monitor.wait_until_closed(PATIENCE);
        engine.monitor.send(Command::Resume);
        engine.monitor.send(Command::Surroundings(Surroundings::default()));
        engine.wait_for("pictures again", |s| s.frame.is_some());
    }
}

#[test]
fn a_pause_for_a_while_ends_by_itself_but_not_behind_a_locked_screen() {
    let engine = Engine::start("demo", None);
    engine.wait_for("pictures", |s| s.frame.is_some());
    engine.monitor.send(Command::Pause { secs: Some(0.2) });
    engine
        .wait_for("the pause", |s| matches!(s.source, SourceState::Paused(Pause::ByUser { until: Some(_) })));
    engine.wait_for("pictures again", |s| s.frame.is_some());
    engine.monitor.send(Command::Surroundings(Surroundings { is_locked: true, ..Surroundings::default() }));
    engine.monitor.send(Command::Pause { secs: Some(0.2) });
    engine.wait_for("the locked screen", |s| s.source == SourceState::Paused(Pause::Locked));
}

//! The guided calibration on pictures of people: what it takes, what it waits for, what it refuses, and what stays.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    path::Path,
    sync::{Arc, mpsc::sync_channel},
    time::Duration,
};

use image::{Rgb, RgbImage};
use sitwell::{
    engine::{
        CalibrationState, CalibrationStep, Command, Keeping, LiveMonitor, Monitor, Setup, Snapshot,
        analyzer::{Analyzer, Calibration},
    },
    estimator::{EstimatorKind, Models, open},
    frame::Frame,
    posture::{Advice, Aspect, Grade, Look, OwnPosture, Refusal, Why},
    profile::Profile,
    settings::Settings,
    time::Mono,
};

/// As many pictures a second as a calibration looks at.
const FPS: f64 = 5.0;

fn analyzer() -> Analyzer {
    Analyzer::new(open(EstimatorKind::Movenet, &Models::embedded()).unwrap())
}

fn person(picture: &str) -> RgbImage {
    image::open(Path::new("tests/data/graded").join(picture)).unwrap().into_rgb8()
}

/// The grain of a webcam, another one in every picture.
fn grained(image: &RgbImage, seed: u32) -> RgbImage {
    let mut grained = image.clone();
    for (x, y, pixel) in grained.enumerate_pixels_mut() {
        let grain = (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729) ^ seed.wrapping_mul(31_337)) % 9;
        pixel.0 = pixel.0.map(|v| v.saturating_add(grain as u8).saturating_sub(4));
    }
    grained
}

/// The picture moved to the right, as if the user had.
fn shifted(image: &RgbImage, by: u32) -> RgbImage {
    RgbImage::from_fn(image.width(), image.height(), |x, y| *image.get_pixel(x.saturating_sub(by), y))
}

fn darkened(image: &RgbImage, light: f32) -> RgbImage {
    let mut dark = image.clone();
    for pixel in dark.pixels_mut() {
        pixel.0 = pixel.0.map(|v| (f32::from(v) * light) as u8);
    }
    dark
}

/// Everything that a guided calibration says of these pictures, up to its end or for so many seconds.
fn told(analyzer: &mut Analyzer, secs: f64, seen: impl Fn(f64) -> RgbImage) -> Vec<(f64, Calibration)> {
    let mut told = Vec::new();
    for index in 0..(secs * FPS) as u32 {
        let at = f64::from(index) / FPS;
        let image = grained(&seen(at), index);
        let frame = Frame { at: Mono(at), index: u64::from(index), name: None, image };
        let calibration = analyzer.analyze(&frame).unwrap().calibration;
        let is_over = matches!(calibration, Calibration::Done(_) | Calibration::Refused(_));
        told.push((at, calibration));
        if is_over {
            break;
        }
    }
    told
}

fn last(told: &[(f64, Calibration)]) -> &(f64, Calibration) {
    told.last().unwrap()
}

#[test]
fn who_sits_still_is_calibrated_in_twelve_seconds_and_told_that_it_is_good() {
    for picture in ["p00/neutral/000.jpg", "p18/neutral/000.jpg"] {
        let still = person(picture);
        let mut analyzer = analyzer();
        analyzer.start_step(CalibrationStep::Framing);
        let told = told(&mut analyzer, 30.0, |_| still.clone());
        let (at, outcome) = last(&told);
        assert!(matches!(outcome, Calibration::Done(_)), "{picture}: {outcome:?}");
        assert!((11.0..14.0).contains(at), "{picture}: {at} s");
        let framed =
            told.iter().filter(|(_, c)| matches!(c, Calibration::Framing { .. })).count() as f64 / FPS;
        assert!((1.8..3.0).contains(&framed), "{picture}: looked for {framed} s");
        let quality = &analyzer.taken().unwrap().quality;
        assert_eq!(quality.overall(), Grade::Good, "{picture}: {quality:?}");
    }
}

#[test]
fn the_ring_waits_while_the_user_moves_and_nothing_comes_of_moving_on() {
    let still = person("p00/neutral/000.jpg");
    let aside = shifted(&still, 60);
    let is_aside = |at: f64| (at / 0.4) as u32 % 2 == 1;
    let seen = |at: f64, until: f64| if at < until && is_aside(at) { aside.clone() } else { still.clone() };

    let mut analyzer = analyzer();
    analyzer.start_step(CalibrationStep::Neutral);
    let calmed = told(&mut analyzer, 30.0, |at| seen(at, 4.0));
    let remaining = |from: f64, to: f64| {
        let within = calmed.iter().filter(move |(at, _)| (from..to).contains(at));
        within.filter_map(|(_, calibration)| match calibration {
            Calibration::Running { remaining_secs, problem, .. } => Some((*remaining_secs, *problem)),
            _ => None,
        })
    };
    assert!(remaining(0.0, 3.8).all(|(secs, _)| secs > 9.0), "it waits");
    assert!(remaining(1.0, 3.8).any(|(_, problem)| matches!(problem, Some(Refusal::NotStill { .. }))));
    let (at, outcome) = last(&calmed);
    assert!(matches!(outcome, Calibration::Done(_)) && (13.0..17.0).contains(at), "{at} s: {outcome:?}");

    analyzer.start_step(CalibrationStep::Neutral);
    let former = analyzer.neutral().cloned();
    let restless = told(&mut analyzer, 60.0, |at| seen(at, f64::INFINITY));
    let (at, outcome) = last(&restless);
    assert!(matches!(outcome, Calibration::Refused(Refusal::NotStill { .. })), "{outcome:?}");
    assert!((19.0..22.0).contains(at), "{at} s");
    assert_eq!(analyzer.neutral().cloned(), former, "the former neutral stays");
}

#[test]
fn in_the_dark_and_turned_away_it_says_what_to_change_and_refuses() {
    let upright = person("p00/neutral/000.jpg");
    let turned = person("p00/nonfault_look_side/003.jpg");
    let dark = darkened(&upright, 0.02);
    let mut analyzer = analyzer();
    let mut framing_of = |image: &RgbImage| {
        analyzer.start_step(CalibrationStep::Framing);
        let told = told(&mut analyzer, 8.0, |_| image.clone());
        match last(&told) {
            (_, Calibration::Framing { framing, .. }) => framing.clone(),
            other => panic!("it went on: {other:?}"),
        }
    };
    let framing = framing_of(&dark);
    assert_eq!(framing.looks[Aspect::Face], Look::Wrong(Advice::ComeIntoView));
    assert!(
        matches!(framing.looks[Aspect::Light], Look::Wrong(Advice::MoreLight | Advice::UncoverLens)),
        "{framing:?}"
    );
    let covered = framing_of(&RgbImage::from_pixel(640, 480, Rgb([2, 2, 2])));
    assert_eq!(covered.looks[Aspect::Light], Look::Wrong(Advice::UncoverLens));
    assert_eq!(framing_of(&turned).looks[Aspect::Facing], Look::Wrong(Advice::FaceCamera));

    analyzer.start_step(CalibrationStep::Neutral);
    let (_, outcome) = last(&told(&mut analyzer, 60.0, |_| dark.clone())).clone();
    let refused = matches!(outcome, Calibration::Refused(Refusal::NotSeen(Why::TooDark | Why::Covered)));
    assert!(refused, "{outcome:?}");
    analyzer.start_step(CalibrationStep::Neutral);
    let (_, outcome) = last(&told(&mut analyzer, 60.0, |_| turned.clone())).clone();
    assert_eq!(outcome, Calibration::Refused(Refusal::Turned));
    assert!(analyzer.neutral().is_none());
}

#[test]
fn a_slouch_is_joined_to_the_neutral_and_one_that_is_none_is_refused() {
    let upright = person("p00/neutral/000.jpg");
    let slouched = person("p00/slouch/003.jpg");
    let mut analyzer = analyzer();
    analyzer.start_step(CalibrationStep::Neutral);
    told(&mut analyzer, 30.0, |_| upright.clone());
    assert!(analyzer.neutral().is_some());

    let slouch = CalibrationStep::Own(OwnPosture::Slouch);
    analyzer.start_step(slouch);
    let sat_on = told(&mut analyzer, 30.0, |_| upright.clone());
    assert!(
        matches!(&sat_on[0].1, Calibration::Running { begins_in_secs, .. } if *begins_in_secs > 2.0),
        "time to get into it: {:?}",
        sat_on[0]
    );
    assert_eq!(last(&sat_on).1, Calibration::Refused(Refusal::NoDifference));
    analyzer.start_step(slouch);
    let shown = told(&mut analyzer, 30.0, |_| slouched.clone());
    assert!(matches!(last(&shown).1, Calibration::Done(_)), "{:?}", last(&shown));
    assert!(analyzer.neutral().unwrap().own.postures[OwnPosture::Slouch].is_some());

    // Calibrated again in the same seat, it is still known.
    analyzer.start_step(CalibrationStep::Neutral);
    told(&mut analyzer, 30.0, |_| upright.clone());
    assert!(analyzer.taken().unwrap().keeps_own);
    assert!(analyzer.neutral().unwrap().own.postures[OwnPosture::Slouch].is_some());
}

/// The engine with its threads, on a recording in which somebody sits still.
struct Engine {
    monitor: LiveMonitor,
    woken: std::sync::mpsc::Receiver<()>,
}

impl Engine {
    fn start(source: &str, profile: &Path) -> Self {
        let (wake, woken) = sync_channel(1024);
        let setup = Setup {
            source: source.into(),
            analyzer: analyzer(),
            keeping: Keeping::File(profile.to_owned()),
            settings: Settings::default(),
            settings_file: None,
            autostart: None,
            calibrate: false,
            notice: None,
            wake: Arc::new(move |_| {
                // A test that no longer listens has ended.
                let _unheard = wake.try_send(());
            }),
            tell: Box::new(|_, _| {}),
        };
        Self { monitor: LiveMonitor::start(setup).unwrap(), woken }
    }

    fn wait_for(&self, what: &str, is_it: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
        loop {
            let snapshot = self.monitor.latest();
            if is_it(&snapshot) {
                return snapshot;
            }
            let patience = Duration::from_mins(2);
            self.woken
                .recv_timeout(patience)
                .unwrap_or_else(|_| panic!("waited in vain for {what}: {snapshot:?}"));
        }
    }
}

#[test]
fn the_guide_goes_from_the_picture_to_the_result_and_back_to_the_former_neutral() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("000.png");
    person("p00/neutral/000.jpg").save(&first).unwrap();
    for index in 1..600 {
        std::fs::hard_link(&first, folder.path().join(format!("{index:03}.png"))).unwrap();
    }
    let profile = tempfile::tempdir().unwrap();
    let profile = profile.path().join("profile.json");
    let engine = Engine::start(&format!("{}@5", folder.path().display()), &profile);
    engine.wait_for("a person", |s| s.frame.is_some());
    engine.monitor.send(Command::Calibrate);
    let looking =
        engine.wait_for("the first look", |s| s.guide.as_ref().is_some_and(|guide| guide.framing.is_some()));
    assert_eq!(looking.guide.as_ref().unwrap().step, CalibrationStep::Framing);
    engine.wait_for("the neutral", |s| matches!(s.calibration, CalibrationState::Running { .. }));
    let done = engine.wait_for("the result", |s| matches!(s.calibration, CalibrationState::Done { .. }));
    let guide = done.guide.as_ref().unwrap();
    assert_eq!(guide.step, CalibrationStep::Review);
    assert!(!guide.taken.as_ref().unwrap().has_former);
    let kept = || Profile::load(&profile).unwrap();
    assert_eq!(kept().neutral, **done.neutral.as_ref().unwrap());
    assert_eq!(kept().calibrated, done.calibrated);

    // What the user tells is kept with it, and what cannot be is not.
    let describe =
        |neutral_cva_deg| Command::DescribeNeutral { neutral_cva_deg, field_of_view_deg: Some(78.0) };
    engine.monitor.send(describe(Some(5.0)));
    engine.monitor.send(describe(Some(49.0)));
    let described = engine.wait_for("the angle", |s| {
        s.neutral.as_ref().is_some_and(|neutral| neutral.own.neutral_cva_deg == Some(49.0))
    });
    assert_eq!(kept().neutral, **described.neutral.as_ref().unwrap());
    assert_eq!(kept().calibrated, done.calibrated, "it is no new calibration");

    // Again, and back.
    engine.monitor.send(Command::CalibrateStep(CalibrationStep::Neutral));
    let again = engine.wait_for("the second result", |s| {
        s.guide.as_ref().is_some_and(|guide| guide.taken.as_ref().is_some_and(|taken| taken.has_former))
    });
    assert_eq!(again.neutral.as_ref().unwrap().own.field_of_view_deg, Some(78.0), "the same camera");
    engine.monitor.send(Command::UndoCalibration);
    let undone = engine.wait_for("the former one", |s| s.guide.is_none());
    assert_eq!(undone.neutral, described.neutral);
    assert_eq!(kept().neutral, **described.neutral.as_ref().unwrap());
    assert_eq!(undone.calibration, CalibrationState::Idle);
}

//! Whoever sits in an ordinary posture for half an hour hears nothing about it; whoever sits in a fault is told in time.
//!
//! Pictures go through the real analyzer; each is then held for half an hour, looked at once a second. Other pictures
//! than the project's are held by
//! `SITWELL_ALERTS_SET=folder SITWELL_ALERTS_CLIPS=source,source cargo test --test alerts -- --nocapture`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{collections::BTreeMap, env, path::PathBuf, sync::Arc, time::Duration};

use sitwell::{
    alerts::{Alert, AlertEvent, AlertKind, AlertSettings, Alerts, Moment, Seen},
    engine::analyzer::Analyzer,
    estimator::{EstimatorKind, Models, open},
    evaluate::{
        GradedSet, How, evaluate,
        graded_set::{GradedPicture, Kind},
    },
    posture::{
        Assessor, CALIBRATION_SECS, Deviation, Keypoint, Measurements, Neutral, Pose, Reading, Scorer,
    },
    source::{self, Next, SourceOptions},
    time::Mono,
};

const HALF_HOUR_SECS: f64 = 1800.0;
/// Before it the user sits in the neutral: longer than the first minute, in which nothing is told.
const NEUTRAL_SECS: f64 = 90.0;

/// One posture, as it is seen in every picture of it.
struct Posture {
    pose: Reading<Pose>,
    measurements: Measurements,
}

impl Posture {
    fn of(pose: &Reading<Pose>, neutral: &Neutral) -> Self {
        let (measurements, _, pose) = Scorer::new(Some(neutral)).score(Mono(0.0), pose);
        Self { pose, measurements }
    }
}

/// The alerts about the posture or the neutral, when somebody sits in the neutral and then in this posture.
fn held(neutral: &Neutral, posture: &Posture, rate_hz: f64) -> Vec<Alert> {
    let upright = Posture::of(&Reading::Known(neutral.pose.clone()), neutral);
    let mut assessor = Assessor::default();
    let mut alerts = Alerts::new(AlertSettings::default());
    alerts.set_neutral(Some(neutral));
    let moments = (0..((NEUTRAL_SECS + HALF_HOUR_SECS) * rate_hz) as u32).map(|i| f64::from(i) / rate_hz);
    let events = moments.flat_map(|secs| {
        let at = Mono(secs);
        let Posture { pose, measurements } = if secs < NEUTRAL_SECS { &upright } else { posture };
        let assessment = assessor.assess(at, measurements);
        let seen = Some(Seen { pose, measurements, assessment: &assessment });
        alerts.step(&Moment { at, seen, is_hushed: false })
    });
    let alert = |event| match event {
        AlertEvent::Alert(alert) if !matches!(alert.kind, AlertKind::Sitting { .. }) => Some(alert),
        _ => None,
    };
    events.filter_map(alert).collect()
}

/// Which fault was told, or that the neutral holds no longer.
fn about(alert: &Alert) -> &'static str {
    match alert.kind {
        AlertKind::Posture { fault, .. } => fault.key(),
        AlertKind::Recalibrate => "recalibrate",
        AlertKind::Sitting { .. } | AlertKind::EyeBreak => "break",
    }
}

/// Whether the truth is clearly beyond a limit.
fn is_clear_fault(picture: &GradedPicture) -> bool {
    let change = picture.change;
    picture.kind == Kind::Fault
        && (change.cva_trunk_deg.is_some_and(|degrees| degrees < -11.0)
            || change.kyphosis_bone_deg.is_some_and(|degrees| degrees > 20.0))
}

#[test]
fn ordinary_postures_held_for_half_an_hour_are_not_told_and_faults_are_in_time() {
    let folder = env::var_os("SITWELL_ALERTS_SET").map_or("tests/data/graded".into(), PathBuf::from);
    let set = GradedSet::open(&folder).unwrap();
    let estimator = |_: &str| open(EstimatorKind::default(), &Models::embedded());
    let evaluation = evaluate(&set, &estimator, How::default(), &mut || {}).unwrap();
    let (mut ordinary, mut false_alerts) = (BTreeMap::<&str, u32>::new(), Vec::new());
    let (mut clear_faults, mut missed) = (0, Vec::new());
    for judged in evaluation.judged.iter().filter(|judged| judged.picture.kind != Kind::Session) {
        let (picture, analysis) = (judged.picture, &judged.analysis);
        let neutral = judged.neutral.as_deref().expect("the calibration shows somebody");
        let posture = Posture { pose: analysis.pose.clone(), measurements: analysis.measurements.clone() };
        let alerts = held(neutral, &posture, 1.0);
        let abouts: Vec<_> = alerts.iter().map(about).collect();
        if picture.kind == Kind::Nonfault {
            *ordinary.entry(picture.label.as_deref().unwrap_or("?")).or_default() += 1;
            false_alerts.extend(abouts.first().map(|about| format!("{} {about}", picture.image)));
            continue;
        }
        assert!(!abouts.contains(&"recalibrate"), "{}: {abouts:?}", picture.image);
        assert!(abouts.len() <= 1, "{}: one posture, one alert: {abouts:?}", picture.image);
        if let [alert] = alerts.as_slice() {
            let late = alert.at.secs() - NEUTRAL_SECS - AlertSettings::default().dwell_secs;
            assert!(late.abs() <= 1.0, "{}: {late} s", picture.image);
        } else if is_clear_fault(picture) {
            missed.push(&picture.image);
        }
        clear_faults += u32::from(is_clear_fault(picture));
    }
    println!("held for half an hour: {ordinary:?}; false: {false_alerts:?}");
    println!("clear faults: {clear_faults}; not told: {missed:?}");
    assert!(ordinary.values().sum::<u32>() >= 20 && clear_faults >= 10, "{ordinary:?} {clear_faults}");
    assert!(false_alerts.is_empty(), "{false_alerts:?}");
    assert!(20 * missed.len() <= clear_faults as usize, "{missed:?}");
}

#[test]
fn a_picture_that_is_shifted_as_a_whole_is_asked_about_instead_of_called_a_slump() {
    let mut set = GradedSet::open("tests/data/graded".as_ref()).unwrap();
    set.pictures.retain(|picture| picture.kind == Kind::Calibration || picture.is_neutral());
    let estimator = |_: &str| open(EstimatorKind::default(), &Models::embedded());
    let evaluation = evaluate(&set, &estimator, How::default(), &mut || {}).unwrap();
    let mut pictures = 0;
    for judged in evaluation.judged.iter().filter(|judged| judged.picture.is_neutral()) {
        let (neutral, pose) = (judged.neutral.as_deref().unwrap(), &judged.analysis.pose);
        let shifted = pose.clone().map(|mut pose| {
            for Keypoint { point_in_image: [_, y], .. } in pose.keypoints.values_mut().flatten() {
                *y += 0.22 * neutral.place.size_px;
            }
            pose
        });
        let alerts = held(neutral, &Posture::of(&shifted, neutral), 1.0);
        assert_eq!(alerts.iter().map(about).collect::<Vec<_>>(), ["recalibrate"], "{}", judged.picture.image);
        pictures += 1;
    }
    assert!(pictures >= 4, "{pictures}");
}

/// A picture of a recording: its time, whether a fault is measured in it, and what was told when it was held.
type HeldPicture = (f64, bool, Vec<&'static str>);

/// Takes the neutral from the first seconds of a recording and holds the later pictures, one every so many seconds.
fn held_pictures(spec: &str, neutral_secs: f64, every_secs: f64) -> Vec<HeldPicture> {
    let mut source = source::open(spec, &SourceOptions::default()).unwrap();
    let mut analyzer = Analyzer::new(open(EstimatorKind::default(), &Models::embedded()).unwrap());
    let (mut of_neutral, mut held_pictures, mut next_at) = (Vec::new(), Vec::new(), 0.0);
    loop {
        let frame = match source.next(Duration::from_secs(10)).unwrap() {
            Next::Frame(frame) => frame,
            Next::End => return held_pictures,
            _ => continue,
        };
        let (at, analysis) = (frame.at.secs(), analyzer.analyze(&frame).unwrap());
        if at < neutral_secs {
            of_neutral.extend(analysis.pose.known());
            continue;
        }
        let Some(neutral) = analyzer.neutral().cloned() else {
            let neutral = Neutral::of_poses(&of_neutral.iter().collect::<Vec<_>>());
            analyzer.set_neutral(Some(Arc::new(neutral.known().expect("somebody is seen"))));
            continue;
        };
        if at < next_at {
            continue;
        }
        next_at = at + every_secs;
        let posture = Posture { pose: analysis.pose, measurements: analysis.measurements };
        let is_fault = |deviation: &Deviation| {
            deviation.is_fault() && deviation.severity(&posture.measurements).known() > Some(1.0)
        };
        let has_fault = Deviation::ALL.iter().any(is_fault);
        let told = held(&neutral, &posture, 1.0).iter().map(about).collect();
        held_pictures.push((at, has_fault, told));
    }
}

#[test]
fn the_demo_held_for_half_an_hour_is_told_where_it_shows_a_fault_and_nowhere_else() {
    let pictures = held_pictures("demo", CALIBRATION_SECS, 1.0);
    let told: Vec<f64> = pictures.iter().filter(|(.., told)| !told.is_empty()).map(|(at, ..)| *at).collect();
    assert!(pictures.len() > 35, "{}", pictures.len());
    // The person sits upright for 28 s, slouches until 46 s, and sits up again.
    assert!(told.len() >= 12 && told.iter().all(|at| (25.0..49.0).contains(at)), "{pictures:?}");
    // Clips of others begin with a second of their neutral.
    for spec in env::var("SITWELL_ALERTS_CLIPS").iter().flat_map(|specs| specs.split(',')) {
        let pictures = held_pictures(spec, 1.0, 0.2);
        let with_fault = pictures.iter().filter(|(_, has_fault, _)| *has_fault).count();
        let told: Vec<_> = pictures.iter().filter(|(.., told)| !told.is_empty()).collect();
        println!("{spec}: {} pictures held, {with_fault} with a fault, told {told:?}", pictures.len());
    }
}

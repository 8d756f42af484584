//! What users notice: no word too many, none too late, and none that is not true.

use enum_map::EnumMap;
use proptest::prelude::*;

use super::*;
use crate::posture::{Assessor, Deviation, Estimate, Measurements, Metric, Pose, Reading, Why};

/// What is the case at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scene {
    /// This fault at so many times its limit.
    Fault(Deviation, f32),
    Upright,
    /// Somebody is there, and nothing can be measured.
    Hidden,
    Nobody,
    Dark,
    NoPicture,
}

/// Times in seconds and what is then seen; whether the user must not be disturbed.
type Course = Vec<(f64, Scene, bool)>;

fn measurements(scene: Scene) -> Measurements {
    let upright = Measurements(EnumMap::from_fn(|metric| {
        let value = if metric == Metric::DistanceMm { 700.0 } else { 0.0 };
        Reading::Known(Estimate { value, uncertainty: 0.0 })
    }));
    match scene {
        Scene::Upright => upright,
        Scene::Fault(fault, times) => {
            let mut all = upright;
            all.0[fault.metric()] = Reading::Known(Estimate {
                value: fault.limit() * times,
                uncertainty: fault.limit().abs() / 4.0,
            });
            all
        }
        Scene::Hidden => Measurements::unknown(Why::LowConfidence),
        Scene::Dark => Measurements::unknown(Why::TooDark),
        Scene::Nobody | Scene::NoPicture => Measurements::unknown(Why::Nobody),
    }
}

/// The program's eyes: assessor and alerts.
struct Watch {
    alerts: Alerts,
    assessor: Assessor,
}

impl Watch {
    fn new(settings: AlertSettings) -> Self {
        Self { alerts: Alerts::new(settings), assessor: Assessor::default() }
    }

    fn see(&mut self, at: f64, scene: Scene, is_hushed: bool) -> Vec<AlertEvent> {
        let measurements = measurements(scene);
        let pose = match scene {
            Scene::Nobody => Reading::Unknown(Why::Nobody),
            Scene::Dark => Reading::Unknown(Why::TooDark),
            _ => Reading::Known(Pose { image_size: [640, 480], keypoints: EnumMap::default() }),
        };
        let at = Mono(at);
        if scene == Scene::NoPicture {
            return self.alerts.step(&Moment { at, seen: None, is_hushed });
        }
        let assessment = self.assessor.assess(at, &measurements);
        let seen = Some(Seen { pose: &pose, measurements: &measurements, assessment: &assessment });
        self.alerts.step(&Moment { at, seen, is_hushed })
    }

    fn follow(&mut self, course: &Course) -> Vec<AlertEvent> {
        course.iter().flat_map(|(at, scene, is_hushed)| self.see(*at, *scene, *is_hushed)).collect()
    }
}

/// One scene after another, each for so many seconds, looked at `rate_hz` times a second.
fn course(rate_hz: f64, scenes: &[(f64, Scene)]) -> Course {
    let ends = scenes.iter().scan(0.0, |end, (secs, scene)| {
        *end += secs;
        Some((*end, *scene))
    });
    let ends: Vec<_> = ends.collect();
    let total = ends.last().map_or(0.0, |(end, _)| *end);
    (0..(total * rate_hz) as usize)
        .map(|index| {
            let at = index as f64 / rate_hz;
            let scene = ends.iter().find(|(end, _)| at < *end).map_or(Scene::Upright, |(_, scene)| *scene);
            (at, scene, false)
        })
        .collect()
}

fn told(events: &[AlertEvent]) -> Vec<&Alert> {
    fn alert(event: &AlertEvent) -> Option<&Alert> {
        match event {
            AlertEvent::Alert(alert) => Some(alert),
            _ => None,
        }
    }
    events.iter().filter_map(alert).collect()
}

fn about_posture(events: &[AlertEvent]) -> Vec<&Alert> {
    told(events).into_iter().filter(|alert| matches!(alert.kind, AlertKind::Posture { .. })).collect()
}

const FORWARD: Scene = Scene::Fault(Deviation::ForwardHead, 1.5);
const SLUMP: Scene = Scene::Fault(Deviation::Slump, 1.6);

#[test]
fn a_lasting_fault_is_told_once_with_its_time_and_ends_with_its_worst() {
    let scenes = [(100.0, Scene::Upright), (300.0, FORWARD), (30.0, Scene::Upright)];
    let events = Watch::new(AlertSettings::default()).follow(&course(4.0, &scenes));
    let [alert] = told(&events)[..] else { panic!("{events:?}") };
    assert!((159.0..=161.0).contains(&alert.at.secs()), "{alert:?}");
    assert_eq!((alert.level, alert.since), (AlertLevel::Notification, Mono(100.0)));
    let ended = events.iter().find_map(|event| match event {
        AlertEvent::EpisodeEnded { since, until, worst, alerted, .. } => Some((since, until, worst, alerted)),
        _ => None,
    });
    let (since, until, worst, alerted) = ended.unwrap();
    assert_eq!((*since, worst.unwrap().value, *alerted), (Mono(100.0), -12.0, true));
    assert!((399.0..403.0).contains(&until.secs()), "{until:?}");
}

#[test]
fn it_is_repeated_once_and_only_where_that_is_wanted() {
    let scenes = [(100.0, Scene::Upright), (1500.0, FORWARD)];
    let with = |sound, screen_edge| AlertSettings { sound, screen_edge, ..AlertSettings::default() };
    let plain = Watch::new(with(false, false)).follow(&course(2.0, &scenes));
    assert_eq!(about_posture(&plain).len(), 1);
    for settings in [with(true, false), with(false, true)] {
        let events = Watch::new(settings).follow(&course(2.0, &scenes));
        let [first, second] = about_posture(&events)[..] else { panic!("{events:?}") };
        assert_eq!((first.id, second.level), (second.id, AlertLevel::Insistent));
        assert!((219.0..=221.0).contains(&second.at.secs()), "{second:?}");
    }
    let without = AlertSettings { notifications: false, ..AlertSettings::default() };
    assert!(about_posture(&Watch::new(without.clone()).follow(&course(2.0, &scenes))).is_empty());
    let only_sound = AlertSettings { sound: true, ..without };
    let events = Watch::new(only_sound).follow(&course(2.0, &scenes));
    assert!(matches!(about_posture(&events)[..], [Alert { level: AlertLevel::Insistent, .. }]), "{events:?}");
}

#[test]
fn of_two_faults_one_is_told_and_the_other_is_not_told_right_after() {
    let mut watch = Watch::new(AlertSettings::default());
    let mut events = Vec::new();
    for index in 0..4000 {
        let at = f64::from(index) / 4.0;
        let mut both = measurements(FORWARD);
        both.0[Metric::SlumpDeg] = measurements(SLUMP).get(Metric::SlumpDeg);
        // The slump ends after ten minutes, the forward head does not.
        let seen = if at < 100.0 {
            measurements(Scene::Upright)
        } else if at < 700.0 {
            both
        } else {
            measurements(FORWARD)
        };
        let pose = Reading::Known(Pose { image_size: [640, 480], keypoints: EnumMap::default() });
        let assessment = watch.assessor.assess(Mono(at), &seen);
        let seen = Some(Seen { pose: &pose, measurements: &seen, assessment: &assessment });
        events.extend(watch.alerts.step(&Moment { at: Mono(at), seen, is_hushed: false }));
    }
    let faults: Vec<_> = about_posture(&events)
        .iter()
        .map(|alert| match alert.kind {
            AlertKind::Posture { fault, .. } => (fault, alert.at.secs().round() as i64),
            _ => unreachable!(),
        })
        .collect();
    let [(Deviation::Slump, first), (Deviation::ForwardHead, second)] = faults[..] else {
        panic!("{faults:?}")
    };
    assert!((159..=161).contains(&first) && (760..=763).contains(&second), "{faults:?}");
}

#[test]
fn nobody_is_told_twice_of_the_same_within_ten_minutes() {
    // A fault of two minutes, half a minute of rest, over and over.
    let mut scenes = vec![(60.0, Scene::Upright)];
    for _ in 0..12 {
        scenes.extend([(120.0, FORWARD), (30.0, Scene::Upright)]);
    }
    let events = Watch::new(AlertSettings::default()).follow(&course(2.0, &scenes));
    let at: Vec<f64> = about_posture(&events).iter().map(|alert| alert.at.secs()).collect();
    assert!(at.len() >= 2 && at.windows(2).all(|pair| pair[1] - pair[0] >= 600.0), "{at:?}");
}

#[test]
fn tilts_and_short_distances_of_ordinary_work_colour_the_tray_alone() {
    for fault in [Deviation::HeadTilt, Deviation::ShoulderTilt] {
        let held = |times| {
            let mut watch = Watch::new(AlertSettings::default());
            let events =
                watch.follow(&course(2.0, &[(70.0, Scene::Upright), (600.0, Scene::Fault(fault, times))]));
            (watch.alerts.attention(), about_posture(&events).len())
        };
        assert_eq!((held(1.4), held(2.4)), ((Some(fault), 0), (Some(fault), 1)), "{fault:?}");
    }
}

#[test]
fn what_could_as_well_be_leaning_in_is_not_told() {
    let mut watch = Watch::new(AlertSettings::default());
    for index in 0..1000 {
        let mut seen = measurements(Scene::Upright);
        seen.0[Metric::SlumpDeg] = Reading::Known(Estimate { value: 18.0, uncertainty: 10.6 });
        let pose = Reading::Known(Pose { image_size: [640, 480], keypoints: EnumMap::default() });
        let at = Mono(f64::from(index));
        let assessment = watch.assessor.assess(at, &seen);
        let seen = Some(Seen { pose: &pose, measurements: &seen, assessment: &assessment });
        let events = watch.alerts.step(&Moment { at, seen, is_hushed: false });
        assert!(told(&events).is_empty(), "{events:?}");
    }
    assert_eq!(watch.alerts.attention(), Some(Deviation::Slump));
}

#[test]
fn a_short_look_aside_neither_ends_an_episode_nor_counts() {
    let mut scenes = vec![(100.0, Scene::Upright)];
    // Ten seconds of the fault, five of a glance.
    scenes.extend([(10.0, FORWARD), (5.0, Scene::Hidden)].repeat(12));
    let events = Watch::new(AlertSettings::default()).follow(&course(4.0, &scenes));
    let began = events.iter().filter(|event| matches!(event, AlertEvent::EpisodeBegan { .. })).count();
    let [alert] = told(&events)[..] else { panic!("{events:?}") };
    // Sixty seconds of it are more than six times ten, and after each glance the assessor waits 3 s.
    assert!(began == 1 && (190.0..195.0).contains(&alert.at.secs()), "{began} {alert:?}");
}

#[test]
fn a_long_unknown_time_or_a_gap_ends_it_when_it_was_last_known() {
    for gap in [Scene::Hidden, Scene::Dark, Scene::NoPicture] {
        let events = Watch::new(AlertSettings::default())
            .follow(&course(4.0, &[(100.0, Scene::Upright), (30.0, FORWARD), (3600.0, gap)]));
        let until = events.iter().find_map(|event| match event {
            AlertEvent::EpisodeEnded { until, .. } => Some(until.secs()),
            _ => None,
        });
        assert!(
            (129.0..130.0).contains(&until.unwrap()) && about_posture(&events).is_empty(),
            "{gap:?} {events:?}"
        );
    }
    // Asleep for a night in the middle of it.
    let mut watch = Watch::new(AlertSettings::default());
    let before = course(4.0, &[(100.0, Scene::Upright), (30.0, FORWARD)]);
    let after =
        course(4.0, &[(61.0, FORWARD)]).into_iter().map(|(at, scene, hush)| (at + 30_000.0, scene, hush));
    let events = watch.follow(&before.into_iter().chain(after).collect());
    let [alert] = told(&events)[..] else { panic!("{events:?}") };
    assert!(alert.since == Mono(30_000.0) && alert.at >= Mono(30_059.0), "{alert:?}");
}

#[test]
fn a_fault_that_was_there_from_the_start_is_told_after_the_first_minute() {
    for first in [vec![], vec![(300.0, Scene::NoPicture)], vec![(300.0, Scene::Nobody)]] {
        let begins = first.iter().map(|(secs, _)| secs).sum::<f64>();
        let scenes: Vec<_> = first.into_iter().chain([(200.0, FORWARD)]).collect();
        let settings = AlertSettings { dwell_secs: 10.0, ..AlertSettings::default() };
        let events = Watch::new(settings).follow(&course(4.0, &scenes));
        let at = told(&events)[0].at.secs() - begins;
        assert!((60.0..61.0).contains(&at), "{at} in {events:?}");
    }
}

#[test]
fn after_a_call_or_a_snooze_a_fault_has_to_last_for_the_whole_dwell_time() {
    let scenes = [(100.0, Scene::Upright), (900.0, FORWARD)];
    let mut hushed = course(2.0, &scenes);
    hushed.iter_mut().filter(|(at, ..)| (90.0..400.0).contains(at)).for_each(|moment| moment.2 = true);
    let mut watch = Watch::new(AlertSettings::default());
    let events = watch.follow(&hushed);
    let [alert] = told(&events)[..] else { panic!("{events:?}") };
    assert!((459.0..=461.0).contains(&alert.at.secs()) && alert.since == Mono(100.0), "{alert:?}");

    let mut watch = Watch::new(AlertSettings::default());
    watch.alerts.snooze(Mono(0.0), 400.0);
    let events = watch.follow(&course(2.0, &scenes));
    let [alert] = told(&events)[..] else { panic!("{events:?}") };
    assert!((459.0..=461.0).contains(&alert.at.secs()), "{alert:?}");
    assert_eq!(watch.alerts.snoozed_until(), None);
}

#[test]
fn what_was_wrong_is_quiet_for_an_hour_and_marked() {
    let mut watch = Watch::new(AlertSettings::default());
    let mut events = watch.follow(&course(2.0, &[(70.0, Scene::Upright), (70.0, FORWARD)]));
    let Some(AlertKind::Posture { episode, .. }) = told(&events).first().map(|alert| alert.kind) else {
        panic!("{events:?}")
    };
    assert_eq!(watch.alerts.attention(), Some(Deviation::ForwardHead));
    watch.alerts.was_wrong(Mono(140.0), episode);
    assert_eq!(watch.alerts.attention(), None);
    let later = course(2.0, &[(70.0, Scene::Upright), (3300.0, FORWARD)]);
    events.extend(
        watch.follow(&later.into_iter().map(|(at, scene, hush)| (at + 140.0, scene, hush)).collect()),
    );
    assert_eq!(about_posture(&events).len(), 1);
    let is_marked = |event: &AlertEvent| matches!(event, AlertEvent::EpisodeEnded { was_wrong: true, .. });
    assert_eq!(events.iter().filter(|event| is_marked(event)).count(), 1);
}

#[test]
fn another_source_and_strange_times_are_taken_calmly() {
    let mut watch = Watch::new(AlertSettings::default());
    let mut events = watch.follow(&course(2.0, &[(70.0, Scene::Upright), (70.0, FORWARD)]));
    watch.alerts.forget();
    assert_eq!((watch.alerts.attention(), watch.alerts.sitting_since()), (None, None));
    for at in [f64::NAN, 200.0, 150.0, f64::INFINITY, 150.0, 201.0] {
        events.extend(watch.see(at, FORWARD, false));
    }
    let ended = events.iter().filter(|event| matches!(event, AlertEvent::EpisodeEnded { .. })).count();
    assert_eq!((ended, about_posture(&events).len()), (1, 1));
    watch.alerts.was_wrong(Mono(0.0), 99);
    watch.alerts.snooze(Mono(0.0), f64::NAN);
    assert_eq!(watch.alerts.snoozed_until(), None);
}

fn presence(events: &[AlertEvent]) -> Vec<(char, i64)> {
    let of = |event: &AlertEvent| match event {
        AlertEvent::Arrived { at } => Some(('+', at.secs().round() as i64)),
        AlertEvent::Left { since } => Some(('-', since.secs().round() as i64)),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

#[test]
fn away_is_who_is_not_seen_for_a_minute_in_a_good_picture() {
    for (scene, secs, expected) in [
        (Scene::Nobody, 50.0, vec![('+', 0)]),
        (Scene::Dark, 3000.0, vec![('+', 0)]),
        (Scene::NoPicture, 3000.0, vec![('+', 0)]),
        (Scene::Hidden, 3000.0, vec![('+', 0)]),
        (Scene::Nobody, 70.0, vec![('+', 0), ('-', 30), ('+', 100)]),
    ] {
        let scenes = [(30.0, Scene::Upright), (secs, scene), (30.0, Scene::Upright)];
        let events = Watch::new(AlertSettings::default()).follow(&course(1.0, &scenes));
        assert_eq!(presence(&events), expected, "{scene:?} for {secs} s");
    }
    let mut watch = Watch::new(AlertSettings::default());
    let mut events = watch.follow(&course(1.0, &[(30.0, Scene::Upright)]));
    watch.alerts.locked(Mono(31.0));
    events.extend(watch.see(40.0, Scene::NoPicture, false));
    assert_eq!(watch.alerts.is_away(), Some(Mono(31.0)));
    events.extend(watch.see(500.0, Scene::Upright, false));
    assert_eq!(presence(&events), [('+', 0), ('-', 31), ('+', 500)]);
    assert_eq!(watch.alerts.sitting_since(), Some(Mono(500.0)));
}

fn sitting(events: &[AlertEvent]) -> Vec<(i64, bool)> {
    let of = |alert: &&Alert| match alert.kind {
        AlertKind::Sitting { is_firm } => Some(((alert.at.secs() / 60.0).round() as i64, is_firm)),
        _ => None,
    };
    told(events).iter().filter_map(of).collect()
}

#[test]
fn sitting_is_told_after_30_and_50_minutes_and_then_every_half_hour() {
    let events = Watch::new(AlertSettings::default()).follow(&course(1.0, &[(120.0 * 60.0, Scene::Upright)]));
    assert_eq!(sitting(&events), [(30, false), (50, true), (80, true), (110, true)]);
}

#[test]
fn only_a_real_absence_begins_the_sitting_anew() {
    let minutes = |scene, gap_secs: f64| {
        let scenes = [(25.0 * 60.0, Scene::Upright), (gap_secs, scene), (40.0 * 60.0, Scene::Upright)];
        sitting(&Watch::new(AlertSettings::default()).follow(&course(1.0, &scenes)))
    };
    // 90 s away: no break. 3 min: one.
    assert_eq!(minutes(Scene::Nobody, 90.0)[0], (32, false));
    assert_eq!(minutes(Scene::Nobody, 180.0), [(58, false)]);
    // Ten minutes of which nothing is known: one of them counts, and nothing begins anew.
    assert_eq!(minutes(Scene::Dark, 600.0)[0], (39, false));
    assert_eq!(minutes(Scene::NoPicture, 600.0)[0], (39, false));
    // Two hours of which nothing is known: nobody can say that the user was there.
    assert_eq!(minutes(Scene::NoPicture, 7200.0), [(175, false)]);
    // The same as a gap between two moments.
    let mut watch = Watch::new(AlertSettings::default());
    let before = course(1.0, &[(25.0 * 60.0, Scene::Upright)]);
    let after = before.clone().into_iter().map(|(at, scene, hush)| (at + 35.0 * 60.0, scene, hush));
    assert_eq!(sitting(&watch.follow(&before.clone().into_iter().chain(after).collect())), [(40, false)]);
}

#[test]
fn eyes_rest_every_twenty_minutes_where_wanted_and_never_beside_another_alert() {
    let settings = AlertSettings { eye_break: true, ..AlertSettings::default() };
    let scenes = [(1000.0, Scene::Upright), (25.0, Scene::Nobody), (7200.0, Scene::Upright)];
    let events = Watch::new(settings).follow(&course(1.0, &scenes));
    let alerts = told(&events);
    let eyes = alerts.iter().filter(|alert| alert.kind == AlertKind::EyeBreak);
    let eyes: Vec<f64> = eyes.map(|alert| alert.at.secs()).collect();
    // A short absence is a rest for the eyes.
    assert!((2220.0..2230.0).contains(&eyes[0]) && eyes.len() >= 5, "{eyes:?}");
    assert!(alerts.windows(2).all(|pair| pair[1].at - pair[0].at >= 60.0), "{alerts:?}");
    let plain = Watch::new(AlertSettings::default()).follow(&course(1.0, &scenes));
    assert!(told(&plain).iter().all(|alert| alert.kind != AlertKind::EyeBreak));
}

fn any_scene() -> impl Strategy<Value = Scene> {
    let faults: Vec<_> = Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault()).collect();
    prop_oneof![
        4 => (prop::sample::select(faults), 0.5_f32..4.0).prop_map(|(fault, times)| Scene::Fault(fault, times)),
        2 => Just(Scene::Upright),
        1 => prop::sample::select(vec![Scene::Hidden, Scene::Nobody, Scene::Dark, Scene::NoPicture]),
    ]
}

/// Scenes of up to ten minutes with any pauses between two looks, some hushed.
fn any_course() -> impl Strategy<Value = Course> {
    let part = (any_scene(), 1.0_f64..600.0, prop::bool::weighted(0.2), 0.5_f64..8.0, 0.0_f64..1000.0);
    prop::collection::vec(part, 1..25).prop_map(|parts| {
        let mut course = Course::new();
        let mut at = 0.0;
        for (scene, secs, is_hushed, rate_hz, pause) in parts {
            let end = at + secs;
            while at < end {
                course.push((at, scene, is_hushed));
                at += 1.0 / rate_hz;
            }
            at += if pause > 800.0 { pause * 10.0 } else { 0.0 };
        }
        course
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_alerts_are_few_true_and_in_time(
        course in any_course(),
        max_an_hour in 0_u32..6,
        sound in any::<bool>(),
        eye_break in any::<bool>(),
    ) {
        let settings = AlertSettings { max_an_hour, sound, eye_break, ..AlertSettings::default() };
        let mut watch = Watch::new(settings);
        let (mut begun, mut ended, mut posture) = (Vec::new(), Vec::new(), Vec::new());
        let mut arrived = f64::NEG_INFINITY;
        for (at, scene, is_hushed) in &course {
            let away = watch.alerts.is_away();
            for event in watch.see(*at, *scene, *is_hushed) {
                match event {
                    AlertEvent::EpisodeBegan { episode, since, .. } => {
                        prop_assert!(since.secs() <= *at);
                        begun.push(episode);
                    }
                    AlertEvent::EpisodeEnded { episode, since, until, .. } => {
                        prop_assert!(since <= until && until.secs() <= *at);
                        ended.push(episode);
                    }
                    AlertEvent::Arrived { .. } => arrived = *at,
                    AlertEvent::Left { since } => prop_assert!(since.secs() <= *at && away.is_none()),
                    AlertEvent::Alert(alert) => {
                        prop_assert!(!is_hushed && alert.since < alert.at && at - arrived >= 60.0 && *at >= 60.0);
                        prop_assert!(!matches!(scene, Scene::Hidden | Scene::Nobody | Scene::Dark | Scene::NoPicture)
                            || !matches!(alert.kind, AlertKind::Posture { .. }), "{scene:?}: {alert:?}");
                        if let AlertKind::Posture { fault, .. } = alert.kind {
                            prop_assert!(matches!(scene, Scene::Fault(seen, _) if *seen == fault));
                            posture.push(*at);
                        }
                    }
                }
            }
        }
        for at in &posture {
            let in_hour = posture.iter().filter(|other| (0.0..=3600.0).contains(&(at - **other))).count();
            prop_assert!(in_hour <= max_an_hour as usize, "{posture:?}");
        }
        let mut open = begun.clone();
        open.retain(|episode| !ended.contains(episode));
        ended.sort_unstable();
        ended.dedup();
        prop_assert_eq!(begun.len(), ended.len() + open.len());
        prop_assert_eq!(&begun, &(1..=begun.len() as u64).collect::<Vec<_>>());
        prop_assert_eq!(open.is_empty(), watch.alerts.attention().is_none());
    }

    #[test]
    fn whatever_is_asked_meanwhile_every_episode_ends_once_and_a_snooze_is_quiet(
        course in any_course(),
        commands in prop::collection::vec((0_usize..400, 0_u8..6), 0..20),
    ) {
        let mut watch = Watch::new(AlertSettings { dwell_secs: 20.0, ..AlertSettings::default() });
        let (mut open, mut count) = (Vec::new(), 0);
        for (index, (at, scene, is_hushed)) in course.iter().enumerate() {
            for (_, command) in commands.iter().filter(|(when, _)| *when == index) {
                match command {
                    0 => watch.alerts.snooze(Mono(*at), 300.0),
                    1 => watch.alerts.unsnooze(),
                    2 => watch.alerts.was_wrong(Mono(*at), count),
                    3 => watch.alerts.locked(Mono(*at)),
                    4 => watch.alerts.set_neutral(None),
                    _ => watch.alerts.forget(),
                }
            }
            for event in watch.see(*at, *scene, *is_hushed) {
                match event {
                    AlertEvent::EpisodeBegan { episode, .. } => {
                        count += 1;
                        prop_assert_eq!(episode, count);
                        open.push(episode);
                    }
                    AlertEvent::EpisodeEnded { episode, .. } => {
                        prop_assert!(open.contains(&episode));
                        open.retain(|other| *other != episode);
                    }
                    AlertEvent::Alert(alert) => {
                        prop_assert!(watch.alerts.snoozed_until().is_none(), "{alert:?}");
                        prop_assert!(alert.since <= alert.at, "{alert:?}");
                    }
                    AlertEvent::Arrived { .. } | AlertEvent::Left { .. } => {}
                }
            }
        }
    }

    #[test]
    fn the_dwell_time_is_kept_within_a_second_at_any_rate(
        // Up to 2 s from one picture to the next.
        seed in any::<u32>(),
        longest_secs in 0.125_f64..2.0,
        dwell_secs in 10.0_f64..180.0,
    ) {
        let settings = AlertSettings { dwell_secs, ..AlertSettings::default() };
        let mut watch = Watch::new(settings);
        let (mut at, mut over_since, mut alerted) = (0.0, None, None);
        let mut jitter = seed;
        while at < 100.0 + dwell_secs + 20.0 {
            let scene = if at < 100.0 { Scene::Upright } else { FORWARD };
            if at >= 100.0 { over_since.get_or_insert(at); }
            for alert in told(&watch.see(at, scene, false)) {
                prop_assert!(alerted.replace(alert.at.secs()).is_none());
            }
            // A linear congruential generator (Numerical Recipes).
            jitter = jitter.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            at += longest_secs * (0.6 + 0.4 * f64::from(jitter) / f64::from(u32::MAX));
        }
        let lasted = alerted.unwrap() - over_since.unwrap();
        prop_assert!((lasted - dwell_secs).abs() <= 1.0 + 1e-9, "{lasted} for {dwell_secs}");
    }
}

/// What an alert is about, without its numbers.
fn about(alert: &Alert) -> (Option<Deviation>, Option<bool>) {
    match alert.kind {
        AlertKind::Posture { fault, .. } => (Some(fault), None),
        AlertKind::Sitting { is_firm } => (None, Some(is_firm)),
        AlertKind::EyeBreak | AlertKind::Recalibrate => (None, None),
    }
}

#[test]
fn any_two_rates_give_the_same_alerts() {
    // A linear congruential generator (Numerical Recipes): always the same hours.
    let mut random = 1_u32;
    let mut below = |end: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 16) % end
    };
    let mut alerts = 0;
    for _ in 0..100 {
        let mut scene = || match below(6) {
            0 => Scene::Upright,
            1 => Scene::Hidden,
            2 => Scene::Nobody,
            other => Scene::Fault(Deviation::ALL[other as usize % 3], 1.1 + 0.1 * below(10) as f32),
        };
        let scenes: Vec<Scene> = (0..20).map(|_| scene()).collect();
        // None of a length that is told at one rate and just not at the other.
        let scenes: Vec<_> =
            scenes.into_iter().map(|scene| (25.0 + 70.0 * f64::from(below(6)), scene)).collect();
        let rates = [8.0, 2.0, 0.5];
        let [many, some, few] =
            rates.map(|rate_hz| Watch::new(AlertSettings::default()).follow(&course(rate_hz, &scenes)));
        let abouts =
            [&many, &some, &few].map(|events| told(events).into_iter().map(about).collect::<Vec<_>>());
        assert!(abouts[0] == abouts[1] && abouts[0] == abouts[2], "{scenes:?}\n{abouts:?}");
        for (a, b) in told(&many).iter().zip(told(&few)) {
            assert!((a.at - b.at).abs() <= 8.0, "{scenes:?}\n{a:?} {b:?}");
        }
        alerts += abouts[0].len();
    }
    assert!(alerts > 300, "{alerts}");
}

//! The course of an exercise: rounds, sides, rests, pauses, and what is done without being seen.

use super::{
    Assignment, Coach, Hint, Phase, Side,
    puppet_tests::{Dice, Puppet, UPRIGHT},
};
use crate::{
    care::Check,
    posture::{Pose, Reading, Why},
    time::Mono,
};

fn coach(check: Check, dose: &str) -> Coach {
    let dose = toml::from_str(&format!("{dose}\nsource = \"guideline\"")).unwrap();
    Coach::new(Assignment { exercise: "an_exercise".to_owned(), check, dose }, None)
}

/// Ten steps a second with what is seen.
struct Clock(f64);

impl Clock {
    fn run(&mut self, coach: &mut Coach, secs: f64, pose: Option<&Reading<Pose>>) {
        for _ in 0..(secs * 10.0).round() as u32 {
            self.0 += 0.1;
            coach.step(Mono(self.0), pose);
        }
    }
}

const NOBODY: Reading<Pose> = Reading::Unknown(Why::Nobody);

#[test]
fn a_timer_runs_by_itself_through_rounds_and_rests() {
    let mut coach = coach(Check::Timer, "duration_secs = [10, 20]\nsets = [2, 3]");
    let mut clock = Clock(100.0);
    clock.run(&mut coach, 2.0, None);
    assert!(matches!(coach.state().phase, Phase::GetReady { .. }));
    clock.run(&mut coach, 6.0, None);
    let Phase::Timer { secs, wanted_secs } = coach.state().phase else { panic!("{:?}", coach.state()) };
    assert!((4.0..6.0).contains(&secs) && wanted_secs == 10.0);
    clock.run(&mut coach, 6.0, None);
    assert!(matches!(coach.state().phase, Phase::Rest { .. }), "{:?}", coach.state());
    assert_eq!(coach.state().round, [2, 2]);
    clock.run(&mut coach, 35.0, None);
    assert!(coach.is_done());
    let outcome = coach.outcome();
    assert_eq!((outcome.counted, outcome.wanted, outcome.is_seen), (20, 20, false));
    assert!((40.0..50.0).contains(&outcome.secs), "{}", outcome.secs);
}

#[test]
fn who_cannot_be_seen_is_told_so_and_says_himself_what_was_done() {
    let mut coach = coach(Check::BandPullApart, "repetitions = [3, 5]");
    let mut clock = Clock(0.0);
    clock.run(&mut coach, 10.0, Some(&Reading::Unknown(Why::OutOfFrame)));
    let state = coach.state();
    assert_eq!((state.phase, state.repetition, state.wanted), (Phase::Move, 0, 3));
    assert!(state.seen.why().is_some());
    coach.confirm();
    coach.confirm();
    assert_eq!(coach.state().repetition, 2);
    coach.confirm();
    assert!(coach.is_done());
    assert_eq!((coach.outcome().counted, coach.outcome().is_seen), (3, false));
    // What comes after the end changes nothing.
    coach.confirm();
    coach.skip();
    assert_eq!(coach.outcome().counted, 3);
}

#[test]
fn both_sides_have_their_turn_and_are_told_apart() {
    let mut coach = coach(Check::ArmAcrossChest, "hold_secs = [20, 30]\neach_side = true\nsets = [2, 2]");
    let mut clock = Clock(0.0);
    let mut sides = Vec::new();
    for _ in 0..8 {
        clock.run(&mut coach, 9.0, Some(&NOBODY));
        if let (Some(side), Phase::Move) = (coach.state().side, coach.state().phase) {
            sides.push(side);
            coach.confirm();
        } else {
            // A rest.
            coach.skip();
        }
    }
    assert_eq!(sides, [Side::Left, Side::Right, Side::Left, Side::Right]);
    assert_eq!(coach.outcome().sides, Some([40, 40]));
    assert_eq!((coach.outcome().counted, coach.outcome().wanted), (80, 80));
}

#[test]
fn a_pause_stops_the_time_and_loses_nothing() {
    let mut coach = coach(Check::Timer, "duration_secs = [20, 20]");
    let mut clock = Clock(0.0);
    clock.run(&mut coach, 10.0, None);
    let before = coach.state().phase;
    coach.set_paused(true);
    clock.run(&mut coach, 60.0, None);
    assert_eq!(coach.state().phase, before);
    coach.set_paused(false);
    clock.run(&mut coach, 5.0, None);
    let Phase::Timer { secs, .. } = coach.state().phase else { panic!("{:?}", coach.state()) };
    assert!((10.0..13.5).contains(&secs), "{secs}");
}

#[test]
fn sleep_and_a_clock_that_jumps_back_are_no_time_of_an_exercise() {
    let mut coach = coach(Check::Timer, "duration_secs = [20, 20]");
    let mut clock = Clock(50.0);
    clock.run(&mut coach, 8.0, None);
    clock.0 += 3600.0;
    clock.run(&mut coach, 1.0, None);
    clock.0 = 3.0;
    clock.run(&mut coach, 1.0, None);
    assert!(coach.outcome().secs < 13.0, "{}", coach.outcome().secs);
}

#[test]
fn a_walk_is_the_time_out_of_the_picture() {
    let mut coach = coach(Check::Away, "steps_per_day = 8000");
    let mut clock = Clock(0.0);
    let mut puppet = Puppet::new(&mut Dice::of(0, 1), [700.0, 700.0]);
    let seen = puppet.seen(0.0, &UPRIGHT);
    clock.run(&mut coach, 10.0, Some(&seen));
    assert_eq!(coach.state().hint, Some(Hint::WalkAway));
    clock.run(&mut coach, 90.0, Some(&NOBODY));
    clock.run(&mut coach, 5.0, Some(&seen));
    assert!(!coach.is_done());
    clock.run(&mut coach, 40.0, Some(&NOBODY));
    assert!(coach.is_done() && coach.outcome().is_seen);
    assert!((119..=121).contains(&coach.outcome().counted));
}

#[test]
fn a_doorway_out_of_the_picture_is_timed_and_a_desk_is_no_doorway() {
    let mut coach = coach(Check::DoorframeStretch, "hold_secs = [20, 30]");
    let mut clock = Clock(0.0);
    let mut puppet = Puppet::new(&mut Dice::of(0, 1), [900.0, 900.0]);
    let seen = puppet.seen(0.0, &UPRIGHT);
    clock.run(&mut coach, 10.0, Some(&seen));
    let state = coach.state();
    assert!(state.outcome.counted == 0);
    assert!(state.seen.why().is_some() || state.hint == Some(Hint::GoToTheDoor), "{state:?}");
    clock.run(&mut coach, 10.0, Some(&NOBODY));
    let Phase::Hold { secs, .. } = coach.state().phase else { panic!("{:?}", coach.state()) };
    assert!((9.0..=10.5).contains(&secs), "{secs}");
    clock.run(&mut coach, 5.0, Some(&seen));
    assert!(!coach.is_done());
    clock.run(&mut coach, 12.0, Some(&NOBODY));
    assert!(coach.is_done());
}

/// Breathing for a minute with this swing of the shoulders.
fn breathe(swing_mm: f64, period_secs: f64) -> (Coach, Vec<Hint>) {
    let mut coach = coach(Check::Breathing, "duration_secs = [60, 180]");
    let mut puppet = Puppet::new(&mut Dice::of(0, 3), [600.0, 600.0]);
    let mut hints = Vec::new();
    for frame in 0..700 {
        let at_secs = f64::from(frame) * 0.1;
        let mut posture = UPRIGHT;
        posture.shrug_mm = swing_mm * 0.5 * (1.0 - (std::f64::consts::TAU * at_secs / period_secs).cos());
        let pose = puppet.seen(at_secs, &posture);
        coach.step(Mono(at_secs), Some(&pose));
        hints.extend(coach.state().hint.filter(|hint| *hint != Hint::HoldStill));
    }
    (coach, hints)
}

#[test]
fn calm_breathing_is_left_alone_and_shoulders_that_breathe_are_told() {
    let (coach, hints) = breathe(4.0, 10.0);
    assert!(coach.is_done() && coach.outcome().is_seen && hints.is_empty(), "{hints:?}");
    let (_, hints) = breathe(25.0, 10.0);
    assert!(hints.contains(&Hint::ShouldersDown) && !hints.contains(&Hint::Slower), "{hints:?}");
    let (_, hints) = breathe(10.0, 2.2);
    assert!(hints.contains(&Hint::Slower), "{hints:?}");
}

#[test]
fn what_is_only_logged_is_done_when_the_user_says_so() {
    let mut coach = coach(Check::Log, "duration_secs = [600, 600]");
    Clock(0.0).run(&mut coach, 10.0, None);
    assert!(!coach.is_done());
    coach.confirm();
    assert!(coach.is_done() && coach.outcome().counted == 1 && !coach.outcome().is_seen);
}

#[test]
fn an_exercise_that_nobody_goes_on_with_is_left() {
    let mut coach = coach(Check::ChinTuck, "repetitions = [10, 10]\nhold_secs = [3, 5]");
    let mut clock = Clock(0.0);
    clock.run(&mut coach, 500.0, Some(&NOBODY));
    coach.confirm();
    clock.run(&mut coach, 500.0, Some(&NOBODY));
    coach.set_paused(true);
    assert!(!coach.is_done());
    clock.run(&mut coach, 601.0, Some(&NOBODY));
    assert!(coach.is_done());
    assert_eq!(coach.outcome().counted, 1);
}

#[test]
fn a_chin_tuck_from_far_away_is_not_guessed_at() {
    let mut coach = coach(Check::ChinTuck, "repetitions = [10, 10]\nhold_secs = [3, 5]");
    let mut puppet = Puppet::new(&mut Dice::of(0, 1), [1500.0, 1500.0]);
    let mut clock = Clock(0.0);
    for _ in 0..100 {
        let seen = puppet.seen(clock.0, &UPRIGHT);
        clock.run(&mut coach, 0.1, Some(&seen));
    }
    assert_eq!(coach.state().seen.why(), Some(Why::TooFarAway));
}

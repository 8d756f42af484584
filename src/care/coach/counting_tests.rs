//! How often the coach errs, counted over people of different build, before different cameras, with habits and keypoint
//! errors of their own. Every test prints its row of the table in docs/ACCURACY.md (`--nocapture`).

use super::{
    Hint, Phase, Side,
    people_tests::Habits,
    puppet_tests::{ArmPosture, Dice, Posture, UPRIGHT},
    session_tests::{
        ACROSS, ARM_IN_FRONT_MM, ARMS_ASIDE, ARMS_FORWARD, DESK_MM, GOALPOST, HELD_3_SECS, HELD_5_SECS, MANY,
        OVERHEAD, STANDING_MM, Session, assignment, blend, breathe, roll, tucked,
    },
};
use crate::care::Check;

/// How many people do every exercise.
const PEOPLE_COUNT: u64 = 400;

/// What was done, in repetitions or seconds, and what of it was missed and invented.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    done: f64,
    missed: f64,
    invented: f64,
}

impl Tally {
    fn add(&mut self, done: f64, counted: f64) {
        self.done += done;
        self.missed += (done - counted).max(0.0);
        self.invented += (counted - done).max(0.0);
    }

    /// Neither more than one in twenty missed nor more than one in twenty invented.
    fn assert_at_most_one_in_twenty(&self, check: Check, [nearest_mm, farthest_mm]: [f64; 2]) {
        let Self { done, missed, invented } = self;
        let [from_cm, to_cm] = [nearest_mm, farthest_mm].map(|mm| mm / 10.0);
        println!("| {check:?} | {from_cm:.0}-{to_cm:.0} cm | {done:.0} | {missed:.0} | {invented:.0} |");
        assert!(20.0 * missed <= *done && 20.0 * invented <= *done, "{self:?}");
    }
}

/// Somebody of whom not everything was counted as it was done.
fn tell_apart(person: u64, session: &Session, done: f64, counted: f64) {
    if (done - counted).abs() > 0.05 * done.max(1.0) {
        let (mm, habits) = (session.puppet.distance_mm, &session.habits);
        println!(
            "{person}: {done:.1} done, {counted:.1} counted, {mm:.0} mm, {:.1} s, {:.1} pictures/s, reach {:.2}, noise {:.2}, \
             drift {:.1?}, {:?}",
            habits.tempo_secs, habits.fps, habits.reach, habits.noise, habits.drift, session.hints
        );
    }
}

/// 5 to 10 right repetitions of every person, each held for so long beyond the tempo.
fn tally(
    check: Check,
    dose: &str,
    distance_mm: [f64; 2],
    [least_hold_secs, most_hold_secs]: [f64; 2],
    start: Posture,
    end: impl Fn(&Habits, &mut Dice) -> Posture,
) {
    let mut tally = Tally::default();
    for person in 0..PEOPLE_COUNT {
        let mut session = Session::begin(assignment(check, dose), person, distance_mm);
        session.posture = start;
        session.get_ready();
        let wanted = session.dice.between(5.0, 10.9) as u32;
        let habits = session.habits.clone();
        for _ in 0..wanted {
            let far = end(&habits, &mut session.dice);
            let [out_secs, stay_secs, back_secs, rest_secs] = habits.times(&mut session.dice);
            let hold_secs = session.dice.between(least_hold_secs, most_hold_secs);
            session.go(far, out_secs, stay_secs + hold_secs);
            session.go(start, back_secs, rest_secs);
        }
        session.hold(1.0);
        let (wanted, counted) = (f64::from(wanted), f64::from(session.outcome().counted));
        tell_apart(person, &session, wanted, counted);
        tally.add(wanted, counted);
    }
    tally.assert_at_most_one_in_twenty(check, distance_mm);
}

#[test]
fn chin_tucks_are_counted() {
    tally(Check::ChinTuck, HELD_3_SECS, [450.0, 850.0], [3.2, 4.5], UPRIGHT, tucked);
}

/// A movement that goes nearly all of this way, or all of it.
fn to(start: Posture, end: Posture, least: f64) -> impl Fn(&Habits, &mut Dice) -> Posture {
    move |habits, dice| blend(&start, &end, habits.size(dice, least, 1.0))
}

#[test]
fn pull_aparts_are_counted() {
    let start = Posture { arms: [ARMS_FORWARD; 2], ..UPRIGHT };
    let end = Posture { arms: [ARMS_ASIDE; 2], ..UPRIGHT };
    tally(Check::BandPullApart, MANY, [1150.0, 2200.0], [0.0, 0.5], start, to(start, end, 0.85));
}

#[test]
fn wall_angels_are_counted() {
    let start = Posture { arms: [GOALPOST; 2], ..UPRIGHT };
    let end = Posture { arms: [OVERHEAD; 2], ..UPRIGHT };
    tally(Check::WallAngels, MANY, STANDING_MM, [0.0, 0.5], start, to(start, end, 0.85));
}

const W: ArmPosture = ArmPosture { upper: [0.6, -1.0, 0.0], fore: [0.6, 1.0, 0.0] };
const Y: ArmPosture = ArmPosture { upper: [0.7, 1.0, 0.0], fore: [0.6, 1.0, 0.0] };

#[test]
fn y_and_w_are_counted() {
    let start = Posture { arms: [W; 2], ..UPRIGHT };
    let end = Posture { arms: [Y; 2], ..UPRIGHT };
    tally(Check::YAndW, MANY, STANDING_MM, [0.0, 0.5], start, to(start, end, 0.85));
}

#[test]
fn shoulder_rolls_are_counted() {
    let (check, distance_mm) = (Check::ShoulderRolls, [450.0, 800.0]);
    let mut tally = Tally::default();
    for person in 0..PEOPLE_COUNT {
        let mut session = Session::begin(assignment(check, MANY), person, distance_mm);
        session.get_ready();
        let mut done = 0;
        while done < 8 {
            let turns = session.dice.between(1.0, 4.9) as u32;
            let habits = session.habits.clone();
            let secs = habits.tempo_secs * session.dice.between(0.85, 1.15);
            let up_mm = habits.size(&mut session.dice, 28.0, 50.0);
            let back_mm = habits.size(&mut session.dice, 17.0, 28.0);
            roll(&mut session, turns, secs, up_mm, back_mm);
            session.hold(1.5);
            done += turns;
        }
        let (done, counted) = (f64::from(done), f64::from(session.outcome().counted));
        tell_apart(person, &session, done, counted);
        tally.add(done, counted);
    }
    tally.assert_at_most_one_in_twenty(check, distance_mm);
}

// The smoothing takes half a second; who is told when five seconds are over does not notice.
#[test]
fn squeezes_are_counted_where_they_can_be_told_from_stillness() {
    let squeezed = |habits: &Habits, dice: &mut Dice| Posture {
        protraction_mm: -habits.size(dice, 25.0, 35.0),
        ..UPRIGHT
    };
    tally(Check::ShoulderBladeSqueeze, HELD_5_SECS, [450.0, 750.0], [5.7, 7.5], UPRIGHT, squeezed);
}

/// Of the time that the way there or back takes, what is spent in its last quarter, where a stretch is one already.
const NEARLY_THERE: f64 = 1.0 / 3.0;

/// The position that a stretch is held in, on both sides; the seconds that were counted against those that were held.
fn hold_tally(check: Check, distance_mm: [f64; 2], position: impl Fn(&Habits, &mut Dice, Side) -> Posture) {
    let mut tally = Tally::default();
    for person in 0..PEOPLE_COUNT {
        let dose = "hold_secs = [60, 60]\neach_side = true";
        let mut session = Session::begin(assignment(check, dose), person, distance_mm);
        for side in [Side::Left, Side::Right] {
            session.get_ready();
            assert_eq!(session.coach.state().side, Some(side));
            let habits = session.habits.clone();
            let there = position(&habits, &mut session.dice, side);
            let stay_secs = session.dice.between(8.0, 25.0);
            let [go_secs, ..] = habits.times(&mut session.dice);
            session.go(there, go_secs, stay_secs);
            session.go(UPRIGHT, go_secs, 3.0);
            let counted_secs = held_secs(&session);
            let stay_secs = stay_secs + NEARLY_THERE * 2.0 * go_secs;
            tell_apart(person, &session, stay_secs, counted_secs);
            tally.add(stay_secs, counted_secs);
            session.coach.skip();
        }
        assert!(session.coach.is_done());
    }
    tally.assert_at_most_one_in_twenty(check, distance_mm);
}

fn held_secs(session: &Session) -> f64 {
    match session.coach.state().phase {
        Phase::Hold { secs, .. } => secs,
        _ => 0.0,
    }
}

#[test]
fn a_tilted_head_is_timed_on_its_own_side() {
    hold_tally(Check::UpperTrapeziusStretch, DESK_MM, |habits, dice, side| {
        let roll_deg = habits.size(dice, 24.0, 40.0);
        Posture { roll_deg: if side == Side::Right { roll_deg } else { -roll_deg }, ..UPRIGHT }
    });
}

const ON_HEAD: ArmPosture = ArmPosture { upper: [0.8, 0.7, 0.1], fore: [-0.9, 0.6, 0.0] };

#[test]
fn a_head_turned_and_nodded_to_the_armpit_is_timed() {
    hold_tally(Check::LevatorScapulaeStretch, DESK_MM, |habits, dice, side| {
        let (yaw_deg, pitch_deg) = (habits.size(dice, 34.0, 44.0), habits.size(dice, 25.0, 35.0));
        let mut arms = UPRIGHT.arms;
        arms[usize::from(side == Side::Right)] = ON_HEAD;
        Posture { yaw_deg: if side == Side::Left { yaw_deg } else { -yaw_deg }, pitch_deg, arms, ..UPRIGHT }
    });
}

#[test]
fn an_arm_across_the_chest_is_timed() {
    hold_tally(Check::ArmAcrossChest, ARM_IN_FRONT_MM, |habits, dice, side| {
        let mut arms = UPRIGHT.arms;
        let across = Posture { arms: [ACROSS; 2], ..UPRIGHT };
        let reached = blend(&UPRIGHT, &across, habits.size(dice, 0.85, 1.0));
        arms[usize::from(side == Side::Right)] = reached.arms[0];
        Posture { arms, ..UPRIGHT }
    });
}

/// Every other person's door is in the picture.
#[test]
fn a_stretch_at_a_door_is_timed_in_and_out_of_the_picture() {
    let (check, distance_mm) = (Check::DoorframeStretch, STANDING_MM);
    let mut tally = Tally::default();
    for person in 0..PEOPLE_COUNT {
        let mut session = Session::begin(assignment(check, "hold_secs = [60, 60]"), person, distance_mm);
        session.get_ready();
        session.hold(3.0);
        let mut stay_secs = session.dice.between(8.0, 25.0);
        if person % 2 == 0 {
            session.leave(stay_secs);
        } else {
            let lean_deg = session.dice.between(0.0, 8.0);
            let [go_secs, ..] = session.habits.clone().times(&mut session.dice);
            session.go(Posture { arms: [GOALPOST; 2], lean_deg, ..UPRIGHT }, go_secs, stay_secs);
            session.go(UPRIGHT, go_secs, 0.0);
            stay_secs += NEARLY_THERE * 2.0 * go_secs;
        }
        session.hold(4.0);
        let counted_secs = held_secs(&session);
        tell_apart(person, &session, stay_secs, counted_secs);
        tally.add(stay_secs, counted_secs);
    }
    tally.assert_at_most_one_in_twenty(check, distance_mm);
}

/// A minute each of calm breathing, of shoulders that are pulled up with every breath, and of hasty breaths: what is to be
/// told, and what was told without a reason.
#[test]
fn breathing_is_left_alone_or_told() {
    let (check, distance_mm) = (Check::Breathing, DESK_MM);
    let mut tally = Tally::default();
    for person in 0..PEOPLE_COUNT {
        let ways: [(Option<Hint>, [f64; 2], [f64; 2]); 3] = [
            (None, [0.0, 5.0], [8.0, 12.0]),
            (Some(Hint::ShouldersDown), [20.0, 30.0], [6.0, 12.0]),
            (Some(Hint::Slower), [8.0, 14.0], [1.6, 2.4]),
        ];
        for (wrong, [least_mm, most_mm], [least_secs, most_secs]) in ways {
            let dose = "duration_secs = [60, 180]";
            let mut session = Session::begin(assignment(check, dose), person, distance_mm);
            session.get_ready();
            session.hints.clear();
            let swing_mm = session.habits.clone().size(&mut session.dice, least_mm, most_mm);
            let period_secs = session.dice.between(least_secs, most_secs);
            breathe(&mut session, 50.0, swing_mm, period_secs);
            let told = session.hints.iter().filter(|hint| **hint != Hint::HoldStill);
            let (right, other): (Vec<_>, Vec<_>) = told.copied().partition(|hint| Some(*hint) == wrong);
            let wanted = f64::from(wrong.is_some());
            // Hasty breaths that lift the shoulders as well may be told either.
            let is_invented = wrong != Some(Hint::Slower) && !other.is_empty();
            if right.len() as f64 != wanted || is_invented {
                println!("{person}: {wrong:?} {swing_mm:.0} mm {period_secs:.1} s, {:?}", session.hints);
            }
            tally.add(wanted, right.len() as f64);
            tally.add(0.0, f64::from(is_invented));
        }
    }
    tally.assert_at_most_one_in_twenty(check, distance_mm);
}

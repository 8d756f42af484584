//! How often the coach errs, counted over hundreds of tracks of people of different build, before different cameras, with
//! the keypoint errors of a network.

use std::collections::HashSet;

use super::{
    Assignment, Coach, Hint, Outcome, Phase, Side,
    puppet_tests::{ArmPosture, Dice, Posture, Puppet, UPRIGHT},
};
use crate::{care::Check, posture::Reading, time::Mono};

/// At the desk, and where the whole arms are in the picture.
const DESK_MM: [f64; 2] = [450.0, 1000.0];
const STANDING_MM: [f64; 2] = [1500.0, 2600.0];

fn assignment(check: Check, dose: &str) -> Assignment {
    let dose = toml::from_str(&format!("{dose}\nsource = \"guideline\"")).unwrap();
    Assignment { exercise: "exercise".to_owned(), check, dose }
}

/// One person who does as told by the script, and what the coach made of it.
struct Session {
    coach: Coach,
    puppet: Puppet,
    dice: Dice,
    at_secs: f64,
    posture: Posture,
    hints: HashSet<Hint>,
}

impl Session {
    fn begin(assignment: Assignment, seed: u64, distance_mm: [f64; 2]) -> Self {
        let mut session = Self {
            coach: Coach::new(assignment, None),
            puppet: Puppet::new(seed, distance_mm),
            dice: Dice(seed ^ 0x5151),
            at_secs: 0.0,
            posture: UPRIGHT,
            hints: HashSet::new(),
        };
        // Who takes a place before a camera takes one in which he is seen.
        session.puppet.gaps = 0.0;
        session
    }

    /// Until the coach has found where the movement starts.
    fn get_ready(&mut self) {
        for _ in 0..20 {
            if !matches!(self.coach.state().phase, Phase::GetReady { .. }) {
                break;
            }
            self.hold(0.5);
        }
    }

    /// Goes from the present posture to this one and stays there.
    fn go(&mut self, to: Posture, secs: f64, stay_secs: f64) {
        let (from, began_secs) = (self.posture, self.at_secs);
        while self.at_secs < began_secs + secs + stay_secs {
            let share = ((self.at_secs - began_secs) / secs).clamp(0.0, 1.0);
            let eased = 0.5 - 0.5 * (std::f64::consts::PI * share).cos();
            self.posture = blend(&from, &to, eased);
            self.look();
        }
        self.posture = to;
    }

    fn hold(&mut self, secs: f64) {
        self.go(self.posture, secs, 0.0);
    }

    /// One picture. People sway, breathe and look about a little.
    fn look(&mut self) {
        let t = self.at_secs;
        let mut posture = self.posture;
        posture.shift_mm[0] += 3.0 * (0.9 * t).sin();
        posture.shift_mm[2] += 4.0 * (0.6 * t + 1.0).sin();
        posture.shrug_mm += 2.0 * (1.6 * t).sin();
        posture.yaw_deg += 1.5 * (0.7 * t).sin();
        posture.pitch_deg += 1.5 * (1.1 * t).cos();
        let pose = self.puppet.seen(t, &posture);
        self.coach.step(Mono(t), Some(&pose));
        self.hints.extend(self.coach.state().hint);
        self.at_secs += 1.0 / self.dice.between(8.0, 15.0);
    }

    fn outcome(&self) -> Outcome {
        self.coach.outcome()
    }
}

fn blend(from: &Posture, to: &Posture, share: f64) -> Posture {
    let mix = |a: f64, b: f64| a + share * (b - a);
    let mix3 = |a: [f64; 3], b: [f64; 3]| [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
    let arm = |a: ArmPosture, b: ArmPosture| ArmPosture { upper: mix3(a.upper, b.upper), fore: mix3(a.fore, b.fore) };
    Posture {
        neck_deg: mix(from.neck_deg, to.neck_deg),
        yaw_deg: mix(from.yaw_deg, to.yaw_deg),
        pitch_deg: mix(from.pitch_deg, to.pitch_deg),
        roll_deg: mix(from.roll_deg, to.roll_deg),
        shrug_mm: mix(from.shrug_mm, to.shrug_mm),
        protraction_mm: mix(from.protraction_mm, to.protraction_mm),
        lean_deg: mix(from.lean_deg, to.lean_deg),
        shift_mm: mix3(from.shift_mm, to.shift_mm),
        arms: [arm(from.arms[0], to.arms[0]), arm(from.arms[1], to.arms[1])],
    }
}

/// Repetitions done, missed and invented.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    done: u32,
    missed: u32,
    invented: u32,
}

impl Tally {
    fn add(&mut self, done: u32, counted: u32) {
        self.done += done;
        self.missed += done.saturating_sub(counted);
        self.invented += counted.saturating_sub(done);
    }

    fn assert_at_most_one_in_twenty(&self) {
        println!("{self:?}");
        assert!(self.done >= 500, "{self:?}");
        assert!(20 * (self.missed + self.invented) <= self.done, "{self:?}");
    }
}

/// Tracks of 5 to 10 right repetitions each.
fn tally(
    check: Check,
    dose: &str,
    distance_mm: [f64; 2],
    hold_secs: f64,
    start: impl Fn(&mut Dice) -> Posture,
    end: impl Fn(&mut Dice) -> Posture,
) -> Tally {
    let mut tally = Tally::default();
    for seed in 0..100 {
        let mut session = Session::begin(assignment(check, dose), seed, distance_mm);
        session.posture = start(&mut session.dice);
        session.get_ready();
        session.puppet.gaps = 0.03;
        let done = session.dice.between(5.0, 10.9) as u32;
        for _ in 0..done {
            let there = end(&mut session.dice);
            let back = start(&mut session.dice);
            let [out_secs, back_secs] = [0, 1].map(|_| session.dice.between(0.6, 1.4));
            let stay_secs = if hold_secs > 0.0 { hold_secs + session.dice.between(0.3, 1.5) } else { session.dice.between(0.2, 0.8) };
            session.go(there, out_secs, stay_secs);
            let rest_secs = session.dice.between(0.7, 2.0);
            session.go(back, back_secs, rest_secs);
        }
        session.hold(1.0);
        if seed < 3 || session.outcome().counted != done {
            println!("{seed}: {done} done, {} counted at {:.0} mm, {:?}", session.outcome().counted, session.puppet.distance_mm, session.hints);
        }
        tally.add(done, session.outcome().counted);
    }
    tally
}

const MANY: &str = "repetitions = [99, 99]";
const HELD_3_SECS: &str = "repetitions = [99, 99]\nhold_secs = [3, 5]";
const HELD_5_SECS: &str = "repetitions = [99, 99]\nhold_secs = [5, 5]";

fn tucked(dice: &mut Dice) -> Posture {
    // 25 to 40 mm back.
    Posture { neck_deg: -dice.between(12.0, 18.0), pitch_deg: dice.between(-3.0, 3.0), ..UPRIGHT }
}

#[test]
fn chin_tucks_are_counted() {
    tally(Check::ChinTuck, HELD_3_SECS, DESK_MM, 3.0, |_| UPRIGHT, tucked).assert_at_most_one_in_twenty();
}

const ARMS_FORWARD: ArmPosture = ArmPosture { upper: [0.0, -0.5, 1.0], fore: [0.0, 0.2, 1.0] };
const ARMS_ASIDE: ArmPosture = ArmPosture { upper: [1.0, -0.1, 0.15], fore: [1.0, 0.0, 0.2] };

#[test]
fn pull_aparts_are_counted() {
    let start = |_: &mut Dice| Posture { arms: [ARMS_FORWARD; 2], ..UPRIGHT };
    let end = |_: &mut Dice| Posture { arms: [ARMS_ASIDE; 2], ..UPRIGHT };
    tally(Check::BandPullApart, MANY, [1000.0, 2200.0], 0.0, start, end).assert_at_most_one_in_twenty();
}

const GOALPOST: ArmPosture = ArmPosture { upper: [1.0, 0.0, 0.0], fore: [0.1, 1.0, 0.0] };
const OVERHEAD: ArmPosture = ArmPosture { upper: [0.5, 1.0, 0.0], fore: [0.2, 1.0, 0.0] };

#[test]
fn wall_angels_are_counted() {
    let start = |_: &mut Dice| Posture { arms: [GOALPOST; 2], ..UPRIGHT };
    let end = |_: &mut Dice| Posture { arms: [OVERHEAD; 2], ..UPRIGHT };
    tally(Check::WallAngels, MANY, STANDING_MM, 0.0, start, end).assert_at_most_one_in_twenty();
}

const W: ArmPosture = ArmPosture { upper: [0.6, -1.0, 0.0], fore: [0.6, 1.0, 0.0] };
const Y: ArmPosture = ArmPosture { upper: [0.7, 1.0, 0.0], fore: [0.6, 1.0, 0.0] };

#[test]
fn y_and_w_are_counted() {
    let start = |_: &mut Dice| Posture { arms: [W; 2], ..UPRIGHT };
    let end = |_: &mut Dice| Posture { arms: [Y; 2], ..UPRIGHT };
    tally(Check::YAndW, MANY, STANDING_MM, 0.0, start, end).assert_at_most_one_in_twenty();
}

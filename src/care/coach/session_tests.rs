//! A person who exercises by a script before the coach, with the keypoint errors of a network.

use std::collections::HashSet;

use super::{
    Assignment, Coach, Hint, Outcome, Phase,
    people_tests::{Habits, PEOPLE},
    puppet_tests::{ArmPosture, Dice, Posture, Puppet, UPRIGHT},
};
use crate::{
    care::Check,
    posture::{Pose, Reading, Why},
    time::Mono,
};

/// At the desk, and where the whole arms are in the picture.
pub(super) const DESK_MM: [f64; 2] = [450.0, 1000.0];
/// Nearer, an arm before the chest is out of the picture.
pub(super) const ARM_IN_FRONT_MM: [f64; 2] = [1000.0, 1400.0];
pub(super) const STANDING_MM: [f64; 2] = [1500.0, 2600.0];

pub(super) fn assignment(check: Check, dose: &str) -> Assignment {
    let dose = toml::from_str(&format!("{dose}\nsource = \"guideline\"")).unwrap();
    Assignment { exercise: "exercise".to_owned(), check, dose }
}

/// One person who does as told by the script, and what the coach made of it.
pub(super) struct Session {
    pub(super) coach: Coach,
    pub(super) puppet: Puppet,
    pub(super) dice: Dice,
    pub(super) habits: Habits,
    pub(super) at_secs: f64,
    pub(super) posture: Posture,
    pub(super) hints: HashSet<Hint>,
    /// How far calm breathing lifts the shoulders, up and down each.
    breath_mm: f64,
}

impl Session {
    pub(super) fn begin(assignment: Assignment, person: u64, distance_mm: [f64; 2]) -> Self {
        let mut dice = Dice::of(PEOPLE, person);
        let habits = Habits::of(&mut dice);
        let mut puppet = Puppet::new(&mut dice, distance_mm);
        puppet.noise = habits.noise;
        Self {
            coach: Coach::new(assignment, None),
            puppet,
            dice,
            habits,
            at_secs: 0.0,
            posture: UPRIGHT,
            hints: HashSet::new(),
            breath_mm: 2.0,
        }
    }

    /// Until the coach has found where the movement starts. Who takes a place before a camera takes one in which he is
    /// seen; later he is lost from view now and then.
    pub(super) fn get_ready(&mut self) {
        self.puppet.gaps = 0.0;
        for _ in 0..20 {
            if !matches!(self.coach.state().phase, Phase::GetReady { .. }) {
                break;
            }
            self.hold(0.5);
        }
        self.puppet.gaps = self.habits.gaps;
    }

    /// Goes from the present posture to this one and stays there.
    pub(super) fn go(&mut self, to: Posture, secs: f64, stay_secs: f64) {
        let (from, began_secs) = (self.posture, self.at_secs);
        while self.at_secs < began_secs + secs + stay_secs {
            let share = ((self.at_secs - began_secs) / secs).clamp(0.0, 1.0);
            let eased = 0.5 - 0.5 * (std::f64::consts::PI * share).cos();
            self.posture = blend(&from, &to, eased);
            self.look();
        }
        self.posture = to;
    }

    pub(super) fn hold(&mut self, secs: f64) {
        self.go(self.posture, secs, 0.0);
    }

    /// One picture. People sway, breathe and look about a little, and in the course of a minute they sink or slide.
    pub(super) fn look(&mut self) {
        let t = self.at_secs;
        let mut posture = self.posture;
        posture.shift_mm[0] += 3.0 * (0.9 * t).sin();
        posture.shift_mm[2] += 4.0 * (0.6 * t + 1.0).sin();
        posture.shrug_mm += self.breath_mm * (1.6 * t).sin();
        posture.yaw_deg += 1.5 * (0.7 * t).sin();
        posture.pitch_deg += 1.5 * (1.1 * t).cos();
        // There and back in two minutes, as who sinks sits up again.
        let drifted = (std::f64::consts::TAU * t / 240.0).sin();
        let [neck_deg, lean_deg, seat_mm] = self.habits.drift;
        posture.neck_deg += drifted * neck_deg;
        posture.lean_deg += drifted * lean_deg;
        posture.shift_mm[2] += drifted * seat_mm;
        let pose = self.puppet.seen(t, &posture);
        self.show(&pose);
    }

    /// Out of the picture.
    pub(super) fn leave(&mut self, secs: f64) {
        let until_secs = self.at_secs + secs;
        while self.at_secs < until_secs {
            self.show(&Reading::Unknown(Why::Nobody));
        }
    }

    fn show(&mut self, pose: &Reading<Pose>) {
        self.coach.step(Mono(self.at_secs), Some(pose));
        self.hints.extend(self.coach.state().hint);
        self.at_secs += self.dice.between(0.85, 1.15) / self.habits.fps;
    }

    pub(super) fn outcome(&self) -> Outcome {
        self.coach.outcome()
    }
}

pub(super) fn blend(from: &Posture, to: &Posture, share: f64) -> Posture {
    let mix = |a: f64, b: f64| a + share * (b - a);
    let mix3 = |a: [f64; 3], b: [f64; 3]| [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
    let arm = |a: ArmPosture, b: ArmPosture| ArmPosture {
        upper: mix3(a.upper, b.upper),
        fore: mix3(a.fore, b.fore),
    };
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

pub(super) const MANY: &str = "repetitions = [99, 99]";
pub(super) const HELD_3_SECS: &str = "repetitions = [99, 99]\nhold_secs = [3, 5]";
pub(super) const HELD_5_SECS: &str = "repetitions = [99, 99]\nhold_secs = [5, 5]";

/// A right one: 20 to 40 mm back.
pub(super) fn tucked(habits: &Habits, dice: &mut Dice) -> Posture {
    let neck_deg = -habits.size(dice, 9.0, 18.0);
    Posture { neck_deg, pitch_deg: dice.between(-3.0, 3.0), ..UPRIGHT }
}

pub(super) const ARMS_FORWARD: ArmPosture = ArmPosture { upper: [0.0, -0.5, 1.0], fore: [0.0, 0.2, 1.0] };
pub(super) const ARMS_ASIDE: ArmPosture = ArmPosture { upper: [1.0, -0.1, 0.15], fore: [1.0, 0.0, 0.2] };

pub(super) const GOALPOST: ArmPosture = ArmPosture { upper: [1.0, 0.0, 0.0], fore: [0.1, 1.0, 0.0] };
pub(super) const OVERHEAD: ArmPosture = ArmPosture { upper: [0.5, 1.0, 0.0], fore: [0.2, 1.0, 0.0] };

pub(super) const ACROSS: ArmPosture = ArmPosture { upper: [-0.55, -0.1, 0.8], fore: [-1.0, 0.05, 0.25] };

/// Both shoulders round by so many turns: up, back, down, forward.
pub(super) fn roll(session: &mut Session, turns: u32, secs: f64, up_mm: f64, back_mm: f64) {
    let began_secs = session.at_secs;
    while session.at_secs < began_secs + f64::from(turns) * secs {
        let phase = std::f64::consts::TAU * (session.at_secs - began_secs) / secs;
        session.posture.shrug_mm = up_mm * 0.5 * (1.0 - phase.cos());
        session.posture.protraction_mm = -back_mm * phase.sin();
        session.look();
    }
    (session.posture.shrug_mm, session.posture.protraction_mm) = (0.0, 0.0);
}

/// Breathing that lifts the shoulders by so much.
pub(super) fn breathe(session: &mut Session, secs: f64, swing_mm: f64, period_secs: f64) {
    session.breath_mm = 0.0;
    let began_secs = session.at_secs;
    while session.at_secs < began_secs + secs {
        let phase = std::f64::consts::TAU * (session.at_secs - began_secs) / period_secs;
        session.posture.shrug_mm = 0.5 * swing_mm * (1.0 - phase.cos());
        session.look();
    }
    session.posture.shrug_mm = 0.0;
}

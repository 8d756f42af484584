//! Who exercises before the coach, and how: people as they differ, each with a camera, a tempo and an error of his own.

use super::puppet_tests::Dice;

/// The set of people that the tests ask about; the figures in docs/ACCURACY.md are of this one. No threshold was ever
/// chosen with it: who changes one looks at another set (any other number) until he is done, and at this one once.
pub(super) const PEOPLE: u64 = 6;

/// How one of them exercises, and how well he is seen.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    /// From one repetition to the next, without what is held, in seconds.
    pub(super) tempo_secs: f64,
    /// How far the movements go: 0 the least that is still right, 1 the most.
    pub(super) reach: f64,
    /// Judged pictures a second.
    pub(super) fps: f64,
    /// Of the measured keypoint errors.
    pub(super) noise: f64,
    /// In how many of a hundred seconds the user is lost from view for a moment.
    pub(super) gaps: f64,
    /// How the posture drifts in a minute: the neck in degrees, the trunk in degrees, the seat in mm.
    pub(super) drift: [f64; 3],
}

impl Habits {
    pub(super) fn of(dice: &mut Dice) -> Self {
        Self {
            tempo_secs: dice.between(1.5, 6.0),
            reach: dice.uniform(),
            fps: dice.between(5.0, 15.0),
            noise: dice.between(0.7, 1.3),
            gaps: dice.between(0.0, 0.06),
            drift: [3.0, 2.0, 25.0].map(|most| dice.between(-most, most)),
        }
    }

    /// A size of a movement in this range: people go as far as they use to, and not twice alike.
    pub(super) fn size(&self, dice: &mut Dice, least: f64, most: f64) -> f64 {
        let of_this = (self.reach + dice.between(-0.15, 0.15)).clamp(0.0, 1.0);
        least + of_this * (most - least)
    }

    /// The times of one repetition, in seconds: out, there, back, at rest.
    pub(super) fn times(&self, dice: &mut Dice) -> [f64; 4] {
        let [out, there, back, rest] =
            [(0.8, 1.2), (0.3, 0.8), (0.8, 1.2), (0.6, 1.6)].map(|(least, most)| dice.between(least, most));
        let sum = out + there + back + rest;
        [out, there, back, rest].map(|part| part / sum * self.tempo_secs * dice.between(0.85, 1.15))
    }
}

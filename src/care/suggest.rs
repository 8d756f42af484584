//! Which exercise fits this user at this moment: one good one first, and why.

use super::{
    catalogue::Catalogue,
    entries::{Exercise, Kit, Place},
    need::Need,
};

/// So long after an exercise none is suggested: one has just been done, and that will do for now.
pub const REST_SECS: f64 = 10.0 * 60.0;

/// How well an exercise fits a need, by the place of the need in its list; later places fit as the last.
const FIT: [f64; 4] = [1.0, 0.8, 0.65, 0.5];
/// More than twice the limit is no stronger a reason.
const MOST_SEVERITY: f64 = 2.0;
/// What lasts for so long weighs as much as being once more over the limit.
const LONG_SECS: f64 = 1800.0;
/// What is over weighs half of what is there.
const WEIGHT_OF_PAST: f64 = 0.5;
/// An exercise that was done just now keeps so little of its worth, and wins it back with this half-life: the next one
/// is another one for the same, and over weeks all that fit have their turn.
const WORTH_JUST_AFTER: f64 = 0.25;
const HALF_LIFE_SECS: f64 = 36.0 * 3600.0;
/// What is good at any time comes after all that answers something.
const AT_ANY_TIME: f64 = 0.01;
/// So often in a row is enough, as long as there is another.
const IN_A_ROW: usize = 2;

/// What is known of the user at this moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Situation {
    /// What was seen.
    pub seen: Vec<Seen>,
    /// The exercises of the last weeks, in any order.
    pub done: Vec<Done>,
    /// What is at hand.
    pub kit: Vec<Kit>,
    /// Where the user is.
    pub place: Place,
    /// The ids of the red flags that the user reported.
    pub red_flags: Vec<String>,
    /// The answer to the one question that is asked before a new exercise ([`super::SPINAL_CONDITION`]); `None`: it was
    /// never answered.
    pub spinal_condition: Option<bool>,
}

/// Something that was seen and can be answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// What.
    pub need: Need,
    /// How much: 0 = not at all, 1 = at the limit.
    pub severity: f64,
    /// For how long, in seconds; where it is over, in all.
    pub lasted_secs: f64,
    /// Whether it is so now; otherwise it was so earlier today.
    pub is_now: bool,
}

/// An exercise that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Its id.
    pub id: String,
    /// How long ago, in seconds.
    pub secs_ago: f64,
}

/// What can be said to the user about exercises now.
#[derive(Clone, Debug, PartialEq)]
pub enum Suggestions<'a> {
    /// These, the best first; never empty.
    Ranked(Vec<Suggestion<'a>>),
    /// An exercise was done within [`REST_SECS`].
    JustDone,
    /// Nothing before a professional was asked.
    SeeProfessional,
    /// Nothing here fits what is at hand.
    Nothing,
}

/// An exercise that fits, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// Why.
    pub reason: Reason,
}

/// Why an exercise is suggested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It answers what was seen.
    Seen(Seen),
    /// It answers what was seen, and the one that fits even better was done lately.
    ForAChange(Seen),
    /// It is good at any time.
    AtAnyTime,
}

/// A suggestion on its way: how well it fits with and without what was done lately.
struct Candidate<'a> {
    suggestion: Suggestion<'a>,
    worth: f64,
    fit: f64,
}

impl Catalogue {
    /// What to suggest in this situation. The same situation always gives the same answer.
    pub fn suggest(&self, situation: &Situation) -> Suggestions<'_> {
        let allowed = |exercise: &&Exercise| !self.is_withheld(&exercise.withheld_by, &situation.red_flags);
        if !self.exercises.iter().any(|exercise| allowed(&exercise)) {
            return Suggestions::SeeProfessional;
        }
        if situation.done.iter().any(|done| done.secs_ago < REST_SECS) {
            return Suggestions::JustDone;
        }
        let ranked = self.ranked(situation);
        if ranked.is_empty() { Suggestions::Nothing } else { Suggestions::Ranked(ranked) }
    }

    /// Everything that may be done in this situation, the best first.
    pub(super) fn ranked(&self, situation: &Situation) -> Vec<Suggestion<'_>> {
        let possible = self.exercises.iter().filter(|exercise| {
            exercise.is_possible(&situation.kit, situation.place)
                && !self.is_withheld(&exercise.withheld_by, &situation.red_flags)
        });
        let mut candidates: Vec<_> = possible.map(|exercise| candidate(exercise, situation)).collect();
        let enough = done_too_often_in_a_row(situation);
        candidates.sort_by(|a, b| {
            let is_enough = |candidate: &Candidate<'_>| Some(&candidate.suggestion.exercise.id) == enough;
            is_enough(a).cmp(&is_enough(b)).then(b.worth.total_cmp(&a.worth))
        });
        // Whoever stands behind one that fits less well stands there because it was done lately.
        let best_fit = candidates.iter().map(|candidate| candidate.fit).fold(0.0, f64::max);
        if let Some(first) = candidates.first_mut()
            && let Reason::Seen(seen) = first.suggestion.reason
            && first.fit < best_fit
        {
            first.suggestion.reason = Reason::ForAChange(seen);
        }
        candidates.into_iter().map(|candidate| candidate.suggestion).collect()
    }
}

impl Exercise {
    /// Whether it can be done with what is at hand, where the user is.
    pub fn is_possible(&self, kit: &[Kit], place: Place) -> bool {
        self.place <= place && (self.kit.is_empty() || self.kit.iter().any(|needed| kit.contains(needed)))
    }

    /// How well it fits a need: 1 = it is made for it, 0 = it does not answer it.
    pub fn fit(&self, need: Need) -> f64 {
        let place = self.needs.iter().position(|answered| *answered == need);
        place.map_or(0.0, |place| FIT.get(place).or(FIT.last()).copied().unwrap_or_default())
    }
}

fn candidate<'a>(exercise: &'a Exercise, situation: &Situation) -> Candidate<'a> {
    let answered = situation.seen.iter().map(|seen| (exercise.fit(seen.need) * weight(seen), seen));
    let strongest = answered.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(fit, _)| *fit > AT_ANY_TIME);
    let (fit, reason) = match strongest {
        Some((fit, seen)) => (fit, Reason::Seen(*seen)),
        None => (AT_ANY_TIME * (1.0 + exercise.fit(Need::Prevention)), Reason::AtAnyTime),
    };
    let worth = fit * freshness(&exercise.id, situation);
    Candidate { suggestion: Suggestion { exercise, reason }, worth, fit }
}

/// How much there is to answer.
fn weight(seen: &Seen) -> f64 {
    let weight = seen.severity.clamp(0.0, MOST_SEVERITY) + (seen.lasted_secs / LONG_SECS).clamp(0.0, 1.0);
    if seen.is_now { weight } else { WEIGHT_OF_PAST * weight }
}

/// 1: not done for long; less after every time.
fn freshness(id: &str, situation: &Situation) -> f64 {
    let times = situation.done.iter().filter(|done| done.id == id);
    times
        .map(|done| 1.0 - (1.0 - WORTH_JUST_AFTER) * (-done.secs_ago.max(0.0) / HALF_LIFE_SECS).exp2())
        .product()
}

/// The id of the exercise that was done the last times in a row, if it was always the same.
fn done_too_often_in_a_row(situation: &Situation) -> Option<&String> {
    let mut latest: Vec<_> = situation.done.iter().collect();
    latest.sort_by(|a, b| a.secs_ago.total_cmp(&b.secs_ago));
    let last = latest.get(..IN_A_ROW)?;
    let first = last.first()?;
    last.iter().all(|done| done.id == first.id).then_some(&first.id)
}

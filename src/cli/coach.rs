//! `sitwell analyze SOURCE --coach EXERCISE`: counts an exercise in a recording, as the coach counts it before a camera.

use std::{io::Write, time::Duration};

use anyhow::{Context, bail};
use serde::Serialize;

use super::{Outcome, analyze::Format};
use crate::{
    care::{
        Catalogue,
        coach::{Assignment, Coach, Hint, Phase},
    },
    engine::analyzer::Analyzer,
    source::{FrameSource, Next},
    text::words,
    time::Mono,
};

const PATIENCE: Duration = Duration::from_millis(500);
/// A recording is counted to its end, however often an exercise is done in it.
const NO_END: [u32; 2] = [u32::MAX / 8; 2];

/// Something that the coach told.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Told {
    /// It began to count.
    Ready { at: Mono },
    /// One repetition, or one second of a stretch, more.
    Counted { at: Mono, counted: u32 },
    /// What to do differently.
    Hint { at: Mono, hint: Hint },
    /// The recording is over.
    Outcome { at: Mono, counted: u32, seen_share: f32 },
}

/// Counts to the end of the source. It has no neutral: the exercise takes its own place to start from.
pub(super) fn run(
    exercise_id: &str,
    source: &mut dyn FrameSource,
    mut analyzer: Analyzer,
    format: Format,
) -> anyhow::Result<Outcome> {
    let mut coach = Coach::new(assignment(exercise_id)?, None);
    let (mut at, mut counted, mut hint, mut is_ready) = (Mono::default(), 0, None, false);
    let (mut pictures, mut seen) = (0_u32, 0_u32);
    loop {
        let frame = match source.next(PATIENCE)? {
            Next::Frame(frame) => frame,
            Next::End => break,
            Next::Damaged { .. } | Next::TimedOut => continue,
            Next::Trouble { error, .. } => return Err(error.into()),
        };
        let analysis = analyzer.analyze(&frame).with_context(|| format!("picture {}", frame.index))?;
        at = frame.at;
        coach.step(at, Some(&analysis.pose));
        let state = coach.state();
        pictures += 1;
        seen += u32::from(state.seen.why().is_none());
        if !is_ready && !matches!(state.phase, Phase::GetReady { .. }) {
            is_ready = true;
            tell(&Told::Ready { at }, format)?;
        }
        if state.outcome.counted != counted {
            counted = state.outcome.counted;
            tell(&Told::Counted { at, counted }, format)?;
        }
        if state.hint != hint {
            hint = state.hint;
            if let Some(hint) = hint {
                tell(&Told::Hint { at, hint }, format)?;
            }
        }
    }
    if pictures == 0 {
        return Ok(Outcome::NothingReadable);
    }
    tell(&Told::Outcome { at, counted, seen_share: seen as f32 / pictures as f32 }, format)?;
    Ok(Outcome::Done)
}

fn assignment(exercise_id: &str) -> anyhow::Result<Assignment> {
    let catalogue = Catalogue::built_in()?;
    let Some(exercise) = catalogue.exercises.iter().find(|exercise| exercise.id == exercise_id) else {
        let ids: Vec<_> = catalogue.exercises.iter().map(|exercise| exercise.id.as_str()).collect();
        bail!("there is no exercise `{exercise_id}`\nhint: the exercises are {}", ids.join(", "));
    };
    let mut dose = exercise.dose;
    (dose.sets, dose.each_side) = (None, false);
    dose.repetitions = dose.repetitions.map(|_| NO_END);
    Ok(Assignment { exercise: exercise.id.clone(), check: exercise.check, dose })
}

fn tell(told: &Told, format: Format) -> anyhow::Result<()> {
    let line = match (format, told) {
        (Format::Jsonl, _) => serde_json::to_string(told)?,
        (_, Told::Ready { at }) => format!("{:7.1} s  ready", at.secs()),
        (_, Told::Counted { at, counted }) => format!("{:7.1} s  {counted}", at.secs()),
        (_, Told::Hint { at, hint }) => {
            format!("{:7.1} s  hint: {}", at.secs(), words(&format!("coach-hint-{}", hint.key())))
        }
        (_, Told::Outcome { at, counted, seen_share }) => {
            format!(
                "{:7.1} s  {counted} counted; seen in {:.0} % of the pictures",
                at.secs(),
                100.0 * seen_share
            )
        }
    };
    writeln!(std::io::stdout().lock(), "{line}").context("standard output was closed")
}

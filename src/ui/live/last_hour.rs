//! How the last hour went: what held from when to when, and the user's usual range. Kept by whoever hears the
//! snapshots, so that an hour without a window is no gap.

use std::collections::VecDeque;

use enum_map::EnumMap;

use crate::{
    engine::{CalibrationState, Snapshot, SourceState},
    posture::{Deviation, Metric, State, Why},
    time::WallTime,
};

/// How far back it goes, in seconds.
pub(in crate::ui) const HOUR_SECS: f64 = 3600.0;
/// What lasted shorter belongs to what came after it, so that there is never more than one run a second.
const SHORTEST_SECS: f64 = 1.0;
/// So long without a snapshot while pictures came, and nothing is known of the time between: the computer slept.
const GAP_SECS: f64 = 5.0;
/// Away for so long is a break, and not a reach for the printer.
const BREAK_SECS: f64 = 60.0;
/// Between two samples of the measurements.
const SAMPLE_SECS: f64 = 5.0;
/// Fewer samples (five minutes of them) are no habit.
const MIN_SAMPLES: usize = 60;
/// The usual range holds the middle four fifths: one value in ten lies below it, one above.
const TAIL: f32 = 0.1;

/// What the user did, or why that is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum Kind {
    /// Near the neutral.
    Fine,
    /// Ordinary work that is only told, such as leaning in.
    Told(Deviation),
    /// A fault.
    Fault(Deviation),
    /// Somebody is there, but it cannot be told how he sits.
    Unknown(Why),
    /// Nobody is there.
    Away,
    /// The camera is closed on purpose.
    Paused,
    /// The camera gives no pictures, and should.
    NoCamera,
    /// There is nothing to tell: the source is being opened, a calibration runs, a recording is over.
    Gap,
}

impl Kind {
    fn of(snapshot: &Snapshot) -> Self {
        let is_calibrating = matches!(snapshot.calibration, CalibrationState::Running { .. });
        let state = snapshot.assessment.as_ref().filter(|_| !is_calibrating).map(|seen| seen.state);
        match (&snapshot.source, state) {
            (SourceState::Opening | SourceState::Ended, _) => Self::Gap,
            (SourceState::Away, _) => Self::Away,
            (SourceState::Paused(_), _) => Self::Paused,
            (SourceState::Failed { .. }, _) => Self::NoCamera,
            (SourceState::Streaming { .. } | SourceState::Blind { .. }, state) => match state {
                None => Self::Gap,
                Some(State::Unknown(Why::Nobody)) => Self::Away,
                Some(State::Unknown(why)) => Self::Unknown(why),
                Some(State::Neutral) => Self::Fine,
                Some(State::Deviating(deviation)) if deviation.is_fault() => Self::Fault(deviation),
                Some(State::Deviating(deviation)) => Self::Told(deviation),
            },
        }
    }

    /// Whether somebody was seen, and how he sat is known.
    pub(in crate::ui) fn is_judged(self) -> bool {
        matches!(self, Self::Fine | Self::Told(_) | Self::Fault(_))
    }

    /// Whether it holds without pictures, until something else is told.
    fn holds(self) -> bool {
        matches!(self, Self::Away | Self::Paused | Self::NoCamera | Self::Gap)
    }
}

/// What held from one moment to another, in seconds of the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Run {
    pub(in crate::ui) from: f64,
    pub(in crate::ui) until: f64,
    pub(in crate::ui) kind: Kind,
}

impl Run {
    /// How long, in seconds.
    pub(in crate::ui) fn secs(self) -> f64 {
        self.until - self.from
    }
}

/// What a stretch of time came to, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::ui) struct Sum {
    /// Somebody was there and it was known how he sat.
    pub(in crate::ui) judged: f64,
    /// In a fault, of that.
    pub(in crate::ui) fault: f64,
    /// How often he was away for a minute or more.
    pub(in crate::ui) breaks: usize,
}

/// The last hour.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct LastHour {
    runs: VecDeque<Run>,
    samples: VecDeque<Sample>,
}

#[derive(Clone, Debug)]
struct Sample {
    at: f64,
    values: EnumMap<Metric, Option<f32>>,
}

impl LastHour {
    /// Takes in what holds now.
    pub(in crate::ui) fn take(&mut self, snapshot: &Snapshot, now: WallTime) {
        let now = epoch_secs(now);
        if self.runs.back().is_some_and(|last| now < last.until - SHORTEST_SECS) {
            // The clock was set back: what is kept would lie in the future.
            *self = Self::default();
        }
        let kind = Kind::of(snapshot);
        self.extend(kind, now);
        if kind.is_judged() && self.samples.back().is_none_or(|last| now - last.at >= SAMPLE_SECS) {
            let values = EnumMap::from_fn(|metric| {
                snapshot.measurements.get(metric).known().map(|estimate| estimate.value)
            });
            self.samples.push_back(Sample { at: now, values });
        }
        let start = now - HOUR_SECS;
        while self.runs.front().is_some_and(|first| first.until < start) {
            self.runs.pop_front();
        }
        while self.samples.front().is_some_and(|first| first.at < start) {
            self.samples.pop_front();
        }
    }

    fn extend(&mut self, kind: Kind, now: f64) {
        let mut from = now;
        if let Some(last) = self.runs.back_mut()
            && (last.kind.holds() || now - last.until <= GAP_SECS)
        {
            last.until = now;
            // What was too short to be seen gives its time to what follows.
            if last.secs() < SHORTEST_SECS {
                from = last.from;
                self.runs.pop_back();
            }
        }
        match self.runs.back_mut() {
            Some(last) if last.kind == kind && last.until == from => last.until = now,
            _ => self.runs.push_back(Run { from, until: now, kind }),
        }
    }

    /// What held within the last so many seconds, oldest first, cut to them.
    pub(in crate::ui) fn runs(&self, span_secs: f64, now: WallTime) -> Vec<Run> {
        let now = epoch_secs(now);
        let start = now - span_secs;
        let newest = self.runs.len().saturating_sub(1);
        let reaches = |(index, run): (usize, &Run)| {
            let until = if index == newest && run.kind.holds() { now } else { run.until };
            (until > start).then(|| Run { from: run.from.max(start), until: until.min(now), ..*run })
        };
        self.runs.iter().enumerate().filter_map(reaches).collect()
    }

    /// Between which values, in the metric's unit, it mostly was; `None` before there is a habit to speak of.
    pub(in crate::ui) fn usual(&self, metric: Metric) -> Option<[f32; 2]> {
        let mut values: Vec<f32> = self.samples.iter().filter_map(|sample| sample.values[metric]).collect();
        if values.len() < MIN_SAMPLES {
            return None;
        }
        values.sort_by(f32::total_cmp);
        let tail = (values.len() as f32 * TAIL) as usize;
        Some([*values.get(tail)?, *values.get(values.len() - 1 - tail)?])
    }
}

/// What these runs come to.
pub(in crate::ui) fn sum(runs: &[Run]) -> Sum {
    let secs = |is_counted: fn(Kind) -> bool| {
        runs.iter().filter(|run| is_counted(run.kind)).map(|run| run.secs()).sum()
    };
    Sum {
        judged: secs(Kind::is_judged),
        fault: secs(|kind| matches!(kind, Kind::Fault(_))),
        breaks: runs.iter().filter(|run| run.kind == Kind::Away && run.secs() >= BREAK_SECS).count(),
    }
}

/// Seconds of the Unix epoch.
pub(in crate::ui) fn epoch_secs(time: WallTime) -> f64 {
    time.0.as_millisecond() as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::Pause,
        posture::{Assessment, Estimate, Finding, Measurements, Reading},
        time::Mono,
    };

    fn at(secs: f64) -> WallTime {
        WallTime(jiff::Timestamp::from_millisecond(1_700_000_000_000 + (secs * 1000.0) as i64).unwrap())
    }

    fn judged(state: State) -> Snapshot {
        let finding = Finding {
            severity: Reading::Unknown(Why::NotMeasured),
            metric: Metric::LeanDeg,
            estimate: Reading::Unknown(Why::NotMeasured),
            since: None,
        };
        let assessment = Assessment {
            at: Mono(0.0),
            state,
            since: Mono(0.0),
            score: Reading::Known(80.0),
            findings: EnumMap::from_fn(|_| finding),
        };
        let source = SourceState::Streaming { name: String::new() };
        Snapshot { source, assessment: Some(assessment), ..Snapshot::opening() }
    }

    fn closed(source: SourceState) -> Snapshot {
        Snapshot { source, ..Snapshot::opening() }
    }

    /// Ten snapshots a second of each of these, for so long each.
    fn hour_of(stretches: &[(&Snapshot, f64)]) -> (LastHour, f64) {
        let (mut hour, mut tenths) = (LastHour::default(), 0_u32);
        for (snapshot, secs) in stretches {
            let end = tenths + (secs * 10.0) as u32;
            while tenths < end {
                hour.take(snapshot, at(f64::from(tenths) / 10.0));
                tenths += 1;
            }
        }
        (hour, f64::from(tenths) / 10.0)
    }

    fn kinds(hour: &LastHour, now: f64) -> Vec<(Kind, i64)> {
        hour.runs(HOUR_SECS, at(now)).iter().map(|run| (run.kind, run.secs().round() as i64)).collect()
    }

    const HEAD: Deviation = Deviation::ForwardHead;

    #[test]
    fn what_held_is_one_run_however_many_snapshots_told_it() {
        let (fine, fault) = (judged(State::Neutral), judged(State::Deviating(HEAD)));
        let (hour, now) = hour_of(&[(&fine, 30.0), (&fault, 20.0), (&fine, 10.0)]);
        assert_eq!(kinds(&hour, now), [(Kind::Fine, 30), (Kind::Fault(HEAD), 20), (Kind::Fine, 10)]);
        let runs = hour.runs(HOUR_SECS, at(now));
        assert!(runs.windows(2).all(|pair| pair[0].until == pair[1].from), "one follows the other");
    }

    #[test]
    fn flicker_leaves_no_more_than_a_run_a_second() {
        let (fine, unknown) = (judged(State::Neutral), judged(State::Unknown(Why::NotFrontal)));
        let mut stretches = vec![(&fine, 10.0)];
        for _ in 0..30 {
            stretches.extend([(&unknown, 0.3), (&fine, 0.3)]);
        }
        let (hour, now) = hour_of(&stretches);
        assert!(hour.runs.len() <= 20, "{} runs in 28 seconds", hour.runs.len());
        let total: f64 = hour.runs(HOUR_SECS, at(now)).iter().map(|run| run.secs()).sum();
        assert!((total - 28.0).abs() < 0.3, "no time is lost: {total}");
    }

    #[test]
    fn a_closed_camera_holds_until_something_else_is_told_and_sleep_is_a_gap() {
        let fine = judged(State::Neutral);
        let paused = closed(SourceState::Paused(Pause::ByUser { until: None }));
        let mut hour = LastHour::default();
        hour.take(&fine, at(0.0));
        hour.take(&fine, at(4.0));
        hour.take(&paused, at(5.0));
        assert_eq!(kinds(&hour, 605.0), [(Kind::Fine, 5), (Kind::Paused, 600)]);
        hour.take(&fine, at(700.0));
        hour.take(&fine, at(703.0));
        hour.take(&fine, at(1000.0));
        hour.take(&fine, at(1004.0));
        let expected = [(Kind::Fine, 5), (Kind::Paused, 695), (Kind::Fine, 3), (Kind::Fine, 4)];
        assert_eq!(kinds(&hour, 1004.0), expected, "from 703 to 1000 nothing is known");
    }

    #[test]
    fn it_holds_an_hour_and_begins_anew_when_the_clock_is_set_back() {
        let (fine, fault) = (judged(State::Neutral), judged(State::Deviating(HEAD)));
        let mut hour = LastHour::default();
        for minute in 0..180 {
            for second in 0..60 {
                let snapshot = if minute % 2 == 0 { &fine } else { &fault };
                hour.take(snapshot, at(f64::from(60 * minute + second)));
            }
        }
        assert!((60..=61).contains(&hour.runs.len()), "{}", hour.runs.len());
        assert!(hour.samples.len() <= 721, "{}", hour.samples.len());
        hour.take(&fine, at(20.0));
        assert_eq!(hour.runs.len(), 1);
    }

    #[test]
    fn the_sum_counts_breaks_and_leaves_out_what_is_unknown() {
        let (fine, fault) = (judged(State::Neutral), judged(State::Deviating(HEAD)));
        let unknown = judged(State::Unknown(Why::NotFrontal));
        let nobody = judged(State::Unknown(Why::Nobody));
        let (hour, now) =
            hour_of(&[(&fine, 60.0), (&nobody, 90.0), (&fault, 30.0), (&unknown, 20.0), (&nobody, 20.0)]);
        let sum = sum(&hour.runs(HOUR_SECS, at(now)));
        assert_eq!((sum.judged.round() as i64, sum.fault.round() as i64, sum.breaks), (90, 30, 1));
    }

    #[test]
    fn the_usual_range_leaves_the_rare_out_and_needs_five_minutes() {
        let mut hour = LastHour::default();
        for second in 0..600 {
            let mut snapshot = judged(State::Neutral);
            // For half a minute far beyond what is usual.
            let value =
                if (300..330).contains(&second) { -20.0 } else { -2.0 + f32::from((second % 3) as u8) };
            let estimate = Reading::Known(Estimate { value, uncertainty: 1.0 });
            snapshot.measurements = Measurements(EnumMap::from_fn(|_| estimate));
            hour.take(&snapshot, at(f64::from(second)));
            if second == 200 {
                assert_eq!(hour.usual(Metric::ForwardHeadDeg), None);
            }
        }
        assert_eq!(hour.usual(Metric::ForwardHeadDeg), Some([-2.0, 0.0]));
    }
}

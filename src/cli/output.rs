//! What `sitwell analyze` prints on standard output: a line for every frame, then a summary.

use std::{
    collections::BTreeMap,
    io::{self, BufWriter, Write},
};

use serde_json::{Map, Value, json};

use super::analyze::Format;
use crate::{
    engine::analyzer::{Analysis, Calibration},
    frame::Frame,
    posture::{Deviation, Joint, Metric, Reading, State},
    text,
    time::Mono,
};

/// A longer pause between two frames belongs to no posture.
const MAX_STEP_SECS: f64 = 2.0;

/// The printer of one analysis.
pub(super) struct Output {
    printer: Printer,
    summary: Summary,
}

enum Printer {
    Table(BufWriter<io::Stdout>),
    Jsonl(BufWriter<io::Stdout>),
    Csv(Box<csv::Writer<io::Stdout>>),
}

#[derive(Default)]
struct Summary {
    frames: u64,
    damaged: u64,
    /// Seconds in every state, by its key; for an unknown one `unknown: reason`.
    secs: BTreeMap<String, f64>,
    last: Option<(Mono, String)>,
    /// Every known value of every metric.
    values: BTreeMap<&'static str, Vec<f32>>,
}

impl Output {
    pub(super) fn new(format: Format) -> anyhow::Result<Self> {
        let printer = match format {
            Format::Table => Printer::Table(BufWriter::new(io::stdout())),
            Format::Jsonl => Printer::Jsonl(BufWriter::new(io::stdout())),
            Format::Csv => {
                let mut out = csv::Writer::from_writer(io::stdout());
                out.write_record(csv_header())?;
                Printer::Csv(Box::new(out))
            }
        };
        Ok(Self { printer, summary: Summary::default() })
    }

    pub(super) fn frame(&mut self, frame: &Frame, analysis: &Analysis) -> anyhow::Result<()> {
        self.summary.add(frame.at, analysis);
        match &mut self.printer {
            Printer::Table(out) => {
                // Not before there is something below it: an error needs no header.
                if self.summary.frames == 1 {
                    writeln!(
                        out,
                        "{:>9}  {:<22} {:>5}  {:>16} {:>16} {:>12}  why",
                        "time", "state", "score", "neck angle", "shoulders fwd", "lean"
                    )?;
                }
                writeln!(out, "{}", table_line(frame, analysis))?;
                out.flush()?;
            }
            Printer::Jsonl(out) => {
                serde_json::to_writer(&mut *out, &frame_json(frame, analysis))?;
                writeln!(out)?;
                out.flush()?;
            }
            Printer::Csv(out) => {
                out.write_record(csv_line(frame, analysis))?;
                out.flush()?;
            }
        }
        Ok(())
    }

    pub(super) fn damaged(&mut self, index: u64, reason: &str) -> anyhow::Result<()> {
        self.summary.damaged += 1;
        if let Printer::Jsonl(out) = &mut self.printer {
            serde_json::to_writer(&mut *out, &json!({"type": "damaged", "frame": index, "reason": reason}))?;
            writeln!(out)?;
            out.flush()?;
        }
        Ok(())
    }

    /// The summary: under the table, as the last JSON line, or, beside a CSV, on standard error.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        let summary = self.summary;
        match self.printer {
            Printer::Table(mut out) => {
                write!(out, "\n{}", summary.for_people())?;
                out.flush()?;
            }
            Printer::Jsonl(mut out) => {
                serde_json::to_writer(&mut out, &summary.json())?;
                writeln!(out)?;
                out.flush()?;
            }
            Printer::Csv(mut out) => {
                out.flush()?;
                super::say(summary.for_people().trim_end());
            }
        }
        Ok(())
    }
}

fn why(state: State) -> Option<&'static str> {
    match state {
        State::Unknown(why) => Some(why.key()),
        _ => None,
    }
}

fn table_line(frame: &Frame, analysis: &Analysis) -> String {
    let cell = |metric| match analysis.measurements.get(metric) {
        Reading::Known(e) => {
            let unit = metric.unit();
            format!("{:+.1} ±{:.1}{}{unit}", e.value, e.uncertainty, if unit == "mm" { " " } else { "" })
        }
        Reading::Unknown(_) => "-".to_owned(),
    };
    let assessment = &analysis.assessment;
    let score = assessment.score.known().map_or_else(|| "-".to_owned(), |score| format!("{score:.0}"));
    let reason = match (&analysis.calibration, assessment.state) {
        (Calibration::Running { remaining_secs, .. }, _) => {
            format!("taking the neutral, {remaining_secs:.0} s to go")
        }
        (_, State::Unknown(why)) => text::why_sentence(why).to_owned(),
        _ => String::new(),
    };
    let line = format!(
        "{:>8.2}s  {:<22} {score:>5}  {:>16} {:>16} {:>12}  {reason}",
        frame.at.secs(),
        text::state_name(assessment.state),
        cell(Metric::ForwardHeadDeg),
        cell(Metric::RoundedShouldersMm),
        cell(Metric::LeanDeg)
    );
    line.trim_end().to_owned()
}

/// Three decimals carry more than any measurement is worth.
fn rounded(value: f32) -> Value {
    json!((f64::from(value) * 1000.0).round() / 1000.0)
}

fn frame_json(frame: &Frame, analysis: &Analysis) -> Value {
    let assessment = &analysis.assessment;
    let mut line = Map::new();
    let mut put = |key: &str, value: Value| {
        line.insert(key.to_owned(), value);
    };
    put("type", json!("frame"));
    put("frame", json!(frame.index));
    put("t", json!((frame.at.secs() * 1000.0).round() / 1000.0));
    if let Some(name) = &frame.name {
        put("image", json!(name));
    }
    put("state", json!(assessment.state.key()));
    if let Some(why) = why(assessment.state) {
        put("why", json!(why));
    }
    put("calibrating", json!(matches!(analysis.calibration, Calibration::Running { .. })));
    put("score", assessment.score.known().map_or(Value::Null, rounded));
    let mut unknown = Map::new();
    for metric in Metric::ALL {
        let reading = analysis.measurements.get(metric);
        put(metric.key(), reading.known().map_or(Value::Null, |e| rounded(e.value)));
        put(&metric.uncertainty_key(), reading.known().map_or(Value::Null, |e| rounded(e.uncertainty)));
        if let Some(why) = reading.why() {
            unknown.insert(metric.quantity().to_owned(), json!(why.key()));
        }
    }
    put("craniovertebral_angle_deg", analysis.craniovertebral_angle_deg.map_or(Value::Null, rounded));
    put("unknown", Value::Object(unknown));
    let findings = Deviation::ALL.into_iter().filter_map(|deviation| {
        let finding = &assessment.findings[deviation];
        let severity = finding.severity.known()?;
        Some((
            deviation.key().to_owned(),
            json!({"severity": rounded(severity), "since": finding.since.map(Mono::secs)}),
        ))
    });
    put("findings", Value::Object(findings.collect()));
    put("keypoints", keypoints_json(analysis));
    Value::Object(line)
}

/// Each point as [x, y, confidence] in pixels of the picture; `null` when nobody was found.
fn keypoints_json(analysis: &Analysis) -> Value {
    let Reading::Known(pose) = &analysis.pose else { return Value::Null };
    let points = Joint::ALL.into_iter().filter_map(|joint| {
        let point = pose.keypoints[joint]?;
        let [x, y] = point.point_in_image;
        Some((joint.key().to_owned(), json!([rounded(x), rounded(y), rounded(point.confidence)])))
    });
    Value::Object(points.collect())
}

fn csv_header() -> Vec<String> {
    let mut header: Vec<String> = ["frame", "t", "image", "state", "why", "score"].map(str::to_owned).into();
    for metric in Metric::ALL {
        header.extend([metric.key().to_owned(), metric.uncertainty_key()]);
    }
    header
}

fn csv_line(frame: &Frame, analysis: &Analysis) -> Vec<String> {
    let assessment = &analysis.assessment;
    let mut line = vec![
        frame.index.to_string(),
        format!("{:.3}", frame.at.secs()),
        frame.name.clone().unwrap_or_default(),
        assessment.state.key().to_owned(),
        why(assessment.state).unwrap_or_default().to_owned(),
        assessment.score.known().map_or_else(String::new, |score| format!("{score:.1}")),
    ];
    for metric in Metric::ALL {
        let estimate = analysis.measurements.get(metric).known();
        line.extend([
            estimate.map_or_else(String::new, |e| format!("{:.2}", e.value)),
            estimate.map_or_else(String::new, |e| format!("{:.2}", e.uncertainty)),
        ]);
    }
    line
}

impl Summary {
    fn add(&mut self, at: Mono, analysis: &Analysis) {
        self.frames += 1;
        let state = analysis.assessment.state;
        let key = why(state).map_or_else(|| state.key().to_owned(), |why| format!("unknown: {why}"));
        if let Some((last_at, last_key)) = self.last.replace((at, key)) {
            let step = at - last_at;
            if (0.0..=MAX_STEP_SECS).contains(&step) {
                *self.secs.entry(last_key).or_default() += step;
            }
        }
        for metric in Metric::ALL {
            if let Reading::Known(estimate) = analysis.measurements.get(metric) {
                self.values.entry(metric.key()).or_default().push(estimate.value);
            }
        }
    }

    fn known_share(&self, metric: Metric) -> f64 {
        self.values.get(metric.key()).map_or(0, Vec::len) as f64 / self.frames.max(1) as f64
    }

    /// The 5th percentile, the median and the 95th.
    fn range(&self, metric: Metric) -> Option<[f32; 3]> {
        let mut sorted = self.values.get(metric.key())?.clone();
        sorted.sort_by(f32::total_cmp);
        let at = |share: f64| sorted.get(((sorted.len() - 1) as f64 * share).round() as usize).copied();
        Some([at(0.05)?, at(0.5)?, at(0.95)?])
    }

    fn json(&self) -> Value {
        let metrics = Metric::ALL.into_iter().map(|metric| {
            let range = self.range(metric).map_or(Value::Null, |[p5, median, p95]| {
                json!({"p5": rounded(p5), "median": rounded(median), "p95": rounded(p95)})
            });
            let share = (self.known_share(metric) * 1000.0).round() / 1000.0;
            (metric.key().to_owned(), json!({"known_share": share, "range": range}))
        });
        let secs = self.secs.iter().map(|(key, secs)| (key.clone(), json!((secs * 1000.0).round() / 1000.0)));
        json!({
            "type": "summary",
            "frames": self.frames,
            "damaged": self.damaged,
            "seconds": Value::Object(secs.collect()),
            "metrics": Value::Object(metrics.collect()),
        })
    }

    fn for_people(&self) -> String {
        let count =
            |number: u64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
        let mut lines = count(self.frames, "picture") + " analysed";
        if self.damaged > 0 {
            lines += &format!(", {} skipped", count(self.damaged, "damaged one"));
        }
        lines.push('\n');
        let total: f64 = self.secs.values().sum();
        for (key, secs) in &self.secs {
            let words = key.replace('_', " ");
            lines += &format!(
                "  {words:<32} {secs:>8.1} s  {:>3.0} %\n",
                100.0 * secs / total.max(f64::MIN_POSITIVE)
            );
        }
        for metric in Metric::ALL {
            let Some([p5, median, p95]) = self.range(metric) else { continue };
            let (name, unit) = (text::metric_name(metric), metric.unit());
            let unit = if unit == "mm" { " mm" } else { unit };
            lines += &if self.frames == 1 {
                format!("  {name:<32} {median:+.1}{unit}\n")
            } else {
                let share = 100.0 * self.known_share(metric);
                format!(
                    "  {name:<32} median {median:+.1}{unit}, from {p5:+.1} to {p95:+.1}, known in {share:.0} %\n"
                )
            };
        }
        lines
    }
}

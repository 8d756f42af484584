//! What was measured on every judged picture, one JSON object a line, for others to grade.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::protocol::{Evaluation, Judged};
use crate::posture::{Estimate, Metric, Reading};

/// The uncertainties that are told beside their values.
const WITH_UNCERTAINTY: [Metric; 2] = [Metric::ForwardHeadDeg, Metric::RoundedShouldersMm];

/// Writes a line for every judged picture, in the order of the set. Angles are in degrees and lengths in mm, the
/// distance in metres; all are changes against the neutral but the distance. `null` is unknown, for the reason under
/// `unknown`. `state` is `neutral`, `unknown` or the strongest deviation, as `sitwell analyze` tells it; a still needs
/// no dwell time for it.
pub fn write(evaluation: &Evaluation, out: &mut dyn Write) -> io::Result<()> {
    for judged in &evaluation.judged {
        serde_json::to_writer(&mut *out, &line(judged))?;
        writeln!(out)?;
    }
    out.flush()
}

fn line(judged: &Judged) -> Value {
    let mut line = Map::new();
    let mut unknown = Map::new();
    line.insert("image".to_owned(), json!(judged.picture.image));
    for metric in Metric::ALL {
        let reading = judged.analysis.measurements.get(metric);
        if let Reading::Unknown(why) = reading {
            unknown.insert(metric.quantity().to_owned(), json!(why.key()));
        }
        let number =
            |part: fn(Estimate) -> f32| reading.known().map_or(Value::Null, |e| json!(rounded(part(e))));
        if metric == Metric::DistanceMm {
            line.insert("distance_m".to_owned(), number(|estimate| estimate.value / 1000.0));
        } else {
            line.insert(metric.key().to_owned(), number(|estimate| estimate.value));
        }
        if WITH_UNCERTAINTY.contains(&metric) {
            line.insert(metric.uncertainty_key(), number(|estimate| estimate.uncertainty));
        }
    }
    line.insert("state".to_owned(), json!(judged.state.key()));
    line.insert("unknown".to_owned(), Value::Object(unknown));
    Value::Object(line)
}

fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

//! The figures of an evaluation: overall and by camera, person, sequence and cause.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    baselines::Baseline,
    degrade::Degrade,
    graded_set::{Exclusion, GradedPicture, Kind},
    metrics::{self, Pair},
    protocol::{Evaluation, Judged},
    session::{SessionFigures, session_figures},
};
use crate::posture::{Deviation, Estimate, Metric, Reading};

/// A change of the craniovertebral angle of this much or more is a forward head, in degrees...
const FORWARD_HEAD_FROM_DEG: f64 = -8.0;
/// ... and one smaller than this is none. What lies between counts on neither side.
const NO_FORWARD_HEAD_ABOVE_DEG: f64 = -4.0;
/// The same for rounded shoulders: protraction in mm.
const ROUNDED_FROM_MM: f64 = 15.0;
const NOT_ROUNDED_BELOW_MM: f64 = 7.0;
/// False alarms are compared at the threshold that finds this share of all positives.
const HITS: f64 = 0.9;
/// So many of the greatest errors are told.
const WORST: usize = 5;

/// All figures of an evaluation, as they are written by `--json`. Shares are 0 to 1; `null` is "cannot be said".
#[derive(Debug, Serialize)]
pub struct Report {
    /// What found the keypoints.
    pub estimator: String,
    /// How the pictures were made worse: the key of [`Degrade`].
    pub degrade: &'static str,
    /// Judged stills.
    pub stills: usize,
    /// Judged pictures of sessions.
    pub session_pictures: usize,
    /// Pictures that were calibrated on.
    pub calibration_pictures: usize,
    /// The forward head as a score: by method, the threshold that finds 90 % of all positives; `null` where so many
    /// positives are unknown that none does.
    pub thresholds_at_90_percent_hits: BTreeMap<&'static str, Option<f64>>,
    /// The stills, cut in several ways; the first slice is all of them.
    pub slices: Vec<Slice>,
    /// The sessions.
    pub sessions: Vec<SessionFigures>,
    /// The stills with the greatest errors of the forward head.
    pub worst: Vec<WorstError>,
    /// What was left out, and why.
    pub excluded: Vec<Exclusion>,
}

/// The figures of a part of the stills.
#[derive(Debug, Serialize)]
pub struct Slice {
    /// `all`, `cameras` (main and others), `camera`, `person`, `sequence`, `cause` (the labels of ordinary postures, over all cameras) or `posture`.
    pub by: &'static str,
    /// Which one, such as `cam1`.
    pub name: String,
    /// How many stills.
    pub pictures: usize,
    /// Telling a forward head from none, by method.
    pub forward_head: BTreeMap<&'static str, Detection>,
    /// Telling rounded shoulders from none, by method; over the pictures with free arms alone.
    pub rounded_shoulders: BTreeMap<&'static str, Detection>,
    /// The errors of Sitwell's measurements, by metric.
    pub errors: BTreeMap<&'static str, Errors>,
    /// Why the forward head is unknown, with the number of pictures.
    pub unknown_forward_head: BTreeMap<&'static str, usize>,
}

/// How well positives are told from negatives.
#[derive(Debug, Serialize)]
pub struct Detection {
    /// Pictures that show it.
    pub positives: usize,
    /// Pictures that certainly do not.
    pub negatives: usize,
    /// Positives whose score is unknown: misses.
    pub unknown_positives: usize,
    /// Negatives whose score is unknown: silent.
    pub unknown_negatives: usize,
    /// Area under the curve.
    pub auc: Option<f64>,
    /// Share of positives found at the threshold that finds 90 % of all positives of the set.
    pub hits: Option<f64>,
    /// Share of negatives alarmed at that threshold.
    pub false_alarms: Option<f64>,
    /// Share of positives beyond Sitwell's own limit; `null` for other methods.
    pub hits_at_limit: Option<f64>,
    /// Share of negatives beyond it.
    pub false_alarms_at_limit: Option<f64>,
}

/// How far the measurements are from the truth, over the pictures in which they are known. In the metric's unit.
#[derive(Debug, Serialize)]
pub struct Errors {
    /// Pictures with a truth.
    pub pictures: usize,
    /// Those of them in which the value is known.
    pub known: usize,
    /// Mean absolute error.
    pub mae: Option<f64>,
    /// Mean error; positive: too much is measured.
    pub bias: Option<f64>,
    /// Pearson's.
    pub correlation: Option<f64>,
    /// Share of truths within the told uncertainty.
    pub coverage: Option<f64>,
    /// By what the uncertainties would have to be multiplied to hold nine of ten truths.
    pub factor_for_nine_of_ten: Option<f64>,
}

/// One of the greatest errors.
#[derive(Debug, Serialize)]
pub struct WorstError {
    /// The picture.
    pub image: String,
    /// True change of the craniovertebral angle, in degrees.
    pub truth_deg: f64,
    /// The measured one.
    pub estimate_deg: f64,
    /// Its uncertainty.
    pub uncertainty_deg: f64,
    /// The sequence of the picture.
    pub sequence: String,
    /// What the arms did, where the set says so.
    pub arms: Option<String>,
    /// The light, where the set says so.
    pub light: Option<String>,
}

/// Who says how bad it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Sitwell,
    Baseline(Baseline),
}

const METHODS: [Method; 4] = [
    Method::Sitwell,
    Method::Baseline(Baseline::NoseDrop),
    Method::Baseline(Baseline::EyeDistance),
    Method::Baseline(Baseline::TwoRatios),
];

/// What is to be detected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    ForwardHead,
    RoundedShoulders,
}

/// `Some(true)`: it is there; `Some(false)`: it is not; `None`: it does not count.
fn truth_of(fault: Fault, picture: &GradedPicture) -> Option<bool> {
    match fault {
        Fault::ForwardHead => {
            let change = picture.change.cva_trunk_deg?;
            let may_be_negative =
                picture.kind == Kind::Nonfault || picture.label.as_deref() == Some("rounded");
            let is_negative = may_be_negative && change > NO_FORWARD_HEAD_ABOVE_DEG;
            let is_positive = change <= FORWARD_HEAD_FROM_DEG;
            (is_positive || is_negative).then_some(is_positive)
        }
        Fault::RoundedShoulders => {
            let change = picture.change.protraction_mm.filter(|_| picture.has_free_arms())?;
            let is_positive = change >= ROUNDED_FROM_MM;
            (is_positive || change < NOT_ROUNDED_BELOW_MM).then_some(is_positive)
        }
    }
}

impl Method {
    fn key(self) -> &'static str {
        match self {
            Self::Sitwell => "sitwell",
            Self::Baseline(baseline) => baseline.key(),
        }
    }

    /// The more, the worse. The rules of others know no rounded shoulders: their one score stands for both.
    fn score(self, fault: Fault, judged: &Judged) -> Option<f64> {
        match self {
            Self::Baseline(baseline) => judged.baselines[baseline],
            Self::Sitwell => {
                let value = estimate(judged, fault.deviation().metric()).map(|e| f64::from(e.value))?;
                Some(if fault.deviation().limit() < 0.0 { -value } else { value })
            }
        }
    }
}

impl Fault {
    fn deviation(self) -> Deviation {
        match self {
            Self::ForwardHead => Deviation::ForwardHead,
            Self::RoundedShoulders => Deviation::RoundedShoulders,
        }
    }
}

fn estimate(judged: &Judged, metric: Metric) -> Option<Estimate> {
    judged.analysis.measurements.get(metric).known()
}

/// The true value of a metric, in its unit.
pub(super) fn true_value(picture: &GradedPicture, metric: Metric) -> Option<f64> {
    let change = &picture.change;
    match metric {
        Metric::ForwardHeadDeg => change.cva_trunk_deg,
        Metric::ForwardHeadMm => change.fht_trunk_mm,
        // Elsewhere the arms move with the shoulders and give them away.
        Metric::RoundedShouldersMm => change.protraction_mm.filter(|_| picture.has_free_arms()),
        Metric::SlumpDeg => change.kyphosis_bone_deg,
        Metric::LeanDeg => change.trunk_lean_dof_deg,
        Metric::HeadPitchDeg => change.frankfurt_pitch_deg,
        Metric::HeadYawDeg => change.head_yaw_deg,
        Metric::HeadRollDeg => change.head_roll_deg,
        Metric::ShoulderTiltDeg => change.shoulder_tilt_deg,
        Metric::DistanceMm => picture.eye_to_camera_m.map(|metres| 1000.0 * metres),
    }
}

impl Report {
    /// All figures.
    pub fn of(evaluation: &Evaluation, estimator: &str, degrade: Degrade) -> Self {
        let (sessions, stills): (Vec<&Judged>, Vec<&Judged>) =
            evaluation.judged.iter().partition(|judged| judged.picture.kind == Kind::Session);
        let thresholds = Thresholds::of(&stills);
        let at_hits =
            METHODS.into_iter().zip(&thresholds.forward_head).map(|(m, t)| (m.key(), t.map(rounded)));
        Self {
            estimator: estimator.to_owned(),
            degrade: degrade.key(),
            stills: stills.len(),
            session_pictures: sessions.len(),
            calibration_pictures: evaluation.calibration_pictures,
            thresholds_at_90_percent_hits: at_hits.collect(),
            slices: slices(&stills, &thresholds),
            sessions: session_figures(&sessions),
            worst: worst_errors(evaluation).into_iter().map(WorstError::of).collect(),
            excluded: evaluation.excluded.clone(),
        }
    }

    /// The figures of all stills.
    pub fn overall(&self) -> Option<&Slice> {
        self.slices.first()
    }
}

/// For every method the threshold that finds [`HITS`] of all positives.
struct Thresholds {
    forward_head: [Option<f64>; METHODS.len()],
    rounded_shoulders: [Option<f64>; METHODS.len()],
}

impl Thresholds {
    fn of(stills: &[&Judged]) -> Self {
        let of = |fault| {
            METHODS.map(|method| {
                let (positives, _) = scores(stills, method, fault);
                metrics::threshold_for_hits(&positives, HITS)
            })
        };
        Self { forward_head: of(Fault::ForwardHead), rounded_shoulders: of(Fault::RoundedShoulders) }
    }
}

/// Of the positives and of the negatives.
fn scores(stills: &[&Judged], method: Method, fault: Fault) -> (Vec<Option<f64>>, Vec<Option<f64>>) {
    let of = |side: bool| {
        let side = stills.iter().filter(|judged| truth_of(fault, judged.picture) == Some(side));
        side.map(|judged| method.score(fault, judged)).collect()
    };
    (of(true), of(false))
}

fn slices(stills: &[&Judged], thresholds: &Thresholds) -> Vec<Slice> {
    let mut slices = vec![Slice::of("all", "all", stills, thresholds)];
    let mut cut = |by: &'static str, key: &dyn Fn(&GradedPicture) -> Option<String>| {
        let mut parts: BTreeMap<String, Vec<&Judged>> = BTreeMap::new();
        for judged in stills {
            if let Some(key) = key(judged.picture) {
                parts.entry(key).or_default().push(judged);
            }
        }
        slices.extend(parts.iter().map(|(name, part)| Slice::of(by, name, part, thresholds)));
    };
    let is_main = |picture: &GradedPicture| picture.group() == super::graded_set::MAIN_CAMERA;
    cut("cameras", &|picture| {
        Some(if is_main(picture) { "main camera" } else { "other cameras" }.to_owned())
    });
    cut("camera", &|picture| (!is_main(picture)).then(|| picture.group().to_owned()));
    cut("person", &|picture| Some(picture.person.clone()));
    cut("sequence", &|picture| Some(picture.sequence.clone()));
    cut("cause", &|picture| picture.label.clone().filter(|_| picture.kind == Kind::Nonfault));
    cut("posture", &|picture| picture.is_neutral().then(|| "neutral".to_owned()));
    slices
}

impl Slice {
    fn of(by: &'static str, name: &str, stills: &[&Judged], thresholds: &Thresholds) -> Self {
        let detections = |fault, thresholds: &[Option<f64>; METHODS.len()]| {
            METHODS
                .into_iter()
                .zip(thresholds)
                .map(|(method, threshold)| (method.key(), Detection::of(stills, method, fault, *threshold)))
                .collect()
        };
        let mut unknown_forward_head = BTreeMap::new();
        for judged in stills {
            if let Reading::Unknown(why) = judged.analysis.measurements.get(Metric::ForwardHeadDeg) {
                *unknown_forward_head.entry(why.key()).or_default() += 1;
            }
        }
        Self {
            by,
            name: name.to_owned(),
            pictures: stills.len(),
            forward_head: detections(Fault::ForwardHead, &thresholds.forward_head),
            rounded_shoulders: detections(Fault::RoundedShoulders, &thresholds.rounded_shoulders),
            errors: Metric::ALL.map(|metric| (metric.key(), Errors::of(stills, metric))).into(),
            unknown_forward_head,
        }
    }
}

impl Detection {
    fn of(stills: &[&Judged], method: Method, fault: Fault, threshold: Option<f64>) -> Self {
        let (positives, negatives) = scores(stills, method, fault);
        let unknown = |scores: &[Option<f64>]| scores.iter().filter(|score| score.is_none()).count();
        // Where no threshold finds enough, only one that alarms always would.
        let at_threshold = |score: f64| score >= threshold.unwrap_or(f64::NEG_INFINITY);
        let limit = f64::from(fault.deviation().limit().abs());
        let beyond_limit = |scores: &[Option<f64>]| {
            (method == Method::Sitwell)
                .then(|| metrics::alarm_share(scores, |score| score > limit).map(rounded))
                .flatten()
        };
        Self {
            positives: positives.len(),
            negatives: negatives.len(),
            unknown_positives: unknown(&positives),
            unknown_negatives: unknown(&negatives),
            auc: metrics::auc(&positives, &negatives).map(rounded),
            hits: metrics::alarm_share(&positives, at_threshold).map(rounded),
            false_alarms: metrics::alarm_share(&negatives, at_threshold).map(rounded),
            hits_at_limit: beyond_limit(&positives),
            false_alarms_at_limit: beyond_limit(&negatives),
        }
    }
}

impl Errors {
    fn of(stills: &[&Judged], metric: Metric) -> Self {
        let pictures = stills.iter().filter(|judged| true_value(judged.picture, metric).is_some()).count();
        let pairs = pairs(stills, metric);
        Self {
            pictures,
            known: pairs.len(),
            mae: metrics::mean_absolute_error(&pairs).map(rounded),
            bias: metrics::bias(&pairs).map(rounded),
            correlation: metrics::correlation(&pairs).map(rounded),
            coverage: metrics::coverage(&pairs).map(rounded),
            factor_for_nine_of_ten: metrics::factor_for_nine_of_ten(&pairs).map(rounded),
        }
    }
}

/// The known values beside the true ones.
pub(super) fn pairs(judged: &[&Judged], metric: Metric) -> Vec<Pair> {
    judged.iter().filter_map(|judged| pair(judged, metric)).collect()
}

fn pair(judged: &Judged, metric: Metric) -> Option<Pair> {
    let Estimate { value, uncertainty } = estimate(judged, metric)?;
    let truth = true_value(judged.picture, metric)?;
    Some(Pair { estimate: f64::from(value), uncertainty: f64::from(uncertainty), truth })
}

/// The stills with the greatest errors of the forward head, the greatest first.
pub fn worst_errors<'e, 'a>(evaluation: &'e Evaluation<'a>) -> Vec<&'e Judged<'a>> {
    let error = |judged: &Judged| pair(judged, Metric::ForwardHeadDeg).map(|pair| pair.error().abs());
    let stills = evaluation.judged.iter().filter(|judged| judged.picture.kind != Kind::Session);
    let mut worst: Vec<_> = stills.filter_map(|judged| Some((error(judged)?, judged))).collect();
    worst.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    worst.into_iter().take(WORST).map(|(_, judged)| judged).collect()
}

impl WorstError {
    /// Of a picture whose forward head and truth are known.
    pub fn of(judged: &Judged) -> Self {
        let picture = judged.picture;
        let Pair { estimate, uncertainty, truth } = pair(judged, Metric::ForwardHeadDeg).unwrap_or(Pair {
            estimate: f64::NAN,
            uncertainty: f64::NAN,
            truth: f64::NAN,
        });
        Self {
            image: picture.image.clone(),
            truth_deg: rounded(truth),
            estimate_deg: rounded(estimate),
            uncertainty_deg: rounded(uncertainty),
            sequence: picture.sequence.clone(),
            arms: picture.arms.clone(),
            light: picture.light.clone(),
        }
    }

    /// What may have made it hard, as far as the set says.
    pub fn circumstances(&self) -> String {
        let light = self.light.as_ref().map(|light| format!("{light} light"));
        let words = [Some(&self.sequence), self.arms.as_ref(), light.as_ref()];
        let words: Vec<String> = words.into_iter().flatten().map(|word| word.replace('_', " ")).collect();
        words.join(", ")
    }
}

/// Four decimals carry more than any figure is worth, and are the same on every machine.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

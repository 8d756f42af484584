//! The rules of an evaluation: who is calibrated on what, and how a picture is judged.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use enum_map::EnumMap;

use super::{
    EvaluateError,
    baselines::Baseline,
    degrade::Degrade,
    graded_set::{Exclusion, GradedPicture, GradedSet, Kind, MAIN_CAMERA, line_name},
};
use crate::{
    engine::analyzer::{Analysis, Analyzer},
    estimator::{EstimatorError, PoseEstimator},
    frame::Frame,
    posture::{Assessment, Deviation, Neutral, OwnPosture, POSES_IN_MEAN, Pose, Reading, State},
    source,
    time::Mono,
};

/// Gives the estimator for a person.
pub type OpenEstimator<'o> = dyn Fn(&str) -> Result<Box<dyn PoseEstimator>, EstimatorError> + 'o;

/// How the pictures are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// Made worse before.
    pub degrade: Degrade,
    /// Every person's neutral is joined by the own slouch and the own rounded shoulders, where the set has them.
    pub with_own_postures: bool,
}

/// What became of a set.
#[derive(Debug)]
pub struct Evaluation<'a> {
    /// Every picture that was judged, in the order of the set.
    pub judged: Vec<Judged<'a>>,
    /// How many pictures the calibrations were made of.
    pub calibration_pictures: usize,
    /// What was left out, and why.
    pub excluded: Vec<Exclusion>,
}

/// A picture and what Sitwell made of it.
#[derive(Debug)]
pub struct Judged<'a> {
    /// The picture and its truth.
    pub picture: &'a GradedPicture,
    /// What it was compared with; `None` where nobody was seen in the calibration's pictures.
    pub neutral: Option<Arc<Neutral>>,
    /// Keypoints, measurements and verdict. A still has no past.
    pub analysis: Analysis,
    /// The verdict: for a session the one that was in force, for a still the strongest deviation over its limit.
    pub state: State,
    /// The scores of other monitors' rules.
    pub baselines: EnumMap<Baseline, Option<f64>>,
}

/// The pictures of one person that share a calibration.
#[derive(Default)]
struct Group<'a> {
    calibration: Vec<&'a GradedPicture>,
    own_postures: EnumMap<OwnPosture, Vec<&'a GradedPicture>>,
    /// Each with its place in the set.
    judged: Vec<(usize, &'a GradedPicture)>,
}

/// Calibrates every group of every person on its own pictures of kind `calibration`, and judges its others: stills on
/// their own, sessions through the whole chain at their own times. `open` gives the estimator for a person; `tick` is
/// called for every picture looked at.
///
/// A session without calibration pictures takes the neutral of the person's main camera, if that is the same camera.
pub fn evaluate<'a>(
    set: &'a GradedSet,
    open: &OpenEstimator<'_>,
    how: How,
    tick: &mut dyn FnMut(),
) -> Result<Evaluation<'a>, EvaluateError> {
    let mut judged = Vec::new();
    let mut excluded = set.broken_lines.clone();
    let groups = groups(set);
    let mut calibration_pictures = 0;
    for person in groups.keys().map(|(person, _)| *person).collect::<BTreeSet<&str>>() {
        let of_person = |error| EvaluateError::Estimator { place: person.to_owned(), error };
        let analyzer = Analyzer::new(open(person).map_err(of_person)?);
        let mut judge = Judge { set, analyzer, how, tick, judged: &mut judged, excluded: &mut excluded };
        for (&(_, name), group) in groups.iter().filter(|((owner, _), _)| *owner == person) {
            let calibration = calibration_of(&groups, person, name, group);
            calibration_pictures += group.calibration.len();
            judge.judge_group(&format!("{person} {name}"), calibration, group)?;
        }
    }
    if judged.is_empty() {
        let first_exclusion = excluded
            .first()
            .map_or_else(|| "all are there to calibrate on".into(), |e| format!("{}: {}", e.place, e.reason));
        return Err(EvaluateError::NothingJudged { first_exclusion });
    }
    judged.sort_by_key(|(index, _)| *index);
    let judged = judged.into_iter().map(|(_, judged)| judged).collect();
    Ok(Evaluation { judged, calibration_pictures, excluded })
}

type Groups<'a> = BTreeMap<(&'a str, &'a str), Group<'a>>;

fn groups(set: &GradedSet) -> Groups<'_> {
    let mut groups = Groups::new();
    for (index, picture) in set.pictures.iter().enumerate() {
        let group = groups.entry((&picture.person, picture.group())).or_default();
        match picture.kind {
            Kind::Calibration => group.calibration.push(picture),
            Kind::CalibrationRounded => group.own_postures[OwnPosture::RoundedShoulders].push(picture),
            Kind::CalibrationSlouch => group.own_postures[OwnPosture::Slouch].push(picture),
            Kind::Fault | Kind::Nonfault | Kind::Session => group.judged.push((index, picture)),
        }
    }
    groups
}

/// The pictures to calibrate a group on; none when it has none of its own and borrows none.
fn calibration_of<'g, 'a>(
    groups: &'g Groups<'a>,
    person: &'a str,
    name: &str,
    group: &'g Group<'a>,
) -> &'g [&'a GradedPicture] {
    let is_session = || group.judged.iter().any(|(_, picture)| picture.kind == Kind::Session);
    if group.calibration.is_empty() && name != MAIN_CAMERA && is_session() {
        let camera = |pictures: Option<&&'a GradedPicture>| pictures.map(|picture| &picture.camera);
        let main = groups.get(&(person, MAIN_CAMERA));
        let same = main.filter(|main| {
            camera(main.calibration.first()) == camera(group.judged.first().map(|(_, picture)| picture))
        });
        return same.map_or(&[], |main| &main.calibration);
    }
    &group.calibration
}

struct Judge<'a, 't> {
    set: &'a GradedSet,
    analyzer: Analyzer,
    how: How,
    tick: &'t mut dyn FnMut(),
    judged: &'t mut Vec<(usize, Judged<'a>)>,
    excluded: &'t mut Vec<Exclusion>,
}

impl<'a> Judge<'a, '_> {
    fn judge_group(
        &mut self,
        name: &str,
        calibration: &[&'a GradedPicture],
        group: &Group<'a>,
    ) -> Result<(), EvaluateError> {
        let pictures = &group.judged;
        if pictures.is_empty() {
            return Ok(());
        }
        let frames: Vec<Frame> = calibration.iter().filter_map(|picture| self.frame(picture)).collect();
        if frames.is_empty() {
            let reason = "there is no calibration picture to compare these with\n\
                          hint: a person's neutral has the kind \"calibration\", for every camera";
            self.excluded.push(Exclusion {
                place: name.to_owned(),
                pictures: pictures.len(),
                reason: reason.to_owned(),
            });
            return Ok(());
        }
        let mut neutral = self.calibrate(&frames)?;
        if let Some(alone) = neutral.as_ref().filter(|_| self.how.with_own_postures) {
            neutral = Some(self.add_own_postures(alone, group)?);
        }
        self.analyzer.set_neutral(neutral.clone());
        let (mut session, stills): (Vec<_>, Vec<_>) =
            pictures.iter().partition(|(_, picture)| picture.kind == Kind::Session);
        for (index, picture) in stills {
            let Some(frame) = self.frame(picture) else { continue };
            let analysis = self.analyzer.analyze_still(&frame).map_err(|error| of_frame(&frame, error))?;
            let state = momentary_state(&analysis.assessment);
            self.keep(index, picture, neutral.as_ref(), analysis, state);
        }
        session.sort_by(|(_, a), (_, b)| a.secs().total_cmp(&b.secs()));
        self.analyzer.forget();
        for (index, picture) in session {
            let Some(frame) = self.frame(picture) else { continue };
            let analysis = self.analyze(&frame)?;
            let state = analysis.assessment.state;
            self.keep(index, picture, neutral.as_ref(), analysis, state);
        }
        Ok(())
    }

    fn keep(
        &mut self,
        index: usize,
        picture: &'a GradedPicture,
        neutral: Option<&Arc<Neutral>>,
        analysis: Analysis,
        state: State,
    ) {
        let baselines = baseline_scores(&analysis.pose, neutral.map(AsRef::as_ref));
        self.judged.push((index, Judged { picture, neutral: neutral.cloned(), analysis, state, baselines }));
    }

    /// The neutral, with what the user showed beside it.
    fn add_own_postures(
        &mut self,
        neutral: &Arc<Neutral>,
        group: &Group<'a>,
    ) -> Result<Arc<Neutral>, EvaluateError> {
        let mut with_own = neutral.as_ref().clone();
        for (posture, pictures) in &group.own_postures {
            let frames: Vec<Frame> = pictures.iter().filter_map(|picture| self.frame(picture)).collect();
            let shown = self.median_of(&frames, Some(neutral))?;
            with_own.own.postures[posture] = shown.map(|shown| shown.pose);
        }
        Ok(Arc::new(with_own))
    }

    /// The neutral of these pictures; `None` when nobody is seen in them. They are looked at twice: once to find the
    /// user, and then as every other picture is, so that neutral and judged pictures are seen through the same crop.
    fn calibrate(&mut self, frames: &[Frame]) -> Result<Option<Arc<Neutral>>, EvaluateError> {
        let mut neutral = None;
        for _ in 0..2 {
            let Some(found) = self.median_of(frames, neutral.as_ref())? else { return Ok(None) };
            neutral = Some(Arc::new(found));
        }
        Ok(neutral)
    }

    /// The median of what is seen in these pictures, in every view, as ten seconds before a camera would be.
    fn median_of(
        &mut self,
        frames: &[Frame],
        neutral: Option<&Arc<Neutral>>,
    ) -> Result<Option<Neutral>, EvaluateError> {
        self.analyzer.set_neutral(neutral.cloned());
        let mut poses = Vec::new();
        for frame in frames {
            self.analyzer.forget();
            for _ in 0..POSES_IN_MEAN {
                if let Reading::Known(pose) = self.analyze(frame)?.pose {
                    poses.push(pose);
                }
            }
        }
        Ok(Neutral::of_poses(&poses.iter().collect::<Vec<&Pose>>()).known())
    }

    fn analyze(&mut self, frame: &Frame) -> Result<Analysis, EvaluateError> {
        self.analyzer.analyze(frame).map_err(|error| of_frame(frame, error))
    }

    /// The picture, made worse as asked; one that cannot be read is left out, and counted.
    fn frame(&mut self, picture: &GradedPicture) -> Option<Frame> {
        (self.tick)();
        let path = self.set.folder.join(&picture.image);
        let image = source::read_picture(&path)
            .map_err(|error| format!("{error}\nhint: {}", error.hint()))
            .and_then(|image| {
                self.how
                    .degrade
                    .apply(image)
                    .ok_or_else(|| format!("{}: it cannot be encoded", picture.image))
            });
        match image {
            Ok(image) => Some(Frame {
                at: Mono(picture.secs()),
                index: picture.line as u64,
                name: Some(picture.image.clone()),
                image,
            }),
            Err(reason) => {
                let place = line_name(picture.line);
                // A picture that several groups calibrate on is told once.
                if self.excluded.iter().all(|exclusion| exclusion.place != place) {
                    self.excluded.push(Exclusion { place, pictures: 1, reason });
                }
                None
            }
        }
    }
}

fn of_frame(frame: &Frame, error: EstimatorError) -> EvaluateError {
    EvaluateError::Estimator { place: frame.name.clone().unwrap_or_default(), error }
}

/// As [`State`] is chosen, without the dwell time that a single picture cannot have.
fn momentary_state(assessment: &Assessment) -> State {
    let over_limit = |fault: bool| {
        let severities = assessment.findings.iter().filter(|(deviation, _)| deviation.is_fault() == fault);
        severities
            .filter_map(|(deviation, finding)| Some((deviation, finding.severity.known()?)))
            .filter(|(_, severity)| *severity > 1.0)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(deviation, _)| State::Deviating(deviation))
    };
    let unknown = || assessment.findings[Deviation::ForwardHead].severity.why().map(State::Unknown);
    over_limit(true).or_else(|| over_limit(false)).or_else(unknown).unwrap_or(State::Neutral)
}

fn baseline_scores(pose: &Reading<Pose>, neutral: Option<&Neutral>) -> EnumMap<Baseline, Option<f64>> {
    EnumMap::from_fn(|baseline: Baseline| {
        let pose = pose.as_ref().known()?;
        baseline.score(pose, &neutral?.pose)
    })
}

//! The whole program as a plain function of its frames: estimate, calibrate, score. The command line calls it in a
//! loop, the window's analysis thread likewise.

use std::sync::Arc;

pub use super::calibration::Calibration;
use super::{
    calibration::{CalibrationRun, CalibrationStep, Progress, Taken},
    small_picture::SmallPicture,
};
use crate::{
    estimator::{EstimatorError, PoseEstimator},
    frame::Frame,
    posture::{
        Assessment, Measurements, Metric, Neutral, Own, OwnPosture, POSES_IN_MEAN, Pose, Reading, Reference,
        Refusal, Scorer, UserPlace, Why,
    },
};

/// What became of one frame.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The keypoints, steadied as they were measured, or why there are none.
    pub pose: Reading<Pose>,
    /// The measurements of that pose.
    pub measurements: Measurements,
    /// The verdict.
    pub assessment: Assessment,
    /// The craniovertebral angle itself in degrees, where a photo from the side told the neutral's; as uncertain as
    /// the change of it, and as the photo.
    pub craniovertebral_angle_deg: Option<f32>,
    /// What this frame meant for a running calibration.
    pub calibration: Calibration,
}

/// Joins estimator, calibration and scorer.
pub struct Analyzer {
    estimator: Box<dyn PoseEstimator>,
    scorer: Scorer,
    neutral: Option<Arc<Neutral>>,
    calibration: Option<CalibrationRun>,
    /// About the neutral that was taken last.
    taken: Option<Taken>,
    image_size: [u32; 2],
}

impl Analyzer {
    /// Starts without a neutral.
    pub fn new(estimator: Box<dyn PoseEstimator>) -> Self {
        Self {
            estimator,
            scorer: Scorer::new(None),
            neutral: None,
            calibration: None,
            taken: None,
            image_size: [0; 2],
        }
    }

    /// The neutral in force.
    pub fn neutral(&self) -> Option<&Arc<Neutral>> {
        self.neutral.as_ref()
    }

    /// Compares with this neutral, and keeps to its user, from now on; `None`: with none, and whoever is there.
    pub fn set_neutral(&mut self, neutral: Option<Arc<Neutral>>) {
        self.scorer = Scorer::new(neutral.as_deref());
        self.neutral = neutral;
        self.calibration = None;
        self.follow_user();
    }

    /// Forgets the past, so that the next frame stands on its own. Keeps the neutral.
    pub fn forget(&mut self) {
        self.estimator.forget();
        self.scorer.forget();
    }

    /// Takes a new neutral from the coming `duration_secs`, whether the user sits still in all of them or not.
    pub fn start_calibration(&mut self, duration_secs: f64) {
        self.start(CalibrationRun::by_clock(CalibrationStep::Neutral, duration_secs));
    }

    /// Takes the user's own posture from the coming `duration_secs`, to join it to the neutral in force.
    pub fn start_own_posture(&mut self, posture: OwnPosture, duration_secs: f64) {
        self.start(CalibrationRun::by_clock(CalibrationStep::Own(posture), duration_secs));
    }

    /// Begins a step of a guided calibration, which takes as long as it takes the user to sit still.
    pub fn start_step(&mut self, step: CalibrationStep) {
        self.cancel_calibration();
        if step != CalibrationStep::Review {
            self.start(CalibrationRun::guided(step));
        }
    }

    fn start(&mut self, run: CalibrationRun) {
        if matches!(run.step, CalibrationStep::Framing | CalibrationStep::Neutral) {
            // Whoever sits there now is the user: a changed seat must not count as somebody else.
            self.estimator.follow(None);
        }
        self.calibration = Some(run);
    }

    /// Gives a running calibration up.
    pub fn cancel_calibration(&mut self) {
        self.calibration = None;
        self.follow_user();
    }

    /// Looks at whoever is there, wherever and however far away, or again only at the calibrated user: who exercises
    /// stands up and steps back.
    pub fn follow_anybody(&mut self, is_anybody: bool) {
        if is_anybody {
            self.estimator.follow(None);
        } else {
            self.follow_user();
        }
    }

    /// Whether a calibration is running.
    pub fn is_calibrating(&self) -> bool {
        self.calibration.is_some()
    }

    /// Which step is running, if one is.
    pub(super) fn calibration_step(&self) -> Option<CalibrationStep> {
        self.calibration.as_ref().map(|run| run.step)
    }

    /// About the neutral that was taken last.
    pub fn taken(&self) -> Option<&Taken> {
        self.taken.as_ref()
    }

    /// Ends a running calibration now, with the frames that there were.
    pub fn finish_calibration(&mut self) -> Calibration {
        let Some(run) = self.calibration.take() else { return Calibration::Idle };
        match run.calibrator.finish().and_then(|shown| self.join(&run, shown)) {
            Ok(neutral) => {
                let neutral = Arc::new(neutral);
                self.set_neutral(Some(Arc::clone(&neutral)));
                Calibration::Done(neutral)
            }
            Err(refusal) => {
                self.follow_user();
                Calibration::Refused(refusal)
            }
        }
    }

    /// What was shown, as the new neutral or as a part of the one in force.
    fn join(&mut self, run: &CalibrationRun, shown: Neutral) -> Result<Neutral, Refusal> {
        let former = self.neutral.as_deref();
        let (CalibrationStep::Own(_) | CalibrationStep::ChinTuck, Some(former)) = (run.step, former) else {
            let mut neutral = shown;
            let quality = run.calibrator.quality(&neutral, run.light);
            let keeps_own = former.is_none_or(|former| neutral.take_over(former));
            self.taken = Some(Taken { quality, keeps_own, has_former: former.is_some() });
            return Ok(neutral);
        };
        let mut neutral = former.clone();
        let Reading::Known(reference) = Reference::of_neutral(former) else { return Ok(neutral) };
        if let CalibrationStep::Own(posture) = run.step {
            if run.is_guided() && !reference.shows(posture, &shown.pose) {
                return Err(Refusal::NoDifference);
            }
            neutral.own.postures[posture] = Some(shown.pose);
        } else {
            let reach_mm = reference.chin_tuck_mm(&shown.pose);
            let is_shown = |mm: &f32| Own::CHIN_TUCK_MM.contains(mm);
            neutral.own.chin_tuck_mm = Some(reach_mm.known().filter(is_shown).ok_or(Refusal::NoDifference)?);
        }
        Ok(neutral)
    }

    /// Where the head (nose, eyes, ears) of this pose would be at the limit of a forward head, for those who draw it.
    pub fn head_at_limit(&self, pose: &Reading<Pose>) -> Option<Pose> {
        pose.as_ref().known().and_then(|pose| self.scorer.head_at_limit(pose))
    }

    /// Judges one frame.
    pub fn analyze(&mut self, frame: &Frame) -> Result<Analysis, EstimatorError> {
        let image_size = [frame.image.width(), frame.image.height()];
        if image_size != self.image_size {
            // Other pictures: what was seen at the old size says nothing about them.
            self.image_size = image_size;
            self.estimator.forget();
            self.follow_user();
        }
        let mut pose = self.estimator.estimate(frame)?;
        if self.neutral.is_none() && matches!(pose, Reading::Unknown(Why::SomeoneElse)) {
            // Nobody has been calibrated, so nobody is somebody else.
            self.estimator.forget();
            pose = self.estimator.estimate(frame)?;
        }
        if matches!(pose, Reading::Unknown(Why::Nobody))
            && let Some(why) = SmallPicture::of(frame).blindness()
        {
            pose = Reading::Unknown(why);
        }
        let calibration = self.calibrate(frame, &pose);
        let (measurements, assessment, pose) = self.scorer.score(frame.at, &pose);
        let change_deg = measurements.get(Metric::ForwardHeadDeg).known();
        let craniovertebral_angle_deg = change_deg.and_then(|change| {
            let of_neutral_deg = self.neutral.as_ref()?.own.neutral_cva_deg?;
            Some(of_neutral_deg + change.value)
        });
        Ok(Analysis { pose, measurements, assessment, craniovertebral_angle_deg, calibration })
    }

    /// Judges a picture that has nothing to do with the one before: it is looked at as often as there are poses in
    /// a mean, and what is told is of their mean.
    pub fn analyze_still(&mut self, frame: &Frame) -> Result<Analysis, EstimatorError> {
        self.forget();
        for _ in 1..POSES_IN_MEAN {
            self.analyze(frame)?;
        }
        self.analyze(frame)
    }

    fn calibrate(&mut self, frame: &Frame, pose: &Reading<Pose>) -> Calibration {
        let Some(run) = &mut self.calibration else { return Calibration::Idle };
        match run.add(frame.at, pose, SmallPicture::of(frame).light()) {
            Progress::On(calibration) => {
                if let Calibration::Refused(_) = calibration {
                    self.cancel_calibration();
                }
                calibration
            }
            Progress::Framed => {
                self.start(CalibrationRun::guided(CalibrationStep::Neutral));
                self.calibrate(frame, pose)
            }
            Progress::Over => self.finish_calibration(),
        }
    }

    /// Tells the estimator where the user is, in pixels of the present picture size.
    fn follow_user(&mut self) {
        let [width, _] = self.image_size;
        let place = self.neutral.as_ref().map(|neutral| {
            let [neutral_width, _] = neutral.pose.image_size;
            let factor = if width == 0 { 1.0 } else { width as f32 / neutral_width.max(1) as f32 };
            UserPlace {
                centre_in_image: neutral.place.centre_in_image.map(|v| v * factor),
                size_px: neutral.place.size_px * factor,
            }
        });
        self.estimator.follow(place);
    }
}

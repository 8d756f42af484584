//! The whole program as a plain function of its frames: estimate, calibrate, score. The command line calls it in a
//! loop, the window's analysis thread likewise.

use std::sync::Arc;

use super::small_picture::SmallPicture;
use crate::{
    estimator::{EstimatorError, PoseEstimator},
    frame::Frame,
    posture::{
        Assessment, Calibrator, Measurements, Metric, Neutral, OwnPosture, POSES_IN_MEAN, Pose, Reading,
        Refusal, Scorer, UserPlace, Why,
    },
    time::Mono,
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

/// What a frame meant for the calibration.
#[derive(Clone, Debug, PartialEq)]
pub enum Calibration {
    /// None is running.
    Idle,
    /// One is running.
    Running {
        /// Seconds still to go.
        remaining_secs: f64,
        /// What is wrong with this frame, if anything.
        problem: Option<Refusal>,
    },
    /// It ended with a new neutral.
    Done(Arc<Neutral>),
    /// It ended without; the former neutral, if any, stays.
    Refused(Refusal),
}

/// A calibration on its way.
struct RunningCalibration {
    calibrator: Calibrator,
    duration_secs: f64,
    /// Of a posture beside the neutral; `None`: of the neutral itself.
    own_posture: Option<OwnPosture>,
}

/// Joins estimator, calibration and scorer.
pub struct Analyzer {
    estimator: Box<dyn PoseEstimator>,
    scorer: Scorer,
    neutral: Option<Arc<Neutral>>,
    calibration: Option<RunningCalibration>,
    image_size: [u32; 2],
}

impl Analyzer {
    /// Starts without a neutral.
    pub fn new(estimator: Box<dyn PoseEstimator>) -> Self {
        Self { estimator, scorer: Scorer::new(None), neutral: None, calibration: None, image_size: [0; 2] }
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

    /// Takes a new neutral from the coming `duration_secs`.
    pub fn start_calibration(&mut self, duration_secs: f64) {
        let calibrator = Calibrator::default();
        self.calibration = Some(RunningCalibration { calibrator, duration_secs, own_posture: None });
        // Whoever sits there now is the user: a changed seat must not count as somebody else.
        self.estimator.follow(None);
    }

    /// Takes the user's own posture from the coming `duration_secs`, to join it to the neutral in force.
    pub fn start_own_posture(&mut self, posture: OwnPosture, duration_secs: f64) {
        let calibrator = Calibrator::default();
        self.calibration = Some(RunningCalibration { calibrator, duration_secs, own_posture: Some(posture) });
    }

    /// Gives a running calibration up.
    pub fn cancel_calibration(&mut self) {
        self.calibration = None;
        self.follow_user();
    }

    /// Whether a calibration is running.
    pub fn is_calibrating(&self) -> bool {
        self.calibration.is_some()
    }

    /// Ends a running calibration now, with the frames that there were.
    pub fn finish_calibration(&mut self) -> Calibration {
        let Some(RunningCalibration { calibrator, own_posture, .. }) = self.calibration.take() else {
            return Calibration::Idle;
        };
        match calibrator.finish() {
            Ok(taken) => {
                let neutral = match (own_posture, self.neutral.as_deref()) {
                    (Some(posture), Some(neutral)) => {
                        let mut neutral = neutral.clone();
                        neutral.own.postures[posture] = Some(taken.pose);
                        Arc::new(neutral)
                    }
                    _ => Arc::new(taken),
                };
                self.set_neutral(Some(Arc::clone(&neutral)));
                Calibration::Done(neutral)
            }
            Err(refusal) => {
                self.follow_user();
                Calibration::Refused(refusal)
            }
        }
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
        let calibration = self.calibrate(frame.at, &pose);
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

    fn calibrate(&mut self, at: Mono, pose: &Reading<Pose>) -> Calibration {
        let Some(RunningCalibration { calibrator, duration_secs, .. }) = &mut self.calibration else {
            return Calibration::Idle;
        };
        let problem = calibrator.add(at, pose);
        let remaining_secs = *duration_secs - calibrator.elapsed_secs(at);
        if remaining_secs > 0.0 {
            return Calibration::Running { remaining_secs, problem };
        }
        self.finish_calibration()
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

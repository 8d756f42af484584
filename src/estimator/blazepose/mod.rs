//! BlazePose full: a detector finds people, a landmark network gives the points of one of them and the region
//! to look for him in the next frame.

mod bilinear;
mod detector;
mod landmarks;
mod region;

use self::{
    detector::{Detection, Detector},
    landmarks::LandmarkNetwork,
    region::Region,
};
use super::{EstimatorError, PoseEstimator, models::Models, track::Track};
use crate::{
    frame::Frame,
    posture::{Pose, Reading, UserPlace, Why},
    time::Mono,
};

/// The landmark network sees a person from this flag on (MediaPipe's value).
const MIN_POSE_FLAG: f32 = 0.5;

/// The landmark network goes on seeing somebody in an empty scene, so the detector looks again this often.
const DETECTION_INTERVAL_SECS: f64 = 1.0;

/// The square around a followed person's place in which the detector looks for him when the whole picture did
/// not show him; like the whole picture of a webcam, it holds the trunk.
const SQUARE_SIDE_IN_SIZES: f32 = 4.0;

/// The estimator that also sees the mouth.
pub struct Blazepose {
    detector: Detector,
    landmarks: LandmarkNetwork,
    track: Track,
    /// Where to look next, while a person is tracked.
    region: Option<Region>,
    detected_at: Option<Mono>,
}

impl Blazepose {
    /// Loads both models.
    pub fn load(models: &Models) -> Result<Self, EstimatorError> {
        Ok(Self {
            detector: Detector::load(models)?,
            landmarks: LandmarkNetwork::load(models)?,
            track: Track::default(),
            region: None,
            detected_at: None,
        })
    }

    /// The person in the region, unless nobody or somebody else is there.
    fn look(&mut self, frame: &Frame, region: Region) -> Result<Reading<Pose>, EstimatorError> {
        if !region.is_usable() {
            return Ok(Reading::Unknown(Why::Nobody));
        }
        let seen = self.landmarks.look(&frame.image, region)?;
        // A person of no size cannot be followed, and a broken model's NaN is nobody.
        let place = seen.pose.place().filter(|place| place.size_px >= 1.0 && seen.pose_flag > MIN_POSE_FLAG);
        let Some(place) = place else { return Ok(Reading::Unknown(Why::Nobody)) };
        if !self.track.is_followed(place, frame.at) {
            return Ok(Reading::Unknown(Why::SomeoneElse));
        }
        self.track.saw(place, frame.at);
        self.region = Some(seen.next_region);
        Ok(Reading::Known(seen.pose))
    }

    /// Follows the region of the last frame, as long as the detector confirms from time to time that somebody is
    /// there.
    fn look_again(&mut self, frame: &Frame) -> Result<Option<Pose>, EstimatorError> {
        let Some(region) = self.region.take() else { return Ok(None) };
        let since = self.detected_at.map(|at| frame.at - at);
        if !since.is_some_and(|secs| (0.0..DETECTION_INTERVAL_SECS).contains(&secs)) {
            let detections = self.detector.detect(&frame.image, Region::around_picture(&frame.image))?;
            if !detections.iter().any(|detection| detection.region().is_near(region)) {
                return Ok(None);
            }
            self.detected_at = Some(frame.at);
        }
        Ok(self.look(frame, region)?.known())
    }

    /// Looks for the followed person among everybody in the square.
    fn search(&mut self, frame: &Frame, square: Region) -> Result<Reading<Pose>, EstimatorError> {
        let mut detections = self.detector.detect(&frame.image, square)?;
        // The most prominent first.
        let prominence = |detection: &Detection| detection.score * detection.region().side_px;
        detections.sort_by(|a, b| prominence(b).total_cmp(&prominence(a)));
        let mut why = Why::Nobody;
        for detection in detections.iter().take(MAX_PEOPLE) {
            match self.look(frame, detection.region())? {
                Reading::Known(pose) => {
                    self.detected_at = Some(frame.at);
                    return Ok(Reading::Known(pose));
                }
                Reading::Unknown(Why::SomeoneElse) => why = Why::SomeoneElse,
                Reading::Unknown(_) => {}
            }
        }
        Ok(Reading::Unknown(why))
    }
}

/// In a crowd the time for a frame must not grow without end; the user is among the nearest people.
const MAX_PEOPLE: usize = 4;

impl PoseEstimator for Blazepose {
    fn estimate(&mut self, frame: &Frame) -> Result<Reading<Pose>, EstimatorError> {
        if let Some(pose) = self.look_again(frame)? {
            return Ok(Reading::Known(pose));
        }
        match self.search(frame, Region::around_picture(&frame.image))? {
            Reading::Unknown(Why::SomeoneElse) => {}
            found => return Ok(found),
        }
        // Somebody else stands out in the whole picture; the user may still sit in his place.
        for place in self.track.expected_places(frame.at) {
            let square = Region::upright(place.centre_in_image, SQUARE_SIDE_IN_SIZES * place.size_px);
            let found = self.search(frame, square)?;
            if matches!(found, Reading::Known(_)) {
                return Ok(found);
            }
        }
        Ok(Reading::Unknown(Why::SomeoneElse))
    }

    fn follow(&mut self, user: Option<UserPlace>) {
        self.track.follow(user);
        self.region = None;
    }

    fn forget(&mut self) {
        self.track.forget();
        self.region = None;
    }

    fn name(&self) -> &'static str {
        "BlazePose full"
    }
}

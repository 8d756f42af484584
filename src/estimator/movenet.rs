//! MoveNet Lightning: one network, no detector, 17 points of one person.

use std::{array, iter::Cycle};

use enum_map::EnumMap;
use image::RgbImage;

use super::{
    EstimatorError, PoseEstimator,
    features::{LEFT_SHOULDER, Look, RIGHT_SHOULDER},
    head::Head,
    models::{MOVENET_LIGHTNING, Models},
    network::Network,
    shoulders::Shoulders,
    square::{Square, resample},
    track::Track,
};
use crate::{
    frame::Frame,
    posture::{Joint, Keypoint, POSES_IN_MEAN, Pose, Reading, UserPlace, Why},
};

/// The last column of the input, in units of its width, as the network tells it: it counts pixels from 0, and a
/// point in the middle of the first one is at 0. In rendered people whose points are known, mirrored and plain
/// views are otherwise apart by that very pixel.
const LAST_COLUMN: f32 = (INPUT_SIZE - 1) as f32 / INPUT_SIZE as f32;

/// Width and height of the network's input, in pixels.
const INPUT_SIZE: usize = 192;
const CHANNELS: usize = 3;

/// The network's points in their order; the knees and ankles after them are of no use at a desk.
const JOINTS: [Joint; 13] = [
    Joint::Nose,
    Joint::LeftEye,
    Joint::RightEye,
    Joint::LeftEar,
    Joint::RightEar,
    Joint::LeftShoulder,
    Joint::RightShoulder,
    Joint::LeftElbow,
    Joint::RightElbow,
    Joint::LeftWrist,
    Joint::RightWrist,
    Joint::LeftHip,
    Joint::RightHip,
];

/// What [`Shoulders`] adds.
const SHOULDER_JOINTS: [Joint; 3] = [Joint::LeftGlenohumeral, Joint::RightGlenohumeral, Joint::JugularNotch];
/// With a shoulder below this, its joint and the notch are guesses. On rendered people the lower of the two scores
/// is at least .59; with a shoulder covered by something it is about .55, with one outside the picture .3-.4.
const MIN_CONFIDENCE_FOR_JOINTS: f32 = 0.5;

/// How many of [`JOINTS`] belong to the head and the shoulders.
const HEAD_AND_SHOULDERS: usize = 7;

/// The network always gives points. Their mean score over head and shoulders tells whether anybody is there: at
/// most 0.31 in 976 views of rooms without a person, at least 0.5 in 836 with one. This lies between, nearer to
/// the rooms, because darkness lowers the score of people.
const MIN_MEAN_SCORE: f32 = 0.38;

/// The square around a followed person, and where his centre (see [`UserPlace`]) lies in it.
///
/// Measured on rendered people with exact points, as the standard deviation of the error relative to the width
/// of the shoulders, this square against the whole picture: nose height 1.8 % against 2.3 %, distance of the
/// eyes 0.8 % against 1.1 %, of the ears 1.5 % against 2.1 %, width of the shoulders 2.2 % against 2.4 %, ear
/// height 2.0 % both. Smaller squares and squares centred on the head are worse: the network wants to see the
/// trunk.
const SQUARE_SIDE_IN_SIZES: f32 = 2.9;
const SQUARE_BELOW_CENTRE_IN_SIZES: f32 = 0.55;

/// A look is final when the person found fits the square it was made on this well; else another look is made on
/// the square that does fit, so that the points do not depend on how he was found.
const FIT_DISTANCE_IN_SIZES: f32 = 0.3;
const FIT_SIZE_RATIO: f32 = 1.3;

/// A way to look at a square of the picture. The network's error depends on how the pixels fall into its input,
/// so that looks at the same person from a slightly other square, or in a mirror, err differently.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// How far to shift the square, x and y, as a share of its side.
    shift_in_sides: [f32; 2],
    mirrored: bool,
}

impl View {
    /// Just the square, as it is.
    pub const PLAIN: Self = Self { shift_in_sides: [0.0; 2], mirrored: false };
}

/// The views, of which every frame gets the next one: the mean over four frames of a still person then errs less
/// at no further cost (see [`crate::posture`]). On 168 pictures of rendered people with free arms, as the standard
/// deviation of the error relative to the width of the shoulders, the mean of the four against the first alone:
/// height of nose and eyes 0.7 % against 1.05 %, distance of the ears 0.8 % against 1.15 %, difference of the
/// shoulders' heights 1.7 % against 2.4 %. The shifts are two and a half and one and two thirds of a cell of the
/// network's heat map. Plain and mirrored views take turns, so that any two in a row balance sides.
pub const VIEWS: [View; POSES_IN_MEAN] = [
    View::PLAIN,
    View { shift_in_sides: [0.0; 2], mirrored: true },
    View { shift_in_sides: [0.052, 0.034], mirrored: false },
    View { shift_in_sides: [-0.052, -0.034], mirrored: true },
];

/// What one look shows.
pub struct Seen {
    /// The network's own points.
    pub own: Pose,
    /// The same with the head corrected and the joints of the shoulders found.
    pub pose: Pose,
    /// The mean score of head and shoulders.
    pub mean_score: f32,
}

/// The estimator that is used unless another one is asked for.
pub struct Movenet {
    network: Network,
    head: Head,
    shoulders: Shoulders,
    track: Track,
    /// The views from the next one on, again and again.
    views: Cycle<array::IntoIter<View, POSES_IN_MEAN>>,
    /// The input tensor, kept to reuse its memory.
    pixels: Vec<f32>,
    input: Vec<i32>,
}

impl Movenet {
    /// Loads the model.
    pub fn load(models: &Models) -> Result<Self, EstimatorError> {
        let network = Network::load(&models.read(&MOVENET_LIGHTNING)?)?;
        let (head, shoulders) = (Head::load(models)?, Shoulders::load(models)?);
        let views = VIEWS.into_iter().cycle();
        Ok(Self {
            network,
            head,
            shoulders,
            track: Track::default(),
            views,
            pixels: Vec::new(),
            input: Vec::new(),
        })
    }

    /// What is seen in this view of a square of the picture; whether it is anybody is for the caller to judge.
    pub fn look(&mut self, image: &RgbImage, square: Square, view: View) -> Result<Seen, EstimatorError> {
        let square = square.shifted(view.shift_in_sides);
        resample(image, square, INPUT_SIZE, &mut self.pixels);
        self.input.clear();
        // Rounded; `round` itself is a call on older processors.
        let whole = |value: &f32| (value + 0.5) as i32;
        if view.mirrored {
            for row in self.pixels.chunks_exact(INPUT_SIZE * CHANNELS) {
                self.input.extend(row.rchunks_exact(CHANNELS).flatten().map(whole));
            }
        } else {
            self.input.extend(self.pixels.iter().map(whole));
        }
        let (head, shoulders) = (&mut self.head, &mut self.shoulders);
        let (points, head, joints) = self.network.run(&self.input, |outputs| {
            let points = outputs.floats("keypoints")?.to_vec();
            let look = Look {
                keypoints: &points,
                features: outputs.floats("features")?,
                deep_features: outputs.floats("deep_features")?,
            };
            let (head, joints) = (head.points(look), shoulders.points(look));
            Ok((points, head, joints))
        })?;
        let decoder = Decoder { square, mirrored: view.mirrored };
        let image_size = [image.width(), image.height()];
        let (head, joints) = (head?, joints?);
        let head = head.as_ref().map_or([].as_slice(), |points| points.as_slice());
        let joints = joints.as_ref().map_or([].as_slice(), |points| points.as_slice());
        Ok(decoder.decode(&points, head, joints, image_size))
    }

    /// Looks at the square, and once more where the person found does not fit it. `None` when nobody is there.
    fn find(
        &mut self,
        image: &RgbImage,
        square: Square,
        view: View,
    ) -> Result<Option<(Pose, UserPlace)>, EstimatorError> {
        let Some((pose, place)) = self.somebody(image, square, view)? else { return Ok(None) };
        if fits(square, place) {
            return Ok(Some((pose, place)));
        }
        self.somebody(image, square_around(place), view)
    }

    fn somebody(
        &mut self,
        image: &RgbImage,
        square: Square,
        view: View,
    ) -> Result<Option<(Pose, UserPlace)>, EstimatorError> {
        let Seen { own, pose, mean_score } = self.look(image, square, view)?;
        // A person of no size cannot be followed, and a broken model's NaN is nobody.
        let place = own.place().filter(|place| place.size_px >= 1.0 && mean_score >= MIN_MEAN_SCORE);
        Ok(place.map(|place| (pose, place)))
    }
}

impl PoseEstimator for Movenet {
    fn estimate(&mut self, frame: &Frame) -> Result<Reading<Pose>, EstimatorError> {
        let whole = Square::around_picture(&frame.image);
        let mut expected = self.track.expected_places(frame.at).map(square_around);
        let first = expected.next();
        let view = self.views.next().unwrap_or(View::PLAIN);
        let mut why = Why::Nobody;
        for square in first.into_iter().chain([whole]).chain(expected) {
            let Some((pose, place)) = self.find(&frame.image, square, view)? else { continue };
            if self.track.is_followed(place, frame.at) {
                self.track.saw(place, frame.at);
                return Ok(Reading::Known(pose));
            }
            why = Why::SomeoneElse;
        }
        Ok(Reading::Unknown(why))
    }

    fn follow(&mut self, user: Option<UserPlace>) {
        self.track.follow(user);
    }

    fn forget(&mut self) {
        self.track.forget();
        self.views = VIEWS.into_iter().cycle();
    }

    fn name(&self) -> &'static str {
        "MoveNet Lightning"
    }
}

/// The square on which a person of this place and size is best seen.
fn square_around(place: UserPlace) -> Square {
    let [x, y] = place.centre_in_image;
    let centre = [x, y + SQUARE_BELOW_CENTRE_IN_SIZES * place.size_px];
    Square::around(centre, SQUARE_SIDE_IN_SIZES * place.size_px)
}

fn fits(square: Square, place: UserPlace) -> bool {
    let fitting = square_around(place);
    let ratio = (square.side / fitting.side).max(fitting.side / square.side);
    let middle = |square: Square| [square.left + square.side / 2.0, square.top + square.side / 2.0];
    let ([x0, y0], [x1, y1]) = (middle(square), middle(fitting));
    ratio <= FIT_SIZE_RATIO && (x1 - x0).hypot(y1 - y0) <= FIT_DISTANCE_IN_SIZES * place.size_px
}

/// From network space to the picture.
struct Decoder {
    square: Square,
    mirrored: bool,
}

impl Decoder {
    fn place(&self, pose: &mut Pose, joint: Joint, [x, y]: [f32; 2], confidence: f32) {
        let (joint, x) = if self.mirrored { (joint.mirrored(), LAST_COLUMN - x) } else { (joint, x) };
        let point_in_image = self.square.image_from_square([x, y]);
        pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence });
    }

    /// Of the network's 17 x (y, x, score), the corrected points of the head and the joints of the shoulders, as far
    /// as there are any.
    fn decode(&self, points: &[f32], head: &[[f32; 2]], joints: &[[f32; 2]], image_size: [u32; 2]) -> Seen {
        let mut own = Pose { image_size, keypoints: EnumMap::default() };
        let mut scores = [0.0; JOINTS.len()];
        for ((point, joint), score) in points.chunks_exact(3).zip(JOINTS).zip(&mut scores) {
            let &[y, x, confidence] = point else { continue };
            *score = confidence.clamp(0.0, 1.0);
            self.place(&mut own, joint, [x, y], *score);
        }
        let mut pose = own.clone();
        for ((&point, joint), score) in head.iter().zip(JOINTS).zip(scores) {
            self.place(&mut pose, joint, point, score);
        }
        let of_shoulders = scores.get(LEFT_SHOULDER..=RIGHT_SHOULDER).unwrap_or_default();
        let lower_shoulder = of_shoulders.iter().copied().fold(1.0, f32::min);
        if lower_shoulder >= MIN_CONFIDENCE_FOR_JOINTS {
            for (&point, joint) in joints.iter().zip(SHOULDER_JOINTS) {
                self.place(&mut pose, joint, point, lower_shoulder);
            }
        }
        let mean_score = scores.iter().take(HEAD_AND_SHOULDERS).sum::<f32>() / HEAD_AND_SHOULDERS as f32;
        Seen { own, pose, mean_score }
    }
}

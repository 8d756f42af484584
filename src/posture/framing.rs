//! Whether the camera sees the user well enough to calibrate, and what to change if it does not.

use enum_map::{Enum, EnumMap};

use super::{
    measure::{Metric, measure},
    observe::{MIN_CONFIDENCE, observe, usable_point},
    pose::{Joint, Pose, between},
    reading::{Reading, Why},
    reference::Reference,
};

/// What is looked at before a calibration, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Aspect {
    /// Somebody's face is seen.
    Face,
    /// Both ears: the head's place is told by them.
    Ears,
    /// Both shoulders.
    Shoulders,
    /// The light.
    Light,
    /// From the camera to the eyes.
    Distance,
    /// The camera against the level of the eyes.
    CameraHeight,
    /// The place in the picture, with room around it.
    Place,
    /// The face turned to the camera.
    Facing,
}

impl Aspect {
    /// Every aspect, in the order of declaration.
    pub const ALL: [Self; 8] = [
        Self::Face,
        Self::Ears,
        Self::Shoulders,
        Self::Light,
        Self::Distance,
        Self::CameraHeight,
        Self::Place,
        Self::Facing,
    ];

    /// The key of its words, such as `camera-height`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Face => "face",
            Self::Ears => "ears",
            Self::Shoulders => "shoulders",
            Self::Light => "light",
            Self::Distance => "distance",
            Self::CameraHeight => "camera-height",
            Self::Place => "place",
            Self::Facing => "facing",
        }
    }
}

/// How an aspect looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As it should.
    Well,
    /// It works, and would work better after this change.
    Passable(Advice),
    /// So there can be no calibration.
    Wrong(Advice),
    /// Nobody is seen of whom it could be told.
    Untold,
}

/// What to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Advice {
    ComeIntoView,
    ShowBothEars,
    ShowAnEar,
    ShowShoulders,
    UncoverLens,
    MoreLight,
    LessLightFromBehind,
    MoreDistance,
    LessDistance,
    RaiseCamera,
    LowerCamera,
    MoveLeft,
    MoveRight,
    TiltCameraUp,
    TiltCameraDown,
    FaceCamera,
}

impl Advice {
    /// The key of its words, such as `raise-camera`.
    pub fn key(self) -> &'static str {
        match self {
            Self::ComeIntoView => "come-into-view",
            Self::ShowBothEars => "show-both-ears",
            Self::ShowAnEar => "show-an-ear",
            Self::ShowShoulders => "show-shoulders",
            Self::UncoverLens => "uncover-lens",
            Self::MoreLight => "more-light",
            Self::LessLightFromBehind => "less-light-from-behind",
            Self::MoreDistance => "more-distance",
            Self::LessDistance => "less-distance",
            Self::RaiseCamera => "raise-camera",
            Self::LowerCamera => "lower-camera",
            Self::MoveLeft => "move-left",
            Self::MoveRight => "move-right",
            Self::TiltCameraUp => "tilt-camera-up",
            Self::TiltCameraDown => "tilt-camera-down",
            Self::FaceCamera => "face-camera",
        }
    }
}

/// Distances between which the measurements are at their best, in mm: an arm's length, and what people at a desk with
/// an external screen have. Outside the second range the shoulders leave the picture or the keypoints are too coarse.
const GOOD_DISTANCE_MM: [f32; 2] = [400.0, 1000.0];
const POSSIBLE_DISTANCE_MM: [f32; 2] = [280.0, 1500.0];
/// A camera that looks from so far below or above, in degrees, sees the neck foreshortened. It is told from one picture to
/// about ten degrees, so that less is not worth a word.
const GOOD_CAMERA_ANGLE_DEG: f64 = 25.0;
/// A face so far from the middle, as a share of the picture's width, leaves it with the next lean.
const GOOD_OFFSET: f32 = 0.2;
/// Room above the eyes and below the shoulders, as a share of the picture's height: a slouch needs some.
const ROOM_ABOVE_EYES: f32 = 0.12;
const ROOM_BELOW_SHOULDERS: f32 = 0.04;
/// The head's turn up to which both sides of it look alike, and from which no calibration is taken.
const GOOD_YAW_DEG: f32 = 12.0;
pub(super) const MAX_YAW_DEG: f32 = 25.0;

/// How the camera sees the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Framing {
    /// Every aspect.
    pub looks: EnumMap<Aspect, Look>,
    /// From the camera to the eyes, in mm, where it can be told.
    pub distance_mm: Option<f32>,
}

impl Framing {
    /// Of one picture's pose; `light` is what is wrong with the light, if anything: [`Why::Covered`],
    /// [`Why::TooDark`] or [`Why::Backlit`].
    pub fn of(pose: &Reading<Pose>, light: Option<Why>) -> Self {
        let mut looks = EnumMap::from_fn(|_| Look::Untold);
        let light_advice = light.map(light_advice);
        let Reading::Known(pose) = pose else {
            looks[Aspect::Face] = Look::Wrong(Advice::ComeIntoView);
            looks[Aspect::Light] = light_advice.map_or(Look::Untold, Look::Wrong);
            return Self { looks, distance_mm: None };
        };
        looks[Aspect::Light] = light_advice.map_or(Look::Well, Look::Passable);
        let is_seen = |joint| usable_point(pose, joint).known().is_some();
        let has_face = [Joint::Nose, Joint::LeftEye, Joint::RightEye].into_iter().all(is_seen);
        looks[Aspect::Face] = if has_face { Look::Well } else { Look::Wrong(Advice::ComeIntoView) };
        let has_shoulders = is_seen(Joint::LeftShoulder) && is_seen(Joint::RightShoulder);
        looks[Aspect::Shoulders] =
            if has_shoulders { Look::Well } else { Look::Wrong(Advice::ShowShoulders) };
        looks[Aspect::Ears] = match (is_seen(Joint::LeftEar), is_seen(Joint::RightEar)) {
            (true, true) => Look::Well,
            (false, false) => Look::Wrong(Advice::ShowAnEar),
            _ => Look::Passable(Advice::ShowBothEars),
        };
        looks[Aspect::Place] = place(pose);
        let Reading::Known(reference) = observe(pose).and_then(|_| Reference::of_pose(pose)) else {
            return Self { looks, distance_mm: None };
        };
        let measured = measure(pose, &reference);
        let value = |metric| measured.get(metric).known().map(|estimate| estimate.value);
        let distance_mm = value(Metric::DistanceMm);
        looks[Aspect::Distance] = match measured.get(Metric::DistanceMm) {
            Reading::Known(distance) => at_distance(distance.value),
            Reading::Unknown(Why::TooFarAway) => Look::Wrong(Advice::LessDistance),
            Reading::Unknown(_) => Look::Untold,
        };
        looks[Aspect::Facing] = value(Metric::HeadYawDeg).map_or(Look::Untold, facing);
        if has_shoulders {
            looks[Aspect::CameraHeight] = camera_height(reference.camera_above_eyes_deg());
        }
        Self { looks, distance_mm }
    }

    /// Whether a calibration can be taken so.
    pub fn is_possible(&self) -> bool {
        self.looks.values().all(|look| matches!(look, Look::Well | Look::Passable(_)))
    }

    /// Whether nothing could be better.
    pub fn is_good(&self) -> bool {
        self.looks.values().all(|look| *look == Look::Well)
    }
}

fn light_advice(light: Why) -> Advice {
    match light {
        Why::Covered => Advice::UncoverLens,
        Why::Backlit => Advice::LessLightFromBehind,
        _ => Advice::MoreLight,
    }
}

fn at_distance(distance_mm: f32) -> Look {
    let [near, far] = POSSIBLE_DISTANCE_MM;
    let [good_near, good_far] = GOOD_DISTANCE_MM;
    if distance_mm < near {
        Look::Wrong(Advice::MoreDistance)
    } else if distance_mm > far {
        Look::Wrong(Advice::LessDistance)
    } else if distance_mm < good_near {
        Look::Passable(Advice::MoreDistance)
    } else if distance_mm > good_far {
        Look::Passable(Advice::LessDistance)
    } else {
        Look::Well
    }
}

fn camera_height(above_eyes_deg: f64) -> Look {
    if above_eyes_deg > GOOD_CAMERA_ANGLE_DEG {
        Look::Passable(Advice::LowerCamera)
    } else if above_eyes_deg < -GOOD_CAMERA_ANGLE_DEG {
        Look::Passable(Advice::RaiseCamera)
    } else {
        Look::Well
    }
}

fn facing(yaw_deg: f32) -> Look {
    if yaw_deg.abs() > MAX_YAW_DEG {
        Look::Wrong(Advice::FaceCamera)
    } else if yaw_deg.abs() > GOOD_YAW_DEG {
        Look::Passable(Advice::FaceCamera)
    } else {
        Look::Well
    }
}

/// Whether there is room around the user for a lean and a slouch.
fn place(pose: &Pose) -> Look {
    let point = |joint| pose.point(joint, MIN_CONFIDENCE).known();
    let middle = |left, right| Some(between(point(left)?, point(right)?));
    let [width, height] = pose.image_size.map(|length| length.max(1) as f32);
    let Some([x, eyes_y]) = middle(Joint::LeftEye, Joint::RightEye) else { return Look::Untold };
    let shoulders_y = middle(Joint::LeftShoulder, Joint::RightShoulder).map_or(eyes_y, |[_, y]| y);
    let offset = x / width - 0.5;
    // The user's left is at the right of the picture.
    if offset > GOOD_OFFSET {
        Look::Passable(Advice::MoveRight)
    } else if offset < -GOOD_OFFSET {
        Look::Passable(Advice::MoveLeft)
    } else if eyes_y < ROOM_ABOVE_EYES * height {
        Look::Passable(Advice::TiltCameraUp)
    } else if shoulders_y > (1.0 - ROOM_BELOW_SHOULDERS) * height {
        Look::Passable(Advice::TiltCameraDown)
    } else {
        Look::Well
    }
}

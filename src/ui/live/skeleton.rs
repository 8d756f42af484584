//! Keypoints over the live picture: the user's, his neutral's, and how far his head may still sink.

use eframe::egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, remap_clamp};

use crate::posture::{BONES, Joint, Pose, State};
use crate::ui::words;

/// Below this confidence a point is a guess and is not drawn; at the second and above it is drawn in full.
const FADE: std::ops::RangeInclusive<f32> = 0.2..=0.6;

/// Colours over a picture do not follow the theme; each line has a dark edge, so that it shows on any ground.
const LIVE_FINE: Color32 = Color32::from_rgb(0x6c, 0xbd, 0xf0);
const LIVE_DEVIATING: Color32 = Color32::from_rgb(0xf2, 0xa9, 0x3b);
const LIVE_UNKNOWN: Color32 = Color32::from_rgb(0xc8, 0xcf, 0xd8);
const NEUTRAL: Color32 = Color32::from_rgba_premultiplied(0xd0, 0xd0, 0xd0, 0xd0);
const EDGE: Color32 = Color32::from_black_alpha(0x78);

/// The user's skeleton, in the colour of the state, each part as strong as the model is sure of it.
pub(in crate::ui) fn paint_live(painter: &Painter, picture: Rect, pose: &Pose, state: Option<State>) {
    let color = match state {
        Some(State::Deviating(deviation)) if deviation.is_fault() => LIVE_DEVIATING,
        Some(State::Neutral | State::Deviating(_)) => LIVE_FINE,
        Some(State::Unknown(_)) | None => LIVE_UNKNOWN,
    };
    for ([from, to], opacity) in bones(pose, picture) {
        painter.line_segment([from, to], Stroke::new(5.0, EDGE.gamma_multiply(opacity)));
        painter.line_segment([from, to], Stroke::new(2.5, color.gamma_multiply(opacity)));
    }
    for joint in Joint::ALL {
        let Some((point, opacity)) = point(pose, joint, picture) else { continue };
        let edge = Stroke::new(1.5, EDGE.gamma_multiply(opacity));
        painter.circle(point, 4.0, color.gamma_multiply(opacity), edge);
    }
}

/// The neutral as a dashed ghost, without the arms: where they were then means nothing.
pub(in crate::ui) fn paint_neutral(painter: &Painter, picture: Rect, neutral: &Pose) {
    let arms = [Joint::LeftElbow, Joint::RightElbow, Joint::LeftWrist, Joint::RightWrist];
    let mut upright = neutral.clone();
    for joint in arms {
        upright.keypoints[joint] = None;
    }
    for (bone, opacity) in bones(&upright, picture) {
        painter.extend(Shape::dashed_line(&bone, Stroke::new(3.5, EDGE.gamma_multiply(opacity)), 6.0, 5.0));
        painter.extend(Shape::dashed_line(
            &bone,
            Stroke::new(1.5, NEUTRAL.gamma_multiply(opacity)),
            6.0,
            5.0,
        ));
    }
}

/// The head at the limit of a forward head, dashed, with a word beside it.
pub(in crate::ui) fn paint_limit(painter: &Painter, picture: Rect, head_at_limit: &Pose) {
    for (bone, opacity) in bones(head_at_limit, picture) {
        let dashed = |width, color: Color32| {
            Shape::dashed_line(&bone, Stroke::new(width, color.gamma_multiply(opacity)), 4.0, 4.0)
        };
        painter.extend(dashed(3.5, EDGE));
        painter.extend(dashed(1.5, LIVE_DEVIATING));
    }
    // Mirrored, the person's right ear is the one on the right.
    if let Some((end, _)) = point(head_at_limit, Joint::RightEar, picture) {
        let font = FontId::proportional(12.0);
        for (offset, color) in [(1.0, Color32::from_black_alpha(0xc0)), (0.0, LIVE_DEVIATING)] {
            let at = end + eframe::egui::vec2(8.0 + offset, offset);
            painter.text(at, Align2::LEFT_CENTER, words::LIMIT, font.clone(), color);
        }
    }
}

/// The bones on the screen, and the neck between the middles of ears and shoulders, each with the opacity of its less
/// certain end.
fn bones(pose: &Pose, picture: Rect) -> Vec<([Pos2; 2], f32)> {
    let drawn = |[a, b]: [Joint; 2]| {
        let ((from, a), (to, b)) = (point(pose, a, picture)?, point(pose, b, picture)?);
        Some(([from, to], a.min(b)))
    };
    let middle = |a, b| {
        let ((a, sure_a), (b, sure_b)) = (point(pose, a, picture)?, point(pose, b, picture)?);
        Some((a + (b - a) / 2.0, sure_a.min(sure_b)))
    };
    let neck = middle(Joint::LeftEar, Joint::RightEar)
        .zip(middle(Joint::LeftShoulder, Joint::RightShoulder))
        .map(|((from, a), (to, b))| ([from, to], a.min(b)));
    BONES.into_iter().filter_map(drawn).chain(neck).collect()
}

/// A joint on the screen and its opacity; none for a guess.
fn point(pose: &Pose, joint: Joint, picture: Rect) -> Option<(Pos2, f32)> {
    let keypoint = pose.keypoints[joint]?;
    let opacity = remap_clamp(keypoint.confidence, FADE, 0.0..=1.0);
    (opacity > 0.0).then(|| (on_screen(keypoint.point_in_image, pose.image_size, picture), opacity))
}

/// Mirrored: x grows to the left on the screen.
fn on_screen([x, y]: [f32; 2], [width, height]: [u32; 2], picture: Rect) -> Pos2 {
    let share = pos2(1.0 - x / width.max(1) as f32, y / height.max(1) as f32);
    picture.min + share.to_vec2() * picture.size()
}

#[cfg(test)]
mod tests {
    use enum_map::EnumMap;

    use super::*;
    use crate::posture::Keypoint;

    const PICTURE: Rect = Rect { min: pos2(100.0, 50.0), max: pos2(740.0, 530.0) };

    fn pose(joint: Joint, point_in_image: [f32; 2], confidence: f32) -> Pose {
        let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
        pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence });
        pose
    }

    #[test]
    fn the_picture_is_mirrored() {
        // The person's left ear is at the right of the image, and at the left of a mirror.
        let pose = pose(Joint::LeftEar, [600.0, 120.0], 0.9);
        let (at, opacity) = point(&pose, Joint::LeftEar, PICTURE).unwrap();
        assert_eq!((at, opacity), (pos2(140.0, 170.0), 1.0));
    }

    #[test]
    fn a_guess_is_not_drawn_and_an_unsure_point_is_faint() {
        assert!(point(&pose(Joint::Nose, [10.0, 10.0], 0.1), Joint::Nose, PICTURE).is_none());
        let (_, opacity) = point(&pose(Joint::Nose, [10.0, 10.0], 0.4), Joint::Nose, PICTURE).unwrap();
        assert!((0.4..0.6).contains(&opacity));
    }
}

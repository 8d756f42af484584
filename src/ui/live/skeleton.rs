//! Keypoints over the live picture: the user's, his neutral's, and how far his head may still sink.

use std::{f32::consts::TAU, ops::RangeInclusive};

use eframe::egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, remap_clamp, vec2,
};

use crate::posture::{BONES, Joint, Pose, State};
use crate::text::words;

/// Below this confidence a point is a guess and is not drawn; at the second and above it is drawn in full.
const FADE: RangeInclusive<f32> = 0.2..=0.6;

/// Colours over a picture do not follow the theme; each line has a dark edge, so that it shows on any ground.
const LIVE_FINE: Color32 = Color32::from_rgb(0x6c, 0xbd, 0xf0);
pub(in crate::ui) const LIVE_DEVIATING: Color32 = Color32::from_rgb(0xf2, 0xa9, 0x3b);
const LIVE_UNKNOWN: Color32 = Color32::from_rgb(0xc8, 0xcf, 0xd8);
pub(in crate::ui) const NEUTRAL: Color32 = Color32::from_rgb(0xe4, 0xe8, 0xee);
const EDGE: Color32 = Color32::from_black_alpha(0x78);

/// Sizes of a head as shares of the distance between its tragi (14.5 cm; a head is about 15.5 cm wide and 23 cm high,
/// its middle 1.5 cm above the tragi).
const HEAD_HALF_WIDTH: f32 = 0.54;
const HEAD_HALF_HEIGHT: f32 = 0.80;
const HEAD_RISE: f32 = 0.10;

/// The user's skeleton, in the colour of the state, each part as strong as the model is sure of it.
pub(in crate::ui) fn paint_live(painter: &Painter, picture: Rect, pose: &Pose, state: Option<State>) {
    let color = live_color(state);
    for ([from, to], opacity) in bones(pose, picture) {
        painter.line_segment([from, to], Stroke::new(5.0, EDGE.gamma_multiply(opacity)));
        painter.line_segment([from, to], Stroke::new(2.5, color.gamma_multiply(opacity)));
    }
    // What no bone leads to says nothing to a user.
    let hidden = [Joint::LeftGlenohumeral, Joint::RightGlenohumeral, Joint::JugularNotch];
    for joint in Joint::ALL.into_iter().filter(|joint| !hidden.contains(joint)) {
        let Some((point, opacity)) = point(pose, joint, picture) else { continue };
        let edge = Stroke::new(1.5, EDGE.gamma_multiply(opacity));
        painter.circle(point, 4.0, color.gamma_multiply(opacity), edge);
    }
}

/// The colour of the user's skeleton.
pub(in crate::ui) fn live_color(state: Option<State>) -> Color32 {
    match state {
        Some(State::Deviating(deviation)) if deviation.is_fault() => LIVE_DEVIATING,
        Some(State::Neutral | State::Deviating(_)) => LIVE_FINE,
        Some(State::Unknown(_)) | None => LIVE_UNKNOWN,
    }
}

/// A soft shape of head and trunk, where the picture itself is hidden.
pub(in crate::ui) fn paint_body(painter: &Painter, picture: Rect, pose: &Pose, color: Color32) {
    let shoulders = [Joint::LeftShoulder, Joint::RightShoulder].map(|joint| point(pose, joint, picture));
    let head = Head::of(pose, picture);
    if let [Some((left, _)), Some((right, _))] = shoulders {
        let span = right - left;
        let round = span.length() * 0.16;
        let down = vec2(0.0, (picture.bottom() - left.y.max(right.y)).max(0.0) + round);
        let inwards = span * 0.06;
        let trunk = vec![
            left - vec2(round, -round),
            left - vec2(0.0, round * 0.4),
            right - vec2(0.0, round * 0.4),
            right + vec2(round, round),
            right + down - inwards,
            left + down + inwards,
        ];
        painter.add(Shape::convex_polygon(trunk, color, Stroke::NONE));
        for shoulder in [left, right] {
            painter.circle_filled(shoulder + vec2(0.0, round * 0.6), round, color);
        }
        if let Some(head) = &head {
            let neck = head.centre + (left + span / 2.0 - head.centre) * 0.5;
            let size = vec2(head.half.x * 1.15, (left.y + span.y / 2.0 - head.centre.y).abs() * 1.1);
            painter.rect_filled(Rect::from_center_size(neck, size), size.x * 0.3, color);
        }
    }
    if let Some(head) = head {
        painter.add(Shape::convex_polygon(head.outline(), color, Stroke::NONE));
    }
}

/// The neutral as a dashed ghost: the outline of the head, the neck and the line of the shoulders. Where the arms were
/// then means nothing.
pub(in crate::ui) fn paint_neutral(painter: &Painter, picture: Rect, neutral: &Pose) {
    let head = Head::of(neutral, picture);
    if let Some(head) = &head {
        paint_dashed(painter, &head.outline(), NEUTRAL);
    }
    let shoulders = [Joint::LeftShoulder, Joint::RightShoulder].map(|joint| point(neutral, joint, picture));
    if let [Some((left, _)), Some((right, _))] = shoulders {
        paint_dashed(painter, &[left, right], NEUTRAL);
        if let Some(head) = head {
            paint_dashed(painter, &[head.chin(), left + (right - left) / 2.0], NEUTRAL);
        }
    }
}

/// The line of eyes and ears at the limit of a forward head, dashed, with a word beside it.
pub(in crate::ui) fn paint_limit(painter: &Painter, picture: Rect, head_at_limit: &Pose) {
    let line = [Joint::LeftEar, Joint::LeftEye, Joint::RightEye, Joint::RightEar];
    let line: Vec<Pos2> =
        line.into_iter().filter_map(|joint| Some(point(head_at_limit, joint, picture)?.0)).collect();
    paint_dashed(painter, &line, LIVE_DEVIATING);
    // Mirrored, the person's right ear is the one on the right.
    if let Some(end) = line.last() {
        let font = FontId::proportional(12.0);
        for (offset, color) in [(1.0, Color32::from_black_alpha(0xc0)), (0.0, LIVE_DEVIATING)] {
            let at = *end + vec2(8.0 + offset, offset);
            painter.text(at, Align2::LEFT_CENTER, words("live-legend-limit"), font.clone(), color);
        }
    }
}

fn paint_dashed(painter: &Painter, line: &[Pos2], color: Color32) {
    painter.extend(Shape::dashed_line(line, Stroke::new(3.5, EDGE), 6.0, 5.0));
    painter.extend(Shape::dashed_line(line, Stroke::new(1.8, color), 6.0, 5.0));
}

/// The outline of a head, from its ears.
struct Head {
    centre: Pos2,
    half: Vec2,
    /// From the middle to the person's side that is at the right of the mirror.
    across: Vec2,
    opacity: f32,
}

impl Head {
    fn of(pose: &Pose, picture: Rect) -> Option<Self> {
        let (left, sure_left) = point(pose, Joint::LeftEar, picture)?;
        let (right, sure_right) = point(pose, Joint::RightEar, picture)?;
        let span = (right - left).length();
        let across = (right - left) / span.max(1.0);
        let up = vec2(across.y, -across.x);
        let centre = left + (right - left) / 2.0 + up * HEAD_RISE * span;
        let half = vec2(HEAD_HALF_WIDTH, HEAD_HALF_HEIGHT) * span;
        Some(Self { centre, half, across, opacity: sure_left.min(sure_right) })
    }

    /// Closed: the last point is the first.
    fn outline(&self) -> Vec<Pos2> {
        let down = vec2(-self.across.y, self.across.x);
        (0..=40)
            .map(|step| {
                let turned = Vec2::angled(TAU * step as f32 / 40.0) * self.half;
                self.centre + self.across * turned.x + down * turned.y
            })
            .collect()
    }

    fn chin(&self) -> Pos2 {
        self.centre + vec2(-self.across.y, self.across.x) * self.half.y
    }
}

/// The bones on the screen, and the neck between the chin and the middle of the shoulders, each with the opacity of its
/// less certain end.
fn bones(pose: &Pose, picture: Rect) -> Vec<([Pos2; 2], f32)> {
    let drawn = |[a, b]: [Joint; 2]| {
        let ((from, a), (to, b)) = (point(pose, a, picture)?, point(pose, b, picture)?);
        Some(([from, to], a.min(b)))
    };
    let middle = |a, b| {
        let ((a, sure_a), (b, sure_b)) = (point(pose, a, picture)?, point(pose, b, picture)?);
        Some((a + (b - a) / 2.0, sure_a.min(sure_b)))
    };
    let chin = Head::of(pose, picture).map(|head| (head.chin(), head.opacity));
    let neck = chin
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

    fn pose(points: &[(Joint, [f32; 2])], confidence: f32) -> Pose {
        let mut pose = Pose { image_size: [640, 480], keypoints: EnumMap::default() };
        for (joint, point_in_image) in points {
            pose.keypoints[*joint] = Some(Keypoint { point_in_image: *point_in_image, confidence });
        }
        pose
    }

    #[test]
    fn the_picture_is_mirrored() {
        // The person's left ear is at the right of the image, and at the left of a mirror.
        let pose = pose(&[(Joint::LeftEar, [600.0, 120.0])], 0.9);
        let (at, opacity) = point(&pose, Joint::LeftEar, PICTURE).unwrap();
        assert_eq!((at, opacity), (pos2(140.0, 170.0), 1.0));
    }

    #[test]
    fn a_guess_is_not_drawn_and_an_unsure_point_is_faint() {
        let at = [(Joint::Nose, [10.0, 10.0])];
        assert!(point(&pose(&at, 0.1), Joint::Nose, PICTURE).is_none());
        let (_, opacity) = point(&pose(&at, 0.4), Joint::Nose, PICTURE).unwrap();
        assert!((0.4..0.6).contains(&opacity));
    }

    #[test]
    fn a_head_is_upright_around_its_ears() {
        let ears = pose(&[(Joint::LeftEar, [380.0, 200.0]), (Joint::RightEar, [260.0, 200.0])], 0.9);
        let head = Head::of(&ears, PICTURE).unwrap();
        let chin = head.chin();
        assert!((head.centre.x - 420.0).abs() < 1.0 && head.centre.y < 250.0, "{:?}", head.centre);
        assert!((chin.x - 420.0).abs() < 1.0 && chin.y > 300.0, "the chin is below the ears: {chin:?}");
        assert_eq!(head.outline().len(), 41);
    }
}

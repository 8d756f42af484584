//! How one sits, seen from the side: the present posture as a figure, and the neutral as a shadow behind it.

use eframe::egui::{Color32, Painter, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{
    body::{self, Grain},
    picture::{self, Look, Painted, View},
    pose::Pose,
    skeleton::Skeleton,
    space::{Vec3, vec3},
};
use crate::{
    posture::{Deviation, Estimate, Measurements, Metric},
    text::{self, words, words_with},
    ui::theme::Palette,
};

/// From which side, and which part of the body: the head and the chest.
const VIEW: View = View { turn_deg: 82.0, look_down_deg: 3.0, centre: [0.05, 1.095], half: [0.25, 0.345] };
/// The opening of the ear from the middle of the head, in metres: what the head's offset is measured at.
const TRAGUS: Vec3 = vec3(-0.074, -0.008, -0.002);
/// How far the marks of the head's place reach above and below it, in metres.
const MARK: [f32; 2] = [0.155, 0.03];

/// How one sits compared with the neutral; what is not known is drawn as in the neutral, and said to be unknown.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct SideView {
    /// Change of the craniovertebral angle, in degrees; negative: further forward.
    pub(in crate::ui) neck_angle_deg: Option<Estimate>,
    /// How far the head has gone forward, in mm.
    pub(in crate::ui) head_forward_mm: Option<Estimate>,
    /// How far the shoulders have gone forward, in mm.
    pub(in crate::ui) shoulders_forward_mm: Option<Estimate>,
    /// How much rounder the upper back is, in degrees.
    pub(in crate::ui) upper_back_deg: Option<Estimate>,
    /// How far the trunk leans forward, in degrees.
    pub(in crate::ui) trunk_lean_deg: Option<Estimate>,
    /// How far the face looks down, in degrees.
    pub(in crate::ui) head_nod_deg: Option<Estimate>,
}

impl SideView {
    /// What was measured.
    pub(in crate::ui) fn of(measurements: &Measurements) -> Self {
        let known = |metric| measurements.get(metric).known();
        Self {
            neck_angle_deg: known(Metric::ForwardHeadDeg),
            head_forward_mm: known(Metric::ForwardHeadMm),
            shoulders_forward_mm: known(Metric::RoundedShouldersMm),
            upper_back_deg: known(Metric::SlumpDeg),
            trunk_lean_deg: known(Metric::LeanDeg),
            head_nod_deg: known(Metric::HeadPitchDeg),
        }
    }

    /// The posture as it is drawn, within what a body can do, to a whole degree or millimetre: less is not to be seen.
    fn pose(&self) -> Pose {
        let value = |estimate: Option<Estimate>, least: f32, most: f32| {
            estimate.map_or(0.0, |estimate| estimate.value).clamp(least, most).round()
        };
        let mut pose = Pose::seated();
        let upper_back_deg = value(self.upper_back_deg, -15.0, 40.0);
        let lean_deg = value(self.trunk_lean_deg, -30.0, 30.0);
        pose.pelvis_deg = lean_deg;
        pose.upper_back_deg = upper_back_deg;
        // The head is measured ahead of the trunk, and looks where it looks whatever the trunk does.
        pose.head_glide = value(self.head_forward_mm, -60.0, 120.0) / 1000.0;
        pose.head_nod_deg = value(self.head_nod_deg, -35.0, 45.0) - upper_back_deg - lean_deg;
        for side in [&mut pose.left, &mut pose.right] {
            side.shoulder_forward = value(self.shoulders_forward_mm, -40.0, 70.0) / 1000.0;
        }
        pose
    }

    /// What a screen reader says instead.
    fn words(&self) -> String {
        let told = |metric, estimate: Option<Estimate>| {
            estimate.map_or_else(
                || words("figure-unknown").to_owned(),
                |estimate| {
                    let [value, uncertainty] = text::estimate_words_in_unit(metric, estimate);
                    format!("{value} ±{uncertainty}")
                },
            )
        };
        let head = told(Metric::ForwardHeadMm, self.head_forward_mm);
        let shoulders = told(Metric::RoundedShouldersMm, self.shoulders_forward_mm);
        words_with("figure-side-view", &[("head", head.into()), ("shoulders", shoulders.into())])
    }
}

/// What of a pose the posture changes.
fn changes(pose: &Pose) -> [f32; 5] {
    let Pose { pelvis_deg, upper_back_deg, head_glide, head_nod_deg, .. } = *pose;
    [pelvis_deg, upper_back_deg, head_glide, head_nod_deg, pose.left.shoulder_forward]
}

/// Draws it, and says it to a screen reader.
pub(in crate::ui) fn side_view_ui(ui: &mut Ui, side_view: SideView, size: Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, side_view.words()));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let palette = Palette::of(ui);
    let painter = ui.painter_at(rect);
    let poses = [Pose::seated(), side_view.pose()];
    let [neutral, present] = poses.each_ref().map(Skeleton::of);
    for (pose, skeleton, plain) in [(&poses[0], &neutral, Some(palette.ghost())), (&poses[1], &present, None)]
    {
        let place = response.id.with(plain.is_some());
        picture::show(ui, place, changes(pose).map(f32::to_bits), rect, |rect| {
            let surfaces = body::surfaces(skeleton, Grain::Fine);
            let drawn: Vec<_> = surfaces.iter().map(|surface| Painted { surface, worked: &[] }).collect();
            let is_dark = ui.visuals().dark_mode;
            let look = Look { palette, is_dark, pixel: 1.0 / ui.pixels_per_point(), plain };
            picture::mesh(&drawn, &VIEW, rect, &look)
        });
    }
    if let Some(head) = side_view.head_forward_mm {
        let is_beyond =
            side_view.neck_angle_deg.is_some_and(|angle| angle.value <= Deviation::ForwardHead.limit());
        let colour = if is_beyond { palette.deviation } else { palette.fine };
        head_marks(&painter, rect, [&neutral, &present], head, [palette.text_weak, colour]);
    }
}

/// Where the head is in the neutral and where it is now, as two lines over it, with the uncertainty as a band.
fn head_marks(
    painter: &Painter,
    rect: Rect,
    [neutral, present]: [&Skeleton; 2],
    head: Estimate,
    [weak, colour]: [Color32; 2],
) {
    let tragus = |skeleton: &Skeleton| {
        let (centre, basis) = skeleton.head;
        VIEW.place(rect, centre + basis.in_space(TRAGUS))
    };
    let (from, to) = (tragus(neutral), tragus(present));
    let metre = VIEW.points_a_metre(rect);
    let top = from.y.min(to.y) - MARK[0] * metre;
    let spread = head.uncertainty / 1000.0 * metre;
    let band = Rect::from_min_max(pos2(to.x - spread, top), pos2(to.x + spread, top + 5.0));
    painter.rect_filled(band, 2.5, colour.gamma_multiply(0.40));
    for (at, stroke) in [(from, Stroke::new(1.5, weak)), (to, Stroke::new(2.0, colour))] {
        painter.vline(at.x, top - 3.0..=top + 8.0, stroke);
    }
    let (shaft, way) = (to.x - from.x, (to.x - from.x).signum());
    if shaft.abs() > 6.0 {
        let tip = pos2(to.x - way, top + 2.5);
        let stroke = Stroke::new(2.0, colour);
        painter.line_segment([pos2(from.x, tip.y), tip], stroke);
        for rise in [-4.0, 4.0] {
            painter.line_segment([tip, tip + vec2(-5.0 * way, rise)], stroke);
        }
    }
    painter.circle(to, 3.0, colour, Stroke::new(1.0, Color32::WHITE));
}

#[cfg(test)]
mod tests {
    use super::{Estimate, SideView, Skeleton};

    fn about(value: f32) -> Estimate {
        Estimate { value, uncertainty: 5.0 }
    }

    #[test]
    fn the_head_is_drawn_as_far_forward_as_it_is_and_looks_where_it_looked() {
        let neutral = Skeleton::of(&SideView::default().pose());
        let side_view = SideView {
            head_forward_mm: Some(about(40.0)),
            upper_back_deg: Some(about(12.0)),
            trunk_lean_deg: Some(about(8.0)),
            ..SideView::default()
        };
        let (head, looks) = Skeleton::of(&side_view.pose()).head;
        assert!(head.z - neutral.head.0.z > 0.04, "with the trunk, and ahead of it");
        assert!(looks.front.dot(neutral.head.1.front) > 0.99, "it does not nod because the trunk leans");
        let only_head = SideView { head_forward_mm: Some(about(40.0)), ..SideView::default() };
        let glide = Skeleton::of(&only_head.pose()).head.0 - neutral.head.0;
        assert!((glide.z - 0.04).abs() < 1e-4 && glide.y.abs() < 1e-4, "{glide:?}");
    }

    #[test]
    fn what_no_body_can_do_is_drawn_at_its_end() {
        let far = SideView { head_forward_mm: Some(about(900.0)), ..SideView::default() };
        let farthest = SideView { head_forward_mm: Some(about(120.0)), ..SideView::default() };
        assert_eq!(far.pose(), farthest.pose());
    }

    #[test]
    fn what_is_unknown_is_said_to_be_unknown() {
        let told = SideView { head_forward_mm: Some(about(40.0)), ..SideView::default() }.words();
        assert!(
            told.contains("Head forward: 40\u{a0}mm ±5") && told.contains("shoulders forward: unknown"),
            "{told}"
        );
    }
}

//! How one sits, seen from the side: the present posture as a figure, and the neutral as a shadow behind it.

use eframe::egui::{
    Align2, Color32, FontId, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    body::{self, Grain},
    picture::{self, Look, Painted, View},
    pose::Pose,
    skeleton::Skeleton,
    space::vec3,
    surface::Material,
};
use crate::{
    posture::{Estimate, Measurements, Metric},
    ui::theme::Palette,
};

/// From which side, and which part of the body: the head and the chest.
const VIEW: View = View { turn_deg: 80.0, look_down_deg: 4.0, centre: [0.06, 1.05], half: [0.30, 0.36] };

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

    /// The posture as it is drawn, within what a body can do.
    fn pose(&self) -> Pose {
        let value = |estimate: Option<Estimate>, least: f32, most: f32| {
            estimate.map_or(0.0, |estimate| estimate.value).clamp(least, most)
        };
        let mut pose = Pose::seated();
        pose.head_glide = value(self.head_forward_mm, -60.0, 120.0) / 1000.0;
        pose.pelvis_deg += value(self.trunk_lean_deg, -30.0, 30.0);
        pose.upper_back_deg += value(self.upper_back_deg, -15.0, 40.0);
        pose.head_nod_deg = value(self.head_nod_deg, -35.0, 45.0) - pose.upper_back_deg - pose.pelvis_deg;
        let forward = value(self.shoulders_forward_mm, -40.0, 70.0) / 1000.0;
        for side in [&mut pose.left, &mut pose.right] {
            side.shoulder_forward = forward;
        }
        pose
    }
}

/// Draws it, and says it to a screen reader.
pub(in crate::ui) fn side_view_ui(ui: &mut Ui, side_view: SideView, size: Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let _ = response;
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    for (pose, opacity) in [(Pose::seated(), 0.30), (side_view.pose(), 1.0)] {
        let surfaces = body::surfaces(&Skeleton::of(&pose), Grain::Fine);
        let painted: Vec<_> = surfaces.iter().map(|surface| Painted { surface, worked: &[] }).collect();
        let look = Look {
            palette: Palette::of(ui),
            is_dark: ui.visuals().dark_mode,
            pixel: 1.0 / ui.pixels_per_point(),
            opacity,
        };
        painter.add(Shape::mesh(picture::mesh(&painted, &VIEW, rect, &look)));
    }
}

//! Where muscles are: regions on the body, and the body picture that names them.

use std::sync::{Arc, LazyLock};

use eframe::egui::{
    Align, Galley, Id, Mesh, Pos2, Rect, Role, Sense, Stroke, TextStyle, Ui, Vec2, WidgetInfo, pos2,
    text::LayoutJob, vec2,
};
use enum_map::EnumMap;

use super::{
    body::{self, Grain, Part},
    picture::{self, Look, Painted, View},
    pose::Pose,
    skeleton::{Skeleton, ease},
    space::{Vec3, vec3},
    surface::Surface,
};
use crate::{
    care::Muscle,
    text::{self, words_with},
    ui::theme::{Palette, space},
};

/// How much the muscles that are not meant are tinted, so that the picture is read as one of muscles.
const FAINT: f32 = 0.14;
/// Up to so many muscles are all as strong; among more, every second one is so pale.
const ALIKE: usize = 4;
const PALE: f32 = 0.5;
/// The room for names at each side: a share of the width, and its ends in points.
const NAMES_SHARE: f32 = 0.24;
const NAMES_WIDTH: [f32; 2] = [64.0, 130.0];

/// From which side a muscle is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Front,
    Back,
    /// On top of the shoulders, seen from both.
    Top,
}

/// A stroke on the left half of the body at rest: from, to (across and up, in metres) and half its width.
type Region = ([f32; 2], [f32; 2], f32);

/// Where a muscle lies, on the body of [`Pose::standing`].
fn region(muscle: Muscle) -> (Face, &'static [Region]) {
    match muscle {
        Muscle::UpperTrapezius => {
            (Face::Top, &[([0.034, 1.505], [0.052, 1.438], 0.020), ([0.052, 1.438], [0.145, 1.402], 0.022)])
        }
        Muscle::MiddleTrapezius => (Face::Back, &[([0.012, 1.378], [0.142, 1.372], 0.022)]),
        Muscle::LowerTrapezius => {
            (Face::Back, &[([0.012, 1.150], [0.052, 1.250], 0.014), ([0.014, 1.22], [0.098, 1.312], 0.022)])
        }
        Muscle::Rhomboids => {
            (Face::Back, &[([0.018, 1.352], [0.072, 1.300], 0.017), ([0.018, 1.312], [0.072, 1.258], 0.017)])
        }
        Muscle::LevatorScapulae => (Face::Back, &[([0.036, 1.500], [0.076, 1.392], 0.013)]),
        Muscle::Infraspinatus => {
            (Face::Back, &[([0.092, 1.262], [0.150, 1.330], 0.024), ([0.094, 1.310], [0.150, 1.335], 0.018)])
        }
        Muscle::PosteriorDeltoid => (Face::Back, &[([0.165, 1.388], [0.192, 1.300], 0.026)]),
        Muscle::ErectorSpinae => (Face::Back, &[([0.030, 0.985], [0.030, 1.330], 0.018)]),
        Muscle::LatissimusDorsi => {
            (Face::Back, &[([0.060, 1.020], [0.120, 1.130], 0.026), ([0.105, 1.100], [0.138, 1.235], 0.034)])
        }
        Muscle::Pectorals => (
            Face::Front,
            &[
                ([0.034, 1.285], [0.130, 1.345], 0.026),
                ([0.040, 1.330], [0.130, 1.352], 0.024),
                ([0.050, 1.262], [0.110, 1.300], 0.020),
            ],
        ),
        Muscle::Suboccipitals => (Face::Back, &[([0.014, 1.530], [0.036, 1.524], 0.014)]),
        Muscle::DeepNeckFlexors => (Face::Front, &[([0.014, 1.425], [0.014, 1.500], 0.014)]),
        Muscle::Intercostals => (
            Face::Front,
            &[
                ([0.055, 1.222], [0.135, 1.244], 0.007),
                ([0.050, 1.190], [0.132, 1.208], 0.007),
                ([0.050, 1.158], [0.128, 1.172], 0.007),
                ([0.056, 1.126], [0.124, 1.136], 0.007),
            ],
        ),
    }
}

/// The body at rest, on which the regions are drawn.
fn at_rest(grain: Grain) -> &'static [Surface] {
    static AT_REST: LazyLock<EnumMap<Grain, Vec<Surface>>> =
        LazyLock::new(|| EnumMap::from_fn(|grain| body::surfaces(&Skeleton::of(&Pose::standing()), grain)));
    let all: &EnumMap<Grain, Vec<Surface>> = &AT_REST;
    &all[grain]
}

/// How much every point of a body's surfaces belongs to these muscles, 0 to 1.
pub(super) fn worked(muscles: &[Muscle], grain: Grain) -> Vec<Vec<f32>> {
    // A region ends softly, over so many metres: the wider, the wider the triangles are.
    let soft = if grain == Grain::Finest { 0.022 } else { 0.032 };
    let of_surface = |(index, surface): (usize, &Surface)| {
        let points = surface.points.iter().zip(&surface.normals);
        let part = Part::of(index);
        points.map(|(point, normal)| share(muscles, *point, *normal, part, soft)).collect()
    };
    at_rest(grain).iter().enumerate().map(of_surface).collect()
}

fn share(muscles: &[Muscle], point: Vec3, normal: Vec3, part: Part, soft: f32) -> f32 {
    let shares = muscles.iter().enumerate().map(|(index, muscle)| {
        let (face, strokes) = region(*muscle);
        let facing = match face {
            // The chin hides what lies behind it, and only one muscle lies on an arm.
            Face::Front | Face::Top if part == Part::Head => 0.0,
            _ if part == Part::Limbs && *muscle != Muscle::PosteriorDeltoid => 0.0,
            Face::Front => ease(normal.z / 0.3),
            Face::Back => ease(-normal.z / 0.3),
            Face::Top => ease((0.55 - normal.z) / 0.4),
        };
        let inside = strokes.iter().map(|stroke| inside_stroke(stroke, [point.x.abs(), point.y], soft));
        // Many neighbours are told apart by turns of strong and pale.
        let tone = if muscles.len() > ALIKE && index % 2 == 1 { PALE } else { 1.0 };
        (facing * inside.fold(0.0, f32::max), tone)
    });
    shares.fold(0.0, |below, (inside, tone)| below + (tone - below) * inside)
}

fn inside_stroke(([x0, y0], [x1, y1], half): &Region, [x, y]: [f32; 2], soft: f32) -> f32 {
    let (from, to) = (pos2(*x0, *y0), pos2(*x1, *y1));
    let along = to - from;
    let share = ((pos2(x, y) - from).dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
    let distance = (pos2(x, y) - (from + along * share)).length();
    ease(1.0 - (distance - half) / soft)
}

/// Draws a body from the front and from behind, with these muscles highlighted and named.
pub(in crate::ui) fn muscles_ui(ui: &mut Ui, muscles: &[Muscle], size: Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let names: Vec<&str> = muscles.iter().map(|muscle| text::muscle_name(*muscle)).collect();
        let told = words_with("figure-muscles", &[("muscles", names.join(", ").into())]);
        WidgetInfo::labeled(Role::Image, true, told)
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let names_width = (rect.width() * NAMES_SHARE).clamp(NAMES_WIDTH[0], NAMES_WIDTH[1]);
    let [left, right] =
        [(rect.left(), 0.0, Face::Front), (rect.center().x, 180.0, Face::Back)].map(|(x, turn, face)| {
            let half = Rect::from_min_size(pos2(x, rect.top()), vec2(rect.width() / 2.0, rect.height()));
            (half, turn, face)
        });
    for (half, turn_deg, face) in [left, right] {
        let (mut body, mut names) = (half, half);
        if face == Face::Front {
            names.max.x = half.left() + names_width;
            body.min.x = names.max.x;
        } else {
            names.min.x = half.right() - names_width;
            body.max.x = names.min.x;
        }
        let view = View { turn_deg, look_down_deg: 4.0, centre: [0.0, 1.30], half: [0.26, 0.44] };
        body_ui(ui, response.id.with(turn_deg as u16), muscles, body, &view);
        let shown = muscles.iter().copied().filter(|muscle| match region(*muscle).0 {
            Face::Top => face == Face::Back,
            one => one == face,
        });
        names_ui(ui, &shown.collect::<Vec<_>>(), [body, names], &view);
    }
}

fn body_ui(ui: &Ui, place: Id, muscles: &[Muscle], rect: Rect, view: &View) {
    let is_dark = ui.visuals().dark_mode;
    let palette = Palette::of(ui);
    let look = Look { palette, is_dark, pixel: 1.0 / ui.pixels_per_point(), plain: Some(palette.skin) };
    picture::show(ui, place, (muscles, view.turn_deg as u16), rect, |rect| {
        body_mesh(muscles, rect, view, &look)
    });
}

fn body_mesh(muscles: &[Muscle], rect: Rect, view: &View, look: &Look) -> Mesh {
    let grain = Grain::Finest;
    let [all, meant] = [&Muscle::ALL[..], muscles].map(|muscles| worked(muscles, grain));
    let both = all.iter().zip(&meant).map(|(all, meant)| {
        let points = all.iter().zip(meant);
        points.map(|(all, meant)| (FAINT * all).max(*meant)).collect()
    });
    let both: Vec<Vec<f32>> = both.collect();
    let surfaces = at_rest(grain).iter().zip(&both);
    let drawn: Vec<_> = surfaces.map(|(surface, worked)| Painted { surface, worked }).collect();
    picture::mesh(&drawn, view, rect, look)
}

/// The names of muscles beside the body, each with a line to where it is.
fn names_ui(ui: &Ui, muscles: &[Muscle], [body, names]: [Rect; 2], view: &View) {
    let palette = Palette::of(ui);
    let at_left = names.center().x < body.center().x;
    let mut labels: Vec<(Pos2, Arc<Galley>)> = muscles
        .iter()
        .map(|&muscle| {
            let mut job = LayoutJob::simple(
                text::muscle_name(muscle).to_owned(),
                TextStyle::Small.resolve(ui.style()),
                palette.text,
                names.width() - space::XS,
            );
            job.halign = if at_left { Align::RIGHT } else { Align::LEFT };
            (view.place(body, middle(muscle)), ui.painter().layout_job(job))
        })
        .collect();
    labels.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y));
    // Each as near to its muscle's height as the one above leaves room.
    let heights: f32 = labels.iter().map(|(_, galley)| galley.size().y + space::XS).sum();
    let mut top = names.top();
    let mut left_over = heights;
    for (at, galley) in labels {
        let height = galley.size().y;
        let y = (at.y - height / 2.0).max(top).min(names.bottom() - left_over).max(names.top());
        top = y + height + space::XS;
        left_over -= height + space::XS;
        let x = if at_left { names.right() - space::XS } else { names.left() + space::XS };
        let line_from = pos2(if at_left { names.right() } else { names.left() }, y + height / 2.0);
        let painter = ui.painter();
        painter.line_segment([line_from, at], Stroke::new(1.0, palette.text_weak));
        painter.circle(at, 3.0, palette.worked, Stroke::new(1.0, palette.card));
        painter.galley(pos2(x, y), galley, palette.text);
    }
}

/// The middle of a muscle, on the side where its name stands: the figure's right, whichever way it is turned.
fn middle(muscle: Muscle) -> Vec3 {
    let (_, strokes) = region(muscle);
    let ([x0, y0], [x1, y1], _) = strokes.get(strokes.len() / 2).copied().unwrap_or_default();
    vec3(-f32::midpoint(x0, x1), f32::midpoint(y0, y1), 0.0)
}

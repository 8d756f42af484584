//! A body from behind, on which the places of pain are chosen.

use eframe::egui::{
    Color32, CursorIcon, Mesh, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo,
    epaint::EllipseShape, pos2, vec2,
};

use super::place::Place;
use crate::ui::theme::Palette;

/// The figure is drawn in shares of its height, the middle of the body at x = 0; this is its width.
const WIDTH: f32 = 0.62;
/// Half the width of neck and trunk at these heights, of an adult of average build.
const TRUNK: [[f32; 2]; 11] = [
    [0.150, 0.040],
    [0.195, 0.040],
    [0.225, 0.058],
    [0.262, 0.130],
    [0.295, 0.176],
    [0.345, 0.172],
    [0.430, 0.146],
    [0.560, 0.128],
    [0.660, 0.120],
    [0.790, 0.142],
    [0.965, 0.158],
];
/// Shoulder, elbow, wrist and fingers of the right arm, each with half the width of the arm there.
const ARM: [[f32; 3]; 4] =
    [[0.150, 0.312, 0.046], [0.206, 0.545, 0.036], [0.234, 0.745, 0.025], [0.240, 0.820, 0.027]];
/// The steps between two of the points above: enough for a smooth edge at any size.
const STEPS: usize = 12;

/// Draws it; gives the place that was clicked. The list beside it does the same for keyboard and screen reader.
pub(super) fn body_ui(ui: &mut Ui, height: f32, chosen: &[Place], told: &str) -> Option<Place> {
    let size = vec2(WIDTH * height, height);
    // Not reached by the keyboard, which has the list.
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK | Sense::HOVER);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, told));
    let palette = Palette::of(ui);
    let at = |[x, y]: [f32; 2]| pos2(rect.center().x + x * height, rect.top() + y * height);
    figure_ui(ui, rect, palette);

    let pointed = response.hover_pos().and_then(|pointer| {
        let in_figure = (pointer - at([0.0, 0.0])) / height;
        Place::ALL.into_iter().find(|place| place.area().is_some_and(|area| is_in(area, in_figure)))
    });
    for place in Place::ALL {
        let Some([x, y, half_width, half_height]) = place.area() else { continue };
        let is_chosen = chosen.contains(&place);
        let is_pointed = pointed == Some(place);
        let radius = vec2(half_width, half_height) * height;
        let strength = if is_chosen { 0.75 } else { 0.22 };
        if is_chosen || is_pointed {
            let fill = palette.deviation.gamma_multiply(strength);
            ui.painter().add(EllipseShape::filled(at([x, y]), radius, fill));
        }
        let line = if is_chosen { palette.deviation } else { palette.text_weak.gamma_multiply(0.35) };
        ui.painter().add(EllipseShape::stroke(at([x, y]), radius, Stroke::new(1.0, line)));
    }
    let place = pointed?;
    let clicked = response.clicked();
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text_at_pointer(place.name());
    clicked.then_some(place)
}

fn is_in([x, y, half_width, half_height]: [f32; 4], point: Vec2) -> bool {
    ((point.x - x) / half_width).powi(2) + ((point.y - y) / half_height).powi(2) <= 1.0
}

/// Head, trunk and arms in one colour, with a hint of the spine and the shoulder blades.
fn figure_ui(ui: &Ui, rect: Rect, palette: Palette) {
    let height = rect.height();
    let at = |x: f32, y: f32| pos2(rect.center().x + x * height, rect.top() + y * height);
    let skin = palette.inset.lerp_to_gamma(palette.text_weak, 0.22);
    let painter = ui.painter();
    for side in [-1.0, 1.0] {
        let edge: Vec<_> = smooth(&ARM).map(|[x, y, half_width]| ([side * x, y], half_width)).collect();
        for pair in edge.windows(2) {
            let [([x0, y0], half), ([x1, y1], _)] = pair else { continue };
            painter.line_segment([at(*x0, *y0), at(*x1, *y1)], Stroke::new(2.0 * half * height, skin));
            painter.circle_filled(at(*x1, *y1), half * height, skin);
        }
        painter.circle_filled(at(side * ARM[0][0], ARM[0][1]), ARM[0][2] * height, skin);
    }
    let trunk: Vec<[f32; 2]> = smooth(&TRUNK).collect();
    painter.add(Shape::mesh(trunk_mesh(&trunk, at, skin)));
    for side in [-1.0, 1.0] {
        // The edge of a mesh is not smooth by itself.
        let edge = trunk.iter().map(|[y, half_width]| at(side * half_width, *y)).collect();
        painter.line(edge, Stroke::new(1.2, skin));
    }
    painter.add(EllipseShape::filled(at(0.0, 0.092), vec2(0.068, 0.088) * height, skin));
    let hint = Stroke::new(1.2, palette.card.gamma_multiply(0.55));
    painter.line_segment([at(0.0, 0.27), at(0.0, 0.90)], hint);
    for side in [-1.0, 1.0] {
        let blade = [[0.052, 0.335], [0.112, 0.350], [0.082, 0.462], [0.052, 0.425], [0.052, 0.335]];
        let blade: Vec<Pos2> = smooth(&blade).map(|[x, y]| at(side * x, y)).collect();
        painter.line(blade, hint);
    }
}

fn trunk_mesh(trunk: &[[f32; 2]], at: impl Fn(f32, f32) -> Pos2, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for [y, half_width] in trunk {
        mesh.colored_vertex(at(-half_width, *y), color);
        mesh.colored_vertex(at(*half_width, *y), color);
    }
    for row in 1..trunk.len() as u32 {
        let first = 2 * (row - 1);
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 3, first + 2);
    }
    mesh
}

/// A smooth line through all points (Catmull and Rom 1974).
fn smooth<const N: usize>(points: &[[f32; N]]) -> impl Iterator<Item = [f32; N]> {
    let last = points.len().saturating_sub(1);
    let point = move |index: usize| points.get(index.min(last)).copied().unwrap_or([0.0; N]);
    (0..=last * STEPS).map(move |step| {
        let (index, t) = (step / STEPS, (step % STEPS) as f32 / STEPS as f32);
        let [before, from, to, after] =
            [point(index.saturating_sub(1)), point(index), point(index + 1), point(index + 2)];
        std::array::from_fn(|axis| {
            let [a, b, c, d] = [before, from, to, after].map(|point| point.get(axis).copied().unwrap_or(0.0));
            let slopes = [(c - a) / 2.0, (d - b) / 2.0];
            let t2 = t * t;
            let t3 = t2 * t;
            b * (2.0 * t3 - 3.0 * t2 + 1.0)
                + slopes[0] * (t3 - 2.0 * t2 + t)
                + c * (3.0 * t2 - 2.0 * t3)
                + slopes[1] * (t3 - t2)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_lie_within_the_figure_and_apart() {
        let areas: Vec<_> = Place::ALL.into_iter().filter_map(Place::area).collect();
        assert_eq!(areas.len(), Place::ALL.len() - 1, "all but the chest, which is in front");
        for [x, y, half_width, half_height] in &areas {
            assert!(x.abs() + half_width <= WIDTH / 2.0 && *y - half_height >= 0.0 && y + half_height <= 1.0);
            let others = areas.iter().filter(|area| is_in(**area, vec2(*x, *y)));
            assert_eq!(others.count(), 1, "the middle of a place belongs to it alone");
        }
    }

    #[test]
    fn a_smooth_line_goes_through_its_points() {
        let line: Vec<_> = smooth(&TRUNK).collect();
        for (index, point) in TRUNK.iter().enumerate() {
            assert_eq!(line[index * STEPS], *point);
        }
    }
}

//! Triangles to pixels. A figure is of thousands of them, and stands still for most pictures of the window: as a texture it
//! is put together once, where as triangles it would cost a computer without a graphics card more than all the rest.

use std::ops::Range;

use eframe::egui::{Color32, ColorImage, Pos2, epaint::Mesh};

/// One corner: where it is, in pixels, and its premultiplied colour, 0 to 255.
type Corner = (Pos2, [f32; 4]);

/// Draws an untextured mesh whose places are in points into `size` pixels, one triangle over the other.
///
/// A pixel belongs to the triangle that its centre lies in, so that neighbours share none.
pub(super) fn image(mesh: &Mesh, size: [usize; 2], pixels_per_point: f32) -> ColorImage {
    let mut image = ColorImage::filled(size, Color32::TRANSPARENT);
    let corner = |index: &u32| -> Option<Corner> {
        let vertex = mesh.vertices.get(*index as usize)?;
        let at = (vertex.pos.to_vec2() * pixels_per_point).to_pos2();
        Some((at, vertex.color.to_array().map(f32::from)))
    };
    for corners in mesh.indices.chunks_exact(3) {
        if let [Some(a), Some(b), Some(c)] = [0, 1, 2].map(|n| corners.get(n).and_then(corner)) {
            fill(&mut image, [a, b, c]);
        }
    }
    image
}

fn fill(image: &mut ColorImage, mut corners: [Corner; 3]) {
    // From above to below: an edge is then cut at the same places for the triangles at both of its sides.
    corners.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let [(a, colour_a), (b, colour_b), (c, colour_c)] = corners;
    let (ab, ac) = (b - a, c - a);
    let area = ab.x * ac.y - ab.y * ac.x;
    if area == 0.0 || !area.is_finite() {
        return;
    }
    let change = |n: usize| {
        let [from, to_b, to_c] = [colour_a, colour_b, colour_c].map(|colour| colour.get(n).copied());
        let [from, to_b, to_c] = [from, to_b, to_c].map(Option::unwrap_or_default);
        let (to_b, to_c) = (to_b - from, to_c - from);
        [(to_b * ac.y - to_c * ab.y) / area, (to_c * ab.x - to_b * ac.x) / area, from]
    };
    let changes: [[f32; 3]; 4] = std::array::from_fn(change);
    let [width, height] = image.size;
    for row in centres(a.y, c.y, height) {
        let y = row as f32 + 0.5;
        let long = cut(a, c, y);
        let short = if y < b.y { cut(a, b, y) } else { cut(b, c, y) };
        let columns = centres(long.min(short), long.max(short), width);
        let first = row * width;
        let Some(pixels) = image.pixels.get_mut(first + columns.start..first + columns.end) else { continue };
        for (column, pixel) in columns.zip(pixels) {
            let [right, down] = [column as f32 + 0.5 - a.x, y - a.y];
            let colour = changes.map(|[across, along, from]| {
                (from + across * right + along * down).clamp(0.0, 255.0).round() as u8
            });
            let [red, green, blue, alpha] = colour;
            let over = Color32::from_rgba_premultiplied(red, green, blue, alpha);
            *pixel = if alpha == u8::MAX { over } else { pixel.blend(over) };
        }
    }
}

/// The pixels of `count` whose centres lie between two places.
fn centres(from: f32, to: f32, count: usize) -> Range<usize> {
    let index = |at: f32| (at - 0.5).ceil().clamp(0.0, count as f32) as usize;
    index(from)..index(to).max(index(from))
}

/// Where an edge from above to below is at a height between its ends.
fn cut(above: Pos2, below: Pos2, y: f32) -> f32 {
    above.x + (below.x - above.x) * ((y - above.y) / (below.y - above.y))
}

#[cfg(test)]
mod tests {
    use eframe::egui::{epaint::Vertex, pos2};
    use proptest::prelude::*;

    use super::*;

    fn mesh(corners: &[[f32; 2]], colour: Color32) -> Mesh {
        let vertices = corners.iter().map(|[x, y]| Vertex::untextured(pos2(*x, *y), colour)).collect();
        let indices = (0..corners.len() as u32).collect();
        Mesh { vertices, indices, ..Mesh::default() }
    }

    proptest! {
        /// A square cut into four triangles that meet anywhere in it: each pixel is drawn by one of them.
        #[test]
        fn neighbours_leave_no_gap_and_draw_nothing_twice(x in 0.5_f32..19.5, y in 0.5_f32..19.5) {
            let [a, b, c, d] = [[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 20.0]];
            let middle = [x, y];
            let half = Color32::from_rgba_premultiplied(100, 100, 100, 128);
            let square = mesh(&[a, b, middle, b, c, middle, d, middle, c, a, middle, d], half);
            let image = image(&square, [20, 20], 1.0);
            prop_assert!(image.pixels.iter().all(|pixel| *pixel == half), "{:?}", image.pixels);
        }

        /// What lies outside, or nowhere, is left out.
        #[test]
        fn any_triangle_can_be_drawn(numbers in prop::array::uniform6(prop::num::f32::ANY)) {
            let [a, b, c, d, e, f] = numbers;
            let drawn = image(&mesh(&[[a, b], [c, d], [e, f]], Color32::WHITE), [8, 8], 2.0);
            prop_assert_eq!(drawn.pixels.len(), 64);
        }
    }

    #[test]
    fn a_colour_goes_over_into_the_next() {
        let mut ramp = mesh(&[[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]], Color32::BLACK);
        ramp.vertices[1].color = Color32::WHITE;
        let image = image(&ramp, [10, 10], 1.0);
        let [dark, light] = [image.pixels[0], image.pixels[8]];
        assert!(dark.r() < 20 && light.r() > 200, "{dark:?} {light:?}");
        assert_eq!(image.pixels[99], Color32::TRANSPARENT, "beyond the triangle");
    }
}

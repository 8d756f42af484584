//! Pictures of every page, compared with those in `tests/snapshots`. Changed on purpose: look at the new ones after
//! `UPDATE_SNAPSHOTS=1 cargo test --test pages`.

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use eframe::{App, egui::Visuals};
use egui_kittest::{
    Harness, SnapshotOptions, SnapshotResults, try_image_snapshot_options, wgpu::WgpuTestRenderer,
};
use image::RgbaImage;
use sitwell::{
    settings::Theme,
    ui::{Page, Window},
};

use crate::sweep::{for_a_picture, open};

const SIZE: [f32; 2] = [900.0, 600.0];
/// Another version of Mesa may round edges and letters differently, and the live page tells the time of day; a moved card is
/// more than this.
const OTHER_PIXELS: usize = 4000;

#[test]
fn every_page_looks_as_it_did() {
    if catch_unwind(AssertUnwindSafe(WgpuTestRenderer::new)).is_err() {
        println!("skipped: there is no Vulkan here to draw with (Debian: mesa-vulkan-drivers)");
        return;
    }
    if !Path::new("tests/snapshots").exists() && env::var_os("UPDATE_SNAPSHOTS").is_none() {
        println!("skipped: there are no pictures to compare with");
        return;
    }
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        // What depends on the day is another picture tomorrow.
        for page in Page::ALL.into_iter().filter(|page| !matches!(page, Page::History | Page::Feelings)) {
            let mut window = open(page, &for_a_picture(theme), SIZE, 1.0);
            let picture = format!("{}_{name}", format!("{page:?}").to_lowercase());
            let options = SnapshotOptions::new().max_failed_pixels(OTHER_PIXELS);
            results.add(try_image_snapshot_options(&drawn(&mut window), picture, &options));
        }
    }
    results.unwrap();
}

/// What the user sees: the drawing over the ground that the window is cleared with.
fn drawn(window: &mut Harness<'_, Window>) -> RgbaImage {
    let visuals: Visuals = window.ctx.global_style().visuals.clone();
    let ground = window.state().clear_color(&visuals).map(|part| (part * 255.0).round());
    let mut picture = window.render().expect("drawn");
    for pixel in picture.pixels_mut() {
        let covered = f32::from(pixel[3]) / 255.0;
        for (part, ground) in pixel.0.iter_mut().zip(ground) {
            *part = (f32::from(*part) + ground * (1.0 - covered)).min(255.0) as u8;
        }
    }
    picture
}

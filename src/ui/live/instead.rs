//! What stands where the picture would be: why there is none, and the way on.

use eframe::egui::{Rect, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use crate::ui::{
    page::Scene,
    theme::{self, Palette, space},
};
use crate::{
    engine::{Command, Snapshot, SourceState},
    text::{self, words},
};

/// The names in the grammar of sources.
const CAMERA: &str = "camera";
const DEMO: &str = "demo";
/// The widest column of words that is still easy to read, in points.
const COLUMN: f32 = 420.0;
/// About the height of icon, words and button, in points.
const USUAL_HEIGHT: f32 = 270.0;
const ICON_SIDE: f32 = 88.0;

/// In a box of a given size, in its middle.
pub(in crate::ui) fn in_box_ui(ui: &mut Ui, rect: Rect, scene: &Scene<'_>) {
    let palette = Palette::of(ui);
    let outline = Stroke::new(1.0, palette.border);
    ui.painter().rect(rect, theme::CARD_RADIUS, palette.card, outline, StrokeKind::Inside);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect.shrink(space::L)));
    ScrollArea::vertical().auto_shrink(false).show(&mut ui, |ui| {
        // In the middle where there is room, from the top where there is not.
        ui.add_space(((ui.available_height() - USUAL_HEIGHT) / 2.0).max(0.0));
        instead_ui(ui, scene);
    });
}

/// Why there is no picture, and what can be done.
pub(in crate::ui) fn instead_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let [title, sentence, hint] = told(scene.snapshot);
    ui.vertical_centered(|ui| {
        ui.set_max_width(ui.available_width().min(COLUMN));
        let is_off = is_off(&scene.snapshot.source);
        paint_camera(ui, is_off);
        ui.label(theme::title(title));
        ui.label(sentence);
        if is_off {
            ui.label(theme::small(text::since_words(scene.snapshot.source_since)));
        }
        if !hint.is_empty() {
            ui.label(theme::strong_with_code(ui, &text::sentence(&hint)));
        }
        ui.add_space(space::S);
        ways_on_ui(ui, scene);
    });
}

/// A heading, a sentence and what to do, which may be empty.
pub(in crate::ui) fn told(snapshot: &Snapshot) -> [String; 3] {
    let [message, hint] = text::source_words(&snapshot.source);
    let (title, sentence) = match &snapshot.source {
        // Of a recording it is about a file, whose name keeps its case.
        SourceState::Failed { .. } if is_camera(snapshot) => ("live-no-picture", text::sentence(&message)),
        SourceState::Failed { .. } => ("live-no-picture", text::with_full_stop(&message)),
        SourceState::Paused(_) => ("live-paused", text::sentence(&message)),
        SourceState::Away => ("live-away", words("live-away-sentence").to_owned()),
        SourceState::Ended => ("live-ended", words("live-ended-sentence").to_owned()),
        SourceState::Opening | SourceState::Streaming { .. } | SourceState::Blind { .. } => {
            ("live-opening", words("live-opening-sentence").to_owned())
        }
    };
    [words(title).to_owned(), sentence, hint]
}

/// Whether the source is a camera (`camera`, or `camera:2`), and not a recording.
fn is_camera(snapshot: &Snapshot) -> bool {
    snapshot.source_spec.to_string_lossy().split(':').next() == Some(CAMERA)
}

fn is_off(source: &SourceState) -> bool {
    matches!(source, SourceState::Failed { .. } | SourceState::Paused(_) | SourceState::Away)
}

/// Buttons for what can be done when there is no live picture.
fn ways_on_ui(ui: &mut Ui, scene: &Scene<'_>) {
    match &scene.snapshot.source {
        SourceState::Failed { .. } => {
            if is_camera(scene.snapshot) {
                if theme::primary_button(ui, words("live-try-camera")).clicked() {
                    scene.send(Command::Resume);
                }
            } else if theme::primary_button(ui, words("live-use-camera")).clicked() {
                scene.send(Command::Open(CAMERA.to_owned()));
            }
            if ui.button(words("live-play-demo")).clicked() {
                scene.send(Command::Open(DEMO.to_owned()));
            }
            ui.label(theme::small(words("live-demo-sentence")));
        }
        SourceState::Ended => after_the_end_ui(ui, scene),
        SourceState::Paused(_) | SourceState::Away => {
            if theme::primary_button(ui, words("live-resume")).clicked() {
                scene.send(Command::Resume);
            }
        }
        SourceState::Opening | SourceState::Streaming { .. } | SourceState::Blind { .. } => {}
    }
}

/// The ways on from the end of a recording.
pub(in crate::ui) fn after_the_end_ui(ui: &mut Ui, scene: &Scene<'_>) {
    if theme::primary_button(ui, words("live-play-again")).clicked() {
        scene.send(Command::Resume);
    }
    if ui.button(words("live-use-camera")).clicked() {
        scene.send(Command::Open(CAMERA.to_owned()));
    }
}

/// A camera on a disc, crossed out where it is closed.
fn paint_camera(ui: &mut Ui, closed: bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(ICON_SIDE, ICON_SIDE), Sense::hover());
    let palette = Palette::of(ui);
    let painter = ui.painter();
    painter.circle_filled(rect.center(), ICON_SIDE / 2.0, palette.inset);
    let stroke = Stroke::new(2.5, palette.text_weak);
    let corner = rect.center() - vec2(25.0, 16.0);
    let body = Rect::from_min_size(corner, vec2(34.0, 32.0));
    painter.rect_stroke(body, 7.0, stroke, StrokeKind::Middle);
    let lens = [(34.0, 12.0), (50.0, 4.0), (50.0, 28.0), (34.0, 20.0)].map(|(x, y)| corner + vec2(x, y));
    painter.add(Shape::closed_line(lens.to_vec(), stroke));
    if closed {
        let slash = [corner + vec2(0.0, 40.0), corner + vec2(50.0, -8.0)];
        painter.line_segment(slash, Stroke::new(7.0, palette.inset));
        painter.line_segment(slash, stroke);
    }
}

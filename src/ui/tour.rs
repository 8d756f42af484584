//! The tour of the first start: what Sitwell does, how it begins, and that it can be forgotten about.

use eframe::egui::{Context, Frame, Id, Margin, Modal, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::{
    icon,
    theme::{self, Palette, space},
};
use crate::text::{words, words_with};

const STEPS: [&str; 3] = ["tour-watch", "tour-calibrate", "tour-quiet"];
/// The widest box, in points.
const WIDTH: f32 = 440.0;
/// What is left of the window's height over, under and around the words of a step, in points.
const AROUND: f32 = 210.0;

/// The tour, at one of its steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Tour {
    step: usize,
}

/// How the tour ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum TourEnd {
    /// The user wants to calibrate.
    Calibrate,
    /// The user has seen enough.
    Over,
}

impl Tour {
    /// Shows the step; tells when the tour has ended.
    pub(in crate::ui) fn ui(&mut self, context: &Context) -> Option<TourEnd> {
        let room = context.content_rect().size();
        let frame = Frame::popup(&context.global_style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("tour")).frame(frame).show(context, |ui| {
            ui.set_width((room.x - 4.0 * space::L).min(WIDTH));
            let height = (room.y - AROUND).max(60.0);
            ScrollArea::vertical()
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| self.words_ui(ui));
            ui.add_space(space::S);
            self.dots_ui(ui);
            ui.add_space(space::S);
            self.buttons_ui(ui)
        });
        modal.inner.or(modal.should_close().then_some(TourEnd::Over))
    }

    fn words_ui(self, ui: &mut Ui) {
        let key = STEPS.get(self.step).copied().unwrap_or(STEPS[0]);
        ui.horizontal_top(|ui| {
            icon::show(ui, 40.0);
            ui.add_space(space::XS);
            ui.vertical(|ui| {
                ui.label(theme::title(words(key)));
                ui.label(words(&format!("{key}.text")));
                ui.add_space(space::XS);
                ui.label(theme::strong(words(&format!("{key}.also"))));
            });
        });
    }

    /// Where in the tour this is; the present dot is larger, too.
    fn dots_ui(self, ui: &mut Ui) {
        let size = vec2(20.0 * STEPS.len() as f32, 12.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let palette = Palette::of(ui);
        for index in 0..STEPS.len() {
            let centre = rect.left_center() + Vec2::new(10.0 + 20.0 * index as f32, 0.0);
            let (radius, color) =
                if index == self.step { (5.0, palette.fine) } else { (3.0, palette.text_weak) };
            ui.painter().circle_filled(centre, radius, color);
        }
        let counts = [("step", (self.step + 1).into()), ("steps", STEPS.len().into())];
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words_with("tour-step", &counts)));
    }

    fn buttons_ui(&mut self, ui: &mut Ui) -> Option<TourEnd> {
        let is_last = self.step + 1 == STEPS.len();
        let mut end = None;
        ui.horizontal_wrapped(|ui| {
            if is_last {
                if theme::primary_button(ui, words("tour-calibrate-now")).clicked() {
                    end = Some(TourEnd::Calibrate);
                }
            } else if theme::primary_button(ui, words("tour-next")).clicked() {
                self.step += 1;
            }
            if self.step > 0 && ui.button(words("tour-back")).clicked() {
                self.step -= 1;
            }
            let leave = if is_last { "tour-later" } else { "tour-skip" };
            if ui.button(words(leave)).clicked() {
                end = Some(TourEnd::Over);
            }
        });
        end
    }
}

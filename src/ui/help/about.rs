//! The about box.

use eframe::egui::{Context, Frame, Id, Margin, Modal, ScrollArea, Ui};

use crate::{
    text::words,
    ui::theme::{self, space},
};

/// What the about box tells, each a line for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutInfo {
    /// Sitwell's version.
    pub version: String,
    /// The inference engine with its version, and where its library was found.
    pub engine: String,
    /// The models in use.
    pub models: Vec<String>,
    /// Sitwell's licence, and those of the models and fonts.
    pub licences: Vec<String>,
}

/// Shows the box; true when it is to be closed.
pub(in crate::ui) fn dialog_ui(context: &Context, about: &AboutInfo) -> bool {
    dialog(context, words("help-about-title"), |ui| {
        ui.label(format!("Sitwell {}", about.version));
        ui.label(words("help-about-title.privacy"));
        ui.label(words("help-about-title.no-medical-device"));
        section_ui(ui, words("help-about-title.engine"), std::slice::from_ref(&about.engine));
        section_ui(ui, words("help-about-title.models"), &about.models);
        section_ui(ui, words("help-about-title.licences"), &about.licences);
    })
}

fn section_ui(ui: &mut Ui, title: &str, lines: &[String]) {
    ui.add_space(space::S);
    ui.label(theme::strong(title));
    for line in lines {
        ui.label(theme::small(line));
    }
}

/// A titled box over the window that never grows beyond it; true when it is to be closed.
pub(in crate::ui) fn dialog(
    context: &Context,
    title: &'static str,
    add_contents: impl FnOnce(&mut Ui),
) -> bool {
    let room = context.content_rect().size();
    let frame = Frame::popup(&context.global_style()).inner_margin(Margin::same(20));
    let modal = Modal::new(Id::unique(title)).frame(frame).show(context, |ui| {
        ui.set_width((room.x - 4.0 * space::L).min(460.0));
        ui.label(theme::title(title));
        // What is left of the window under the title, over the button, and around the box.
        let height = (room.y - 150.0).max(80.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, add_contents);
        ui.add_space(space::S);
        ui.button(words("program-close")).clicked()
    });
    modal.inner || modal.should_close()
}

//! The egui window: draws what the engine tells, sends the user's commands, decides nothing.
//!
//! Everything on the screen is a function of the newest [`Snapshot`](crate::engine::Snapshot). The engine wakes the
//! window when there is a new one; between two of them nothing is drawn again.

mod background;
mod calibration;
mod coach;
mod column;
mod deleting;
mod exercises;
mod feelings;
mod figure;
mod fold;
mod help;
mod history;
mod icon;
mod live;
mod navigation;
mod page;
mod ring;
mod settings;
mod situation;
mod theme;
mod tour;
mod trouble;
mod unchanged;
mod window;
mod window_handle;

use eframe::egui::ViewportBuilder;

pub use help::AboutInfo;
pub use page::Page;
pub use window::Window;
pub use window_handle::WindowHandle;

use crate::{
    care::{CareError, Catalogue},
    engine::Monitor,
    store::Store,
};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum UiError {
    /// The desktop gives none.
    #[error(
        "the window cannot be opened: {0}\nhint: Sitwell needs a desktop with OpenGL; without one, `sitwell analyze` \
         works in a terminal"
    )]
    NoWindow(String),
    /// The built-in texts are broken.
    #[error(transparent)]
    Care(#[from] CareError),
}

/// Opens the window and stays until it is closed; it can be opened again after that, from the same thread.
pub fn run(
    about: AboutInfo,
    monitor: Box<dyn Monitor>,
    store: Store,
    handle: &WindowHandle,
) -> Result<(), UiError> {
    let catalogue = Catalogue::built_in()?;
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Sitwell")
            .with_app_id("sitwell")
            .with_inner_size(live::FULL_SIZE)
            .with_min_inner_size(live::MIN_FULL_SIZE)
            .with_icon(icon::icon()),
        renderer: eframe::Renderer::Glow,
        // Noise against banding, in every pixel of every picture; nothing here has a gradient.
        dithering: false,
        ..Default::default()
    };
    let opened = handle.clone();
    let is_first = !monitor.latest().settings.window.is_tour_over;
    let result = eframe::run_native(
        "Sitwell",
        options,
        Box::new(move |creation| {
            opened.opened(&creation.egui_ctx);
            unchanged::install(&creation.egui_ctx, creation.gl.as_ref());
            let mut window = Window::new(&creation.egui_ctx, monitor, store, about, catalogue, opened);
            if is_first {
                window.begin_tour();
            }
            Ok(Box::new(window))
        }),
    );
    handle.closed();
    result.map_err(|error| UiError::NoWindow(reason(&error.to_string())))
}

/// What the desktop said. Where there is none, the library puts the place in its own source before that
/// (`os error at FILE:LINE: `), which tells a user nothing.
fn reason(said: &str) -> String {
    match said.split_once("os error at ").and_then(|(_, rest)| rest.split_once(": ")) {
        Some((_place, reason)) => {
            format!("there is no desktop to open a window on ({})", reason.trim_end_matches('.'))
        }
        None => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn no_desktop_is_told_without_a_path_of_the_librarys_source() {
        let said = "winit EventLoopError: os error at /a/registry/winit/mod.rs:765: neither A nor B is set.";
        assert_eq!(reason(said), "there is no desktop to open a window on (neither A nor B is set)");
        assert_eq!(reason("no GL configuration"), "no GL configuration");
    }
}

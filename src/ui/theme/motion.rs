//! How much moves in the window.

use eframe::egui::{Context, Style};

/// Moves as little as can be, or as usual: then what opens or changes glides, and figures show movements.
pub(in crate::ui) fn set_reduced(context: &Context, is_reduced: bool) {
    let animation_time = if is_reduced { 0.0 } else { Style::default().animation_time };
    context.all_styles_mut(|style| style.animation_time = animation_time);
}

/// Whether as little as can be is to move.
pub(in crate::ui) fn is_reduced(context: &Context) -> bool {
    context.global_style().animation_time == 0.0
}

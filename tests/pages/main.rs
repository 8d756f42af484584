//! All pages of the window in English: readable at every size, named, reachable, and without a panic behind any button.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

mod pictures;
mod sweep;

use sitwell::ui::Page;

#[test]
fn nothing_is_clipped_or_overlaps_at_scale_1() {
    sweep::sweep_sizes(1.0);
}

#[test]
fn nothing_is_clipped_or_overlaps_at_scale_2() {
    sweep::sweep_sizes(2.0);
}

#[test]
fn nothing_is_clipped_or_overlaps_at_scale_3() {
    sweep::sweep_sizes(3.0);
}

#[test]
fn whole_pages_are_readable_at_every_width() {
    sweep::sweep_whole_pages();
}

#[test]
fn the_tour_and_the_small_window_are_readable() {
    sweep::sweep_what_is_small();
}

#[test]
fn every_control_has_a_name_and_is_reached_by_the_keyboard() {
    sweep::sweep_controls();
}

#[test]
fn every_control_can_be_clicked() {
    for shown in sweep::scenes() {
        for page in Page::ALL {
            sweep::click_everything(page, &shown);
        }
    }
}

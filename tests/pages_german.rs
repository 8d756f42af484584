//! All pages of the window in German: words are longer there. A test binary of its own, because a process speaks one
//! language.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![allow(dead_code, reason = "the sweep is shared with the English test, which uses more of it")]

#[path = "pages/sweep.rs"]
mod sweep;

use egui_kittest::kittest::Queryable;
use sitwell::{text::Language, ui::Page};

#[test]
fn nothing_is_clipped_or_overlaps_in_german() {
    Language::German.set();
    for scale in [1.0, 2.0, 3.0] {
        sweep::sweep_sizes(scale);
    }
    sweep::sweep_whole_pages();
    sweep::sweep_what_is_small();
}

#[test]
fn every_control_has_a_german_name() {
    Language::German.set();
    sweep::sweep_controls();
    let [empty, _] = sweep::scenes();
    let window = sweep::open(Page::Settings, &empty, sweep::TALL, 1.0);
    assert!(window.query_all_by_label("Bildschirmrand").next().is_some());
    assert!(window.query_by_label("Settings").is_none());
}

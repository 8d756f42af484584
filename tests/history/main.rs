//! The history and how the user feels, in the window: made-up days in a real store, clicks and keys in, words out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

mod diary;
mod feelings;
mod pages;

use std::{sync::Arc, thread};

use egui_kittest::{Harness, kittest::Queryable};
use sitwell::{
    care::Catalogue,
    engine::{Command, Monitor, Snapshot},
    store::Store,
    ui::{AboutInfo, Window, WindowHandle},
};
use tempfile::TempDir;

/// An engine that has nothing to tell.
struct Idle(Arc<Snapshot>);

impl Monitor for Idle {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0)
    }

    fn send(&self, _command: Command) {}
}

const WIDE: [f32; 2] = [1120.0, 2400.0];

/// A store in a folder of its own.
fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, notice) = Store::open(&folder.path().join("sessions.sqlite"));
    assert_eq!(notice, None);
    (folder, store)
}

/// The window on this page.
fn open(store: &Store, page: &str, size: [f32; 2]) -> Harness<'static, Window> {
    let store = store.clone();
    let mut window = Harness::builder().with_size(size).with_max_steps(40).build_eframe(move |creation| {
        let monitor = Box::new(Idle(Arc::new(Snapshot::opening())));
        let catalogue = Catalogue::built_in().expect("built in");
        let about = AboutInfo::default();
        Window::new(&creation.egui_ctx, monitor, store, about, catalogue, WindowHandle::default())
    });
    window.run();
    click(&mut window, page);
    window
}

/// Draws until words stand there that come from another thread.
fn wait_for(window: &mut Harness<'_, Window>, words: &str) {
    for _ in 0..100_000 {
        window.step();
        if is_there(window, words) {
            return;
        }
        thread::yield_now();
    }
    panic!("{words:?} never came");
}

/// Draws until words are gone.
fn wait_until_gone(window: &mut Harness<'_, Window>, words: &str) {
    for _ in 0..100_000 {
        window.step();
        if !is_there(window, words) {
            return;
        }
        thread::yield_now();
    }
    panic!("{words:?} stays");
}

fn is_there(window: &Harness<'_, Window>, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

/// Clicks on the first control of this name.
fn click(window: &mut Harness<'_, Window>, name: &str) {
    window.get_all_by_label(name).next().unwrap_or_else(|| panic!("no {name:?}")).click();
    window.run_steps(3);
}

/// Goes on with Tab until the control of this name has the focus.
fn tab_to(window: &mut Harness<'_, Window>, name: &str) {
    for _ in 0..120 {
        if window.query_all_by_label_contains(name).any(|node| node.is_focused()) {
            return;
        }
        window.key_press(eframe::egui::Key::Tab);
        window.run_steps(2);
    }
    panic!("{name:?} cannot be reached by the keyboard");
}

/// Not a test: a quarter of a year in a file of its own, for `scripts/pictures`.
#[test]
#[ignore = "for scripts/pictures"]
fn a_store_to_be_shown() {
    let Some(path) = std::env::var_os("SITWELL_SHOWN_STORE") else { return };
    let (store, notice) = Store::open(std::path::Path::new(&path));
    assert_eq!(notice, None);
    diary::fill(&store, diary::today(), 90, 90);
    store.flush().expect("the store writes");
}

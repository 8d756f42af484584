//! A picture of every page with a year of data, in the thread of the window.
#![expect(clippy::expect_used, reason = "a benchmark may end at the first surprise")]

#[path = "../tests/history/diary.rs"]
mod diary;

use std::{sync::Arc, thread};

use criterion::{Criterion, criterion_group, criterion_main};
use egui_kittest::{Harness, kittest::Queryable};
use sitwell::{
    care::Catalogue,
    engine::{Command, Monitor, Snapshot},
    store::Store,
    ui::{AboutInfo, Window, WindowHandle},
};

/// A window that does not say what it should after so many pictures never will.
const MAX_DRAWN: u32 = 10_000;

/// An engine that has nothing to tell.
struct Idle(Arc<Snapshot>);

impl Monitor for Idle {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0)
    }

    fn send(&self, _command: Command) {}
}

/// A window over this store.
fn window(store: &Store) -> Harness<'static, Window> {
    let store = store.clone();
    let mut window = Harness::builder().with_size([1120.0, 760.0]).build_eframe(move |creation| {
        let monitor = Box::new(Idle(Arc::new(Snapshot::opening())));
        let catalogue = Catalogue::built_in().expect("built in");
        let about = AboutInfo::default();
        Window::new(&creation.egui_ctx, monitor, store, about, catalogue, WindowHandle::default())
    });
    window.run();
    window
}

/// Draws pictures until these words are in one; what is read takes some hundred of them.
fn wait_for(window: &mut Harness<'_, Window>, words: &str) {
    let mut drawn = 0;
    while window.query_all_by_label_contains(words).next().is_none() {
        drawn += 1;
        assert!(drawn < MAX_DRAWN, "the window never said {words:?}");
        window.step();
        thread::yield_now();
    }
}

fn history(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = Store::open(&folder.path().join("sessions.sqlite"));
    diary::fill(&store, diary::today(), 365, 4);
    // A page, what is chosen on it, and words that are there once everything is read.
    let pages = [
        ("Live", None, "Live"),
        ("Exercises", None, "Chin tuck"),
        ("History", Some("Year"), "the year before"),
        ("History", Some("Month"), "the month before"),
        ("History", Some("Day"), "Sessions"),
        ("How you feel", None, "The last twelve weeks"),
        ("Settings", None, "Notifications"),
    ];
    for (page, length, read) in pages {
        let mut window = window(&store);
        window.get_all_by_label(page).next().expect("the navigation").click();
        if let Some(length) = length {
            wait_for(&mut window, length);
            window.get_by_label(length).click();
        }
        wait_for(&mut window, read);
        window.run_steps(10);
        let chosen = length.map(|length| format!(", {length}")).unwrap_or_default();
        criterion.bench_function(&format!("{page}{chosen}, a year kept"), |bencher| {
            bencher.iter(|| {
                window.step();
                let shapes = window.output().shapes.clone();
                window.ctx.tessellate(shapes, 1.0)
            });
        });
    }
    let reader = store.read().expect("the store reads");
    criterion.bench_function("all days of a year read", |bencher| {
        bencher.iter(|| reader.days(jiff::civil::Date::MIN..=jiff::civil::Date::MAX).expect("days"));
    });
}

criterion_group!(benches, history);
criterion_main!(benches);

//! A picture of the history and of how the user felt with a year of data, in the thread of the window.
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

/// An engine that has nothing to tell.
struct Idle(Arc<Snapshot>);

impl Monitor for Idle {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0)
    }

    fn send(&self, _command: Command) {}
}

fn history(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = Store::open(&folder.path().join("sessions.sqlite"));
    diary::fill(&store, diary::today(), 365, 4);
    for (page, length, read) in [
        ("History", Some("Year"), "the year before"),
        ("History", Some("Month"), "the month before"),
        ("How you feel", None, "The last twelve weeks"),
    ] {
        let store = store.clone();
        let mut window = Harness::builder().with_size([1120.0, 760.0]).build_eframe(move |creation| {
            let monitor = Box::new(Idle(Arc::new(Snapshot::opening())));
            let catalogue = Catalogue::built_in().expect("built in");
            let about = AboutInfo::default();
            Window::new(&creation.egui_ctx, monitor, store, about, catalogue, WindowHandle::default())
        });
        window.run();
        window.get_all_by_label(page).next().expect("the navigation").click();
        let mut is_asked = length.is_none();
        while window.query_all_by_label_contains(read).next().is_none() || !is_asked {
            window.step();
            if let (false, Some(length)) = (is_asked, length)
                && let Some(button) = window.query_by_label(length)
            {
                button.click();
                is_asked = true;
            }
            thread::yield_now();
        }
        window.run_steps(10);
        let name =
            format!("{page}{}, a year kept", length.map(|length| format!(", {length}")).unwrap_or_default());
        criterion.bench_function(&name, |bencher| bencher.iter(|| window.step()));
    }
    let reader = store.read().expect("the store reads");
    criterion.bench_function("all days of a year read", |bencher| {
        bencher.iter(|| reader.days(jiff::civil::Date::MIN..=jiff::civil::Date::MAX).expect("days"));
    });
}

criterion_group!(benches, history);
criterion_main!(benches);

//! Every page of the window, swept: whatever a page shows must be readable, named and reachable. A new page is swept as
//! soon as it is in `Page::ALL`.

use std::{cell::OnceCell, collections::BTreeSet, sync::Arc, thread, time::Duration};

use eframe::egui::{Event, Key, Modifiers, Rect, Shape, accesskit, epaint::TextShape};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable, by},
};
use enum_map::EnumMap;
use sitwell::{
    alerts::{Alert, AlertKind, AlertLevel},
    care::Catalogue,
    engine::{Command, Monitor, Snapshot, SourceState},
    frame::Frame,
    posture::{
        Assessment, Deviation, Estimate, Finding, Joint, Keypoint, Measurements, Metric, Neutral, Pose,
        Reading, State,
    },
    profile::{DeskSetup, Kept, Profile},
    settings::{Settings, Theme},
    store::Store,
    text::words,
    time::{Mono, WallTime},
    ui::{AboutInfo, Page, Window, WindowHandle},
};

#[path = "../history/diary.rs"]
mod diary;

/// From a telephone's width to 4K, in points.
pub(crate) const SIZES: [[f32; 2]; 5] =
    [[360.0, 280.0], [480.0, 360.0], [900.0, 600.0], [1120.0, 760.0], [3840.0, 2160.0]];
/// High enough for a whole page.
pub(crate) const TALL: [f32; 2] = [1120.0, 6000.0];

/// What the window is given to show.
#[derive(Clone)]
pub(crate) struct Shown {
    pub name: &'static str,
    pub snapshot: Snapshot,
    pub store: Store,
}

thread_local! {
    /// Of every test its own: the one that clicks on everything also writes and deletes.
    static STORES: OnceCell<(tempfile::TempDir, [Store; 2])> = const { OnceCell::new() };
}

/// Nothing at all, and much of everything.
pub(crate) fn scenes() -> [Shown; 2] {
    let [nothing, months] = STORES.with(|stores| {
        let (_folder, stores) = stores.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let stores = ["nothing", "months"].map(|name| {
                let (store, notice) = Store::open(&folder.path().join(name));
                assert_eq!(notice, None);
                store
            });
            diary::fill(&stores[1], diary::today(), 60, 3);
            (folder, stores)
        });
        stores.clone()
    });
    [
        Shown { name: "empty", snapshot: empty(), store: nothing },
        Shown { name: "full", snapshot: full(), store: months },
    ]
}

/// Before anything has happened.
fn empty() -> Snapshot {
    let mut settings = Settings::default();
    settings.window.is_tour_over = true;
    let source_since = WallTime("2026-11-20T09:30:00Z".parse().unwrap());
    Snapshot { settings: Arc::new(settings), source_since, ..Snapshot::opening() }
}

/// A day in which much is going on.
fn full() -> Snapshot {
    let at = Mono(100.0);
    let estimate = |metric| match metric {
        Metric::ForwardHeadDeg => Estimate { value: -11.0, uncertainty: 3.0 },
        Metric::ForwardHeadMm => Estimate { value: 32.0, uncertainty: 11.0 },
        Metric::DistanceMm => Estimate { value: 610.0, uncertainty: 30.0 },
        _ => Estimate { value: 4.0, uncertainty: 2.0 },
    };
    let measurements = Measurements(EnumMap::from_fn(|metric| Reading::Known(estimate(metric))));
    let findings = EnumMap::from_fn(|deviation: Deviation| Finding {
        severity: deviation.severity(&measurements),
        metric: deviation.metric(),
        estimate: Reading::Known(estimate(deviation.metric())),
        since: Some(Mono(40.0)),
    });
    let state = State::Deviating(Deviation::ForwardHead);
    let kind = AlertKind::Posture {
        fault: Deviation::ForwardHead,
        episode: 7,
        estimate: Some(Estimate { value: -12.0, uncertainty: 2.0 }),
    };
    let image = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([90 + x as u8, 100 + y as u8, 110]));
    Snapshot {
        sequence: 1,
        at,
        frame: Some(Arc::new(Frame { at, index: 0, name: None, image })),
        pose: Reading::Known(pose()),
        measurements,
        assessment: Some(Assessment { at, state, since: Mono(60.0), score: Reading::Known(41.0), findings }),
        source: SourceState::Streaming { name: "camera \"A camera with a rather long name\"".to_owned() },
        starts_with_desktop: Some(false),
        profiles: vec![kept("desk", "Logi C920, 2 monitors"), kept("train", "Built-in camera")].into(),
        profile: Some("Logi C920, 2 monitors".to_owned()),
        alert: Some(Alert { id: 1, at, kind, level: AlertLevel::Notification, since: Mono(40.0) }),
        neutral: Some(Arc::new(neutral())),
        ..empty()
    }
}

/// Somebody before the camera.
fn pose() -> Pose {
    let mut pose = Pose { image_size: [64, 48], keypoints: EnumMap::default() };
    for (joint, point_in_image) in [
        (Joint::Nose, [32.0, 17.0]),
        (Joint::LeftEye, [34.5, 14.5]),
        (Joint::RightEye, [29.5, 14.5]),
        (Joint::LeftEar, [38.0, 16.0]),
        (Joint::RightEar, [26.0, 16.0]),
        (Joint::LeftShoulder, [45.0, 32.0]),
        (Joint::RightShoulder, [19.0, 32.0]),
        (Joint::LeftElbow, [49.0, 45.0]),
        (Joint::RightElbow, [15.0, 45.0]),
    ] {
        pose.keypoints[joint] = Some(Keypoint { point_in_image, confidence: 0.9 });
    }
    pose
}

fn neutral() -> Neutral {
    let Reading::Known(neutral) = Neutral::of_poses(&[&pose()]) else { panic!("no neutral") };
    neutral
}

fn kept(id: &str, name: &str) -> Kept {
    let mut profile = Profile::new(neutral());
    name.clone_into(&mut profile.name);
    profile.desk = Some(DeskSetup::default());
    profile.calibrated = Some(WallTime("2026-03-02T12:00:00Z".parse().unwrap()));
    profile.last_used = Some(WallTime("2026-03-05T12:00:00Z".parse().unwrap()));
    Kept { id: id.to_owned(), profile }
}

/// An engine that shows one thing and forgets what it is told.
struct StillEngine(Arc<Snapshot>);

impl Monitor for StillEngine {
    fn latest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0)
    }

    fn send(&self, _command: Command) {}
}

/// The window with a page open.
pub(crate) fn open(page: Page, shown: &Shown, size: [f32; 2], scale: f32) -> Harness<'static, Window> {
    let Shown { snapshot, store, .. } = shown.clone();
    let engine = StillEngine(Arc::new(snapshot));
    let about = AboutInfo {
        version: "1.2.3".to_owned(),
        engine: "ONNX Runtime 9.9, /a/long/path/without/a/place/to/break/it/libonnxruntime.so.9.9.9"
            .to_owned(),
        models: vec!["movenet.onnx (built in)".to_owned()],
        licences: vec!["Sitwell: MIT or Apache-2.0".to_owned()],
    };
    let builder = Harness::builder().with_size(size).with_pixels_per_point(scale).with_max_steps(40);
    let mut window = builder.build_eframe(|creation| {
        let catalogue = Catalogue::built_in().expect("built in");
        Window::new(&creation.egui_ctx, Box::new(engine), store, about, catalogue, WindowHandle::default())
    });
    window.state_mut().go(page);
    settle(&mut window);
    if matches!(page, Page::History | Page::Feelings) {
        await_what_is_read(&mut window);
    }
    window
}

/// What is animated never comes to rest; after so many pictures it has its place.
fn settle(window: &mut Harness<'_, Window>) {
    window.run_steps(6);
}

/// What a page reads from the disk comes from a thread; then there is more to see.
fn await_what_is_read(window: &mut Harness<'_, Window>) {
    let before = rows(window).len();
    for _ in 0..200 {
        if rows(window).len() > before {
            break;
        }
        thread::park_timeout(Duration::from_millis(5));
        window.run_steps(1);
    }
    settle(window);
}

/// A piece of text on the screen: one row of it, what it says, and what of the screen it may use.
struct Row {
    rect: Rect,
    clip: Rect,
    text: String,
}

fn rows(window: &Harness<'_, Window>) -> Vec<Row> {
    let mut rows = Vec::new();
    for clipped in &window.output().shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut rows);
    }
    rows
}

fn collect(shape: &Shape, clip: Rect, rows: &mut Vec<Row>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, rows)),
        Shape::Text(TextShape { pos, galley, angle, .. }) if *angle == 0.0 => {
            for row in &galley.rows {
                let text = row.text();
                let rect = row.visuals.mesh_bounds.translate(pos.to_vec2() + row.pos.to_vec2());
                if !text.trim().is_empty() && rect.is_positive() {
                    rows.push(Row { rect, clip, text });
                }
            }
        }
        _ => {}
    }
}

/// No text is cut off at a side, and none lies over another.
fn assert_readable(window: &Harness<'_, Window>, size: [f32; 2], what: &str) {
    assert_uncut(window, size, what);
    let screen = Rect::from_min_size([0.0, 0.0].into(), size.into());
    let seen: Vec<(Rect, String)> = rows(window)
        .into_iter()
        .map(|row| (row.rect.intersect(row.clip).intersect(screen).shrink(1.0), row.text))
        .filter(|(rect, _)| rect.is_positive())
        .collect();
    for (index, (rect, text)) in seen.iter().enumerate() {
        for (other_rect, other) in &seen[index + 1..] {
            let over = rect.intersect(*other_rect);
            assert!(!over.is_positive(), "{what}: {text:?} at {rect} and {other:?} at {other_rect} overlap");
        }
    }
}

/// No text is cut off at a side. Above and below, what is cut off can be scrolled to.
fn assert_uncut(window: &Harness<'_, Window>, size: [f32; 2], what: &str) {
    let rows = rows(window);
    assert!(!rows.is_empty(), "{what}: nothing is shown");
    let screen = Rect::from_min_size([0.0, 0.0].into(), size.into());
    for Row { rect, clip, text } in &rows {
        let room = clip.intersect(screen);
        if rect.bottom() <= room.top() || rect.top() >= room.bottom() {
            continue;
        }
        assert!(
            rect.left() >= room.left() - 1.0 && rect.right() <= room.right() + 1.0,
            "{what}: {text:?} at {rect} is cut off by {room}"
        );
    }
}

/// The controls of a page: what can have the focus and can be used.
fn controls(window: &Harness<'_, Window>) -> Vec<(accesskit::NodeId, String)> {
    let nodes = window.query_all(by().predicate(|node| {
        node.data().supports_action(accesskit::Action::Focus) && !node.is_disabled() && !node.is_hidden()
    }));
    nodes
        .map(|node| {
            let node = node.accesskit_node();
            (node.locate().0, format!("{:?} {:?}", node.role(), node.label().unwrap_or_default()))
        })
        .collect()
}

/// Every control has a name for a screen reader.
fn assert_named(window: &Harness<'_, Window>, what: &str) {
    for node in window.query_all(by().predicate(|node| node.data().supports_action(accesskit::Action::Focus)))
    {
        let node = node.accesskit_node();
        let is_named = node.label().is_some_and(|label| label.chars().any(char::is_alphanumeric));
        assert!(is_named, "{what}: a {:?} at {:?} has no name", node.role(), node.bounding_box());
    }
}

/// Tab reaches every control and comes back to the first one.
fn assert_reachable(window: &mut Harness<'_, Window>, what: &str) {
    let wanted = controls(window);
    assert!(!wanted.is_empty(), "{what}: there is nothing to use");
    let mut reached = Vec::new();
    for _ in 0..wanted.len() + 2 {
        window.event(Event::Key {
            key: Key::Tab,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        window.run_steps(2);
        let focused = {
            #[expect(
                clippy::redundant_closure_for_method_calls,
                reason = "the method alone is not general enough"
            )]
            window.query_all(by().predicate(|node| node.is_focused())).next()
        };
        reached.extend(focused.map(|node| node.accesskit_node().locate().0));
    }
    let set: BTreeSet<_> = reached.iter().map(|id| id.0).collect();
    let missed: Vec<_> = wanted.iter().filter(|(id, _)| !set.contains(&id.0)).map(|(_, name)| name).collect();
    assert!(missed.is_empty(), "{what}: Tab does not reach {missed:?}");
    let first = reached.first();
    assert!(reached.iter().skip(1).any(|id| Some(id) == first), "{what}: Tab does not come back");
}

/// Clicks every control of a page, each in a window of its own.
pub(crate) fn click_everything(page: Page, shown: &Shown) {
    let what = format!("{page:?}, {}", shown.name);
    let count = controls(&open(page, shown, TALL, 1.0)).len();
    for index in 0..count {
        let mut window = open(page, shown, TALL, 1.0);
        let Some((id, name)) = controls(&window).into_iter().nth(index) else { continue };
        let node = window.query_all(by().predicate(move |node| node.locate().0 == id)).next();
        node.unwrap_or_else(|| panic!("{what}: {name} is gone")).click();
        settle(&mut window);
        assert!(!rows(&window).is_empty(), "{what}: after a click on {name} nothing is shown");
    }
}

/// The sweep, in the language in force.
pub(crate) fn sweep_sizes(scale: f32) {
    for shown in scenes() {
        for page in Page::ALL {
            for size in SIZES {
                let window = open(page, &shown, size, scale);
                assert_readable(&window, size, &format!("{page:?}, {}, {size:?}, scale {scale}", shown.name));
            }
        }
    }
}

/// The tour over a page, step by step, and the small window that stays above the others.
pub(crate) fn sweep_what_is_small() {
    let [_, full] = scenes();
    for size in SIZES {
        let mut window = open(Page::Live, &full, size, 1.0);
        window.state_mut().begin_tour();
        for step in 1..=3 {
            settle(&mut window);
            assert_uncut(&window, size, &format!("tour, {size:?}, step {step}"));
            let next = window.query_all_by_label(words("tour-next")).last();
            let Some(next) = next else { break };
            assert!(next.rect().bottom() <= size[1], "tour, {size:?}: the buttons are below the window");
            next.click();
        }
        assert!(window.query_by_label(words("tour-later")).is_some(), "{size:?}");
    }
    for shown in scenes() {
        let mut settings = Settings::clone(&shown.snapshot.settings);
        settings.window.compact = true;
        let snapshot = Snapshot { settings: Arc::new(settings), ..shown.snapshot.clone() };
        let small = Shown { snapshot, ..shown };
        for size in [[200.0, 120.0], [260.0, 150.0], [400.0, 300.0]] {
            let mut window = open(Page::Live, &small, size, 1.0);
            // It has asked for its usual size; the user makes it as small as this.
            window.set_size(size.into());
            settle(&mut window);
            assert_readable(&window, size, &format!("small window, {}, {size:?}", small.name));
        }
    }
}

/// The whole page at once, at widths between those of the sizes.
pub(crate) fn sweep_whole_pages() {
    for shown in scenes() {
        for page in Page::ALL {
            for width in [360.0, 420.0, 560.0, 700.0, 819.0, 821.0, 1000.0, 1600.0] {
                let size = [width, 5000.0];
                let window = open(page, &shown, size, 1.0);
                assert_readable(&window, size, &format!("{page:?}, {}, {width} wide", shown.name));
            }
        }
    }
}

pub(crate) fn sweep_controls() {
    for shown in scenes() {
        for page in Page::ALL {
            let what = format!("{page:?}, {}", shown.name);
            let mut window = open(page, &shown, TALL, 1.0);
            assert_named(&window, &what);
            assert_reachable(&mut window, &what);
        }
    }
}

/// A full day in these colours, without the former days, which are others tomorrow.
pub(crate) fn for_a_picture(theme: Theme) -> Shown {
    let [empty, full] = scenes();
    let mut settings = Settings::clone(&full.snapshot.settings);
    settings.window.theme = theme;
    Shown { snapshot: Snapshot { settings: Arc::new(settings), ..full.snapshot }, ..empty }
}

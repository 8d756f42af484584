//! The HTML of a report in a real browser: what it asks for, how it fits, how it prints.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]

mod browser;
#[path = "../kept_day/mod.rs"]
mod kept_day;

use std::{
    fs,
    path::{Path, PathBuf},
};

use enum_map::EnumMap;
use jiff::{civil::date, tz::TimeZone};
use serde_json::{Value, json};
use sitwell::{
    posture::{Estimate, Measurements, Metric, Reading, State, Why},
    report::{Choice, Format, Gathered, Personal, gather},
    store::{Entry, Sample, SessionInfo, Store},
    text::Language,
    time::WallTime,
};

use self::browser::{Browser, printed};

/// A phone, a window and a large screen, in CSS pixels.
const WIDTHS: [u32; 3] = [360, 900, 1600];

/// Words of charts that leave their chart, cover each other, or are too small to read.
const CROWDED: &str = "
[...document.querySelectorAll('svg')].flatMap((svg, chart) => {
    const frame = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    return words.flatMap(([said, box], place) => {
        const wrong = [];
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
            wrong.push(`chart ${chart}: '${said}' leaves it`);
        if (box.height < 10) wrong.push(`chart ${chart}: '${said}' is ${box.height} px high`);
        for (const [other, near] of words.slice(place + 1))
            if (box.left < near.right && near.left < box.right && box.top < near.bottom && near.top < box.bottom)
                wrong.push(`chart ${chart}: '${said}' covers '${other}'`);
        return wrong;
    });
})";

fn gathered(store: &Store, choice: Choice) -> Gathered {
    let personal = Personal { name: Some("Kim <Example>".to_owned()), without_feelings: false };
    gather(&store.read().unwrap(), choice, &personal).unwrap()
}

/// A session of so many seconds in which the neck bends this far, or in which the camera was another program's.
fn short(folder: &Path, secs: u32, bend_deg: f32) -> Store {
    let (store, notice) = Store::open_in(&folder.join("short.sqlite"), TimeZone::UTC);
    assert_eq!(notice, None);
    let since = WallTime("2026-11-02T23:59:58Z".parse().unwrap());
    let info = SessionInfo { source: "Example Cam".to_owned(), ..SessionInfo::default() };
    store.record(Entry::Began { at: since, info: Box::new(info) });
    let camera = if secs == 0 { "busy" } else { "streaming" };
    store.record(Entry::Camera { at: since, state: camera.to_owned() });
    for second in 1..=secs {
        let mut measurements = Measurements::unknown(Why::NotMeasured);
        let value = bend_deg * (second as f32 / secs as f32 - 0.5);
        measurements.0[Metric::ForwardHeadDeg] = Reading::Known(Estimate { value, uncertainty: 3.0 });
        let at = since.after(f64::from(second));
        let good = Reading::Known(80.0);
        let present = EnumMap::default();
        let sample = Sample { at, secs: 1.0, measurements, state: State::Neutral, score: good, present };
        store.record(Entry::Sample(Box::new(sample)));
    }
    store.record(Entry::Ended { at: since.after(f64::from(secs).max(90.0)) });
    store.flush().unwrap();
    store
}

/// A report of an ordinary day, as a file in this folder.
fn session(folder: &Path) -> PathBuf {
    let file = folder.join("session.html");
    gathered(&kept_day::store(folder, 1), Choice::Last).save(Format::Html, &file).unwrap();
    file
}

/// Reports of every kind, as files in this folder.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let days = kept_day::store(folder, 4);
    let first_days = Choice::Days(date(2026, 11, 2), date(2026, 11, 4));
    let kinds = [("session", Choice::Last, Language::English), ("days", first_days, Language::English)];
    let mut reports: Vec<(&str, Gathered, Language)> =
        kinds.into_iter().map(|(name, choice, language)| (name, gathered(&days, choice), language)).collect();
    reports.push(("session-german", gathered(&days, Choice::Last), Language::German));
    for (name, secs, bend_deg) in [("empty", 0, 0.0), ("seconds", 6, 1.0), ("bending", 89, 160.0)] {
        let own = tempfile::tempdir().unwrap();
        reports.push((name, gathered(&short(own.path(), secs, bend_deg), Choice::Last), Language::English));
    }
    let written = reports.into_iter().map(|(name, gathered, language)| {
        language.set();
        let file = folder.join(format!("{name}.html"));
        gathered.save(Format::Html, &file).unwrap();
        file
    });
    let written = written.collect();
    Language::English.set();
    written
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value}"))
}

#[test]
fn a_report_asks_for_nothing_and_fits_every_screen_in_light_and_dark() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = Browser::start();
    for file in reports(folder.path()) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        for (width, is_dark) in WIDTHS.into_iter().flat_map(|width| [(width, false), (width, true)]) {
            browser.open(&file, width, is_dark);
            let own = format!("file://{}", file.display());
            assert_eq!(browser.requests(), [own.as_str()], "{name}");
            assert_eq!(browser.complaints(), Vec::<&Value>::new(), "{name}");
            let root = "document.documentElement";
            let over = browser.evaluate(&format!("{root}.scrollWidth - {root}.clientWidth"));
            assert_eq!(over, 0, "{name} is wider than {width} px");
            assert_eq!(browser.evaluate(CROWDED), json!([]), "{name}, {width} px");
            let ground = browser.evaluate("getComputedStyle(document.body).backgroundColor");
            let expected = if is_dark { "rgb(18, 21, 26)" } else { "rgb(243, 245, 248)" };
            assert_eq!(ground, expected, "{name}");
        }
        let ticks = browser.evaluate("document.querySelectorAll('svg:first-of-type .weak').length");
        assert!(number(&ticks) >= 2.0, "{name}: an axis with a single time on it says nothing");
        let heading = browser.evaluate("document.querySelector('.subtitle').textContent");
        assert!(heading.as_str().unwrap().starts_with("Kim <Example>, "), "{name}: {heading}");
    }
}

#[test]
fn what_a_page_asks_for_and_complains_about_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("curious.html");
    let curious = "<img src='http://127.0.0.1:9/picture.png'><script>console.error('no')</script>";
    fs::write(&file, curious).unwrap();
    let mut browser = Browser::start();
    browser.open(&file, 900, false);
    assert!(browser.requests().contains(&"http://127.0.0.1:9/picture.png"), "{:?}", browser.requests());
    assert!(!browser.complaints().is_empty());
    // Even markup that came into a report by a fault of Sitwell's could not fetch anything.
    let report = fs::read_to_string(session(folder.path())).unwrap();
    fs::write(&file, report.replace("</main>", &format!("{curious}</main>"))).unwrap();
    browser.open(&file, 900, false);
    let picture = "http://127.0.0.1:9/picture.png";
    assert_eq!((browser.requests().last(), browser.refused()), (Some(&picture), 1));
}

#[test]
fn a_report_prints_on_a_few_pages() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = printed(&session(folder.path()));
    let pages = pdf.windows(11).filter(|window| *window == b"/Type /Page").count()
        - pdf.windows(12).filter(|window| *window == b"/Type /Pages").count();
    assert!((2..=5).contains(&pages), "{pages} pages");
}

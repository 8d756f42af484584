//! Reports in every format, of a day that was kept in a real store.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

mod kept_day;

use std::{fs, path::Path};

use ab_glyph::{Font, FontVec};
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::RowAccessor,
};
use sitwell::{
    posture::Deviation,
    report::{Choice, Format, Gathered, Personal, Report, gather},
    store::Store,
};

fn gathered(days: u32) -> Gathered {
    let folder = tempfile::tempdir().unwrap();
    let store = kept_day::store(folder.path(), days);
    gather(&store.read().unwrap(), Choice::Last, &Personal::default()).unwrap()
}

fn html(gathered: &Gathered) -> String {
    String::from_utf8(gathered.bytes(Format::Html).unwrap()).unwrap()
}

#[test]
fn the_times_of_a_report_add_up() {
    let Report { time, timeline, .. } = gathered(1).report;
    assert!((time.known_secs + time.unknown_secs() - time.monitored_secs).abs() < 1.0, "{time:?}");
    assert!(time.good_secs <= time.known_secs && time.longest_good_secs <= time.good_secs, "{time:?}");
    // The timeline has no holes and no overlaps but for seconds.
    for pair in timeline.windows(2) {
        let hole = pair[1].since.0.duration_since(pair[0].until.0).as_secs_f64();
        assert!((0.0..10.0).contains(&hole), "{pair:?}");
    }
    let lasted: f64 = timeline.iter().map(sitwell::report::Span::secs).sum();
    assert!((lasted - kept_day::HOURS * 3600.0).abs() < 60.0, "{lasted}");
}

#[test]
fn a_report_tells_what_was_put_into_the_day() {
    let report = gathered(1).report;
    let forward = report.findings.iter().find(|finding| finding.deviation == Deviation::ForwardHead).unwrap();
    // Ten minutes of every hour, less the hour of the break.
    assert!((forward.secs - 70.0 * 60.0).abs() < 60.0, "{forward:?}");
    assert!((forward.longest_secs - 600.0).abs() < 5.0, "{forward:?}");
    assert_eq!(report.time.unknown[0].reason, "not_frontal");
    assert!(report.time.absent.iter().any(|absent| absent.reason == "nobody"), "{:?}", report.time.absent);
    assert_eq!(report.breaks.len(), 1);
    assert!(report.before.is_none());
}

#[test]
fn a_report_is_compared_with_the_sessions_before_it() {
    let before = gathered(3).report.before.unwrap();
    assert_eq!(before.sessions, 2);
    assert!((0.5..1.0).contains(&before.good_share), "{before:?}");
}

#[test]
fn the_html_is_one_file_that_asks_for_nothing() {
    let html = html(&gathered(1));
    assert!(html.len() < 500_000, "{} bytes", html.len());
    for word in ["http://", "https://", "<script", "<img", "<link", "url(", "@import", "src="] {
        assert!(!html.contains(word), "{word}");
    }
    for word in ["<svg", "<caption>", "scope=\"col\"", "scope=\"row\"", "role=\"img\"", "<title>"] {
        assert!(html.contains(word), "{word}");
    }
}

#[test]
fn words_of_a_user_cannot_become_markup() {
    let folder = tempfile::tempdir().unwrap();
    let store = kept_day::store(folder.path(), 1);
    let personal = Personal { name: Some("<b onclick='x'>&\"".to_owned()), without_feelings: false };
    let gathered = gather(&store.read().unwrap(), Choice::Last, &personal).unwrap();
    let html = html(&gathered);
    assert!(html.contains("&lt;b onclick='x'&gt;&amp;&quot;") && !html.contains("<b onclick"), "not escaped");
    // Letters that the fonts lack must not stop the PDF.
    let personal = Personal { name: Some("名前 🪑".to_owned()), without_feelings: false };
    let gathered = gather(&store.read().unwrap(), Choice::Last, &personal).unwrap();
    assert!(gathered.bytes(Format::Pdf).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn the_pdf_can_write_every_letter_of_every_language() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for font in ["Inter-Regular.otf", "Inter-SemiBold.otf"] {
        let font = FontVec::try_from_vec(fs::read(assets.join("fonts").join(font)).unwrap()).unwrap();
        for language in ["en", "de"] {
            for file in fs::read_dir(assets.join("text").join(language)).unwrap() {
                let words = fs::read_to_string(file.unwrap().path()).unwrap();
                let missing: String =
                    words.chars().filter(|letter| *letter != '\n' && font.glyph_id(*letter).0 == 0).collect();
                assert_eq!(missing, "", "{language}");
            }
        }
    }
}

#[test]
fn feelings_are_left_out_where_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let store = kept_day::store(folder.path(), 1);
    let told = |without_feelings| {
        let personal = Personal { name: None, without_feelings };
        gather(&store.read().unwrap(), Choice::Last, &personal).unwrap().report.feelings.len()
    };
    assert_eq!([told(false), told(true)], [1, 0]);
}

#[test]
fn the_json_is_as_its_schema_says() {
    let schema = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json")).unwrap();
    let schema = serde_json::from_slice(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut report = serde_json::from_slice(&gathered(2).bytes(Format::Json).unwrap()).unwrap();
    let errors: Vec<_> =
        schema.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // And the schema says no to something.
    report["time"]["known_secs"] = "long".into();
    assert!(!schema.is_valid(&report));
}

#[test]
fn csv_and_parquet_hold_every_sample_and_the_same() {
    let gathered = gathered(1);
    let samples = &gathered.records[0].samples;
    let csv = gathered.bytes(Format::Csv).unwrap();
    let mut csv = csv::Reader::from_reader(csv.as_slice());
    let names: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), samples.len());

    let parquet = bytes::Bytes::from(gathered.bytes(Format::Parquet).unwrap());
    let parquet = SerializedFileReader::new(parquet).unwrap();
    assert_eq!(parquet.num_row_groups(), 1);
    let fields = parquet.metadata().file_metadata().schema().get_fields();
    assert_eq!(fields.iter().map(|field| field.name().to_owned()).collect::<Vec<_>>(), names);
    let place = |name: &str| names.iter().position(|one| one == name).unwrap();
    let (value, state) = (place("forward_head_deg"), place("state"));
    let mut count = 0;
    for (row, line) in parquet.get_row_iter(None).unwrap().map(Result::unwrap).zip(&rows) {
        count += 1;
        assert_eq!(row.get_string(state).unwrap(), &line[state]);
        match row.get_float(value) {
            Ok(number) => assert!((number - line[value].parse::<f32>().unwrap()).abs() < 0.01),
            Err(_) => assert_eq!(&line[value], ""),
        }
    }
    assert_eq!(count, rows.len());
}

#[test]
fn the_same_session_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let store = kept_day::store(folder.path(), 1);
    let bytes = |format| {
        gather(&store.read().unwrap(), Choice::Last, &Personal::default()).unwrap().bytes(format).unwrap()
    };
    for format in [Format::Html, Format::Csv, Format::Json, Format::Parquet, Format::Text] {
        assert_eq!(bytes(format), bytes(format), "{format:?}");
    }
}

#[test]
fn nothing_kept_is_nothing_to_report() {
    let folder = tempfile::tempdir().unwrap();
    let (store, notice) = Store::open(&folder.path().join("sessions.sqlite"));
    assert_eq!(notice, None);
    store.flush().unwrap();
    let error = gather(&store.read().unwrap(), Choice::Last, &Personal::default()).unwrap_err();
    assert!(error.to_string().contains("hint:"), "{error}");
}

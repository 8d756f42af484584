//! The Parquet of a report, read back by DuckDB as somebody would who analyses it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]

mod kept_day;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use jiff::civil::date;
use serde_json::Value;
use sitwell::report::{Choice, Format, Personal, gather};

/// As many sessions as there are in the file.
const DAYS: u32 = 2;

/// Answers a query on standard input with a line of JSON for every row. Nothing is fetched while it does.
const DUCKDB: &str = "
import duckdb, sys
file = duckdb.connect(config={'TimeZone': 'UTC', 'autoinstall_known_extensions': False})
file.execute('CREATE TEMP TABLE answer AS ' + sys.stdin.read().strip().rstrip(';'))
for (row,) in file.execute('SELECT to_json(answer) FROM answer').fetchall():
    print(row)
";

/// The rows that DuckDB answers with, in a folder where the file is `week.parquet`.
fn asked(folder: &Path, query: &str) -> Vec<Value> {
    let readers = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/parquet-readers");
    assert!(readers.is_dir(), "DuckDB is not in {}: run `scripts/setup test`", readers.display());
    let mut python = Command::new("python3")
        .args(["-c", DUCKDB])
        .env("PYTHONPATH", &readers)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("no python3: run `scripts/setup test`");
    python.stdin.take().unwrap().write_all(query.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{query}\n{said}\n(`scripts/setup test` fetches DuckDB)");
    let rows = String::from_utf8(output.stdout).unwrap();
    rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect()
}

/// Two days as Parquet in this folder, and the same as JSON.
fn week(folder: &Path) -> Value {
    let store = kept_day::store(folder, DAYS);
    let choice = Choice::Days(date(2026, 11, 2), date(2026, 11, 3));
    let gathered = gather(&store.read().unwrap(), choice, &Personal::default()).unwrap();
    fs::write(folder.join("week.parquet"), gathered.bytes(Format::Parquet).unwrap()).unwrap();
    serde_json::from_slice(&gathered.bytes(Format::Json).unwrap()).unwrap()
}

fn number(row: &Value, name: &str) -> f64 {
    row[name].as_f64().unwrap_or_else(|| panic!("{name} in {row}"))
}

/// Up to the rounding of the seconds in the file, which are single floats.
fn assert_same_secs(theirs: f64, ours: f64, what: &str) {
    assert!((theirs - ours).abs() < 1.0 && ours > 0.0, "{what}: {theirs} in Parquet, {ours} in JSON");
}

#[test]
fn types_row_groups_and_what_is_unknown_are_as_described() {
    let folder = tempfile::tempdir().unwrap();
    week(folder.path());
    let columns = asked(folder.path(), "SELECT column_name, column_type FROM (DESCRIBE FROM 'week.parquet')");
    let type_of = |name: &str| {
        columns.iter().find(|row| row["column_name"] == name).expect(name)["column_type"].as_str().unwrap()
    };
    for (name, is) in [
        ("session", "BIGINT"),
        ("source", "VARCHAR"),
        ("time", "TIMESTAMP WITH TIME ZONE"),
        ("secs", "FLOAT"),
        ("state_unknown", "VARCHAR"),
        ("is_forward_head", "BOOLEAN"),
        ("forward_head_deg", "FLOAT"),
        ("forward_head_deg_uncertainty", "FLOAT"),
        ("forward_head_deg_unknown", "VARCHAR"),
    ] {
        assert_eq!(type_of(name), is, "{name}");
    }

    let groups = "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('week.parquet')";
    let sessions = "SELECT session, count(*) AS samples, min(time) AS first FROM 'week.parquet' GROUP BY session \
                    ORDER BY session";
    let (groups, sessions) = (asked(folder.path(), groups), asked(folder.path(), sessions));
    assert_eq!((groups.len(), sessions.len()), (DAYS as usize, DAYS as usize));
    let samples = kept_day::HOURS * 3600.0;
    assert!(groups.iter().all(|group| number(group, "row_group_num_rows") == samples), "{groups:?}");
    assert!(sessions.iter().all(|session| number(session, "samples") == samples), "{sessions:?}");
    assert_eq!(sessions[0]["first"], "2026-11-02 08:00:01+00");

    // Unknown is NULL with a reason beside it, never a number, and never NaN.
    let unknown = "SELECT count(*) FILTER (WHERE forward_head_deg IS NULL) AS unknown, \
                   count(*) FILTER (WHERE (forward_head_deg IS NULL) = (forward_head_deg_unknown IS NULL) \
                   OR (forward_head_deg IS NULL) <> (forward_head_deg_uncertainty IS NULL) \
                   OR (score IS NULL) <> (state = 'unknown') OR isnan(forward_head_deg)) AS wrong FROM 'week.parquet'";
    let unknown = &asked(folder.path(), unknown)[0];
    assert!(number(unknown, "unknown") > 3600.0 && number(unknown, "wrong") == 0.0, "{unknown}");
}

#[test]
fn the_sums_are_those_of_the_json() {
    let folder = tempfile::tempdir().unwrap();
    let json = week(folder.path());
    let known = "SELECT sum(secs) AS secs FROM 'week.parquet' WHERE state <> 'unknown'";
    let known = number(&asked(folder.path(), known)[0], "secs");
    assert_same_secs(known, json["time"]["known_secs"].as_f64().unwrap(), "known");
    let reasons = "SELECT state_unknown AS reason, sum(secs) AS secs FROM 'week.parquet' GROUP BY ALL";
    let reasons = asked(folder.path(), reasons);
    for reasoned in json["time"]["unknown"].as_array().unwrap() {
        let theirs = reasons.iter().find(|row| row["reason"] == reasoned["reason"]).unwrap();
        assert_same_secs(number(theirs, "secs"), number(reasoned, "secs"), &reasoned["reason"].to_string());
    }
    let findings = json["findings"].as_array().unwrap();
    let measurements = json["measurements"].as_array().unwrap();
    assert!(!findings.is_empty() && measurements.len() >= 3, "{findings:?}, {measurements:?}");
    let sums = findings.iter().map(|finding| {
        let name = finding["deviation"].as_str().unwrap();
        (format!("is_{name}"), name, number(finding, "secs"))
    });
    let known = measurements.iter().map(|measurement| {
        let name = measurement["metric"].as_str().unwrap();
        (format!("{name} IS NOT NULL"), name, number(measurement, "known_secs"))
    });
    for (holds, name, ours) in sums.chain(known) {
        let query = format!("SELECT sum(secs) AS secs FROM 'week.parquet' WHERE {holds}");
        assert_same_secs(number(&asked(folder.path(), &query)[0], "secs"), ours, name);
    }
}

#[test]
fn the_query_of_the_documentation_gives_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let json = week(folder.path());
    let document = include_str!("../docs/DATA.md");
    let query = document.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let hours = asked(folder.path(), query);
    // Samples tell when they end: the last one of a day does so in the ninth hour of it.
    assert_eq!(hours.len(), DAYS as usize * 9, "{hours:?}");
    assert!(hours[0]["hour"].as_str().unwrap().starts_with("2026-11-02 08:00:00"), "{hours:?}");
    let minutes: f64 = hours.iter().filter_map(|hour| hour["minutes"].as_f64()).sum();
    let forward = json["findings"].as_array().unwrap().iter().find(|one| one["deviation"] == "forward_head");
    assert_same_secs(60.0 * minutes, number(forward.unwrap(), "secs"), "forward_head");
}

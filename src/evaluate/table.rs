//! The figures as text for a terminal.

use super::{
    report::{Detection, Errors, Report, Slice},
    session::SessionFigures,
};
use crate::posture::{Deviation, Metric};

/// The keys of the methods, and how they are called.
const METHODS: [(&str, &str); 4] = [
    ("sitwell", "Sitwell"),
    ("nose_drop", "nose drop"),
    ("eye_distance", "eye dist."),
    ("two_ratios", "2 ratios"),
];

/// All tables, and what was left out.
pub fn text(report: &Report) -> String {
    let mut text = head(report);
    text += &detection_table(report);
    text += &false_alarm_table(report);
    text += &metric_table(report);
    text += &error_table(report);
    text += &rounded_table(report);
    text += &session_table(&report.sessions);
    text += &worst_table(report);
    text += &exclusions(report);
    text
}

fn head(report: &Report) -> String {
    format!(
        "{} stills and {} pictures of sessions judged, {} to calibrate on; {}, pictures: {}\n",
        report.stills, report.session_pictures, report.calibration_pictures, report.estimator, report.degrade
    )
}

/// The slices that have pictures of both sides as a rule.
fn by_whom(report: &Report) -> impl Iterator<Item = &Slice> {
    report.slices.iter().filter(|slice| ["all", "cameras", "camera", "person"].contains(&slice.by))
}

fn detection_table(report: &Report) -> String {
    let limit = Deviation::ForwardHead.limit().abs();
    let mut text = format!(
        "\nForward head, told from none. False: negatives alarmed at the threshold that finds 90 % of all positives\n\
         {:<20}{:>5}{:>5}{:>9}{:>12}{:>12}",
        "",
        "pos.",
        "neg.",
        "unknown",
        format!("found >{limit}°"),
        format!("false >{limit}°")
    );
    for (_, name) in METHODS {
        text += &format!("{name:>15}");
    }
    text += &format!("\n{:<30}{:>9}{:>24}", "", "of pos.", "");
    text += &format!("{:>9}{:>6}", "AUC", "false").repeat(METHODS.len());
    text.push('\n');
    for slice in by_whom(report) {
        let Some(ours) = slice.forward_head.get("sitwell") else { continue };
        let unknown = super::metrics::share(ours.unknown_positives, ours.positives);
        text += &format!(
            "{:<20}{:>5}{:>5}{:>9}{:>12}{:>12}",
            slice.name,
            ours.positives,
            ours.negatives,
            percent(unknown),
            percent(ours.hits_at_limit),
            percent(ours.false_alarms_at_limit)
        );
        text += &each_method(slice, |detection| {
            format!("{:>9}{:>6}", area(detection.auc), percent(detection.false_alarms))
        });
    }
    text
}

fn false_alarm_table(report: &Report) -> String {
    let mut text = format!(
        "\nForward head, false alarms at 90 % hits, by sequence and by cause (over all cameras)\n{:<26}{:>5}{:>9}",
        "", "neg.", "unknown"
    );
    for (_, name) in METHODS {
        text += &format!("{name:>11}");
    }
    text.push('\n');
    for slice in report.slices.iter().filter(|slice| ["sequence", "cause"].contains(&slice.by)) {
        let Some(ours) = slice.forward_head.get("sitwell").filter(|ours| ours.negatives > 0) else {
            continue;
        };
        let unknown = super::metrics::share(ours.unknown_negatives, ours.negatives);
        let name = if slice.by == "cause" { format!("cause {}", slice.name) } else { slice.name.clone() };
        text += &format!("{name:<26}{:>5}{:>9}", ours.negatives, percent(unknown));
        text += &each_method(slice, |detection| format!("{:>11}", percent(detection.false_alarms)));
    }
    text
}

fn each_method(slice: &Slice, cell: impl Fn(&Detection) -> String) -> String {
    let cells: String = METHODS.iter().filter_map(|(key, _)| slice.forward_head.get(key)).map(cell).collect();
    cells + "\n"
}

const ERROR_HEAD: &str = "   known    error     bias  correl.  covered  for 9/10";

fn error_cells(errors: &Errors) -> String {
    format!(
        "{:>8}{:>9}{:>9}{:>9}{:>9}{:>10}",
        percent(super::metrics::share(errors.known, errors.pictures)),
        number(errors.mae),
        signed(errors.bias),
        area(errors.correlation),
        percent(errors.coverage),
        number(errors.factor_for_nine_of_ten)
    )
}

fn metric_table(report: &Report) -> String {
    let mut text = format!(
        "\nMean absolute error over the known, in the metric's unit; covered: truth within the told\n\
         uncertainty; for 9/10: what the uncertainty would have to be multiplied by to hold nine of ten\n\
         {:<26}{ERROR_HEAD}\n",
        ""
    );
    let Some(all) = report.overall() else { return text };
    for metric in Metric::ALL {
        if let Some(errors) = all.errors.get(metric.key()).filter(|errors| errors.pictures > 0) {
            text += &format!("{:<26}{}\n", metric.key(), error_cells(errors));
        }
    }
    text
}

fn error_table(report: &Report) -> String {
    let mut text = format!("\nForward head in degrees\n{:<26}{ERROR_HEAD}  unknown because\n", "");
    for slice in report.slices.iter().filter(|slice| slice.by != "cause") {
        let Some(errors) = slice.errors.get(Metric::ForwardHeadDeg.key()) else { continue };
        let reasons: Vec<String> =
            slice.unknown_forward_head.iter().map(|(why, count)| format!("{why} {count}")).collect();
        let line = format!("{:<26}{}  {}", slice.name, error_cells(errors), reasons.join(", "));
        text += line.trim_end();
        text.push('\n');
    }
    text
}

fn rounded_table(report: &Report) -> String {
    let mut text = format!(
        "\nRounded shoulders with free arms, in mm\n{:<20}{:>5}{:>5}{:>7}{:>7}{ERROR_HEAD}",
        "", "pos.", "neg.", "AUC", "false"
    );
    for (_, name) in METHODS.iter().skip(1) {
        text += &format!("{name:>12}");
    }
    text.push('\n');
    for slice in by_whom(report) {
        let detection = slice.rounded_shoulders.get("sitwell").filter(|d| d.positives + d.negatives > 0);
        let errors = slice.errors.get(Metric::RoundedShouldersMm.key());
        let (Some(detection), Some(errors)) = (detection, errors) else { continue };
        text += &format!(
            "{:<20}{:>5}{:>5}{:>7}{:>7}{}",
            slice.name,
            detection.positives,
            detection.negatives,
            area(detection.auc),
            percent(detection.false_alarms),
            error_cells(errors)
        );
        for (key, _) in METHODS.iter().skip(1) {
            let other = slice.rounded_shoulders.get(key).and_then(|other| other.auc);
            text += &format!("{:>12}", area(other));
        }
        text.push('\n');
    }
    text
}

fn session_table(sessions: &[SessionFigures]) -> String {
    let mut text = String::new();
    for session in sessions {
        let states: Vec<String> =
            session.states.iter().map(|(secs, state)| format!("{state} from {secs:.1} s")).collect();
        text += &format!(
            "\nSession {} of {}: {} pictures, known in {}; correlation {}, error {}°, covered {}, \
             deviation when still {}°, delay {} s\n  {} changes of state: {}\n",
            session.session,
            session.person,
            session.pictures,
            percent(super::metrics::share(session.known, session.pictures)),
            area(session.correlation),
            number(session.mae_deg),
            percent(session.coverage),
            number(session.deviation_when_still_deg),
            number(session.delay_secs),
            session.states.len().saturating_sub(1),
            states.join(", ")
        );
    }
    text
}

fn worst_table(report: &Report) -> String {
    let mut text = String::from("\nThe greatest errors of the forward head\n");
    for worst in &report.worst {
        text += &format!(
            "{:<34} true {:+.1}°, told {:+.1} ±{:.1}°  {}\n",
            worst.image,
            worst.truth_deg,
            worst.estimate_deg,
            worst.uncertainty_deg,
            worst.circumstances()
        );
    }
    text
}

fn exclusions(report: &Report) -> String {
    let pictures: usize = report.excluded.iter().map(|exclusion| exclusion.pictures).sum();
    if pictures == 0 {
        return String::new();
    }
    let mut text = format!("\nLeft out: {pictures} pictures or lines\n");
    for exclusion in &report.excluded {
        let reason = exclusion.reason.replace('\n', "\n    ");
        text += &format!("  {} ({}): {reason}\n", exclusion.place, exclusion.pictures);
    }
    text
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", 100.0 * share))
}

/// `.984`, as areas and correlations are written.
fn area(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}").replacen("0.", ".", 1))
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"))
}

fn signed(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:+.2}"))
}

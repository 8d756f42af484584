//! What a state, a finding, a reason or an alert is called, put together from the words of `states.ftl`, `source.ftl`
//! and `alerts.ftl`.

use std::error::Error;

use super::{key_of, words, words_of, words_with};
use crate::{
    alerts::{Alert, AlertKind, AlertLevel},
    engine::{Pause, SourceState},
    posture::{
        Assessment, Deviation, Estimate, Measurements, Metric, OwnPosture, Reading, Refusal, State, Why,
    },
    profile::Profile,
    time::WallTime,
};

/// A heading for a deviation, such as "Head forward".
pub fn deviation_name(deviation: Deviation) -> &'static str {
    words_of("deviation-", deviation.key())
}

/// The same within a sentence, such as "head forward".
pub fn deviation_within(deviation: Deviation) -> &'static str {
    words(&deviation_key(deviation, "within"))
}

fn deviation_key(deviation: Deviation, attribute: &str) -> String {
    format!("{}.{attribute}", key_of("deviation-", deviation.key()))
}

/// A heading for a state.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Unknown(_) => words("state-unknown"),
        State::Neutral => words("state-neutral"),
        State::Deviating(deviation) => deviation_name(deviation),
    }
}

/// A heading for a metric, without its unit.
pub fn metric_name(metric: Metric) -> &'static str {
    words_of("metric-", metric.key())
}

/// Why something is unknown, and what would help; a part of a sentence.
pub fn why_sentence(why: Why) -> &'static str {
    words_of("why-", why.key())
}

/// What the source is doing and what to do about it, each in a sentence or empty.
pub fn source_words(state: &SourceState) -> [String; 2] {
    let [message, hint] = match state {
        SourceState::Opening | SourceState::Streaming { .. } | SourceState::Ended => ["", ""],
        SourceState::Blind { why: Why::Covered, .. } => {
            [words("source-covered"), words("source-covered.hint")]
        }
        SourceState::Blind { .. } => [words("source-dark"), words("source-dark.hint")],
        SourceState::Failed { message, hint, .. } => [message.as_str(), hint.as_str()],
        SourceState::Away => [words("source-away"), ""],
        SourceState::Paused(pause) => [pause_words(*pause), ""],
    };
    [message.to_owned(), hint.to_owned()]
}

/// Since when something has been so, such as "Since 14:30."
pub fn since_words(since: WallTime) -> String {
    words_with("source-since", &[("time", since.clock_words().into())])
}

/// Why the camera is closed.
fn pause_words(pause: Pause) -> &'static str {
    words(match pause {
        Pause::ByUser { .. } => "pause-by-user",
        Pause::Asleep => "pause-asleep",
        Pause::Locked => "pause-locked",
        Pause::SwitchedAway => "pause-switched-away",
    })
}

/// Where camera or chair are not where they were at the calibration.
pub fn misplaced_words() -> &'static str {
    words("alert-recalibrate.short")
}

/// While camera or chair are not where they were at the calibration.
pub fn recalibration_sentence() -> &'static str {
    words("alert-recalibrate.offer")
}

/// Why a calibration was refused, and what to change.
pub fn refusal_sentence(refusal: Refusal) -> String {
    match refusal {
        Refusal::NotSeen(why) => words_with("refusal-not-seen", &[("why", why_sentence(why).into())]),
        Refusal::NotStill { .. } => words("refusal-not-still").to_owned(),
        Refusal::TooShort => words("refusal-too-short").to_owned(),
        Refusal::NoDifference => words("refusal-no-difference").to_owned(),
        Refusal::Turned => words("refusal-turned").to_owned(),
    }
}

/// The verdict in a sentence, with numbers where they are known, such as
/// "About 3\u{a0}cm further forward than your neutral (±1\u{a0}cm), for 40\u{a0}s."
pub fn verdict_sentence(assessment: &Assessment, measurements: &Measurements) -> String {
    let lasted_secs = assessment.at - assessment.since;
    match assessment.state {
        State::Unknown(why) => sentence(why_sentence(why)),
        State::Neutral if is_going_over_a_limit(assessment) => words("state-neutral.leaving").to_owned(),
        State::Neutral => {
            words_with("state-neutral.verdict", &[("lasted", duration_words(lasted_secs).into())])
        }
        State::Deviating(deviation) => {
            deviation_sentence(deviation, lasted_secs, |metric| measurements.get(metric))
        }
    }
}

/// Over a limit, and not yet for long enough to be told as a posture.
fn is_going_over_a_limit(assessment: &Assessment) -> bool {
    let mut faults = assessment.findings.iter().filter(|(deviation, _)| deviation.is_fault());
    faults.any(|(_, finding)| finding.severity.known().is_some_and(|severity| severity > 1.0))
}

/// How far a deviation goes, where that is measured, and for how long.
fn deviation_sentence(
    deviation: Deviation,
    lasted_secs: f64,
    measured: impl Fn(Metric) -> Reading<Estimate>,
) -> String {
    let lasted = ("lasted", duration_words(lasted_secs).into());
    let (metric, attribute) = match deviation {
        Deviation::ForwardHead if measured(Metric::ForwardHeadMm).known().is_some() => {
            (Metric::ForwardHeadMm, "measured")
        }
        Deviation::ForwardHead => (Metric::ForwardHeadDeg, "measured-as-angle"),
        other => (other.metric(), "measured"),
    };
    let Some(estimate) = measured(metric).known() else {
        return words_with(&deviation_key(deviation, "seen"), &[lasted]);
    };
    let size = Estimate { value: estimate.value.abs(), ..estimate };
    let [value, uncertainty] = estimate_words(metric, size);
    let arguments = [("value", value.into()), ("uncertainty", uncertainty.into()), lasted];
    words_with(&deviation_key(deviation, attribute), &arguments)
}

/// The title and the text of an alert: what, how much and since when, and an offer.
pub fn alert_words(alert: &Alert) -> [String; 2] {
    let lasted_secs = alert.at - alert.since;
    let lasted = ("lasted", duration_words(lasted_secs).into());
    let simple = |key: &str| {
        [words(key).to_owned(), words_with(&format!("{key}.body"), std::slice::from_ref(&lasted))]
    };
    match alert.kind {
        AlertKind::Posture { fault, estimate, .. } => {
            let title = match alert.level {
                AlertLevel::Notification => deviation_name(fault).to_owned(),
                AlertLevel::Insistent => {
                    words_with("alert-still", &[("posture", deviation_within(fault).into())])
                }
            };
            let measured = |metric| match estimate {
                Some(estimate) if metric == fault.metric() => Reading::Known(estimate),
                _ => Reading::Unknown(Why::NotMeasured),
            };
            let what = deviation_sentence(fault, lasted_secs, measured);
            [title, format!("{what} {}", words(&deviation_key(fault, "offer")))]
        }
        AlertKind::Sitting { is_firm: false } => simple("alert-sitting"),
        AlertKind::Sitting { is_firm: true } => simple("alert-sitting-long"),
        AlertKind::EyeBreak => simple("alert-eye-break"),
        AlertKind::Recalibrate => {
            let offer = ("offer", recalibration_sentence().into());
            [
                words("alert-recalibrate").to_owned(),
                words_with("alert-recalibrate.body", &[lasted.clone(), offer]),
            ]
        }
    }
}

/// A notice for the window about something that failed for this reason, which may bring its own `hint:`.
pub fn notice(key: &str, reason: &dyn Error) -> String {
    words_with(key, &[("reason", reason.to_string().into())])
}

/// A notice for the window about something that could not be saved: the reason as the system tells it, and what to do.
pub fn notice_not_saved(key: &str, reason: &dyn Error) -> String {
    let reason = reason.to_string();
    let (what, _) = reason.split_once("\nhint: ").unwrap_or((&reason, ""));
    format!("{}\nhint: {}", words_with(key, &[("reason", what.into())]), words("notice-not-saved-hint"))
}

/// For a message about a calibration.
pub fn own_posture_name(posture: OwnPosture) -> &'static str {
    words(match posture {
        OwnPosture::Slouch => "own-posture-slouch",
        OwnPosture::RoundedShoulders => "own-posture-rounded-shoulders",
    })
}

/// A value and its uncertainty, no finer than they deserve: `12°` and `2°`, `8 mm` and `4 mm`, `3 cm` and `1 cm`.
pub fn estimate_words(metric: Metric, estimate: Estimate) -> [String; 2] {
    // From two centimetres on, millimetres are finer than anything a webcam can tell.
    if metric.unit() == "mm" && estimate.value.abs() >= 19.5 {
        let in_cm = Estimate { value: estimate.value / 10.0, uncertainty: estimate.uncertainty / 10.0 };
        return whole_numbers(in_cm, "\u{a0}cm");
    }
    estimate_words_in_unit(metric, estimate)
}

/// The same, always in the metric's own unit, to be compared with a limit.
pub fn estimate_words_in_unit(metric: Metric, estimate: Estimate) -> [String; 2] {
    whole_numbers(estimate, if metric.unit() == "mm" { "\u{a0}mm" } else { metric.unit() })
}

fn whole_numbers(estimate: Estimate, unit: &str) -> [String; 2] {
    let value = estimate.value.round();
    let sign = if value < 0.0 { "−" } else { "" };
    // An uncertainty is never told as none.
    [format!("{sign}{}{unit}", value.abs()), format!("{}{unit}", estimate.uncertainty.round().max(1.0))]
}

/// When a profile was made and last used, such as "calibrated 20 Nov 2026, used 21 Nov 2026".
pub fn profile_words(profile: &Profile) -> String {
    let made = |time| ("calibrated", day_words(time).into());
    let used = |time| ("used", day_words(time).into());
    match (profile.calibrated, profile.last_used) {
        (None, None) => words("profile-not-used").to_owned(),
        (Some(calibrated), None) => words_with("profile-calibrated", &[made(calibrated)]),
        (None, Some(last)) => words_with("profile-used", &[used(last)]),
        (Some(calibrated), Some(last)) => {
            words_with("profile-calibrated-and-used", &[made(calibrated), used(last)])
        }
    }
}

/// A day in the time zone of the user, such as "20 Nov 2026".
pub fn day_words(time: WallTime) -> String {
    time.0.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y").to_string()
}

/// A length of time as people say it: `40 s`, `3 min`, `1 h 5 min`.
pub fn duration_words(secs: f64) -> String {
    let secs = secs.max(0.0) as u64;
    match (secs / 3600, secs / 60 % 60) {
        (0, 0) => format!("{secs}\u{a0}s"),
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, minutes) => format!("{hours}\u{a0}h {minutes}\u{a0}min"),
    }
}

/// Words as a sentence of its own: with a capital letter and a full stop. Not for words that may begin with a name of
/// the user's, such as a file's; those only want [`with_full_stop`].
pub fn sentence(words: &str) -> String {
    let words = with_full_stop(words);
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return words };
    first.to_uppercase().chain(letters).collect()
}

/// Words with a full stop at their end, unless they have one or there are none.
pub fn with_full_stop(words: &str) -> String {
    let words = words.trim();
    let stop = if words.is_empty() || words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{words}{stop}")
}

#[cfg(test)]
mod tests {
    use enum_map::EnumMap;

    use super::*;
    use crate::{posture::Finding, time::Mono};

    fn assessment(state: State) -> Assessment {
        let finding = Finding {
            severity: Reading::Unknown(Why::NoNeutral),
            metric: Metric::LeanDeg,
            estimate: Reading::Unknown(Why::NoNeutral),
            since: None,
        };
        Assessment {
            at: Mono(100.0),
            state,
            since: Mono(60.0),
            score: Reading::Unknown(Why::NoNeutral),
            findings: EnumMap::from_fn(|_| finding),
        }
    }

    #[test]
    fn a_forward_head_is_told_in_centimetres_with_its_uncertainty() {
        let mut measurements = Measurements::unknown(Why::NoNeutral);
        measurements.0[Metric::ForwardHeadMm] = Reading::Known(Estimate { value: 31.0, uncertainty: 11.0 });
        let sentence = verdict_sentence(&assessment(State::Deviating(Deviation::ForwardHead)), &measurements);
        assert_eq!(
            sentence,
            "About 3\u{a0}cm further forward than your neutral (±1\u{a0}cm), for 40\u{a0}s."
        );
    }

    #[test]
    fn every_state_has_a_whole_sentence_without_any_number_known() {
        let measurements = Measurements::unknown(Why::NotFrontal);
        for deviation in Deviation::ALL {
            let sentence = verdict_sentence(&assessment(State::Deviating(deviation)), &measurements);
            assert!(
                sentence.ends_with(", for 40\u{a0}s.")
                    && sentence.chars().next().is_some_and(char::is_uppercase)
            );
        }
        let sentence = verdict_sentence(&assessment(State::Unknown(Why::NotFrontal)), &measurements);
        assert_eq!(sentence, "You are turned too far from the camera.");
    }

    #[test]
    fn values_are_no_finer_than_they_deserve() {
        let words = |metric, value, uncertainty| estimate_words(metric, Estimate { value, uncertainty });
        assert_eq!(words(Metric::ForwardHeadDeg, -0.2, 1.6), ["0°", "2°"]);
        assert_eq!(words(Metric::ForwardHeadDeg, -7.6, 1.6), ["−8°", "2°"]);
        assert_eq!(words(Metric::RoundedShouldersMm, 8.4, 0.2), ["8\u{a0}mm", "1\u{a0}mm"]);
        assert_eq!(words(Metric::DistanceMm, 612.0, 24.0), ["61\u{a0}cm", "2\u{a0}cm"]);
    }

    fn alert(kind: AlertKind, level: AlertLevel) -> Alert {
        Alert { id: 1, at: Mono(3160.0), kind, level, since: Mono(100.0) }
    }

    #[test]
    fn an_alert_says_what_how_much_and_since_when_and_offers_something() {
        let estimate = Some(Estimate { value: -12.4, uncertainty: 2.6 });
        let kind = AlertKind::Posture { fault: Deviation::ForwardHead, episode: 3, estimate };
        let [title, body] = alert_words(&alert(kind, AlertLevel::Notification));
        assert_eq!(title, "Head forward");
        assert_eq!(
            body,
            "About 12° of neck angle lost against your neutral (±3°), for 51\u{a0}min. Letting the head glide back \
             over the shoulders may feel good."
        );
        let [title, _] = alert_words(&alert(kind, AlertLevel::Insistent));
        assert_eq!(title, "Still: head forward");
    }

    #[test]
    fn every_alert_is_said_in_whole_sentences_with_its_time() {
        let faults = Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault());
        let postures = faults.map(|fault| AlertKind::Posture { fault, episode: 1, estimate: None });
        let others = [
            AlertKind::Sitting { is_firm: false },
            AlertKind::Sitting { is_firm: true },
            AlertKind::EyeBreak,
            AlertKind::Recalibrate,
        ];
        for kind in postures.chain(others) {
            let [title, body] = alert_words(&alert(kind, AlertLevel::Notification));
            assert!(!title.is_empty() && body.contains("for 51\u{a0}min") && body.ends_with('.'), "{body}");
            assert!(body.chars().next().is_some_and(char::is_uppercase) && body.len() < 240, "{body}");
        }
    }

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(duration_words(-1.0), "0\u{a0}s");
        assert_eq!(duration_words(59.9), "59\u{a0}s");
        assert_eq!(duration_words(3900.0), "1\u{a0}h 5\u{a0}min");
    }
}

//! Every word about a state, a finding or a reason that a user reads; plain, kind, and in one place.

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
    match deviation {
        Deviation::ForwardHead => "Head forward",
        Deviation::RoundedShoulders => "Shoulders rounded",
        Deviation::Slump => "Slumped",
        Deviation::TooClose => "Close to the screen",
        Deviation::HeadTilt => "Head tilted",
        Deviation::ShoulderTilt => "Shoulders uneven",
        Deviation::LeaningIn => "Leaning in",
        Deviation::Reclining => "Leaning back",
        Deviation::LookingDown => "Looking down",
        Deviation::TurnedAway => "Turned away",
    }
}

/// A heading for a state.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Unknown(_) => "Unknown",
        State::Neutral => "Near your neutral",
        State::Deviating(deviation) => deviation_name(deviation),
    }
}

/// A heading for a metric, without its unit.
pub fn metric_name(metric: Metric) -> &'static str {
    match metric {
        Metric::ForwardHeadDeg => "Neck angle, change",
        Metric::ForwardHeadMm => "Head forward, change",
        Metric::RoundedShouldersMm => "Shoulders forward, change",
        Metric::SlumpDeg => "Upper back rounding, change",
        Metric::LeanDeg => "Trunk lean, change",
        Metric::HeadPitchDeg => "Head nod, change",
        Metric::HeadYawDeg => "Head turn",
        Metric::HeadRollDeg => "Head tilt",
        Metric::ShoulderTiltDeg => "Shoulder tilt",
        Metric::DistanceMm => "Distance to the camera",
    }
}

/// Why something is unknown, and what would help, in one sentence.
pub fn why_sentence(why: Why) -> &'static str {
    match why {
        Why::NoNeutral => "there is no neutral to compare with; calibrate first",
        Why::Nobody => "nobody is in the picture",
        Why::SomeoneElse => "somebody is there, but not where you were calibrated",
        Why::TooDark => "the picture is too dark; more light from the front would help",
        Why::Covered => "nothing can be seen; open the camera's shutter, or switch a light on",
        Why::Backlit => "strong light from behind hides you; draw a curtain, or turn the desk a little",
        Why::LowConfidence => "a part of the head or shoulders is hidden or not seen clearly",
        Why::OutOfFrame => {
            "the head or a shoulder is at the edge of the picture; move the camera or yourself"
        }
        Why::NotFrontal => "you are turned too far from the camera",
        Why::HeadPitched => "the head is nodded too far for this to be measured",
        Why::LeaningIn => "you have leaned or moved in; from the front that looks much like a slouch",
        Why::TooFarFromNeutral => "you have moved too far from where you were calibrated",
        Why::TooFarAway => "you are too far from the camera",
        Why::NotMeasured => "this estimator does not measure it",
    }
}

/// What the source is doing and what to do about it, each in a sentence or empty.
pub fn source_words(state: &SourceState) -> [String; 2] {
    let [message, hint] = match state {
        SourceState::Opening | SourceState::Streaming { .. } | SourceState::Ended => ["", ""],
        SourceState::Blind { why: Why::Covered, .. } => [
            "the camera sees nothing",
            "open its shutter or uncover the lens; if the room is dark, switch a light on",
        ],
        SourceState::Blind { .. } => {
            ["it is too dark to see you", "a lamp in front of you, beside the screen, helps most"]
        }
        SourceState::Failed { message, hint, .. } => [message.as_str(), hint.as_str()],
        SourceState::Away => ["nobody has been there for a while; the camera is closed", ""],
        SourceState::Paused(pause) => [pause_words(*pause), ""],
    };
    [message.to_owned(), hint.to_owned()]
}

/// Since when something has been so, such as "Since 14:30."
pub fn since_words(since: WallTime) -> String {
    format!("Since {}.", since.clock_words())
}

/// Why the camera is closed.
fn pause_words(pause: Pause) -> &'static str {
    match pause {
        Pause::ByUser { .. } => "you paused; the camera is closed",
        Pause::Asleep => "the computer sleeps; the camera is closed",
        Pause::Locked => "the screen is locked; the camera is closed",
        Pause::SwitchedAway => "somebody else has the screen; the camera is closed",
    }
}

/// Where camera or chair are not where they were at the calibration.
pub const MISPLACED: &str = "Camera or chair moved; calibrate again";

/// Why a calibration was refused, and what to change.
pub fn refusal_sentence(refusal: Refusal) -> String {
    match refusal {
        Refusal::NotSeen(why) => format!("you were not seen well enough: {}", why_sentence(why)),
        Refusal::NotStill { .. } => {
            "you moved; sit still, as upright as is comfortable, for ten seconds".to_owned()
        }
        Refusal::TooShort => "there were too few pictures for one".to_owned(),
        Refusal::NoDifference => {
            "it looked like your neutral; go a little further into the posture, and hold it".to_owned()
        }
        Refusal::Turned => "your head was turned to and fro; look at your screen".to_owned(),
    }
}

/// The verdict in a sentence, with numbers where they are known, such as
/// "About 3\u{a0}cm further forward than your neutral (±1\u{a0}cm), for 40\u{a0}s."
pub fn verdict_sentence(assessment: &Assessment, measurements: &Measurements) -> String {
    let lasted = duration_words(assessment.at - assessment.since);
    match assessment.state {
        State::Unknown(why) => sentence(why_sentence(why)),
        State::Neutral if is_going_over_a_limit(assessment) => {
            "You are moving away from your neutral.".to_owned()
        }
        State::Neutral => format!("You sit as you were calibrated, for {lasted}."),
        State::Deviating(deviation) => {
            let what = deviation_words(deviation, |metric| measurements.get(metric))
                .unwrap_or_else(|| deviation_without_numbers(deviation).to_owned());
            sentence(&format!("{what}, for {lasted}"))
        }
    }
}

/// Over a limit, and not yet for long enough to be told as a posture.
fn is_going_over_a_limit(assessment: &Assessment) -> bool {
    let mut faults = assessment.findings.iter().filter(|(deviation, _)| deviation.is_fault());
    faults.any(|(_, finding)| finding.severity.known().is_some_and(|severity| severity > 1.0))
}

fn deviation_words(deviation: Deviation, measured: impl Fn(Metric) -> Reading<Estimate>) -> Option<String> {
    let (metric, words): (_, &str) = match deviation {
        Deviation::ForwardHead if measured(Metric::ForwardHeadMm).known().is_some() => {
            (Metric::ForwardHeadMm, "further forward than your neutral")
        }
        Deviation::ForwardHead => (Metric::ForwardHeadDeg, "of neck angle lost against your neutral"),
        Deviation::RoundedShoulders => (Metric::RoundedShouldersMm, "further forward than your neutral"),
        Deviation::Slump => (Metric::SlumpDeg, "rounder in the upper back than your neutral"),
        Deviation::TooClose => (Metric::DistanceMm, "from the camera to your eyes"),
        Deviation::HeadTilt => (Metric::HeadRollDeg, "to one side"),
        Deviation::ShoulderTilt => (Metric::ShoulderTiltDeg, "between left and right"),
        Deviation::LeaningIn | Deviation::Reclining => (Metric::LeanDeg, "against your neutral"),
        Deviation::LookingDown => (Metric::HeadPitchDeg, "lower than your neutral"),
        Deviation::TurnedAway => (Metric::HeadYawDeg, "away from the camera"),
    };
    let estimate = measured(metric).known()?;
    let size = Estimate { value: estimate.value.abs(), ..estimate };
    let [value, uncertainty] = estimate_words(metric, size);
    Some(format!("about {value} {words} (±{uncertainty})"))
}

fn deviation_without_numbers(deviation: Deviation) -> &'static str {
    match deviation {
        Deviation::ForwardHead => "your head is further forward than your neutral",
        Deviation::RoundedShoulders => "your shoulders are further forward than your neutral",
        Deviation::Slump => "your upper back is rounder than your neutral",
        Deviation::TooClose => "your eyes are close to the screen",
        Deviation::HeadTilt => "your head leans to one side",
        Deviation::ShoulderTilt => "one shoulder is higher than the other",
        Deviation::LeaningIn => "you lean towards the screen",
        Deviation::Reclining => "you lean back",
        Deviation::LookingDown => "you look down",
        Deviation::TurnedAway => "you are turned away from the camera",
    }
}

/// The title and the text of an alert: what, how much and since when, and an offer.
pub fn alert_words(alert: &Alert) -> [String; 2] {
    let lasted = duration_words(alert.at - alert.since);
    match alert.kind {
        AlertKind::Posture { fault, estimate, .. } => {
            let name = deviation_name(fault);
            let title = match alert.level {
                AlertLevel::Notification => name.to_owned(),
                AlertLevel::Insistent => format!("Still: {}", name.to_lowercase()),
            };
            let measured = |metric| match estimate {
                Some(estimate) if metric == fault.metric() => Reading::Known(estimate),
                _ => Reading::Unknown(Why::NotMeasured),
            };
            let what = deviation_words(fault, measured)
                .unwrap_or_else(|| deviation_without_numbers(fault).to_owned());
            [title, format!("{} {}", sentence(&format!("{what}, for {lasted}")), offer(fault))]
        }
        AlertKind::Sitting { is_firm: false } => [
            "Time for a change?".to_owned(),
            format!("You have been sitting for {lasted}. A few steps or a moment of standing may feel good."),
        ],
        AlertKind::Sitting { is_firm: true } => [
            "A long time of sitting".to_owned(),
            format!("You have been sitting for {lasted}. Two minutes away from the desk are a break."),
        ],
        AlertKind::EyeBreak => [
            "A rest for your eyes?".to_owned(),
            format!(
                "You have been at the screen for {lasted}. Looking at something 6\u{a0}m away or further for \
                 20\u{a0}s may feel good."
            ),
        ],
        AlertKind::Recalibrate => [
            "Did the camera or your seat move?".to_owned(),
            format!(
                "Head and shoulders have been elsewhere in the picture for {lasted}, both together. {}",
                recalibration_sentence()
            ),
        ],
    }
}

/// What may be done about a fault: an offer, no order.
fn offer(fault: Deviation) -> &'static str {
    match fault {
        Deviation::ForwardHead => "Letting the head glide back over the shoulders may feel good.",
        Deviation::RoundedShoulders => "Letting the shoulders sink back and down may feel good.",
        Deviation::Slump => "Sitting back and growing a little taller may feel good.",
        Deviation::TooClose => {
            "A little more distance may be easier on the eyes; larger letters help with that."
        }
        Deviation::HeadTilt => "If a second screen or the phone is the reason, it could stand elsewhere.",
        Deviation::ShoulderTilt => "If an armrest is the reason, it could be set higher or lower.",
        Deviation::LeaningIn | Deviation::Reclining | Deviation::LookingDown | Deviation::TurnedAway => "",
    }
}

/// While camera or chair are not where they were at the calibration.
pub fn recalibration_sentence() -> &'static str {
    "Your posture is judged again as soon as you calibrate (ten seconds) or everything is back in its place."
}

/// For a message about a calibration.
pub fn own_posture_name(posture: OwnPosture) -> &'static str {
    match posture {
        OwnPosture::Slouch => "own slouch",
        OwnPosture::RoundedShoulders => "own rounded shoulders",
    }
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
    match (profile.calibrated, profile.last_used) {
        (None, None) => "not used yet".to_owned(),
        (Some(made), None) => format!("calibrated {}", day_words(made)),
        (None, Some(used)) => format!("used {}", day_words(used)),
        (Some(made), Some(used)) => format!("calibrated {}, used {}", day_words(made), day_words(used)),
    }
}

/// A day in the time zone of the user, such as "20 Nov 2026".
fn day_words(time: WallTime) -> String {
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

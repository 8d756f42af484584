//! Every word about a state, a finding or a reason that a user reads; plain, kind, and in one place.

use crate::posture::{Deviation, Metric, Refusal, State, Why};

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
        Why::LowConfidence => "a part of the head or shoulders is hidden or not seen clearly",
        Why::OutOfFrame => {
            "the head or a shoulder is at the edge of the picture; move the camera or yourself"
        }
        Why::NotFrontal => "you are turned too far from the camera",
        Why::HeadPitched => "the head is nodded too far for this to be measured",
        Why::LeaningIn => "you lean in, which looks much like a forward head from the front",
        Why::TooFarFromNeutral => "you have moved too far from where you were calibrated",
        Why::TooFarAway => "you are too far from the camera",
        Why::NotMeasured => "this estimator does not measure it",
    }
}

/// Why a calibration was refused, and what to change.
pub fn refusal_sentence(refusal: Refusal) -> String {
    match refusal {
        Refusal::NotSeen(why) => format!("you were not seen well enough: {}", why_sentence(why)),
        Refusal::NotStill { .. } => {
            "you moved; sit still, as upright as is comfortable, for ten seconds".to_owned()
        }
        Refusal::Turned => "your head was turned; look at the camera".to_owned(),
    }
}

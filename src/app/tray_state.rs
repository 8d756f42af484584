//! What the tray shows of the engine's newest snapshot.

use crate::{
    desktop::tray::TrayState,
    engine::{Pause, Snapshot, SourceState},
    posture::State,
    sign::Sign,
    text::{self, words},
    time::{Mono, WallTime},
};

/// The icon, the line under the pointer and the menu. `now` and `wall` are the same moment by both clocks.
pub(super) fn tray_state(snapshot: &Snapshot, now: Mono, wall: WallTime) -> TrayState {
    let [message, _] = text::source_words(&snapshot.source);
    let (sign, status) = match &snapshot.source {
        SourceState::Opening => (Sign::Well, words("tray-opening").to_owned()),
        SourceState::Streaming { .. } if snapshot.misplaced_since.is_some() => {
            (Sign::Trouble, text::misplaced_words().to_owned())
        }
        SourceState::Streaming { .. } | SourceState::Ended => match snapshot.attention {
            Some(fault) => (Sign::Attention, text::deviation_name(fault).to_owned()),
            None => (Sign::Well, posture_words(snapshot)),
        },
        SourceState::Blind { .. } | SourceState::Failed { .. } => (Sign::Trouble, since(snapshot, &message)),
        SourceState::Away | SourceState::Paused(_) => (Sign::Paused, since(snapshot, &message)),
    };
    TrayState {
        sign,
        status,
        is_paused: matches!(snapshot.source, SourceState::Paused(Pause::ByUser { .. })),
        snoozed_until: snapshot
            .snoozed_until
            .filter(|until| *until > now)
            .map(|until| wall.after(until - now).clock_words()),
        can_calibrate: snapshot.source.is_streaming(),
    }
}

fn since(snapshot: &Snapshot, message: &str) -> String {
    format!("{} {}", text::sentence(message), text::since_words(snapshot.source_since))
}

fn posture_words(snapshot: &Snapshot) -> String {
    match snapshot.assessment.as_ref().map(|assessment| assessment.state) {
        None => words("tray-looking").to_owned(),
        Some(State::Unknown(why)) => text::sentence(text::why_sentence(why)),
        Some(state) => text::state_name(state).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::Deviation;

    fn shown(snapshot: &Snapshot) -> TrayState {
        tray_state(snapshot, Mono(100.0), WallTime::now())
    }

    #[test]
    fn every_state_has_its_sign_and_its_words() {
        let streaming =
            Snapshot { source: SourceState::Streaming { name: "camera".into() }, ..Snapshot::opening() };
        assert_eq!(shown(&streaming).sign, Sign::Well);
        let fault = Snapshot { attention: Some(Deviation::ForwardHead), ..streaming.clone() };
        assert_eq!((shown(&fault).sign, shown(&fault).status.as_str()), (Sign::Attention, "Head forward"));
        let paused = Snapshot { source: SourceState::Paused(Pause::ByUser { until: None }), ..fault.clone() };
        assert!(shown(&paused).is_paused && shown(&paused).sign == Sign::Paused);
        let locked = Snapshot { source: SourceState::Paused(Pause::Locked), ..streaming.clone() };
        assert!(!shown(&locked).is_paused, "there is nothing to resume");
        let busy =
            SourceState::Failed { kind: "busy", message: "camera 0 is in use".into(), hint: String::new() };
        let busy = Snapshot { source: busy, ..streaming.clone() };
        assert_eq!(shown(&busy).sign, Sign::Trouble);
        assert!(shown(&busy).status.starts_with("Camera 0 is in use. Since "), "{}", shown(&busy).status);
        let snoozed = Snapshot { snoozed_until: Some(Mono(160.0)), ..streaming };
        assert!(shown(&snoozed).snoozed_until.is_some());
        assert!(
            shown(&Snapshot { snoozed_until: Some(Mono(99.0)), ..snoozed }).snoozed_until.is_none(),
            "over"
        );
    }
}

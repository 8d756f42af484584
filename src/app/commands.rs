//! What the running program answers to the commands of other programs (`sitwell pause`, `status`, ...).

use super::hands::Hands;
use crate::{
    desktop::control::{Answer, Request, Status},
    engine::{Command, Monitor, Pause, SourceState},
    text::{self, words, words_with},
};

/// Does what is asked for.
pub(super) fn answer(request: Request, hands: &Hands) -> Answer {
    let done = |message: &str| Answer::Done { message: message.to_owned() };
    match request {
        Request::Pause { minutes } => {
            hands.send(Command::Pause { secs: minutes.map(|minutes| f64::from(minutes) * 60.0) });
            match minutes {
                Some(minutes) => {
                    let duration = text::duration_words(f64::from(minutes) * 60.0);
                    done(&words_with("answer-paused.for-a-while", &[("duration", duration.into())]))
                }
                None => done(words("answer-paused")),
            }
        }
        Request::Resume => {
            hands.send(Command::Resume);
            done(words("answer-resumed"))
        }
        Request::Status => Answer::Status(status(hands)),
        Request::Calibrate => {
            if hands.latest().source.is_streaming() {
                hands.send(Command::Calibrate);
                done(words("answer-calibrating"))
            } else {
                let [message, hint] = text::source_words(&hands.latest().source);
                let message = words_with("answer-calibrating.refused", &[("reason", message.into())]);
                Answer::Refused { message, hint }
            }
        }
        Request::Show => {
            hands.show();
            done(words("answer-shown"))
        }
        Request::Snooze { minutes } => {
            let secs = f64::from(minutes) * 60.0;
            hands.send(Command::Snooze { secs });
            done(&words_with("answer-snoozed", &[("duration", text::duration_words(secs).into())]))
        }
        Request::Quit => {
            hands.quit();
            done(words("answer-quitting"))
        }
    }
}

fn status(hands: &Hands) -> Status {
    let snapshot = hands.latest();
    let [message, hint] = text::source_words(&snapshot.source);
    let camera_words = match &snapshot.source {
        SourceState::Opening => words("answer-opening").to_owned(),
        SourceState::Streaming { name } => words_with("answer-watching", &[("camera", name.as_str().into())]),
        _ if hint.is_empty() => text::sentence(&message),
        _ => format!("{} {}", text::sentence(&message), text::sentence(&hint)),
    };
    let assessment = snapshot.assessment.as_ref();
    let paused_until = match snapshot.source {
        SourceState::Paused(Pause::ByUser { until }) => until,
        _ => None,
    };
    Status {
        camera: snapshot.source.key().to_owned(),
        camera_words,
        camera_since: snapshot.source_since.0,
        posture: assessment.map_or("unknown", |assessment| assessment.state.key()).to_owned(),
        posture_words: assessment.map_or_else(
            || words("answer-nothing-judged").to_owned(),
            |assessment| text::verdict_sentence(assessment, &snapshot.measurements),
        ),
        paused_until: paused_until.map(|until| hands.wall_time(until).0),
        snoozed_until: snapshot.snoozed_until.map(|until| hands.wall_time(until).0),
        profile: snapshot.profile.clone(),
    }
}

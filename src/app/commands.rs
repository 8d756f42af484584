//! What the running program answers to the commands of other programs (`sitwell pause`, `status`, ...).

use super::hands::Hands;
use crate::{
    desktop::control::{Answer, Request, Status},
    engine::{Command, Monitor, Pause, SourceState},
    text,
};

/// Does what is asked for.
pub(super) fn answer(request: Request, hands: &Hands) -> Answer {
    let done = |message: &str| Answer::Done { message: message.to_owned() };
    match request {
        Request::Pause { minutes } => {
            hands.send(Command::Pause { secs: minutes.map(|minutes| f64::from(minutes) * 60.0) });
            match minutes {
                Some(minutes) => {
                    let words = text::duration_words(f64::from(minutes) * 60.0);
                    done(&format!("Paused for {words}; the camera is closed."))
                }
                None => done("Paused; the camera is closed. `sitwell resume` opens it again."),
            }
        }
        Request::Resume => {
            hands.send(Command::Resume);
            done("Watching again.")
        }
        Request::Status => Answer::Status(status(hands)),
        Request::Calibrate => {
            if hands.latest().source.is_streaming() {
                hands.send(Command::Calibrate);
                done(
                    "Sit comfortably upright and look at the screen for ten seconds; that becomes your neutral.",
                )
            } else {
                let [message, hint] = text::source_words(&hands.latest().source);
                Answer::Refused { message: format!("there is no picture to calibrate on: {message}"), hint }
            }
        }
        Request::Show => {
            hands.show();
            done("The window is shown.")
        }
        Request::Snooze { minutes } => {
            let secs = f64::from(minutes) * 60.0;
            hands.send(Command::Snooze { secs });
            done(&format!("No alerts for {}.", text::duration_words(secs)))
        }
        Request::Quit => {
            hands.quit();
            done("Sitwell ends.")
        }
    }
}

fn status(hands: &Hands) -> Status {
    let snapshot = hands.latest();
    let [message, hint] = text::source_words(&snapshot.source);
    let camera_words = match &snapshot.source {
        SourceState::Opening => "The camera is being opened.".to_owned(),
        SourceState::Streaming { name } => format!("Watching with {name}."),
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
            || "Nothing is judged at the moment.".to_owned(),
            |assessment| text::verdict_sentence(assessment, &snapshot.measurements),
        ),
        paused_until: paused_until.map(|until| hands.wall_time(until).0),
        snoozed_until: snapshot.snoozed_until.map(|until| hands.wall_time(until).0),
        profile: snapshot.profile.clone(),
    }
}

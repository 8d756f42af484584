//! The notification service of Linux desktops, by the Desktop Notifications Specification 1.2
//! (<https://specifications.freedesktop.org/notification-spec/latest/>).

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use zbus::{
    MatchRule, Message,
    blocking::{Connection, MessageIterator, connection::Builder},
    message::Type,
    zvariant::Value,
};

use super::{Answer, Button, Notification, NotifyError, Urgency};
use crate::text::words;

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// How long the desktop is waited for. Starting its notification service may take a second or two.
const TIMEOUT: Duration = Duration::from_secs(3);
/// How many notifications are remembered; a service that never tells that one is closed must not fill the memory.
const MAX_SHOWN: usize = 16;
/// The key of a click on the notification itself.
const CLICK: &str = "default";
/// "The notification was dismissed by the user".
const DISMISSED: u32 = 2;

/// Tells the user something, and tells who asked for it what the user answered.
#[derive(Debug)]
pub struct Notifier {
    connection: Connection,
    shown: Arc<Mutex<Shown>>,
}

impl Notifier {
    /// Connects to the bus at this address; `None`: that of the user's session.
    ///
    /// `answered` is called with the number of the alert, on a thread that only waits for answers. That there is no
    /// notification service is no error before something is to be told.
    pub fn start(
        address: Option<&str>,
        answered: impl Fn(u64, Answer) + Send + 'static,
    ) -> Result<Self, NotifyError> {
        let no_session = |error: &dyn std::error::Error| NotifyError::NoSession(error.to_string());
        let connection = address
            .map_or_else(Builder::session, Builder::address)
            .and_then(|builder| builder.method_timeout(TIMEOUT).build())
            .map_err(|error| no_session(&error))?;
        let signals = signals(&connection).map_err(|error| no_session(&error))?;
        let shown = Arc::new(Mutex::new(Shown::default()));
        let known = shown.clone();
        let listen = move || {
            // An unreadable signal is none of ours; the end of the connection ends the iteration.
            for signal in signals.flatten() {
                let answer = lock(&known).answer(&signal);
                if let Some((alert_id, answer)) = answer {
                    answered(alert_id, answer);
                }
            }
        };
        let thread = thread::Builder::new().name("notifications".into());
        thread.spawn(listen).map_err(|error| no_session(&error))?;
        Ok(Self { connection, shown })
    }

    /// Shows a notification; waits for the desktop at most a few seconds, usually some milliseconds.
    ///
    /// After an error the next one is tried anew, so that a service that was started meanwhile is found.
    pub fn notify(&mut self, notification: &Notification) -> Result<(), NotifyError> {
        // Kept until the number is known: the answer may come in before.
        let mut shown = lock(&self.shown);
        // Asked every time: the service may be another one than before.
        let reply = self.call("GetCapabilities", &())?;
        let owner = reply.header().sender().map(ToString::to_string).unwrap_or_default();
        let can: Vec<String> = reply.body().deserialize().map_err(no_service)?;
        let can = |capability: &str| can.iter().any(|can| can == capability);

        let (summary, body) = texts(notification, can("body"), can("body-markup"));
        let buttons = if can("actions") { notification.buttons.as_slice() } else { &[] };
        let mut actions = if can("actions") { vec![CLICK, words("alert-button-open")] } else { vec![] };
        actions.extend(buttons.iter().flat_map(|button| [button.key(), button.label()]));
        let replaced = shown.take(|one| one.alert_id == notification.alert_id && one.owner == owner);
        let (replaced, forever) = (replaced.map_or(0, |one| one.id), -1_i32);
        let hints = hints(notification);
        let message = ("Sitwell", replaced, "sitwell", summary, body, actions, hints, forever);
        let id: u32 = self.call("Notify", &message)?.body().deserialize().map_err(no_service)?;
        shown.remember(One { alert_id: notification.alert_id, owner, id });
        Ok(())
    }

    /// Closes what was told about an alert, because it is over; nothing happens if it is closed already.
    pub fn withdraw(&mut self, alert_id: u64) {
        let one = lock(&self.shown).take(|one| one.alert_id == alert_id);
        if let Some(One { owner, id, .. }) = one {
            // By the name of the very service that showed it: to another one the number means something else. Where
            // that one is gone, so is the notification.
            let _gone =
                self.connection.call_method(Some(owner), PATH, Some(SERVICE), "CloseNotification", &id);
        }
    }

    fn call(
        &self,
        method: &str,
        body: &(impl serde::Serialize + zbus::zvariant::DynamicType),
    ) -> Result<Message, NotifyError> {
        self.connection.call_method(Some(SERVICE), PATH, Some(SERVICE), method, body).map_err(no_service)
    }
}

impl Drop for Notifier {
    fn drop(&mut self) {
        // Ends the wait for answers. Where it fails the connection is at its end already.
        let _ended = self.connection.clone().close();
    }
}

fn no_service(error: zbus::Error) -> NotifyError {
    NotifyError::NoService(match error {
        // Without the name of the error, which says nothing more.
        zbus::Error::MethodError(_, Some(said), _) => said,
        error => error.to_string(),
    })
}

fn lock(shown: &Mutex<Shown>) -> MutexGuard<'_, Shown> {
    shown.lock().unwrap_or_else(PoisonError::into_inner)
}

fn signals(connection: &Connection) -> zbus::Result<MessageIterator> {
    let rule =
        MatchRule::builder().msg_type(Type::Signal).sender(SERVICE)?.path(PATH)?.interface(SERVICE)?.build();
    MessageIterator::for_match_rule(rule, connection, None)
}

/// Summary and body, as the service can show them.
fn texts(notification: &Notification, has_body: bool, has_markup: bool) -> (String, String) {
    let Notification { title, body, .. } = notification;
    match (has_body, has_markup) {
        (false, _) => (format!("{title}: {body}"), String::new()),
        (true, false) => (title.clone(), body.clone()),
        (true, true) => {
            let escaped = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            (title.clone(), escaped)
        }
    }
}

fn hints(notification: &Notification) -> HashMap<&'static str, Value<'static>> {
    let urgency: u8 = match notification.urgency {
        Urgency::Low => 0,
        Urgency::Normal => 1,
        Urgency::Critical => 2,
    };
    let sound = if notification.sound {
        // Of the Sound Naming Specification; a theme has a gentle one for it.
        ("sound-name", "message-new-instant".into())
    } else {
        ("suppress-sound", true.into())
    };
    HashMap::from([
        ("urgency", urgency.into()),
        ("desktop-entry", "sitwell".into()),
        ("transient", notification.is_transient.into()),
        sound,
    ])
}

/// A notification on the screen.
#[derive(Debug)]
struct One {
    alert_id: u64,
    /// The unique bus name of the service that shows it.
    owner: String,
    /// That service's number for it.
    id: u32,
}

/// The notifications on the screen, as far as is known, the oldest first.
#[derive(Debug, Default)]
struct Shown(VecDeque<One>);

impl Shown {
    fn remember(&mut self, one: One) {
        if self.0.len() == MAX_SHOWN {
            self.0.pop_front();
        }
        self.0.push_back(one);
    }

    fn take(&mut self, is_it: impl Fn(&One) -> bool) -> Option<One> {
        let index = self.0.iter().position(is_it)?;
        self.0.remove(index)
    }

    /// What a signal of the service says about one of these, with the number of its alert.
    fn answer(&mut self, signal: &Message) -> Option<(u64, Answer)> {
        let header = signal.header();
        let (owner, body) = (header.sender()?.as_str(), signal.body());
        let (id, answer) = match header.member()?.as_str() {
            "ActionInvoked" => {
                let (id, key): (u32, &str) = body.deserialize().ok()?;
                let button = Button::ALL.into_iter().find(|button| button.key() == key);
                let clicked = (key == CLICK).then_some(Answer::Opened);
                (id, Some(button.map(Answer::Pressed).or(clicked)?))
            }
            "NotificationClosed" => {
                let (id, reason): (u32, u32) = body.deserialize().ok()?;
                (id, (reason == DISMISSED).then_some(Answer::Dismissed))
            }
            _ => return None,
        };
        // One that is answered is closed by the service, and that it is must not be taken for another answer.
        let one = self.take(|one| one.id == id && one.owner == owner)?;
        Some((one.alert_id, answer?))
    }
}

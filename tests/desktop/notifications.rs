//! What a desktop's notification service gets to see, and what its answers become.

use std::{
    collections::HashMap,
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
};

use sitwell::desktop::notifications::{Answer, Button, Notification, Notifier, NotifyError, Urgency};
use zbus::{blocking::Connection, interface, object_server::SignalEmitter, zvariant::OwnedValue};

use crate::{WAIT, private_bus::PrivateBus};

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What was asked of the service.
#[derive(Debug)]
enum Call {
    Notify(Told),
    Close(u32),
}

#[derive(Debug)]
struct Told {
    id: u32,
    replaces: u32,
    summary: String,
    body: String,
    actions: Vec<String>,
    hints: HashMap<String, OwnedValue>,
}

/// A notification service; it numbers from 1, as every real one does when it starts.
struct Service {
    capabilities: Vec<&'static str>,
    /// Whether the user is so quick that the answer is out before the service has said that it shows anything.
    is_answered_at_once: bool,
    count: u32,
    calls: SyncSender<Call>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Service {
    fn get_capabilities(&self) -> Vec<&'static str> {
        self.capabilities.clone()
    }

    #[allow(clippy::too_many_arguments, reason = "these are those of the specification")]
    async fn notify(
        &mut self,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
        app_name: String,
        replaces: u32,
        app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expire_ms: i32,
    ) -> u32 {
        assert_eq!((app_name.as_str(), app_icon.as_str(), expire_ms), ("Sitwell", "sitwell", -1));
        self.count += u32::from(replaces == 0);
        let id = if replaces == 0 { self.count } else { replaces };
        if self.is_answered_at_once {
            Self::action_invoked(&emitter, id, "was-wrong").await.unwrap();
        }
        self.calls.send(Call::Notify(Told { id, replaces, summary, body, actions, hints })).unwrap();
        id
    }

    fn close_notification(&self, id: u32) {
        self.calls.send(Call::Close(id)).unwrap();
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, key: &str) -> zbus::Result<()>;
}

struct Desktop {
    connection: Connection,
    calls: Receiver<Call>,
}

impl Desktop {
    fn start(bus: &PrivateBus, capabilities: &[&'static str], is_answered_at_once: bool) -> Self {
        let (tell, calls) = sync_channel(100);
        let service =
            Service { capabilities: capabilities.to_vec(), is_answered_at_once, count: 0, calls: tell };
        let builder = bus.builder().serve_at(PATH, service).unwrap().name(SERVICE).unwrap();
        Self { connection: builder.build().unwrap(), calls }
    }

    fn full(bus: &PrivateBus) -> Self {
        Self::start(bus, &["actions", "body", "body-markup", "sound"], false)
    }

    fn told(&self) -> Told {
        match self.calls.recv_timeout(WAIT).unwrap() {
            Call::Notify(told) => told,
            Call::Close(id) => panic!("{id} was closed"),
        }
    }

    fn press(&self, id: u32, key: &str) {
        self.connection.emit_signal(None::<&str>, PATH, SERVICE, "ActionInvoked", &(id, key)).unwrap();
    }

    fn closed(&self, id: u32, reason: u32) {
        self.connection
            .emit_signal(None::<&str>, PATH, SERVICE, "NotificationClosed", &(id, reason))
            .unwrap();
    }

    fn end(self) {
        self.connection.close().unwrap();
    }
}

fn notifier(bus: &PrivateBus) -> (Notifier, Receiver<(u64, Answer)>) {
    let (tell, answers) = sync_channel(100);
    let answered = move |alert, answer| tell.send((alert, answer)).unwrap();
    (Notifier::start(Some(&bus.address), answered).unwrap(), answers)
}

fn about(alert_id: u64) -> Notification {
    Notification {
        alert_id,
        title: "Head forward".into(),
        body: "About 3 cm further forward than <your> neutral & rising".into(),
        urgency: Urgency::Normal,
        buttons: vec![Button::ShowExercise, Button::Snooze],
        sound: false,
        is_transient: false,
    }
}

#[test]
fn a_notification_has_its_words_and_buttons_and_the_users_answer_comes_back() {
    let bus = PrivateBus::start();
    let desktop = Desktop::full(&bus);
    let (mut notifier, answers) = notifier(&bus);
    notifier.notify(&about(7)).unwrap();
    let told = desktop.told();
    assert_eq!(told.summary, "Head forward");
    assert_eq!(told.body, "About 3 cm further forward than &lt;your&gt; neutral &amp; rising");
    let keys: Vec<_> = told.actions.iter().step_by(2).collect();
    assert_eq!(keys, ["default", "show-exercise", "snooze"]);
    assert_eq!(told.hints["urgency"], 1_u8.into());
    assert_eq!(told.hints["suppress-sound"], true.into());
    assert_eq!(told.hints["transient"], false.into());

    // Signals about what is not ours mean nothing.
    desktop.press(99, "snooze");
    desktop.press(told.id, "a button of tomorrow");
    desktop.press(told.id, "snooze");
    // The service closes what was answered; that is no second answer.
    desktop.closed(told.id, 2);
    assert_eq!(answers.recv_timeout(WAIT).unwrap(), (7, Answer::Pressed(Button::Snooze)));

    notifier.notify(&about(8)).unwrap();
    desktop.press(desktop.told().id, "default");
    assert_eq!(answers.recv_timeout(WAIT).unwrap(), (8, Answer::Opened));
    notifier.notify(&about(9)).unwrap();
    desktop.closed(desktop.told().id, 1);
    notifier.notify(&about(10)).unwrap();
    desktop.closed(desktop.told().id, 2);
    assert_eq!(answers.recv_timeout(WAIT).unwrap(), (10, Answer::Dismissed), "to expire is no answer");
}

#[test]
fn an_answer_that_is_quicker_than_the_service_is_not_lost() {
    let bus = PrivateBus::start();
    let _desktop = Desktop::start(&bus, &["actions", "body"], true);
    let (mut notifier, answers) = notifier(&bus);
    notifier.notify(&about(1)).unwrap();
    assert_eq!(answers.recv_timeout(WAIT).unwrap(), (1, Answer::Pressed(Button::WasWrong)));
}

#[test]
fn the_same_alert_never_stacks_and_goes_when_it_is_over() {
    let bus = PrivateBus::start();
    let desktop = Desktop::full(&bus);
    let (mut notifier, _answers) = notifier(&bus);
    notifier.notify(&about(1)).unwrap();
    let first = desktop.told();
    assert_eq!(first.replaces, 0);
    let louder = Notification { sound: true, urgency: Urgency::Critical, is_transient: true, ..about(1) };
    notifier.notify(&louder).unwrap();
    let second = desktop.told();
    assert_eq!(second.replaces, first.id);
    assert_eq!(second.hints["urgency"], 2_u8.into());
    assert_eq!(second.hints["transient"], true.into());
    assert!(second.hints.contains_key("sound-name") && !second.hints.contains_key("suppress-sound"));
    notifier.notify(&about(2)).unwrap();
    assert_eq!(desktop.told().replaces, 0);

    notifier.withdraw(1);
    notifier.withdraw(1);
    notifier.withdraw(99);
    match desktop.calls.recv_timeout(WAIT).unwrap() {
        Call::Close(id) => assert_eq!(id, first.id),
        other @ Call::Notify(_) => panic!("{other:?}"),
    }
    notifier.notify(&about(3)).unwrap();
    assert_eq!(desktop.told().summary, "Head forward", "only one was closed, and once");
}

#[test]
fn a_simple_service_gets_what_it_can_show() {
    let bus = PrivateBus::start();
    let desktop = Desktop::start(&bus, &[], false);
    let (mut notifier, _answers) = notifier(&bus);
    notifier.notify(&about(1)).unwrap();
    let told = desktop.told();
    assert_eq!(told.summary, "Head forward: About 3 cm further forward than <your> neutral & rising");
    assert_eq!((told.body.as_str(), told.actions.len()), ("", 0));
    desktop.end();

    let desktop = Desktop::start(&bus, &["body"], false);
    notifier.notify(&about(1)).unwrap();
    assert_eq!(desktop.told().body, about(1).body, "no markup, so nothing is escaped");
}

#[test]
fn a_service_that_is_not_there_is_told_and_one_that_comes_is_found() {
    let bus = PrivateBus::start();
    let (mut notifier, answers) = notifier(&bus);
    let error = notifier.notify(&about(1)).unwrap_err();
    assert!(matches!(error, NotifyError::NoService(_)) && error.to_string().contains("hint: "), "{error}");

    let desktop = Desktop::full(&bus);
    notifier.notify(&about(1)).unwrap();
    let old = desktop.told().id;
    desktop.end();
    assert!(notifier.notify(&about(2)).is_err());

    // The new one counts from 1 as the old one did, and its 1 is another program's.
    let desktop = Desktop::full(&bus);
    let nothing = HashMap::<&str, OwnedValue>::new();
    let other = ("Sitwell", 0_u32, "sitwell", "Of somebody else", "", Vec::<&str>::new(), nothing, -1);
    bus.connect().call_method(Some(SERVICE), PATH, Some(SERVICE), "Notify", &other).unwrap();
    assert_eq!(desktop.told().id, old);
    desktop.press(old, "snooze");
    notifier.notify(&about(1)).unwrap();
    let told = desktop.told();
    assert_eq!((told.id, told.replaces), (2, 0));
    desktop.press(told.id, "show-exercise");
    assert_eq!(answers.recv_timeout(WAIT).unwrap(), (1, Answer::Pressed(Button::ShowExercise)));
}

#[test]
fn without_a_session_it_says_so_and_with_the_end_of_the_session_nothing_hangs() {
    let nowhere = Notifier::start(Some("unix:path=/nonexistent/bus"), |_, _| {});
    assert!(matches!(nowhere, Err(NotifyError::NoSession(_))));

    let bus = PrivateBus::start();
    let (mut orphan, answers) = notifier(&bus);
    drop(bus);
    assert!(orphan.notify(&about(1)).is_err());
    orphan.withdraw(1);
    assert_eq!(answers.recv_timeout(WAIT), Err(RecvTimeoutError::Disconnected), "its thread has ended");
}

#[test]
fn the_wait_for_answers_ends_with_the_notifier() {
    let bus = PrivateBus::start();
    let (notifier, answers) = notifier(&bus);
    drop(notifier);
    assert_eq!(answers.recv_timeout(WAIT), Err(RecvTimeoutError::Disconnected));
}

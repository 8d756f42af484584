//! Tells the user what happens, by the tray, by notifications, and in the log of the session; on a thread of its own,
//! because a desktop may take its time.

use std::{
    sync::{Arc, Mutex, mpsc::Receiver},
    time::Duration,
};

use super::{hands::Hands, lock, log::Log, say, tray_state::tray_state};
use crate::{
    alerts::{Alert, AlertEvent, AlertKind, AlertLevel, SNOOZE_SECS},
    desktop::{
        notifications::{Answer, Button, Notification, Notifier, Urgency},
        screen_edge,
        tray::{Tray, TrayChoice},
    },
    engine::{Command, Event, Monitor, Record},
    text,
    time::WallTime,
};

/// Tells the user what happens.
pub(super) struct Announcer {
    hands: Hands,
    /// The icon, where it is wanted.
    tray: Arc<Mutex<Option<Tray>>>,
    notifier: Option<Notifier>,
    log: Option<Log>,
    /// The alerts that are shown.
    shown: Arc<Mutex<Vec<Shown>>>,
}

/// An alert that is shown as a notification.
#[derive(Clone, Copy, Debug)]
struct Shown {
    alert: u64,
    /// What it is about, if it is about the posture.
    episode: Option<u64>,
}

/// How long the screen's edge is coloured.
const EDGE: Duration = Duration::from_secs(6);

impl Announcer {
    pub(super) fn new(hands: Hands, tray: Arc<Mutex<Option<Tray>>>, log: Option<Log>) -> Self {
        Self { hands, tray, notifier: None, log, shown: Arc::default() }
    }

    /// Until the engine has stopped.
    pub(super) fn run(mut self, records: &Receiver<Record>) {
        self.show_in_tray();
        while let Ok(record) = records.recv() {
            if let Some(Err(message)) = self.log.as_mut().map(|log| log.add(&record)) {
                say(&format!("warning: {message}"));
            }
            self.show_in_tray();
            match &record.event {
                Event::Alerts(AlertEvent::Alert(alert)) => self.alert(alert),
                Event::Alerts(AlertEvent::EpisodeEnded { episode, .. }) => {
                    self.withdraw(|shown| shown.episode == Some(*episode));
                }
                // Whoever left needs no reminder of sitting, and whoever calibrated none to calibrate.
                Event::Alerts(AlertEvent::Left { .. }) | Event::Calibration { is_done: true, .. } => {
                    self.withdraw(|shown| shown.episode.is_none());
                }
                Event::Stopped => return,
                _ => {}
            }
        }
    }

    fn show_in_tray(&self) {
        let snapshot = self.hands.latest();
        let mut tray = lock(&self.tray);
        if !snapshot.settings.desktop.tray {
            *tray = None;
        } else if tray.is_none() {
            let hands = self.hands.clone();
            // A system without threads to spare goes without the icon.
            *tray = Tray::start(move |choice| chosen(&hands, choice)).ok();
        }
        if let Some(tray) = &mut *tray {
            tray.show(&tray_state(&snapshot, self.hands.monitor.now(), WallTime::now()));
        }
    }

    fn alert(&mut self, alert: &Alert) {
        let snapshot = self.hands.latest();
        let settings = &snapshot.settings.alerts;
        let is_insistent = alert.level == AlertLevel::Insistent;
        if is_insistent && settings.screen_edge {
            // Where the desktop has no such place, the notification is what there is.
            let _no_edge = screen_edge::show(None, EDGE);
        }
        if !settings.notifications || is_insistent && !settings.sound {
            return;
        }
        let notification = notification(alert, is_insistent && settings.sound);
        // The bus may have come since.
        if self.notifier.is_none() {
            let (hands, shown) = (self.hands.clone(), Arc::clone(&self.shown));
            let answered = move |alert, answer| answered(&hands, &shown, alert, answer);
            self.notifier = Notifier::start(None, answered).ok();
        }
        let Some(notifier) = &mut self.notifier else { return };
        match notifier.notify(&notification) {
            Ok(()) => {
                let episode = match alert.kind {
                    AlertKind::Posture { episode, .. } => Some(episode),
                    _ => None,
                };
                lock(&self.shown).push(Shown { alert: alert.id, episode });
            }
            // The window and the tray show it, too; a desktop without notifications is no news.
            Err(_) => self.notifier = None,
        }
    }

    /// Takes back the notifications that have become pointless.
    fn withdraw(&mut self, is_pointless: impl Fn(&Shown) -> bool) {
        let pointless: Vec<Shown> =
            lock(&self.shown).iter().filter(|shown| is_pointless(shown)).copied().collect();
        lock(&self.shown).retain(|shown| !is_pointless(shown));
        if let Some(notifier) = &mut self.notifier {
            for shown in &pointless {
                notifier.withdraw(shown.alert);
            }
        }
    }
}

fn notification(alert: &Alert, sound: bool) -> Notification {
    let [title, body] = text::alert_words(alert);
    let buttons = match alert.kind {
        AlertKind::Posture { .. } => vec![Button::ShowExercise, Button::Snooze, Button::WasWrong],
        AlertKind::Sitting { .. } | AlertKind::EyeBreak => vec![Button::Snooze],
        AlertKind::Recalibrate => vec![Button::Calibrate, Button::Snooze],
    };
    let is_transient = !matches!(alert.kind, AlertKind::Recalibrate);
    Notification { alert_id: alert.id, title, body, urgency: Urgency::Normal, buttons, sound, is_transient }
}

/// What the user answered to a notification.
fn answered(hands: &Hands, shown: &Mutex<Vec<Shown>>, alert: u64, answer: Answer) {
    match answer {
        // The window shows the exercise that fits the present finding.
        Answer::Opened | Answer::Pressed(Button::ShowExercise) => hands.show(),
        Answer::Pressed(Button::Snooze) => hands.send(Command::Snooze { secs: SNOOZE_SECS }),
        Answer::Pressed(Button::Calibrate) => {
            hands.show();
            hands.send(Command::Calibrate);
        }
        Answer::Pressed(Button::WasWrong) => {
            let episode =
                lock(shown).iter().find(|shown| shown.alert == alert).and_then(|shown| shown.episode);
            if let Some(episode) = episode {
                hands.send(Command::WasWrong { episode });
            }
        }
        Answer::Dismissed => {}
    }
}

/// What the user chose in the tray.
fn chosen(hands: &Hands, choice: TrayChoice) {
    match choice {
        TrayChoice::Open => hands.show(),
        TrayChoice::Pause => hands.send(Command::Pause { secs: None }),
        TrayChoice::PauseAnHour => hands.send(Command::Pause { secs: Some(3600.0) }),
        TrayChoice::Resume => hands.send(Command::Resume),
        TrayChoice::Snooze => hands.send(Command::Snooze { secs: SNOOZE_SECS }),
        TrayChoice::Calibrate => {
            hands.show();
            hands.send(Command::Calibrate);
        }
        TrayChoice::Quit => hands.quit(),
    }
}

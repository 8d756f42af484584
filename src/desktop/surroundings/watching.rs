//! The threads that listen, and the one place where what they hear becomes [`Surroundings`].

use std::{
    collections::HashMap,
    env,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use super::{bus, full_screen, services};
use crate::{engine::Surroundings, time::Clock};

/// How long after a connection was lost it is tried again; doubled every time.
const RETRY: Duration = Duration::from_secs(1);
/// The longest wait: a desktop without such a bus costs next to nothing.
const LONGEST_RETRY: Duration = Duration::from_mins(5);

/// Where the desktop is asked; `None` where it is not.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// The bus of logind and UPower, as in `DBUS_SYSTEM_BUS_ADDRESS`.
    pub system_bus: Option<String>,
    /// The bus of the user's desktop, as in `DBUS_SESSION_BUS_ADDRESS`.
    pub session_bus: Option<String>,
    /// The X server, as in `DISPLAY`.
    pub x_display: Option<String>,
}

impl Addresses {
    /// Those in the environment, or the usual ones. No X server on Wayland, where it knows of few windows.
    pub fn of_this_user() -> Self {
        let named = |name| env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            system_bus: zbus::Address::system().ok().map(|address| address.to_string()),
            session_bus: zbus::Address::session().ok().map(|address| address.to_string()),
            x_display: named("DISPLAY").filter(|_| named("WAYLAND_DISPLAY").is_none()),
        }
    }
}

/// Watches as long as it lives. Dropped, it stops; a call of `told` that is under way still ends.
#[must_use = "dropped, it stops"]
pub struct SurroundingsWatch {
    shared: Arc<Shared>,
}

impl Drop for SurroundingsWatch {
    fn drop(&mut self) {
        self.shared.stop();
    }
}

/// Watches this user's desktop; see [`watch_at`].
pub fn watch(told: impl Fn(Surroundings) + Send + Sync + 'static) -> SurroundingsWatch {
    watch_at(Addresses::of_this_user(), told)
}

/// Watches a desktop: `told` is called soon with what is known, and then on every change, never twice at a time. The
/// caller is not kept waiting.
///
/// Before the computer sleeps, logind waits until `told` has returned, but no longer than its own patience
/// (`InhibitDelayMaxSec`, 5 s): there `told` should return when the camera is closed.
pub fn watch_at(
    addresses: Addresses,
    told: impl Fn(Surroundings) + Send + Sync + 'static,
) -> SurroundingsWatch {
    let shared = Arc::new(Shared {
        told: Box::new(told),
        last: Mutex::default(),
        heard: Mutex::default(),
        stopped: Condvar::new(),
    });
    start("surroundings", &shared, Shared::tell);
    if let Some(address) = addresses.system_bus {
        start("system-bus", &shared, move |shared| {
            shared.again_and_again(|| bus::follow(&address, services::SYSTEM, shared));
        });
    }
    if let Some(address) = addresses.session_bus {
        start("session-bus", &shared, move |shared| {
            shared.again_and_again(|| bus::follow(&address, services::SESSION, shared));
        });
    }
    if let Some(display) = addresses.x_display {
        start("full-screen", &shared, move |shared| {
            shared.again_and_again(|| full_screen::follow(&display, shared));
        });
    }
    SurroundingsWatch { shared }
}

/// Runs `work` in a thread. Where none can be had, what it would find out is not known.
fn start(name: &str, shared: &Arc<Shared>, work: impl FnOnce(&Shared) + Send + 'static) {
    let shared = Arc::clone(shared);
    let _not_known = thread::Builder::new().name(name.into()).spawn(move || work(&shared));
}

/// The name of this thread.
fn own_name() -> String {
    thread::current().name().unwrap_or_default().to_owned()
}

/// What the threads share.
pub(super) struct Shared {
    told: Box<dyn Fn(Surroundings) + Send + Sync>,
    /// What was told last. Held while telling, so that the newest is told last.
    last: Mutex<Option<Surroundings>>,
    heard: Mutex<Heard>,
    stopped: Condvar,
}

#[derive(Default)]
struct Heard {
    /// What each of those who were heard says.
    said: HashMap<&'static str, Surroundings>,
    /// How the connections that are open are closed, so that nobody waits at them any more.
    closers: HashMap<String, Box<dyn FnOnce() + Send>>,
    is_stopped: bool,
}

impl Shared {
    /// From now on `who` says this, and whoever said it before him no longer counts.
    pub(super) fn hear(&self, who: &'static str, says: Surroundings) {
        self.heard().said.insert(who, says);
        self.tell();
    }

    /// Tells what is known, if it was not told already.
    fn tell(&self) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let heard = self.heard();
        let known = heard.said.values().fold(Surroundings::default(), |known, says| Surroundings {
            is_locked: known.is_locked || says.is_locked,
            is_asleep: known.is_asleep || says.is_asleep,
            is_switched_away: known.is_switched_away || says.is_switched_away,
            is_idle: known.is_idle || says.is_idle,
            is_on_battery: known.is_on_battery || says.is_on_battery,
            is_hushed: known.is_hushed || says.is_hushed,
        });
        let is_stopped = heard.is_stopped;
        drop(heard);
        if !is_stopped && *last != Some(known) {
            *last = Some(known);
            (self.told)(known);
        }
    }

    /// Says how the connection of this thread is closed from another. Nobody waits at a connection if it is too late.
    pub(super) fn closed_by(&self, close: impl FnOnce() + Send + 'static) {
        let mut heard = self.heard();
        if heard.is_stopped {
            drop(heard);
            close();
        } else {
            heard.closers.insert(own_name(), Box::new(close));
        }
    }

    /// Follows a connection until it ends, and then again after a while, until all is to stop.
    fn again_and_again(&self, follow: impl Fn()) {
        let mut wait = RETRY;
        loop {
            let clock = Clock::start();
            follow();
            drop(self.heard().closers.remove(&own_name()));
            // It was a good one: there will soon be another.
            if clock.now().secs() > LONGEST_RETRY.as_secs_f64() {
                wait = RETRY;
            }
            let (heard, _timeout) = self
                .stopped
                .wait_timeout_while(self.heard(), wait, |heard| !heard.is_stopped)
                .unwrap_or_else(PoisonError::into_inner);
            if heard.is_stopped {
                return;
            }
            wait = (wait * 2).min(LONGEST_RETRY);
        }
    }

    fn stop(&self) {
        let closers = {
            let mut heard = self.heard();
            heard.is_stopped = true;
            std::mem::take(&mut heard.closers)
        };
        self.stopped.notify_all();
        for close in closers.into_values() {
            close();
        }
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Made-up services: what the real ones say, as far as they are asked.

use std::{
    collections::HashMap,
    io::{self, PipeReader},
    os::fd::OwnedFd,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
};

use zbus::{
    blocking::{Connection, connection::Builder},
    fdo,
    zvariant::{self, Value},
};

use super::desk::Desk;

/// What a service says, changed by the test while the service runs.
#[derive(Clone, Default)]
pub(crate) struct Says(Arc<AtomicBool>);

impl Says {
    pub(crate) fn yes() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    pub(crate) fn now(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    pub(crate) fn set(&self, says: bool) {
        self.0.store(says, Ordering::SeqCst);
    }
}

/// Says that a property changed, without saying to what.
pub(crate) fn changed(connection: &Connection, path: &str, interface: &str, property: &str) {
    let body = (interface, HashMap::<&str, Value<'_>>::new(), vec![property]);
    connection
        .emit_signal(None::<&str>, path, "org.freedesktop.DBus.Properties", "PropertiesChanged", &body)
        .unwrap();
}

pub(crate) const LOGIND: &str = "org.freedesktop.login1";
pub(crate) const MANAGER: &str = "/org/freedesktop/login1";
pub(crate) const SESSION: &str = "/org/freedesktop/login1/session/auto";
/// What real signals of the session come from.
pub(crate) const SESSION_ITSELF: &str = "/org/freedesktop/login1/session/_32";

/// What, who, why, mode, user, process.
pub(crate) type Lock = (String, String, String, String, u32, u32);

pub(crate) struct Manager {
    locks: Arc<Mutex<Vec<Lock>>>,
    /// Where it is told which delay was taken, and how to see that it was given back.
    delays: SyncSender<([String; 4], PipeReader)>,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: String, who: String, why: String, mode: String) -> zvariant::OwnedFd {
        let (reader, writer) = io::pipe().unwrap();
        self.delays.send(([what, who, why, mode], reader)).unwrap();
        OwnedFd::from(writer).into()
    }

    fn list_inhibitors(&self) -> Vec<Lock> {
        self.locks.lock().unwrap().clone()
    }
}

pub(crate) struct Session {
    locked: Says,
    active: Says,
    idle: Says,
}

#[zbus::interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn locked_hint(&self) -> bool {
        self.locked.now()
    }

    #[zbus(property)]
    fn active(&self) -> bool {
        self.active.now()
    }

    #[zbus(property)]
    fn idle_hint(&self) -> bool {
        self.idle.now()
    }
}

pub(crate) struct Logind {
    pub(crate) connection: Connection,
    pub(crate) is_locked: Says,
    pub(crate) is_active: Says,
    pub(crate) is_idle: Says,
    pub(crate) locks: Arc<Mutex<Vec<Lock>>>,
    pub(crate) delays: Receiver<([String; 4], PipeReader)>,
}

impl Logind {
    pub(crate) fn start(desk: &Desk) -> Self {
        let (is_locked, is_active, is_idle) = (Says::default(), Says::yes(), Says::default());
        let locks = Arc::default();
        let (taken, delays) = sync_channel(100);
        let manager = Manager { locks: Arc::clone(&locks), delays: taken };
        let session = Session { locked: is_locked.clone(), active: is_active.clone(), idle: is_idle.clone() };
        let door = desk.door().serve_at(MANAGER, manager).unwrap().serve_at(SESSION, session).unwrap();
        let connection = door.name(LOGIND).unwrap().build().unwrap();
        Self { connection, is_locked, is_active, is_idle, locks, delays }
    }

    pub(crate) fn session_changed(&self, property: &str) {
        changed(&self.connection, SESSION_ITSELF, "org.freedesktop.login1.Session", property);
    }

    pub(crate) fn locks_changed(&self) {
        changed(&self.connection, MANAGER, "org.freedesktop.login1.Manager", "BlockInhibited");
    }

    pub(crate) fn announce_sleep(&self, begins: bool) {
        self.connection
            .emit_signal(None::<&str>, MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep", &begins)
            .unwrap();
    }
}

pub(crate) struct UPower(pub(crate) Says);

#[zbus::interface(name = "org.freedesktop.UPower")]
impl UPower {
    #[zbus(property)]
    fn on_battery(&self) -> bool {
        self.0.now()
    }
}

/// Declares a service with one method that says yes or no.
macro_rules! screen_saver {
    ($name:ident, $interface:literal) => {
        pub(crate) struct $name(pub(crate) Says);

        #[zbus::interface(name = $interface)]
        impl $name {
            fn get_active(&self) -> bool {
                self.0.now()
            }
        }
    };
}
screen_saver!(FreedesktopSaver, "org.freedesktop.ScreenSaver");
screen_saver!(GnomeSaver, "org.gnome.ScreenSaver");
screen_saver!(CinnamonSaver, "org.cinnamon.ScreenSaver");
screen_saver!(MateSaver, "org.mate.ScreenSaver");
screen_saver!(XfceSaver, "org.xfce.ScreenSaver");

pub(crate) struct GnomeSession(pub(crate) Says);

#[zbus::interface(name = "org.gnome.SessionManager")]
impl GnomeSession {
    /// Somebody blocks sleep (4) all the time.
    fn is_inhibited(&self, what: u32) -> bool {
        what & 4 != 0 || (what == 8 && self.0.now())
    }
}

pub(crate) struct PowerDevil(pub(crate) Says);

#[zbus::interface(name = "org.kde.Solid.PowerManagement.PolicyAgent")]
impl PowerDevil {
    /// Somebody blocks sleep (1) all the time.
    fn has_inhibition(&self, what: u32) -> bool {
        what & 1 != 0 || (what == 4 && self.0.now())
    }
}

pub(crate) struct PlasmaNotifications(pub(crate) Says);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl PlasmaNotifications {
    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.0.now()
    }
}

pub(crate) struct Dunst(pub(crate) Says);

#[zbus::interface(name = "org.dunstproject.cmd0")]
impl Dunst {
    #[zbus(property, name = "paused")]
    fn paused(&self) -> bool {
        self.0.now()
    }
}

pub(crate) struct Xfconf(pub(crate) Says);

#[zbus::interface(name = "org.xfce.Xfconf")]
impl Xfconf {
    fn get_property(&self, channel: &str, property: &str) -> fdo::Result<zvariant::OwnedValue> {
        match (channel, property) {
            ("xfce4-power-manager", "/xfce4-power-manager/presentation-mode") => Ok(self.0.now().into()),
            _ => Err(fdo::Error::InvalidArgs("no such property".into())),
        }
    }
}

/// How a made-up service takes its place at a bus.
pub(crate) type Join = fn(Builder<'static>, &'static str, Says) -> zbus::Result<Builder<'static>>;

/// Name, path, and who plays it.
pub(crate) const SCREEN_SAVERS: [(&str, &str, Join); 5] = [
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", |door, path, says| {
        door.serve_at(path, FreedesktopSaver(says))
    }),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", |door, path, says| {
        door.serve_at(path, GnomeSaver(says))
    }),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", |door, path, says| {
        door.serve_at(path, CinnamonSaver(says))
    }),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver", |door, path, says| {
        door.serve_at(path, MateSaver(says))
    }),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", |door, path, says| {
        door.serve_at(path, XfceSaver(says))
    }),
];

/// Name, path, the interface of its signals, and who plays it.
pub(crate) const HUSHING: [(&str, &str, &str, Join); 5] = [
    (
        "org.gnome.SessionManager",
        "/org/gnome/SessionManager",
        "org.gnome.SessionManager",
        |door, path, says| door.serve_at(path, GnomeSession(says)),
    ),
    (
        "org.kde.Solid.PowerManagement.PolicyAgent",
        "/org/kde/Solid/PowerManagement/PolicyAgent",
        "org.kde.Solid.PowerManagement.PolicyAgent",
        |door, path, says| door.serve_at(path, PowerDevil(says)),
    ),
    (
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
        "org.freedesktop.DBus.Properties",
        |door, path, says| door.serve_at(path, PlasmaNotifications(says)),
    ),
    (
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
        "org.freedesktop.DBus.Properties",
        |door, path, says| door.serve_at(path, Dunst(says)),
    ),
    ("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf", |door, path, says| {
        door.serve_at(path, Xfconf(says))
    }),
];

/// Answers with a word where yes or no is asked for.
pub(crate) struct WrongType(pub(crate) String);

#[zbus::interface(name = "org.gnome.ScreenSaver")]
impl WrongType {
    fn get_active(&self) -> String {
        self.0.clone()
    }
}

/// Answers with an error.
pub(crate) struct Failing(pub(crate) String);

#[zbus::interface(name = "org.mate.ScreenSaver")]
impl Failing {
    fn get_active(&self) -> fdo::Result<bool> {
        Err(fdo::Error::Failed(self.0.clone()))
    }
}

/// Has a number where yes or no is asked for.
pub(crate) struct WrongProperty(pub(crate) u32);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl WrongProperty {
    #[zbus(property)]
    fn inhibited(&self) -> u32 {
        self.0
    }
}

/// Never answers.
pub(crate) struct Hanging;

#[zbus::interface(name = "org.gnome.ScreenSaver")]
impl Hanging {
    async fn get_active(&self) -> bool {
        std::future::pending().await
    }
}

//! Who is asked at the buses, and what.
//!
//! Sitwell's own doings never count: it takes no lock but one that delays sleep, and nobody is asked about those.

use zbus::{
    Message,
    blocking::Connection,
    names::OwnedUniqueName,
    zvariant::{DynamicDeserialize, DynamicType, OwnedFd, OwnedValue},
};

use crate::engine::Surroundings;

/// A service at a bus.
pub(super) struct Service {
    /// Its well-known name.
    pub(super) name: &'static str,
    /// The object that is asked. Any signal of it is a reason to ask again.
    pub(super) path: &'static str,
    /// Whether signals of the objects below it are, too. Those below UPower's are batteries, which talk every minute.
    pub(super) hears_below: bool,
    /// Whether it is started if it is not there. Starting another desktop's screen saver would be no kindness.
    pub(super) is_started: bool,
    /// What it says now.
    pub(super) ask: fn(&Object) -> Surroundings,
}

/// The manager of sessions and sleep.
pub(super) const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_MANAGER: &str = "org.freedesktop.login1.Manager";
const LOGIND_SESSION: &str = "org.freedesktop.login1.Session";
/// The session that the asker was started in, or else the one that its user sees (systemd and elogind 243).
const LOGIND_OWN_SESSION: &str = "/org/freedesktop/login1/session/auto";

/// Those at the system bus.
pub(super) const SYSTEM: &[Service] = &[
    Service {
        name: LOGIND,
        path: "/org/freedesktop/login1",
        hears_below: true,
        is_started: false,
        ask: logind,
    },
    // Made to be started by whoever asks; small desktops leave it to them.
    Service {
        name: "org.freedesktop.UPower",
        path: "/org/freedesktop/UPower",
        hears_below: false,
        is_started: true,
        ask: |upower| Surroundings {
            is_on_battery: upower.property(upower.service, "OnBattery"),
            ..Surroundings::default()
        },
    },
];

/// Those at the session bus.
pub(super) const SESSION: &[Service] = &[
    // KDE, and whoever else keeps to freedesktop.org's draft.
    screen_saver("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    screen_saver("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    screen_saver("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    screen_saver("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    screen_saver("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
    // GNOME's; Cinnamon and MATE have the same.
    Service {
        name: "org.gnome.SessionManager",
        path: "/org/gnome/SessionManager",
        hears_below: false,
        is_started: false,
        ask: |manager| hushed(manager.call(manager.service, "IsInhibited", &GNOME_IDLE) == Some(true)),
    },
    Service {
        name: "org.kde.Solid.PowerManagement.PolicyAgent",
        path: "/org/kde/Solid/PowerManagement/PolicyAgent",
        hears_below: false,
        is_started: false,
        ask: |agent| hushed(agent.call(agent.service, "HasInhibition", &KDE_SCREEN) == Some(true)),
    },
    // Plasma's, or dunst.
    Service {
        name: "org.freedesktop.Notifications",
        path: "/org/freedesktop/Notifications",
        hears_below: false,
        is_started: false,
        ask: |notifications| {
            let is_inhibited = notifications.property(notifications.service, "Inhibited");
            hushed(is_inhibited || notifications.property("org.dunstproject.cmd0", "paused"))
        },
    },
    Service {
        name: "org.xfce.Xfconf",
        path: "/org/xfce/Xfconf",
        hears_below: false,
        is_started: false,
        ask: |settings| {
            let is_set = |setting: (&str, &str)| {
                let value: Option<OwnedValue> = settings.call(settings.service, "GetProperty", &setting);
                value.is_some_and(|value| value.try_into() == Ok(true))
            };
            hushed(XFCE_QUIET.into_iter().any(is_set))
        },
    },
];

/// `GSM_INHIBITOR_FLAG_IDLE`: the session is not to become idle.
const GNOME_IDLE: u32 = 8;
/// `PolicyAgent::ChangeScreenSettings`: the screen is neither dimmed nor switched off.
const KDE_SCREEN: u32 = 4;
/// The channels and properties of Xfce's settings that say: be quiet.
const XFCE_QUIET: [(&str, &str); 2] =
    [("xfce4-notifyd", "/do-not-disturb"), ("xfce4-power-manager", "/xfce4-power-manager/presentation-mode")];

const fn screen_saver(name: &'static str, path: &'static str) -> Service {
    Service {
        name,
        path,
        hears_below: false,
        is_started: false,
        ask: |saver| Surroundings {
            is_locked: saver.call(saver.service, "GetActive", &()) == Some(true),
            ..Surroundings::default()
        },
    }
}

fn hushed(is_hushed: bool) -> Surroundings {
    Surroundings { is_hushed, ..Surroundings::default() }
}

fn logind(logind: &Object) -> Surroundings {
    let session = Object { path: LOGIND_OWN_SESSION, ..*logind };
    Surroundings {
        is_locked: session.property(LOGIND_SESSION, "LockedHint"),
        is_switched_away: session.try_property(LOGIND_SESSION, "Active") == Some(false),
        is_idle: session.property(LOGIND_SESSION, "IdleHint"),
        is_hushed: user_blocks_idleness(logind),
        ..Surroundings::default()
    }
}

/// Whether a program of this user keeps the session from being idle. Another user's film is not ours.
fn user_blocks_idleness(logind: &Object) -> bool {
    /// What, who, why, mode, user, process.
    type Lock = (String, String, String, String, u32, u32);
    let locks: Vec<Lock> = logind.call(LOGIND_MANAGER, "ListInhibitors", &()).unwrap_or_default();
    let user = rustix::process::getuid().as_raw();
    locks.iter().any(|(what, _, _, mode, of, _)| {
        what.split(':').any(|what| what == "idle") && mode.starts_with("block") && *of == user
    })
}

/// What logind announces with a signal: that the computer is about to sleep, or that it woke up. Its property
/// `PreparingForSleep` is not asked, because it is only true while somebody delays sleep.
pub(super) fn announced_sleep(signal: &Message) -> Option<bool> {
    let header = signal.header();
    let is_announcement = header.interface().is_some_and(|interface| interface == LOGIND_MANAGER)
        && header.member().is_some_and(|member| member == "PrepareForSleep");
    is_announcement.then(|| signal.body().deserialize().ok()).flatten()
}

/// Asks logind to wait before the computer sleeps, until the answer is dropped. `None`: it does not want to.
pub(super) fn delay_sleep(logind: &Object) -> Option<OwnedFd> {
    logind.call(LOGIND_MANAGER, "Inhibit", &("sleep", "Sitwell", "The camera is closed before", "delay"))
}

/// An object of a service that is there.
#[derive(Clone, Copy)]
pub(super) struct Object<'a> {
    pub(super) connection: &'a Connection,
    /// The name of the service; that of its main interface as well.
    pub(super) service: &'static str,
    /// Who has that name now. A call to him starts nobody else.
    pub(super) owner: &'a OwnedUniqueName,
    pub(super) path: &'static str,
}

impl Object<'_> {
    /// Whether a property is there and true.
    fn property(&self, interface: &str, name: &str) -> bool {
        self.try_property(interface, name) == Some(true)
    }

    fn try_property(&self, interface: &str, name: &str) -> Option<bool> {
        let value: OwnedValue = self.call("org.freedesktop.DBus.Properties", "Get", &(interface, name))?;
        value.try_into().ok()
    }

    /// What a method returns; `None` for an error, for another type and for nothing at all.
    fn call<Answer>(
        &self,
        interface: &str,
        method: &str,
        arguments: &(impl serde::Serialize + DynamicType),
    ) -> Option<Answer>
    where
        Answer: for<'d> DynamicDeserialize<'d>,
    {
        let reply =
            self.connection.call_method(Some(self.owner), self.path, Some(interface), method, arguments);
        reply.ok()?.body().deserialize().ok()
    }
}

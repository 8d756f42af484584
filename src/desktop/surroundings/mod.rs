//! What the desktop tells that concerns the camera and the alerts: locked, asleep, switched away, idle, on battery,
//! hushed.
//!
//! ```text
//! system bus  -> logind, UPower                             -+
//! session bus -> screen savers, session and power managers,  +-> who says yes -> Surroundings -> told
//!                notification services                       |
//! X server    -> whether the active window fills the screen -+
//! ```
//!
//! One rule for every service (`services.rs`): whenever it says anything, it is asked again. A service that is missing,
//! goes away, fails or answers nonsense says no. Nothing here polls: a thread for each connection waits for messages,
//! and a connection that is lost is tried again at growing intervals.
//!
//! # Which desktop gives what
//!
//! | | locked | asleep, switched away | on battery | hushed |
//! |---|---|---|---|---|
//! | GNOME | `org.gnome.ScreenSaver`, logind | logind | UPower | who keeps the session from being idle: films, presentations, most video calls. "Do not disturb" is no D-Bus property; GNOME itself holds notifications back |
//! | KDE Plasma | `org.freedesktop.ScreenSaver`, logind | logind | UPower | `Inhibited` of its notifications ("do not disturb", mirrored screens); who keeps the screen on |
//! | Xfce | `org.xfce.ScreenSaver`, logind | logind | UPower | "do not disturb", presentation mode, full screen |
//! | Cinnamon, MATE | their screen savers, logind | logind | UPower | who keeps the session from being idle, full screen |
//! | sway and its like | what sets logind's `LockedHint`; swaylock does not | logind | UPower | dunst's pause, idle locks of logind |
//! | any on X11 | | | | the active window fills the screen |
//! | macOS, Windows | - | - | - | - |
//!
//! That somebody is back at keyboard and mouse is told by logind's `IdleHint` where the desktop sets it: gnome-session
//! and its relatives do, swayidle can. It takes their minutes of idleness first; `org.gnome.Mutter.IdleMonitor` and the
//! X server's `IDLETIME` would be quicker, each on one kind of desktop alone.
//!
//! Looked at and left out, because it would be wrong or cannot be had:
//! - logind's signal `Lock` is a request. Who grants it sets `LockedHint` or runs a screen saver; who does not
//!   (swaylock, i3lock) sends no `Unlock` either, and the camera would stay closed for ever.
//! - `org.freedesktop.PowerManagement.Inhibit` and locks against sleep: downloads and music take them.
//! - Full screen on Wayland: no client may know of another's windows. The X server is not asked there, because
//!   Xwayland would be started to answer, and knows of few windows.
//! - The portals: `Inhibit.CreateMonitor` tells of the same screen savers; `ScreenCast` and `Camera` tell nobody of
//!   another's casts and cameras; `GameMode` knows of games alone.
//! - A call by voice alone takes nothing that D-Bus tells of; a video call shows by the camera being busy.
//!
//! Sources: org.freedesktop.login1(5); UPower's reference; the Idle Inhibition Service Draft of freedesktop.org;
//! gnome-session's `org.gnome.SessionManager.xml`; powerdevil's `org.kde.Solid.PowerManagement.PolicyAgent.xml`;
//! plasma-workspace's `org.freedesktop.Notifications.xml`; dunst's `dbus.c`; xfce4-notifyd's FAQ; the Extended Window
//! Manager Hints 1.5.
//!
//! macOS (`NSWorkspace`'s and the session's notifications, `IOPSNotificationCreateRunLoopSource`) and Windows
//! (`WTSRegisterSessionNotification`, `WM_POWERBROADCAST`, `SHQueryUserNotificationState`) have such calls; Sitwell does
//! not make them yet. Nothing is known there.

#[cfg(target_os = "linux")]
mod bus;
#[cfg(target_os = "linux")]
mod full_screen;
#[cfg(not(target_os = "linux"))]
mod nothing_known;
#[cfg(target_os = "linux")]
mod services;
#[cfg(target_os = "linux")]
mod watching;

#[cfg(not(target_os = "linux"))]
pub use nothing_known::{SurroundingsWatch, watch};
#[cfg(target_os = "linux")]
pub use watching::{Addresses, SurroundingsWatch, watch, watch_at};

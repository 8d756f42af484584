//! What the desktop tells, from made-up services at a private bus, and from a made-up window manager.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]

mod desk;
mod full_screen;
mod services;

use std::{
    io::PipeReader,
    sync::{
        Mutex,
        mpsc::{RecvTimeoutError, sync_channel},
    },
};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use sitwell::{
    desktop::surroundings::{Addresses, watch_at},
    engine::Surroundings,
};

use desk::{Desk, LONG, Watching};
use services::*;

const NOTHING: Surroundings = Surroundings {
    is_locked: false,
    is_asleep: false,
    is_switched_away: false,
    is_idle: false,
    is_on_battery: false,
    is_hushed: false,
};
const LOCKED: Surroundings = Surroundings { is_locked: true, ..NOTHING };
const SWITCHED_AWAY: Surroundings = Surroundings { is_switched_away: true, ..NOTHING };
const IDLE: Surroundings = Surroundings { is_idle: true, ..NOTHING };
const ON_BATTERY: Surroundings = Surroundings { is_on_battery: true, ..NOTHING };
const HUSHED: Surroundings = Surroundings { is_hushed: true, ..NOTHING };

#[test]
fn a_session_is_locked_switched_away_idle_and_back() {
    let desk = Desk::new();
    let logind = Logind::start(&desk);
    let watching = desk.watch_system_bus();
    watching.until(NOTHING);
    logind.is_locked.set(true);
    logind.session_changed("LockedHint");
    watching.until(LOCKED);
    logind.is_locked.set(false);
    logind.session_changed("LockedHint");
    watching.until(NOTHING);
    logind.is_active.set(false);
    logind.session_changed("Active");
    watching.until(SWITCHED_AWAY);
    logind.is_active.set(true);
    logind.session_changed("Active");
    watching.until(NOTHING);
    logind.is_idle.set(true);
    logind.session_changed("IdleHint");
    watching.until(IDLE);
    logind.is_idle.set(false);
    logind.session_changed("IdleHint");
    watching.until(NOTHING);
}

#[test]
fn what_is_so_at_the_start_is_told_at_the_start() {
    let desk = Desk::new();
    let logind = Logind::start(&desk);
    logind.is_locked.set(true);
    desk.watch_system_bus().until(LOCKED);
}

#[test]
fn every_screen_saver_is_heard() {
    let desk = Desk::new();
    let watching = desk.watch_session_bus();
    for (name, path, join) in SCREEN_SAVERS {
        let runs = Says::default();
        let saver = join(desk.door(), path, runs.clone()).unwrap().name(name).unwrap().build().unwrap();
        for (now, expected) in [(true, LOCKED), (false, NOTHING)] {
            runs.set(now);
            saver.emit_signal(None::<&str>, path, name, "ActiveChanged", &now).unwrap();
            watching.until(expected);
        }
    }
}

#[test]
fn mains_and_battery() {
    let desk = Desk::new();
    let (is_on_battery, path) = (Says::yes(), "/org/freedesktop/UPower");
    let door = desk.door().serve_at(path, UPower(is_on_battery.clone())).unwrap();
    let watching = desk.watch_system_bus();
    watching.until(NOTHING);
    // It appears later.
    let upower = door.name("org.freedesktop.UPower").unwrap().build().unwrap();
    watching.until(ON_BATTERY);
    is_on_battery.set(false);
    changed(&upower, path, "org.freedesktop.UPower", "OnBattery");
    watching.until(NOTHING);
    is_on_battery.set(true);
    changed(&upower, path, "org.freedesktop.UPower", "OnBattery");
    watching.until(ON_BATTERY);
    // It goes, and what it said goes with it.
    drop(upower);
    watching.until(NOTHING);
}

#[test]
fn sleep_waits_until_all_is_told_and_no_longer() {
    let desk = Desk::new();
    let logind = Logind::start(&desk);
    let (tell, told) = sync_channel(100);
    let (close_camera, camera_closed) = sync_channel(0);
    let camera_closed = Mutex::new(camera_closed);
    let _watch = watch_at(desk.system_bus(), move |surroundings: Surroundings| {
        tell.send(surroundings).unwrap();
        if surroundings.is_asleep {
            camera_closed.lock().unwrap().recv().unwrap();
        }
    });
    for _nap in 0..2 {
        let (asked, delay) = logind.delays.recv_timeout(LONG).expect("sleep is delayed");
        assert_eq!((asked[0].as_str(), asked[1].as_str(), asked[3].as_str()), ("sleep", "Sitwell", "delay"));
        logind.announce_sleep(true);
        while !told.recv_timeout(LONG).expect("sleep is told").is_asleep {}
        assert!(
            !is_given_back(&delay, Timespec::default()),
            "the computer sleeps before the camera is closed"
        );
        close_camera.send(()).unwrap();
        assert!(is_given_back(&delay, Timespec::try_from(LONG).unwrap()), "the computer is kept awake");
        logind.announce_sleep(false);
        assert_eq!(told.recv_timeout(LONG), Ok(NOTHING));
    }
}

/// Whether the other end of the pipe is closed, or will be soon.
fn is_given_back(delay: &PipeReader, wait: Timespec) -> bool {
    let mut ends = [PollFd::new(delay, PollFlags::empty())];
    poll(&mut ends, Some(&wait)).unwrap() == 1 && ends[0].revents().contains(PollFlags::HUP)
}

#[test]
fn films_presentations_and_do_not_disturb() {
    let desk = Desk::new();
    let watching = desk.watch_session_bus();
    for (name, path, interface, join) in HUSHING {
        let hushes = Says::default();
        let service = join(desk.door(), path, hushes.clone()).unwrap().name(name).unwrap().build().unwrap();
        for (now, expected) in [(true, HUSHED), (false, NOTHING)] {
            hushes.set(now);
            // What the signal is called and says does not matter.
            service.emit_signal(None::<&str>, path, interface, "SomethingChanged", &()).unwrap();
            watching.until(expected);
        }
    }
}

#[test]
fn only_locks_of_this_user_against_idleness_hush() {
    let desk = Desk::new();
    let logind = Logind::start(&desk);
    let watching = desk.watch_system_bus();
    watching.until(NOTHING);
    let user = rustix::process::getuid().as_raw();
    let lock = |what: &str, mode: &str, user| -> Lock {
        (what.into(), "player".into(), "a film".into(), mode.into(), user, 1)
    };
    let others = vec![
        lock("sleep:shutdown", "block", user),
        lock("idle", "delay", user),
        lock("sleep:idle", "block", user + 1),
        // As Sitwell's own.
        lock("sleep", "delay", user),
    ];
    logind.locks.lock().unwrap().clone_from(&others);
    logind.is_locked.set(true);
    logind.locks_changed();
    // Told together: locked, and not hushed.
    watching.until(LOCKED);
    logind.is_locked.set(false);
    logind.locks.lock().unwrap().push(lock("sleep:idle", "block", user));
    logind.locks_changed();
    watching.until(HUSHED);
    *logind.locks.lock().unwrap() = others;
    logind.locks_changed();
    watching.until(NOTHING);
}

#[test]
fn nonsense_and_errors_are_not_known() {
    let desk = Desk::new();
    let broken = [
        ("org.gnome.ScreenSaver", desk.door().serve_at("/org/gnome/ScreenSaver", WrongType("true".into()))),
        (
            "org.mate.ScreenSaver",
            desk.door().serve_at("/org/mate/ScreenSaver", Failing("out of order".into())),
        ),
        (
            "org.freedesktop.Notifications",
            desk.door().serve_at("/org/freedesktop/Notifications", WrongProperty(1)),
        ),
        // It has a name, and nothing behind it.
        ("org.cinnamon.ScreenSaver", Ok(desk.door())),
    ];
    let _broken = broken.map(|(name, door)| door.unwrap().name(name).unwrap().build().unwrap());
    let runs = Says::yes();
    let saver = desk.door().serve_at("/org/xfce/ScreenSaver", XfceSaver(runs.clone())).unwrap();
    let saver = saver.name("org.xfce.ScreenSaver").unwrap().build().unwrap();
    let watching = desk.watch_session_bus();
    let before = watching.until(LOCKED);
    assert!(before.iter().all(|told| *told == NOTHING), "{before:?}");
    runs.set(false);
    saver
        .emit_signal(None::<&str>, "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver", "ActiveChanged", &"?")
        .unwrap();
    watching.until(NOTHING);
}

#[test]
fn a_service_that_hangs_does_not_keep_the_others_from_being_heard() {
    let desk = Desk::new();
    let hanging = desk.door().serve_at("/org/gnome/ScreenSaver", Hanging).unwrap();
    let _hanging = hanging.name("org.gnome.ScreenSaver").unwrap().build().unwrap();
    let saver = desk.door().serve_at("/org/xfce/ScreenSaver", XfceSaver(Says::yes())).unwrap();
    let _saver = saver.name("org.xfce.ScreenSaver").unwrap().build().unwrap();
    desk.watch_session_bus().until(LOCKED);
}

#[test]
fn without_any_bus_nothing_is_known() {
    let desk = Desk::without_bus();
    assert!(Watching::at(Addresses::default()).until(NOTHING).is_empty());
    assert!(desk.watch_system_bus().until(NOTHING).is_empty());
    let nonsense = Addresses {
        system_bus: Some("no address".into()),
        session_bus: Some(String::new()),
        x_display: Some("no display".into()),
    };
    assert!(Watching::at(nonsense).until(NOTHING).is_empty());
}

#[test]
fn a_bus_that_comes_goes_and_comes_again() {
    let mut desk = Desk::without_bus();
    let watching = desk.watch_system_bus();
    watching.until(NOTHING);
    for _start in 0..2 {
        desk.start_bus();
        let logind = Logind::start(&desk);
        logind.is_locked.set(true);
        logind.session_changed("LockedHint");
        watching.until(LOCKED);
        desk.stop_bus();
        watching.until(NOTHING);
    }
}

#[test]
fn dropped_it_stops() {
    let desk = Desk::new();
    let waiting_for_the_bus = Desk::without_bus();
    for desk in [&desk, &waiting_for_the_bus] {
        let watching = desk.watch_system_bus();
        watching.until(NOTHING);
        let told = watching.stop();
        assert_eq!(told.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected), "its threads have ended");
    }
}

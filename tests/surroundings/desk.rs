//! A bus of our own, and somebody who watches it.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, sync_channel},
    time::Duration,
};

use sitwell::{
    desktop::surroundings::{Addresses, SurroundingsWatch, watch_at},
    engine::Surroundings,
};
use tempfile::TempDir;
use zbus::blocking::connection::Builder;

/// Longer than anything here takes on a busy machine.
pub(crate) const LONG: Duration = Duration::from_secs(30);

struct PrivateBus {
    daemon: Child,
}

impl PrivateBus {
    /// A bus that listens in this folder and knows of no service but those that the test plays.
    fn start(folder: &Path) -> Self {
        let config = folder.join("bus.conf");
        let socket = socket(folder);
        // Left behind by a daemon that was killed.
        let _not_there = fs::remove_file(&socket);
        fs::write(
            &config,
            format!(
                r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                     "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                   <busconfig>
                     <listen>unix:path={}</listen>
                     <auth>EXTERNAL</auth>
                     <policy context="default">
                       <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
                     </policy>
                   </busconfig>"#,
                socket.display()
            ),
        )
        .unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--nopidfile", "--print-address"])
            .arg(format!("--config-file={}", config.display()))
            .stdout(Stdio::piped())
            // As root it warns of its limits.
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("dbus-daemon: {error}\nhint: scripts/setup test installs it"));
        // Once it has said where it listens, it does.
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        assert!(!address.is_empty(), "dbus-daemon did not start");
        Self { daemon }
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        let _gone = self.daemon.kill();
        let _gone = self.daemon.wait();
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("bus")
}

/// A place for a bus, and the bus if it is on.
pub(crate) struct Desk {
    bus: Option<PrivateBus>,
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let mut desk = Self::without_bus();
        desk.start_bus();
        desk
    }

    pub(crate) fn without_bus() -> Self {
        Self { bus: None, folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn start_bus(&mut self) {
        self.bus = Some(PrivateBus::start(self.folder.path()));
    }

    pub(crate) fn stop_bus(&mut self) {
        self.bus = None;
    }

    fn address(&self) -> String {
        format!("unix:path={}", socket(self.folder.path()).display())
    }

    /// The way into the bus for a service.
    pub(crate) fn door(&self) -> Builder<'static> {
        Builder::address(zbus::Address::try_from(self.address().as_str()).unwrap()).unwrap()
    }

    /// Where its system bus is, and nothing else.
    pub(crate) fn system_bus(&self) -> Addresses {
        Addresses { system_bus: Some(self.address()), ..Addresses::default() }
    }

    pub(crate) fn watch_system_bus(&self) -> Watching {
        Watching::at(self.system_bus())
    }

    pub(crate) fn watch_session_bus(&self) -> Watching {
        Watching::at(Addresses { session_bus: Some(self.address()), ..Addresses::default() })
    }
}

/// What is told, in its order.
pub(crate) struct Watching {
    told: Receiver<Surroundings>,
    watch: SurroundingsWatch,
}

impl Watching {
    pub(crate) fn at(addresses: Addresses) -> Self {
        let (tell, told) = sync_channel(100);
        let watch = watch_at(addresses, move |surroundings| {
            // Nobody listens any more to a test that is over.
            let _over = tell.send(surroundings);
        });
        Self { told, watch }
    }

    /// Waits until just this is told, and returns what was told on the way.
    pub(crate) fn until(&self, expected: Surroundings) -> Vec<Surroundings> {
        let mut on_the_way = Vec::new();
        loop {
            match self.told.recv_timeout(LONG) {
                Ok(told) if told == expected => return on_the_way,
                Ok(told) => on_the_way.push(told),
                Err(error) => panic!("{error}: not told {expected:?}, only {on_the_way:?}"),
            }
        }
    }

    /// Stops, and returns what told: it says when the last thread has let go of it.
    pub(crate) fn stop(self) -> Receiver<Surroundings> {
        drop(self.watch);
        self.told
    }
}

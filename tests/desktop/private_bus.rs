//! A message bus of the test's own, on which nothing is started by itself.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use zbus::blocking::{Connection, connection::Builder};

const CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// A bus that ends with this.
pub(crate) struct PrivateBus {
    pub(crate) address: String,
    daemon: Child,
    _folder: tempfile::TempDir,
}

impl PrivateBus {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("bus").display().to_string();
        let configuration = folder.path().join("bus.conf");
        fs::write(&configuration, CONFIGURATION.replace("SOCKET", &socket)).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--nosyslog", "--print-address", "--config-file"])
            .arg(&configuration)
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed (make setup)");
        // It tells its address when it listens.
        let mut address = String::new();
        BufReader::new(daemon.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        Self { address: address.trim().to_owned(), daemon, _folder: folder }
    }

    pub(crate) fn builder(&self) -> Builder<'static> {
        Builder::address(self.address.as_str()).unwrap()
    }

    pub(crate) fn connect(&self) -> Connection {
        self.builder().build().unwrap()
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        self.daemon.kill().unwrap();
        self.daemon.wait().unwrap();
    }
}

//! A whole session by the real program, seen by the kernel, and what one can do with it on the command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// The program, in a home of its own.
fn sitwell(home: &Path, args: &[&str]) -> Command {
    at_home(Command::new(assert_cmd::cargo::cargo_bin!("sitwell")), home, args)
}

fn at_home(mut command: Command, home: &Path, args: &[&str]) -> Command {
    command.args(args).env("HOME", home).env("XDG_RUNTIME_DIR", home).env("TZ", "UTC");
    for variable in
        ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"]
    {
        command.env_remove(variable);
    }
    command
}

fn run(home: &Path, args: &[&str]) -> Output {
    let output = sitwell(home, args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn printed(home: &Path, args: &[&str]) -> String {
    String::from_utf8(run(home, args).stdout).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found
}

/// What the kernel is asked for that could reach a network or a disk.
const CALLS: &str =
    "trace=socket,connect,bind,sendto,open,openat,creat,rename,renameat,renameat2,memfd_create";

/// The program with these arguments, run by others or alone, and every call of its threads written to a file.
fn traced(before: &[&str], to: &Path, args: &[&str], home: &Path) -> Command {
    let strace = ["strace", "-f", "-y", "-qq", "--seccomp-bpf", "-e", CALLS, "-o"];
    let mut words = before.iter().chain(&strace);
    let mut command = Command::new(words.next().unwrap());
    command.args(words).arg(to).arg(assert_cmd::cargo::cargo_bin!("sitwell"));
    at_home(command, home, args)
}

/// A missing program fails the test with what to do.
fn needed<T>(started: std::io::Result<T>) -> T {
    started
        .unwrap_or_else(|error| panic!("{error}: Xvfb, xdotool, dbus-daemon or strace; `scripts/setup test`"))
}

/// No socket but local ones, and nothing written but in the user's home and to devices.
fn assert_stays_here(calls: &str, home: &Path) {
    assert!(calls.contains("openat("), "nothing was traced: {calls}");
    for call in calls.lines() {
        let is_local = ["AF_UNIX", "AF_NETLINK"].iter().any(|family| call.contains(family));
        assert!(!call.contains("socket(") || is_local, "a socket to a network: {call}");
        assert!(!call.contains("AF_INET"), "an address of a network: {call}");
        let is_allowed =
            |place: &str| place.starts_with(home.to_str().unwrap()) || place.starts_with("/dev/");
        assert!(written(call).is_none_or(is_allowed), "written outside: {call}");
    }
}

/// Half a minute of the demo, watched in real time as a camera would be, into the user's own store; what the kernel was
/// asked for.
fn watch_the_demo(home: &Path, store: &str) -> String {
    let calls = home.join("traced");
    let args = ["watch", "assets/demo@5", "--live", "--record", store];
    let output = needed(traced(&[], &calls, &args, home).output());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.contains(r#""type":"posture""#) && !lines.contains("sampled"), "{lines}");
    let told = fs::read_to_string(&calls).unwrap();
    fs::remove_file(&calls).unwrap();
    told
}

/// The place that a call opens to write, and not to read.
fn written(call: &str) -> Option<&str> {
    let is_write = ["O_WRONLY", "O_RDWR", "O_CREAT", "creat("].iter().any(|word| call.contains(word));
    (is_write && !call.contains(" = -1 ")).then(|| call.split('"').nth(1)).flatten()
}

#[test]
fn a_session_reaches_no_network_writes_no_picture_and_is_the_users_to_keep_and_delete() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let store = home.join(".local/share/sitwell/sessions.sqlite");
    let calls = watch_the_demo(home, store.to_str().unwrap());
    assert_stays_here(&calls, home);
    for file in files(home) {
        let bytes = fs::read(&file).unwrap();
        let is_picture = image::guess_format(&bytes).is_ok();
        assert!(!is_picture && file.to_string_lossy().contains("sessions.sqlite"), "{}", file.display());
    }

    let list = printed(home, &["sessions", "list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let session = &list[0];
    assert_eq!((list.as_array().unwrap().len(), session["is_ended"].as_bool()), (1, Some(true)));
    let watched = session["watched_secs"].as_f64().unwrap();
    assert!(watched > 5.0 && session["known_secs"].as_f64().unwrap() > 0.5 * watched, "{session}");
    let shown = printed(home, &["sessions", "show", "last"]);
    assert!(shown.contains("MoveNet") && shown.contains("samples"), "{shown}");

    let backup = home.join("backup.sqlite");
    run(home, &["sessions", "export", backup.to_str().unwrap()]);
    run(home, &["sessions", "import", backup.to_str().unwrap()]);
    assert_eq!(printed(home, &["sessions", "list", "--json"]).matches("\"id\"").count(), 1);
    run(home, &["sessions", "delete", "last"]);
    assert_eq!(printed(home, &["sessions", "list", "--json"]).trim(), "[]");
    run(home, &["sessions", "import", backup.to_str().unwrap()]);
    run(home, &["sessions", "import", backup.to_str().unwrap()]);
    let again = printed(home, &["sessions", "show", "last"]);
    let without_number = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
    assert_eq!(without_number(&again), without_number(&shown));
    let alone = home.join("alone.sqlite");
    run(home, &["sessions", "export", "--session", "last", alone.to_str().unwrap()]);
    run(home, &["sessions", "import", alone.to_str().unwrap()]);
    assert_eq!(printed(home, &["sessions", "show", "last"]), again);
    run(home, &["sessions", "prune", "--keep-days", "2"]);
    assert_eq!(printed(home, &["sessions", "list"]).lines().count(), 1);

    let told = printed(home, &["doctor", "--privacy"]);
    assert!(told.contains("sessions.sqlite") && told.contains("for you alone, 0600"), "{told}");
    assert!(told.contains("1 sessions, from") && !told.contains("others on this computer"), "{told}");
}

/// Ends with the test, whatever becomes of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Gone already is just as well.
        let _killed = self.0.kill();
        let _reaped = self.0.wait();
    }
}

/// A virtual screen, and the name by which programs find it.
fn screen() -> (Running, String) {
    let mut server = Command::new("Xvfb");
    server.args(["-displayfd", "1", "-screen", "0", "1120x760x24", "-nolisten", "tcp"]);
    let mut server = Running(needed(server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()));
    let mut number = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (server, format!(":{}", number.trim()))
}

#[test]
fn the_window_reaches_no_network_and_writes_no_picture_on_any_page() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let (store, settings) = (".local/share/sitwell/sessions.sqlite", ".config/sitwell/settings.toml");
    // Something to show, and no tour before it.
    run(home, &["watch", "assets/demo@5", "--record", home.join(store).to_str().unwrap()]);
    fs::create_dir_all(home.join(".config/sitwell")).unwrap();
    fs::write(home.join(settings), "window.is_tour_over = true\n").unwrap();

    let (_screen, display) = screen();
    let calls = home.join("traced");
    let mut window = traced(&["dbus-run-session", "--"], &calls, &["--source", "demo"], home);
    window.env("DISPLAY", &display).env("LIBGL_ALWAYS_SOFTWARE", "1").stderr(Stdio::piped());
    // What the driver of the screen keeps for itself is no concern of Sitwell's.
    window.env("MESA_SHADER_CACHE_DISABLE", "true");
    let mut window = Running(needed(window.spawn()));
    // Live, calibration, history, exercises, feelings, settings: long enough on each to read what it shows.
    let mut walk = Command::new("timeout");
    walk.args(["120", "xdotool", "search", "--sync", "--onlyvisible", "--name", "^Sitwell$", "windowfocus"]);
    for key in ["ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6", "ctrl+1"] {
        walk.args(["sleep", "1.5", "key", key]);
    }
    let walked = needed(walk.env("DISPLAY", &display).output());
    assert!(walked.status.success(), "{walked:?}");
    run(home, &["quit"]);
    let mut said = String::new();
    window.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(window.0.wait().unwrap().success() && !said.contains("panicked"), "{said}");

    let told = fs::read_to_string(&calls).unwrap();
    fs::remove_file(&calls).unwrap();
    assert!(told.contains("sessions.sqlite"), "the window did not read what is kept");
    assert_stays_here(&told, home);
    for file in files(home) {
        let bytes = fs::read(&file).unwrap();
        assert!(image::guess_format(&bytes).is_err(), "a picture: {}", file.display());
        let name = file.strip_prefix(home).unwrap().to_string_lossy();
        // The lock tells that it runs; the last is of a service that the bus starts.
        let known = [store, settings, "sitwell/sitwell.lock", "dconf/"];
        let is_known = known.iter().any(|known| name.starts_with(known));
        assert!(is_known, "{name}, {} bytes", bytes.len());
    }
}

#[test]
fn what_cannot_be_done_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let refused = |args: &[&str], words: [&str; 2]| {
        let output = sitwell(home, args).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains("hint: "), "{args:?}: {said}");
        assert!(words.iter().all(|words| said.contains(words)), "{args:?}: {said}");
    };
    fs::write(home.join("letter.txt"), "Dear Sir").unwrap();
    let letter = home.join("letter.txt");
    let letter = letter.to_str().unwrap();
    refused(&["sessions", "show", "last"], ["no session yet", "records"]);
    refused(&["sessions", "show", "yesterday"], ["yesterday", "list"]);
    refused(&["sessions", "delete", "7"], ["no session 7", "list"]);
    let nowhere = home.join("backup.sqlite");
    let nowhere = nowhere.to_str().unwrap();
    refused(&["sessions", "export", nowhere, "--session", "7"], ["no session 7", "list"]);
    refused(&["sessions", "export", nowhere, "--session", "last"], ["no session yet", "records"]);
    assert!(!home.join("backup.sqlite").exists());
    refused(&["sessions", "import", letter], ["no backup", "nothing was taken in"]);
    refused(&["sessions", "import", "/nowhere/at/all"], ["/nowhere/at/all", "read"]);
    refused(&["sessions", "export", letter], ["no backup", "another"]);
    assert_eq!(fs::read_to_string(letter).unwrap(), "Dear Sir");
    refused(&["sessions", "--store", "/nowhere/at/all", "list"], ["no such file", "name a file"]);
    for args in [&["sessions", "delete"][..], &["sessions", "delete", "1", "--everything"]] {
        assert_eq!(sitwell(home, args).output().unwrap().status.code(), Some(2), "{args:?}");
    }
}

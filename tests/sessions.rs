//! A whole session by the real program, seen by the kernel, and what one can do with it on the command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, and says so"
)]
#![cfg(target_os = "linux")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
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
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Half a minute of the demo, watched in real time as a camera would be, into the user's own store; what the kernel was asked for.
fn watch_the_demo(home: &Path, store: &str) -> String {
    let traced = home.join("traced");
    let program = assert_cmd::cargo::cargo_bin!("sitwell");
    let has_strace = Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success());
    let mut command = if has_strace {
        let calls =
            "trace=socket,connect,bind,sendto,open,openat,creat,rename,renameat,renameat2,memfd_create";
        let mut command = Command::new("strace");
        command.args(["-f", "-y", "-qq", "-e", calls, "-o"]).arg(&traced).arg(program);
        command
    } else {
        eprintln!(
            "strace is not installed, so that nobody sees what is asked of the kernel (scripts/setup test)"
        );
        Command::new(program)
    };
    command = at_home(command, home, &["watch", "assets/demo@5", "--live", "--record", store]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.contains(r#""type":"posture""#) && !lines.contains("sampled"), "{lines}");
    fs::read_to_string(&traced).map(|calls| (calls, fs::remove_file(&traced).unwrap()).0).unwrap_or_default()
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
    for call in calls.lines() {
        let is_local = ["AF_UNIX", "AF_NETLINK"].iter().any(|family| call.contains(family));
        assert!(!call.contains("socket(") || is_local, "a socket to a network: {call}");
        assert!(!call.contains("AF_INET"), "an address of a network: {call}");
        let is_allowed =
            |place: &str| place.starts_with(home.to_str().unwrap()) || place.starts_with("/dev/");
        assert!(written(call).is_none_or(is_allowed), "written outside: {call}");
    }
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
    run(home, &["sessions", "prune", "--keep-days", "2"]);
    assert_eq!(printed(home, &["sessions", "list"]).lines().count(), 1);

    let told = printed(home, &["doctor", "--privacy"]);
    assert!(told.contains("sessions.sqlite") && told.contains("for you alone, 0600"), "{told}");
    assert!(told.contains("1 sessions, from") && !told.contains("others on this computer"), "{told}");
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
    refused(&["sessions", "import", letter], ["no backup", "nothing was taken in"]);
    refused(&["sessions", "import", "/nowhere/at/all"], ["/nowhere/at/all", "read"]);
    refused(&["sessions", "export", letter], ["no backup", "another"]);
    assert_eq!(fs::read_to_string(letter).unwrap(), "Dear Sir");
    refused(&["sessions", "--store", "/nowhere/at/all", "list"], ["no such file", "name a file"]);
    for args in [&["sessions", "delete"][..], &["sessions", "delete", "1", "--everything"]] {
        assert_eq!(sitwell(home, args).output().unwrap().status.code(), Some(2), "{args:?}");
    }
}

//! The one running Sitwell, and what others may ask of it over its socket.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    os::unix::{
        fs::{PermissionsExt, symlink},
        net::{UnixListener, UnixStream},
    },
    path::Path,
    sync::mpsc::{Receiver, sync_channel},
    time::Duration,
};

use assert_cmd::Command;
use sitwell::desktop::control::{self, Answer, ControlError, ControlServer, Request, SingleInstance, Status};

const WAIT: Duration = Duration::from_secs(20);

fn take(folder: &Path) -> SingleInstance {
    SingleInstance::take(folder).unwrap().expect("nobody else has it")
}

/// A server that answers every request, and tells the test which came.
fn serve(folder: &Path) -> (ControlServer, Receiver<Request>) {
    let (tell, told) = sync_channel(100);
    let server = ControlServer::start(take(folder), move |request| {
        tell.send(request).unwrap();
        match request {
            Request::Status => Answer::Status(status()),
            Request::Calibrate => {
                Answer::Refused { message: "no picture".into(), hint: "resume first".into() }
            }
            _ => Answer::Done { message: "It is done.".into() },
        }
    });
    (server.unwrap(), told)
}

fn status() -> Status {
    Status {
        camera: "streaming".into(),
        camera_words: "watching through HD Webcam".into(),
        camera_since: "2026-03-01T09:00:00Z".parse().unwrap(),
        posture: "forward_head".into(),
        posture_words: "About 3 cm further forward than your neutral.".into(),
        paused_until: None,
        snoozed_until: Some("2026-03-01T10:30:00Z".parse().unwrap()),
        profile: Some("Desk".into()),
    }
}

/// Sends bytes as they are, and returns what comes back.
fn send_raw(folder: &Path, bytes: &[u8]) -> String {
    let mut stream = UnixStream::connect(folder.join("control.sock")).unwrap();
    stream.set_read_timeout(Some(WAIT)).unwrap();
    // The server may hang up before it has read everything.
    let _hung_up = stream.write_all(bytes);
    let mut answer = String::new();
    let _reset = BufReader::new(&mut stream).read_line(&mut answer);
    answer
}

#[test]
fn there_is_only_one_until_it_is_gone() {
    let home = tempfile::tempdir().unwrap();
    let first = take(home.path());
    assert!(SingleInstance::take(home.path()).unwrap().is_none());
    drop(first);
    let (server, _) = serve(home.path());
    assert!(SingleInstance::take(home.path()).unwrap().is_none());
    drop(server);
    assert!(!home.path().join("control.sock").exists());
    take(home.path());
}

#[test]
fn only_the_user_can_enter() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("run/sitwell");
    let _one = take(&folder);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("control.sock")), 0o600);

    let open = home.path().join("open");
    fs::create_dir(&open).unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
    let _another = take(&open);
    assert_eq!(mode(&open), 0o700);

    let link = home.path().join("link");
    symlink(&folder, &link).unwrap();
    let error = SingleInstance::take(&link).unwrap_err();
    assert!(error.to_string().contains("it is a link") && error.to_string().contains("hint: "), "{error}");
}

#[test]
fn every_request_arrives_and_is_answered() {
    let home = tempfile::tempdir().unwrap();
    let (_server, told) = serve(home.path());
    let requests = [
        Request::Pause { minutes: None },
        Request::Pause { minutes: Some(60) },
        Request::Resume,
        Request::Show,
        Request::Snooze { minutes: 30 },
        Request::Quit,
    ];
    for request in requests {
        let answer = control::send(home.path(), request).unwrap();
        assert_eq!(answer, Answer::Done { message: "It is done.".into() });
        assert_eq!(told.recv_timeout(WAIT).unwrap(), request);
    }
    assert_eq!(control::send(home.path(), Request::Status).unwrap(), Answer::Status(status()));
    assert!(matches!(control::send(home.path(), Request::Calibrate).unwrap(), Answer::Refused { .. }));
}

#[test]
fn a_request_that_comes_before_the_server_waits_for_it() {
    let home = tempfile::tempdir().unwrap();
    let one = take(home.path());
    let mut early = UnixStream::connect(home.path().join("control.sock")).unwrap();
    early.write_all(b"{\"request\":\"show\"}\n").unwrap();
    let _server = ControlServer::start(one, |_| Answer::Done { message: "shown".into() }).unwrap();
    early.set_read_timeout(Some(WAIT)).unwrap();
    let mut answer = String::new();
    early.read_to_string(&mut answer).unwrap();
    assert_eq!(answer, "{\"answer\":\"done\",\"message\":\"shown\"}\n");
}

#[test]
fn what_is_no_request_is_refused_and_the_next_one_is_answered() {
    let home = tempfile::tempdir().unwrap();
    let (_server, told) = serve(home.path());
    let garbage: [&[u8]; 7] = [
        b"\xff\xfe\x00\n",
        b"pause\n",
        b"{\"request\":\"format the disk\"}\n",
        b"{\"request\":\"pause\",\"minutes\":0}\n",
        b"{\"request\":\"snooze\",\"minutes\":100000}\n",
        b"{\"request\":\"snooze\",\"minutes\":-5}\n",
        b"{\"request\":\"pause\",\"until\":\"tomorrow\"}\n",
    ];
    for line in garbage {
        let answer = send_raw(home.path(), line);
        assert!(answer.contains("\"refused\"") && answer.contains("hint"), "{answer:?}");
    }
    // Too long: the answer may be lost with the connection, the server not.
    send_raw(home.path(), &vec![b'x'; 1 << 20]);
    send_raw(home.path(), &[b'['; 15_000]);
    drop(UnixStream::connect(home.path().join("control.sock")).unwrap());
    assert!(told.try_recv().is_err(), "none of these may be carried out");
    control::send(home.path(), Request::Resume).unwrap();
    assert_eq!(told.recv_timeout(WAIT).unwrap(), Request::Resume);
}

#[test]
fn clients_that_say_nothing_do_not_keep_others_out() {
    let home = tempfile::tempdir().unwrap();
    let (_server, _told) = serve(home.path());
    let socket = home.path().join("control.sock");
    let _silent = UnixStream::connect(&socket).unwrap();
    let mut half = UnixStream::connect(&socket).unwrap();
    half.write_all(b"{\"request\":").unwrap();
    assert!(matches!(control::send(home.path(), Request::Status), Ok(Answer::Status(_))));
}

#[test]
fn what_an_ended_sitwell_left_behind_is_replaced() {
    let home = tempfile::tempdir().unwrap();
    let socket = home.path().join("control.sock");
    drop(UnixListener::bind(&socket).unwrap());
    assert!(matches!(control::send(home.path(), Request::Status), Err(ControlError::NotRunning)));
    let (server, _told) = serve(home.path());
    control::send(home.path(), Request::Status).unwrap();
    drop(server);
    fs::write(&socket, "not a socket").unwrap();
    let (_server, _told) = serve(home.path());
    control::send(home.path(), Request::Status).unwrap();
}

#[test]
fn a_socket_that_somebody_removed_does_not_keep_the_program_from_ending() {
    let home = tempfile::tempdir().unwrap();
    let (server, _told) = serve(home.path());
    fs::remove_file(home.path().join("control.sock")).unwrap();
    drop(server);
}

#[test]
fn an_answer_that_makes_no_sense_is_told() {
    let home = tempfile::tempdir().unwrap();
    let listener = UnixListener::bind(home.path().join("control.sock")).unwrap();
    let other = std::thread::Builder::new().name("another version".into()).spawn(move || {
        for answer in ["what?\n", ""] {
            let (mut stream, _) = listener.accept().unwrap();
            BufReader::new(&stream).read_line(&mut String::new()).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    assert!(matches!(control::send(home.path(), Request::Status), Err(ControlError::Malformed(_))));
    assert!(matches!(control::send(home.path(), Request::Status), Err(ControlError::NoAnswer(_))));
    other.unwrap().join().unwrap();
}

/// The program, as it would run in a session whose folder this is.
fn sitwell(runtime: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("sitwell").unwrap();
    command.env("XDG_RUNTIME_DIR", runtime).args(arguments).timeout(WAIT);
    command
}

#[test]
fn the_commands_say_when_sitwell_is_not_running() {
    let home = tempfile::tempdir().unwrap();
    for command in ["pause", "resume", "status", "calibrate", "show", "snooze", "quit"] {
        let output = sitwell(home.path(), &[command]).assert().code(4).get_output().clone();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("error: Sitwell is not running") && said.contains("hint: "), "{said}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_commands_ask_the_running_sitwell() {
    let home = tempfile::tempdir().unwrap();
    let (_server, told) = serve(&home.path().join("sitwell"));
    sitwell(home.path(), &["pause", "--minutes", "60"]).assert().success().stdout("It is done.\n");
    assert_eq!(told.recv_timeout(WAIT).unwrap(), Request::Pause { minutes: Some(60) });
    sitwell(home.path(), &["snooze"]).assert().success();
    assert_eq!(told.recv_timeout(WAIT).unwrap(), Request::Snooze { minutes: 30 });

    let output = sitwell(home.path(), &["status", "--json"]).assert().success().get_output().clone();
    assert_eq!(serde_json::from_slice::<Status>(&output.stdout).unwrap(), status());
    let output = sitwell(home.path(), &["status"]).env("TZ", "UTC").assert().success().get_output().clone();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said,
        "Camera: watching through HD Webcam (since 09:00 on 1 March)\n\
         Posture: About 3 cm further forward than your neutral.\n\
         No alerts until 10:30 on 1 March\n\
         Profile: Desk\n"
    );
    let refused = sitwell(home.path(), &["calibrate"]).assert().code(1).get_output().clone();
    assert_eq!(String::from_utf8(refused.stderr).unwrap(), "error: no picture\nhint: resume first\n");
    sitwell(home.path(), &["snooze", "--minutes", "0"]).assert().code(2);
}

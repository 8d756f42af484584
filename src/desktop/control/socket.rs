//! Lock and socket of the running Sitwell, on systems with Unix sockets.

use std::{
    fs::{self, DirBuilder, File, Permissions, TryLockError},
    io::{self, Read, Write},
    os::unix::{
        fs::{DirBuilderExt, PermissionsExt},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use serde::{Serialize, de::DeserializeOwned};

use super::{Answer, ControlError, MAX_MINUTES, Request};
use crate::time::Clock;

const LOCK: &str = "sitwell.lock";
const SOCKET: &str = "control.sock";

/// No request and no answer is longer; a longer line is something else.
const MAX_LINE_BYTES: usize = 16 * 1024;
/// How long the server listens to one client, in seconds. A request is one short line, written at once.
const CLIENT_SECS: f64 = 1.0;
/// How long a client waits for the answer, in seconds: longer than the server may spend on a client before it.
const ANSWER_SECS: f64 = 5.0;

/// The right to be the one running Sitwell, for as long as this is kept.
///
/// From then on requests are accepted and wait; the [`ControlServer`] answers them.
#[derive(Debug)]
pub struct SingleInstance {
    socket: PathBuf,
    listener: UnixListener,
    // The lock falls when the file is closed, so it comes last.
    _lock: File,
}

impl SingleInstance {
    /// Takes the lock in the folder; `None`: another Sitwell has it, and can be asked by [`send`].
    pub fn take(folder: &Path) -> Result<Option<Self>, ControlError> {
        own_folder(folder).map_err(|error| ControlError::Io {
            path: folder.into(),
            error,
            hint: "the folder must be yours alone; move away what is there",
        })?;
        let path = folder.join(LOCK);
        let lock = File::options().write(true).create(true).truncate(false).open(&path);
        let lock = match lock.map(|lock| (lock.try_lock(), lock)) {
            Ok((Ok(()), lock)) => lock,
            Ok((Err(TryLockError::WouldBlock), _)) => return Ok(None),
            Ok((Err(TryLockError::Error(error)), _)) | Err(error) => {
                let hint = "the folder must be on a disk that is not full and can lock files";
                return Err(ControlError::Io { path, error, hint });
            }
        };
        let socket = folder.join(SOCKET);
        let listener = listen(&socket).map_err(|error| ControlError::Io {
            path: socket.clone(),
            error,
            hint: "the folder needs a short path on a disk that can have sockets; XDG_RUNTIME_DIR names another",
        })?;
        Ok(Some(Self { socket, listener, _lock: lock }))
    }
}

impl Drop for SingleInstance {
    fn drop(&mut self) {
        // One that stays is replaced by the next Sitwell.
        let _stays = fs::remove_file(&self.socket);
    }
}

/// Makes the folder, and makes sure that nobody else can enter it.
fn own_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Err(io::Error::other("it is a link to somewhere else"));
    }
    // Only the owner of a folder may do this.
    fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// Whoever has the lock may replace a socket that an ended Sitwell left behind.
fn listen(socket: &Path) -> io::Result<UnixListener> {
    match fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(socket)?;
    fs::set_permissions(socket, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// A thread that answers requests, one after the other, until this is dropped.
#[derive(Debug)]
pub struct ControlServer {
    socket: PathBuf,
    is_stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl ControlServer {
    /// Answers requests by `handle`, which is called on the server's thread and should return at once.
    pub fn start(
        instance: SingleInstance,
        handle: impl Fn(Request) -> Answer + Send + 'static,
    ) -> io::Result<Self> {
        let is_stopping = Arc::new(AtomicBool::new(false));
        let (socket, stopping) = (instance.socket.clone(), is_stopping.clone());
        let serve = move || serve(&instance, &handle, &stopping);
        let thread = thread::Builder::new().name("control".into()).spawn(serve)?;
        Ok(Self { socket, is_stopping, thread: Some(thread) })
    }
}

impl Drop for ControlServer {
    fn drop(&mut self) {
        self.is_stopping.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // The thread waits for a client, so this is one. If the socket was removed by somebody the thread cannot
            // be reached any more; it ends with the program.
            if UnixStream::connect(&self.socket).is_ok() {
                let _panicked = thread.join();
            }
        }
    }
}

fn serve(instance: &SingleInstance, handle: &impl Fn(Request) -> Answer, is_stopping: &AtomicBool) {
    while !is_stopping.load(Ordering::SeqCst) {
        match instance.listener.accept() {
            Ok((stream, _)) if is_same_user(&stream) => {
                // A client that goes away early misses its answer, which is its own affair.
                let _gone = serve_client(&stream, handle);
            }
            Ok(_) => {}
            // Out of descriptors or memory: it may pass, and must not spin until then.
            Err(_) => thread::park_timeout(Duration::from_secs(1)),
        }
    }
}

impl Request {
    /// Reads what a program sent; the error says what is wrong with it.
    fn parse(line: &[u8]) -> Result<Self, String> {
        let request = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        match request {
            Self::Pause { minutes: Some(minutes) } | Self::Snooze { minutes }
                if !(1..=MAX_MINUTES).contains(&minutes) =>
            {
                Err(format!("{minutes} minutes are not between 1 and {MAX_MINUTES}"))
            }
            _ => Ok(request),
        }
    }
}

fn serve_client(stream: &UnixStream, handle: &impl Fn(Request) -> Answer) -> io::Result<()> {
    let line = read_line(stream, CLIENT_SECS);
    let request = match &line {
        Ok(line) if line.is_empty() => return Ok(()),
        Ok(line) => Request::parse(line),
        Err(error) => Err(error.to_string()),
    };
    let answer = request.map_or_else(
        |message| Answer::Refused {
            message: format!("this is no request: {message}"),
            hint: r#"one line of JSON such as {"request":"status"}"#.into(),
        },
        handle,
    );
    write_line(stream, &answer, CLIENT_SECS)
}

/// The folder keeps others out already, but a socket may have been passed on.
#[cfg(target_os = "linux")]
fn is_same_user(stream: &UnixStream) -> bool {
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid == rustix::process::geteuid())
}

/// The folder keeps others out.
#[cfg(not(target_os = "linux"))]
fn is_same_user(_stream: &UnixStream) -> bool {
    true
}

/// Asks the running Sitwell, if there is one, and waits for its answer at most five seconds.
pub fn send(folder: &Path, request: Request) -> Result<Answer, ControlError> {
    let path = folder.join(SOCKET);
    let stream = UnixStream::connect(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => ControlError::NotRunning,
        _ => ControlError::Io { path, error, hint: "only the user who started Sitwell can control it" },
    })?;
    write_line(&stream, &request, ANSWER_SECS).map_err(ControlError::NoAnswer)?;
    let answer: Vec<u8> = read_line(&stream, ANSWER_SECS).map_err(ControlError::NoAnswer)?;
    if answer.is_empty() {
        return Err(ControlError::NoAnswer(io::Error::other("it hung up")));
    }
    parse(&answer)
}

fn parse<T: DeserializeOwned>(line: &[u8]) -> Result<T, ControlError> {
    serde_json::from_slice(line).map_err(|error| ControlError::Malformed(error.to_string()))
}

fn write_line(mut stream: &UnixStream, value: &impl Serialize, timeout_secs: f64) -> io::Result<()> {
    stream.set_write_timeout(Some(Duration::from_secs_f64(timeout_secs)))?;
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    stream.write_all(&line)
}

/// Reads up to the end of the first line, without it, or to the end; all of it within `timeout_secs`.
fn read_line(mut stream: &UnixStream, timeout_secs: f64) -> io::Result<Vec<u8>> {
    let clock = Clock::start();
    let mut line = Vec::new();
    let mut part = [0; 1024];
    loop {
        let left_secs = timeout_secs - clock.now().secs();
        let too_slow = || io::Error::new(io::ErrorKind::TimedOut, format!("not a line in {timeout_secs} s"));
        if left_secs < 0.001 {
            return Err(too_slow());
        }
        stream.set_read_timeout(Some(Duration::from_secs_f64(left_secs)))?;
        let read = match stream.read(&mut part) {
            Ok(read) => part.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Err(too_slow()),
            Err(error) => return Err(error),
        };
        let end = read.iter().position(|byte| *byte == b'\n');
        line.extend_from_slice(read.get(..end.unwrap_or(read.len())).unwrap_or_default());
        if line.len() > MAX_LINE_BYTES {
            return Err(io::Error::other(format!("over {MAX_LINE_BYTES} bytes without an end of line")));
        }
        if end.is_some() || read.is_empty() {
            return Ok(line);
        }
    }
}

//! What everybody else has of the store.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
};

use jiff::{civil::Date, tz::TimeZone};
use rusqlite::Connection;

use super::{
    Contents, Entry, Reader, SessionId, StoreError, backup, damage, deletion,
    writer::{Request, Writer},
};
use crate::time::WallTime;

/// More entries than come in while a disk takes its time; what comes then is lost, and watching goes on.
const REQUESTS: usize = 4096;

/// The user's sessions: a handle, cheap to clone. When the last one is dropped, everything is written.
#[derive(Clone, Debug, Default)]
pub struct Store {
    inside: Option<Arc<Inside>>,
}

#[derive(Debug)]
struct Inside {
    path: PathBuf,
    requests: SyncSender<Request>,
    writer: Mutex<Option<JoinHandle<()>>>,
    trouble: Arc<Trouble>,
}

/// What the user is to be told about the store while it is in use.
#[derive(Default)]
struct Trouble {
    state: Mutex<TroubleState>,
}

#[derive(Default)]
struct TroubleState {
    tell: Option<Box<dyn FnMut(String) + Send>>,
    untold: Option<String>,
}

impl std::fmt::Debug for Trouble {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Trouble")
    }
}

impl Trouble {
    fn tell(&self, message: String) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut state.tell {
            Some(tell) => tell(message),
            None => state.untold = Some(message),
        }
    }
}

impl Store {
    /// The store in this file, which need not be there yet, on the user's clock; and what the user should be told:
    /// nothing is in the way of watching.
    pub fn open(path: &Path) -> (Self, Option<String>) {
        Self::open_in(path, TimeZone::system())
    }

    /// The same on the clock of a time zone.
    pub fn open_in(path: &Path, time_zone: TimeZone) -> (Self, Option<String>) {
        let (file, notice) = match damage::open(path, &time_zone) {
            Ok((file, notice)) => (Some(file), notice),
            // What a newer one wrote must not be touched.
            Err(error @ StoreError::Newer { .. }) => return (Self::nowhere(), Some(error.to_string())),
            Err(error) => (None, Some(error.to_string())),
        };
        match Self::start(path, file, time_zone) {
            Ok(store) => (store, notice),
            Err(error) => (Self::nowhere(), Some(format!("the sessions cannot be kept: {error}"))),
        }
    }

    /// A store that keeps nothing.
    pub fn nowhere() -> Self {
        Self::default()
    }

    /// Where the user's sessions are; `None` on a system without a home folder.
    pub fn default_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "sitwell").map(|dirs| dirs.data_dir().join("sessions.sqlite"))
    }

    fn start(path: &Path, file: Option<Connection>, time_zone: TimeZone) -> io::Result<Self> {
        let (requests, received) = sync_channel(REQUESTS);
        let trouble = Arc::new(Trouble::default());
        let told = Arc::clone(&trouble);
        let tell = Box::new(move |message| told.tell(message));
        let writer = Writer::new(path.into(), file, time_zone, tell);
        let writer = thread::Builder::new().name("store".into()).spawn(move || writer.run(&received))?;
        let inside = Inside { path: path.into(), requests, writer: Mutex::new(Some(writer)), trouble };
        Ok(Self { inside: Some(Arc::new(inside)) })
    }

    /// Calls this, from the thread of the store, with what the user should know from now on, such as a full disk; each
    /// trouble is told once.
    pub fn tell_troubles(&self, mut tell: impl FnMut(String) + Send + 'static) {
        if let Some(inside) = &self.inside {
            let mut state = inside.trouble.state.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(message) = state.untold.take() {
                tell(message);
            }
            state.tell = Some(Box::new(tell));
        }
    }

    /// Keeps an entry; never waits. It is in the file within a second.
    pub fn record(&self, entry: Entry) {
        if let Some(inside) = &self.inside {
            // Full: the disk has hung for longer than an hour.
            let _lost = inside.requests.try_send(Request::Record(entry));
        }
    }

    /// Waits until everything that was recorded is in the file, or cannot be written now.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.ask(|_| Ok(()))
    }

    /// Reads what is in the file; what was recorded in the last second may not be there yet. Neither waits for the
    /// writer nor keeps it waiting; belongs into a thread of its own all the same, for it reads from a disk.
    pub fn read(&self) -> Result<Reader, StoreError> {
        let inside = self.inside.as_ref().ok_or(StoreError::Nowhere)?;
        Reader::open(&inside.path)
    }

    /// Deletes a session with everything in it. What is deleted is overwritten, in the file and in its log.
    pub fn delete_session(&self, id: SessionId) -> Result<(), StoreError> {
        self.ask(move |file| deletion::delete_session(file, id))
    }

    /// Deletes everything of a day on the user's clock, with the feelings and exercises; sessions over midnight lose
    /// that part.
    pub fn delete_day(&self, date: Date) -> Result<(), StoreError> {
        self.ask(move |file| deletion::delete_day(file, date))
    }

    /// Deletes what the user told at this moment.
    pub fn delete_feeling(&self, at: WallTime) -> Result<(), StoreError> {
        self.ask(move |file| super::deletion::delete_feeling(file, at))
    }

    /// Deletes everything that was ever recorded.
    pub fn delete_everything(&self) -> Result<(), StoreError> {
        self.ask(deletion::delete_everything)
    }

    /// Deletes the sessions that began before this day, and what was told and done before it; returns how many sessions
    /// that were.
    pub fn prune(&self, before: Date) -> Result<usize, StoreError> {
        self.ask(move |file| deletion::prune(file, before))
    }

    /// The same without waiting. Where it cannot be done, the next time does it.
    pub fn prune_soon(&self, before: Date) {
        if let Some(inside) = &self.inside {
            let job = move |file: Result<&mut Connection, StoreError>| {
                let _next_time = file.and_then(|file| deletion::prune(file, before));
            };
            let _next_time = inside.requests.try_send(Request::Do(Box::new(job)));
        }
    }

    /// Writes a backup of every session, or of this one, to a file; one that is there already is replaced.
    pub fn export(
        &self,
        to: &Path,
        session: Option<SessionId>,
        contents: Contents,
    ) -> Result<(), StoreError> {
        let to = to.to_owned();
        self.ask(move |file| backup::export(file, &to, session, contents))
    }

    /// Takes in what a backup has and this store has not; returns how many sessions that were.
    pub fn import(&self, from: &Path) -> Result<u32, StoreError> {
        let from = from.to_owned();
        self.ask(move |file| backup::import(file, &from))
    }

    /// Has the writer do something with the file, after what was recorded before, and waits for it.
    fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let inside = self.inside.as_ref().ok_or(StoreError::Nowhere)?;
        let (answer, answered) = sync_channel(1);
        let job = Box::new(move |file: Result<&mut Connection, StoreError>| {
            let _gone = answer.try_send(file.and_then(job));
        });
        inside.requests.send(Request::Do(job)).map_err(|_gone| StoreError::Stopped)?;
        answered.recv().unwrap_or(Err(StoreError::Stopped))
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let _gone = self.requests.send(Request::Stop);
        if let Some(writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _panicked = writer.join();
        }
    }
}

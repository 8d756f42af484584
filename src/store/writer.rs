//! The thread that writes.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use jiff::tz::TimeZone;
use rusqlite::{Connection, TransactionBehavior};

use super::{Entry, StoreError, damage, recording::Recording};
use crate::time::{Clock, Mono};

/// What came in is written after so long at the latest: with the second that a sample takes, less than two are lost
/// when the program is killed.
const GATHER_SECS: f64 = 0.9;
/// After a failure it is tried again, at first after so long, ...
const FIRST_RETRY_SECS: f64 = 2.0;
/// ... then twice as long, up to this.
const LAST_RETRY_SECS: f64 = 60.0;
/// What could not be written is kept until then: three hours of samples, 10 MB.
const MAX_UNSAVED: usize = 10_800;

/// What the thread is asked for.
pub(super) enum Request {
    Record(Entry),
    /// Everything that was recorded before is written first, as far as it can be.
    Do(Job),
    Stop,
}

/// Something to do with the file, if it can be opened.
pub(super) type Job = Box<dyn FnOnce(Result<&mut Connection, StoreError>) + Send>;

pub(super) struct Writer {
    path: PathBuf,
    time_zone: TimeZone,
    /// With what tells it from another file of the same name.
    file: Option<(Connection, Option<[u64; 2]>)>,
    recording: Recording,
    unsaved: Vec<Entry>,
    /// When to write next; nothing is due while nothing is unsaved.
    due: Option<Mono>,
    retry_secs: f64,
    /// Whether the present trouble was told.
    has_told: bool,
    tell: Box<dyn FnMut(String) + Send>,
    clock: Clock,
}

impl Writer {
    pub(super) fn new(
        path: PathBuf,
        file: Option<Connection>,
        time_zone: TimeZone,
        tell: Box<dyn FnMut(String) + Send>,
    ) -> Self {
        let identity = identity_of(&path);
        Self {
            path,
            recording: Recording::new(time_zone.clone()),
            time_zone,
            // What could not be opened was told when it was tried.
            has_told: file.is_none(),
            file: file.map(|file| (file, identity)),
            unsaved: Vec::new(),
            due: None,
            retry_secs: FIRST_RETRY_SECS,
            tell,
            clock: Clock::start(),
        }
    }

    /// Until it is told to stop, or nobody is left who could tell.
    pub(super) fn run(mut self, requests: &Receiver<Request>) {
        self.check();
        loop {
            let request = match self.due {
                None => requests.recv().map_err(RecvTimeoutError::from),
                Some(due) => {
                    let wait_secs = (due - self.clock.now()).max(0.0);
                    requests.recv_timeout(Duration::from_secs_f64(wait_secs))
                }
            };
            match request {
                Ok(Request::Record(entry)) => self.gather(entry),
                Ok(Request::Do(job)) => {
                    self.write();
                    job(self.file());
                    if let Some((file, _)) = &self.file {
                        self.recording.forget_deleted(file);
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.write(),
                Ok(Request::Stop) | Err(RecvTimeoutError::Disconnected) => break,
            }
            if self.due.is_some_and(|due| self.clock.now() >= due) {
                self.write();
            }
        }
        self.write();
    }

    fn gather(&mut self, entry: Entry) {
        if self.unsaved.len() >= MAX_UNSAVED {
            self.unsaved.remove(0);
        }
        self.unsaved.push(entry);
        self.due.get_or_insert(self.clock.now() + GATHER_SECS);
    }

    /// Writes what is unsaved; what cannot be written stays, and is tried again later.
    fn write(&mut self) {
        self.due = None;
        if self.unsaved.is_empty() {
            return;
        }
        match self.save() {
            Ok(()) => {
                self.unsaved.clear();
                self.retry_secs = FIRST_RETRY_SECS;
                self.has_told = false;
            }
            Err(error) => {
                // Another program that has the file lets go of it again.
                let is_passing =
                    matches!(error, StoreError::Busy { .. }) && self.retry_secs < LAST_RETRY_SECS;
                if !self.has_told && !is_passing {
                    self.has_told = true;
                    (self.tell)(error.to_string());
                }
                self.due = Some(self.clock.now() + self.retry_secs);
                self.retry_secs = (2.0 * self.retry_secs).min(LAST_RETRY_SECS);
            }
        }
    }

    /// The file, opened where it is not; one that was deleted or moved away is made anew.
    fn file(&mut self) -> Result<&mut Connection, StoreError> {
        let is_there = self.file.as_ref().is_some_and(|(_, identity)| *identity == identity_of(&self.path));
        if !is_there {
            if self.file.take().is_some() {
                (self.tell)(format!(
                    "{}: the file of your sessions is gone; a new one was begun\nhint: if it was moved, end Sitwell \
                     and move it back",
                    self.path.display()
                ));
                self.recording.begin_in_another_file();
            }
            let (file, notice) = damage::open(&self.path, &self.time_zone)?;
            notice.into_iter().for_each(&mut self.tell);
            self.file = Some((file, identity_of(&self.path)));
        }
        self.file.as_mut().map(|(file, _)| file).ok_or(StoreError::Stopped)
    }

    fn save(&mut self) -> Result<(), StoreError> {
        match self.save_in_one_piece() {
            Err(StoreError::Damaged { what, .. }) => {
                self.replace(&what)?;
                self.save_in_one_piece()
            }
            saved => saved,
        }
    }

    /// All or nothing of what is unsaved.
    fn save_in_one_piece(&mut self) -> Result<(), StoreError> {
        self.file()?;
        let Some((file, _)) = &mut self.file else { return Err(StoreError::Stopped) };
        let mut recording = self.recording.clone();
        let mut save = || -> rusqlite::Result<()> {
            let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for entry in &self.unsaved {
                recording.add(&transaction, entry)?;
            }
            recording.settle(&transaction)?;
            transaction.commit()
        };
        save().map_err(|error| StoreError::from_sqlite(&self.path, &error))?;
        self.recording = recording;
        Ok(())
    }

    /// A file that was cut off or torn may be damaged where nobody looks.
    fn check(&mut self) {
        let Some((file, _)) = &self.file else { return };
        if let Err(StoreError::Damaged { what, .. }) = damage::check(file, &self.path)
            && let Err(error) = self.replace(&what)
        {
            (self.tell)(error.to_string());
        }
    }

    fn replace(&mut self, what: &str) -> Result<(), StoreError> {
        self.file = None;
        let (file, notice) = damage::replace(&self.path, what, &self.time_zone)?;
        (self.tell)(notice);
        self.recording.forget_deleted(&file);
        self.file = Some((file, identity_of(&self.path)));
        Ok(())
    }
}

/// What tells a file from another one of the same name; `None`: there is none.
fn identity_of(path: &Path) -> Option<[u64; 2]> {
    let found = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let identity = {
        use std::os::unix::fs::MetadataExt;
        [found.dev(), found.ino()]
    };
    // Elsewhere an open file can neither be deleted nor moved.
    #[cfg(not(unix))]
    let identity = [u64::from(found.is_file()), 0];
    Some(identity)
}

//! The thread that writes.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use jiff::tz::TimeZone;
use rusqlite::{Connection, TransactionBehavior};

use super::{Entry, StoreError, recording::Recording, schema};
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
    file: Option<Connection>,
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
        Self {
            path,
            // What could not be opened was told when it was tried.
            has_told: file.is_none(),
            file,
            recording: Recording::new(time_zone),
            unsaved: Vec::new(),
            due: None,
            retry_secs: FIRST_RETRY_SECS,
            tell,
            clock: Clock::start(),
        }
    }

    /// Until it is told to stop, or nobody is left who could tell.
    pub(super) fn run(mut self, requests: &Receiver<Request>) {
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
                    match self.open() {
                        Ok(()) => job(self.file.as_mut().ok_or(StoreError::Stopped)),
                        Err(error) => job(Err(error)),
                    }
                    if let Some(file) = &self.file {
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
        match self.open().and_then(|()| self.save()) {
            Ok(recording) => {
                self.recording = recording;
                self.unsaved.clear();
                self.retry_secs = FIRST_RETRY_SECS;
                self.has_told = false;
            }
            Err(error) => {
                if !self.has_told {
                    self.has_told = true;
                    (self.tell)(error.to_string());
                }
                self.due = Some(self.clock.now() + self.retry_secs);
                self.retry_secs = (2.0 * self.retry_secs).min(LAST_RETRY_SECS);
            }
        }
    }

    fn open(&mut self) -> Result<(), StoreError> {
        if self.file.is_none() {
            self.file = Some(schema::open(&self.path)?);
        }
        Ok(())
    }

    /// All or nothing of what is unsaved.
    fn save(&mut self) -> Result<Recording, StoreError> {
        let Some(file) = &mut self.file else { return Err(StoreError::Stopped) };
        let mut recording = self.recording.clone();
        let mut save = || -> rusqlite::Result<()> {
            let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for entry in &self.unsaved {
                recording.add(&transaction, entry)?;
            }
            transaction.commit()
        };
        save().map_err(|error| StoreError::from_sqlite(&self.path, &error))?;
        Ok(recording)
    }
}

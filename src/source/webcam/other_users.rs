//! Which other programs have a camera open, and noticing that one wants it while Sitwell has it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::file_watch::{FileWatch, WatchFlags};
use crate::time::{Clock, Mono};

/// Who opens a camera to ask what it offers has closed it again by then.
const WANTED_SECS: f64 = 0.5;
/// Looking through all processes takes some 20 ms; a program that asks all the time shall not make it expensive.
const LOOK_AGAIN_SECS: f64 = 1.0;

/// The other processes of this user that have the node open: their numbers and names. Those of other users cannot be
/// seen; the system says that the camera is busy.
pub(super) fn other_users(node: &Path) -> BTreeMap<u32, String> {
    let own = std::process::id();
    let Ok(processes) = fs::read_dir("/proc") else { return BTreeMap::new() };
    processes
        .flatten()
        .filter_map(|process| {
            let number = process.file_name().to_str()?.parse().ok().filter(|number| *number != own)?;
            let mut open = fs::read_dir(process.path().join("fd")).ok()?.flatten();
            open.any(|file| fs::read_link(file.path()).is_ok_and(|target| target == node)).then(|| {
                let name = fs::read(process.path().join("comm")).unwrap_or_default();
                (number, String::from_utf8_lossy(&name).trim().to_owned())
            })
        })
        .collect()
}

/// Notices that another program opens the camera, and keeps it open.
pub(super) struct OpenWatch {
    openings: FileWatch,
    node: PathBuf,
    /// Who had it open when the watch began, and does not mind.
    from_the_start: BTreeMap<u32, String>,
    clock: Clock,
    /// When to look who has it open.
    look_at: Option<Mono>,
    looked_at: Option<Mono>,
}

impl OpenWatch {
    /// Begins to watch. Called after the camera was opened, lest that be noticed.
    pub(super) fn begin(node: PathBuf) -> rustix::io::Result<Self> {
        let openings = FileWatch::begin(&node, WatchFlags::OPEN)?;
        let from_the_start = other_users(&node);
        Ok(Self { openings, node, from_the_start, clock: Clock::start(), look_at: None, looked_at: None })
    }

    /// The name of the program that wants the camera. Costs one system call while nobody opens it.
    pub(super) fn who_wants_it(&mut self) -> Option<String> {
        let now = self.clock.now();
        if self.openings.anything_happened() && self.look_at.is_none() {
            let again = self.looked_at.map_or(now, |looked_at| looked_at + LOOK_AGAIN_SECS);
            self.look_at = Some(Mono((now + WANTED_SECS).secs().max(again.secs())));
        }
        self.look_at.take_if(|at| *at <= now)?;
        self.looked_at = Some(now);
        let mut users = other_users(&self.node).into_iter();
        users.find(|(number, _)| !self.from_the_start.contains_key(number)).map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs::File, process::Command};

    use super::*;

    /// Waits until it says something, for 20 s at most.
    fn within_20_secs<T>(mut what: impl FnMut() -> Option<T>) -> Option<T> {
        let clock = Clock::start();
        loop {
            let said = what();
            if said.is_some() || clock.now().secs() > 20.0 {
                return said;
            }
            std::thread::park_timeout(std::time::Duration::from_millis(20));
        }
    }

    #[test]
    fn who_keeps_it_open_wants_it_and_who_had_it_before_does_not() {
        let dir = tempfile::tempdir().unwrap();
        let node = dir.path().canonicalize().unwrap().join("video9");
        fs::write(&node, "").unwrap();
        let holder = || Command::new("sleep").arg("60").stdin(File::open(&node).unwrap()).spawn().unwrap();
        let mut before = holder();
        let mut watch = OpenWatch::begin(node.clone()).unwrap();
        assert_eq!(watch.from_the_start.len(), 1);
        // This process opens it and closes it again: that is not another program.
        drop(File::open(&node).unwrap());
        assert_eq!(watch.who_wants_it(), None, "not at once");
        assert!(watch.look_at.is_some());
        assert!(
            within_20_secs(|| {
                watch.who_wants_it();
                watch.look_at.is_none().then_some(())
            })
            .is_some()
        );
        let mut newcomer = holder();
        assert_eq!(within_20_secs(|| watch.who_wants_it()).as_deref(), Some("sleep"));
        for process in [&mut before, &mut newcomer] {
            process.kill().unwrap();
            process.wait().unwrap();
        }
        assert!(other_users(&node).is_empty());
    }
}

//! Whether anything happened to a file or in a folder, without looking all the time.

use std::path::Path;

pub(super) use rustix::fs::inotify::WatchFlags;
use rustix::{
    fd::OwnedFd,
    fs::inotify::{self, CreateFlags},
};

/// Notes what happens to a file or in a folder.
pub(super) struct FileWatch(OwnedFd);

impl FileWatch {
    pub(super) fn begin(path: &Path, what: WatchFlags) -> rustix::io::Result<Self> {
        let inotify = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
        inotify::add_watch(&inotify, path, what)?;
        Ok(Self(inotify))
    }

    /// Whether anything happened since this was last asked. Does not wait.
    pub(super) fn anything_happened(&self) -> bool {
        let mut events = [0; 4096];
        rustix::io::read(&self.0, &mut events).is_ok_and(|read| read > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        fs::{self, Permissions},
        os::unix::fs::PermissionsExt,
    };

    use super::*;

    #[test]
    fn a_new_file_and_a_changed_right_are_noticed_once() {
        let dir = tempfile::tempdir().unwrap();
        let watch = FileWatch::begin(dir.path(), WatchFlags::CREATE | WatchFlags::ATTRIB).unwrap();
        assert!(!watch.anything_happened());
        let node = dir.path().join("video0");
        fs::write(&node, "").unwrap();
        assert!(watch.anything_happened() && !watch.anything_happened());
        drop(fs::File::open(&node).unwrap());
        assert!(!watch.anything_happened(), "opening is something else");
        fs::set_permissions(&node, Permissions::from_mode(0o600)).unwrap();
        assert!(watch.anything_happened());
    }
}

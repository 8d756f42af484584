//! All profiles of the user: a folder with a file for each. The folder is the truth; nothing of it is remembered.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{DeskSetup, MAX_NAME_LETTERS, Profile, ProfileError};
use crate::{posture::Neutral, small_file, time::WallTime};

/// A profile says when it was last used to about a day: more would be a write a start.
const TOUCH_HOURS: i64 = 20;
/// A longer file name helps nobody.
const MAX_ID_LETTERS: usize = 40;
const HINT_FOLDER: &str = "make the folder one that you may read and write, on a disk that is not full";

/// The folder with the user's profiles.
#[derive(Clone, Debug)]
pub struct Profiles {
    folder: PathBuf,
}

/// A profile in the folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The name of its file without `.json`; two never have the same.
    pub id: String,
    /// What is in it.
    pub profile: Profile,
}

/// What there is for a desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// This was calibrated here.
    Fits(Kept),
    /// There is only this: the same camera at other monitors, which is mostly another desk. Its neutral would judge
    /// wrongly, so that it must not be used; it is there to be told to the user.
    OtherMonitors(Kept),
    /// Nothing was calibrated with this camera.
    Nothing,
}

impl Profiles {
    /// The profiles in this folder, which need not be there yet, and what the user should be told about them: a damaged
    /// one is set aside, one that is newer or cannot be read is left alone, and neither is in the way of the others.
    ///
    /// A `profile.json` beside the folder, where Sitwell once kept its only calibration, becomes the profile of the
    /// first desk that is asked for.
    pub fn open(folder: impl Into<PathBuf>) -> (Self, Vec<ProfileError>) {
        let profiles = Self { folder: folder.into() };
        let mut troubles = Vec::new();
        let single = profiles.folder.with_file_name("profile.json");
        if single.is_file()
            && let Err(error) = profiles.take_over(&single)
        {
            troubles.push(set_aside_if_damaged(error));
        }
        match profiles.files() {
            Ok(files) => {
                let refused = files.iter().filter_map(|path| Profile::load(path).err());
                troubles.extend(refused.map(set_aside_if_damaged));
            }
            Err(error) => troubles.push(error),
        }
        (profiles, troubles)
    }

    /// Where the user's profiles are; `None` on a system without a home folder.
    pub fn default_folder() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "sitwell").map(|dirs| dirs.data_dir().join("profiles"))
    }

    /// All that can be read, the latest used first.
    pub fn list(&self) -> Result<Vec<Kept>, ProfileError> {
        let mut all: Vec<Kept> = self
            .files()?
            .iter()
            .filter_map(|path| {
                let id = path.file_stem()?.to_str()?.to_owned();
                Some(Kept { id, profile: Profile::load(path).ok()? })
            })
            .collect();
        all.sort_by(|a, b| {
            b.profile.last_used.cmp(&a.profile.last_used).then_with(|| a.profile.name.cmp(&b.profile.name))
        });
        Ok(all)
    }

    /// The one of this id, or of this name.
    pub fn get(&self, name: &str) -> Result<Kept, ProfileError> {
        let mut all = self.list()?;
        let lower = name.to_lowercase();
        let by_id = all.iter().position(|kept| kept.id == name);
        let place = by_id.or_else(|| all.iter().position(|kept| kept.profile.name.to_lowercase() == lower));
        let Some(place) = place else {
            let known = all.into_iter().map(|kept| kept.id).collect();
            return Err(ProfileError::Unknown { name: name.to_owned(), known });
        };
        Ok(all.swap_remove(place))
    }

    /// The profile for a desk. One that belongs to no desk yet is given to this one.
    pub fn find(&self, desk: &DeskSetup) -> Result<Found, ProfileError> {
        let all = self.list()?;
        let of = |fits: &dyn Fn(&DeskSetup) -> bool| {
            all.iter().find(|kept| kept.profile.desk.as_ref().is_some_and(fits)).cloned()
        };
        if let Some(kept) = of(&|other| other.is_same_desk(desk)) {
            return Ok(Found::Fits(kept));
        }
        // Where the monitors are not known now, the camera alone decides.
        if desk.monitors.is_empty()
            && let Some(kept) = of(&|other| other.camera == desk.camera)
        {
            return Ok(Found::Fits(kept));
        }
        // Where they were not known then, they are from now on.
        let camera_alone = of(&|other| other.camera == desk.camera && other.monitors.is_empty());
        let of_no_desk = || all.iter().find(|kept| kept.profile.desk.is_none()).cloned();
        if let Some(mut kept) = camera_alone.or_else(of_no_desk) {
            if kept.profile.desk.is_none() {
                kept.profile.name = free_name(&all, &desk.words());
            }
            kept.profile.desk = Some(desk.clone());
            self.write(&kept)?;
            return Ok(Found::Fits(kept));
        }
        Ok(of(&|other| other.camera == desk.camera).map_or(Found::Nothing, Found::OtherMonitors))
    }

    /// Keeps a calibration that was made `at` that time for a desk, in place of the one that was in force there.
    pub fn keep(&self, desk: &DeskSetup, neutral: Neutral, at: WallTime) -> Result<Kept, ProfileError> {
        let (id, profile) = if let Found::Fits(Kept { id, profile }) = self.find(desk)? {
            (id, Profile { neutral, ..profile })
        } else {
            let name = free_name(&self.list()?, &desk.words());
            let profile = Profile { name, desk: Some(desk.clone()), ..Profile::new(neutral) };
            (self.free_id(&profile.name), profile)
        };
        let last_used = profile.last_used.max(Some(at));
        let kept = Kept { id, profile: Profile { calibrated: Some(at), last_used, ..profile } };
        self.write(&kept)?;
        Ok(kept)
    }

    /// Gives a profile another name, with a number where another one has it; returns it. A name without letters changes
    /// nothing.
    pub fn rename(&self, id: &str, name: &str) -> Result<String, ProfileError> {
        let mut kept = self.get(id)?;
        if !name.trim().is_empty() && name.trim() != kept.profile.name {
            let others: Vec<Kept> = self.list()?.into_iter().filter(|other| other.id != kept.id).collect();
            kept.profile.name = free_name(&others, name);
            self.write(&kept)?;
        }
        Ok(kept.profile.name)
    }

    /// Notes that a profile is used; at most about once a day, to spare the disk. One that is gone stays gone.
    pub fn touch(&self, id: &str, at: WallTime) -> Result<(), ProfileError> {
        let Ok(mut kept) = self.get(id) else { return Ok(()) };
        let is_recent = |last: WallTime| at.0.duration_since(last.0).abs().as_hours() < TOUCH_HOURS;
        if kept.profile.last_used.is_some_and(is_recent) {
            return Ok(());
        }
        kept.profile.last_used = Some(at);
        self.write(&kept)
    }

    /// Writes a copy of a profile to a file, which may replace an older copy, and nothing else.
    pub fn export(&self, name: &str, file: &Path) -> Result<Kept, ProfileError> {
        let kept = self.get(name)?;
        if let Err(ProfileError::Malformed { .. }) = Profile::load(file) {
            let error = io::Error::new(io::ErrorKind::AlreadyExists, "it is there, and no profile");
            return Err(ProfileError::Io { path: file.into(), error, hint: "name another file" });
        }
        kept.profile.save(file)?;
        Ok(kept)
    }

    /// Takes a profile in. Where the same desk has one already, that is set aside; the same profile again changes nothing.
    pub fn import(&self, file: &Path) -> Result<Kept, ProfileError> {
        let mut profile = Profile::load(file)?;
        let all = self.list()?;
        if let Some(kept) = all.iter().find(|kept| is_same_calibration(&kept.profile, &profile)) {
            return Ok(kept.clone());
        }
        if profile.name.is_empty() {
            profile.name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        }
        let is_there = |kept: &&Kept| match (&kept.profile.desk, &profile.desk) {
            (Some(there), Some(new)) => there.is_same_desk(new),
            _ => false,
        };
        let former = all.iter().find(is_there);
        if let Some(former) = former {
            self.remove(&former.id)?;
        }
        let others: Vec<Kept> =
            all.iter().filter(|kept| former.is_none_or(|f| f.id != kept.id)).cloned().collect();
        profile.name = free_name(&others, &profile.name);
        let kept = Kept { id: self.free_id(&profile.name), profile };
        self.write(&kept)?;
        Ok(kept)
    }

    /// Takes a profile out of use. Its file stays beside the others, under the name that is returned.
    pub fn remove(&self, name: &str) -> Result<PathBuf, ProfileError> {
        let path = self.path(&self.get(name)?.id);
        small_file::set_aside(&path, "bak").map_err(|error| ProfileError::Io {
            path,
            error,
            hint: HINT_FOLDER,
        })
    }

    /// The path of a profile's file; ids are made here or read from the folder, never taken from the user.
    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    fn write(&self, kept: &Kept) -> Result<(), ProfileError> {
        kept.profile.save(&self.path(&kept.id))
    }

    /// The files of the folder that should be profiles, by name.
    fn files(&self) -> Result<Vec<PathBuf>, ProfileError> {
        let io = |error| ProfileError::Io { path: self.folder.clone(), error, hint: HINT_FOLDER };
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io(error)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(io)?.path();
            let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !is_hidden && path.extension().is_some_and(|extension| extension == "json") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// Makes the only calibration of an older Sitwell one of many. It leaves its former place only when it is safe in the
    /// new one.
    fn take_over(&self, single: &Path) -> Result<(), ProfileError> {
        self.import(single)?;
        small_file::set_aside(single, "bak").map_err(|error| {
            let hint = "move it out of the way: it was taken over";
            ProfileError::Io { path: single.into(), error, hint }
        })?;
        Ok(())
    }

    /// A file name for a profile of this name that nothing has yet.
    fn free_id(&self, name: &str) -> String {
        let mut base = String::new();
        for letter in name.to_lowercase().chars() {
            if letter.is_ascii_alphanumeric() {
                base.push(letter);
            } else if !base.is_empty() && !base.ends_with('-') {
                base.push('-');
            }
        }
        base.truncate(MAX_ID_LETTERS);
        let base = base.trim_end_matches('-');
        let base = if base.is_empty() { "desk" } else { base };
        first_free(base, |base, number| format!("{base}-{number}"), |id| !self.path(id).exists())
    }
}

/// A name that no other profile has.
fn free_name(all: &[Kept], wanted: &str) -> String {
    // With room for a number.
    let wanted: String = wanted.replace(char::is_control, "").chars().take(MAX_NAME_LETTERS - 8).collect();
    let wanted = if wanted.trim().is_empty() { "Desk" } else { wanted.trim() };
    first_free(
        wanted,
        |name, number| format!("{name} ({number})"),
        |name| all.iter().all(|kept| kept.profile.name != name),
    )
}

/// The wanted word, or the first numbered one that is free.
fn first_free(
    wanted: &str,
    numbered: impl Fn(&str, u32) -> String,
    is_free: impl Fn(&str) -> bool,
) -> String {
    let mut word = wanted.to_owned();
    let mut number = 1;
    while !is_free(&word) {
        number += 1;
        word = numbered(wanted, number);
    }
    word
}

/// Whether two are copies of one; when they were used and what they are called is no part of a calibration.
fn is_same_calibration(a: &Profile, b: &Profile) -> bool {
    let has_same_desk = match (&a.desk, &b.desk) {
        (Some(a), Some(b)) => a.is_same_desk(b),
        // One that belonged to no desk may have been given to one since.
        (_, None) => true,
        (None, Some(_)) => false,
    };
    a.neutral == b.neutral && has_same_desk
}

/// Only what is no profile at all is moved out of the way; what cannot be read now may be read tomorrow.
fn set_aside_if_damaged(error: ProfileError) -> ProfileError {
    let ProfileError::Malformed { path, what } = error else { return error };
    match small_file::set_aside(&path, "damaged") {
        Ok(aside) => ProfileError::SetAside { path, what, aside },
        Err(_) => ProfileError::Malformed { path, what },
    }
}

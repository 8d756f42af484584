//! Whether Sitwell starts with the user's session, in the background.

use std::{
    env, io,
    path::{Path, PathBuf},
};

/// What the entry starts the program with.
const ARGUMENT: &str = "--background";

/// Why Sitwell cannot be made to start with the session, or be kept from it.
#[derive(Debug, thiserror::Error)]
pub enum AutostartError {
    /// Where such things are kept is not known.
    #[error(
        "it is not known where your session keeps what it starts: {0}\nhint: set HOME and start Sitwell from there"
    )]
    NoPlace(String),
    /// The entry cannot be read or changed.
    #[error(
        "{path}: {error}\nhint: {path} tells your session to start Sitwell; it must be yours and on a disk that is not full"
    )]
    Entry {
        /// The entry.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// No entry can name such a program.
    #[error(
        "{0:?} cannot be started with the session\nhint: move Sitwell into a folder whose name has only letters that are text"
    )]
    Name(PathBuf),
    /// The system said no.
    #[error(
        "the system did not change what it starts with your session: {0}\nhint: change it in the system's settings"
    )]
    System(String),
}

/// The place that decides about it.
#[derive(Clone, Debug)]
pub struct Autostart {
    #[cfg(target_os = "linux")]
    entry: PathBuf,
    program: PathBuf,
}

impl Autostart {
    /// For the program that runs, in the user's session.
    pub fn of_user() -> Result<Self, AutostartError> {
        let program = env::current_exe().map_err(|error| AutostartError::NoPlace(error.to_string()))?;
        let dirs = directories::BaseDirs::new()
            .ok_or_else(|| AutostartError::NoPlace("you have no home folder".into()))?;
        Ok(Self::new(dirs.config_dir(), &program))
    }
}

/// By an entry in the session's `autostart` folder (Desktop Application Autostart Specification 0.5).
#[cfg(target_os = "linux")]
impl Autostart {
    /// For this program, with the entry in this folder of configurations (usually `~/.config`).
    pub fn new(config_folder: &Path, program: &Path) -> Self {
        Self { entry: config_folder.join("autostart/sitwell.desktop"), program: program.into() }
    }

    /// Whether Sitwell starts with the session. A tool of the desktop may have switched the entry off in its own way.
    pub fn is_on(&self) -> Result<bool, AutostartError> {
        let text = match crate::small_file::read(&self.entry, 1 << 16) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(self.entry_error(error)),
        };
        let text = String::from_utf8_lossy(&text);
        let is_off = |line: &str| {
            let line: String = line.split_whitespace().collect();
            line == "Hidden=true" || line == "X-GNOME-Autostart-enabled=false"
        };
        Ok(!text.lines().any(is_off))
    }

    /// Makes Sitwell start with the session, or not.
    pub fn set(&self, on: bool) -> Result<(), AutostartError> {
        let done = if on {
            crate::small_file::write(&self.entry, self.text()?.as_bytes())
        } else {
            match std::fs::remove_file(&self.entry) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed,
            }
        };
        done.map_err(|error| self.entry_error(error))
    }

    fn text(&self) -> Result<String, AutostartError> {
        let name = || AutostartError::Name(self.program.clone());
        let program =
            self.program.to_str().filter(|path| !path.chars().any(char::is_control)).ok_or_else(name)?;
        Ok(format!(
            "[Desktop Entry]\nType=Application\nName=Sitwell\nComment=Watches how you sit, on your machine alone\n\
             Exec={} {ARGUMENT}\nIcon=sitwell\nTerminal=false\n",
            quoted(program)
        ))
    }

    fn entry_error(&self, error: io::Error) -> AutostartError {
        AutostartError::Entry { path: self.entry.clone(), error }
    }
}

/// An argument in the `Exec` line of a desktop entry (Desktop Entry Specification 1.5): quoted, every backslash of the
/// quoting written twice as in every string there, and a percent sign twice because it begins a field code.
#[cfg(target_os = "linux")]
fn quoted(argument: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in argument.chars() {
        match letter {
            '\\' => quoted += r"\\\\",
            '"' | '`' | '$' => quoted.extend(['\\', '\\', letter]),
            '%' => quoted += "%%",
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

/// By the means of macOS and Windows.
#[cfg(not(target_os = "linux"))]
impl Autostart {
    fn new(_config_folder: &Path, program: &Path) -> Self {
        Self { program: program.into() }
    }

    /// Whether Sitwell starts with the session.
    pub fn is_on(&self) -> Result<bool, AutostartError> {
        self.system()?.is_enabled().map_err(|error| AutostartError::System(error.to_string()))
    }

    /// Makes Sitwell start with the session, or not.
    pub fn set(&self, on: bool) -> Result<(), AutostartError> {
        let system = self.system()?;
        let done = if on { system.enable() } else { system.disable() };
        done.map_err(|error| AutostartError::System(error.to_string()))
    }

    fn system(&self) -> Result<auto_launch::AutoLaunch, AutostartError> {
        let program = self.program.to_str().ok_or_else(|| AutostartError::Name(self.program.clone()))?;
        auto_launch::AutoLaunchBuilder::new()
            .set_app_name("Sitwell")
            .set_app_path(program)
            .set_args(&[ARGUMENT])
            .build()
            .map_err(|error| AutostartError::System(error.to_string()))
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn it_is_off_until_it_is_switched_on_and_off_again() {
        let config = tempfile::tempdir().unwrap();
        let autostart = Autostart::new(config.path(), Path::new("/opt/sitwell/sitwell"));
        assert!(!autostart.is_on().unwrap());
        autostart.set(false).unwrap();
        autostart.set(true).unwrap();
        autostart.set(true).unwrap();
        assert!(autostart.is_on().unwrap());
        let entry = config.path().join("autostart/sitwell.desktop");
        let text = fs::read_to_string(&entry).unwrap();
        assert!(text.contains("\nExec=\"/opt/sitwell/sitwell\" --background\n"), "{text}");
        autostart.set(false).unwrap();
        assert!(!autostart.is_on().unwrap() && !entry.exists());
    }

    #[test]
    fn what_the_desktops_own_settings_switched_off_is_off() {
        let config = tempfile::tempdir().unwrap();
        let autostart = Autostart::new(config.path(), Path::new("/usr/bin/sitwell"));
        for off in ["Hidden=true", "X-GNOME-Autostart-enabled = false"] {
            autostart.set(true).unwrap();
            let entry = config.path().join("autostart/sitwell.desktop");
            let text = fs::read_to_string(&entry).unwrap() + off;
            fs::write(&entry, text).unwrap();
            assert!(!autostart.is_on().unwrap(), "{off}");
        }
        autostart.set(true).unwrap();
        assert!(autostart.is_on().unwrap());
    }

    #[test]
    fn an_entry_that_cannot_be_is_told_with_its_place() {
        let config = tempfile::tempdir().unwrap();
        let autostart = Autostart::new(config.path(), Path::new("/usr/bin/sitwell"));
        fs::write(config.path().join("autostart"), "a file").unwrap();
        let error = autostart.set(true).unwrap_err().to_string();
        assert!(error.contains("autostart/sitwell.desktop") && error.contains("hint: "), "{error}");
        let odd = Autostart::new(config.path(), Path::new("/odd\n/sitwell"));
        assert!(matches!(odd.set(true), Err(AutostartError::Name(_))));
    }

    #[test]
    fn every_program_can_be_named() {
        assert_eq!(quoted("/a b/sit"), "\"/a b/sit\"");
        assert_eq!(quoted("/100%"), "\"/100%%\"");
        assert_eq!(quoted(r#"/$a"b`c\d"#), r#""/\\$a\\"b\\`c\\\\d""#);
    }
}

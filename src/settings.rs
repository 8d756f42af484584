//! What the user may choose, as a TOML file that is made to be edited by hand: what it leaves out has its default,
//! and the window changes single values in it and leaves the comments alone.

use std::{
    io,
    ops::{Range, RangeInclusive},
    path::{Path, PathBuf},
};

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use toml::{Spanned, de::DeTable};
use toml_edit::{DocumentMut, Item, TableLike, Value};

use crate::{
    alerts::AlertSettings,
    care::{Kit, Place},
    small_file,
    text::Language,
};

/// No settings are larger; a larger file is something else.
const MAX_BYTES: u64 = 1 << 16;
/// The first lines of a file that this program makes.
const HEADER: &str = "# Sitwell's settings. What is not here has its default.\n\n";
/// A name that is less alike is no slip of the finger.
const MIN_LIKENESS: f64 = 0.75;

/// How long a fault may have to last before it is told, in seconds.
pub const DWELL_SECS: RangeInclusive<f64> = 5.0..=3600.0;
/// How many alerts about the posture an hour can be asked for.
pub const ALERTS_AN_HOUR: RangeInclusive<u32> = 1..=60;
/// After how long sitting may be told, in seconds.
pub const SITTING_SECS: RangeInclusive<f64> = 300.0..=4.0 * 3600.0;
/// How long nobody may have to be there before the camera is closed, in seconds.
pub const AWAY_SECS: RangeInclusive<f64> = 10.0..=3600.0;

/// Everything that the user may choose.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// When and how the user is told something.
    pub alerts: AlertSettings,
    /// Which camera, and when it is closed.
    pub camera: CameraSettings,
    /// What exercises may ask for.
    pub care: CareSettings,
    /// How Sitwell stands among the other programs.
    pub desktop: DesktopSettings,
    /// What is kept of the user.
    pub privacy: PrivacySettings,
    /// How the window looks.
    pub window: WindowSettings,
}

/// Which camera, and when it is closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CameraSettings {
    /// What to watch where the command line names nothing, in the grammar of [`crate::source`].
    pub source: String,
    /// Whether the camera is closed while nobody is there, and opened for a look now and then.
    pub release_when_away: bool,
    /// How long nobody must have been there for that, in seconds.
    pub away_secs: f64,
}

impl Default for CameraSettings {
    fn default() -> Self {
        Self { source: "camera".to_owned(), release_when_away: true, away_secs: 120.0 }
    }
}

/// What exercises may ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CareSettings {
    /// What is at hand.
    pub kit: Vec<Kit>,
    /// Where the user is.
    pub place: Place,
}

impl Default for CareSettings {
    fn default() -> Self {
        // What hardly an office lacks.
        Self { kit: vec![Kit::Wall, Kit::Doorway], place: Place::Desk }
    }
}

/// How Sitwell stands among the other programs. Whether it starts with the desktop is not here: that the desktop keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DesktopSettings {
    /// Whether there is an icon in the tray, where the desktop has one.
    pub tray: bool,
    /// Whether Sitwell goes on when its window is closed, where it can be called back.
    pub close_to_background: bool,
}

impl Default for DesktopSettings {
    fn default() -> Self {
        Self { tray: true, close_to_background: true }
    }
}

/// What is kept of the user.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrivacySettings {
    /// How long sessions are kept.
    pub retention: Retention,
}

/// How long sessions are kept, with the exercises and feelings of their time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Retention {
    /// Until the user deletes them.
    #[default]
    Unlimited,
    /// Two years.
    TwoYears,
    /// One year.
    OneYear,
    /// Three months.
    ThreeMonths,
}

impl Retention {
    /// The first day that is kept; `None`: every day is.
    pub fn first_day(self, today: Date) -> Option<Date> {
        let kept = match self {
            Self::Unlimited => return None,
            Self::TwoYears => 2.years(),
            Self::OneYear => 1.year(),
            Self::ThreeMonths => 3.months(),
        };
        Some(today.saturating_sub(kept))
    }
}

/// How the window looks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WindowSettings {
    /// Its colours.
    pub theme: Theme,
    /// How much moves in it.
    pub motion: Motion,
    /// What its live page shows of the user.
    pub picture: Picture,
    /// Whether it is the small one that stays above the others.
    pub compact: bool,
    /// The language of everything that the user reads, except on the command line.
    pub language: LanguageChoice,
    /// Whether the tour of the first start is over.
    pub is_tour_over: bool,
}

/// How much moves in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// As the desktop wishes, where it tells.
    #[default]
    System,
    /// As little as can be: figures are rows of pictures, nothing glides.
    Reduced,
    /// As usual.
    Full,
}

/// The language of window, tray and notifications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LanguageChoice {
    /// The desktop's, where Sitwell speaks it; otherwise English.
    #[default]
    System,
    /// English.
    English,
    /// German.
    German,
}

impl LanguageChoice {
    /// The language that was chosen.
    pub fn language(self) -> Language {
        match self {
            Self::System => Language::of_desktop(),
            Self::English => Language::English,
            Self::German => Language::German,
        }
    }
}

/// What the live page shows of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// The camera's picture, with the skeleton over it.
    #[default]
    Camera,
    /// The skeleton alone.
    Skeleton,
}

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop's, where it tells.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Why settings cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file system said no.
    #[error("{path}: {error}\nhint: {hint}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
        /// What to do.
        hint: &'static str,
    },
    /// Something in the file cannot be.
    #[error("{path}:{}: {}\nhint: {}", fault.line, fault.what, fault.hint)]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        fault: Fault,
    },
}

/// What is wrong in a text that should be settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
    /// What to write instead.
    pub hint: String,
}

impl Settings {
    /// Reads settings; where there is no file, everything has its default.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let Some(bytes) = read(path)? else { return Ok(Self::default()) };
        let settings = text(&bytes).and_then(Self::from_toml);
        settings.map_err(|fault| SettingsError::Wrong { path: path.into(), fault })
    }

    /// Writes settings. A value that the file has is replaced in its place, one that it lacks is added if it is not the
    /// default, and everything else in it stays. A file that cannot be read as settings is set aside as `.bak`.
    pub fn save(&self, path: &Path) -> Result<(), SettingsError> {
        let io = |error| SettingsError::Io {
            path: path.into(),
            error,
            hint: "make the file and its folder writable, on a disk that is not full",
        };
        small_file::check_target(path).map_err(io)?;
        let former = read(path)?;
        let intact =
            former.as_deref().and_then(|bytes| text(bytes).ok()).filter(|text| Self::from_toml(text).is_ok());
        if former.is_some() && intact.is_none() {
            small_file::set_aside(path, "bak").map_err(io)?;
        }
        let mut document: DocumentMut = intact.unwrap_or(HEADER).parse().unwrap_or_default();
        self.write_into(&mut document).map_err(|error| io(io::Error::other(error)))?;
        small_file::write(path, document.to_string().as_bytes()).map_err(io)
    }

    /// Where the settings are; `None` on a system without a home folder.
    pub fn default_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "sitwell").map(|dirs| dirs.config_dir().join("settings.toml"))
    }

    /// Reads settings from a text.
    pub fn from_toml(text: &str) -> Result<Self, Fault> {
        let malformed = |error: &toml::de::Error, hint: &str| Fault {
            line: line(text, error.span().unwrap_or_default()),
            what: error.message().trim().replace('\n', "; "),
            hint: hint.to_owned(),
        };
        let table = DeTable::parse(text).map_err(|error| {
            malformed(
                &error,
                "write one setting a line, as `name = value`, with words between quotation marks",
            )
        })?;
        let table = table.get_ref();
        if let Some(fault) = unknown_name(text, table) {
            return Err(fault);
        }
        let settings: Self = toml::from_str(text)
            .map_err(|error| malformed(&error, "correct the value, or remove the line for the default"))?;
        let Some((section, key, what)) = settings.impossible() else { return Ok(settings) };
        let span = table.get(section).and_then(|section| section.get_ref().get(key)).map(Spanned::span);
        let hint = "correct the number, or remove the line for the default".to_owned();
        Err(Fault { line: line(text, span.unwrap_or_default()), what, hint })
    }

    /// The first number that cannot be: its section, its name, and what it may be.
    fn impossible(&self) -> Option<(&'static str, &'static str, String)> {
        let AlertSettings { dwell_secs, max_an_hour, sitting_secs, firm_sitting_secs, .. } = self.alerts;
        let an_hour = f64::from(*ALERTS_AN_HOUR.start())..=f64::from(*ALERTS_AN_HOUR.end());
        let numbers = [
            ("alerts", "dwell_secs", dwell_secs, DWELL_SECS),
            ("alerts", "max_an_hour", f64::from(max_an_hour), an_hour),
            ("alerts", "sitting_secs", sitting_secs, SITTING_SECS),
            ("alerts", "firm_sitting_secs", firm_sitting_secs, SITTING_SECS),
            ("camera", "away_secs", self.camera.away_secs, AWAY_SECS),
        ];
        let outside = numbers.into_iter().find(|(_, _, value, range)| !range.contains(value));
        outside.map(|(section, key, value, range)| {
            (section, key, format!("`{key}` is {value}, and may be {} to {}", range.start(), range.end()))
        })
    }

    fn write_into(&self, document: &mut DocumentMut) -> Result<(), toml_edit::ser::Error> {
        let defaults = toml_edit::ser::to_document(&Self::default())?;
        let chosen = toml_edit::ser::to_document(self)?;
        for (section, values) in chosen.iter() {
            let values = values.as_table_like().into_iter().flat_map(TableLike::iter);
            for (key, item) in values {
                let Some(value) = item.as_value() else { continue };
                let default =
                    defaults.get(section).and_then(|section| section.get(key)).and_then(Item::as_value);
                let there = document.get(section).is_some_and(|section| section.get(key).is_some());
                if there || !default.is_some_and(|default| is_same(default, value)) {
                    put(document, section, key, value);
                }
            }
        }
        Ok(())
    }
}

/// What is in the file; `None` where there is no file.
fn read(path: &Path) -> Result<Option<Vec<u8>>, SettingsError> {
    match small_file::read(path, MAX_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let hint = "let the settings be a file that you may read, or remove what is there";
            Err(SettingsError::Io { path: path.into(), error, hint })
        }
    }
}

fn text(bytes: &[u8]) -> Result<&str, Fault> {
    str::from_utf8(bytes).map_err(|error| Fault {
        line: bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1,
        what: "it is not text in UTF-8".to_owned(),
        hint: "save the file as UTF-8 in your editor".to_owned(),
    })
}

/// The line of a place in a text, counted from 1.
fn line(text: &str, span: Range<usize>) -> usize {
    text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

/// The first name that is no setting, with the one that was likely meant.
fn unknown_name(text: &str, table: &DeTable<'_>) -> Option<Fault> {
    let known = toml::Table::try_from(Settings::default()).ok()?;
    let fault = |kind: &str, name: &str, span, known: &toml::Table| {
        let likeness = |other: &&String| strsim::jaro_winkler(name, other);
        let nearest = known.keys().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let hint = match nearest.filter(|other| likeness(other) >= MIN_LIKENESS) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!(
                "there are {}",
                known.keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        Fault { line: line(text, span), what: format!("there is no {kind} `{name}`"), hint }
    };
    for (section, values) in table {
        let Some(known_values) = known.get(section.get_ref().as_ref()).and_then(toml::Value::as_table) else {
            return Some(fault("section", section.get_ref(), section.span(), &known));
        };
        let keys = values.get_ref().as_table().into_iter().flat_map(|values| values.keys());
        let unknown = keys.into_iter().find(|key| !known_values.contains_key(key.get_ref().as_ref()));
        if let Some(key) = unknown {
            return Some(fault("setting", key.get_ref(), key.span(), known_values));
        }
    }
    None
}

/// Puts a value in its place, and leaves what is written around it; a value that is there already stays as it is
/// written.
fn put(document: &mut DocumentMut, section: &str, key: &str, value: &Value) {
    let Some(section) = document.entry(section).or_insert_with(toml_edit::table).as_table_like_mut() else {
        return;
    };
    match section.get_mut(key).and_then(Item::as_value_mut) {
        Some(there) if is_same(there, value) => {}
        Some(there) => {
            let around = there.decor().clone();
            *there = value.clone();
            *there.decor_mut() = around;
        }
        None => {
            let _none = section.insert(key, Item::Value(value.clone()));
        }
    }
}

fn is_same(a: &Value, b: &Value) -> bool {
    let number = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => match (a.as_array(), b.as_array()) {
            (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
            _ => (a.as_bool(), a.as_str()) == (b.as_bool(), b.as_str()),
        },
    }
}

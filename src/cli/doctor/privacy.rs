//! What is stored of the user, where, and who may read it.

use std::{
    fs::{self, Metadata},
    path::{Path, PathBuf},
};

use crate::{
    desktop::control,
    profile::Profiles,
    settings::{Retention, Settings},
    store::{Dates, Store, StoreError},
};

/// In sections with titles.
pub(in crate::cli) fn stored() -> Vec<(&'static str, Vec<String>)> {
    let nowhere = || vec!["stored nowhere: this system names no home folder".to_owned()];
    vec![
        (
            "Pictures",
            vec![
                "stored nowhere, and sent nowhere; they are forgotten once they are judged".to_owned(),
                "Sitwell opens no connection to any network".to_owned(),
            ],
        ),
        ("Sessions", Store::default_path().map_or_else(nowhere, |path| sessions(&path))),
        ("Calibrations", Profiles::default_folder().map_or_else(nowhere, |folder| calibrations(&folder))),
        ("Settings", Settings::default_path().map_or_else(nowhere, |path| vec![file(&path)])),
        (
            "While it runs",
            match control::folder() {
                Ok(folder) => vec![format!(
                    "{}: a socket, through which your other programs may ask Sitwell to pause or to show itself",
                    folder.display()
                )],
                Err(error) => vec![format!("no other program can ask it anything: {error}")],
            },
        ),
    ]
}

fn sessions(path: &Path) -> Vec<String> {
    let mut lines = vec![
        "once a second angles, distances and the verdict; episodes, breaks, alerts and your answers, exercises, what you \
         told about how you feel"
            .to_owned(),
        kept_for().to_owned(),
        file(path),
    ];
    // Other files of its name are its log while it is open, and damaged ones that were set aside.
    lines.extend(beside(path).iter().map(|path| file(path)));
    if path.exists() {
        lines.push(match content(path) {
            Ok(content) => content,
            Err(error) => format!("problem: {error}"),
        });
        lines.push(
            "hint: `sitwell sessions delete` deletes a session, a day or everything, and overwrites it"
                .to_owned(),
        );
    }
    lines
}

fn kept_for() -> &'static str {
    // Where they cannot be read, the usual ones hold; `sitwell doctor` tells why.
    let settings = Settings::default_path().and_then(|path| Settings::load(&path).ok()).unwrap_or_default();
    match settings.privacy.retention {
        Retention::Unlimited => "kept until you delete them (`retention` in the settings)",
        Retention::TwoYears => "kept for two years (`retention` in the settings)",
        Retention::OneYear => "kept for one year (`retention` in the settings)",
        Retention::ThreeMonths => "kept for three months (`retention` in the settings)",
    }
}

fn content(path: &Path) -> Result<String, StoreError> {
    let everything: Dates = jiff::civil::Date::MIN..=jiff::civil::Date::MAX;
    let reader = Store::open(path).0.read()?;
    let (sessions, feelings) = (reader.sessions(everything.clone())?, reader.feelings(everything)?);
    let days = sessions.first().zip(sessions.last());
    let days =
        days.map_or_else(String::new, |(first, last)| format!(", from {} to {}", first.date, last.date));
    Ok(format!("{} sessions{days}; {} times how you feel", sessions.len(), feelings.len()))
}

fn beside(path: &Path) -> Vec<PathBuf> {
    let Some((folder, name)) = path.parent().zip(path.file_name()) else { return Vec::new() };
    let name = name.to_string_lossy().into_owned();
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|other| {
            other != path && other.file_name().is_some_and(|other| other.to_string_lossy().starts_with(&name))
        })
        .collect();
    found.sort();
    found
}

fn calibrations(folder: &Path) -> Vec<String> {
    let mut lines = vec![
        "where your points were in the picture while you sat upright, and which camera and monitors you have"
            .to_owned(),
        place(folder, "folder"),
    ];
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    lines.extend(files.iter().map(|path| file(path)));
    lines
}

fn file(path: &Path) -> String {
    place(path, "file")
}

/// Where it is, how large, and for whom.
fn place(path: &Path, what: &str) -> String {
    let Ok(found) = fs::metadata(path) else { return format!("{} (none yet)", path.display()) };
    let size = if found.is_file() { format!("{} KB, ", found.len().div_ceil(1000)) } else { String::new() };
    let right = if what == "folder" { 0o700 } else { 0o600 };
    let mode = mode_of(&found);
    if mode & 0o700 == mode {
        return format!("{} ({size}for you alone, {mode:04o})", path.display());
    }
    format!(
        "{path} ({size}others on this computer may look into it, {mode:04o})\nhint: `chmod {right:o} '{path}'` keeps it \
         to you",
        path = path.display()
    )
}

/// Who may do what with it.
#[cfg(unix)]
fn mode_of(found: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o777
}

/// Elsewhere the folders of a user are closed to others, and there is no such number.
#[cfg(not(unix))]
fn mode_of(_: &Metadata) -> u32 {
    0o600
}

//! `sitwell profiles`: the calibrations that are kept, one for every camera and desk.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use anyhow::bail;
use serde::Serialize;

use super::say;
use crate::{
    posture::OwnPosture,
    profile::{DeskSetup, Kept, Profiles as Store},
    text,
    time::WallTime,
};

/// The options of `sitwell profiles`.
#[derive(clap::Args)]
pub(super) struct Profiles {
    #[command(subcommand)]
    action: Option<Action>,
}

/// What to do with the profiles.
#[derive(clap::Subcommand)]
enum Action {
    /// List them, the latest used first; so does `sitwell profiles` alone
    List {
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell what is in one
    Show {
        /// The id that the list begins its line with, or the name
        name: String,
    },
    /// Copy one to a file, to keep it or to take it to another computer
    Export {
        /// The id that the list begins its line with, or the name
        name: String,
        /// Where to; an older copy there is replaced, and nothing else
        file: PathBuf,
    },
    /// Take in a file that was exported, or written by `analyze --save-profile`
    Import {
        /// The file
        file: PathBuf,
    },
    /// Take one out of use, so that Sitwell asks to calibrate again; its file is set aside
    Reset {
        /// The id that the list begins its line with, or the name
        name: String,
    },
}

/// One of the list, as JSON.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    name: &'a str,
    desk: Option<&'a DeskSetup>,
    calibrated: Option<WallTime>,
    last_used: Option<WallTime>,
}

impl Profiles {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let Some(folder) = Store::default_folder() else {
            bail!(
                "this system names no home folder, so that no profiles are kept\nhint: set HOME, or name a file with --profile"
            );
        };
        let (store, troubles) = Store::open(folder);
        for trouble in troubles {
            say(&format!("warning: {trouble}"));
        }
        let mut out = io::stdout().lock();
        match self.action.as_ref().unwrap_or(&Action::List { json: false }) {
            Action::List { json: true } => {
                let all = store.list()?;
                let lines: Vec<Line<'_>> = all.iter().map(line).collect();
                writeln!(out, "{}", serde_json::to_string_pretty(&lines)?)?;
            }
            Action::List { json: false } => {
                let all = store.list()?;
                if all.is_empty() {
                    say("there is no profile yet\nhint: calibrate in the window to make one");
                }
                for kept in &all {
                    writeln!(
                        out,
                        "{}  {}\n    {}",
                        kept.id,
                        kept.profile.name,
                        text::profile_words(&kept.profile)
                    )?;
                }
            }
            Action::Show { name } => write!(out, "{}", describe(&store.get(name)?))?,
            Action::Export { name, file } => {
                let kept = store.export(name, file)?;
                say(&format!("{} was copied to {}", kept.id, file.display()));
            }
            Action::Import { file } => say(&format!("it is kept as {}", store.import(file)?.id)),
            Action::Reset { name } => {
                say(&format!("it is no longer used; its file is now {}", store.remove(name)?.display()));
            }
        }
        Ok(())
    }
}

fn line(kept: &Kept) -> Line<'_> {
    let Kept { id, profile } = kept;
    Line {
        id,
        name: &profile.name,
        desk: profile.desk.as_ref(),
        calibrated: profile.calibrated,
        last_used: profile.last_used,
    }
}

fn describe(kept: &Kept) -> String {
    let Kept { id, profile } = kept;
    let mut lines = format!("{}\n    id {id}\n    {}\n", profile.name, text::profile_words(profile));
    match &profile.desk {
        Some(desk) => {
            // A terminal obeys some of what a device may call itself.
            let plain = |name: &str| name.replace(char::is_control, "");
            lines += &format!("    camera {} ({})\n", plain(&desk.camera_name), plain(&desk.camera));
            for monitor in &desk.monitors {
                lines += &format!("    monitor {}\n", plain(monitor));
            }
        }
        None => lines += "    for the first desk that has none of its own\n",
    }
    let neutral = &profile.neutral;
    let [width, height] = neutral.pose.image_size;
    lines += &format!("    neutral of {} pictures of {width}x{height}\n", neutral.samples);
    for posture in [OwnPosture::Slouch, OwnPosture::RoundedShoulders] {
        if neutral.own.postures[posture].is_some() {
            lines += &format!("    {}\n", text::own_posture_name(posture));
        }
    }
    if let Some(degrees) = neutral.own.neutral_cva_deg {
        lines += &format!("    craniovertebral angle {degrees}° on a photo from the side\n");
    }
    if let Some(degrees) = neutral.own.field_of_view_deg {
        lines += &format!("    field of view {degrees}°\n");
    }
    lines
}

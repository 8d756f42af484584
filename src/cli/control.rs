//! The commands that ask the running Sitwell: `sitwell pause`, `status` and their like.

use std::io::{self, Write};

use anyhow::anyhow;
use clap::Subcommand;
use jiff::{Timestamp, tz::TimeZone};

use crate::desktop::control::{self, Answer, ControlError, MAX_MINUTES, Request, Status};

/// What the running Sitwell can be asked.
#[derive(Subcommand)]
pub(super) enum Control {
    /// Let the running Sitwell close the camera, until `sitwell resume`
    Pause {
        /// Only for so many minutes
        #[arg(long, value_name = "N", value_parser = minutes())]
        minutes: Option<u32>,
    },
    /// Let the running Sitwell open the camera again
    Resume,
    /// Tell how the running Sitwell is doing
    Status {
        /// As one JSON object, for programs
        #[arg(long)]
        json: bool,
    },
    /// Let the running Sitwell take a new neutral: sit comfortably upright for ten seconds
    Calibrate,
    /// Show the window of the running Sitwell
    Show,
    /// Let the running Sitwell give no alerts for a while
    Snooze {
        /// For so many minutes
        #[arg(long, value_name = "N", default_value_t = 30, value_parser = minutes())]
        minutes: u32,
    },
    /// End the running Sitwell
    Quit,
}

fn minutes() -> impl clap::builder::TypedValueParser<Value = u32> {
    clap::value_parser!(u32).range(1..=i64::from(MAX_MINUTES))
}

impl Control {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let request = match *self {
            Self::Pause { minutes } => Request::Pause { minutes },
            Self::Resume => Request::Resume,
            Self::Status { .. } => Request::Status,
            Self::Calibrate => Request::Calibrate,
            Self::Show => Request::Show,
            Self::Snooze { minutes } => Request::Snooze { minutes },
            Self::Quit => Request::Quit,
        };
        let mut out = io::stdout().lock();
        match (control::send(&control::folder()?, request)?, self) {
            (Answer::Done { message }, _) => writeln!(out, "{message}")?,
            (Answer::Status(status), Self::Status { json: true }) => {
                writeln!(out, "{}", serde_json::to_string(&status)?)?;
            }
            (Answer::Status(status), _) => out.write_all(describe(&status).as_bytes())?,
            (Answer::Refused { message, hint }, _) => return Err(anyhow!("{message}\nhint: {hint}")),
        }
        Ok(())
    }
}

/// Whether the command failed for want of somebody to ask.
pub(super) fn is_not_running(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(ControlError::NotRunning))
}

fn describe(status: &Status) -> String {
    let clock_time = |at: Timestamp| at.to_zoned(TimeZone::system()).strftime("%H:%M on %-d %B").to_string();
    let mut lines = format!("Camera: {} (since {})\n", status.camera_words, clock_time(status.camera_since));
    lines += &format!("Posture: {}\n", status.posture_words);
    if let Some(until) = status.paused_until {
        lines += &format!("Paused until {}\n", clock_time(until));
    }
    if let Some(until) = status.snoozed_until {
        lines += &format!("No alerts until {}\n", clock_time(until));
    }
    match &status.profile {
        Some(profile) => lines += &format!("Profile: {profile}\n"),
        None => lines += "Profile: none yet; `sitwell calibrate` makes one\n",
    }
    lines
}

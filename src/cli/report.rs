//! `sitwell report`: what was kept of a session or of several days, as a report.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use anyhow::{Context, bail};
use jiff::civil::Date;

use super::say;
use crate::{
    report::{Choice, Format, Personal, gather},
    store::{SessionId, Store},
    text::Language,
};

/// The options of `sitwell report`.
#[derive(clap::Args)]
pub(super) struct Report {
    /// Which session: its number in `sitwell sessions list`, or `last`
    #[arg(long, value_name = "ID", default_value = "last", conflicts_with_all = ["from", "to"])]
    session: String,
    /// All sessions from this day on, such as 2026-11-16
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Up to this day, with it [usual: today]
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<Date>,
    /// The format, where the name of the file does not say it [usual: text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write it into this file; the ending chooses the format: html, pdf, csv, json, parquet, txt
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    told: Told,
}

/// What a report tells, and in which language.
#[derive(clap::Args)]
pub(super) struct Told {
    /// Whose report it is; stands in the heading
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Leave out how you felt
    #[arg(long)]
    without_feelings: bool,
    /// The language of the report, en or de [usual: the desktop's]
    #[arg(long, value_name = "CODE", value_parser = parse_language)]
    language: Option<Language>,
}

fn parse_language(code: &str) -> Result<Language, String> {
    let known = Language::ALL.into_iter().find(|language| language.code() == code);
    known.ok_or_else(|| "Sitwell speaks en and de".to_owned())
}

impl Told {
    /// Speaks the language that was asked for; what else is told.
    pub(super) fn personal(&self) -> Personal {
        self.language.unwrap_or_else(Language::of_desktop).set();
        Personal { name: self.name.clone(), without_feelings: self.without_feelings }
    }
}

impl Report {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, Some(path)) => Format::of_path(path)?,
            (None, None) => Format::Text,
        };
        let path = Store::default_path().context("there is no folder for your sessions\nhint: set HOME")?;
        let (store, notice) = Store::open(&path);
        if let Some(notice) = notice {
            say(&format!("warning: {notice}"));
        }
        let gathered = gather(&store.read()?, self.choice()?, &self.told.personal())?;
        match &self.output {
            Some(path) => {
                gathered.save(format, path)?;
                say(&format!("written: {}", path.display()));
            }
            None => io::stdout().write_all(&gathered.bytes(format)?).context("standard output is closed")?,
        }
        Ok(())
    }

    fn choice(&self) -> anyhow::Result<Choice> {
        if let Some(from) = self.from {
            let to = self.to.unwrap_or_else(|| crate::time::WallTime::now().date());
            if to < from {
                bail!("--to {to} is before --from {from}\nhint: give the earlier day first");
            }
            return Ok(Choice::Days(from, to));
        }
        if self.session == "last" {
            return Ok(Choice::Last);
        }
        let id = self.session.parse().ok().with_context(|| {
            format!(
                "{}: no session is called so\nhint: `sitwell sessions list` shows their numbers",
                self.session
            )
        })?;
        Ok(Choice::Session(SessionId(id)))
    }
}

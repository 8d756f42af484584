//! `sitwell sessions`: what was recorded; to look at, to take along and to delete.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use anyhow::bail;
use jiff::{civil::Date, tz::Offset};
use serde::Serialize;

use super::say;
use crate::{
    posture::Deviation,
    store::{Contents, Reader, Session, SessionId, SessionRecord, Store},
    text,
    time::WallTime,
};

/// The options of `sitwell sessions`.
#[derive(clap::Args)]
pub(super) struct Sessions {
    /// Where they are kept; without this option where the window keeps them
    #[arg(long, value_name = "FILE", global = true)]
    store: Option<PathBuf>,
    #[command(subcommand)]
    action: Option<Action>,
}

/// What to do with the sessions.
#[derive(clap::Subcommand)]
enum Action {
    /// List them, the latest last; so does `sitwell sessions` alone
    List {
        /// From this day on, such as 2026-03-02
        #[arg(long, value_name = "DATE")]
        from: Option<Date>,
        /// Up to this day
        #[arg(long, value_name = "DATE")]
        to: Option<Date>,
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell what is in one
    Show {
        /// The number that the list begins its line with, or `last`
        session: String,
    },
    /// Delete for good: a session, a day, or everything
    Delete(Delete),
    /// Write a backup of everything, or of one session, to one file
    Export {
        /// Where to; an older backup there is replaced, and nothing else
        file: PathBuf,
        /// This session alone: the number that the list begins its line with, or `last`
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// Leave out names of profiles and cameras, and what you told about how you feel
        #[arg(long)]
        anonymous: bool,
    },
    /// Take in what a backup has and is not here yet; twice changes nothing
    Import {
        /// The backup
        file: PathBuf,
    },
    /// Delete for good what is older than so many days
    Prune {
        /// How many days stay, today included
        #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i32).range(1..=100_000))]
        keep_days: i32,
    },
}

/// What to delete.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Delete {
    /// The number that the list begins its line with, or `last`
    session: Option<String>,
    /// Everything of a day, such as 2026-03-02
    #[arg(long, value_name = "DATE")]
    day: Option<Date>,
    /// Everything that was ever recorded, and what you told about how you feel
    #[arg(long)]
    everything: bool,
}

/// One of the list, as JSON.
#[derive(Serialize)]
struct Line<'a> {
    id: SessionId,
    since: WallTime,
    until: WallTime,
    is_ended: bool,
    source: &'a str,
    profile: Option<&'a str>,
    watched_secs: f64,
    away_secs: f64,
    known_secs: f64,
    good_secs: f64,
}

impl Sessions {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let Some(path) = self.store.clone().or_else(Store::default_path) else {
            bail!(
                "this system names no home folder, so that no sessions are kept\nhint: set HOME, or name a file with --store"
            );
        };
        if self.store.is_some() && !path.exists() && !matches!(self.action, Some(Action::Import { .. })) {
            bail!(
                "{}: there is no such file\nhint: name a file that sessions were recorded in",
                path.display()
            );
        }
        let (store, notice) = Store::open(&path);
        if let Some(notice) = notice {
            say(&format!("warning: {notice}"));
        }
        store.tell_troubles(|trouble| say(&format!("warning: {trouble}")));
        match &self.action {
            None => list(&store.read()?, None, None, false),
            Some(Action::List { from, to, json }) => list(&store.read()?, *from, *to, *json),
            Some(Action::Show { session }) => {
                let reader = store.read()?;
                let record = reader.session(named(&reader, session)?)?;
                Ok(write!(io::stdout().lock(), "{}", describe(&record))?)
            }
            Some(Action::Delete(delete)) => delete.run(&store),
            Some(Action::Export { file, session, anonymous }) => {
                let contents =
                    if *anonymous { Contents::WithoutNamesAndFeelings } else { Contents::Everything };
                let session = match session {
                    Some(session) => Some(named(&store.read()?, session)?),
                    None => None,
                };
                store.export(file, session, contents)?;
                let what = session.map_or_else(|| "everything".to_owned(), |id| format!("session {}", id.0));
                say(&format!("{what} was copied to {}", file.display()));
                Ok(())
            }
            Some(Action::Import { file }) => {
                say(&format!("{} taken in", counted(store.import(file)? as usize)));
                Ok(())
            }
            Some(Action::Prune { keep_days }) => {
                let first = WallTime::now().date().saturating_sub(jiff::Span::new().days(keep_days - 1));
                say(&format!("{} from before {first} deleted", counted(store.prune(first)?)));
                Ok(())
            }
        }
    }
}

impl Delete {
    fn run(&self, store: &Store) -> anyhow::Result<()> {
        match (&self.session, self.day) {
            (Some(session), _) => {
                let id = named(&store.read()?, session)?;
                store.delete_session(id)?;
                say(&format!("session {} is deleted", id.0));
            }
            (None, Some(day)) => {
                store.delete_day(day)?;
                say(&format!("everything of {day} is deleted"));
            }
            (None, None) => {
                store.delete_everything()?;
                say("everything that was recorded is deleted");
            }
        }
        Ok(())
    }
}

/// The session of this number, or the last.
fn named(reader: &Reader, name: &str) -> anyhow::Result<SessionId> {
    if name == "last" {
        let Some(last) = reader.last_session()? else {
            bail!("there is no session yet\nhint: `sitwell` records while it watches through a camera");
        };
        return Ok(last.id);
    }
    match name.parse() {
        Ok(number) => Ok(SessionId(number)),
        Err(_) => bail!(
            "{name:?} is no session\nhint: give the number that `sitwell sessions list` begins the line with, or `last`"
        ),
    }
}

fn list(reader: &Reader, from: Option<Date>, to: Option<Date>, json: bool) -> anyhow::Result<()> {
    let sessions = reader.sessions(from.unwrap_or(Date::MIN)..=to.unwrap_or(Date::MAX))?;
    let mut out = io::stdout().lock();
    if json {
        let lines: Vec<Line<'_>> = sessions.iter().map(line).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&lines)?)?;
        return Ok(());
    }
    if sessions.is_empty() {
        say("there is no session yet\nhint: `sitwell` records while it watches through a camera");
    }
    for session in &sessions {
        writeln!(out, "{:>6}  {}", session.id.0, in_short(session))?;
    }
    Ok(())
}

fn line(session: &Session) -> Line<'_> {
    Line {
        id: session.id,
        since: session.since,
        until: session.until,
        is_ended: session.is_ended,
        source: &session.info.source,
        profile: session.info.profile.as_deref(),
        watched_secs: session.times.watched_secs,
        away_secs: session.times.away_secs,
        known_secs: session.times.known_secs,
        good_secs: session.times.good_secs,
    }
}

fn in_short(session: &Session) -> String {
    let good = session.times.good_share().map_or_else(
        || "nothing known of the posture".to_owned(),
        |share| format!("no fault in {:.0} % of {}", 100.0 * share, lasted(session.times.known_secs)),
    );
    format!(
        "{}-{}  watched {}, {good}{}",
        on_the_clock(session, session.since, "%Y-%m-%d %H:%M"),
        on_the_clock(session, session.until, "%H:%M"),
        lasted(session.times.watched_secs),
        if session.is_ended { "" } else { "  (goes on, or was cut off)" }
    )
}

fn describe(record: &SessionRecord) -> String {
    let SessionRecord { session, samples, episodes, sittings, breaks, alerts, exercises, feelings, .. } =
        record;
    let info = &session.info;
    // A terminal obeys some of what a device may call itself.
    let plain = |name: &str| name.replace(char::is_control, "");
    let times = &session.times;
    let mut lines = format!("session {}\n    {}\n", session.id.0, in_short(session));
    lines += &format!(
        "    away {}, unknown {}\n    {} samples, {} episodes, {} alerts, {} sittings, {} breaks, {} exercises\n",
        lasted(times.away_secs),
        lasted(times.unknown_secs()),
        samples.len(),
        episodes.len(),
        alerts.len(),
        sittings.len(),
        breaks.len(),
        exercises.len()
    );
    for deviation in Deviation::ALL.into_iter().filter(|deviation| times.finding_secs[*deviation] > 0.0) {
        let name = text::deviation_name(deviation);
        lines += &format!("    {name}: {}\n", lasted(times.finding_secs[deviation]));
    }
    let felt = feelings.iter().filter_map(|feeling| Some((feeling, feeling.intensity?)));
    for (feeling, intensity) in felt {
        let time = on_the_clock(session, feeling.at, "%H:%M");
        let places = if feeling.places.is_empty() { "nowhere".to_owned() } else { feeling.places.join(", ") };
        lines += &format!("    {time} pain {intensity} of 10 ({places})\n");
    }
    lines += &format!(
        "    {}, profile {}\n",
        plain(&info.source),
        info.profile.as_deref().map_or("none".into(), plain)
    );
    lines += &format!("    Sitwell {}, {}, {}\n", info.sitwell, info.engine, info.model);
    lines
}

/// The time of the user's clock when the session began.
fn on_the_clock(session: &Session, at: WallTime, format: &str) -> String {
    let offset = Offset::from_seconds(session.utc_offset_secs).unwrap_or(Offset::UTC);
    offset.to_datetime(at.0).strftime(format).to_string()
}

/// Such as `2 h 05 min` or `42 s`.
fn lasted(secs: f64) -> String {
    let minutes = (secs / 60.0).round() as u64;
    match minutes {
        0 | 1 => format!("{secs:.0} s"),
        2..60 => format!("{minutes} min"),
        _ => format!("{} h {:02} min", minutes / 60, minutes % 60),
    }
}

fn counted(sessions: usize) -> String {
    if sessions == 1 { "1 session was".to_owned() } else { format!("{sessions} sessions were") }
}

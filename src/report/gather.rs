//! From the store to a report.

use jiff::{ToSpan, civil::Date};

use super::{Report, ReportError, model};
use crate::store::{Reader, Session, SessionId, SessionRecord};

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The session that began last.
    Last,
    /// This one.
    Session(SessionId),
    /// All that began on these days.
    Days(Date, Date),
}

/// What a report may tell about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// Whose report it is.
    pub name: Option<String>,
    /// Leave out how the user felt.
    pub without_feelings: bool,
}

/// So many days before the report are what it is compared with.
const COMPARED_DAYS: i64 = 14;

/// A report and the sessions that it was made of.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The numbers.
    pub report: Report,
    /// In the order of time.
    pub records: Vec<SessionRecord>,
}

/// Reads what a report needs, and computes it.
pub fn gather(reader: &Reader, choice: Choice, personal: &Personal) -> Result<Gathered, ReportError> {
    let sessions = match choice {
        Choice::Last => reader.last_session()?.into_iter().collect(),
        Choice::Session(id) => vec![reader.session(id)?.session],
        Choice::Days(first, last) => reader.sessions(first..=last)?,
    };
    let mut records =
        sessions.iter().map(|session| reader.session(session.id)).collect::<Result<Vec<_>, _>>()?;
    if personal.without_feelings {
        for record in &mut records {
            record.feelings.clear();
        }
    }
    let before = match sessions.first() {
        Some(first) => before(reader, first)?,
        None => Vec::new(),
    };
    let report = model::report(&records, &before, personal.name.clone()).ok_or(ReportError::Nothing)?;
    Ok(Gathered { report, records })
}

fn before(reader: &Reader, first: &Session) -> Result<Vec<Session>, ReportError> {
    let from = first.date.saturating_sub(COMPARED_DAYS.days());
    let mut sessions = reader.sessions(from..=first.date)?;
    sessions.retain(|session| session.since < first.since);
    Ok(sessions)
}

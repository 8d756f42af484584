//! A report of what is shown, as a file of the user's choice.

use std::path::PathBuf;

use eframe::egui::{Checkbox, Context, Ui};
use jiff::civil::Date;

use crate::{
    report::{Choice, Format, Personal, ReportError, gather},
    store::Store,
    text::{words, words_with},
    ui::{
        background::Background,
        theme::{self, Palette},
    },
};

/// The formats that the desktop's dialogue offers, the most readable first.
const OFFERED: [Format; 5] = [Format::Html, Format::Pdf, Format::Csv, Format::Json, Format::Parquet];

/// The export of reports.
#[derive(Default)]
pub(super) struct Export {
    /// How the user felt is nobody else's business unless the user says so.
    with_feelings: bool,
    writing: Background<Result<Option<PathBuf>, ReportError>>,
    /// The file that was written last, or why there is none.
    done: Option<Result<PathBuf, String>>,
}

impl Export {
    /// The button, what the report may tell, and how the last one went.
    pub(super) fn ui(&mut self, ui: &mut Ui, store: &Store, choice: Choice, day: Date) {
        ui.horizontal_wrapped(|ui| {
            ui.add_enabled_ui(!self.writing.is_running(), |ui| {
                if ui.button(words("history-export")).clicked() {
                    self.start(ui.ctx(), store, choice, day);
                }
            });
            ui.add(Checkbox::new(&mut self.with_feelings, words("history-export-feelings")));
        });
        match &self.done {
            None => {}
            Some(Ok(path)) => {
                let path = path.display().to_string();
                ui.label(theme::small(words_with("history-exported", &[("file", path.into())])));
            }
            Some(Err(error)) => {
                ui.label(theme::strong(error).color(Palette::of(ui).deviation));
            }
        }
    }

    /// In a thread of its own: a desktop's dialogue takes as long as the user does.
    fn start(&mut self, context: &Context, store: &Store, choice: Choice, day: Date) {
        let store = store.clone();
        let personal = Personal { name: None, without_feelings: !self.with_feelings };
        self.done = None;
        self.writing.start(context, "report", move || {
            let Some(path) = choose_file(day) else { return Ok(None) };
            write(&store, choice, &personal, path).map(Some)
        });
    }

    /// Takes in what was written since the last picture.
    pub(super) fn take(&mut self) {
        match self.writing.take() {
            Some(Ok(Some(path))) => self.done = Some(Ok(path)),
            Some(Err(error)) => self.done = Some(Err(error.to_string())),
            Some(Ok(None)) | None => {}
        }
    }
}

/// Asks for a name; the ending chooses the format, and none is HTML.
fn choose_file(day: Date) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new()
        .set_title(words("history-export"))
        .set_file_name(format!("sitwell-{day}.html"));
    let dialog = OFFERED
        .into_iter()
        .fold(dialog, |dialog, format| dialog.add_filter(format.ending().to_uppercase(), &[format.ending()]));
    let path = dialog.save_file()?;
    let has_ending = path.extension().is_some();
    Some(if has_ending { path } else { path.with_extension(Format::Html.ending()) })
}

fn write(store: &Store, choice: Choice, personal: &Personal, path: PathBuf) -> Result<PathBuf, ReportError> {
    let format = Format::of_path(&path)?;
    gather(&store.read()?, choice, personal)?.save(format, &path)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_nothing_is_an_error_with_a_hint_and_leaves_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, _) = Store::open(&folder.path().join("sessions.sqlite"));
        let path = folder.path().join("report.html");
        let written = write(&store, Choice::Last, &Personal::default(), path.clone());
        let error = written.expect_err("there is nothing to report on").to_string();
        assert!(error.contains("hint:"), "{error}");
        assert!(!path.exists());
    }
}

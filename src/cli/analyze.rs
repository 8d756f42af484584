//! `sitwell analyze`: judges every frame of a source.

use std::{
    ffi::OsString,
    io::IsTerminal,
    num::NonZeroUsize,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{
    INTERRUPTED, Outcome, PoseOptions, annotate::Annotator, many_recordings::ManyRecordings, output::Output,
    report::Told, report_of_recording, say, start,
};
use crate::{
    engine::analyzer::{Analysis, Analyzer, Calibration},
    frame::Frame,
    posture::{CALIBRATION_SECS, Neutral, Own, OwnPosture},
    profile::{self, Profile},
    source::{self, FrameSource, Next, Recording, Recordings, SourceOptions},
    text,
    time::Mono,
};

/// A camera that gives no picture for so long is told as an error: a person at the prompt waits no longer.
const MAX_TROUBLE_SECS: f64 = 5.0;
const PATIENCE: Duration = Duration::from_millis(500);

/// The options of `sitwell analyze`.
#[derive(clap::Args)]
pub(super) struct Analyze {
    /// `camera`, `camera:NAME-OR-INDEX`, a picture, DIR[@FPS], a video, `-` (YUV4MPEG2) or `demo`; with --report also a
    /// folder of recordings: one that has no pictures but videos, or folders of pictures, directly in it
    #[arg(value_name = "SOURCE")]
    source: OsString,
    /// Seconds of the recording in which you sit as you should; by default the first ten in which you sit still
    #[arg(long, value_name = "FROM..TO", value_parser = parse_span, conflicts_with = "profile")]
    neutral: Option<Span>,
    /// Compare with the neutral of this profile
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Keep the neutral, and what you added to it, in this file
    #[arg(long, value_name = "FILE")]
    save_profile: Option<PathBuf>,
    /// Seconds in which you slouch as you do, after the neutral and in the same seat: makes telling it more certain
    #[arg(long, value_name = "FROM..TO", value_parser = parse_span)]
    slouch: Option<Span>,
    /// Seconds in which you round your shoulders as you do, after the neutral and in the same seat
    #[arg(long, value_name = "FROM..TO", value_parser = parse_span)]
    rounded: Option<Span>,
    /// The craniovertebral angle of your neutral in degrees, measured on a photo from the side; with it the angle
    /// itself is told beside its change
    #[arg(long, value_name = "DEG", value_parser = parse_cva)]
    side_photo_cva: Option<f32>,
    /// Your camera's field of view along the longer side of its picture in degrees, if you know it [usual: 65]
    #[arg(long, value_name = "DEG", value_parser = parse_field_of_view)]
    field_of_view: Option<f32>,
    /// How to print the pictures, or the list of a folder's recordings [usual: table]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write every picture with the skeleton, the limits and the verdict drawn on it into this folder
    #[arg(long, value_name = "DIR")]
    annotate: Option<PathBuf>,
    /// Watch the recording as a session is watched, and write a report into this file; the ending chooses the format:
    /// html, pdf, csv, json, parquet, txt. The samples of a folder of recordings make one .parquet; what is done of it is
    /// kept in FILE.parts, so that the same command goes on where it was interrupted
    #[arg(long, value_name = "FILE", conflicts_with_all = ["annotate", "frames", "live", "neutral", "slouch", "rounded", "save_profile"])]
    report: Option<PathBuf>,
    /// Watch so many recordings of a folder at once [usual: one for every core]
    #[arg(long, value_name = "N", requires = "report")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    told: Told,
    /// Stop after so many pictures
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    frames: Option<u64>,
    /// Count this exercise instead, as the coach does, and print every repetition with its time
    #[arg(long, value_name = "EXERCISE", conflicts_with_all = ["neutral", "profile", "save_profile", "slouch", "rounded", "annotate"])]
    coach: Option<String>,
    /// Play a recording in real time, as a camera would give it
    #[arg(long)]
    live: bool,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Table,
    /// A JSON object a line
    Jsonl,
    /// A table for a spreadsheet
    Csv,
}

/// Seconds of a recording.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    from_secs: f64,
    to_secs: f64,
}

fn parse_span(text: &str) -> Result<Span, String> {
    let wrong = || "write two times in seconds, such as 0..10".to_owned();
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let secs = |part: &str| part.trim().parse::<f64>().ok().filter(|secs| secs.is_finite() && *secs >= 0.0);
    let span = Span { from_secs: secs(from).ok_or_else(wrong)?, to_secs: secs(to).ok_or_else(wrong)? };
    if span.to_secs > span.from_secs {
        Ok(span)
    } else {
        Err("the end must come after the beginning".to_owned())
    }
}

fn parse_cva(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|degrees| Own::CVA_DEG.contains(degrees)).ok_or_else(|| {
        "write the angle at C7 between the horizontal and the line to the tragus, 20 to 80 degrees".to_owned()
    })
}

fn parse_field_of_view(text: &str) -> Result<f32, String> {
    let degrees = text.parse().ok().filter(|degrees| Own::FIELD_OF_VIEW_DEG.contains(degrees));
    degrees
        .ok_or_else(|| "write the angle across the longer side of the picture, 20 to 120 degrees".to_owned())
}

impl Analyze {
    /// The own postures that are asked for, and where they are shown.
    fn own_postures(&self) -> impl Iterator<Item = (OwnPosture, Span)> {
        let asked = [(OwnPosture::Slouch, self.slouch), (OwnPosture::RoundedShoulders, self.rounded)];
        asked.into_iter().filter_map(|(posture, span)| Some((posture, span?)))
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(Format::Table)
    }

    /// With what the command line tells beside it.
    fn with_told(&self, mut neutral: Neutral) -> Neutral {
        neutral.own.neutral_cva_deg = self.side_photo_cva.or(neutral.own.neutral_cva_deg);
        neutral.own.field_of_view_deg = self.field_of_view.or(neutral.own.field_of_view_deg);
        neutral
    }

    pub(super) fn run(&self, pose: &PoseOptions) -> anyhow::Result<Outcome> {
        if let Some(path) = &self.save_profile {
            profile::check_target(path)?;
        }
        if let Some(recordings) = source::recordings(&self.source)? {
            return self.many(recordings, pose);
        }
        let estimator = pose.open()?;
        let instruments = start::instruments(&*estimator);
        let mut analyzer = Analyzer::new(estimator);
        if let Some(exercise_id) = &self.coach {
            let mut source = source::open(&self.source, &SourceOptions { live: self.live })?;
            return super::coach::run(exercise_id, source.as_mut(), analyzer, self.format());
        }
        let mut former = None;
        if let Some(path) = &self.profile {
            let mut profile = Profile::load(path)?;
            profile.neutral = self.with_told(profile.neutral);
            // What was told beside it is kept even if nothing more is shown.
            if let Some(target) = &self.save_profile {
                profile.save(target)?;
            }
            analyzer.set_neutral(Some(Arc::new(profile.neutral.clone())));
            former = Some(profile);
        }
        if let Some(path) = &self.report {
            if self.format.is_some() {
                bail!(
                    "--format is for what is printed, and of one recording --report prints nothing\n\
                     hint: the ending of the report's name chooses its format; leave --format away"
                );
            }
            let personal = self.told.personal();
            return report_of_recording::write(&self.source, analyzer, instruments, &personal, path);
        }
        let annotator = self.annotate.as_deref().map(Annotator::new).transpose()?;
        let mut source = source::open(&self.source, &SourceOptions { live: self.live })?;
        let progress = progress(source.as_ref());
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // The first Ctrl-C ends the analysis with its summary, the second at once.
        ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
        })?;
        let single = source.len_hint() == Some(1);
        let mut run = Run {
            stop,
            single,
            taking: None,
            analyzer,
            former,
            annotator,
            output: Output::new(self.format())?,
            progress,
            options: self,
            seen: 0,
        };
        let outcome = run.judge_all(source.as_mut());
        run.progress.finish_and_clear();
        outcome?;
        run.output.finish()?;
        Ok(if run.seen == 0 { Outcome::NothingReadable } else { Outcome::Done })
    }
}

impl Analyze {
    /// A folder of recordings.
    fn many(&self, recordings: Recordings, pose: &PoseOptions) -> anyhow::Result<Outcome> {
        let Some(path) = &self.report else {
            bail!(
                "{} is a folder of recordings\n\
                 hint: name one of them, such as {}; or --report FILE.parquet watches all of them",
                self.source.display(),
                recordings.all.first().map(Recording::name).unwrap_or_default()
            );
        };
        let neutral = match &self.profile {
            Some(path) => Some(Arc::new(self.with_told(Profile::load(path)?.neutral))),
            None => None,
        };
        let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let jobs = self.jobs.unwrap_or_else(cores);
        ManyRecordings { recordings, pose, neutral, jobs, format: self.format(), path }.run()
    }
}

/// One analysis on its way.
struct Run<'a> {
    analyzer: Analyzer,
    /// The profile that the neutral is from, to which more may be shown.
    former: Option<Profile>,
    annotator: Option<Annotator>,
    output: Output,
    progress: ProgressBar,
    options: &'a Analyze,
    seen: u64,
    /// Set by Ctrl-C.
    stop: Arc<AtomicBool>,
    /// The own posture that is being taken.
    taking: Option<OwnPosture>,
    /// One picture: it is its own, and nobody's neutral.
    single: bool,
}

impl Run<'_> {
    fn judge_all(&mut self, source: &mut dyn FrameSource) -> anyhow::Result<()> {
        let mut told = None;
        while !self.stop.load(Ordering::Relaxed) && self.options.frames.is_none_or(|most| self.seen < most) {
            match source.next(PATIENCE)? {
                Next::Frame(frame) => {
                    told = None;
                    self.frame(&frame)?;
                    self.progress.inc(1);
                }
                Next::Damaged { index, reason } => {
                    self.tell(&format!("warning: picture {index} was skipped: {reason}"));
                    self.output.damaged(index, &reason)?;
                    self.progress.inc(1);
                }
                Next::TimedOut => {}
                Next::Trouble { error, without_frame_secs } => {
                    if without_frame_secs >= MAX_TROUBLE_SECS {
                        return Err(error.into());
                    }
                    let message = error.to_string();
                    if told.as_ref() != Some(&message) {
                        self.tell(&format!("waiting: {message}"));
                        told = Some(message);
                    }
                }
                Next::End => break,
            }
        }
        if let Some(neutral) = self.analyzer.neutral() {
            let missing = |(posture, _): &(OwnPosture, Span)| neutral.own.postures[*posture].is_none();
            if let Some((_, span)) = self.options.own_postures().find(missing) {
                bail!(
                    "seconds {}..{} showed nothing: they must come after the neutral, and within the recording\n\
                     hint: name other seconds",
                    span.from_secs,
                    span.to_secs
                );
            }
            return Ok(());
        }
        if let Some(span) = self.options.neutral {
            bail!(
                "no neutral: the recording ended before second {}\nhint: name other seconds, or a --profile",
                span.to_secs
            );
        }
        if self.options.save_profile.is_some() {
            bail!(
                "no neutral was taken, so there is none to keep\nhint: ten seconds of sitting still are needed; see --neutral"
            );
        }
        if self.seen > 1 {
            self.tell(
                "note: no neutral was taken, so nothing could be compared (see --neutral and --profile)",
            );
        }
        Ok(())
    }

    fn frame(&mut self, frame: &Frame) -> anyhow::Result<()> {
        self.begin_calibration(frame.at);
        let analysis =
            if self.single { self.analyzer.analyze_still(frame) } else { self.analyzer.analyze(frame) };
        let analysis = analysis.with_context(|| format!("picture {}", frame.index))?;
        self.seen += 1;
        self.end_calibration(frame.at, &analysis)?;
        self.output.frame(frame, &analysis)?;
        if let Some(annotator) = &self.annotator {
            let neutral = self.analyzer.neutral().map(AsRef::as_ref);
            let limit = self.analyzer.head_at_limit(&analysis.pose);
            annotator.write(frame, &analysis, neutral, limit.as_ref())?;
        }
        Ok(())
    }

    /// By default the neutral is taken from the first ten seconds, and again from the next if they were not fit
    /// for it; with `--neutral` from those seconds and no others.
    fn begin_calibration(&mut self, at: Mono) {
        if self.single || self.analyzer.is_calibrating() {
            return;
        }
        if let Some(neutral) = self.analyzer.neutral() {
            let due = self.options.own_postures().find(|(posture, span)| {
                neutral.own.postures[*posture].is_none()
                    && (span.from_secs..span.to_secs).contains(&at.secs())
            });
            if let Some((posture, span)) = due {
                self.taking = Some(posture);
                self.analyzer.start_own_posture(posture, span.to_secs - at.secs());
            }
            return;
        }
        match self.options.neutral {
            None => self.analyzer.start_calibration(CALIBRATION_SECS),
            Some(span) if (span.from_secs..span.to_secs).contains(&at.secs()) => {
                self.analyzer.start_calibration(span.to_secs - at.secs());
            }
            Some(_) => {}
        }
    }

    fn end_calibration(&mut self, at: Mono, analysis: &Analysis) -> anyhow::Result<()> {
        match &analysis.calibration {
            Calibration::Done(neutral) => {
                let neutral = self.options.with_told(neutral.as_ref().clone());
                if let Some(path) = &self.options.save_profile {
                    let mut profile = self.former.clone().unwrap_or_else(|| Profile::new(neutral.clone()));
                    profile.neutral = neutral.clone();
                    profile.save(path)?;
                }
                let taken = self.taking.take().map_or("neutral", text::own_posture_name);
                self.tell(&format!("{taken} taken at {:.1} s", at.secs()));
                self.analyzer.set_neutral(Some(Arc::new(neutral)));
            }
            Calibration::Refused(refusal) => {
                let reason = text::refusal_sentence(*refusal);
                if let Some(posture) = self.taking.take() {
                    let name = text::own_posture_name(posture);
                    bail!("no {name} up to {:.1} s: {reason}\nhint: name other seconds", at.secs());
                }
                if let Some(span) = self.options.neutral {
                    bail!(
                        "no neutral in seconds {}..{}: {reason}\nhint: name other seconds, or a --profile",
                        span.from_secs,
                        span.to_secs
                    );
                }
                self.tell(&format!("no neutral up to {:.1} s: {reason}", at.secs()));
            }
            Calibration::Idle | Calibration::Framing { .. } | Calibration::Running { .. } => {}
        }
        Ok(())
    }

    /// Talk that does not tear the progress bar.
    fn tell(&self, message: &str) {
        self.progress.suspend(|| say(message));
    }
}

/// A bar on standard error while data goes elsewhere than to the same terminal.
fn progress(source: &dyn FrameSource) -> ProgressBar {
    let data_on_screen = std::io::stdout().is_terminal();
    if !std::io::stderr().is_terminal() || data_on_screen {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pictures, {eta} to go")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    match source.len_hint() {
        Some(len) => ProgressBar::with_draw_target(Some(len), ProgressDrawTarget::stderr()).with_style(style),
        None => ProgressBar::new_spinner().with_message("pictures"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_seconds() {
        assert_eq!(parse_span("0..10"), Ok(Span { from_secs: 0.0, to_secs: 10.0 }));
        assert_eq!(parse_span("1.5 .. 4"), Ok(Span { from_secs: 1.5, to_secs: 4.0 }));
        for wrong in ["", "..", "5", "5..", "..5", "9..3", "3..3", "-1..5", "a..b", "nan..4", "1..inf"] {
            assert!(parse_span(wrong).is_err(), "{wrong}");
        }
    }
}

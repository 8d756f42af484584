//! The command line: what may be written, and what a failure says and returns.

mod analyze;
mod annotate;
mod cameras;
mod coach;
mod control;
mod doctor;
mod evaluate;
mod many_recordings;
mod output;
mod profiles;
mod report;
mod report_of_recording;
mod sessions;
mod start;
mod watch;
mod window;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{CommandFactory, Parser, Subcommand};

use crate::{
    app::say,
    estimator::{self, EstimatorError, EstimatorKind, Models, PoseEstimator},
};

const EXAMPLES: &str = "\
Examples:
  sitwell                                   open the window and watch the webcam
  sitwell --source demo                     open it on the bundled demo session
  sitwell watch                             the same without a window, in lines of JSON
  sitwell analyze camera --frames 50        50 verdicts from the webcam
  sitwell analyze talk.mp4 --format jsonl   a line of JSON for every picture of a video
  sitwell analyze tucks.mp4 --coach chin_tuck   the repetitions of an exercise in a video
  sitwell analyze shots@2 --neutral 0..5 --annotate out
  sitwell analyze demo --report demo.html   a report of a recording, to be read and printed
  sitwell analyze study --report study.parquet --jobs 4   every video of a folder, as one table
  ffmpeg -i talk.mp4 -f yuv4mpegpipe - | sitwell analyze -

Exit status:
  0  done
  1  it could not be done; standard error says why, and what to do
  2  the command line was wrong
  3  done, but not one picture could be read, or not every recording of a folder could be measured
  4  Sitwell is not running, so that it could not be asked (pause, resume, status, ...)
  130  ended by Ctrl-C before it was done; an analysis that prints ends with its summary, and `watch` cleanly, and only a
       second Ctrl-C ends them so";

/// What a shell returns for a program that a signal ended.
const INTERRUPTED: i32 = 130;

/// Watches how you sit, through the webcam and on your own machine alone, and tells you in plain words and numbers.
#[derive(Parser)]
#[command(name = "sitwell", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    window: window::Window,
    #[command(flatten)]
    pose: PoseOptions,
}

/// How keypoints are found.
#[derive(clap::Args, Clone)]
struct PoseOptions {
    /// Which pose estimator finds the keypoints
    #[arg(long, value_enum, default_value_t, global = true)]
    estimator: EstimatorKind,
    /// Take the model files from this folder instead of the built-in ones
    #[arg(long, value_name = "DIR", global = true)]
    models: Option<PathBuf>,
}

impl PoseOptions {
    fn models(&self) -> Models {
        self.models.as_ref().map_or_else(Models::embedded, Models::from_dir)
    }

    /// Loads the estimator; a warning about the engine goes to standard error, once.
    fn open(&self) -> anyhow::Result<Box<dyn PoseEstimator>> {
        if let Some(warning) = &estimator::engine().warning {
            say(&format!("warning: {warning}"));
        }
        Ok(self.open_with(&self.models())?)
    }

    /// The same with other model files.
    fn open_with(&self, models: &Models) -> Result<Box<dyn PoseEstimator>, EstimatorError> {
        estimator::open(self.estimator, models)
    }
}

#[derive(Subcommand)]
enum Command {
    /// Judge a recording, or the webcam, and print a line for every picture and a summary
    Analyze(analyze::Analyze),
    /// Watch without a window, and print a line of JSON for everything that happens
    Watch(watch::Watch),
    /// Measure a graded set of pictures and tell how far from the truth the measurements are
    Evaluate(evaluate::Evaluate),
    /// List the calibrations, one for every camera and desk; copy, take in or reset one
    Profiles(profiles::Profiles),
    /// Write a report about a session or several days: for reading, printing, a spreadsheet or analysis
    Report(report::Report),
    /// List what was recorded; tell, back up, take in or delete it
    Sessions(sessions::Sessions),
    /// List the cameras and what they offer
    Cameras,
    /// Check camera, engine, models, folders and graphics, and say what is wrong
    Doctor(doctor::Doctor),
    #[command(flatten)]
    Control(control::Control),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// How a command ended, when it did not fail.
enum Outcome {
    Done,
    NothingReadable,
    /// Some of the recordings of a folder.
    NotAllMeasured,
    Interrupted,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    start::keep_from_network();
    let cli = Cli::parse();
    if cli.command.is_some() && cli.window.is_any() {
        let message = "--source, --profile, --log and --background before a command are the window's; write them after \
                       the command";
        Cli::command().error(clap::error::ErrorKind::ArgumentConflict, message).exit();
    }
    let result = match &cli.command {
        None => cli.window.open(&cli.pose).map(|()| Outcome::Done),
        Some(Command::Analyze(analyze)) => analyze.run(&cli.pose),
        Some(Command::Watch(watch)) => watch.run(&cli.pose),
        Some(Command::Evaluate(evaluate)) => evaluate.run(&cli.pose),
        Some(Command::Profiles(profiles)) => profiles.run().map(|()| Outcome::Done),
        Some(Command::Report(report)) => report.run().map(|()| Outcome::Done),
        Some(Command::Sessions(sessions)) => sessions.run().map(|()| Outcome::Done),
        Some(Command::Cameras) => cameras::list().map(|()| Outcome::Done),
        Some(Command::Doctor(doctor)) => doctor.run(&cli.pose).map(|()| Outcome::Done),
        Some(Command::Control(control)) => control.run().map(|()| Outcome::Done),
        Some(Command::Completions { shell }) => completions(*shell).map(|()| Outcome::Done),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingReadable | Outcome::NotAllMeasured) => ExitCode::from(3),
        Ok(Outcome::Interrupted) => ExitCode::from(INTERRUPTED as u8),
        // Whoever closed the pipe (`| head`) has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: {error:#}"));
            if let Some(hint) =
                error.downcast_ref::<crate::source::SourceError>().map(|e| e.hint().to_owned())
            {
                say(&format!("hint: {hint}"));
            }
            if control::is_not_running(&error) { ExitCode::from(4) } else { ExitCode::FAILURE }
        }
    }
}

fn completions(shell: clap_complete::Shell) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "sitwell", &mut script);
    io::stdout().write_all(&script)?;
    Ok(())
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let csv = cause.downcast_ref::<csv::Error>().and_then(|e| match e.kind() {
            csv::ErrorKind::Io(e) => Some(e.kind()),
            _ => None,
        });
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        [io, csv, json].contains(&Some(io::ErrorKind::BrokenPipe))
    })
}

//! `sitwell evaluate`: how good the measurements are on a graded set.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, PoseOptions, annotate::Annotator};
use crate::{
    estimator::{EstimatorError, Models, PoseEstimator},
    evaluate::{
        Degrade, GradedSet, How, Report, TruePoints, evaluate, predictions,
        protocol::Judged,
        report::{WorstError, worst_errors},
        table,
        true_points::true_keypoints,
    },
    posture::Pose,
    source,
};

/// The options of `sitwell evaluate`.
#[derive(clap::Args)]
pub(super) struct Evaluate {
    /// The folder of the graded set: its gt.jsonl and the pictures that it names
    #[arg(value_name = "SET")]
    set: PathBuf,
    /// Write what was measured on every picture into this file, a JSON object a line
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Write all figures into this file, as one JSON object
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Make every picture worse before it is looked at
    #[arg(long, value_enum, default_value_t)]
    degrade: Degrade,
    /// Join every person's own slouch and own rounded shoulders to the neutral, where the set has them
    #[arg(long)]
    with_own_postures: bool,
    /// Write the stills with the greatest errors of the forward head into this folder: the skeleton in colour, the
    /// true points dashed
    #[arg(long, value_name = "DIR", conflicts_with = "degrade")]
    worst: Option<PathBuf>,
    /// Take the set's true points instead of an estimator's: what remains is the error of the model alone
    #[arg(long, conflicts_with = "degrade")]
    true_points: bool,
    /// For every person take the model files in DIR/PERSON, which were trained without him (models/landmarks), in the
    /// place of the built-in ones of the same name
    #[arg(long, value_name = "DIR", conflicts_with_all = ["true_points", "models"])]
    held_out: Option<PathBuf>,
}

impl Evaluate {
    pub(super) fn run(&self, pose: &PoseOptions) -> anyhow::Result<Outcome> {
        let set = GradedSet::open(&self.set)?;
        // Not after minutes of work: a file that cannot be written is told at once.
        let predictions = self.predictions.as_deref().map(create).transpose()?;
        let json = self.json.as_deref().map(create).transpose()?;
        let annotator = self.worst.as_deref().map(Annotator::new).transpose()?;
        let opened: Box<dyn PoseEstimator> =
            if self.true_points { Box::new(TruePoints::of(&set)) } else { pose.open()? };
        let name = opened.name();
        let open = |person: &str| -> Result<Box<dyn PoseEstimator>, EstimatorError> {
            match &self.held_out {
                _ if self.true_points => Ok(Box::new(TruePoints::of(&set))),
                Some(folder) => pose.open_with(&Models::partly_from_dir(folder.join(person))),
                None => pose.open_with(&pose.models()),
            }
        };
        if let Some(folder) = &self.held_out {
            let mut people = set.pictures.iter().map(|picture| folder.join(&picture.person));
            if let Some(missing) = people.find(|folder| !folder.is_dir()) {
                bail!(
                    "{}: no such folder, so there are no models that were trained without this person\n\
                     hint: models/landmarks/train.py DIR --leave-out makes them; or leave out --held-out",
                    missing.display()
                );
            }
        }
        let progress = progress(&set)?;
        let how = How { degrade: self.degrade, with_own_postures: self.with_own_postures };
        let evaluation = evaluate(&set, &open, how, &mut || progress.inc(1));
        progress.finish_and_clear();
        let evaluation = evaluation?;
        let report = Report::of(&evaluation, name, self.degrade);
        if let Some((mut file, path)) = predictions {
            predictions::write(&evaluation, &mut file).with_context(|| not_written(path))?;
        }
        if let Some((mut file, path)) = json {
            serde_json::to_writer_pretty(&mut file, &report).with_context(|| not_written(path))?;
            writeln!(file).and_then(|()| file.flush()).with_context(|| not_written(path))?;
        }
        if let Some(annotator) = annotator {
            for (index, judged) in worst_errors(&evaluation).into_iter().enumerate() {
                draw_error(&annotator, &set, index + 1, judged)?;
            }
        }
        io::stdout().write_all(table::text(&report).as_bytes())?;
        Ok(Outcome::Done)
    }
}

fn create(path: &Path) -> anyhow::Result<(BufWriter<File>, &Path)> {
    Ok((BufWriter::new(File::create(path).with_context(|| not_written(path))?), path))
}

fn not_written(path: &Path) -> String {
    format!("{}: cannot be written (is the disk full, or the folder read-only or missing?)", path.display())
}

/// Writes `worst_1.jpg` and so on, with truth and measurement above the picture.
fn draw_error(annotator: &Annotator, set: &GradedSet, number: usize, judged: &Judged) -> anyhow::Result<()> {
    let picture = judged.picture;
    let image = source::read_picture(&set.folder.join(&picture.image))?;
    let truth = Pose { image_size: [image.width(), image.height()], keypoints: true_keypoints(picture) };
    let error = WorstError::of(judged);
    let lines = [
        format!(
            "{}: true {:+.1}°, measured {:+.1} ±{:.1}°",
            picture.person, error.truth_deg, error.estimate_deg, error.uncertainty_deg
        ),
        error.circumstances(),
    ];
    annotator.write_beside_truth(&format!("worst_{number}"), &image, &judged.analysis, &truth, &lines)
}

fn progress(set: &GradedSet) -> anyhow::Result<ProgressBar> {
    if !io::stderr().is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pictures, {eta} to go")?;
    Ok(ProgressBar::new(set.pictures.len() as u64).with_style(style))
}

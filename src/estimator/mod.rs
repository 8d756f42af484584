//! From a frame to the keypoints of one person.
//!
//! [`square`] cuts the network's input out of the picture, [`network`] runs it in the engine that [`runtime`]
//! chose, [`movenet`] and [`blazepose`] decode what comes out, and `track` decides whether the person seen is
//! the one who is followed.

use clap::ValueEnum;

use crate::{
    frame::Frame,
    posture::{Pose, Reading, UserPlace},
};

pub mod blazepose;
mod features;
mod head;
pub mod models;
pub mod movenet;
pub mod network;
pub mod runtime;
mod shoulders;
pub mod square;
mod track;

pub use models::Models;
pub use runtime::{ENGINE_VARIABLE, EngineInfo, EngineKind, LIBRARY_VARIABLE, engine};

/// Finds one person's keypoints in a frame and stays with that person.
pub trait PoseEstimator: Send {
    /// The keypoints of the followed person, or why there are none (`Nobody`, `SomeoneElse`).
    fn estimate(&mut self, frame: &Frame) -> Result<Reading<Pose>, EstimatorError>;

    /// Stays with the person of this place and size from now on; `None`: with whoever is most prominent.
    fn follow(&mut self, user: Option<UserPlace>);

    /// Forgets the track, so that the next frame stands on its own (unrelated stills). Keeps the user.
    fn forget(&mut self);

    /// For people: the estimator's name.
    fn name(&self) -> &'static str;
}

/// The estimators there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum EstimatorKind {
    /// MoveNet Lightning: the steadier points, and the cheaper ones.
    #[default]
    Movenet,
    /// BlazePose full: also the mouth, and points hidden behind others; half as fast.
    Blazepose,
}

/// Loads an estimator with its models into the engine of this process.
pub fn open(kind: EstimatorKind, models: &Models) -> Result<Box<dyn PoseEstimator>, EstimatorError> {
    Ok(match kind {
        EstimatorKind::Movenet => Box::new(movenet::Movenet::load(models)?),
        EstimatorKind::Blazepose => Box::new(blazepose::Blazepose::load(models)?),
    })
}

/// What can go wrong between a model file and keypoints, by what helps.
#[derive(Debug, thiserror::Error)]
pub enum EstimatorError {
    /// A model file is missing, damaged or another model's: put the right one there.
    #[error(
        "{file} is not the model that is needed\n  expected: {expected}\n  found: {found}\nhint: take the file of \
         this name from Sitwell's models folder, or leave out --models to use the built-in one"
    )]
    Model {
        /// The file, with its folder where it is not embedded.
        file: String,
        /// What the file must be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// The engine failed: try the other one.
    #[error(
        "{engine} failed while {doing}: {reason}\nhint: set SITWELL_ENGINE=tract to run without ONNX Runtime"
    )]
    Engine {
        /// What was being done, such as `running movenet_lightning.onnx`.
        doing: String,
        /// The engine's name and version.
        engine: String,
        /// What it said.
        reason: String,
    },
}

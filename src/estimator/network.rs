//! One network in the engine: a tensor in, tensors out.

use ort::{
    session::{Session, SessionOutputs, builder::GraphOptimizationLevel},
    value::{PrimitiveTensorElementType, TensorRef},
};

use super::{
    EstimatorError,
    models::ModelFile,
    runtime::{EngineKind, process_engine},
};

/// A loaded model with one input.
pub struct Network {
    file: String,
    input_shape: &'static [usize],
    session: Session,
}

impl Network {
    /// Loads a checked model file into the engine of this process, for one thread.
    pub fn load(model: &ModelFile) -> Result<Self, EstimatorError> {
        let engine = process_engine();
        let failed = |reason: String| EstimatorError::Engine {
            doing: format!("loading {}", model.name()),
            engine: engine.info.name(),
            reason,
        };
        let environment = engine.environment.as_ref().map_err(|reason| failed(reason.clone()))?;
        let session = build_session(environment, engine.info.kind, model.bytes())
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self { file: model.name().to_owned(), input_shape: model.model().input.shape, session })
    }

    /// Runs the network on `image`, the values of its NHWC input in row-major order, and hands the outputs to
    /// `read`.
    pub fn run<T: PrimitiveTensorElementType + Clone + std::fmt::Debug + 'static, R>(
        &mut self,
        image: &[T],
        read: impl FnOnce(&Outputs<'_>) -> ort::Result<R>,
    ) -> Result<R, EstimatorError> {
        let input_shape = self.input_shape;
        let session = &mut self.session;
        let run = || {
            let input = TensorRef::from_array_view((input_shape, image))?;
            read(&Outputs(session.run(ort::inputs![input])?))
        };
        run().map_err(|error: ort::Error| EstimatorError::Engine {
            doing: format!("running {}", self.file),
            engine: process_engine().info.name(),
            reason: error.to_string(),
        })
    }
}

fn build_session(
    environment: &ort::environment::Environment,
    kind: EngineKind,
    bytes: &[u8],
) -> ort::Result<Session> {
    // tract does nothing at all below the first level and does not know the other options.
    let mut builder =
        Session::builder(environment)?.with_optimization_level(GraphOptimizationLevel::Level3)?;
    if kind == EngineKind::OnnxRuntime {
        // These networks are too small to share: a second thread only spins.
        builder = builder
            .with_intra_threads(1)?
            .with_inter_threads(1)?
            .with_intra_op_spinning(false)?
            .with_inter_op_spinning(false)?;
    }
    builder.commit_from_memory(bytes)
}

/// The outputs of one run, by name.
pub struct Outputs<'s>(SessionOutputs<'s>);

impl Outputs<'_> {
    /// The values of the output `name` in row-major order.
    pub fn floats(&self, name: &str) -> ort::Result<&[f32]> {
        let value = self.0.get(name).ok_or_else(|| ort::Error::new(format!("no output `{name}`")))?;
        value.try_extract_tensor::<f32>().map(|(_, values)| values)
    }
}

//! One network in the engine: a tensor in, tensors out.

use ort::{
    session::{
        HasSelectedOutputs, OutputSelector, RunOptions, Session, SessionOutputs,
        builder::GraphOptimizationLevel,
    },
    value::{PrimitiveTensorElementType, Tensor, TensorRef},
};

use super::{
    EstimatorError,
    models::{ModelFile, TensorSpec},
    runtime::{EngineKind, process_engine},
};

/// A loaded model with one input.
pub struct Network {
    file: String,
    input_shape: &'static [usize],
    session: Session,
    /// Where ONNX Runtime puts the outputs, the same for every run. Without a place of their own `ort` (2.0.0-rc.14) asks
    /// for the type of each and never gives that back: 2 KiB a picture, 60 MiB a working day.
    outputs: Option<RunOptions<HasSelectedOutputs>>,
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
        let outputs = match engine.info.kind {
            EngineKind::OnnxRuntime => {
                let places = places_of(model.model().outputs);
                Some(places.map_err(|error| failed(error.to_string()))?)
            }
            // It hands out tensors of its own, and gives them back.
            EngineKind::PureRust => None,
        };
        let (file, input_shape) = (model.name().to_owned(), model.model().input.shape);
        Ok(Self { file, input_shape, session, outputs })
    }

    /// Runs the network on `image`, the values of its NHWC input in row-major order, and hands the outputs to
    /// `read`.
    pub fn run<T: PrimitiveTensorElementType + Clone + std::fmt::Debug + 'static, R>(
        &mut self,
        image: &[T],
        read: impl FnOnce(&Outputs<'_>) -> ort::Result<R>,
    ) -> Result<R, EstimatorError> {
        let input_shape = self.input_shape;
        let (session, outputs) = (&mut self.session, &self.outputs);
        let run = || {
            let input = ort::inputs![TensorRef::from_array_view((input_shape, image))?];
            read(&Outputs(match outputs {
                Some(outputs) => session.run_with_options(input, outputs)?,
                None => session.run(input)?,
            }))
        };
        run().map_err(|error: ort::Error| EstimatorError::Engine {
            doing: format!("running {}", self.file),
            engine: process_engine().info.name(),
            reason: error.to_string(),
        })
    }
}

/// A tensor for every output, to be filled again and again.
fn places_of(outputs: &[TensorSpec]) -> ort::Result<RunOptions<HasSelectedOutputs>> {
    let mut places = OutputSelector::default();
    for TensorSpec { name, shape, .. } in outputs {
        let zeros = vec![0.0_f32; shape.iter().product()];
        places = places.preallocate(*name, Tensor::from_array((*shape, zeros))?);
    }
    Ok(RunOptions::new()?.with_outputs(places))
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

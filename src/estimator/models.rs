//! The model files: embedded in the binary, or from a folder that replaces them, and checked before use.

use std::{
    borrow::Cow,
    fmt::{self, Display},
    path::PathBuf,
};

use tract_onnx::{
    pb::{GraphProto, ValueInfoProto, tensor_proto::DataType, tensor_shape_proto::dimension, type_proto},
    prelude::Framework,
};

use super::EstimatorError;

/// A model that Sitwell knows: its file, and what an ONNX file of that name must take and give.
#[derive(Debug)]
pub struct Model {
    /// The file's name in `models/` or in a folder that replaces it.
    pub file: &'static str,
    /// Its one input; of a picture, NHWC.
    pub input: TensorSpec,
    /// Its outputs, in any order.
    pub outputs: &'static [TensorSpec],
    embedded: &'static [u8],
}

/// The name, element type and shape of an input or output.
#[derive(Clone, Copy, Debug)]
pub struct TensorSpec {
    /// The name in the ONNX graph.
    pub name: &'static str,
    /// The type of its elements.
    pub element: Element,
    /// The shape; every dimension is fixed.
    pub shape: &'static [usize],
}

/// The type of the elements of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// 32-bit float.
    Float32,
    /// 32-bit signed integer.
    Int32,
}

const fn floats(name: &'static str, shape: &'static [usize]) -> TensorSpec {
    TensorSpec { name, element: Element::Float32, shape }
}

/// MoveNet Lightning: 17 points of one person in a 192x192 picture, and the features inside that `HEAD` and `SHOULDERS` read.
pub static MOVENET_LIGHTNING: Model = Model {
    file: "movenet_lightning.onnx",
    input: TensorSpec { name: "image", element: Element::Int32, shape: &[1, 192, 192, 3] },
    outputs: &[
        floats("keypoints", &[1, 1, 17, 3]),
        floats("features", &[1, 48, 48, 48]),
        floats("deep_features", &[1, 160, 12, 12]),
    ],
    embedded: include_bytes!("../../models/movenet_lightning.onnx"),
};

/// From `MoveNet`'s features around the shoulders to their joints and the jugular notch.
pub static SHOULDERS: Model = Model {
    file: "shoulders.onnx",
    input: floats("patches", &[1, 7920]),
    outputs: &[floats("offsets", &[1, 3, 2])],
    embedded: include_bytes!("../../models/shoulders.onnx"),
};

/// From `MoveNet`'s points and features of the head to how far nose, eyes and ears are off.
pub static HEAD: Model = Model {
    file: "head.onnx",
    input: floats("inputs", &[1, 9141]),
    outputs: &[floats("corrections", &[1, 5, 2])],
    embedded: include_bytes!("../../models/head.onnx"),
};

/// The BlazePose detector: where people are in a 224x224 picture.
pub static POSE_DETECTION: Model = Model {
    file: "pose_detection.onnx",
    input: floats("image", &[1, 224, 224, 3]),
    outputs: &[floats("boxes", &[1, 2254, 12]), floats("scores", &[1, 2254, 1])],
    embedded: include_bytes!("../../models/pose_detection.onnx"),
};

/// BlazePose full with its heatmap: 39 points of the person in a 256x256 region.
pub static POSE_LANDMARK_FULL: Model = Model {
    file: "pose_landmark_full_hm.onnx",
    input: floats("image", &[1, 256, 256, 3]),
    outputs: &[
        floats("landmarks", &[1, 195]),
        floats("pose_flag", &[1, 1]),
        floats("world", &[1, 117]),
        floats("heatmap", &[1, 64, 64, 39]),
    ],
    embedded: include_bytes!("../../models/pose_landmark_full_hm.onnx"),
};

/// Every model that is shipped.
pub static ALL: [&Model; 5] = [&MOVENET_LIGHTNING, &HEAD, &SHOULDERS, &POSE_DETECTION, &POSE_LANDMARK_FULL];

/// Where the models come from.
#[derive(Clone, Debug, Default)]
pub struct Models {
    folder: Option<PathBuf>,
    /// What is not in the folder is taken from the binary.
    partly: bool,
}

/// No model here is larger than 7 MB; the largest pose model known is 28 MB. More is some other file, and not
/// worth the memory.
const MAX_FILE_BYTES: u64 = 64 << 20;

impl Models {
    /// The models inside the binary.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The models of a folder. A file is read and checked when an estimator needs it.
    pub fn from_dir(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), partly: false }
    }

    /// The models of a folder, and the embedded ones in the place of those that it does not have.
    pub fn partly_from_dir(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), partly: true }
    }

    /// Reads a model, and checks that a file of a folder is ONNX with the expected input and outputs. The embedded
    /// files are checked once, by a test, and not at every start.
    pub fn read(&self, model: &'static Model) -> Result<ModelFile, EstimatorError> {
        let folder = self.folder.as_ref().filter(|folder| !self.partly || folder.join(model.file).exists());
        let Some(folder) = folder else {
            let name = model.file.to_owned();
            return Ok(ModelFile { name, model, bytes: Cow::Borrowed(model.embedded) });
        };
        let path = folder.join(model.file);
        let name = path.display().to_string();
        match read_limited(&path).and_then(|bytes| check(model, &bytes).map(|()| bytes)) {
            Ok(bytes) => Ok(ModelFile { name, model, bytes: Cow::Owned(bytes) }),
            Err(found) => Err(EstimatorError::Model { file: name, expected: model.to_string(), found }),
        }
    }
}

/// A model's bytes.
pub struct ModelFile {
    name: String,
    model: &'static Model,
    bytes: Cow<'static, [u8]>,
}

impl ModelFile {
    /// The file's name, with its folder where it is not embedded.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it takes and gives.
    pub fn model(&self) -> &'static Model {
        self.model
    }

    /// The ONNX file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn read_limited(path: &std::path::Path) -> Result<Vec<u8>, String> {
    let metadata = path.metadata().map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("not a file".to_owned());
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(format!("a file of {} MB", metadata.len() >> 20));
    }
    std::fs::read(path).map_err(|error| error.to_string())
}

/// Compares a file's inputs and outputs with what is expected; the error says what was found instead.
fn check(model: &Model, bytes: &[u8]) -> Result<(), String> {
    if bytes.is_empty() {
        return Err("an empty file".to_owned());
    }
    let not_onnx = || format!("{} bytes that are not a whole ONNX file", bytes.len());
    let graph = tract_onnx::onnx()
        .proto_model_for_read(&mut &*bytes)
        .ok()
        .and_then(|proto| proto.graph)
        .ok_or_else(not_onnx)?;
    if graph.node.is_empty() {
        return Err(not_onnx());
    }
    // The order of the outputs is left free; their names tell them apart.
    let fits = |specs: &[TensorSpec], values: &[ValueInfoProto]| {
        specs.len() == values.len()
            && specs.iter().all(|spec| values.iter().any(|value| describe(value) == spec.to_string()))
    };
    if fits(&[model.input], &graph.input) && fits(model.outputs, &graph.output) {
        Ok(())
    } else {
        Err(describe_graph(&graph))
    }
}

/// A file may name any number of tensors of any length; a message shows the first few.
const MAX_DESCRIBED_CHARS: usize = 300;

fn describe_graph(graph: &GraphProto) -> String {
    let list = |values: &[ValueInfoProto]| values.iter().map(describe).collect::<Vec<_>>().join(", ");
    let text = format!("an ONNX model from {} to {}", list(&graph.input), list(&graph.output));
    text.chars().take(MAX_DESCRIBED_CHARS).collect()
}

/// The same words as [`TensorSpec`]'s, for what a file says.
fn describe(value: &ValueInfoProto) -> String {
    let Some(type_proto::Value::TensorType(tensor)) = value.r#type.as_ref().and_then(|t| t.value.as_ref())
    else {
        return format!("{} (not a tensor)", value.name);
    };
    let element = match DataType::try_from(tensor.elem_type) {
        Ok(DataType::Float) => "float32".to_owned(),
        Ok(DataType::Int32) => "int32".to_owned(),
        Ok(other) => format!("{other:?}").to_lowercase(),
        Err(_) => "unknown".to_owned(),
    };
    let dimension = |dimension: &Option<dimension::Value>| match dimension {
        Some(dimension::Value::DimValue(size)) => size.to_string(),
        Some(dimension::Value::DimParam(name)) => name.clone(),
        None => "?".to_owned(),
    };
    let dimensions: Vec<_> =
        tensor.shape.iter().flat_map(|shape| &shape.dim).map(|dim| dimension(&dim.value)).collect();
    format!("{} {element}[{}]", value.name, dimensions.join(","))
}

impl Display for TensorSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let element = match self.element {
            Element::Float32 => "float32",
            Element::Int32 => "int32",
        };
        let shape: Vec<_> = self.shape.iter().map(ToString::to_string).collect();
        write!(f, "{} {element}[{}]", self.name, shape.join(","))
    }
}

impl Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outputs: Vec<_> = self.outputs.iter().map(ToString::to_string).collect();
        write!(f, "an ONNX model from {} to {}", self.input, outputs.join(", "))
    }
}

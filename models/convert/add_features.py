"""Adds MoveNet's inner features as outputs, from which shoulders.onnx and head.onnx read (models/landmarks/train.py). Nothing else changes.
usage: add_features.py movenet_lightning.onnx OUT.onnx

features: at stride 4, a block of the backbone and the end of the feature pyramid. deep_features: at stride 16, two blocks.
The names of the tensors are those that build_onnx.py gives."""

import sys

import onnx
from onnx import TensorProto, helper

FEATURES = [("features", ["t19", "t118"], [1, 48, 48, 48]), ("deep_features", ["t61", "t79"], [1, 160, 12, 12])]

_, source, target = sys.argv
model = onnx.load(source)
assert [output.name for output in model.graph.output] == ["keypoints"], "it has the features already"
for name, tensors, shape in FEATURES:
    model.graph.node.append(helper.make_node("Concat", tensors, [name], name, axis=1))
    model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
onnx.checker.check_model(model, full_check=True)
onnx.save(model, target)

"""A linear map fitted by ridge regression, and as an ONNX network."""

import numpy as np
import onnx
import scipy.linalg
from onnx import TensorProto, helper, numpy_helper

WEIGHT_SCALE = 1024.0  # keeps the 16-bit weights out of the subnormal range


def fit(x, y, blocks, penalty):
    """In closed form, on standardized inputs; of the mean square of an input in its `blocks` (inputs, share) `penalty` is added.
    -> weights [inputs, outputs] and bias [outputs] for the raw inputs"""
    mean, sd = x.mean(0, dtype=np.float64), x.std(0, dtype=np.float64)
    columns = np.split(np.arange(x.shape[1]), np.cumsum([n for n, _ in blocks])[:-1])
    for block in columns:
        sd[block] += 0.05 * x[:, block].std(dtype=np.float64)  # an input that hardly changes says nothing
    z = (x - mean) / sd
    gram = sum(share * (z[:, block] @ z[:, block].T / n) for block, (n, share) in zip(columns, blocks))
    gram[np.diag_indices_from(gram)] += penalty
    dual = scipy.linalg.solve(gram, y - y.mean(0), assume_a="pos", overwrite_a=True)
    weights = np.concatenate([share * (z[:, block].T @ dual / n) for block, (n, share) in zip(columns, blocks)]) / sd[:, None]
    weights = np.float64(np.float16(weights * WEIGHT_SCALE)) / WEIGHT_SCALE
    return weights, y.mean(0) - mean @ weights


def network(name, input_name, output_name, weights, bias):
    points = len(bias) // 2
    constants = {
        "weights_f16": np.float16(weights * WEIGHT_SCALE), "unscale": np.float32([1 / WEIGHT_SCALE]),
        "bias": np.float32(bias), "shape": np.array([1, points, 2]),
    }
    nodes = [
        helper.make_node("Cast", ["weights_f16"], ["weights"], to=TensorProto.FLOAT),
        helper.make_node("MatMul", [input_name, "weights"], ["scaled"]),
        helper.make_node("Mul", ["scaled", "unscale"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["flat"]),
        helper.make_node("Reshape", ["flat", "shape"], [output_name]),
    ]
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info(input_name, TensorProto.FLOAT, [1, len(weights)])],
        [helper.make_tensor_value_info(output_name, TensorProto.FLOAT, [1, points, 2])],
        [numpy_helper.from_array(value, constant) for constant, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model

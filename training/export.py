"""Writes the trained network as ONNX files, the larger in int8, and its vocabulary beside them."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from network import Network

OPSET = 20
_OUTPUTS = ["arcs", "below", "above", "upos", "named", "defence"]


class Rows(nn.Module):
    """An embedding in int8 with a scale for each row: a tenth of the loss of one scale for the whole table."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach().float()
        scales = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scales).round().to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, places: Tensor) -> Tensor:
        return functional.embedding(places, self.rows).float() * functional.embedding(places, self.scales)


def _with_small_tables(network: Network) -> Network:
    small = deepcopy(network)
    for name in ("words", "positions", "shapes"):
        setattr(small.encoder, name, Rows(getattr(small.encoder, name)))
    return small


class _Plain(nn.Module):
    """The network with a tuple for its scores, as the exporter wants it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(ids, shapes, firsts)
        return tuple(getattr(scores, name) for name in _OUTPUTS)


def export(network: Network, tokenizer: Path, out: Path, work: Path) -> None:
    """Puts ``model.onnx``, ``relations.onnx`` and ``tokenizer.json`` into ``out``; steps between go to ``work``."""
    out.mkdir(parents=True, exist_ok=True)
    network = _with_small_tables(network)
    full, ready, small = work / "float32.onnx", work / "ready.onnx", work / "int8.onnx"
    _trace(network, full)
    quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(ready, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
    _finish(network, small, out / "model.onnx")
    _trace_relations(network, out / "relations.onnx")
    _vocabulary(tokenizer, out / "tokenizer.json")
    _compare(full, out / "model.onnx")


def _trace(network: Network, path: Path) -> None:
    network.eval()
    batch, width, words = (torch.export.Dim(name) for name in ("batch", "width", "words"))
    ids = torch.tensor([[101, 2, 3, 4, 102], [101, 2, 3, 102, 0], [101, 2, 102, 0, 0]])
    firsts = torch.tensor([[0, 1, 2, 3], [0, 1, 2, 0], [0, 1, 0, 0]])
    dims = {"ids": {0: batch, 1: width}, "shapes": {0: batch, 1: width}, "firsts": {0: batch, 1: words}}
    torch.onnx.export(
        _Plain(network).eval(), (ids, torch.ones_like(ids), firsts), str(path), dynamo=True, opset_version=OPSET,
        input_names=["ids", "shapes", "firsts"], output_names=_OUTPUTS, dynamic_shapes=dims, external_data=False,
    )  # fmt: skip


class _Relations(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, below: Tensor, above: Tensor) -> Tensor:
        return self.network.relations(below, above)


def _trace_relations(network: Network, path: Path) -> None:
    """The layer that scores relations, apart: it runs after the trees are known, once a word."""
    pairs = torch.export.Dim("pairs")
    size = network.relation.in_features // 3
    pair = torch.zeros(3, size), torch.ones(3, size)
    torch.onnx.export(
        _Relations(network).eval(), pair, str(path), dynamo=True, opset_version=OPSET,
        input_names=["below", "above"], output_names=["scores"], external_data=False,
        dynamic_shapes={"below": {0: pairs}, "above": {0: pairs}},
    )  # fmt: skip
    onnx.save(_without_notes(onnx.load(str(path))), str(path))


def _without_notes(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model without the tracer's notes, which name files of the machine that it was made on."""
    for part in (model.graph, *model.graph.node, *model.graph.input, *model.graph.output, *model.graph.value_info):
        del part.metadata_props[:]
        part.doc_string = ""
    return model


def _finish(network: Network, small: Path, path: Path) -> None:
    """Names the labels in the file, so that scores and labels cannot be parted."""
    model = _without_notes(onnx.load(str(small)))
    entry = model.metadata_props.add()
    entry.key, entry.value = "labels", json.dumps(asdict(network.labels))
    onnx.save(model, str(path))


def _vocabulary(given: Path, path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(given))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(path), pretty=False)


def _compare(full: Path, small: Path) -> None:
    """Says what int8 costs in size and in arcs on a batch of nonsense; figures come from benchmarks/reader.py."""
    dice = np.random.default_rng(1)
    feed = {
        "ids": dice.integers(1000, 20000, (8, 24)),
        "shapes": np.full((8, 24), 7),
        "firsts": np.tile(np.arange(23), (8, 1)),
    }
    options = SessionOptions()
    options.log_severity_level = 3
    one, two = (InferenceSession(str(path), options).run(["arcs"], feed)[0] for path in (full, small))
    same = (one.argmax(axis=2) == two.argmax(axis=2)).mean()
    print(f"{small}: {small.stat().st_size / 1e6:.1f} MB, {100 * same:.1f} % of arcs as in float32", flush=True)

"""The multi-task network: a small BERT encoder that also sees word shapes; heads for trees, word classes and names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from whence.reading.subwords import SHAPES


@dataclass(frozen=True, slots=True)
class Labels:
    """What the heads choose among, in the order of their scores. ``mentions`` helps in training and is not shipped."""

    relations: tuple[str, ...]
    upos: tuple[str, ...]
    named: tuple[str, ...]
    defence: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    hidden: int = 384
    inner: int = 1536
    layers: int = 6
    attention: int = 12
    vocabulary: int = 30522
    positions: int = 512
    shape: int = 32
    arc: int = 256
    relation: int = 256
    tag: int = 128
    dropout: float = 0.1
    head_dropout: float = 0.25
    namers: int = 3
    namer: int = 256
    namer_dropout: float = 0.4


class FeatureDropout(nn.Module):
    """Drops a feature in the whole sentence: as good a regulariser here as word by word, and far fewer dice."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or not self.share:
            return states
        keep = states.new_full((states.shape[0], 1, states.shape[2]), 1 - self.share)
        return states * torch.bernoulli(keep).div_(1 - self.share)


class Layer(nn.Module):
    """One transformer layer with query, key and value in one matrix (fewer, larger products)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.attention = sizes.attention
        self.into = nn.Linear(sizes.hidden, 3 * sizes.hidden)
        self.out = nn.Linear(sizes.hidden, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.up = nn.Linear(sizes.hidden, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.hidden)
        self.norm_down = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = FeatureDropout(sizes.dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, width, hidden = states.shape
        size = hidden // self.attention
        packed = self.into(states).view(batch, width, 3, self.attention, size).permute(2, 0, 3, 1, 4)
        query, key, value = packed[0], packed[1], packed[2]
        weights = torch.softmax(query @ key.transpose(2, 3) * size**-0.5 + bias, dim=-1)
        mixed = (weights.to(value.dtype) @ value).permute(0, 2, 1, 3).reshape(batch, width, hidden)
        states = self.norm(states + self.dropout(self.out(mixed)))
        return self.norm_down(states + self.dropout(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.hidden)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.shapes = nn.Embedding(SHAPES, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.mix = nn.Parameter(torch.tensor([-2.0] * (sizes.layers - 2) + [0.0, 1.0]))
        self.dropout = FeatureDropout(sizes.dropout)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, list[Tensor]]:
        """The mixture of the layers, and what each of them gave."""
        bias = ((ids == 0).to(torch.float32) * -1e4)[:, None, None, :]
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.positions(places)[None] + self.shapes(shapes)
        states = self.dropout(self.norm(states))
        weights = torch.softmax(self.mix, dim=0)
        mixed, given = torch.zeros_like(states), []
        for place, layer in enumerate(self.layers):
            states = layer(states, bias)
            mixed = mixed + weights[place] * states
            given.append(states)
        return mixed, given


class Projection(nn.Module):
    """A dense layer with GELU, and dropout."""

    def __init__(self, size: int, into: int, dropout: float) -> None:
        super().__init__()
        self.dense = nn.Linear(size, into)
        self.dropout = FeatureDropout(dropout)

    def forward(self, states: Tensor) -> Tensor:
        return self.dropout(functional.gelu(self.dense(states)))


class Namer(nn.Module):
    """Names from a word's state and shape; trained last, while all else stays as it is."""

    def __init__(self, sizes: Sizes, named: int, mentions: int) -> None:
        super().__init__()
        self.shapes = nn.Embedding(SHAPES, sizes.shape)
        self.dropout = FeatureDropout(sizes.namer_dropout)
        self.dense = Projection(sizes.hidden + sizes.shape, sizes.namer, sizes.namer_dropout)
        self.named, self.mentions = nn.Linear(sizes.namer, named), nn.Linear(sizes.namer, mentions)

    def forward(self, states: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        found = self.dense(self.dropout(torch.cat([states, self.shapes(marks)], dim=2)))
        return self.named(found), self.mentions(found)


class Namers(nn.Module):
    """Several namers on one mixture of the upper layers; their scores are averaged."""

    def __init__(self, sizes: Sizes, named: int, mentions: int) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.tensor([-2.0, -1.0, 0.0, 1.0]))
        self.each = nn.ModuleList(Namer(sizes, named, mentions) for _ in range(sizes.namers))

    def forward(self, layers: list[Tensor], firsts: Tensor, marks: Tensor) -> list[tuple[Tensor, Tensor]]:
        """What each says of the words that begin at ``firsts`` and have the shapes ``marks``."""
        weights, mixed = torch.softmax(self.mix, dim=0), torch.zeros_like(layers[-1])
        for place, layer in enumerate(layers[-4:]):
            mixed = mixed + weights[place] * layer
        states = torch.gather(mixed, 1, firsts[:, :, None].expand(-1, -1, mixed.shape[2]))
        return [namer(states, marks) for namer in self.each]


@dataclass(frozen=True, slots=True)
class Scores:
    """``arcs`` is (sentence, word, 1 + head); ``below`` and ``above`` are what relations are scored from."""

    arcs: Tensor
    below: Tensor
    above: Tensor
    upos: Tensor
    named: Tensor
    defence: Tensor
    mentions: Tensor


class Network(nn.Module):
    """Arcs by a biaffine product (Dozat and Manning 2017); relations by a product in one space, of low rank.

    The low rank keeps relation scores out of the heavy (word, word, relation) cube, so that they can be
    worked out after the tree, for its arcs alone.
    """

    def __init__(self, labels: Labels, sizes: Sizes | None = None) -> None:
        super().__init__()
        sizes = sizes or Sizes()
        self.labels = labels
        self.encoder = Encoder(sizes)
        self.shapes = nn.Embedding(SHAPES, sizes.shape)
        size, drop = sizes.hidden + sizes.shape, sizes.head_dropout
        self.arc_below, self.arc_above = Projection(size, sizes.arc, drop), Projection(size, sizes.arc, drop)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_prior = nn.Linear(sizes.arc, 1)
        self.below, self.above = Projection(size, sizes.relation, drop), Projection(size, sizes.relation, drop)
        self.relation = nn.Linear(3 * sizes.relation, len(labels.relations))
        self.tag, self.name = Projection(size, sizes.tag, drop), Projection(size, sizes.tag, drop)
        self.upos = nn.Linear(sizes.tag, len(labels.upos))
        self.named = nn.Linear(sizes.tag, len(labels.named))
        self.defence = nn.Linear(sizes.tag, len(labels.defence))
        self.mentions = nn.Linear(sizes.tag, len(labels.mentions))
        self.dropout = FeatureDropout(sizes.head_dropout)
        self.namers = Namers(sizes, len(labels.named), len(labels.mentions))
        self.named_last = False
        """Whether the namers have been trained and speak in place of the one layer that was trained with the trees."""

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> Scores:
        states, layers = self.encoder(ids, shapes)
        places = firsts[:, :, None].expand(-1, -1, states.shape[2])
        marks = torch.gather(shapes, 1, firsts)
        nodes = self.dropout(torch.cat([torch.gather(states, 1, places), self.shapes(marks)], dim=2))
        words = nodes[:, 1:]
        heads = self.arc_above(nodes)
        arcs = self.arc(self.arc_below(words)) @ heads.transpose(1, 2) + self.arc_prior(heads).transpose(1, 2)
        tags, names = self.tag(words), self.name(words)
        below, above = self.below(words), self.above(nodes)
        named = self.named(names)
        if self.named_last:
            named = torch.stack([one for one, _ in self.namers(layers, firsts[:, 1:], marks[:, 1:])]).mean(dim=0)
        return Scores(arcs, below, above, self.upos(tags), named, self.defence(names), self.mentions(names))

    def relations(self, below: Tensor, above: Tensor) -> Tensor:
        """Scores of the relations of pairs (…, relation space)."""
        return self.relation(torch.cat([below * above, below, above], dim=-1))

    def start_from(self, weights: Path) -> None:
        """Takes the encoder from a BERT checkpoint (safetensors); shapes begin at nothing."""
        from safetensors.torch import load_file

        given, encoder = load_file(str(weights)), self.encoder
        with torch.no_grad():
            encoder.words.weight.copy_(given["embeddings.word_embeddings.weight"])
            kind = given["embeddings.token_type_embeddings.weight"][0]
            encoder.positions.weight.copy_(given["embeddings.position_embeddings.weight"] + kind)
            encoder.shapes.weight.zero_()
            _copy(encoder.norm, given, "embeddings.LayerNorm")
            for place, layer in enumerate(encoder.layers):
                assert isinstance(layer, Layer)
                _start_layer(layer, given, f"encoder.layer.{place}")


def _copy(module: nn.Linear | nn.LayerNorm, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[f"{name}.weight"])
    module.bias.copy_(given[f"{name}.bias"])


def _start_layer(layer: Layer, given: dict[str, Tensor], name: str) -> None:
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    layer.into.weight.copy_(torch.cat([given[f"{part}.weight"] for part in parts]))
    layer.into.bias.copy_(torch.cat([given[f"{part}.bias"] for part in parts]))
    _copy(layer.out, given, f"{name}.attention.output.dense")
    _copy(layer.norm, given, f"{name}.attention.output.LayerNorm")
    _copy(layer.up, given, f"{name}.intermediate.dense")
    _copy(layer.down, given, f"{name}.output.dense")
    _copy(layer.norm_down, given, f"{name}.output.LayerNorm")

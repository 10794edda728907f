"""Trains the network: batches of like length, an average over steps kept as the result, a deadline that is met."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from data import DEFENCE, NAMED, UNKNOWN, Example, varied
from evaluate import figures
from network import Labels, Network, Scores
from whence.reading import parser as reading
from whence.reading.subwords import MASK, Batch, Subwords, pack, shapes

LONGEST = 160
"""Sub-words of the longest sentence to train on; the few longer ones cost more than they teach."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. Rates are peaks; ``average`` is the share of the moving average that each step keeps."""

    epochs: int = 20
    minutes: float = 75.0
    batch: int = 1000
    encoder_rate: float = 2e-4
    decay_by_layer: float = 0.85
    head_rate: float = 1.5e-3
    warm_up: int = 300
    masked: float = 0.05
    average: float = 0.998
    half: bool = True
    seed: int = 20221


@dataclass(frozen=True, slots=True)
class Targets:
    """Gold labels (sentence, word), ``UNKNOWN`` where there is none."""

    heads: Tensor
    relations: Tensor
    upos: Tensor
    named: Tensor
    defence: Tensor
    mentions: Tensor


def labels_of(examples: Sequence[Example]) -> Labels:
    relations = sorted({name for example in examples for name in example.relations})
    upos = sorted({name for example in examples for name in example.upos})
    return Labels(tuple(relations), tuple(upos), NAMED, DEFENCE, NAMED)


class Feeder:
    """Turns examples into batches, varied anew in each epoch."""

    def __init__(self, examples: Sequence[Example], labels: Labels, subwords: Subwords, plan: Plan) -> None:
        self.examples, self.subwords, self.plan = examples, subwords, plan
        self.codes = [{name: code for code, name in enumerate(kind)} for kind in asdict(labels).values()]
        self.dice = random.Random(plan.seed)
        self.widths = [sum(len(subwords.look_up(word)[0]) for word in example.words) + 2 for example in examples]

    def epoch(self) -> Iterator[tuple[Batch, Targets]]:
        jitter = [width * self.dice.uniform(0.9, 1.1) for width in self.widths]
        short = [place for place, width in enumerate(self.widths) if width <= LONGEST]
        order = sorted(short, key=jitter.__getitem__)
        groups: list[list[int]] = [[]]
        for place in order:
            if (len(groups[-1]) + 1) * self.widths[place] > self.plan.batch and groups[-1]:
                groups.append([])
            groups[-1].append(place)
        self.dice.shuffle(groups)
        for group in groups:
            yield self.made([varied(self.examples[place], self.dice) for place in group])

    def made(self, examples: Sequence[Example]) -> tuple[Batch, Targets]:
        rows = []
        for example in examples:
            looked = [self.subwords.look_up(word) for word in example.words]
            pieces = [(MASK,) * len(ids) if self.dice.random() < self.plan.masked else ids for ids, _ in looked]
            rows.append((pieces, shapes(example.words, [code for _, code in looked])))
        batch = pack(rows)
        relations, upos, named, defence, mentions = self.codes
        width = batch.firsts.shape[1] - 1
        return batch, Targets(
            _filled([example.heads for example in examples], width),
            _filled([[relations[name] for name in example.relations] for example in examples], width),
            _filled([[upos[name] for name in example.upos] for example in examples], width),
            _filled([[named[name] for name in example.named] for example in examples], width),
            _filled([[defence[name] for name in example.defence] for example in examples], width),
            _filled([[mentions[name] for name in example.mentions] for example in examples], width),
        )


def _filled(rows: Sequence[Sequence[int]], width: int) -> Tensor:
    filled = np.full((len(rows), width), UNKNOWN, dtype=np.int64)
    for place, row in enumerate(rows):
        filled[place, : len(row)] = row
    return torch.from_numpy(filled)


def loss_of(network: Network, scores: Scores, targets: Targets, firsts: Tensor) -> Tensor:
    """Sum of the tasks, each a mean over the words that are annotated for it."""
    absent = (firsts == 0)[:, None, :].clone()
    absent[:, :, 0] = False
    arcs = scores.arcs.float().masked_fill(absent, -1e4)
    known = targets.heads != UNKNOWN
    total = 0.7 * cross(scores.upos, targets.upos) + cross(scores.named, targets.named)
    total = total + 0.15 * cross(scores.defence, targets.defence) + 0.3 * cross(scores.mentions, targets.mentions)
    if known.any():
        row, word = known.nonzero(as_tuple=True)
        related = network.relations(scores.below[row, word], scores.above[row, targets.heads[row, word]])
        total = total + cross(arcs, targets.heads) + cross(related, targets.relations[row, word])
    return total


def cross(scores: Tensor, gold: Tensor, smoothing: float = 0.0) -> Tensor:
    if not (gold != UNKNOWN).any():
        return scores.new_zeros(())
    return functional.cross_entropy(
        scores.float().flatten(0, -2), gold.flatten(), ignore_index=UNKNOWN, label_smoothing=smoothing
    )


def optimizer_of(network: Network, plan: Plan) -> torch.optim.Optimizer:
    """Deeper layers learn slower; word embeddings rest, so that words never met in training keep their place."""
    network.encoder.words.weight.requires_grad_(False)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    depth = len(network.encoder.layers)
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        rate = plan.head_rate
        if name.startswith("encoder.layers."):
            rate = plan.encoder_rate * plan.decay_by_layer ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and "shapes" not in name and "mix" not in name:
            rate = plan.encoder_rate * plan.decay_by_layer**depth
        groups.setdefault((rate, 0.01 if weight.ndim > 1 else 0.0), []).append(weight)
    settings = [
        {"params": weights, "lr": rate, "peak": rate, "weight_decay": decay}
        for (rate, decay), weights in groups.items()
    ]
    return torch.optim.AdamW(settings, betas=(0.9, 0.98), fused=True)


class Average:
    """A moving average of the weights, kept beside them."""

    def __init__(self, network: nn.Module, keep: float) -> None:
        self.keep, self.steps = keep, 0
        self.moving = {name: weight for name, weight in network.named_parameters() if weight.requires_grad}
        self.kept = {name: weight.detach().clone() for name, weight in self.moving.items()}

    def update(self) -> None:
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        torch._foreach_lerp_(list(self.kept.values()), [w.detach() for w in self.moving.values()], 1 - keep)

    def exchange(self) -> None:
        """Swaps the average with the weights; a second call swaps back."""
        with torch.no_grad():
            for name, weight in self.moving.items():
                held = weight.detach().clone()
                weight.copy_(self.kept[name])
                self.kept[name].copy_(held)


class Threads:
    """Takes as many threads as pay at present: beside other work two can be far slower than one.

    Tries both for a few steps each minute, and stays with the faster.
    """

    SECONDS, TRIAL = 60.0, 2

    def __init__(self, most: int) -> None:
        self.most, self.step = most, 0
        self.began = self.tried = time.monotonic()
        self.pace: dict[int, float] = {}

    def before(self) -> None:
        if self.step > 2 * self.TRIAL and time.monotonic() - self.tried > self.SECONDS:
            self.step = 0
        if self.step == 0:
            self.pace, self.tried = {1: 0.0, self.most: 0.0}, time.monotonic()
        if self.step % self.TRIAL == 0 and self.step <= 2 * self.TRIAL:
            best = min(self.pace, key=self.pace.__getitem__)
            torch.set_num_threads((1, self.most, best)[self.step // self.TRIAL])
        self.began = time.monotonic()

    def after(self, size: int) -> None:
        if self.step < 2 * self.TRIAL:
            self.pace[torch.get_num_threads()] += (time.monotonic() - self.began) / size
        self.step += 1


class TorchScorer:
    """The network in training, as the reader calls it."""

    def __init__(self, network: Network, half: bool) -> None:
        self.network, self.half = network, half

    def __call__(self, batch: Batch) -> reading.Scores:
        self.network.eval()
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.half):
            scores = self.network(*map(torch.from_numpy, (batch.ids, batch.shapes, batch.firsts)))
        return reading.Scores(*(getattr(scores, name).float().numpy() for name in reading.Scores.__slots__))

    def relations(self, below: reading.Array, above: reading.Array) -> reading.Array:
        with torch.inference_mode():
            return self.network.relations(torch.from_numpy(below), torch.from_numpy(above)).numpy()


def parser_of(network: Network, subwords: Subwords, half: bool) -> reading.Parser:
    labels = reading.Labels(*(getattr(network.labels, kind) for kind in reading.Labels.__slots__))
    return reading.Parser(TorchScorer(network, half), labels, subwords)


def train(
    network: Network,
    feeder: Feeder,
    dev: tuple[Sequence[Example], Sequence[Example]],
    plan: Plan,
    keep: Path,
    done: float = 0.0,
) -> None:
    """Trains until the epochs or the minutes are used up; the averaged weights of each epoch's end lie at ``keep``.

    The rates fall with the steps or with the time, whichever is further, so that a slow machine too ends at rest.
    ``done`` is the share of the way that the network has come already.
    """
    run = _Run(network, feeder, plan, done)
    for epoch in range(1, plan.epochs + 1):
        start = time.monotonic()
        run.epoch()
        run.average.exchange()
        state = {"weights": network.state_dict(), "labels": asdict(network.labels), "done": run.done()}
        torch.save(state, keep)
        ewt, gum, names = figures(parser_of(network, feeder.subwords, plan.half), *dev)
        print(f"epoch {epoch}: {time.monotonic() - start:.0f} s\n  EWT {ewt}\n  GUM {gum}\n  names {names}", flush=True)
        if run.done() >= 1:
            break
        run.average.exchange()


class _Run:
    """The state of one training: the optimizer, the average, the steps and minutes gone."""

    def __init__(self, network: Network, feeder: Feeder, plan: Plan, before: float) -> None:
        self.network, self.feeder, self.plan, self.before = network, feeder, plan, before
        self.optimizer, self.average = optimizer_of(network, plan), Average(network, plan.average)
        self.threads = Threads(torch.get_num_threads())
        self.all_steps = plan.epochs * sum(1 for _ in feeder.epoch())
        self.steps, self.begun = 0, time.monotonic()

    def minutes(self) -> float:
        return (time.monotonic() - self.begun) / 60

    def done(self) -> float:
        gone = max(self.steps / self.all_steps, self.minutes() / self.plan.minutes)
        return self.before + (1 - self.before) * gone

    def epoch(self) -> None:
        self.network.train()
        losses: list[float] = []
        for batch, targets in self.feeder.epoch():
            done = self.done()
            if done >= 1:
                break
            rate = min(1.0, (self.steps + 1) / self.plan.warm_up) * (0.5 + 0.5 * math.cos(math.pi * done))
            self.threads.before()
            losses.append(_step(self.network, self.optimizer, batch, targets, rate, self.plan.half))
            self.average.update()
            self.threads.after(batch.ids.size)
            self.steps += 1
            if self.steps % 200 == 0:
                loss = sum(losses) / len(losses)
                print(f"  step {self.steps} of {self.all_steps}, {self.minutes():.1f} min, loss {loss:.3f}", flush=True)


def _step(
    network: Network, optimizer: torch.optim.Optimizer, batch: Batch, targets: Targets, rate: float, half: bool
) -> float:
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * rate
    ids, codes, firsts = map(torch.from_numpy, (batch.ids, batch.shapes, batch.firsts))
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        scores = network(ids, codes, firsts)
        loss = loss_of(network, scores, targets, firsts)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_([w for group in optimizer.param_groups for w in group["params"]], 2.0)
    optimizer.step()
    return loss.item()

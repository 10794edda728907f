"""The last stage: several namers on top of the trained network, which stays as it is."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from network import Network
from train import UNKNOWN, Average, Feeder, Plan, cross


@dataclass(frozen=True, slots=True)
class Naming:
    """How to train the namers. More words are hidden than before: the encoder has seen the training names."""

    epochs: int = 6
    minutes: float = 12.0
    batch: int = 1200
    rate: float = 1e-3
    masked: float = 0.1
    smoothing: float = 0.05
    mentions: float = 0.3
    average: float = 0.995
    seed: int = 20229


def train_namers(network: Network, feeder: Feeder, naming: Naming, keep: Path, half: bool) -> None:
    """Trains the namers on the sentences with names; dropout in the frozen encoder keeps its certainty honest."""
    plan = Plan(masked=naming.masked, batch=naming.batch, seed=naming.seed)
    examples = [replace(each, defence=()) for each in feeder.examples if each.named or each.mentions]
    own = Feeder(examples, network.labels, feeder.subwords, plan)
    for weight in network.parameters():
        weight.requires_grad_(False)
    network.namers.requires_grad_(True)
    optimizer = torch.optim.AdamW(network.namers.parameters(), lr=naming.rate, weight_decay=0.01)
    average = Average(network.namers, naming.average)
    steps, all_steps, begun = 0, naming.epochs * sum(1 for _ in own.epoch()), time.monotonic()
    for epoch in range(1, naming.epochs + 1):
        network.train()
        losses: list[float] = []
        for batch, targets in own.epoch():
            done = max(steps / all_steps, (time.monotonic() - begun) / 60 / naming.minutes)
            if done >= 1:
                break
            optimizer.param_groups[0]["lr"] = (
                naming.rate * min(1.0, (steps + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * done))
            )
            ids, shapes, firsts = map(torch.from_numpy, (batch.ids, batch.shapes, batch.firsts))
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                with torch.no_grad():
                    _, layers = network.encoder(ids, shapes)
                marks = torch.gather(shapes, 1, firsts)[:, 1:]
                scores = network.namers(layers, firsts[:, 1:], marks)
            loss = _loss([one for one, _ in scores], targets.named, naming.smoothing)
            loss = loss + naming.mentions * _loss([two for _, two in scores], targets.mentions, naming.smoothing)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            average.update()
            losses.append(loss.item() / len(scores))
            steps += 1
        mean, spent = sum(losses) / max(len(losses), 1), time.monotonic() - begun
        print(f"namers, epoch {epoch}: {spent:.0f} s, loss {mean:.3f}", flush=True)
    average.exchange()
    network.named_last = True
    network.eval()
    torch.save(network.state_dict(), keep)


def _loss(scores: list[Tensor], gold: Tensor, smoothing: float) -> Tensor:
    if not (gold != UNKNOWN).any():
        return torch.zeros(())
    return torch.stack([cross(each, gold, smoothing) for each in scores]).sum()

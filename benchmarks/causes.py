"""Why a claim is missing, incomplete or surplus: the first step on the way from page to claim that went wrong.

Law: a cause is read off what can be checked: the role of the line, the gate, the words of the sentence, the fields that
differ. ``PARSE`` is a suspicion: the reader was unsure of an arc beside the predicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import ModuleType
from typing import Any

from whence.extraction.scenes import Scene

Marks = Mapping[str, Any]
"""A claim as exported, or as a careful reader marked it."""

UNSURE = 0.5
"""Below this share of the scores an arc counts as unsure."""


class Cause(StrEnum):
    LINE_ROLE = "line role"
    GATE = "gate"
    PARSE = "parse"
    TRIGGER = "trigger"
    ROLE = "role"
    PARTY = "party"
    ITEM = "item"
    ANAPHORA = "anaphora"
    OPERATOR = "operator"
    SOURCE = "source"
    QUANTITY = "quantity"
    TIME = "time"


FIELDS = {
    "kind": Cause.TRIGGER,
    "stage": Cause.OPERATOR,
    "polarity": Cause.OPERATOR,
    "certainty": Cause.OPERATOR,
    "item_class": Cause.ITEM,
    "systems": Cause.ITEM,
    "suppliers": Cause.ROLE,
    "recipients": Cause.ROLE,
    "source": Cause.SOURCE,
    "quantity": Cause.QUANTITY,
    "value": Cause.QUANTITY,
    "when": Cause.TIME,
    "said": Cause.TIME,
}
"""The cause behind a field that differs, before a closer look."""

OF_TREES = frozenset({Cause.TRIGGER, Cause.ROLE, Cause.OPERATOR, Cause.SOURCE})
"""Causes that a wrong tree brings about."""


def cause_of(field: str, gold: Marks | None, scenes: Sequence[Scene]) -> Cause:
    """The cause behind a field in which a claim departs from the gold, by what its sentences name."""
    cause = FIELDS[field]
    if gold is None:
        return cause
    if field in ("suppliers", "recipients"):
        return _of_parties(set(gold[field]), scenes)
    if field == "item_class" and not _named_items(scenes) & set(gold["item_class"]):
        return Cause.ANAPHORA
    return cause


def _of_parties(wanted: set[str], scenes: Sequence[Scene]) -> Cause:
    """Parties that the sentence names are a matter of roles; others must come from elsewhere, or are not known."""
    named = {mention.code for scene in scenes for mention in scene.parties.values()}
    if wanted <= named:
        return Cause.ROLE
    known = any(code.isupper() and len(code) == 3 for code in wanted - named)  # a state is always in the pack
    return Cause.ANAPHORA if known else Cause.PARTY


def _named_items(scenes: Sequence[Scene]) -> set[str]:
    return {str(name) for scene in scenes for item in scene.items.values() for name in item.classes}


def nearest(score: ModuleType, gold: Marks, claims: Iterable[Marks]) -> tuple[Marks | None, list[str]]:
    """The overlapping claim that agrees best with a gold claim, and the core fields in which it departs."""
    near = [claim for claim in claims if score.overlap(gold["evidence"], claim["evidence"]) > 0]
    best = min(near, key=lambda claim: len(score.disagreements(gold, claim)), default=None)
    return best, [] if best is None else score.disagreements(gold, best)

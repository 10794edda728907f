"""The gold sets: captures of the shared corpora folder, and what careful readers find in them.

``statements`` and ``entries`` are marked here, in tests/quality/gold/, by offsets and labels alone. Their claims are
parted in halves: ``study``, which rules may be written on, and ``held-out``, which nobody looks at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.desk import find
from whence.model.document import Capture

Gold = Mapping[str, Any]
HERE = Path(__file__).resolve().parents[1] / "tests" / "quality" / "gold"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """``captures`` lie below the shared folder, the gold there as well or here; ``half`` names a part of it."""

    name: str
    captures: str
    gold: str | Path
    read_captures: Callable[[Path], Iterator[Capture]]
    half: str = ""

    @property
    def held_out(self) -> bool:
        return self.half == "held-out"

    def load(self, shared: Path) -> Gold:
        gold: Gold = json.loads((shared / self.gold).read_text(encoding="utf-8"))
        if not self.half:
            return gold
        mine = self._mine(gold)
        return {**gold, "claims": [claim for claim in gold["claims"] if claim["doc"] in mine]}

    def read(self, shared: Path) -> Iterator[Capture]:
        """The captures that were marked, as ``whence add`` finds them."""
        found = self.read_captures(shared / self.captures)
        if not self.half:
            return found
        mine = self._mine(json.loads((shared / self.gold).read_text(encoding="utf-8")))
        return (capture for capture in found if capture.name in mine)

    def _mine(self, gold: Gold) -> set[str]:
        return {doc for doc, half in gold["halves"].items() if half == self.half}


def _found(path: Path) -> Iterator[Capture]:
    return (found for found in find([path]) if isinstance(found, Capture))


def statements(path: Path) -> Iterator[Capture]:
    """Each as its page would be saved: title, empty line, text; the name is the last part of the address."""
    for number, record in _records(path):
        name = record["url"].rstrip("/").rpartition("/")[2]
        yield _capture(path, number, name, record, record["text"])


def entries(path: Path) -> Iterator[Capture]:
    """Each as title, empty line, description; the name is the number of its line."""
    for number, record in _records(path):
        yield _capture(path, number, f"entry-{number:03}", record, record["description"])


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield number, json.loads(line)


def _capture(path: Path, number: int, name: str, record: Mapping[str, str], text: str) -> Capture:
    content = f"{record['title']}\n\n{text}".encode()
    return Capture(name, f"{path}:{number}", content, "text/plain", record["url"], published=record["date"][:10])


STATEMENTS = "corpora/statements/white-house-to-2022-09.jsonl"
ENTRIES = "corpora/feeds/entries-2022.jsonl"
SETS = (
    GoldSet("seeds", "seeds", "gold/seeds.json", _found),
    GoldSet("feeds-2022", "gold/feeds-2022.jsonl", "gold/feeds-2022.json", _found),
    GoldSet("entries", ENTRIES, HERE / "entries.json", entries, "study"),
    GoldSet("entries-held", ENTRIES, HERE / "entries.json", entries, "held-out"),
    GoldSet("statements", STATEMENTS, HERE / "statements.json", statements, "study"),
    GoldSet("statements-held", STATEMENTS, HERE / "statements.json", statements, "held-out"),
)
"""All gold sets; what is called "held" is measured, and never looked at while rules are written."""

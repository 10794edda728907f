"""Measures how many claims are wrong on feed entries that were read one by one.

    python benchmarks/surplus.py [--shared ../shared] [--wrong]

The entries are the first 200, by number, of those marked for study (golds.py). A claim is right where a mark supports
it, and fair where the reader who went through all the others judged it so (tests/quality/gold/entries-read.json): an
empty side, a wider class of items, or a reading that the marks leave out. Every other claim counts as wrong, one that
nobody has judged yet among them. ``--wrong`` lists those.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from golds import HERE, SETS, Gold
from quality import add_shared, scorer
from whence.desk import make_reader
from whence.interfaces.shapes import claim_shape
from whence.ledger.rows import Reading
from whence.ledger.view import Entry

ENTRIES = 200
READ = HERE / "entries-read.json"


@dataclass(frozen=True, slots=True)
class Surplus:
    """Counts of claims, and those that are wrong, each with its words."""

    claims: int
    supported: int
    fair: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        return len(self.wrong) / self.claims


def measure(shared: Path) -> Surplus:
    marked = next(each for each in SETS if each.name == "entries")
    captures = list(islice(marked.read(shared), ENTRIES))
    read, docs = make_reader("arms", "en"), {capture.name for capture in captures}
    claims = []
    for capture in captures:
        reading = read(capture)
        if isinstance(reading, Reading):
            claims += [claim_shape(Entry(claim, reading.article, 0)) for claim in reading.claims]
    gold = [claim for claim in marked.load(shared)["claims"] if claim["doc"] in docs]
    _, _, surplus = scorer(shared).score_claims(gold, [], claims)
    judged = json.loads(READ.read_text(encoding="utf-8"))["fair"]
    wrong = tuple(f"{key_of(claim)}  “{claim['words']}”" for _, claim in surplus if key_of(claim) not in judged)
    return Surplus(len(claims), len(claims) - len(surplus), len(surplus) - len(wrong), wrong)


def key_of(claim: Gold) -> str:
    """A claim in one line, the same in every run that reads it alike."""
    start, end = claim["evidence"]["start"], claim["evidence"]["end"]
    sides = f"{','.join(claim['suppliers'])}→{','.join(claim['recipients'])}"
    stance = " ".join((claim["kind"], claim["stage"], claim["polarity"]))
    return f"{claim['doc']}@{start}-{end} {stance} {sides} {','.join(claim['item_class'])}"


def rows(found: Surplus) -> Iterator[str]:
    yield f"{ENTRIES} feed entries: {found.claims} claims; {found.supported} as marked, {found.fair} fair"
    yield f"wrong: {len(found.wrong)}, a share of {found.share:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    add_shared(parser)
    parser.add_argument("--wrong", action="store_true", help="list the claims that count as wrong")
    given = parser.parse_args()
    found = measure(given.shared)
    if given.wrong:
        print(*found.wrong, sep="\n", end="\n\n")
    print(*rows(found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

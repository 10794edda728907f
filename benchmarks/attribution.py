"""Measures who is read to say what, against the news attributions of PolNeAR in the shared corpora folder.

    python benchmarks/attribution.py [--shared ../shared] [--misses] [--json]

PolNeAR marks, in articles of seven American outlets, the source, the cue and the content of each attribution. Its
articles go through the reader and ``whence.extraction.cite``; nothing else is told to either. The mapping:

* PolNeAR labels a character once, so of nested attributions it marks the outermost. Citations whose cue stands in
  another's content are left out of the comparison.
* Where several people marked an article, the first reading by name is the gold.
* An attribution without a source is one: it is matched by a citation without a source.

``source and cue`` is the headline: F1 of pairs, counted over all attributions of all articles, where a pair counts
only if both spans are PolNeAR's to the character. No determiner, comma or auxiliary is forgiven. ``cue`` asks for the
cue alone, and ``source and cue, nearly`` for pairs of which both spans overlap. ``content`` is F1 by characters: of all
characters in any content, how many are in the content of both. Where two people marked an article, they agree by these
very measures at .66 (source and cue) and .91 (content); ``--readers`` measures it.

PolNeAR is for measuring only: nothing is trained on it, and its rights do not allow its texts to be copied.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from whence.extraction import cite, outermost
from whence.lang import load_language
from whence.model.document import Article, Dating, Line, LineRole
from whence.model.interval import TimeInterval
from whence.model.text import Span, TextMap
from whence.packs import load_pack
from whence.reading.sentences import Reader

FOLDER = Path("corpora") / "polnear"
FIGURES = ("source and cue", "source and cue, nearly", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans of one attribution, each role's sorted; a role may be empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article and what each person marked in it."""

    name: str
    text: str
    readings: tuple[tuple[Attribution, ...], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """``counts`` are matched, in gold, found, by figure; ``wrong`` is what is missed and surplus, in words."""

    counts: dict[str, tuple[int, int, int]]
    wrong: tuple[str, ...]

    def f1(self, figure: str) -> float:
        matched, gold, found = self.counts[figure]
        return 2 * matched / max(1, gold + found)


def documents(shared: Path, split: str = "dev") -> Iterator[Document]:
    """The articles of one split, by name."""
    folder = shared / FOLDER / split
    for path in sorted((folder / "text").iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        marked = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        yield Document(path.stem, text, tuple(map(read_attributions, marked)))


def read_attributions(path: Path) -> tuple[Attribution, ...]:
    """The attributions of a brat file that say anything at all."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in (line.rstrip("\r\n").split("\t") for line in file) if len(row) > 1]
    for row in rows:
        places = re.findall(r"(\d+) (\d+)", row[1]) if row[0].startswith("T") else []
        spans[row[0]] = tuple(sorted(Span(int(start), int(end)) for start, end in places))
        if row[0].startswith("E"):
            parts = [part.partition(":") for part in row[1].split()[1:]]
            roles = [_of_role(parts, role, spans) for role in ("Source", "Cue", "Content")]
            found.append(Attribution(*roles))
    return tuple(each for each in found if each.cue or each.content)


def _of_role(parts: Iterable[tuple[str, str, str]], role: str, spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(
        sorted(span for name, _, key in parts if name.rstrip("0123456789") == role for span in spans.get(key, ()))
    )


def read(text: str) -> Article:
    """The text as an article whose every line is its own."""
    lines = (match.span() for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text))
    own = tuple(Line(Span(*span), LineRole.OWN) for span in lines)
    nobody = Dating(TimeInterval(None, None))
    return Article("", "", text, own, None, None, None, nobody, None, None, TextMap(()))


def found_in(text: str, reader: Reader) -> tuple[Attribution, ...]:
    """What whence reads in a text, the outermost citations only."""
    article = read(text)
    sentences, _ = reader.read(article)
    told = outermost(cite(article, sentences, load_pack("arms"), load_language("en")))
    return tuple(Attribution((one.source,) if one.source else (), (one.cue,), one.content) for one in told)


def compared(gold: Sequence[Attribution], found: Sequence[Attribution]) -> dict[str, tuple[int, int, int]]:
    """Matched, in gold, found, by figure."""
    counts = {
        "source and cue": _matched([(a.source, a.cue) for a in gold], [(a.source, a.cue) for a in found]),
        "source and cue, nearly": sum(any(_near(one, other) for other in found) for one in gold),
        "cue": _matched([a.cue for a in gold], [a.cue for a in found]),
    }
    figures = {name: (matched, len(gold), len(found)) for name, matched in counts.items()}
    told, read_so = _characters(gold), _characters(found)
    return figures | {"content": (len(told & read_so), len(told), len(read_so))}


def _matched(gold: Iterable[object], found: Iterable[object]) -> int:
    return sum((Counter(gold) & Counter(found)).values())


def _near(one: Attribution, other: Attribution) -> bool:
    sources = _overlap(one.source, other.source) or not (one.source or other.source)
    return sources and _overlap(one.cue, other.cue)


def _overlap(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in some for other in others)


def _characters(attributions: Iterable[Attribution]) -> set[int]:
    return {place for each in attributions for span in each.content for place in range(span.start, span.end)}


def measure(shared: Path, split: str = "dev") -> Measured:
    """Reads the articles of a split and holds what comes out against the first reading of each."""
    reader, counts, wrong = Reader.load(), dict.fromkeys(FIGURES, (0, 0, 0)), []
    for document in documents(shared, split):
        gold, found = document.readings[0], found_in(document.text, reader)
        counts = _summed(counts, compared(gold, found))
        wrong += _differences(document.text, gold, found)
    return Measured(counts, tuple(wrong))


def readers(shared: Path) -> Measured:
    """How two people agree, over every pair of people that marked the same article."""
    counts = dict.fromkeys(FIGURES, (0, 0, 0))
    for split in ("train", "dev"):
        for document in documents(shared, split):
            for one, other in combinations(document.readings, 2):
                counts = _summed(counts, compared(one, other))
    return Measured(counts, ())


def _summed(
    some: dict[str, tuple[int, int, int]], others: dict[str, tuple[int, int, int]]
) -> dict[str, tuple[int, int, int]]:
    return {
        name: (some[name][0] + more[0], some[name][1] + more[1], some[name][2] + more[2])
        for name, more in others.items()
    }


def _differences(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[str]:
    for title, some, others in (("missed ", gold, found), ("surplus", found, gold)):
        same = {(each.source, each.cue) for each in others}
        for each in some:
            if (each.source, each.cue) not in same:
                near = [_words(text, other) for other in others if _overlap(each.cue, other.cue)]
                yield f"{title} {_words(text, each)}" + "".join(f"\n        but {other}" for other in near)


def _words(text: str, attribution: Attribution) -> str:
    roles = (attribution.source, attribution.cue, attribution.content)
    return "  ".join("[" + " … ".join(" ".join(span.of(text).split()) for span in spans) + "]" for spans in roles)


def _table(measured: Measured) -> Iterator[str]:
    yield f"{'':<24}{'precision':>10}{'recall':>10}{'F1':>10}"
    for name, (matched, gold, found) in measured.counts.items():
        precision, recall = matched / max(1, found), matched / max(1, gold)
        yield f"{name:<24}{precision:>10.3f}{recall:>10.3f}{measured.f1(name):>10.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=beside, help="the shared corpora folder")
    parser.add_argument("--split", choices=("dev", "train"), default="dev", help="train is for study, dev for figures")
    parser.add_argument("--misses", action="store_true", help="list what is missed and what is surplus")
    parser.add_argument("--readers", action="store_true", help="measure how two people agree instead")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    given = parser.parse_args()
    if not (given.shared / FOLDER).is_dir():
        print(f"{given.shared / FOLDER}: not there; name the shared corpora folder with --shared", file=sys.stderr)
        return 2
    measured = readers(given.shared) if given.readers else measure(given.shared, given.split)
    if given.json:
        print(json.dumps({name: round(measured.f1(name), 4) for name in FIGURES}))
        return 0
    if given.misses:
        print(*measured.wrong, sep="\n", end="\n\n")
    print(*_table(measured), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

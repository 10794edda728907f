"""Measures claims, articles and the gate against the gold sets of the shared corpora folder.

    python benchmarks/quality.py [--shared ../shared] [--misses] [--json]

The sets are those of golds.py. What is missed on the halves that are held out is measured, and not shown.

The captures of each set go through the whole pipeline into a fresh ledger, which is thrown away. The scores are
those of ``score/score_claims.py``. ``gate`` is the gate's recall: the share of gold sentences (the evidence of required
claims) that it lets through to the parser. ``parsed`` is the share of all sentences that it lets through.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from golds import SETS, Gold, GoldSet
from whence import Desk
from whence.extraction import gate_words
from whence.interfaces.shapes import article_shape, claim_shape
from whence.model.document import Article, Capture
from whence.model.text import Span
from whence.packs import load_pack
from whence.reading.articles import read_article
from whence.reading.boundaries import sentences
from whence.reading.gate import Gate
from whence.reading.sentences import READ_ROLES

Place = tuple[str, int, int]
"""A capture's name, and where its text is meant: from, to."""

ARTICLE_FIGURES = ("title", "outlet", "byline", "published", "body_f1")


@dataclass(frozen=True, slots=True)
class Measured:
    """``figures`` by name, each a share of 1 but for the counts ``foreign`` and ``claims``; what is wrong, in words."""

    figures: dict[str, float]
    fields: dict[str, float]
    wrong: tuple[str, ...]


def measure(gold_set: GoldSet, shared: Path) -> Measured:
    """Reads the captures of a set and holds what comes out against the gold."""
    score, gold = scorer(shared), gold_set.load(shared)
    captures = list(gold_set.read(shared))
    texts = {capture.name: capture.content.decode() for capture in captures}
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "quality.db") as desk:
        report = desk.add_found(captures)
        claims = [claim_shape(entry) for entry in desk.claims()]
        sheets = list(desk.articles())
    articles, read = [article_shape(sheet) for sheet in sheets], [sheet.article for sheet in sheets]
    foreign = gold.get("foreign", [])
    result, misses, spurious = score.score_claims(gold["claims"], foreign, claims)
    figures = {name: result[name] for name in ("precision", "recall", "f1", "complete")}
    figures |= {"claims": len(claims), "foreign": result["counts"].get("foreign", 0)}
    if gold.get("articles"):
        found = score.score_articles(gold["articles"], foreign, articles)
        figures |= {name: found[name] for name in ARTICLE_FIGURES if name in found}
    asked = _evidence(gold)
    missed_by_gate = sorted(asked - set(_let_through(asked, read)))
    figures["gate"] = 1 - len(missed_by_gate) / len(asked)
    figures["parsed"] = report.parsed / max(1, report.parsed + report.gated)
    wrong = (
        *(f"not read     {skipped.message}" for skipped in report.skipped),
        *(f"gated        {doc}  {' '.join(texts[doc][start:end].split())}" for doc, start, end in missed_by_gate),
        *(f"{why.partition(':')[0]:<11}  {gold_id}  {why.partition(':')[2].strip()}" for gold_id, why in misses),
        *(f"unsupported  {doc}  {_in_words(claim)}" for doc, claim in spurious),
    )
    return Measured(figures, result["fields"], wrong)


def scorer(shared: Path) -> ModuleType:
    """The scoring script, from where it lies."""
    path = shared / "score" / "score_claims.py"
    spec = importlib.util.spec_from_file_location("score_claims", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed_sentences(article: Article) -> list[Span]:
    """The sentences of an article that the gate lets through to the parser."""
    every = [span for line in article.lines if line.role in READ_ROLES for span in sentences(article.text, line.span)]
    chosen = _gate().select([span.of(article.text) for span in every])
    return [span for span, keep in zip(every, chosen, strict=True) if keep]


@cache
def _gate() -> Gate:
    return Gate.of(gate_words(load_pack("arms")))


def _evidence(gold: Gold) -> set[Place]:
    """Where the required claims stand."""
    required = (claim for claim in gold["claims"] if claim["required"])
    return {(claim["doc"], claim["evidence"]["start"], claim["evidence"]["end"]) for claim in required}


def _let_through(places: Iterable[Place], articles: Iterable[Article]) -> Iterator[Place]:
    """The places of which at least a part reaches the parser."""
    parsed = {article.name: parsed_sentences(article) for article in articles}
    for doc, start, end in places:
        if any(span.start < end and start < span.end for span in parsed.get(doc, ())):
            yield doc, start, end


def ordinary_share(shared: Path) -> float:
    """The share of sentences that the gate lets through on pages of ordinary news."""
    pack, parsed, all_of_them = load_pack("arms"), 0, 0
    for line in (shared / "corpora" / "pages" / "flat-pages.jsonl").read_text(encoding="utf-8").splitlines():
        capture = Capture("page", "page", json.loads(line)["flat"].encode(), "text/plain")
        article = read_article(capture, pack)
        if isinstance(article, Article):
            parsed += len(parsed_sentences(article))
            own = [line.span for line in article.lines if line.role in READ_ROLES]
            all_of_them += sum(len(sentences(article.text, span)) for span in own)
    return parsed / max(1, all_of_them)


def _in_words(claim: Mapping[str, Any]) -> str:
    parts = [claim["kind"], claim["stage"], claim["polarity"], claim["suppliers"], claim["recipients"]]
    said = " ".join(",".join(part) if isinstance(part, list) else str(part) for part in parts)
    return f"{said} {','.join(claim['item_class'])}  “{' '.join(str(claim['words']).split())}”"


def _rows(measured: Mapping[str, Measured]) -> Iterator[str]:
    names = dict.fromkeys(name for each in measured.values() for name in each.figures)
    yield f"{'':<12}" + "".join(f"{name:>16}" for name in measured)
    for name in names:
        cells = (each.figures.get(name) for each in measured.values())
        yield f"{name:<12}" + "".join(f"{_figure(cell):>16}" for cell in cells)
    for name in sorted({name for each in measured.values() for name in each.fields}):
        cells = (each.fields.get(name) for each in measured.values())
        yield f"  {name:<10}" + "".join(f"{_figure(cell):>16}" for cell in cells)


def _figure(value: float | None) -> str:
    return "" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def add_shared(parser: argparse.ArgumentParser) -> None:
    """The option that names the shared corpora folder; a folder without gold sets ends the command."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=_with_gold, default=str(beside), help="the shared corpora folder")


def _with_gold(folder: str) -> Path:
    if not (Path(folder) / "gold").is_dir():
        raise argparse.ArgumentTypeError(f"{folder}: no gold sets are there; name the shared corpora folder")
    return Path(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    add_shared(parser)
    parser.add_argument("--misses", action="store_true", help="list what is missing, incomplete and unsupported")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    given = parser.parse_args()
    measured = {each.name: measure(each, given.shared) for each in SETS}
    if given.json:
        shown = {name: {**each.figures, "fields": each.fields} for name, each in measured.items()}
        print(json.dumps(shown, indent=1))
        return 0
    if given.misses:
        for each in SETS:
            if not each.held_out:
                print(*(f"{each.name}: {line}" for line in measured[each.name].wrong), sep="\n", end="\n\n")
    print(*_rows(measured), sep="\n")
    print(f"\nparsed on pages of ordinary news: {ordinary_share(given.shared):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Reads the tables of ``cases/`` and compares what they expect with the claims that came.

A case:

    [[case]]
    text = "…"              # one line an own paragraph
    headline = true         # the first line is the title
    published = 2022-11-01  # the default
    outlet = "kremlin.ru"   # by its name in the pack, where it matters; none is the default
    claims = [
      { is = "transfer carried_out", flow = "TUR → UKR", item = "uav", sources = "Axios > officials (USA)" },
    ]

Marks of turns ("MS. ROE:", "Q") make a transcript of a text, as they do when a page is read.

A claim gives only what is to be compared, but for the polarity, which is ``affirmed`` unless told:

* ``is``: words for kind, stage, polarity and certainty in any order; two of one sort are both fair. " | " parts
  readings that are each fair as a whole, here and in ``sources``.
* ``flow``: suppliers → recipients, codes apart by blanks; an empty side must be empty, ``*`` is not compared.
  ``against``: codes in the same way.
* ``item``: the fair classes, apart by blanks; what came must be some of them.
* ``systems``: slugs apart by blanks, all of them and no other.
* ``quantity``: a number, or ``{ low, high }`` with an open side left out. ``value``: the same with ``currency``.
  ``when`` and ``said``: a date, or ``{ start, end }``. "none" for each of the four means that nothing may come.
* ``tally``: what the quantity sums up.
* ``sources``: names outermost first, apart by " > ", compared by the last word, with the party in brackets
  ("(none)" for nobody's) where it matters; "" where the outlet speaks for itself.
* ``evidence``: words that the evidence must hold, where a text has several sentences.
* ``required = false``: may come or not.

Every claim must come, and nothing may come that agrees with none. A case of ``open.toml`` also has ``theme``, the file
it belongs to, and ``why``, the cause it does not pass for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from whence.model.claim import Certainty, Claim, Kind, Link, Polarity, Stage
from whence.model.document import Article, Dating, Line, LineRole
from whence.model.interval import TimeInterval
from whence.model.text import Span, TextMap
from whence.reading.turns import cut_turns, find_marks

FOLDER = Path(__file__).parent / "cases"
OPEN = "open"
PUBLISHED = date(2022, 11, 1)
SORTS = {"kind": Kind, "stage": Stage, "polarity": Polarity, "certainty": Certainty}
FIELDS = frozenset(
    {
        "is",
        "flow",
        "against",
        "item",
        "systems",
        "quantity",
        "tally",
        "value",
        "when",
        "said",
        "sources",
        "evidence",
        "required",
    }
)
KEYS = frozenset({"text", "headline", "published", "outlet", "claims", "why", "theme"})


@dataclass(frozen=True, slots=True)
class Case:
    """One entry of a table; ``id`` is its file and the line it begins on."""

    id: str
    file: str
    text: str
    headline: bool
    published: date
    claims: tuple[Mapping[str, Any], ...]
    why: str = ""
    theme: str = ""
    outlet: str | None = None

    @property
    def article(self) -> Article:
        lines, start = [], 0
        for place, words in enumerate(self.text.split("\n")):
            role = LineRole.TITLE if self.headline and not place else LineRole.OWN
            lines.append(Line(Span(start, start + len(words)), role))
            start += len(words) + 1
        own = [line.role is LineRole.OWN for line in lines]
        marks = find_marks(self.text, [line.span for line in lines], own)
        return Article(
            capture_id="case",
            name=self.id,
            text=self.text,
            lines=cut_turns(self.text, lines, marks.values()),
            title=self.text.split("\n")[0] if self.headline else None,
            outlet=self.outlet,
            byline=None,
            published=Dating(TimeInterval.day(self.published)),
            captured_at=None,
            url=None,
            source=TextMap.identity(len(self.text)),
        )


def read_cases(path: Path) -> Iterator[Case]:
    source = path.read_text(encoding="utf-8")
    starts = [number for number, line in enumerate(source.split("\n"), 1) if line.strip() == "[[case]]"]
    for line, entry in zip(starts, tomllib.loads(source).get("case", []), strict=True):
        unknown = set(entry) - KEYS | {key for claim in entry["claims"] for key in set(claim) - FIELDS}
        if unknown:
            raise ValueError(f"{path.name}:{line} has unknown keys: {', '.join(sorted(unknown))}")
        yield Case(
            f"{path.stem}:{line}",
            path.stem,
            entry["text"],
            entry.get("headline", False),
            entry.get("published", PUBLISHED),
            tuple(entry["claims"]),
            entry.get("why", ""),
            entry.get("theme", path.stem),
            entry.get("outlet"),
        )


def all_cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in read_cases(path)]


# --- comparison ---------------------------------------------------------------------------------------------------


def disagreements(expected: Mapping[str, Any], claim: Claim, text: str) -> list[str]:
    """The fields in which a claim departs from what is expected."""
    wrong = min((_stance(reading, claim) for reading in expected["is"].split(" | ")), key=len)
    suppliers, recipients = _flow(expected)
    for name, codes in (("suppliers", suppliers), ("recipients", recipients), ("against", expected.get("against"))):
        if codes is not None and codes.strip() != "*" and set(codes.split()) != set(getattr(claim, name)):
            wrong.append(name)
    classes = {str(name) for name in claim.item_class}
    if "item" in expected and (not classes or not classes <= set(expected["item"].split())):
        wrong.append("item")
    if "systems" in expected and set(expected["systems"].split()) != set(claim.systems):
        wrong.append("systems")
    wrong.extend(name for name in ("quantity", "value", "when", "said") if not _same_range(expected, claim, name))
    if "tally" in expected and (claim.quantity is None or claim.quantity.value.tally != expected["tally"]):
        wrong.append("tally")
    if "sources" in expected and not _same_sources(expected["sources"], claim.sources):
        wrong.append("sources")
    if expected.get("evidence", "") not in claim.evidence.of(text):
        wrong.append("evidence")
    return wrong


def _stance(reading: str, claim: Claim) -> list[str]:
    """The enumerated fields that are not as told by one reading of ``is``."""
    words = set(reading.split())
    known = {name for sort in SORTS.values() for name in sort}
    if words - known:
        raise ValueError(f"no kind, stage, polarity or certainty is called {words - known}")
    fair = {name: words & set(sort) for name, sort in SORTS.items()}
    fair["polarity"] = fair["polarity"] or {Polarity.AFFIRMED}
    return [name for name, words in fair.items() if words and str(getattr(claim, name)) not in words]


def _flow(expected: Mapping[str, Any]) -> tuple[str | None, str | None]:
    if "flow" not in expected:
        return None, None
    suppliers, arrow, recipients = expected["flow"].partition("→")
    if not arrow:
        raise ValueError(f"a flow needs an arrow: {expected['flow']}")
    return suppliers, recipients


def _same_range(expected: Mapping[str, Any], claim: Claim, name: str) -> bool:
    if name not in expected:
        return True
    want, worded = expected[name], getattr(claim, name)
    if want == "none" or worded is None:
        return want == "none" and worded is None
    sides = ("low", "high", "currency") if name in ("quantity", "value") else ("start", "end")
    if not isinstance(want, dict):
        want = dict.fromkeys(sides[:2], want)
    return all(want.get(side) == getattr(worded.value, side, None) for side in sides)


def _same_sources(expected: str, links: tuple[Link, ...]) -> bool:
    return any(_same_chain(chain, links) for chain in expected.split(" | "))


def _same_chain(expected: str, links: tuple[Link, ...]) -> bool:
    names = [name for name in expected.split(" > ") if name]
    return len(names) == len(links) and all(_same_link(name, link) for name, link in zip(names, links, strict=True))


def _same_link(expected: str, link: Link) -> bool:
    name, party = re.fullmatch(r"(.*?)(?: \((\S+)\))?", expected).groups()  # type: ignore[union-attr]
    if party is not None and (link.party or "none") != party:
        return False
    return name.split()[-1].casefold() in re.split(r"[\s-]+", link.name.casefold())


def verdict(case: Case, claims: tuple[Claim, ...]) -> list[str]:
    """What is wrong, a line each; empty where the case passes."""
    wrong = []
    for expected in case.claims:
        found = [disagreements(expected, claim, case.text) for claim in claims]
        if all(found) and expected.get("required", True):
            nearest = min(found, key=len, default=None)
            wrong.append(f"missing: {show(expected)}" + (f"  [{', '.join(nearest)}]" if nearest else ""))
    for claim in claims:
        if all(disagreements(expected, claim, case.text) for expected in case.claims):
            wrong.append(f"left over: {show_claim(claim, case.text)}")
    return wrong


# --- words for people ---------------------------------------------------------------------------------------------


def show(expected: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in expected.items())


def show_claim(claim: Claim, text: str) -> str:
    words = [claim.kind, claim.stage, claim.polarity, claim.certainty]
    parts = [
        " ".join(words),
        f"{' '.join(claim.suppliers)} → {' '.join(claim.recipients)}",
        f"against {' '.join(claim.against)}" if claim.against else "",
        " ".join((*claim.item_class, *(f"<{system}>" for system in claim.systems))),
        *(_show_range(claim, name) for name in ("quantity", "value", "when", "said")),
        "sources " + (" > ".join(f"{link.name} ({link.party or 'none'})" for link in claim.sources) or "none"),
    ]
    trail = ", ".join(f"{step.span.of(text)}: {step.effect}" for step in claim.operators)
    return f"{', '.join(part for part in parts if part)} | {claim.trigger.of(text)} | {trail}"


def _show_range(claim: Claim, name: str) -> str:
    worded = getattr(claim, name)
    if worded is None:
        return ""
    return f"{name} {worded.value.key}"

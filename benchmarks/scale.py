"""How the register bears a large ledger: adding, working out, and asking, over invented articles.

    python benchmarks/scale.py [--articles 20000] [--ledger FILE] [--seed 1]

The articles are of invented words, without the reader model: readings are recorded as they would come from it. Of ten
articles six are of their own, one is a copy of an earlier one under a new title, one holds a passage of an earlier one,
and two relay an earlier one. A few flows have most of the claims, as in life; one claim in ten is a denial. Times are
those of the processor; other programs that run beside do not change them.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from whence.desk import Desk
from whence.ledger.rows import Reading
from whence.model.claim import Certainty, Claim, ItemClass, Kind, Link, Polarity, Stage, Worded
from whence.model.document import Article, Capture, Dating, Line, LineRole
from whence.model.interval import Quantity, TimeInterval
from whence.model.text import Span, TextMap

T = TypeVar("T")
STEP = 500
"""Articles that are added between two measurements, and measured together."""
SENTENCES = (8, 24)
CLAIMS = (2, 8)
FIRST = date(2020, 1, 1)
DAYS = 1200
PARTIES = (
    *("USA", "RUS", "CHN", "FRA", "DEU", "GBR", "IRN", "PRK", "KOR", "ISR", "TUR", "UKR", "POL", "IND", "PAK", "SAU"),
    *("ARE", "EGY", "DZA", "MAR", "ETH", "SYR", "YEM", "BRA", "PER", "MEX", "JPN", "TWN", "VNM", "AUS", "NOR", "SWE"),
)
ITEMS = (ItemClass.UAV, ItemClass.MISSILE, ItemClass.ARTILLERY, ItemClass.ARMOUR, ItemClass.AIRCRAFT, ItemClass.SHIP)
STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence of an article claims; places are found when it is printed."""

    words: str
    flow: tuple[str, str, ItemClass]
    stage: Stage
    denied: bool
    source: Link | None
    count: int | None


@dataclass(slots=True)
class World:
    """Invents articles one after the other; the same seed invents the same."""

    chance: random.Random
    words: list[str] = field(default_factory=list)
    printed: list[tuple[str, list[Told | str]]] = field(default_factory=list)
    """Outlet and sentences of the articles so far."""
    flows: list[tuple[str, str, ItemClass]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    people: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ra", "se", "tu", "vo", "wy", "za"]
        self.words = ["".join(self.chance.choices(parts, k=self.chance.randint(1, 4))) for _ in range(6000)]
        flows = [(one, other, item) for one in PARTIES for other in PARTIES if one != other for item in ITEMS]
        self.chance.shuffle(flows)
        self.flows, self.weights = flows, [1 / (place + 8) for place in range(len(flows))]
        self.people = {party: [f"Person {self._word()} {self._word()}" for _ in range(6)] for party in PARTIES}

    def readings(self) -> Iterator[tuple[Capture, Reading]]:
        while True:
            number = len(self.printed)
            outlet = f"Outlet {int(self.chance.paretovariate(0.7)) % 400}"
            told = self._article()
            self.printed.append((outlet, told))
            yield self._reading(number, outlet, told)

    def _article(self) -> list[Told | str]:
        kind = self.chance.random() if self.printed else 0.0
        if kind < 0.6:
            return self._own()
        outlet, earlier = self.printed[-min(len(self.printed), int(self.chance.expovariate(0.01)) + 1)]
        if kind < 0.7:
            return list(earlier)
        if kind < 0.8:
            start = self.chance.randrange(max(1, len(earlier) - 4))
            return [*self._own()[:6], *earlier[start : start + 5]]
        claims = [each for each in earlier if isinstance(each, Told)][:3]
        return [*self._own()[:5], *(self._relayed(each, outlet) for each in claims)]

    def _own(self) -> list[Told | str]:
        told: list[Told | str] = [self._sentence() for _ in range(self.chance.randint(*SENTENCES))]
        (flow,) = self.chance.choices(self.flows, self.weights)
        for place in self.chance.sample(range(len(told)), min(len(told), self.chance.randint(*CLAIMS))):
            told[place] = self._claim(flow)
        return told

    def _claim(self, flow: tuple[str, str, ItemClass]) -> Told:
        speaking = self.chance.choice((*flow[:2], self.chance.choice(PARTIES)))
        named = self.chance.random()
        name = self.chance.choice(self.people[speaking]) if named < 0.5 else "officials"
        source = Link(name, speaking, named < 0.5, False, None) if self.chance.random() < 0.8 else None
        count = self.chance.choice((None, None, 20, 100, 400, 1000))
        denied = self.chance.random() < 0.1
        return Told(self._sentence(), flow, self.chance.choice(STAGES), denied, source, count)

    def _relayed(self, told: Told, outlet: str) -> Told:
        """The same in other words, by the outlet that told it."""
        source = told.source if told.source and self.chance.random() < 0.5 else Link(outlet, None, True, False, None)
        return replace(told, words=self._sentence(), source=source)

    def _sentence(self) -> str:
        return " ".join(self._word() for _ in range(self.chance.randint(8, 30))).capitalize() + "."

    def _word(self) -> str:
        return self.words[min(len(self.words) - 1, int(self.chance.paretovariate(0.6)) + 8)]

    def _reading(self, number: int, outlet: str, told: Sequence[Told | str]) -> tuple[Capture, Reading]:
        sentences = [each if isinstance(each, str) else each.words for each in told]
        title = f"{self._sentence()[:60]} {number}"
        text = "\n".join([title, *sentences])
        capture = Capture(f"page-{number}", f"/invented/page-{number}", text.encode(), "text/plain")
        day = TimeInterval.day(FIRST + timedelta(number * DAYS // 20_000 % DAYS))
        lines, start = [Line(Span(0, len(title)), LineRole.TITLE)], len(title) + 1
        for words in sentences:
            lines.append(Line(Span(start, start + len(words)), LineRole.OWN))
            start += len(words) + 1
        dating, source = Dating(day, ()), TextMap.identity(len(text))
        article = Article(capture.id, capture.name, text, tuple(lines), title, outlet, None, dating, None, None, source)
        spans = (line.span for line in lines[1:])
        claims = [
            _printed(each, span, article.id) for each, span in zip(told, spans, strict=True) if isinstance(each, Told)
        ]
        return capture, Reading(article, tuple(claims), parsed=len(claims))


def _printed(told: Told, span: Span, article_id: str) -> Claim:
    supplier, recipient, item = told.flow
    place = Span(span.start, span.start + 2)
    return Claim(
        article_id=article_id,
        evidence=span,
        trigger=place,
        kind=Kind.TRANSFER,
        stage=told.stage,
        polarity=Polarity.DENIED if told.denied else Polarity.AFFIRMED,
        certainty=Certainty.CERTAIN,
        suppliers=(supplier,),
        recipients=(recipient,),
        against=(),
        item_class=(item,),
        systems=(),
        quantity=Worded(Quantity(told.count, told.count), place) if told.count else None,
        value=None,
        when=None,
        said=None,
        sources=(told.source,) if told.source else (),
        operators=(),
    )


def fill(desk: Desk, articles: int, seed: int) -> None:
    """Adds articles, and prints what adding and working out the next few hundred costs."""
    invented = World(random.Random(seed)).readings()
    print(f"{'articles':>10} {'adding, ms each':>16} {'working out, ms each':>21}")
    for done in range(0, articles, STEP):
        readings = list(islice(invented, STEP))
        start = time.process_time()
        for capture, reading in readings:
            desk.store.record_reading(capture, reading, "invented")
        added = time.process_time()
        desk.work_out()
        worked = time.process_time()
        if (done + STEP) % (4 * STEP) == 0 or not done:
            each = [1000 * seconds / STEP for seconds in (added - start, worked - added)]
            print(f"{done + STEP:>10,} {each[0]:>16.2f} {each[1]:>21.2f}", flush=True)


def ask(desk: Desk, ledger: str) -> None:
    """Prints how long questions take, the first and the usual one."""
    counts = desk.counts()
    print(f"\n{counts.articles:,} articles, {counts.claims:,} claims")
    took, rows = _timed(lambda: desk.register())
    print(f"register, first opening: {took:.2f} s, {len(rows):,} stories")
    print(f"register, warm: {_timed(lambda: desk.register())[0]:.2f} s")
    whence = Path(sys.executable).parent / "whence"
    subprocess.run([str(whence), "register", "--ledger", ledger], check=True, capture_output=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"whence register, warm, with the start of Python: {used.ru_utime + used.ru_stime:.2f} s")
    rows.sort(key=lambda row: row.claims)
    print(f"\n{'story':<24} {'claims':>7} {'articles':>9} {'ms':>8} {'ms per claim':>13}")
    for share in (0.5, 0.9, 0.99, 0.999, 1):
        row = rows[int(share * (len(rows) - 1))]
        took = statistics.median(_timed(lambda row=row: desk.story(row.id))[0] for _ in range(3)) * 1000
        print(f"{row.id:<24} {row.claims:>7,} {row.articles:>9,} {took:>8.1f} {took / row.claims:>13.3f}")


def _timed(question: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    answer = question()
    return time.process_time() - start, answer


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--ledger", help="keep the ledger here; if it is there already, it is only asked")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = given.ledger or f"{folder}/scale.db"
        is_new = not Path(ledger).exists()
        with Desk.open(ledger) as desk:
            if is_new:
                fill(desk, given.articles, given.seed)
            ask(desk, ledger)
    return 0


if __name__ == "__main__":
    sys.exit(main())

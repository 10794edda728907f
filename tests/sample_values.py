"""Small hand-built captures, articles and claims for tests that need no model."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from whence.desk import Desk
from whence.ledger.rows import Reading
from whence.ledger.store import Store
from whence.model.claim import (
    Certainty,
    Claim,
    ItemClass,
    Kind,
    Link,
    Operator,
    Polarity,
    Stage,
    Worded,
)
from whence.model.document import Article, Capture, DateEvidence, Dating, Line, LineRole
from whence.model.interval import Money, Quantity, TimeInterval
from whence.model.text import Span, TextMap

RELAY = (
    "Newsweek cited The Washington Post on Monday, which quoted unnamed U.S. officials as saying that Russian "
    "cargo planes had picked up more than 400 Iranian drones worth $20 million in August."
)
DENIAL = "Iran dismissed the reports that it had sold Shahed-136 drones to Russia."
ENGINE = "whence 0 test"


def a_clock(*moments: datetime):
    """A clock that tells these moments one after the other, and stays at the last."""
    left = list(moments)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def moment(day: int) -> datetime:
    return datetime(2023, 1, day, 12, tzinfo=UTC)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def a_capture(name: str = "relay.txt", text: str = RELAY, *, url: str | None = None, folder: str = "/pages") -> Capture:
    return Capture(name, f"{folder}/{name}", text.encode(), "text/plain", url=url)


def an_article(
    capture: Capture,
    *,
    outlet: str | None = "Newsweek",
    published: TimeInterval | None = None,
    title: str | None = "Russia picks up drones",
) -> Article:
    text = capture.content.decode()
    days = published or TimeInterval.day(date(2022, 8, 31))
    return Article(
        capture_id=capture.id,
        name=capture.name,
        text=text,
        lines=(Line(Span(0, len(text)), LineRole.OWN),),
        title=title,
        outlet=outlet,
        byline="A. Writer",
        published=Dating(days, (DateEvidence("metadata", "31 Aug 2022", days),)),
        captured_at=datetime(2022, 9, 1, 8, 30, tzinfo=UTC),
        url=capture.url,
        source=TextMap.identity(len(text)),
    )


def a_relayed_claim(article: Article) -> Claim:
    text = article.text
    return Claim(
        article_id=article.id,
        evidence=Span(0, len(text)),
        trigger=span_of(text, "picked up"),
        kind=Kind.TRANSFER,
        stage=Stage.CARRIED_OUT,
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.CERTAIN,
        suppliers=("IRN",),
        recipients=("RUS",),
        against=(),
        item_class=(ItemClass.UAV,),
        systems=(),
        quantity=Worded(Quantity(401, None), span_of(text, "more than 400")),
        value=Worded(Money(20e6, 20e6, "USD"), span_of(text, "$20 million")),
        when=Worded(
            TimeInterval(date(2022, 8, 1), date(2022, 8, 31)), span_of(text, "in August"), "published 2022-08-31"
        ),
        said=Worded(TimeInterval.day(date(2022, 8, 29)), span_of(text, "on Monday"), "published 2022-08-31"),
        sources=(
            Link("The Washington Post", None, True, False, span_of(text, "The Washington Post")),
            Link("U.S. officials", "USA", False, False, span_of(text, "U.S. officials")),
        ),
        operators=(Operator("source", span_of(text, "quoted")), Operator("stage carried_out", span_of(text, "had"))),
    )


def a_denial(article: Article, *, recipient: str = "RUS") -> Claim:
    text = article.text
    return Claim(
        article_id=article.id,
        evidence=Span(0, len(text)),
        trigger=span_of(text, "sold"),
        kind=Kind.TRANSFER,
        stage=Stage.CARRIED_OUT,
        polarity=Polarity.DENIED,
        certainty=Certainty.CERTAIN,
        suppliers=("IRN",),
        recipients=(recipient,),
        against=(),
        item_class=(ItemClass.UAV,),
        systems=("shahed-136",),
        quantity=None,
        value=None,
        when=None,
        said=None,
        sources=(Link("Iran", "IRN", True, True, span_of(text, "Iran")),),
        operators=(Operator("polarity denied", span_of(text, "dismissed")),),
    )


def relay_reading() -> tuple[Capture, Reading]:
    capture = a_capture(url="https://example.org/relay")
    article = an_article(capture)
    return capture, Reading(article, (a_relayed_claim(article),), parsed=1, gated=2)


def denial_reading(name: str = "denial.txt", text: str = DENIAL) -> tuple[Capture, Reading]:
    capture = a_capture(name, text)
    article = an_article(capture, outlet="Tasnim", published=TimeInterval.day(date(2022, 10, 3)), title=None)
    return capture, Reading(article, (a_denial(article),), parsed=1)


def stand_in_reader(capture: Capture):
    """Reads what holds the sample sentences, without a model; text with "crash" in it is a bug in a stage."""
    text = capture.content.decode()
    if "crash" in text:
        raise ZeroDivisionError("a stage went wrong")
    article = an_article(capture, outlet="Tasnim" if "dismissed" in text else "Newsweek")
    claims = ()
    if "dismissed" in text:
        claims = (a_denial(article),)
    elif "picked up" in text:
        claims = (a_relayed_claim(article),)
    return Reading(article, claims, parsed=len(claims), gated=1)


def make_stand_in():
    return stand_in_reader


def a_desk(ledger: str | Path, maker=make_stand_in, engine: str = ENGINE) -> Desk:
    return Desk(Store.open(ledger, clock=a_clock(moment(1))), maker, lambda: engine)


@contextmanager
def a_sealed_folder() -> Iterator[Path]:
    """A folder in which nothing can be written, for who has no power over permissions; see ``as_anybody``."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield folder
        folder.chmod(0o755)


def as_anybody(code: str, *words: str, first: str = "") -> subprocess.CompletedProcess[str]:
    """Runs code in a process of its own, without the rights of root over what others forbid.

    ``first`` is run before, with them: it reads what of whence itself only root may read here.
    """
    lead = """
        import os, sys
        sys.path.insert(0, os.environ["WHENCE_TESTS"])
        import sample_values, whence.interfaces.cli.search, whence.interfaces.cli.claims, whence.interfaces.cli.add
        import whence.reading.containers
        from whence.ledger.store import Store
        Store.open(":memory:").close()  # what is imported late is imported now
        exec(os.environ["WHENCE_FIRST"])
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
    """
    script = textwrap.dedent(lead) + textwrap.dedent(code)
    here = {"WHENCE_TESTS": str(Path(__file__).parent), "WHENCE_FIRST": textwrap.dedent(first)}
    words = (sys.executable, "-c", script, *words)
    return subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, **here})


def write_pages(folder: Path, count: int) -> list[str]:
    """Captures of different texts, each with a denial."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for number in range(count):
        path = folder / f"page{number:03}.txt"
        path.write_text(f"{DENIAL} It was statement number {number}.", encoding="utf-8")
        names.append(str(path))
    return names

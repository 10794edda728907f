"""Whatever a value holds, it comes back from a ledger as it went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sample_values import RELAY, a_capture, a_relayed_claim, an_article
from whence.ledger.rows import Reading, capture_of, claim_of, claim_row
from whence.ledger.schema import MARK
from whence.ledger.schema import capture as captures
from whence.ledger.store import Store
from whence.model.claim import Certainty, Claim, ItemClass, Kind, Link, Operator, Polarity, Stage, Worded
from whence.model.document import Article, Capture, DateEvidence, Dating, Line, LineRole, Skipped
from whence.model.interval import Money, Quantity, Tally, TimeInterval
from whence.model.text import Piece, Span, TextMap

texts = some.text(alphabet=some.characters(), max_size=40)  # half surrogate pairs and NUL included
names = texts.filter(bool)
numbers = some.integers(-(10**30), 10**30)
days = some.dates()
moments = some.none() | some.datetimes(timezones=some.sampled_from([UTC, timezone(timedelta(hours=3.5))]))


@some.composite
def spans(draw, length=60):
    start = draw(some.integers(0, length))
    return Span(start, draw(some.integers(start, length)))


@some.composite
def ordered(draw, values, make):
    low, high = draw(some.none() | values), draw(some.none() | values)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return make(low, high)


intervals = ordered(days, TimeInterval)
amounts = some.none() | some.floats(allow_nan=False) | some.integers(0, 10**20)


def worded(values):
    return some.none() | some.builds(Worded, values, spans(), texts)


def tuples(values, most=3):
    return some.lists(values, max_size=most).map(tuple)


captures_as_found = some.builds(
    Capture,
    name=names,
    path=names,
    content=some.binary(max_size=200),
    media_type=names,
    url=some.none() | texts,
    outlet=some.none() | texts,
    published=some.none() | texts,
    captured_at=moments,
)

datings = some.builds(
    Dating,
    intervals,
    tuples(some.builds(DateEvidence, texts, texts, intervals, some.none() | spans())),
    some.booleans(),
)


@some.composite
def readings(draw):
    capture = draw(captures_as_found)
    article = Article(
        capture_id=capture.id,
        name=capture.name,
        text=draw(some.text(alphabet=some.characters(), min_size=60, max_size=120)),
        lines=draw(tuples(some.builds(Line, spans(), some.sampled_from(LineRole)))),
        title=draw(some.none() | texts),
        outlet=draw(some.none() | texts),
        byline=draw(some.none() | texts),
        published=draw(datings),
        captured_at=capture.captured_at,
        url=capture.url,
        source=TextMap(draw(tuples(some.builds(Piece, *[some.integers(0, 10**9)] * 3)))),
    )
    found = draw(some.lists(claims(article.id), max_size=3, unique_by=lambda claim: claim.id))
    return capture, Reading(article, tuple(found), draw(some.integers(0, 9)), 1)


def claims(article_id):
    return some.builds(
        Claim,
        article_id=some.just(article_id),
        evidence=spans(),
        trigger=spans(),
        kind=some.sampled_from(Kind),
        stage=some.sampled_from(Stage),
        polarity=some.sampled_from(Polarity),
        certainty=some.sampled_from(Certainty),
        suppliers=tuples(texts),
        recipients=tuples(texts),
        against=tuples(texts),
        item_class=tuples(some.sampled_from(ItemClass)),
        systems=tuples(texts),
        quantity=worded(some.builds(replace, ordered(numbers, Quantity), tally=some.sampled_from(Tally))),
        value=worded(some.builds(Money, amounts, amounts, texts)),
        when=worded(intervals),
        said=worded(intervals),
        sources=tuples(
            some.builds(Link, texts, some.none() | texts, some.booleans(), some.booleans(), some.none() | spans())
        ),
        operators=tuples(some.builds(Operator, texts, spans())),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_a_reading_comes_back_as_it_went_in(pair):
    capture, reading = pair
    with Store.open(":memory:") as store:
        assert store.record_reading(capture, reading, "engine") == 1
        (sheet,) = store.view().articles()
        entries = list(store.view().claims())
        with store.engine.connect() as connection:
            held = capture_of(connection.execute(captures.select()).one())
    assert held == capture
    assert sheet.article == reading.article
    assert sheet.article.id == reading.article.id
    assert {entry.claim for entry in entries} == set(reading.claims)
    assert {entry.claim.id for entry in entries} == {claim.id for claim in reading.claims}


@settings(max_examples=30)
@given(some.lists(some.builds(Skipped, names, names, names, texts), unique_by=lambda skipped: skipped.path))
def test_skips_come_back_as_they_went_in(skips):
    with Store.open(":memory:") as store:
        for skipped in skips:
            store.record_skip(skipped, "engine")
        assert [omission.skipped for omission in store.view().skipped()] == skips


def test_text_that_looks_escaped_comes_back_too():
    skipped = Skipped(MARK + '"x"', MARK, "empty", "\ud800 and \x00")
    with Store.open(":memory:") as store:
        store.record_skip(skipped, "engine")
        assert [omission.skipped for omission in store.view().skipped()] == [skipped]


def test_moments_keep_their_offset():
    capture = Capture(
        "a", "/a", b"x", "text/plain", captured_at=datetime(2022, 8, 31, 9, tzinfo=timezone(timedelta(hours=3)))
    )
    article = Article(
        capture.id,
        "a",
        "x",
        (),
        None,
        None,
        None,
        Dating(TimeInterval.day(date(2022, 8, 31))),
        capture.captured_at,
        None,
        TextMap(()),
    )
    with Store.open(":memory:") as store:
        store.record_reading(capture, Reading(article), "engine")
        (sheet,) = store.view().articles()
    assert sheet.article.captured_at.isoformat() == "2022-08-31T09:00:00+03:00"


def test_a_row_of_before_the_tally_gives_the_claim_that_it_held():
    claim = a_relayed_claim(an_article(a_capture()))
    row = claim_row(claim, RELAY, 0)
    del row["quantity"]["tally"]
    assert claim_of(SimpleNamespace(**row)) == claim

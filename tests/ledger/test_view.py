"""What a ledger answers: filters, ids, revisions, searches."""

from __future__ import annotations

from datetime import date

import pytest

from sample_values import DENIAL, ENGINE, RELAY, denial_reading, relay_reading
from whence.errors import InputError
from whence.ledger.filters import ClaimFilter
from whence.ledger.search import safe_query
from whence.ledger.store import Store
from whence.ledger.view import View
from whence.model.claim import Certainty, Kind, Polarity, Stage
from whence.model.interval import TimeInterval


@pytest.fixture(scope="module")
def view():
    """One relay of 31 August 2022 (said on the 29th), and one denial of 3 October 2022."""
    with Store.open(":memory:") as store:
        store.record_reading(*denial_reading(), ENGINE)
        store.record_reading(*relay_reading(), ENGINE)
        yield store.view()


def days(start, end=None):
    return TimeInterval(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


RELAYED, DENIED = "relay.txt", "denial.txt"


@pytest.mark.parametrize(
    ("wanted", "docs"),
    [
        (ClaimFilter(), [RELAYED, DENIED]),
        (ClaimFilter(party="RUS"), [RELAYED, DENIED]),
        (ClaimFilter(party="usa"), [RELAYED]),  # whom a source speaks for, in any case
        (ClaimFilter(party="UKR"), []),
        (ClaimFilter(supplier="IRN"), [RELAYED, DENIED]),
        (ClaimFilter(supplier="RUS"), []),
        (ClaimFilter(recipient="RUS"), [RELAYED, DENIED]),
        (ClaimFilter(item="uav"), [RELAYED, DENIED]),
        (ClaimFilter(item="Shahed-136"), [DENIED]),
        (ClaimFilter(item="shahed"), []),
        (ClaimFilter(kind=Kind.TRANSFER, stage=Stage.CARRIED_OUT), [RELAYED, DENIED]),
        (ClaimFilter(kind=Kind.USE), []),
        (ClaimFilter(polarity=Polarity.DENIED), [DENIED]),
        (ClaimFilter(certainty=Certainty.POSSIBLE), []),
        (ClaimFilter(source="washington POST"), [RELAYED]),
        (ClaimFilter(source="IRN"), [DENIED]),
        (ClaimFilter(source="100%"), []),
        (ClaimFilter(outlet="news"), [RELAYED]),
        (ClaimFilter(doc="denial.txt"), [DENIED]),
        (ClaimFilter(doc="denial"), []),
        (ClaimFilter(said=days("2022-08-29", "2022-08-29")), [RELAYED]),
        (ClaimFilter(said=days("2022-08-30", "2022-09-30")), []),
        (ClaimFilter(said=days("2022-10-01")), [DENIED]),  # published then; the text does not tell
        (ClaimFilter(said=days(None, "2022-10-03")), [RELAYED, DENIED]),
        (ClaimFilter(when=days("2022-08-15", "2022-08-15")), [RELAYED]),
        (ClaimFilter(when=days("2022-09-01")), []),
        (ClaimFilter(party="RUS", polarity=Polarity.AFFIRMED, outlet="Tasnim"), []),
    ],
)
def test_filters(view, wanted, docs):
    assert [entry.article.name for entry in view.claims(wanted)] == docs


def test_a_view_of_an_earlier_revision(view):
    earlier = View(view._engine, "memory", 1)
    assert [entry.article.name for entry in earlier.claims()] == [DENIED]
    assert [sheet.article.name for sheet in earlier.articles()] == [DENIED]
    assert earlier.ledger().claims == 1
    assert [hit.doc for hit in earlier.search("drones")] == [DENIED, DENIED]
    relayed = next(view.claims(ClaimFilter(doc=RELAYED))).claim
    with pytest.raises(InputError, match="no claim in memory begins so"):
        earlier.claim(relayed.id)


@pytest.mark.parametrize("known", [3, 10**30, -1])
def test_a_revision_that_is_not_there(view, known):
    with pytest.raises(InputError, match=rf"revision {known}: memory goes up to revision 2; ask for one of those"):
        View(view._engine, "memory", known).ledger()
    assert View(view._engine, "memory", 0).ledger().claims == 0


def test_captures_of_one_name_are_told_apart():
    with Store.open(":memory:") as store:
        for text in (DENIAL, DENIAL + " Twice."):
            store.record_reading(*denial_reading("index.html", text), ENGINE)
        assert [entry.article.name for entry in store.view().claims()] == ["index.html"] * 2
        assert len({entry.article.id for entry in store.view().claims()}) == 2
        assert [sheet.article.text for sheet in store.view().articles("index.html")] == [DENIAL, DENIAL + " Twice."]


def test_claims_stand_in_the_order_of_the_text():
    text = "Iran dismissed that it sold drones. Iran dismissed that it sold drones to Syria."
    capture, reading = denial_reading("two.txt", text)
    (first,) = reading.claims
    second = type(first)(
        **{name: getattr(first, name) for name in first.__slots__}
        | {"evidence": type(first.evidence)(36, len(text)), "recipients": ("SYR",)}
    )
    with Store.open(":memory:") as store:
        store.record_reading(capture, type(reading)(reading.article, (second, first)), ENGINE)
        assert [entry.claim.recipients for entry in store.view().claims()] == [("RUS",), ("SYR",)]


class TestOneClaim:
    def test_by_the_beginning_of_its_id(self, view):
        claim = next(view.claims()).claim
        assert view.claim(claim.short_id.upper()).claim == claim
        assert view.claim(claim.id).claim == claim

    def test_a_beginning_that_many_share_names_them(self, view):
        ids = sorted(entry.claim.id for entry in view.claims())
        with pytest.raises(InputError) as error:
            view.claim("")
        assert f"2 claims begin so ({ids[0]}, {ids[1]}); give more of the id" in str(error.value)

    @pytest.mark.parametrize("prefix", ["zzzzzzzz", "%", "_", "'; DROP TABLE claim"])
    def test_a_beginning_that_none_has(self, view, prefix):
        with pytest.raises(InputError, match=r"no claim in :memory: begins so; 'whence claims' lists them"):
            view.claim(prefix)


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "count"),
        [
            ("drones", 4),
            ("DRONES russia", 3),
            ("cargo planes", 2),
            ('"planes cargo"', 0),
            ('"Shahed-136 drones"', 2),
            ("dron*", 4),
            ("dron", 0),
            ("picks", 1),  # a title
            ("Írán", 2),
            ("sold OR cargo", 0),  # operators of FTS5 are words like others
            ("NEAR(sold drones)", 0),
            ("title:drones", 0),
            ("drones)", 4),
            ("drones -sold", 2),
        ],
    )
    def test_finds(self, view, words, count):
        assert len(view.search(words)) == count

    @pytest.mark.parametrize("words", ["", "  ", "!!!", '"', "*", "\x00"])
    def test_nothing_to_look_for(self, view, words):
        with pytest.raises(InputError, match="holds no word to look for; give one or more words"):
            view.search(words)

    def test_an_unclosed_quote_is_no_syntax(self):
        assert safe_query('"cargo planes') == '"cargo" "planes"'

    def test_articles_come_first_and_claims_bear_their_ids(self, view):
        article, claim = view.search("dismissed")
        assert article.claim_id is None
        assert claim.claim_id == view.claim(claim.claim_id).claim.id
        assert claim.excerpt == DENIAL.replace("dismissed", "\x02dismissed\x03")

    def test_a_limit_for_each(self, view):
        assert len(view.search("drones", limit=1)) == 2


def test_an_article_knows_its_claims(view):
    relayed, denied = sorted(view.articles(), key=lambda sheet: sheet.claims and sheet.revision, reverse=True)
    assert (relayed.article.text, relayed.claims, relayed.parsed, relayed.gated) == (RELAY, 1, 1, 2)
    assert denied.revision == 1
    assert [sheet.article.name for sheet in view.articles("denial.txt")] == ["denial.txt"]

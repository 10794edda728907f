"""Ids never change: what is written down here was so from the first release on, or ledgers no longer fit together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sample_values import DENIAL, ENGINE, a_capture, a_denial, a_relayed_claim, an_article, denial_reading
from whence.ledger.rows import Reading
from whence.ledger.store import Store
from whence.model.claim import Operator, Polarity, Worded
from whence.model.document import Capture
from whence.model.interval import Quantity, Tally
from whence.model.text import Span

CAPTURE = replace(a_capture(url="https://example.org/relay"), outlet="Newsweek", published="2022-08-31")


def test_the_ids_are_those_of_the_first_day():
    article = an_article(CAPTURE)
    claim = a_relayed_claim(article)
    assert CAPTURE.id == "ulyu5ky7slvs55hd2uj7sk4zbu"
    assert article.id == "q5hbzqdgugxfpeihrey2milwbe"
    assert claim.id == "mmsgchanez6w4bumtef5glh6gi"


@pytest.mark.parametrize(
    "other", [{"outlet": "Reuters"}, {"outlet": None}, {"published": None}, {"url": None}, {"content": b"else"}]
)
def test_what_comes_from_elsewhere_is_another_capture(other):
    assert replace(CAPTURE, **other).id != CAPTURE.id


def test_a_capture_is_the_same_whatever_its_file_is_called():
    assert replace(CAPTURE, name="copy.txt", path="/else/copy.txt").id == CAPTURE.id


def test_no_part_of_a_capture_runs_into_the_next():
    plain = Capture("a", "a", b"x", "text/plain")
    assert replace(plain, url="y").id != replace(plain, outlet="y").id


class TestOfClaims:
    claim = a_denial(an_article(a_capture("denial.txt", DENIAL)))

    def test_the_trail_only_explains(self):
        (link,) = self.claim.sources
        assert replace(self.claim, operators=()).id == self.claim.id
        assert replace(self.claim, sources=(replace(link, span=None),)).id == self.claim.id

    def test_a_tally_is_in_it_where_the_words_tell_one(self):
        count = Worded(Quantity(12, 12), Span(0, 4))
        told = replace(count, value=Quantity(12, 12, Tally.BATCH))
        assert replace(self.claim, quantity=told).id != replace(self.claim, quantity=count).id

    @pytest.mark.parametrize(
        "other", [{"polarity": Polarity.AFFIRMED}, {"recipients": ()}, {"sources": ()}, {"evidence": Span(0, 20)}]
    )
    def test_what_is_claimed_is_in_it(self, other):
        assert replace(self.claim, **other).id != self.claim.id

    def test_two_trails_to_one_claim_are_one_claim(self):
        capture, reading = denial_reading()
        (claim,) = reading.claims
        longer = replace(claim, operators=(*claim.operators, Operator("certain", Span(0, 4))))
        with Store.open(":memory:") as store:
            store.record_reading(capture, Reading(reading.article, (claim, longer)), ENGINE)
            assert [entry.claim for entry in store.view().claims()] == [claim]

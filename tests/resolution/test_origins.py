"""When two claims are shown to share an origin, when they are attested separate, and when nobody can tell.

Each ground stands with a minimal pair: what shows it, and what is the same but for the point.
"""

from __future__ import annotations

import pytest
from sample_tellings import SPEAKERS, between, copied, link, tell

from whence.model.claim import Kind, Polarity, Stage
from whence.model.judgement import Judgement, Verdict
from whence.model.origin import Bounds, Camp, Ground
from whence.resolution.bounds import bounds_of
from whence.resolution.origins import find_origins

HOLM = link("Ida Holm", "NOR")
BERG = link("Nils Berg", "NOR")
NORWAY = link("Norway", "NOR")
PERU = link("Peru", "PER")
OFFICIALS = link("officials", "NOR", named=False)
HERALD = link("The Herald")


def standing(*tellings, reuses=(), judgements=()):
    """``same`` with its ground, ``apart`` or ``unknown``."""
    groups = find_origins(tellings, SPEAKERS, reuses, judgements).groups
    if len(groups) == 1:
        return groups[0].merges[0].ground.value
    return "apart" if groups[0].camp.apart(groups[1].camp) else "unknown"


CASES = {
    "article: one speaker": ("article", tell(HOLM), tell(HOLM, at=3)),
    "article: two speakers for no one known": (
        "unknown",
        tell(link("Ann Moe")),
        tell(link("a trader", named=False), at=3),
    ),
    "body: an official and a person of one state": ("body", tell(HOLM), tell(OFFICIALS, at=3)),
    "body: two persons with names": ("apart", tell(HOLM), tell(BERG, at=3)),
    "carried on: the next sentence": ("carried_on", tell(HOLM), tell(at=1)),
    "carried on: a sentence between": ("unknown", tell(HOLM), tell(at=2)),
    "carried on: the source comes after": ("unknown", tell(), tell(HOLM, at=1)),
    "relay: names the other's outlet": (
        "relay",
        tell(outlet="The Herald"),
        tell(HERALD, doc="b", day="2022-05-03"),
    ),
    "relay: the relay came to the ledger first": (
        "relay",
        tell(HERALD, doc="b", day="2022-05-03", revision=1),
        tell(outlet="The Herald", revision=2),
    ),
    "relay: names another outlet": (
        "unknown",
        tell(outlet="The Herald"),
        tell(link("The Tribune"), doc="b", day="2022-05-03"),
    ),
    "relay: before the article": ("unknown", tell(outlet="The Herald"), tell(HERALD, doc="b", day="2022-04-20")),
    "relay: weeks later": ("unknown", tell(outlet="The Herald"), tell(HERALD, doc="b", day="2022-05-20")),
    "relay: another kind of event": (
        "unknown",
        tell(outlet="The Herald"),
        tell(HERALD, doc="b", kind=Kind.TRAINING),
    ),
    "relay: of another party's words": (
        "apart",
        tell(PERU, outlet="The Herald"),
        tell(HERALD, OFFICIALS, doc="b", day="2022-05-03"),
    ),
    "same relay: both name one outlet": ("same_relay", tell(HERALD), tell(HERALD, doc="b", day="2022-05-09")),
    "same relay: of words of two parties": (
        "apart",
        tell(HERALD, OFFICIALS),
        tell(HERALD, PERU, doc="b", day="2022-05-09"),
    ),
    "occasion: a person within days": ("occasion", tell(HOLM), tell(HOLM, doc="b", day="2022-05-04")),
    "occasion: another spelling": ("occasion", tell(HOLM), tell(link("I. Holm", "NOR"), doc="b")),
    "occasion: a person a week later": ("apart", tell(HOLM), tell(HOLM, doc="b", day="2022-05-09")),
    "occasion: said on one day, printed on two": (
        "occasion",
        tell(HOLM, said="2022-05-01"),
        tell(HOLM, doc="b", day="2022-05-20", said="2022-05-01"),
    ),
    "occasion: a body on one day": ("occasion", tell(NORWAY), tell(NORWAY, doc="b")),
    "occasion: a body on the next day": ("unknown", tell(NORWAY), tell(NORWAY, doc="b", day="2022-05-02")),
    "occasion: unnamed officials": ("unknown", tell(OFFICIALS), tell(OFFICIALS, doc="b")),
    "occasion: days that nobody knows": ("unknown", tell(HOLM, day=".."), tell(HOLM, doc="b", day="..")),
    "agency: both credit it": (
        "agency",
        tell(OFFICIALS, credits=("Wire",)),
        tell(OFFICIALS, doc="b", credits=("Wire",)),
    ),
    "agency: one credits it": ("unknown", tell(OFFICIALS, credits=("Wire",)), tell(OFFICIALS, doc="b")),
    "agency: another stage": (
        "unknown",
        tell(OFFICIALS, credits=("Wire",)),
        tell(OFFICIALS, doc="b", credits=("Wire",), stage=Stage.PLANNED),
    ),
    "house: outlets of one owner": (
        "house",
        tell(OFFICIALS, owner="Press Ltd"),
        tell(OFFICIALS, doc="b", owner="Press Ltd"),
    ),
    "house: of two owners": (
        "unknown",
        tell(OFFICIALS, owner="Press Ltd"),
        tell(OFFICIALS, doc="b", owner="Media Ltd"),
    ),
    "apart: two parties": ("apart", tell(NORWAY), tell(PERU, doc="b")),
    "apart: one party, half a year": ("apart", tell(OFFICIALS), tell(OFFICIALS, doc="b", day="2022-11-01")),
    "apart: a denial by the other side": ("apart", tell(NORWAY), tell(PERU, doc="b", polarity=Polarity.DENIED)),
    "unknown: two outlets for themselves": ("unknown", tell(), tell(doc="b", outlet="The Courier")),
    "unknown: half a year, without a day for one": ("unknown", tell(OFFICIALS), tell(OFFICIALS, doc="b", day="..")),
}


@pytest.mark.parametrize("name", CASES)
def test_two_claims(name):
    expected, one, other = CASES[name]
    assert standing(one, other) == expected
    assert standing(other, one) == expected


class TestReuse:
    def test_words_around_both_claims(self):
        assert standing(tell(), tell(doc="b", outlet="B"), reuses=[copied("a", "b")]) == "reuse"

    def test_words_elsewhere_in_the_articles(self):
        assert standing(tell(), tell(doc="b", outlet="B"), reuses=[copied("a", "b", 2, 5)]) == "unknown"

    def test_another_sentence_of_the_passage(self):
        assert standing(tell(), tell(doc="b", outlet="B", at=2), reuses=[copied("a", "b")]) == "unknown"

    def test_two_parties_in_one_passage_stay_two(self):
        told = [tell(NORWAY), tell(PERU, at=1), tell(NORWAY, doc="b"), tell(PERU, doc="b", at=1)]
        origins = find_origins(told, SPEAKERS, [copied("a", "b")])
        assert origins.bounds == Bounds(2, 2)
        assert [[*map(len, (group.claims, group.merges))] for group in origins.groups] == [[2, 1], [2, 1]]


class TestJudgements:
    one, other, third = tell(), tell(doc="b", outlet="B"), tell(doc="c", outlet="C")

    def said(self, verdict, left=None, right=None, **more):
        pair = (left or self.one).id, (right or self.other).id
        return Judgement(*pair, verdict, "so it is", "Eva", **more)

    def test_same(self):
        assert standing(self.one, self.other, judgements=[self.said(Verdict.SAME)]) == Ground.PERSON

    def test_different_binds_against_every_other_road(self):
        judgements = [
            self.said(Verdict.DIFFERENT),
            self.said(Verdict.SAME, self.one, self.third),
            self.said(Verdict.SAME, self.other, self.third),
        ]
        told = (self.one, self.other, self.third)
        found = find_origins(told, SPEAKERS, [copied("a", "b")], judgements)
        again = find_origins(told[::-1], SPEAKERS, [copied("a", "b")], judgements[::-1])
        assert found == again
        assert len(found.groups) == 2
        assert not any({self.one.id, self.other.id} <= {*group.claims} for group in found.groups)

    def test_the_later_word_holds(self):
        judgements = [self.said(Verdict.SAME, revision=5), self.said(Verdict.DIFFERENT, revision=4)]
        assert standing(self.one, self.other, judgements=judgements) == Ground.PERSON

    def test_unsure_joins_nothing(self):
        judgements = [self.said(Verdict.SAME, revision=4), self.said(Verdict.UNSURE, revision=5)]
        assert standing(self.one, self.other, judgements=judgements) == "unknown"

    def test_claims_that_are_not_there_are_no_matter(self):
        assert standing(self.one, self.other, judgements=[self.said(Verdict.SAME, self.third)]) == "unknown"


def camp(party="", person="", day="2022-05-01", *, voiced=True):
    days = between(day)
    return Camp(voiced, party, person, days.start.toordinal(), days.end.toordinal())


@pytest.mark.parametrize(
    ("camps", "low"),
    [
        ([], 0),
        ([camp(voiced=False)], 1),
        ([camp(voiced=False), camp(voiced=False, day="2023-05-01")], 1),
        ([camp("NOR"), camp("PER")], 2),
        ([camp("NOR"), camp("NOR")], 1),
        ([camp("NOR", "holm"), camp("NOR", "berg")], 2),
        ([camp("NOR", "holm"), camp("NOR", "holm", "2022-05-20")], 2),
        ([camp("NOR", "holm"), camp("NOR", "holm", "2022-05-03")], 1),
        ([camp(person="holm"), camp(person="berg"), camp("PER")], 2),
        ([camp("NOR"), camp("NOR", day="2022-08-01"), camp("PER")], 3),
        ([camp(), camp(day="2022-08-01"), camp(day="2022-06-01")], 2),
        ([camp("NOR"), camp("PER"), camp(), camp(voiced=False)], 2),
    ],
)
def test_at_least(camps, low):
    assert bounds_of(camps) == bounds_of(camps[::-1]) == Bounds(low, len(camps))


def test_bounds_that_are_none():
    with pytest.raises(ValueError, match="from 3 to 2"):
        Bounds(3, 2)

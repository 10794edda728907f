"""Laws of stories and origins, over stories of any claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some
from sample_tellings import SPEAKERS, link, tell

from whence.model.claim import Polarity, Stage
from whence.model.interval import TimeInterval
from whence.model.judgement import Judgement, Verdict
from whence.model.reuse import Passage, Reuse
from whence.model.story import Flow
from whence.model.text import Span
from whence.resolution.flows import Member
from whence.resolution.origins import find_origins
from whence.resolution.stories import Material, tell_flow

FLOW = Flow("NOR", "PER", "uav")
LINKS = [
    *(link("Ida Holm", "NOR"), link("Nils Berg", "NOR"), link("Norway", "NOR"), link("officials", "NOR", named=False)),
    *(link("Peru", "PER"), link("Ana Paz", "PER"), link("Ana Paz"), link("The Herald"), link("a trader", named=False)),
]
CHAINS = some.lists(some.sampled_from(LINKS), max_size=2, unique_by=lambda each: each.name).map(tuple)
DAYS = some.sampled_from(["2022-05-01", "2022-05-03", "2022-05-20", "2022-09-01", "2022-05-01..2022-06-30", ".."])
OUTLETS = {"a": "The Herald", "b": "The Gazette", "c": "The Tribune", "d": None, "e": "The Courier"}


@some.composite
def article(draw, doc):
    """The claims of one article, each in a sentence of its own."""
    day, credits = draw(DAYS), draw(some.sampled_from([(), ("Wire",)]))
    owner = draw(some.sampled_from([None, "Press Ltd"]))
    told = []
    for place in sorted(draw(some.sets(some.integers(0, 5), max_size=3))):
        more = {
            "stage": draw(some.sampled_from(list(Stage))),
            "polarity": draw(some.sampled_from(list(Polarity))),
            "said": draw(some.sampled_from([None, "2022-05-01", "2022-04-28"])),
            "count": draw(some.sampled_from([None, (100, 100), (None, 300), (5, None)])),
        }
        of_article = {"doc": doc, "outlet": OUTLETS[doc], "day": day, "credits": credits, "owner": owner}
        told.append(tell(*draw(CHAINS), at=place, revision=ord(doc), **of_article, **more))
    return told


TELLINGS = some.tuples(*map(article, OUTLETS)).map(lambda articles: [each for told in articles for each in told])


def passage(left, right, first, last):
    span = Span(first * 100, last * 100 + 100)
    return Reuse(left, right, Passage(span, span, 40))


REUSES = some.lists(
    some.builds(passage, some.sampled_from("abc"), some.sampled_from("de"), some.integers(0, 2), some.integers(2, 5)),
    max_size=3,
)


@some.composite
def judgements_of(draw, tellings):
    if len(tellings) < 2:
        return []
    pairs = some.lists(some.sampled_from(tellings), min_size=2, max_size=2, unique_by=lambda each: each.id)
    drawn = some.tuples(pairs, some.sampled_from(list(Verdict)), some.integers(1, 3))
    return [
        Judgement(one.id, other.id, verdict, "so it is", "Eva", revision=revision)
        for (one, other), verdict, revision in draw(some.lists(drawn, max_size=4))
    ]


@some.composite
def materials(draw):
    tellings = draw(TELLINGS)
    return tellings, draw(REUSES), draw(judgements_of(tellings))


@given(materials(), some.randoms(use_true_random=False))
def test_order_does_not_matter(material, chance):
    tellings, reuses, judgements = material
    found = fold(tellings, reuses, judgements)
    assert fold(*(chance.sample(each, len(each)) for each in material)) == found


def fold(tellings, reuses=(), judgements=()):
    members = [Member(telling, FLOW) for telling in tellings]
    return list(tell_flow(FLOW, members, Material(SPEAKERS, tuple(reuses), tuple(judgements))))


@given(materials())
def test_every_claim_has_one_origin_and_bounds_hold(material):
    tellings, reuses, judgements = material
    origins = find_origins(tellings, SPEAKERS, reuses, judgements)
    assert sorted(claim for group in origins.groups for claim in group.claims) == sorted({each.id for each in tellings})
    assert 0 <= origins.bounds.low <= origins.bounds.high == len(origins.groups)
    assert all(len(group.merges) == len(group.claims) - 1 for group in origins.groups)


def apart_set(camps):
    """The size of the largest set of camps that are attested pairwise separate."""
    best, left = 0, [([], list(camps))]
    while left:
        chosen, rest = left.pop()
        best = max(best, len(chosen))
        for place, camp in enumerate(rest):
            left.append(([*chosen, camp], [each for each in rest[place + 1 :] if each.apart(camp)]))
    return best


@settings(max_examples=50)
@given(materials())
def test_the_lower_bound_is_attested(material):
    origins = find_origins(material[0], SPEAKERS, material[1], material[2])
    assert origins.bounds.low <= apart_set(group.camp for group in origins.groups)


@given(materials(), some.sampled_from("abce"), some.integers(0, 900))
def test_a_repost_never_raises_the_lower_bound(material, doc, later):
    tellings, reuses, judgements = material
    before = find_origins(tellings, SPEAKERS, reuses, judgements).bounds
    reposted = [repost(each, later) for each in tellings if each.doc == doc]
    whole = Reuse(doc, "z", Passage(Span(0, 1000), Span(0, 1000), 150))
    after = find_origins([*tellings, *reposted], SPEAKERS, [*reuses, whole], judgements).bounds
    assert after.low <= before.low


def repost(telling, later):
    published = telling.published
    if published.start and published.end:
        days = timedelta(later)
        published = TimeInterval(published.start + days, published.end + days)
    claim = replace(telling.claim, article_id="z")
    return replace(telling, id=claim.id, claim=claim, doc="z", outlet="The Reprint", owner=None, published=published)


@given(TELLINGS, some.data())
def test_an_id_once_given_is_found_later(tellings, data):
    """Episodes may grow together; then the id of the one known first stays, and the other's year is inside it."""
    moved = [
        replace(each, published=TimeInterval.day(date(data.draw(some.integers(2014, 2023)), 6, 1))) for each in tellings
    ]
    seen = {}
    for known in sorted({each.revision for each in moved}):
        for story in fold([each for each in moved if each.revision <= known]):
            for claim in story.claims:
                seen.setdefault(claim, story.id)
    final = {claim: story for story in fold(moved) for claim in story.claims}
    ids = [story.id for story in fold(moved)]
    assert len(ids) == len(set(ids))
    for claim, story_id in seen.items():
        year, story = int(story_id.rpartition("-")[2]), final[claim]
        assert story.id == story_id or story.first.year <= year <= story.last.year

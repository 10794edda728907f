"""Stories: where they begin and end, their ladder, figures, denials and disagreements, and what changes in them."""

from __future__ import annotations

import pytest
from sample_tellings import SPEAKERS, link, tell

from whence.model.change import News
from whence.model.claim import Kind, Polarity, Stage
from whence.model.interval import Quantity, Tally
from whence.model.origin import Bounds
from whence.model.story import Flow, Scope, Summary
from whence.resolution.changes import changes
from whence.resolution.figures import figure_words, movement
from whence.resolution.flows import Member
from whence.resolution.stories import Material, tell_flow

FLOW = Flow("NOR", "PER", "uav")
NORWAY, PERU, HOLM = link("Norway", "NOR"), link("Peru", "PER"), link("Ida Holm", "NOR")
DENIED, UNKNOWN = Polarity.DENIED, Polarity.UNKNOWN


def stories(*tellings, companions=()):
    members = [Member(telling, FLOW, telling in companions) for telling in tellings]
    return list(tell_flow(FLOW, members, Material(SPEAKERS)))


def story(*tellings, **more):
    (found,) = stories(*tellings, **more)
    return found


class TestIds:
    def test_flow_and_year_of_the_claim_known_first(self):
        later, earlier = tell(day="2022-05-01", revision=1), tell(doc="b", day="2021-12-01", revision=2)
        assert story(later, earlier).id == "nor-per-uav-2022"

    def test_without_any_day(self):
        assert story(tell(day="..")).id == "nor-per-uav"

    def test_years_of_silence_cut_a_flow(self):
        told = tell(day="2018-05-01"), tell(doc="b", day="2022-05-01"), tell(doc="c", day="2024-04-01")
        assert [each.id for each in stories(*told)] == ["nor-per-uav-2018", "nor-per-uav-2022"]


class TestLadder:
    def test_rungs_voices_and_origins(self):
        told = story(
            tell(HOLM, stage=Stage.PLANNED),
            tell(NORWAY, doc="b", day="2022-06-01"),
            tell(NORWAY, doc="c", day="2022-06-02"),
            tell(PERU, doc="d", day="2022-06-03", polarity=DENIED),
            tell(doc="e", day="2022-06-04", polarity=UNKNOWN),
        )
        planned, done = told.ladder
        assert [voice.name for voice in planned.affirmed] == ["Ida Holm"]
        assert [(voice.name, voice.party, len(voice.claims)) for voice in done.affirmed] == [("Norway", "NOR", 2)]
        assert [voice.name for voice in done.denied] == ["Peru"]
        assert [voice.name for voice in done.unknown] == ["The Gazette"]
        assert (str(done.first), str(done.last)) == ("2022-06-01", "2022-06-04")
        assert done.origins == Bounds(1, 2)
        assert told.furthest == done

    def test_a_refusal_is_the_furthest_only_alone(self):
        refused = tell(stage=Stage.REFUSED)
        assert story(refused).furthest.stage is Stage.REFUSED
        assert story(refused, tell(stage=Stage.SOUGHT, at=1)).furthest.stage is Stage.SOUGHT

    def test_what_is_only_denied_has_no_furthest_stage(self):
        row = Summary.of(story(tell(PERU, polarity=DENIED)))
        assert (row.stage, row.affirmed_by, row.denied_by) == (None, (), ("PER",))

    def test_companions_count_for_origins_alone(self):
        mate = tell(PERU, kind=Kind.TRANSFER, at=1, count=(5, 5))
        told = story(tell(NORWAY), mate, companions=[mate])
        assert told.companions == (mate.id,)
        assert (len(told.claims), len(told.origins.groups), told.figures) == (2, 2, ())

    def test_parties_come_first_in_a_row(self):
        row = Summary.of(story(tell(), tell(doc="b", outlet="The Courier"), tell(PERU, doc="c"), tell(NORWAY, doc="d")))
        assert row.affirmed_by == ("PER", "NOR", "The Gazette", "The Courier")


class TestFigures:
    @pytest.mark.parametrize(
        ("before", "after", "moved"),
        [
            ((200, 200), (200, 200), ""),
            ((None, 200), (200, 200), "lost its hedge: up to 200 before"),
            ((200, 200), (None, 200), "gained a hedge: 200 before"),
            ((100, 100), (300, 300), "rose from 100"),
            ((300, None), (100, 100), "fell from 300+"),
            ((1000, 1000), (1030, 1030), "differs from 1,000"),
        ],
    )
    def test_movement(self, before, after, moved):
        assert movement(Quantity(*before), Quantity(*after)) == moved

    @pytest.mark.parametrize(
        ("quantity", "words"),
        [
            (Quantity(400, 400), "400"),
            (Quantity(200, 999), "200–999"),
            (Quantity(401, None), "401+"),
            (Quantity(None, 1000), "up to 1,000"),
            (Quantity(2_000_000, 9_999_999), "2–10 million"),
            (Quantity(1_234_567, None), "1,234,567+"),
        ],
    )
    def test_words(self, quantity, words):
        assert figure_words(quantity) == words

    def test_only_what_goes_back_to_one_origin_moves(self):
        told = story(
            tell(HOLM, count=(None, 200)),
            tell(HOLM, doc="b", day="2022-05-02", count=(200, 200)),
            tell(PERU, doc="c", day="2022-05-03", count=(50, 50)),
        )
        assert [figure.moved for figure in told.figures] == ["", "lost its hedge: up to 200 before", ""]

    @pytest.mark.parametrize(
        ("told", "counted", "figure"),
        [
            ([(Kind.USE, 10, Tally.UNKNOWN)], Kind.USE, Quantity(10, 10)),
            ([(Kind.USE, 10, Tally.UNKNOWN), (Kind.TRANSFER, 400, Tally.UNKNOWN)], Kind.TRANSFER, Quantity(400, 400)),
            ([(Kind.TRANSFER, 6, Tally.BATCH)], Kind.TRANSFER, Quantity(6, 6, Tally.BATCH)),
            (
                [(Kind.TRANSFER, 6, Tally.BATCH), (Kind.TRANSFER, 400, Tally.TOTAL)],
                Kind.TRANSFER,
                Quantity(400, 400, Tally.TOTAL),
            ),
            (
                [(Kind.TRANSFER, 300, Tally.UNKNOWN), (Kind.TRANSFER, 400, Tally.TOTAL)],
                Kind.TRANSFER,
                Quantity(300, 400),
            ),
            ([], None, None),
        ],
    )
    def test_of_a_row(self, told, counted, figure):
        claims = [
            tell(kind=kind, count=(number, number), tally=tally, at=place)
            for place, (kind, number, tally) in enumerate(told)
        ]
        row = Summary.of(story(*claims, tell(at=9)))
        assert (row.counted, row.figure) == (counted, figure)


class TestDenials:
    def denial(self, *affirmed, **fields):
        told = story(*affirmed, tell(PERU, doc="z", day="2022-06-01", polarity=DENIED, **fields))
        (found,) = told.denials
        return found

    def test_the_same_stage(self):
        done, planned = tell(NORWAY), tell(NORWAY, at=1, stage=Stage.PLANNED)
        assert self.denial(done, planned).denies == (done.id,)

    def test_another_kind(self):
        assert self.denial(tell(NORWAY, kind=Kind.TRAINING)).denies == ()

    def test_another_time(self):
        before, since = tell(NORWAY, when="2022-01-01..2022-02-01"), tell(NORWAY, at=1, when="2022-03-01..2022-04-01")
        found = self.denial(before, since, when="2022-02-01..")
        assert found.denies == (since.id,)
        assert found.scope == (Scope.STAGE, Scope.WHEN)

    def test_another_system(self):
        one, other = tell(NORWAY, systems=("one",)), tell(NORWAY, at=1, systems=("other",))
        found = self.denial(one, other, systems=("one",))
        assert (found.denies, found.scope) == ((one.id,), (Scope.STAGE, Scope.ITEM))

    def test_a_concession_in_one_breath(self):
        before = tell(PERU, when="2022-01-01..2022-02-01")
        since = tell(PERU, polarity=DENIED, when="2022-02-01..")
        (found,) = story(before, since).denials
        assert (found.denies, found.concedes) == ((), (before.id,))


def clashes(*tellings):
    return [(clash.about, len(clash.claims)) for clash in story(*tellings).clashes]


CLASHES = {
    "denied": ([(Scope.POLARITY, 2)], tell(NORWAY), tell(PERU, doc="b", polarity=DENIED)),
    "left open": ([], tell(NORWAY), tell(PERU, doc="b", polarity=UNKNOWN)),
    "denied of another stage": ([], tell(NORWAY), tell(PERU, doc="b", polarity=DENIED, stage=Stage.PLANNED)),
    "denied by the same in one article": ([], tell(PERU), tell(PERU, polarity=DENIED, at=1)),
    "a step back": (
        [(Scope.STAGE, 2)],
        tell(NORWAY, stage=Stage.COMMITTED),
        tell(PERU, doc="b", day="2022-06-01", stage=Stage.CONSIDERED),
    ),
    "a step on": (
        [],
        tell(NORWAY, stage=Stage.CONSIDERED),
        tell(PERU, doc="b", day="2022-06-01", stage=Stage.COMMITTED),
    ),
    "more is sought after a delivery": (
        [],
        tell(NORWAY),
        tell(PERU, doc="b", day="2022-06-01", stage=Stage.SOUGHT),
    ),
    "a step back of another system": (
        [],
        tell(NORWAY, stage=Stage.COMMITTED, systems=("one",)),
        tell(PERU, doc="b", day="2022-06-01", stage=Stage.CONSIDERED, systems=("other",)),
    ),
    "two numbers on one day": (
        [(Scope.QUANTITY, 2)],
        tell(NORWAY, count=(100, 100)),
        tell(PERU, doc="b", count=(300, 300)),
    ),
    "two numbers that rounding tells apart": (
        [],
        tell(NORWAY, count=(100, 100)),
        tell(PERU, doc="b", count=(104, 104)),
    ),
    "two lots": (
        [],
        tell(NORWAY, count=(100, 100), tally=Tally.BATCH),
        tell(PERU, doc="b", count=(300, 300), tally=Tally.BATCH),
    ),
    "a number that grows": (
        [],
        tell(NORWAY, count=(100, 100)),
        tell(PERU, doc="b", day="2022-08-01", count=(300, 300)),
    ),
    "a total that shrinks": (
        [(Scope.QUANTITY, 2)],
        tell(NORWAY, count=(300, 300)),
        tell(PERU, doc="b", day="2022-08-01", count=(100, 100), tally=Tally.TOTAL),
    ),
    "two times of one plan": (
        [(Scope.WHEN, 2)],
        tell(HOLM, stage=Stage.PLANNED, when="2022-06-01"),
        tell(HOLM, doc="b", stage=Stage.PLANNED, when="2022-07-01"),
    ),
    "two times of what was done": (
        [],
        tell(HOLM, when="2022-03-01"),
        tell(HOLM, doc="b", when="2022-04-01"),
    ),
    "two times by two": (
        [],
        tell(HOLM, stage=Stage.PLANNED, when="2022-06-01"),
        tell(PERU, doc="b", stage=Stage.PLANNED, when="2022-07-01"),
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_clashes(name):
    expected, *told = CLASHES[name]
    assert clashes(*told) == expected


def test_a_sentence_names_few_voices():
    told = [tell(link(f"Person {letter}", "NOR"), doc=letter) for letter in "bcdefg"]
    (clash,) = story(*told, tell(PERU, doc="z", polarity=DENIED)).clashes
    assert (
        clash.sentence == "Peru denies a transfer carried out, which Person b, Person c, Person d and 3 others affirm"
    )


class TestChanges:
    first = tell(NORWAY, stage=Stage.PLANNED, count=(100, 100))

    def news(self, *more):
        before, after = story(self.first), story(self.first, *more)
        return [change.news for change in changes(before, after)]

    def test_nothing(self):
        assert self.news() == []

    def test_a_stage(self):
        assert self.news(tell(NORWAY, at=1)) == [News.STAGE]

    def test_a_denial_by_another_party(self):
        denial = tell(PERU, doc="b", stage=Stage.PLANNED, polarity=DENIED)
        assert self.news(denial) == [News.DENIAL, News.ORIGIN, News.CLASH]

    def test_a_figure_out_of_range(self):
        more = {"at": 1, "stage": Stage.PLANNED, "tally": Tally.BATCH}
        assert self.news(tell(NORWAY, count=(400, 400), **more)) == [News.FIGURE]
        assert self.news(tell(NORWAY, count=(100, 100), **more)) == []
        assert self.news(tell(NORWAY, count=(4, 4), kind=Kind.TRAINING, **more)) == []

    def test_a_story_and_its_end(self):
        told = story(self.first)
        assert [change.news for change in changes(None, told)] == [News.STORY]
        assert [change.news for change in changes(told, None)] == [News.WITHDRAWN]

    def test_a_claim_withdrawn(self):
        before, after = story(self.first, tell(NORWAY, at=1, stage=Stage.PLANNED)), story(self.first)
        (change,) = changes(before, after)
        assert (change.news, len(change.claims)) == (News.WITHDRAWN, 1)

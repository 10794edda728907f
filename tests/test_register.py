"""The register of a ledger: worked out when asked, the same whoever works it out, and as of any revision for ever."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sample_values import (
    DENIAL,
    ENGINE,
    RELAY,
    a_capture,
    a_clock,
    a_denial,
    a_relayed_claim,
    a_sealed_folder,
    an_article,
    as_anybody,
    denial_reading,
    moment,
    relay_reading,
)
from whence.desk import Desk, load_register
from whence.errors import InputError
from whence.interfaces.storyshapes import story_shape
from whence.ledger.rows import Reading
from whence.ledger.store import Store
from whence.ledger.storyfilters import StoryFilter
from whence.model.change import News
from whence.model.document import Line, LineRole
from whence.model.interval import TimeInterval
from whence.model.judgement import Verdict
from whence.model.text import Span
from whence.register import Register

STORY = "irn-rus-uav-2022"
MORE = " The planes left an airfield in the west of the country at night, three people who saw them told the paper."


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "whence.db"


@pytest.fixture
def desk(ledger):
    """A relay and a denial, known on the first and the second of January."""
    with a_desk(ledger) as desk:
        desk.store.record_reading(*relay_reading(), ENGINE)
        desk.store.record_reading(*denial_reading(), ENGINE)
        yield desk


def a_desk(ledger, *days):
    def never():
        raise AssertionError("nothing was to be read")

    return Desk(Store.open(ledger, clock=a_clock(*map(moment, days or (1, 2, 3, 4, 5)))), never, lambda: ENGINE)


def relayed(name, text, *, outlet="The Courier", published="2022-09-02", **more):
    """A reading with the relay's claim."""
    capture = a_capture(name, text, **more)
    day = TimeInterval.day(datetime.fromisoformat(published).date())
    article = an_article(capture, outlet=outlet, published=day, title=None)
    article = replace(article, lines=(Line(Span(0, len(text)), LineRole.OWN),))
    return capture, Reading(article, (a_relayed_claim(article),), parsed=1)


def state(desk, known=None):
    """All that the register tells, as of a revision."""
    return [story_shape(told) for told in desk.stories(known=known)]


class TestWorkingOut:
    def test_rows_and_story(self, desk):
        (row,) = desk.register()
        assert (row.id, row.claims, row.articles, row.affirmed_by, row.denied_by) == (STORY, 2, 2, ("USA",), ("IRN",))
        assert (row.origins.low, row.origins.high, row.clashes) == (2, 2, 1)
        told = desk.story(STORY)
        assert {*told.story.claims} == {*told.tellings}

    def test_rows_are_the_same_from_what_was_kept(self, desk, ledger):
        first = desk.register()
        with a_desk(ledger) as again:
            assert again.register() == first
        desk.store.record_reading(*relayed("more.txt", RELAY + MORE), ENGINE)
        (row,) = desk.register()
        assert (row.claims, row.articles) == (3, 3)
        assert desk.register(known=2) == first

    def test_progress_is_told(self, desk):
        heard = []
        desk.register(on_progress=lambda done, every: heard.append((done, every)))
        desk.register(on_progress=lambda done, every: heard.append((done, every)))
        assert heard == [(2, 2)]

    def test_other_rules_work_everything_out_anew(self, desk, monkeypatch):
        desk.register()
        with closing(sqlite3.connect(desk.store.name)) as connection, connection:
            connection.execute("UPDATE derived_membership SET supplier = 'USA'")
            connection.execute("UPDATE derived_flow SET supplier = 'USA', slug = 'usa-rus-uav'")
            connection.execute("DELETE FROM derived_summary")
        assert [row.flow.supplier for row in desk.register()] == ["USA"]
        monkeypatch.setattr("whence.desk._fingerprint", lambda *_parts: "other rules")
        with a_desk(desk.store.name) as other:
            assert [row.id for row in other.register()] == [STORY]

    def test_what_is_derived_can_be_dropped(self, desk):
        before = state(desk)
        with closing(sqlite3.connect(desk.store.name)) as connection, connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'derived_%'")
            for (name,) in names.fetchall():
                connection.execute(f"DELETE FROM {name}")
        assert state(desk) == before

    def test_a_crash_half_way_loses_nothing(self, desk, monkeypatch):
        def crash(*_anything):
            raise ZeroDivisionError

        with monkeypatch.context() as patch:
            patch.setattr(Register, "_traces", crash)
            with pytest.raises(ZeroDivisionError):
                desk.register()
        assert len(desk.register()) == 1


class TestTwoAtOnce:
    def test_two_machines_add_and_ask(self, ledger):
        with a_desk(ledger):
            pass
        context = multiprocessing.get_context("spawn")
        workers = [context.Process(target=add_and_ask, args=(str(ledger), name)) for name in "ab"]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert [worker.exitcode for worker in workers] == [0, 0]
        with a_desk(ledger) as desk:
            together = state(desk)
            assert sum(len(story["claims"]) for story in together) == 12
            with closing(sqlite3.connect(ledger)) as connection, connection:
                connection.execute("DELETE FROM derived_state")
            assert state(desk) == together


def add_and_ask(ledger, name):
    with a_desk(ledger) as desk:
        for number in range(6):
            text = f"{DENIAL} So said page {number} of {name}."
            desk.store.record_reading(*denial_reading(f"{name}{number}.txt", text), ENGINE)
            desk.register()


class TestKnown:
    def test_what_was_known_stays_as_it_was(self, desk):
        states = {revision: state(desk, revision) for revision in (0, 1, 2)}
        rows = {revision: desk.register(known=revision) for revision in (0, 1, 2)}
        desk.store.record_reading(*relayed("copy.txt", RELAY), ENGINE)
        desk.judge(*desk.story(STORY).story.claims[:2], Verdict.SAME, "so it is", "Eva")
        capture, reading = denial_reading()
        desk.store.record_reading(capture, replace(reading, claims=()), "a later engine")
        for revision in states:
            assert state(desk, revision) == states[revision]
            assert desk.register(known=revision) == rows[revision]
        assert state(desk) != states[2]

    def test_clocks_that_run_backwards(self, ledger):
        with a_desk(ledger, 5, 3, 4) as desk:
            for number in range(3):
                desk.store.record_reading(*denial_reading(f"{number}.txt", f"{DENIAL} Page {number}."), ENGINE)
            assert [len(state(desk, known)) for known in (moment(2), moment(5))] == [0, 1]
            # of what a clock dates the 3rd, all that came before is known on the 3rd
            assert len(state(desk, moment(3))[0]["claims"]) == 2
            assert desk.diff(moment(5), moment(5)) == []
            with pytest.raises(InputError, match=r"revision 3 comes after revision 1; turn the two round"):
                desk.diff(3, 1)

    def test_said(self, desk):
        days = TimeInterval(None, datetime(2022, 9, 1, tzinfo=UTC).date())
        (row,) = desk.register(said=days)
        assert (row.claims, row.denied_by) == (1, ())
        assert len(desk.story(STORY, said=days).tellings) == 1


class TestPagesThatChange:
    URL = "https://example.org/story"

    def test_a_corrected_page_takes_the_place_of_the_earlier(self, desk):
        desk.store.record_reading(*relayed("old.txt", RELAY + MORE, url=self.URL), ENGINE)
        (gone,) = {*desk.story(STORY).tellings} - {*desk.story(STORY, known=2).tellings}
        corrected = RELAY.replace("400", "300") + MORE
        capture = a_capture("new.txt", corrected, url=self.URL)
        article = an_article(capture, outlet="The Courier", title=None)
        desk.store.record_reading(capture, Reading(article), ENGINE)
        assert gone not in desk.story(STORY).tellings
        assert gone in desk.story(STORY, known=3).tellings
        assert News.WITHDRAWN in [change.news for change in desk.diff(3)]

    def test_another_page_of_the_same_address_stands_beside_it(self, desk):
        desk.store.record_reading(*relayed("old.txt", RELAY + MORE, url=self.URL), ENGINE)
        capture = a_capture("live.txt", f"{DENIAL} Nothing else was said about it on that day.", url=self.URL)
        article = an_article(capture, title=None)
        desk.store.record_reading(capture, Reading(article, (a_denial(article),)), ENGINE)
        assert len(desk.story(STORY).tellings) == 4


class TestCopies:
    def test_a_repost_shares_an_origin(self, desk):
        before = desk.story(STORY).story.origins.bounds
        desk.store.record_reading(*relayed("copy.txt", RELAY, outlet="The Reprint"), ENGINE)
        story = desk.story(STORY).story
        assert story.origins.bounds == before
        assert [len(group.claims) for group in story.origins.groups] == [2, 1]
        assert "words shared by Newsweek and The Reprint" in story.origins.groups[0].merges[0].why


class TestQuestions:
    def test_stories_by_their_ids(self, desk):
        assert desk.story(STORY.upper()).story.id == desk.story("irn-rus-uav-2023").story.id == STORY
        for wrong in ("irn-rus-uav-1990", "rus-irn-uav-2022", "nonsense", "", "-", "irn-rus-uav-²"):
            with pytest.raises(InputError, match="tells none; 'whence register' lists all"):
                desk.story(wrong)

    @pytest.mark.parametrize(
        ("wanted", "count"),
        [
            (StoryFilter(), 1),
            (StoryFilter(party="Iranian"), 1),
            (StoryFilter(supplier="Tehran", recipient="russia", item="drones"), 1),
            (StoryFilter(item="Geran-2"), 1),
            (StoryFilter(item="shahed"), 1),
            (StoryFilter(item="himars"), 0),
            (StoryFilter(supplier="russia"), 0),
            (StoryFilter(party="Kyiv"), 0),
            (StoryFilter(restrictions=True), 0),
        ],
    )
    def test_filters(self, desk, wanted, count):
        assert len(desk.register(wanted)) == len(list(desk.stories(wanted))) == count

    def test_a_word_without_meaning(self, desk):
        with pytest.raises(InputError, match=r"did you mean Russia \(RUS\)"):
            desk.register(StoryFilter(party="Rusia"))

    def test_partial_stories_are_asked_for(self, desk):
        capture = a_capture("part.txt", f"{DENIAL} Somebody.")
        article = an_article(capture)
        desk.store.record_reading(capture, Reading(article, (replace(a_denial(article), suppliers=()),)), ENGINE)
        assert len(desk.register(StoryFilter())) == 1
        assert {row.id for row in desk.register(StoryFilter(partial=True))} == {STORY, "x-rus-uav-2022"}

    def test_diff(self, desk):
        found = desk.diff(1)
        assert [change.news for change in found] == [News.DENIAL, News.ORIGIN, News.CLASH]
        assert {(change.revision, str(change.known)) for change in found} == {(2, "2023-01-02")}
        assert desk.diff(2) == []
        assert desk.diff(1, wanted=StoryFilter(recipient="Kyiv")) == []
        (new,) = desk.diff(0, 1)
        assert (new.news, new.story) == (News.STORY, STORY)


class TestJudging:
    def test_a_word_holds_and_is_reviewed(self, desk):
        one, other = desk.story(STORY).story.claims
        given = desk.judge(one[:8], other[:8], Verdict.SAME, "one briefing", "Eva")
        assert given.revision == 3
        assert desk.story(STORY).story.origins.bounds.high == 1
        (row,) = desk.register()
        assert row.origins.high == 1
        (finding,) = desk.review()
        assert (finding.otherwise, finding.who) == (Verdict.DIFFERENT, "the machine")

    def test_two_people_clash(self, desk):
        pair = desk.story(STORY).story.claims
        desk.judge(*pair, Verdict.SAME, "one briefing", "Eva")
        desk.judge(*pair, Verdict.DIFFERENT, "two rooms", "Jan")
        assert desk.story(STORY).story.origins.bounds.high == 2
        (finding,) = desk.review()
        assert (finding.judgement.judge, finding.who, finding.why) == ("Jan", "Eva", "one briefing")

    def test_a_word_on_a_claim_that_was_replaced(self, desk):
        pair = desk.story(STORY).story.claims
        capture, reading = denial_reading()
        desk.store.record_reading(capture, replace(reading, claims=()), "a later engine")
        desk.judge(*pair, Verdict.SAME, "one briefing", "Eva")
        assert len(desk.story(STORY).tellings) == 1
        assert desk.review() == []

    def test_what_cannot_be_judged(self, desk):
        (one, other) = desk.story(STORY).story.claims
        for left, right, message in (
            (one, one[:9], "cannot be judged against itself"),
            (one, "zzzzzz", "no claim in"),
            ("", other, "2 claims begin so"),
        ):
            with pytest.raises(InputError, match=message):
                desk.judge(left, right, Verdict.SAME, "why", "Eva")
        assert desk.counts().revision == 2


class TestOlderLedgers:
    def test_one_of_the_first_schema_is_brought_up_to_date(self, desk, ledger):
        before = state(desk)
        make_old(ledger)
        with a_desk(ledger) as again:
            assert state(again) == before

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("", "['irn-rus-uav-2022']"),
            ("DELETE FROM derived_state", "LedgerError {}: may not be written here; copy it to a folder where you may"),
        ],
    )
    def test_one_that_may_only_be_read_answers_or_says_what_to_do(self, code, said):
        question = """
            from whence.desk import Desk, load_register
            from whence.errors import LedgerError
            try:
                with Desk.open(sys.argv[1], create=False) as desk:
                    print([row.id for row in desk.register()])
            except LedgerError as error:
                print("LedgerError", error)
        """
        with a_sealed_folder() as folder:
            path = folder / "whence.db"
            with Store.open(path) as store:
                store.record_reading(*relay_reading(), ENGINE)
                load_register(store, "arms", "en").bring_up_to_date()
                with store.engine.connect() as connection:
                    connection.exec_driver_sql(code or "SELECT 1")
                    connection.commit()
            path.chmod(0o444)
            folder.chmod(0o555)
            done = as_anybody(question, str(path), first=LOADED)
        assert done.stdout.startswith(said.format(path)), done.stderr


LOADED = """
    from whence.desk import load_register
    with Store.open(":memory:") as store:
        load_register(store, "arms", "en").bring_up_to_date()
"""


def make_old(ledger):
    """Takes a ledger back to the first schema."""
    with closing(sqlite3.connect(ledger)) as connection, connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'derived_%'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DROP INDEX article_url")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")

"""The register of a ledger: keeps what is derived of its articles up to date, and folds flows into stories.

Law: the same question as of the same revision gives the same answer; the summaries kept for speed never change one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from whence.errors import InputError
from whence.ledger import flows as flow_rows
from whence.ledger.derivation import POSTINGS, Batch, Copy, Derivation, Traces
from whence.model.change import Change
from whence.model.document import Article
from whence.model.interval import TimeInterval
from whence.model.judgement import Finding, Verdict, standing
from whence.model.language import Language
from whence.model.pack import Pack
from whence.model.reuse import Reuse
from whence.model.story import Flow, Story, Summary
from whence.model.telling import Telling
from whence.resolution.changes import changes
from whence.resolution.credits import credits_of
from whence.resolution.flows import Member, flows_of
from whence.resolution.origins import find_origins
from whence.resolution.reuse import Fingerprint, Wording, fingerprints, passages, wording_of
from whence.resolution.speakers import Speakers
from whence.resolution.stories import Material, tell_flow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from whence.ledger.lexicon import Lexicon
    from whence.ledger.store import Store

BATCH = 50
"""Articles worked out in one transaction."""
EDITED = 0.6
"""The share of a page's words that its later state still has, whatever else was changed."""
HITS = 2
"""Fingerprints that two articles must share before they are compared word by word."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story with the claims behind it, by id."""

    story: Story
    tellings: dict[str, Telling]
    reuses: tuple[Reuse, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Every field that is given must hold. Parties and items may be asked for by any of their names.

    ``restrictions`` asks for sanctions and embargoes instead of flows of arms; ``partial`` lets stories through of
    which one side is not known.
    """

    party: str | None = None
    supplier: str | None = None
    recipient: str | None = None
    item: str | None = None
    restrictions: bool = False
    partial: bool = False


class Register:
    """Stories of an open ledger. ``rules`` names the code and data that they are worked out by."""

    def __init__(self, store: Store, pack: Pack, language: Language, rules: str) -> None:
        self._store, self._pack, self._language = store, pack, language
        self._derivation = Derivation(store.engine, store.name, rules)
        self._groups: dict[str, str] = {name: group.name for group in pack.groups for name in group.classes}
        self._owners = {outlet.name: outlet.owner for outlet in pack.outlets}
        self._speakers = Speakers.of(pack, language)

    # --- what is derived of articles ----------------------------------------------------------------------------------

    def bring_up_to_date(self, on_progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Works out what is new since the last time; tells how many articles are done, and of how many."""
        waiting, done = self._derivation.pending(), 0
        while done < waiting:
            with self._derivation.batch(BATCH) as batch:
                for revision, article, tellings in batch.articles():
                    batch.write(revision, self._traces(batch, revision, article, tellings))
                if not len(batch):
                    return
                done += len(batch)
            on_progress(done, waiting)

    def _traces(self, batch: Batch, revision: int, article: Article, tellings: list[Telling]) -> Traces:
        wording = wording_of(article)
        prints = fingerprints(wording)
        postings = batch.postings({each.hash for each in prints})
        older = batch.earlier(revision, article)
        same = {earlier for earlier, other_capture in older if not other_capture}
        copies = tuple(_copies(batch, wording, prints, postings, same))
        return Traces(
            members=tuple((each.flow, each.telling.id, each.companion) for each in flows_of(tellings, self._groups)),
            prints=tuple((each.hash, each.word) for each in prints if len(postings.get(each.hash, ())) < POSTINGS),
            copies=copies,
            credits=credits_of(article, self._pack.outlets, self._language),
            replaces=tuple(_replaced(batch, revision, article, older, copies)),
        )

    # --- questions ----------------------------------------------------------------------------------------------------

    def rows(self, known: int | datetime | None = None, said: TimeInterval | None = None) -> list[Summary]:
        """One row a story, by flow and time. ``said`` keeps what was said in these days, and what that makes of it."""
        with self._store.view(known).question() as (connection, revision):
            marks = flow_rows.flow_marks(connection, revision)
            if said is not None:
                told = (self._tell(connection, mark.flow, revision, said) for mark in marks)
                return [Summary.of(each.story) for stories in told for each in stories]
            kept = flow_rows.summaries(connection, marks)
            found, fresh = [], []
            for mark in marks:
                rows = kept.get(mark)
                if rows is None:
                    rows = [Summary.of(each.story) for each in self._tell(connection, mark.flow, revision, None)]
                    fresh.append((mark, rows))
                found += rows
        self._derivation.keep(fresh)
        return found

    def select(self, rows: Sequence[Summary], wanted: StoryFilter, lexicon: Lexicon) -> list[Summary]:
        """The rows that are asked for; InputError, with near names, for a word without meaning."""
        codes = {
            name: lexicon.party(word)
            for name in ("party", "supplier", "recipient")
            if (word := getattr(wanted, name)) is not None
        }
        choices = lexicon.item(wanted.item) if wanted.item is not None else ()
        return [
            row
            for row in rows
            if row.flow.restriction == wanted.restrictions
            and (wanted.partial or row.flow.whole)
            and codes.get("supplier", row.flow.supplier) == row.flow.supplier
            and codes.get("recipient", row.flow.recipient) == row.flow.recipient
            and codes.get("party", row.flow.supplier) in (row.flow.supplier, row.flow.recipient)
            and (not choices or any(self._holds(row, choice) for choice in choices))
        ]

    def _holds(self, row: Summary, choice: Sequence[str]) -> bool:
        """Whether a story is about all that one meaning of a word stands for: classes by their group, and systems."""
        return all(word in row.systems or self._groups.get(word) == row.flow.item for word in choice)

    def story(self, story_id: str, known: int | datetime | None = None, said: TimeInterval | None = None) -> Told:
        """The story of an id; InputError where there is none. A year in which the story goes on finds it too."""
        with self._store.view(known).question() as (connection, revision):
            marks = flow_rows.flow_marks(connection, revision)
            slug, _, year = story_id.rpartition("-")
            told = [
                each
                for mark in marks
                if mark.flow.slug in (slug, story_id)
                for each in self._tell(connection, mark.flow, revision, said)
            ]
        for fits in (lambda each: each.story.id == story_id, lambda each: _goes_on(each.story, year)):
            for each in told:
                if fits(each):
                    return each
        raise InputError(f"story {story_id}: {self._store.name} tells none; 'whence register' lists all with their ids")

    def stories(self, known: int | datetime | None = None, said: TimeInterval | None = None) -> Iterator[Told]:
        """Every story, whole."""
        with self._store.view(known).question() as (connection, revision):
            for mark in flow_rows.flow_marks(connection, revision):
                yield from self._tell(connection, mark.flow, revision, said)

    def diff(self, before: int | datetime, after: int | datetime | None) -> list[Change]:
        """What changed in belief from one revision or moment to the other, story by story."""
        with self._store.view(after).question() as (connection, revision):
            earlier = self._store.view(before).revision(connection)
            old = {mark.flow: mark.stamp for mark in flow_rows.flow_marks(connection, earlier)}
            new = {mark.flow: mark.stamp for mark in flow_rows.flow_marks(connection, revision)}
            found: list[Change] = []
            for flow in sorted(flow for flow in {*old, *new} if old.get(flow) != new.get(flow)):
                then = {told.story.id: told.story for told in self._tell(connection, flow, earlier, None)}
                now = {told.story.id: told.story for told in self._tell(connection, flow, revision, None)}
                for story_id in sorted({*then, *now}):
                    found.extend(changes(then.get(story_id), now.get(story_id)))
        return found

    def review(self, known: int | datetime | None = None) -> list[Finding]:
        """Judgements by people that hold against the machine, or against an earlier word of another person."""
        with self._store.view(known).question() as (connection, revision):
            given = flow_rows.judgements(connection, revision)
        found = []
        for pair, holding in sorted(standing(given).items()):
            found += [
                Finding(holding, each.verdict, each.judge, each.why)
                for each in given
                if each.pair == pair and each.verdict is not holding.verdict
            ]
            verdict, why = self.opinion(*pair, known)
            if Verdict.UNSURE not in (verdict, holding.verdict) and verdict is not holding.verdict:
                found.append(Finding(holding, verdict, "the machine", why))
        return found

    def opinion(self, left: str, right: str, known: int | datetime | None = None) -> tuple[Verdict, str]:
        """What the machine alone says of two claims, by id, and why: one origin, attested separate, or unsure."""
        for told in self._about(left, right, known):
            tellings = [*told.tellings.values()]
            groups = find_origins(tellings, self._speakers, told.reuses).groups
            one, other = (next(group for group in groups if each in group.claims) for each in (left, right))
            if one is other:
                return Verdict.SAME, "; ".join(dict.fromkeys(merge.why for merge in one.merges))
            if one.camp.apart(other.camp):
                return Verdict.DIFFERENT, f"{one.voice} and {other.voice} spoke apart"
        return Verdict.UNSURE, "nothing shows that they share an origin, or that they do not"

    def _about(self, left: str, right: str, known: int | datetime | None) -> Iterator[Told]:
        """The stories that hold both claims."""
        with self._store.view(known).question() as (connection, revision):
            both = flow_rows.flows_of_claim(connection, left) & flow_rows.flows_of_claim(connection, right)
            for flow in sorted(both):
                for told in self._tell(connection, flow, revision, None):
                    if left in told.tellings and right in told.tellings:
                        yield told

    def _tell(self, connection: Connection, flow: Flow, known: int, said: TimeInterval | None) -> list[Told]:
        members = [
            Member(replace(telling, owner=self._owners.get(telling.outlet or "")), flow, companion)
            for telling, companion in flow_rows.members(connection, flow, known)
            if said is None or telling.days.meet(said)
        ]
        tellings = [member.telling for member in members]
        reuses = tuple(flow_rows.reuses(connection, tellings))
        material = Material(self._speakers, reuses, tuple(flow_rows.judgements(connection, known)))
        by_id = {telling.id: telling for telling in tellings}
        return [
            Told(story, {claim: by_id[claim] for claim in story.claims}, reuses)
            for story in tell_flow(flow, members, material)
        ]


def _goes_on(story: Story, year: str) -> bool:
    return (
        story.first is not None
        and story.last is not None
        and year in map(str, range(story.first.year, story.last.year + 1))
    )


def _copies(
    batch: Batch,
    wording: Wording,
    prints: Sequence[Fingerprint],
    postings: Mapping[int, Sequence[tuple[int, int]]],
    same: Set[int],
) -> Iterator[Copy]:
    """What the article shares with earlier ones, other readings of its own capture left out."""
    hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in prints:
        for earlier, word in postings.get(each.hash, ()):
            hits[earlier].append((word, each.word))
    for earlier in sorted(each for each in hits if each not in same and len(hits[each]) >= HITS):
        other = wording_of(batch.article(earlier))
        yield from (Copy(earlier, passage) for passage in passages(other, wording, hits[earlier]))


def _replaced(
    batch: Batch, revision: int, article: Article, older: Sequence[tuple[int, bool]], copies: Sequence[Copy]
) -> Iterator[tuple[int, int]]:
    """Which of two states of a page stands: the later reading of a capture, the later capture of a page.

    Two captures of one address are states of one page where most of the earlier one's words are in both; live pages
    that only share their address stand side by side.
    """
    for earlier, other_capture in older:
        if not other_capture:
            yield earlier, revision
            continue
        before = batch.article(earlier)
        shared = sum(copy.passage.words for copy in copies if copy.revision == earlier)
        if shared > EDITED * min(len(wording_of(each).spans) for each in (before, article)):
            backwards = before.captured_at and article.captured_at and article.captured_at < before.captured_at
            yield (revision, earlier) if backwards else (earlier, revision)

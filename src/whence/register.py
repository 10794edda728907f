"""The register of a ledger: keeps what is derived of its articles up to date, and folds flows into stories.

Law: the same question as of the same revision gives the same answer; the summaries kept for speed never change one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from whence.errors import InputError
from whence.ledger import flows as flow_rows
from whence.ledger.derivation import POSTINGS, Batch, Copy, Derivation, Traces
from whence.ledger.storyfilters import Selection, StoryFilter
from whence.model.change import Change
from whence.model.document import Article
from whence.model.interval import TimeInterval
from whence.model.judgement import Finding, Judgement, Verdict, standing
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

YEARS = 2
"""An id still finds its story where a correction has moved it by so many years."""
BATCH = 50
"""Articles worked out in one transaction."""
HELD = 1000
"""Articles whose words are kept at hand: copies mostly come soon after what they copy."""
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


class Register:
    """Stories of an open ledger. ``rules`` names the code and data that they are worked out by."""

    def __init__(self, store: Store, pack: Pack, language: Language, rules: str) -> None:
        self._store, self._pack, self._language = store, pack, language
        self._derivation = Derivation(store.engine, store.name, rules)
        self._groups: dict[str, str] = {name: group.name for group in pack.groups for name in group.classes}
        self._owners = {outlet.name: outlet.owner for outlet in pack.outlets}
        self._speakers = Speakers.of(pack, language)
        self._wordings: dict[int, Wording] = {}
        self._judgements: tuple[int, tuple[Judgement, ...]] = -1, ()

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
        copies = tuple(self._copies(batch, wording, prints, postings, same))
        self._hold(revision, wording)
        return Traces(
            members=tuple((each.flow, each.telling.id, each.companion) for each in flows_of(tellings, self._groups)),
            prints=tuple((each.hash, each.word) for each in prints if len(postings.get(each.hash, ())) < POSTINGS),
            copies=copies,
            credits=credits_of(article, self._pack.outlets, self._language),
            replaces=tuple(_replaced(batch, revision, article, older, copies)),
        )

    def _copies(
        self,
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
        few = min(HITS, len(prints))
        for earlier in sorted(each for each in hits if each not in same and len(hits[each]) >= few):
            found = passages(self._wording(batch, earlier), wording, hits[earlier])
            yield from (Copy(earlier, passage) for passage in found)

    def _wording(self, batch: Batch, revision: int) -> Wording:
        """The words of an earlier article; those of the last ones asked for are kept at hand."""
        wording = self._wordings.get(revision)
        return wording if wording is not None else self._hold(revision, wording_of(batch.article(revision)))

    def _hold(self, revision: int, wording: Wording) -> Wording:
        self._wordings[revision] = wording
        if len(self._wordings) > HELD:
            del self._wordings[next(iter(self._wordings))]
        return wording

    def _judged(self, connection: Connection, known: int) -> tuple[Judgement, ...]:
        """Judgements as of a revision, which never change; those of the last question are kept at hand."""
        if self._judgements[0] != known:
            self._judgements = known, tuple(flow_rows.judgements(connection, known))
        return self._judgements[1]

    # --- questions ----------------------------------------------------------------------------------------------------

    def rows(
        self, known: int | datetime | None = None, said: TimeInterval | None = None, chosen: Selection | None = None
    ) -> list[Summary]:
        """One row a story, by flow and time. ``said`` keeps what was said in these days, and what that makes of it."""
        with self._store.view(known).question() as (connection, revision):
            marks = [mark for mark in flow_rows.flow_marks(connection, revision) if not chosen or chosen.has(mark.flow)]
            if said is not None:
                told = (self._tell(connection, mark.flow, revision, said) for mark in marks)
                rows = [Summary.of(each.story) for stories in told for each in stories]
                return [row for row in rows if not chosen or chosen.holds(row.flow, row.systems)]
            kept = flow_rows.summaries(connection, marks)
            fresh = {
                mark: [Summary.of(told.story) for told in self._tell(connection, mark.flow, revision, None)]
                for mark in marks
                if mark not in kept
            }
        self._derivation.keep([*fresh.items()])
        every = {**kept, **fresh}
        rows = [row for mark in marks for row in every[mark]]
        return [row for row in rows if not chosen or chosen.holds(row.flow, row.systems)]

    def select(self, wanted: StoryFilter, lexicon: Lexicon) -> Selection:
        """The test that a filter stands for; InputError, with near names, for a word without meaning."""
        return Selection.of(wanted, lexicon, self._groups)

    def story(self, story_id: str, known: int | datetime | None = None, said: TimeInterval | None = None) -> Told:
        """The story of an id; InputError where there is none.

        A year in which the story goes on, or so near that no other can be meant, finds it too.
        """
        wanted = story_id.strip().lower()
        slug, _, year = wanted.rpartition("-")
        with self._store.view(known).question() as (connection, revision):
            flows = flow_rows.flows_of_slug(connection, slug, wanted)
            told = [each for flow in flows for each in self._tell(connection, flow, revision, said)]
        best = min(told, key=lambda each: _away(each.story, wanted, year), default=None)
        if best is None or _away(best.story, wanted, year) > YEARS:
            raise InputError(
                f"story {story_id}: {self._store.name} tells none; 'whence register' lists all with their ids"
            )
        return best

    def stories(
        self, known: int | datetime | None = None, said: TimeInterval | None = None, chosen: Selection | None = None
    ) -> Iterator[Told]:
        """Every story that is asked for, whole."""
        with self._store.view(known).question() as (connection, revision):
            for mark in flow_rows.flow_marks(connection, revision):
                if not chosen or chosen.has(mark.flow):
                    for told in self._tell(connection, mark.flow, revision, said):
                        if not chosen or chosen.holds(mark.flow, told.story.systems):
                            yield told

    def stories_of(self, claim_id: str, known: int | datetime | None = None) -> list[Told]:
        """The stories that a claim, by its whole id, is in."""
        with self._store.view(known).question() as (connection, revision):
            flows = sorted(flow_rows.flows_of_claim(connection, claim_id))
            told = [each for flow in flows for each in self._tell(connection, flow, revision, None)]
        return [each for each in told if claim_id in each.tellings]

    def diff(
        self, before: int | datetime, after: int | datetime | None, chosen: Selection | None = None
    ) -> list[Change]:
        """What changed in belief from one revision or moment to the other, story by story.

        Raises InputError where the first comes after the second.
        """
        with self._store.view(after).question() as (connection, revision):
            earlier = self._store.view(before).revision(connection)
            if earlier > revision:
                raise InputError(f"revision {earlier} comes after revision {revision}; turn the two round")
            old = {mark.flow: mark.stamp for mark in flow_rows.flow_marks(connection, earlier)}
            new = {mark.flow: mark.stamp for mark in flow_rows.flow_marks(connection, revision)}
            found: list[Change] = []
            for flow in sorted(flow for flow in {*old, *new} if old.get(flow) != new.get(flow)):
                if not chosen or chosen.has(flow):
                    found += self._changes(connection, flow, earlier, revision, chosen)
            return [*flow_rows.dated(connection, found)]

    def _changes(
        self, connection: Connection, flow: Flow, earlier: int, revision: int, chosen: Selection | None
    ) -> Iterator[Change]:
        then = {told.story.id: told.story for told in self._tell(connection, flow, earlier, None)}
        told = {told.story.id: told for told in self._tell(connection, flow, revision, None)}
        for story_id in sorted({*then, *told}):
            now = told[story_id].story if story_id in told else None
            story = now or then[story_id]
            if chosen and not chosen.holds(flow, story.systems):
                continue
            came = {claim: telling.revision for claim, telling in told[story_id].tellings.items()} if now else {}
            for change in changes(then.get(story_id), now):
                new = [came[claim] for claim in change.claims if came.get(claim, 0) > earlier]
                yield replace(change, revision=min(new, default=None))

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
        return (told for told in self.stories_of(left, known) if right in told.tellings)

    def _tell(self, connection: Connection, flow: Flow, known: int, said: TimeInterval | None) -> list[Told]:
        members = [
            Member(replace(telling, owner=self._owners.get(telling.outlet or "")), flow, companion)
            for telling, companion in flow_rows.members(connection, flow, known)
            if said is None or telling.days.meet(said)
        ]
        tellings = [member.telling for member in members]
        reuses = tuple(flow_rows.reuses(connection, flow, tellings))
        material = Material(self._speakers, reuses, self._judged(connection, known))
        by_id = {telling.id: telling for telling in tellings}
        return [
            Told(story, {claim: by_id[claim] for claim in story.claims}, reuses)
            for story in tell_flow(flow, members, material)
        ]


def _away(story: Story, wanted: str, year: str) -> int:
    """By how many years an id misses a story; negative where it is its own."""
    if story.id == wanted:
        return -1
    if not year.isdecimal():
        return 0 if story.flow.slug == wanted else YEARS + 1
    first, last = story.first or date.min, story.last or date.max
    return max(0, first.year - int(year), int(year) - last.year)


def _replaced(
    batch: Batch, revision: int, article: Article, older: Sequence[tuple[int, bool]], copies: Sequence[Copy]
) -> Iterator[tuple[int, int]]:
    """Which of two states of a page stands: the later reading of a capture, the later capture of a page.

    Two captures of one address are states of one page where most of the earlier one's words are in both; live pages
    that only share their address stand side by side.
    """
    words: dict[int, int] = defaultdict(int)
    for copy in copies:
        words[copy.revision] += copy.passage.words
    for earlier, other_capture in older:
        if not other_capture:
            yield earlier, revision
            continue
        shared = words.get(earlier, 0)
        if not shared:
            continue
        before = batch.article(earlier)
        if shared > EDITED * min(len(wording_of(each).codes) for each in (before, article)):
            backwards = before.captured_at and article.captured_at and article.captured_at < before.captured_at
            yield (revision, earlier) if backwards else (earlier, revision)

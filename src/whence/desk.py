"""Where the stages meet: captures in, claims out. Law: only this file knows the order of the stages."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from whence.crew import CaptureReader, ReaderMaker, failed, read_all
from whence.errors import InputError, LedgerError
from whence.ledger.filters import ClaimFilter
from whence.ledger.lexicon import Lexicon
from whence.ledger.rows import Reading
from whence.ledger.search import Hit
from whence.ledger.store import Clock, Store, utc_now
from whence.ledger.view import Counts, Entry, Omission, Sheet
from whence.model.document import Capture, Skipped
from whence.model.ids import digest

if TYPE_CHECKING:
    from datetime import datetime

    from whence.ledger.storyfilters import Selection, StoryFilter
    from whence.model.change import Change
    from whence.model.interval import TimeInterval
    from whence.model.judgement import Finding, Judgement, Verdict
    from whence.model.story import Summary
    from whence.register import Register, Told
    from whence.settings import Limits


def make_reader(pack: str, language: str) -> CaptureReader:
    """Loads the pack, the language and the model, and gives the stages from capture to claims as one."""
    from whence.extraction import extract, gate_words
    from whence.lang import load_language
    from whence.packs import load_pack
    from whence.reading.articles import read_article
    from whence.reading.gate import Gate
    from whence.reading.sentences import Reader

    domain, tongue, parser = load_pack(pack), load_language(language), Reader.load()
    gate = Gate.of(gate_words(domain))

    def read(capture: Capture) -> Reading | Skipped:
        article = read_article(capture, domain)
        if isinstance(article, Skipped):
            return article
        sentences, gated = parser.read(article, gate.select)
        claims = extract(article, sentences, domain, tongue)
        return Reading(article, claims, parsed=len(sentences), gated=gated)

    return read


@cache
def engine_name(pack: str, language: str) -> str:
    """What stands in the ledger as the reader of a capture: the version, and a hash of the rules and the model."""
    from whence import __version__

    rules = _fingerprint("model", "reading", "extraction", "packs", "lang")
    return f"whence {__version__} {pack}/{language} {rules}"


def load_register(store: Store, pack: str, language: str) -> Register:
    """The register of a ledger, which is worked out anew where its rules have changed."""
    from whence.lang import load_language
    from whence.packs import load_pack
    from whence.register import Register

    rules = _fingerprint("model", "resolution", "packs", "register.py")
    return Register(store, load_pack(pack), load_language(language), f"{rules} {pack}/{language}")


@cache
def _fingerprint(*parts: str) -> str:
    """A hash of code and data of whence, by folder or file."""
    house = Path(__file__).parent
    content: list[str | bytes] = []
    for part in parts:
        for path in sorted((house / part).rglob("*")) or [house / part]:
            if path.is_file() and path.suffix != ".pyc":
                content += [path.relative_to(house).as_posix(), path.read_bytes()]
    return digest(*content)[:8]


@cache
def load_lexicon(pack: str) -> Lexicon:
    """The names by which a pack's parties and items can be asked for."""
    from whence.packs import load_pack

    return Lexicon.of(load_pack(pack))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an addition has come: the capture just done, and the counts so far."""

    name: str
    done: int
    claims: int


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an addition did. ``parsed`` and ``gated`` count sentences; ``outlets`` are those of what was read."""

    read: int
    known: int
    skipped: tuple[Skipped, ...]
    claims: int
    outlets: tuple[str, ...]
    parsed: int
    gated: int
    seconds: float

    @property
    def captures(self) -> int:
        return self.read + self.known + len(self.skipped)

    @property
    def reasons(self) -> dict[str, int]:
        """How many captures were skipped for each reason."""
        return dict(sorted(Counter(skipped.reason for skipped in self.skipped).items()))


class AddInterrupted(KeyboardInterrupt):
    """Ctrl-C during an addition; ``report`` tells what is stored. The same command goes on from there."""

    def __init__(self, report: AddReport) -> None:
        super().__init__("interrupted")
        self.report = report


class AddError(LedgerError):
    """The ledger could not be written half-way through; ``report`` tells what is stored."""

    def __init__(self, message: str, report: AddReport) -> None:
        super().__init__(message)
        self.report = report


@dataclass(slots=True)
class _Tally:
    on_progress: Callable[[Progress], None]
    started: float = field(default_factory=time.monotonic)
    read: int = 0
    known: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    claims: int = 0
    outlets: set[str] = field(default_factory=set)
    parsed: int = 0
    gated: int = 0

    def count_reading(self, reading: Reading) -> None:
        self.read += 1
        self.claims += len({claim.id for claim in reading.claims})
        self.parsed += reading.parsed
        self.gated += reading.gated
        if reading.article.outlet:
            self.outlets.add(reading.article.outlet)
        self.tell(reading.article.name)

    def count_known(self, name: str) -> None:
        self.known += 1
        self.tell(name)

    def count_skip(self, skipped: Skipped) -> None:
        self.skipped.append(skipped)
        self.tell(skipped.name)

    def tell(self, name: str) -> None:
        self.on_progress(Progress(name, self.read + self.known + len(self.skipped), self.claims))

    def report(self) -> AddReport:
        return AddReport(
            read=self.read,
            known=self.known,
            skipped=tuple(self.skipped),
            claims=self.claims,
            outlets=tuple(sorted(self.outlets)),
            parsed=self.parsed,
            gated=self.gated,
            seconds=time.monotonic() - self.started,
        )


def _silent(_progress: Progress) -> None:
    pass


Derived = Callable[[int, int], None]
"""Hears how many articles are worked out, and of how many."""


def _unseen(_done: int, _all: int) -> None:
    pass


class Desk:
    """A ledger with the stages that fill it. Use it as a context manager, or close it."""

    def __init__(
        self, store: Store, maker: ReaderMaker, engine: Callable[[], str], pack: str = "arms", language: str = "en"
    ) -> None:
        self.store = store
        self._maker = maker
        self._engine = engine
        self._pack, self._language = pack, language
        self._register: Register | None = None

    @classmethod
    def open(
        cls,
        ledger: str | Path,
        pack: str = "arms",
        language: str = "en",
        *,
        create: bool = True,
        clock: Clock = utc_now,
    ) -> Self:
        """Opens a ledger by path or database URL; makes it where there is none, unless ``create`` is false.

        Raises LedgerError where it cannot be used. The pack and the model are loaded when a capture must be read.
        """
        store = Store.open(ledger, create=create, clock=clock)
        return cls(store, partial(make_reader, pack, language), partial(engine_name, pack, language), pack, language)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def add(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        jobs: int | None = 1,
        reread: bool = False,
        limits: Limits | None = None,
        on_progress: Callable[[Progress], None] = _silent,
    ) -> AddReport:
        """Reads captures into the ledger; each lands whole, as one revision, in the order in which it was found.

        ``jobs`` is the number of processes, ``None`` as many as are worth it; with more than one, a script must
        keep its own start behind ``if __name__ == "__main__"``. ``reread`` reads captures again that another
        version of whence read. Raises InputError for a missing path before anything is read, AddError (a
        LedgerError) where the ledger cannot be written, and AddInterrupted on Ctrl-C.
        """
        found = find([paths] if isinstance(paths, str | Path) else paths, limits)
        return self.add_found(found, jobs=jobs, reread=reread, on_progress=on_progress)

    def add_found(
        self,
        found: Iterable[Capture | Skipped],
        *,
        jobs: int | None = 1,
        reread: bool = False,
        on_progress: Callable[[Progress], None] = _silent,
    ) -> AddReport:
        """As ``add``, with what ``find`` gave."""
        tally = _Tally(on_progress)
        try:
            engine = self._engine()
            for item, outcome in read_all(self._new(found, engine, reread, tally), self._maker, jobs):
                self._record(item, outcome, engine, tally)
        except KeyboardInterrupt:
            raise AddInterrupted(tally.report()) from None
        except LedgerError as error:
            raise AddError(str(error), tally.report()) from error
        return tally.report()

    def claims(self, wanted: ClaimFilter | None = None, *, known: int | datetime | None = None) -> Iterator[Entry]:
        """Claims with their articles; ``known`` asks as of a revision or moment.

        Parties and items may be asked for by any of their names; InputError, with near names, for what is none.
        """
        lexicon = load_lexicon(self._pack) if wanted is not None and wanted.needs_lexicon else None
        return self.store.view(known).claims(wanted, lexicon)

    def articles(self, doc: str | None = None, *, known: int | datetime | None = None) -> Iterator[Sheet]:
        return self.store.view(known).articles(doc)

    def why(self, claim_id: str, *, known: int | datetime | None = None) -> Entry:
        """The claim whose id begins so, with its article; InputError where none does, or several."""
        return self.store.view(known).claim(claim_id)

    def skipped(self, *, known: int | datetime | None = None) -> Iterator[Omission]:
        """What was not read so far, and why."""
        return self.store.view(known).skipped()

    def search(self, words: str, limit: int = 50, *, known: int | datetime | None = None) -> tuple[Hit, ...]:
        """Articles and claims that hold all the words, ``"phrases"`` and beginnings (``dron*``)."""
        return self.store.view(known).search(words, limit)

    def counts(self, *, known: int | datetime | None = None) -> Counts:
        return self.store.view(known).ledger()

    def work_out(self, on_progress: Derived = _unseen) -> None:
        """Works out what the register needs of articles that are new, as the next question to it would."""
        self._up_to_date(on_progress)

    def register(
        self,
        wanted: StoryFilter | None = None,
        *,
        known: int | datetime | None = None,
        said: TimeInterval | None = None,
        on_progress: Derived = _unseen,
    ) -> list[Summary]:
        """One row a story. ``known`` asks as of a revision or moment; ``said`` keeps what was said in these days.

        What is derived of new articles is worked out first; ``on_progress`` hears how many are done, and of how many.
        Raises InputError, with near names, where the filter asks for what is no party or item.
        """
        return self._up_to_date(on_progress).rows(known, said, self._chosen(wanted))

    def story(self, story_id: str, *, known: int | datetime | None = None, said: TimeInterval | None = None) -> Told:
        """One story, whole, with the claims behind it; InputError where there is none of this id."""
        return self._up_to_date().story(story_id, known, said)

    def stories(
        self,
        wanted: StoryFilter | None = None,
        *,
        known: int | datetime | None = None,
        said: TimeInterval | None = None,
        on_progress: Derived = _unseen,
    ) -> Iterator[Told]:
        """Stories, whole: all of them, or those that are asked for."""
        return self._up_to_date(on_progress).stories(known, said, self._chosen(wanted))

    def stories_of(self, claim_id: str, *, known: int | datetime | None = None) -> list[Told]:
        """The stories that a claim is in, by its whole id."""
        return self._up_to_date().stories_of(claim_id, known)

    def item_titles(self) -> dict[str, str]:
        """What people read for the name of an item group: "drones" for ``uav``."""
        from whence.packs import load_pack

        return {group.name: group.title for group in load_pack(self._pack).groups}

    def diff(
        self,
        before: int | datetime,
        after: int | datetime | None = None,
        wanted: StoryFilter | None = None,
        *,
        on_progress: Derived = _unseen,
    ) -> list[Change]:
        """What changed in belief from one revision or moment to another, or to now."""
        return self._up_to_date(on_progress).diff(before, after, self._chosen(wanted))

    def review(self, *, known: int | datetime | None = None) -> list[Finding]:
        """Judgements by people that the machine would decide otherwise, or that clash with another person's word."""
        return self._up_to_date().review(known)

    def judge(self, left: str, right: str, verdict: Verdict, why: str, judge: str) -> Judgement:
        """Notes a person's word on whether two claims share an origin; it holds against every machine reading.

        Claims are given by the beginnings of their ids. Raises InputError for an id that no claim or several have,
        and for a claim judged against itself.
        """
        view = self.store.view()
        pair = [view.claim(each).claim.id for each in (left, right)]
        if pair[0] == pair[1]:
            raise InputError(f"claim {left}: cannot be judged against itself; name two claims")
        return self.store.record_judgement(pair[0], pair[1], verdict, why, judge)

    def _chosen(self, wanted: StoryFilter | None) -> Selection | None:
        if wanted is None:
            return None
        return self._opened_register().select(wanted, load_lexicon(self._pack))

    def _up_to_date(self, on_progress: Derived = _unseen) -> Register:
        register = self._opened_register()
        register.bring_up_to_date(on_progress)
        return register

    def _opened_register(self) -> Register:
        if self._register is None:
            self._register = load_register(self.store, self._pack, self._language)
        return self._register

    def _new(
        self, found: Iterable[Capture | Skipped], engine: str, reread: bool, tally: _Tally
    ) -> Iterator[Capture | Skipped]:
        """What is to be read or noted; the ledger's own files and captures that are known drop out here."""
        own = {os.path.realpath(self.store.name + ending) for ending in ("", "-wal", "-shm", "-journal")}
        for item in found:
            if os.path.realpath(item.path) in own:
                continue
            if isinstance(item, Capture):
                reader = self.store.reader_of(item.id)
                if reader == engine or (reader is not None and not reread):
                    tally.count_known(item.name)
                    continue
            yield item

    def _record(self, item: Capture | Skipped, outcome: Reading | Skipped, engine: str, tally: _Tally) -> None:
        capture = item if isinstance(item, Capture) else None
        if capture is not None and isinstance(outcome, Reading):
            try:
                added = self.store.record_reading(capture, outcome, engine)
            except ValueError as error:
                outcome = failed(capture, error)
            else:
                tally.count_known(capture.name) if added is None else tally.count_reading(outcome)
                return
        assert isinstance(outcome, Skipped)
        self.store.record_skip(outcome, engine, capture)
        tally.count_skip(outcome)


def find(paths: Iterable[str | Path], limits: Limits | None = None) -> Iterator[Capture | Skipped]:
    """The captures of files, folders and ``-``; InputError for a missing path, before anything is read."""
    from whence.reading.containers import find_captures
    from whence.settings import Limits

    bounds = limits or Limits()
    names = [str(path) for path in paths]
    return find_captures(names, capture_bytes=bounds.capture_bytes, stream_bytes=bounds.stream_bytes)

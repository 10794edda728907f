"""Reading by one process or several: each capture in, its outcome out, in the order in which they came."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Protocol, cast

from whence.errors import WhenceError
from whence.ledger.rows import Reading
from whence.model.document import Capture, Skipped

PATIENCE = 5.0
"""After how many seconds of reading it pays to start more processes, which load the model anew each."""

CREW_MOST = 8
AHEAD = 4
"""How many captures for each process may be under way or wait for an earlier one to be stored."""


class CaptureReader(Protocol):
    """The way from a capture to its reading: the seam where tests put in a reader without a model."""

    def __call__(self, capture: Capture, /) -> Reading | Skipped: ...


ReaderMaker = Callable[[], CaptureReader]
"""Makes a reader, in each process anew; it must be a function of a module, so that it can be sent there."""


def read_all(
    items: Iterator[Capture | Skipped], maker: ReaderMaker, jobs: int | None
) -> Iterator[tuple[Capture | Skipped, Reading | Skipped]]:
    """Each item with what came of it, in order; by more processes if that is asked for, or once it takes long."""
    size = jobs if jobs is not None else min(os.cpu_count() or 1, CREW_MOST)
    if jobs is None or size == 1:
        yield from _read_alone(items, maker, PATIENCE if size > 1 else math.inf)
    with closing(_Crew(maker, size)) as crew:
        yield from crew.read(items)


def _read_alone(
    items: Iterator[Capture | Skipped], maker: ReaderMaker, seconds: float
) -> Iterator[tuple[Capture | Skipped, Reading | Skipped]]:
    """Reads in this process until there is nothing left or the time is over."""
    reader: CaptureReader | None = None
    end = time.monotonic() + seconds
    for item in items:
        if isinstance(item, Skipped):
            yield item, item
        else:
            reader = reader or maker()
            yield item, _attempt(reader, item)
        if time.monotonic() > end:
            return


def _attempt(reader: CaptureReader, capture: Capture) -> Reading | Skipped:
    """One bad capture never stops the rest; what is wrong with whence's own data does."""
    try:
        return reader(capture)
    except WhenceError:
        raise
    except Exception as error:
        return failed(capture, error)


def failed(capture: Capture, error: Exception) -> Skipped:
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" at {Path(place[0].filename).name}:{place[0].lineno}" if place else ""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return Skipped(
        capture.name,
        capture.path,
        "error",
        f"{capture.path}: whence failed to read it ({what}{where}); please report it, with the capture if you may",
    )


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """A process started inside never hears Ctrl-C, which is for the parent, who then stops it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals cannot be set here, and do not come here either
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


class _Member:
    """One process that reads; it stops by itself when the line to it is cut."""

    def __init__(self, maker: ReaderMaker) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(maker, theirs), daemon=True)
        with _deaf_to_ctrl_c():
            self._process.start()
        theirs.close()

    def stop(self) -> None:
        self.line.close()
        self._process.terminate()
        self._process.join()


def _serve(maker: ReaderMaker, line: Connection) -> None:
    """The life of a reading process."""
    reader: CaptureReader | None = None
    while True:
        try:
            capture = line.recv()
            reader = reader or maker()
            line.send(_attempt(reader, capture))
        except (EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
            return
        except Exception as error:  # of the maker: the parent raises it
            line.send(error)


class _Crew:
    """Several processes that read, started as they are needed; captures come out in the order they went in."""

    def __init__(self, maker: ReaderMaker, size: int) -> None:
        self._maker = maker
        self._size = size
        self._idle: list[_Member] = []
        self._busy: dict[Connection, tuple[int, Capture, _Member]] = {}

    def close(self) -> None:
        for member in (*self._idle, *(member for _, _, member in self._busy.values())):
            member.stop()

    def read(self, items: Iterator[Capture | Skipped]) -> Iterator[tuple[Capture | Skipped, Reading | Skipped]]:
        waiting: deque[tuple[int, Capture | Skipped]] = deque()
        outcomes: dict[int, Reading | Skipped] = {}
        numbered = enumerate(items)
        more = True
        while more or waiting:
            while more and len(self._busy) < self._size and len(waiting) < self._size * AHEAD:
                number, item = next(numbered, (-1, None))
                if item is None:
                    more = False
                    break
                waiting.append((number, item))
                if isinstance(item, Skipped):
                    outcomes[number] = item
                else:
                    self._give(number, item)
            while waiting and waiting[0][0] in outcomes:
                number, item = waiting.popleft()
                yield item, outcomes.pop(number)
            if self._busy:
                outcomes.update(self._take())

    def _give(self, number: int, capture: Capture) -> None:
        member = self._idle.pop() if self._idle else _Member(self._maker)
        try:
            member.line.send(capture)
        except (BrokenPipeError, ConnectionResetError):  # it died while it was idle
            member.stop()
            member = _Member(self._maker)
            member.line.send(capture)
        self._busy[member.line] = (number, capture, member)

    def _take(self) -> Iterator[tuple[int, Reading | Skipped]]:
        """Waits for outcomes; a process that died takes only its own capture with it."""
        for ready in wait(list(self._busy)):
            line = cast("Connection", ready)
            number, capture, member = self._busy.pop(line)
            try:
                outcome = line.recv()
            except (EOFError, ConnectionResetError):
                member.stop()
                outcome = failed(capture, RuntimeError("the reading process died"))
            else:
                self._idle.append(member)
            if isinstance(outcome, Exception):
                raise outcome
            yield number, outcome

"""Finds captures in files, folders, JSON Lines and standard input; nothing is dropped in silence.

Law: a capture's bytes are taken as they are, and each thing found ends as a capture or as a skip with its reason.
"""

from __future__ import annotations

import gzip
import os
import stat
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from whence.errors import InputError
from whence.model.document import Capture, Skipped
from whence.reading.records import read_record
from whence.reading.sniffing import HEAD, Form, sniff
from whence.reading.streams import Inflated, Lines, TooLargeError, rejoined

CAPTURE_BYTES = 20_000_000
STREAM_BYTES = 4_000_000_000
STDIN = "-"

_NOT_YET = {
    Form.WARC: "save its pages as HTML",
    Form.ZIP: "unpack it and add the folder",
    Form.PDF: "save its text as a .txt file",
    Form.FEED: "save its entries as JSON Lines",
    Form.MHTML: "save the page as HTML only",
    Form.JSON: "write one record with 'text' or 'html' on each line",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """A file to read: where it is, and the name that its capture will bear."""

    path: str
    name: str


def find_captures(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    capture_bytes: int = CAPTURE_BYTES,
    stream_bytes: int = STREAM_BYTES,
) -> Iterator[Capture | Skipped]:
    """Captures of files, folders (all below, sorted, hidden ones left out) and ``-`` (standard input), in order.

    ``capture_bytes`` bounds one capture once inflated, ``stream_bytes`` the whole of a compressed JSON Lines file.
    Raises InputError for a path that is not there, before anything is read.
    """
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            raise InputError(f"{path}: there is no such file or folder; check the spelling")
    return _captures(paths, stdin, capture_bytes, stream_bytes)


def _captures(
    paths: Sequence[str], stdin: BinaryIO | None, capture_bytes: int, stream_bytes: int
) -> Iterator[Capture | Skipped]:
    for place in _places(paths):
        if isinstance(place, Skipped):
            yield place
            continue
        try:
            if place.path == STDIN:
                yield from _read(place, stdin or sys.stdin.buffer, None, capture_bytes, stream_bytes)
                continue
            size = _regular_size(place)
            with Path(place.path).open("rb") as stream:
                yield from _read(place, stream, size, capture_bytes, stream_bytes)
        except OSError as error:
            why = error.strerror or str(error)
            yield Skipped(place.name, place.path, "unreadable", f"{place.path}: {why}; check its permissions")


def _regular_size(place: _Place) -> int:
    status = Path(place.path).stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "not a regular file")
    return status.st_size


def _places(paths: Sequence[str]) -> Iterator[_Place | Skipped]:
    """The files to read, each once. Those of one name are named by their path in the folder, or as it was given."""
    found: dict[str, tuple[str, str]] = {}
    for path in paths:
        inside = path != STDIN and Path(path).is_dir()
        for file, relative in _below(path) if inside else [(path, Path(path).as_posix())]:
            found.setdefault(STDIN if file == STDIN else os.path.realpath(file), (file, relative))
    bases = Counter(Path(file).name for file, _ in found.values())
    relatives = Counter(relative for _, relative in found.values())
    for file, relative in found.values():
        base = Path(file).name or file
        apart = relative if relatives[relative] == 1 else Path(file).as_posix()
        yield _Place(file, base if bases[base] <= 1 else apart)


def _below(folder: str) -> Iterator[tuple[str, str]]:
    """Each file below a folder with its path in it; a folder reached twice through links is entered once."""
    entered: set[tuple[int, int]] = set()
    for here, folders, files in os.walk(folder, followlinks=True):
        status = Path(here).stat()
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                file = Path(here) / name
                yield str(file), file.relative_to(folder).as_posix()


def _read(
    place: _Place, stream: BinaryIO, size: int | None, capture_bytes: int, stream_bytes: int
) -> Iterator[Capture | Skipped]:
    head = stream.read(HEAD)
    form = sniff(head)
    source: BinaryIO = rejoined(head, stream)
    if form is Form.GZIP:
        inflated = Inflated(gzip.GzipFile(fileobj=source), stream_bytes)
        try:
            head = inflated.read(HEAD)
        except (zlib.error, EOFError, OSError) as error:
            yield _broken_gzip(place, error)
            return
        form, size, source = sniff(head), None, rejoined(head, inflated)
    if form is Form.RECORDS:
        yield from _records(place, source, capture_bytes)
    else:
        yield _single(place, source, form, size, capture_bytes)


def _single(place: _Place, source: BinaryIO, form: Form, size: int | None, limit: int) -> Capture | Skipped:
    if form in _NOT_YET:
        message = f"{place.path}: a {form} is not read yet; {_NOT_YET[form]}"
        return Skipped(place.name, place.path, "unreadable", message)
    try:
        content = b"" if size is not None and size > limit else source.read(limit + 1)
    except (zlib.error, EOFError, gzip.BadGzipFile) as error:
        return _broken_gzip(place, error)
    if len(content) > limit or (size is not None and size > limit):
        return _too_large(place.name, place.path, limit)
    if not content.strip():
        return Skipped(place.name, place.path, "empty", f"{place.path}: there is nothing in it; save the page again")
    if form is Form.BINARY or form is Form.GZIP:
        message = f"{place.path}: holds binary data, not text or HTML; save the page as HTML or text"
        return Skipped(place.name, place.path, "binary", message)
    return Capture(place.name, place.path, content, str(form))


def _records(place: _Place, source: BinaryIO, limit: int) -> Iterator[Capture | Skipped]:
    try:
        for number, line in Lines(source, limit):
            name, where = f"{place.name}:{number}", f"{place.path}:{number}"
            if isinstance(line, TooLargeError):
                yield _too_large(name, where, limit)
            elif line.strip():
                yield read_record(line, name, where)
    except TooLargeError:
        yield _too_large(place.name, place.path, limit)
    except (zlib.error, EOFError, gzip.BadGzipFile) as error:
        yield _broken_gzip(place, error)


def _too_large(name: str, path: str, limit: int) -> Skipped:
    message = f"{path}: larger than {limit:,} bytes once unpacked; split it, or raise the limit (--max-mb)"
    return Skipped(name, path, "too_large", message)


def _broken_gzip(place: _Place, error: Exception) -> Skipped:
    message = f"{place.path}: the gzip data cannot be unpacked ({error}); fetch the file again"
    return Skipped(place.name, place.path, "unreadable", message)

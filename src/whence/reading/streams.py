"""Bounded streams: no file, line or compressed bomb makes the reader hold more than it was told to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast


class TooLargeError(Exception):
    """More bytes than the bound allows; never leaves the reading wing."""


class Source(Protocol):
    """All that is asked of a stream."""

    def read(self, size: int = -1, /) -> bytes: ...


class _Rejoined(io.RawIOBase):
    def __init__(self, head: bytes, rest: Source) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        chunk = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(chunk)] = chunk
        return len(chunk)


def rejoined(head: bytes, rest: Source) -> BinaryIO:
    """The stream as it was before ``head`` was read off it."""
    return cast("BinaryIO", io.BufferedReader(_Rejoined(head, rest)))


class Inflated:
    """A decompressing stream that raises TooLargeError after ``limit`` bytes."""

    def __init__(self, stream: Source, limit: int) -> None:
        self._stream, self._left = stream, limit

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._stream.read(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLargeError
        return chunk


@dataclass(frozen=True, slots=True)
class Lines:
    """Numbered lines from 1; one longer than ``limit`` bytes comes as TooLargeError, and reading goes on after it."""

    stream: BinaryIO
    limit: int

    def __iter__(self) -> Iterator[tuple[int, bytes | TooLargeError]]:
        number = 0
        while line := self.stream.readline(self.limit + 1):
            number += 1
            if len(line) <= self.limit or line.endswith(b"\n"):
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(self.limit)
            yield number, TooLargeError()

"""Reads the TOML tables of packs and languages; every complaint names the file and the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import TypeVar

from whence.errors import DataError

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """One ``[[table]]`` entry. Each reader takes a key once; ``end`` rejects the keys that nobody took."""

    values: dict[str, object]
    where: str

    def _take(self, key: str, kind: type, default: object) -> object:
        value = self.values.pop(key, default)
        if value is None:
            raise DataError(f"{self.where}: '{key}' is missing; add it to this entry")
        if type(value) is not kind:
            raise DataError(f"{self.where}: '{key}' must be {kind.__name__}, not {value!r}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        return str(self._take(key, str, default))

    def optional(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key, list, [])
        assert isinstance(value, list)
        if not all(isinstance(part, str) for part in value):
            raise DataError(f"{self.where}: '{key}' must be a list of strings")
        return tuple(value)

    def flag(self, key: str, default: bool = False) -> bool:
        return bool(self._take(key, bool, default))

    def number(self, key: str, default: int | None = None) -> int:
        value = self._take(key, int, default)
        assert isinstance(value, int)
        return value

    def day(self, key: str) -> date:
        value = self._take(key, date, None)
        assert isinstance(value, date)
        return value

    def optional_day(self, key: str) -> date | None:
        return self.day(key) if key in self.values else None

    def choice(self, key: str, enum: type[E]) -> E:
        return self._member(key, enum, self.text(key))

    def optional_choice(self, key: str, enum: type[E]) -> E | None:
        return self.choice(key, enum) if key in self.values else None

    def choices(self, key: str, enum: type[E]) -> tuple[E, ...]:
        return tuple(self._member(key, enum, text) for text in self.texts(key))

    def _member(self, key: str, enum: type[E], text: str) -> E:
        try:
            return enum(text)
        except ValueError:
            raise DataError(f"{self.where}: '{key}' is '{text}'; use one of {', '.join(enum)}") from None

    def end(self) -> None:
        if self.values:
            raise DataError(f"{self.where}: unknown key '{next(iter(self.values))}'; remove it or mend its spelling")


def read_text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def read_rows(package: str, name: str, table: str) -> Iterator[Row]:
    """The ``[[table]]`` entries of a file in a package, in order."""
    text = read_text(package, name)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from error
    entries = document.get(table, [])
    is_head = re.compile(rf"\[\[\s*{re.escape(table)}\s*\]\]").match
    heads = [number for number, line in enumerate(text.splitlines(), 1) if is_head(line)]
    if len(heads) != len(entries):
        raise DataError(f"{name}: write each entry of '{table}' under a line [[{table}]] of its own")
    for line, values in zip(heads, entries, strict=True):
        yield Row(dict(values), f"{name}:{line}")

"""Loads the words by which the transcripts of a language mark whose turn it is."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from whence.errors import DataError
from whence.model.language import TurnWords
from whence.tables import read_rows


@cache
def load_turns(language: str = "en") -> TurnWords:
    """The classes of ``turns.toml``; raises ``DataError`` with file and line where one is missing or unknown."""
    names = [field.name for field in fields(TurnWords)]
    found: dict[str, frozenset[str]] = {}
    for row in read_rows(f"whence.lang.{language}", "turns.toml", "words"):
        name = row.text("class")
        if name not in names:
            raise DataError(f"{row.where}: class '{name}' is not one of {', '.join(names)}")
        found[name] = frozenset(row.texts("list"))
        row.end()
    missing = [name for name in names if name not in found]
    if missing:
        raise DataError(f"turns.toml: the class '{missing[0]}' is missing; add a [[words]] entry for it")
    return TurnWords(**found)

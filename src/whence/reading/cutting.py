"""What cutting a language into sentences and words needs to know about its words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from whence.errors import DataError
from whence.tables import read_rows


@dataclass(frozen=True, slots=True)
class Cutting:
    """Classes of words in lower case; ``cutting.toml`` of a language says what each is for."""

    titles: frozenset[str]
    abbreviations: frozenset[str]
    ambiguous: frozenset[str]
    starters: frozenset[str]
    unfinished: frozenset[str]
    verbs_of_asking: frozenset[str]
    prefixes: frozenset[str]
    units: frozenset[str]
    months: frozenset[str]
    fused: frozenset[str]


@cache
def load_cutting(language: str = "en") -> Cutting:
    """The classes of a language; raises ``DataError`` with file and line where one is missing or unknown."""
    names = [field.name for field in fields(Cutting)]
    found: dict[str, frozenset[str]] = {}
    for row in read_rows(f"whence.lang.{language}", "cutting.toml", "words"):
        name = row.text("class").replace(" ", "_")
        if name not in names:
            raise DataError(f"{row.where}: class '{name}' is not one of {', '.join(names)}")
        found[name] = frozenset(row.texts("list"))
        row.end()
    missing = [name for name in names if name not in found]
    if missing:
        raise DataError(f"cutting.toml: the class '{missing[0]}' is missing; add a [[words]] entry for it")
    return Cutting(**found)

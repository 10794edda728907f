"""Loads a language's lexicons from its folder."""

from __future__ import annotations

from functools import cache

from whence.errors import DataError
from whence.lang.turns import load_turns
from whence.model.claim import Certainty, Polarity, Stage
from whence.model.language import Language, OperatorWord, Speaker
from whence.tables import Row, read_rows

CLASSES = (
    "attributions",
    "collectives",
    "speakers",
    "media",
    "documents",
    "containers",
    "events",
    "generics",
    "makers",
    "institutions",
    "lights",
    "completions",
    "stances",
    "aims",
    "utterances",
    "moods",
    "carriers",
    "idle",
    "occasions",
    "offices",
    "addresses",
    "civilian",
    "idioms",
    "exercises",
    "tales",
    "public",
    "trades",
    "ladings",
    "general",
    "arrivals",
    "stores",
    "producers",
    "harms",
    "companions",
    "waters",
    "deliveries",
    "helps",
    "labels",
    "sections",
    "elaborations",
    "parcels",
    "against",
    "responses",
    "joints",
    "blames",
    "namings",
    "bands",
    "pointers",
    "credits",
)


@cache
def load_language(name: str = "en") -> Language:
    """The language ``name``; raises ``DataError`` with file and line where its data are wrong."""
    package = f"whence.lang.{name}"
    operators = tuple(map(_operator, read_rows(package, "operators.toml", "operator")))
    return Language(name, operators, load_turns(name), **_classes(package))


def _operator(row: Row) -> OperatorWord:
    word = OperatorWord(
        words=row.texts("words"),
        pos=row.texts("pos"),
        stage=row.optional_choice("stage", Stage),
        unless=row.optional_choice("unless", Stage),
        polarity=row.optional_choice("polarity", Polarity),
        certainty=row.optional_choice("certainty", Certainty),
        negated=row.optional_choice("negated", Polarity),
        speaker=row.optional_choice("speaker", Speaker) or Speaker.NOBODY,
        wants=row.flag("wants"),
        asks=row.flag("asks"),
        drops=row.flag("drops"),
        of_reports=row.flag("of_reports"),
        states=row.flag("states"),
    )
    row.end()
    return word


def _classes(package: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows(package, "words.toml", "words"):
        name = row.text("class")
        if name not in CLASSES:
            raise DataError(f"{row.where}: class '{name}' is not one of {', '.join(CLASSES)}")
        found[name] = row.texts("list")
        row.end()
    missing = [name for name in CLASSES if name not in found]
    if missing:
        raise DataError(f"words.toml: the class '{missing[0]}' is missing; add a [[words]] entry for it")
    return found

"""CSV for spreadsheets. Law: no cell that came from a text can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula; such a cell gets a quote in front."""

CLAIM_COLUMNS = (
    *("id", "doc", "article", "outlet", "title", "published.start", "published.end", "url"),
    *("kind", "stage", "polarity", "certainty", "suppliers", "recipients", "against", "item_class", "systems"),
    *("quantity.low", "quantity.high", "quantity.tally", "quantity.words"),
    *("value.low", "value.high", "value.currency", "value.words"),
    *("when.start", "when.end", "when.words", "said.start", "said.end", "said.words"),
    *("sources.name", "sources.party", "trigger.words", "words", "evidence.start", "evidence.end", "revision"),
)

ARTICLE_COLUMNS = (
    *("doc", "title", "outlet", "byline", "published.start", "published.end", "published.conflict"),
    *("captured", "url", "claims", "sentences.parsed", "sentences.gated", "id", "revision"),
)


def csv_lines(shapes: Iterable[Mapping[str, object]], columns: Sequence[str]) -> Iterator[str]:
    """A heading and one record each, with line ends; lists are joined with ``; ``."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in _rows(shapes, columns):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _rows(shapes: Iterable[Mapping[str, object]], columns: Sequence[str]) -> Iterator[Sequence[object]]:
    yield columns
    for shape in shapes:
        yield [_cell(_at(shape, column)) for column in columns]


def _at(value: object, column: str) -> object:
    """The value under a dotted name; for a list of objects, that of each."""
    for key in column.split("."):
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list):
            value = [part.get(key) for part in value]
    return value


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join("" if part is None else str(part) for part in value)
    if not isinstance(value, str):
        return "" if value is None else value
    text = value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
    return f"'{text}" if text.lstrip(" ").startswith(ACTIVE) else text

"""JSON, UTF-8: lines of one object each, or one document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping


def json_line(shape: Mapping[str, object]) -> str:
    """One line without its end; characters that UTF-8 cannot carry are escaped."""
    line = json.dumps(shape, ensure_ascii=False)
    return json.dumps(shape) if any("\ud800" <= character <= "\udfff" for character in line) else line


def document_lines(name: str, shapes: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """One document that holds all objects under a name, with line ends; one a line."""
    yield f'{{"{name}": ['
    for place, shape in enumerate(shapes):
        yield (",\n" if place else "\n") + json_line(shape)
    yield "\n]}\n"

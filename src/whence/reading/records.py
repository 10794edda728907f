"""Reads one JSON Lines record into a capture; a bad one is skipped by file and line."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from whence.model.document import Capture, Skipped

_SURROGATE = re.compile("[\ud800-\udfff]")
_OPTIONAL = ("name", "url", "outlet", "published", "captured_at", "media_type")


class _BadRecordError(Exception):
    pass


def read_record(line: bytes, name: str, where: str) -> Capture | Skipped:
    """``name`` is used where the record bears none; ``where`` is file:line."""
    try:
        return _read(line, name, where)
    except _BadRecordError as error:
        return Skipped(name, where, "bad_record", f"{where}: {error}; mend the record and add the file again")


def _read(line: bytes, name: str, where: str) -> Capture:
    values = _object(line)
    fields = {key: _text(values, key) for key in _OPTIONAL}
    media_type, content = _content(values, fields["media_type"])
    return Capture(
        name=fields["name"] or name,
        path=where,
        content=content,
        media_type=media_type,
        url=fields["url"],
        outlet=fields["outlet"],
        published=fields["published"],
        captured_at=_moment(fields["captured_at"]),
    )


def _object(line: bytes) -> dict[str, object]:
    try:
        values = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise _BadRecordError(f"not a JSON record ({type(error).__name__}: {str(error)[:80]})") from None
    if not isinstance(values, dict):
        raise _BadRecordError("not a JSON object")
    return values


def _text(values: dict[str, object], key: str) -> str | None:
    value = values.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise _BadRecordError(f"'{key}' is not a string")
    return _SURROGATE.sub("\ufffd", value)


def _content(values: dict[str, object], declared: str | None) -> tuple[str, bytes]:
    """Media type and bytes; half characters are replaced one for one, so that offsets stay as given."""
    for key, media_type in (("html", "text/html"), ("text", "text/plain")):
        value = values.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise _BadRecordError(f"'{key}' is not a string")
        is_page = declared is not None and "html" in declared.casefold()
        return ("text/html" if is_page else media_type), _SURROGATE.sub("\ufffd", value).encode()
    raise _BadRecordError("neither 'text' nor 'html' is in it")


def _moment(value: str | None) -> datetime | None:
    """A day or a moment in ISO 8601; without a zone it is taken as UTC."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise _BadRecordError(f"'captured_at' is '{value}', not an ISO 8601 date") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

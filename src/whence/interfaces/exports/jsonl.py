"""JSON Lines: one object a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_line(shape: Mapping[str, object]) -> str:
    """One line without its end; characters that UTF-8 cannot carry are escaped."""
    line = json.dumps(shape, ensure_ascii=False)
    return json.dumps(shape) if any("\ud800" <= character <= "\udfff" for character in line) else line

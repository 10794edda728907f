"""Ids are hashes of content: the same values give the same id on every machine, for ever."""

from __future__ import annotations

import base64
import hashlib

SHORT = 6


def digest(*parts: str | bytes) -> str:
    """A 26-character id over length-prefixed parts, so that no two lists of parts can run together."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return base64.b32encode(state.digest()).decode("ascii").rstrip("=").lower()

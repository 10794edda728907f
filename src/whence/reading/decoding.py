"""Turns bytes into text without moving a character: line ends and the byte order mark of UTF-8 stay in place.

Law: for UTF-8 the text is what ``open(path, newline="", errors="replace").read()`` gives, so offsets agree.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]+)", re.I
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LITTER_SHARE = 0.05
_LOOKED_AT = 200_000
_RARE = 0.02
"""Below this share of letters beyond ASCII a text tells no charset, and the Western one is taken."""
_CUT_CHARACTER = re.compile(rb"[\xe1-\xec][\x80-\xbf](?![\x80-\xbf])")
"""Two bytes of a character of three in UTF-8, as cut or lossy copies leave them."""


class NotTextError(ValueError):
    """The bytes are no text in any charset; the message is the reason."""


def decode(content: bytes) -> str:
    """The text of a flat file or page. Broken UTF-8 is read with U+FFFD in place of the broken bytes.

    Raises NotTextError for binary data.
    """
    if content.startswith(_UTF16):
        return _checked(content.decode("utf-16", "replace"))
    if b"\x00" in content:
        raise NotTextError("it holds NUL bytes")
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_decode_other(content))


def _decode_other(content: bytes) -> str:
    declared = declared_charset(content)
    if declared not in (None, "utf-8"):
        return content.decode(declared or "utf-8", "replace")
    replaced = content.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    whole = sum(1 for char in replaced if char > "\x7f") - broken
    if whole >= broken or 2 * len(_CUT_CHARACTER.findall(content)) >= broken:
        return replaced
    if sum(1 for byte in content if byte > 0x7F) < _RARE * len(content):
        return content.decode("cp1252", "replace")
    best = from_bytes(content[:_LOOKED_AT]).best()
    return replaced if best is None else content.decode(best.encoding, "replace")


def declared_charset(content: bytes) -> str | None:
    """The charset that the head of a page names, as Python calls it, if Python knows it."""
    found = _META.search(content[:4096])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if known in ("iso8859-1", "ascii") else known


def _checked(text: str) -> str:
    litter = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if litter > _LITTER_SHARE * len(text) and litter > 2:
        raise NotTextError("it holds control characters or broken bytes rather than words")
    return text

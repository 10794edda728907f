"""Tells what bytes are by looking at them, because extensions and declared types lie."""

from __future__ import annotations

import json
import re
from enum import StrEnum

HEAD = 65_536
"""Bytes looked at to tell the kind of a file."""

_RECORD = re.compile(rb'\s*\{\s*"(?:name|url|outlet|published|captured_at|media_type|text|html)"\s*:')
_HTML = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b[^<>]*>", re.I | re.S
)
_FEED = re.compile(rb"(?:<!--.*?-->|<\?[^>]*>|\s)*<(?:rss|feed|rdf:RDF|opml)\b", re.I | re.S)
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.I)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LINES_TRIED = 10


class Form(StrEnum):
    """What the bytes of a file are. The later half is known but not read yet."""

    EMPTY = "empty"
    GZIP = "gzip"
    TEXT = "text/plain"
    HTML = "text/html"
    RECORDS = "JSON Lines"
    JSON = "JSON document"
    BINARY = "binary"
    WARC = "WARC archive"
    ZIP = "ZIP or WACZ archive"
    PDF = "PDF document"
    FEED = "feed"
    MHTML = "MHTML page"


def sniff(head: bytes) -> Form:
    """The form of a file from its first ``HEAD`` bytes (fewer if the file is shorter)."""
    for magic, form in (
        (b"\x1f\x8b", Form.GZIP),
        (b"%PDF-", Form.PDF),
        (b"PK\x03\x04", Form.ZIP),
        (b"WARC/", Form.WARC),
    ):
        if head.startswith(magic):
            return form
    if not head.strip():
        return Form.EMPTY
    if head.startswith(_BOMS[1:]):
        return Form.HTML if is_html(head.decode("utf-16", "replace").encode()) else Form.TEXT
    bare = head.removeprefix(_BOMS[0]).lstrip()
    if b"\x00" in bare:
        return Form.BINARY
    if bare[:1] in b"{[":
        return _json_form(bare)
    if _MHTML.match(bare[:4096]):
        return Form.MHTML
    if _FEED.match(bare):
        return Form.FEED
    if is_html(bare):
        return Form.HTML
    return _json_form(bare) if b'\n{"' in bare and _any_record(bare) else Form.TEXT


def is_html(head: bytes) -> bool:
    return bool(_HTML.match(head))


def _json_form(bare: bytes) -> Form:
    if _RECORD.match(bare.partition(b"\n")[0]) or _any_record(bare):
        return Form.RECORDS
    return Form.JSON if re.match(rb'\{\s*"|\[\s*[\[{"]', bare) else Form.TEXT


def _any_record(bare: bytes) -> bool:
    for line in bare.split(b"\n", _LINES_TRIED)[:_LINES_TRIED]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False

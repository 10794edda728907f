"""Files, folders, records and standard input: each thing found is a capture, or a skip with its reason."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from whence.errors import InputError
from whence.model.document import Capture, Skipped
from whence.reading.containers import find_captures

TEXT = "Ruritania buys drones\n\nRuritania has bought forty drones from Sylvania, officials said.\n"
PAGE = "<!DOCTYPE html><html><body><p>Ruritania has bought forty drones.</p></body></html>"
RECORD = {"name": "one", "url": "https://dailyexample.com/1", "outlet": "dailyexample.com", "text": TEXT}


def found(*paths: Path | str, **limits: object) -> list[Capture | Skipped]:
    return list(find_captures([str(path) for path in paths], **limits))


def only(*paths: Path | str, **limits: object) -> Capture | Skipped:
    (item,) = found(*paths, **limits)
    return item


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (TEXT, "text/plain"),
        ("<p in a text that only begins so", "text/plain"),
        ("\ufeff" + PAGE, "text/html"),
        ("<!-- saved -->\n<HTML><body>x</body></HTML>", "text/html"),
        ("<?xml version='1.0'?><html><p>x</p></html>", "text/html"),
        (PAGE.encode("utf-16"), "text/html"),
        ("{ not a record, a text }\nand more", "text/plain"),
        ("[1] a note\nand a text", "text/plain"),
    ],
)
def test_the_type_is_sniffed_whatever_the_extension(tmp_path: Path, content: bytes | str, media_type: str) -> None:
    capture = only(write(tmp_path / "page.pdf", content))
    assert isinstance(capture, Capture)
    assert capture.media_type == media_type
    assert (capture.name, capture.captured_at) == ("page.pdf", None)


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        (b"", "empty", "nothing in it"),
        (b" \n\t\n", "empty", "nothing in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary", "binary"),
        (b"%PDF-1.7\n", "unreadable", "PDF document is not read yet"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "unreadable", "WARC archive is not read yet"),
        (b"PK\x03\x04rest", "unreadable", "WACZ archive is not read yet"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "unreadable", "feed is not read yet"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "unreadable", "feed is not read yet"),
        (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n", "unreadable", "MHTML"),
        (b'{\n "articles": [\n  1\n ]\n}', "unreadable", "JSON document is not read yet"),
        (b"\x1f\x8bnot gzip at all", "unreadable", "cannot be unpacked"),
        (gzip.compress(TEXT.encode(), mtime=0)[:-9], "unreadable", "cannot be unpacked"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "binary", "binary"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_reason(
    tmp_path: Path, content: bytes, reason: str, words: str
) -> None:
    path = write(tmp_path / "thing", content)
    skipped = only(path)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason
    assert words in skipped.message
    assert skipped.message.startswith(f"{path}: ")
    assert "\n" not in skipped.message
    assert ";" in skipped.message, "the next step is told"


def test_a_folder_is_read_below_sorted_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", "sub/a.txt", ".git/x.txt"):
        write(tmp_path / name, TEXT + name)
    assert [item.name for item in found(tmp_path)] == ["a.txt", "b.txt", "sub/a.txt", "c.txt"]


def test_links_in_a_circle_are_entered_once(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt", TEXT)
    (tmp_path / "sub" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "twin.txt").symlink_to(tmp_path / "sub" / "a.txt")
    assert [item.name for item in found(tmp_path, tmp_path / "sub")] == ["twin.txt"]


def test_a_dead_link_and_a_pipe_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert [(item.name, item.reason) for item in found(tmp_path)] == [("dead", "unreadable"), ("pipe", "unreadable")]


def test_a_missing_path_stops_before_anything_is_read(tmp_path: Path) -> None:
    there = write(tmp_path / "a.txt", TEXT)
    with pytest.raises(InputError, match=r"nowhere.*check the spelling"):
        find_captures([str(there), str(tmp_path / "nowhere")])


def test_a_file_one_may_not_read_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "locked.txt", TEXT)
    path.chmod(0)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    skipped = only(path)
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, "Permission denied" in skipped.message) == ("unreadable", True)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(b"Ruritania\n")
        stream.truncate(200_000_000)
    skipped = only(path)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "too_large"
    assert "20,000,000 bytes" in skipped.message


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    assert isinstance(only(write(tmp_path / "a", b"x" * 50), capture_bytes=50), Capture)
    assert isinstance(only(write(tmp_path / "b", b"x" * 51), capture_bytes=50), Skipped)


def test_gzip_is_read_through(tmp_path: Path) -> None:
    capture = only(write(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode())))
    assert isinstance(capture, Capture)
    assert (capture.content, capture.media_type) == (TEXT.encode(), "text/plain")


def test_a_gzip_bomb_is_skipped(tmp_path: Path) -> None:
    bomb = write(tmp_path / "bomb.gz", gzip.compress(b"drones " * 10_000_000))
    assert bomb.stat().st_size < 1_000_000
    skipped = only(bomb)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "too_large"


def test_a_bomb_of_records_stops_at_the_bound(tmp_path: Path) -> None:
    lines = (json.dumps({"text": "Ruritania"}) + "\n").encode() + b"\n" * 3_000_000
    items = found(write(tmp_path / "bomb.jsonl.gz", gzip.compress(lines)), stream_bytes=1_000_000)
    assert [type(item) for item in items] == [Capture, Skipped]
    assert items[-1].reason == "too_large"


def test_records_bring_what_they_know(tmp_path: Path) -> None:
    lines = [
        {**RECORD, "published": "2022-11-10", "captured_at": "2022-11-11T08:00:00Z"},
        {"html": PAGE},
        {"text": TEXT, "media_type": "text/html", "name": ""},
    ]
    path = write(tmp_path / "feed.jsonl", "\n\n".join(json.dumps(line) for line in lines))
    one, two, three = found(path)
    assert isinstance(one, Capture)
    assert (one.name, one.path, one.outlet, one.published) == ("one", f"{path}:1", "dailyexample.com", "2022-11-10")
    assert one.captured_at is not None
    assert one.captured_at.isoformat() == "2022-11-11T08:00:00+00:00"
    assert (two.name, two.media_type) == ("feed.jsonl:3", "text/html")
    assert (three.name, three.media_type) == ("feed.jsonl:5", "text/html")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "not a JSON record"),
        ("[1, 2]", "not a JSON object"),
        ('{"name": "x"}', "neither 'text' nor 'html'"),
        ('{"text": 7}', "'text' is not a string"),
        ('{"text": "x", "url": 7}', "'url' is not a string"),
        ('{"text": "x", "captured_at": "yesterday"}', "not an ISO 8601 date"),
        ("[" * 100_000, "not a JSON record"),
    ],
)
def test_a_bad_record_is_named_by_line_and_the_rest_goes_on(tmp_path: Path, line: str, words: str) -> None:
    path = write(tmp_path / "feed.jsonl", f"{json.dumps(RECORD)}\n{line}\n{json.dumps({'text': TEXT})}\n")
    one, bad, three = found(path)
    assert isinstance(bad, Skipped)
    assert (bad.reason, bad.path) == ("bad_record", f"{path}:2")
    assert words in bad.message
    assert bad.message.startswith(f"{path}:2: ")
    assert isinstance(one, Capture)
    assert isinstance(three, Capture)


def test_the_first_record_may_be_the_bad_one(tmp_path: Path) -> None:
    items = found(write(tmp_path / "feed.jsonl", f"{{broken\n{json.dumps(RECORD)}\n"))
    assert [type(item) for item in items] == [Skipped, Capture]


def test_a_record_over_the_limit_is_skipped_alone(tmp_path: Path) -> None:
    lines = [json.dumps(RECORD), json.dumps({"text": "x" * 5000}), json.dumps(RECORD)]
    one, large, three = found(write(tmp_path / "feed.jsonl", "\n".join(lines)), capture_bytes=1000)
    assert isinstance(large, Skipped)
    assert large.reason == "too_large"
    assert (one.name, three.name) == ("one", "one")


def test_a_large_file_of_records_is_streamed(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.jsonl", (json.dumps({"text": "x" * 90}) + "\n") * 50)
    assert len(found(path, capture_bytes=1000)) == 50


def test_text_of_a_record_keeps_its_offsets(tmp_path: Path) -> None:
    text = "A\r\nB half \ud83d pair\u2028C"
    capture = only(write(tmp_path / "feed.jsonl", json.dumps({"text": text})))
    assert isinstance(capture, Capture)
    assert capture.content.decode() == text.replace("\ud83d", "\ufffd")


def test_standard_input_is_a_capture_or_records() -> None:
    capture = only("-", stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(capture, Capture)
    assert (capture.name, capture.content) == ("-", TEXT.encode())
    records = (json.dumps(RECORD) + "\n") * 3
    assert len(found("-", stdin=io.BytesIO(records.encode()))) == 3


def test_the_same_bytes_have_the_same_id(tmp_path: Path) -> None:
    one, two = found(write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt.gz", gzip.compress(TEXT.encode())))
    assert isinstance(one, Capture)
    assert isinstance(two, Capture)
    assert one.id == two.id

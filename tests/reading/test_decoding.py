"""Bytes become text without moving a character."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.decoding import NotTextError, declared_charset, decode


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"plain\r\nlines\rkept\n", "plain\r\nlines\rkept\n"),
        ("\ufeffwith a mark".encode(), "\ufeffwith a mark"),
        ("Łódź — “quoted”".encode(), "Łódź — “quoted”"),
        ("wide é".encode("utf-16"), "wide é"),
        (b"broken \xff byte in text that is otherwise whole \xe2\x80\x9cas here\xe2\x80\x9d", None),
        (b'<meta charset="iso-8859-1"> caf\xe9 \x93quoted\x94', '<meta charset="iso-8859-1"> café “quoted”'),
        (b"<?xml version='1.0' encoding=\"windows-1251\"?> \xcc\xee\xf1\xea\xe2\xe0", None),
    ],
)
def test_decodes(content: bytes, text: str | None) -> None:
    decoded = decode(content)
    assert text is None or decoded == text


def test_broken_utf8_is_read_as_open_reads_it(tmp_path: Path) -> None:
    content = "Iran’s “drones” ".encode() * 20 + b"cut \xe2\x80\r\n here \xf0\x9f end " + "’".encode()
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        assert decode(content) == stream.read()


def test_latin_text_without_a_declaration_is_guessed() -> None:
    text = "Le président français a annoncé la livraison de véhicules blindés à l’armée, après des mois de débats. " * 5
    assert "président français" in decode(text.encode("cp1252"))


@pytest.mark.parametrize(
    "content", [b"text\x00with a nul", bytes(range(1, 32)) * 20, bytes(range(128, 256)) * 40 + b"\x01" * 900]
)
def test_litter_is_no_text(content: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(content)


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<meta charset='no-such-charset'>", None),
        (b"<p>no word of it</p>", None),
    ],
)
def test_a_declared_charset_is_found(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text

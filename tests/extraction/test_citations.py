"""The table of ``citations.toml``, through the model that ships: text in, who says what out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from case_files import PUBLISHED, Case

from whence.extraction import cite, outermost
from whence.model.language import Language
from whence.model.pack import Pack
from whence.reading.sentences import Reader

CASES = tomllib.loads(Path(__file__).with_name("citations.toml").read_text(encoding="utf-8"))["case"]


def rows(text: str, reader: Reader, pack: Pack, language: Language) -> tuple[list[list[str]], int]:
    """Each citation as the words of source, cue and content, and how many are not nested."""
    article = Case("citations", "citations", text, False, PUBLISHED, ()).article
    found = cite(article, reader.read(article)[0], pack, language)
    spans = [([one.source] if one.source else [], one.cue, one.content) for one in found]
    words = [
        ["".join(each.of(text) for each in source), cue.of(text), *(span.of(text) for span in content)]
        for source, cue, content in spans
    ]
    return words, len(outermost(found))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_citations(case: dict[str, Any], reader: Reader, pack: Pack, language: Language) -> None:
    assert rows(case["text"], reader, pack, language)[0] == case["citations"]


def test_a_citation_inside_the_content_of_another_is_not_outermost(
    reader: Reader, pack: Pack, language: Language
) -> None:
    words, outer = rows("The minister said he believes that Chile paid.", reader, pack, language)
    assert (len(words), outer) == (2, 1)

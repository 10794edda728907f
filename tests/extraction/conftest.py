"""What the tests of extraction share: the pack, the language, and the reader with the model that ships."""

from __future__ import annotations

import pytest

from whence.extraction.vocabulary import Vocabulary, vocabulary_of
from whence.lang import load_language
from whence.model.language import Language
from whence.model.pack import Pack
from whence.packs import load_pack
from whence.reading.sentences import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="session")
def vocabulary(pack: Pack, language: Language) -> Vocabulary:
    return vocabulary_of(pack, language)

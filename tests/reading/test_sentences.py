"""The reader with its shipped model: what is read and skipped, offsets, long sentences, and a few trees to lean on."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence.errors import DataError
from whence.model.document import Article, Dating, Line, LineRole
from whence.model.interval import TimeInterval
from whence.model.sentence import ROOT, Sentence
from whence.model.text import Span, TextMap
from whence.reading.parser import WINDOW
from whence.reading.sentences import Reader

# text, then (word, head, relation) for the arcs that extraction cannot do without
TREES = [
    (
        "Iran has supplied hundreds of drones to Russia.",
        [("Iran", "supplied", "nsubj"), ("hundreds", "supplied", "obj"), ("Russia", "supplied", "obl")],
    ),
    (
        "Tehran denied that it had sold drones to Moscow.",
        [("Tehran", "denied", "nsubj"), ("sold", "denied", "ccomp"), ("drones", "sold", "obj")],
    ),
    (
        "Drones were delivered by Iran, according to U.S. officials.",
        [("Drones", "delivered", "nsubj:pass"), ("Iran", "delivered", "obl:agent"), ("officials", "delivered", "obl")],
    ),
    (
        "The Kremlin dismissed reports that Russia had bought drones from Iran.",
        [("Kremlin", "dismissed", "nsubj"), ("reports", "dismissed", "obj"), ("bought", "reports", "acl")],
    ),
    (
        "Iran Sent Drones to Russia, U.S. Says",
        [("Iran", "Sent", "nsubj"), ("Drones", "Sent", "obj"), ("U.S.", "Says", "nsubj")],
    ),
]


def article(*lines: tuple[str, LineRole]) -> Article:
    placed, start = [], 0
    for text, role in lines:
        placed.append(Line(Span(start, start + len(text)), role))
        start += len(text) + 1
    return Article(
        capture_id="c",
        name="case",
        text="\n".join(text for text, _ in lines),
        lines=tuple(placed),
        title=None,
        outlet=None,
        byline=None,
        published=Dating(TimeInterval(None, None)),
        captured_at=None,
        url=None,
        source=TextMap(()),
    )


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(reader: Reader, text: str) -> list[Sentence]:
    return reader.read(article((text, LineRole.OWN)))[0]


@pytest.mark.parametrize(("text", "arcs"), TREES, ids=[text for text, _ in TREES])
def test_trees(reader: Reader, text: str, arcs: list[tuple[str, str, str]]) -> None:
    (sentence,) = read(reader, text)
    found = {
        (token.text, sentence.tokens[token.head].text if token.head != ROOT else "", token.deprel)
        for token in sentence.tokens
    }
    assert set(arcs) <= found


def test_titles_and_own_text_are_read_and_nothing_else(reader: Reader) -> None:
    page = article(
        ("Iran Sent Drones to Russia", LineRole.TITLE),
        ("By A. Writer", LineRole.BYLINE),
        ("Iran sent drones. Russia denied it.", LineRole.OWN),
        ("Read also: Turkey sells drones", LineRole.TEASER),
        ("A drone in flight.", LineRole.CAPTION),
    )
    found, skipped = reader.read(page)
    assert [(each.span.of(page.text), each.paragraph, each.headline) for each in found] == [
        ("Iran Sent Drones to Russia", 0, True),
        ("Iran sent drones.", 2, False),
        ("Russia denied it.", 2, False),
    ]
    assert skipped == 0


def test_the_gate_decides_and_what_it_skips_is_counted(reader: Reader) -> None:
    page = article(("Iran sent drones. It rained. Nobody came.", LineRole.OWN))
    found, skipped = reader.read(page, lambda texts: ["drones" in text for text in texts])
    assert [each.span.of(page.text) for each in found] == ["Iran sent drones."]
    assert skipped == 2


def test_tokens_stand_where_they_say(reader: Reader) -> None:
    page = article(("Title", LineRole.TITLE), ("“We don’t know,” she said.", LineRole.OWN))
    for sentence in reader.read(page)[0]:
        assert [token.span.of(page.text) for token in sentence.tokens] == [token.text for token in sentence.tokens]
        assert [token.index for token in sentence.tokens] == list(range(len(sentence.tokens)))


def test_names_and_lemmas(reader: Reader) -> None:
    (sentence,) = read(reader, "Vladimir Putin flew to Tehran on Tuesday.")
    labels = {token.text: token.entity for token in sentence.tokens}
    assert (labels["Vladimir"], labels["Putin"], labels["Tehran"], labels["flew"]) == ("B-PER", "I-PER", "B-LOC", "")
    assert [token.lemma for token in sentence.tokens[:3]] == ["vladimir", "putin", "fly"]


def test_a_sentence_longer_than_the_window_stays_one_tree(reader: Reader) -> None:
    clause = "the ministry said that Iran had sold drones to Russia, "
    (sentence,) = read(reader, "On Monday " + clause * (WINDOW // 8) + "and that was all.")
    assert len(sentence.tokens) > WINDOW
    assert [token.head for token in sentence.tokens].count(ROOT) == 1
    root = next(token for token in sentence.tokens if token.head == ROOT)
    assert len(sentence.subtree(root.index)) == len(sentence.tokens)


def test_a_sentence_without_any_mark_to_cut_at_is_read_too(reader: Reader) -> None:
    (sentence,) = read(reader, "drone " * (2 * WINDOW))
    assert len(sentence.tokens) == 2 * WINDOW


@pytest.mark.parametrize("text", ["", "   ", "…", "\ufeff\u200b", "💥 🚀", "ÇĞİÖŞÜ дрон 無人機", "x" * 5000])
def test_odd_text_is_read_without_complaint(reader: Reader, text: str) -> None:
    sentences = read(reader, text)
    assert "".join(token.text for each in sentences for token in each.tokens) == "".join(text.split())


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    text = "Iran sent drones. Russia denied it. Kyiv, which had seen them, said they were Iranian-made."
    first = read(reader, text)
    read(reader, "Something else altogether, of another length.")
    assert read(reader, text) == first


def test_no_words_no_analysis(reader: Reader) -> None:
    empty, one = reader.parser.parse([[], ["Yes"]])
    assert (empty.heads, one.heads, one.relations) == ((), (ROOT,), ("root",))


def test_a_missing_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"model\.onnx.*install whence again"):
        Reader.load(tmp_path)


def test_a_broken_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_text("version https://git-lfs.github.com/spec/v1")
    with pytest.raises(DataError, match=r"model\.onnx"):
        Reader.load(tmp_path)

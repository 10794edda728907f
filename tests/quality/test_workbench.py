"""The workbench names the cause of an error by what can be checked, and tells two runs apart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from causes import Cause, cause_of
from whence.extraction.claims import vocabulary_of
from whence.extraction.scenes import Scene, stage_scene
from whence.lang import load_language
from whence.model.document import Article, Capture
from whence.packs import load_pack
from whence.reading.articles import read_article
from whence.reading.sentences import Reader
from workbench import Error, Run, difference, load, save

pytestmark = pytest.mark.xdist_group("quality")


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    pack = load_pack()
    capture = Capture("case", "case", b"Chile\n\nPeru has sold Chile nine helicopters.", "text/plain")
    article = read_article(capture, pack)
    assert isinstance(article, Article)
    vocabulary = vocabulary_of(pack, load_language())
    return [stage_scene(sentence, vocabulary) for sentence in Reader.load().read(article)[0]]


@pytest.mark.parametrize(
    ("field", "gold", "cause"),
    [
        ("stage", {}, Cause.OPERATOR),
        ("quantity", {}, Cause.QUANTITY),
        ("suppliers", {"suppliers": ["PER"]}, Cause.ROLE),
        ("suppliers", {"suppliers": ["BRA"]}, Cause.ANAPHORA),
        ("recipients", {"recipients": ["a-band-nobody-knows"]}, Cause.PARTY),
        ("item_class", {"item_class": ["helicopter"]}, Cause.ITEM),
        ("item_class", {"item_class": ["missile"]}, Cause.ANAPHORA),
    ],
)
def test_the_cause_is_read_off_the_sentence(
    field: str, gold: dict[str, list[str]], cause: Cause, scenes: list[Scene]
) -> None:
    assert cause_of(field, gold, scenes) == cause


def test_two_runs_are_told_apart_and_survive_a_file(tmp_path: Path) -> None:
    one = Error("a-01", "missing", Cause.ROLE, ("suppliers",), "a | b")
    other = Error("a-02", "surplus", Cause.TIME, ("when",), "c")
    before, after = Run("set", {"f1": 0.5}, (one,)), Run("set", {"f1": 0.75}, (other,))
    save([before], tmp_path / "run.json")
    assert load(tmp_path / "run.json") == [Run("set", {"f1": 0.5}, (one,))]
    told = list(difference([before], [after]))
    assert [line.split()[0] for line in told] == ["gone", "a", "new", "c", "set:"]
    assert told[-1].endswith("f1 0.500 → 0.750")


def test_a_file_that_is_no_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"f1": 1}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json: no run"):
        load(tmp_path / "other.json")

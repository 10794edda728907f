"""Quality never sinks unseen: the figures of benchmarks/ against the floors of floors.toml.

The floors hold for the very files whose hashes stand there, with the model that comes with the package.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "benchmarks"))

import attribution  # noqa: E402 (after the path is set)
from golds import SETS  # noqa: E402
from lines import halves, read_page  # noqa: E402
from quality import Measured, measure  # noqa: E402
from reader import dev_sets, figures  # noqa: E402
from recognizers import LISTS, CaseList  # noqa: E402
from recognizers import measure as measure_list  # noqa: E402
from register import measure_register  # noqa: E402
from surplus import measure as measure_surplus  # noqa: E402
from whence.reading.sentences import Reader  # noqa: E402
from whence.reading.shingles import body_score  # noqa: E402

TABLES = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
FLOORS = [(name, figure, floor) for name, floors in TABLES["floors"].items() for figure, floor in floors.items()]

pytestmark = pytest.mark.xdist_group("quality")  # so that one process measures, once


@pytest.fixture(scope="session")
def measured(shared: Path) -> Callable[[str], Measured]:
    """Measures a gold set when it is first asked for."""
    sets = {each.name: each for each in SETS}
    return cache(lambda name: measure(sets[name], shared))


def digest_of(path: Path) -> str:
    """The hash of a file; of a folder, that of the names and hashes of its files."""
    if path.is_dir():
        names = [f"{each.relative_to(path)} {digest_of(each)}" for each in sorted(path.rglob("*")) if each.is_file()]
        return hashlib.sha256("\n".join(names).encode()).hexdigest()
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("path", TABLES["pinned"])
def test_the_files_are_those_that_the_floors_were_measured_on(path: str, shared: Path) -> None:
    found = digest_of(shared / path)
    assert found == TABLES["pinned"][path], (
        f"{path} is not the file that the floors were measured on; "
        "measure anew (make bench), then change its hash and the floors in tests/quality/floors.toml"
    )


@pytest.mark.parametrize(("name", "figure", "floor"), FLOORS)
def test_floor(name: str, figure: str, floor: float, measured: Callable[[str], Measured]) -> None:
    found = measured(name).figures[figure]
    assert found >= floor, (
        f"{figure} on {name} is {found:.4f}, below its floor of {floor}; "
        "'python benchmarks/quality.py --misses' lists what is missed"
    )


@pytest.mark.parametrize("name", TABLES["floors"])
def test_no_claim_comes_from_text_that_is_not_the_articles_own(name: str, measured: Callable[[str], Measured]) -> None:
    assert measured(name).figures["foreign"] == 0, f"claims from teasers, comments or notices in {name}"


def test_pages_floor(shared: Path) -> None:
    _, held_out = halves(shared / "corpora" / "pages" / "flat-pages.jsonl")
    found = body_score([read_page(page) for page in held_out]).f1
    assert found >= TABLES["pages"]["body_f1"], f"{found:.4f}; 'python benchmarks/lines.py PAGES --worst 5' tells more"


def test_few_claims_are_wrong(shared: Path) -> None:
    found = measure_surplus(shared)
    assert found.share <= TABLES["surplus"]["wrong"], "'python benchmarks/surplus.py --wrong' lists them"


def test_register_floor(shared: Path) -> None:
    found = measure_register(shared)
    assert found.right >= TABLES["register"]["pairs"], f"see 'python benchmarks/register.py --misses':\n{found.report}"


@pytest.fixture(scope="session")
def reader_figures(shared: Path) -> dict[str, float]:
    ewt, gum, names = figures(Reader.load().parser, *dev_sets(shared / "corpora"))
    return {"las_ewt": ewt.las, "las_gum": gum.las, "names": names.f1}


@pytest.mark.parametrize(("figure", "floor"), TABLES["reader"].items())
def test_reader_floor(figure: str, floor: float, reader_figures: dict[str, float]) -> None:
    assert reader_figures[figure] >= floor, "'python benchmarks/reader.py --corpora ../shared/corpora' tells more"


@pytest.mark.parametrize("cases", LISTS, ids=[each.file for each in LISTS])
def test_recognizers_floor(cases: CaseList, shared: Path) -> None:
    found, floors = measure_list(cases, shared), TABLES["recognizers"][cases.file]
    assert found.share >= floors["right"], "'python benchmarks/recognizers.py --misses' lists what is read wrongly"
    assert found.kept >= floors["kept"], "more cases are left out than before; their reasons stand in LISTS"


@pytest.fixture(scope="session")
def attributions(shared: Path) -> attribution.Measured:
    if not (shared / attribution.FOLDER).is_dir():
        pytest.skip(f"no {attribution.FOLDER} in {shared}")
    return attribution.measure(shared)


@pytest.mark.parametrize(("figure", "floor"), TABLES["attribution"].items())
def test_attribution_floor(figure: str, floor: float, attributions: attribution.Measured) -> None:
    found = attributions.f1(figure)
    assert found >= floor, f"{figure}: {found:.4f}; 'python benchmarks/attribution.py --misses' lists what is missed"

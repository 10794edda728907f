"""Measures the shipped reader model through the run-time code: trees, word classes, names, cutting, speed, memory.

    python benchmarks/reader.py --corpora ../shared/corpora [--model FOLDER] [--json]

Trees are measured on gold words and sentences, punctuation counted; names as exact spans with the right kind;
cutting on the treebanks' raw paragraphs. Speed is words a second of one thread, once of the parser alone and
once from the text of articles to finished sentences, in processor time. Start and memory are those of a fresh Python.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "training"), str(HERE.parent / "src")]

from data import CorpusError, Example, blocks, treebank, with_names  # noqa: E402 (after the path is set)
from evaluate import NameFigures, TreeFigures, figures  # noqa: E402
from whence.model.document import Article, Dating, Line, LineRole  # noqa: E402
from whence.model.interval import TimeInterval  # noqa: E402
from whence.model.text import Span, TextMap  # noqa: E402
from whence.reading.boundaries import sentences  # noqa: E402
from whence.reading.sentences import Reader  # noqa: E402
from whence.reading.words import words  # noqa: E402

_FRESH = """
import resource, sys, time
begun = time.perf_counter()
from pathlib import Path
from whence.reading.sentences import Reader, lemma
reader = Reader.load(Path(sys.argv[1]) if sys.argv[1] else None)
lemma("sold", "VERB")
reader.parser.parse([["Ready", "."]])
print(time.perf_counter() - begun)
lines = [line.split() for line in sys.stdin]
reader.parser.parse(lines)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class CutFigures:
    """F1 of exact sentence and word spans on raw paragraphs."""

    sentences: float
    words: float


@dataclass(frozen=True, slots=True)
class PaceFigures:
    """One thread; seconds to the first parse in a fresh Python; the most memory it held, in MB."""

    parser_words_per_second: float
    text_words_per_second: float
    start_seconds: float
    memory_mb: float
    model_mb: float


@dataclass(frozen=True, slots=True)
class Figures:
    ewt_dev: TreeFigures
    gum_dev: TreeFigures
    uner_dev: NameFigures
    ewt_cut: CutFigures
    gum_cut: CutFigures
    pace: PaceFigures


def paragraphs(path: Path) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """Each paragraph's text, with its sentences as text and surface words."""
    held: list[tuple[str, list[str]]] = []
    for lines in blocks(path):
        if held and any(line.startswith(("# newpar", "# newdoc")) for line in lines):
            yield " ".join(text for text, _ in held), held
            held = []
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        held.append((text, _surface([line.split("\t") for line in lines if line[0].isdigit()])))
    if held:
        yield " ".join(text for text, _ in held), held


def _surface(rows: list[list[str]]) -> list[str]:
    """The words as they stand in the text; a contraction that changes letters when it is split counts as one."""
    found: list[str] = []
    last = 0
    forms = {int(row[0]): row[1] for row in rows if row[0].isdigit()}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            parts = [forms[place] for place in range(first, last + 1)]
            found += parts if "".join(parts) == row[1] else [row[1]]
        elif row[0].isdigit() and int(row[0]) > last:
            found.append(row[1])
    return found


def cut_figures(path: Path) -> CutFigures:
    counts = [0] * 6
    for text, held in paragraphs(path):
        before = [0]
        for char in text:
            before.append(before[-1] + (not char.isspace()))
        gold_sentences, gold_words, place = set(), set(), 0
        for _, forms in held:
            begun = place
            for form in forms:
                size = sum(not char.isspace() for char in form)
                gold_words.add((place, place + size))
                place += size
            gold_sentences.add((begun, place))
        spans = sentences(text)
        cut = {(before[span.start], before[span.end]) for span in spans}
        cut_words = {(before[word.start], before[word.end]) for span in spans for word in words(text, span)}
        found = (gold_sentences & cut, gold_sentences, cut, gold_words & cut_words, gold_words, cut_words)
        counts = [count + len(each) for count, each in zip(counts, found, strict=True)]
    return CutFigures(200 * counts[0] / (counts[1] + counts[2]), 200 * counts[3] / (counts[4] + counts[5]))


def article(texts: Sequence[str]) -> Article:
    """An article of these lines, all of them its own text."""
    lines, place = [], 0
    for text in texts:
        lines.append(Line(Span(place, place + len(text)), LineRole.OWN))
        place += len(text) + 1
    return Article(
        capture_id="",
        name="",
        text="\n".join(texts),
        lines=tuple(lines),
        title=None,
        outlet=None,
        byline=None,
        published=Dating(TimeInterval(None, None)),
        captured_at=None,
        url=None,
        source=TextMap(()),
    )


def _pace(passed: Callable[[], int]) -> float:
    """Words per second of processor time, in the best of three passes: other work on the machine only slows."""
    found = []
    for _ in range(3):
        begun = time.process_time()
        count = passed()
        found.append(count / (time.process_time() - begun))
    return max(found)


def pace_figures(reader: Reader, examples: Sequence[Example], folder: Path | None, gum: Path) -> PaceFigures:
    forms = [list(example.words) for example in examples]
    reader.parser.parse(forms[:200])
    parsed = _pace(lambda: sum(len(each.heads) for each in reader.parser.parse(forms)))
    texts = [text for text, _ in paragraphs(gum)]
    articles = [article(texts[place : place + 40]) for place in range(0, len(texts), 40)]
    read = _pace(lambda: sum(len(sentence.tokens) for each in articles for sentence in reader.read(each)[0]))
    stdin = "\n".join(" ".join(each) for each in forms)
    fresh = [sys.executable, "-c", _FRESH, str(folder or "")]
    done = subprocess.run(fresh, input=stdin, text=True, capture_output=True, check=True, cwd=HERE.parent / "src")
    start, memory = map(float, done.stdout.split())
    model = folder or HERE.parent / "src" / "whence" / "lang" / "en"
    return PaceFigures(parsed, read, start, memory, (model / "model.onnx").stat().st_size / 1e6)


def dev_sets(corpora: Path) -> tuple[list[Example], list[Example]]:
    """EWT dev with its names, and GUM dev."""
    ud = corpora / "ud"
    ewt = with_names(treebank(ud / "en_ewt-ud-dev.conllu"), corpora / "ner" / "uner-ewt-dev.iob2")
    return ewt, treebank(ud / "gum-dev-nonNC.conllu")


def measure(corpora: Path, folder: Path | None) -> Figures:
    ud = corpora / "ud"
    ewt_path, gum_path = ud / "en_ewt-ud-dev.conllu", ud / "gum-dev-nonNC.conllu"
    ewt, gum = dev_sets(corpora)
    reader = Reader.load(folder)
    trees = figures(reader.parser, ewt, gum)
    pace = pace_figures(reader, [*ewt, *gum], folder, gum_path)
    return Figures(*trees, cut_figures(ewt_path), cut_figures(gum_path), pace)


def table(found: Figures) -> str:
    rows = [
        ("EWT dev, trees", str(found.ewt_dev)),
        ("GUM dev, trees", str(found.gum_dev)),
        ("UNER-EWT dev, names", str(found.uner_dev)),
        ("EWT dev, cutting", f"sentences {found.ewt_cut.sentences:.2f}  words {found.ewt_cut.words:.2f}"),
        ("GUM dev, cutting", f"sentences {found.gum_cut.sentences:.2f}  words {found.gum_cut.words:.2f}"),
        ("parser alone", f"{found.pace.parser_words_per_second:,.0f} words/s"),
        ("from text to sentences", f"{found.pace.text_words_per_second:,.0f} words/s"),
        ("start", f"{found.pace.start_seconds:.2f} s"),
        ("memory", f"{found.pace.memory_mb:.0f} MB"),
        ("model", f"{found.pace.model_mb:.1f} MB"),
    ]
    return "\n".join(f"{name:<24}{value}" for name, value in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with ud/ and ner/")
    parser.add_argument("--model", type=Path, help="a folder with another model.onnx than the shipped one")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    given = parser.parse_args()
    try:
        found = measure(given.corpora, given.model)
    except CorpusError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 2
    print(json.dumps(asdict(found), indent=2) if given.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

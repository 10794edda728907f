"""Trains the line model of flat pages (``lang/en/lines.json``) on one half of a corpus of pages.

    python training/lines.py PAGES.jsonl [--cross]

PAGES.jsonl holds records with ``flat`` (a page as text) and ``articleBody``; every other one, from the first, is
trained on, the rest is left for ``benchmarks/lines.py``. ``--cross`` prints the body F1 of a five-fold cross-validation
within the training half and writes nothing. Pages are also cut short, stripped to their body and followed by made-up
teaser blocks, because captures come with more or less of the page around them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.reading.features import look, names
from whence.reading.linemodel import LineModel
from whence.reading.litter import load_litter
from whence.reading.shingles import body_score, shingles, words

Array = NDArray[np.float64]

WEIGHTS = Path(__file__).parents[1] / "src/whence/lang/en/lines.json"
RIDGE, INTERRUPT, LINGER, LEAN = 3000.0, 1.0, 0.1, 0.15
ROUNDS, FOLDS = 15, 5


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[str]
    own: list[bool]
    body: str
    weight: float = 1.0


def read_pages(path: Path) -> list[Page]:
    pages = []
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        lines = [line.strip() for line in record["flat"].split("\n") if line.strip()]
        pages.append(Page(lines, label(lines, record["articleBody"]), record["articleBody"]))
    return pages


def label(lines: list[str], body: str) -> list[bool]:
    """A line is own if half of its shingles are in the body; a short one if it is a line of it and stands inside it."""
    inside, whole = set(shingles(body)), {" ".join(words(line)) for line in body.split("\n")}
    own = []
    for line in lines:
        said = words(line)
        found = shingles(line)
        share = sum(1 for gram in found if gram in inside) / max(1, len(found))
        own.append(share >= 0.5 if len(said) >= 4 else " ".join(said) in whole and bool(said))
    long = [index for index, line in enumerate(lines) if own[index] and len(words(line)) >= 8]
    if not long:
        return own
    first, last = long[0] - 2, long[-1] + 2
    return [mine and (first <= i <= last or len(words(lines[i])) >= 8) for i, mine in enumerate(own)]


def variants(pages: list[Page], chance: random.Random) -> list[Page]:
    """Each page whole, cut at both ends, stripped to its body, and followed by teasers of others."""
    made = []
    for page in pages:
        made.append(page)
        places = [index for index, mine in enumerate(page.own) if mine]
        if not places:
            continue
        low = max(0, places[0] - chance.randrange(0, 8))
        high = places[-1] + 1 + chance.randrange(0, 12)
        made.append(Page(page.lines[low:high], page.own[low:high], page.body, 0.5))
        head = title(page, places[0])
        text = [line for line, mine in zip(page.lines, page.own, strict=True) if mine]
        after = teasers([other for other in pages if other is not page], chance)
        made.append(Page([head, *text], [False, *[True] * len(text)], page.body, 0.5))
        marks = [False, *[True] * len(text), *[False] * len(after)]
        made.append(Page([head, *text, *after], marks, page.body, 0.5))
    return made


def title(page: Page, first: int) -> str:
    said = set(words(page.body))
    above = [line for line in page.lines[:first] if len(line.split()) < 20]
    return max(above, key=lambda line: len(said & set(words(line))), default="A title")


def teasers(pages: list[Page], chance: random.Random) -> list[str]:
    """Blocks as aggregators print them: outlet, headline, the opening words cut short, a category in capitals."""
    made = []
    if chance.random() < 0.6:
        made.append(chance.choice(["Related", "Comments / 3", "YOU MAY ALSO LIKE", "More stories", "Comments"]))
    for page in chance.sample(pages, min(6, len(pages))):
        opening = page.body.split()[: chance.randrange(25, 75)]
        made.append(chance.choice(["Daily Planet", "The Example Times", "example.com", "Newswire"]))
        made += [page.lines[0], " ".join(opening) + ("..." if chance.random() < 0.7 else ".")]
        if chance.random() < 0.7:
            made.append(chance.choice(["POLITICS", "MILITARY", "SPORTS", "BUSINESS", "U.S."]))
    return made


def fit(pages: list[Page]) -> LineModel:
    """Ridge logistic regression by Newton's method on standardised features; lines weigh as the root of their words."""
    litter = load_litter()
    features = np.vstack([look(page.lines, [litter.hits(line) for line in page.lines], litter) for page in pages])
    own = np.concatenate([np.array(page.own, dtype=np.float64) for page in pages])
    weight = np.concatenate([[len(line.split()) ** 0.5 * page.weight for line in page.lines] for page in pages])
    mean, spread = np.average(features, axis=0, weights=weight), features.std(axis=0) + 1e-6
    scaled = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    ridge = np.eye(scaled.shape[1]) * RIDGE
    ridge[-1, -1] = 1e-6
    beta = np.zeros(scaled.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ beta, -30, 30)))
        slope = scaled.T @ (weight * (chance - own)) + ridge @ beta
        curve = (scaled * (weight * chance * (1 - chance))[:, None]).T @ scaled + ridge
        beta -= np.linalg.solve(curve, slope)
    weights = beta[:-1] / spread
    return LineModel(weights, float(beta[-1] - mean @ weights) + LEAN, INTERRUPT, LINGER)


def read_with(model: LineModel, page: Page) -> tuple[str, str]:
    litter = load_litter()
    own = model.own(page.lines, [litter.hits(line) for line in page.lines], litter)
    return page.body, "\n".join(line for line, mine in zip(page.lines, own, strict=True) if mine)


def cross(pages: list[Page]) -> None:
    read = []
    for fold in range(FOLDS):
        kept = [page for index, page in enumerate(pages) if index % FOLDS != fold]
        model = fit(variants(kept, random.Random(fold)))
        read += [read_with(model, page) for page in pages[fold::FOLDS]]
    print("cross-validated:", body_score(read))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--cross", action="store_true")
    args = parser.parse_args()
    pages = read_pages(args.pages)[0::2]
    if args.cross:
        cross(pages)
        return
    model = fit(variants(pages, random.Random(0)))
    values = {
        "about": "made by training/lines.py from pages of scrapinghub/article-extraction-benchmark (MIT)",
        "features": list(names()),
        "weights": [round(float(weight), 5) for weight in model.weights],
        "bias": round(model.bias, 5),
        "interrupt": model.interrupt,
        "linger": model.linger,
    }
    WEIGHTS.write_text(json.dumps(values, indent=0) + "\n", encoding="utf-8")
    print(f"{WEIGHTS}: {len(model.weights)} weights", Counter(mine for page in pages for mine in page.own))


if __name__ == "__main__":
    main()

"""Prints how well flat pages are read: body F1 by 4-gram shingles on the half that was not trained on.

    python benchmarks/lines.py PAGES.jsonl [--worst N] [--trained]

PAGES.jsonl holds records with ``flat``, ``articleBody`` and ``url``. Precision and recall are means over pages, as in
scrapinghub/article-extraction-benchmark; ``--trained`` takes the training half instead.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from whence.model.document import LineRole
from whence.reading.plain import read_lines
from whence.reading.shingles import body_score


def halves(path: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The pages that the classifier was trained on, and the others."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return records[::2], records[1::2]


def read_page(record: dict[str, str]) -> tuple[str, str]:
    """The body as it should be read, and as it is."""
    text = record["flat"]
    own = [line.span.of(text) for line in read_lines(text) if line.role is LineRole.OWN]
    return record["articleBody"], "\n".join(own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="list the pages that are read worst")
    parser.add_argument("--trained", action="store_true", help="the half that was trained on")
    args = parser.parse_args()
    records = halves(args.pages)[0 if args.trained else 1]
    start = time.perf_counter()
    read = [read_page(record) for record in records]
    seconds = time.perf_counter() - start
    print(f"{len(records)} pages  {body_score(read)}  {len(records) / seconds:.0f} pages/s")
    scored = sorted(zip(records, read, strict=True), key=lambda pair: body_score([pair[1]]).f1)
    for record, pair in scored[: args.worst]:
        print(f"  {body_score([pair])}  {record['url']}")


if __name__ == "__main__":
    main()

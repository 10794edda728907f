"""Measures how fast whole captures are read, in words a second on one core: bytes to claims, no ledger.

    python benchmarks/speed.py [--shared ../shared] [--runs 3]

Words are those of the captures' text, read or not: what a folder of so many words takes. The best of the runs stands.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from quality import STATEMENTS, statement_captures
from whence.crew import CaptureReader
from whence.desk import find, make_reader
from whence.model.document import Capture


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=beside, help="the shared corpora folder")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    if not (given.shared / "gold").is_dir():
        print(f"{given.shared}: no corpora are there; name the shared corpora folder with --shared", file=sys.stderr)
        return 2
    read = make_reader("arms", "en")
    with tempfile.TemporaryDirectory() as folder:
        statements = Path(folder) / "statements.jsonl"
        lines = (json.dumps(each) for each in statement_captures(given.shared / STATEMENTS))
        statements.write_text("\n".join(lines), encoding="utf-8")
        sets = {"feeds": given.shared / "gold" / "feeds-2022.jsonl", "statements": statements}
        captures = {name: [each for each in find([path]) if isinstance(each, Capture)] for name, path in sets.items()}
    for name, each in captures.items():
        words = sum(len(capture.content.decode().split()) for capture in each)
        best = min(seconds(read, each) for _ in range(given.runs))
        print(f"{name:<12}{words:>9,} words{words / best:>9,.0f} words/s")
    return 0


def seconds(read: CaptureReader, captures: list[Capture]) -> float:
    """Processor time, which another process on the same core does not lengthen."""
    start = time.process_time()
    for capture in captures:
        read(capture)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())

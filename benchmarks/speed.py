"""Measures how fast whole captures are read, in words a second on one core: bytes to claims, no ledger.

    python benchmarks/speed.py [--shared ../shared] [--runs 3]

Words are those of the captures' text, read or not: what a folder of so many words takes. The best of the runs stands.
"""

from __future__ import annotations

import argparse
import sys
import time

from golds import SETS, STATEMENTS, statements
from quality import add_shared
from whence.crew import CaptureReader
from whence.desk import make_reader
from whence.model.document import Capture


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    add_shared(parser)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    read = make_reader("arms", "en")
    sets = {each.name: list(each.read(given.shared)) for each in SETS if not each.half}
    sets["statements"] = list(statements(given.shared / STATEMENTS))
    for name, captures in sets.items():
        words = sum(len(capture.content.decode().split()) for capture in captures)
        best = min(seconds(read, captures) for _ in range(given.runs))
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

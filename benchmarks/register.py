"""Holds the register of the seeds against pairs of claims that a careful reader puts together or apart.

    python benchmarks/register.py [--shared ../shared] [--misses]

The captures go through the whole pipeline into a fresh ledger, which is thrown away; claims and register are written by
``whence export``, and scored by ``score/score_register.py`` of the shared folder.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from quality import add_shared
from whence.interfaces.cli import main as whence

TOTAL = re.compile(r"  all (\d+)/(\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs came out right, of how many; ``report`` is what the scoring script said."""

    right: int
    asked: int
    report: str


def measure_register(shared: Path) -> Pairs:
    """Reads the seeds and scores their register."""
    with tempfile.TemporaryDirectory() as folder:
        ledger, claims, register = (f"{folder}/{name}" for name in ("seeds.db", "claims.jsonl", "register.json"))
        _whence("add", str(shared / "seeds"), "--jobs", "1", "--ledger", ledger)
        _whence("export", "claims", "-o", claims, "--ledger", ledger)
        _whence("export", "register", "-o", register, "--ledger", ledger)
        script, gold = shared / "score" / "score_register.py", shared / "gold" / "seeds.json"
        command = [sys.executable, str(script), str(gold), claims, register, "--misses"]
        report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = TOTAL.search(report)
    if found is None:
        raise ValueError(f"{script} no longer ends with the pairs that are right; it said: {report}")
    return Pairs(int(found[1]), int(found[2]), report.strip())


def _whence(*words: str) -> None:
    done = CliRunner().invoke(whence, list(words))
    if done.exit_code:
        raise RuntimeError(f"whence {' '.join(words)} ended with {done.exit_code}: {done.output}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    add_shared(parser)
    parser.add_argument("--misses", action="store_true", help="list the pairs that are wrong")
    given = parser.parse_args()
    pairs = measure_register(given.shared)
    print(pairs.report if given.misses else pairs.report.splitlines()[-1])
    return 0


if __name__ == "__main__":
    sys.exit(main())

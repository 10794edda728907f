"""How long 'whence --help' takes, against Python alone: the median of nine runs each.

python benchmarks/startup.py
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9
LIMIT_MS = 150.0


def median_ms(command: list[str]) -> float:
    """Wall time in milliseconds; one run before the others warms the disk cache."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def main() -> int:
    beside = Path(sys.executable).parent / "whence"
    whence = str(beside) if beside.exists() else shutil.which("whence")
    if whence is None:
        print("whence is not installed for this Python; install it first")
        return 2
    bare, ours = median_ms([sys.executable, "-c", "pass"]), median_ms([whence, "--help"])
    print(f"python -c pass  {bare:6.1f} ms")
    print(f"whence --help   {ours:6.1f} ms   {ours / bare:.1f} times python, limit {LIMIT_MS:.0f} ms")
    return 0 if ours < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())

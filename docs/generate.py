"""Writes the parts of README.md and docs/ that whence itself says: help texts, and what ``make demo`` shows.

    python docs/generate.py [--check]

A part stands between ``<!-- begin NAME, written by docs/generate.py -->`` and ``<!-- end -->``. With ``--check``
nothing is written, and the status is 1 where a part is not what whence says today. Seconds and the places of ledgers
are evened out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/cli.md", "docs/claims.md")
LEDGER = "build/demo/whence.db"
COMMANDS = (
    *("", "add", "claims", "why", "register", "story", "origins", "disagreements", "diff", "judge", "review"),
    *("articles", "skipped", "search", "export", "export claims", "export articles", "export register"),
)
MOST_LINES = 16
"""So many lines of the list of claims are shown in a page."""

PART = re.compile(
    r"(?<=<!-- begin )(?P<name>[^,\n]+)(?P<rest>, written by docs/generate\.py -->\n).*?(?=<!-- end -->)", re.S
)


def main() -> int:
    check = "--check" in sys.argv[1:]
    parts = {**demo_parts(), "help": help_part()}
    stale = [page for page in PAGES if not renew(ROOT / page, parts, write=not check)]
    for page in stale:
        sys.stdout.write(f"{page}: {'is not what whence says today; run: make docs' if check else 'written anew'}\n")
    return 1 if check and stale else 0


def renew(page: Path, parts: Mapping[str, str], *, write: bool) -> bool:
    """Whether a page was up to date; writes it if asked. KeyError for a part that nobody makes."""
    old = page.read_text(encoding="utf-8")
    new = PART.sub(lambda match: match["name"] + match["rest"] + parts[match["name"]], old)
    if new != old and write:
        page.write_text(new, encoding="utf-8")
    return new == old


def help_part() -> str:
    """The help of each command, as a terminal of 80 columns shows it."""
    return "".join(
        _block(f"$ whence {name} --help".replace("  ", " "), _run([_whence(), *name.split(), "--help"]))
        for name in COMMANDS
    )


def demo_parts() -> dict[str, str]:
    """What the demo shows, by the beginning of its commands: ``demo add``, ``demo claims``, ``demo why`` and so on."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = f"{folder}/demo.db"
        shown = _run(["sh", "docs/demo.sh"], {"DEMO_LEDGER": ledger, "WHENCE": _whence()})
    shown = re.sub(r"· \d+ s ", "· 2 s ", shown.replace(ledger, LEDGER))
    return dict(_demo_parts(shown))


def _demo_parts(shown: str) -> Iterator[tuple[str, str]]:
    for piece in shown.split("\n$ whence ")[1:]:
        command, _, output = piece.partition("\n")
        name = "why" if command.startswith("why ") else command
        yield f"demo {name}", _block(f"$ whence {command}", _shortened(output))


def _shortened(output: str) -> str:
    lines = output.rstrip().splitlines()
    if len(lines) > MOST_LINES + 1:
        lines[MOST_LINES:] = [f"… and {len(lines) - MOST_LINES} more"]
    return "\n".join(lines)


def _block(command: str, output: str) -> str:
    lines = [line.rstrip() for line in output.rstrip().splitlines()]
    return "\n".join(["```", command, *lines, "```", ""])


def _run(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    """What a command prints, on a terminal of 80 columns without colour."""
    surroundings = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", **(environment or {})}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def _whence() -> str:
    """The command of the Python that runs this."""
    return str(Path(sys.executable).parent / "whence")


if __name__ == "__main__":
    sys.exit(main())

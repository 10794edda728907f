"""A line on a terminal while the register is worked out."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click


def up_to_date() -> Callable[[int, int], None]:
    """Hears how many articles are worked out, and of how many; shows it on a terminal, over itself."""
    if not sys.stderr.isatty():
        return lambda _done, _all: None

    def show(done: int, every: int) -> None:
        words = f"working out the register: {done:,} of {every:,} articles"
        click.echo("\r" + (words if done < every else " " * len(words) + "\r"), nl=False, err=True)

    return show

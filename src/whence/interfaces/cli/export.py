"""``whence export``: claims and articles for other programs."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from whence.errors import InputError
from whence.interfaces.cli.options import claim_filter, filter_options, known_option, ledger_option, open_desk

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("jsonl", "csv")


def _file_options(command: Command) -> Command:
    form = click.option("--format", "form", type=click.Choice(FORMATS), help="By the file's ending, or jsonl.")
    output = click.option("-o", "--output", metavar="FILE", help="Where to write; standard output by default.")
    return output(form(command))


@click.group()
def command() -> None:
    """Write claims or articles for other programs."""


@command.command()
@_file_options
@filter_options
@known_option
@ledger_option
def claims(
    output: str | None, form: str | None, known: int | datetime | None, ledger: str | None, **filters: Any
) -> None:
    """Claims with their evidence, sources and measures; one JSON object or CSV record each."""
    from whence.interfaces.exports.csv import CLAIM_COLUMNS
    from whence.interfaces.shapes import claim_shape

    with open_desk(ledger) as desk:
        shapes = map(claim_shape, desk.claims(claim_filter(filters), known=known))
        _write(shapes, form or _format_of(output), CLAIM_COLUMNS, output)


@command.command()
@_file_options
@known_option
@ledger_option
def articles(output: str | None, form: str | None, known: int | datetime | None, ledger: str | None) -> None:
    """Articles: title, outlet, byline, dates, and which lines are the article's own."""
    from whence.interfaces.exports.csv import ARTICLE_COLUMNS
    from whence.interfaces.shapes import article_shape

    with open_desk(ledger) as desk:
        shapes = map(article_shape, desk.articles(known=known))
        _write(shapes, form or _format_of(output), ARTICLE_COLUMNS, output)


def _format_of(output: str | None) -> str:
    return "csv" if output and output.lower().endswith(".csv") else "jsonl"


def _lines(shapes: Iterable[dict[str, object]], form: str, columns: tuple[str, ...]) -> Iterator[str]:
    from whence.interfaces.exports.csv import csv_lines
    from whence.interfaces.exports.jsonl import json_line

    if form == "csv":
        yield from csv_lines(shapes, columns)
    else:
        for shape in shapes:
            yield json_line(shape) + "\n"


def _write(shapes: Iterable[dict[str, object]], form: str, columns: tuple[str, ...], output: str | None) -> None:
    """A file appears whole or not at all. Excel needs the mark that a CSV file begins with to see that it is UTF-8."""
    lines = _lines(shapes, form, columns)
    if output is None or output == "-":
        for line in lines:
            sys.stdout.write(line)
        return
    try:
        handle, name = tempfile.mkstemp(prefix=".whence-", dir=Path(output).parent)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); name another file with -o") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as stream:
            stream.writelines(lines)
        Path(name).replace(output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); name another file with -o") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()

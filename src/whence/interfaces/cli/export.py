"""``whence export``: claims, articles and the register for other programs."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import click

from whence.errors import InputError
from whence.interfaces.cli.options import (
    claim_filter,
    filter_options,
    known_option,
    ledger_option,
    open_desk,
    said_option,
)
from whence.interfaces.cli.screens import printable

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("jsonl", "csv")


def _output_option(command: Command) -> Command:
    return click.option("-o", "--output", metavar="FILE", help="Where to write; standard output by default.")(command)


def _file_options(command: Command) -> Command:
    form = click.option("--format", "form", type=click.Choice(FORMATS), help="By the file's ending, or jsonl.")
    return _output_option(form(command))


@click.group()
def command() -> None:
    """Write claims, articles or the register for other programs."""


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
        _export(shapes, form, CLAIM_COLUMNS, output, "claim")


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
        _export(shapes, form, ARTICLE_COLUMNS, output, "article")


@command.command()
@_output_option
@said_option
@known_option
@ledger_option
def register(output: str | None, said: Any, known: int | datetime | None, ledger: str | None) -> None:
    """The register: every story whole, with its origins, as one JSON document.

    Claims stand in it by their ids, which 'whence export claims' writes with all that belongs to them.
    """
    from whence.interfaces.exports.jsonl import document_lines
    from whence.interfaces.phrases import plural
    from whence.interfaces.storyshapes import story_shape

    with open_desk(ledger) as desk:
        tally = count()
        stories = (story_shape(told) for told, _ in zip(desk.stories(known=known, said=said), tally, strict=False))
        _deliver(document_lines("stories", stories), "json", output)
    _tell(plural(next(tally), "story", "stories"), output)


def _export(
    shapes: Iterable[dict[str, object]], form: str | None, columns: tuple[str, ...], output: str | None, noun: str
) -> None:
    """Writes all, and tells on standard error how many there were."""
    from whence.interfaces.phrases import plural

    tally = count()
    counted = (shape for shape, _ in zip(shapes, tally, strict=False))
    kind = form or _format_of(output)
    _deliver(_lines(counted, kind, columns), kind, output)
    _tell(plural(next(tally), noun), output)


def _deliver(lines: Iterable[str], form: str, output: str | None) -> None:
    if _is_file(output):
        _write(lines, form, str(output))
        return
    for line in lines:
        sys.stdout.write(line)
    sys.stdout.flush()


def _tell(counted: str, output: str | None) -> None:
    click.echo(f"{counted} written" + (f" to {printable(str(output))}" if _is_file(output) else ""), err=True)


def _is_file(output: str | None) -> bool:
    return output is not None and output != "-"


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


def _write(lines: Iterable[str], form: str, output: str) -> None:
    """A file appears whole or not at all. Excel needs the mark that a CSV file begins with to see that it is UTF-8."""
    target, encoding = Path(output), "utf-8-sig" if form == "csv" else "utf-8"
    if not target.parent.exists():
        raise InputError(f"{output}: there is no folder {target.parent}; make it, or name another file with -o")
    if target.is_dir():
        raise InputError(f"{output}: is a folder; name a file in it with -o")
    try:
        if target.exists() and not target.is_file():  # a pipe or a device, which nothing may take the place of
            with target.open("w", encoding=encoding, newline="") as stream:
                stream.writelines(lines)
        else:
            _replace(target.resolve(), lines, encoding)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); name another file with -o") from error


def _replace(target: Path, lines: Iterable[str], encoding: str) -> None:
    """Writes beside the file first. The new one may be read by whoever could read the old one."""
    handle, name = tempfile.mkstemp(prefix=".whence-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            stream.writelines(lines)
        Path(name).chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()


def _umask() -> int:
    """What new files are denied; it can only be asked for by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask

"""``whence add``: captures into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from whence.errors import InputError, LedgerError
from whence.interfaces.cli import statuses
from whence.interfaces.cli.options import ledger_option, open_desk
from whence.interfaces.cli.screens import cut, printable
from whence.interfaces.cli.waiting import up_to_date

if TYPE_CHECKING:
    from whence.desk import AddReport, Progress

Show = Callable[["Progress"], None]

NAME = 40
"""How much of a capture's name the line of progress shows."""

SHOWN = 10
"""How many skipped captures are named at the end; 'whence skipped' names all."""


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--jobs", type=click.IntRange(1), help="How many processes read; as many as are worth it by default.")
@click.option("--max-mb", type=click.IntRange(1), metavar="MB", help="The largest capture to read; 20 by default.")
@click.option("--reread", is_flag=True, help="Read captures again that another version of whence read.")
@click.option("--json", "as_json", is_flag=True, help="The summary as a JSON object.")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    jobs: int | None,
    max_mb: int | None,
    reread: bool,
    as_json: bool,
    ledger: str | None,
) -> None:
    """Read captures into the ledger.

    PATH is a saved page, a text, a JSON Lines file of captures, a folder of these, or - for standard input.
    What is in the ledger already is left alone, so the same command can be run again at any time.
    """
    from whence.desk import find
    from whence.settings import Limits

    limits = Limits(capture_bytes=max_mb * 1_000_000) if max_mb else Limits()
    found = find(paths, limits)
    first = list(islice(found, 2))
    if not first:  # no ledger is made for nothing
        raise InputError(f"{', '.join(paths)}: there is no capture in it; name a saved page, or a folder of some")
    with open_desk(ledger, create=True) as desk:
        add = partial(desk.add_found, chain(first, found), jobs=jobs, reread=reread)
        progress = _progress if len(first) > 1 else _silence
        report = _add(ctx, add, progress, partial(_tell, ledger=desk.store.name, as_json=as_json))
        if report.read:
            with suppress(LedgerError):  # what cannot be worked out now is when the register is asked for
                desk.register(on_progress=up_to_date())
    if not report.read and not report.known:
        click.echo(f"whence: nothing could be read in {', '.join(paths)}; see the reasons above", err=True)
        ctx.exit(statuses.FAILED)


def _add(
    ctx: click.Context,
    add: Callable[..., AddReport],
    progress: Callable[[], AbstractContextManager[Show]],
    tell: Callable[[AddReport], None],
) -> AddReport:
    """Adds, and tells what was added, even where that was not all."""
    from whence.desk import AddError, AddInterrupted

    try:
        with progress() as show:
            report = add(on_progress=show)
    except AddInterrupted as interrupted:
        tell(interrupted.report)
        click.echo("whence: interrupted; what was read is kept: run the same command again to go on", err=True)
        ctx.exit(statuses.INTERRUPTED)
    except AddError as failure:
        tell(failure.report)
        raise
    tell(report)
    return report


@contextmanager
def _silence() -> Iterator[Show]:
    yield lambda _progress: None


@contextmanager
def _progress() -> Iterator[Show]:
    """A line on a terminal that tells how far it has come; nothing elsewhere."""
    if not sys.stderr.isatty():
        with _silence() as show:
            yield show
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    from whence.interfaces.phrases import plural

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("getting ready")

        def show_on_bar(progress: Progress) -> None:
            counts = f"{plural(progress.done, 'capture')} · {plural(progress.claims, 'claim')}"
            bar.update(task, description=f"{counts} · {cut(printable(progress.name), NAME)}")

        yield show_on_bar


def _tell(report: AddReport, ledger: str, as_json: bool) -> None:
    """The summary; skipped captures each with their line, as far as there are few."""
    for skipped in report.skipped[:SHOWN]:
        click.echo(f"skipped: {printable(skipped.message)}", err=True)
    if len(report.skipped) > SHOWN:
        click.echo(f"skipped: {len(report.skipped) - SHOWN:,} more; 'whence skipped' lists them", err=True)
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.shapes import report_shape

        click.echo(json_line(report_shape(report, ledger)))
        return
    click.echo(_summary(report, ledger), err=True)


def _summary(report: AddReport, ledger: str) -> str:
    from whence.interfaces.phrases import plural

    reasons = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in report.reasons.items())
    counts = [f"{report.read:,} read"]
    if report.known:
        counts.append(f"{report.known:,} known already")
    counts.append(f"{len(report.skipped):,} skipped" + (f" ({reasons})" if reasons else ""))
    found = plural(report.claims, "claim")
    if report.outlets:
        found += f" from {plural(len(report.outlets), 'outlet')}"
    captures = plural(report.captures, "capture")
    return f"{captures}: {', '.join(counts)} · {found} · {report.seconds:.0f} s    ledger: {ledger}"

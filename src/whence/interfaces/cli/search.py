"""``whence search``: articles and claims by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from whence.interfaces.cli.options import json_option, known_option, ledger_option, open_desk

if TYPE_CHECKING:
    from whence.interfaces.cli.screens import Screen
    from whence.ledger.search import Hit

INDENT, DEEPER = "  ", "      "


@click.command()
@click.argument("words", metavar="TEXT…", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many of each at most.")
@known_option
@json_option
@ledger_option
def command(
    words: tuple[str, ...], limit: int, known: int | datetime | None, as_json: bool, ledger: str | None
) -> None:
    """Find articles and claims that hold all the words, best first.

    Put a phrase in quotes within the text ('"cargo planes"'); end a word with * for all that begin so (dron*).
    """
    with open_desk(ledger) as desk:
        hits = desk.search(" ".join(words), limit, known=known)
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.shapes import hit_shape

        for hit in hits:
            click.echo(json_line(hit_shape(hit)))
        return
    from whence.interfaces.cli.screens import Screen

    screen = Screen.of_stdout()
    _show("articles", [hit for hit in hits if hit.claim_id is None], screen)
    _show("claims", [hit for hit in hits if hit.claim_id is not None], screen)
    if not hits:
        click.echo("nothing found; try fewer words, or the beginning of a word with *", err=True)


def _show(heading: str, hits: Sequence[Hit], screen: Screen) -> None:
    from whence.interfaces.cli.screens import printable
    from whence.interfaces.phrases import days
    from whence.model.ids import SHORT

    if hits:
        screen.print(screen.paint(heading, bold=True))
    for hit in hits:
        name = hit.claim_id[:SHORT] if hit.claim_id else hit.doc
        about = " · ".join(part for part in (name, hit.outlet, days(hit.published), hit.title) if part)
        first, *more = screen.lines(printable(about), len(DEEPER))
        screen.print(INDENT + screen.paint(first[: len(name)], colour="cyan") + first[len(name) :])
        for line in [*more, *_excerpt(hit.excerpt, screen)]:
            screen.print(DEEPER + line)


def _excerpt(excerpt: str, screen: Screen) -> Iterator[str]:
    """The words that were found in colour, or in brackets."""
    from whence.interfaces.cli.markings import Mark, bracketed, marked_lines
    from whence.ledger.search import CLOSE, OPEN
    from whence.model.text import Span

    text, marks = "", []
    for piece in " ".join(excerpt.split()).split(OPEN):
        found, closed, rest = piece.partition(CLOSE)
        if closed:
            marks.append(Mark(Span(len(text), len(text + found)), "found", "green"))
        text += found + rest
    whole = Span(0, len(text))
    if screen.width is None:
        yield bracketed(text, whole, marks)
    else:
        yield from marked_lines(text, whole, marks, screen, len(DEEPER))

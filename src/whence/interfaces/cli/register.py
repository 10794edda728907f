"""``whence register``: one row a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from whence.interfaces.cli.options import (
    given,
    json_option,
    known_option,
    ledger_option,
    open_desk,
    said_option,
    story_options,
)
from whence.interfaces.cli.waiting import up_to_date

if TYPE_CHECKING:
    from whence.interfaces.cli.screens import Cell
    from whence.model.story import Summary

HEADS = ("id", "who → whom", "item", "furthest", "how many", "origins", "articles", "says so", "denied by", "days")
BELOW = ("origins", "articles", "says so", "denied by", "days")
"""What a narrow screen shows under each story."""
NAMED = 3
"""Of so many at most the row names who affirms and who denies."""


@click.command()
@story_options
@said_option
@known_option
@json_option
@ledger_option
def command(known: int | datetime | None, said: Any, as_json: bool, ledger: str | None, **wanted: Any) -> None:
    """List stories: who supplies what to whom, how far, who says so and who denies it.

    A story holds the claims about one giver, one taker and one kind of item. "Origins 2–4" means that at least two
    and at most four independent utterances stand behind it; 'whence origins ID' draws them, 'whence story ID' tells
    the whole story.
    """
    from whence.ledger.storyfilters import StoryFilter

    with open_desk(ledger) as desk:
        rows = desk.register(StoryFilter(**wanted), known=known, said=said, on_progress=up_to_date())
        titles = desk.item_titles()
    if as_json:
        from whence.interfaces.exports.jsonl import json_line
        from whence.interfaces.storyshapes import summary_shape

        for row in rows:
            click.echo(json_line(summary_shape(row)))
        return
    _show(sorted(rows, key=lambda row: (-row.claims, row.id)), titles, given(wanted))


def _show(rows: Sequence[Summary], titles: Mapping[str, str], filters: str) -> None:
    from whence.interfaces.cli.screens import Screen, printable
    from whence.interfaces.phrases import plural

    if not rows:
        asked = f" pass {printable(filters)}" if filters else ""
        click.echo(f"no stories{asked}; 'whence register --partial' lists those with an unknown side, too", err=True)
        return
    screen = Screen.of_stdout()
    screen.table(HEADS, _rows(rows, titles), below=BELOW)
    if screen.width:
        click.echo(err=True)
        click.echo(f"{plural(len(rows), 'story', 'stories')} · read one with: whence story {rows[0].id}", err=True)


def _rows(rows: Iterable[Summary], titles: Mapping[str, str]) -> Iterator[list[Cell]]:
    from whence.interfaces import phrases
    from whence.interfaces.cli.screens import Cell

    for row in rows:
        says, denied = phrases.some(row.affirmed_by, NAMED), phrases.some(row.denied_by, NAMED)
        stage = row.stage.value.replace("_", " ") if row.stage else ""
        yield [
            Cell(row.id, colour="cyan"),
            Cell(f"{row.flow.supplier} → {row.flow.recipient}", bold=True),
            Cell(titles[row.flow.item]),
            Cell(stage),
            Cell(phrases.figure(row)),
            Cell(phrases.bounds(row.origins), below=f"origins {phrases.bounds(row.origins)}"),
            Cell(f"{row.articles:,}", below=phrases.plural(row.articles, "article")),
            Cell(says, below=f"says {says}" if says else ""),
            Cell(denied, colour="red", below=f"denied by {denied}" if denied else ""),
            Cell(phrases.from_to(row.first, row.last)),
        ]

"""``whence articles``: what was read."""

from __future__ import annotations

from datetime import datetime

import click

from whence.interfaces.cli.options import json_option, known_option, ledger_option, open_desk


@click.command()
@click.option("--doc", metavar="NAME", help="The name of a capture.")
@known_option
@json_option
@ledger_option
def command(doc: str | None, known: int | datetime | None, as_json: bool, ledger: str | None) -> None:
    """List the articles that were read, with how many claims each of them makes."""
    with open_desk(ledger) as desk:
        sheets = desk.articles(doc, known=known)
        if as_json:
            from whence.interfaces.exports.jsonl import json_line
            from whence.interfaces.shapes import article_shape

            for sheet in sheets:
                click.echo(json_line(article_shape(sheet)))
            return
        from whence.interfaces import phrases
        from whence.interfaces.cli.screens import Cell, Screen

        rows = [
            (
                Cell(phrases.days(sheet.article.published.interval)),
                Cell(sheet.article.outlet or ""),
                Cell(f"{sheet.claims:,}", bold=True),
                Cell(sheet.article.name, colour="cyan"),
                Cell(sheet.article.title or "", dim=True),
            )
            for sheet in sheets
        ]
    if rows:
        Screen.of_stdout().table(("published", "outlet", "claims", "capture", "title"), rows, below=("title",))
    else:
        click.echo("no articles; 'whence add PATH' reads some", err=True)

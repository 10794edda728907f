"""``whence why``: the words behind a claim, marked, with what each of them did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from whence.interfaces.cli.options import json_option, known_option, ledger_option, open_desk

if TYPE_CHECKING:
    from whence.interfaces.cli.markings import Mark
    from whence.interfaces.cli.screens import Screen
    from whence.ledger.view import Entry
    from whence.model.text import Span
    from whence.register import Told

INDENT = "  "
LONGEST = 32
"""How many columns of the legend the words themselves may take."""


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@known_option
@json_option
@ledger_option
def command(claim_id: str, known: int | datetime | None, as_json: bool, ledger: str | None) -> None:
    """Show the words behind a claim.

    CLAIM is its id or the beginning of it, as 'whence claims' lists it. Below the chain of sources stands the
    sentence, with the words that made the claim marked, and what each of them did.
    """
    from whence.interfaces.cli.screens import Screen

    with open_desk(ledger) as desk:
        entry = desk.why(claim_id, known=known)
        if not as_json:
            _show(entry, desk.stories_of(entry.claim.id, known=known), Screen.of_stdout())
            return
    from whence.interfaces.exports.jsonl import json_line
    from whence.interfaces.shapes import claim_shape

    click.echo(json_line(claim_shape(entry)))


def _show(entry: Entry, stories: Sequence[Told], screen: Screen) -> None:
    from whence.interfaces.cli.markings import marked_lines

    marks = list(_merged(_marks(entry)))
    sentence = marked_lines(entry.article.text, entry.claim.evidence, marks, screen, len(INDENT))
    name = f"{entry.claim.short_id}  "
    for line in _hanging(name, _summary(entry), screen):
        screen.print(screen.paint(line, bold=True))
    if not entry.current:
        screen.print(f"{INDENT}of an earlier reading; the capture has been read anew since")
    for block in (_tree(entry, screen), (INDENT + line for line in sentence), _legend(entry, marks, screen)):
        screen.print()
        for line in block:
            screen.print(line)
    screen.print()
    for told in stories:
        for line in _hanging(INDENT, _in_story(entry, told), screen):
            screen.print(screen.paint(line, dim=True))
    for line in _whereabouts(entry, screen):
        screen.print(screen.paint(line, dim=True))


def _hanging(lead: str, text: str, screen: Screen) -> Iterator[str]:
    """The text behind a lead, with what does not fit on the line below its own beginning."""
    from whence.interfaces.cli.screens import breadth, printable

    for place, line in enumerate(screen.lines(printable(text), breadth(lead))):
        yield (" " * breadth(lead) if place else lead) + line


def _summary(entry: Entry) -> str:
    from whence.interfaces import phrases

    claim = entry.claim
    how_many = phrases.count(claim.quantity.value) if claim.quantity else ""
    stance = (claim.kind.value, phrases.stage(claim), claim.polarity.value, claim.certainty.value)
    return " · ".join(part for part in (*stance, phrases.flow(claim), phrases.items(claim), how_many) if part)


def _tree(entry: Entry, screen: Screen) -> Iterator[str]:
    """The outlet, and each source under the one that relays it."""
    from whence.interfaces.phrases import days, outlet, speaker

    dating = entry.article.published
    conflict = "the dates on the page disagree" if dating.conflict else ""
    first = ", ".join(part for part in (outlet(entry.article), days(dating.interval), conflict) if part)
    yield from _hanging(INDENT, first, screen)
    for depth, link in enumerate(entry.claim.sources):
        words = speaker(link) + (f" ({link.party})" if link.party else "")
        yield from _hanging(INDENT * (depth + 1) + "← ", words, screen)


def _marks(entry: Entry) -> Iterator[Mark]:
    from whence.interfaces.cli.markings import Mark
    from whence.interfaces.phrases import amount, count, days

    claim = entry.claim
    yield Mark(claim.trigger, f"trigger: {claim.kind}", "green")
    for operator in claim.operators:
        yield Mark(operator.span, operator.effect, "yellow")
    for link in claim.sources:
        if link.span is not None:
            yield Mark(link.span, "source" + (f", speaks for {link.party}" if link.party else ""), "cyan")
    if claim.quantity:
        yield Mark(claim.quantity.span, f"how many: {count(claim.quantity.value)}", "magenta")
    if claim.value:
        yield Mark(claim.value.span, f"worth: {amount(claim.value.value)} {claim.value.value.currency}", "magenta")
    for name, worded in (("when", claim.when), ("said", claim.said)):
        if worded:
            anchor = f", counted from {worded.anchor}" if worded.anchor else ""
            yield Mark(worded.span, f"{name}: {days(worded.value)}{anchor}", "blue")


def _merged(marks: Iterable[Mark]) -> Iterator[Mark]:
    """One mark for each stretch of words, in the order of the text, with all that it did."""
    by_span: dict[Span, list[Mark]] = {}
    for mark in marks:
        by_span.setdefault(mark.span, []).append(mark)
    for span, same in sorted(by_span.items()):
        meaning = ", ".join(dict.fromkeys(mark.meaning for mark in same))
        yield replace(same[0], span=span, meaning=meaning)


def _legend(entry: Entry, marks: list[Mark], screen: Screen) -> Iterator[str]:
    """Each mark: its words, and what they did."""
    from whence.interfaces.cli.screens import breadth, cut, printable

    words = [cut(printable(mark.span.of(entry.article.text)), LONGEST) for mark in marks]
    width = max(map(breadth, words), default=0)
    for word, mark in zip(words, marks, strict=True):
        lead = INDENT + word + " " * (width - breadth(word)) + "  → "
        elsewhere = "" if entry.claim.evidence.contains(mark.span) else " (elsewhere in the article)"
        first, *more = _hanging(lead, mark.meaning + elsewhere, screen)
        yield INDENT + screen.paint(word, colour=mark.colour, bold=True) + first[len(INDENT + word) :]
        yield from more


def _in_story(entry: Entry, told: Told) -> str:
    """The story that the claim is in, and with how much it shares its origin there."""
    from whence.interfaces.phrases import plural

    (mine,) = (group for group in told.story.origins.groups if entry.claim.id in group.claims)
    others = len(mine.claims) - 1
    articles = len({told.tellings[claim].claim.article_id for claim in mine.claims})
    shared = f"one origin with {plural(others, 'other claim')} in {plural(articles, 'article')}" if others else ""
    return f"story {told.story.id} · " + (shared or "shown to share its origin with no other claim")


def _whereabouts(entry: Entry, screen: Screen) -> Iterator[str]:
    """Where the words stand. An address is never broken, so that it can be copied."""
    from whence.interfaces.cli.screens import breadth, printable
    from whence.interfaces.phrases import DASH

    evidence, article = entry.claim.evidence, entry.article
    place = f"{article.name}, characters {evidence.start}{DASH}{evidence.end}"
    whole = INDENT + printable(" · ".join(part for part in (place, article.url, f"revision {entry.revision}") if part))
    if screen.width is None or breadth(whole) <= screen.width:
        yield whole
        return
    yield from _hanging(INDENT, f"{place} · revision {entry.revision}", screen)
    if article.url:
        yield INDENT + printable(article.url)

"""The options that several commands share, and what users write in them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from whence.desk import Desk
    from whence.ledger.filters import ClaimFilter
    from whence.model.interval import TimeInterval

Command = TypeVar("Command", bound=Callable[..., Any])

KINDS = ("transfer", "production", "training", "use", "expenditure", "restriction")
STAGES = ("sought", "considered", "planned", "committed", "carried_out", "refused")
POLARITIES = ("affirmed", "denied", "unknown")
CERTAINTIES = ("certain", "probable", "possible")


class Days(click.ParamType[Any]):
    """A day, month or year, or two of them with ``..`` between; either may be left out."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> TimeInterval:
        from whence.model.interval import TimeInterval

        if isinstance(value, TimeInterval):
            return value
        low, dots, high = str(value).partition("..")
        try:
            start = first_day(low) if low else None
            end = last_day(high or (low if not dots else "")) if high or not dots else None
            return TimeInterval(start, end)
        except ValueError:
            self.fail(
                f"'{value}' is no day, month, year or range; write 2022-08-31, 2022-08, or 2022-08-01..2022-09",
                param,
                ctx,
            )


class Known(click.ParamType[Any]):
    """A revision's number, a day (its end, UTC) or a moment (UTC where it names no zone)."""

    name = "revision"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | datetime:
        if isinstance(value, int | datetime):
            return value
        if value.isdecimal():
            return int(value)
        try:
            if len(value) == len("2022-08-31"):
                return datetime.combine(date.fromisoformat(value), time.max, UTC)
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"'{value}' is neither a revision's number nor a day; write 12, 2022-08-31 or 2022-08-31T12:00",
                param,
                ctx,
            )
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def first_day(text: str) -> date:
    """The first day of a year, month or day in ISO form; ValueError for anything else."""
    parts = [int(part) for part in text.split("-")]
    if not 1 <= len(parts) <= 3 or len(text) not in (4, 7, 10):
        raise ValueError(text)
    return date(*[*parts, 1, 1][:3])


def last_day(text: str) -> date:
    start = first_day(text)
    if len(text) == len("2022"):
        return date(start.year, 12, 31)
    if len(text) == len("2022-08"):
        return start + timedelta(days=monthrange(start.year, start.month)[1] - 1)
    return start


def ledger_option(command: Command) -> Command:
    return click.option(
        "--ledger", metavar="PATH", help="The ledger: a path or a database URL. [WHENCE_LEDGER, or whence.db here]"
    )(command)


def known_option(command: Command) -> Command:
    meaning = "As of a revision (12), the end of a day (2022-08-31) or a moment (2022-08-31T12:00), in UTC."
    return click.option("--known", type=Known(), help=meaning)(command)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="JSON, an object a line.")(command)


_FILTERS = (
    click.option("--party", metavar="CODE", help="On any side, or whom a source speaks for (RUS, hezbollah)."),
    click.option("--supplier", metavar="CODE", help="Who supplies."),
    click.option("--recipient", metavar="CODE", help="Who receives, uses or loses."),
    click.option("--item", metavar="ITEM", help="A class (uav, air_defence) or a system (shahed-136)."),
    click.option("--kind", type=click.Choice(KINDS), help="The kind of event."),
    click.option("--stage", type=click.Choice(STAGES), help="How far it is said to have come."),
    click.option("--polarity", type=click.Choice(POLARITIES), help="Affirmed, denied, or left open."),
    click.option("--certainty", type=click.Choice(CERTAINTIES), help="How sure the source is."),
    click.option("--source", metavar="NAME", help="A part of a speaker's name, or the code of its party."),
    click.option("--outlet", metavar="NAME", help="A part of the outlet's name."),
    click.option("--doc", metavar="NAME", help="The name of a capture."),
    click.option("--when", type=Days(), help="Of events in these days: 2022-08, 2022-08-01..2022-08-15, 2022-08.."),
    click.option("--said", type=Days(), help="Said in these days (published, where the text does not tell)."),
)


def filter_options(command: Command) -> Command:
    """Adds the options that make a ClaimFilter; ``claim_filter`` takes them."""
    return reduce(lambda inner, option: option(inner), reversed(_FILTERS), command)


def claim_filter(options: dict[str, Any]) -> ClaimFilter:
    from whence.ledger.filters import ClaimFilter
    from whence.model.claim import Certainty, Kind, Polarity, Stage

    enums: dict[str, Callable[[str], Any]] = {
        "kind": Kind,
        "stage": Stage,
        "polarity": Polarity,
        "certainty": Certainty,
    }
    given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    return ClaimFilter(**{name: enums[name](value) if name in enums else value for name, value in given.items()})


def open_desk(ledger: str | None, *, create: bool = False) -> Desk:
    from whence.desk import Desk
    from whence.settings import Settings

    return Desk.open(ledger or Settings.from_env().ledger, create=create)

"""Claims in a few words, for people: who to whom, what, how many, how far, who says so."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from whence.ledger.view import Entry
from whence.model.claim import Certainty, Claim, Kind, Link, Polarity
from whence.model.document import Article
from whence.model.interval import Money, Quantity, Tally, TimeInterval, spelled
from whence.model.origin import Bounds
from whence.model.story import Summary

AWAY = " ← "
DASH = "\u2013"

_SAYS_SO = {"unnamed", "anonymous", "unidentified"}
_NO_PEOPLE = {"intelligence", "report", "reports", "media", "press", "data", "documents", "evidence", "video", "images"}
_COUNTS = {"two", "three", "four", "five", "six", "several", "some", "many", "multiple", "various", "other", "a", "an"}
_DEEDS = {
    Kind.PRODUCTION: "made",
    Kind.TRAINING: "in training",
    Kind.USE: "used",
    Kind.EXPENDITURE: "lost",
    Kind.RESTRICTION: "restricted",
}
_FLOWS = {Kind.TRANSFER, Kind.TRAINING, Kind.RESTRICTION}


def flow(claim: Claim) -> str:
    """``IRN → RUS``; the side that the text does not tell is ``?``, or left out where an event needs no such side."""
    left, right = _parties(claim.suppliers), _parties(claim.recipients)
    words = right or "?"
    if left or claim.kind in _FLOWS:
        words = f"{left or '?'} → {words}"
    return f"{words} against {_parties(claim.against)}" if claim.against else words


def items(claim: Claim) -> str:
    """The named systems, or the classes where none is named."""
    return ", ".join(claim.systems) or ", ".join(item.value.replace("_", " ") for item in claim.item_class)


def stage(claim: Claim) -> str:
    return claim.stage.value.replace("_", " ")


def stance(claim: Claim) -> str:
    """What sets a claim apart from a plain, certain affirmation; empty for one of those."""
    polarity = {Polarity.DENIED: "denied", Polarity.UNKNOWN: "unclear"}.get(claim.polarity)
    certainty = claim.certainty.value if claim.certainty is not Certainty.CERTAIN else None
    return ", ".join(word for word in (polarity, certainty) if word)


def amount(quantity: Quantity | Money) -> str:
    """``400+``, ``≤200``, a range or ``12``."""
    words = spelled(quantity.low, quantity.high)
    if quantity.high is None:
        return f"{words}+" if words else ""
    return words if quantity.low is not None else f"≤{words}"


def count(quantity: Quantity) -> str:
    """The amount, with what it sums up where the words tell: "12, one lot", "400+ in all"."""
    told = {Tally.BATCH: ", one lot", Tally.TOTAL: " in all"}.get(quantity.tally, "")
    return amount(quantity) + told


def days(interval: TimeInterval) -> str:
    """ISO days with ``..`` between; whole months and years are written as such."""
    start, end = interval.start, interval.end
    if start is None or end is None:
        return f"{start or ''}..{end or ''}" if start or end else ""
    if start == end:
        return start.isoformat()
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}" if start.year == end.year else f"{start.year}..{end.year}"
        month = f"{start:%Y-%m}"
        return month if (start.year, start.month) == (end.year, end.month) else f"{month}..{end:%Y-%m}"
    if start.year == end.year:
        return f"{start}..{end:%d}" if start.month == end.month else f"{start}..{end:%m-%d}"
    return f"{start}..{end}"


def speaker(link: Link) -> str:
    """The name; of people who are not named, that they are not."""
    words = link.name.casefold().split()
    known = link.named or not words or words[0] in _SAYS_SO or words[-1] in _NO_PEOPLE
    if known:
        return link.name
    if any(word.endswith(("'s", "’s")) for word in words):
        return f"{link.name} (unnamed)"
    first, _, rest = link.name.partition(" ")
    return f"{first} unnamed {rest}" if rest and words[0] in _COUNTS else f"unnamed {link.name}"


def outlet(article: Article) -> str:
    """Who prints; where that is not known, which capture it is."""
    return article.outlet or f"(outlet unknown: {article.name})"


def chain(entry: Entry) -> str:
    """``Newsweek ← The Washington Post ← unnamed U.S. officials``: the outlet, then its sources inwards."""
    return AWAY.join((outlet(entry.article), *(speaker(link) for link in entry.claim.sources)))


def bounds(origins: Bounds) -> str:
    """``2–4``: at least two, at most four."""
    return f"{origins.low}" if origins.low == origins.high else f"{origins.low}{DASH}{origins.high}"


def figure(summary: Summary) -> str:
    """The numbers told, with what they count where that is not what passes: "10+ used"."""
    if summary.figure is None or summary.counted is None:
        return ""
    return f"{count(summary.figure)} {_DEEDS.get(summary.counted, '')}".rstrip()


def some(names: Sequence[str], most: int = 4) -> str:
    """The first few names, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def from_to(first: date | None, last: date | None) -> str:
    """From one day to another; one day where they are the same."""
    return days(TimeInterval(first, last)) if first and last else ""


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _parties(codes: Sequence[str]) -> str:
    return ", ".join(codes)

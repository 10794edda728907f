"""Values to rows and back. Law: what comes back equals what went in, and bears the same id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Row

from whence.model.claim import Certainty, Claim, ItemClass, Kind, Link, Operator, Polarity, Stage, Worded
from whence.model.document import Article, Capture, DateEvidence, Dating, Line, LineRole, Skipped
from whence.model.interval import Money, Quantity, Tally, TimeInterval
from whence.model.text import Piece, Span, TextMap

Json = Any
"""What the JSON columns hold: lists, objects, strings, numbers."""

Fields = dict[str, Any]
"""One row on its way to the database."""

T = TypeVar("T", Quantity, Money, TimeInterval)

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture gave: its article and claims, and how many sentences were parsed and gated out."""

    article: Article
    claims: tuple[Claim, ...] = ()
    parsed: int = 0
    gated: int = 0


def capture_row(capture: Capture) -> Fields:
    return {
        "id": capture.id,
        "name": capture.name,
        "path": capture.path,
        "content": capture.content,
        "media_type": capture.media_type,
        "url": capture.url,
        "outlet": capture.outlet,
        "published": capture.published,
        "captured_at": _moment(capture.captured_at),
    }


def capture_of(row: Row[Any]) -> Capture:
    return Capture(
        name=row.name,
        path=row.path,
        content=row.content,
        media_type=row.media_type,
        url=row.url,
        outlet=row.outlet,
        published=row.published,
        captured_at=_moment_of(row.captured_at),
    )


def skip_row(skipped: Skipped) -> Fields:
    return {"name": skipped.name, "path": skipped.path, "reason": skipped.reason, "message": skipped.message}


def skip_of(row: Row[Any]) -> Skipped:
    return Skipped(name=row.name, path=row.path, reason=row.reason, message=row.message)


def article_row(reading: Reading) -> Fields:
    article = reading.article
    return {
        "id": article.id,
        "capture_id": article.capture_id,
        "name": article.name,
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published_start": article.published.interval.start,
        "published_end": article.published.interval.end,
        "published": _dating(article.published),
        "lines": [[line.span.start, line.span.end, line.role.value] for line in article.lines],
        "captured_at": _moment(article.captured_at),
        "url": article.url,
        "source": [[piece.made, piece.source, piece.length] for piece in article.source.pieces],
        "parsed": reading.parsed,
        "gated": reading.gated,
    }


def article_of(row: Row[Any]) -> Article:
    return Article(
        capture_id=row.capture_id,
        name=row.name,
        text=row.text,
        lines=tuple(Line(Span(start, end), LineRole(role)) for start, end, role in row.lines),
        title=row.title,
        outlet=row.outlet,
        byline=row.byline,
        published=_dating_of(row.published),
        captured_at=_moment_of(row.captured_at),
        url=row.url,
        source=TextMap(tuple(Piece(*piece) for piece in row.source)),
    )


def claim_row(claim: Claim, text: str, position: int) -> Fields:
    """Raises ValueError where the evidence lies outside the text."""
    if claim.evidence.end > len(text):
        raise ValueError(
            f"the evidence of claim {claim.short_id} ends at {claim.evidence.end}, the text at {len(text)}"
        )
    return {
        "id": claim.id,
        "position": position,
        "article_id": claim.article_id,
        "words": claim.evidence.of(text),
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "kind": claim.kind.value,
        "stage": claim.stage.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "suppliers": list(claim.suppliers),
        "recipients": list(claim.recipients),
        "against": list(claim.against),
        "item_class": [item.value for item in claim.item_class],
        "systems": list(claim.systems),
        "sources": [_link(link) for link in claim.sources],
        "operators": [[operator.effect, operator.span.start, operator.span.end] for operator in claim.operators],
        **_measures(claim),
    }


def _measures(claim: Claim) -> Fields:
    quantity = claim.quantity.value if claim.quantity else Quantity(None, None)
    when = claim.when.value if claim.when else TimeInterval(None, None)
    said = claim.said.value if claim.said else TimeInterval(None, None)
    return {
        "quantity": claim.quantity and _count(claim.quantity),
        "quantity_low": _whole(quantity.low),
        "quantity_high": _whole(quantity.high),
        "value": claim.value and _worded(claim.value, _money(claim.value.value)),
        "when": claim.when and _worded(claim.when, _interval(when)),
        "when_start": when.start,
        "when_end": when.end,
        "said": claim.said and _worded(claim.said, _interval(said)),
        "said_start": said.start,
        "said_end": said.end,
    }


def claim_of(row: Row[Any]) -> Claim:
    return Claim(
        article_id=row.article_id,
        evidence=Span(row.evidence_start, row.evidence_end),
        trigger=Span(row.trigger_start, row.trigger_end),
        kind=Kind(row.kind),
        stage=Stage(row.stage),
        polarity=Polarity(row.polarity),
        certainty=Certainty(row.certainty),
        suppliers=tuple(row.suppliers),
        recipients=tuple(row.recipients),
        against=tuple(row.against),
        item_class=tuple(ItemClass(item) for item in row.item_class),
        systems=tuple(row.systems),
        quantity=row.quantity and _worded_of(row.quantity, _count_of(row.quantity)),
        value=row.value and _worded_of(row.value, Money(*row.value["value"])),
        when=row.when and _worded_of(row.when, _interval_of(row.when["value"])),
        said=row.said and _worded_of(row.said, _interval_of(row.said["value"])),
        sources=tuple(_link_of(link) for link in row.sources),
        operators=tuple(Operator(effect, Span(start, end)) for effect, start, end in row.operators),
    )


def facets(claim: Claim) -> Iterator[tuple[str, str]]:
    """The words a claim is found by, each with its role; names of sources in lower case."""
    seen = set()
    for role, words in (
        ("supplier", claim.suppliers),
        ("recipient", claim.recipients),
        ("against", claim.against),
        ("speaks_for", tuple(link.party for link in claim.sources if link.party)),
        ("source", tuple(link.name.casefold() for link in claim.sources)),
        ("item", (*(item.value for item in claim.item_class), *claim.systems)),
    ):
        for word in words:
            if (role, word) not in seen:
                seen.add((role, word))
                yield role, word


def _whole(number: int | None) -> int | None:
    """What a 64-bit column can hold; the JSON beside it keeps the number itself."""
    return None if number is None else max(-_LARGEST, min(_LARGEST, number))


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment_of(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _span(span: Span | None) -> Json:
    return None if span is None else [span.start, span.end]


def _span_of(value: Json) -> Span | None:
    return None if value is None else Span(*value)


def _interval(interval: TimeInterval) -> Json:
    return [day and day.isoformat() for day in (interval.start, interval.end)]


def _interval_of(value: Json) -> TimeInterval:
    start, end = (day and date.fromisoformat(day) for day in value)
    return TimeInterval(start, end)


def _count(worded: Worded[Quantity]) -> Json:
    """The tally stands beside the sides, so that versions that know none read the rest."""
    quantity = worded.value
    return {**_worded(worded, [quantity.low, quantity.high]), "tally": quantity.tally.value}


def _count_of(stored: Json) -> Quantity:
    low, high = stored["value"]
    return Quantity(low, high, Tally(stored.get("tally", Tally.UNKNOWN)))


def _money(money: Money) -> Json:
    return [money.low, money.high, money.currency]


def _worded(worded: Worded[T], value: Json) -> Json:
    return {"value": value, "span": _span(worded.span), "anchor": worded.anchor}


def _worded_of(stored: Json, value: T) -> Worded[T]:
    return Worded(value, Span(*stored["span"]), stored["anchor"])


def _link(link: Link) -> Json:
    return {
        "name": link.name,
        "party": link.party,
        "named": link.named,
        "state": link.state,
        "span": _span(link.span),
    }


def _link_of(value: Json) -> Link:
    return Link(value["name"], value["party"], value["named"], value["state"], _span_of(value["span"]))


def _dating(dating: Dating) -> Json:
    return {
        "interval": _interval(dating.interval),
        "conflict": dating.conflict,
        "evidence": [
            {
                "ground": evidence.ground,
                "words": evidence.words,
                "interval": _interval(evidence.interval),
                "span": _span(evidence.span),
            }
            for evidence in dating.evidence
        ],
    }


def _dating_of(value: Json) -> Dating:
    return Dating(
        interval=_interval_of(value["interval"]),
        conflict=value["conflict"],
        evidence=tuple(
            DateEvidence(part["ground"], part["words"], _interval_of(part["interval"]), _span_of(part["span"]))
            for part in value["evidence"]
        ),
    )

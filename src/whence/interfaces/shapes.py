"""Values as JSON-able objects: the one place that says what an exported claim or article looks like."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from whence.desk import AddReport
from whence.ledger.search import CLOSE, OPEN, Hit
from whence.ledger.view import Entry, Omission, Sheet
from whence.model.claim import Claim, Link, Worded
from whence.model.document import DateEvidence
from whence.model.interval import TimeInterval
from whence.model.text import Span

Shape = dict[str, object]

T = TypeVar("T")


def claim_shape(entry: Entry) -> Shape:
    """Offsets count characters of the article's text; sources run from the outermost speaker inwards."""
    claim, article = entry.claim, entry.article
    text = article.text
    return {
        "doc": article.name,
        "id": claim.id,
        "article": article.id,
        "evidence": _place(claim.evidence),
        **_stance(claim),
        "suppliers": list(claim.suppliers),
        "recipients": list(claim.recipients),
        "against": list(claim.against),
        "item_class": [item.value for item in claim.item_class],
        "systems": list(claim.systems),
        **_measures(entry),
        "sources": [_link(link) for link in claim.sources],
        "words": claim.evidence.of(text),
        "trigger": {**_place(claim.trigger), "words": claim.trigger.of(text)},
        "operators": [
            {"effect": each.effect, **_place(each.span), "words": each.span.of(text)} for each in claim.operators
        ],
        "outlet": article.outlet,
        "title": article.title,
        "published": _days(article.published.interval),
        "url": article.url,
        "revision": entry.revision,
    }


def _stance(claim: Claim) -> Shape:
    return {
        "kind": claim.kind.value,
        "stage": claim.stage.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
    }


def _measures(entry: Entry) -> Shape:
    claim, text = entry.claim, entry.article.text
    quantity, value = claim.quantity, claim.value
    return {
        "quantity": quantity
        and {
            "low": quantity.value.low,
            "high": quantity.value.high,
            "tally": quantity.value.tally.value,
            "words": quantity.span.of(text),
        },
        "value": value
        and {
            "low": value.value.low,
            "high": value.value.high,
            "currency": value.value.currency,
            "words": value.span.of(text),
        },
        "when": _time(claim.when, text),
        "said": _time(claim.said, text),
    }


def article_shape(sheet: Sheet) -> Shape:
    article = sheet.article
    dating = article.published
    return {
        "doc": article.name,
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": {
            **_days(dating.interval),
            "conflict": dating.conflict,
            "evidence": [_ground(evidence) for evidence in dating.evidence],
        },
        "captured": article.captured_at.isoformat() if article.captured_at else None,
        "url": article.url,
        "body": [[span.start, span.end] for span in article.body],
        "lines": [[line.span.start, line.span.end, line.role.value] for line in article.lines],
        "claims": sheet.claims,
        "sentences": {"parsed": sheet.parsed, "gated": sheet.gated},
        "revision": sheet.revision,
    }


def omission_shape(omission: Omission) -> Shape:
    skipped = omission.skipped
    return {
        "doc": skipped.name,
        "path": skipped.path,
        "reason": skipped.reason,
        "message": skipped.message,
        "recorded_at": omission.recorded_at.isoformat(),
        "revision": omission.revision,
    }


def hit_shape(hit: Hit) -> Shape:
    return {
        "doc": hit.doc,
        "claim": hit.claim_id,
        "outlet": hit.outlet,
        "title": hit.title,
        "published": _days(hit.published),
        "excerpt": hit.excerpt.replace(OPEN, "").replace(CLOSE, ""),
    }


def report_shape(report: AddReport, ledger: str) -> Shape:
    return {
        "captures": report.captures,
        "read": report.read,
        "known": report.known,
        "skipped": len(report.skipped),
        "reasons": report.reasons,
        "claims": report.claims,
        "outlets": list(report.outlets),
        "sentences": {"parsed": report.parsed, "gated": report.gated},
        "seconds": round(report.seconds, 3),
        "ledger": ledger,
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(interval: TimeInterval) -> Shape:
    return {"start": _day(interval.start), "end": _day(interval.end)}


def _time(worded: Worded[TimeInterval] | None, text: str) -> Shape | None:
    if worded is None:
        return None
    return {**_days(worded.value), "words": worded.span.of(text), "anchor": worded.anchor}


def _link(link: Link) -> Shape:
    return {"name": link.name, "party": link.party, "named": link.named, "state": link.state}


def _ground(evidence: DateEvidence) -> Shape:
    return {
        "ground": evidence.ground,
        "words": evidence.words,
        **_days(evidence.interval),
        "span": [evidence.span.start, evidence.span.end] if evidence.span else None,
    }

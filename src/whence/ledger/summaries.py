"""Summaries of stories to rows and back, as they are kept for speed."""

from __future__ import annotations

from datetime import date
from typing import Any

from whence.model.claim import Kind, Stage
from whence.model.interval import Quantity, Tally
from whence.model.origin import Bounds
from whence.model.story import Flow, Summary


def summary_row(summary: Summary) -> list[Any]:
    figure = summary.figure
    return [
        summary.id,
        summary.stage and summary.stage.value,
        list(summary.affirmed_by),
        list(summary.denied_by),
        figure and [figure.low, figure.high, figure.tally.value],
        summary.counted and summary.counted.value,
        [summary.origins.low, summary.origins.high],
        [summary.articles, summary.claims, summary.clashes],
        [day and day.isoformat() for day in (summary.first, summary.last)],
        list(summary.systems),
    ]


def summary_of(flow: Flow, row: list[Any]) -> Summary:
    story_id, stage, affirmed, denied, figure, counted, origins, counts, days, systems = row
    first, last = (day and date.fromisoformat(day) for day in days)
    return Summary(
        id=story_id,
        flow=flow,
        stage=Stage(stage) if stage else None,
        affirmed_by=tuple(affirmed),
        denied_by=tuple(denied),
        figure=Quantity(figure[0], figure[1], Tally(figure[2])) if figure else None,
        counted=Kind(counted) if counted else None,
        origins=Bounds(*origins),
        articles=counts[0],
        claims=counts[1],
        clashes=counts[2],
        first=first,
        last=last,
        systems=tuple(systems),
    )

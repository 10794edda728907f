"""whence: who says what about arms transfers, with the exact words behind every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.desk import AddError, AddInterrupted, AddReport, Desk
    from whence.errors import DataError, InputError, LedgerError, NewerLedgerError, WhenceError
    from whence.ledger.filters import ClaimFilter
    from whence.ledger.storyfilters import StoryFilter
    from whence.ledger.view import Entry
    from whence.model.change import Change, News
    from whence.model.claim import Certainty, Claim, ItemClass, Kind, Link, Operator, Polarity, Stage
    from whence.model.document import Article, Capture, Line, LineRole, Skipped
    from whence.model.interval import Money, Quantity, Tally, TimeInterval
    from whence.model.judgement import Judgement, Verdict
    from whence.model.origin import Bounds, Origin, Origins
    from whence.model.story import Flow, Story, Summary
    from whence.model.text import Span
    from whence.register import Told

    __version__: str

__all__ = [
    "AddError",
    "AddInterrupted",
    "AddReport",
    "Article",
    "Bounds",
    "Capture",
    "Certainty",
    "Change",
    "Claim",
    "ClaimFilter",
    "DataError",
    "Desk",
    "Entry",
    "Flow",
    "InputError",
    "ItemClass",
    "Judgement",
    "Kind",
    "LedgerError",
    "Line",
    "LineRole",
    "Link",
    "Money",
    "NewerLedgerError",
    "News",
    "Operator",
    "Origin",
    "Origins",
    "Polarity",
    "Quantity",
    "Skipped",
    "Span",
    "Stage",
    "Story",
    "StoryFilter",
    "Summary",
    "Tally",
    "TimeInterval",
    "Told",
    "Verdict",
    "WhenceError",
    "__version__",
]

_HOMES = {
    "whence.desk": ("AddError", "AddInterrupted", "AddReport", "Desk"),
    "whence.errors": ("DataError", "InputError", "LedgerError", "NewerLedgerError", "WhenceError"),
    "whence.ledger.filters": ("ClaimFilter",),
    "whence.ledger.storyfilters": ("StoryFilter",),
    "whence.ledger.view": ("Entry",),
    "whence.model.change": ("Change", "News"),
    "whence.model.claim": ("Certainty", "Claim", "ItemClass", "Kind", "Link", "Operator", "Polarity", "Stage"),
    "whence.model.document": ("Article", "Capture", "Line", "LineRole", "Skipped"),
    "whence.model.interval": ("Money", "Quantity", "Tally", "TimeInterval"),
    "whence.model.judgement": ("Judgement", "Verdict"),
    "whence.model.origin": ("Bounds", "Origin", "Origins"),
    "whence.model.story": ("Flow", "Story", "Summary"),
    "whence.model.text": ("Span",),
    "whence.register": ("Told",),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Names are fetched when first asked for, so that ``import whence`` stays light."""
        value = _version() if name == "__version__" else _fetched(name)
        globals()[name] = value
        return value

    def _fetched(name: str) -> object:
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(home), name)
        raise AttributeError(f"module 'whence' has no attribute '{name}'")

    def _version() -> str:
        from importlib.metadata import version

        return version("whence")

    def __dir__() -> list[str]:
        return __all__

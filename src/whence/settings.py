"""What a user may set, read from the environment in one place and passed on as values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_LEDGER = "whence.db"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read, in bytes: of one capture (once unpacked), and of one compressed JSON Lines file."""

    capture_bytes: int = 20_000_000
    stream_bytes: int = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """``ledger`` is a path or a database URL."""

    ledger: str = DEFAULT_LEDGER
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """``WHENCE_LEDGER`` names the ledger; without it, ``whence.db`` in the folder one is in."""
        values = os.environ if environment is None else environment
        return cls(ledger=values.get("WHENCE_LEDGER", "").strip() or DEFAULT_LEDGER)

"""The exit codes of ``whence``, all of them; ``docs/cli.md`` tells users the same."""

from __future__ import annotations

from whence.errors import DataError, InputError, LedgerError

DONE = 0
FAILED = 1
"""The command as a whole failed: nothing could be read, or whence itself went wrong."""
BAD_INPUT = InputError.exit_status
BAD_DATA = DataError.exit_status
BAD_LEDGER = LedgerError.exit_status
INTERRUPTED = 130

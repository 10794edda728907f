"""Everything whence raises on purpose. Each message names the thing, the place and the next step.

WhenceError
├── InputError             what was given cannot be used (exit status 2)
├── DataError              a pack or language file is wrong (file and line in the message; exit status 3)
└── LedgerError            the ledger cannot be opened, read or written (exit status 4)
    ├── NewerLedgerError   written by a later version of whence
    └── AddError           failed in the middle of an addition; it carries what was done (``whence.desk``)
"""

from __future__ import annotations


class WhenceError(Exception):
    """Base of all; ``exit_status`` is what the command line ends with."""

    exit_status = 1


class InputError(WhenceError):
    exit_status = 2


class DataError(WhenceError):
    exit_status = 3


class LedgerError(WhenceError):
    exit_status = 4


class NewerLedgerError(LedgerError):
    pass

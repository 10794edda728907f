"""The command line. Law: data on stdout, everything else on stderr, and never a traceback for a user."""

from whence.interfaces.cli.entry import main

__all__ = ["main"]

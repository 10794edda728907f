"""Languages as data, and the small grammars of numbers and times that reading and extraction share."""

from whence.lang.loading import load_language

__all__ = ["load_language"]

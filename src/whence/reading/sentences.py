"""From an article to parsed sentences: split, ask the gate which are worth it, parse those, add lemmas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from whence.model.document import Article, LineRole
from whence.model.sentence import Sentence, Token
from whence.model.text import Span
from whence.reading.boundaries import sentences
from whence.reading.lemmas import clitic, lemma
from whence.reading.parser import Analysis, Parser
from whence.reading.words import words

READ_ROLES = frozenset({LineRole.TITLE, LineRole.OWN, LineRole.QUESTION})
HEADING = 12
"""How many words a heading between paragraphs has at most."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sentence before it is parsed."""

    span: Span
    paragraph: int
    headline: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads articles, one at a time. Holds the model and pure caches.

    Law: the same article and gate give the same sentences at any time, whatever was read before.
    """

    parser: Parser

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> Reader:
        """Loads the model in a folder, by default the English one that comes with whence.

        Raises ``DataError`` where a part of the model is missing or broken.
        """
        place = as_file(files("whence.lang.en")) if path is None else nullcontext(path)
        with place as folder:
            return cls(Parser.load(folder, threads))

    def read(
        self, article: Article, select: Callable[[Sequence[str]], Sequence[bool]] | None = None
    ) -> tuple[list[Sentence], int]:
        """The sentences of title, own text and questions that ``select`` chooses, and how many others there were.

        ``select`` gets the texts of all of them in order; without it all are read. Spans count characters of
        ``article.text``.
        """
        every = list(_drafts(article))
        chosen = select([draft.span.of(article.text) for draft in every]) if select else [True] * len(every)
        kept = [draft for draft, keep in zip(every, chosen, strict=True) if keep]
        spans = [_words(article.text, draft.span) for draft in kept]
        forms = [[span.of(article.text) for span in row] for row in spans]
        rows = zip(kept, spans, forms, self.parser.parse(forms), strict=True)
        return [_sentence(*row) for row in rows], len(every) - len(kept)


def _drafts(article: Article) -> Iterator[_Draft]:
    for place, line in enumerate(article.lines):
        if line.role in READ_ROLES:
            for span in sentences(article.text, line.span):
                heading = span == line.span and _is_heading(span.of(article.text))
                yield _Draft(span, place, heading or line.role is LineRole.TITLE)


def _is_heading(line: str) -> bool:
    """Whether a line between paragraphs heads what follows: it is short and no stop ends it."""
    return len(line.split()) <= HEADING and line[-1:].isalnum()


def _words(text: str, span: Span) -> list[Span]:
    """The words of a sentence without the strokes that escape a mark in text saved as Markdown ("\\[sic\\]")."""
    return [word for word in words(text, span) if text[word.start] != "\\" or len(word) > 1]


def _sentence(draft: _Draft, spans: Sequence[Span], forms: Sequence[str], analysis: Analysis) -> Sentence:
    tokens = tuple(
        Token(place, spans[place], form, _lemma(forms, place, analysis), upos, head, relation, entity)
        for place, (form, upos, head, relation, entity) in enumerate(
            zip(forms, analysis.upos, analysis.heads, analysis.relations, analysis.entities, strict=True)
        )
    )
    return Sentence(draft.span, tokens, draft.paragraph, draft.headline)


def _lemma(forms: Sequence[str], place: int, analysis: Analysis) -> str:
    form, upos = forms[place], analysis.upos[place]
    if upos == "AUX" and form.lower() in {"'s", "’s", "'d", "’d"}:
        head = forms[analysis.heads[place]]
        return clitic(form, forms[min(place + 1, len(forms) - 1)], head, analysis.relations[place] == "aux")
    return lemma(form, upos)

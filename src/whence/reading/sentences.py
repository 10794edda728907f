"""From an article to parsed sentences: split, ask the gate which are worth it, parse those, add lemmas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from whence.model.document import Article, LineRole
from whence.model.sentence import Sentence, Token
from whence.model.text import Span
from whence.reading.boundaries import sentences
from whence.reading.parser import Analysis, Parser
from whence.reading.words import words

READ_ROLES = frozenset({LineRole.TITLE, LineRole.OWN})
_INFLECTED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sentence before it is parsed."""

    span: Span
    words: tuple[Span, ...]
    paragraph: int
    headline: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads articles. Holds the model, a few caches and no other state: the same article gives the same sentences."""

    parser: Parser

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> Reader:
        """Loads the model of a folder, by default the English one that comes with whence.

        Raises ``DataError`` where the folder lacks a part of the model.
        """
        if path is not None:
            return cls(Parser.load(path, threads))
        with as_file(files("whence.lang") / "en") as folder:
            return cls(Parser.load(folder, threads))

    def read(self, article: Article, wanted: Callable[[str], bool] | None = None) -> tuple[list[Sentence], int]:
        """The sentences of the title and the own text for which ``wanted`` holds, and how many others there were.

        ``wanted`` gets the text of a sentence; without it all are read. Spans count characters of ``article.text``.
        """
        (found,) = self.read_all([article], wanted)
        return found

    def read_all(
        self, articles: Sequence[Article], wanted: Callable[[str], bool] | None = None
    ) -> list[tuple[list[Sentence], int]]:
        """The same for several articles at once: fuller batches, so faster."""
        drafts, skipped = [], []
        for article in articles:
            every = list(_spans(article))
            kept = [each for each in every if wanted is None or wanted(each[0].of(article.text))]
            drafts.append([_Draft(span, tuple(words(article.text, span)), *rest) for span, *rest in kept])
            skipped.append(len(every) - len(kept))
        texts = [article.text for article in articles]
        forms = [[word.of(text) for word in draft.words] for text, own in zip(texts, drafts, strict=True) for draft in own]
        analyses = iter(self.parser.parse(forms))
        return [
            ([_sentence(text, draft, next(analyses)) for draft in own], count)
            for text, own, count in zip(texts, drafts, skipped, strict=True)
        ]


def _spans(article: Article) -> Iterator[tuple[Span, int, bool]]:
    """Every sentence with its line's number and whether that line is a title."""
    for place, line in enumerate(article.lines):
        if line.role in READ_ROLES:
            for span in sentences(article.text, line.span):
                yield span, place, line.role is LineRole.TITLE


def _sentence(text: str, draft: _Draft, analysis: Analysis) -> Sentence:
    tokens = []
    for place, span in enumerate(draft.words):
        word, upos = span.of(text), analysis.upos[place]
        tokens.append(
            Token(
                index=place,
                span=span,
                text=word,
                lemma=lemma(word, upos),
                upos=upos,
                head=analysis.heads[place],
                deprel=analysis.relations[place],
                entity=analysis.entities[place],
            )
        )
    return Sentence(draft.span, tuple(tokens), draft.paragraph, draft.headline)


_CONTRACTED = {"n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "'ve": "have", "’ve": "have", "'re": "be",
               "’re": "be", "'m": "be", "’m": "be", "ca": "can", "wo": "will", "sha": "shall"}  # fmt: skip


@lru_cache(maxsize=100_000)
def lemma(word: str, upos: str) -> str:
    """The dictionary form in lower case; names and words that do not inflect are only lowered."""
    lowered = word.lower().replace("’", "'")
    if upos in {"AUX", "PART"} and lowered in _CONTRACTED:
        return _CONTRACTED[lowered]
    if upos not in _INFLECTED or not lowered.isalpha():
        return _hyphened(lowered, upos) if "-" in lowered and upos in _INFLECTED else lowered
    if upos == "AUX" and lowered in {"'s", "'d"}:
        return "be" if lowered == "'s" else "would"
    from lemminflect import getLemma  # here: it reads 2 MB of tables that not every use of whence needs

    found = getLemma(lowered, upos)
    return found[0].lower() if found else lowered


def _hyphened(word: str, upos: str) -> str:
    """re-supplied → re-supply: only the last part inflects."""
    head, _, last = word.rpartition("-")
    return f"{head}-{lemma(last, upos)}" if last else word

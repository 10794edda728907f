"""Sentences written by hand: a word a line, with the CoNLL-U columns that the rules look at."""

from __future__ import annotations

from whence.model.sentence import Sentence, Token
from whence.model.text import Span


def conllu(lines: str, *, headline: bool = False) -> Sentence:
    """Reads ID FORM LEMMA UPOS HEAD DEPREL, apart by blanks; ``_`` is a lemma that is the form in lower case.

    Words stand one blank apart in the text; places count from 0 while IDs and HEADs count from 1, 0 being the root.
    """
    rows = [line.split() for line in lines.strip().splitlines()]
    tokens, start = [], 0
    for place, (number, form, lemma, upos, head, deprel) in enumerate(rows):
        assert int(number) == place + 1, f"{form} is word {place + 1}, not {number}"
        span = Span(start, start + len(form))
        lemma = form.lower() if lemma == "_" else lemma
        tokens.append(Token(place, span, form, lemma, upos, int(head) - 1, deprel))
        start = span.end + 1
    return Sentence(Span(0, start - 1), tuple(tokens), 0, headline)


def place_of(sentence: Sentence, word: str) -> int:
    """The place of the only word of that form."""
    (place,) = [token.index for token in sentence.tokens if token.text == word]
    return place


def words_of(sentence: Sentence) -> str:
    return " ".join(token.text for token in sentence.tokens)


def relations(sentence: Sentence) -> set[tuple[str, str, str]]:
    """All arcs as word, head ("" for the root) and relation."""
    return {
        (token.text, sentence.tokens[token.head].text if token.head >= 0 else "", token.deprel)
        for token in sentence.tokens
    }

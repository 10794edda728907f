"""Small questions about a sentence's grammar: case words, subjects, negation, what joins a phrase."""

from __future__ import annotations

from collections.abc import Iterator

from whence.model.sentence import ROOT, Sentence, Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})
PRONOUNS = frozenset({"it", "they", "he", "she", "them", "him", "her", "its", "their", "his", "we", "our", "us", "i"})
FIRST_PERSON = frozenset({"we", "i", "us", "our", "my"})
SUBJECTS = ("nsubj", "csubj")
AMOUNTS = frozenset({"SYM", "NUM"})
"""Classes of the words that head a sum: "$400 million in aid"."""
CLAUSES = ("VERB", "AUX", "ADJ")
PLEAS = {"call": ("on", "upon"), "prevail": ("on", "upon"), "appeal": ("to",), "plead": ("with",), "beg": ("of",)}
"""Verbs with the prepositions of whom they ask to act."""


def case_of(sentence: Sentence, index: int) -> str:
    """The preposition of a phrase with its fixed parts: "to", "according to"; empty if it has none.

    A preposition before the first conjunct is its own even where the parser hangs it on a later one.
    """
    words: list[str] = []
    for child in sentence.children(index, "case"):
        if words and child.text.lower() != "'s":
            break
        if child.text not in ("'s", "’s", "'", "’"):
            words = [child.text.lower(), *(more.text.lower() for more in sentence.children(child.index, "fixed"))]
    if not words:
        for other in sentence.children(index, "conj"):
            for child in sentence.children(other.index, "case"):
                if child.index < index:
                    return child.text.lower()
    return " ".join(words)


def mark_of(sentence: Sentence, index: int) -> str:
    return next((child.text.lower() for child in sentence.children(index, "mark")), "")


def has_to(sentence: Sentence, index: int) -> bool:
    return any(child.text.lower() == "to" for child in sentence.children(index, "mark", "aux"))


def negated(sentence: Sentence, index: int) -> Token | None:
    """The negation that hangs on a word, if any; "not only" and "no later" do not count."""
    for child in sentence.children(index, "advmod", "det", "cc", "mark"):
        if child.text.lower() in NEGATIONS:
            after = sentence.tokens[child.index + 1].text.lower() if child.index + 1 < len(sentence.tokens) else ""
            if after not in ("only", "just", "later", "longer"):
                return child
    return None


def negated_argument(sentence: Sentence, index: int) -> Token | None:
    """The negation inside an argument: "no country has sent", "not a single tank", "to neither side"."""
    for child in sentence.children(index, "nsubj", "obj", "obl"):
        for word in sentence.children(child.index, "det", "advmod", "cc", "nummod"):
            inner = next(iter(sentence.children(word.index, "advmod")), None)
            for each in (word, inner):
                if each is not None and each.index < child.index and each.text.lower() in ("no", "not", "neither"):
                    return each
    return None


def conjuncts(sentence: Sentence, index: int) -> list[int]:
    """The word and everything joined to it by coordination, in reading order."""
    found = [index]
    for child in sentence.children(index, "conj"):
        found.extend(conjuncts(sentence, child.index))
    return sorted(found)


def is_passive(sentence: Sentence, index: int) -> bool:
    return any(child.deprel in ("aux:pass", "nsubj:pass", "csubj:pass") for child in sentence.children(index))


def is_participle(token: Token) -> bool:
    """A past participle by its ending or by being irregular (its text is neither lemma nor -ing nor -s form)."""
    text = token.text.lower()
    return not text.endswith("ing") and text != token.lemma and not text.endswith("s")


def subject_of(sentence: Sentence, index: int, depth: int = 0) -> int | None:
    """The subject of a clause, through coordination, control, raising, participles and relative clauses."""
    if depth > 6:
        return None
    subjects = list(sentence.children(index, "nsubj"))
    if subjects:
        before = [child for child in subjects if child.index < index]
        return antecedent_of(sentence, (before or subjects)[-1].index)
    token = sentence.tokens[index]
    if token.head == ROOT:
        return None
    if token.relation == "conj" and _is_clause(sentence, token.head):
        return subject_of(sentence, token.head, depth + 1)
    above = sentence.tokens[token.head]
    if token.relation == "advcl" and above.relation in ("amod", "acl") and above.head < above.index:
        return above.head
    if token.relation in ("xcomp", "ccomp", "advcl") and _is_clause(sentence, token.head):
        return _controller(sentence, token, depth)
    if token.relation == "acl":
        return _antecedent_subject(sentence, token, depth)
    if token.relation == "parataxis" and token.index > token.head:
        return None
    return None


def _is_clause(sentence: Sentence, index: int) -> bool:
    if sentence.tokens[index].upos in CLAUSES:
        return True
    return any(True for _ in sentence.children(index, "nsubj", "cop"))


def _urged(sentence: Sentence, token: Token) -> int | None:
    """Who stands directly before an infinitive: "pressed Berlin to send", "called on Berlin to send"."""
    if token.relation != "advcl" or not has_to(sentence, token.index):
        return None
    opens = min(child.index for child in sentence.children(token.index, "mark", "aux"))
    pleas = PLEAS.get(sentence.tokens[token.head].lemma, ())
    objects = [
        child
        for child in sentence.children(token.head, "iobj", "obj", "obl")
        if child.relation != "obl" or case_of(sentence, child.index) in pleas
    ]
    return next((child.index for child in objects if sentence.subtree(child.index)[-1] == opens - 1), None)


def _controller(sentence: Sentence, token: Token, depth: int) -> int | None:
    if token.relation == "ccomp" and not token.text.lower().endswith("ing") and not has_to(sentence, token.index):
        return None
    mark = mark_of(sentence, token.index)
    if mark in ("over", "for"):
        for place in sentence.subtree(token.head):
            if place < token.index and case_of(sentence, place) in ("on", "against"):
                return place
    urged = _urged(sentence, token)
    if urged is not None:
        return urged
    if (
        token.relation == "xcomp"
        or mark in ("of", "from", "into", "for", "over", "against")
        or token.relation == "ccomp"
    ):
        for child in sentence.children(token.head, "iobj", "obj"):
            if child.index < token.index:
                return child.index
    return subject_of(sentence, token.head, depth + 1)


def _antecedent_subject(sentence: Sentence, token: Token, depth: int) -> int | None:
    """The antecedent acts ("firms supplying"); of "plans to send" it is the owner of the plans."""
    if token.deprel == "acl:relcl":
        return None
    noun = sentence.tokens[token.head]
    if mark_of(sentence, token.index) in ("for", "over"):
        for child in sentence.children(noun.index, "nmod"):
            if case_of(sentence, child.index) in ("on", "against"):
                return child.index
    if mark_of(sentence, token.index) in ("to", "for", "of", "about", "on") or has_to(sentence, token.index):
        for child in sentence.children(noun.index, "nmod", "compound", "amod"):
            named = child.relation != "nmod" and child.index < noun.index and child.text[:1].isupper()
            if child.deprel == "nmod:poss" or case_of(sentence, child.index) == "by" or named:
                return child.index
        for child in sentence.children(noun.index, "nsubj", "expl"):
            told = _told(sentence, noun) if child.text.lower() == "it" else None
            return child.index if told is None else told
        verb = noun.head
        return subject_of(sentence, verb, depth + 1) if verb != ROOT else None
    if is_participle(token) and not depth:
        return None
    return noun.index


def _told(sentence: Sentence, noun: Token) -> int | None:
    """Who is told that it is time for something: "he told Berlin it was time to send tanks"."""
    if noun.relation != "ccomp":
        return None
    return next(
        (child.index for child in sentence.children(noun.head, "iobj", "obj") if child.index < noun.index), None
    )


def antecedent_of(sentence: Sentence, index: int) -> int:
    """What a relative pronoun stands for, else the word itself."""
    token = sentence.tokens[index]
    if token.text.lower() not in RELATIVES:
        return index
    for above in sentence.ancestors(index):
        if above.deprel == "acl:relcl":
            return above.head
    return index


def path_up(sentence: Sentence, index: int) -> Iterator[tuple[Token, Token]]:
    """Pairs of a word and its head, from a word to the root."""
    token = sentence.tokens[index]
    while token.head != ROOT:
        above = sentence.tokens[token.head]
        yield token, above
        token = above


def wording(sentence: Sentence, first: int, last: int) -> str:
    """The words from ``first`` to ``last`` as they stand in the text, with one space for any gap."""
    words = ""
    for before, token in zip(
        sentence.tokens[first - 1 : last] if first else (None, *sentence.tokens[:last]),
        sentence.tokens[first : last + 1],
        strict=True,
    ):
        apart = before is not None and words and before.span.end < token.span.start
        words += f" {token.text}" if apart else token.text
    return words


def apart(sentence: Sentence, one: int, other: int) -> bool:
    """Whether a semicolon or a bullet stands between two words: they belong to two statements."""
    low, high = sorted((one, other))
    return any(token.text in (";", "•") for token in sentence.tokens[low:high])


def phrase_start(sentence: Sentence, index: int) -> int:
    return sentence.subtree(index)[0]

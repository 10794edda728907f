"""Treebanks and entity corpora as examples for the network, and the ways in which an example is varied."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from whence.model.text import Span
from whence.reading.boundaries import sentences
from whence.reading.words import words

UNKNOWN = -100
"""A label that nobody has set: the loss passes over it."""

NAMED = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
DEFENCE = (*NAMED, "B-WEAPON", "I-WEAPON")
_RE3D = {
    "Weapon": "WEAPON",
    "MilitaryPlatform": "WEAPON",
    "Organisation": "ORG",
    "Location": "LOC",
    "Person": "PER",
}
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "vs",
        "with",
        "n't",
        "'s",
        "s",
    ]
)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. Heads are 0 for the root and ``place + 1`` for a word; empty where not annotated.

    ``document`` counts the documents of a treebank; what is made of a sentence forgets it.
    """

    words: tuple[str, ...]
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    upos: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    defence: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    document: int = 0

    def arranged(self, order: Sequence[int]) -> Example:
        """The words at these places in this order; those left out must be leaves of the tree."""
        place_of = {old + 1: new + 1 for new, old in enumerate(order)} | {0: 0}

        def chosen(values: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(values[place] for place in order) if values else ()

        return Example(
            chosen(self.words),
            tuple(place_of[self.heads[place]] for place in order) if self.heads else (),
            chosen(self.relations),
            chosen(self.upos),
            chosen(self.named),
            chosen(self.defence),
            chosen(self.mentions),
        )

    def without(self, dropped: set[int]) -> Example:
        """The sentence less some leaves of its tree."""
        return self.arranged([place for place in range(len(self.words)) if place not in dropped])

    def put(self, place: int, word: str, relation: str, upos: str) -> Example:
        """Another word at a place, with the same head and dependents."""

        def changed(values: tuple[str, ...], value: str) -> tuple[str, ...]:
            return (*values[:place], value, *values[place + 1 :])

        words, relations = changed(self.words, word), changed(self.relations, relation)
        return replace(self, words=words, relations=relations, upos=changed(self.upos, upos))

    def under(self, place: int) -> list[int]:
        """The places of a word and of everything below it, in order."""
        found, below = {place}, -1
        while below != len(found):
            below = len(found)
            found |= {word for word, head in enumerate(self.heads) if head - 1 in found}
        return sorted(found)


class CorpusError(Exception):
    """A corpus is missing or not as expected; the message names the file and what to do."""


def blocks(path: Path) -> Iterator[list[str]]:
    """The lines of each sentence of a CoNLL-U or IOB2 file."""
    if not path.is_file():
        raise CorpusError(f"{path} is missing: point --corpora at the folder that holds ud/ and ner/")
    lines: list[str] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                lines.append(line.rstrip("\n"))
            elif lines:
                yield lines
                lines = []
    if lines:
        yield lines


def treebank(path: Path, mentions: bool = False) -> list[Example]:
    """The basic dependencies of a CoNLL-U file (neither multi-word lines nor empty nodes).

    With ``mentions``, also the names among the entities that GUM notes in its last column.
    """
    found, document = [], 0
    for lines in blocks(path):
        document += any(line.startswith("# newdoc") for line in lines)
        rows = [line.split("\t") for line in lines if line[0].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if any(not row[6].isdigit() for row in rows):
            raise CorpusError(f"{path}: a word without a head near {rows[0][1]!r}")
        forms, heads = tuple(row[1] for row in rows), tuple(int(row[6]) for row in rows)
        relations, upos = tuple(row[7] for row in rows), tuple(row[3] for row in rows)
        example = Example(forms, heads, relations, upos, document=document)
        found.append(replace(example, mentions=_mentions(example, [row[9] for row in rows])) if mentions else example)
    return found


_BRACKET = re.compile(r"\((?P<opened>\d+)-(?P<kind>\w+)-[^()|]*(?P<shut>\))?|(?P<closed>\d+)\)")
_JOINS = frozenset({"of", "the", "and", "for", "-", "&", "de"})
_MENTIONED = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _mentions(example: Example, notes: Sequence[str]) -> tuple[str, ...]:
    """B-/I- labels of named people, organisations and places, the longest first where they nest."""
    spans: list[tuple[int, int, str]] = []
    waiting: dict[str, list[tuple[int, str]]] = {}
    for place, note in enumerate(notes):
        entity = next((part[7:] for part in note.split("|") if part.startswith("Entity=")), "")
        for bracket in _BRACKET.finditer(entity):
            if bracket["shut"]:
                spans.append((place, place, bracket["kind"]))
            elif bracket["opened"]:
                waiting.setdefault(bracket["opened"], []).append((place, bracket["kind"]))
            elif waiting.get(bracket["closed"]):
                start, kind = waiting[bracket["closed"]].pop()
                spans.append((start, place, kind))
    labels = ["O"] * len(notes)
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        low, high = _name(example, start, end)
        if kind in _MENTIONED and all(label == "O" for label in labels[low:high]):
            for place in range(low, high):
                labels[place] = ("B-" if place == low else "I-") + _MENTIONED[kind]
    return tuple(labels)


def _name(example: Example, start: int, end: int) -> tuple[int, int]:
    """The proper name at the head of an entity's words, as a half-open range; empty where a common noun heads it."""
    tops = [place for place in range(start, end + 1) if not start <= example.heads[place] - 1 <= end]
    if len(tops) != 1 or example.upos[tops[0]] != "PROPN":
        return start, start
    proper = [
        example.words[place][0].isupper() and example.upos[place] in {"PROPN", "ADJ", "VERB", "NOUN"}
        for place in range(start, end + 1)
    ]
    joins = [word.lower() in _JOINS for word in example.words[start : end + 1]]
    low = high = tops[0] - start
    while low > 0 and (proper[low - 1] or (joins[low - 1] and any(proper[max(0, low - 3) : low - 1]))):
        low -= 1
    while high + 1 < len(proper) and (proper[high + 1] or (joins[high + 1] and any(proper[high + 2 : high + 4]))):
        high += 1
    while not proper[low] and low < high:
        low += 1
    return start + low, start + high + 1


def with_names(examples: Sequence[Example], path: Path) -> list[Example]:
    """The same sentences with the person, organisation and place names of an IOB2 file over them.

    A sentence is known by its characters, since the two files cut a few words differently; one
    that the file does not hold is left without names.
    """
    held: dict[str, list[str]] = {}
    for lines in blocks(path):
        rows = [line.split("\t") for line in lines if line[0].isdigit()]
        held["".join(row[1] for row in rows)] = [label for row in rows for label in _spread(row[2], len(row[1]))]
    found = [replace(example, named=_projected(example.words, held)) for example in examples]
    missing = sum(not example.named for example in found)
    if missing > len(found) // 50:
        raise CorpusError(f"{path}: {missing} of {len(found)} sentences do not fit the treebank")
    return found


def _spread(label: str, length: int) -> list[str]:
    """The label of a word, for each of its characters."""
    if label not in NAMED or label == "O":
        return ["O"] * length
    return [label, *["I" + label[1:]] * (length - 1)]


def _projected(words: Sequence[str], held: dict[str, list[str]]) -> tuple[str, ...]:
    characters = held.get("".join(words), [])
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return tuple(characters[start] for start in starts[:-1]) if characters else ()


def defence(folder: Path, confidence: float = 0.5) -> list[Example]:
    """Sentences of re3d with people, organisations, places and weapons."""
    if not folder.is_dir():
        raise CorpusError(f"{folder} is missing: point --corpora at the folder that holds ner/re3d")
    found = []
    for part in sorted(path.parent for path in folder.glob("*/documents.json")):
        marks: dict[str, list[tuple[int, int, str]]] = {}
        for line in (part / "entities.json").read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            if entity["type"] in _RE3D and entity["confidence"] >= confidence:
                mark = (entity["begin"], entity["end"], _RE3D[entity["type"]])
                marks.setdefault(entity["documentId"], []).append(mark)
        for line in (part / "documents.json").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            found.extend(_marked(document["text"], marks.get(document["_id"], [])))
    return found


def _marked(text: str, marks: list[tuple[int, int, str]]) -> Iterator[Example]:
    for paragraph in re.finditer(r"[^\n]+", text):
        for sentence in sentences(text, Span(*paragraph.span())):
            spans = words(text, sentence)
            labels = ["O"] * len(spans)
            for begin, end, kind in sorted(marks, key=lambda mark: mark[0] - mark[1]):
                inside = [place for place, span in enumerate(spans) if begin <= span.start and span.end <= end]
                while inside and spans[inside[0]].of(text).lower() in {"the", "a", "an"}:
                    inside.pop(0)
                if all(labels[place] == "O" for place in inside):
                    for place in inside:
                        labels[place] = ("B-" if place == inside[0] else "I-") + kind
            if spans:
                yield Example(tuple(span.of(text) for span in spans), defence=tuple(labels))


def joined(example: Example) -> Example:
    """Designations in one word, as the reader cuts them (``F-16``), where the treebank has three (``F - 16``)."""
    for place in range(len(example.words) - 3, -1, -1):
        one, hyphen, two = example.words[place : place + 3]
        whole = one + hyphen + two
        if hyphen != "-" or not (one.isalpha() and two[:1].isdigit()) or len(words(whole, Span(0, len(whole)))) > 1:
            continue
        inside = {place, place + 1, place + 2}
        tops = [word for word in inside if example.heads[word] - 1 not in inside]
        if len(tops) == 1:
            example = _fused(example, place, tops[0])
    return example


def _fused(example: Example, place: int, top: int) -> Example:
    dropped = {place, place + 1, place + 2} - {top}
    heads = tuple(top + 1 if head - 1 in dropped else head for head in example.heads)
    whole = "".join(example.words[place : place + 3])
    forms = tuple(whole if word == top else form for word, form in enumerate(example.words))

    def first(labels: tuple[str, ...]) -> tuple[str, ...]:
        return (*labels[:top], labels[place], *labels[top + 1 :]) if labels else ()

    named, mentions = first(example.named), first(example.mentions)
    return replace(example, words=forms, heads=heads, named=named, mentions=mentions).without(dropped)


def varied(example: Example, dice: random.Random) -> Example:
    """The example as it is, or as a headline, in one case throughout, or without its full stop.

    Sentences from which the more telling headlines can be made are taken for them more often.
    """
    if not example.heads:
        return example
    roll = dice.random()
    often = 0.3 if _helper(example) is not None or _inverted(example, False) else 0.08
    if roll < often:
        shortened = headline(example, dice)
        return _recased(shortened, _title) if dice.random() < 0.6 else shortened
    roll = dice.random()
    if roll < 0.03:
        return _recased(example, str.lower)
    if roll < 0.04 and "us" not in example.words:  # else the pronoun would be taught as the country
        return _recased(example, str.upper)
    return _unstopped(example) if roll < 0.1 else example


def headline(example: Example, dice: random.Random) -> Example:
    """The sentence as a headline: no stop, often no articles, no form of "be", "to" for "will", who says it last."""
    place = _helper(example)
    if place is not None and dice.random() < 0.7:
        word = example.words[place].lower()
        example = example.put(place, "to", "mark", "PART") if word == "will" else example.without({place})
    if dice.random() < 0.7:
        example = _inverted(example, dice.random() < 0.3) or example
    example = _unstopped(example)
    leaves = [place for place in range(len(example.words)) if place + 1 not in example.heads]
    articles = {place for place in leaves if example.words[place].lower() in {"a", "an", "the"}}
    return example.without(articles) if len(articles) < len(example.words) and dice.random() < 0.6 else example


_BE = frozenset({"am", "is", "are", "was", "were", "'s", "’s"})
_NOT = frozenset({"not", "n't", "n’t"})
_SAID = {"said": "says", "says": "says", "say": "say", "claimed": "claims", "claims": "claims", "warned": "warns",
         "reported": "reports", "reports": "reports", "announced": "announces", "confirmed": "confirms",
         "suggested": "suggests", "suggests": "suggests", "believe": "believe", "believes": "believes",
         "think": "think", "thinks": "thinks", "thought": "thinks", "show": "show", "shows": "shows"}  # fmt: skip


def _helper(example: Example) -> int | None:
    """The place of the one form of "be" or of the "will" that helps the root, if a headline can do without it."""
    root = example.heads.index(0) + 1
    places = [
        place
        for place, relation in enumerate(example.relations)
        if example.heads[place] == root and relation in {"aux", "aux:pass", "cop"}
    ]
    subject = any(example.heads[place] == root and "subj" in name for place, name in enumerate(example.relations))
    if len(places) != 1 or not subject or places[0] + 1 == len(example.words) or places[0] + 1 in example.heads:
        return None
    word, following = example.words[places[0]].lower(), example.words[places[0] + 1].lower()
    return places[0] if word in _BE or (word == "will" and following not in _NOT) else None


def _inverted(example: Example, verb_first: bool) -> Example | None:
    """ "Iran sold drones, Kyiv says" of "Kyiv said that Iran sold drones." (or "…, says Kyiv"), if it can be made."""
    root = example.heads.index(0)
    below = {name: place for place, name in enumerate(example.relations) if example.heads[place] == root + 1}
    full = set(below) == {"nsubj", "ccomp", "punct"} and example.words[root].lower() in _SAID
    if not full or example.words[below["punct"]] != "." or example.upos[below["nsubj"]] == "PRON":
        return None
    subject, content = example.under(below["nsubj"]), example.under(below["ccomp"])
    if subject[-1] + 1 != root or content[0] != root + 1 or content[-1] - content[0] + 1 != len(content):
        return None
    if example.words[content[0]].lower() == "that" and content[0] + 1 not in example.heads:
        content = content[1:]
    changed = example.put(below["punct"], ",", "punct", "PUNCT")
    changed = changed.put(root, _SAID[example.words[root].lower()], "root", example.upos[root])
    return changed.arranged([*content, below["punct"], *([root, *subject] if verb_first else [*subject, root])])


def _title(word: str) -> str:
    return word if word.lower() in _SMALL else word[:1].upper() + word[1:]


def _recased(example: Example, change: Callable[[str], str]) -> Example:
    return replace(example, words=tuple(change(word) for word in example.words))


def _unstopped(example: Example) -> Example:
    last = len(example.words) - 1
    if last and example.words[last] in {".", "!", "?"} and last + 1 not in example.heads:
        return example.without({last})
    return example

"""Sentences to claims: finds events, climbs, and completes each from the article around it.

Law: the same article, sentences, pack and language give the same claims; nothing else is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from whence.extraction.attribution import People
from whence.extraction.completion import Completion
from whence.extraction.designations import Designations
from whence.extraction.drafts import Draft
from whence.extraction.floor import Floor
from whence.extraction.hanging import hang_phrases
from whence.extraction.quantities import quantity_of, value_of
from whence.extraction.repair import repair
from whence.extraction.scenes import stage_scene
from whence.extraction.shifts import turned
from whence.extraction.times import Calendar, Times
from whence.extraction.vocabulary import vocabulary_of
from whence.model.claim import Claim, ItemClass, Kind, Worded
from whence.model.document import Article, LineRole
from whence.model.interval import Money
from whence.model.language import Language
from whence.model.pack import Pack
from whence.model.sentence import Sentence


def extract(article: Article, sentences: Sequence[Sentence], pack: Pack, language: Language) -> tuple[Claim, ...]:
    """The claims of an article in reading order; spans count the characters of ``article.text``."""
    vocabulary = vocabulary_of(pack, language)
    tellings = [repair(sentence, vocabulary) for sentence in _tellings(article, sentences)]
    staged = [hang_phrases(stage_scene(sentence, vocabulary)) for sentence in tellings]
    people = People(staged, vocabulary)
    peopled = [people.complete(scene) for scene in staged]
    designations = Designations(peopled, vocabulary)
    scenes = [designations.complete(scene) for scene in peopled]
    completion = Completion(article, scenes, vocabulary, Floor(article, people, vocabulary))
    calendar = Calendar(article, scenes, pack.events)
    claims: list[Claim] = []
    for number, scene in enumerate(scenes):
        for draft in completion.complete(number, scene):
            claims.extend(_claims(article, draft, calendar.times(number, draft)))
    return tuple(_distinct(claims))


def gate_words(pack: Pack) -> Iterable[str]:
    """Words of which a claim's sentence, or one close to it, has at least one."""
    for item in pack.items:
        yield from (item.name, *item.aliases)
        yield f"{item.name}s"
    words = [word for noun in pack.nouns for word in noun.words]
    words += [word for trigger in pack.triggers if trigger.kind is Kind.RESTRICTION for word in trigger.words]
    words += [word for trigger in pack.triggers if trigger.frame == "arm" for word in trigger.words]
    for word in words:
        yield from _inflected(word)


def _inflected(word: str) -> Iterable[str]:
    """A word as it may stand in a text: enough for a gate, not for a grammar."""
    yield from (word, f"{word}s", f"{word}es", f"{word}ed", f"{word}d", f"{word}ing")
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    if word.endswith("e"):
        yield f"{word[:-1]}ing"


def _tellings(article: Article, sentences: Sequence[Sentence]) -> Iterable[Sentence]:
    """The sentences that state something, and what is asked in a transcript; a repeated headline only once."""
    seen: set[str] = set()
    for sentence in sentences:
        words = " ".join(sentence.span.of(article.text).split())
        asked = article.lines[sentence.paragraph].role is LineRole.QUESTION
        if words not in seen and (asked or not words.rstrip(" \"”'’").endswith("?")):
            seen.add(words)
            yield sentence


def _claims(article: Article, draft: Draft, times: Times) -> Iterable[Claim]:
    """One claim for each class of items, so that "missiles as well as drones" are two."""
    for part in _parts(draft):
        value = value_of(article, part)
        if part.trigger.frame == "pledge" and not part.recipients and value is None:
            continue
        claim = _claim(article, part, times, value)
        yield claim
        if times.excepted is not None:
            yield replace(claim, polarity=turned(claim.polarity), when=times.excepted, quantity=None)


def _claim(article: Article, draft: Draft, times: Times, value: Worded[Money] | None) -> Claim:
    sentence = draft.scene.sentence
    return Claim(
        article_id=article.id,
        evidence=sentence.span,
        trigger=sentence.tokens[draft.index].span,
        kind=draft.kind,
        stage=draft.stage,
        polarity=draft.climbed.polarity,
        certainty=draft.climbed.certainty,
        suppliers=draft.suppliers,
        recipients=draft.recipients,
        against=draft.against,
        item_class=draft.classes,
        systems=draft.systems,
        quantity=quantity_of(article, draft, times),
        value=value,
        when=times.when,
        said=times.said,
        sources=draft.links,
        operators=draft.trail,
    )


def _parts(draft: Draft) -> Iterable[Draft]:
    groups: dict[tuple[ItemClass, ...], list[int]] = {}
    for place, item in enumerate(draft.items):
        groups.setdefault(item.classes, []).append(place)
    specific = [classes for classes in groups if classes != (ItemClass.UNSPECIFIED,)]
    if len(groups) < 2 or not specific:
        yield draft
        return
    for classes, places in groups.items():
        items = tuple(draft.items[place] for place in places)
        systems = tuple(dict.fromkeys(system for item in items for system in item.systems))
        yield replace(draft, items=items, classes=classes, systems=systems)


def _distinct(claims: Iterable[Claim]) -> Iterable[Claim]:
    """The same event told twice in one sentence, by two triggers, is one claim."""
    seen = set()
    for claim in claims:
        key = (
            claim.evidence,
            claim.kind,
            claim.stage,
            claim.polarity,
            claim.suppliers,
            claim.recipients,
            claim.item_class,
            claim.sources,
            claim.when,
        )
        if key not in seen:
            seen.add(key)
            yield claim

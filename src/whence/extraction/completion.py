"""Completes the drafts of an article in reading order: pronouns, items pointed to, speakers, missing parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.extraction.attribution import Attribution
from whence.extraction.background import CONTEXT_KINDS, Background
from whence.extraction.drafts import Draft
from whence.extraction.events import SELF_ACTING, STOCKS, find_events, stage_of_asking, with_both_sides
from whence.extraction.floor import Floor
from whence.extraction.memory import FLOWS, Memory
from whence.extraction.parties import parties_at
from whence.extraction.phrases import FIRST_PERSON, case_of, subject_of
from whence.extraction.quotes import quotations, quoted_by
from whence.extraction.retorts import RETORT
from whence.extraction.roles import GETTERS, ITEMLESS, PLEDGES
from whence.extraction.scenes import Scene
from whence.extraction.vocabulary import Vocabulary
from whence.extraction.wars import Wars
from whence.model.claim import ItemClass, Kind, Link, Operator, Polarity, Stage
from whence.model.document import Article

ROLE_FIELDS = {"supplier": "suppliers", "recipient": "recipients", "against": "against"}
OWN_USE = ("launch", "use", "using")
"""Frames that tell of tests, patrols and what an army has, unless somebody is at war or aimed at."""
AIMED = ("against", "over")
RECEIVED = ("carry",)
"""Frames that tell of no transfer unless somebody receives."""
VAGUE = frozenset({ItemClass.UNSPECIFIED, ItemClass.COMPONENT})
"""Classes of words that are about arms only beside other words for arms."""


class Completion:
    """Holds what one article has told; ``complete`` is called once a sentence, in order."""

    def __init__(self, article: Article, scenes: Sequence[Scene], vocabulary: Vocabulary, floor: Floor) -> None:
        self._article, self._scenes, self._vocabulary, self._floor = article, scenes, vocabulary, floor
        self._drafts = [tuple(self._told_by(scene)) for scene in scenes]
        self._memory = Memory(draft for drafts in self._drafts for draft in drafts)
        self._quoted = quotations(article)
        self._arms = any(not item.civilian for scene in scenes for item in scene.items.values())
        self._wars = Wars(article, scenes, vocabulary)
        told = {mention.code for scene in scenes for mention in scene.parties.values()}
        self._wartime = any(self._wars.takes_side(code) for code in told)
        known = [[self._owner(self._wars.opponent(draft)) for draft in drafts] for drafts in self._drafts]
        self._background = Background(scenes, known, vocabulary)
        self._attribution = Attribution(vocabulary, _officials(scenes, vocabulary) or floor.host)

    def _told_by(self, scene: Scene) -> Iterator[Draft]:
        """The events of a sentence, with "we" as the party of whoever has the floor; a question tells of none."""
        speaker = self._floor.speaker(scene.sentence)
        ours = (speaker.party,) if speaker is not None and speaker.party is not None else ()
        words = scene.sentence.tokens
        for draft in () if self._floor.asks(scene.sentence) else find_events(scene, self._vocabulary):
            if all(words[voice.index].text.lower() in FIRST_PERSON for voice in draft.climbed.voices):
                for role in draft.firsts:
                    field = ROLE_FIELDS[role]
                    draft = replace(draft, **{field: getattr(draft, field) or ours})  # type: ignore[arg-type]  # as in _roles
            yield draft

    def complete(self, number: int, scene: Scene) -> Iterator[Draft]:
        drafts = self._drafts[number]
        self._attribution.meet(scene, self._floor.speaker(scene.sentence))
        speakers = quoted_by(self._article, self._quoted, self._scenes, number, self._vocabulary)
        told: list[Draft] = []
        for draft in drafts:
            done = self._event(number, self._voiced(draft, speakers))
            if done is None:
                continue
            done = self._items(number, with_both_sides(self._roles(number, done), self._vocabulary))
            if done is None or not self._holds(done):
                continue
            done = self._owner(self._wars.felled(self._wars.opponent(done)))
            done = self._wars.backed(self._memory.counterpart(number, _beside(done, told)))
            done = _other_than_owner(self._background.fill(number, _of_same_items(done, drafts)))
            if self._tellable(done) and not any(_told_better(done, other) for other in told):
                told = [other for other in told if not _told_better(other, done)]
                told.append(done)
                self._memory.tell(number, done)
        yield from told
        for item in scene.items.values():
            if not item.civilian and not drafts:
                self._memory.mention(number, item.classes, item.systems)

    # --- speakers ------------------------------------------------------------------------------------------------

    def _voiced(self, draft: Draft, quoting: tuple[tuple[Scene, int], ...]) -> Draft:
        """The draft with the links of its voices, or of whoever is quoted, and the words that name them."""
        trail = list(draft.climbed.trail)
        links = []
        for voice in draft.climbed.voices:
            link = self._attribution.link(draft.scene, voice.index)
            if link is not None:
                links.append(self._of_actor(draft, voice.index, link))
                trail.append(Operator("source", voice.cue))
        if not links:
            quoted = (self._attribution.link(scene, index) for scene, index in quoting)
            links = [link for link in quoted if link is not None]
        speaker = self._floor.speaker(draft.scene.sentence)
        chain = (*([speaker] if speaker is not None else []), *_with_holders(links, self._vocabulary))
        distinct = {(link.name, link.party): link for link in chain}
        return replace(draft, links=tuple(distinct.values()), trail=tuple(dict.fromkeys(trail)))

    def _of_actor(self, draft: Draft, index: int, link: Link) -> Link:
        """ "its minister", "the government": an office of the party that the claim is about."""
        token = draft.scene.sentence.tokens[index]
        office = token.lemma in self._vocabulary.language.offices
        before = [child.text.lower() for child in draft.scene.sentence.children(index, "nmod", "det")]
        actor = (
            draft.recipients or draft.suppliers
            if draft.trigger.frame in GETTERS
            else draft.suppliers or draft.recipients
        )
        if link.party is not None or not office or len(actor) != 1 or not {"its", "their", "the"} & set(before):
            return link
        words = link.name.split(maxsplit=1)
        name = words[1] if len(words) > 1 and words[0].lower() in ("its", "their") else link.name
        return replace(link, name=name, party=actor[0])

    def _event(self, number: int, draft: Draft) -> Draft | None:
        """Takes parties and items of the event pointed to; ``None`` where none was told."""
        if not draft.event:
            return draft
        told = self._memory.event(number)
        if told is None or told.kind is Kind.TRAINING:
            return None
        if draft.classes and not {*draft.classes, ItemClass.UNSPECIFIED} & set(told.classes):
            return None
        speakers = {link.party for link in draft.links}
        if draft.trigger.frame == RETORT and not speakers & {*told.suppliers, *told.recipients}:
            return None
        lists = bool(set(draft.trigger.words) & set(self._vocabulary.language.elaborations))
        stage = told.stage if lists or draft.climbed.polarity is Polarity.DENIED else draft.stage
        draft = replace(draft, kind=told.kind, stage=stage, suppliers=told.suppliers, recipients=told.recipients)
        return draft if draft.classes else replace(draft, classes=told.classes, systems=told.systems)

    # --- parties -------------------------------------------------------------------------------------------------

    def _roles(self, number: int, draft: Draft) -> Draft:
        for role in draft.pronouns:
            field = ROLE_FIELDS[role]
            if not getattr(draft, field):
                draft = replace(draft, **{field: self._meant(number, draft, role)})  # type: ignore[arg-type]  # one of three names
        if draft.climbed.asker is not None:
            asker = parties_at(draft.scene, draft.climbed.asker, self._vocabulary).codes
            stage = stage_of_asking(draft, asker)
            if stage is not draft.stage:
                draft = replace(draft, stage=stage, recipients=draft.recipients or asker)
        pair = draft.suppliers if len(draft.suppliers) == 2 else draft.recipients
        if len(pair) == 2 and draft.kind in FLOWS and not (draft.suppliers and draft.recipients):
            told = self._memory.direction(frozenset(pair), draft.classes)
            if told is not None:
                draft = replace(draft, suppliers=told.suppliers, recipients=told.recipients)
        return draft

    def _meant(self, number: int, draft: Draft, role: str) -> tuple[str, ...]:
        """Whom the pronoun, or the noun that points like one, in a role stands for."""
        if role in draft.pairs:
            return self._pair(number)
        if draft.kind is Kind.USE and draft.pointing and role == "recipient":
            receivers = self._memory.owners(number, draft.classes)
            if receivers:
                return receivers
        return self._antecedent(number, draft, first=role in draft.firsts)

    def _antecedent(self, number: int, draft: Draft, *, first: bool) -> tuple[str, ...]:
        """Whom a pronoun in a role stands for: the subject above it, else the subject of the sentence before."""
        other = {*draft.suppliers, *draft.recipients, *self._accusers(draft)}
        if first:
            speaker = draft.links[-1].party if draft.links else self._floor.host
            return (speaker,) if speaker else ()
        for index in draft.climbed.path:
            subject = subject_of(draft.scene.sentence, index)
            codes = self._state(draft.scene, subject, other)
            if codes:
                return codes
        codes = self._subject_before(draft, other)
        if codes:
            return codes
        told = self._memory.event(number)
        if told is not None and other:
            rest = {*told.suppliers, *told.recipients} - other
            if other & {*told.suppliers, *told.recipients} and len(rest) == 1:
                return tuple(rest)
        for before in reversed(self._scenes[max(0, number - 3) : number]):
            root = next(token.index for token in before.sentence.tokens if token.head < 0)
            codes = self._state(before, subject_of(before.sentence, root), other)
            if codes:
                return codes
        return ()

    def _accusers(self, draft: Draft) -> Iterator[str]:
        """Those who blame another for the event are not the ones that a pronoun in it stands for."""
        for index in draft.climbed.path:
            subject = subject_of(draft.scene.sentence, index)
            if draft.scene.sentence.tokens[index].lemma in self._vocabulary.language.blames and subject is not None:
                yield from parties_at(draft.scene, subject, self._vocabulary).codes

    def _pair(self, number: int) -> tuple[str, ...]:
        """Whom "the two countries" stands for: the last subject of several parties, else both sides of an event, else
        the only parties named together."""
        near = self._scenes[max(0, number - 3) : number + 1]
        for scene in reversed(near):
            for token in scene.sentence.tokens:
                codes = self._state(scene, token.index, set()) if token.relation == "nsubj" else ()
                if len(codes) > 1:
                    return codes
        told = self._memory.event(number)
        if told is not None:
            return tuple(dict.fromkeys((*told.suppliers, *told.recipients)))
        named = {self._state(scene, index, set()) for scene in near for index in scene.parties}
        joined = [codes for codes in named if len(codes) > 1]
        return joined[0] if len(joined) == 1 else ()

    def _subject_before(self, draft: Draft, other: set[str]) -> tuple[str, ...]:
        """The last subject before the trigger in its sentence, else the last object: "as Moscow runs out, it has"."""
        for relation in ("nsubj", "obj"):
            for token in reversed(draft.scene.sentence.tokens[: draft.index]):
                codes = self._state(draft.scene, token.index, other) if token.relation == relation else ()
                if codes:
                    return codes
        return ()

    def _state(self, scene: Scene, subject: int | None, other: set[str]) -> tuple[str, ...]:
        if subject is None:
            return ()
        codes = parties_at(scene, subject, self._vocabulary).codes
        return codes if not set(codes) & other else ()

    def _tellable(self, draft: Draft) -> bool:
        """A claim is about somebody; use of one's own arms outside any war, as in tests, is none."""
        if draft.kind in CONTEXT_KINDS and not draft.recipients:
            return False
        lemma = draft.scene.sentence.tokens[draft.index].lemma
        if lemma in STOCKS and draft.trigger.frame == "giving" and not draft.recipients:
            return False
        if draft.kind is Kind.TRANSFER and not draft.suppliers and any(item.needs_giver for item in draft.items):
            return False
        if draft.kind is Kind.TRANSFER and not draft.recipients:
            return draft.trigger.frame not in RECEIVED and not all(self._is_company(code) for code in draft.suppliers)
        if draft.kind is Kind.USE and any(self._is_company(code) for code in draft.recipients):
            return False
        if draft.trigger.frame not in OWN_USE or draft.suppliers or draft.against:
            return bool(draft.suppliers or draft.recipients)
        aimed = draft.trigger.frame != "launch" and _is_aimed(draft)
        return aimed or any(self._wars.at_war(code) for code in draft.recipients)

    def _is_company(self, code: str) -> bool:
        party = self._vocabulary.party_of.get(code)
        return party is not None and party.kind == "company"

    def _owner(self, draft: Draft) -> Draft:
        """Whose items were lost: those who got them from their maker, or the maker itself if it is at war."""
        if draft.trigger.frame in SELF_ACTING and draft.recipients and not draft.suppliers:
            if not any(self._wars.at_war(code) for code in draft.recipients):
                made = self._wars.opponent(replace(draft, suppliers=draft.recipients, recipients=()))
                holders = made.recipients or self._memory.receiver(made)
                return replace(made, recipients=holders) if holders or self._wartime else draft
            return draft
        if draft.kind is not Kind.EXPENDITURE or draft.recipients or not draft.suppliers:
            return draft
        owner = self._memory.receiver(draft)
        if owner:
            return replace(draft, recipients=owner)
        own = self._wars.at_war(draft.suppliers[0]) or (draft.against and draft.against != draft.suppliers)
        return replace(draft, suppliers=(), recipients=draft.suppliers) if own else draft

    # --- items ---------------------------------------------------------------------------------------------------

    def _items(self, number: int, draft: Draft) -> Draft | None:
        """Takes the classes and holders of items pointed to; ``None`` where nothing was told before."""
        if draft.pointing or (not draft.classes and draft.kind is not Kind.RESTRICTION):
            told = self._memory.items(number, draft.classes)
            if told is None:
                untold = (ItemClass.UNSPECIFIED,) if draft.trigger.frame in ITEMLESS else ()
                classes = draft.classes or untold
                return replace(draft, classes=classes) if classes else None
            classes = told.classes if not draft.classes or draft.classes == (ItemClass.UNSPECIFIED,) else draft.classes
            draft = replace(draft, classes=classes, systems=draft.systems or told.systems)
            if draft.kind in CONTEXT_KINDS and not draft.suppliers and set(told.recipients) & set(draft.recipients):
                draft = replace(draft, suppliers=told.suppliers)
            given = (told.suppliers and draft.suppliers == told.suppliers) or (told.used and not told.suppliers)
            given = given or _counts_on(draft)
            if draft.kind is Kind.TRANSFER and given and not set(draft.suppliers) & set(told.recipients):
                draft = replace(draft, recipients=draft.recipients or told.recipients)
        if not draft.classes:
            return replace(draft, classes=(ItemClass.UNSPECIFIED,)) if self._arms else None
        return draft

    def _holds(self, draft: Draft) -> bool:
        """Words that are also civilian count in an article about arms, and between parties ("tanks to Kyiv")."""
        if not draft.items or not all(item.civilian for item in draft.items):
            return True
        if self._arms:
            return not self._is_of_trade(draft)
        around = {name for item in draft.scene.items.values() for name in item.classes}
        vague = around <= VAGUE
        if draft.kind in CONTEXT_KINDS:
            return not vague and bool(draft.suppliers or draft.recipients or draft.against)
        return not vague and bool(draft.suppliers and draft.recipients)

    def _is_of_trade(self, draft: Draft) -> bool:
        """ "goods that Mexico exports": words for things in general, and nobody at the other end."""
        whole = draft.suppliers and draft.recipients
        armed = any(not item.civilian for item in draft.scene.items.values())
        return set(draft.classes) <= VAGUE and not (whole or armed or draft.pointing)


def _counts_on(draft: Draft) -> bool:
    """ "Oslo has promised 14": a bare number goes on with what was told, and goes to the same party."""
    counts = draft.scene.sentence.children(draft.index, "obj", "nsubj:pass")
    return not draft.items and any(child.upos == "NUM" for child in counts)


def _is_aimed(draft: Draft) -> bool:
    """ "uses drones against the rebels": at somebody, though at no party."""
    sentence = draft.scene.sentence
    heads = (draft.index, *(item.head for item in draft.items))
    phrases = (child for head in heads for child in sentence.children(head, "obl", "nmod"))
    return any(case_of(sentence, child.index) in AIMED for child in phrases)


def _with_holders(links: Sequence[Link], vocabulary: Vocabulary) -> Iterator[Link]:
    """Documents cited by a party's speaker are that party's, unless another is told."""
    party = None
    for link in links:
        words = link.name.lower().split()
        if party is not None and link.party is None and not link.named and words[-1] in vocabulary.language.documents:
            link = replace(link, party=party)
        party = link.party or party
        yield link


def _told_better(draft: Draft, other: Draft) -> bool:
    """Whether another draft of the sentence tells the same event of the same items with more parties, or more closely.

    "They announced the delivery of tanks" tells of one event, the delivery.
    """
    heads, others = {item.head for item in draft.items}, {item.head for item in other.items}
    if other.kind is not draft.kind or not heads <= others:
        return False
    if (draft.suppliers, draft.recipients) == (other.suppliers, other.recipients):
        return draft.trigger.frame in PLEDGES and draft.index in other.climbed.path
    fewer = set(draft.suppliers) <= set(other.suppliers) and set(draft.recipients) <= set(other.recipients)
    return bool(heads) and heads == others and fewer


def _other_than_owner(draft: Draft) -> Draft:
    """Whoever uses or loses its own items is not told as their supplier."""
    own = draft.kind in CONTEXT_KINDS and draft.suppliers == draft.recipients
    return replace(draft, suppliers=()) if own else draft


def _beside(draft: Draft, told: Sequence[Draft]) -> Draft:
    """A recipient told in the same sentence for the same giver: "will supply Kyiv with A and is sending B"."""
    if draft.recipients or draft.kind not in (Kind.TRANSFER, Kind.TRAINING):
        return draft
    for other in told:
        if other.suppliers == draft.suppliers and other.kind in (Kind.TRANSFER, Kind.TRAINING):
            return replace(draft, recipients=other.recipients)
    return draft


def _of_same_items(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """What a sentence tells of the same items twice: "they use missiles supplied by Spain" were supplied to them."""
    heads = {item.head for item in draft.items}
    for other in drafts:
        if other.index == draft.index or not heads & {item.head for item in other.items} or not _took_place(other):
            continue
        if draft.kind in CONTEXT_KINDS and other.kind is Kind.TRANSFER and not draft.suppliers:
            draft = replace(draft, suppliers=other.suppliers)
        if draft.kind is Kind.TRANSFER and other.kind in CONTEXT_KINDS and not draft.recipients and _took_place(draft):
            holders = tuple(code for code in other.recipients if code not in draft.suppliers)
            draft = replace(draft, recipients=holders)
    return draft


def _took_place(draft: Draft) -> bool:
    return draft.stage is Stage.CARRIED_OUT and draft.climbed.polarity is Polarity.AFFIRMED


def _officials(scenes: Sequence[Scene], vocabulary: Vocabulary) -> str | None:
    """The one state whose officials speak in the article, if there is just one."""
    codes = set()
    for scene in scenes:
        for token in scene.sentence.tokens:
            if token.lemma == "official":
                codes |= set(parties_at(scene, token.index, vocabulary).codes)
    return codes.pop() if len(codes) == 1 and "west" not in codes else None

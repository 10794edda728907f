"""Who stands in which role of an event, and what the event is about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from whence.extraction.frames import Argument
from whence.extraction.gathering import ATTACKS, BELOW, DOING
from whence.extraction.operators import Climbed
from whence.extraction.parties import Named, items_at, modifiers, origin_of, parties_at
from whence.extraction.phrases import AMOUNTS, case_of, conjuncts, path_up, subject_of
from whence.extraction.pointers import points_back
from whence.extraction.scenes import ItemMention, Scene
from whence.extraction.vocabulary import Vocabulary
from whence.model.claim import ItemClass, Kind
from whence.model.pack import Frame, Trigger
from whence.model.sentence import Token

SUPPLIER, RECIPIENT, AGAINST = "supplier", "recipient", "against"
PARTY_ROLES = (SUPPLIER, RECIPIENT, AGAINST)
ITEM = "item"
GETTERS = ("get", "ask", "turn", "choose", "rely", "pay", "inspect")
ORIGIN = "origin"
"""A place of frames: whoever's the items are said to be."""
PLEDGES = ("pledge", "weigh")
"""Frames that tell no more than that something was announced or weighed."""
ITEMLESS = ("arm", "supply_whom")
"""Frames that are about arms even where none are told: "they armed Ukraine"."""
OBJECTS = ("obj", "iobj")
BEFORE_GENERICS = ("det", "nummod", "amod", "nmod", "compound")
"""What stands before a word for things in general that points back; "machines" alone are any."""
UNTOLD = ("train", "trained", "training")
"""Frames that may leave open what people are trained for."""
PERSONAL = frozenset(
    {"i", "me", "you", "he", "him", "she", "her", "we", "us", "who", "whom", "myself", "himself", "herself"}
)
"""Pronouns that stand for people, never for items."""
TRADES = ("giving", "contract")
"""Frames of nouns before which a bare name plays the role that is open."""
ACRONYM = 4
ACTED_ON = frozenset({"", "of", "on", "with", "for", "about", "from", "to"})
"""Prepositions behind which a verb's subject acts in what follows; "suspended it after strikes" tells nothing."""


@dataclass(frozen=True, slots=True)
class Roles:
    """``pointing`` is true where the items only point to items told before."""

    parties: dict[str, Named] = field(default_factory=dict)
    items: tuple[ItemMention, ...] = ()
    pointing: bool = False

    def of(self, role: str) -> Named:
        return self.parties.get(role, Named())

    def cast(self, role: str, named: Named) -> Roles:
        return replace(self, parties={**self.parties, role: named})


def places_of(frame: Frame, role: str) -> tuple[str, ...]:
    return {SUPPLIER: frame.supplier, RECIPIENT: frame.recipient, AGAINST: frame.against}[role]


def fill_roles(scene: Scene, trigger: Trigger, frame: Frame, found: list[Argument], vocabulary: Vocabulary) -> Roles:
    """The roles as the frame's places fill them; a phrase fills one role only."""
    roles = Roles()
    used: set[int] = set()
    for role in PARTY_ROLES:
        free = [argument for argument in found if argument.index not in used]
        named, index = _party(scene, places_of(frame, role), free, vocabulary, cities=role == AGAINST)
        roles = roles.cast(role, named)
        used.add(index)
    items, pointing = _items(scene, frame, [a for a in found if a.index not in used or a.place == BELOW], vocabulary)
    told_with = any(argument.place.endswith(":with") for argument in found)
    if roles.of(SUPPLIER).empty and ORIGIN in frame.supplier:
        roles = roles.cast(SUPPLIER, _origin(scene, items, roles.of(RECIPIENT), vocabulary))
    arming = trigger.frame in ITEMLESS and not told_with and not roles.of(RECIPIENT).empty
    if trigger.kind is Kind.EXPENDITURE and roles.of(RECIPIENT).empty:
        roles = roles.cast(RECIPIENT, _owner(scene, found, frame))
    untold = trigger.frame in UNTOLD or arming
    if items:
        pointing = all(points_back(scene, item) for item in items)
    return replace(roles, items=items, pointing=pointing or (untold and not items))


def complete_roles(
    scene: Scene, token: Token, trigger: Trigger, frame: Frame, roles: Roles, vocabulary: Vocabulary
) -> Roles:
    """Roles that stand beyond the trigger's own phrases: light verbs, targets, those who are helped."""
    if trigger.frame == "get" and trigger.kind is Kind.TRANSFER and roles.of(SUPPLIER).empty:
        roles = _bought_for(scene, token, roles, vocabulary)
    if trigger.kind is Kind.RESTRICTION and roles.of(RECIPIENT).empty:
        roles = roles.cast(RECIPIENT, _target(scene, token.index, vocabulary, roles.of(SUPPLIER).codes))
    if trigger.kind is Kind.PRODUCTION:
        roles = _made_at(scene, token, roles, vocabulary)
    roles = _controlled(scene, token, frame, roles, vocabulary)
    if frame.name in TRADES and roles.of(SUPPLIER).empty != roles.of(RECIPIENT).empty:
        role, other = (SUPPLIER, RECIPIENT) if roles.of(SUPPLIER).empty else (RECIPIENT, SUPPLIER)
        roles = roles.cast(role, _named_before(scene, token, roles, other))
    return roles


def deal_roles(scene: Scene, trigger: Trigger, climbed: Climbed, roles: Roles, vocabulary: Vocabulary) -> Roles:
    """The partner of a deal, and whoever helps another, take the role that is still empty."""
    if trigger.kind is Kind.TRAINING and roles.of(RECIPIENT).empty:
        roles = roles.cast(RECIPIENT, _helped(scene, vocabulary, roles.of(SUPPLIER).codes))
    for index in (climbed.helper, climbed.partner):
        if index is None:
            continue
        named = parties_at(scene, index, vocabulary)
        gives = trigger.kind is Kind.TRANSFER and trigger.frame not in GETTERS and index == climbed.partner
        role, other = (RECIPIENT, SUPPLIER) if gives else (SUPPLIER, RECIPIENT)
        if roles.of(role).empty and not set(named.codes) & set(roles.of(other).codes):
            roles = roles.cast(role, named)
    return roles


# --- parties ------------------------------------------------------------------------------------------------------


def _party(
    scene: Scene, places: tuple[str, ...], found: list[Argument], vocabulary: Vocabulary, *, cities: bool
) -> tuple[Named, int]:
    """The first place of a role that names a party, and the word it stands at (-1 for none)."""
    for place in places:
        for argument in found:
            if argument.place == place and not (place in OBJECTS and items_at(scene, argument.index, vocabulary)):
                index = argument.index
                before = place == "mod"
                named = _modifier(scene, index) if before else parties_at(scene, index, vocabulary, places=cities)
                if not named.empty:
                    return named, index
    return Named(), -1


def _origin(scene: Scene, items: tuple[ItemMention, ...], receiver: Named, vocabulary: Vocabulary) -> Named:
    """Whose items are told to be got, where another gets them: "chose German tanks"."""
    codes = (origin_of(scene, item, vocabulary)[0] for item in items)
    return Named(tuple(dict.fromkeys(code for code in codes if code and code not in receiver.codes)))


def _modifier(scene: Scene, index: int) -> Named:
    """Parties before a noun that act in it: "Iranian deliveries", "US sanctions"; not "Iran sanctions"."""
    codes = []
    for place in conjuncts(scene.sentence, index):
        mention = scene.parties.get(place)
        if mention is not None:
            words = "".join(token.text for token in scene.sentence.tokens[mention.first : mention.last + 1])
            acronym = words.replace(".", "").isupper() and len(words) <= ACRONYM
            if mention.form in ("demonym", "office") or acronym:
                codes.append(mention.code)
    return Named(tuple(codes))


def _bought_for(scene: Scene, token: Token, roles: Roles, vocabulary: Vocabulary) -> Roles:
    """Who buys for another party supplies it: "buy drones for the Ukrainian military"."""
    for head in (token.index, *(item.head for item in roles.items)):
        for child in scene.sentence.children(head, "nmod", "obl"):
            if case_of(scene.sentence, child.index) != "for":
                continue
            named = parties_at(scene, child.index, vocabulary)
            buyer = roles.of(RECIPIENT)
            if named.codes and not set(named.codes) & set(buyer.codes):
                return roles.cast(SUPPLIER, roles.of(SUPPLIER) if buyer.empty else buyer).cast(RECIPIENT, named)
    return roles


def _target(scene: Scene, index: int, vocabulary: Vocabulary, others: tuple[str, ...]) -> Named:
    """Whom a restriction is to hit where it does not say so itself: "controls to keep parts from going to Iran"."""
    for place in sorted(scene.parties):
        if place > index and case_of(scene.sentence, place) in ("on", "against", "to"):
            named = parties_at(scene, place, vocabulary)
            if named.codes and not set(named.codes) & set(others):
                return named
    return Named()


def _controlled(scene: Scene, token: Token, frame: Frame, roles: Roles, vocabulary: Vocabulary) -> Roles:
    """The subject of the verb that carries a noun's event acts in it: "Berlin halted the deliveries"."""
    if not frame.controller:
        return roles
    if roles.of(frame.controller).empty:
        return roles.cast(frame.controller, _carrier(scene, token, frame, vocabulary))
    if frame.name != "asking":
        return _built_abroad(scene, token, frame, roles, vocabulary)
    decider = _carrier(scene, token, frame, vocabulary)
    settled = not roles.of(SUPPLIER).empty or set(decider.codes) & set(roles.of(RECIPIENT).codes)
    return roles if settled else roles.cast(SUPPLIER, decider)


def _carrier(scene: Scene, token: Token, frame: Frame, vocabulary: Vocabulary) -> Named:
    """The subject of the verb that carries a noun's event: a light one, one that moves it, or an attack."""
    for below, above in path_up(scene.sentence, token.index):
        entries = vocabulary.operators(scene.sentence, above)
        moves = any(not entry.states or entry.stage or entry.polarity for entry in entries)
        if above.upos in AMOUNTS:
            continue
        if above.lemma in vocabulary.language.blames:
            return _blamed(scene, below, above, vocabulary)
        attacks = frame.name in ATTACKS and above.lemma in vocabulary.language.harms
        if not (moves or attacks) and above.lemma not in vocabulary.language.lights:
            return Named()
        owner = _owner_of(scene, above, vocabulary) if above.upos == "NOUN" else Named()
        if not owner.empty and not any(entry.asks for entry in entries):
            return owner
        if above.upos == "VERB" or any(True for _ in scene.sentence.children(above.index, "cop")):
            subject = subject_of(scene.sentence, above.index)
            case = case_of(scene.sentence, below.index)
            sums = any(child.upos in AMOUNTS for child in scene.sentence.children(above.index, "obj"))
            acted_on = ACTED_ON | {"in"} if sums or attacks else ACTED_ON
            topical = below.relation == "obl" and case not in acted_on
            if below.relation not in ("obj", "xcomp", "obl", "ccomp") or subject is None or topical:
                return Named()
            return parties_at(scene, subject, vocabulary)
    return Named()


def _owner_of(scene: Scene, noun: Token, vocabulary: Vocabulary) -> Named:
    """Whose decision it is: "the Swiss veto of deliveries", "Oslo's approval of the sale"."""
    for child in scene.sentence.children(noun.index, "nmod", "amod", "compound"):
        if child.deprel == "nmod:poss" or case_of(scene.sentence, child.index) == "by":
            return parties_at(scene, child.index, vocabulary)
        named = _modifier(scene, child.index) if child.relation != "nmod" else Named()
        if not named.empty:
            return named
    return Named()


def _blamed(scene: Scene, below: Token, above: Token, vocabulary: Vocabulary) -> Named:
    """ "accused A and B of an attack": whoever is blamed acted."""
    if below.relation in ("obl", "nmod") and case_of(scene.sentence, below.index) in ("of", "for"):
        for child in scene.sentence.children(above.index, "obj", "nsubj"):
            if child.relation == "obj" or child.deprel == "nsubj:pass":
                return parties_at(scene, child.index, vocabulary)
    return Named()


def _named_before(scene: Scene, token: Token, roles: Roles, other: str) -> Named:
    """ "a Taiwan arms sale", "Iran arms sales to Chad": the bare name before the noun plays the open role."""
    for head in (token.index, *(item.head for item in roles.items)):
        for child in scene.sentence.children(head, "compound", "nmod"):
            mention = scene.parties.get(child.index)
            bare = mention is not None and mention.form == "name" and not case_of(scene.sentence, child.index)
            if mention is not None and bare and mention.code not in roles.of(other).codes:
                return Named((mention.code,))
    return Named()


def _made_at(scene: Scene, token: Token, roles: Roles, vocabulary: Vocabulary) -> Roles:
    """Of two who make items in the country of one, the other helps: "A and B agreed to build drones in B"."""
    makers = roles.of(RECIPIENT).codes
    heads = (token.index, *(item.head for item in roles.items))
    for child in (child for head in heads for child in scene.sentence.children(head, "obl", "nmod")):
        if case_of(scene.sentence, child.index) in ("in", "on") and len(makers) > 1:
            home = [code for code in parties_at(scene, child.index, vocabulary, places=True).codes if code in makers]
            if len(home) == 1 and roles.of(SUPPLIER).empty:
                helpers = tuple(code for code in makers if code != home[0])
                return roles.cast(RECIPIENT, Named((home[0],))).cast(SUPPLIER, Named(helpers))
    return roles


def _built_abroad(scene: Scene, token: Token, frame: Frame, roles: Roles, vocabulary: Vocabulary) -> Roles:
    """Who builds a line in another party's country helps it: "Turkey is building a factory in Ukraine"."""
    verb = scene.sentence.tokens[token.head] if token.head >= 0 and token.relation == "obj" else None
    if frame.name != "making" or verb is None or not roles.of(SUPPLIER).empty:
        return roles
    subject = subject_of(scene.sentence, verb.index)
    named = parties_at(scene, subject, vocabulary) if subject is not None else Named()
    return roles if set(named.codes) & set(roles.of(RECIPIENT).codes) else roles.cast(SUPPLIER, named)


def _owner(scene: Scene, found: list[Argument], frame: Frame) -> Named:
    """Whose stocks were used up: "German stocks of shells are depleted"."""
    for argument in found:
        item = scene.items.get(argument.index)
        store = item is None or item.classes == (ItemClass.UNSPECIFIED,)
        if argument.place in frame.item and argument.place != BELOW and store:
            codes = tuple(dict.fromkeys(mention.code for mention in modifiers(scene, argument.index, ())))
            if codes:
                return Named(codes)
    return Named()


def _helped(scene: Scene, vocabulary: Vocabulary, others: tuple[str, ...]) -> Named:
    """Whom the sentence says is helped: those who are trained, where nobody else is told."""
    for token in scene.sentence.tokens:
        if token.lemma not in vocabulary.language.helps or token.upos != "VERB":
            continue
        for child in scene.sentence.children(token.index, "obj", "iobj", "ccomp", "xcomp"):
            for place in (child.index, *(under.index for under in scene.sentence.children(child.index, "nsubj"))):
                named = parties_at(scene, place, vocabulary)
                if named.codes and not set(named.codes) & set(others):
                    return named
    return Named()


# --- items --------------------------------------------------------------------------------------------------------


def _items(
    scene: Scene, frame: Frame, found: list[Argument], vocabulary: Vocabulary
) -> tuple[tuple[ItemMention, ...], bool]:
    """The items at the first place that names any; else whether a place points back to items told before."""
    pointing = False
    for place in frame.item:
        for argument in found:
            if argument.place != place:
                continue
            items = _items_of(scene, argument, vocabulary)
            if items:
                return tuple(items), False
            pointing = pointing or _points(scene, argument, vocabulary)
    return (), pointing and not _about_else(scene, found, vocabulary)


def _about_else(scene: Scene, found: list[Argument], vocabulary: Vocabulary) -> bool:
    """ "gave it the name": an object that is neither items nor points to any."""
    for argument in found:
        token = scene.sentence.tokens[argument.index]
        noun = argument.place == "obj" and token.upos in ("NOUN", "PROPN") and argument.index not in scene.parties
        if noun and token.lemma not in vocabulary.language.collectives and not _points(scene, argument, vocabulary):
            return True
    return False


def _items_of(scene: Scene, argument: Argument, vocabulary: Vocabulary) -> list[ItemMention]:
    if argument.place in (BELOW, DOING):
        below = [index for index in scene.sentence.subtree(argument.index) if index in scene.items]
        later = [index for index in scene.items if index > argument.index and argument.place == BELOW]
        return [scene.items[index] for index in below or later]
    return items_at(scene, argument.index, vocabulary)


def _points(scene: Scene, argument: Argument, vocabulary: Vocabulary) -> bool:
    """A pronoun, or a noun that says nothing of the items it holds: "the systems", "its first delivery"."""
    token = scene.sentence.tokens[argument.index]
    counted = token.upos in ("NUM", "ADJ", "DET", "PRON") or token.lemma in vocabulary.language.containers
    phrases = scene.sentence.children(token.index, "nmod") if counted else ()
    if any(child.upos == "PRON" and case_of(scene.sentence, child.index) == "of" for child in phrases):
        return True
    if token.upos in ("PRON", "DET") and token.text.lower() in PERSONAL:
        return False
    if token.upos in ("PRON", "DET"):
        return argument.place in ("obj", "nsubj:pass", "nmod:of")
    if token.upos == "NUM" or (token.upos == "ADJ" and token.lemma in vocabulary.language.containers):
        below = scene.sentence.children(token.index, "nmod", "compound", "acl", "conj", "dep")
        return argument.place in ("obj", "nsubj:pass") and all(child.deprel == "nmod:poss" for child in below)
    if token.lemma in vocabulary.language.generics:
        return any(child.index < token.index for child in scene.sentence.children(token.index, *BEFORE_GENERICS))
    held = any(case_of(scene.sentence, child.index) == "of" for child in scene.sentence.children(token.index, "nmod"))
    held = held or any(child.upos == "NOUN" for child in scene.sentence.children(token.index, "compound"))
    return token.lemma in vocabulary.language.deliveries and not held

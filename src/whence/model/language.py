"""A language as data: the words that report, hedge, deny and stage, and the words that speak for parties."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.model.claim import Certainty, Polarity, Stage


class Speaker(StrEnum):
    """Who becomes a link of the source chain at an operator."""

    NOBODY = ""
    SUBJECT = "subject"
    OBJECT = "object"
    """The object speaks and the subject relays: "to cite officials"."""
    ITSELF = "itself"
    """The word itself: "a report", "intelligence"."""
    OWNER = "owner"
    """Its possessor: "Kyiv's claim", "a warning by officials"."""
    HOLDER = "holder"
    """Whoever has it: "Washington had no evidence"."""


@dataclass(frozen=True, slots=True)
class OperatorWord:
    """What a word does to the event below it in the tree.

    ``words`` are lemmas ("rule out" is a verb with its particle); ``wants`` makes the stage ``sought`` where
    the one who wants would receive; ``asks`` where the one who asks would receive and another give.
    ``negated`` is the polarity under negation where it is not plainly ``denied`` ("no evidence": unknown).
    ``drops`` cuts the links further in ("dismissed reports that": the reports are not the denier's source).
    """

    words: tuple[str, ...]
    pos: tuple[str, ...]
    stage: Stage | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    negated: Polarity | None = None
    speaker: Speaker = Speaker.NOBODY
    wants: bool = False
    asks: bool = False
    drops: bool = False
    of_reports: bool = False
    """Applies to reports only: who dismisses a decision does not deny it."""
    states: bool = False
    """Its content is put forward as such: the word opens a report ("say"), which negation does not deny."""
    unless: Stage | None = None
    """The stage under negation, where that neither denies nor affirms: "did not rule out"."""


@dataclass(frozen=True, slots=True)
class TurnWords:
    """The words by which a transcript marks whose turn it is; ``turns.toml`` of a language says what each is for."""

    askers: frozenset[str]
    answers: frozenset[str]
    unnamed: frozenset[str]
    servants: frozenset[str]
    titles: frozenset[str]
    ranks: frozenset[str]
    heads: frozenset[str]
    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """One language, whole. All words are lower-case lemmas.

    ``attributions`` open a phrase that names a source ("according to"); ``collectives`` stand for the party that
    modifies them ("Russian forces"); ``speakers`` are people of whom only the office is told ("officials");
    ``media`` are printers of whom nothing is told ("reports", "media outlets"); ``documents`` speak for themselves
    ("intelligence", "a dossier"); ``containers`` carry what they hold ("shipment of drones"); ``events`` point
    back to an event told before ("the deal"); ``generics`` point back to items told before ("these systems").
    """

    name: str
    operators: tuple[OperatorWord, ...]
    turns: TurnWords
    attributions: tuple[str, ...]
    collectives: tuple[str, ...]
    speakers: tuple[str, ...]
    media: tuple[str, ...]
    documents: tuple[str, ...]
    containers: tuple[str, ...]
    events: tuple[str, ...]
    generics: tuple[str, ...]
    makers: tuple[str, ...]
    """Participles that tell an item's origin after a hyphen: "Iranian-made"."""
    institutions: tuple[str, ...]
    """Bodies that count as named once their party is told: "the German Defence Ministry"."""
    lights: tuple[str, ...]
    """Verbs that only carry a noun's event, so that their subject is its actor: "start deliveries"."""
    elaborations: tuple[str, ...]
    """Verbs that list what an event told before was about: "the systems include"."""
    parcels: tuple[str, ...]
    """Nouns for what is given as one, whose contents may be listed after it: "the package includes"."""
    against: tuple[str, ...]
    """First halves of words that say what something is meant against: "anti-tank"."""
    responses: tuple[str, ...]
    """Words behind which the matter answered stands: "in response to reports of"."""
    joints: tuple[str, ...]
    """Words for what several parties do together: "joint production", "co-develop"."""
    blames: tuple[str, ...]
    """Verbs whose object is said to have acted in the noun that follows: "accuse of", "blame for"."""
    namings: tuple[str, ...]
    """Verbs that say what their object is to be called: "called it nonsense", "dismissed it as a lie"."""
    bands: tuple[str, ...]
    """Nouns for armed groups that are no state's army: "the militia"."""
    credits: tuple[str, ...]
    """Words before the name of an agency whose copy a page prints: "with files from"."""
    pointers: tuple[str, ...]
    """Nouns that stand for a party told before: "the two countries"."""
    helps: tuple[str, ...]
    """Verbs whose object is helped."""
    deliveries: tuple[str, ...]
    """Nouns for what is delivered that do not say what it is."""
    labels: tuple[str, ...]
    """Nouns for names, which are no things of that name: "the name Geran-2"."""
    sections: tuple[str, ...]
    """Words that headlines are filed under, which nobody says: "Analysis: …"."""
    waters: tuple[str, ...]
    """Places named after parties that are not the parties': "the Sea of Japan"."""
    arrivals: tuple[str, ...]
    """Verbs whose place is where something is delivered: "arrived in Kyiv"."""
    producers: tuple[str, ...]
    """Nouns that stand for a party only by what they make: "Iranian drone makers"."""
    stores: tuple[str, ...]
    """Nouns for what a party holds of its items: "stocks"."""
    harms: tuple[str, ...]
    """Verbs for what an attack does or leaves behind: "strikes left the city without power"."""
    companions: tuple[str, ...]
    """Nouns for others beside a party, whoever they are: "its allies"."""
    civilian: tuple[str, ...]
    """Modifiers that tell a thing from arms: "water tank", "rescue helicopter"."""
    idioms: tuple[str, ...]
    """Verbs with a particle or object that mean something else: "take part", "carry out"."""
    exercises: tuple[str, ...]
    """Occasions at which a party shows and tries its own arms."""
    tales: tuple[str, ...]
    """Works in which nothing is told of the world."""
    public: tuple[str, ...]
    """Ordinary people, who are no party: "civilians", "hunters"."""
    trades: tuple[str, ...]
    """Modifiers that tell a body from those that bear arms: "wildlife service"."""
    ladings: tuple[str, ...]
    """Verbs of what a vehicle carries: "planes loaded with food"."""
    general: tuple[str, ...]
    """Modifiers and matters of sanctions that are not about arms: "trade sanctions", "sanctions on oil"."""
    addresses: tuple[str, ...]
    """Reporting verbs whose object is who is told: "told reporters"."""
    offices: tuple[str, ...]
    """Offices that speak for the party a claim is about, where no other is told: "its minister"."""
    completions: tuple[str, ...]
    """Verbs after which a deal is carried out."""
    stances: tuple[str, ...]
    """Verbs that tell what somebody says or thinks of their object: "praised the deal"."""
    aims: tuple[str, ...]
    """Verbs that tell what somebody means to do: "plan to"."""
    utterances: tuple[str, ...]
    """Nouns for what somebody says or thinks, beside the operators: "criticism of"."""
    moods: tuple[str, ...]
    """Adjectives for what somebody thinks or feels: "confident that"."""
    carriers: tuple[str, ...]
    """Verbs that only carry such a noun: "made no mention of"."""
    idle: tuple[str, ...]
    """Operators that are no cues: "try", "need"."""
    occasions: tuple[str, ...]
    """Nouns for where words are said: "said in a statement"."""

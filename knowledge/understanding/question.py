"""What understanding comes to: a question with its slots, a choice between meanings, or an honest «not understood»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from knowledge.law_found import Found
from knowledge.model import Language
from knowledge.search import Hit, QueryTerm
from knowledge.understanding.editing import Command


@dataclass(frozen=True, slots=True)
class Slots:
    """What the question is about. Ids of the register throughout; empty when not said."""

    municipalities: tuple[str, ...] = ()
    all_of: bool = False
    """True for «både A og B»: what they have together."""
    outside: bool = False
    """True for those that the municipalities expressly stand outside of."""
    excluded: tuple[str, ...] = ()
    """Those named after «utenom»."""
    regions: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    cooperation: str | None = None
    fields: tuple[str, ...] = ()
    form: str | None = None
    forms: tuple[str, ...] = ()
    """Every form named, in a question of law."""
    aspects: tuple[str, ...] = ()
    """Aspects of law that a comparison is narrowed to."""
    rules: tuple[str, ...] = ()
    """The rules of law that answer."""
    paragraphs: tuple[str, ...] = ()
    """Paragraphs named, ``19-4``, with the ledd where it is told: ``19-4/4``."""
    act: str | None = None
    """The act that is named, by its short key."""
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """Days to reckon from: ``2027-03-15``, ``--03-15`` without a year, ``today``, ``tomorrow``."""
    period: str | None = None
    """A period that an agreement is said to set: ``6m``, ``3w``."""
    dates: tuple[str, ...] = ()
    """Dates as far as said, ``2019-02-11`` or ``2024``."""
    span: str | None = None
    """A period as a token that ``knowledge.periods`` makes into days: ``next-month``, ``before-christmas``, ``since-2021``."""
    cases: tuple[str, ...] = ()
    """The cases that the answer before told of."""
    case_number: str | None = None
    sources: tuple[str, ...] = ()
    superlative: str | None = None
    """``most`` or ``least``."""
    assessments: tuple[str, ...] = ()
    """Kinds of assessment that are wanted."""
    aspect: str | None = None
    """What of a decision is wanted: decided, proposed, vote, next, timeline, when. In the guide: what to do."""
    own: bool = False
    """True when «vi», «hos oss» stands for the reader's municipality."""
    measure: str | None = None
    case: str | None = None
    """The case that was told of, or is meant."""
    step: str | None = None
    """The one step of the case that was told of, or is meant."""

    def to_json(self) -> dict[str, Any]:
        """Only what is set, as plain data for the conversation's state."""
        return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items() if v not in ((), None, False)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Slots:
        """The inverse; keys of an older version are passed over, so that a deploy strands nobody."""
        known = cls.__dataclass_fields__
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known}
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation has been about."""

    intent: str | None = None
    slots: Slots = field(default_factory=Slots)
    words: str = ""
    """The content words of the last question, for «og hva med …?»."""
    municipality: str | None = None
    """The reader's own municipality, when chosen."""
    language: Language | None = None
    """The language that the reader chose, or that the conversation has been in."""
    chosen_language: Language | None = None
    """The language that the reader asked for; it goes before that of the question."""
    guide: tuple[tuple[str, str], ...] = ()
    """What was answered in the guide to the fitting form."""
    asked: str = ""
    """The question of the guide that was asked just now."""
    places: tuple[str, ...] = ()
    """The last two municipalities that were asked about one by one: «de begge»."""
    listed: tuple[str, ...] = ()
    """The cooperations that the last answer listed."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood."""

    intent: str
    slots: Slots
    language: Language
    terms: tuple[QueryTerm, ...] = ()
    hits: tuple[Hit, ...] = ()
    """The facts that the answer may rest on, best first, where the reading rests on a search."""
    why: tuple[str, ...] = ()
    """How it came to this reading, in short technical notes."""
    score: float = 0.0
    runner_up: str | None = None
    law: Found | None = None
    """The rules of law that answer, and what they say to what is asked or taken for granted."""
    first: str = ""
    """The first word that is not politeness."""
    tag: bool = False
    """True for a claim put as a question: «… kan vel …», «er det sant at …»."""
    stated: bool = False
    """True for words that ask nothing but state something."""
    needs: tuple[tuple[str, str], ...] = ()
    """What the words settle of the guide's questions, for the intent ``guide``."""
    command: Command | None = None
    """What an editor wants done, for the intents of editing."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the meanings that a question may have."""

    kind: str
    """cooperation, field_in_region, municipality, words."""
    ids: tuple[str, ...]
    """Of words: what was written, what it may be, and the question with that in its place."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several meanings fit; the reader must say which."""

    about: str
    """which_cooperation, which_municipality, which_case, did_you_mean."""
    options: tuple[Option, ...]
    question: Question
    """What will be asked once the choice is made."""
    total: int = 0


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No reading is good enough."""

    language: Language
    reason: str
    """outside, unclear, missing_cooperation, empty."""
    unknown: tuple[str, ...] = ()
    slots: Slots = field(default_factory=Slots)
    why: tuple[str, ...] = ()


Understood = Question | Ambiguous | NotUnderstood

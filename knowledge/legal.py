"""The law as rules: forms of cooperation, aspects, rules with the paragraphs that they rest on, and propositions true or false.

Our own wording throughout. The text of the law itself is not here: it comes from law data that is imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from knowledge.model import Form, PartialDate, Text, Words


@dataclass(frozen=True, slots=True)
class Act:
    """An act that rules rest on."""

    id: str
    """Short key in references: koml, iksl, pbl, fvl, ..."""
    name: Text
    """As answers name it: kommuneloven / kommunelova."""
    lovdata: str
    """Lovdata's id, as ``lov/2018-06-22-83``."""
    title: Text
    checked: PartialDate
    """The day of the law text that the rules were written from."""
    held: bool = True
    """False for acts whose text we have not read ourselves: what rests on them says so."""


class Certainty(StrEnum):
    """What a statement rests on; the tags of the law pack's overview."""

    LAW = "law"
    """The law says so, in a paragraph that we hold. [L]"""
    OTHER_LAW = "other_law"
    """A law or regulation says so that we do not hold. [X]"""
    MINISTRY = "ministry"
    """The ministry's view in its guidance; not binding. [V]"""
    INFERENCE = "inference"
    """Drawn from the wording or the system of the law; never told as law. [T]"""
    SILENT = "silent"
    """The law is silent, or unclear. [?]"""


class Answer(StrEnum):
    """What a question of yes or no about the rule gets."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    TELL = "tell"
    """No yes or no: who, how long, what."""
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Aspect:
    """A side of the law that every form is told by."""

    id: str
    name: Text
    words: Words
    """What people say when they ask about it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list, such as what an agreement must hold."""

    text: Text
    ref: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Something people say or take for granted about the rule, and whether it holds."""

    words: Words
    """The telling words of the claim, in each written form: a claim is recognised by them."""
    holds: Answer
    text: Text
    """What to answer first, without «ja» or «nei»: one sentence that puts it right or confirms it."""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one form (or of all, with ``form`` left out) in one aspect."""

    id: str
    aspect: str
    answer: Answer
    certainty: Certainty
    short: Text
    """The answer in one sentence, without «ja» or «nei»."""
    refs: tuple[str, ...] = ()
    """Paragraphs that it rests on: ``koml 19-4/4/g`` is § 19-4 fourth ledd letter g."""
    form: Form | None = None
    text: Text | None = None
    """What else must be known: conditions, who, when."""
    exceptions: tuple[Text, ...] = ()
    entries: tuple[Item, ...] = ()
    claims: tuple[Claim, ...] = ()
    words: Words = Words()
    since: PartialDate | None = None
    until: PartialDate | None = None
    earlier: Text | None = None
    """What applied before, and until when."""
    pending: Text | None = None
    """What is enacted and not in force: told as coming, never applied."""
    months: int | None = None
    """A period that the law sets, such as a year's notice."""
    weeks: int | None = None
    """The same in weeks, such as the deadline for lovlighetskontroll."""
    unless_agreed: bool = False
    """The agreement may set another period, and then goes first."""
    ask: Text | None = None
    """Whom to ask where the law leaves it open."""


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A form of cooperation and where the law has it."""

    id: Form
    name: Text
    basis: Text
    """The chapter or act that it stands in, for the reader."""
    summary: Text
    refs: tuple[str, ...]
    current: bool = True
    since: PartialDate | None = None
    until: PartialDate | None = None
    became: tuple[Form, ...] = ()
    transition: Text | None = None
    """How it went over into today's forms, and what that means for one that did not."""
    history: tuple[Text, ...] = ()


class Effect(StrEnum):
    """What an answer in the guide means for a form."""

    OUT = "out"
    """The form cannot be that."""
    POOR = "poor"
    """It fits badly, or the law leaves it open."""
    CONDITION = "condition"
    """It can, on a condition that the rule tells."""
    GOOD = "good"
    """It is what the form is for."""


@dataclass(frozen=True, slots=True)
class GuideEffect:
    """What one answer means for some forms, and the rule that says so."""

    forms: tuple[Form, ...]
    effect: Effect
    rule: str
    text: Text | None = None
    """The reason in words of its own, where the rule's own words do not speak of the answer."""


@dataclass(frozen=True, slots=True)
class GuideAnswer:
    """An answer to choose."""

    id: str
    title: Text
    say: Text
    """What the button says: a sentence that is read as just this answer wherever it stands."""
    words: Words = Words()
    """Phrases that settle the answer in free text; «*» lets a word go on."""
    effects: tuple[GuideEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of the guide to the fitting form."""

    id: str
    ask: Text
    why: Text
    answers: tuple[GuideAnswer, ...]
    number: bool = False
    """True when the answer is a number."""
    only_if: tuple[str, ...] = ()
    """Asked only when one of these was answered: ``decisions:yes``."""
    volunteered: bool = False
    """True for what is heard when it is said, and never asked."""
    concerns: tuple[Form, ...] = ()
    """For a number: asked only while one of these forms stands."""


@dataclass(frozen=True, slots=True)
class LawBook:
    """All acts, aspects, forms and rules, and the questions of the guide in the order that they are asked."""

    acts: Mapping[str, Act] = field(default_factory=dict)
    aspects: Mapping[str, Aspect] = field(default_factory=dict)
    legal_forms: Mapping[str, LegalForm] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    guide_questions: Mapping[str, GuideQuestion] = field(default_factory=dict)


_REF = re.compile(r"^(?P<act>[a-zæøå]+) (?P<paragraph>\d+(?:-\d+)?(?: ?[a-z])?)(?:/(?P<ledd>\d+))?(?:/(?P<letter>[a-z]|nr\d+))?$")


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in the law: act, paragraph, ledd and letter or number as far as given."""

    act: str
    paragraph: str
    ledd: int | None = None
    letter: str | None = None

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read ``koml 19-4/4/g`` or ``iksl 4/3/nr5``; ValueError says what is wanted. Kept: rules have some thousands."""
        return _parsed(text)


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Ref:
    match = _REF.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not a reference: write «koml 19-4/4/g», «iksl 4/3/nr5» or «koml 20-8»")
    ledd = match["ledd"]
    return Ref(match["act"], match["paragraph"].replace(" ", ""), int(ledd) if ledd else None, match["letter"])

"""Quiz items and how an answer to one is marked. Pure: what is asked, what is right, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.basics import Text


class Theme(StrEnum):
    """What an item is about."""

    FORMS = "forms"
    DECIDING = "deciding"
    AGREEMENT = "agreement"
    EXIT = "exit"
    """Leaving, dissolving and liability."""
    OWNERSHIP = "ownership"
    OPENNESS = "openness"
    CONTROL = "control"
    COMPLAINT = "complaint"
    PLANNING = "planning"
    HISTORY = "history"
    REGISTER = "register"
    """The cooperations of the reader's own municipality; such items are made, never written."""


class Role(StrEnum):
    """Whom an item is for."""

    KOMMUNESTYRE = "kommunestyre"
    FORMANNSKAP = "formannskap"
    REPRESENTANTSKAP = "representantskap"
    KONTROLLUTVALG = "kontrollutvalg"


ROLE_NAMES: Mapping[Role, Text] = {
    Role.KOMMUNESTYRE: Text("kommunestyret", "kommunestyret"),
    Role.FORMANNSKAP: Text("formannskapet", "formannskapet"),
    Role.REPRESENTANTSKAP: Text("representantskapet", "representantskapet"),
    Role.KONTROLLUTVALG: Text("kontrollutvalget", "kontrollutvalet"),
}
"""The body that each sits in, to stand after «for» and «av»."""


class Kind(StrEnum):
    """How an item is answered."""

    ONE = "one"
    """One option is right."""
    SEVERAL = "several"
    """Two or more options are right, and all of them and no other must be chosen."""
    TRUE_FALSE = "true_false"
    """The stem is a claim; the options are «sant» and «usant»."""
    MATCH = "match"
    """Each option belongs with the ``match`` that it is given with."""
    ORDER = "order"
    """The options stand in their right order."""
    CASE = "case"
    """A short ``situation`` first; then one option is right."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, match or put in order."""

    id: str
    """A letter, ``a`` to ``h``."""
    text: Text
    because: Text
    """Why it is right or wrong, or why it belongs there, in a sentence or two."""
    refs: tuple[str, ...] = ()
    """The paragraphs that the explanation rests on: ``koml 20-2/1``."""
    right: bool = False
    match: Text | None = None
    """For ``match``: what it belongs with."""


@dataclass(frozen=True, slots=True)
class QuizItem:
    """One question of the bank."""

    id: str
    theme: Theme
    level: int
    """1 what everybody elected should know, 2 what one meets in a case, 3 the finer points."""
    kind: Kind
    stem: Text
    options: tuple[Option, ...]
    roles: tuple[Role, ...] = ()
    """For whom above all; empty means for all."""
    situation: Text | None = None
    rules: tuple[str, ...] = ()
    """The rules of law that it rests on: stale ones withdraw it."""
    facts: tuple[str, ...] = ()
    """For items made from the register: the records that it rests on, as ``cooperation:ID``."""


@dataclass(frozen=True, slots=True)
class QuizBank:
    """All items, by id."""

    quiz_items: Mapping[str, QuizItem] = field(default_factory=dict)

    def standing(self, stale: Iterable[str]) -> Mapping[str, QuizItem]:
        """The items that may be asked: those that rest on none of the ``stale`` rules."""
        gone = frozenset(stale)
        return {item.id: item for item in self.quiz_items.values() if not gone.intersection(item.rules)}


@dataclass(frozen=True, slots=True)
class Marked:
    """What an answer was worth."""

    right: bool
    """All of it right, and nothing wrong beside."""
    met: int
    """How many choices, pairs or places of it were right."""
    of: int
    """How many there were to get right."""


def right_answer(item: QuizItem) -> tuple[str, ...]:
    """The option ids that make up the right answer: the right ones, or for ``match`` and ``order`` all in their order."""
    if item.kind in (Kind.MATCH, Kind.ORDER):
        return tuple(option.id for option in item.options)
    return tuple(option.id for option in item.options if option.right)


def mark(item: QuizItem, given: Sequence[str]) -> Marked:
    """Mark an answer.

    ``given`` holds option ids: those chosen; for ``order`` all in the order given; for ``match`` the id whose ``match`` was
    put beside each option, in the order of the options. ValueError for an id that is not there, or not once each.
    """
    known = {option.id for option in item.options}
    if not known.issuperset(given) or len(set(given)) != len(given):
        raise ValueError(f"{given!r} are not options of {item.id}, each once")
    wanted = right_answer(item)
    if item.kind in (Kind.MATCH, Kind.ORDER):
        met = sum(a == b for a, b in zip(given, wanted, strict=False))
        return Marked(tuple(given) == wanted, met, len(wanted))
    met = len(set(given) & set(wanted))
    return Marked(set(given) == set(wanted), met, len(wanted))

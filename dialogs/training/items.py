"""The quiz items that may be asked right now: ours, those approved here, and those made for one municipality."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from knowledge import law, quiz_bank
from knowledge.drift import load_pins
from knowledge.quiz import QuizBank, QuizItem
from knowledge.quiz_made import made_item, made_items
from knowledge.snapshot import Knowledge


@lru_cache(maxsize=1)
def bank() -> QuizBank:
    """The items that we ship, read at the first use."""
    return quiz_bank.load(law.shipped_book(), load_pins())


def standing(knowledge: Knowledge) -> Mapping[str, QuizItem]:
    """Those of ours that may be asked, by id: the ones that rest on no rule of law that has gone stale."""
    return bank().standing(knowledge.stale_rules)


def _no_own(knowledge: Knowledge) -> Mapping[str, QuizItem]:
    return {}


@dataclass(frozen=True, slots=True)
class Askable:
    """All items that may be asked."""

    own: Callable[[Knowledge], Mapping[str, QuizItem]] = _no_own
    """Those of one's own that may be asked now."""

    def for_all(self, knowledge: Knowledge) -> Mapping[str, QuizItem]:
        """Those that fit everybody, by id."""
        return {**standing(knowledge), **self.own(knowledge)}

    def for_one(self, knowledge: Knowledge, municipality: str | None, today: date) -> Mapping[str, QuizItem]:
        """Those, and those of the municipality's own cooperations as they are today."""
        made = made_items(knowledge, municipality, today) if municipality else ()
        return {**self.for_all(knowledge), **{item.id: item for item in made}}

    def one(self, knowledge: Knowledge, item: str, municipality: str | None, today: date) -> QuizItem | None:
        """The item, where it may still be asked; None when it is withdrawn, or what it rests on has changed."""
        found = self.for_all(knowledge).get(item)
        return found or (made_item(knowledge, item, municipality, today) if municipality else None)

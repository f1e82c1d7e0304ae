"""The quiz items that may be asked right now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from dialogs.training.own_items import OwnItems
from knowledge import law, quiz_bank
from knowledge.drift import load_pins
from knowledge.quiz import QuizBank, QuizItem
from knowledge.quiz_made import made_items
from knowledge.snapshot import Knowledge


@lru_cache(maxsize=1)
def bank() -> QuizBank:
    """The items that we ship, read at the first use."""
    return quiz_bank.load(law.load(), load_pins())


def standing(knowledge: Knowledge) -> Mapping[str, QuizItem]:
    """The items that may be asked, by id: those that rest on no rule of law that has gone stale."""
    return bank().standing(knowledge.stale_rules)


class Items:
    """All that one person may be asked: what we ship, what trainers here have written, and their own municipality's."""

    def __init__(self, own: OwnItems) -> None:
        self._own = own

    def of(self, knowledge: Knowledge, municipality: str | None, today: date) -> Mapping[str, QuizItem]:
        """By id; the same for the same knowledge, municipality and day."""
        made = made_items(knowledge, municipality, today) if municipality else ()
        return {**standing(knowledge), **self._own.standing(knowledge), **{item.id: item for item in made}}

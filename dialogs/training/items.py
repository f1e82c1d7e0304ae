"""The quiz items that may be asked right now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

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


def askable(knowledge: Knowledge, municipality: str | None, today: date) -> Mapping[str, QuizItem]:
    """The same, and those made of what the register holds of the person's own municipality, as it is on the day.

    An item that was asked before and is not among them has been withdrawn: its rule is stale, or its fact has changed.
    """
    own = made_items(knowledge, municipality, today) if municipality else ()
    return {**standing(knowledge), **{item.id: item for item in own}}

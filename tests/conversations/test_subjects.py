"""A change of subject: what a question means by itself, it means after any other question."""

from __future__ import annotations

import random
from functools import cache

from knowledge.model import LANGUAGES
from knowledge.understanding.question import Ambiguous, Context, NotUnderstood, Question, Understood
from tests import worlds
from tests.questions import cases
from tests.worlds import World

NO_SUBJECT = (
    "greeting", "thanks", "noted", "bye", "help", "set_language", "set_municipality", "my_data", "delete_data",
    "ask_municipality",
    "where_stands", "all_sources", "how_old", "guide", "explain",
)  # fmt: skip
"""Intents that leave alone what a talk is about."""
GO_ON = ("where_stands", "calendar", "deadline", "decision_deadline", "ratification", "case_deadline", "wording", "decision")
"""Intents that may take the case, the form or the place before them, where the words name none."""
SHOWN = 5
WORLDS: tuple[World, ...] = ("shipped", "fictional")


@cache
def _pairs(world: World) -> tuple[tuple[str, Understood, str, Understood], ...]:
    """Each wording with what it means alone, and what it means after a question drawn by lot, the same lot each time."""
    lot = random.Random(2025)
    understanding = worlds.understanding(world)
    asked = [w for case in cases.all_cases() if case.world == world for form in LANGUAGES for w in case.asked[form]]
    alone = {words: understanding.understand(words) for words in asked}
    subjects = [words for words, read in alone.items() if isinstance(read, Question) and read.intent not in NO_SUBJECT]
    return tuple(
        (words, alone[words], before, understanding.understand(words, _after(alone[before], alone[words])))
        for words in asked
        for before in (lot.choice(subjects),)
    )


def _after(before: Understood, now: Understood) -> Context:
    assert isinstance(before, Question)
    language = now.question.language if isinstance(now, Ambiguous) else now.language
    return Context(before.intent, before.slots, " ".join(t.text for t in before.terms), None, language)


def _told(understood: Understood) -> str:
    if isinstance(understood, Question):
        return f"{understood.intent} {understood.slots.to_json()}"
    return understood.reason if isinstance(understood, NotUnderstood) else f"which of {[o.ids for o in understood.options]}"


def test_what_is_outside_stays_outside() -> None:
    """A question that has nothing to do with us is not answered with what the talk was about."""
    found = [
        f"«{words}» after «{before}»: {_told(now)}"
        for world in WORLDS
        for words, alone, before, now in _pairs(world)
        if isinstance(alone, NotUnderstood) and alone.reason == "outside" and not isinstance(now, NotUnderstood)
    ]

    assert found[:SHOWN] == []


def test_a_whole_question_takes_nothing_from_the_one_before() -> None:
    """Neither place, field, cooperation, form nor year of the question before goes into one that stands by itself."""
    found = [
        f"«{words}» after «{before}»: {_told(now)}, alone {_told(alone)}"
        for world in WORLDS
        for words, alone, before, now in _pairs(world)
        if isinstance(alone, Question) and alone.intent not in GO_ON and _told(alone) != _told(now)
    ]

    assert found[:SHOWN] == []

"""When an item is asked again: spaced repetition by FSRS. The only importer of the library.

A day is a day in Norway, however many hours it has, and the library is handed days alone: the same history gives the same
due days on every machine, at every hour and across the change of clock. Its fuzz, which draws lots, is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from fsrs import Card, Rating, Scheduler, State

from knowledge.practice import Recall, Result

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False)
"""Without steps of minutes: nothing comes back before the next day. Nothing is left alone for more than a year, either."""


def after(recall: Recall | None, day: date, *, right: bool) -> Recall:
    """How well an item is remembered when it was answered on ``day``; ``recall``: before that, None for the first time."""
    if recall is None:
        card = Card(card_id=0, due=_at(day))
    else:
        card = Card(
            card_id=0, state=State.Review, stability=recall.stability, difficulty=recall.difficulty,
            due=_at(recall.due), last_review=_at(recall.seen),
        )  # fmt: skip
    done, _ = _SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, _at(day))
    if done.stability is None or done.difficulty is None:
        raise ValueError("the scheduler gave no stability")
    return Recall(done.stability, done.difficulty, day, done.due.date())


def with_group(recalls: Mapping[str, Recall], results: Iterable[Result]) -> Mapping[str, Recall]:
    """``recalls``, which practice keeps, moved on by what was answered in group sessions since; ``results``: the oldest first."""
    moved = dict(recalls)
    for result in results:
        before = moved.get(result.item)
        if result.place == "group" and (before is None or before.seen < result.day):
            moved[result.item] = after(before, result.day, right=result.right)
    return moved


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

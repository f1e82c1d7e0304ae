"""One person's practice: what is asked next, what an exercise is about, and how it goes. Pure; the day is handed in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from knowledge.quiz import Kind, QuizItem, Role


@dataclass(frozen=True, slots=True)
class Result:
    """How one answer of a person was marked."""

    item: str
    theme: str
    level: int
    right: bool
    """All of it right."""
    met: int
    """How many choices, pairs or places of it were right."""
    of: int
    """How many there were to get right."""
    at: datetime
    day: date
    """The day it was in Norway."""
    place: Literal["practice", "group"] = "practice"
    session: str = ""
    """Of a group session; empty in practice."""


@dataclass(frozen=True, slots=True)
class Recall:
    """How well a person is thought to remember an item; the numbers are the scheduling library's."""

    stability: float
    difficulty: float
    seen: date
    """When it was answered last, for the schedule."""
    due: date
    """When it is to be asked again."""


@dataclass(frozen=True, slots=True)
class Learner:
    """What is known of one who practises, on the day."""

    person: str
    today: date
    results: tuple[Result, ...] = ()
    """All their answers, the oldest first."""
    recalls: Mapping[str, Recall] = field(default_factory=dict)
    asked: Collection[str] = ()
    """Items that were asked today, answered or not."""
    level: int | None = None
    role: Role | None = None

    def done_today(self) -> frozenset[str]:
        """What is not asked again today."""
        return frozenset(self.asked) | {result.item for result in self.results if result.day == self.today}


def due_items(learner: Learner, items: Mapping[str, QuizItem]) -> tuple[str, ...]:
    """Those of ``items`` that are due and not done today, the one that has waited longest first."""
    done, recalls = learner.done_today(), learner.recalls
    waiting = [i for i in items if i in recalls and recalls[i].due <= learner.today and i not in done]
    return tuple(sorted(waiting, key=lambda i: (recalls[i].due, i)))


def new_items(learner: Learner, items: Mapping[str, QuizItem]) -> tuple[str, ...]:
    """Those of ``items`` that were never answered or asked: of the wanted level and role first, then by turns of theme."""
    done = learner.done_today()
    known = done | {result.item for result in learner.results} | learner.recalls.keys()
    times = Counter(result.theme for result in learner.results)
    times.update(items[i].theme.value for i in learner.asked if i in items)
    fresh = [item for item in items.values() if item.id not in known]
    return tuple(item.id for item in sorted(fresh, key=lambda item: _rank(learner, item, times)))


def next_item(learner: Learner, items: Mapping[str, QuizItem]) -> str | None:
    """What is asked next: what is due before what is new; None when nothing is left for today."""
    for found in (due_items(learner, items), new_items(learner, items)):
        if found:
            return found[0]
    return None


def _rank(learner: Learner, item: QuizItem, times: Mapping[str, int]) -> tuple[int, int, int, str]:
    away = abs(item.level - (learner.level or 1))
    mine = 1 if not item.roles else 0 if learner.role in item.roles else 2
    if learner.role is None:
        mine = 0  # nothing is known of the person: every item is for them
    # each meets the items in an order of their own, and always the same one
    lot = hashlib.sha256(f"{learner.person}\n{item.id}".encode()).hexdigest()
    return away, mine, times.get(item.theme.value, 0), lot


def shuffled(ids: Iterable[str], *seed: str) -> tuple[str, ...]:
    """The ids in an order that the seed gives: the same each time."""
    return tuple(sorted(ids, key=lambda i: hashlib.sha256("\n".join((*seed, i)).encode()).hexdigest()))


def laid_out(item: QuizItem, *seed: str) -> tuple[str, ...]:
    """The option ids in the order in which they are shown: a claim's as they stand, what gives the answer away never so."""
    ids = tuple(option.id for option in item.options)
    if item.kind is Kind.TRUE_FALSE:
        return ids
    mixed = shuffled(ids, item.id, *seed)
    return mixed if mixed != ids or item.kind not in (Kind.ORDER, Kind.MATCH) else (*ids[1:], ids[0])


# -- how it goes ------------------------------------------------------------------------------------------------------

Standing = Literal["begun", "practise", "coming", "firm"]
"""How well a theme sits: too little to tell, needs practice, on the way, firm."""
_ENOUGH = 3
_COMING, _FIRM = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """How it goes with one theme."""

    theme: str
    answered: int
    """So many items were answered at least once."""
    right: int
    """Of so many the latest answer was right."""
    items: int
    """So many items there are."""
    due: int
    """So many wait to be repeated."""

    @property
    def standing(self) -> Standing:
        """In a word."""
        if self.answered < _ENOUGH:
            return "begun"
        share = self.right / self.answered
        return "firm" if share >= _FIRM else "coming" if share >= _COMING else "practise"


@dataclass(frozen=True, slots=True)
class Progress:
    """How it goes altogether."""

    answers: int
    answered: int
    right: int
    due: int
    next_due: date | None
    """The day when something is to be repeated again; None when something is due now, or nothing ever."""
    themes: tuple[ThemeProgress, ...]
    """Those with an answer: what sits worst first."""


def progress(learner: Learner, items: Mapping[str, QuizItem]) -> Progress:
    """Reckoned from all answers; an item that is no longer asked counts among those answered."""
    latest = {result.item: result for result in learner.results}
    due = due_items(learner, items)
    themes = []
    for theme in dict.fromkeys(result.theme for result in latest.values()):
        mine = [result for result in latest.values() if result.theme == theme]
        there = sum(item.theme.value == theme for item in items.values())
        waiting = sum(items[i].theme.value == theme for i in due)
        themes.append(ThemeProgress(theme, len(mine), sum(r.right for r in mine), max(there, len(mine)), waiting))
    coming = [recall.due for i, recall in learner.recalls.items() if i in items and recall.due > learner.today]
    order = ("practise", "coming", "begun", "firm")
    return Progress(
        answers=len(learner.results),
        answered=len(latest),
        right=sum(result.right for result in latest.values()),
        due=len(due),
        next_due=min(coming) if coming and not due else None,
        themes=tuple(sorted(themes, key=lambda t: (order.index(t.standing), t.right / t.answered, t.theme))),
    )


# -- regular exercises ------------------------------------------------------------------------------------------------

LATE = 180
"""So many minutes past its hour an exercise is still put on its way; later it would come at a time nobody asked for."""


@dataclass(frozen=True, slots=True)
class Habit:
    """When a person wants an exercise, by the clock on the wall in Norway."""

    days: str
    """Of the week, «0» for Monday to «6» for Sunday, in order."""
    minute: int
    """Minutes past midnight."""


def due_day(habit: Habit, last_day: date | None, now: datetime) -> date | None:
    """The day whose exercise is to be put on its way now; None when there is none. ``now``: with the clock of Norway.

    An hour that the change of clock leaves out comes when the clock is past it, one that it repeats comes once.
    """
    day = now.date()
    late = now.hour * 60 + now.minute - habit.minute
    if str(day.weekday()) not in habit.days or not 0 <= late <= LATE or (last_day is not None and last_day >= day):
        return None
    return day


def passed(habit: Habit, now: datetime) -> date | None:
    """The day that is done with for one who begins now: today when its hour is past, so that the first one comes tomorrow."""
    return now.date() if now.hour * 60 + now.minute >= habit.minute else None


def first_day(habit: Habit, now: datetime) -> date:
    """The day of the first exercise for one who begins now."""
    begins = now.date() + timedelta(days=passed(habit, now) is not None)
    return next(day for n in range(7) if str((day := begins + timedelta(days=n)).weekday()) in habit.days)

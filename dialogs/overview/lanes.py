"""Cases over time: all of them as bars along one time, and each as a lane along its own; in per cent of the width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dialogs.written import MONTHS
from knowledge.model import Case, Deadline, Outcome, PartialDate, Step

SIGNS: dict[str, str] = {
    "adopted": "✓", "rejected": "✗", "proposed": "i", "planned": "→", "postponed": "↷", "held": "•", "noted": "t",
    "withdrawn": "–", "deadline": "!", "unknown": "?",
}  # fmt: skip
"""Drawn in a shape of its own for each, so that no colour is needed."""
Item = Step | Deadline
_HEIGHT, _FIRST = 28, 16
_APART = 6.5
"""So many per cent must be between two marks, or the second goes below the first."""
_TICKS = 8
_SOON = timedelta(days=120)


def items_of(case: Case) -> list[Item]:
    """All that is dated in a case."""
    return [*case.steps, *case.deadlines]


@dataclass(frozen=True, slots=True)
class Axis:
    """From when until when."""

    start: date
    end: date

    def place(self, day: date) -> float:
        """In per cent, a little inside the edges."""
        within = min(max(day, self.start), self.end)
        return round(3 + 94 * (within - self.start).days / max(1, (self.end - self.start).days), 2)

    def ticks(self) -> list[dict[str, Any]]:
        """Where years begin, or months where there are few years; so many that their names have room."""
        years = [date(year, 1, 1) for year in range(self.start.year, self.end.year + 1)]
        months = [date(year.year, month, 1) for year in years for month in range(1, 13)]
        by_month = (self.end - self.start).days < 550
        found = [day for day in (months if by_month else years) if self.start <= day <= self.end]
        every = -(-len(found) // _TICKS) or 1
        return [
            {"at": self.place(day), "name": f"{MONTHS[day.month - 1][:3]} {day.year}" if by_month else str(day.year)}
            for day in found[::every]
        ]

    def holds(self, day: date) -> bool:
        """True for a day within it."""
        return self.start <= day <= self.end


def axis_of(cases: Iterable[Case], today: date) -> Axis:
    """One time for these cases, with today in it where it is not far off."""
    days = [day for case in cases for item in items_of(case) for day in (item.on.first_day(), item.on.last_day())] or [today]
    first, last = min(days), max(days)
    if first - _SOON <= today <= last + _SOON:
        first, last = min(first, today), max(last, today)
    room = max(timedelta(days=20), (last - first) / 25)
    return Axis(first - room, last + room)


def kind_of(item: Item, today: date) -> str:
    """What a thing is drawn as. A plan whose day has passed is not known to have come to anything."""
    if isinstance(item, Deadline):
        return "deadline"
    if item.outcome is Outcome.PLANNED and item.on.last_day() < today:
        return "unknown"
    return item.outcome.value


def bar(case: Case, axis: Axis) -> dict[str, Any]:
    """A case from its first day to its last, along the time of all."""
    items = items_of(case)
    start = axis.place(min((item.on.first_day() for item in items), default=axis.start))
    end = axis.place(max((item.on.last_day() for item in items), default=axis.start))
    return {"from": start, "width": round(max(end - start, 0.8), 2)}


def lane(case: Case, today: date) -> dict[str, Any]:
    """A case along its own time: its marks, those of one sort and one day together, and how high the lane is."""
    axis = axis_of([case], today)
    together: dict[tuple[PartialDate, str], int] = {}
    for item in sorted(items_of(case), key=lambda each: _middle(each.on)):
        key = (item.on, kind_of(item, today))
        together[key] = together.get(key, 0) + 1
    ends: list[float] = []
    marks = []
    for (on, kind), count in together.items():
        at = axis.place(_middle(on))
        level = _level(ends, at, at + (3 if count > 1 else 0))
        start, end = axis.place(on.first_day()), axis.place(on.last_day())
        marks.append({
            "kind": kind, "sign": SIGNS[kind], "count": count, "on": on, "at": at, "y": _FIRST + level * _HEIGHT,
            "ahead": on.last_day() >= today, "from": start, "width": round(end - start, 2) if on.day is None else 0,
        })  # fmt: skip
    now = axis.place(today) if axis.holds(today) else None
    return {"marks": marks, "ticks": axis.ticks(), "height": _HEIGHT * max(1, len(ends)) + 4, "now": now}


def legend(lanes: Sequence[dict[str, Any]]) -> list[str]:
    """The sorts of marks that are drawn."""
    drawn = {mark["kind"] for each in lanes for mark in each["marks"]}
    return [kind for kind in SIGNS if kind in drawn]


def _middle(on: PartialDate) -> date:
    first = on.first_day()
    return first + (on.last_day() - first) / 2


def _level(ends: list[float], at: float, until: float) -> int:
    """The first level with room."""
    for level, end in enumerate(ends):
        if at - end >= _APART:
            ends[level] = until
            return level
    ends.append(until)
    return len(ends) - 1

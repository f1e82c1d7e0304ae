"""Periods as people say them, made into days: «neste måned», «før jul», «til våren», «siste to år».

Pure; today is handed in. A period is kept as a token, so that a conversation can be taken up again another day: ``next-month``,
``before-christmas``, ``spring``, ``month-03``, ``next-3m``, ``since-2021``. ``resolve`` turns a token, or a date as far as it was
said, into days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from knowledge.basics import PartialDate


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``start`` to ``end``, both included; None where it is open."""

    start: date | None = None
    end: date | None = None

    def meets(self, day: PartialDate) -> bool:
        """True when some day that ``day`` can mean lies within."""
        return (self.end is None or day.first_day() <= self.end) and (self.start is None or day.last_day() >= self.start)

    def over(self, today: date) -> bool:
        """True when all of it lies before ``today``."""
        return self.end is not None and self.end < today

    def from_day(self, today: date) -> Span:
        """The part from ``today`` on."""
        return Span(max(self.start, today) if self.start else today, self.end)


_RELATIVE = re.compile(r"^(next|last)-(\d{1,3})([dwmy])$")
_MONTH = re.compile(r"^month-(\d{2})$")
_YEAR_BOUND = re.compile(r"^(since|until)-(\d{4}(?:-\d{2}){0,2})$")
_MONTHS = re.compile(r"^months-(\d{4})-(\d{2})-(\d{2})$")
_BETWEEN = re.compile(r"^between-(\d{4})-(\d{4})$")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 4), "summer": (6, 3), "autumn": (8, 4), "winter": (12, 3)}
"""First month, and how many: spring until the summer holidays, autumn from the end of them, as councils reckon their year."""


def resolve(token: str, today: date, *, past: bool = False) -> Span | None:
    """The days that a token means on ``today``; None for one that is not known.

    What recurs, as a month without a year, is the next one, the running one included; with ``past`` the last one.
    """
    if token in _FIXED:
        return _FIXED[token](today)
    if token in _FEASTS:
        return _feast(token, today)
    if token in _SEASONS:
        first, months = _SEASONS[token]
        return _recurring(first, months, today, past=past)
    if found := _MONTH.match(token):
        month = int(found[1])
        return _recurring(month, 1, today, past=past) if month in range(1, 13) else None
    if found := _RELATIVE.match(token):
        length = relativedelta(**{_UNITS[found[3]]: int(found[2])})  # type: ignore[arg-type]
        return Span(today, today + length) if found[1] == "next" else Span(today - length, today)
    return _dated(token)


def _dated(token: str) -> Span | None:
    """Bounds and dates with a year: ``since-2021``, ``between-2019-2021``, ``2024``, ``2019-02``, ``2019-02-11``."""
    try:
        if found := _YEAR_BOUND.match(token):
            day = PartialDate.parse(found[2])
            return Span(start=day.first_day()) if found[1] == "since" else Span(end=day.first_day() - timedelta(days=1))
        if found := _BETWEEN.match(token):
            first, last = sorted((int(found[1]), int(found[2])))
            return Span(date(first, 1, 1), date(last, 12, 31))
        if found := _MONTHS.match(token):
            first_month, last_month = date(int(found[1]), int(found[2]), 1), date(int(found[1]), int(found[3]), 1)
            return Span(first_month, last_month + relativedelta(months=1) - timedelta(days=1))
        day = PartialDate.parse(token)
    except ValueError:
        return None
    return Span(day.first_day(), day.last_day())


def _week(today: date, offset: int) -> Span:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
    return Span(monday, monday + timedelta(days=6))


def _months(first: date, count: int) -> Span:
    return Span(first, first + relativedelta(months=count) - timedelta(days=1))


def _month(today: date, offset: int) -> Span:
    return _months(today.replace(day=1) + relativedelta(months=offset), 1)


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def _half(today: date, offset: int) -> Span:
    first = date(today.year, 1 if today.month <= 6 else 7, 1)
    return _months(first + relativedelta(months=6 * offset), 6)


def _recurring(first_month: int, months: int, today: date, *, past: bool) -> Span:
    """The next such months, those that run now included; with ``past`` the last that have begun."""
    spans = [_months(date(year, first_month, 1), months) for year in range(today.year - 2, today.year + 2)]
    if past:
        return [s for s in spans if s.start is not None and s.start <= today][-1]
    return next(s for s in spans if not s.over(today))


def _day(offset: int) -> Callable[[date], Span]:
    return lambda today: Span(today + timedelta(days=offset), today + timedelta(days=offset))


_FIXED: dict[str, Callable[[date], Span]] = {
    "today": _day(0),
    "tomorrow": _day(1),
    "this-week": lambda today: _week(today, 0),
    "next-week": lambda today: _week(today, 1),
    "last-week": lambda today: _week(today, -1),
    "this-month": lambda today: _month(today, 0),
    "next-month": lambda today: _month(today, 1),
    "last-month": lambda today: _month(today, -1),
    "this-half": lambda today: _half(today, 0),
    "next-half": lambda today: _half(today, 1),
    "last-half": lambda today: _half(today, -1),
    "this-year": lambda today: _year(today.year),
    "next-year": lambda today: _year(today.year + 1),
    "last-year": lambda today: _year(today.year - 1),
    "so-far-this-year": lambda today: Span(date(today.year, 1, 1), today),
    "rest-of-year": lambda today: Span(today, date(today.year, 12, 31)),
    "soon": lambda today: Span(today, today + relativedelta(months=2)),
    "coming": lambda today: Span(start=today),
    "past": lambda today: Span(end=today),
    "lately": lambda today: Span(today - relativedelta(months=12), today),
    "after-newyear": lambda today: _months(date(today.year + 1, 1, 1), 6),
    "early-next-year": lambda today: _months(date(today.year + (today.month > 2), 1, 1), 2),
}


def _christmas(year: int) -> tuple[date, date]:
    return date(year, 12, 24), date(year + 1, 1, 1)


def _easter(year: int) -> tuple[date, date]:
    sunday = easter(year)
    return sunday - timedelta(days=3), sunday + timedelta(days=1)


def _summer(year: int) -> tuple[date, date]:
    """July: no council meets, and «ferien» without more is this one."""
    return date(year, 7, 1), date(year, 7, 31)


_FEASTS: dict[str, tuple[str, Callable[[int], tuple[date, date]]]] = {
    "before-christmas": ("before", _christmas),
    "after-christmas": ("after", _christmas),
    "before-easter": ("before", _easter),
    "after-easter": ("after", _easter),
    "before-summer": ("before", _summer),
    "after-summer": ("after", _summer),
}
_AFTER = relativedelta(months=4)
"""«Etter ferien» goes on for so long."""


def _feast(token: str, today: date) -> Span:
    side, days = _FEASTS[token]
    years = range(today.year - 1, today.year + 2)
    if side == "before":
        first = next(days(year)[0] for year in years if days(year)[0] > today)
        return Span(today, first - timedelta(days=1))
    # after the next such holiday, or the one that was: what has begun within the last months is what is spoken of
    last = next(days(year)[1] for year in years if days(year)[1] + _AFTER > today)
    return Span(max(last + timedelta(days=1), today), last + _AFTER)

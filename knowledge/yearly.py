"""The governance year of what a municipality owns: days that the law sets and days that the register knows. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from knowledge.calendars import concerns, entries_now, upcoming
from knowledge.calendars import undated as undated_of
from knowledge.deadlines import Period, period_of
from knowledge.legal import LawBook
from knowledge.model import Case, Deadline, Register, Step
from knowledge.ownership import Interest
from knowledge.year_entries import Timing, YearEntry

ELECTION_EVERY, AN_ELECTION = 4, 2023
_NEW_COUNCIL = 11
"""The month from which on the new councils sit: they are constituted in October at the latest."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the municipal councils, as the years of the elections before and after it."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry on its next day."""

    entry: YearEntry
    day: date | None
    """None for what has no day, as far as the law goes."""
    out_by: int | None = None
    """For a notice: the year at whose end one is out."""
    passed: date | None = None
    """For a plan: the day of this term, when it is past."""
    interests: tuple[Interest, ...] = ()
    """Those of the entry's forms that the municipality takes part in."""


@dataclass(frozen=True, slots=True)
class Known:
    """A coming step or deadline of a case that concerns the municipality."""

    case: Case
    item: Step | Deadline
    day: date | None


def term_of(day: date) -> Term:
    """The term that the day falls in."""
    sitting = day.year - (day.month < _NEW_COUNCIL)
    first = sitting - (sitting - AN_ELECTION) % ELECTION_EVERY
    return Term(first, first + ELECTION_EVERY)


def year(entries: Iterable[YearEntry], book: LawBook, interests: Iterable[Interest], today: date) -> tuple[Turn, ...]:
    """Every entry on its next day from today on, the nearest first; what has no day comes last."""
    held = tuple(interests)
    turns = [
        _turn(entry, book, tuple(i for i in held if i.form is not None and i.form in entry.forms), today) for entry in entries
    ]
    return tuple(sorted(turns, key=lambda turn: (turn.day is None, turn.day or today)))


def known_days(register: Register, municipality: str, today: date) -> tuple[Known, ...]:
    """What the register has coming for the municipality, the nearest first; what is known to the month or year comes last."""
    found: list[Known] = []
    for case in register.cases.values():
        if municipality not in (*case.municipalities, *case.councils):
            continue
        dated = [Known(case, entry.item, entry.day) for entry in upcoming(entries_now(case), today)]
        loose = [Known(case, item, None) for item in undated_of(case, today)]
        found += [each for each in (*dated, *loose) if concerns(case, each.item, municipality)]
    return tuple(sorted(found, key=lambda each: (each.day is None, each.day or each.item.on.last_day())))


def _turn(entry: YearEntry, book: LawBook, interests: tuple[Interest, ...], today: date) -> Turn:
    rule, term = book.rules[entry.rule], term_of(today)
    match entry.timing:
        case Timing.YEARLY:
            return Turn(entry, _next(entry.day, today), interests=interests)
        case Timing.MEETING:
            held = period_of(rule) or Period()
            days = (held.before(_on(entry.day, year)) for year in (today.year, today.year + 1))
            return Turn(entry, next(day for day in days if day >= today), interests=interests)
        case Timing.NOTICE:
            period = period_of(rule) or Period()
            ends = ((year, period.before(date(year, 12, 31))) for year in range(today.year, today.year + 10))
            out_by, day = next((year, day) for year, day in ends if day >= today)
            return Turn(entry, day, out_by, interests=interests)
        case Timing.PLAN:
            due = date(term.first + 1, 12, 31)
            coming = due if due >= today else date(term.last + 1, 12, 31)
            return Turn(entry, coming, passed=due if due < today else None, interests=interests)
        case _:
            return Turn(entry, None, interests=interests)


def _on(day: str, year: int) -> date:
    return date.fromisoformat(f"{year}-{day}")


def _next(day: str, today: date) -> date:
    this = _on(day, today.year)
    return this if this >= today else _on(day, today.year + 1)


def within_a_year(day: date | None, today: date) -> bool:
    """True for a day in the twelve months from today."""
    return day is not None and day < today + relativedelta(years=1)

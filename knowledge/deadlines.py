"""Days reckoned from the law's periods: when a notice lets one out, when a deadline ends. Pure; the days are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from knowledge.legal import LawBook, Rule

_SATURDAY = 5
_LEAP_YEARS_APART = 8
"""At most: 2096 and 2104."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as laws and agreements say it."""

    months: int = 0
    weeks: int = 0
    days: int = 0

    @classmethod
    def parse(cls, said: str) -> Period:
        """``6m``, ``3w`` or ``90d``, as understanding writes a period that was said."""
        number, unit = int(said[:-1]), said[-1]
        return cls(days=number) if unit == "d" else cls(weeks=number) if unit == "w" else cls(months=number)

    def after(self, day: date) -> date:
        """The same day of the month, or of the week, so much later; the month's last day where it has no such day."""
        later: date = day + relativedelta(months=self.months, weeks=self.weeks, days=self.days)
        return later

    def before(self, day: date) -> date:
        """The latest day whose period has run out by ``day``: at the end of a short month there are several."""
        earlier: date = day - relativedelta(months=self.months, weeks=self.weeks, days=self.days)
        while self.after(earlier + timedelta(days=1)) <= day:
            earlier += timedelta(days=1)
        return earlier


def period_of(rule: Rule) -> Period | None:
    """The period that the rule sets; None when it sets none."""
    return Period(rule.months or 0, rule.weeks or 0) if rule.months or rule.weeks else None


def next_working_day(day: date) -> date:
    """The day itself, or the first after it that is no Saturday, Sunday or public holiday in Norway.

    A deadline that ends on such a day is extended so (domstolloven § 149, to which forvaltningsloven § 30 refers).
    """
    import holidays  # noqa: PLC0415  (few questions need it, and it costs every command a fifth of a second)

    free = holidays.country_holidays("NO", years=(day.year, day.year + 1))
    while day.weekday() >= _SATURDAY or day in free:
        day += timedelta(days=1)
    return day


def with_period(book: LawBook, form: str | None, aspects: Sequence[str]) -> Rule | None:
    """The rule that sets a period for the form in one of the aspects; for no form, the one that holds for all."""
    for rule in book.rules.values():
        if rule.aspect in aspects and (rule.months or rule.weeks) and (rule.form.value if rule.form else None) == form:
            return rule
    return None


def day_of(said: str, today: date) -> date | None:
    """The day that was said: ``2027-03-15``; ``--03-15``, the next such day from today on; ``today``; ``tomorrow``."""
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    try:
        if not said.startswith("--"):
            return date.fromisoformat(said)
        month, day = (int(part) for part in said[2:].split("-"))
    except ValueError:
        return None
    years = range(today.year, today.year + _LEAP_YEARS_APART + 1)
    return next((found for year in years if (found := _day(year, month, day)) and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

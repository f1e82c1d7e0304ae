"""When somebody may be told: at once, at a reader's hour, never in their quiet hours. Norwegian time, with summer time.

Hours are what a clock on a Norwegian wall shows. In the night when an hour comes twice, a digest comes the first time and it is
quiet whenever the clock says so; a minute that is skipped counts as the moment right after the skip.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from knowledge.clock import OSLO

Mode = Literal["at_once", "daily", "weekly"]
DAY = 24 * 60
MORNING = 8 * 60
"""The minute of the day that a digest comes at unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """When somebody is not to be disturbed, by minutes of the day; it may go across midnight."""

    start: int
    end: int
    """The first minute that is not quiet any more."""

    def holds(self, minute: int) -> bool:
        """True for a minute of the day that is quiet."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants to be told."""

    mode: Mode = "at_once"
    minute: int = MORNING
    """The minute of the day of a digest."""
    weekday: int = 0
    """Of a weekly digest; Monday is 0."""
    quiet: Quiet | None = None


def due(wishes: Wishes, now: datetime) -> datetime:
    """The first moment from ``now`` on that something may be told; of a digest always a later one than ``now``."""
    moment = now if wishes.mode == "at_once" else _digest(wishes, now)
    return _after_quiet(wishes.quiet, moment)


def is_quiet(wishes: Wishes, now: datetime) -> bool:
    """True within the quiet hours."""
    return wishes.quiet is not None and wishes.quiet.holds(_minute(now))


def due_after(wishes: Wishes, now: datetime, muted_until: datetime | None) -> datetime:
    """As ``due``, where nothing is to be told until then."""
    return due(wishes, now if muted_until is None or muted_until <= now else muted_until)


def end_of_day(day: date) -> datetime:
    """The moment that the day is over in Norway."""
    return moment_of(day + timedelta(days=1), 0)


def moment_of(day: date, minute: int, *, again: bool = False) -> datetime:
    """When the clock shows that minute of the day, in UTC; the second time with ``again``, where it comes twice.

    A minute that the clock skips is the moment of the skip.
    """
    wall = datetime.combine(day, time(minute // 60 % 24, minute % 60), OSLO).replace(fold=int(again))
    there = wall.astimezone(UTC)
    if there.astimezone(OSLO).replace(tzinfo=None, fold=0) == wall.replace(tzinfo=None, fold=0):
        return there
    return wall.replace(fold=0).astimezone(UTC).replace(minute=0)  # the clock is only changed on the hour


def _digest(wishes: Wishes, now: datetime) -> datetime:
    today = now.astimezone(OSLO).date()
    days = (today + timedelta(days=n) for n in range(15))
    moments = (moment_of(day, wishes.minute) for day in days if wishes.mode == "daily" or day.weekday() == wishes.weekday)
    return next(moment for moment in moments if moment > now)


def _after_quiet(quiet: Quiet | None, moment: datetime) -> datetime:
    if quiet is None or quiet.start == quiet.end or not quiet.holds(_minute(moment)):
        return moment
    day = moment.astimezone(OSLO).date()
    ends = (moment_of(day + timedelta(days=n), quiet.end, again=again) for n in range(3) for again in (False, True))
    return next(end for end in ends if end > moment)


def _minute(moment: datetime) -> int:
    wall = moment.astimezone(OSLO)
    return wall.hour * 60 + wall.minute

"""When somebody may be told: Norwegian clocks, the nights that they are changed in, and quiet hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.clock import OSLO
from knowledge.following.times import Quiet, Wishes, due, due_after, end_of_day, is_quiet, moment_of

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The clock goes from 02:00 to 03:00, and from 03:00 back to 02:00."""
DAILY, WEEKLY = Wishes("daily"), Wishes("weekly", 8 * 60, 0)
NIGHT = Quiet(21 * 60, 7 * 60)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-03-28 08:00", "2026-03-29 06:00"),  # 8 o'clock is an hour earlier from that morning on
        ("2026-03-28 06:59", "2026-03-28 07:00"),
        ("2026-03-28 07:00", "2026-03-29 06:00"),  # just then it is on its way: what comes now waits for the next
        ("2026-10-24 06:00", "2026-10-25 07:00"),
        ("2026-10-25 07:00", "2026-10-26 07:00"),
        ("2026-12-31 23:30", "2027-01-01 07:00"),
    ],
)
def test_a_daily_digest_comes_at_the_same_hour_on_the_wall(now: str, at: str) -> None:
    """Eight o'clock is eight o'clock, in summer and in winter."""
    assert due(DAILY, utc(now)) == utc(at)


@pytest.mark.parametrize(
    ("day", "minute", "first", "second"),
    [
        (SPRING, 150, "2026-03-29 01:00", "2026-03-29 01:00"),  # 02:30 is skipped: the moment of the skip
        (SPRING, 179, "2026-03-29 01:00", "2026-03-29 01:00"),
        (SPRING, 180, "2026-03-29 01:00", "2026-03-29 01:00"),
        (AUTUMN, 150, "2026-10-25 00:30", "2026-10-25 01:30"),  # 02:30 comes twice
        (AUTUMN, 60, "2026-10-24 23:00", "2026-10-24 23:00"),
        (AUTUMN, 180, "2026-10-25 02:00", "2026-10-25 02:00"),
    ],
)
def test_minutes_that_are_skipped_or_come_twice(day: date, minute: int, first: str, second: str) -> None:
    """A minute that does not exist is the moment of the skip; one that comes twice is told apart."""
    assert (utc(first), utc(second)) == (moment_of(day, minute), moment_of(day, minute, again=True))


def test_a_digest_at_an_hour_that_comes_twice_comes_once() -> None:
    """The night is 25 hours long, and the digest of 02:30 comes once in it."""
    wishes = Wishes("daily", 150)
    moments = list(_moments(wishes, utc("2026-10-24 12:00"), utc("2026-10-26 12:00")))

    assert [utc("2026-10-25 00:30"), utc("2026-10-26 01:30")] == moments


def test_a_digest_at_an_hour_that_is_skipped_comes_all_the_same() -> None:
    """No 02:30 that night: the digest comes at 03:00, which is the next minute on the clock."""
    assert utc("2026-03-29 01:00") == due(Wishes("daily", 150), utc("2026-03-28 12:00"))


def _moments(wishes: Wishes, now: datetime, until: datetime) -> Iterator[datetime]:
    while (now := due(wishes, now)) < until:
        yield now


def test_a_year_has_a_digest_for_each_day_and_each_week() -> None:
    """All of them at eight on the wall, 365 and 52, with both nights in the year."""
    start, end = moment_of(date(2026, 1, 1), 0), moment_of(date(2027, 1, 1), 0)
    daily, weekly = list(_moments(DAILY, start, end)), list(_moments(WEEKLY, start, end))

    assert (len(daily), len(weekly)) == (365, 52)
    assert {(8, 0)} == {(m.astimezone(OSLO).hour, m.astimezone(OSLO).minute) for m in (*daily, *weekly)}
    assert {0} == {m.astimezone(OSLO).weekday() for m in weekly}


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-11-16 19:59", "2026-11-16 19:59"),  # 20:59 on the wall
        ("2026-11-16 20:00", "2026-11-17 06:00"),  # 21:00: until 07:00 tomorrow
        ("2026-11-17 05:59", "2026-11-17 06:00"),
        ("2026-11-17 06:00", "2026-11-17 06:00"),
        ("2026-03-28 20:30", "2026-03-29 05:00"),  # into the summer time: the night is an hour shorter
        ("2026-10-24 19:30", "2026-10-25 06:00"),  # out of it: an hour longer
    ],
)
def test_quiet_hours_across_midnight(now: str, at: str) -> None:
    """«Ikke forstyrr mellom 21 og 7»: nothing comes then, and at seven it does."""
    assert due(Wishes(quiet=NIGHT), utc(now)) == utc(at)


def test_quiet_hours_within_a_day() -> None:
    """«Mellom 9 og 15»: what happens then waits until three."""
    wishes = Wishes(quiet=Quiet(9 * 60, 15 * 60))

    assert utc("2026-11-16 14:00") == due(wishes, utc("2026-11-16 10:30"))
    assert utc("2026-11-16 20:00") == due(wishes, utc("2026-11-16 20:00"))


def test_a_digest_in_the_quiet_hours_waits_for_their_end() -> None:
    """Who wants it at six and peace until seven gets it at seven."""
    assert utc("2026-11-17 06:00") == due(Wishes("daily", 6 * 60, quiet=NIGHT), utc("2026-11-16 12:00"))


@pytest.mark.parametrize("night", [date(2026, 11, 16), SPRING - timedelta(days=1), AUTUMN - timedelta(days=1)])
@pytest.mark.parametrize("quiet", [NIGHT, Quiet(150, 155), Quiet(23 * 60 + 30, 150), Quiet(120, 180)])
def test_nothing_is_due_while_the_clock_says_quiet(night: date, quiet: Quiet) -> None:
    """A clock that moves a minute at a time through the night: what is due is never in the quiet, before now, or days off."""
    wishes = Wishes(quiet=quiet)
    now = moment_of(night, 20 * 60)
    for _ in range(14 * 60):
        at = due(wishes, now)
        assert not is_quiet(wishes, at)
        assert at >= now
        assert (at == now) != is_quiet(wishes, now)
        assert at - now <= timedelta(hours=11)
        now += timedelta(minutes=1)


def test_what_is_muted_waits_until_it_may_be_told() -> None:
    """The end of a mute may fall in the quiet hours, or between two digests."""
    until = utc("2026-11-23 22:00")

    assert utc("2026-11-24 06:00") == due_after(Wishes(quiet=NIGHT), utc("2026-11-16 12:00"), until)
    assert utc("2026-11-24 07:00") == due_after(DAILY, utc("2026-11-16 12:00"), until)
    assert utc("2026-11-16 12:00") == due_after(Wishes(), utc("2026-11-16 12:00"), utc("2026-11-15 12:00"))


def test_a_day_is_over_at_midnight_in_norway() -> None:
    """So a meeting on the 25th may be told of until then."""
    assert utc("2026-10-25 23:00") == end_of_day(AUTUMN)
    assert utc("2026-03-29 22:00") == end_of_day(SPRING)

"""Days reckoned from periods: ends of months, leap years, days off, and the periods that the law sets for each form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.deadlines import Period, day_of, next_working_day, period_of, with_period
from knowledge.law import refs_of
from knowledge.legal import LawBook
from knowledge.model import Form
from tests import worlds

BOOK: LawBook = worlds.knowledge("shipped").law.book
TODAY = date(2025, 11, 15)


@pytest.mark.parametrize(
    ("months", "weeks", "start", "end"),
    [
        (12, 0, "2027-03-15", "2028-03-15"),
        (12, 0, "2028-02-29", "2029-02-28"),
        (12, 0, "2027-02-28", "2028-02-28"),
        (1, 0, "2026-01-31", "2026-02-28"),
        (1, 0, "2028-01-31", "2028-02-29"),
        (3, 0, "2025-11-30", "2026-02-28"),
        (6, 0, "2026-08-31", "2027-02-28"),
        (3, 0, "2026-03-31", "2026-06-30"),
        (0, 3, "2026-02-12", "2026-03-05"),
        (0, 3, "2028-02-12", "2028-03-04"),
        (0, 3, "2025-12-12", "2026-01-02"),
        (0, 0, "2026-05-05", "2026-05-05"),
    ],
)
def test_a_period_ends_on_the_same_day_later(months: int, weeks: int, start: str, end: str) -> None:
    """The same date, or weekday; the last of the month where there is no such date."""
    assert Period(months, weeks).after(date.fromisoformat(start)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("months", "weeks", "end", "start"),
    [
        (12, 0, "2028-01-01", "2027-01-01"),
        (12, 0, "2028-02-29", "2027-02-28"),
        (3, 0, "2026-05-31", "2026-02-28"),
        (3, 0, "2028-05-31", "2028-02-29"),
        (1, 0, "2026-03-31", "2026-02-28"),
        (0, 4, "2026-05-10", "2026-04-12"),
        (0, 4, "2026-01-20", "2025-12-23"),
    ],
)
def test_a_period_is_reckoned_back(months: int, weeks: int, end: str, start: str) -> None:
    """The latest day to give notice for a day to be out, or to call a meeting."""
    assert Period(months, weeks).before(date.fromisoformat(end)) == date.fromisoformat(start)


@pytest.mark.parametrize(
    "period", [Period(months=1), Period(months=3), Period(months=6), Period(months=12), Period(weeks=4)], ids=str
)
def test_notice_on_the_day_reckoned_back_is_in_time(period: Period) -> None:
    """For every day of four years: whoever gives notice then is out by that day, and a day later is not told as enough."""
    day = date(2025, 1, 1)
    while day < date(2029, 1, 1):
        assert period.after(period.before(day)) <= day
        day += timedelta(days=1)


def test_no_later_day_would_do() -> None:
    """The day reckoned back is the latest of those whose period has run out."""
    for period in (Period(months=1), Period(months=3), Period(months=12)):
        day = date(2025, 1, 1)
        while day < date(2029, 1, 1):
            assert period.after(period.before(day) + timedelta(days=1)) > day
            day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2025-11-14", "2025-11-14"),
        ("2025-11-15", "2025-11-17"),
        ("2025-11-16", "2025-11-17"),
        ("2026-04-01", "2026-04-01"),
        ("2026-04-02", "2026-04-07"),
        ("2026-04-03", "2026-04-07"),
        ("2026-04-06", "2026-04-07"),
        ("2025-05-01", "2025-05-02"),
        ("2026-05-14", "2026-05-15"),
        ("2026-05-17", "2026-05-18"),
        ("2024-05-17", "2024-05-21"),
        ("2027-05-15", "2027-05-18"),
        ("2025-12-24", "2025-12-24"),
        ("2025-12-25", "2025-12-29"),
        ("2025-12-26", "2025-12-29"),
        ("2026-12-25", "2026-12-28"),
        ("2026-01-01", "2026-01-02"),
        ("2022-12-31", "2023-01-02"),
        ("2027-01-01", "2027-01-04"),
    ],
    ids=[
        "Friday", "Saturday", "Sunday", "Wednesday before Easter", "Maundy Thursday", "Good Friday", "Easter Monday", "1 May",
        "Ascension", "17 May on a Sunday", "17 May before Whitsun", "Whitsun with 17 May", "Christmas Eve", "Christmas Day",
        "Boxing Day", "Christmas on a Friday", "New Year", "over New Year", "New Year on a Friday",
    ],
)  # fmt: skip
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(day: str, moved: str) -> None:
    """Saturdays, Sundays and public holidays; Christmas Eve is none by law."""
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(moved)


@pytest.mark.parametrize(
    ("decided", "end"),
    [
        ("2025-03-27", "2025-04-22"),
        ("2024-03-07", "2024-04-02"),
        ("2026-03-11", "2026-04-01"),
        ("2026-04-10", "2026-05-04"),
        ("2024-04-26", "2024-05-21"),
        ("2026-04-23", "2026-05-15"),
        ("2026-12-03", "2026-12-24"),
        ("2026-12-04", "2026-12-28"),
        ("2025-12-10", "2025-12-31"),
        ("2025-12-11", "2026-01-02"),
        ("2028-02-08", "2028-02-29"),
        ("2028-02-29", "2028-03-21"),
        ("2020-12-28", "2021-01-18"),
        ("2026-12-31", "2027-01-21"),
        ("2026-06-20", "2026-07-13"),
    ],
    ids=[
        "Maundy Thursday 2025", "Maundy Thursday 2024", "before Easter", "1 May on a Friday", "17 May before Whitsun",
        "Ascension", "Christmas Eve", "Christmas Day on a Friday", "New Year's Eve",
        "New Year's Day", "to a leap day", "from a leap day",
        "week 53", "week 53 of 2026", "a Saturday",
    ],
)  # fmt: skip
def test_three_weeks_for_lovlighetskontroll_end_on_a_working_day(decided: str, end: str) -> None:
    """koml § 27-1 with forvaltningsloven § 30 and domstolloven § 149: the same weekday, else the next working day."""
    rule = with_period(BOOK, None, ("complaint",))
    period = period_of(rule) if rule else None

    assert period is not None
    assert next_working_day(period.after(date.fromisoformat(decided))) == date.fromisoformat(end)


def test_three_weeks_are_three_weeks_whatever_the_year() -> None:
    """Over every new year, week 53 and leap day of 28 years the weekday stays, and only a day off moves the end."""
    day = date(2019, 12, 1)
    while day < date(2048, 3, 1):
        plain = Period(weeks=3).after(day)
        moved = next_working_day(plain)
        assert (plain - day).days == 21
        assert plain.weekday() == day.weekday()
        assert 21 <= (moved - day).days <= 26
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "period"), [("6m", Period(months=6)), ("3w", Period(weeks=3)), ("90d", Period(days=90)), ("12m", Period(months=12))]
)
def test_a_period_that_was_said_is_read(said: str, period: Period) -> None:
    """As understanding writes it: months, weeks or days."""
    assert Period.parse(said) == period


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [(90, "2026-08-31", "2026-11-29"), (14, "2028-02-20", "2028-03-05"), (1, "2027-12-31", "2028-01-01")],
)
def test_days_are_counted_one_by_one(days: int, start: str, end: str) -> None:
    """Forwards and back alike."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)

    assert Period(days=days).after(first) == last
    assert Period(days=days).before(last) == first


def test_a_working_day_is_never_moved_from() -> None:
    """And what it is moved to is one, on all days of ten years."""
    day = date(2020, 1, 1)
    while day < date(2030, 1, 1):
        moved = next_working_day(day)
        assert day <= moved <= day + timedelta(days=5)
        assert moved.weekday() < 5
        assert next_working_day(moved) == moved
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2027-03-15", date(2027, 3, 15)),
        ("--03-15", date(2026, 3, 15)),
        ("--11-15", date(2025, 11, 15)),
        ("--11-14", date(2026, 11, 14)),
        ("--12-31", date(2025, 12, 31)),
        ("today", date(2025, 11, 15)),
        ("tomorrow", date(2025, 11, 16)),
        ("--02-30", None),
        ("--13-01", None),
        ("2027-02-29", None),
        ("2027-13-01", None),
        ("--03", None),
        ("--", None),
        ("--a-b", None),
        ("--1-2-3", None),
        ("yesterday", None),
        ("", None),
        ("2027", None),
    ],
)
def test_a_day_is_read_as_it_was_said(said: str, day: date | None) -> None:
    """Without a year it is the next such day, today counted; what is no day is none."""
    assert day_of(said, TODAY) == day


def test_tomorrow_is_over_the_new_year() -> None:
    """The day follows the clock that is handed in."""
    assert day_of("tomorrow", date(2025, 12, 31)) == date(2026, 1, 1)
    assert day_of("tomorrow", date(2028, 2, 28)) == date(2028, 2, 29)


def test_the_29th_of_february_is_the_next_there_is() -> None:
    """A date that this year lacks is no nonsense."""
    assert day_of("--02-29", TODAY) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("form", "aspects", "months", "weeks", "ref"),
    [
        (Form.ADMINISTRATIVE_HOST, ("leaving",), 12, 0, "koml 20-8/2"),
        (Form.HOST_BOARD, ("leaving",), 12, 0, "koml 20-8/2"),
        (Form.HOST, ("leaving",), 12, 0, "koml 20-8/2"),
        (Form.IKS, ("leaving",), 12, 0, "iksl 30/1"),
        (Form.PLANNING, ("leaving",), 3, 0, "pbl 9-5/2"),
        (Form.IKS, ("highest_body", "openness"), 0, 4, "iksl 8/3"),
        (None, ("complaint",), 0, 3, "koml 27-1/1"),
    ],
)
def test_the_periods_are_those_of_the_law(form: Form | None, aspects: tuple[str, ...], months: int, weeks: int, ref: str) -> None:
    """Twelve months in koml § 20-8 and IKS-loven § 30, three in pbl § 9-5; the rule that sets it rests on that paragraph."""
    rule = with_period(BOOK, form.value if form else None, aspects)

    assert rule is not None
    assert period_of(rule) == Period(months, weeks)
    assert ref in refs_of(rule)


@pytest.mark.parametrize("form", [Form.KO, Form.IPR, Form.AS, Form.NETWORK])
def test_no_period_is_made_up_where_the_law_sets_none(form: Form) -> None:
    """For these the agreement, or nothing, decides."""
    assert with_period(BOOK, form.value, ("leaving",)) is None


def test_every_period_is_told_in_the_words_of_its_rule() -> None:
    """The number that is reckoned with is the one that the reader sees."""
    words = {12: "ett år", 3: "tre måned", 6: "seks måned", 1: "én måned"}
    weeks = {3: "tre uker", 4: "fire uker", 2: "to uker"}
    for rule in BOOK.rules.values():
        if period_of(rule) is None:
            continue
        told = " ".join((rule.short.nb, rule.text.nb if rule.text else "")).casefold()
        wanted = words[rule.months] if rule.months else weeks[rule.weeks or 0]
        assert wanted in told, rule.id


# -- through the one path ---------------------------------------------------------------------------------------------


async def test_the_day_of_the_decision_is_told_by_its_words() -> None:
    """«Rekker vi … 20. mars av et vedtak fra 5. februar?»: the decision is of February, and March is too late."""
    async with worlds.bot() as bot:
        said = await bot.ask("Rekker vi å kreve lovlighetskontroll 20. mars 2026 av et vedtak fra 5. februar 2026?")

    assert "26.02.2026" in said.text
    assert "innen fristen" not in said.text


async def test_a_complaint_against_a_decision_received_has_its_day() -> None:
    """«Vi fikk vedtaket 24. april»: the last day is told, not the length alone."""
    async with worlds.bot() as bot:
        said = await bot.ask("Når går klagefristen ut når vi fikk vedtaket 24. april 2026?")

    assert "15.05.2026" in said.text


@pytest.mark.parametrize("day", ["31. april 2027", "29. februar 2027", "29. februar"])
async def test_a_day_that_is_none_does_not_undo_the_period_of_the_law(day: str) -> None:
    """The law sets a year for IKS whatever day is named."""
    async with worlds.bot() as bot:
        said = await bot.ask(f"Når er vi ute av et IKS hvis vi sier opp {day}?")

    assert "loven setter ingen" not in said.text.casefold()


@pytest.mark.parametrize("text", ["Vedtaket ble gjort 31. november 2025. Når går fristen for lovlighetskontroll ut?",
                                  "Vedtaket vart gjort 31. november 2025. Når går fristen for lovlegkontroll ut?"])  # fmt: skip
async def test_a_decision_on_a_day_that_is_none_is_answered(text: str) -> None:
    """With the length of the deadline, not with an apology."""
    async with worlds.bot() as bot:
        said = await bot.ask(text)

    assert "tre " in said.text


async def test_the_agreement_goes_before_the_law_only_where_the_law_says_so() -> None:
    """koml § 20-8 and IKS-loven § 30 yield to the agreement; three months in pbl § 9-5 do not."""
    async with worlds.bot() as bot:
        host = await bot.ask("Når er vi ute av et vertskommunesamarbeid om vi sier opp 15. mars 2027?")
        plan = await bot.ask("Når er vi ute av et plansamarbeid om vi sier opp 15. mars 2027?")

    assert "går da foran" in host.text
    assert "går da foran" not in plan.text


@pytest.mark.parametrize(
    "text", ["Når er vi ute av et IKS om vi sier opp 15. mars 2027?", "Når er vi ute av eit IKS om vi seier opp 15. mars 2027?"]
)
async def test_what_the_agreement_may_say_is_a_point_of_its_own(text: str) -> None:
    """The rule after it begins its own line."""
    async with worlds.bot() as bot:
        said = await bot.ask(text)

    assert [line for line in said.text.splitlines() if ".- " in line] == []


@pytest.mark.parametrize("text", ["Når er vi ute av et samvirkeforetak om vi sier opp 15. mars 2027?",
                                  "Når er vi ute av eit samvirkeføretak om vi seier opp 15. mars 2027?"])  # fmt: skip
async def test_the_longest_period_that_may_be_agreed_is_no_earliest_day(text: str) -> None:
    """Samvirkelova § 22 sets a limit for what the vedtekter may say, and no period."""
    async with worlds.bot() as bot:
        said = await bot.ask(text)

    assert "15.06.2027" not in said.text
    assert "lengre enn tre" in said.text

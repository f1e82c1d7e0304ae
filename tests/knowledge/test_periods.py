"""Periods as people say them, made into days."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.model import PartialDate
from knowledge.periods import Span, resolve
from knowledge.understanding import spans
from tests.worlds import understanding

MONDAY = date(2026, 11, 30)


def days(token: str, today: date = MONDAY, *, past: bool = False) -> tuple[str, str]:
    span = resolve(token, today, past=past)
    assert span is not None, token
    return (span.start.isoformat() if span.start else "", span.end.isoformat() if span.end else "")


@pytest.mark.parametrize(
    ("token", "first", "last"),
    [
        ("today", "2026-11-30", "2026-11-30"),
        ("tomorrow", "2026-12-01", "2026-12-01"),
        ("this-week", "2026-11-30", "2026-12-06"),
        ("next-week", "2026-12-07", "2026-12-13"),
        ("last-week", "2026-11-23", "2026-11-29"),
        ("this-month", "2026-11-01", "2026-11-30"),
        ("next-month", "2026-12-01", "2026-12-31"),
        ("this-half", "2026-07-01", "2026-12-31"),
        ("next-half", "2027-01-01", "2027-06-30"),
        ("next-year", "2027-01-01", "2027-12-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("rest-of-year", "2026-11-30", "2026-12-31"),
        ("before-christmas", "2026-11-30", "2026-12-23"),
        ("before-easter", "2026-11-30", "2027-03-24"),
        ("after-easter", "2027-03-30", "2027-07-29"),
        ("before-summer", "2026-11-30", "2027-06-30"),
        ("after-summer", "2027-08-01", "2027-11-30"),
        ("spring", "2027-03-01", "2027-06-30"),
        ("autumn", "2026-08-01", "2026-11-30"),
        ("winter", "2026-12-01", "2027-02-28"),
        ("month-03", "2027-03-01", "2027-03-31"),
        ("month-11", "2026-11-01", "2026-11-30"),
        ("months-2025-03-06", "2025-03-01", "2025-06-30"),
        ("next-3m", "2026-11-30", "2027-02-28"),
        ("next-2w", "2026-11-30", "2026-12-14"),
        ("last-2y", "2024-11-30", "2026-11-30"),
        ("since-2021", "2021-01-01", ""),
        ("until-2020", "", "2019-12-31"),
        ("between-2021-2019", "2019-01-01", "2021-12-31"),
        ("coming", "2026-11-30", ""),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019-02-11", "2019-02-11", "2019-02-11"),
    ],
)
def test_a_period_is_made_into_days(token: str, first: str, last: str) -> None:
    """Each period that can be said has a first and a last day, or is open at one end."""
    assert (first, last) == days(token)


def test_what_recurs_is_the_next_or_the_last() -> None:
    """«I mars» asks of what comes: next March; of what was decided: the last one. In March it is this one, both ways."""
    assert days("month-03") == ("2027-03-01", "2027-03-31")
    assert days("month-03", past=True) == ("2026-03-01", "2026-03-31")
    in_march = date(2027, 3, 15)
    assert days("month-03", in_march) == days("month-03", in_march, past=True)


def test_christmas_and_easter_that_have_begun_are_next_years() -> None:
    """On Christmas Eve «før jul» is a year away; on Maundy Thursday «før påske» is."""
    assert days("before-christmas", date(2026, 12, 24)) == ("2026-12-24", "2027-12-23")
    assert days("before-easter", date(2027, 3, 24)) == ("2027-03-24", "2027-03-24")
    assert days("before-easter", date(2027, 3, 25)) == ("2027-03-25", "2028-04-12")


def test_after_the_holidays_is_the_autumn_that_runs() -> None:
    """In September «etter ferien» is now, not in a year."""
    assert days("after-summer", date(2026, 9, 10)) == ("2026-09-10", "2026-11-30")


@pytest.mark.parametrize(
    "token", ["", "someday", "month-13", "month-00", "2019-02-30", "since-abc", "next-3x", "months-2025-13-14"]
)
def test_what_is_no_period_has_no_days(token: str) -> None:
    """A token of another version, or a day that does not exist, is no period and breaks nothing."""
    assert resolve(token, MONDAY) is None


def test_a_partial_date_meets_a_span_that_it_may_lie_in() -> None:
    """«Mars 2026» may be in a week of March; it is not in April."""
    march = PartialDate.parse("2026-03")
    assert Span(date(2026, 3, 9), date(2026, 3, 15)).meets(march)
    assert not Span(date(2026, 4, 1), date(2026, 4, 30)).meets(march)
    assert Span(start=date(2026, 1, 1)).meets(march)
    assert not Span(end=date(2026, 2, 28)).meets(march)


@pytest.mark.parametrize(
    ("nb", "nn", "token"),
    [
        ("hva skjer neste måned", "kva skjer neste månad", "next-month"),
        ("saker før jul", "saker før jul", "before-christmas"),
        ("i denne uka", "i denne veka", "this-week"),
        ("neste uke", "neste veke", "next-week"),
        ("til våren", "til våren", "spring"),
        ("etter ferien", "etter ferien", "after-summer"),
        ("i høst", "i haust", "autumn"),
        ("fram til påske", "fram til påske", "before-easter"),
        ("de neste tre månedene", "dei neste tre månadene", "next-3m"),
        ("om to uker", "om to veker", "next-2w"),
        ("de siste to årene", "dei siste to åra", "last-2y"),
        ("det neste halvåret", "det neste halvåret", "next-6m"),
        ("mellom 2019 og 2021", "mellom 2019 og 2021", "between-2019-2021"),
        ("siden 2021", "sidan 2021", "since-2021"),
        ("etter 2021", "etter 2021", "since-2022"),
        ("før 2020", "før 2020", "until-2020"),
        ("i mars", "i mars", "month-03"),
        ("våren 2025", "våren 2025", "months-2025-03-06"),
        ("etter januar 2019", "etter januar 2019", "since-2019-02"),
        ("siden 4. juni 2024", "sidan 4. juni 2024", "since-2024-06-04"),
        ("før 1. mars 2020", "før 1. mars 2020", "until-2020-03-01"),
        ("i fjor", "i fjor", "last-year"),
        ("snart", "snart", "soon"),
        ("framover", "framover", "coming"),
    ],
)
def test_a_period_is_heard_in_both_written_forms(nb: str, nn: str, token: str) -> None:
    """What people call a period is heard alike in bokmål and nynorsk."""
    one = understanding("fictional")
    heard = [spans.said(one.gazetteer.find(words), one.periods).token for words in (nb, nn)]
    assert [token, token] == heard


@pytest.mark.parametrize("words", ["i vår kommune", "hva vedtok vi om tre måneders oppsigelse", "i 2025", "11. februar 2019"])
def test_what_only_looks_like_a_period_is_none(words: str) -> None:
    """«I vår kommune» is no spring, and a date or a notice is told elsewhere."""
    one = understanding("fictional")
    assert spans.said(one.gazetteer.find(words), one.periods).token is None

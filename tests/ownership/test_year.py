"""The governance year: days from law and register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge import year_book
from knowledge.law import shipped_book
from knowledge.model import Case, Citation, Deadline, Outcome, PartialDate, Register, Step, Text
from knowledge.ownership import overview
from knowledge.year_book import shipped_year
from knowledge.year_entries import Timing, YearEntry
from knowledge.yearly import Term, known_days, term_of, year
from tests.ownership.conftest import TODAY, beside, known


def _days(today: date) -> dict[str, tuple[date | None, int | None, date | None]]:
    return {t.entry.id: (t.day, t.out_by, t.passed) for t in year(shipped_year(), shipped_book(), (), today)}


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2023, 10, 31), Term(2019, 2023)),
        (date(2023, 11, 1), Term(2023, 2027)),
        (date(2026, 12, 1), Term(2023, 2027)),
        (date(2027, 10, 31), Term(2023, 2027)),
        (date(2027, 11, 1), Term(2027, 2031)),
    ],
)
def test_a_term_runs_from_election_to_election(day: date, term: Term) -> None:
    """New councils are constituted by the end of October."""
    assert term == term_of(day)


def test_the_days_of_iks_loven_are_told_on_their_next_date() -> None:
    """Accounts by 22.2, 31.3, 15.5 and 30.6; budget before the turn of the year; notices of meetings four weeks ahead."""
    days = _days(TODAY)

    assert date(2027, 2, 22) == days["iks-regnskap-daglig-leder"][0]
    assert date(2027, 3, 31) == days["iks-regnskap-styret"][0]
    assert date(2027, 5, 15) == days["iks-revisjon"][0]
    assert date(2027, 6, 30) == days["iks-regnskap"][0]
    assert date(2026, 12, 31) == days["iks-budsjett"][0]
    assert date(2027, 6, 2) == days["iks-innkalling-regnskap"][0]
    assert date(2026, 12, 3) == days["iks-innkalling-budsjett"][0]


def test_the_day_itself_counts_and_the_day_after_is_next_year() -> None:
    """30 June is told on 30 June; on 1 July it is a year away."""
    assert date(2027, 6, 30) == _days(date(2027, 6, 30))["iks-regnskap"][0]
    assert date(2028, 6, 30) == _days(date(2027, 7, 1))["iks-regnskap"][0]
    assert date(2027, 12, 3) == _days(date(2026, 12, 4))["iks-innkalling-budsjett"][0]


def test_a_years_notice_by_new_year_lets_one_out_at_the_next() -> None:
    """Notice on 31.12.2026 lets one out at the end of 2027; three months' notice is told as such."""
    days = _days(TODAY)

    assert (date(2026, 12, 31), 2027, None) == days["iks-oppsigelse"]
    assert (date(2026, 12, 31), 2027, None) == days["vertskommune-oppsigelse"]
    assert (date(2027, 9, 30), 2027, None) == days["plansamarbeid-oppsigelse"]
    assert (date(2026, 9, 30), 2026, None) == _days(date(2026, 9, 30))["plansamarbeid-oppsigelse"]


def test_the_plan_for_eierskapskontroll_is_due_the_year_after_the_council_was_constituted() -> None:
    """In 2024 it was due at its end; since then it is told as past, with the next one."""
    assert (date(2024, 12, 31), None, None) == _days(date(2024, 3, 1))["plan-eierskapskontroll"]
    assert (date(2028, 12, 31), None, date(2024, 12, 31)) == _days(TODAY)["plan-eierskapskontroll"]


def test_an_entry_is_about_the_cooperations_of_its_form() -> None:
    """An IKS gets the days of IKS-loven, a company of unknown form none."""
    interests = overview(beside(), "lunner", TODAY).interests
    turns = {t.entry.id: [i.record.id for i in t.interests] for t in year(shipped_year(), shipped_book(), interests, TODAY)}

    assert turns["iks-budsjett"] == ["vatn-iks"]
    assert turns["as-generalforsamling"] == ["veg-as"]
    assert turns["ko-budsjett"] == []


def _case(*, steps: tuple[Step, ...] = (), deadlines: tuple[Deadline, ...] = ()) -> Register:
    cite = Citation("tjenestegjennomgang-2025", "side 1")
    case = Case("sak", Text("en sak", "ei sak"), "change", ("lunner", "gran"), cite, steps, deadlines=deadlines)
    return replace(known().register, cases={"sak": case})


def test_what_the_register_has_coming_is_told_of_the_municipality_alone() -> None:
    """A step in Gran is none of Lunner's; a deadline for all is everybody's; what is past is not told."""
    words = Text("Noe skal skje.", "Noko skal skje.")
    register = _case(
        steps=(
            Step("a", PartialDate(2027, 3, 4), words, Outcome.PLANNED, municipality="lunner"),
            Step("b", PartialDate(2027, 3, 5), words, Outcome.PLANNED, municipality="gran"),
            Step("c", PartialDate(2026, 3, 5), words, Outcome.PLANNED, municipality="lunner"),
            Step("d", PartialDate(2027, 5), words, Outcome.PLANNED, municipality="lunner"),
        ),
        deadlines=(Deadline("hearing", PartialDate(2027, 2, 1), words),),
    )

    assert [date(2027, 2, 1), date(2027, 3, 4), None] == [each.day for each in known_days(register, "lunner", TODAY)]
    assert list(known_days(register, "gjovik", TODAY)) == []


def _entry(**more: object) -> YearEntry:
    told = {"id": "x", "timing": Timing.YEARLY, "what": Text("a", "a"), "who": Text("b", "b"), "rule": "iks-budsjett",
            "refs": ("iksl 18/1",), "day": "12-31", **more}  # fmt: skip
    return YearEntry(**told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"rule": "iks-finnes-ikke"}, "is not there"),
        ({"timing": Timing.NOTICE, "day": ""}, "sets no period"),
        ({"day": "02-30"}, "does not go with the timing"),
        ({"day": ""}, "does not go with the timing"),
        ({"timing": Timing.TERM}, "does not go with the timing"),
        ({"refs": ("§ 18",)}, "is not a reference"),
        ({"refs": ("finnes 18/1",)}, "is not there"),
    ],
)
def test_an_entry_that_rests_on_nothing_is_refused(more: dict[str, object], fault: str) -> None:
    """Each entry rests on a rule and paragraphs that are there, and has a day just where its timing needs one."""
    found = list(year_book.faults([_entry(**more)], shipped_book()))

    assert len(found) == 1
    assert fault in found[0][1]
    assert list(year_book.faults([_entry()], shipped_book())) == []


def test_the_shipped_year_has_no_faults() -> None:
    """What ships can be told."""
    entries, problems = year_book.read(shipped_book())

    assert problems == ()
    assert len(entries) > 15

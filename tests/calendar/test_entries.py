"""What becomes of a step in the calendar as its case changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.calendars import KEPT, Edition, concerns, entries, entries_now, shown, undated, upcoming
from knowledge.model import Case, Step
from tests.calendar.cases import START, TODAY, by_id, case, deadline, editions, step


def test_a_step_whose_day_is_known_is_in_the_calendar() -> None:
    """With sequence 0, from when it was first known."""
    found = by_id(entries(editions(case(step()))))["fjell"]

    assert (found.day, found.sequence, found.cancelled) == (date(2027, 3, 18), 0, "")
    assert (found.created, found.modified) == (START, START)
    assert found.uid == "brann-ko/fjell@samrad"


@pytest.mark.parametrize("on", ["2027", "2027-03"])
def test_a_step_known_to_the_month_is_not_in_the_calendar(on: str) -> None:
    """A day is never made up; it is told as left out."""
    found = case(step(on=on))

    assert entries_now(found) == ()
    assert [i.text.nb for i in undated(found, TODAY)] == ["Saken skal opp."]


def test_what_was_to_come_in_a_month_gone_by_is_not_told_as_left_out() -> None:
    """It is over, whatever the day was; and so is what has an outcome."""
    assert undated(case(step(on="2027-02")), TODAY) == ()
    assert undated(case(step(on="2027-03", outcome="adopted")), TODAY) == ()
    assert len(undated(case(step(on="2027-03")), TODAY)) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"on": "2027-03-25"},
        {"body": {"nb": "formannskapet", "nn": "formannskapet"}},
        {"municipality": "dal"},
        {"title": {"nb": "Brann", "nn": "Brann"}},
        {"outcome": "adopted"},
    ],
    ids=lambda changed: str(next(iter(changed))),
)
def test_what_matters_raises_the_sequence_by_one(changed: dict[str, object]) -> None:
    """Day, body, municipality, title, outcome; the id stays."""
    before, after = (by_id(entries(editions(*versions)))["fjell"] for versions in (
        [case(step())], [case(step()), case(step(**changed))]))  # type: ignore[arg-type]  # fmt: skip

    assert (before.sequence, after.sequence) == (0, 1)
    assert before.uid == after.uid
    assert (after.created, after.modified) == (START, START + timedelta(days=1))


def test_the_title_of_the_case_is_that_of_its_steps() -> None:
    """Where they have none of their own."""
    renamed = case(step(), step("dal", title="Eget"), title="Nytt navn")
    found = by_id(entries(editions(case(step(), step("dal", title="Eget")), renamed)))

    assert (found["fjell"].sequence, found["dal"].sequence) == (1, 0)


def test_other_words_are_a_change_without_a_new_sequence() -> None:
    """The text of the step is told anew, and nobody is asked to look at the meeting again."""
    found = by_id(entries(editions(case(step()), case(step(text="Saken skal opp til avgjørelse.")))))["fjell"]

    assert (found.sequence, found.modified) == (0, START + timedelta(days=1))


def test_what_is_about_other_steps_changes_nothing() -> None:
    """A step has its own history, not that of its case."""
    found = by_id(entries(editions(case(step()), case(step(), step("dal", municipality="dal")))))

    assert (found["fjell"].sequence, found["fjell"].modified) == (0, START)
    assert found["dal"].created == START + timedelta(days=1)


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (case(), "removed"),
        (None, "removed"),
        (case(step(outcome="postponed")), "postponed"),
        (case(step(outcome="withdrawn")), "withdrawn"),
        (case(step(on="2027-04")), "undated"),
    ],
    ids=["step removed", "case removed", "postponed", "withdrawn", "day no longer known"],
)
def test_a_step_that_falls_away_is_cancelled(after: Case | None, why: str) -> None:
    """Cancelled on the day it was to be, with a raised sequence."""
    found = by_id(entries(editions(case(step()), after)))["fjell"]

    assert (found.day, found.sequence, found.cancelled) == (date(2027, 3, 18), 1, why)


def test_a_cancellation_that_is_undone_brings_the_event_back() -> None:
    """With the same id, and a sequence above both."""
    found = by_id(entries(editions(case(step()), case(), None, case(step(on="2027-05-06")))))["fjell"]

    assert (found.day, found.sequence, found.cancelled) == (date(2027, 5, 6), 2, "")


def test_there_and_back_is_two_changes() -> None:
    """Those who got the first must be told of the second."""
    assert by_id(entries(editions(case(step()), case(step(on="2027-03-25")), case(step()))))["fjell"].sequence == 2


def test_what_was_never_in_the_calendar_is_not_cancelled() -> None:
    """A step that was put off before we heard of it, or never had a day."""
    assert entries(editions(case(step(outcome="postponed")), case())) == ()
    assert entries(editions(case(step(on="2027-03")), case())) == ()


def test_the_order_and_repetition_of_versions_changes_nothing() -> None:
    """The number of a version decides; importing the same again makes no difference."""
    versions = editions(case(step()), case(step(on="2027-03-25")), case(), case(step(on="2027-04-08")))
    again = [*versions, Edition(4, versions[-1].case, START + timedelta(days=99))]

    assert entries(versions) == entries(reversed(versions)) == entries([*versions, *versions])
    assert by_id(entries(again)) == by_id(entries(versions))


def test_the_order_of_steps_in_the_case_changes_nothing() -> None:
    """Steps are known by their ids."""
    one, two = step(), step("dal", "2027-03-11", municipality="dal")

    assert [(e.uid, e.day, e.sequence) for e in entries(editions(case(one, two), case(two, one)))] == [
        ("brann-ko/dal@samrad", date(2027, 3, 11), 0),
        ("brann-ko/fjell@samrad", date(2027, 3, 18), 0),
    ]


# -- deadlines ---------------------------------------------------------------------------------------------------------


def test_a_deadline_keeps_its_id_when_it_is_moved() -> None:
    """It has none in the register; it is known again by whom it concerns and what must be done."""
    found = by_id(entries(editions(case(deadlines=[deadline()]), case(deadlines=[deadline("2027-04-15")]))))

    assert {(k, e.day, e.sequence) for k, e in found.items()} == {("deadline/hearing-1", date(2027, 4, 15), 1)}


def test_deadlines_in_another_order_are_the_same() -> None:
    """Two of a kind are not taken for each other."""
    one, two = deadline(municipalities=["fjell"]), deadline("2027-05-03", municipalities=["dal"])
    found = by_id(entries(editions(case(deadlines=[one, two]), case(deadlines=[two, one]))))

    assert {k: (e.day, e.sequence) for k, e in found.items()} == {
        "deadline/hearing-1": (date(2027, 4, 1), 0),
        "deadline/hearing-2": (date(2027, 5, 3), 0),
    }


def test_a_deadline_that_is_taken_away_is_cancelled_and_its_number_not_used_again() -> None:
    """Another kind of deadline begins anew."""
    first = case(deadlines=[deadline(), deadline("2027-06-01", "entry", "Dal må melde seg inn.")])
    later = case(deadlines=[deadline("2027-06-01", "entry", "Dal må melde seg inn."), deadline("2027-09-01", "exit", "Si opp.")])
    found = by_id(entries(editions(first, later)))

    assert {k: e.cancelled for k, e in found.items()} == {
        "deadline/hearing-1": "removed",
        "deadline/entry-1": "",
        "deadline/exit-1": "",
    }


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_what_is_over_stays_for_a_while() -> None:
    """Thirty days, so that its outcome reaches those who subscribe."""
    found = entries_now(case(step()))
    day = date(2027, 3, 18)

    assert shown(found, day + KEPT) == found
    assert shown(found, day + KEPT + timedelta(days=1)) == ()


def test_a_cancellation_stays_for_a_while_after_it_was_made() -> None:
    """Also for a meeting whose day was long ago: what matters is that it is told."""
    found = entries(editions(case(step(on="2026-01-15")), case()))
    cancelled = (START + timedelta(days=1)).date()

    assert shown(found, cancelled + KEPT) == found
    assert shown(found, cancelled + KEPT + timedelta(days=1)) == ()


def test_the_next_comes_first_and_what_is_over_or_cancelled_is_not_to_come() -> None:
    """Today counts as to come."""
    late, today, gone = step("late", "2027-06-10"), step("today", str(TODAY)), step("gone", "2027-02-28")
    found = entries(editions(case(late, today, gone, step()), case(late, today, gone)))

    assert list(by_id(upcoming(found, TODAY))) == ["today", "late"]


@pytest.mark.parametrize(
    ("municipality", "concerned"), [("fjell", True), ("dal", False), ("vik", False)], ids=["there", "the other", "outside"]
)
def test_a_step_concerns_the_municipality_that_it_is_in(municipality: str, concerned: bool) -> None:
    """Not the others that the case is about."""
    found = case(step())

    assert concerns(found, found.steps[0], municipality) is concerned


@pytest.mark.parametrize(("municipality", "concerned"), [("fjell", True), ("dal", True), ("vik", False)])
def test_what_is_treated_in_common_concerns_all_of_the_case(municipality: str, concerned: bool) -> None:
    """A step of a joint body, and a deadline that names nobody."""
    found = case(step(), deadlines=[deadline(), deadline(municipalities=["vik"])])
    common = replace(found.steps[0], municipality=None)

    assert isinstance(common, Step)
    assert concerns(found, common, municipality) is concerned
    assert concerns(found, found.deadlines[0], municipality) is concerned
    assert concerns(found, found.deadlines[1], municipality) is (municipality == "vik")


def test_those_whose_councils_must_adopt_it_are_concerned() -> None:
    """Though the case itself is about others."""
    found = case(deadlines=[deadline()], councils=["vik"])

    assert concerns(found, found.deadlines[0], "vik") is True

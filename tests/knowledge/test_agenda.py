"""Steps across cases: what comes, what waits, what was turned down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from knowledge import agenda
from knowledge.agenda import Wanted
from knowledge.model import Case, Outcome, PartialDate, Step, Text
from knowledge.periods import Span
from knowledge.snapshot import Knowledge
from tests.worlds import knowledge

TODAY = date(2025, 11, 15)
COUNCIL = Text("kommunestyret", "kommunestyret")


def known(*steps: Step, municipalities: Sequence[str] = ("storvag", "brattnes")) -> Knowledge:
    """A made-up region with one case of these steps, and nothing else to treat."""
    base = knowledge("fictional")
    case = replace(base.register.cases["legevaktavtale"], municipalities=tuple(municipalities), steps=steps, deadlines=())
    return Knowledge(replace(base.register, cases={case.id: case}), base.language)


def step(name: str, on: str, outcome: Outcome, municipality: str | None = "storvag", body: Text | None = COUNCIL) -> Step:
    return Step(name, PartialDate.parse(on), Text(name, name), outcome, municipality, body)


def ids(found: Sequence[agenda.Treatment]) -> list[str]:
    return [t.step.id for t in found]


def test_only_what_lies_ahead_comes() -> None:
    """A plan of yesterday does not come; one of today, of this month and of next year does."""
    one = known(
        step("yesterday", "2025-11-14", Outcome.PLANNED),
        step("today", "2025-11-15", Outcome.PLANNED),
        step("this-month", "2025-11", Outcome.PLANNED),
        step("next-year", "2026", Outcome.PLANNED),
        step("decided", "2025-11-16", Outcome.ADOPTED),
    )
    assert ids(agenda.coming(one, Wanted(), Span(TODAY), TODAY)) == ["this-month", "today", "next-year"]
    within = Span(TODAY, date(2025, 12, 31))
    assert ids(agenda.coming(one, Wanted(), within, TODAY)) == ["this-month", "today"]


def test_a_postponed_step_comes_until_something_came_of_it() -> None:
    """Put off without a new day it still comes; once the body has a later step, that one tells."""
    postponed = step("postponed", "2025-10-01", Outcome.POSTPONED)
    assert ids(agenda.coming(known(postponed), Wanted(), Span(TODAY), TODAY)) == ["postponed"]
    later = step("adopted", "2025-11-01", Outcome.ADOPTED)
    assert ids(agenda.coming(known(postponed, later), Wanted(), Span(TODAY), TODAY)) == []


def test_a_plan_is_never_the_newest_known_step() -> None:
    """What was planned may not have happened, so it tells nothing of how new our knowledge is."""
    one = known(step("held", "2025-06-01", Outcome.HELD), step("planned", "2025-10-01", Outcome.PLANNED))
    newest = agenda.newest(agenda.treatments(one, Wanted()), TODAY)
    assert newest is not None
    assert newest.step.id == "held"


def test_steps_are_narrowed_by_place_body_and_field() -> None:
    """A step of another municipality, another body or another field is no answer."""
    executive = Text("formannskapet", "formannskapet")
    one = known(
        step("council", "2025-01-01", Outcome.ADOPTED),
        step("executive", "2025-02-01", Outcome.ADOPTED, body=executive),
        step("neighbour", "2025-03-01", Outcome.ADOPTED, "brattnes"),
        step("shared", "2025-04-01", Outcome.HELD, None, None),
    )
    here = frozenset(["storvag"])
    assert ids(agenda.treatments(one, Wanted(places=here))) == ["council", "executive", "shared"]
    assert ids(agenda.treatments(one, Wanted(places=here, bodies=frozenset(["executive"])))) == ["executive"]
    assert ids(agenda.treatments(one, Wanted(fields=frozenset(["renovasjon"])))) == []
    assert len(agenda.treatments(one, Wanted(fields=frozenset(["helse"])))) == 4


@pytest.mark.parametrize(
    ("outcomes", "waits"),
    [
        ([Outcome.PLANNED], True),
        ([Outcome.PROPOSED], True),
        ([Outcome.UNKNOWN], True),
        ([Outcome.POSTPONED], True),
        ([Outcome.HELD], True),
        ([Outcome.ADOPTED], False),
        ([Outcome.REJECTED], False),
        ([Outcome.NOTED], False),
        ([Outcome.WITHDRAWN], False),
        ([Outcome.PROPOSED, Outcome.ADOPTED], False),
        ([Outcome.ADOPTED, Outcome.PROPOSED], True),
    ],
)
def test_a_case_waits_until_the_council_is_known_to_have_settled_it(outcomes: list[Outcome], waits: bool) -> None:
    """Whatever leaves the end open waits; a decision settles it, until the next proposal."""
    one = known(*(step(f"s{n}", f"2025-0{n + 1}-01", outcome) for n, outcome in enumerate(outcomes)))
    assert waits == bool(agenda.awaiting(one, "storvag", Wanted(), TODAY))


def test_a_neighbours_decision_settles_nothing_here() -> None:
    """Storvåg's vedtak does not decide for Brattnes; what all councils did does."""
    one = known(step("adopted", "2025-01-01", Outcome.ADOPTED))
    assert [w.case.id for w in agenda.awaiting(one, "brattnes", Wanted(), TODAY)] == ["legevaktavtale"]
    every = known(step("adopted", "2025-01-01", Outcome.ADOPTED, None, Text("alle kommunestyrene", "alle kommunestyra")))
    assert agenda.awaiting(every, "brattnes", Wanted(), TODAY) == []


def test_a_case_of_others_does_not_wait_for_us() -> None:
    """A municipality that takes no part has nothing to decide."""
    one = known(step("planned", "2026-01-01", Outcome.PLANNED))
    assert agenda.awaiting(one, "fjellgard", Wanted(), TODAY) == []


def test_a_proposal_is_open_until_the_same_council_decides_the_same_field() -> None:
    """A later vedtak on another part of the case leaves the proposal open."""
    proposed = replace(step("proposed", "2025-01-01", Outcome.PROPOSED), fields=("barnevern",))
    other = replace(step("adopted", "2025-02-01", Outcome.ADOPTED), fields=("brann",))
    one = known(proposed, other)
    assert ids(agenda.still_proposed(agenda.treatments(one, Wanted()))) == ["proposed"]
    same = replace(other, fields=("barnevern",))
    assert ids(agenda.still_proposed(agenda.treatments(known(proposed, same), Wanted()))) == []


def test_the_same_step_in_two_cases_is_told_once() -> None:
    """Where one case grew out of another, both may tell the same step."""
    base = known(step("adopted", "2025-01-01", Outcome.ADOPTED))
    first = base.register.cases["legevaktavtale"]
    second: Case = replace(first, id="another")
    both = Knowledge(replace(base.register, cases={first.id: first, second.id: second}), base.language)
    assert len(agenda.treatments(both, Wanted())) == 1


def test_deadlines_concern_those_named_or_all_of_the_case() -> None:
    """A deadline without names is every municipality's; one with names is theirs."""
    one = knowledge("fictional")
    of = {m: [d.kind for _, d in agenda.deadlines(one, Wanted(places=frozenset([m])))] for m in ("storvag", "kvitmark", "os")}
    assert of == {"storvag": ["hearing"], "kvitmark": ["hearing", "answer"], "os": []}

"""One council's state from its steps: what counts, what goes before what, and what stays unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge import law, shipped
from knowledge.demands import DEMANDS
from knowledge.ratification import Agreement, Board, State, Why, board_of, boards_of, ratified
from tests.ratification.world import OTHER, POINTS, Step, adopted, case_of, register_of, step, text

TODAY = date(2026, 12, 1)
SOON, LATER = "2026-12-12", "2027-02-01"


def board(folder: Path, steps: list[Step], **more: Any) -> Board:
    """The board that these steps make."""
    register, case = register_of(case_of(steps, **more), folder)
    return board_of(register, case, today=TODAY)


S = "storvag"
STATES: dict[str, tuple[list[Step], State, Why | None]] = {
    "nothing known": ([], State.NOT_SCHEDULED, None),
    "planned": ([step(S, SOON, "planned")], State.SCHEDULED, None),
    "planned for some day this year": ([step(S, "2026", "planned")], State.SCHEDULED, None),
    "a recommendation to a meeting that is to come": ([step(S, SOON, "proposed")], State.SCHEDULED, None),
    "a plan that is past": ([step(S, "2026-11-10", "planned")], State.UNKNOWN, Why.PAST_PLAN),
    "a recommendation alone": ([step(S, "2026-11-10", "proposed")], State.UNKNOWN, Why.PROPOSAL),
    "treated, outcome unknown": ([step(S, "2026-11-10", "unknown")], State.UNKNOWN, Why.OUTCOME),
    "adopted": ([step(S, "2026-11-10", "adopted")], State.ADOPTED, None),
    "adopted as planned": ([step(S, "2026-11-10", "planned"), step(S, "2026-11-10", "adopted")], State.ADOPTED, None),
    "adopted in the month of the plan": (
        [step(S, "2026-11-20", "planned"), step(S, "2026-11", "adopted")], State.ADOPTED, None,
    ),
    "adopted after a recommendation": (
        [step(S, "2026-11-10", "proposed"), step(S, "2026-11-10", "adopted")], State.ADOPTED, None,
    ),
    "rejected": ([step(S, "2026-11-10", "rejected")], State.REJECTED, None),
    "rejected, then adopted": ([step(S, "2026-10-10", "rejected"), step(S, "2026-11-10", "adopted")], State.ADOPTED, None),
    "adopted, then rejected": ([step(S, "2026-10-10", "adopted"), step(S, "2026-11-10", "rejected")], State.REJECTED, None),
    "other words, said by the source": ([step(S, "2026-11-10", "adopted", wording="other")], State.ADOPTED_OTHERWISE, None),
    "postponed": ([step(S, "2026-11-10", "postponed")], State.POSTPONED, None),
    "postponed to a day": ([step(S, "2026-11-10", "postponed"), step(S, LATER, "planned")], State.POSTPONED, None),
    "postponed, and the new day is past": (
        [step(S, "2026-10-10", "postponed"), step(S, "2026-11-10", "planned")], State.UNKNOWN, Why.PAST_PLAN,
    ),
    "postponed, then adopted": ([step(S, "2026-10-10", "postponed"), step(S, "2026-11-10", "adopted")], State.ADOPTED, None),
    "withdrawn": ([step(S, "2026-11-10", "planned"), step(S, "2026-11-09", "withdrawn")], State.UNKNOWN, Why.PAST_PLAN),
    "withdrawn on the day": ([step(S, "2026-11-10", "planned"), step(S, "2026-11-10", "withdrawn")], State.NOT_SCHEDULED, None),
    "noted": ([step(S, "2026-11-10", "planned"), step(S, "2026-11-10", "noted")], State.NOT_SCHEDULED, None),
    "talked about": ([step(S, "2026-11-10", "held")], State.NOT_SCHEDULED, None),
    "adopted, treated again with unknown outcome": (
        [step(S, "2026-10-10", "adopted"), step(S, "2026-11-10", "planned")], State.UNKNOWN, Why.PAST_PLAN,
    ),
    "adopted, to be treated again": ([step(S, "2026-10-10", "adopted"), step(S, SOON, "planned")], State.ADOPTED, None),
    "the executive committee alone": (
        [step(S, "2026-11-10", "adopted", body=text("formannskapet", "formannskapet"))], State.NOT_SCHEDULED, None,
    ),
    "a town council": ([step(S, "2026-11-10", "adopted", body=text("bystyret", "bystyret"))], State.ADOPTED, None),
    "sources that say different things": (
        [step(S, "2026-11-10", "adopted"), step(S, "2026-11-10", "rejected", cite="skarvoy-utredning | 3")],
        State.UNKNOWN, Why.CONFLICT,
    ),
    "sources that say the same": (
        [step(S, "2026-11-10", "adopted"), step(S, "2026-11", "adopted", cite="skarvoy-utredning | 3")], State.ADOPTED, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_a_council_stands_where_its_own_steps_put_it(tmp_path: Path, name: str) -> None:
    """Only the council's own decision adopts; a later step goes before an earlier; what is past and unknown is unknown."""
    steps, state, why = STATES[name]
    row = board(tmp_path, steps).row(S)

    assert row is not None
    assert (row.state, row.why) == (state, why)


@pytest.mark.parametrize("name", STATES)
def test_the_order_in_the_file_means_nothing(tmp_path: Path, name: str) -> None:
    """The same steps the other way round make the same state."""
    steps, state, why = STATES[name]
    row = board(tmp_path, steps[::-1]).row(S)

    assert row is not None
    assert (row.state, row.why) == (state, why)


def test_what_a_state_rests_on_is_told_with_its_age(tmp_path: Path) -> None:
    """The step, its source and how new that is; a plan beyond it, what came before, and what prepared it."""
    formannskap = step(S, "2026-11-03", "proposed", body=text("formannskapet", "formannskapet"), proposal=text("Ja.", "Ja."))
    steps = [formannskap, step(S, "2026-11-10", "adopted"), step(S, SOON, "planned")]
    row = board(tmp_path, steps).row(S)

    assert row is not None
    assert row.step is not None
    assert row.cite is not None
    assert (row.step.id, row.cite.place, str(row.published), str(row.coming)) == (
        "storvag-2026-11-10-adopted", "sak storvag", "2025-02-10", SOON,
    )  # fmt: skip
    assert [s.id for s in row.beside] == ["storvag-2026-11-03-proposed", f"storvag-{SOON}-planned"]


def test_conflicting_sources_are_both_kept(tmp_path: Path) -> None:
    """Neither is believed before the other, and it counts for nothing."""
    found = board(tmp_path, STATES["sources that say different things"][0])
    row = found.row(S)

    assert row is not None
    assert sorted(s.outcome.value for s in row.conflicting) == ["adopted", "rejected"]
    assert found.agreement is Agreement.OPEN


def test_one_step_may_stand_for_several_councils(tmp_path: Path) -> None:
    """«Alle kommunestyrene» is each of them, «kommunestyrene i Os og Storvåg» those of the case; a regional council is none."""
    for body, expected in (
        (text("alle kommunestyrene i Havlandet", "alle kommunestyra i Havlandet"), 6),
        (text("kommunestyrene i Storvåg og Brattnes", "kommunestyra i Storvåg og Brattnes"), 2),
        (text("flere kommunestyrer", "fleire kommunestyre"), 0),
        (text("flertallet av kommunestyrene", "fleirtalet av kommunestyra"), 0),
        (text("regionrådet", "regionrådet"), 0),
    ):
        several = step(S, "2026-11-10", "adopted", body=body)
        del several["municipality"]
        assert len(board(tmp_path, [several]).adopted) == expected, body


def test_all_alike_is_agreed_only_when_it_is_known(tmp_path: Path) -> None:
    """Adopted in all with the same words is agreed; where the words are not known it is only adopted in all."""
    councils = ["storvag", "brattnes"]
    both = {"municipalities": councils}
    alike = [adopted(c, "2026-11-10") for c in councils]
    unknown = [step(c, "2026-11-10", "adopted") for c in councils]
    said = [step(c, "2026-11-10", "adopted", wording="alike") for c in councils]
    nobody = [{key: value for key, value in s.items() if key != "body"} for s in said]

    assert board(tmp_path, alike, **both).agreement is Agreement.AGREED
    assert board(tmp_path, said, **both).agreement is Agreement.AGREED
    assert board(tmp_path, unknown, **both).agreement is Agreement.ADOPTED
    assert board(tmp_path, nobody, **both).agreement is Agreement.ADOPTED
    assert board(tmp_path, [alike[0], adopted("brattnes", "2026-11-12", OTHER)], **both).agreement is Agreement.DIFFERS
    assert board(tmp_path, alike[:1], **both).agreement is Agreement.OPEN


def test_the_words_that_most_share_are_the_measure(tmp_path: Path) -> None:
    """The first to adopt may be the one that is unlike; of equals the recommendation's words go before the first adopted."""
    three = [adopted("storvag", "2026-11-01", OTHER), adopted("brattnes", "2026-11-02"), adopted("kvitmark", "2026-11-03")]
    assert [r.state for r in board(tmp_path, three).rows][:3] == [State.ADOPTED_OTHERWISE, State.ADOPTED, State.ADOPTED]

    first = board(tmp_path, three[:2])
    assert (first.reference and first.reference.municipality, first.rows[1].state) == ("storvag", State.ADOPTED_OTHERWISE)

    proposal = step("kvitmark", SOON, "proposed", proposal_text=POINTS.format(name="Kvitmark"))
    measured = board(tmp_path, [*three[:2], proposal])
    assert (measured.reference and measured.reference.municipality, measured.rows[0].state) == (
        "brattnes", State.ADOPTED_OTHERWISE,
    )  # fmt: skip


def test_parts_treated_apart_have_boards_of_their_own(tmp_path: Path) -> None:
    """What a council decided of one field says nothing of the rest; the law's demand is on the whole alone."""
    steps = [step("storvag", "2026-11-10", "adopted"), step("storvag", "2026-11-11", "rejected", fields=["brann"])]
    register, case = register_of(case_of(steps, fields=["ikt", "brann"]), tmp_path)
    whole, part = boards_of(register, case, today=TODAY)

    assert (whole.rows[0].state, part.fields, part.rows[0].state) == (State.ADOPTED, ("brann",), State.REJECTED)
    assert (whole.demand.needed, part.demand.needed) == (True, False)


def test_every_demand_is_a_rule_with_its_paragraphs() -> None:
    """A demand is told in the words of a rule of ours, of that form, which rests on the paragraphs that the demand names."""
    rules = law.load().rules
    for kind, forms in DEMANDS.items():
        for form, demand in forms.items():
            rule = rules[demand.rule]
            assert rule.form is form, (kind, form)
            assert set(demand.refs) <= set(law.refs_of(rule)), (kind, form)
            assert demand.inferred == (rule.certainty.value == "inference"), (kind, form)


def test_leaving_and_studies_demand_nothing_of_the_others(tmp_path: Path) -> None:
    """A participant leaves alone, and a study binds nobody: no law is made up for them; what the source says is told."""
    for kind in ("exit", "study", "election", "report", "strategy"):
        assert not board(tmp_path, [], kind=kind).demand.needed
    assert board(tmp_path, [], kind="study", identical_decisions=True).demand.needed
    assert board(tmp_path, [], kind="dissolution").demand.law is None
    iks = board(tmp_path, [], kind="dissolution", form="interkommunalt-selskap").demand.law
    assert iks is not None
    assert iks.refs == ("iksl 32/1",)


def test_the_shipped_cases_tell_no_proposal_as_adopted() -> None:
    """What the documents only propose or plan counts nowhere; what they say of Sel, Vågå and Aurland is as they say it."""
    register = shipped.load()
    boards = {case.id: boards_of(register, case, today=date(2026, 11, 22)) for case in register.cases.values()}
    for told in boards.values():
        for each in told:
            assert all(row.step and row.step.outcome == "adopted" for row in each.adopted)
    assert [b.agreement.value for b in boards["sel-vaga-vertskommune-2024"]] == ["agreed", "open", "open", "open"]
    assert [row.municipality for row in boards["sogn-ko"][0].adopted] == ["aurland"]
    assert boards["sogn-ko"][0].demand.law is not None
    assert {c.id for c in register.cases.values() if ratified(register, c)} >= {"sogn-ko", "sel-vaga-vertskommune-2024"}

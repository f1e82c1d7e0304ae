"""The source documents that the project starts from, read as if they were handed in."""

from __future__ import annotations

import pytest

from knowledge.model import Form, Outcome
from tests.extraction.papers import shared


def test_sel_took_note_of_the_wider_cooperation_unanimously() -> None:
    """Sel 11.02.2019: the council, enstemmig, tatt til etterretning; the words proposed are the words adopted."""
    [draft] = shared("000").drafts

    assert (draft.municipality, draft.body, str(draft.meeting_date)) == ("sel", "kommunestyret", "2019-02-11")
    assert (draft.vote, draft.outcome) == ("enstemmig", Outcome.NOTED)
    assert "Kommunestyret tar saken til etterretning." == draft.decision == draft.proposal
    assert draft.participants == ("sel", "vaga")
    assert draft.case_number is None
    assert draft.archive_number is None


def test_vaga_has_a_draft_for_each_of_its_recommendations() -> None:
    """Case 45/2025 holds three recommendations, which are kept apart and never told as decided."""
    found = [draft for draft in shared("001").drafts if draft.case_number == "45/2025"]

    assert len(found) == 3
    assert {("vaga", "kommunestyret", "2025-09-30")} == {(d.municipality, d.body, str(d.meeting_date)) for d in found}
    assert {(Outcome.PROPOSED, None, None)} == {(d.outcome, d.decision, d.vote) for d in found}
    assert 3 == len({d.proposal for d in found}) == len({d.title for d in found})
    assert [found[0].field, found[0].host] == ["helse-omsorg", "sel"]


def test_the_alike_decisions_of_two_councils_are_a_draft_each() -> None:
    """Sel and Vågå decided alike in June 2024: the same words, with the points a to e."""
    found = [d for d in shared("001").drafts if str(d.meeting_date) == "2024-06" and d.municipality in ("sel", "vaga")]

    assert {"sel", "vaga"} == {d.municipality for d in found}
    assert len({d.decision for d in found}) == 1
    lines = str(found[0].decision).splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["1.", "a.", "b.", "c.", "d.", "e.", "2."]
    assert {Outcome.ADOPTED} == {d.outcome for d in found}


def test_the_councils_on_the_pay_office_are_told_with_what_their_footnotes_add() -> None:
    """A sentence tells what four councils did; the day, the number and the title stand in the footnotes."""
    found = {d.municipality: d for d in shared("001").drafts if d.field == "lonn-regnskap" and d.outcome is not Outcome.PROPOSED}

    assert {"sondre-land", "ostre-toten", "nordre-land", "vestre-toten"} == set(found)
    refused = found["vestre-toten"]
    assert (str(refused.meeting_date), refused.case_number, refused.outcome) == ("2024-06", "PS 84/2024", Outcome.REJECTED)
    assert str(found["sondre-land"].meeting_date) == "2024-05-23"
    assert {Form.HOST} == {d.form for d in found.values()}


@pytest.mark.parametrize("start", ["002", "003", "004"])
def test_notes_and_memos_hold_no_case(start: str) -> None:
    """Notes of a conference, slides and a memo are about cooperation, but nothing is treated in them."""
    read = shared(start)

    assert read.drafts == ()
    assert read.why_none == "no_case"


@pytest.mark.parametrize("start", ["steinkjer_2025_nte", "steinkjer_2026_va"])
def test_a_fund_and_a_regulation_on_hearing_are_no_cooperation(start: str) -> None:
    """A vote on a municipality's own fund, and a regulation for four municipalities on hearing."""
    read = shared(start)

    assert read.drafts == ()
    assert read.why_none == "not_cooperation"


def test_waste_collection_is_a_proposal_to_the_council() -> None:
    """Nothing is filled in in the table of bodies: one draft for the deciding body, with the proposal alone."""
    [draft] = shared("steinkjer_2026_renovasjon").drafts

    assert (draft.municipality, draft.body, draft.archive_number) == ("steinkjer", "kommunestyret", "2026/16902")
    assert (draft.field, draft.outcome, draft.decision) == ("renovasjon", Outcome.PROPOSED, None)
    assert len(str(draft.proposal).splitlines()) == 4

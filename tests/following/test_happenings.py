"""What a reader would call news, by a record before and after; and what is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from knowledge.following.of_law import of_law
from knowledge.following.of_time import SOURCE_SILENT, of_time
from knowledge.happenings import Happening, Kind, World, happenings
from knowledge.legal import Act, Answer, Certainty, LawBook, Rule
from knowledge.model import (
    Case,
    Citation,
    Cooperation,
    DatedForm,
    DatedStatus,
    Deadline,
    Form,
    Outcome,
    PartialDate,
    Participant,
    ParticipantRole,
    Register,
    Status,
    Step,
    Text,
    Words,
)
from knowledge.sources.law_text import ActText
from tests import worlds
from tests.law.texts import KOML, excerpt

DAY = date(2026, 11, 16)
KNOWN = worlds.knowledge("shipped")
WORLD = World(KNOWN.register, DAY, KNOWN.language.bodies)
CITE = Citation("tjenestegjennomgang-2025", "3.2.1")
P = PartialDate.parse


def said(words: str) -> Text:
    return Text(words, words)


PLANNED = Step("a", P("2026-12-10"), said("Skal opp."), Outcome.PLANNED, "gjovik", said("kommunestyret"))
CASE = Case("sak", said("Felles brann"), "creation", ("gjovik", "ostre-toten"), CITE, (PLANNED,), ("brann",))


def changed(after: Case | None, before: Case | None = CASE, world: World = WORLD) -> tuple[Happening, ...]:
    return happenings(before, after, world)


def stepped(**changes: Any) -> Case:
    return replace(CASE, steps=(replace(PLANNED, **changes),))


def kinds(found: tuple[Happening, ...]) -> list[Kind]:
    return [each.kind for each in found]


def test_a_new_case_is_one_happening_however_many_steps_it_has() -> None:
    """It tells of the meeting that comes first."""
    case = replace(CASE, steps=(PLANNED, replace(PLANNED, id="b", on=P("2026-11-30"), municipality="ostre-toten")))
    (found,) = changed(case, None)

    assert (found.kind, found.identity, found.subject) == (Kind.NEW_CASE, "case/sak", "case:sak")
    assert (found.facts["on"], found.facts["municipality"]) == ("2026-11-30", "ostre-toten")
    assert {("council", "gjovik"), ("council", "ostre-toten")} == set(found.concerns.bodies)


def test_a_case_that_lay_still_for_long_is_history_and_no_news() -> None:
    """An archive that is brought in tells nobody."""
    old = replace(CASE, steps=(replace(PLANNED, on=P("2024-05-01"), outcome=Outcome.ADOPTED),))
    older_step = replace(CASE, steps=(PLANNED, replace(PLANNED, id="b", on=P("2023-01-01"), outcome=Outcome.ADOPTED)))

    assert changed(old, None) == ()
    assert changed(older_step) == ()


@pytest.mark.parametrize(
    "after",
    [
        CASE,
        replace(CASE, title=said("Brann, felles"), aliases=Words(("brannsaken",), ())),
        replace(CASE, cite=Citation("tjenestegjennomgang-2025", "3.2.2"), unknown=said("Mer er ikke kjent.")),
        stepped(text=said("Saken skal opp.")),
        stepped(case_number="12/26"),
    ],
)
def test_other_words_for_the_same_are_no_news(after: Case) -> None:
    """Wording, sources, search words and numbers change, and nobody is told."""
    assert changed(after) == ()


@pytest.mark.parametrize(
    ("after", "kind", "identity"),
    [
        (replace(CASE, steps=(PLANNED, replace(PLANNED, id="b"))), Kind.NEW_STEP, "case/sak/b/new"),
        (stepped(on=P("2026-12-17")), Kind.MOVED, "case/sak/a/meeting"),
        (stepped(outcome=Outcome.WITHDRAWN), Kind.CANCELLED, "case/sak/a/meeting"),
        (replace(CASE, steps=()), Kind.CANCELLED, "case/sak/a/meeting"),
        (stepped(proposal=said("Ja.")), Kind.PROPOSAL, "case/sak/a/proposal"),
        (stepped(outcome=Outcome.PROPOSED), Kind.PROPOSAL, "case/sak/a/proposal"),
        (stepped(outcome=Outcome.ADOPTED), Kind.DECISION, "case/sak/a/decision"),
        (stepped(outcome=Outcome.REJECTED), Kind.DECISION, "case/sak/a/decision"),
        (stepped(outcome=Outcome.NOTED), Kind.DECISION, "case/sak/a/decision"),
        (stepped(outcome=Outcome.POSTPONED), Kind.DECISION, "case/sak/a/postponed"),
        (replace(CASE, deadlines=(Deadline("hearing", P("2027-01-15"), said("Høring.")),)), Kind.NEW_DEADLINE,
         "case/sak/deadline/hearing/2027-01-15/new"),
        (replace(CASE, municipalities=("gjovik", "ostre-toten", "sel")), Kind.JOINED, "case/sak/council/sel"),
        (replace(CASE, municipalities=("gjovik",)), Kind.LEFT, "case/sak/council/ostre-toten"),
        (None, Kind.CASE_GONE, "case/sak"),
    ],
)  # fmt: skip
def test_what_happens_to_a_case(after: Case | None, kind: Kind, identity: str) -> None:
    """Each change is one happening, with an identity that depends on nothing but what it is."""
    found = changed(after)

    assert [(kind, identity)] == [(each.kind, each.identity) for each in found]
    assert found == changed(after)
    assert found[0].corrects is (after is None)


def test_a_plan_that_is_decided_otherwise_later_is_told_as_a_correction() -> None:
    """Adopted, and it was rejected; adopted, and nothing is known; the recommendation was another."""
    adopted = stepped(outcome=Outcome.ADOPTED, decision=said("Ja."), vote=said("28–7"))
    (rejected,) = changed(stepped(outcome=Outcome.REJECTED, decision=said("Nei.")), adopted)
    (unknown,) = changed(stepped(outcome=Outcome.UNKNOWN), adopted)
    (other_vote,) = changed(stepped(outcome=Outcome.ADOPTED, decision=said("Ja."), vote=said("27–8")), adopted)
    (proposal,) = changed(stepped(proposal=said("Nei.")), stepped(proposal=said("Ja.")))

    assert [each.corrects for each in (rejected, unknown, other_vote, proposal)] == [True] * 4
    assert rejected.facts["was"] == "adopted"
    assert "case/sak/a/decision" == rejected.identity == unknown.identity == other_vote.identity


def test_more_is_known_is_no_correction() -> None:
    """The vote and the words of a decision come later than the decision."""
    (found,) = changed(stepped(outcome=Outcome.ADOPTED, vote=said("28–7")), stepped(outcome=Outcome.ADOPTED))

    assert (found.kind, found.corrects) == (Kind.DECISION, False)


def test_a_meeting_that_is_over_is_too_late_to_tell_as_coming() -> None:
    """The plan lapses when its day is over in Norway; a decision never does."""
    (new,) = changed(replace(CASE, steps=(PLANNED, replace(PLANNED, id="b"))))
    (decided,) = changed(stepped(outcome=Outcome.ADOPTED))

    assert (new.expires.isoformat() if new.expires else "") == "2026-12-10T23:00:00+00:00"
    assert decided.expires is None


def test_the_last_council_makes_the_case_agreed() -> None:
    """Told once, when it becomes so; and taken back when it was not so after all."""
    mine = replace(PLANNED, outcome=Outcome.ADOPTED, wording="alike", on=P("2026-10-01"))
    other = replace(mine, id="b", municipality="ostre-toten", outcome=Outcome.PLANNED, wording=None, on=P("2026-12-01"))
    before = replace(CASE, steps=(mine, other), identical_decisions=True, form=Form.KO)
    after = replace(before, steps=(mine, replace(other, outcome=Outcome.ADOPTED, wording="alike", on=P("2026-11-15"))))
    agreed, decision, *rest = changed(after, before)

    assert [agreed.kind, decision.kind] == [Kind.AGREED, Kind.DECISION]
    assert rest == []
    assert (agreed.facts["agreement"], agreed.facts["adopted"], agreed.corrects) == ("agreed", ["gjovik", "ostre-toten"], False)
    assert changed(after, after) == ()
    back, *_ = changed(before, after)
    assert (back.kind, back.facts["agreement"], back.corrects) == (Kind.AGREED, "open", True)


RECORD = Cooperation(
    "brann-ks", said("Brann KS"), KNOWN.register.cooperations["glor"].kind, said("Samarbeid."), CITE,
    (DatedStatus(Status.OPERATING, P("2020"), said("I drift.")),), ("brann",), (),
    (Participant("gjovik"), Participant("ostre-toten", role=ParticipantRole.HOST)),
    forms=(DatedForm(Form.IKS, said("IKS"), P("2020")),),
)  # fmt: skip


def altered(**changes: Any) -> tuple[Happening, ...]:
    return happenings(RECORD, replace(RECORD, **changes), WORLD)


def test_councils_join_and_leave_a_cooperation() -> None:
    """By name or by a day that has come; who only may come with it has not joined."""
    third = Participant("vestre-toten")
    joined = altered(participants=(*RECORD.participants, third))
    left = altered(participants=(replace(RECORD.participants[0], until=P("2026-06-30")), RECORD.participants[1]))
    never = altered(participants=RECORD.participants[1:])

    assert [(h.kind, h.identity) for h in joined] == [(Kind.JOINED, "cooperation/brann-ks/member/vestre-toten")]
    assert [(h.kind, h.corrects) for h in left] == [(Kind.LEFT, False)]
    assert [(h.kind, h.corrects) for h in never] == [(Kind.LEFT, True)]
    assert "gjovik" in left[0].concerns.municipalities
    assert altered(participants=(*RECORD.participants, replace(third, role=ParticipantRole.PROPOSED))) == ()
    assert altered(participants=(replace(RECORD.participants[0], until=P("2027-06-30")), RECORD.participants[1])) == ()


def test_nobody_joins_an_idea() -> None:
    """While it is only thought of, who would be with it is no news."""
    idea = replace(RECORD, status=(DatedStatus(Status.IDEA, P("2026"), said("Tanke.")),))

    assert happenings(idea, replace(idea, participants=(*idea.participants, Participant("sel"))), WORLD) == ()


def test_what_is_known_of_a_cooperation_changes() -> None:
    """All of it in one happening, with what it was."""
    ended = DatedStatus(Status.ENDED, P("2026-11"), said("Lagt ned."))
    (found,) = altered(
        status=(*RECORD.status, ended), forms=(DatedForm(Form.KO, said("KO"), P("2026")),), name=said("Brannvesenet")
    )

    assert found.kind == Kind.FACTS
    assert [("status", "operating", "ended"), ("form", Form.IKS.value, Form.KO.value)] == [
        (c["what"], c["was"], c["now"]) for c in found.facts["changed"][:2]
    ]
    assert altered(summary=said("Et samarbeid."), aliases=Words(("brannen",), ()), cite=replace(CITE, place="4")) == ()


def test_a_new_cooperation_is_told_and_an_example_from_elsewhere_is_not() -> None:
    """One that is gone again is told nobody: who joined or left it is what counts."""
    assert kinds(happenings(None, RECORD, WORLD)) == [Kind.NEW_COOPERATION]
    assert happenings(None, replace(RECORD, example=True), WORLD) == ()
    assert happenings(RECORD, None, WORLD) == ()


def _timed(case: Case, on: date, feeds: tuple[tuple[str, date], ...] = ()) -> list[tuple[Kind, str]]:
    register = Register(cases={case.id: case}, municipalities=KNOWN.register.municipalities)
    return [(h.kind, h.identity) for h in of_time(World(register, on, KNOWN.language.bodies), feeds)]


def test_a_deadline_is_told_fourteen_and_three_days_ahead() -> None:
    """Once each, also when the service was away on the very day."""
    case = replace(CASE, steps=(), deadlines=(Deadline("answer", P("2026-12-01"), said("Svar.")),))
    told = [identity for n in range(30) for _, identity in _timed(case, date(2026, 11, 10) + timedelta(days=n))]

    assert told == ["case/sak/deadline/answer/2026-12-01/14"] * 11 + ["case/sak/deadline/answer/2026-12-01/3"] * 4


def test_a_meeting_that_nothing_is_heard_of_is_told_after_three_weeks() -> None:
    """Not when what came of it is known, and not of meetings long ago."""
    case = replace(CASE, steps=(replace(PLANNED, on=P("2026-10-01")),))
    heard = replace(case, steps=(*case.steps, replace(PLANNED, id="b", on=P("2026-10-08"), outcome=Outcome.ADOPTED)))

    assert _timed(case, date(2026, 10, 22)) == [(Kind.SILENT, "case/sak/a/silent/2026-10-01")]
    assert _timed(case, date(2026, 10, 21)) == []
    assert _timed(case, date(2027, 1, 1)) == []
    assert _timed(heard, date(2026, 10, 22)) == []


def test_a_source_that_is_silent_for_long_is_told() -> None:
    """By the day that it last came, so that it is told once for each silence."""
    came = DAY - SOURCE_SILENT

    assert [(Kind.SOURCE, f"source/saker.csv/{came}")] == _timed(replace(CASE, steps=()), DAY, (("saker.csv", came),))
    assert _timed(replace(CASE, steps=()), DAY, (("saker.csv", came + timedelta(days=1)),)) == []


def test_a_paragraph_that_reads_otherwise_is_told_to_all_it_touches() -> None:
    """Its own followers, those of the forms that rest on it, and those of the cooperations that have such a form."""
    text: ActText = excerpt("koml.md")
    number = text.paragraphs[0].number
    other = replace(text, paragraphs=(replace(text.paragraphs[0], title="Annerledes"), *text.paragraphs[1:]))
    rule = Rule("r", "name", Answer.YES, Certainty.LAW, said("ja"), (f"koml {number}/1",), form=Form.IKS)
    book = LawBook(acts={"koml": Act("koml", said("kommuneloven"), KOML, said("kl"), P("2026-07-28"))}, rules={"r": rule})
    world = World(Register(cooperations={RECORD.id: RECORD}), DAY)
    (found,) = of_law(text, other, book, world)

    assert (Kind.LAW, f"law/koml {number}", "changed") == (found.kind, found.identity, found.facts["change"])
    assert ((Form.IKS.value,), (RECORD.id,)) == (found.concerns.forms, found.concerns.cooperations)
    assert list(of_law(None, other, book, world)) == []
    assert list(of_law(text, text, book, world)) == []

"""Questions about cases: what was decided, only proposed or planned, in which order, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.handlers.common import choice, cited, when
from dialogs.model import Answer, Reply, Turn
from knowledge.model import Case, Outcome, PartialDate, Step
from knowledge.search import Hit

_MOST_STEPS = 6
_DECIDED = (Outcome.ADOPTED, Outcome.NOTED, Outcome.REJECTED)


async def decision(turn: Turn) -> Answer:
    """Answer with the steps that fit, never telling a proposal or a plan as decided."""
    if turn.slots.aspect == "timeline" or (
        turn.question.hits and turn.question.hits[0].doc.kind == "case" and turn.slots.aspect is None
    ):
        return _timeline(turn, _case(turn))
    hits = [h for h in turn.question.hits if h.doc.kind == "step"]
    if not hits:
        return _timeline(turn, _case(turn))
    if turn.slots.aspect == "next":
        return _next(turn, _case(turn))
    chosen = _chosen(turn, hits)
    case = turn.knowledge.register.cases[chosen[0].doc.record_id]
    return _steps(turn, case, [(turn.knowledge.register.cases[h.doc.record_id], h.doc.fact) for h in chosen])


def _chosen(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """The best steps: of the outcome asked for when there are such, near the best score, in time order."""
    wanted = {"proposed": (Outcome.PROPOSED,), "decided": _DECIDED, "vote": _DECIDED}.get(turn.slots.aspect or "")
    top = hits[0].score
    # of two cases that fit as well, the newer one is meant
    hits = sorted(hits, key=lambda h: (-round(h.score, 1), -h.doc.fact.on.first_day().toordinal()))
    near = [h for h in hits if h.score >= top - 0.2]
    if wanted:
        fitting = [h for h in near if h.doc.fact.outcome in wanted]
        near = fitting + [h for h in near if h not in fitting and h.score >= top - 0.08] if fitting else near
    same_case = [h for h in near if h.doc.record_id == near[0].doc.record_id]
    chosen = (same_case + [h for h in near if h not in same_case])[:_MOST_STEPS]
    return sorted(chosen, key=lambda h: h.doc.fact.on.first_day())


def _case(turn: Turn) -> Case:
    register = turn.knowledge.register
    for hit in turn.question.hits:
        return register.cases[hit.doc.record_id]
    raise LookupError("a decision was read without any case")


def _told(turn: Turn, case: Case, step: Step) -> dict[str, Any]:
    language = turn.language
    place = turn.knowledge.municipality_name(step.municipality) if step.municipality else ""
    return {
        "on": when(step.on),
        "municipality": place,
        "body": step.body.in_(language) if step.body else "",
        "outcome": step.outcome.value,
        "text": step.text.in_(language),
        "proposal": step.proposal.in_(language) if step.proposal else "",
        "decision": step.decision.in_(language) if step.decision else "",
        "vote": step.vote.in_(language) if step.vote else "",
        "case_number": step.case_number or "",
        "overdue": step.outcome is Outcome.PLANNED and step.on.last_day() < turn.today,
    }


def _steps(turn: Turn, case: Case, steps: list[tuple[Case, Step]]) -> Answer:
    told = [_told(turn, c, s) for c, s in steps]
    outcomes = {s.outcome for _, s in steps}
    facts = {
        "title": case.title.in_(turn.language),
        "steps": told,
        "only_proposed": outcomes == {Outcome.PROPOSED},
        "only_planned": outcomes == {Outcome.PLANNED},
        "undecided": not outcomes & set(_DECIDED),
        "unknown": case.unknown.in_(turn.language) if case.unknown else "",
        "warnings": _warnings(turn, case),
    }
    citations = tuple(dict.fromkeys(s.cite or c.cite for c, s in steps))
    return _answer(turn, "steps", case, facts, citations, [s for _, s in steps])


def _timeline(turn: Turn, case: Case) -> Answer:
    ordered = sorted(case.steps, key=lambda s: s.on.first_day())
    newest = max((s for s in ordered if s.outcome is not Outcome.PLANNED), key=lambda s: s.on.first_day(), default=None)
    facts = {
        "title": case.title.in_(turn.language),
        "steps": [_told(turn, case, s) for s in ordered],
        "newest": when(newest.on) if newest else "",
        "unknown": case.unknown.in_(turn.language) if case.unknown else "",
        "warnings": _warnings(turn, case),
    }
    citations = tuple(dict.fromkeys(s.cite or case.cite for s in ordered))
    return _answer(turn, "timeline", case, facts, citations)


def _next(turn: Turn, case: Case) -> Answer:
    planned = sorted((s for s in case.steps if s.outcome is Outcome.PLANNED), key=lambda s: s.on.first_day())
    asked = _asked_day(turn)
    after = [s for s in planned if asked is None or s.on.last_day() >= asked]
    newest = max(case.steps, key=lambda s: s.on.first_day())
    facts = {
        "title": case.title.in_(turn.language),
        "steps": [_told(turn, case, s) for s in after or planned],
        "coming": any(s.on.last_day() >= turn.today for s in planned),
        "newest": _told(turn, case, newest),
        "unknown": case.unknown.in_(turn.language) if case.unknown else "",
        "warnings": _warnings(turn, case),
    }
    citations = tuple(dict.fromkeys(s.cite or case.cite for s in (after or planned or [newest])))
    return _answer(turn, "next", case, facts, citations, after)


def _asked_day(turn: Turn) -> date | None:
    for text in turn.slots.dates:
        if len(text) > 4:
            return PartialDate.parse(text).last_day()
    return None


def _warnings(turn: Turn, case: Case) -> list[str]:
    register = turn.knowledge.register
    return [register.conflicts[c].text.in_(turn.language) for c in turn.knowledge.conflicts_by_fact.get(f"case:{case.id}", ())]


def _answer(
    turn: Turn, key: str, case: Case, facts: dict[str, Any], citations: Any, steps: Sequence[Step] = ()
) -> Answer:
    title = case.title.in_(turn.language)
    choices = (
        []
        if key == "timeline"
        else [
            choice(turn, "Hele tidslinjen", "Heile tidslinja", f"Gi meg tidslinjen for {title}", f"Gje meg tidslinja for {title}")
        ]
    )
    choices.append(choice(turn, "Hvor står det?", "Kvar står det?"))
    cooperation = turn.slots.cooperation or (case.cooperations[0] if case.cooperations else None)
    only = steps[0].id if len(steps) == 1 else None
    slots = replace(turn.slots, cooperation=cooperation, case=case.id, step=only)
    return Answer(Reply(f"decision/{key}", turn.language, facts, cited(turn, citations), tuple(choices)), citations, slots=slots)

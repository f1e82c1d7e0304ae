"""Questions about one case: what was decided, only proposed or planned, in which order, how far it is, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.handlers import steps
from dialogs.handlers.common import choice, cited, when
from dialogs.model import Answer, Reply, Turn
from knowledge.agenda import DECIDED, Treatment, newest_step
from knowledge.model import Case, Outcome, PartialDate, Step
from knowledge.search import Hit

_MOST_STEPS = 6


async def decision(turn: Turn) -> Answer:
    """Answer with the steps that fit, never telling a proposal or a plan as decided."""
    aspect, cases = turn.slots.aspect, [turn.knowledge.register.cases[c] for c in _known(turn)]
    if aspect == "standing" and cases:
        return _standing(turn, cases[0])
    if aspect in ("vote", "when") and cases and not turn.question.hits:
        return _of_before(turn, cases)
    hits = turn.question.hits
    if not hits and turn.slots.case_number:
        facts = {"number": turn.slots.case_number, "scope": steps.scope(turn)}
        return Answer(Reply("decision/unknown_number", turn.language, facts))
    if aspect == "timeline" and len(rounds := _rounds(turn, _case(turn))) > 1:
        return _of_all(turn, rounds)
    if aspect == "timeline" or (hits and hits[0].doc.kind == "case" and aspect is None):
        return _timeline(turn, _case(turn))
    of_steps = [h for h in hits if h.doc.kind == "step"]
    if not of_steps:
        return _timeline(turn, _case(turn))
    if aspect == "next":
        return _next(turn, _case(turn))
    chosen = _chosen(turn, of_steps)
    case = turn.knowledge.register.cases[chosen[0].doc.record_id]
    told = [Treatment(turn.knowledge.register.cases[h.doc.record_id], h.doc.fact) for h in chosen]
    return _steps(turn, case, sorted(told, key=lambda t: t.step.on.first_day()))


def _known(turn: Turn) -> list[str]:
    """The cases that the question carries, without those that are gone from the register."""
    return [c for c in turn.slots.cases if c in turn.knowledge.register.cases]


def _chosen(turn: Turn, hits: list[Hit]) -> list[Hit]:
    """The best steps: of the outcome asked for when there are such, near the best score, in time order."""
    wanted = {"proposed": (Outcome.PROPOSED,), "decided": DECIDED, "vote": DECIDED}.get(turn.slots.aspect or "")
    if turn.slots.aspect == "when" and not turn.question.terms:
        wanted = DECIDED
    top = hits[0].score
    # of two cases that fit as well, the newer one is meant
    hits = sorted(hits, key=lambda h: (-round(h.score, 1), -h.doc.fact.on.first_day().toordinal()))
    near = [h for h in hits if h.score >= top - 0.2]
    if wanted:
        fitting = [h for h in near if h.doc.fact.outcome in wanted]
        also = () if wanted is DECIDED else (h for h in near if h not in fitting and h.score >= top - 0.08)
        near = [*fitting, *also] if fitting else near
    same_case = [h for h in near if h.doc.record_id == near[0].doc.record_id]
    chosen = (same_case + [h for h in near if h not in same_case])[:_MOST_STEPS]
    return chosen


def _case(turn: Turn) -> Case:
    register = turn.knowledge.register
    for hit in turn.question.hits:
        return register.cases[hit.doc.record_id]
    for case in _known(turn):
        return register.cases[case]
    raise LookupError("a decision was read without any case")


def _of_before(turn: Turn, cases: list[Case]) -> Answer:
    """«Når?» and «hvordan stemte de?», of the decisions that were told just now."""
    places = set(turn.slots.municipalities)
    found = [Treatment(c, s) for c in cases for s in c.steps if s.municipality in places] if places else []
    found = found or [Treatment(c, s) for c in cases for s in c.steps]
    found = [t for t in found if t.step.outcome in DECIDED] or found
    chosen = sorted(found, key=lambda t: t.step.on.first_day())[-_MOST_STEPS:]
    return _steps(turn, chosen[0].case, chosen)


def _steps(turn: Turn, case: Case, chosen: list[Treatment]) -> Answer:
    outcomes = {t.step.outcome for t in chosen}
    facts = {
        "title": case.title.in_(turn.language),
        "steps": steps.all_told(turn, chosen),
        "only_proposed": outcomes == {Outcome.PROPOSED},
        "only_planned": outcomes == {Outcome.PLANNED},
        "no_votes": turn.slots.aspect == "vote" and not any(t.step.vote for t in chosen) and bool(outcomes & set(DECIDED)),
        **_about(turn, case),
        "stale": steps.stale(turn, [t.case for t in chosen]),
    }
    return _answer(turn, "steps", case, facts, chosen)


def _timeline(turn: Turn, case: Case) -> Answer:
    ordered = sorted(case.steps, key=lambda s: s.on.first_day())
    newest = newest_step(case, turn.today)
    facts = {
        "title": case.title.in_(turn.language),
        "steps": [steps.told(turn, case, s) for s in ordered],
        "newest": when(newest.on) if newest else "",
        **_about(turn, case),
    }
    return _answer(turn, "timeline", case, facts, _of(case, ordered))


def _rounds(turn: Turn, case: Case) -> list[Case]:
    """The cases that a timeline of a field spans, where the words name no one of them: «alle rundene med lønnskontor»."""
    fields, register = set(turn.slots.fields), turn.knowledge.register
    if not fields or turn.slots.dates:
        return [case]
    return [
        other
        for other in register.cases.values()
        if other is case or (fields & set(other.fields) and set(case.fields) == set(other.fields) and _share_place(case, other))
    ]


def _share_place(one: Case, other: Case) -> bool:
    return bool(set(one.regions) & set(other.regions) or set(one.municipalities) & set(other.municipalities))


def _of_all(turn: Turn, cases: list[Case]) -> Answer:
    """The steps of several cases in one line of time, each under the case that it belongs to."""
    told = sorted((Treatment(c, s) for c in cases for s in c.steps), key=lambda t: t.step.on.first_day())
    newest = max((s for c in cases if (s := newest_step(c, turn.today))), key=lambda s: s.on.first_day(), default=None)
    facts = {
        "title": turn.knowledge.register.fields[turn.slots.fields[0]].name.in_(turn.language),
        "steps": steps.all_told(turn, told),
        "newest": when(newest.on) if newest else "",
        "unknown": "",
        "warnings": (),
        "stale": steps.stale(turn, cases),
    }
    return _answer(turn, "timeline", _case(turn), facts, told)


def _next(turn: Turn, case: Case) -> Answer:
    planned = sorted((s for s in case.steps if s.outcome is Outcome.PLANNED), key=lambda s: s.on.first_day())
    asked = _asked_day(turn)
    after = [s for s in planned if asked is None or s.on.last_day() >= asked]
    newest = newest_step(case, turn.today) or max(case.steps, key=lambda s: s.on.first_day())
    facts = {
        "title": case.title.in_(turn.language),
        "steps": [steps.told(turn, case, s) for s in after or planned],
        "coming": any(s.on.last_day() >= turn.today for s in planned),
        "newest": steps.told(turn, case, newest),
        **_about(turn, case),
    }
    return _answer(turn, "next", case, facts, _of(case, after or planned or [newest]))


def _standing(turn: Turn, case: Case) -> Answer:
    """How far it is: the newest known steps, the last decision before them, the plans, and what is not known."""
    newest = newest_step(case, turn.today)
    latest = [s for s in case.steps if newest and s.on == newest.on and s.outcome is not Outcome.PLANNED]
    decided = [s for s in case.steps if s.outcome in DECIDED and s not in latest]
    last = max((s.on.first_day() for s in decided), default=None)
    before = [s for s in decided if s.on.first_day() == last]
    after = newest.on.first_day() if newest else date.min
    planned = [s for s in case.steps if s.outcome is Outcome.PLANNED and s.on.last_day() >= after]
    facts = {
        "title": case.title.in_(turn.language),
        "newest": [steps.told(turn, case, s) for s in latest],
        "before": [steps.told(turn, case, s) for s in before],
        "planned": [steps.told(turn, case, s) for s in sorted(planned, key=lambda s: s.on.first_day())],
        "proposed": any(s.outcome is Outcome.PROPOSED for s in latest),
        "decided_since": any(s.outcome in DECIDED for s in latest),
        **_about(turn, case),
    }
    return _answer(turn, "standing", case, facts, _of(case, [*latest, *before, *planned] or list(case.steps)))


def _of(case: Case, chosen: Iterable[Step]) -> list[Treatment]:
    return [Treatment(case, step) for step in chosen]


def _asked_day(turn: Turn) -> date | None:
    for text in turn.slots.dates:
        if len(text) > len("2019"):
            return PartialDate.parse(text).last_day()
    return None


def _about(turn: Turn, case: Case) -> dict[str, Any]:
    """What every answer on a case ends with: what is not known, how old the newest step is, and conflicts."""
    conflicts = turn.knowledge.conflicts_by_fact.get(f"case:{case.id}", ())
    return {
        "unknown": case.unknown.in_(turn.language) if case.unknown else "",
        "stale": steps.stale(turn, [case]),
        "warnings": [turn.knowledge.register.conflicts[c].text.in_(turn.language) for c in conflicts],
    }


def _answer(turn: Turn, key: str, case: Case, facts: dict[str, Any], told: list[Treatment]) -> Answer:
    title = case.title.in_(turn.language)
    source = choice(turn, "Hvor står det?", "Kvar står det?")
    line = choice(turn, "Hele tidslinjen", "Heile tidslinja", f"Gi meg tidslinjen for {title}", f"Gje meg tidslinja for {title}")
    known = steps.citations(told)
    cooperation = turn.slots.cooperation or (case.cooperations[0] if case.cooperations else None)
    step = told[0].step.id if len(told) == 1 and told[0].case is case else None
    cases = steps.ids((case, *(t.case for t in told)))
    slots = replace(turn.slots, cooperation=cooperation, cases=cases, case=case.id, step=step)
    dated = (steps.to_calendar(turn),) if any(steps.is_ahead(turn, t) for t in told) else ()
    choices = (*dated, source) if key == "timeline" else (*dated, line, source)
    return Answer(Reply(f"decision/{key}", turn.language, facts, cited(turn, known), choices), known, slots=slots)

"""Deadlines of what the register knows: for lovlighetskontroll of a decision, and those that the sources tell for a case."""

from __future__ import annotations

from typing import Any

from dialogs.handlers.common import choice, cited, on_day, when
from dialogs.handlers.rules import basis, rule_facts
from dialogs.model import Answer, Reply, Turn
from knowledge.deadlines import Period, next_working_day, period_of
from knowledge.model import Case, Deadline, Outcome, Step

_RULE = "gen-lovlighetskontroll"
_DECIDED = (Outcome.ADOPTED, Outcome.NOTED, Outcome.REJECTED)


async def decision_deadline(turn: Turn) -> Answer:
    """The last day for lovlighetskontroll, reckoned from the day that the register has for the decision."""
    cases = turn.knowledge.register.cases
    found = [(cases[h.doc.record_id], h.doc.fact) for h in turn.question.hits]
    rule = turn.knowledge.law.book.rules[_RULE]
    period = period_of(rule) or Period()
    facts: dict[str, Any] = {
        "decisions": [_told(turn, step, period) for _, step in found],
        "decided": any(step.outcome in _DECIDED for _, step in found),
        "rules": [rule_facts(turn, rule)],
        **basis(turn, (*rule.refs, "koml 27-2/1/a")),
    }
    citations = tuple(dict.fromkeys(step.cite or case.cite for case, step in found))
    title = found[0][0].title.in_(turn.language)
    choices = (
        choice(turn, "Hele tidslinjen", "Heile tidslinja", f"Gi meg tidslinjen for {title}", f"Gje meg tidslinja for {title}"),
        choice(turn, "Hva kan kontrolleres?", "Kva kan kontrollerast?", "Hva kan lovlighetskontrolleres?",
               "Kva kan lovlegkontrollerast?"),
    )  # fmt: skip
    reply = Reply("deadline/decision", turn.language, facts, cited(turn, citations), choices)
    return Answer(reply, citations, slots=turn.slots)


def _told(turn: Turn, step: Step, period: Period) -> dict[str, Any]:
    """A decision and its deadline; of one known to the month or the year, the earliest and the latest that it can be."""
    first, last = (period.after(day) for day in (step.on.first_day(), step.on.last_day()))
    earliest, latest = next_working_day(first), next_working_day(last)
    exact = step.on.day is not None and step.outcome in _DECIDED  # a plan or a recommendation sets nothing running
    return {
        "on": when(step.on),
        "municipality": turn.knowledge.municipality_name(step.municipality) if step.municipality else "",
        "body": step.body.in_(turn.language) if step.body else "",
        "text": step.text.in_(turn.language),
        "outcome": step.outcome.value,
        "end": on_day(latest) if exact else "",
        "earliest": on_day(earliest),
        "latest": on_day(latest),
        "unshifted": on_day(last) if exact and latest != last else "",
        "over": latest < turn.today,
        "today": exact and latest == turn.today,
    }


async def case_deadline(turn: Turn) -> Answer:
    """The deadlines that the sources tell: the next first, then those that are over; or that they tell none."""
    found = sorted(
        ((c, d) for c in _cases(turn) for d in c.deadlines if _asked_for(turn, d)), key=lambda pair: pair[1].on.first_day()
    )
    coming = [pair for pair in found if pair[1].on.last_day() >= turn.today]
    case = turn.knowledge.register.cases[turn.slots.case] if turn.slots.case else None
    facts: dict[str, Any] = {
        "kind": turn.slots.aspect or "",
        "name": case.title.in_(turn.language) if case else "",
        "coming": [_deadline(turn, c, d, named=case is None) for c, d in coming],
        "over": [_deadline(turn, c, d, named=case is None) for c, d in reversed(found) if (c, d) not in coming],
    }
    citations = tuple(dict.fromkeys([d.cite or c.cite for c, d in found] or ([case.cite] if case else [])))
    choices = (choice(turn, "Legg i kalenderen", "Legg i kalenderen"),) if coming else ()
    where = choice(turn, "Hvor står det?", "Kvar står det?")
    reply = Reply("deadline/case", turn.language, facts, cited(turn, citations), (*choices, where))
    return Answer(reply, citations, slots=turn.slots)


def _cases(turn: Turn) -> list[Case]:
    cases, slots = turn.knowledge.register.cases, turn.slots
    if slots.case:
        return [cases[slots.case]]
    if slots.cooperation:
        return [c for c in cases.values() if slots.cooperation in c.cooperations]
    return [c for c in cases.values() if {*slots.municipalities} & {*c.municipalities, *c.councils}]


def _asked_for(turn: Turn, deadline: Deadline) -> bool:
    named, whom = {*turn.slots.municipalities}, {*deadline.municipalities}
    return turn.slots.aspect in (None, deadline.kind) and (not named or not whom or bool(named & whom))


def _deadline(turn: Turn, case: Case, deadline: Deadline, *, named: bool) -> dict[str, Any]:
    return {
        "on": when(deadline.on),
        "kind": deadline.kind,
        "text": deadline.text.in_(turn.language),
        "municipalities": [turn.knowledge.municipality_name(m) for m in deadline.municipalities],
        "title": case.title.in_(turn.language) if named else "",
    }

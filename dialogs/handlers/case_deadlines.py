"""Deadlines of what the register knows: for lovlighetskontroll of a decision, and those that the sources tell for a case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dialogs.handlers import steps
from dialogs.handlers.common import choice, cited, on_day, when
from dialogs.handlers.rules import basis, rule_facts
from dialogs.model import Answer, Reply, Turn
from knowledge import agenda as query
from knowledge.agenda import DECIDED, Treatment
from knowledge.deadlines import Period, next_working_day, period_of
from knowledge.model import Step

_MOST = 3
_RULE = "gen-lovlighetskontroll"


async def decision_deadline(turn: Turn) -> Answer:
    """The last day for lovlighetskontroll, reckoned from the day that the register has for the decision."""
    cases = turn.knowledge.register.cases
    found = [(cases[h.doc.record_id], h.doc.fact) for h in turn.question.hits]
    rule = turn.knowledge.law.book.rules[_RULE]
    period = period_of(rule) or Period()
    facts: dict[str, Any] = {
        "decisions": [_reckoned(turn, step, period) for _, step in found],
        "decided": any(step.outcome in DECIDED for _, step in found),
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


def _reckoned(turn: Turn, step: Step, period: Period) -> dict[str, Any]:
    """A decision and its deadline; of one known to the month or the year, the earliest and the latest that it can be."""
    first, last = (period.after(day) for day in (step.on.first_day(), step.on.last_day()))
    earliest, latest = next_working_day(first), next_working_day(last)
    exact = step.on.day is not None and step.outcome in DECIDED  # a plan or a recommendation sets nothing running
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
        "left": (latest - turn.today).days,
        "today": exact and latest == turn.today,
    }


async def case_deadline(turn: Turn) -> Answer:
    """Tell the deadlines of cases with the days that are left; those that are over after them."""
    wanted = steps.wanted(turn)
    found = query.deadlines(turn.knowledge, replace(wanted, fields=frozenset()) if turn.slots.cases else wanted)
    if turn.slots.cases:
        found = [(case, d) for case, d in found if case.id in turn.slots.cases]
    elif wanted.fields:
        related = {x for field in wanted.fields for x in turn.knowledge.related_fields[field]}
        found = [(case, d) for case, d in found if related & set(case.fields)]
    if turn.slots.aspect:
        found = [(case, d) for case, d in found if d.kind == turn.slots.aspect]
    cases = [turn.knowledge.register.cases[c] for c in turn.slots.cases] or [case for case, _ in found]
    ahead = [(case, d) for case, d in found if d.on.last_day() >= turn.today]
    gone = [(case, d) for case, d in found if d.on.last_day() < turn.today]
    newest = [Treatment(case, step) for case in cases[:1] if (step := query.newest_step(case, turn.today))]
    facts = {
        "kind": turn.slots.aspect or "",
        "dated": any(d.on.day is not None for _, d in ahead),
        "ahead": [steps.deadline(turn, case, d) for case, d in ahead],
        "gone": [steps.deadline(turn, case, d) for case, d in gone[-_MOST:]],
        "title": cases[0].title.in_(turn.language) if turn.slots.cases else "",
        "scope": steps.scope(turn),
        "newest": steps.newest(turn, newest[0]) if newest else None,
    }
    cites = [d.cite or case.cite for case, d in (*ahead, *gone[-_MOST:])]
    return steps.answer(turn, "deadlines", facts, newest, cases, cites)

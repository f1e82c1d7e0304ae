"""Deadlines of cases with the days that are left, and until when a decision can be brought to lovlighetskontroll."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.handlers import steps
from dialogs.handlers.common import on_day
from dialogs.handlers.rules import basis
from dialogs.model import Answer, Turn
from knowledge import agenda as query
from knowledge.agenda import DECIDED, Treatment
from knowledge.deadlines import next_working_day, period_of

_MOST = 3
_CONTROL = "gen-lovlighetskontroll"


async def case_deadline(turn: Turn) -> Answer:
    """Tell the deadlines of cases with the days left; or until when a decision can be brought to lovlighetskontroll."""
    if turn.slots.aspect == "control":
        return _control(turn)
    wanted = steps.wanted(turn)
    found = query.deadlines(turn.knowledge, replace(wanted, fields=frozenset()) if turn.slots.cases else wanted)
    if turn.slots.cases:
        found = [(case, d) for case, d in found if case.id in turn.slots.cases]
    elif wanted.fields:
        related = {x for field in wanted.fields for x in turn.knowledge.related_fields[field]}
        found = [(case, d) for case, d in found if related & set(case.fields)]
    cases = [turn.knowledge.register.cases[c] for c in turn.slots.cases] or [case for case, _ in found]
    ahead = [(case, d) for case, d in found if d.on.last_day() >= turn.today]
    gone = [(case, d) for case, d in found if d.on.last_day() < turn.today]
    newest = [Treatment(case, step) for case in cases[:1] if (step := query.newest_step(case, turn.today))]
    facts = {
        "ahead": [steps.deadline(turn, case, d) for case, d in ahead],
        "gone": [steps.deadline(turn, case, d) for case, d in gone[-_MOST:]],
        "title": cases[0].title.in_(turn.language) if turn.slots.cases else "",
        "scope": steps.scope(turn),
        "newest": steps.newest(turn, newest[0]) if newest else None,
    }
    cites = [d.cite or case.cite for case, d in (*ahead, *gone[-_MOST:])]
    return steps.answer(turn, "deadlines", facts, newest, cases, cites)


def _control(turn: Turn) -> Answer:
    """Three weeks from each decision that is known; from a month alone, from its last day, so that «over» is sure."""
    wanted, spans = steps.wanted(turn), steps.spans(turn, past=True)
    found = [t for t in query.treatments(turn.knowledge, wanted, spans) if t.step.outcome in DECIDED]
    if turn.slots.cases:
        found = [t for t in found if t.case.id in turn.slots.cases]
    rule = turn.knowledge.law.book.rules[_CONTROL]
    length = period_of(rule)
    shown = sorted(found, key=lambda t: t.step.on.last_day())[-_MOST:]
    ends = [next_working_day(length.after(t.step.on.last_day())) for t in shown] if length else []
    facts = {
        "weeks": length.weeks if length else 0,
        "decisions": [_controlled(turn, t, end) for t, end in zip(shown, ends, strict=False)],
        "short": rule.short.in_(turn.language),
        "scope": steps.scope(turn),
        **basis(turn, rule.refs),
    }
    return steps.answer(turn, "control", facts, shown, [t.case for t in shown])


def _controlled(turn: Turn, treatment: Treatment, end: date) -> dict[str, Any]:
    exact = treatment.step.on.day is not None
    return {
        **steps.told(turn, *treatment),
        "end": on_day(end),
        "over": end < turn.today,
        "left": (end - turn.today).days,
        "exact": exact,
        "began": not exact and treatment.step.on.first_day() <= turn.today <= end,
    }

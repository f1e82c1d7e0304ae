"""Answers across cases: what comes, what waits for a council, what was decided or turned down, and the deadlines of cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.handlers import steps
from dialogs.model import Answer, Turn
from knowledge import agenda as query
from knowledge.agenda import Treatment
from knowledge.periods import Span

_MOST = 8
"""So many steps are told in one answer."""
_LEFT_OPEN = 3
_REASONS = 3
_STALE_YEARS = 2
"""A case that nothing is known of for so long is told after the others."""
_CONTROL = "gen-lovlighetskontroll"


async def agenda(turn: Turn) -> Answer:
    """Tell what is planned, or was in a period that is over; where nothing is known, the newest step and how old it is."""
    past = turn.slots.aspect == "past"
    wanted, spans = steps.wanted(turn), steps.spans(turn, past=past)
    ahead = [span.from_day(turn.today) for span in spans if not span.over(turn.today)] or ([] if spans else [Span(turn.today)])
    coming = _unique(t for span in ahead for t in query.coming(turn.knowledge, wanted, span, turn.today))
    dates = [d for d in query.deadlines(turn.knowledge, wanted) if d[1].on.last_day() >= turn.today]
    dates = [d for d in dates if not ahead or any(span.meets(d[1].on) for span in ahead)] if ahead else []
    # «hva skulle skje etter januar 2019?» begins in the past, and what was planned since then is told where nothing comes
    begun = [span for span in spans if span.start is not None and span.start < turn.today]
    before = [span for span in begun if span.over(turn.today) or (not coming and (past or span.end is None))]
    were = query.treatments(turn.knowledge, wanted, before) if before else []
    every = query.treatments(turn.knowledge, wanted)
    newest = query.newest(every, turn.today)
    left = [t for t in every if t.step.outcome.value == "planned" and t.step.on.last_day() < turn.today]
    since = newest.step.on.first_day() if newest else date.min
    left = [t for t in left if t.step.on.last_day() >= since]
    left = [] if were or coming else sorted(left, key=lambda t: t.step.on.first_day())[-_LEFT_OPEN:]
    recent = _recent(every, turn.today) if turn.slots.aspect == "newest" else []
    shown = coming[:_MOST] or were[:_MOST] or recent
    told = [*shown, *left, *([newest] if newest and not coming else [])]
    facts = {
        "coming": steps.all_told(turn, coming[:_MOST]),
        "were": steps.all_told(turn, were[:_MOST]) if not coming else [],
        "recent": steps.all_told(turn, recent),
        "more": max(len(coming or were) - _MOST, 0),
        "deadlines": [steps.deadline(turn, case, deadline) for case, deadline in dates],
        "left": steps.all_told(turn, left),
        "newest": steps.newest(turn, newest),
        "past": bool(before) and not ahead,
        "scope": steps.scope(turn),
        "period": steps.period(spans),
    }
    cites = [deadline.cite or case.cite for case, deadline in dates]
    return steps.answer(turn, "agenda", facts, told, [case for case, _ in (*told, *dates)], cites)


async def awaiting(turn: Turn) -> Answer:
    """Tell the cases whose end in a municipality's council is not known, with what is known of each."""
    wanted = replace(steps.wanted(turn), places=frozenset(), bodies=frozenset())
    found: list[tuple[str, query.Waiting]] = []
    for municipality in turn.slots.municipalities or sorted(steps.places(turn)):
        for waiting in query.awaiting(turn.knowledge, municipality, wanted, turn.today):
            if all(waiting.case is not other.case for _, other in found):
                found.append((municipality, waiting))
    fresh = [(m, w) for m, w in found if w.expected and not _forgotten(turn, w)][:_MOST]
    older = [(m, w) for m, w in found if (m, w) not in fresh]
    told = [Treatment(w.case, step) for _, w in fresh for step in w.open or (w.newest,)]
    facts = {
        "cases": [_waiting(turn, w) for _, w in fresh],
        "older": [_waiting(turn, w) for _, w in older[:_MOST]],
        "more": max(len(older) - _MOST, 0),
        "scope": steps.scope(turn),
    }
    shown = told or [Treatment(w.case, w.newest) for _, w in older[:_MOST]]
    return steps.answer(turn, "awaiting", facts, shown, [w.case for _, w in fresh or older])


def _forgotten(turn: Turn, waiting: query.Waiting) -> bool:
    last = max((waiting.newest, *waiting.open), key=lambda s: s.on.first_day()).on.last_day()
    return (turn.today - last).days > 365 * _STALE_YEARS


def _waiting(turn: Turn, waiting: query.Waiting) -> dict[str, Any]:
    case, language = waiting.case, turn.language
    return {
        "title": case.title.in_(language),
        "steps": [steps.told(turn, case, s) for s in waiting.open or (waiting.newest,)],
        "newest": {**steps.told(turn, case, waiting.newest), **steps.aged(turn, case, waiting.newest)},
        "unknown": case.unknown.in_(language) if case.unknown else "",
    }


def _recent(every: Sequence[Treatment], today: date) -> list[Treatment]:
    known = [t for t in every if t.step.outcome.value != "planned" and t.step.on.first_day() <= today]
    return sorted(known, key=lambda t: t.step.on.first_day())[: -_LEFT_OPEN - 2 : -1]


def _unique(found: Iterable[Treatment]) -> list[Treatment]:
    return list({(t.case.id, t.step.id): t for t in found}.values())

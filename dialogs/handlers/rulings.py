"""Answers across cases on what was decided, only proposed, turned down or advised against, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dialogs.handlers import steps
from dialogs.handlers.common import holder_of, when
from dialogs.model import Answer, Turn
from knowledge import agenda as query
from knowledge.agenda import DECIDED, Treatment
from knowledge.model import Case, Cooperation, Outcome, Status

_MOST = 8
"""So many steps are told in one answer."""
_BESIDE = 3
_REASONS = 3


async def rejected(turn: Turn) -> Answer:
    """Tell what was turned down, what was only advised against, and why, where the sources say so."""
    wanted, spans = steps.wanted(turn), steps.spans(turn, past=True)
    every = query.treatments(turn.knowledge, wanted, spans)
    if turn.slots.cases:
        every = [t for t in query.treatments(turn.knowledge, wanted) if t.case.id in turn.slots.cases]
    found = query.turned_down(every)
    in_steps = {c for t in found for c in t.case.cooperations}
    about = {c for t in every for c in t.case.cooperations} if turn.slots.cases else None
    ended = [c for c in query.not_gone_on_with(turn.knowledge, wanted, Status.REJECTED, spans) if c.id not in in_steps]
    advised = query.not_gone_on_with(turn.knowledge, wanted, Status.NOT_RECOMMENDED, spans)
    if about is not None:
        ended, advised = [c for c in ended if c.id in about], [c for c in advised if c.id in about]
    advised = _without_wholes(advised)
    only_advised = turn.slots.aspect == "advised"
    if only_advised and advised:
        found, ended = [], []
    nothing = not (found or ended or advised)
    known = query.treatments(turn.knowledge, wanted) if nothing else []
    newest = query.newest(known, turn.today)
    planned = [] if newest else [t for t in known if t.step.outcome is Outcome.PLANNED][-_BESIDE:]
    facts = {
        "newest": steps.newest(turn, newest),
        "planned": steps.all_told(turn, planned),
        "steps": [{**steps.told(turn, *t), "why": _why(turn, t.case.cooperations, t.step.municipality)} for t in found[:_MOST]],
        "ended": [_rejected_cooperation(turn, c) for c in ended[:_MOST]],
        "advised": [_rejected_cooperation(turn, c) for c in advised[:_MOST]],
        "only_advised": only_advised,
        "asked_why": turn.slots.aspect == "why",
        "scope": steps.scope(turn),
        "period": steps.period(spans),
        "stale": steps.stale(turn, [t.case for t in found]),
    }
    cites = [c.cite for c in (*ended, *advised)[:_MOST]]
    shown = [*found, newest] if newest else [*found, *planned]
    cases = [t.case for t in shown] or [c for r in (*ended, *advised) for c in query.cases_of(turn.knowledge, r.id)[:1]]
    return steps.answer(turn, "rejected", facts, shown, cases, cites)


def _without_wholes(found: Sequence[Cooperation]) -> list[Cooperation]:
    """The parts tell it; what they are parts of would say it again."""
    wholes = {c.part_of for c in found}
    return [c for c in found if c.id not in wholes]


def _rejected_cooperation(turn: Turn, record: Cooperation) -> dict[str, Any]:
    newest = max(record.status, key=lambda s: s.on.first_day())
    return {
        "name": record.name.in_(turn.language),
        "on": when(newest.on),
        "text": newest.text.in_(turn.language),
        "why": _why(turn, (record.id,), None),
    }


def _why(turn: Turn, cooperations: Iterable[str], municipality: str | None) -> list[str]:
    found = query.grounds(turn.knowledge, cooperations, municipality)[:_REASONS]
    texts = [(holder_of(a, turn.language), a.text.in_(turn.language)) for a in found]
    return [f"{text} ({holder})" if holder else text for holder, text in texts]


async def decided(turn: Turn) -> Answer:
    """Tell decisions across cases; with «foreslått» those of which only the recommendation is known."""
    spans, aspect = steps.spans(turn, past=True), turn.slots.aspect
    every = query.treatments(turn.knowledge, steps.wanted(turn), spans)
    done = [t for t in every if t.step.outcome in DECIDED]
    proposed = query.still_proposed(every)
    planned = [t for t in every if t.step.outcome.value == "planned"]
    if aspect == "vote":
        done = [t for t in done if t.step.vote] or done
    put_off = [t for t in every if t.step.outcome is Outcome.POSTPONED]
    shown = {"proposed": proposed, "postponed": put_off}.get(aspect or "", done)
    newest = query.newest(query.treatments(turn.knowledge, steps.wanted(turn)), turn.today)
    also = [] if aspect in ("proposed", "postponed", "vote") else proposed[:_BESIDE]
    told = [*shown[:_MOST], *also, *([newest] if newest and not shown else [])]
    facts = {
        "steps": steps.all_told(turn, shown[:_MOST]),
        "more": max(len(shown) - _MOST, 0),
        "proposed": steps.all_told(turn, also),
        "planned": steps.all_told(turn, planned[:_BESIDE]) if not shown else [],
        "only_proposed": aspect == "proposed",
        "put_off": aspect == "postponed",
        "voted": aspect == "vote",
        "votes": any(t.step.vote for t in shown),
        "newest": steps.newest(turn, newest) if not shown else None,
        "scope": steps.scope(turn),
        "period": steps.period(spans),
        "stale": steps.stale(turn, [t.case for t in shown]) if shown else None,
        "unknown": [u for t in _by_case(shown) if (u := t.unknown.in_(turn.language) if t.unknown else "")][:_BESIDE],
    }
    return steps.answer(turn, "decided", facts, told, [t.case for t in told])


def _by_case(found: Iterable[Treatment]) -> list[Case]:
    return list({t.case.id: t.case for t in found}.values())

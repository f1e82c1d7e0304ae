"""What one council's own steps come to: the state of the matter there on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.model import Outcome, PartialDate, Step


class State(StrEnum):
    """How far the matter has come in a council."""

    NOT_SCHEDULED = "not_scheduled"
    SCHEDULED = "scheduled"
    ADOPTED = "adopted"
    ADOPTED_OTHERWISE = "adopted_otherwise"
    """Adopted with other words than the others."""
    REJECTED = "rejected"
    POSTPONED = "postponed"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a state is unknown."""

    PAST_PLAN = "past_plan"
    """It was to be treated on a day that is past; what came of it is not known."""
    PROPOSAL = "proposal"
    """Only the recommendation is known."""
    OUTCOME = "outcome"
    """It was treated; what was decided is not known."""
    CONFLICT = "conflict"
    """Sources say different things."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state in one council, and what it rests on."""

    state: State
    step: Step | None = None
    coming: PartialDate | None = None
    why: Why | None = None
    earlier: Step | None = None
    beside: tuple[Step, ...] = ()
    conflicting: tuple[Step, ...] = ()


_DECIDED = (Outcome.ADOPTED, Outcome.REJECTED)
_SETTLING = (*_DECIDED, Outcome.POSTPONED, Outcome.WITHDRAWN)
_TALKED = (Outcome.NOTED, Outcome.HELD)
_OPEN = (Outcome.PLANNED, Outcome.PROPOSED, Outcome.UNKNOWN)
_WHY = {Outcome.PLANNED: Why.PAST_PLAN, Outcome.PROPOSED: Why.PROPOSAL, Outcome.UNKNOWN: Why.OUTCOME}


def when_of(day: PartialDate) -> date:
    """The latest day that it can mean: what is known to the month goes after a day within it."""
    return day.last_day()


def standing_of(steps: Sequence[Step], today: date) -> Standing:
    """The state that a council's own steps come to; they may be in any order."""
    decisions = _newest([s for s in steps if s.outcome in _DECIDED])
    decided = decisions[-1] if decisions else None
    pending = sorted((s for s in steps if s.outcome in _OPEN and not _settled(s, steps)), key=lambda s: when_of(s.on))
    coming = [s for s in pending if when_of(s.on) >= today and s.outcome is not Outcome.UNKNOWN]
    past = [s for s in pending if s not in coming]
    talked = tuple(s for s in steps if s.outcome in _TALKED or (s.outcome is Outcome.PROPOSED and s not in pending))
    day = coming[0].on if coming else None
    if len({s.outcome for s in decisions}) > 1 or len({s.wording for s in decisions if s.wording}) > 1:
        return Standing(State.UNKNOWN, None, day, Why.CONFLICT, None, talked, tuple(decisions))
    put_off = _newest([s for s in steps if s.outcome in (Outcome.POSTPONED, Outcome.WITHDRAWN)])
    put_off = [s for s in put_off if decided is None or s.on.first_day() > when_of(decided.on)]
    if past and not (coming and past[-1].outcome is Outcome.PROPOSED):
        newest = past[-1]
        return Standing(State.UNKNOWN, newest, day, _WHY[newest.outcome], decided, (*talked, *past[:-1]))
    beside = (*talked, *past, *(coming[1:] if decided is None else coming), *(put_off if decided else ()))
    if decided:
        state = State.ADOPTED if decided.outcome is Outcome.ADOPTED else State.REJECTED
        return Standing(state, decided, day, None, None, beside)
    if put_off and put_off[-1].outcome is Outcome.POSTPONED:
        return Standing(State.POSTPONED, put_off[-1], day, None, None, (*talked, *past, *coming))
    if coming:
        return Standing(State.SCHEDULED, coming[0], day, None, None, beside)
    return Standing(State.NOT_SCHEDULED, put_off[-1] if put_off else None, None, None, None, talked)


def _newest(steps: Sequence[Step]) -> list[Step]:
    """The newest steps: several when none is certainly later than the other and they stand in different sources."""
    ordered = sorted(steps, key=lambda s: (s.on.first_day(), when_of(s.on)))
    if not ordered:
        return []
    last = ordered[-1]
    rivals = [s for s in ordered[:-1] if when_of(s.on) >= last.on.first_day()]
    return [*rivals, last]


def _settled(open_step: Step, steps: Sequence[Step]) -> bool:
    """True when what came of a plan or a recommendation is known: decided then or later, or talked about on just that day."""
    for step in steps:
        later = when_of(step.on) >= open_step.on.first_day()
        if step.outcome in _SETTLING and later:
            return True
        if step.outcome in _TALKED and later and step.on.first_day() <= when_of(open_step.on):
            return True
    return False

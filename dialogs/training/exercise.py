"""An exercise as it goes: what is asked, answered, passed over, paused and ended. Pure; all of it is one small record.

The record is kept between turns, so that a restart, or another replica, goes on where this one was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from knowledge.practice import Learner, Recall, Result, laid_out, next_item
from knowledge.quiz import QuizItem, Role

WANTED = 3
"""So many questions make an exercise, unless another number is asked for: as many as one answers while waiting."""
MOST = 20


@dataclass(frozen=True, slots=True)
class Run:
    """One exercise under way."""

    scope: str = ""
    """What it is about, as it was written; empty for anything."""
    level: int | None = None
    wanted: int = WANTED
    number: int = 0
    """Of the question that was asked last, from 1."""
    answered: int = 0
    right: int = 0
    item: str = ""
    """The one that waits for its answer; empty between two."""
    shown: tuple[str, ...] = ()
    """Its options in the order they were shown."""
    paused: bool = False
    habit: bool = False
    """True for one that was sent by itself."""
    queue: tuple[str, ...] = ()
    """Just these questions, in this order, where another room has chosen them; else whatever is due or new."""
    back: tuple[str, ...] = ()
    """The button that leads back to that room: title, and what it says."""


@dataclass(frozen=True, slots=True)
class Practised:
    """How a person practises: what they chose, what was asked today, and the exercise under way."""

    level: int | None = None
    role: Role | None = None
    day: str = ""
    asked: tuple[str, ...] = ()
    """What was asked on ``day``, answered or not."""
    run: Run | None = None
    last: Run = field(default_factory=Run)
    """How the latest exercise began, for «tre til»."""

    def to_json(self) -> dict[str, Any]:
        """To be kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Practised:
        """As it was kept; of nothing, one who has not practised."""
        if not kept:
            return cls()
        role = Role(kept["role"]) if kept["role"] else None
        run = _run(kept["run"]) if kept["run"] else None
        return cls(kept["level"], role, kept["day"], tuple(kept["asked"]), run, _run(kept["last"]))

    def on(self, today: date) -> Practised:
        """On a new day nothing was asked yet."""
        return self if self.day == today.isoformat() else replace(self, day=today.isoformat(), asked=())

    def learner(self, person: str, today: date, results: Sequence[Result], recalls: Mapping[str, Recall]) -> Learner:
        """Who is to be asked."""
        level = self.run.level if self.run and self.run.level else self.level
        return Learner(person, today, tuple(results), recalls, self.on(today).asked, level, self.role)


def _run(kept: Mapping[str, Any]) -> Run:
    return Run(**{**kept, **{part: tuple(kept.get(part, ())) for part in ("shown", "queue", "back")}})


def begun(practised: Practised, wanted: Run) -> Practised:
    """With a new exercise, in place of one under way. A level that is asked for by itself stays until another is."""
    level = wanted.level if wanted.level and not wanted.scope else practised.level
    return replace(practised, run=wanted, last=wanted, level=level)


def asked_next(practised: Practised, learner: Learner, items: Mapping[str, QuizItem]) -> Practised:
    """With the next question asked, of ``items``; with the exercise ended where it is complete or nothing is left for today."""
    run = practised.run
    if run is None:
        return practised
    found = _chosen(run, learner, items) if run.number < run.wanted else None
    if found is None:
        return ended(practised)
    shown = laid_out(items[found], learner.person, learner.today.isoformat())
    now = practised.on(learner.today)
    return replace(now, asked=(*now.asked, found), run=replace(run, number=run.number + 1, item=found, shown=shown, paused=False))


def _chosen(run: Run, learner: Learner, items: Mapping[str, QuizItem]) -> str | None:
    if not run.queue:
        return next_item(learner, items)
    done = learner.done_today()
    return next((item for item in run.queue if item in items and item not in done), None)


def stands(run: Run, items: Mapping[str, QuizItem]) -> bool:
    """False when the question that waits is withdrawn, or is not what was shown any more."""
    return run.item in items and {option.id for option in items[run.item].options} == set(run.shown)


def withdrawn(practised: Practised) -> Practised:
    """Without the question that waits, as if it had not been asked."""
    run = practised.run
    return practised if run is None else replace(practised, run=replace(run, item="", shown=(), number=run.number - 1))


def answered(practised: Practised, *, right: bool) -> Practised:
    """With the question that waits answered."""
    run = practised.run
    if run is None:
        return practised
    done = replace(run, item="", shown=(), paused=False, answered=run.answered + 1, right=run.right + right)
    return replace(practised, run=done)


def passed_over(practised: Practised) -> Practised:
    """Without an answer to the question that waits; it is not asked again today."""
    run = practised.run
    return practised if run is None else replace(practised, run=replace(run, item="", shown=()))


def paused(practised: Practised) -> Practised:
    """Waiting until the person comes back to it."""
    return practised if practised.run is None else replace(practised, run=replace(practised.run, paused=True))


def ended(practised: Practised) -> Practised:
    """With no exercise under way."""
    return replace(practised, run=None)

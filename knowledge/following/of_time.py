"""What happens by time passing: deadlines draw near, nothing is heard of what a meeting came to, sources fall silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from knowledge.council_steps import when_of
from knowledge.following.happening import Happening, Kind, World, case_facts, cite_of, step_facts
from knowledge.following.of_cases import concerns_of, of_deadline
from knowledge.following.topics import Concerns
from knowledge.model import Case, Outcome, Step

NOTICE_DAYS = (14, 3)
"""So many days before a deadline it is told of."""
SILENT_AFTER, SILENT_UNTIL = timedelta(days=21), timedelta(days=60)
"""So long after a meeting it is told that nothing is heard of it; and longer after it is told no more."""
SOURCE_SILENT = timedelta(days=45)
"""So long may a source that is imported again and again go without being so."""
_WAITING = (Outcome.PLANNED, Outcome.PROPOSED)
_ENDS = (Outcome.ADOPTED, Outcome.REJECTED, Outcome.NOTED, Outcome.POSTPONED, Outcome.WITHDRAWN, Outcome.HELD)


def of_time(world: World, feeds: Iterable[tuple[str, date]] = ()) -> Iterator[Happening]:
    """All that the day makes news of, whether or not it was told already; ``feeds``: names, and when they last came."""
    for case in world.register.cases.values():
        if case.deadlines:
            yield from _deadlines(case, world)
        yield from _silent(case, world)
    for name, came in feeds:
        if world.today - came >= SOURCE_SILENT:
            facts = {"name": name, "since": came.isoformat()}
            yield Happening(f"source/{name}/{came}", Kind.SOURCE, f"source:{name}", facts, Concerns(sources=True))


def _deadlines(case: Case, world: World) -> Iterator[Happening]:
    for deadline in case.deadlines:
        if deadline.on.day is None:
            continue  # of a month alone it cannot be told how near it is
        left = (when_of(deadline.on) - world.today).days
        near = min((days for days in NOTICE_DAYS if 0 <= left <= days), default=None)
        if near is not None:
            yield of_deadline(Kind.DEADLINE, str(near), deadline, case, world)


def _silent(case: Case, world: World) -> Iterator[Happening]:
    for step in case.steps:
        past = world.today - when_of(step.on)
        if step.outcome in _WAITING and SILENT_AFTER <= past <= SILENT_UNTIL and step.body and not _heard(step, case):
            found = Happening(
                f"case/{case.id}/{step.id}/silent/{step.on}", Kind.SILENT, f"case:{case.id}",
                {**case_facts(case), **step_facts(step)}, concerns_of(case, world, (step,), tuple(step.fields)),
                cite_of(step.cite, case.cite),
            )  # fmt: skip
            yield replace(found, facts={**found.facts, "planned": step.outcome is Outcome.PLANNED})


def _heard(step: Step, case: Case) -> bool:
    """True when a step tells what came of it in that municipality, or whether it goes on."""
    return any(
        other.municipality == step.municipality
        and other.on.last_day() >= step.on.first_day()
        and other.id != step.id
        and (other.outcome in _ENDS or when_of(other.on) > when_of(step.on))
        for other in case.steps
    )

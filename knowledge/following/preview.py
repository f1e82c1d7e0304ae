"""What following something would have told in the last year, by the days that cases and steps themselves tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.council_steps import when_of
from knowledge.following.happening import Happening, World
from knowledge.following.of_cases import concerns_of, of_case, of_deadline
from knowledge.following.of_cooperations import concerns_of as concerns_of_cooperation
from knowledge.following.of_time import NOTICE_DAYS
from knowledge.following.topics import Topic, meets
from knowledge.happenings import Kind
from knowledge.model import Case

YEAR = timedelta(days=365)
Changes = Mapping[tuple[str, str], Sequence[date]]
"""The days that records were changed on, by kind and id."""


@dataclass(frozen=True, slots=True)
class Preview:
    """How much it would have been."""

    count: int
    """So many messages: what happened to one thing on one day is one."""
    newest: tuple[tuple[date, Happening], ...]
    """The last few, the newest first."""


def last_year(topics: Sequence[Topic], world: World, changes: Changes, most: int = 3) -> Preview:
    """What the topics together would have told in the year up to today."""
    found: dict[tuple[date, str], Happening] = {}
    for day, happening in (*_of_cases(topics, world), *_of_deadlines(topics, world)):
        found.setdefault((day, happening.subject), happening)
    count = len(found) + _of_cooperations(topics, world, changes)
    newest = sorted(found.items(), key=lambda item: item[0][0], reverse=True)[:most]
    return Preview(count, tuple((day, happening) for (day, _), happening in newest))


def _of_cases(topics: Sequence[Topic], world: World) -> Iterator[tuple[date, Happening]]:
    since = world.today - YEAR
    for case in world.register.cases.values():
        recent = [step for step in case.steps if step.on.day and since <= when_of(step.on) <= world.today]
        if not recent or not _may_meet(topics, case, world):
            continue
        for step in recent:
            then = replace(world, today=when_of(step.on))
            known = [other for other in case.steps if other is not step and when_of(other.on) <= then.today]
            before, after = replace(case, steps=tuple(known), deadlines=()), replace(case, steps=(*known, step), deadlines=())
            for happening in of_case(before, after, then):
                if any(meets(topic, happening.concerns, world.register) for topic in topics):
                    yield then.today, happening


def _may_meet(topics: Sequence[Topic], case: Case, world: World) -> bool:
    fields = tuple(dict.fromkeys((*case.fields, *(f for step in case.steps for f in step.fields))))
    about = concerns_of(case, world, case.steps, fields)
    return any(meets(topic, about, world.register) for topic in topics)


def _of_deadlines(topics: Sequence[Topic], world: World) -> Iterator[tuple[date, Happening]]:
    for case in world.register.cases.values():
        for deadline in case.deadlines:
            for days in NOTICE_DAYS:
                day = when_of(deadline.on) - timedelta(days=days)
                if deadline.on.day is None or not world.today - YEAR <= day <= world.today:
                    continue
                happening = of_deadline(Kind.DEADLINE, str(days), deadline, case, replace(world, today=day))
                if any(meets(topic, happening.concerns, world.register) for topic in topics):
                    yield day, happening


def _of_cooperations(topics: Sequence[Topic], world: World, changes: Changes) -> int:
    """Cooperations by the days that what is known of them was changed on."""
    days: set[tuple[str, date]] = set()
    for (kind, record_id), changed in changes.items():
        record = world.register.cooperations.get(record_id) if kind == "cooperations" else None
        if record is not None and any(meets(topic, concerns_of_cooperation(record), world.register) for topic in topics):
            days.update((record_id, day) for day in changed)
    return len(days)

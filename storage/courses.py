"""Who takes a course, and how far they have come: of a person's own, never shown to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from storage.session import Session
from storage.tables_courses import course_enrolment
from storage.tables_training import practice_run
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One course that a person takes."""

    course: str
    started: date
    passed: Mapping[str, date]
    """The modules that are passed, with the day."""
    completed: date | None = None


async def enrol(session: Session, person: str, course: str, day: date) -> bool:
    """Keep that the person takes the course from that day; False when they took it already."""
    row = {"person": person, "course": course, "started": day, "passed": {}, "completed": None}

    def put(connection: Any) -> bool:
        into = insert_into(connection, course_enrolment).values(row)
        return bool(connection.execute(into.on_conflict_do_nothing()).rowcount)

    return await session.run(put)


async def enrolments(session: Session, person: str) -> tuple[Enrolment, ...]:
    """The courses that the person takes, the latest begun first."""
    c = course_enrolment.c
    query = select(c.course, c.started, c.passed, c.completed).where(c.person == person)
    rows = await session.run(lambda connection: connection.execute(query.order_by(c.started.desc(), c.course)).all())
    return tuple(Enrolment(row[0], row[1], _days(row[2]), row[3]) for row in rows)


async def save_passed(session: Session, person: str, course: str, passed: Mapping[str, date], completed: date | None) -> None:
    """Keep which modules are passed; nothing is made of one who does not take the course."""
    c = course_enrolment.c
    kept = {"passed": {module: day.isoformat() for module, day in passed.items()}, "completed": completed}
    query = update(course_enrolment).where(c.person == person, c.course == course).values(kept)
    await session.run(lambda connection: connection.execute(query))


async def leave(session: Session, person: str, course: str) -> bool:
    """Delete that the person takes the course; False when they did not."""
    c = course_enrolment.c
    gone = delete(course_enrolment).where(c.person == person, c.course == course)
    return bool(await session.run(lambda connection: connection.execute(gone).rowcount))


async def forget_courses(session: Session, person: str) -> int:
    """Delete all that is kept of the person's courses; how many there were."""
    gone = delete(course_enrolment).where(course_enrolment.c.person == person)
    return int(await session.run(lambda connection: connection.execute(gone).rowcount))


async def forget_idle_courses(session: Session, before: date) -> int:
    """Delete the courses that were begun earlier by people of whose practice nothing is kept any more; how many there were."""
    c = course_enrolment.c
    gone = delete(course_enrolment).where(c.started < before, c.person.not_in(select(practice_run.c.person)))
    return int(await session.run(lambda connection: connection.execute(gone).rowcount))


def _days(passed: Mapping[str, str]) -> Mapping[str, date]:
    return {module: date.fromisoformat(day) for module, day in passed.items()}

"""What is kept of those who take a course, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from storage.courses import Enrolment, enrol, enrolments, forget_courses, leave, save_passed
from storage.database import Database
from storage.keeping import Limits, forget_old
from storage.practice_habits import save_run

pytestmark = pytest.mark.asyncio
DAY, NEXT = date(2026, 12, 1), date(2026, 12, 2)


async def test_a_course_is_begun_once(database: Database) -> None:
    """Beginning it again changes neither the day nor what was passed; the latest begun comes first."""
    async with database.session(write=True) as session:
        assert await enrol(session, "kari", "kontrollutvalg", DAY)
        await save_passed(session, "kari", "kontrollutvalg", {"utvalget": NEXT}, None)
        assert not await enrol(session, "kari", "kontrollutvalg", NEXT)
        assert await enrol(session, "kari", "formannskap", NEXT)
        assert await enrol(session, "ola", "kontrollutvalg", NEXT)
    async with database.session() as session:
        assert await enrolments(session, "kari") == (
            Enrolment("formannskap", NEXT, {}), Enrolment("kontrollutvalg", DAY, {"utvalget": NEXT}),
        )  # fmt: skip


async def test_what_is_passed_is_kept_of_those_who_take_the_course_alone(database: Database) -> None:
    """With the day of each module, and of the whole; somebody who has left in the meantime is not taken in again."""
    async with database.session(write=True) as session:
        await enrol(session, "kari", "formannskap", DAY)
        await save_passed(session, "kari", "formannskap", {"rollen": DAY, "formen": NEXT}, NEXT)
        await save_passed(session, "ola", "formannskap", {"rollen": DAY}, None)
        assert await enrolments(session, "kari") == (Enrolment("formannskap", DAY, {"rollen": DAY, "formen": NEXT}, NEXT),)
        assert await enrolments(session, "ola") == ()


async def test_leaving_and_forgetting_leave_nothing(database: Database) -> None:
    """One course, or all of a person's; those of others stand."""
    async with database.session(write=True) as session:
        for person, course in (
            ("kari", "formannskap"),
            ("kari", "kommunestyre"),
            ("kari", "kontrollutvalg"),
            ("ola", "formannskap"),
        ):
            await enrol(session, person, course, DAY)
        assert await leave(session, "kari", "formannskap")
        assert not await leave(session, "kari", "formannskap")
        assert [each.course for each in await enrolments(session, "kari")] == ["kommunestyre", "kontrollutvalg"]
        assert await forget_courses(session, "kari") == 2
        assert await enrolments(session, "kari") == ()
        assert len(await enrolments(session, "ola")) == 1


async def test_the_course_of_somebody_who_is_not_heard_of_is_forgotten(database: Database) -> None:
    """Two years after they began, when nothing is kept of their practice any more either."""
    async with database.session(write=True) as session:
        for person, begun in (("gone", date(2024, 11, 1)), ("practising", date(2024, 11, 1)), ("new", DAY)):
            await enrol(session, person, "formannskap", begun)
        await save_run(session, "practising", {}, heard=datetime(2026, 11, 1, tzinfo=UTC))
    await forget_old(database, now=datetime(2026, 12, 1, tzinfo=UTC), today=DAY, limits=Limits())
    async with database.session() as session:
        assert [len(await enrolments(session, person)) for person in ("gone", "practising", "new")] == [0, 1, 1]

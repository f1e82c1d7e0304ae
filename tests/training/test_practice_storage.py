"""What is kept of a person's answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from storage.database import Database
from storage.practice import Recall, Result, add_results, forget_results, recalls_of, results_of, save_recall

pytestmark = pytest.mark.asyncio

AT = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
RIGHT = Result("forms-1", "forms", 1, True, 1, 1, AT, date(2026, 12, 1))
WRONG = Result("exit-1", "exit", 2, False, 1, 3, AT + timedelta(minutes=1), date(2026, 12, 1))


async def test_answers_come_back_as_they_were_kept(database: Database) -> None:
    """The oldest first, and each person's own alone."""
    async with database.session(write=True) as session:
        assert await add_results(session, "ada", [WRONG, RIGHT]) == 2
        assert await add_results(session, "bo", [RIGHT]) == 1
    async with database.session() as session:
        assert await results_of(session, "ada") == (RIGHT, WRONG)
        assert await results_of(session, "bo") == (RIGHT,)


async def test_an_answer_is_kept_once_a_day(database: Database) -> None:
    """A button pressed twice, or on two replicas, counts once; the day after, and in a group session, it is another answer."""
    tomorrow = replace(RIGHT, at=AT + timedelta(days=1), day=date(2026, 12, 2))
    grouped = replace(RIGHT, place="group", session="s1")
    async with database.session(write=True) as session:
        assert await add_results(session, "ada", [RIGHT]) == 1
        assert await add_results(session, "ada", [replace(RIGHT, right=False, met=0)]) == 0
        assert await add_results(session, "ada", [tomorrow, grouped, grouped]) == 2
    async with database.session() as session:
        assert len(await results_of(session, "ada")) == 3
        assert RIGHT in await results_of(session, "ada")


async def test_forgetting_takes_answers_and_what_was_reckoned_from_them(database: Database) -> None:
    """Nothing is left of the one, and all of the other."""
    recall = Recall(2.3065, 2.118103970459016, date(2026, 12, 1), date(2026, 12, 3))
    async with database.session(write=True) as session:
        for person in ("ada", "bo"):
            await add_results(session, person, [RIGHT])
            await save_recall(session, person, "forms-1", replace(recall, stability=1.0))
            await save_recall(session, person, "forms-1", recall)
        assert await forget_results(session, "ada") == 1
    async with database.session() as session:
        assert (await results_of(session, "ada"), await recalls_of(session, "ada")) == ((), {})
        assert (await results_of(session, "bo"), await recalls_of(session, "bo")) == ((RIGHT,), {"forms-1": recall})

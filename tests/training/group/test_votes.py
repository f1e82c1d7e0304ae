"""One vote a question and person, and none after the close, whoever presses when."""

from __future__ import annotations

import asyncio
from collections import Counter
from random import Random

from dialogs.training.group.steering import Steering
from dialogs.training.items import standing
from knowledge.quiz import Kind
from knowledge.quiz_json import item_to_json
from storage import group_quiz, group_votes
from storage.database import Database
from storage.group_quiz import GroupSession, Start, changing
from tests.storage.conftest import rows
from tests.training.group.room import START
from tests.worlds import knowledge

BODIES = [item_to_json(item) for item in standing(knowledge("shipped")).values() if item.kind is Kind.ONE][:3]


async def begin(database: Database, place: str = "k") -> GroupSession:
    """A session of three questions."""
    start = Start(place, "nb", "", None, False, f"screen-{place}", {}, place, BODIES)
    async with changing(database) as session:
        number = await group_quiz.start_session(session, start, START)
        assert number is not None
        found = await group_quiz.find_session(session, number)
    assert found is not None
    return found


async def cast(database: Database, session: GroupSession, person: str, given: str, number: int = 1) -> bool:
    async with database.single() as storage:
        return await group_votes.vote(storage, session.id, number, person, given, START)


def steering(database: Database) -> Steering:
    return Steering(database, lambda: START, START.date)


async def test_a_person_has_one_vote_and_the_last_one_stands(database: Database) -> None:
    """However often they press; others' are their own."""
    session = await begin(database)

    told = [await cast(database, session, *each) for each in (("ada", "a"), ("ada", "b"), ("ada", "b"), ("bo", "a"))]

    async with database.single() as storage:
        assert await group_votes.votes_on(storage, session.id, 1) == (("ada", "b"), ("bo", "a"))
        assert await group_votes.count_votes(storage, session.id) == {1: 2}
        assert await group_votes.own_vote(storage, session.id, 1, "ada") == "b"
        assert await group_votes.own_vote(storage, session.id, 1, "cy") == ""
    assert told == [True] * 4


async def test_only_an_open_question_takes_votes(database: Database) -> None:
    """Not one that waits, has a pause or is closed; and what was voted before stays as it was."""
    session, steer = await begin(database), steering(database)
    assert await cast(database, session, "ada", "a")

    waiting = await cast(database, session, "ada", "a", number=2)
    assert await steer.pause(session, 1, paused=True)
    paused = await cast(database, session, "ada", "b")
    assert await steer.pause(session, 1, paused=False)
    assert await cast(database, session, "ada", "c")
    assert await steer.close(session, 1)
    closed = await cast(database, session, "ada", "d"), await cast(database, session, "bo", "d")

    assert (waiting, paused, closed) == (False, False, (False, False))
    assert await rows(database, "SELECT person, given FROM group_vote") == [("ada", "c")]


async def test_a_step_is_done_by_one_of_several(replicas: tuple[Database, Database]) -> None:
    """Of replicas and trainers who close, go on, end or start at once, one does it."""
    first, second = replicas
    session = await begin(first)
    steers = [steering(first), steering(second)] * 3

    closed = await asyncio.gather(*(steer.close(session, 1) for steer in steers))
    went = await asyncio.gather(*(steer.go_on(session, 1) for steer in steers))
    ended = await asyncio.gather(*(steer.end(session) for steer in steers))
    start = Start("other", "nb", "", None, False, "s", {}, "c", BODIES)

    async def again(database: Database, key: str) -> int | None:
        async with changing(database) as storage:
            return await group_quiz.start_session(
                storage, Start("other", "nb", "", None, False, key, {}, "c", start.bodies), START
            )

    started = await asyncio.gather(*(again(each, f"s{n}") for n, each in enumerate([first, second] * 3)))

    assert [Counter(each)[True] for each in (closed, went, ended)] == [1, 1, 1]
    assert len([number for number in started if number is not None]) == 1
    assert await rows(first, "SELECT number, state FROM group_question WHERE session = 1 ORDER BY number") == [
        (1, "closed"), (2, "closed"), (3, "waiting"),
    ]  # fmt: skip


async def test_what_is_told_after_the_close_is_what_is_in_the_table(replicas: tuple[Database, Database]) -> None:
    """Sixty press at once on two replicas, while a third closes: those who were told so count, and no others."""
    chance, counted = Random(5), dict[str, str]()
    session = await begin(replicas[0])

    async def person(number: int) -> None:
        for _ in range(4):
            await asyncio.sleep(chance.uniform(0, 0.25))
            given = chance.choice("abc")
            if await cast(chance.choice(replicas), session, f"p{number}", given):
                counted[f"p{number}"] = given

    async def close() -> bool:
        await asyncio.sleep(0.3)
        return await steering(replicas[1]).close(session, 1)

    *_, closed = await asyncio.gather(*(person(number) for number in range(60)), close())

    kept = await rows(replicas[0], "SELECT person, given FROM group_vote ORDER BY person")
    async with replicas[0].single() as storage:
        asked = await group_quiz.question_of(storage, session.id, 1)
    assert closed
    assert kept == sorted(counted.items())
    assert asked is not None
    assert asked.counts is not None
    assert asked.counts["voters"] == len(counted)
    assert {o: n for o, n in asked.counts["options"].items() if n} == dict(Counter(counted.values()))


async def test_steps_and_votes_that_meet_wait_for_each_other(replicas: tuple[Database, Database]) -> None:
    """Ending while others go on, vote and close ends in one state, and nobody is stuck."""
    for n in range(6):
        session = await begin(replicas[0], f"k{n}")
        steers = [steering(each) for each in replicas]
        async with asyncio.timeout(20):
            await asyncio.gather(
                *(cast(replicas[i % 2], session, f"p{i}", "a") for i in range(20)),
                steers[0].go_on(session, 1), steers[1].end(session), steers[0].close(session, 1), steers[1].close(session, 2),
                *(cast(replicas[i % 2], session, f"q{i}", "b", number=2) for i in range(20)),
            )  # fmt: skip
        async with replicas[0].single() as storage:
            asked = await group_quiz.questions_of(storage, session.id)
            answered = await group_votes.count_votes(storage, session.id)
        assert asked[0].state == "closed"
        assert "open" not in [each.state for each in asked]
        assert all(each.counts and each.counts["voters"] == answered.get(each.number, 0) for each in asked if each.closed_at)

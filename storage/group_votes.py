"""What is answered in quizzes for groups: one vote a question and person, counted as long as the question is open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, literal, select, update

from storage.session import Session
from storage.tables import Moment
from storage.tables_group import group_player, group_question, group_session, group_vote
from storage.upsert import insert_for, insert_into

_V, _Q, _P = group_vote.c, group_question.c, group_player.c


def _voting(dialect: str) -> Any:
    """One statement, so that nothing comes between looking whether the question is open and counting the vote.

    The lock is shared among votes; who closes waits for those under way, and those after see that it is closed.
    """
    given: Any = (bindparam("person"), bindparam("given"), bindparam("at", type_=Moment))
    is_open = select(_Q.session, _Q.number, *given).where(
        _Q.session == bindparam("session"), _Q.number == bindparam("number"), _Q.state == "open"
    )
    put = insert_for(dialect, group_vote)
    names = ["session", "number", "person", "given", "at"]
    put = put.from_select(names, is_open.with_for_update(read=True))
    changed = {"given": put.excluded.given, "at": put.excluded.at}
    return put.on_conflict_do_update(index_elements=names[:3], set_=changed).returning(_V.person)


_VOTE = {dialect: _voting(dialect) for dialect in ("sqlite", "postgresql")}


async def vote(session: Session, number: int, question: int, person: str, given: str, now: datetime) -> bool:
    """Count the person's vote, in place of an earlier one; False when the question is not open."""
    row = {"session": number, "number": question, "person": person, "given": given, "at": now}
    return await session.run(lambda c: c.execute(_VOTE[c.dialect.name], row).scalar() is not None)


async def own_vote(session: Session, number: int, question: int, person: str) -> str:
    """What the person has answered there; empty for nothing."""
    query = select(_V.given).where(_V.session == number, _V.number == question, _V.person == person)
    return await session.run(lambda c: c.scalar(query)) or ""


async def count_votes(session: Session, number: int) -> Mapping[int, int]:
    """How many have answered each question of the session."""
    query = select(_V.number, func.count()).where(_V.session == number).group_by(_V.number)
    return await session.run(lambda c: {row[0]: row[1] for row in c.execute(query)})


async def count_people(session: Session, number: int) -> int:
    """How many have answered in the session."""
    query = select(func.count(_V.person.distinct())).where(_V.session == number)
    return await session.run(lambda c: c.scalar(query)) or 0


async def votes_on(session: Session, number: int, question: int) -> tuple[tuple[str, str], ...]:
    """Who has answered what, for marking alone: nobody else is ever told."""
    query = select(_V.person, _V.given).where(_V.session == number, _V.number == question).order_by(_V.person)
    return await session.run(lambda c: tuple((row[0], row[1]) for row in c.execute(query)))


# -- points -----------------------------------------------------------------------------------------------------------


async def name_player(session: Session, number: int, person: str, name: str) -> None:
    """Keep the name for the table of points, if the session has one and runs; the newest name stands."""
    own = group_session.c
    playing = select(own.id, literal(person), literal(name), literal(0)).where(
        own.id == number, own.points, own.state == "running"
    )

    def put(connection: Connection) -> None:
        into = insert_into(connection, group_player)
        into = into.from_select(["session", "person", "name", "points"], playing.with_for_update(read=True))
        connection.execute(into.on_conflict_do_update(index_elements=["session", "person"], set_={"name": name}))

    await session.run(put)


async def add_points(session: Session, number: int, people: Collection[str]) -> None:
    """A point for each of them that has a name there."""
    more = update(group_player).where(_P.session == number, _P.person.in_(people)).values(points=_P.points + 1)
    await session.run(lambda c: c.execute(more))


async def table_of(session: Session, number: int) -> tuple[tuple[str, int], ...]:
    """Names and points, the most points first."""
    query = select(_P.name, _P.points).where(_P.session == number).order_by(_P.points.desc(), _P.name)
    return await session.run(lambda c: tuple((row[0], row[1]) for row in c.execute(query)))


async def forget_names(session: Session, before: datetime) -> None:
    """Delete the tables of points of sessions that ended before then."""
    over = select(group_session.c.id).where(group_session.c.state != "running", group_session.c.ended_at < before)
    await session.run(lambda c: c.execute(delete(group_player).where(_P.session.in_(over))))


# -- a person's own ---------------------------------------------------------------------------------------------------


async def count_kept(session: Session, person: str) -> tuple[int, int]:
    """How many votes of the person are kept, and under how many names."""
    votes = select(func.count()).where(_V.person == person)
    names = select(func.count()).where(_P.person == person)
    return await session.run(lambda c: (c.scalar(votes) or 0, c.scalar(names) or 0))


async def forget_votes(session: Session, person: str) -> None:
    """Delete all votes and names of the person. What was told of a closed question stays: a number among others."""
    votes, names = delete(group_vote).where(_V.person == person), delete(group_player).where(_P.person == person)
    await session.run(lambda c: c.execute(votes))
    await session.run(lambda c: c.execute(names))

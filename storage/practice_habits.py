"""The exercise that a person is in the middle of, and who wants one regularly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from knowledge.practice import Habit
from storage.recipients import forget_recipients
from storage.session import Session
from storage.tables import conversation
from storage.tables_following import subscriber
from storage.tables_training import practice_card, practice_habit, practice_result, practice_run
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Subscribed:
    """One who wants exercises regularly."""

    person: str
    habit: Habit
    talk: str
    """The key of the conversation that they come in."""
    last_day: date | None = None
    """The last day that is done with."""


# -- the running exercise ---------------------------------------------------------------------------------------------


async def load_run(session: Session, person: str) -> dict[str, Any]:
    """How the person practises; empty for one who does not."""
    query = select(practice_run.c.state).where(practice_run.c.person == person)
    return await session.run(lambda c: c.scalar(query)) or {}


async def save_run(session: Session, person: str, state: Mapping[str, Any], *, heard: datetime | None) -> None:
    """Keep it in place of what was kept before. ``heard``: when the person spoke; None leaves when they did."""
    changed: dict[str, Any] = {"state": state} if heard is None else {"state": state, "heard_at": heard}

    def put(connection: Any) -> None:
        if heard is None:
            connection.execute(update(practice_run).where(practice_run.c.person == person).values(changed))
            return
        into = insert_into(connection, practice_run).values(person=person, **changed)
        connection.execute(into.on_conflict_do_update(index_elements=["person"], set_=changed))

    await session.run(put)


async def put_in_talk(session: Session, key: str, changes: Mapping[str, Any]) -> None:
    """Change parts of what a conversation remembers, as if nobody had spoken; nothing where it is forgotten."""
    session.require_write()
    query = select(conversation.c.state).where(conversation.c.key == key)

    def put(connection: Any) -> None:
        state = connection.scalar(query)
        if state is not None:
            connection.execute(update(conversation).where(conversation.c.key == key).values(state={**state, **changes}))

    await session.run(put)


# -- regular exercises ------------------------------------------------------------------------------------------------


async def subscribe(session: Session, wanted: Subscribed) -> None:
    """From now on, in place of what the person wanted before."""
    kept = {
        "days": wanted.habit.days,
        "minute": wanted.habit.minute,
        "talk": wanted.talk,
        "last_day": wanted.last_day,
    }

    def put(connection: Any) -> None:
        into = insert_into(connection, practice_habit).values(person=wanted.person, **kept)
        connection.execute(into.on_conflict_do_update(index_elements=["person"], set_=kept))

    await session.run(put)


async def subscribed(session: Session, person: str) -> Subscribed | None:
    """How the person wants exercises regularly; None for one who does not."""
    query = select(practice_habit).where(practice_habit.c.person == person)
    row = await session.run(lambda c: c.execute(query).mappings().one_or_none())
    return _subscribed(dict(row)) if row else None


def _subscribed(row: Mapping[str, Any]) -> Subscribed:
    return Subscribed(row["person"], Habit(row["days"], row["minute"]), row["talk"], row["last_day"])


async def perhaps_due(session: Session, day: date, minutes: tuple[int, int], most: int) -> tuple[Subscribed, ...]:
    """At most so many of those for whom that day is not done with, and whose hour lies between these two."""
    c = practice_habit.c
    query = select(practice_habit).where(c.minute.between(*minutes), or_(c.last_day.is_(None), c.last_day < day))
    query = query.where(c.days.contains(str(day.weekday()))).order_by(c.person).limit(most)
    rows = await session.run(lambda connection: list(connection.execute(query).mappings()))
    return tuple(_subscribed(dict(row)) for row in rows)


async def done_with(session: Session, persons: Sequence[str], day: date) -> None:
    """That day's exercise is on its way to them. Needs ``database.session(write=True)``, so that one caller alone sends it."""
    session.require_write()
    done = update(practice_habit).where(practice_habit.c.person.in_(persons)).values(last_day=day)
    await session.run(lambda c: c.execute(done))


async def unsubscribe(session: Session, person: str, *, now: datetime) -> bool:
    """No exercises regularly any more, and none that is on its way; False where there were none.

    Where to reach the person is forgotten, unless they follow something.
    """
    gone = delete(practice_habit).where(practice_habit.c.person == person)
    follows = select(subscriber.c.key).where(subscriber.c.key == person)
    had = await session.run(lambda c: c.execute(gone).rowcount)
    if had and await session.run(lambda c: c.scalar(follows)) is None:
        await forget_recipients(session, (person,), now=now)
    return bool(had)


# -- forgetting -------------------------------------------------------------------------------------------------------


async def forget_practice(session: Session, person: str) -> None:
    """Delete all that is kept of the person's training."""
    tables = (practice_result, practice_card, practice_run, practice_habit)
    gone = [delete(table).where(table.c.person == person) for table in tables]
    await session.run(lambda c: [c.execute(each) for each in gone] and None)


async def forget_unheard(session: Session, before: datetime) -> int:
    """Delete all that is kept of the training of people who have not been heard of since; how many answers that was.

    Heard of are those who have answered, practised or spoken to us at all.
    """
    heard = [
        select(practice_result.c.person).where(practice_result.c.at >= before),
        select(practice_run.c.person).where(practice_run.c.heard_at >= before),
        select(conversation.c.person).where(conversation.c.updated_at >= before, conversation.c.person.is_not(None)),
    ]

    def gone(table: Any) -> Any:
        return delete(table).where(*(table.c.person.not_in(each) for each in heard))

    def run(connection: Any) -> int:
        # what tells that somebody was heard of goes last
        for table in (practice_card, practice_habit, practice_run):
            connection.execute(gone(table))
        return int(connection.execute(gone(practice_result)).rowcount)

    return await session.run(run)

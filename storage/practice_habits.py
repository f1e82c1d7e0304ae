"""The exercise that a person is in the middle of, and who wants one regularly."""

from __future__ import annotations

from collections.abc import Mapping
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


async def subscribed(session: Session, person: str = "") -> tuple[Subscribed, ...]:
    """Those who want exercises regularly; of one person where one is given."""
    query = select(practice_habit).order_by(practice_habit.c.person)
    if person:
        query = query.where(practice_habit.c.person == person)
    rows = await session.run(lambda c: list(c.execute(query).mappings()))
    return tuple(Subscribed(row["person"], Habit(row["days"], row["minute"]), row["talk"], row["last_day"]) for row in rows)


async def take_day(session: Session, person: str, habit: Habit, day: date) -> bool:
    """Take it on oneself to send that day's exercise: True for one caller alone, and only while the habit is still this."""
    c = practice_habit.c
    still = update(practice_habit).where(c.person == person, c.days == habit.days, c.minute == habit.minute)
    taken = still.where(or_(c.last_day.is_(None), c.last_day < day)).values(last_day=day)
    return bool(await session.run(lambda connection: connection.execute(taken).rowcount))


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

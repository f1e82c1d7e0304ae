"""What we remember of conversations and people. A turn reads once and writes once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from storage.session import Session
from storage.tables import conversation, person
from storage.tables_following import subscriber
from storage.tables_training import practice_habit, practice_run
from storage.upsert import Insert, insert_for

# Statements are made once: SQLAlchemy then finds their compiled form at once, which is most of a small query's cost.
_LOAD = select(
    select(conversation.c.state).where(conversation.c.key == bindparam("conversation_key")).scalar_subquery(),
    select(person.c.preferences).where(person.c.key == bindparam("person_key")).scalar_subquery(),
)


def _save_state(dialect: str) -> Insert:
    put = insert_for(dialect, conversation)
    changed = {"person": put.excluded.person, "state": put.excluded.state, "updated_at": put.excluded.updated_at}
    return put.on_conflict_do_update(index_elements=["key"], set_=changed)


def _save_preferences(dialect: str) -> Insert:
    put = insert_for(dialect, person)
    changed = {"preferences": put.excluded.preferences, "updated_at": put.excluded.updated_at}
    return put.on_conflict_do_update(index_elements=["key"], set_=changed)


_DIALECTS = ("sqlite", "postgresql")
_SAVE_STATE = {dialect: _save_state(dialect) for dialect in _DIALECTS}
_SAVE_PREFERENCES = {dialect: _save_preferences(dialect) for dialect in _DIALECTS}


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """What is kept of one conversation."""

    state: Mapping[str, Any]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAbout:
    """All that is kept about one person."""

    preferences: Mapping[str, Any]
    conversations: tuple[StoredConversation, ...]

    def __bool__(self) -> bool:
        return bool(self.preferences or self.conversations)


async def load_state(session: Session, conversation_key: str, person_key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The conversation's state and the person's preferences, in one query; empty for those we do not know."""
    keys = {"conversation_key": conversation_key, "person_key": person_key}
    state, preferences = await session.run(lambda c: c.execute(_LOAD, keys).one())
    return state or {}, preferences or {}


async def save_state(
    session: Session, conversation_key: str, state: Mapping[str, Any], *, now: datetime, person_key: str | None = None
) -> None:
    """Keep the state. Give ``person_key`` when nobody else is in the conversation: it is then forgotten with them."""
    row = {"key": conversation_key, "person": person_key, "state": state, "updated_at": now}
    await session.run(lambda c: c.execute(_SAVE_STATE[c.dialect.name], row))


async def save_preferences(session: Session, person_key: str, preferences: Mapping[str, Any], *, now: datetime) -> None:
    """Keep what the person has chosen, in place of what was chosen before."""
    row = {"key": person_key, "preferences": preferences, "updated_at": now}
    await session.run(lambda c: c.execute(_SAVE_PREFERENCES[c.dialect.name], row))


async def stored_about(session: Session, person_key: str) -> StoredAbout:
    """Everything kept about the person: what they chose, and their conversations alone with us."""
    chosen = select(person.c.preferences).where(person.c.key == person_key)
    talks = select(conversation.c.state, conversation.c.updated_at).where(conversation.c.person == person_key)
    preferences = await session.run(lambda c: c.scalar(chosen))
    rows = await session.run(lambda c: c.execute(talks.order_by(conversation.c.updated_at)).all())
    return StoredAbout(preferences or {}, tuple(StoredConversation(state, when) for state, when in rows))


async def forget(session: Session, person_key: str) -> int:
    """Delete everything kept about the person; how many rows that was."""
    about = (
        delete(person).where(person.c.key == person_key),
        delete(conversation).where(conversation.c.person == person_key),
    )
    return await session.run(lambda c: sum(c.execute(each).rowcount for each in about))


async def forget_idle(session: Session, before: datetime) -> int:
    """Delete conversations that nobody has written in since ``before``; how many that was.

    When they spoke last stays with what people chose, since it is told by that how long it is kept.
    """
    idle = delete(conversation).where(conversation.c.updated_at < before)
    last = select(func.max(conversation.c.updated_at)).where(conversation.c.person == person.c.key).scalar_subquery()
    spoke = select(conversation.c.key).where(
        conversation.c.person == person.c.key,
        conversation.c.updated_at < before,
        conversation.c.updated_at > person.c.updated_at,
    )
    heard = update(person).where(spoke.exists()).values(updated_at=last)

    def run(connection: Connection) -> int:
        connection.execute(heard)
        return connection.execute(idle).rowcount

    return await session.run(run)


async def forget_unheard_choices(session: Session, before: datetime) -> int:
    """Delete what people chose before then who have not spoken since, and follow nothing; how many that was."""
    spoken = select(conversation.c.person).where(conversation.c.updated_at >= before, conversation.c.person.is_not(None))
    others = (select(subscriber.c.person), select(practice_run.c.person), select(practice_habit.c.person))
    gone = delete(person).where(person.c.updated_at < before, *(person.c.key.not_in(each) for each in (spoken, *others)))
    return await session.run(lambda c: c.execute(gone).rowcount)

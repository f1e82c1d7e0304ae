"""Quizzes for groups: sessions and their questions, and how they go on. What is answered is in ``storage.group_votes``.

Several replicas may do the same at once: each step names what it goes on from, and is done by the first alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update

from knowledge.model import Language
from storage.database import Database
from storage.session import Session
from storage.tables_group import group_question, group_session, group_vote
from storage.upsert import insert_into

SessionState = Literal["running", "ended", "done"]
QuestionState = Literal["waiting", "open", "paused", "closed"]
_S, _Q = group_session.c, group_question.c
_ASKED = ("open", "paused")


@dataclass(frozen=True, slots=True)
class GroupSession:
    """A quiz that is held for a group, as it stands."""

    id: int
    conversation: str
    """The key of the conversation."""
    language: Language
    topic: str
    """As the trainer wrote it; empty for a quiz about everything."""
    level: int | None
    questions: int
    points: bool
    """True when a table of points is kept, with names."""
    state: SessionState
    """``ended`` until the channel shows it, then ``done``."""
    current: int
    """The question that is, or was last, asked; from 1."""
    started_at: datetime
    touched_at: datetime
    ended_at: datetime | None
    screen: str
    """What opens the page for a projector."""
    reference: Mapping[str, Any] | None
    """Where to write; None once it is done."""
    channel: str
    """The key of what the channel's limits are reckoned by."""
    control: str
    control_shown: str
    final: str
    holder: str
    held_until: datetime | None
    not_before: datetime | None
    """The channel wants nothing from us until then."""
    failures: int
    """So many times in a row has the channel refused."""


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """A question of a session, as it stands."""

    session: int
    number: int
    item: str
    body: Mapping[str, Any]
    """The item as it is asked; see ``knowledge.quiz_json``."""
    state: QuestionState
    opened_at: datetime | None
    closed_at: datetime | None
    counts: Mapping[str, Any] | None
    """What was answered, once it is closed."""
    message: str
    shown: str
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class Start:
    """What a session begins with."""

    conversation: str
    language: Language
    topic: str
    level: int | None
    points: bool
    screen: str
    reference: Mapping[str, Any]
    channel: str
    bodies: Sequence[Mapping[str, Any]]
    """The items, in the order in which they are asked."""


def changing(database: Database) -> AbstractAsyncContextManager[Session]:
    """A session for what reads, decides and writes about one group: rows are locked, and others go on."""
    return database.session(write=database.dialect == "sqlite")


async def start_session(session: Session, start: Start, now: datetime) -> int | None:
    """Begin, with the first question open; None when one is running there already."""
    row = {
        "place": start.conversation, "conversation": start.conversation, "language": start.language, "topic": start.topic,
        "level": start.level, "questions": len(start.bodies), "points": start.points, "state": "running", "current": 1,
        "started_at": now, "touched_at": now, "screen": start.screen, "reference": dict(start.reference),
        "channel": start.channel, "control": "", "control_shown": "", "final": "", "holder": "", "failures": 0,
    }  # fmt: skip

    def put(connection: Any) -> int | None:
        begun = insert_into(connection, group_session).values(row).on_conflict_do_nothing(index_elements=["place"])
        number: int | None = connection.execute(begun.returning(_S.id)).scalar()
        if number is not None:
            connection.execute(insert(group_question), list(_questions(number, start.bodies, now)))
        return number

    return await session.run(put)


def _questions(session: int, bodies: Sequence[Mapping[str, Any]], now: datetime) -> list[dict[str, Any]]:
    rows = []
    for number, body in enumerate(bodies, 1):
        first = number == 1
        row = {"session": session, "number": number, "item": body["id"], "body": dict(body), "message": "", "shown": ""}
        rows.append({**row, "state": "open" if first else "waiting", "opened_at": now if first else None})
    return rows


# -- looking ----------------------------------------------------------------------------------------------------------


async def running_in(session: Session, conversation: str) -> GroupSession | None:
    """The session that runs in the conversation of that key."""
    return await _one(session, _S.place == conversation)


async def find_session(session: Session, number: int) -> GroupSession | None:
    """The session of that number, whatever its state."""
    return await _one(session, _S.id == number)


async def on_screen(session: Session, key: str) -> GroupSession | None:
    """The session that the key opens the page of."""
    return await _one(session, _S.screen == key)


async def unfinished(session: Session) -> tuple[GroupSession, ...]:
    """All sessions that a channel does not show the end of yet, the oldest first."""
    query = select(group_session).where(_S.state != "done").order_by(_S.id)
    rows = await session.run(lambda c: list(c.execute(query).mappings()))
    return tuple(GroupSession(**_fields(row)) for row in rows)


async def _one(session: Session, where: Any) -> GroupSession | None:
    row = await session.run(lambda c: c.execute(select(group_session).where(where)).mappings().one_or_none())
    return GroupSession(**_fields(row)) if row else None


def _fields(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "place"}


async def questions_of(session: Session, number: int) -> tuple[GroupQuestion, ...]:
    """All questions of a session, in order."""
    query = select(group_question).where(_Q.session == number).order_by(_Q.number)
    rows = await session.run(lambda c: list(c.execute(query).mappings()))
    return tuple(GroupQuestion(**row) for row in rows)


async def question_of(session: Session, number: int, question: int) -> GroupQuestion | None:
    """One question of a session."""
    query = select(group_question).where(_Q.session == number, _Q.number == question)
    row = await session.run(lambda c: c.execute(query).mappings().one_or_none())
    return GroupQuestion(**row) if row else None


# -- going on ---------------------------------------------------------------------------------------------------------


async def close_question(session: Session, number: int, question: int, now: datetime) -> bool:
    """Close it, if it is open: no vote counts from now on, and all that counted can be read. False when it was not open."""
    closed = update(group_question).where(_Q.session == number, _Q.number == question, _Q.state.in_(_ASKED))
    return await _done(session, closed.values(state="closed", closed_at=now))


async def keep_counts(session: Session, number: int, question: int, counts: Mapping[str, Any]) -> None:
    """Keep what was answered, for all that is told of it from now on."""
    kept = update(group_question).where(_Q.session == number, _Q.number == question).values(counts=dict(counts))
    await session.run(lambda c: c.execute(kept))


async def go_on(session: Session, number: int, after: int, now: datetime) -> bool:
    """Open the question after that one, whose turn it is; False when another has done so, or there is none."""
    there = update(group_session).where(_S.id == number, _S.state == "running", _S.current == after, _S.questions > after)
    if not await _done(session, there.values(current=after + 1, touched_at=now)):
        return False
    opened = update(group_question).where(_Q.session == number, _Q.number == after + 1)
    return await _done(session, opened.values(state="open", opened_at=now))


async def pause(session: Session, number: int, question: int, *, paused: bool) -> bool:
    """Let no votes in for a while, or let them in again; False when it was not open, or not paused."""
    before, after = ("open", "paused") if paused else ("paused", "open")
    held = update(group_question).where(_Q.session == number, _Q.number == question, _Q.state == before)
    return await _done(session, held.values(state=after))


async def end_session(session: Session, number: int, now: datetime, *, untouched: datetime | None = None) -> bool:
    """End it; False when it had ended, or was touched after ``untouched``."""
    ended = update(group_session).where(_S.id == number, _S.state == "running")
    if untouched is not None:
        ended = ended.where(_S.touched_at <= untouched)
    return await _done(session, ended.values(state="ended", ended_at=now, place=None))


async def touch(session: Session, number: int, now: datetime) -> None:
    """Somebody steers it, so it does not end by itself yet."""
    await session.run(lambda c: c.execute(update(group_session).where(_S.id == number).values(touched_at=now)))


async def last_vote(session: Session, number: int) -> datetime | None:
    """When somebody last answered in the session."""
    query = select(group_vote.c.at).where(group_vote.c.session == number).order_by(group_vote.c.at.desc()).limit(1)
    found: datetime | None = await session.run(lambda c: c.scalar(query))
    return found


async def finish(session: Session, number: int) -> None:
    """The channel shows the end, or is gone: nothing more is written there."""
    done = update(group_session).where(_S.id == number, _S.state != "running")
    await session.run(lambda c: c.execute(done.values(state="done", reference=None, holder="", held_until=None)))


async def forget_sessions(session: Session, before: datetime) -> int:
    """Delete the sessions that ended before then, with every vote and name in them; how many there were."""
    old = delete(group_session).where(_S.state != "running", _S.ended_at < before)
    return await session.run(lambda c: c.execute(old).rowcount)


async def _done(session: Session, change: Any) -> bool:
    return bool(await session.run(lambda c: c.execute(change).rowcount))

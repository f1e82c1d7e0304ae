"""Messages from the editors to many: written by one, approved by another, and then queued like any notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, Select, func, insert, select, update

from storage.errors import Refused
from storage.outbox import BULK, Notice, enqueue_from
from storage.session import Session
from storage.tables_following import subscriber
from storage.tables_outbox import broadcast, recipient

Audience = Literal["following", "everybody"]
BROADCAST = "broadcast"
"""The kind of notice that it becomes."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message as it is kept."""

    id: int
    audience: Audience
    nb: str
    nn: str
    written_by: str
    """Key of the person."""
    state: Literal["open", "sent", "dropped"]
    settled_by: str
    notice: str
    """The id of what it became; empty until it is sent."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many it would go to right now."""

    reached: int
    paused: int
    """Those of the others who cannot be reached for now, and get it when they return."""


class OwnBroadcast(Refused):
    """Who wrote it cannot approve it."""


class BroadcastSettled(Refused):
    """It has been sent, or dropped."""


async def add_broadcast(session: Session, audience: Audience, nb: str, nn: str, *, who: str, now: datetime) -> Broadcast:
    """Keep a message that is to be approved."""
    row = {
        "audience": audience, "nb": nb, "nn": nn, "written_by": who, "written_at": now, "state": "open", "settled_by": "",
        "notice": "",
    }  # fmt: skip
    put = insert(broadcast).values(row).returning(*broadcast.c)
    return _broadcast(await session.run(lambda c: c.execute(put).one()))


async def get_broadcast(session: Session, number: int) -> Broadcast | None:
    """The message of that number."""
    query = select(broadcast).where(broadcast.c.id == number)
    row = await session.run(lambda c: c.execute(query).one_or_none())
    return None if row is None else _broadcast(row)


async def open_broadcasts(session: Session) -> list[Broadcast]:
    """Those that wait for approval, the oldest first."""
    query = select(broadcast).where(broadcast.c.state == "open").order_by(broadcast.c.id)
    return [_broadcast(row) for row in await session.run(lambda c: c.execute(query).all())]


async def reach_of(session: Session, audience: Audience) -> Reach:
    """The exact count of those who would get it now."""
    chosen = _chosen(audience).subquery()
    paused = recipient.c.paused_why != ""
    counted = select(paused, func.count()).where(recipient.c.key.in_(select(chosen.c[0]))).group_by(paused)
    found = {bool(row[0]): int(row[1]) for row in await session.run(lambda c: c.execute(counted).all())}
    return Reach(found.get(False, 0), found.get(True, 0))


async def send_broadcast(session: Session, number: int, *, who: str, now: datetime) -> tuple[Broadcast, int]:
    """Queue it for all who are there now; the message, and how many. OwnBroadcast, BroadcastSettled.

    Needs ``database.session(write=True)``.
    """
    found = await _open(session, number)
    if found.written_by == who:
        raise OwnBroadcast(str(number))
    title = {"nb": f"melding {number} fra redaktørene", "nn": f"melding {number} frå redaktørane"}
    notice = Notice(
        f"{BROADCAST}:{number}", BROADCAST, {"nb": found.nb, "nn": found.nn, "to": found.audience, "title": title}, priority=BULK
    )
    count = await enqueue_from(session, notice, _chosen(found.audience), now=now)
    return await _settled(session, number, "sent", who, notice.id), count


async def drop_broadcast(session: Session, number: int, *, who: str) -> Broadcast:
    """It is not to be sent. BroadcastSettled. Needs ``database.session(write=True)``."""
    await _open(session, number)
    return await _settled(session, number, "dropped", who, "")


async def _open(session: Session, number: int) -> Broadcast:
    session.require_write()
    found = await get_broadcast(session, number)
    if found is None or found.state != "open":
        raise BroadcastSettled(str(number))
    return found


async def _settled(session: Session, number: int, state: str, who: str, notice: str) -> Broadcast:
    change = update(broadcast).where(broadcast.c.id == number).values(state=state, settled_by=who, notice=notice)
    return _broadcast(await session.run(lambda c: c.execute(change.returning(*broadcast.c)).one()))


def _chosen(audience: Audience) -> Select[Any]:
    if audience == "everybody":
        return select(recipient.c.key)
    return select(recipient.c.key).join(subscriber, subscriber.c.key == recipient.c.key)


def _broadcast(row: Row[Any]) -> Broadcast:
    return Broadcast(row.id, row.audience, row.nb, row.nn, row.written_by, row.state, row.settled_by, row.notice)

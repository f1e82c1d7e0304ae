"""Sending what was claimed from the outbox: it gets its place in the pace that all workers share, and is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, func, select, update

from storage.claiming import Claimed
from storage.database import Database
from storage.recipients import pause_recipients
from storage.session import Session
from storage.tables_outbox import outbox, recipient, send_pace
from storage.upsert import insert_into

_LONGEST = 500


State = Literal["waiting", "retrying", "sent", "failed", "skipped", "blocked"]


@dataclass(frozen=True, slots=True)
class Place:
    """When a message may go, in seconds since 1970."""

    at: float
    busy_until: float
    """What its conversation's pace remembers from then on."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row."""

    id: int
    recipient: str
    state: State
    why: str = ""
    error: str = ""
    message_id: str = ""
    next_at: datetime | None = None
    """When it is tried again; for ``waiting`` and ``retrying``, and only for them."""
    ready_at: datetime | None = None
    """When its conversation may be written to again; None for at once."""
    unsure: bool = False
    """True when this try may have arrived all the same."""
    untried: bool = False
    """True when it was given back before it was tried."""


def sending(database: Database) -> AbstractAsyncContextManager[Session]:
    """A session to claim, book and settle in: on SQLite one writes at a time, on PostgreSQL all do."""
    return database.session(write=database.dialect == "sqlite")


async def book(
    session: Session,
    who: str,
    claimed: Sequence[Claimed],
    *,
    now: datetime,
    until: datetime,
    rate: float,
    taken: Callable[[float, float], float],
) -> dict[int, Place]:
    """Places in the pace of a tenant for rows of its, by row; their leases are renewed.

    One that is not in the answer is ours no longer. ``taken`` is what a conversation's pace remembers: of what it remembered
    before, and of when a message goes.
    """

    def query(connection: Connection) -> dict[int, Place]:
        start = _places(connection, claimed[0].tenant, len(claimed), now.timestamp(), rate)
        mine = _renewed(connection, who, [each.id for each in claimed], until)
        held = recipient.c.key.in_([each.recipient for each in claimed]) & (recipient.c.held_by == who)
        before = {row.key: row for row in connection.execute(select(recipient.c.key, recipient.c.busy_until).where(held))}
        places = {}
        for number, each in enumerate(claimed):
            if each.id in mine and each.recipient in before:
                at = start + number / rate
                places[each.id] = Place(at, taken(before[each.recipient].busy_until, at))
        noted = [{"to": each.recipient, "busy": places[each.id].busy_until} for each in claimed if each.id in places]
        if noted:
            to = update(recipient).where(recipient.c.key == bindparam("to"))
            connection.execute(to.values(busy_until=bindparam("busy"), ready_at=until), noted)
        return places

    return await session.run(query)


async def begin(session: Session, who: str, rows: Sequence[int], *, until: datetime) -> set[int]:
    """Mark rows as being sent, before they are; those that are still ours."""
    ours = update(outbox).where(outbox.c.id.in_(rows), outbox.c.lease_by == who, outbox.c.state == "leased")
    begun = ours.values(state="sending", attempts=outbox.c.attempts + 1, next_at=until).returning(outbox.c.id)
    return await session.run(lambda c: set(c.scalars(begun).all()))


async def settle(session: Session, who: str, settled: Sequence[Settled], *, now: datetime) -> None:
    """Note what became of rows that are still ours, and let go of their recipients; one that is blocked is paused."""

    def query(connection: Connection) -> None:
        ours = update(outbox).where(outbox.c.id == bindparam("row"), outbox.c.lease_by == who)
        changed: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in ("state", "why", "error", "message_id", "next_at", "settled_at")
        }
        counted = {name: outbox.c[name] + bindparam(f"more_{name}") for name in ("unsure", "attempts")}
        connection.execute(ours.values(lease_by="", **changed, **counted), [_change(each, now) for each in settled])
        held = update(recipient).where(recipient.c.key == bindparam("to"), recipient.c.held_by == who)
        free = [{"to": each.recipient, "ready": each.ready_at or now} for each in settled]
        connection.execute(held.values(held_by="", ready_at=bindparam("ready")), sorted(free, key=lambda one: str(one["to"])))

    await session.run(query)
    paused = {each.recipient: each.why for each in settled if each.state == "blocked"}
    if paused:
        await pause_recipients(session, paused, now=now)


def _renewed(connection: Connection, who: str, rows: Sequence[int], until: datetime) -> set[int]:
    leased = update(outbox).where(outbox.c.id.in_(rows), outbox.c.lease_by == who, outbox.c.state == "leased")
    return set(connection.scalars(leased.values(next_at=until).returning(outbox.c.id)).all())


def _places(connection: Connection, tenant: str, count: int, now: float, rate: float) -> float:
    """When the first of so many places is; they follow each other evenly."""
    needs = count / rate
    into = insert_into(connection, send_pace).values(tenant=tenant, free_at=now + needs)
    later = func.max if connection.dialect.name == "sqlite" else func.greatest
    put = into.on_conflict_do_update(index_elements=["tenant"], set_={"free_at": later(send_pace.c.free_at, now) + needs})
    end: float = connection.execute(put.returning(send_pace.c.free_at)).scalar_one()
    return end - needs


def _change(each: Settled, now: datetime) -> dict[str, Any]:
    return {
        "row": each.id,
        "new_state": each.state,
        "new_why": _kept(each.why),
        "new_error": _kept(each.error),
        "new_message_id": _kept(each.message_id),
        "new_next_at": each.next_at,
        "new_settled_at": None if each.next_at else now,
        "more_unsure": int(each.unsure),
        "more_attempts": -1 if each.untried else 0,
    }


def _kept(said: str) -> str:
    """What a channel said, as a database can keep it."""
    return said.replace("\0", "").encode("utf-8", "replace").decode()[:_LONGEST]

"""The outbox: what is to be told, to whom, and how far it has come. Written with what caused it, in one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, or_, select, true, update

from storage.recipients import UNKNOWN
from storage.session import Session
from storage.tables_outbox import notice, outbox, recipient
from storage.upsert import insert_into

URGENT, USUAL, BULK = 0, 1, 2
"""Priorities: of what is due, the lower number goes first."""
CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell. The same id is the same notice: queued again it reaches those it has not reached, nobody twice."""

    id: str
    """Leads to nobody: it is kept when those who got it are forgotten."""
    kind: str
    """Whose ``Composer`` makes the message."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    """What the composer needs, the same for all; JSON. A ``title``, a text or one by language, names it to editors."""
    due_at: datetime | None = None
    """When it is to be sent; None for now."""
    expires_at: datetime | None = None
    """From then on it is too late to matter, and it is skipped."""
    priority: int = USUAL


@dataclass(frozen=True, slots=True)
class To:
    """One who is to get it, where it differs from the notice."""

    recipient: str
    """Key of a recipient that is kept; see ``storage.recipients``."""
    payload: Mapping[str, Any] | None = None
    due_at: datetime | None = None
    expires_at: datetime | None = None
    priority: int | None = None


Recipients = Iterable[To | str] | AsyncIterable[To | str]


async def enqueue(session: Session, told: Notice, recipients: Recipients, *, now: datetime) -> int:
    """Queue a notice for all of them, in the caller's transaction; how many had not been queued for it before.

    Nobody is queued twice for one notice, whatever is handed in and however often. Streams: a generator of any length is
    taken in chunks. Guests and bots are for the caller to leave out. Who is paused is counted as blocked, and who is not
    known as skipped. A notice whose rows have been let go of (see ``purge``) is closed, and nothing is added to it.
    """
    if not await session.run(lambda c: _open(c, told, now)):
        return 0
    new = 0
    async for chunk in _chunks(recipients):
        rows = [_row(told, to, now) for to in chunk]
        new += await session.run(lambda c, rows=rows: _insert(c, rows, now))  # type: ignore[misc]  # mypy takes no default there
    await session.run(lambda c: _count(c, told.id, new))
    return new


async def enqueue_from(session: Session, told: Notice, keys: Select[Any], *, now: datetime) -> int:
    """The same for all whose keys a query of storage selects, without their passing through this process."""

    def query(connection: Connection) -> int:
        if not _open(connection, told, now):
            return 0
        chosen = _chosen(_row(told, To(""), now), keys, now)
        into = insert_into(connection, outbox).from_select(list(chosen.selected_columns.keys()), chosen.where(true()))
        new = connection.execute(into.on_conflict_do_nothing()).rowcount
        _count(connection, told.id, new)
        return new

    return await session.run(query)


async def resend(session: Session, notice_id: str, *, now: datetime) -> int:
    """Try again those that failed, and only those; how many."""
    failed = update(outbox).where(outbox.c.notice == notice_id, outbox.c.state == "failed")
    again = failed.values(state="waiting", why="", attempts=0, next_at=now, settled_at=None)
    return await session.run(lambda c: c.execute(again).rowcount)


async def withdraw(session: Session, notice_id: str, why: str, *, now: datetime, recipients: Sequence[str] = ()) -> int:
    """Skip what is not sent of a notice, for all or for some recipients; how many. What is being sent is not held back."""
    rows = [outbox.c.notice == notice_id, outbox.c.state.in_(("waiting", "retrying", "blocked"))]
    if recipients:
        rows.append(outbox.c.recipient.in_(recipients))
    skipped = update(outbox).where(*rows).values(state="skipped", why=why, next_at=None, settled_at=now)
    return await session.run(lambda c: c.execute(skipped).rowcount)


async def _chunks(recipients: Recipients) -> AsyncIterator[list[To]]:
    if isinstance(recipients, AsyncIterable):
        chunk: list[To] = []
        async for each in recipients:
            chunk.append(To(each) if isinstance(each, str) else each)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk
        return
    left = iter(recipients)
    while chunk := [To(each) if isinstance(each, str) else each for each in islice(left, CHUNK)]:
        yield chunk


def _open(connection: Connection, told: Notice, now: datetime) -> bool:
    """True when the notice is there, and takes recipients."""
    row = {
        "id": told.id, "kind": told.kind, "payload": dict(told.payload), "due_at": told.due_at or now,
        "expires_at": told.expires_at, "recipients": 0, "created_at": now,
    }  # fmt: skip
    connection.execute(insert_into(connection, notice).values(row).on_conflict_do_nothing())
    # held until the end, so that two who queue the same count one after the other
    query = select(notice.c.closed_at).where(notice.c.id == told.id).with_for_update()
    return connection.execute(query).one().closed_at is None


def _row(told: Notice, to: To, now: datetime) -> dict[str, Any]:
    due = to.due_at or told.due_at or now
    return {
        "notice": told.id, "recipient": to.recipient, "payload": None if to.payload is None else dict(to.payload),
        "priority": min(max(told.priority if to.priority is None else to.priority, URGENT), BULK), "due_at": due, "next_at": due,
        "expires_at": to.expires_at or told.expires_at, "state": "waiting", "why": "", "lease_by": "", "attempts": 0,
        "unsure": 0, "error": "", "message_id": "", "settled_at": None,
    }  # fmt: skip


def _insert(connection: Connection, rows: list[dict[str, Any]], now: datetime) -> int:
    """Each with its tenant; who cannot be sent to is settled at once."""
    query = select(recipient.c.key, recipient.c.tenant, recipient.c.paused_why)
    there = {r.key: r for r in connection.execute(query.where(recipient.c.key.in_({row["recipient"] for row in rows})))}
    for row in rows:
        known = there.get(row["recipient"])
        row["tenant"] = known.tenant if known else ""
        if known is None:
            row |= {"state": "skipped", "why": UNKNOWN, "next_at": None, "settled_at": now}
        elif known.paused_why:
            row |= {"state": "blocked", "why": known.paused_why, "next_at": None, "settled_at": now}
    into = insert_into(connection, outbox).on_conflict_do_nothing().returning(outbox.c.id)
    return len(connection.execute(into, rows).all())


def _chosen(same: dict[str, Any], keys: Select[Any], now: datetime) -> Select[Any]:
    """The same rows, for all whose keys are selected, made within the database."""
    chosen = keys.subquery()
    unknown, paused = recipient.c.key.is_(None), recipient.c.paused_why != ""
    never, settled = literal(None, outbox.c.next_at.type), literal(now, outbox.c.settled_at.type)
    made: dict[str, ColumnElement[Any]] = {name: literal(value, outbox.c[name].type) for name, value in same.items()}
    made |= {
        "recipient": chosen.c[0],
        "tenant": func.coalesce(recipient.c.tenant, ""),
        "state": case((unknown, "skipped"), (paused, "blocked"), else_="waiting"),
        "why": func.coalesce(case((unknown, UNKNOWN), else_=recipient.c.paused_why), ""),
        "next_at": case((or_(unknown, paused), never), else_=literal(same["next_at"], outbox.c.next_at.type)),
        "settled_at": case((or_(unknown, paused), settled), else_=never),
    }
    columns = [value.label(name) for name, value in made.items()]
    return select(*columns).join_from(chosen, recipient, recipient.c.key == chosen.c[0], isouter=True)


def _count(connection: Connection, notice_id: str, new: int) -> None:
    counted = update(notice).where(notice.c.id == notice_id)
    connection.execute(counted.values(recipients=notice.c.recipients + literal(new)))

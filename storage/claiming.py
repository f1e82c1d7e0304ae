"""Claiming rows of the outbox that are due: a lease on the row that also holds its recipient, so that nobody else writes there.

On PostgreSQL a plain session does, since rows are claimed with FOR UPDATE SKIP LOCKED; see ``storage.sending.sending``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, select, update

from storage.outbox import BULK, URGENT, USUAL
from storage.recipients import TOO_LATE
from storage.session import Session
from storage.tables_outbox import notice, outbox, recipient, send_pace

PRIORITIES = (URGENT, USUAL, BULK)
_TENANTS = 20


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is ours until ``until``."""

    id: int
    notice: str
    kind: str
    recipient: str
    tenant: str
    reference: Mapping[str, Any]
    language: str
    payload: Mapping[str, Any]
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    """How often it was tried before."""
    unsure: int
    """How often it may have arrived though nobody said so."""
    until: datetime


async def open_tenants(session: Session, *, now: datetime, booked_before: float) -> list[str]:
    """Tenants for which something is due, and whose places are not booked until then (seconds since 1970) or longer.

    In any order, and not all of them when they are many: so each has its turn, whatever holds up the others.
    """
    due = select(outbox.c.id).where(
        outbox.c.tenant == send_pace.c.tenant, outbox.c.priority.in_(PRIORITIES), outbox.c.next_at <= now
    )
    query = select(send_pace.c.tenant).where(send_pace.c.free_at <= booked_before, due.exists())

    def found(connection: Connection) -> list[str]:
        _in_order(connection)
        return list(connection.scalars(query.order_by(func.random()).limit(_TENANTS)).all())

    return await session.run(found)


async def claim(
    session: Session, who: str, kinds: Collection[str], tenants: Sequence[str], *, now: datetime, until: datetime, limit: int
) -> list[Claimed]:
    """Rows of these tenants that are due, of these kinds, at most one a recipient, the most urgent and oldest first.

    Also rows whose worker has not been heard of until its lease lapsed; one that it may have sent counts as unsure. What is
    too late is skipped.
    """

    def query(connection: Connection) -> list[Claimed]:
        _in_order(connection)
        found: dict[str, Row[Any]] = {}
        late: list[int] = []
        for tenant, priority in product(tenants, PRIORITIES):
            if len(found) >= limit:
                break
            for row in connection.execute(_due(tenant, priority, kinds, now, limit - len(found))):
                if row.expires_at is not None and row.expires_at <= now:
                    late.append(row.id)
                else:
                    found.setdefault(row.recipient, row)
        if late:
            skipped = {"state": "skipped", "why": TOO_LATE, "next_at": None, "settled_at": now, "unsure": _unsure()}
            connection.execute(update(outbox).where(outbox.c.id.in_(late)).values(**skipped))
        if found:
            _take(connection, who, found, until)
        return [_claimed(row, until) for row in found.values()]

    return await session.run(query)


def _in_order(connection: Connection) -> None:
    """Walk the index from the oldest row, and stop when there is enough: PostgreSQL would rather sort all that is due."""
    if connection.dialect.name == "postgresql":
        ways = ("enable_hashjoin", "enable_mergejoin", "enable_seqscan", "enable_bitmapscan")
        connection.execute(select(*(func.set_config(way, "off", True) for way in ways)))  # for this transaction


def _due(tenant: str, priority: int, kinds: Collection[str], now: datetime, limit: int) -> Select[Any]:
    told = (notice.c.kind, notice.c.payload.label("shared"))
    query = select(outbox, *told, recipient.c.reference, recipient.c.language)
    query = query.join(notice, notice.c.id == outbox.c.notice).join(recipient, recipient.c.key == outbox.c.recipient)
    query = query.where(
        outbox.c.tenant == tenant,
        outbox.c.priority == priority,
        outbox.c.next_at <= now,
        notice.c.kind.in_(kinds),
        recipient.c.ready_at <= now,
        recipient.c.paused_why == "",
    )
    return query.order_by(outbox.c.next_at, outbox.c.id).limit(limit).with_for_update(of=[outbox, recipient], skip_locked=True)


def _unsure() -> Any:
    """One more where it was being sent when its worker was lost."""
    return outbox.c.unsure + case((outbox.c.state == "sending", 1), else_=0)


def _take(connection: Connection, who: str, found: Mapping[str, Row[Any]], until: datetime) -> None:
    # one that was lost with its worker before it was even begun has perhaps taken it down, and that is counted as a try
    tried = outbox.c.attempts + case((outbox.c.state == "leased", 1), else_=0)
    lease = {"state": "leased", "lease_by": who, "next_at": until, "unsure": _unsure(), "attempts": tried}
    connection.execute(update(outbox).where(outbox.c.id.in_([row.id for row in found.values()])).values(**lease))
    held = update(recipient).where(recipient.c.key.in_(list(found)))
    connection.execute(held.values(held_by=who, ready_at=until))


def _claimed(row: Row[Any], until: datetime) -> Claimed:
    return Claimed(
        id=row.id,
        notice=row.notice,
        kind=row.kind,
        recipient=row.recipient,
        tenant=row.tenant,
        reference=row.reference,
        language=row.language,
        payload={**row.shared, **(row.payload or {})},
        due_at=row.due_at,
        expires_at=row.expires_at,
        attempts=row.attempts + (row.state == "leased"),
        unsure=row.unsure + (row.state == "sending"),
        until=until,
    )

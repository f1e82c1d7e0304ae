"""Claiming rows of the outbox that are due: a lease on the row that also holds its recipient, so that nobody else writes there.

On PostgreSQL a plain session does, since rows are claimed with FOR UPDATE SKIP LOCKED; see ``storage.sending.sending``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, case, select, update

from storage.outbox import BULK, URGENT, USUAL
from storage.recipients import TOO_LATE
from storage.session import Session
from storage.tables_outbox import notice, outbox, recipient, send_pace

PRIORITIES = (URGENT, USUAL, BULK)


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


async def is_due(session: Session, *, now: datetime) -> bool:
    """True when some row is due, whoever may send it."""
    found = [select(outbox.c.id).where(outbox.c.priority == p, outbox.c.next_at <= now).limit(1) for p in PRIORITIES]
    return await session.run(lambda c: any(c.execute(query).first() for query in found))


async def claim(
    session: Session, who: str, kinds: Collection[str], *, now: datetime, until: datetime, limit: int, booked_before: float
) -> list[Claimed]:
    """Rows that are due, of these kinds, at most one a recipient, the most urgent and oldest first.

    Also rows whose worker has not been heard of until its lease lapsed; one that it may have sent counts as unsure. Tenants
    whose places are booked until ``booked_before`` (seconds since 1970) or longer are passed by. What is too late is skipped.
    """

    def query(connection: Connection) -> list[Claimed]:
        found: dict[str, Row[Any]] = {}
        late: list[int] = []
        for priority in PRIORITIES:
            for row in connection.execute(_due(priority, kinds, now, booked_before, limit - len(found))):
                if row.expires_at is not None and row.expires_at <= now:
                    late.append(row.id)
                else:
                    found.setdefault(row.recipient, row)
            if len(found) >= limit:
                break
        if late:
            skipped = {"state": "skipped", "why": TOO_LATE, "next_at": None, "settled_at": now, "unsure": _unsure()}
            connection.execute(update(outbox).where(outbox.c.id.in_(late)).values(**skipped))
        if found:
            _take(connection, who, found, until)
        return [_claimed(row, until) for row in found.values()]

    return await session.run(query)


def _due(priority: int, kinds: Collection[str], now: datetime, booked_before: float, limit: int) -> Select[Any]:
    told = (notice.c.kind, notice.c.payload.label("shared"))
    where = (recipient.c.tenant, recipient.c.reference, recipient.c.language)
    query = select(outbox, *told, *where).join(notice, notice.c.id == outbox.c.notice)
    query = query.join(recipient, recipient.c.key == outbox.c.recipient)
    full = select(send_pace.c.tenant).where(send_pace.c.tenant == recipient.c.tenant, send_pace.c.free_at > booked_before)
    query = query.where(
        outbox.c.priority == priority,
        outbox.c.next_at <= now,
        notice.c.kind.in_(kinds),
        recipient.c.ready_at <= now,
        recipient.c.paused_why == "",
        ~full.exists(),
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

"""Figures of the outbox as a whole, for those who watch over the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, union_all

from storage.ledger import ledgers
from storage.session import Session
from storage.tables_outbox import STATES, outbox, outbox_count, recipient

_WATCHED = 50


@dataclass(frozen=True, slots=True)
class Measures:
    """The outbox right now."""

    messages: Mapping[str, int]
    """By state, those that were let go of included."""
    unsure: int
    """How often one that was tried again may have arrived before."""
    oldest_due: float
    """Seconds that the one has waited that is due and not settled and has waited longest."""
    reached: int
    paused: int
    wrong: int
    """So many of the last notices do not add up; anything but 0 is a fault of ours."""


async def measures(session: Session, *, now: datetime) -> Measures:
    """Count."""

    def query(connection: Connection) -> tuple[dict[str, int], int, datetime | None, dict[bool, int]]:
        rows = select(outbox.c.state, func.count().label("number"), func.sum(outbox.c.unsure).label("unsure"))
        gone = select(outbox_count.c.state, outbox_count.c.count.label("number"), outbox_count.c.unsure)
        both = union_all(rows.group_by(outbox.c.state), gone).subquery()
        counted = connection.execute(
            select(both.c.state, func.sum(both.c.number), func.sum(both.c.unsure)).group_by(both.c.state)
        ).all()
        oldest = connection.scalar(select(func.min(outbox.c.due_at)).where(outbox.c.next_at <= now))
        paused = recipient.c.paused_why != ""
        people = connection.execute(select(paused, func.count()).group_by(paused)).all()
        by_state = {row[0]: int(row[1]) for row in counted}
        return by_state, sum(int(row[2]) for row in counted), oldest, {bool(row[0]): int(row[1]) for row in people}

    by_state, unsure, oldest, people = await session.run(query)
    told = await ledgers(session, last=_WATCHED)
    return Measures(
        messages={state: by_state.get(state, 0) for state in STATES},
        unsure=unsure,
        oldest_due=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
        reached=people.get(False, 0),
        paused=people.get(True, 0),
        wrong=sum(not each.adds_up for each in told),
    )

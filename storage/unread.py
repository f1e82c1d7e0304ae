"""What has changed since it was last looked at: records of the register and texts of the law, before and after."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, select

from knowledge.sources import registers
from knowledge.sources.law_text import ActText, from_body
from storage.seed import SHIPPED
from storage.session import Session
from storage.tables import event, feed, law_text, record

KINDS = ("cases", "cooperations")
"""The records whose changes somebody may follow."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that was changed, once or several times on end."""

    kind: str
    record_id: str
    before: Any
    """None for one that was new."""
    after: Any
    """None for one that was removed."""


@dataclass(frozen=True, slots=True)
class Unread:
    """The next changes, and how far they go."""

    changed: tuple[Changed, ...]
    upto: int


async def unread(session: Session, after: int, limit: int) -> Unread | None:
    """The changes of up to ``limit`` events after that one; None when there are none.

    What came with the program is left out: nobody is told of it.
    """
    rows = await session.run(lambda c: _rows(c, after, limit))
    if not rows:
        return None
    spans: dict[tuple[str, str], list[Any]] = {}
    found: list[list[Any]] = []
    for row in rows:
        key = (row.kind, row.record_id)
        if row.kind not in KINDS or row.origin == SHIPPED:
            spans.pop(key, None)  # what comes after it is a change by itself
            continue
        if key not in spans:
            spans[key] = []
            found.append(spans[key])
        spans[key].append(row)
    changed = await asyncio.to_thread(lambda: tuple(map(_changed, found)))
    return Unread(changed, rows[-1].id)


def _rows(connection: Connection, after: int, limit: int) -> Sequence[Any]:
    former = record.alias()
    version = and_(
        record.c.kind == event.c.kind, record.c.record_id == event.c.record_id, record.c.revision == event.c.revision
    )  # fmt: skip
    query = (
        select(event.c.id, event.c.kind, event.c.record_id, record.c.origin, record.c.body, former.c.body.label("former"))
        .join(record, version)
        .join(former, former.c.id == record.c.previous, isouter=True)
        .where(event.c.id > after)
        .order_by(event.c.id)
        .limit(limit)
    )
    return connection.execute(query).all()


def _changed(rows: list[Any]) -> Changed:
    first, last = rows[0], rows[-1]
    return Changed(
        first.kind, first.record_id,
        None if first.former is None else registers.build(first.kind, first.former),
        None if last.body is None else registers.build(last.kind, last.body),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangedLaw:
    """An act whose text was put in the place of another."""

    number: int
    before: ActText | None
    after: ActText


async def unread_law(session: Session, after: int) -> ChangedLaw | None:
    """The next text of law that was taken in after that one; None when there is none."""
    newer = select(law_text.c.id, law_text.c.act, law_text.c.body).where(law_text.c.id > after).order_by(law_text.c.id).limit(1)
    row = await session.run(lambda c: c.execute(newer).one_or_none())
    if row is None:
        return None
    former = select(law_text.c.body).where(law_text.c.act == row.act, law_text.c.id < row.id).order_by(law_text.c.id.desc())
    body = await session.run(lambda c: c.scalar(former.limit(1)))
    return ChangedLaw(row.id, None if body is None else from_body(body), from_body(row.body))


async def feeds_last(session: Session) -> tuple[tuple[str, date], ...]:
    """The sources that are imported again and again, and the day that each last was."""
    rows = await session.run(lambda c: c.execute(select(feed.c.name, feed.c.imported_at)).all())
    return tuple((row.name, row.imported_at.date()) for row in rows)


async def changes_by_record(session: Session, kinds: Sequence[str], since: datetime) -> dict[tuple[str, str], tuple[date, ...]]:
    """The days since then that records were changed on, by other than the program; new ones left out."""
    version = and_(
        record.c.kind == event.c.kind, record.c.record_id == event.c.record_id, record.c.revision == event.c.revision
    )  # fmt: skip
    query = (
        select(event.c.kind, event.c.record_id, event.c.created_at)
        .join(record, version)
        .where(event.c.kind.in_(kinds), event.c.change == "changed", record.c.origin != SHIPPED, event.c.created_at >= since)
        .order_by(event.c.id)
    )
    found: dict[tuple[str, str], list[date]] = {}
    for row in await session.run(lambda c: c.execute(query).all()):
        found.setdefault((row.kind, row.record_id), []).append(row.created_at.date())
    return {key: tuple(days) for key, days in found.items()}

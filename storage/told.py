"""What a message tells its reader: the happenings of its batch, and what they were told before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, func, select

from storage.releasing import contents
from storage.session import Session
from storage.tables_following import happening, met, released, subscription

MOST = 300
"""So many happenings of one message are read, the newest; of the rest their number is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message is to tell."""

    rows: tuple[Row[Any], ...]
    """Of ``happening``, with ``topic`` and ``subscription``, the oldest first; one for each subscription that met it."""
    subjects: int
    """So many subjects there are, all told."""
    known: Mapping[str, str]
    """What the reader was told before of the same, as its digest by identity."""
    before: frozenset[int]
    """Those that the reader was told of before, by another subscription."""
    known_subjects: frozenset[str]


async def told_of(session: Session, key: str, batch: int, subject: str | None = None) -> Told:
    """What a message of that batch tells, of one subject or of all; nothing of what is followed no more."""
    return await session.run(lambda c: _read(c, key, batch, subject))


async def last_told(session: Session, key: str) -> tuple[int, ...]:
    """The subscriptions that the last message told of; none when nothing was sent."""
    newest = select(func.max(released.c.batch)).where(released.c.subscriber == key).scalar_subquery()
    query = select(released.c.subscription).where(released.c.subscriber == key, released.c.batch == newest)
    return await session.run(lambda c: tuple(sorted(c.scalars(query))))


def _contents() -> FromClause:
    told = contents().join(happening, happening.c.id == met.c.happening)
    return told.join(subscription, subscription.c.id == released.c.subscription)


def _read(connection: Connection, key: str, batch: int, subject: str | None) -> Told:
    within: list[ColumnElement[bool]] = [released.c.subscriber == key, released.c.batch == batch]
    if subject is not None:
        within.append(met.c.subject == subject)
    wanted = select(happening, released.c.topic, released.c.subscription).select_from(_contents()).where(*within)
    rows = tuple(connection.execute(wanted.order_by(happening.c.id.desc(), released.c.subscription.desc()).limit(MOST)))[::-1]
    count = select(func.count(met.c.subject.distinct())).select_from(_contents()).where(*within)
    subjects = connection.scalar(count) or 0 if len(rows) == MOST else len({row.subject for row in rows})
    about = sorted({row.subject for row in rows})
    earlier = (
        select(happening.c.id, happening.c.identity, happening.c.digest, happening.c.subject)
        .select_from(_contents())
        .where(released.c.subscriber == key, released.c.batch < batch, happening.c.subject.in_(about))
        .order_by(happening.c.id)
    )
    before = connection.execute(earlier).all()
    return Told(
        rows, subjects, {row.identity: row.digest for row in before}, frozenset(row.id for row in before),
        frozenset(row.subject for row in before),
    )  # fmt: skip

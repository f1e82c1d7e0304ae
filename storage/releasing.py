"""From what waits to the outbox: filled by the database itself, with none of the subscribers passing through this process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, FromClause, func, insert, literal, or_, select, text, update

from storage.happenings import move_on
from storage.outbox import BULK, Notice, enqueue_from
from storage.session import Session
from storage.tables_following import happening, met, released, rhythm, subscriber, subscription

A_HANDFUL = 4
"""So many messages are sent at a time; of more than that one is made."""
_LARGE = 1000
"""So many rows at a time, and the server must know of them to go through them well."""


async def release(session: Session, batch: int, *, now: datetime, revision: int = 0, most: int = A_HANDFUL) -> int:
    """Put all whose time has come into the outbox; how many rows of it that made.

    What happened to one subject is one message. More than ``most`` at a time, and all for those who want it daily or
    weekly, are one message together. ``revision`` goes along: whoever makes the messages should know that much.
    """
    if not await session.run(lambda c: _take(c, batch, now)):
        return 0
    await move_on(session, "batch", batch)
    await session.run(lambda c: _gather(c, batch, most))
    told = {"batch": batch, "revision": revision}
    theirs = select(released.c.subscriber).where(released.c.batch == batch, released.c.gathered).distinct()
    queued = 0
    if await session.run(lambda c: c.scalar(theirs.limit(1))):
        digest = Notice(f"digest/{batch}", "digest", told, priority=BULK)
        queued += await enqueue_from(session, digest, theirs, now=now)
    alone = (released.c.batch == batch, ~released.c.gathered)
    subjects = select(met.c.subject).select_from(contents()).where(*alone).distinct().order_by(met.c.subject)
    for subject in await session.run(lambda c: c.scalars(subjects).all()):
        keys = select(released.c.subscriber).select_from(contents()).where(*alone, met.c.subject == subject).distinct()
        ends = await _expires(session, batch, subject)
        notice = Notice(f"notice/{batch}/{subject}", "notice", {**told, "subject": subject}, expires_at=ends)
        queued += await enqueue_from(session, notice, keys, now=now)
    return queued


def contents() -> FromClause:
    """What was released, with what it met."""
    within = (met.c.topic == released.c.topic) & (met.c.happening > released.c.after) & (met.c.happening <= released.c.upto)
    return released.join(met, within)


def _take(connection: Connection, batch: int, now: datetime) -> int:
    """Release what waits for those whose time has come, of all they follow that is not muted; how many subscriptions."""
    newest = connection.scalar(select(func.max(happening.c.id))) or 0
    ready = (subscriber.c.due_at <= now, or_(subscriber.c.muted_until.is_(None), subscriber.c.muted_until <= now))
    waits = select(met.c.happening).where(met.c.topic == subscription.c.topic, met.c.happening > subscription.c.upto).exists()
    taken = (
        select(
            literal(batch), subscription.c.id, subscription.c.subscriber, subscription.c.topic, subscription.c.upto,
            literal(newest), rhythm.c.mode != "at_once", literal(now, released.c.created_at.type),
        )
        .join(subscriber, subscriber.c.key == subscription.c.subscriber)
        .join(rhythm, rhythm.c.id == subscriber.c.rhythm)
        .where(*ready, or_(subscription.c.muted_until.is_(None), subscription.c.muted_until <= now), waits)
    )  # fmt: skip
    columns = ["batch", "subscription", "subscriber", "topic", "after", "upto", "gathered", "created_at"]
    count = connection.execute(insert(released).from_select(columns, taken)).rowcount
    if count > _LARGE and connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE released"))  # else the server takes the table for the few rows that it was
    ours = select(released.c.subscription).where(released.c.batch == batch)
    connection.execute(update(subscription).where(subscription.c.id.in_(ours)).values(upto=newest))
    connection.execute(update(subscriber).where(*ready).values(due_at=None))
    ends = select(func.min(subscription.c.muted_until)).where(
        subscription.c.subscriber == subscriber.c.key, subscription.c.muted_until > now
    )
    silent = select(subscription.c.subscriber).where(subscription.c.muted_until > now)
    left = update(subscriber).where(subscriber.c.key.in_(silent), subscriber.c.due_at.is_(None))
    connection.execute(left.values(due_at=ends.correlate(subscriber).scalar_subquery()))
    return count


def _gather(connection: Connection, batch: int, most: int) -> None:
    """Mark those for whom it is more than a handful.

    First by what each topic alone has met, which is reckoned once however many follow it; then the few that are left.
    """
    spans = select(released.c.topic, released.c.after, released.c.upto).where(released.c.batch == batch).distinct().subquery()
    within = (met.c.topic == spans.c.topic) & (met.c.happening > spans.c.after) & (met.c.happening <= spans.c.upto)
    large = (
        select(spans.c.topic, spans.c.after)
        .join(met, within)
        .group_by(spans.c.topic, spans.c.after)
        .having(func.count(met.c.subject.distinct()) > most)
    )
    for topic, after in connection.execute(large).all():
        follows = select(released.c.subscriber).where(
            released.c.batch == batch, released.c.topic == topic, released.c.after == after, ~released.c.gathered
        )
        _mark(connection, batch, follows)
    several = (
        select(released.c.subscriber)
        .select_from(contents())
        .where(released.c.batch == batch, ~released.c.gathered)
        .group_by(released.c.subscriber)
        .having(func.count(met.c.subject.distinct()) > most)
    )
    _mark(connection, batch, several)


def _mark(connection: Connection, batch: int, keys: Any) -> None:
    of_batch = (released.c.batch == batch, released.c.subscriber.in_(keys))
    connection.execute(update(released).where(*of_batch).values(gathered=True))


async def _expires(session: Session, batch: int, subject: str) -> datetime | None:
    """When the last of what is told of the subject is too late; None when something of it never is."""
    numbers = select(met.c.happening).select_from(contents()).where(released.c.batch == batch, met.c.subject == subject)
    query = select(happening.c.expires_at).where(happening.c.id.in_(numbers))
    ends = await session.run(lambda c: c.scalars(query).all())
    return None if None in ends else max((end for end in ends if end), default=None)

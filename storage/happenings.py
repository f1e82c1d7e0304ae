"""From changes of the register to what each subscriber is told: every step in one transaction with what it goes by.

A happening is written down once for each topic that it meets and somebody follows, not for each who follows it; and the
outbox is filled by the database itself. So neither a hundred thousand subscribers nor a thousand changes at once make it slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, delete, func, insert, literal, or_, select, text, update

from knowledge.following.happening import Happening
from knowledge.following.times import due
from knowledge.following.topics import keys_of
from knowledge.model import Register
from storage.outbox import BULK, Notice, enqueue_from
from storage.session import Session
from storage.subscriptions import wishes_of
from storage.tables import event, law_text
from storage.tables_following import happening, met, progress, released, rhythm, subscriber, subscription

A_HANDFUL = 4
"""So many messages are sent at a time; of more than that one is made."""
TOLD_KEPT, HAPPENING_KEPT = timedelta(days=90), timedelta(days=800)
_KEYS = 500
_LARGE = 1000
"""So many rows at a time, and the server must know of them to go through them well."""


async def is_due(session: Session, day: int, *, now: datetime) -> bool:
    """True when there may be something to do: a change, a text of law, a new day, or somebody to be told. Takes no lock."""
    number = {
        name: select(progress.c.number).where(progress.c.name == name).scalar_subquery() for name in ("event", "law", "day")
    }
    query = select(
        or_(
            select(event.c.id).where(event.c.id > number["event"]).exists(),
            select(law_text.c.id).where(law_text.c.id > number["law"]).exists(),
            number["day"] < day,
            select(subscriber.c.key).where(subscriber.c.due_at <= now).exists(),
        )
    )
    return bool(await session.run(lambda c: c.scalar(query)))


async def claim(session: Session) -> Mapping[str, int] | None:
    """How far all has been gone through, held until the session ends; None when another replica is at it."""
    query = select(progress).with_for_update(skip_locked=True)
    rows = {row.name: row.number for row in await session.run(lambda c: c.execute(query).all())}
    return rows if {"event", "law", "day", "batch"} <= rows.keys() else None


async def move_on(session: Session, name: str, number: int) -> None:
    """It has been gone through so far."""
    await session.run(lambda c: c.execute(update(progress).where(progress.c.name == name).values(number=number)))


async def add_happenings(session: Session, found: Iterable[Happening], register: Register, *, now: datetime) -> int:
    """Let all that follow what happened be told of it when they want to; how many things had not been heard of before.

    What was heard of with the same facts is passed over.
    """

    def put(connection: Connection) -> int:
        followed = frozenset(connection.scalars(select(subscription.c.topic).distinct()))
        new = 0
        keys: dict[str, None] = {}
        for each in found:
            number = _added(connection, each, now)
            if number is None:
                continue
            new += 1
            topics = [key for key in dict.fromkeys(keys_of(each.concerns, register)) if key in followed]
            if topics:
                rows = [{"topic": topic, "happening": number, "subject": each.subject} for topic in topics]
                connection.execute(insert(met), rows)
                keys |= dict.fromkeys(topics)
        _set_times(connection, now)
        for start in range(0, len(keys), _KEYS):
            _wake(connection, list(keys)[start : start + _KEYS])
        return new

    return await session.run(put)


def _added(connection: Connection, found: Happening, now: datetime) -> int | None:
    """Its number; None when it was heard of so already."""
    digest = found.digest()
    latest = select(happening.c.version, happening.c.digest).where(happening.c.identity == found.identity)
    before = connection.execute(latest.order_by(happening.c.version.desc()).limit(1)).one_or_none()
    if before is not None and before.digest == digest:
        return None
    values = {
        "identity": found.identity, "version": before.version + 1 if before else 1, "kind": found.kind.value,
        "subject": found.subject, "digest": digest, "facts": dict(found.facts), "cites": [list(cite) for cite in found.cites],
        "corrects": found.corrects, "expires_at": found.expires, "created_at": now,
    }  # fmt: skip
    return int(connection.execute(insert(happening).values(values).returning(happening.c.id)).scalar_one())


def _set_times(connection: Connection, now: datetime) -> None:
    """When each is told of what happens now."""
    for row in connection.execute(select(rhythm)).mappings().all():
        connection.execute(update(rhythm).where(rhythm.c.id == row[rhythm.c.id]).values(due_at=due(wishes_of(row), now)))


def _wake(connection: Connection, keys: Sequence[str]) -> None:
    """Something waits for all who follow one of these: they are told of it when they want to, and when nothing is muted."""
    own, mine = subscriber.c.muted_until, subscription.c.muted_until
    late = case((own.is_(None), mine), (mine.is_(None), own), (mine > own, mine), else_=own)
    first = (
        select(func.min(case((late > rhythm.c.due_at, late), else_=rhythm.c.due_at)))
        .select_from(subscription.join(rhythm, rhythm.c.id == subscriber.c.rhythm))
        .where(subscription.c.subscriber == subscriber.c.key, subscription.c.topic.in_(keys))
        .correlate(subscriber)
        .scalar_subquery()
    )
    theirs = select(subscription.c.subscriber).where(subscription.c.topic.in_(keys))
    sooner = or_(subscriber.c.due_at.is_(None), subscriber.c.due_at > first)
    connection.execute(update(subscriber).where(subscriber.c.key.in_(theirs), sooner).values(due_at=first))


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
    subjects = select(met.c.subject).select_from(_contents()).where(*alone).distinct().order_by(met.c.subject)
    for subject in await session.run(lambda c: c.scalars(subjects).all()):
        keys = select(released.c.subscriber).select_from(_contents()).where(*alone, met.c.subject == subject).distinct()
        ends = await _expires(session, batch, subject)
        notice = Notice(f"notice/{batch}/{subject}", "notice", {**told, "subject": subject}, expires_at=ends)
        queued += await enqueue_from(session, notice, keys, now=now)
    return queued


def _contents() -> Any:
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
    muted = select(func.min(subscription.c.muted_until)).where(
        subscription.c.subscriber == subscriber.c.key, subscription.c.muted_until > now
    )
    connection.execute(update(subscriber).where(*ready).values(due_at=muted.correlate(subscriber).scalar_subquery()))
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
        .select_from(_contents())
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
    numbers = select(met.c.happening).select_from(_contents()).where(released.c.batch == batch, met.c.subject == subject)
    query = select(happening.c.expires_at).where(happening.c.id.in_(numbers))
    ends = await session.run(lambda c: c.scalars(query).all())
    return None if None in ends else max((end for end in ends if end), default=None)


async def tidy(session: Session, *, now: datetime) -> None:
    """Let go of what was told long ago. What happened stays longer, so that it is not told anew."""

    def gone(connection: Connection) -> None:
        connection.execute(delete(released).where(released.c.created_at < now - TOLD_KEPT))
        old = select(happening.c.id).where(happening.c.created_at < now - TOLD_KEPT)
        connection.execute(delete(met).where(met.c.happening.in_(old)))
        kept = select(met.c.happening)
        connection.execute(delete(happening).where(happening.c.created_at < now - HAPPENING_KEPT, happening.c.id.not_in(kept)))

    await session.run(gone)

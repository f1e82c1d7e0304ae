"""From changes of the register to what each subscriber is told: every step in one transaction with what it goes by.

A happening is written down once for each topic that it meets and somebody follows, not for each who follows it. So neither a
hundred thousand subscribers nor a thousand changes at once make it slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, or_, select, update

from knowledge.following.happening import Happening
from knowledge.following.times import due
from knowledge.following.topics import keys_of
from knowledge.model import Register
from storage.session import Session
from storage.subscriptions import wishes_of
from storage.tables import event, law_text
from storage.tables_following import happening, met, progress, released, rhythm, subscriber, subscription

TOLD_KEPT, HAPPENING_KEPT = timedelta(days=90), timedelta(days=800)
_KEYS = 500


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
            _wake(connection, list(keys)[start : start + _KEYS], now)
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


def _wake(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    """Something waits for all who follow one of these: they are told of it when they want to, and when nothing is muted."""
    follows = select(subscription.c.subscriber).where(subscription.c.topic.in_(keys))
    silent = subscription.c.muted_until > now
    for row in connection.execute(select(rhythm.c.id, rhythm.c.due_at)).all():
        theirs = (
            subscriber.c.rhythm == row.id,
            subscriber.c.key.in_(follows.where(or_(subscription.c.muted_until.is_(None), ~silent))),
        )
        loud = or_(subscriber.c.muted_until.is_(None), subscriber.c.muted_until <= now)
        sooner = or_(subscriber.c.due_at.is_(None), subscriber.c.due_at > row.due_at)
        connection.execute(update(subscriber).where(*theirs, loud, sooner).values(due_at=row.due_at))
    _wake_muted(connection, keys, or_(subscriber.c.muted_until > now, subscriber.c.key.in_(follows.where(silent))))


def _wake_muted(connection: Connection, keys: Sequence[str], muted: ColumnElement[bool]) -> None:
    """The same for the few who have muted something: the earliest that one of theirs may be told."""
    own, mine = subscriber.c.muted_until, subscription.c.muted_until
    late = case((own.is_(None), mine), (mine.is_(None), own), (mine > own, mine), else_=own)
    first = (
        select(func.min(case((late > rhythm.c.due_at, late), else_=rhythm.c.due_at)))
        .select_from(subscription.join(rhythm, rhythm.c.id == subscriber.c.rhythm))
        .where(subscription.c.subscriber == subscriber.c.key, subscription.c.topic.in_(keys))
        .correlate(subscriber)
        .scalar_subquery()
    )
    follows = subscriber.c.key.in_(select(subscription.c.subscriber).where(subscription.c.topic.in_(keys)))
    sooner = or_(subscriber.c.due_at.is_(None), subscriber.c.due_at > first)
    connection.execute(update(subscriber).where(muted, follows, sooner).values(due_at=first))


async def tidy(session: Session, *, now: datetime) -> None:
    """Let go of what was told long ago. What happened stays longer, so that it is not told anew."""

    def gone(connection: Connection) -> None:
        connection.execute(delete(released).where(released.c.created_at < now - TOLD_KEPT))
        old = select(happening.c.id).where(happening.c.created_at < now - TOLD_KEPT)
        connection.execute(delete(met).where(met.c.happening.in_(old)))
        kept = select(met.c.happening)
        connection.execute(delete(happening).where(happening.c.created_at < now - HAPPENING_KEPT, happening.c.id.not_in(kept)))

    await session.run(gone)

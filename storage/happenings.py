"""From changes of the register to what each subscriber is told: every step in one transaction with what it goes by.

A hundred thousand subscribers are met by comparing keys in the database; none of them passes through this process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, delete, func, insert, literal, select, update

from knowledge.following.happening import Happening, Kind
from knowledge.following.times import due
from knowledge.following.topics import keys_of
from knowledge.model import Register
from storage.outbox import BULK, Notice, enqueue_from
from storage.session import Session
from storage.subscriptions import wishes_of
from storage.tables_following import happening, progress, rhythm, subscriber, subscription, told

A_HANDFUL = 4
"""So many messages are sent at a time; of more than that one is made."""
TOLD_KEPT, HAPPENING_KEPT = timedelta(days=90), timedelta(days=800)
_KEYS = 500


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

    What was heard of with the same facts is passed over; what waits to be told and is otherwise now is told as it is now.
    """

    def put(connection: Connection) -> int:
        _set_times(connection, now)
        followed = frozenset(connection.scalars(select(subscription.c.topic).distinct()))
        new = 0
        for each in found:
            row = _version(connection, each, now)
            if row is None:
                continue
            new += 1
            keys = [key for key in dict.fromkeys(keys_of(each.concerns, register)) if key in followed]
            _supersede(connection, each, row)
            for start in range(0, len(keys), _KEYS):
                _tell(connection, each, row, keys[start : start + _KEYS])
        return new

    return await session.run(put)


def _set_times(connection: Connection, now: datetime) -> None:
    """When each is told of what happens now."""
    for row in connection.execute(select(rhythm)).mappings().all():
        connection.execute(update(rhythm).where(rhythm.c.id == row[rhythm.c.id]).values(due_at=due(wishes_of(row), now)))


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    version: int
    digest: str


def _version(connection: Connection, found: Happening, now: datetime) -> _Row | None:
    """Its row; None when it was heard of so already."""
    digest = found.digest()
    latest = select(happening.c.version, happening.c.digest).where(happening.c.identity == found.identity)
    before = connection.execute(latest.order_by(happening.c.version.desc()).limit(1)).one_or_none()
    if before is not None and before.digest == digest:
        return None
    version = before.version + 1 if before else 1
    values = {
        "identity": found.identity, "version": version, "kind": found.kind.value, "subject": found.subject, "digest": digest,
        "facts": dict(found.facts), "cites": [list(cite) for cite in found.cites], "corrects": found.corrects,
        "expires_at": found.expires, "created_at": now,
    }  # fmt: skip
    made = connection.execute(insert(happening).values(values).returning(happening.c.id)).scalar_one()
    return _Row(made, version, digest)


def _supersede(connection: Connection, found: Happening, row: _Row) -> None:
    """What waits of it as it was heard of before is not told; of a case that is gone, nothing that waits is."""
    same = happening.c.subject == found.subject if found.kind is Kind.CASE_GONE else happening.c.identity == found.identity
    if row.version == 1 and found.kind is not Kind.CASE_GONE:
        return
    earlier = select(happening.c.id).where(same, happening.c.id != row.id)
    connection.execute(delete(told).where(told.c.happening.in_(earlier), told.c.batch.is_(None)))


def _tell(connection: Connection, found: Happening, row: _Row, keys: Sequence[str]) -> None:
    """A row for each subscription to one of the keys."""
    late = case(
        (subscription.c.muted_until > subscriber.c.muted_until, subscription.c.muted_until),
        (subscriber.c.muted_until.is_(None), subscription.c.muted_until),
        else_=subscriber.c.muted_until,
    )
    due_at = case((late > rhythm.c.due_at, late), else_=rhythm.c.due_at)
    query = (
        select(subscription.c.id, literal(row.id), subscription.c.subscriber, literal(found.subject), due_at)
        .join(subscriber, subscriber.c.key == subscription.c.subscriber)
        .join(rhythm, rhythm.c.id == subscriber.c.rhythm)
        .where(subscription.c.topic.in_(keys))
    )
    sent = (told.c.subscriber == subscription.c.subscriber, told.c.batch.is_not(None))
    if found.kind is Kind.CASE_GONE:  # it concerns those who were told of it
        query = query.where(select(told.c.batch).where(*sent, told.c.subject == found.subject).exists())
    if row.version > 1:  # what went back to as it was when they were told is no news to them
        query = query.where(~_knows(found, row, sent))
    columns = ["subscription", "happening", "subscriber", "subject", "due_at"]
    connection.execute(insert(told).from_select(columns, query))


def _knows(found: Happening, row: _Row, sent: tuple[Any, ...]) -> Any:
    newest = (
        select(func.max(happening.c.version))
        .join(told, told.c.happening == happening.c.id)
        .where(*sent, happening.c.identity == found.identity)
        .correlate(subscription)
        .scalar_subquery()
    )
    as_now = (happening.c.identity == found.identity, happening.c.digest == row.digest, happening.c.id != row.id)
    return select(happening.c.id).where(*as_now, happening.c.version == newest).correlate(subscription).exists()


async def release(session: Session, batch: int, *, now: datetime, most: int = A_HANDFUL) -> int:
    """Put all whose time has come into the outbox; how many rows of it that made.

    What happened to one subject is one message. More than ``most`` at a time, and all for those who want it daily or
    weekly, are one message together.
    """
    await session.run(lambda c: _drop_known(c, now))
    due_now = update(told).where(told.c.batch.is_(None), told.c.due_at <= now).values(batch=batch)
    if not await session.run(lambda c: c.execute(due_now).rowcount):
        return 0
    await move_on(session, "batch", batch)
    within = told.c.batch == batch
    many = (
        select(told.c.subscriber).where(within).group_by(told.c.subscriber).having(func.count(told.c.subject.distinct()) > most)
    )
    slow = (
        select(subscriber.c.key).join(rhythm, rhythm.c.id == subscriber.c.rhythm).where(rhythm.c.mode != "at_once")
    )  # fmt: skip
    gathered = (told.c.subscriber.in_(many)) | (told.c.subscriber.in_(slow))
    digest = Notice(f"digest/{batch}", "digest", {"batch": batch}, priority=BULK)
    queued = 0
    if await session.run(lambda c: c.scalar(select(told.c.subscriber).where(within, gathered).limit(1))):
        queued += await enqueue_from(session, digest, select(told.c.subscriber).where(within, gathered).distinct(), now=now)
    alone = select(told.c.subject).where(within, ~gathered).distinct()
    for subject in await session.run(lambda c: c.scalars(alone).all()):
        notice = Notice(
            f"notice/{batch}/{subject}", "notice", {"batch": batch, "subject": subject},
            expires_at=await _expires(session, batch, subject),
        )  # fmt: skip
        keys = select(told.c.subscriber).where(within, told.c.subject == subject, ~gathered).distinct()
        queued += await enqueue_from(session, notice, keys, now=now)
    return queued


def _drop_known(connection: Connection, now: datetime) -> None:
    """What came by another subscription already, while this one was muted, is not told again."""
    sent = told.alias()
    known = select(sent.c.batch).where(
        sent.c.subscriber == told.c.subscriber, sent.c.subject == told.c.subject, sent.c.happening == told.c.happening,
        sent.c.batch.is_not(None),
    )  # fmt: skip
    connection.execute(delete(told).where(told.c.batch.is_(None), told.c.due_at <= now, known.exists()))


async def _expires(session: Session, batch: int, subject: str) -> datetime | None:
    """When the last of what is told of the subject is too late; None when something of it never is."""
    there = select(told.c.happening).where(told.c.batch == batch, told.c.subject == subject)
    query = select(happening.c.expires_at).where(happening.c.id.in_(there))
    ends = await session.run(lambda c: c.scalars(query).all())
    return None if None in ends else max((end for end in ends if end), default=None)


async def tidy(session: Session, *, now: datetime) -> None:
    """Let go of what was told long ago. What happened stays longer, so that it is not told anew."""

    def gone(connection: Connection) -> None:
        old = select(happening.c.id).where(happening.c.created_at < now - TOLD_KEPT)
        connection.execute(delete(told).where(told.c.happening.in_(old), told.c.batch.is_not(None)))
        kept = select(told.c.happening)
        connection.execute(delete(happening).where(happening.c.created_at < now - HAPPENING_KEPT, happening.c.id.not_in(kept)))

    await session.run(gone)

"""What people and channels follow, and how they want to be told. Where to reach them is kept in ``storage.recipients``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from knowledge.following.times import Quiet, Wishes, due, due_after
from storage.recipients import UNDER_WAY, forget_recipients
from storage.session import Session
from storage.tables_following import happening, met, released, rhythm, subscriber, subscription
from storage.tables_outbox import notice, outbox, recipient
from storage.tables_training import practice_habit
from storage.upsert import insert_into

KINDS = ("notice", "digest")
"""The kinds of notice that followers are sent."""
NONE = -1
"""The quiet hours of those who have none."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One thing that is followed."""

    id: int
    topic: str
    """The key of a topic; see ``knowledge.following.topics``."""
    muted_until: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One who follows something."""

    key: str
    person: str
    """The key of the person who asked for it."""
    team: bool
    """True for a channel or a group."""
    wishes: Wishes
    muted_until: datetime | None
    subscriptions: tuple[Subscription, ...]


async def find_subscriber(session: Session, key: str) -> Subscriber | None:
    """Who follows, and what, the oldest first; None for one who follows nothing."""
    return await session.run(lambda c: _find(c, key))


def _find(connection: Connection, key: str) -> Subscriber | None:
    query = select(subscriber, rhythm).join(rhythm, rhythm.c.id == subscriber.c.rhythm).where(subscriber.c.key == key)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    followed = select(subscription).where(subscription.c.subscriber == key).order_by(subscription.c.id)
    return Subscriber(
        key, row[subscriber.c.person], row[subscriber.c.team], wishes_of(row), row[subscriber.c.muted_until],
        tuple(Subscription(s.id, s.topic, s.muted_until, s.created_at) for s in connection.execute(followed)),
    )  # fmt: skip


def wishes_of(row: Any) -> Wishes:
    """The wishes that a row of ``rhythm`` holds."""
    start, end = row[rhythm.c.quiet_start], row[rhythm.c.quiet_end]
    return Wishes(row[rhythm.c.mode], row[rhythm.c.minute], row[rhythm.c.weekday], None if start == NONE else Quiet(start, end))


async def subscribe(
    session: Session,
    key: str,
    topics: Sequence[str],
    *,
    person: str,
    team: bool = False,
    wishes: Wishes | None = None,
    now: datetime,
) -> int:
    """Let it follow the topics too; how many are new. With ``wishes`` it is told so from now on, all that it follows.

    Needs ``database.session(write=True)``, and that the recipient of that key is kept.
    """
    session.require_write()

    def put(connection: Connection) -> int:
        known = _find(connection, key)
        if known is None or wishes is not None:
            wanted = _rhythm(connection, wishes or Wishes(), now)
            row = {"key": key, "person": person, "team": team, "rhythm": wanted, "created_at": now}
            into = insert_into(connection, subscriber).values(row)
            connection.execute(into.on_conflict_do_update(index_elements=["key"], set_={"rhythm": wanted}))
            _reschedule(connection, key, now)
        newest = connection.scalar(select(func.max(happening.c.id))) or 0  # what happened before is no news
        rows = [{"subscriber": key, "topic": topic, "upto": newest, "created_at": now} for topic in dict.fromkeys(topics)]
        had = {each.topic for each in known.subscriptions} if known else set()
        fresh = [row for row in rows if row["topic"] not in had]
        if fresh:
            connection.execute(insert_into(connection, subscription), fresh)
        return len(fresh)

    return await session.run(put)


async def unsubscribe(session: Session, key: str, ids: Sequence[int] | None = None, *, now: datetime) -> int:
    """Follow these no more, all when none are named; how many there were. What waits of them is not told.

    Whoever follows nothing any more is forgotten, and with them where they are reached.
    """
    return await session.run(lambda c: _unsubscribe(c, key, ids))


def _unsubscribe(connection: Connection, key: str, ids: Sequence[int] | None) -> int:
    mine = [subscription.c.subscriber == key]
    if ids is not None:
        mine.append(subscription.c.id.in_(ids))
    gone = list(connection.scalars(select(subscription.c.id).where(*mine)))
    connection.execute(delete(released).where(released.c.subscription.in_(gone)))
    connection.execute(delete(subscription).where(subscription.c.id.in_(gone)))
    left = select(func.count()).select_from(subscription).where(subscription.c.subscriber == key)
    if not connection.scalar(left):
        connection.execute(delete(subscriber).where(subscriber.c.key == key))
    return len(gone)


async def wish(session: Session, key: str, wishes: Wishes, *, now: datetime) -> None:
    """Tell it so from now on; what waits goes by that too. Needs ``database.session(write=True)``."""
    session.require_write()

    def put(connection: Connection) -> None:
        wanted = _rhythm(connection, wishes, now)
        connection.execute(update(subscriber).where(subscriber.c.key == key).values(rhythm=wanted))
        _reschedule(connection, key, now)

    await session.run(put)


async def mute(session: Session, key: str, until: datetime | None, *, only: int | None = None, now: datetime) -> None:
    """Tell it nothing until then, of all or of one subscription; None ends that. What happens meanwhile is told afterwards."""

    def put(connection: Connection) -> None:
        if only is None:
            connection.execute(update(subscriber).where(subscriber.c.key == key).values(muted_until=until))
            if until is None:
                connection.execute(update(subscription).where(subscription.c.subscriber == key).values(muted_until=None))
        else:
            one = (subscription.c.subscriber == key, subscription.c.id == only)
            connection.execute(update(subscription).where(*one).values(muted_until=until))
        _reschedule(connection, key, now)

    await session.run(put)


async def subscribers_of(session: Session, person: str) -> tuple[Subscriber, ...]:
    """All that the person follows, and has made channels follow."""
    keys = select(subscriber.c.key).where(subscriber.c.person == person).order_by(subscriber.c.team, subscriber.c.key)
    return await session.run(lambda c: tuple(s for key in c.scalars(keys) if (s := _find(c, key))))


async def count_released(session: Session, key: str) -> int:
    """How many times something that is followed has gone into what is sent there, as long as that is known."""
    query = select(func.count()).select_from(released).where(released.c.subscriber == key)
    return await session.run(lambda c: int(c.execute(query).scalar_one()))


async def reached_for_more(session: Session, key: str) -> bool:
    """True when something else than what is followed is to be sent there: exercises, or what waits already."""
    ours = select(notice.c.id).where(notice.c.kind.in_(KINDS))
    waits = (outbox.c.recipient == key, outbox.c.state.in_((*UNDER_WAY, "blocked")), outbox.c.notice.not_in(ours))
    other = select(outbox.c.id).where(*waits).exists()
    exercises = select(practice_habit.c.person).where(practice_habit.c.person == key).exists()
    return bool(await session.run(lambda c: c.scalar(select(or_(other, exercises)))))


async def forget_subscriber(session: Session, person: str, *, now: datetime) -> None:
    """Delete all that the person follows, and where they are reached; a channel's own stays, without the person's key."""

    def gone(connection: Connection) -> None:
        own = (subscriber.c.key == person, ~subscriber.c.team)
        if connection.scalar(select(subscriber.c.key).where(*own)):
            _unsubscribe(connection, person, None)
        connection.execute(update(subscriber).where(subscriber.c.person == person).values(person=""))

    await session.run(gone)
    await forget_recipients(session, (person,), now=now)


async def forget_unreached(session: Session, before: datetime, *, now: datetime) -> int:
    """Delete what those follow who could not be reached since, their regular exercises, and where they were; how many."""
    query = select(recipient.c.key).where(recipient.c.paused_at < before).order_by(recipient.c.key)
    keys = await session.run(lambda c: list(c.scalars(query)))

    def gone(connection: Connection) -> None:
        for key in keys:
            _unsubscribe(connection, key, None)
            connection.execute(delete(practice_habit).where(practice_habit.c.person == key))

    await session.run(gone)
    await forget_recipients(session, keys, now=now)
    return len(keys)


def _rhythm(connection: Connection, wishes: Wishes, now: datetime) -> int:
    start, end = (wishes.quiet.start, wishes.quiet.end) if wishes.quiet else (NONE, NONE)
    same = {
        "mode": wishes.mode, "minute": wishes.minute, "weekday": wishes.weekday, "quiet_start": start, "quiet_end": end,
    }  # fmt: skip
    put = insert_into(connection, rhythm).values(**same, due_at=due(wishes, now))
    connection.execute(put.on_conflict_do_nothing())
    return int(connection.execute(select(rhythm.c.id).filter_by(**same)).scalar_one())


def _reschedule(connection: Connection, key: str, now: datetime) -> None:
    """What waits goes by the wishes as they are now."""
    known = _find(connection, key)
    if known is None:
        return
    waits = select(met.c.topic).where(met.c.topic == subscription.c.topic, met.c.happening > subscription.c.upto).exists()
    query = select(subscription.c.muted_until).where(subscription.c.subscriber == key, waits)
    mutes = [[m for m in (known.muted_until, muted) if m is not None] for muted in connection.scalars(query)]
    first = min((due_after(known.wishes, now, max(each, default=None)) for each in mutes), default=None)
    connection.execute(update(subscriber).where(subscriber.c.key == key).values(due_at=first))

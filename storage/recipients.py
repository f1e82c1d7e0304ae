"""Where to reach people and channels that have asked for something. Kept for nobody else, and forgotten with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from knowledge.model import Language
from storage.session import Session
from storage.tables_outbox import outbox, outbox_count, recipient, send_pace
from storage.upsert import insert_into

UNDER_WAY: Final = ("waiting", "leased", "sending", "retrying")
"""The states of a row that something is still to be done about."""
TOO_LATE = "too_late"
FORGOTTEN = "forgotten"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One conversation that may be written to unprompted."""

    key: str
    """``person_key`` for a person in their own chat with us, ``conversation_key`` for a channel or group."""
    tenant: str
    conversation: str
    """The channel's id of it. One recipient a conversation: its pace is kept here."""
    reference: Mapping[str, Any]
    """``Message.reference``."""
    language: Language = "nb"


@dataclass(frozen=True, slots=True)
class Kept:
    """A recipient as it is kept."""

    recipient: Recipient
    paused_why: str
    """Why nothing can be sent there for now; empty when it can."""
    paused_at: datetime | None


async def keep_recipient(session: Session, kept: Recipient, *, now: datetime) -> None:
    """Keep where to reach it, in place of what was known before. It stays paused if it was; see ``returned``."""
    known = {
        "tenant": kept.tenant, "conversation": kept.conversation, "reference": dict(kept.reference),
        "language": kept.language, "updated_at": now,
    }  # fmt: skip
    fresh = {"paused_why": "", "ready_at": now, "held_by": "", "busy_until": 0.0}

    def put(connection: Connection) -> None:
        into = insert_into(connection, recipient).values(key=kept.key, **known, **fresh)
        connection.execute(into.on_conflict_do_update(index_elements=["key"], set_=known))
        pace = insert_into(connection, send_pace).values(tenant=kept.tenant, free_at=0.0)
        connection.execute(pace.on_conflict_do_nothing())

    await session.run(put)


async def find_recipient(session: Session, key: str) -> Kept | None:
    """The recipient; None when nothing is kept of it."""
    row = await session.run(lambda c: c.execute(select(recipient).where(recipient.c.key == key)).one_or_none())
    if row is None:
        return None
    where = Recipient(row.key, row.tenant, row.conversation, row.reference, "nn" if row.language == "nn" else "nb")
    return Kept(where, row.paused_why, row.paused_at)


async def paused_recipients(session: Session) -> frozenset[str]:
    """The keys of all that nothing can be sent to for now."""
    query = select(recipient.c.key).where(recipient.c.paused_why != "")
    return frozenset(await session.run(lambda c: c.scalars(query).all()))


async def pause_recipients(session: Session, paused: Mapping[str, str], *, now: datetime) -> None:
    """Send nothing there until they return, each for its reason; what waits for them is blocked."""

    def query(connection: Connection) -> None:
        for key, why in sorted(paused.items()):
            connection.execute(update(recipient).where(recipient.c.key == key).values(paused_why=why, paused_at=now))
            waits = (outbox.c.recipient == key, outbox.c.state.in_(("waiting", "retrying")))
            connection.execute(update(outbox).where(*waits).values(state="blocked", why=why, next_at=None, settled_at=now))

    await session.run(query)


async def returned(session: Session, key: str, reference: Mapping[str, Any] | None, *, now: datetime) -> int | None:
    """It can be written to again, where ``reference`` says: how much was blocked and is due now; None if it was not paused.

    What is too late by now is skipped.
    """

    def query(connection: Connection) -> int | None:
        moved = {} if reference is None else {"reference": dict(reference)}
        again = update(recipient).where(recipient.c.key == key, recipient.c.paused_why != "")
        if not connection.execute(again.values(paused_why="", paused_at=None, ready_at=now, **moved)).rowcount:
            return None
        blocked = (outbox.c.recipient == key, outbox.c.state == "blocked")
        late = {"state": "skipped", "why": TOO_LATE, "settled_at": now}
        connection.execute(update(outbox).where(*blocked, outbox.c.expires_at <= now).values(**late))
        waits = {"state": "waiting", "why": "", "attempts": 0, "settled_at": None}
        due = update(outbox).where(*blocked, outbox.c.due_at <= now).values(next_at=now, **waits)
        due_now = connection.execute(due).rowcount
        connection.execute(update(outbox).where(*blocked).values(next_at=outbox.c.due_at, **waits))
        return due_now

    return await session.run(query)


async def forget_recipients(session: Session, keys: Sequence[str], *, now: datetime) -> None:
    """Delete where they are reached and all that was sent to them or waits. The ledger keeps counts: what waited is skipped."""
    await session.run(lambda c: _forget(c, keys, now))


def _forget(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    theirs = outbox.c.recipient.in_(keys)
    gone = update(outbox).where(theirs, outbox.c.state.in_((*UNDER_WAY, "blocked")))
    connection.execute(gone.values(state="skipped", why=FORGOTTEN, next_at=None, settled_at=now))
    let_go(connection, theirs)
    connection.execute(delete(recipient).where(recipient.c.key.in_(keys)))


async def count_of(session: Session, key: str) -> int:
    """How many messages to that recipient there still is something kept of."""
    query = select(func.count()).select_from(outbox).where(outbox.c.recipient == key)
    return await session.run(lambda c: c.execute(query).scalar_one())


def let_go(connection: Connection, where: ColumnElement[bool]) -> int:
    """Delete rows of the outbox that are settled, and keep how many there were of each; how many in all."""
    settled = (where, outbox.c.state.not_in(UNDER_WAY))
    counted = select(outbox.c.notice, outbox.c.state, outbox.c.why, func.count(), func.sum(outbox.c.unsure)).where(*settled)
    grouped = counted.group_by(outbox.c.notice, outbox.c.state, outbox.c.why)
    into = insert_into(connection, outbox_count).from_select(["notice", "state", "why", "count", "unsure"], grouped)
    more = {name: outbox_count.c[name] + into.excluded[name] for name in ("count", "unsure")}
    connection.execute(into.on_conflict_do_update(index_elements=["notice", "state", "why"], set_=more))
    return connection.execute(delete(outbox).where(*settled)).rowcount


async def settle_strays(session: Session, *, now: datetime) -> int:
    """Settle rows whose recipient is not known, or paused: they were queued while it was forgotten or paused. How many."""
    waits = outbox.c.state.in_(("waiting", "retrying"))
    there = select(recipient.c.key).where(recipient.c.key == outbox.c.recipient)
    why = select(recipient.c.paused_why).where(recipient.c.key == outbox.c.recipient).scalar_subquery()
    done = {"next_at": None, "settled_at": now}
    unknown = update(outbox).where(waits, ~there.exists()).values(state="skipped", why=UNKNOWN, **done)
    paused = update(outbox).where(waits, there.where(recipient.c.paused_why != "").exists())
    blocked = paused.values(state="blocked", why=why, **done)
    return await session.run(lambda c: c.execute(unknown).rowcount + c.execute(blocked).rowcount)

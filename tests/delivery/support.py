"""Recipients and notices to try with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, text

from dialogs.delivery.composer import Later, Queued, Skip
from dialogs.model import RenderedReply
from storage.database import Database
from storage.ledger import Ledger, ledgers
from storage.outbox import Notice, To, enqueue
from storage.recipients import Recipient
from storage.tables_outbox import recipient as recipients

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def key(number: int) -> str:
    return f"r{number:06}"


def reference(number: int, service_url: str = "http://127.0.0.1:1/") -> dict[str, Any]:
    return {
        "bot": {"id": "bot"}, "user": {"id": key(number)}, "conversation": {"id": f"c{number:06}"},
        "channelId": "msteams", "serviceUrl": service_url,
    }  # fmt: skip


def recipient(number: int, tenant: str = "t", service_url: str = "http://127.0.0.1:1/") -> Recipient:
    return Recipient(key(number), tenant, f"c{number:06}", reference(number, service_url))


async def keep(database: Database, kept: Iterable[Recipient], now: datetime = NOW) -> None:
    """The same as ``keep_recipient``, for many at once."""
    same = {"language": "nb", "paused_why": "", "ready_at": now, "held_by": "", "busy_until": 0.0, "updated_at": now}
    names = ("key", "tenant", "conversation", "reference")
    rows = [{**{name: getattr(each, name) for name in names}, **same} for each in kept]
    async with database.session(write=True) as session:
        await session.run(lambda c: c.execute(insert(recipients), rows))
        tenants = [{"tenant": tenant} for tenant in sorted({row["tenant"] for row in rows})]
        await session.run(lambda c: c.execute(_PACE, tenants))


_PACE = text("INSERT INTO send_pace VALUES (:tenant, 0) ON CONFLICT DO NOTHING")


async def queue(database: Database, notice: Notice, to: Iterable[To | str], now: datetime = NOW) -> int:
    async with database.session(write=True) as session:
        return await enqueue(session, notice, to, now=now)


async def states(database: Database) -> dict[tuple[str, str], int]:
    """How many rows are in each state, for each reason."""
    query = text("SELECT state, why, count(*) FROM outbox GROUP BY state, why")
    async with database.session() as session:
        return {(row[0], row[1]): row[2] for row in await session.run(lambda c: c.execute(query).all())}


def reply(text: str) -> RenderedReply:
    return RenderedReply("nb", text, {"type": "AdaptiveCard", "body": []}, "")


class Plain:
    """Says the id of the notice."""

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        return reply(queued.notice)


class Broken:
    """Cannot make a message for those named."""

    def __init__(self, *names: str) -> None:
        self.names = names

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        if queued.recipient in self.names:
            raise KeyError("gone")
        return reply(queued.notice)


async def ledger(database: Database, notice: str) -> Ledger:
    async with database.session() as session:
        (found,) = await ledgers(session, notice)
    return found

"""Recipients and notices to try with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from storage.database import Database
from storage.outbox import Notice, To, enqueue
from storage.recipients import Recipient, keep_recipient

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


async def keep(database: Database, recipients: Iterable[Recipient], now: datetime = NOW) -> None:
    async with database.session(write=True) as session:
        for each in recipients:
            await keep_recipient(session, each, now=now)


async def queue(database: Database, notice: Notice, to: Iterable[To | str], now: datetime = NOW) -> int:
    async with database.session(write=True) as session:
        return await enqueue(session, notice, to, now=now)


async def states(database: Database) -> dict[tuple[str, str], int]:
    """How many rows are in each state, for each reason."""
    query = text("SELECT state, why, count(*) FROM outbox GROUP BY state, why")
    async with database.session() as session:
        return {(row[0], row[1]): row[2] for row in await session.run(lambda c: c.execute(query).all())}

"""The figures of the outbox, and who may read them."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels import metrics
from dialogs.delivery.metrics import Metrics
from dialogs.site import links
from storage.database import Database
from storage.outbox import Notice
from storage.recipients import forget_recipients, pause_recipients
from tests.delivery.runs import Run
from tests.delivery.support import NOW, Broken, keep, key, queue, recipient

pytestmark = pytest.mark.asyncio


async def test_figures_count_all_that_is_and_was(database: Database) -> None:
    """By state, with what was let go of; how long the oldest has waited; who can be reached."""
    await keep(database, map(recipient, range(6)))
    await queue(database, Notice("n", "plain"), map(key, range(6)))
    async with database.session(write=True) as session:
        await pause_recipients(session, {key(0): "forbidden"}, now=NOW)
    run = Run(database, composers={"plain": Broken(key(2))})
    await run.send_all("n")
    async with database.session(write=True) as session:
        await forget_recipients(session, [key(5)], now=NOW)
    await queue(database, Notice("late", "novel"), [key(1)])

    said = (await Metrics(database, run.clock.now)()).splitlines()

    assert [line for line in said if not line.startswith("#")] == [
        'samrad_outbox_messages{state="waiting"} 1', 'samrad_outbox_messages{state="leased"} 0',
        'samrad_outbox_messages{state="sending"} 0', 'samrad_outbox_messages{state="retrying"} 0',
        'samrad_outbox_messages{state="sent"} 4', 'samrad_outbox_messages{state="failed"} 1',
        'samrad_outbox_messages{state="skipped"} 0', 'samrad_outbox_messages{state="blocked"} 1',
        "samrad_outbox_unsure 0", "samrad_outbox_oldest_due_seconds 5.0", "samrad_outbox_wrong_ledgers 0",
        'samrad_recipients{reached="yes"} 4', 'samrad_recipients{reached="no"} 1',
    ]  # fmt: skip


@pytest.mark.parametrize(("local", "query", "status"), [
    (True, "", 200), (False, "", 403), (False, "?key=wrong", 403), (False, "?key={key}", 200),
])  # fmt: skip
async def test_figures_open_with_their_key(local: bool, query: str, status: int) -> None:
    """In local mode without one; the key of another page does not open them."""

    async def written() -> str:
        return "samrad_outbox_unsure 0\n"

    app, secret = web.Application(), "s" * 32
    metrics.add_routes(app, written, local=local, secret=secret)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(metrics.PATH + query.format(key=links.sign(secret, metrics.PATH)))
        other = await client.get(f"{metrics.PATH}?key={links.sign(secret, '/saker')}")
        assert (answer.status, other.status) == (status, 200 if local else 403)
        assert ("samrad_outbox_unsure" in await answer.text()) == (status == 200)

"""The pace that is allowed is used, and never passed."""

from __future__ import annotations

import pytest

from storage.database import Database
from storage.outbox import Notice
from tests.delivery.runs import Run
from tests.delivery.support import keep, key, queue, recipient

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("workers", [1, 3])
async def test_a_tenant_gets_its_rate_and_never_more(database: Database, workers: int) -> None:
    """300 recipients at 30 a second take ten seconds, by one worker as by three."""
    await keep(database, map(recipient, range(300)))
    await queue(database, Notice("n", "plain"), map(key, range(300)))
    run = Run(database)

    (ledger,) = await run.send_all("n", workers=workers)

    times = run.connector.times
    assert (ledger.sent, ledger.recipients, ledger.adds_up, ledger.maybe_twice) == (300, 300, True, 0)
    assert set(run.connector.arrived.values()) == {1}
    assert run.connector.most_in(1.0) == 30
    assert max(times) - min(times) == pytest.approx(299 / 30, rel=0.02)
    assert run.connector.broken == []

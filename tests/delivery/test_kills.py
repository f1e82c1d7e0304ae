"""Workers are killed while they send; in the small here, in the large by ``python -m tests.delivery.full``."""

from __future__ import annotations

import pytest

from tests.delivery.kills import Killing

pytestmark = pytest.mark.asyncio


async def test_killed_workers_lose_nothing_and_what_came_twice_is_counted(url: str) -> None:
    """kill -9 at random moments: all are sent, and only what was on its way at a kill may come twice."""
    found = await Killing(url, recipients=120, kills=8, lease=1.0).run()

    assert (found.ledger.sent, found.ledger.recipients, found.ledger.adds_up) == (120, 120, True)
    assert found.left > 0
    assert (found.excess, found.missing) == ([], [])
    assert found.twice <= found.ledger.maybe_twice <= found.in_flight

"""Claims, leases, and what happens when a worker or the database goes away in between."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import cast

import pytest

from dialogs.delivery.pace import CONVERSATION
from storage.claiming import Claimed, claim, open_tenants
from storage.database import Database
from storage.errors import CannotOpen
from storage.outbox import Notice
from storage.recipients import forget_recipients
from storage.sending import Settled, begin, book, sending, settle
from storage.session import Session
from tests.delivery.runs import Run
from tests.delivery.support import NOW, keep, key, ledger, queue, recipient, states

pytestmark = pytest.mark.asyncio

LEASE = timedelta(seconds=60)
LAPSED = NOW + timedelta(seconds=61)


async def _claimed(database: Database, who: str, now: datetime = NOW, limit: int = 10) -> list[Claimed]:
    async with sending(database) as session:
        tenants = await open_tenants(session, now=now, booked_before=now.timestamp() + 1)
        return await claim(session, who, ["plain"], tenants, now=now, until=now + LEASE, limit=limit)


async def _booked(database: Database, who: str, rows: Sequence[Claimed], now: datetime = NOW) -> list[float]:
    async with sending(database) as session:
        places = await book(session, who, rows, now=now, until=now + LEASE, rate=10, taken=CONVERSATION.taken)
    return [place.at - now.timestamp() for place in places.values()]


async def _begun(database: Database, who: str, row: Claimed, now: datetime = NOW) -> bool:
    async with sending(database) as session:
        return row.id in await begin(session, who, [row.id], until=now + LEASE)


async def _settled(database: Database, who: str, *settled: Settled, now: datetime = NOW) -> None:
    async with sending(database) as session:
        await settle(session, who, settled, now=now)


async def test_a_row_and_its_conversation_have_one_worker_at_a_time(database: Database) -> None:
    """Two workers share the recipients; a second notice to the same one waits until the first is settled."""
    await keep(database, map(recipient, range(5)))
    await queue(database, Notice("first", "plain"), map(key, range(5)))
    await queue(database, Notice("second", "plain"), [key(0)])

    one, two = await _claimed(database, "one", limit=3), await _claimed(database, "two")

    assert [row.recipient for row in one] == [key(0), key(1), key(2)]
    assert [row.recipient for row in two] == [key(3), key(4)]
    assert await _claimed(database, "three") == []
    await _settled(database, "one", Settled(one[0].id, key(0), "sent"))
    assert [row.notice for row in await _claimed(database, "three")] == ["second"]


async def test_two_workers_claim_at_the_same_time_and_share(database: Database) -> None:
    """Whatever they do at once, no row has two workers."""
    await keep(database, map(recipient, range(60)))
    await queue(database, Notice("n", "plain"), map(key, range(60)))
    taken = await asyncio.gather(*(_claimed(database, f"w{number}", limit=20) for number in range(4)))
    ids = [row.id for rows in taken for row in rows]
    assert len(ids) == len(set(ids))


async def test_places_follow_each_other_for_all_workers(database: Database) -> None:
    """A tenant's places are handed out once, evenly; one that is booked ahead is passed by."""
    await keep(database, map(recipient, range(8)))
    await queue(database, Notice("n", "plain"), map(key, range(8)))
    one, two = await _claimed(database, "one", limit=4), await _claimed(database, "two", limit=4)
    assert await _booked(database, "one", one) == pytest.approx([0.0, 0.1, 0.2, 0.3], abs=1e-5)
    assert await _booked(database, "two", two) == pytest.approx([0.4, 0.5, 0.6, 0.7], abs=1e-5)
    assert await _booked(database, "two", one) == []
    async with database.session() as session:
        later = NOW + timedelta(minutes=2)
        assert await open_tenants(session, now=later, booked_before=NOW.timestamp() + 0.7) == []
        assert await open_tenants(session, now=later, booked_before=NOW.timestamp() + 1.3) == ["t"]


async def test_what_a_lost_worker_had_is_taken_up(database: Database) -> None:
    """One that it had only claimed has not arrived; one that was on its way may have, and is counted."""
    await keep(database, map(recipient, range(2)))
    await queue(database, Notice("n", "plain"), map(key, range(2)))
    lost = await _claimed(database, "lost")
    await _booked(database, "lost", lost)
    assert await _begun(database, "lost", lost[1])
    assert await _claimed(database, "heir") == []

    heir = await _claimed(database, "heir", LAPSED)

    assert sorted((row.recipient, row.unsure, row.attempts) for row in heir) == [(key(0), 0, 1), (key(1), 1, 1)]
    assert not await _begun(database, "lost", lost[0], LAPSED)
    await _settled(database, "lost", Settled(lost[1].id, key(1), "sent"), now=LAPSED)
    assert await states(database) == {("leased", ""): 2}
    told = await ledger(database, "n")
    assert (told.waiting, told.maybe_twice, told.adds_up) == (2, 1, True)


async def test_who_is_forgotten_while_it_is_sent_stays_forgotten(database: Database) -> None:
    """What comes of a row that is no more is written nowhere."""
    await keep(database, [recipient(0)])
    await queue(database, Notice("n", "plain"), [key(0)])
    (row,) = await _claimed(database, "one")
    assert await _begun(database, "one", row)
    async with database.session(write=True) as session:
        await forget_recipients(session, [key(0)], now=NOW)
    await _settled(database, "one", Settled(row.id, key(0), "blocked", "forbidden"))
    assert await states(database) == {}
    assert (await ledger(database, "n")).skipped == {"forgotten": 1}


async def test_what_a_channel_says_can_always_be_kept(database: Database) -> None:
    """Also a zero byte, half a character, or a whole page."""
    await keep(database, [recipient(0)])
    await queue(database, Notice("n", "plain"), [key(0)])
    (row,) = await _claimed(database, "one")
    await _settled(database, "one", Settled(row.id, key(0), "failed", "odd\0\ud800", "x" * 9000, "\0"))
    assert await states(database) == {("failed", "odd?"): 1}


async def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_not_sent(database: Database) -> None:
    """Nothing is left leased, and the next worker sends the rest, each once."""
    await keep(database, map(recipient, range(60)))
    await queue(database, Notice("n", "plain"), map(key, range(60)))
    run = Run(database)
    worker = asyncio.create_task(run.worker(1).run())
    await run.clock.run(run.clock.sleep(0.72))

    async def stopped() -> None:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker

    await run.clock.run(stopped())
    left = await states(database)
    assert set(left) <= {("sent", ""), ("waiting", "")}
    assert 15 < left["sent", ""] < 30

    (told,) = await run.send_all("n")

    assert (told.sent, told.maybe_twice, set(run.connector.arrived.values())) == (60, 0, {1})


class _Fragile:
    """A database that is away for a while."""

    def __init__(self, database: Database, run: Run, away: tuple[float, float]) -> None:
        self._database, self._run, self._away = database, run, away
        self.dialect = database.dialect

    @asynccontextmanager
    async def session(self, *, write: bool = False) -> AsyncIterator[Session]:
        if self._away[0] <= self._run.clock.seconds() - NOW.timestamp() < self._away[1]:
            raise CannotOpen("here", "it is away.", "Wait.")
        async with self._database.session(write=write) as session:
            yield session


@pytest.mark.parametrize("seconds", [3, 200])
async def test_an_outage_of_the_database_sends_nothing_twice(database: Database, seconds: float) -> None:
    """It may last past all leases: what was sent is known to the worker, and written first when the database is back."""
    await keep(database, map(recipient, range(120)))
    await queue(database, Notice("n", "plain"), map(key, range(120)))
    run = Run(database)
    run.database = cast("Database", _Fragile(database, run, (1.0, 1.0 + seconds)))
    worker = asyncio.create_task(run.worker(1).run())
    await run.clock.run(run.clock.sleep(seconds + 20))
    worker.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await worker

    told = await ledger(database, "n")
    assert (told.sent, told.adds_up, set(run.connector.arrived.values())) == (120, True, {1})

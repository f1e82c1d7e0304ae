"""Sends what is due in the outbox, beside the answering, in any number of processes. What a killed one left is taken up.

A row is claimed, its message made, and a place in the tenant's pace booked. Right before its time comes it is noted that it
goes, and at once after that what became of it. So after a crash at most what was on its way comes twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import ceil
from random import Random

from dialogs.delivery.clerk import Clerk
from dialogs.delivery.composer import Composer
from dialogs.delivery.making import given_back, make, poisoned
from dialogs.delivery.pace import CONVERSATION, Tempo
from dialogs.delivery.verdict import Again, Blocked, verdict
from dialogs.model import RenderedReply
from dialogs.outgoing import NotSent, Sender
from storage.claiming import Claimed, claim, open_tenants
from storage.database import Database
from storage.errors import StorageError
from storage.recipients import TOO_LATE
from storage.sending import Place, Settled, State, book, sending

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""A worker that has not settled what it claimed for so long is taken for dead. Longer than a send may take."""
LOOK = 1.0
"""Seconds between two looks when nothing is due."""
AHEAD = 0.5
"""So many seconds ahead are places booked, so that there is always somebody who sends."""
NOTED = 0.1
"""So many seconds ahead of its place it is noted that a message goes; those of that time are written together."""
PLACES = 100
"""So many messages of one worker may be on their way or wait for their place."""
GRACE = 5.0
"""So long is waited for answers when the worker is told to stop."""


@dataclass(slots=True)
class Worker:
    """Sends until cancelled."""

    database: Database
    composers: Mapping[str, Composer]
    sender: Sender
    clock: Callable[[], datetime]
    rate: float
    """Messages a second that go to one tenant, from all workers together."""
    name: str
    """Not that of any other worker that lives or has lived."""
    random: Random
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    lease: timedelta = LEASE
    tempo: Tempo = field(default_factory=Tempo)
    _flights: dict[asyncio.Task[None], bool] = field(default_factory=dict)
    """What waits for its place (False) or is on its way (True)."""
    _held: dict[int, Claimed] = field(default_factory=dict)
    """What was claimed and has no place yet."""
    _clerk: Clerk = field(init=False)

    def __post_init__(self) -> None:
        self._clerk = Clerk(self.database, self.name, self.clock, self.sleep, self.lease)

    async def run(self) -> None:
        """Send, and look again; no fault stops it."""
        try:
            while True:
                try:
                    pause = await self.step()
                except StorageError as error:
                    log.warning("the outbox cannot be read, trying again: %s", error)
                    pause = LOOK
                except Exception:
                    log.exception("something of the outbox could not be sent; it is tried again when its lease is out")
                    pause = LOOK
                await self.sleep(pause)
        finally:
            await self._wind_up()

    async def step(self) -> float:
        """Claim what is due and set it going; seconds until it is worth looking again."""
        if self._clerk.outcomes:
            await self._clerk.settle()  # after an outage, before we take our own rows for those of somebody who died
        limit = min(PLACES - len(self._flights), max(1, ceil(self.rate * AHEAD)))
        if limit <= 0:
            return AHEAD / 2
        now = self.clock()
        async with self.database.session() as session:
            tenants = await open_tenants(session, now=now, booked_before=now.timestamp() + AHEAD)
        claimed = await self._claim(tenants, limit, now) if tenants else []
        if not claimed:
            return AHEAD / 2 if self._flights else LOOK
        self._held = {row.id: row for row in claimed}
        by_tenant: dict[str, list[tuple[Claimed, RenderedReply]]] = {}
        for row, reply in await self._made(claimed):
            by_tenant.setdefault(row.tenant, []).append((row, reply))
        for made in by_tenant.values():
            await self._set_going(made)
        self._held = {}
        return 0.0

    async def _claim(self, tenants: Sequence[str], limit: int, now: datetime) -> list[Claimed]:
        async with sending(self.database) as session:
            until = now + self.lease
            return await claim(session, self.name, list(self.composers), tenants, now=now, until=until, limit=limit)

    # -- making -------------------------------------------------------------------------------------------------------

    async def _made(self, claimed: Sequence[Claimed]) -> list[tuple[Claimed, RenderedReply]]:
        """The messages; what is not to be sent, or cannot be made, is settled."""
        made: list[tuple[Claimed, RenderedReply]] = []
        settled: list[Settled] = []
        for row in claimed:
            reply = await make(self.composers, row, self.clock())
            if isinstance(reply, RenderedReply):
                made.append((row, reply))
            else:
                settled.append(reply)
            await asyncio.sleep(0)  # questions come first
        if settled:
            await self._clerk.settle(*settled)
        return made

    # -- sending ------------------------------------------------------------------------------------------------------

    async def _set_going(self, made: Sequence[tuple[Claimed, RenderedReply]]) -> None:
        """Book places for messages to one tenant, and let each go when its time has come."""
        now = self.clock()
        async with sending(self.database) as session:
            places = await book(
                session, self.name, [row for row, _ in made], now=now, until=now + self.lease,
                rate=self.rate * self.tempo.share, taken=CONVERSATION.taken,
            )  # fmt: skip
        for row, reply in made:
            del self._held[row.id]
            if row.id in places:
                task = asyncio.create_task(self._fly(row, reply, places[row.id], now + self.lease))
                self._flights[task] = False
                task.add_done_callback(self._landed)

    async def _fly(self, row: Claimed, reply: RenderedReply, place: Place, until: datetime) -> None:
        """Wait for the place, send, and write what became of it."""
        task, begun = asyncio.current_task(), False
        assert task is not None
        try:
            await self._sleep_until(place.at - NOTED)
            begun = self.clock() < until and await self._clerk.begin(row.id)
            await self._sleep_until(place.at)
        except asyncio.CancelledError:
            self._clerk.outcomes.append(given_back(row, self.clock(), untried=begun))
            raise
        self._flights[task] = True
        now = self.clock()
        if not begun:  # another has it by now, or the database was away
            outcome = given_back(row, now, untried=False)
        elif row.expires_at is not None and row.expires_at <= now:
            outcome = Settled(row.id, row.recipient, "skipped", TOO_LATE, untried=True)
        else:
            outcome = await self._sent(row, reply)
            ready = datetime.fromtimestamp(CONVERSATION.free_at(place.busy_until), UTC)
            outcome = replace(outcome, ready_at=max(ready, outcome.ready_at or ready))
        await self._clerk.settle(outcome)

    async def _sleep_until(self, second: float) -> None:
        await self.sleep(max(0.0, second - self.clock().timestamp()))

    async def _sent(self, row: Claimed, reply: RenderedReply) -> Settled:
        try:
            messages = await self.sender.send(row.reference, reply)
        except NotSent as refusal:
            return self._refused(row, refusal)
        except Exception as error:  # a reference or a card that no message can be made of
            log.exception("a message of the kind %s cannot be sent", row.kind)
            return poisoned(row, error)
        self.tempo.note(self.clock().timestamp(), pushed_back=False)
        return Settled(row.id, row.recipient, "sent", message_id=messages[0] if messages else "")

    def _refused(self, row: Claimed, refusal: NotSent) -> Settled:
        now = self.clock()
        decided = verdict(refusal, row.attempts + 1, row.unsure, now, self.random.random)
        log.info("a message of the kind %s was not taken: %s", row.kind, refusal)
        if isinstance(decided, Again):
            self.tempo.note(now.timestamp(), pushed_back=decided.pushed_back)
            later = now + timedelta(seconds=decided.seconds)
            return Settled(
                row.id, row.recipient, "retrying", error=str(refusal), next_at=later, ready_at=later, unsure=refusal.perhaps
            )
        self.tempo.note(now.timestamp(), pushed_back=False)
        state: State = "blocked" if isinstance(decided, Blocked) else "failed"
        return Settled(row.id, row.recipient, state, decided.why, error=str(refusal), unsure=refusal.perhaps)

    def _landed(self, task: asyncio.Task[None]) -> None:
        del self._flights[task]
        if not task.cancelled() and (error := task.exception()):
            log.error("a message got lost on its way; it is tried again when its lease is out", exc_info=error)

    async def _wind_up(self) -> None:
        """Give back what has not begun, and wait a little for the answers to what has."""
        self._clerk.outcomes += [given_back(row, self.clock(), untried=False) for row in self._held.values()]
        for task, begun in self._flights.items():
            if not begun:
                task.cancel()
        if self._flights:
            await asyncio.wait(list(self._flights), timeout=GRACE)
        for task in list(self._flights):
            task.cancel()
        with contextlib.suppress(StorageError, TimeoutError):
            async with asyncio.timeout(GRACE):
                await self._clerk.settle()

"""A run of workers over many recipients, in simulated time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from dialogs.delivery.composer import Composer
from dialogs.delivery.worker import Worker
from storage.database import Database
from storage.ledger import Ledger
from tests.delivery.connector import CALM, Connector, Faults
from tests.delivery.support import NOW, Plain, ledger
from tests.delivery.virtual import VirtualClock


@dataclass(slots=True)
class Run:
    """What is needed to send, and what came of it."""

    database: Database
    faults: Faults = CALM
    rate: float = 30.0
    seed: int = 1
    composers: Mapping[str, Composer] = field(default_factory=lambda: {"plain": Plain()})
    clock: VirtualClock = field(default_factory=lambda: VirtualClock(NOW))
    connector: Connector = field(init=False)

    def __post_init__(self) -> None:
        self.connector = Connector(self.clock.seconds, self.clock.sleep, Random(self.seed), self.faults)

    def worker(self, number: int = 0) -> Worker:
        return Worker(
            self.clock.watched(self.database), self.composers, self.connector, self.clock.now, self.rate, f"w{number}",
            Random(self.seed + number), sleep=self.clock.sleep,
        )  # fmt: skip

    async def send_all(self, *notices: str, workers: int = 1) -> list[Ledger]:
        """Send until nothing is under way; the ledgers in the end."""

        async def until_done() -> None:
            watched = self.clock.watched(self.database)
            while not all([(await ledger(watched, notice)).done for notice in notices]):
                await self.clock.sleep(5)

        tasks = [asyncio.create_task(self.worker(number).run()) for number in range(workers)]
        await self.clock.run(until_done())
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        return [await ledger(self.database, notice) for notice in notices]

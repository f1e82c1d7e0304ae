"""Writes what happens to rows while they are sent: that one is about to go, and what became of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage.database import Database
from storage.errors import StorageError
from storage.sending import Settled, begin, sending, settle

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds between two tries while the database is away."""


@dataclass(slots=True)
class Clerk:
    """Writes at once; what comes while it writes is written together after that."""

    database: Database
    who: str
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    lease: timedelta
    outcomes: list[Settled] = field(default_factory=list)
    """What is known and not written yet."""
    _beginning: list[int] = field(default_factory=list)
    _begun: set[int] = field(default_factory=set)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def begin(self, row: int) -> bool:
        """Note that the row is about to be sent; False when it is not ours any more, or that cannot be written now."""
        self._beginning.append(row)
        await self._write()
        begun = row in self._begun
        self._begun.discard(row)
        return begun

    async def settle(self, *outcomes: Settled) -> None:
        """Note what became of rows. Goes on trying until it is written."""
        self.outcomes += outcomes
        await self._write()

    async def _write(self) -> None:
        async with self._writing:
            while self.outcomes or self._beginning:
                settled, self.outcomes = self.outcomes, []
                beginning, self._beginning = self._beginning, []
                try:
                    await self._written(settled, beginning)
                except StorageError as error:
                    self.outcomes = [*settled, *self.outcomes]
                    log.warning("what became of %d messages cannot be written, trying again: %s", len(settled), error)
                    await self.sleep(PATIENCE)
                except BaseException:
                    self.outcomes = [*settled, *self.outcomes]
                    raise

    async def _written(self, settled: list[Settled], beginning: list[int]) -> None:
        now, begun = self.clock(), set[int]()
        async with sending(self.database) as session:
            if settled:
                await settle(session, self.who, settled, now=now)
            if beginning:
                begun = await begin(session, self.who, beginning, until=now + self.lease)
        self._begun |= begun

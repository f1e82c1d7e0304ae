"""A clock that moves when everybody waits for it, so that minutes of sending take seconds. Databases stay real."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar, cast

from storage.database import Database
from storage.session import Session

T = TypeVar("T")


class VirtualClock:
    """Time passes only while all tasks sleep on it and no database works."""

    def __init__(self, start: datetime) -> None:
        self._now = start.timestamp()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = count()
        self._working = 0
        self._idle = asyncio.Event()

    def now(self) -> datetime:
        """The time it is."""
        return datetime.fromtimestamp(self._now, UTC)

    def seconds(self) -> float:
        """The same, in seconds since 1970."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Sleep until so much time has passed."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._number), woken))
        await woken

    def watched(self, database: Database) -> Database:
        """The database, which time stands still for while it works."""
        return cast("Database", _Watched(database, self))

    async def run(self, until: Coroutine[Any, Any, T]) -> T:
        """Let time pass until that is done."""
        task = asyncio.create_task(until)
        ready = cast("Any", asyncio.get_running_loop())._ready
        while not task.done():
            await asyncio.sleep(0)
            if ready:
                continue
            if self._working:
                self._idle.clear()
                await self._idle.wait()
            elif not task.done():
                self._wake_next()
        return task.result()

    def _wake_next(self) -> None:
        while self._sleepers:
            at, _, woken = heapq.heappop(self._sleepers)
            if not woken.done():  # or it was cancelled
                self._now = max(self._now, at)
                woken.set_result(None)
                return
        raise AssertionError("everybody waits for something that never comes")

    def works(self, more: int) -> None:
        """A database has begun to work, or is done."""
        self._working += more
        if not self._working:
            self._idle.set()


class _Watched:
    def __init__(self, database: Database, clock: VirtualClock) -> None:
        self._database, self._clock = database, clock
        self.dialect = database.dialect

    @asynccontextmanager
    async def session(self, *, write: bool = False) -> AsyncIterator[Session]:
        self._clock.works(+1)
        try:
            async with self._database.session(write=write) as session:
                yield session
        finally:
            self._clock.works(-1)

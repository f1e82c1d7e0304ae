"""Sees that the register has changed, whoever changed it, and tells."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from storage.database import Database
from storage.errors import StorageError
from storage.register import current_revision
from storage.session import Session

log = logging.getLogger(__name__)


async def watch(
    database: Database,
    on_change: Callable[[int], Awaitable[None]],
    interval: float = 10.0,
    *,
    seen: int,
    look: Callable[[Session], Awaitable[int]] = current_revision,
    wake: asyncio.Event | None = None,
) -> None:
    """Call ``on_change`` with the new revision within ``interval`` seconds of each change; runs until cancelled.

    ``wake`` is set by whoever knows that something has changed: then it looks at once.
    ``look`` tells the number that grows, the register's revision unless told otherwise.
    ``seen`` is the revision that the caller already holds. A database that is away, or an ``on_change`` that fails,
    is logged and tried again at the next look: nothing is lost.
    """
    while True:
        try:
            async with database.single() as session:
                revision = await look(session)
            if revision != seen:
                await on_change(revision)
                seen = revision
        except StorageError as error:
            log.warning("the register's revision cannot be read, trying again in %s s: %s", interval, error)
        except Exception:
            log.exception("the change to revision %s could not be taken in, trying again in %s s", revision, interval)
        await _pause(interval, wake)


async def _pause(interval: float, wake: asyncio.Event | None) -> None:
    if wake is None:
        await asyncio.sleep(interval)
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(interval):
            await wake.wait()
    wake.clear()

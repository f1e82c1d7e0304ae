"""A running bot sees that the register has changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from storage.database import Database, Session, open_database
from storage.errors import CannotOpen
from storage.imports import import_files
from storage.seed import seed
from storage.watch import watch
from tests.storage.conftest import NOW
from tests.storage.examples import small_register

pytestmark = pytest.mark.asyncio


class _Away:
    """A database that is away for the first looks, as during a restart."""

    def __init__(self, database: Database, looks: int) -> None:
        self._database, self.looks = database, looks

    @asynccontextmanager
    async def single(self) -> AsyncIterator[Session]:
        self.looks -= 1
        if self.looks >= 0:
            raise CannotOpen("db", "it is away.", "Wait.")
        async with self._database.single() as session:
            yield session


async def _seeded(database: Database) -> None:
    async with database.session(write=True) as session:
        await seed(session, small_register(), "one", now=NOW)


async def _until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for is a list that grows
            await asyncio.sleep(0.01)


async def test_an_import_by_another_process_is_seen(url: str, database: Database) -> None:
    """An import through another connection calls back once with the new revision; nothing else calls."""
    await _seeded(database)
    calls: list[int] = []

    async def on_change(revision: int) -> None:
        calls.append(revision)

    watching = asyncio.create_task(watch(database, on_change, 0.02, seen=1))
    await asyncio.sleep(0.1)
    assert calls == []
    other = open_database(url)
    await import_files(other, [("f.csv", b"figure_id,period\ncost,2023\n")], who="k", reason="r", now=NOW)
    await other.close()
    await _until(lambda: calls)
    await asyncio.sleep(0.1)
    watching.cancel()
    assert calls == [2]


async def test_watching_survives_a_database_that_is_away_and_a_callback_that_fails(database: Database) -> None:
    """A change made before the database came back, and one whose taking in failed, are still told."""
    await _seeded(database)
    calls: list[int] = []

    async def on_change(revision: int) -> None:
        calls.append(revision)
        if len(calls) == 1:
            raise RuntimeError("out of memory, say")

    away = _Away(database, 3)
    watching = asyncio.create_task(watch(cast(Database, away), on_change, 0.01, seen=0))
    await _until(lambda: len(calls) == 2)
    watching.cancel()
    assert calls == [1, 1]
    assert away.looks < 0

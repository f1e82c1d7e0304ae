"""A meeting on each database, or on SQLite alone where the database makes no difference."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.database import Database, open_database
from tests.training.group.room import Meeting


@pytest_asyncio.fixture
async def meeting(sqlite_path: Path) -> AsyncIterator[Meeting]:
    """A meeting on SQLite."""
    database = open_database(f"sqlite:///{sqlite_path}")
    yield Meeting(database)
    await database.close()


@pytest_asyncio.fixture
async def either(database: Database) -> Meeting:
    """A meeting on each of the databases."""
    return Meeting(database)


@pytest_asyncio.fixture
async def replicas(url: str) -> AsyncIterator[tuple[Database, Database]]:
    """The same database, opened by two."""
    first, second = open_database(url), open_database(url)
    yield first, second
    await first.close()
    await second.close()

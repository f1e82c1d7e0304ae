"""Training is tried on both databases where it is about what is stored."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.database import open_database
from tests.storage.conftest import *  # noqa: F403
from tests.training.talking import Person, Service


@pytest_asyncio.fixture
async def service(sqlite_path: Path) -> AsyncIterator[Service]:
    """A service on a fresh SQLite file."""
    database = open_database(f"sqlite:///{sqlite_path}")
    yield Service(database)
    await database.close()


@pytest_asyncio.fixture
async def kari(service: Service) -> Person:
    """Somebody in their own chat, where she can be written to."""
    return Person(service, reference={"conversation": {"id": "with-kari"}})

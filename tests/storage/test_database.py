"""Opening databases, sessions, and what is said when it does not work."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage import embedded
from storage.database import Database, open_database
from storage.errors import CannotOpen, DatabaseLocked, NotMigrated, StorageError
from storage.register import current_revision
from storage.settings import get_setting, local_secret, put_setting
from tests.storage.conftest import rows

pytestmark = pytest.mark.asyncio


async def test_a_session_keeps_what_it_wrote(database: Database) -> None:
    """What a session has written is there for the next one."""
    async with database.session() as session:
        await put_setting(session, "colour", "blue")
    async with database.single() as session:
        assert await get_setting(session, "colour") == "blue"


async def test_an_exception_undoes_the_session(database: Database) -> None:
    """Nothing of a session that fails is kept."""

    async def fail() -> None:
        async with database.session() as session:
            await put_setting(session, "colour", "blue")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.session() as session:
        assert await get_setting(session, "colour") is None


async def test_a_failed_query_in_a_single_session_leaves_the_next_one_whole(database: Database) -> None:
    """A lone query that fails does not spoil those after it."""
    async with database.single() as session:
        with pytest.raises(NotMigrated):
            await session.run(lambda c: c.execute(text("SELECT * FROM nowhere")))
        await put_setting(session, "colour", "green")
        assert await get_setting(session, "colour") == "green"


async def test_the_local_secret_is_made_once(database: Database) -> None:
    """Two starts at a time end up with the same secret."""

    async def start() -> str:
        async with database.session() as session:
            return await local_secret(session)

    first, second = await asyncio.gather(start(), start())
    assert first == second
    assert len(first) == 64


async def test_a_database_without_tables_says_migrate(empty_url: str) -> None:
    """The error for missing tables says which command makes them."""
    database = open_database(empty_url)
    with pytest.raises(NotMigrated, match=r"python bot\.py migrate"):
        async with database.session() as session:
            await current_revision(session)
    await database.close()


@pytest.mark.parametrize("url", ["mysql://host/name", "not a url", "sqlite://", "sqlite:///:memory:"])
async def test_an_unknown_address_is_refused_with_an_example(url: str) -> None:
    """A database URL that we cannot use is refused with one that we can."""
    with pytest.raises(CannotOpen, match=r"sqlite:///data/samrad\.sqlite3"):
        open_database(url)


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    """The error names the server, never its password."""
    database = open_database("postgresql://me:hush-hush@127.0.0.1:1/name")
    with pytest.raises(CannotOpen, match=r"127\.0\.0\.1:1/name.*SAMRAD_DATABASE_URL") as caught:
        async with database.session() as session:
            await current_revision(session)
    assert "hush-hush" not in str(caught.value)
    await database.close()


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """A file of something else is neither used nor overwritten."""
    path = tmp_path / "notes.txt"
    path.write_text("Dette er ikke en database. " * 100)
    database = open_database(f"sqlite:///{path}")
    with pytest.raises(CannotOpen, match="not an SQLite database"):
        async with database.session() as session:
            await current_revision(session)
    await database.close()
    assert path.read_text().startswith("Dette")


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    """A first start needs no folder to be made by hand."""
    database = open_database(f"sqlite:///{tmp_path}/a/b/new.sqlite3")
    assert await rows(database, "SELECT 1") == [(1,)]
    await database.close()


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """An address below a file is told as an address that cannot be opened."""
    (tmp_path / "file").touch()
    database = open_database(f"sqlite:///{tmp_path}/file/new.sqlite3")
    with pytest.raises(CannotOpen, match="cannot be opened"):
        async with database.single() as session:
            await current_revision(session)
    await database.close()


async def test_sqlite_is_set_up_for_readers_beside_a_writer(tmp_path: Path) -> None:
    """The file has a write-ahead log, checks foreign keys, waits for locks, and flushes at checkpoints."""
    database = open_database(f"sqlite:///{tmp_path}/x.sqlite3")
    found = [(await rows(database, f"PRAGMA {name}"))[0][0] for name in ("journal_mode", "foreign_keys", "synchronous")]
    assert found == ["wal", 1, 1]
    assert (await rows(database, "PRAGMA busy_timeout"))[0][0] == embedded.BUSY_TIMEOUT_MS
    await database.close()


async def test_a_turn_waits_for_a_writer_without_stopping_the_loop(sqlite_path: Path) -> None:
    """While an import writes, a turn's query waits its time in a thread and others are served."""
    database = open_database(f"sqlite:///{sqlite_path}")
    writer = sqlite3.connect(sqlite_path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    async def save() -> None:
        async with database.single() as session:
            await put_setting(session, "colour", "red")

    saving = asyncio.create_task(save())
    longest, last = 0.0, time.perf_counter()
    for _ in range(20):
        await asyncio.sleep(0.01)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    assert not saving.done()
    assert longest < 0.15
    writer.execute("COMMIT")
    writer.close()
    await asyncio.wait_for(saving, 5)
    assert await rows(database, "SELECT value FROM setting") == [("red",)]
    await database.close()


async def test_a_lock_that_is_held_too_long_is_told(sqlite_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who never lets go of the file is told of, not waited for without end."""
    monkeypatch.setattr(embedded, "BUSY_TIMEOUT_MS", 50)
    database = open_database(f"sqlite:///{sqlite_path}")
    writer = sqlite3.connect(sqlite_path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseLocked, match="another program is writing"):
        async with database.session(write=True) as session:
            await put_setting(session, "colour", "red")
    writer.close()
    await database.close()


async def test_many_sessions_at_a_time_all_count(database: Database) -> None:
    """Forty writers at once lose nothing and are not refused."""

    async def add(number: int) -> None:
        async with database.session(write=True) as session:
            value = int(await get_setting(session, "sum") or 0)
            await put_setting(session, "sum", str(value + number))

    await asyncio.gather(*(add(number) for number in range(40)))
    async with database.session() as session:
        assert await get_setting(session, "sum") == str(sum(range(40)))


async def test_lost_connections_are_made_anew(database: Database, request: pytest.FixtureRequest) -> None:
    """After the server has dropped every connection, as at a restart, the next question is answered."""
    if database.dialect != "postgresql":
        return
    server: Any = request.getfixturevalue("postgres")
    async with database.single() as session:
        await put_setting(session, "colour", "red")
    server.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid();")
    async with database.single() as session:
        assert await get_setting(session, "colour") == "red"


async def test_what_reads_and_writes_in_one_go_needs_the_lock(database: Database) -> None:
    """A change to the register is refused in a session that others can write beside."""
    async with database.session() as session:
        with pytest.raises(ValueError, match="write=True"):
            session.require_write()
    assert issubclass(NotMigrated, StorageError)


async def test_the_write_ahead_log_is_moved_into_the_file(sqlite_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns alone do not let the write-ahead log grow without end."""
    monkeypatch.setattr(embedded, "CHECKPOINT_AFTER", 20)
    database = open_database(f"sqlite:///{sqlite_path}")
    for number in range(400):
        async with database.single() as session:
            await put_setting(session, "text", str(number) * 3000)
        await asyncio.sleep(0)
    log = sqlite_path.with_name("alone.sqlite3-wal").stat().st_size
    await database.close()
    assert log < 400 * 3 * 4096

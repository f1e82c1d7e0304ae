"""Looking into a database that may not be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import CannotOpen
from storage.looking import register_at
from storage.seed import seed
from tests.storage.conftest import NOW
from tests.storage.examples import small_register

pytestmark = pytest.mark.asyncio


async def test_a_register_is_read_where_there_is_one(database: Database, url: str) -> None:
    """An empty database has none."""
    assert await register_at(url) is None
    async with database.session(write=True) as session:
        await seed(session, small_register(), "one", now=NOW)
    assert await register_at(url) == small_register()


async def test_a_database_without_tables_is_left_so(empty_url: str) -> None:
    """Nothing is made there."""
    assert await register_at(empty_url) is None


async def test_no_file_or_folder_is_made(tmp_path: Path) -> None:
    """A file that is not there is no register, and is not there afterwards either."""
    assert await register_at(f"sqlite:///{tmp_path}/none/samrad.sqlite3") is None
    assert not (tmp_path / "none").exists()


async def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """It is not taken for one that is not there."""
    (tmp_path / "bad.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(CannotOpen):
        await register_at(f"sqlite:///{tmp_path}/bad.sqlite3")
    with pytest.raises(CannotOpen):
        await register_at("postgresql://nobody@127.0.0.1:1/none")

"""Feeds that shrink: what has lost most of its entries is not taken in before somebody has looked."""

from __future__ import annotations

from datetime import timedelta

import pytest
import pytest_asyncio

from knowledge.errors import InvalidContent
from storage.database import Database
from storage.feeds import Feed, FeedsShrunk, list_feeds
from storage.imports import Imported, import_files
from storage.register import load_register
from storage.seed import seed
from tests.storage.conftest import NOW, rows
from tests.storage.examples import small_register

pytestmark = pytest.mark.asyncio

LATER = NOW + timedelta(days=30)


@pytest_asyncio.fixture
async def desk(database: Database) -> Database:
    """A database with the small register in it, at revision 1."""
    async with database.session(write=True) as session:
        await seed(session, small_register(), "one", now=NOW)
    return database


def places(count: int) -> bytes:
    """A table of so many municipalities."""
    rows = (f"m{n};{n + 10:04};Sted {n};Fylket\n" for n in range(count))
    return ("municipality_id;number;name;county\n" + "".join(rows)).encode()


def fields(count: int, word: str = "felt") -> bytes:
    """A YAML file of so many fields."""
    return ("fields:\n" + "".join(f"- {{id: f{n}, name: {word} {n}, words: {{}}}}\n" for n in range(count))).encode()


async def take(
    database: Database, *files: tuple[str, bytes], feed: str | None = None, confirm: bool = False, late: bool = False
) -> Imported:
    now = LATER if late else NOW
    return await import_files(database, files, who="kari", reason="", now=now, feed=feed, confirm_shrunk=confirm)


async def counts(database: Database) -> dict[str, int]:
    async with database.session() as session:
        return {feed.name: feed.entries for feed in await list_feeds(session)}


async def test_what_was_taken_in_is_counted(desk: Database) -> None:
    """Rows of tables and records of YAML, by the name of the file, with the day and a digest."""
    await take(desk, ("steder.csv", places(12)), ("felt.yaml", fields(3)))
    assert await counts(desk) == {"felt.yaml": 3, "steder.csv": 12}
    async with desk.session() as session:
        (first, _) = await list_feeds(session)
    assert first == Feed("felt.yaml", 3, first.digest, NOW)
    assert len(first.digest) == 64


async def test_a_source_that_lost_more_than_half_is_refused_until_confirmed(desk: Database) -> None:
    """It says how many it held and holds, since when, and what to do; nothing is changed, and half is still taken in."""
    await take(desk, ("steder.csv", places(12)))
    assert (await take(desk, ("steder.csv", places(6)), late=True)).revision == 2
    await take(desk, ("steder.csv", places(12)), late=True)
    before = await rows(desk, "SELECT * FROM record ORDER BY id"), await rows(desk, "SELECT * FROM feed")
    with pytest.raises(FeedsShrunk) as refused:
        await take(desk, ("steder.csv", places(5)), ("felt.yaml", fields(2)), late=True)
    for part in ("«steder.csv» holds 5 entries, and held 12", "2026-12-22", "--confirm-shrunk", "--feed"):
        assert part in str(refused.value)
    assert before == (await rows(desk, "SELECT * FROM record ORDER BY id"), await rows(desk, "SELECT * FROM feed"))
    assert (await take(desk, ("steder.csv", places(5)), ("felt.yaml", fields(2)), confirm=True)).added == 2
    assert await counts(desk) == {"felt.yaml": 2, "steder.csv": 5}
    # what was confirmed is what the next is measured by
    await take(desk, ("steder.csv", places(3)))
    assert (await counts(desk))["steder.csv"] == 3


async def test_a_file_with_nothing_in_it_is_the_smallest_of_all(desk: Database) -> None:
    """A table with its header alone, and a YAML file that is empty, have lost everything."""
    await take(desk, ("steder.csv", places(2)), ("felt.yaml", fields(2)))
    with pytest.raises(FeedsShrunk) as refused:
        await take(desk, ("steder.csv", places(0)), ("felt.yaml", b""))
    assert [(each.before.name, each.before.entries, each.entries) for each in refused.value.shrunk] == [
        ("steder.csv", 2, 0),
        ("felt.yaml", 2, 0),
    ]


async def test_a_named_source_is_one_whatever_its_files_are_called(desk: Database) -> None:
    """All files of it count together; another source with the same file name is another."""
    await take(desk, ("a.csv", places(4)), ("b.yaml", fields(4)), feed="fylket")
    assert await counts(desk) == {"fylket": 8}
    await take(desk, ("a.csv", places(1)), feed="naboen")
    with pytest.raises(FeedsShrunk, match="«fylket» holds 3 entries, and held 8"):
        await take(desk, ("nytt-navn.csv", places(3)), feed="fylket")


async def test_a_faulty_import_is_not_remembered(desk: Database) -> None:
    """What was refused for its faults neither counts nor stands in the way."""
    with pytest.raises(InvalidContent):
        await take(desk, ("felt.yaml", fields(9) + b"- {id: x}\n"))
    assert await counts(desk) == {}
    await take(desk, ("felt.yaml", fields(2)))
    async with desk.session() as session:
        assert len((await load_register(session)).fields) == 3


async def test_the_same_again_is_remembered_as_imported_again(desk: Database) -> None:
    """No new version is made, and the day is the last."""
    await take(desk, ("felt.yaml", fields(2)))
    assert (await take(desk, ("felt.yaml", fields(2)), late=True)).revision == 2
    async with desk.session() as session:
        assert [feed.imported_at for feed in await list_feeds(session)] == [LATER]

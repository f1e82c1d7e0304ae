"""Versions, events, revisions and history of the register."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge import shipped
from knowledge.model import Register
from knowledge.sources import registers
from knowledge.sources.bodies import to_body
from storage.changes import Change
from storage.database import Database
from storage.register import current_revision, history, load_changes, load_register, write_changes
from storage.seed import is_seeded, seed
from tests.storage.conftest import NOW, rows
from tests.storage.examples import cooperation, small_register

pytestmark = pytest.mark.asyncio


async def _write(database: Database, *changes: Change, who: str = "kari") -> int:
    async with database.session(write=True) as session:
        return await write_changes(session, changes, who=who, reason="because", origin="edit", now=NOW)


async def _register(database: Database) -> Register:
    async with database.session() as session:
        return await load_register(session)


async def _seed(database: Database, register: Register, digest: str) -> object:
    async with database.session(write=True) as session:
        return await seed(session, register, digest, now=NOW)


async def test_a_record_survives_being_plain_data() -> None:
    """Every shipped record is equal to itself after being written out and built again."""
    register, _ = shipped.read()
    for kind in registers.KINDS:
        for record in getattr(register, kind).values():
            assert registers.build(kind, to_body(record)) == record


async def test_the_shipped_register_comes_back_equal(database: Database) -> None:
    """What was seeded is what is loaded, in the same order."""
    register, _ = shipped.read()
    assert await _register(database) == Register()
    await _seed(database, register, "one")
    found = await _register(database)
    assert found == register
    assert [list(getattr(found, kind)) for kind in registers.KINDS] == [list(getattr(register, kind)) for kind in registers.KINDS]


async def test_every_version_is_kept_with_who_when_and_why(database: Database) -> None:
    """A record that is added, changed, removed and added again has four versions, and an event for each."""
    first, second = cooperation("fire"), cooperation("fire", fields=["brann"])
    for record in (first, second, None, first):
        await _write(database, Change("cooperations", "fire", record))
    async with database.session() as session:
        versions = await history(session, "cooperations", "fire")
        assert await history(session, "cooperations", "water") == ()
    assert [(v.version, v.record, v.revision) for v in versions] == [
        (1, first, 1),
        (2, second, 2),
        (3, None, 3),
        (4, first, 4),
    ]
    assert {(v.who, v.reason, v.origin, v.created_at) for v in versions} == {("kari", "because", "edit", NOW)}
    assert await rows(database, "SELECT revision, kind, record_id, change FROM event ORDER BY id") == [
        (1, "cooperations", "fire", "added"),
        (2, "cooperations", "fire", "changed"),
        (3, "cooperations", "fire", "removed"),
        (4, "cooperations", "fire", "added"),
    ]
    assert await rows(database, "SELECT version, deleted, previous FROM record ORDER BY id") == [
        (1, False, None),
        (2, False, 1),
        (3, True, 2),
        (4, False, 3),
    ]


async def test_what_changes_nothing_makes_no_version(database: Database) -> None:
    """The same record again, or the removal of what is not there, leaves revision, versions and events alone."""
    assert await _write(database, Change("cooperations", "fire", cooperation("fire"))) == 1
    again = (Change("cooperations", "fire", cooperation("fire")), Change("cooperations", "water", None))
    assert await _write(database, *again) == 1
    assert await rows(database, "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM event)") == [(1, 1)]


async def test_changes_are_all_or_nothing(database: Database) -> None:
    """When the session fails after the changes, neither revision, version nor event is there."""

    async def fail() -> None:
        async with database.session(write=True) as session:
            change = Change("cooperations", "fire", cooperation("fire"))
            await write_changes(session, (change,), who="k", reason="r", origin="o", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    for table in ("revision", "record", "event"):
        assert await rows(database, f"SELECT * FROM {table}") == []


async def test_reloading_takes_in_only_what_changed(database: Database) -> None:
    """From a known revision, added, changed and removed records are taken in; what was known stays the same object."""
    await _seed(database, small_register(cooperation("a"), cooperation("b")), "one")
    known = await _register(database)
    changed = cooperation("b", fields=["brann"])
    await _write(database, Change("cooperations", "b", changed), Change("cooperations", "c", cooperation("c")))
    await _write(database, Change("cooperations", "a", None))
    async with database.session() as session:
        found = await load_changes(session, known, 1)
        assert await current_revision(session) == 3
    assert dict(found.cooperations) == {"b": changed, "c": cooperation("c")}
    assert found == await _register(database)
    assert found.municipalities is known.municipalities
    assert set(known.cooperations) == {"a", "b"}


async def test_reloading_from_a_revision_that_is_not_there_reads_all(database: Database) -> None:
    """When the database was put back to an older state, nothing of the newer one is kept."""
    await _seed(database, small_register(), "one")
    async with database.session() as session:
        found = await load_changes(session, small_register(cooperation("ghost")), 7)
    assert found == small_register()


async def test_shipped_content_is_brought_in_once(database: Database) -> None:
    """A later start with the same content writes nothing."""
    first = await _seed(database, small_register(), "one")
    again = await _seed(database, small_register(), "one")
    assert dataclasses.asdict(first) == {  # type: ignore[call-overload]
        "revision": 1, "added": 8, "changed": 0, "removed": 0, "kept": (), "still_used": ()
    }  # fmt: skip
    assert (again.revision, again.added) == (1, 0)  # type: ignore[attr-defined]
    async with database.session() as session:
        assert await is_seeded(session, "one")
        assert not await is_seeded(session, "two")


async def test_newly_shipped_content_yields_to_edits(database: Database) -> None:
    """A new version of the program updates and removes what it shipped; what an editor touched stands, and is told."""
    names = ("edited", "shipped", "gone", "removed", "same")
    await _seed(database, small_register(*map(cooperation, names)), "one")
    mine = cooperation("edited", established="1999")
    await _write(
        database,
        Change("cooperations", "edited", mine),
        Change("cooperations", "removed", None),
        Change("cooperations", "own", cooperation("own")),
    )
    newer = [cooperation(name, fields=["brann"]) for name in ("edited", "shipped", "removed", "new")]
    told = await _seed(database, small_register(*newer, cooperation("same")), "two")
    found = (await _register(database)).cooperations
    assert dict(found) == {
        "edited": mine, "shipped": newer[1], "same": cooperation("same"), "own": cooperation("own"), "new": newer[3]
    }  # fmt: skip
    assert (told.added, told.changed, told.removed) == (1, 1, 1)  # type: ignore[attr-defined]
    assert told.kept == (("cooperations", "edited"), ("cooperations", "removed"))  # type: ignore[attr-defined]


async def test_what_edited_records_refer_to_stays(database: Database) -> None:
    """A record that is no longer shipped stays while an edited one refers to it, with all that it refers to in turn."""
    old = (cooperation("a"), cooperation("b", part_of="c"), cooperation("c"), cooperation("d"))
    await _seed(database, small_register(*old), "one")
    await _write(database, Change("cooperations", "a", cooperation("a", related=["b"])))
    told = await _seed(database, small_register(cooperation("e")), "two")
    assert told.still_used == (("cooperations", "b"), ("cooperations", "c"))  # type: ignore[attr-defined]
    assert set((await _register(database)).cooperations) == {"a", "b", "c", "e"}


async def test_a_record_updated_by_shipping_can_be_updated_again(database: Database) -> None:
    """Each new version of the program updates what the one before shipped."""
    for digest, year in (("one", "2001"), ("two", "2002"), ("three", "2003")):
        await _seed(database, small_register(cooperation("a", established=year)), digest)
    assert str((await _register(database)).cooperations["a"].established) == "2003"
    async with database.session() as session:
        assert len(await history(session, "cooperations", "a")) == 3

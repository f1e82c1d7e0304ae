"""No table holds anything of a person that they are not told of, are not given, or cannot have deleted."""

from __future__ import annotations

import json

import pytest

from dialogs.mydata.desk import erase
from dialogs.mydata.file import as_json, parts_of
from dialogs.mydata.labels import WHAT, how_long
from storage.database import Database
from storage.keeping import Limits
from storage.personal import HOLDINGS, WITHOUT_PEOPLE
from storage.tables import metadata
from tests.mydata.conftest import NOW, Service, holding, key_of, put, rows_of

pytestmark = pytest.mark.asyncio

KARI, OLA = key_of("kari"), key_of("ola")
TABLES = [each.table.name for each in HOLDINGS]


async def test_every_table_is_said_to_hold_people_or_not() -> None:
    """A new table must be given to one of the lists, with its words, before anything can be kept in it."""
    assert sorted(metadata.tables) == sorted([*TABLES, *WITHOUT_PEOPLE])
    assert sorted(TABLES) == sorted(WHAT) == sorted(rows_of(KARI))
    assert all(how_long(table, Limits()).nn for table in TABLES)


async def test_no_table_without_people_has_a_column_for_them() -> None:
    """By the names that such columns have had so far."""
    names = ("person", "who", "user", "uploaded_by", "approved_by", "written_by", "settled_by", "subscriber", "recipient")
    found = {f"{t}.{c.name}" for t in WITHOUT_PEOPLE for c in metadata.tables[t].columns if c.name in names}

    assert found == {"law_text.who"}  # a name given at the command line


@pytest.mark.parametrize("table", TABLES)
async def test_what_a_table_holds_is_told_given_out_and_deleted(service: Service, table: str) -> None:
    """For each table: «mine data» says more than before, the file has the row, and afterwards the key stands nowhere."""
    database = service.database
    await put(database, KARI, table, own_too=False)
    await service.say("mine data", locale="nn-NO")
    before = service.text
    if table == "conversation":  # to be told of it is a conversation
        assert "Kva samtalen sist handla om: ingenting" in before
        await service.say("Kven er med i Sogn KO?")
    await put(database, KARI, table)
    held = await holding(database, KARI)
    parts = {part.table: part for part in await parts_of(database, KARI, "nb", Limits())}
    reply = await service.say("mine data", locale="nn-NO")
    told = service.text
    await service.say("slett mine data")

    assert table in held
    assert held == set(parts)
    assert parts[table].rows
    assert reply.key == "privacy/data"
    assert told != before or (table == "practice_card" and "når kvart spørsmål kjem att" in told)
    assert await holding(database, KARI) == set()


async def test_both_databases_find_and_delete_alike(database: Database) -> None:
    """Table by table, as the command line does it; nothing is taken from another, and no key of others is given out."""
    for table in TABLES:
        await put(database, KARI, table)
        async with database.session(write=True) as session:
            await erase(session, OLA, now=NOW)
        still = await holding(database, KARI)
        parts = await parts_of(database, KARI, "nn", Limits())
        file = json.loads(as_json(parts, KARI, "nn", NOW))
        rows = json.dumps([part["rows"] for part in file["parts"] if part["table"] == table])
        async with database.session(write=True) as session:
            await erase(session, KARI, now=NOW)

        assert table in still, table
        assert {part.table for part in parts} == still, table
        assert file["code"] == KARI
        assert '"du"' in rows, table
        assert (KARI in rows, "f" * 64 in rows) == (False, False), table
        assert await holding(database, KARI) == set(), table

"""Edits by people: checked as imports are, kept with who and why, and taken back where nothing rests on them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from knowledge.errors import InvalidContent
from knowledge.model import Register, Text
from storage.changes import Change, Written
from storage.database import Database
from storage.edits import CannotUndo, ChangedSince, NoSuchVersion, StillUsed, Undone, edit_records, undo_change, undo_revision
from storage.register import history, latest_revisions, load_register
from storage.seed import seed
from tests.storage.conftest import NOW, rows
from tests.storage.examples import CASE, FIGURE, cooperation, make, small_register

pytestmark = pytest.mark.asyncio

FIRE = small_register().cooperations["fire"]


@pytest_asyncio.fixture
async def desk(database: Database) -> Database:
    """A database with the small register in it, at revision 1."""
    async with database.session(write=True) as session:
        await seed(session, small_register(), "one", now=NOW)
    return database


async def edit(database: Database, *changes: Change, **more: Any) -> Written:
    async with database.session(write=True) as session:
        return await edit_records(session, changes, who="kari", reason="rettet", now=NOW, **more)


async def undo(database: Database, revision: int) -> Undone:
    async with database.session(write=True) as session:
        return await undo_revision(session, revision, who="ola", why="feil", now=NOW)


async def undo_to(database: Database, kind: str, record: str, to: int, version: int | None = None) -> Undone:
    async with database.session(write=True) as session:
        return await undo_change(session, kind, record, to, who="ola", why="feil", now=NOW, version=version)


async def register(database: Database) -> Register:
    async with database.session() as session:
        return await load_register(session)


async def test_an_edit_is_a_version_an_event_and_a_line_in_the_history(desk: Database) -> None:
    """With who and why; other records stay."""
    named = replace(FIRE, name=Text("Brannvesenet", "Brannvesenet"))
    done = await edit(desk, Change("cooperations", "fire", named), Change("cooperations", "ice", cooperation("ice")))
    assert done == Written(2, added=1, changed=1)
    found = (await register(desk)).cooperations
    assert (found["fire"].name.nb, sorted(found)) == ("Brannvesenet", ["fire", "ice"])
    async with desk.session() as session:
        versions = await history(session, "cooperations", "fire")
    assert [(v.version, v.who, v.reason, v.origin) for v in versions][1:] == [(2, "kari", "rettet", "edit")]
    assert sorted(await rows(desk, "SELECT record_id, change FROM event WHERE revision = 2")) == [
        ("fire", "changed"),
        ("ice", "added"),
    ]
    assert await edit(desk, Change("cooperations", "fire", named)) == Written(2)


async def test_the_latest_changes_are_listed(desk: Database) -> None:
    """The newest first, with who and why and the first few records; as many as asked for."""
    await edit(desk, *(Change("cooperations", f"c{n}", cooperation(f"c{n}")) for n in range(5)))
    async with desk.session() as session:
        newest, first = await latest_revisions(session)
        assert await latest_revisions(session, 1) == (newest,)
    assert (newest.number, newest.who, newest.reason, newest.origin) == (2, "kari", "rettet", "edit")
    assert (newest.records, newest.count) == ((("cooperations", "c0"), ("cooperations", "c1"), ("cooperations", "c2")), 5)
    assert (first.number, first.origin, newest.created_at) == (1, "shipped", NOW)


async def test_every_problem_of_an_edit_is_told_and_nothing_is_changed(desk: Database) -> None:
    """References, counts, empty words, ids, numbers, and what others need of a record that would go."""
    changes = (
        Change("cooperations", "fire", replace(FIRE, fields=("vann",), participants_complete=True, participant_count=7)),
        Change("cooperations", "Is og Snø", replace(FIRE, id="Is og Snø")),
        Change("cases", "study", make("cases", **{**CASE, "cite": "gone | 1"})),
        Change("figures", "cost", replace(make("figures", **FIGURE), value=float("nan"), text=Text(" ", "x"))),
        Change("municipalities", "dal", None),
    )
    with pytest.raises(InvalidContent) as caught:
        await edit(desk, *changes)
    problems = [f"{p.where}: {p.fault}" for p in caught.value.problems]
    for part in (
        "cooperations/fire/fields/0: «vann» is not among the fields.",
        "cooperations/fire/participant_count: says 7, but 2 municipalities are listed as all.",
        "cooperations/Is og Snø/id: «Is og Snø» cannot be its id.",
        "cases/study/cite: cites the source «gone», which is not there.",
        "figures/cost/text/nb: String should have at least 1 character.",
        "figures/cost/value: is not a finite number.",
        "cooperations/fire/participants/1/municipality: «dal» is not among the municipalities.",
    ):
        assert part in problems
    assert await register(desk) == small_register()
    assert await rows(desk, "SELECT max(number) FROM revision") == [(1,)]


async def test_what_is_at_hand_need_not_be_read_again(desk: Database) -> None:
    """An edit on a register that was read before is checked against what others have changed since."""
    known = (await register(desk), 1)
    await edit(desk, Change("fields", "vann", make("fields", id="vann", name="vann", words={})))
    assert await edit(desk, Change("cooperations", "fire", replace(FIRE, fields=("vann",))), known=known) == Written(3, changed=1)
    await edit(desk, Change("cooperations", "fire", FIRE))
    await edit(desk, Change("fields", "vann", None))
    with pytest.raises(InvalidContent, match="«vann» is not among the fields"):
        await edit(desk, Change("cooperations", "fire", replace(FIRE, fields=("vann",))), known=known)


async def test_a_revision_is_taken_back_whole(desk: Database) -> None:
    """What it changed is as before, what it added is gone, what it removed is back; the history grows by one."""
    await edit(desk, Change("cooperations", "ice", cooperation("ice")))
    named = replace(FIRE, name=Text("B", "B"))
    await edit(
        desk,
        Change("cooperations", "fire", named),
        Change("cooperations", "ice", None),
        Change("cooperations", "sea", cooperation("sea")),
    )
    undone = await undo(desk, 3)
    assert undone.written == Written(4, added=1, changed=1, removed=1)
    assert {**(await register(desk)).cooperations} == {"fire": FIRE, "ice": cooperation("ice")}
    async with desk.session() as session:
        versions = await history(session, "cooperations", "fire")
    assert [(v.record.name.nb, v.who, v.reason, v.origin) for v in versions[1:]] == [
        ("B", "kari", "rettet", "edit"),
        ("Samarbeidet fire", "ola", "undo revision 3: feil", "undo"),
    ]
    # taking back can itself be taken back
    await undo(desk, 4)
    assert sorted((await register(desk)).cooperations) == ["fire", "sea"]


async def test_what_has_changed_since_is_not_taken_back(desk: Database) -> None:
    """It says in which revision, and when that is undone it can be; nothing has changed meanwhile."""
    await edit(desk, Change("cooperations", "fire", replace(FIRE, name=Text("B", "B"))))
    await edit(desk, Change("cooperations", "fire", replace(FIRE, name=Text("C", "C"))))
    with pytest.raises(ChangedSince, match="changed since, in revision 3: undo that first") as caught:
        await undo(desk, 2)
    assert (caught.value.kind, caught.value.record_id, caught.value.by) == ("cooperations", "fire", 3)
    await undo(desk, 3)
    assert (await register(desk)).cooperations["fire"].name.nb == "B"
    await undo(desk, 2)
    assert await register(desk) == small_register()


async def test_what_others_rest_on_is_not_taken_back(desk: Database) -> None:
    """It names what came later, and goes when that has gone."""
    await edit(desk, Change("fields", "vann", make("fields", id="vann", name="vann", words={})))
    await edit(desk, Change("cooperations", "ice", replace(cooperation("ice"), fields=("vann",))))
    with pytest.raises(StillUsed, match="cooperations/ice/fields/0: «vann» is not among the fields"):
        await undo(desk, 2)
    assert "vann" in (await register(desk)).fields
    await undo(desk, 3)
    await undo(desk, 2)
    assert await register(desk) == small_register()


async def test_a_record_goes_back_to_any_version(desk: Database) -> None:
    """As a new version; also to and from having been removed. Who saw another version is told."""
    for name in ("B", "C"):
        await edit(desk, Change("cooperations", "fire", replace(FIRE, name=Text(name, name))))
    await edit(desk, Change("cooperations", "fire", None))
    with pytest.raises(ChangedSince, match="in revision 4"):
        await undo_to(desk, "cooperations", "fire", 2, version=3)
    assert (await undo_to(desk, "cooperations", "fire", 2, version=4)).written == Written(5, added=1)
    assert (await register(desk)).cooperations["fire"].name.nb == "B"
    assert (await undo_to(desk, "cooperations", "fire", 4)).written == Written(6, removed=1)
    async with desk.session() as session:
        versions = await history(session, "cooperations", "fire")
    assert [v.record.name.nb if v.record else None for v in versions] == ["Samarbeidet fire", "B", "C", None, "B", None]


async def test_what_never_was_cannot_be_taken_back(desk: Database) -> None:
    """A revision, record or version that is not there is told so."""
    for attempt in (undo(desk, 9), undo_to(desk, "cooperations", "nothing", 1), undo_to(desk, "cooperations", "fire", 2)):
        with pytest.raises(NoSuchVersion, match=r"There is no revision 9|has no version"):
            await attempt
    with pytest.raises(CannotUndo, match="Revision 1 came with the program"):
        await undo(desk, 1)
    assert await rows(desk, "SELECT max(number) FROM revision") == [(1,)]

"""Items of one's own: every version kept, what is asked and what waits told apart, and people who can be forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.basics import Text
from knowledge.quiz import Kind, Option
from knowledge.quiz_json import item_from_json, item_to_json
from storage.database import Database
from storage.quiz_item_rows import StoredItem, forget_suggester, kept_of
from storage.quiz_items import (
    ItemMoved,
    NoSuchItem,
    SameApprover,
    approve_item,
    approved_items,
    approved_revision,
    edit_item,
    get_item,
    item_history,
    list_items,
    others,
    reject_item,
    suggest_item,
    undo_item,
    withdraw_item,
)
from tests.training.trainer.examples import item

pytestmark = pytest.mark.asyncio

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


async def suggested(database: Database, stem: str = "Hva er spurt her?", who: str = "anne") -> StoredItem:
    async with database.session(write=True) as session:
        return await suggest_item(session, item(stem), who=who, trainer=False, now=NOW)


async def approved(database: Database, number: int, version: int, who: str = "kari", *, two: bool = False) -> StoredItem:
    async with database.session(write=True) as session:
        return await approve_item(session, number, version=version, who=who, two_persons=two, now=NOW)


async def asked(database: Database) -> list[str]:
    async with database.session() as session:
        return [each.stem.nb for each in await approved_items(session)]


@pytest.mark.parametrize("kind", list(Kind))
async def test_an_item_comes_back_from_plain_data_as_it_was(kind: Kind) -> None:
    """Whatever its kind."""
    match = Text("par", "par") if kind is Kind.MATCH else None
    options = tuple(Option(x, Text(x, x), Text("Derfor.", "Difor."), ("koml 19-1",), x == "a", match) for x in "abc")
    made = item(kind=kind, id="own-1", options=options, situation=Text("Da.", "Då."), rules=())

    assert item_from_json(item_to_json(made)) == made


async def test_a_suggestion_waits_and_is_asked_when_it_is_approved(database: Database) -> None:
    """The number that tells of changes moves only when something else is asked than before."""
    made = await suggested(database)
    async with database.session() as session:
        before = await approved_revision(session)
        assert [made] == list(await list_items(session, "suggested"))
    assert (made.item.id, made.state, made.version, await asked(database)) == ("own-1", "suggested", 1, [])

    done = await approved(database, made.number, 1)

    assert (done.state, done.version, await asked(database)) == ("approved", 2, ["Hva er spurt her?"])
    async with database.session() as session:
        assert before + 1 == await approved_revision(session)


async def test_two_persons_are_two(database: Database) -> None:
    """The same one twice does not do, and what is edited in between must be approved anew by both."""
    made = await suggested(database)
    first = await approved(database, made.number, 1, two=True)
    assert (first.state, first.version, first.approved_by) == ("suggested", 1, ("kari",))
    with pytest.raises(SameApprover):
        await approved(database, made.number, 1, two=True)
    async with database.session(write=True) as session:
        edited = await edit_item(session, made.number, item("Hva nå?"), version=1, who="kari", now=NOW)
    assert (edited.approved_by, edited.version) == ((), 2)
    await approved(database, made.number, 2, two=True)
    done = await approved(database, made.number, 2, "ola", two=True)
    assert (done.state, await asked(database)) == ("approved", ["Hva nå?"])


async def test_what_is_asked_stays_while_other_words_wait(database: Database) -> None:
    """Rejecting them leaves it as it was; approving them puts them in its place."""
    number = (await suggested(database)).number
    await approved(database, number, 1)
    async with database.session(write=True) as session:
        assert (await edit_item(session, number, item(), version=2, who="kari", now=NOW)).version == 2  # as it was
        waiting = await edit_item(session, number, item("Nytt?"), version=2, who="kari", now=NOW)
    assert (waiting.state, await asked(database)) == ("suggested", ["Hva er spurt her?"])
    async with database.session(write=True) as session:
        back = await reject_item(session, number, version=3, who="ola", why="uklart", now=NOW)
    assert (back.state, back.item.stem.nb) == ("approved", "Hva er spurt her?")
    async with database.session(write=True) as session:
        again = await undo_item(session, number, version=back.version, who="ola", now=NOW)
    assert (again.state, again.item.stem.nb, await asked(database)) == ("suggested", "Nytt?", ["Hva er spurt her?"])
    await approved(database, number, again.version)
    assert await asked(database) == ["Nytt?"]


async def test_withdrawing_and_undoing(database: Database) -> None:
    """What is withdrawn is not asked; undone it is again. All of it stays in the history."""
    number = (await suggested(database)).number
    with pytest.raises(ItemMoved):
        async with database.session(write=True) as session:
            await withdraw_item(session, number, version=1, who="kari", why="", now=NOW)
    await approved(database, number, 1)
    async with database.session(write=True) as session:
        gone = await withdraw_item(session, number, version=2, who="kari", why="utdatert", now=NOW)
    assert (gone.state, await asked(database)) == ("withdrawn", [])
    async with database.session(write=True) as session:
        back = await undo_item(session, number, version=3, who="ola", now=NOW)
    assert (back.state, await asked(database)) == ("approved", ["Hva er spurt her?"])
    async with database.session() as session:
        told = [(c.version, c.what, c.who, c.why, c.state) for c in await item_history(session, number)]
    assert told == [
        (1, "suggested", "anne", "", "suggested"),
        (2, "approved", "kari", "", "approved"),
        (3, "withdrawn", "kari", "utdatert", "withdrawn"),
        (4, "undone", "ola", "", "approved"),
    ]


async def test_a_button_for_another_version_does_nothing(database: Database) -> None:
    """Nor does one for an item that is not there, or an undo of a suggestion that nothing came before."""
    number = (await suggested(database)).number
    with pytest.raises(ItemMoved):
        await approved(database, number, 7)
    with pytest.raises(NoSuchItem):
        await approved(database, 99, 1)
    with pytest.raises(ItemMoved):
        async with database.session(write=True) as session:
            await undo_item(session, number, version=1, who="kari", now=NOW)
    async with database.session() as session:
        found = await get_item(session, number)
    assert found is not None
    assert (found.state, found.version) == ("suggested", 1)


async def test_others_are_all_that_is_asked_or_waits(database: Database) -> None:
    """Both words of an item that is asked and waits; not those that were rejected, nor the item itself."""
    one, two, three = [(await suggested(database, stem)).number for stem in ("En?", "To?", "Tre?")]
    await approved(database, one, 1)
    async with database.session(write=True) as session:
        await edit_item(session, one, item("En til?"), version=2, who="kari", now=NOW)
        await reject_item(session, two, version=1, who="kari", why="", now=NOW)
        assert [each.stem.nb for each in await others(session, three)] == ["En?", "En til?"]
        assert [each.stem.nb for each in await others(session, None)] == ["En?", "En til?", "Tre?"]


async def test_a_person_can_be_forgotten(database: Database) -> None:
    """What waits goes with them; what was settled stays without them; a number is never used again."""
    settled = (await suggested(database, "Avgjort?")).number
    await approved(database, settled, 1, "anne", two=True)
    await approved(database, settled, 1, "kari", two=True)
    half = (await suggested(database, "Halvt?", who="bo")).number
    await approved(database, half, 1, "anne", two=True)
    waiting = (await suggested(database, "Venter?")).number
    async with database.session() as session:
        assert await kept_of(session, "anne") == (2, 2)
    async with database.session(write=True) as session:
        await forget_suggester(session, "anne")
    async with database.session() as session:
        assert await kept_of(session, "anne") == (0, 0)
        assert await kept_of(session, "bo") == (1, 0)
        assert None is await get_item(session, waiting)
        assert await item_history(session, waiting) == ()
        assert [each.who for each in await item_history(session, settled)] == ["", "", "kari"]
        left = await get_item(session, half)
    assert left is not None
    assert left.approved_by == ()
    assert await asked(database) == ["Avgjort?"]
    assert waiting + 1 == (await suggested(database)).number

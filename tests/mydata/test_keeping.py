"""What is forgotten by itself, when, and that the settings and the guide say the same."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from dialogs.mydata.room import mydata_room
from dialogs.settings import BadSettings, Settings, read_settings
from storage.conversations import save_preferences, save_state, stored_about
from storage.database import Database
from storage.keeping import Limits, forget_old
from storage.tables import document, draft, draft_change, revision
from storage.tables_following import rhythm, subscriber, subscription
from storage.tables_outbox import broadcast, recipient
from tests.mydata.conftest import DAY, NOW, Service, holding, key_of, row
from tests.storage.conftest import rows

pytestmark = pytest.mark.asyncio

KARI, OLA = key_of("kari"), key_of("ola")
VARIABLES = {
    "feedback": "SAMRAD_FEEDBACK_DAYS", "conversations": "SAMRAD_CONVERSATION_DAYS", "people": "SAMRAD_PERSON_DAYS",
    "sent": "SAMRAD_SENT_DAYS", "unreached": "SAMRAD_UNREACHED_DAYS", "authors": "SAMRAD_AUTHOR_DAYS",
}  # fmt: skip
DOCS = Path(__file__).parents[2] / "docs"


async def purged(database: Database, **limits: int) -> None:
    await forget_old(database, now=NOW, today=DAY, limits=Limits(**limits))


async def test_each_limit_has_its_setting() -> None:
    """With a default, a least and a most; anything else is refused with the remedy."""
    assert set(VARIABLES) == set(asdict(Limits()))
    assert read_settings({}).limits == Limits()
    for name, variable in VARIABLES.items():
        assert asdict(read_settings({variable: "33"}).limits) == {**asdict(Limits()), name: 33}
        with pytest.raises(BadSettings, match=variable):
            read_settings({variable: "0"})


@pytest.mark.parametrize("guide", ["drift.nb.md", "drift.nn.md"])
async def test_the_guide_has_the_table_of_limits(guide: str) -> None:
    """Each setting with its default."""
    text = (DOCS / guide).read_text(encoding="utf-8")
    assert [
        variable for name, variable in VARIABLES.items() if f"| `{variable}` | {asdict(Limits())[name]} |" not in text
    ] == []


async def test_choices_go_when_nobody_is_heard_of(database: Database) -> None:
    """Counted from the last time they spoke, though the conversation itself went before; who follows something is kept."""
    async with database.session(write=True) as session:
        for person in (KARI, OLA, key_of("per")):
            await save_preferences(session, person, {"municipality": "sel"}, now=NOW - timedelta(days=900))
        await save_state(session, "k", {}, now=NOW - timedelta(days=400), person_key=KARI)
        await session.run(lambda c: c.execute(insert(rhythm).values(row(rhythm, id=1, mode="daily"))))
        follower = row(subscriber, key=key_of("per"), person=key_of("per"), rhythm=1)
        await session.run(lambda c: c.execute(insert(subscriber).values(follower)))
    await purged(database, people=730, conversations=180)
    kept = {person: await _preferences(database, person) for person in (KARI, OLA, key_of("per"))}
    await purged(database, people=730, conversations=180)
    again = await _preferences(database, KARI)
    await forget_old(database, now=NOW + timedelta(days=331), today=DAY, limits=Limits())

    assert kept == {KARI: True, OLA: False, key_of("per"): True}
    assert again
    assert not await _preferences(database, KARI)


async def _preferences(database: Database, person: str) -> bool:
    async with database.session() as session:
        return bool((await stored_about(session, person)).preferences)


async def test_who_made_a_change_is_forgotten_after_a_term(database: Database) -> None:
    """The change stays; what is newer, what waits, and names from the command line stay as they are."""
    old, new = NOW - timedelta(days=1462), NOW - timedelta(days=1460)
    filled: list[tuple[Any, dict[str, Any]]] = [
        (revision, row(revision, number=1, who="import", created_at=old)),
        (revision, row(revision, number=2, who=f"{KARI}, {OLA}", created_at=old)),
        (revision, row(revision, number=3, who=OLA, created_at=new)),
        (document, row(document, id=1, digest="a", state="done", uploaded_by=KARI, uploaded_at=old)),
        (draft, row(draft, id=1, document=1, state="approved", approved_by=[KARI], created_at=old)),
        (draft, row(draft, id=2, document=1, state="open", approved_by=[OLA], created_at=old)),
        (draft_change, row(draft_change, draft=1, what="approved", who=KARI, at=old)),
        (broadcast, row(broadcast, audience="everybody", written_by=KARI, state="sent", settled_by=KARI, written_at=old)),
    ]
    async with database.session(write=True) as session:
        for table, values in filled:
            await session.run(lambda c, t=table, v=values: c.execute(insert(t).values(v)))  # type: ignore[misc]
    before = await holding(database, KARI)
    await purged(database)

    assert before == {"revision", "document", "draft", "draft_change", "broadcast"}
    assert await holding(database, KARI) == set()
    assert await rows(database, "SELECT number, who FROM revision ORDER BY number") == [(1, "import"), (2, ""), (3, OLA)]
    assert await holding(database, OLA) == {"revision", "draft"}
    assert await rows(database, "SELECT count(*) FROM draft_change") == [(1,)]


async def test_who_cannot_be_reached_is_forgotten_in_the_end(database: Database) -> None:
    """With all that they follow; those who were paused lately, and those who are reached, are kept."""
    async with database.session(write=True) as session:
        await session.run(lambda c: c.execute(insert(rhythm).values(row(rhythm, id=1, mode="daily"))))
        for key, paused in ((KARI, NOW - timedelta(days=181)), (OLA, NOW - timedelta(days=179)), (key_of("per"), None)):
            for table, values in (
                (recipient, row(recipient, key=key, paused_why="gone" if paused else "", paused_at=paused)),
                (subscriber, row(subscriber, key=key, person=key, rhythm=1)),
                (subscription, row(subscription, subscriber=key, topic="c:k")),
            ):
                await session.run(lambda c, t=table, v=values: c.execute(insert(t).values(v)))  # type: ignore[misc]
    await purged(database)

    assert await holding(database, KARI) == set()
    assert await holding(database, OLA) == await holding(database, key_of("per"))
    assert await holding(database, OLA) == {"recipient", "subscriber", "subscription"}


async def test_it_runs_by_itself_while_the_service_is_served(small: Database) -> None:
    """With the limits of the settings, the first time at once."""
    service = Service(small, Settings(limits=Limits(conversations=10)))
    async with small.session(write=True) as session:
        for key, days in (("old", 11), ("new", 9)):
            await save_state(session, key, {}, now=NOW - timedelta(days=days))
    (loop,) = mydata_room(service.house).loops
    running = asyncio.create_task(loop(None))  # type: ignore[arg-type]  # it sends nothing
    for _ in range(100):
        left = await rows(small, "SELECT key FROM conversation")
        if len(left) == 1:
            break
        await asyncio.sleep(0.05)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert left == [("new",)]


async def test_words_that_are_held_to_be_shared_go_as_well(service: Service) -> None:
    """They are in memory alone, for a quarter of an hour at most."""
    await service.say("Hva heter hunden til ordføreren i Sel?")
    held = (await service.say("send spørsmålet til redaktørene")).key
    await service.say("slett mine data")
    after = (await service.say("send spørsmålet til redaktørene")).key

    assert (held, after) == ("feedback/confirm", "feedback/how")


async def test_a_message_to_many_that_waits_goes_with_its_writer(service: Service) -> None:
    """Else they could approve their own, as somebody who is not known any more."""
    values = row(broadcast, audience="everybody", written_by=KARI, state="open", settled_by="", nb="Hei", nn="Hei")
    async with service.database.session(write=True) as session:
        await session.run(lambda c: c.execute(insert(broadcast).values(values)))
    await service.say("slett mine data")

    told = await rows(service.database, "SELECT written_by, state, nb, nn FROM broadcast")
    assert told == [("", "dropped", "", "")]

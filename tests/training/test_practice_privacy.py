"""What practice keeps of people: told, forgotten on request, and forgotten by itself in the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from dialogs.training.kept import PracticeStore
from knowledge.practice import Habit, Result
from storage.conversations import save_state
from storage.database import Database
from storage.keeping import Limits, forget_old
from storage.practice import add_results
from storage.practice_habits import Subscribed, save_run, subscribe
from tests.storage.conftest import rows
from tests.training.talking import MORNING, Person
from tests.training.test_practice_talks import answer, key_of

pytestmark = pytest.mark.asyncio

TABLES = ("practice_result", "practice_card", "practice_run", "practice_habit")


async def counts(database: Database) -> dict[str, int]:
    return {table: (await rows(database, f"SELECT count(*) FROM {table}"))[0][0] for table in TABLES}


async def test_mine_data_tells_of_all_of_it(kari: Person) -> None:
    """The results, the exercise under way, the role, and the regular exercise."""
    await kari.say("øv som medlem av kontrollutvalget")
    await kari.say("quiz")
    await answer(kari)
    await kari.say("øv hver dag kl. 8")
    await kari.say("mine data")
    told = kari.last.text if kari.last else ""

    for words in ("resultatet av 1 svar", "En øving som er i gang", "medlem av kontrollutvalget", "hver dag kl. 08.00"):
        assert words in told


async def test_of_one_who_has_only_looked_nothing_is_kept(kari: Person) -> None:
    """Progress and themes may be asked for without a trace."""
    for said in ("hvordan ligger jeg an?", "hva kan jeg øve på?", "når øver jeg?", "stopp øvingen"):
        await kari.say(said)

    assert await counts(kari.service.database) == dict.fromkeys(TABLES, 0)


async def test_slett_mine_data_leaves_nothing(kari: Person) -> None:
    """And takes nothing from others."""
    other = Person(kari.service, "per", reference=kari.reference)
    for person in (kari, other):
        await person.say("quiz")
        await answer(person)
        await person.say("øv hver dag kl. 8")
    before = await counts(kari.service.database)
    await kari.say("slett mine data")

    assert before == dict.fromkeys(TABLES, 2)
    assert await counts(kari.service.database) == dict.fromkeys(TABLES, 1)
    async with kari.service.database.session() as session:
        assert await PracticeStore().told(session, key_of(kari)) == []
        assert len(await PracticeStore().told(session, key_of(other))) == 3


async def test_results_alone_can_be_deleted(kari: Person) -> None:
    """The regular exercise goes on."""
    await kari.say("quiz")
    await answer(kari)
    await kari.say("øv hver dag kl. 8")
    await kari.say("slett øvingsresultatene mine")

    assert (kari.reply.key, kari.reply.facts["count"]) == ("quiz/forgotten", 1)
    told = await counts(kari.service.database)
    assert (told["practice_result"], told["practice_card"], told["practice_habit"]) == (0, 0, 1)


async def test_training_of_people_who_are_not_heard_of_is_forgotten(database: Database) -> None:
    """After 24 months without an answer, an exercise or any word at all; a regular exercise that is never answered ends too."""
    old, day = MORNING - timedelta(days=731), MORNING.date()
    result = Result("i", "forms", 1, True, 1, 1, old, old.date())
    async with database.session(write=True) as session:
        for person in ("gone", "answered", "practised", "spoke"):
            await add_results(session, person, [result])
            await save_run(session, person, {}, heard=MORNING if person == "practised" else old)
            await subscribe(session, Subscribed(person, Habit("0", 480), "talk", day))
        await add_results(session, "answered", [Result("j", "forms", 1, True, 1, 1, MORNING, day)])
        await save_state(session, "talk", {}, now=MORNING, person_key="spoke")
        await save_state(session, "other", {}, now=MORNING)
    await forget_old(database, now=MORNING, today=day, limits=Limits())
    async with database.session() as session:
        for table in TABLES[:1] + TABLES[2:]:
            query = text(f"SELECT DISTINCT person FROM {table} ORDER BY person")
            left = await session.run(lambda c, query=query: [row[0] for row in c.execute(query)])  # type: ignore[misc]
            assert left == ["answered", "practised", "spoke"]

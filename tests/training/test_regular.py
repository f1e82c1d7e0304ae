"""Exercises that come by themselves: once for each person and day, whoever looks at the clock and however often."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dialogs.delivery.composer import Queued, Skip
from dialogs.model import RenderedReply
from dialogs.training.items import Askable
from dialogs.training.own_items import OwnItems
from dialogs.training.regular import KIND, Regular
from knowledge.practice import Habit
from storage import subscriptions
from storage.database import Database, open_database
from storage.practice_habits import Subscribed, subscribe, subscribed
from storage.recipients import find_recipient
from tests.storage.conftest import rows
from tests.training.talking import MORNING, SECRET, Clock, Person, Service, with_stale
from tests.training.test_practice_talks import answer, key_of, results

pytestmark = pytest.mark.asyncio

QUEUED = "SELECT notice, recipient, state FROM outbox ORDER BY notice, recipient"


def regular(service: Service) -> Regular:
    return Regular(service.house, Askable(OwnItems(service.database).standing))


def queued(person: Person) -> Queued:
    now = person.service.clock.now
    return Queued(f"{KIND}:x", KIND, key_of(person), "nb", {}, now, None, 0)


async def composed(person: Person) -> RenderedReply | Skip:
    made = await regular(person.service).compose(queued(person))
    assert isinstance(made, RenderedReply | Skip)
    return made


async def test_a_subscription_is_kept_with_where_to_write_and_ends_on_request(kari: Person) -> None:
    """It is told when the first one comes."""
    await kari.say("øv hver dag kl. 8")
    database = kari.service.database
    async with database.session() as session:
        kept = await subscribed(session, key_of(kari))
        recipient = await find_recipient(session, key_of(kari))

    told = (kari.reply.key, kari.reply.facts["when"], kari.reply.facts["first"])
    assert told == ("quiz/habit", "hver dag kl. 08.00", "02.12.2026")
    assert kept is not None
    assert (kept.person, kept.habit) == (key_of(kari), Habit("0123456", 480))
    assert recipient is not None
    assert (recipient.recipient.reference, recipient.recipient.language) == (kari.reference, "nb")
    await kari.say("stopp øvingen")
    async with database.session() as session:
        assert await subscribed(session, key_of(kari)) is None
        assert await find_recipient(session, key_of(kari)) is None
    assert kari.reply.facts["reason"] == "ended"


async def test_one_who_follows_something_too_is_still_reached(kari: Person) -> None:
    """Ending the one leaves where to write for the other, whichever ends first."""
    database = kari.service.database
    for first, last in (("stopp øvingen", "slutt å følge alt"), ("slutt å følge alt", "stopp øvingen")):
        await kari.say("øv hver dag kl. 8")
        async with database.session(write=True) as session:
            who = key_of(kari)
            await subscriptions.subscribe(session, who, ["f:brann"], person=who, now=kari.service.clock.now)
        for said, reached in ((first, True), (last, False)):
            await kari.say(said)
            async with database.session() as session:
                assert (await find_recipient(session, key_of(kari)) is not None) is reached


async def test_where_nobody_can_be_written_to_there_is_no_subscription(service: Service) -> None:
    """And in a group there is none either."""
    alone, among = Person(service, "ada"), Person(service, "bo", group=True, reference={"conversation": {}})
    await alone.say("øv hver dag kl. 8")
    await among.say("øv hver dag kl. 8")
    async with service.database.session() as session:
        kept = [await subscribed(session, key_of(person)) for person in (alone, among)]

    assert (alone.reply.facts["reason"], among.reply.key) == ("place", "quiz/elsewhere")
    assert kept == [None, None]


async def test_each_person_is_queued_once_a_day_by_any_number_of_replicas(url: str) -> None:
    """Three replicas that look every ten minutes for three days, started again now and then; on both databases."""
    databases = [open_database(url) for _ in range(3)]
    clock = Clock(datetime(2026, 12, 1, 22, tzinfo=UTC))
    async with databases[0].session(write=True) as session:
        for n in range(6):
            await subscribe(session, Subscribed(f"p{n}", Habit("0123456", 60 * (6 + n)), f"talk{n}"))
    for n in range(3 * 24 * 6):
        if n % 36 == 0:
            regulars = [regular(Service(database, clock)) for database in databases]
        await asyncio.gather(*(one.look(clock.now) for one in regulars))
        clock.now += timedelta(minutes=10)
    found = await rows(databases[0], QUEUED)
    for database in databases:
        await database.close()

    assert len(found) == 3 * 6
    assert len({(notice, recipient) for notice, recipient, _ in found}) == 3 * 6


async def test_after_a_stop_of_the_service_it_is_not_sent_at_an_hour_nobody_asked_for(service: Service) -> None:
    """Back after two hours it comes, after six it waits for the next day."""
    async with service.database.session(write=True) as session:
        for n, minute in enumerate((6 * 60, 2 * 60)):
            await subscribe(session, Subscribed(f"p{n}", Habit("0123456", minute), "talk"))
    look = regular(service).look
    told = [await look(MORNING - timedelta(minutes=30)), await look(MORNING)]
    tomorrow = await look(MORNING + timedelta(hours=18))

    assert (told, tomorrow) == ([1, 0], 1)  # 8 o'clock in Norway, and half past two the night after


async def test_the_message_is_a_question_that_can_be_answered_at_once(kari: Person) -> None:
    """In the person's written form; «2» answers it, though other things were offered before."""
    await kari.say("øv kvar dag kl. 8")
    kari.service.clock.now += timedelta(days=1)
    await kari.say("hei")
    made = await composed(kari)
    assert isinstance(made, RenderedReply)
    assert "Spørsmål 1 av 3" in made.text
    await answer(kari)

    assert kari.reply.key == "quiz/feedback"
    assert len(await results(kari)) == 1


class Post:
    """Takes what is written, as a channel does."""

    def __init__(self) -> None:
        self.taken: list[tuple[Mapping[str, Any], RenderedReply]] = []
        self.came = asyncio.Event()

    async def send(self, reference: Mapping[str, Any], reply: RenderedReply) -> tuple[str, ...]:
        self.taken.append((reference, reply))
        self.came.set()
        return ("m1",)

    async def update(self, reference: Mapping[str, Any], message: str, reply: RenderedReply) -> None:
        raise AssertionError("nothing is put in place of another")


async def test_an_exercise_goes_through_the_outbox_to_where_it_was_asked_for(kari: Person) -> None:
    """From the clock to the channel, and it is settled as sent."""
    await kari.say("øv hver dag kl. 8")
    service, post = kari.service, Post()
    service.clock.now = datetime(2026, 12, 2, 7, 0, 10, tzinfo=UTC)
    assert await regular(service).look(service.clock.now) == 1
    sending = [asyncio.create_task(loop(post)) for loop in service.rooms[0].loops]
    await asyncio.wait_for(post.came.wait(), 20)
    for task in sending:
        task.cancel()
    await asyncio.gather(*sending, return_exceptions=True)

    [(reference, reply)] = post.taken
    assert reference == kari.reference
    assert "Spørsmål 1 av 3" in reply.text
    assert [state for *_, state in await rows(service.database, QUEUED)] == ["sent"]


async def test_a_try_that_did_not_succeed_is_made_again_as_it_was(kari: Person) -> None:
    """The same question, and the same exercise."""
    await kari.say("øv hver dag kl. 8")
    first, second = await composed(kari), await composed(kari)

    assert first == second


async def test_one_in_the_middle_of_an_exercise_is_reminded_of_it(kari: Person) -> None:
    """The question that waits is the one that is sent; no other is begun."""
    await kari.say("øv hver dag kl. 8")
    await kari.say("øv på historie")
    await kari.say("pause")
    made = await composed(kari)

    assert isinstance(made, RenderedReply)
    assert "øving om historie" in made.text


async def test_nothing_is_sent_to_one_who_has_stopped_or_has_nothing_left(kari: Person) -> None:
    """The ledger is told why."""
    assert await composed(kari) == Skip("unsubscribed")
    await kari.say("øv hver dag kl. 8")
    known = kari.service.live.knowledge
    kari.service.know(with_stale(known, known.law.book.rules))

    assert await composed(kari) == Skip("nothing_left")


async def test_a_new_hour_takes_the_place_of_the_old(database: Database) -> None:
    """A day that is done with for the old hour may be taken for the new one, once."""
    old = Subscribed("ada", Habit("0123456", 480), "talk", MORNING.date())
    async with database.session(write=True) as session:
        await subscribe(session, old)
        await subscribe(session, replace(old, habit=Habit("01234", 540), last_day=None))
        assert await subscribed(session, "ada") == Subscribed("ada", Habit("01234", 540), "talk")
    assert SECRET

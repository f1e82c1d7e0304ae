"""The cards in the channel: the newest state, no more often than the channel takes, by one replica at a time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from dialogs.outgoing import NotSent
from dialogs.training.group.showing import HELD
from storage import group_showing
from storage.database import Database
from tests.storage.conftest import rows
from tests.training.connector import TEAMS
from tests.training.group.room import TRAINER, Channel, Meeting, running


async def test_how_many_have_answered_is_told_together_and_not_one_by_one(meeting: Meeting) -> None:
    """Sixty votes within a second are one update."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    await meeting.show()
    for n in range(60):
        await meeting.vote("abcd"[n % 4], f"p{n}")
        await meeting.show(0.01)
    before = len(meeting.channel.sent)
    await meeting.show()
    await meeting.show()

    assert before == 2
    assert len(meeting.channel.sent) == 3
    assert "60 har svart" in meeting.channel.cards[1]


async def test_a_changed_vote_changes_nothing_that_is_shown(meeting: Meeting) -> None:
    """So nothing is sent for it: the card tells how many, not what."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    await meeting.vote("a", "ada")
    await meeting.show()
    before = len(meeting.channel.sent)
    await meeting.vote("b", "ada")
    await meeting.show()

    assert len(meeting.channel.sent) == before


async def test_a_channel_that_wants_less_is_left_alone_and_gets_the_end(meeting: Meeting) -> None:
    """It is told nothing until it said, and then the newest state alone."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    await meeting.show()
    await meeting.vote("a", "ada")
    meeting.channel.refusals = [NotSent(429, "20")]
    await meeting.show()
    refused = len(meeting.channel.sent)
    await meeting.say("steng")
    await meeting.show(10)
    waiting = len(meeting.channel.sent)
    await meeting.say("avslutt")
    await meeting.show(20)

    assert (refused, waiting) == (2, 2)
    assert "Riktig svar er" in meeting.channel.cards[1]
    assert "er slutt" in meeting.channel.cards[2]
    assert (await meeting.session()).state == "done"


async def test_trouble_on_the_way_loses_nothing(meeting: Meeting) -> None:
    """What was not taken is tried again, later each time, until it is."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    meeting.channel.refusals = [NotSent(503), NotSent(0, why="TimeoutError"), NotSent(500)]
    waits = []
    for _ in range(3):
        await meeting.show(60)
        session = await meeting.session()
        assert session.not_before is not None
        waits.append((session.not_before - meeting.now).total_seconds())
    await meeting.show(60)

    assert waits == [1, 2, 4]
    assert len(meeting.channel.cards) == 2
    assert (await meeting.session()).failures == 0


async def test_a_card_that_was_deleted_is_written_anew(meeting: Meeting) -> None:
    """Somebody took the question away in the chat: its result comes as a message of its own."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    await meeting.show()
    await meeting.say("steng")
    meeting.channel.refusals = [NotSent(404), None, NotSent(404)]
    await meeting.show()

    assert (await meeting.question()).message == "m3"
    assert "Riktig svar er" in meeting.channel.cards[2]
    assert (await meeting.session()).control == "m4"
    assert "Spørsmål 1 er stengt" in meeting.channel.cards[3]


async def test_a_conversation_that_is_gone_is_let_be(meeting: Meeting) -> None:
    """Where nothing can be written the session is over, and nothing is tried again."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    meeting.channel.refusals = [NotSent(403, code="MessageWritesBlocked")]
    await meeting.show()
    await meeting.show()

    assert meeting.channel.sent == []
    assert (await meeting.session()).state == "done"
    assert (await meeting.session()).reference is None


async def test_one_replica_at_a_time_shows_a_session(replicas: tuple[Database, Database]) -> None:
    """Another takes over when the first has stopped, and goes on from what is shown."""
    first = Meeting(replicas[0])
    second = Meeting(replicas[1], channel=first.channel)
    await first.say("start quiz om vertskommune, 1 spørsmål")
    await first.show()
    await first.vote("a", "ada")
    second.now = first.now
    await second.show()
    held = len(first.channel.sent)
    await second.show(HELD.total_seconds() + 1)
    taken = len(first.channel.sent)
    first.now = second.now
    await first.vote("b", "bo")
    await first.show()

    assert (held, taken, len(first.channel.sent)) == (2, 3, 3)
    assert "1 har svart" in first.channel.cards[1] or "Én har svart" in first.channel.cards[1]


async def test_a_replica_that_is_told_to_stop_lets_others_go_on_at_once(replicas: tuple[Database, Database]) -> None:
    """Nobody waits for a replica that is taken down in good order."""
    first, second = Meeting(replicas[0]), Meeting(replicas[1], presses=100)
    await first.say("start quiz om vertskommune, 1 spørsmål")
    async with running(first):
        await _until(lambda: len(first.channel.sent) == 2)
    await second.press("Steng spørsmål 1 i quiz 1", TRAINER)
    second.channel.sent = list(first.channel.sent)
    await second.show()

    assert "Riktig svar er" in second.channel.cards[1]


async def test_what_is_said_in_the_open_counts_among_what_the_channel_takes(meeting: Meeting) -> None:
    """And the cards wait for it: of all together no more go than are allowed."""
    await meeting.say("start quiz om vertskommune, 3 spørsmål")
    await meeting.show()
    for _ in range(8):
        await meeting.say("start quiz")
    async with meeting.database.single() as storage:
        times = await group_showing.sendings(storage, (await meeting.session()).channel, meeting.now - timedelta(seconds=1))
    await meeting.say("steng")
    shown = asyncio.create_task(meeting.show(0))
    await asyncio.sleep(0.2)
    held = len(meeting.channel.sent)
    meeting.now += timedelta(seconds=3)
    await shown

    assert (len(times), held) == (10, 2)
    assert "Riktig svar er" in meeting.channel.cards[1]


async def test_the_loop_shows_a_session_by_itself_within_the_limits(either: Meeting) -> None:
    """As it does in service, with a clock that goes: two questions, sixty people, and never too much at once."""
    meeting, channel = either, Watched()
    meeting.channel = channel
    loop = asyncio.get_running_loop()
    began, start = loop.time(), meeting.now
    meeting.clock = lambda: start + timedelta(seconds=loop.time() - began)  # type: ignore[method-assign]
    meeting.showing.clock = meeting.clock
    await meeting.say("start quiz om vertskommune, 2 spørsmål")
    async with running(meeting):
        for number in (1, 2):
            await _until(lambda: any(card.startswith(f"Spørsmål {number} av 2") for card in channel.cards))  # noqa: B023
            for n in range(30):
                await meeting.vote("abcd"[n % 4], f"p{n}", number)
            await meeting.say("neste")
        await _until(lambda: "er slutt" in channel.cards[-1])
        await _until(lambda: "er slutt" in channel.cards[0])

    assert all("av 30 (" in card for card in channel.cards[1:3])
    for most, span in TEAMS:
        assert all(b - a >= span for a, b in zip(channel.times, channel.times[most:], strict=False))
    assert await rows(meeting.database, "SELECT count(*) FROM group_sending") == [(len(channel.times),)]


class Watched(Channel):
    """A channel that notes when it was written to."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def _refuse(self) -> None:
        self.times.append(asyncio.get_running_loop().time())


async def _until(holds: Any) -> None:
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come")

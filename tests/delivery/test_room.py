"""Those who come back, and what is kept of people."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from dialogs.delivery.room import delivery_room
from dialogs.house import Room
from dialogs.model import Message, RenderedReply
from knowledge.understanding.question import Context
from storage.database import Database
from storage.outbox import Notice
from storage.recipients import find_recipient, keep_recipient, pause_recipients
from tests.delivery.houses import house, knowledge, message, person
from tests.delivery.support import NOW, Plain, ledger, queue, recipient, reference, states

pytestmark = pytest.mark.asyncio


@dataclass
class Memory:
    person: str
    state: dict[str, Any] = field(default_factory=dict)


class Received:
    """A sender that takes all."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def send(self, reference: Any, reply: RenderedReply) -> tuple[str, ...]:
        self.texts.append(reply.text)
        return (f"m{len(self.texts)}",)

    async def update(self, reference: Any, message: str, reply: RenderedReply) -> None:
        raise AssertionError(message)


@asynccontextmanager
async def running(room: Room, sender: Received) -> AsyncIterator[None]:
    """The room's loops, while within."""
    tasks = [asyncio.create_task(loop(sender)) for loop in room.loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def until(done: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(500):
        if await done():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it never came to that")


async def _keep(database: Database, key: str, number: int = 1) -> None:
    async with database.session(write=True) as session:
        await keep_recipient(session, replace(recipient(number), key=key), now=NOW)


async def _say(room: Room, said: Message, who: str) -> None:
    assert room.aside is not None
    assert await room.aside.answer(said, said.text, Context(), Memory(who), knowledge()) is None


async def test_who_comes_back_is_told_what_waited_and_gets_it(database: Database) -> None:
    """A person whom nothing could be sent to writes to us: first a word of welcome, then the notice, then what is new."""
    ola, inside = person("ola"), house(database)
    room, sender = delivery_room(inside, {"plain": Plain()}), Received()
    await _keep(database, ola)
    async with database.session(write=True) as session:
        await pause_recipients(session, {ola: "MessageWritesBlocked"}, now=NOW)
    await queue(database, Notice("n", "plain"), [ola])
    await queue(database, Notice("next", "plain", due_at=NOW + timedelta(days=1)), [ola])

    async with running(room, sender):

        async def back() -> bool:
            await _say(room, message("ola", "hei", number=9), ola)
            async with database.session() as session:
                kept = await find_recipient(session, ola)
            return kept is not None and not kept.paused_why and kept.recipient.reference == reference(9)

        await until(back)

        async def sent() -> bool:
            return len(sender.texts) == 2

        await until(sent)
    assert "Fint å nå deg igjen: én melding har ventet på deg." in sender.texts[0]
    assert sender.texts[1] == "n"
    assert await states(database) == {("sent", ""): 2, ("waiting", ""): 1}


async def test_what_is_kept_to_reach_somebody_is_told_and_forgotten(database: Database) -> None:
    """«Mine data» tells of it in both written forms; «slett mine data» takes it away, and the ledger still adds up."""
    ola, store = person("ola"), delivery_room(house(database), {}).store
    assert store is not None
    async with database.session() as session:
        assert await store.told(session, ola) == ()
    await _keep(database, ola)
    await queue(database, Notice("n", "plain"), [ola])
    async with database.session() as session:
        told = await store.told(session, ola)
    assert [line.nb.partition(",")[0] for line in told] == [
        "Hvor jeg kan skrive til deg",
        "Hvilke varsler og øvelser du har fått eller venter på (1); det slettes etter 90 dager",
    ]
    assert all(line.nb != line.nn for line in told)
    async with database.single() as session:
        await store.forget(session, ola)
    async with database.session() as session:
        assert await store.told(session, ola) == ()
    told_of = await ledger(database, "n")
    assert (told_of.skipped, told_of.adds_up) == ({"forgotten": 1}, True)

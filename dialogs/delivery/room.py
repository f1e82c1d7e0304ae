"""The room that sends what is queued: its loop, and what becomes of those who could not be reached and come back."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Mapping, Sequence
from random import SystemRandom

from dialogs.aside import Remembered
from dialogs.delivery.broadcasting import Broadcasting
from dialogs.delivery.composer import Composer, Later, Queued, Skip
from dialogs.delivery.office import Office
from dialogs.delivery.worker import Worker
from dialogs.house import House, Room
from dialogs.model import Message, RenderedReply, Reply
from dialogs.outgoing import Sender
from knowledge.model import Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context
from storage.broadcasts import BROADCAST
from storage.errors import StorageError
from storage.identity import conversation_key
from storage.outbox import URGENT, Notice, enqueue
from storage.recipients import count_of, find_recipient, forget_recipients, paused_recipients, returned
from storage.session import Session

log = logging.getLogger(__name__)

WELCOME = "welcome_back"
"""The kind of notice that tells somebody who has returned what waited for them."""
LOOK = 30.0
"""Seconds between two looks for who is paused."""


def delivery_room(house: House, composers: Mapping[str, Composer]) -> Room:
    """Sends for all rooms: ``composers`` are theirs, by kind of notice."""
    returns = Returns(house)
    own: dict[str, Composer] = {WELCOME: Welcome(house), BROADCAST: Broadcasting(house)}

    async def send(sender: Sender) -> None:
        worker = Worker(
            house.database, {**own, **composers}, sender, house.clock, house.settings.send_rate, worker_name(), SystemRandom()
        )
        await worker.run()

    async def look(_: Sender) -> None:
        await returns.run()

    return Room(returns, Reached(house), (send, look))


def worker_name() -> str:
    """A name that no other worker has, or has had."""
    return f"{os.getpid()}-{secrets.token_hex(8)}"


class Welcome:
    """Tells one who has returned how much waited for them, before it comes."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        """The message."""
        return self._house.render(Reply("delivery/welcome_back", queued.language, {"waiting": queued.payload["waiting"]}))


class Returns:
    """Notices when somebody writes to us whom we could not reach: from then on they can be written to again."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._office = Office(house)
        self._paused: frozenset[str] = frozenset()

    async def run(self) -> None:
        """Know who is paused; runs until cancelled. The list is short, and spares each turn a look into the database."""
        while True:
            try:
                async with self._house.database.session() as session:
                    self._paused = await paused_recipients(session)
            except StorageError as error:
                log.warning("who is paused cannot be read, trying again: %s", error)
            await asyncio.sleep(LOOK)

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The office's reply to a command of editors; for all else nothing, and it is answered as ever."""
        if self._paused:
            address = message.address
            place = conversation_key(self._house.secret, address.tenant, address.channel, address.whole)
            for key in {memory.person, place} & self._paused:
                await self._back(key, message, place)
        return await self._office.answer(message, text, context, memory, knowledge)

    async def _back(self, key: str, message: Message, place: str) -> None:
        now = self._house.clock()
        # a person may have written somewhere else than where they are reached
        reference = message.reference if key == place or not message.address.group else None
        if reference and message.address.group:  # what goes to a channel is to nobody in particular
            reference = {name: value for name, value in reference.items() if name != "user"}
        async with self._house.database.session(write=True) as session:
            waiting = await returned(session, key, reference, now=now)
            if waiting:
                # the id leads to nobody: it outlives what is kept of the person
                told = Notice(f"{WELCOME}:{secrets.token_hex(8)}", WELCOME, {"waiting": waiting}, priority=URGENT)
                await enqueue(session, told, [key], now=now)
        self._paused -= {key}


class Reached:
    """What is kept to reach people: told, and forgotten with them."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """Where they are reached, and how much is known of what they were sent."""
        kept = await find_recipient(session, person)
        sent = await count_of(session, person)
        told = [_sent(sent, self._house.settings.limits.sent)] if sent else []
        return (*([_REACHED] if kept else []), *told, *([_PAUSED] if kept and kept.paused_why else []))

    async def forget(self, session: Session, person: str) -> None:
        """All of it; the counts of what was sent stay, and lead to nobody."""
        await forget_recipients(session, [person], now=self._house.clock())


_REACHED = Text(
    "Hvor jeg kan skrive til deg, fordi du har bedt om varsler eller øvelser: adressen til denne samtalen og språket ditt",
    "Kvar eg kan skrive til deg, fordi du har bede om varsel eller øvingar: adressa til denne samtalen og språket ditt",
)
_PAUSED = Text(
    "At meldinger til deg ikke kom fram sist, så jeg venter med flere",
    "At meldingar til deg ikkje kom fram sist, så eg ventar med fleire",
)


def _sent(count: int, days: int) -> Text:
    return Text(
        f"Hvilke varsler og øvelser du har fått eller venter på ({count}); det slettes etter {days} dager",
        f"Kva varsel og øvingar du har fått eller ventar på ({count}); det blir sletta etter {days} dagar",
    )

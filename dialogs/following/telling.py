"""The loop that turns what has happened into messages that wait to be sent. One replica at a time; a kill loses nothing.

Each step is one transaction: what was looked at is marked as looked at together with what came of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

from dialogs.house import House
from dialogs.outgoing import Sender
from knowledge.following.of_law import of_law
from knowledge.following.of_time import of_time
from knowledge.happenings import Happening, World, happenings
from knowledge.snapshot import Knowledge
from storage.errors import StorageError
from storage.happenings import add_happenings, claim, is_due, move_on, tidy
from storage.register import current_revision, up_to_date
from storage.releasing import release
from storage.session import Session
from storage.unread import Changed, feeds_last, unread, unread_law

log = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds between two looks: what happens waits in the queue within a minute, many times over."""
EVENTS = 500
"""So many events are gone through in one transaction."""


class Teller:
    """Goes through what has changed, and lets those who follow it be told."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def run(self, sender: Sender) -> None:
        """Until cancelled; the messages are sent by others."""
        while True:
            try:
                await self.step()
            except StorageError as error:
                log.warning("what has happened cannot be looked at, trying again in %s s: %s", PAUSE, error)
            except Exception:
                log.exception("what has happened could not be told, trying again in %s s", PAUSE)
            await self._pause()

    async def step(self) -> int:
        """All there is to do now; how many messages it put into the queue."""
        async with self._house.database.single() as session:
            if not await is_due(session, self._house.today().toordinal(), now=self._house.clock()):
                return 0
        while await self._register():
            pass
        while await self._law():
            pass
        await self._day()
        return await self._release()

    async def _pause(self) -> None:
        await asyncio.sleep(PAUSE)

    def _session(self) -> AbstractAsyncContextManager[Session]:
        # the embedded database has one writer anyway; on a server a lock on our own rows is enough, and editors go on
        return self._house.database.session(write=self._house.database.dialect == "sqlite")

    def _known(self) -> Knowledge:
        return self._house.knowledge()

    async def _register(self) -> bool:
        """The next changes of the register; False when there are none, or another replica is at it."""
        async with self._session() as session:
            progress = await claim(session)
            changes = await unread(session, progress["event"], EVENTS) if progress else None
            if changes is None:
                return False
            if changes.changed:
                known = self._known()
                register = await up_to_date(session, (known.register, known.revision))
                world = World(register, self._house.today(), known.language.bodies)
                found = await asyncio.to_thread(_found, changes.changed, world)
                await add_happenings(session, found, register, now=self._house.clock())
            await move_on(session, "event", changes.upto)
        return True

    async def _law(self) -> bool:
        """The next text of law."""
        async with self._session() as session:
            progress = await claim(session)
            changed = await unread_law(session, progress["law"]) if progress else None
            if changed is None:
                return False
            known = self._known()
            world = World(known.register, self._house.today(), known.language.bodies)
            book = known.language.law
            found = await asyncio.to_thread(lambda: list(of_law(changed.before, changed.after, book, world)))
            await add_happenings(session, found, known.register, now=self._house.clock())
            await move_on(session, "law", changed.number)
        return True

    async def _day(self) -> None:
        """What a new day brings."""
        today = self._house.today()
        async with self._session() as session:
            progress = await claim(session)
            if progress is None or progress["day"] >= today.toordinal():
                return
            known = self._known()
            world = World(known.register, today, known.language.bodies)
            feeds = await feeds_last(session)
            found = await asyncio.to_thread(lambda: list(of_time(world, feeds)))
            await add_happenings(session, found, known.register, now=self._house.clock())
            await tidy(session, now=self._house.clock())
            await move_on(session, "day", today.toordinal())

    async def _release(self) -> int:
        """What is due goes into the outbox."""
        async with self._session() as session:
            progress = await claim(session)
            if progress is None:
                return 0
            revision = await current_revision(session)
            return await release(session, progress["batch"] + 1, now=self._house.clock(), revision=revision)


def _found(changed: Sequence[Changed], world: World) -> list[Happening]:
    return [happening for each in changed for happening in happenings(each.before, each.after, world)]

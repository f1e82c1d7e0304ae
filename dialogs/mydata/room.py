"""The room of what is kept of people: the file that they can take with them, editors' traces, and what is forgotten by itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from dialogs.aside import Remembered, spoken_in
from dialogs.choices import offer
from dialogs.handlers import privacy
from dialogs.house import House, Room
from dialogs.model import Message, Reply
from dialogs.mydata.tickets import LASTS, PATH, issue
from dialogs.outgoing import Sender
from knowledge.model import Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.mydata_commands import wants_file
from knowledge.understanding.question import Context
from storage.authors import deeds_of, forget_author
from storage.errors import StorageError
from storage.keeping import forget_old
from storage.session import Session

log = logging.getLogger(__name__)

EVERY = 6 * 3600.0
"""Seconds between two looks for what has been kept long enough."""


class Handing:
    """Answers the wish for the file; None for all else."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The link to it, for the one who asks alone."""
        if not wants_file(text):
            return None
        language = spoken_in(message, text, context, knowledge)
        if message.address.group:
            reply = privacy.alone_reply(language)
        else:
            ticket = issue(self._house.secret, memory.person, self._house.clock() + LASTS)
            # what opens it is the ticket; a key for the path would only make the address longer
            address = self._house.link(f"{PATH}/{ticket}").partition("?")[0]
            reply = privacy.file(language, f"{address}?lang={language}" if address else "", int(LASTS.total_seconds() // 60))
        offer(memory.state, reply)
        memory.state["language"] = language
        return (reply,)


class Traces:
    """What is kept of those who change what is known, or write to many."""

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """How often they stand in the history, a line for each sort."""
        deeds = await deeds_of(session, person)
        counted = ((_CHANGES, deeds.changes), (_DRAFTS, deeds.drafts), (_BROADCASTS, deeds.broadcasts))
        return [Text(_times(what.nb, count, "gang"), _times(what.nn, count, "gong")) for what, count in counted if count]

    async def forget(self, session: Session, person: str) -> None:
        """Take them out of the history; what was done stays."""
        await forget_author(session, person)


_CHANGES = Text("At du har endret registeret", "At du har endra registeret")
_DRAFTS = Text("At du har rettet, godkjent eller avvist utkast", "At du har retta, godkjent eller avvist utkast")
_BROADCASTS = Text("At du har skrevet eller avgjort meldinger til mange", "At du har skrive eller avgjort meldingar til mange")


def _times(what: str, count: int, one: str) -> str:
    return f"{what} ({count} {one if count == 1 else one + 'er'})"


def mydata_room(house: House) -> Room:
    """The room."""

    async def purge(_: Sender) -> None:
        while True:
            try:
                await forget_old(house.database, now=house.clock(), today=house.today(), limits=house.settings.limits)
            except StorageError as error:
                log.warning("what is old could not be forgotten, trying again: %s", error)
            await asyncio.sleep(EVERY)

    return Room(Handing(house), Traces(), (purge,))

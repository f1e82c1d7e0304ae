"""The editors' side of what is sent: how it went, what failed sent again, and messages that two of them send to many."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from dialogs.aside import Remembered, spoken_in
from dialogs.delivery import office_replies as replies
from dialogs.handlers.refusal import refused
from dialogs.house import House
from dialogs.model import Message, Reply
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.outbox_commands import OutboxCommand, outbox_command
from knowledge.understanding.question import Context
from storage.broadcasts import (
    Audience,
    BroadcastSettled,
    OwnBroadcast,
    add_broadcast,
    drop_broadcast,
    get_broadcast,
    open_broadcasts,
    reach_of,
    send_broadcast,
)
from storage.ledger import ledgers
from storage.outbox import resend, withdraw

log = logging.getLogger(__name__)

MOST_WORDS = 3000
"""So many characters has a message to many at most."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A command, with all that is needed to do it."""

    command: OutboxCommand
    language: Language
    who: str
    values: Mapping[str, str]


class Office:
    """Answers editors' commands on what is sent; None for all else."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._does: Mapping[str, Callable[[Wish], Awaitable[Reply]]] = {
            "outbox": self._outbox, "notice": self._notice, "resend": self._resend, "write": self._write,
            "preview": self._preview, "messages": self._messages, "message": self._message, "approve": self._approve,
            "drop": self._drop, "withdraw": self._withdraw,
        }  # fmt: skip

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply to a command; a polite no to those who are no editors."""
        command = outbox_command(text)
        if command is None:
            return None
        editor = self._house.settings.may_edit(message.address.user)
        if command.loose and not editor:
            return None
        language = spoken_in(message, text, context, knowledge)
        if editor:
            reply = await self._does[command.intent](Wish(command, language, memory.person, message.values))
        else:
            log.warning("Refused: somebody who is no editor (%s) tried %s", memory.person[:6], command.intent)
            reply = refused(language, command.intent)
        memory.state["choices"] = [[choice.title, choice.say] for choice in reply.choices]
        memory.state["language"] = language
        return (reply,)

    async def _outbox(self, wish: Wish) -> Reply:
        async with self._house.database.session() as session:
            told, waiting = await ledgers(session, last=replies.SHOWN), await open_broadcasts(session)
        return replies.outbox(wish.language, told, len(waiting))

    async def _notice(self, wish: Wish) -> Reply:
        async with self._house.database.session() as session:
            told = await ledgers(session, wish.command.target)
        return replies.notice(wish.language, wish.command.target, told[0] if told else None)

    async def _resend(self, wish: Wish) -> Reply:
        async with self._house.database.session(write=True) as session:
            again = await resend(session, wish.command.target, now=self._house.clock())
            told = await ledgers(session, wish.command.target)
        return replies.notice(wish.language, wish.command.target, told[0] if told else None, again=again)

    async def _withdraw(self, wish: Wish) -> Reply:
        async with self._house.database.session(write=True) as session:
            kept = await withdraw(session, wish.command.target, "withdrawn", now=self._house.clock())
            told = await ledgers(session, wish.command.target)
        return replies.notice(wish.language, wish.command.target, told[0] if told else None, withdrawn=kept)

    async def _write(self, wish: Wish) -> Reply:
        if wish.command.text:
            return await self._kept(wish, wish.command.text, "")
        return await self._form(wish)

    async def _form(self, wish: Wish, fault: str = "") -> Reply:
        audience = _audience(wish)
        async with self._house.database.session() as session:
            reach = await reach_of(session, audience)
        return replies.form(wish.language, audience, reach, wish.values, MOST_WORDS, fault)

    async def _preview(self, wish: Wish) -> Reply:
        nb, nn = (wish.values.get(name, "").strip() for name in ("nb", "nn"))
        if not nb and not nn:
            return await self._form(wish, "empty")
        return await self._kept(wish, nb or nn, nn)

    async def _kept(self, wish: Wish, nb: str, nn: str) -> Reply:
        if max(len(nb), len(nn)) > MOST_WORDS:
            return await self._form(wish, "long")
        async with self._house.database.session(write=True) as session:
            audience = _audience(wish)
            kept = await add_broadcast(session, audience, nb, nn or nb, who=wish.who, now=self._house.clock())
            reach = await reach_of(session, audience)
        return replies.preview(wish.language, kept, reach, own=True)

    async def _messages(self, wish: Wish) -> Reply:
        async with self._house.database.session() as session:
            return replies.messages(wish.language, await open_broadcasts(session))

    async def _message(self, wish: Wish, *, why: str = "") -> Reply:
        async with self._house.database.session() as session:
            found = await get_broadcast(session, wish.command.number or 0)
            if found is None:
                return replies.messages(wish.language, await open_broadcasts(session), unknown=wish.command.number or 0)
            reach = await reach_of(session, found.audience)
        return replies.preview(wish.language, found, reach, own=found.written_by == wish.who, why=why)

    async def _approve(self, wish: Wish) -> Reply:
        try:
            async with self._house.database.session(write=True) as session:
                sent, count = await send_broadcast(session, wish.command.number or 0, who=wish.who, now=self._house.clock())
        except OwnBroadcast:
            return await self._message(wish, why="own")
        except BroadcastSettled:
            return await self._message(wish, why="settled")
        return replies.sent(wish.language, sent, count)

    async def _drop(self, wish: Wish) -> Reply:
        try:
            async with self._house.database.session(write=True) as session:
                dropped = await drop_broadcast(session, wish.command.number or 0, who=wish.who)
        except BroadcastSettled:
            return await self._message(wish, why="settled")
        return replies.dropped(wish.language, dropped)


def _audience(wish: Wish) -> Audience:
    return "everybody" if wish.command.audience == "everybody" else "following"

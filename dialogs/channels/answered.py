"""What becomes of an answer when its question is edited or deleted: changed where it stands, or taken back."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, Protocol

from dialogs.channels.shapes import Activity
from dialogs.channels.tokens import CHANNEL
from dialogs.model import Address, Message, RenderedReply
from dialogs.outgoing import NotSent
from knowledge.model import Language

log = logging.getLogger(__name__)

OnNote = Callable[[RenderedReply], Activity]
"""Makes the message that says in an answer's place that it is taken back."""


class AnswerLog(Protocol):
    """Knows for a while which messages of ours answered which message of a person; ids are the channel's."""

    async def keep(self, address: Address, question: str, messages: Sequence[str], language: Language) -> None:
        """The question is answered by these messages now."""
        ...

    async def find(self, address: Address, question: str) -> tuple[str, ...]:
        """The messages that answer the question, in order; none for one that is not known."""
        ...

    async def take_back(self, address: Address, question: str) -> tuple[tuple[str, ...], RenderedReply]:
        """Forget the question; the messages that answered it, and what to say where one of them must stay."""
        ...

    def withdrawn(self, language: Language) -> RenderedReply:
        """What to say where a message must stay that answers nothing any more."""
        ...


class Wire(Protocol):
    """What messages are sent, changed and removed with; each raises NotSent."""

    async def post(self, activity: Activity) -> str:
        """Send; the id that it got."""
        ...

    async def put(self, activity: Activity) -> None:
        """Put in place of the one that has its id."""
        ...

    async def remove(self, activity: Activity) -> None:
        """Remove the one that has its id."""
        ...


class Answered:
    """Answers where they stand. Without a log every answer is a new message, and stays."""

    def __init__(self, wire: Wire, log_of_answers: AnswerLog | None) -> None:
        self._wire, self._log = wire, log_of_answers

    async def earlier(self, message: Message | None) -> tuple[str, ...]:
        """The messages that answered an edited message before it was edited."""
        if self._log is None or message is None or not message.edited or message.kind != "said":
            return ()
        return await self._log.find(message.address, message.id)

    async def place(self, reply: Activity, earlier: str = "") -> str:
        """Send a message, or put it where an earlier one stands; its id. Raises NotSent."""
        if not earlier:
            return await self._wire.post(reply)
        try:
            await self._wire.put({**reply, "id": earlier})
        except NotSent as failure:
            if failure.perhaps or not _gone(failure):
                raise
            return await self._wire.post(reply)  # it was deleted, or can no longer be changed
        return earlier

    async def settle(
        self, message: Message | None, replies: Sequence[RenderedReply], sent: Sequence[str], left: Sequence[str], note: OnNote
    ) -> None:
        """Note where the answer stands now; ``left`` are messages of the earlier one that it has no use for."""
        if self._log is None or message is None or message.kind != "said" or message.pressed or not message.id:
            return
        if message.address.channel != CHANNEL or not any(sent):
            return
        language = replies[0].language
        await self._log.keep(message.address, message.id, [each for each in sent if each], language)
        for each in left:
            await self._take_away(each, note(self._log.withdrawn(language)))

    async def take_back(self, message: Message, note: OnNote) -> None:
        """The question was deleted: so is its answer, or a note stands in its place where the channel removes nothing."""
        if self._log is None:
            return
        messages, withdrawn = await self._log.take_back(message.address, message.id)
        for each in messages:
            await self._take_away(each, note(withdrawn))

    async def _take_away(self, message: str, note: Activity) -> None:
        for call in (self._wire.remove, self._wire.put):
            if await _done(call, {**note, "id": message}):
                return
        log.warning("An answer could not be taken back.")


async def _done(call: Callable[[Activity], Awaitable[Any]], activity: Activity) -> bool:
    try:
        await call(activity)
    except NotSent as failure:
        # one that is gone already is taken back
        return failure.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
    return True


def _gone(failure: NotSent) -> bool:
    return failure.status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.METHOD_NOT_ALLOWED)

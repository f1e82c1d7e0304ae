"""Where our answers stand, so that a question that is edited changes its answer, and one that is deleted takes it back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date

from dialogs.model import Address, RenderedReply, Reply
from knowledge.model import Language
from storage.answered import drop_answered, find_answered, keep_answered
from storage.database import Database
from storage.errors import StorageError
from storage.identity import question_key

log = logging.getLogger(__name__)


class Answers:
    """See ``dialogs.channels.answered.AnswerLog``. An answer whose place cannot be noted is better than none."""

    def __init__(
        self, database: Database, secret: str, render: Callable[[Reply], RenderedReply], today: Callable[[], date]
    ) -> None:
        self._database, self._secret, self._render, self._today = database, secret, render, today

    async def keep(self, address: Address, question: str, messages: Sequence[str], language: Language) -> None:
        """Keep for some days which messages answer the question."""
        try:
            async with self._database.single() as session:
                await keep_answered(session, self._key(address, question), messages, language, day=self._today())
        except StorageError as error:
            log.warning("An answer will not follow when its question is edited: %s", error)

    async def find(self, address: Address, question: str) -> tuple[str, ...]:
        """The messages that answer the question."""
        async with self._database.single() as session:
            return (await find_answered(session, self._key(address, question)))[0]

    async def take_back(self, address: Address, question: str) -> tuple[tuple[str, ...], RenderedReply]:
        """Forget the question; the messages that answered it, and what stands in their place where they must stay."""
        key = self._key(address, question)
        async with self._database.session(write=True) as session:
            messages, language = await find_answered(session, key)
            await drop_answered(session, key)
        return messages, self.withdrawn("nn" if language == "nn" else "nb")

    def withdrawn(self, language: Language) -> RenderedReply:
        """What stands in the place of an answer that no longer holds and that cannot be removed."""
        return self._render(Reply("talk/withdrawn", language))

    def _key(self, address: Address, question: str) -> str:
        # a message of a thread is told with the message that began it, or without
        return question_key(self._secret, address.tenant, address.channel, address.whole, question)

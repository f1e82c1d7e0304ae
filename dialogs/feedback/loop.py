"""Where channels bring what people think of answers, and where the path counts what had none. Kept without the people."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable
from datetime import date

from dialogs.feedback.tidy import tidy
from dialogs.model import Address, Choice, Input, RenderedReply, Reply, Verdict
from knowledge.feedback import MAX_COMMENT, About, Reaction, Topic
from knowledge.model import Language, Text
from storage.database import Database, Session
from storage.errors import StorageError
from storage.feedback import add_answer, count_unanswered, find_answer, judge, reference_of
from storage.identity import answer_key, person_key

log = logging.getLogger(__name__)

COMMENT = "feedbackText"
"""What Teams calls the comment."""
_LABEL = Text("Kommentar (valgfri)", "Kommentar (valfri)")
_SEND = Text("Send", "Send")


class Loop:
    """See ``dialogs.model.FeedbackLoop``."""

    def __init__(
        self, database: Database, secret: str, render: Callable[[Reply], RenderedReply], today: Callable[[], date]
    ) -> None:
        self._database, self._secret, self._render, self._today = database, secret, render, today

    async def told(self, address: Address, message: str, about: About) -> None:
        """Keep for a while what the message was about. An answer that cannot be judged is better than none."""
        try:
            async with self._database.single() as session:
                await self._keep(session, address, message, about)
        except StorageError as error:
            log.warning("An answer that was given cannot be judged: %s", error)

    async def form(self, address: Address, message: str, reaction: Reaction, locale: str) -> RenderedReply:
        """The form to comment in."""
        async with self._database.single() as session:
            found = await find_answer(session, self._key(address, message))
        language: Language = found[0].language if found and found[0].reply else _language(locale)
        comment = Input(COMMENT, _LABEL.in_(language), "lines", limit=MAX_COMMENT)
        send = Choice(_SEND.in_(language), "Send tilbakemelding")
        return self._render(Reply("feedback/form", language, {"reaction": reaction}, choices=(send,), inputs=(comment,)))

    async def judged(self, address: Address, message: str, verdict: Verdict) -> None:
        """Keep the verdict. What it is about is empty when the answer is none that we remember."""
        voter = person_key(self._secret, address.tenant, address.channel, address.user) if address.group else ""
        day = self._today()
        async with self._database.session(write=True) as session:
            found = await find_answer(session, self._key(address, message)) if message else None
            about, salt = found or await self._keep(session, address, message, About("", "", "nb", 0))
            comment = tidy(verdict.comment, MAX_COMMENT)
            await judge(session, reference_of(salt, voter), about, verdict.reaction, comment, day=day)

    async def _keep(self, session: Session, address: Address, message: str, about: About) -> tuple[About, str]:
        """What the message was about, and its salt, by which several judgements of one person are known to be one."""
        salt = secrets.token_hex(16)
        if message:
            await add_answer(session, self._key(address, message), about, salt=salt, day=self._today())
        return about, salt

    def _key(self, address: Address, message: str) -> str:
        # a thread of a channel is told with the message that began it, or without
        return answer_key(self._secret, address.tenant, address.channel, address.whole, message)

    async def count(self, session: Session, topics: Iterable[Topic]) -> None:
        """Count questions that had no answer."""
        for topic in topics:
            await count_unanswered(session, topic, day=self._today())


def _language(locale: str) -> Language:
    return "nn" if locale.casefold().startswith("nn") else "nb"

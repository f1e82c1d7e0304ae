"""Leaving a question to the editors: shown first just as it would be kept, kept only on a yes, deleted by its reference.

The words travel in our buttons and are held in memory for a quarter of an hour, for those who write where no button can be
pressed. They reach the database only when the person has agreed, and then without the person.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from datetime import date

from dialogs.aside import Remembered
from dialogs.feedback.labels import topic_words
from dialogs.feedback.tidy import tidy
from dialogs.feedback.topics import Turned, dressed, topic_of
from dialogs.model import Choice, Message, Reply
from dialogs.written import on_day
from knowledge.feedback import MAX_SHARED, SharedQuestion, Topic
from knowledge.model import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Ambiguous, Context, NotUnderstood, Understood
from knowledge.understanding.sharing import Sharing as Wanted
from knowledge.understanding.sharing import sharing
from storage.database import Database
from storage.feedback import delete_question, share_question
from storage.identity import shown_mark

Understand = Callable[[str, Context], Understood]

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for one another."""
_HELD = 15 * 60
"""Seconds that words are held in memory."""
_MOST_HELD = 1000
_YES = Text("Ja, send det", "Ja, send det")
_NO = Text("Nei, la det være", "Nei, lat det vere")
_UNDO = Text("Slett det igjen", "Slett det igjen")
_FORMS: dict[Language, str] = {"nb": "bokmål", "nn": "nynorsk"}
_AGREE = Text("Ja, send til redaktørene som {0} ({1}): {2}", "Ja, send til redaktørane som {0} ({1}): {2}")
_DECLINE = Text("Ikke send til redaktørene", "Ikkje send til redaktørane")


class Sharing:
    """An aside: answers what is said of questions for the editors, and nothing else."""

    def __init__(
        self, database: Database, secret: str, understand: Understand, today: Callable[[], date],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._database, self._secret, self._understand = database, secret, understand
        self._today, self._seconds = today, seconds
        self._held: dict[str, tuple[float, str, str]] = {}
        """When until, the words, and the reference that they were shown with; by person, in the order they came."""

    def hold(self, person: str, text: str, reference: str = "") -> None:
        """Have the words at hand for a while, in case the person writes what to do with them."""
        self._held.pop(person, None)
        self._held[person] = (self._seconds() + _HELD, text, reference)
        while len(self._held) > _MOST_HELD:
            del self._held[next(iter(self._held))]

    def _at_hand(self, person: str) -> tuple[str, str]:
        until, text, reference = self._held.get(person, (0.0, "", ""))
        return (text, reference) if until > self._seconds() else ("", "")

    def let_go(self, person: str) -> None:
        """Forget the words that were held for the person."""
        self._held.pop(person, None)

    def dressed(self, replies: tuple[Reply, ...], memory: Remembered, turn: Turned, knowledge: Knowledge) -> tuple[Reply, ...]:
        """The replies of a turn with what they were about, and a way to the editors where something was missing."""
        told = dressed(replies, memory.state, turn, knowledge.revision, knowledge.register)
        if turn.offered:
            self.hold(memory.person, turn.text)
        return told

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply; None when the words are none of these commands."""
        wanted = sharing(text)
        if wanted is None:
            return None
        language = context.chosen_language or wanted.language or context.language or "nb"
        reply = await self._answer(wanted, language, memory.person, knowledge)
        if reply is None:
            return None
        # what our buttons say here holds the words or their reference, which nothing that is kept of the person may
        memory.state["choices"], memory.state["language"] = [], language
        return (reply,)

    async def _answer(self, wanted: Wanted, language: Language, person: str, knowledge: Knowledge) -> Reply | None:
        if wanted.wish == "delete":
            return await self._delete(wanted.reference, language)
        if wanted.wish == "decline":
            self.let_go(person)
            return Reply("feedback/declined", language)
        held, reference = self._at_hand(person)
        if wanted.wish == "agree" and not wanted.text:
            # «ja, send» answers us only where we have just asked
            return await self._keep(held, reference, language, person, knowledge) if reference else None
        if wanted.wish == "agree" and self._was_shown(wanted, person):
            return await self._keep(wanted.text, wanted.reference, language, person, knowledge)
        text = tidy(wanted.text or held, MAX_SHARED)
        return self._propose(text, language, person, knowledge) if text else Reply("feedback/how", language)

    def _was_shown(self, wanted: Wanted, person: str) -> bool:
        return hmac.compare_digest(wanted.tag, shown_mark(self._secret, person, wanted.reference, wanted.text))

    def _propose(self, text: str, language: Language, person: str, knowledge: Knowledge) -> Reply:
        reference = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        mark = shown_mark(self._secret, person, reference, text)
        self.hold(person, text, reference)
        agree = _AGREE.in_(language).format(reference, mark, text)
        topic = self._topic(text, knowledge)
        facts = {
            "text": text, "form": _FORMS[topic.language], "reference": reference, "on": on_day(self._today()),
            "topic": topic_words(knowledge, topic, language),
        }  # fmt: skip
        choices = (Choice(_YES.in_(language), agree), Choice(_NO.in_(language), _DECLINE.in_(language)))
        return Reply("feedback/confirm", language, facts, choices=choices, answering=True)

    async def _keep(self, text: str, reference: str, language: Language, person: str, knowledge: Knowledge) -> Reply:
        question = SharedQuestion(reference, self._today(), text, self._topic(text, knowledge))
        async with self._database.session(write=True) as session:
            kept = await share_question(session, question)
        if not kept:  # another's has that reference: shown again with a new one
            return self._propose(text, language, person, knowledge)
        self.let_go(person)
        undo = Choice(_UNDO.in_(language), f"Slett spørsmål {reference}")
        return Reply("feedback/kept", language, {"text": text, "reference": reference}, choices=(undo,))

    async def _delete(self, reference: str, language: Language) -> Reply:
        async with self._database.session(write=True) as session:
            gone = await delete_question(session, reference)
        return Reply("feedback/deleted", language, {"reference": reference, "gone": gone})

    def _topic(self, text: str, knowledge: Knowledge) -> Topic:
        """The topic of the words by themselves, so that it is what it was shown as."""
        found = self._understand(text, Context())
        if isinstance(found, NotUnderstood):
            return topic_of(found.reason, found.language, found.slots, knowledge.register)
        question = found.question if isinstance(found, Ambiguous) else found
        return topic_of("silent", question.language, question.slots, knowledge.register, question.intent)

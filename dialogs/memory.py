"""What is kept between turns, of a conversation and of a person, and what people in one thread share of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from dialogs.aside import PersonalStore
from dialogs.feedback.topics import Turned
from dialogs.model import Address, Message
from dialogs.understood import forget as forget_reading
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context, Slots
from storage.conversations import forget, load_state, save_preferences, save_state
from storage.database import Database
from storage.identity import conversation_key, person_key
from storage.session import Session
from storage.uploads import forget_uploader

TOPIC = ("intent", "slots", "words", "citations", "list", "places")
"""The parts of a conversation's state that say what it is about."""
_REMEMBERED_IDS = 20
_OWN_FOR = timedelta(minutes=10)
_OWN_PAST = 2
"""So long, and past so many questions of others, a person in a thread goes on from their own question."""
_BOTH = 2
_WELCOMED = timedelta(minutes=10)
"""So long is everything that tells that we were added one and the same."""


@dataclass(slots=True)
class Memory:
    """What is kept between turns: of the conversation, and of the person."""

    key: str
    person: str
    state: dict[str, Any]
    preferences: dict[str, Any]
    user: str = ""
    """The id that the channel gives the person; not kept."""
    thread_key: str = ""
    """The key of what the people in a thread share; empty in a talk of two."""
    thread: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False
    preferences_changed: bool = False
    moved: bool = False
    """True when this turn settled what the conversation is about."""
    turned: Turned = field(default_factory=Turned)
    """What feedback makes of the turn; not kept."""
    now: datetime = datetime.min
    """When the turn began."""

    def topic(self) -> dict[str, Any]:
        """What the conversation is about."""
        return {part: self.state[part] for part in TOPIC if part in self.state}

    def turn_to(self, topic: Mapping[str, Any]) -> None:
        """Let the conversation be about this, and nothing else."""
        for part in TOPIC:
            self.state.pop(part, None)
        self.state.update({part: topic[part] for part in TOPIC if part in topic})

    def pass_by(self, slots: Slots) -> None:
        """Keep the last two municipalities that were asked about one by one."""
        if len(slots.municipalities) == 1:
            others = [place for place in self.state.get("places", ()) if place not in slots.municipalities]
            self.state["places"] = [*others, *slots.municipalities][-_BOTH:]

    def seen(self, message: Message) -> bool:
        """True for a message, or an edit of one, that was answered before; for an installation that we have just greeted."""
        if message.kind == "installed" and "welcomed" in self.state:
            return self.now - datetime.fromisoformat(self.state["welcomed"]) < _WELCOMED
        return bool(message.id) and _mark(message) in self.state.get("seen", [])

    def see(self, message: Message) -> None:
        """Take it that the message is being answered; an edited one is answered from where it was first said."""
        before = self.state.get("before", {})
        if message.kind == "installed":
            self.state["welcomed"] = self.now.isoformat()
        if message.kind == "unsaid":
            self._unsay(message, before)
        elif message.edited:
            self.turn_to(before.get("topic", {}) if before.get("id") == message.id else {})
        if message.id:
            if message.kind != "unsaid":
                self.state["before"] = {"id": message.id, "topic": self.topic()}
            self.state["seen"] = [*self.state.get("seen", []), _mark(message)][-_REMEMBERED_IDS:]

    def _unsay(self, message: Message, before: Mapping[str, Any]) -> None:
        """Forget what was last said, when that was deleted, and be where we were before it; a thread is, too."""
        if before.get("id") != message.id:
            return
        self.turn_to(before.get("topic", {}))
        forget_reading(self.state)
        for part in ("choices", "asking", "pending", "waiting", "offered"):
            self.state.pop(part, None)
        self.moved = "own" in self.state and self.state["own"]["number"] == self.thread.get("number")


def _mark(message: Message) -> str:
    return f"{message.id}@{message.edited}" if message.edited else message.id


async def load(database: Database, secret: str, address: Address, now: datetime) -> Memory:
    """What is kept for who speaks there. In a thread each has a state of their own, but it may be about another's question."""
    place = f"{address.conversation}|{address.user}" if address.group else address.conversation
    key = conversation_key(secret, address.tenant, address.channel, place)
    person = person_key(secret, address.tenant, address.channel, address.user)
    thread_key = conversation_key(secret, address.tenant, address.channel, address.conversation) if address.group else ""
    async with database.single() as session:
        state, preferences = await load_state(session, key, person)
        thread = (await load_state(session, thread_key, ""))[0] if thread_key else {}
    memory = Memory(key, person, state, preferences, address.user, thread_key, thread, now=now)
    if thread and not _goes_on_from_own(memory, now):
        memory.turn_to(thread.get("topic", {}))
    return memory


def _goes_on_from_own(memory: Memory, now: datetime) -> bool:
    own = memory.state.get("own")
    if own is None:
        return False
    passed: int = memory.thread.get("number", 0) - own["number"]
    return passed == 0 or (passed <= _OWN_PAST and now - datetime.fromisoformat(own["at"]) <= _OWN_FOR)


async def _nothing(session: Session) -> None:
    """For where nothing else is kept of a turn."""


async def save(
    database: Database,
    memory: Memory,
    now: datetime,
    stores: Sequence[PersonalStore] = (),
    also: Callable[[Session], Awaitable[None]] = _nothing,
) -> None:
    """Keep it in one go, with what ``also`` keeps.

    Where the person asked for that, forget all of them instead, in the ``stores`` of other rooms too.
    """
    async with database.single() as session:
        if memory.deleted:
            await forget(session, memory.person)
            await forget_uploader(session, memory.person)
            for store in stores:
                await store.forget(session, memory.person)
            return
        if memory.thread_key and memory.moved:
            number = memory.thread.get("number", 0) + 1
            memory.state["own"] = {"number": number, "at": now.isoformat()}
            shared = {"topic": memory.topic(), "number": number}
            # it is forgotten with the one who spoke last
            await save_state(session, memory.thread_key, shared, now=now, person_key=memory.person)
        await save_state(session, memory.key, memory.state, now=now, person_key=memory.person)
        await also(session)
        if memory.preferences_changed:
            await save_preferences(session, memory.person, memory.preferences, now=now)


def context_of(memory: Memory, message: Message, knowledge: Knowledge, *, away: bool = False) -> Context:
    """What the conversation has been about; ``away``: for words that stand alone, whatever was said before them."""
    state, preferences = memory.state, memory.preferences
    guide = tuple((question, answer) for question, answer in state.get("guide", ()))
    intent = "guide" if guide else None
    return Context(
        intent=intent if away else state.get("intent"),
        slots=Slots() if away else _known(Slots.from_json(state.get("slots", {})), knowledge),
        words="" if away else state.get("words", ""),
        places=() if away else tuple(state.get("places", ())),
        listed=() if away or state.get("intent") != "list" else tuple(state.get("list", {}).get("items", ())),
        municipality=preferences.get("municipality"),
        language=preferences.get("language") or state.get("language") or language_of(message.locale),
        chosen_language=preferences.get("language"),
        guide=guide,
        asked=state.get("asked", ""),
    )


def _known(slots: Slots, knowledge: Knowledge) -> Slots:
    """Without what the register no longer has: it may have changed since the question was asked."""
    register, rules = knowledge.register, knowledge.law.book.rules
    kept: dict[str, Any] = {
        name: tuple(i for i in getattr(slots, name) if i in known)
        for name, known in (
            ("municipalities", register.municipalities), ("excluded", register.municipalities), ("regions", register.regions),
            ("fields", register.fields), ("sources", register.sources), ("cases", register.cases), ("rules", rules),
        )
    }  # fmt: skip
    cooperation = slots.cooperation if slots.cooperation in register.cooperations else None
    case = register.cases.get(slots.case or "")
    step = slots.step if case and any(each.id == slots.step for each in case.steps) else None
    return replace(slots, **kept, cooperation=cooperation, case=case.id if case else None, step=step)


def language_of(locale: str) -> Language | None:
    """The written form that a program's locale means; None for other languages."""
    tag = locale.casefold().partition("-")[0]
    return "nn" if tag == "nn" else "nb" if tag in ("nb", "no") else None

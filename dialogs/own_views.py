"""An answer in a group, shown to each reader as it is for them: «vi» is their own municipality, the written form their own.

A shared card carries what was asked, unseen and signed, and Teams asks for each reader's own view of it when it is shown.
The question is answered anew for the reader; nothing is kept of it, and the reader's own talk with us goes on as it was.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from dialogs.cards import MAX_ACTIONS
from dialogs.carried import carried, sealed
from dialogs.memory import Memory
from dialogs.model import Choice, Message, Reply
from knowledge.model import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Slots

Following = Callable[[str, Slots, Language], Awaitable[Sequence[str]]]
"""What a person follows of that which an answer is about, by name."""

SAY = "Vis kortet slik det er for meg"
"""What a card asks for; the same in both written forms."""
_ASKED_BEFORE = ("intent", "slots", "words", "places", "list")
"""What a question may lean on of what was asked before it."""
_ANSWER_FOR = Text("Svaret for {0}", "Svaret for {0}")


@dataclass(frozen=True, slots=True)
class View:
    """What a shared card shows."""

    words: str
    """What was asked."""
    language: Language
    """That it was answered in."""
    municipality: str = ""
    """Whose «vi» it was answered for; empty where no municipality of anybody's own is meant."""
    own: bool = False
    """True where the reader's own municipality is meant."""
    as_asked: bool = False
    """True for a reader who wants to see the answer that the one who asked got."""
    topic: Mapping[str, Any] = field(default_factory=dict)
    """What the question leans on."""


class OwnViews:
    """Makes answers that can be asked for, and views of them."""

    def __init__(self, secret: str, following: Sequence[Following]) -> None:
        self._secret, self._following = secret, following

    def shared(
        self, replies: tuple[Reply, ...], message: Message, memory: Memory, before: Mapping[str, Any]
    ) -> tuple[Reply, ...]:
        """The replies of a turn; where they are one answer in a group, each reader can ask for it as it is for them.

        ``before``: what the talk was about when the question came.
        """
        waits = "pending" in memory.state
        if not message.address.group or message.apart or len(replies) != 1 or not (memory.moved or waits):
            return replies
        words, about = carried(message.text.strip(), self._secret)
        if memory.state.get("intent") == "guide" or replies[0].own_view or not words:
            return replies
        leans_on = about or ({} if message.pressed else before)
        own = waits or Slots.from_json(memory.state.get("slots", {})).own
        view = View(
            words, replies[0].language, memory.preferences.get("municipality") or "" if own else "", own,
            topic={part: leans_on[part] for part in _ASKED_BEFORE if leans_on.get(part)},
        )  # fmt: skip
        return (replace(replies[0], own_view=self._asking(view), alike=not own),)

    def asked_for(self, message: Message) -> View | None:
        """The view that a card, or a button of a view, asks for; None for all else that is said."""
        said, about = carried(message.text.strip(), self._secret)
        return View(**about["view"]) if said == SAY and "view" in about else None

    async def seen(
        self, view: View, replies: tuple[Reply, ...], reader: Memory, memory: Memory, knowledge: Knowledge
    ) -> tuple[Reply, ...]:
        """The answer with what makes it the reader's; none where it is no longer one card, or no answer."""
        if len(replies) != 1 or not (reader.moved or "pending" in reader.state):
            return ()
        (reply,) = replies
        slots = Slots.from_json(reader.state.get("slots", {}))
        own = memory.preferences.get("municipality") or ""
        differs = bool(view.own and own and own != view.municipality)
        facts = {
            "own": _name(knowledge, own) if differs else "", "asked": _name(knowledge, view.municipality),
            "as_asked": view.as_asked, "unchosen": view.own and not own and reader.moved,
            "follows": [name for room in self._following for name in await room(memory.person, slots, reply.language)],
        }  # fmt: skip
        choices = reply.choices
        if differs and view.municipality:
            other = facts["own"] if view.as_asked else facts["asked"]
            title = _ANSWER_FOR.in_(reply.language).format(other)
            turned = Choice(title, self._asking(replace(view, as_asked=not view.as_asked)), apart=True)
            choices = (*choices[: MAX_ACTIONS - 1], turned)
        return (replace(reply, reader=facts, choices=choices),)

    def _asking(self, view: View) -> str:
        return sealed(SAY, {"view": asdict(view)}, self._secret)


def reader_of(view: View, memory: Memory) -> Memory:
    """What is known of the reader, as if they had asked; it is thrown away afterwards."""
    own = memory.preferences.get("municipality")
    meant = view.municipality if view.own and (view.as_asked or not own) else own
    preferences = {**memory.preferences, "municipality": meant or None}
    return Memory("", memory.person, {**view.topic, "language": view.language}, preferences, memory.user)


def _name(knowledge: Knowledge, municipality: str) -> str:
    return knowledge.municipality_name(municipality) if municipality in knowledge.register.municipalities else ""

"""What a room beside the questions offers the one path: commands of its own, and what it keeps of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from dialogs.model import Message, Reply
from knowledge.model import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context
from storage.session import Session


class Remembered(Protocol):
    """What the path keeps of the conversation and hands to a room; ``state`` is saved after the turn."""

    person: str
    """The key of the one who speaks."""
    state: dict[str, Any]
    """Of this person's thread in this conversation."""


def spoken_in(message: Message, text: str, context: Context, knowledge: Knowledge) -> Language:
    """The written form of a room's reply: the chosen one, else the conversation's, which a command in writing may change."""
    heard = None if message.pressed else knowledge.lexicon.language(text, context.language)
    return context.chosen_language or heard or context.language or "nb"


class Aside(Protocol):
    """Answers what is its own business before anything is made of the words; None for everything else."""

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The replies, or None when the words are none of its commands."""
        ...


class PersonalStore(Protocol):
    """A place where something is kept of people, to be told and deleted with all else."""

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """What is kept about the person, a line each; nothing when nothing is."""
        ...

    async def forget(self, session: Session, person: str) -> None:
        """Delete all of it."""
        ...

"""The terminal: one question in, the plain text of the answer out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from uuid import uuid4

from dialogs.model import Address, Message, Respond
from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions to ask in turn, and what the person wants them answered in and as."""

    questions: Sequence[str]
    language: Language | None = None
    municipality: str | None = None
    """What «vi» and «hos oss» stand for."""


async def ask(respond: Respond, words: str, *, locale: str = "", conversation: str = "") -> str:
    """The plain text of what the bot replies to ``words``; each call is a conversation of its own unless named."""
    address = Address(channel="console", user="console", conversation=conversation or uuid4().hex)
    replies = await respond(Message(address=address, text=words, locale=locale))
    return "\n\n".join(reply.text for reply in replies)


async def conversation(respond: Respond, asked: Asked, name: str) -> AsyncIterator[str]:
    """The answers in turn, as plain text; nothing of the conversation is kept after the last one."""
    locale = {"nb": "nb-NO", "nn": "nn-NO"}.get(asked.language or "", "")
    if asked.language:
        await ask(respond, "svar på nynorsk" if asked.language == "nn" else "svar på bokmål", conversation=name)
    if asked.municipality:
        yield await ask(respond, f"vi er {asked.municipality}", conversation=name) + "\n"
    for words in asked.questions:
        yield await ask(respond, words, locale=locale, conversation=name)
    await ask(respond, "slett mine data", conversation=name)

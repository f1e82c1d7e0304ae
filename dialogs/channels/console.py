"""The terminal: one question in, the plain text of the answer out."""

from __future__ import annotations

from uuid import uuid4

from dialogs.model import Address, Message, Respond


async def ask(respond: Respond, words: str, *, locale: str = "", conversation: str = "") -> str:
    """The plain text of what the bot replies to ``words``; each call is a conversation of its own unless named."""
    address = Address(channel="console", user="console", conversation=conversation or uuid4().hex)
    replies = await respond(Message(address=address, text=words, locale=locale))
    return "\n\n".join(reply.text for reply in replies)

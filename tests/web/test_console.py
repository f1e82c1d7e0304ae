"""The terminal as a channel."""

from __future__ import annotations

import pytest

from dialogs.channels.console import ask
from dialogs.model import Message, RenderedReply

pytestmark = pytest.mark.asyncio(loop_scope="function")


async def test_the_terminal_gives_the_plain_text_of_every_reply() -> None:
    """Replies come in order with an empty line between, and the one path hears which channel asks."""
    heard: list[Message] = []

    async def respond(message: Message) -> tuple[RenderedReply, ...]:
        heard.append(message)
        return tuple(RenderedReply("nn", text, {}, "<p>html</p>") for text in ("Først dette.", "Så dette."))

    assert await ask(respond, "kva finst?", locale="nn-NO") == "Først dette.\n\nSå dette."
    (message,) = heard
    assert (message.address.channel, message.text, message.locale) == ("console", "kva finst?", "nn-NO")


async def test_each_question_in_the_terminal_stands_alone() -> None:
    """Two calls are two conversations unless one is named, so an old question never colours a new one."""
    heard: list[Message] = []

    async def respond(message: Message) -> tuple[RenderedReply, ...]:
        heard.append(message)
        return ()

    await ask(respond, "en")
    await ask(respond, "to")
    await ask(respond, "tre", conversation="samme")
    assert heard[0].address.conversation != heard[1].address.conversation
    assert heard[2].address.conversation == "samme"

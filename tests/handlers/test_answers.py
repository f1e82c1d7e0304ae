"""What answers hold, asked through the one path."""

from __future__ import annotations

import pytest

from tests import worlds
from tests.worlds import Bot, Said


def ask(text: str, locale: str = "") -> Said:
    """The bot's answer to a first question about the shipped knowledge."""

    async def one(bot: Bot) -> Said:
        return await bot.ask(text, locale=locale)

    return worlds.with_bot("shipped", one)


@pytest.mark.parametrize("locale", ["nb-NO", "nn-NO"])
@pytest.mark.parametrize("text", ["????", "!!!", "", "   "])
def test_a_message_without_words_gets_help(text: str, locale: str) -> None:
    """Nothing to understand is no fault."""
    said = ask(text, locale)

    assert said.keys == ["talk/help"]
    assert said.rendered[0].choices

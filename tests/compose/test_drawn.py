"""Every card that the compose box can put into a message, drawn by Microsoft's renderer as it is on a phone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from dialogs.compose.shown import shown_as
from dialogs.model import RenderedReply, Turn
from knowledge.model import Language
from knowledge.understanding.question import Context, Question, Slots
from tests import worlds
from tests.cards.drawing import PHONE, Theme, drawer
from tests.compose.conftest import DAY, HOME, Opening, asked
from tests.compose.test_search import everything
from tests.npm import Missing
from tests.support import skip_or_fail
from tests.web.conftest import ARGUMENTS, find_browser

KINDS = ("cooperation", "case", "form", "paragraph", "municipality")


@pytest_asyncio.fixture(loop_scope="function")
async def browser() -> AsyncIterator[Browser]:
    """A Chromium."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=find_browser(playwright.chromium), args=ARGUMENTS)
        yield chromium
        await chromium.close()


async def replies(opening: Opening, language: Language) -> dict[str, list[RenderedReply]]:
    """All of them by kind, the longest first, with those of the pages."""
    async with opening() as compose:
        turn = Turn(Question("details", Slots(), language), worlds.knowledge("shipped"), Context(), DAY, link=compose._house.link)
        found: dict[str, list[RenderedReply]] = {kind: [] for kind in KINDS}
        for each in everything():
            found[each.kind].append(compose._house.render((await shown_as(turn, each)).reply))
        pages = ("/oversikt", "/oversikt/tidslinje", "/oversikt/nettverk", "/oversikt/vedtak")
        hits = [await compose.unfurl(asked(locale=f"{language}-NO"), f"{HOME}{path}") for path in pages]
    found["page"] = [hit.reply for hit in hits if hit]
    return {kind: sorted(told, key=lambda reply: -len(reply.text)) for kind, told in found.items()}


@pytest.mark.parametrize(("language", "theme"), [("nb", "dark"), ("nn", "contrast")])
async def test_every_card_is_drawn_whole_on_a_phone(opening: Opening, browser: Browser, language: Language, theme: Theme) -> None:
    """Microsoft's parser objects to none, all have words and a button that fits, and nothing stands out to the side."""
    found = await replies(opening, language)
    assert {kind: bool(told) for kind, told in found.items()} == dict.fromkeys((*KINDS, "page"), True)
    try:
        async with drawer(browser, theme, PHONE) as drawing:
            for kind, told in found.items():
                drawn = await drawing.draw([reply.card for reply in told])
                assert [each for each in drawn if each.objections or not each.drawn or each.wider or not each.words] == []
                await drawing.picture(told[len(told) // 2].card, f"compose-{kind}-{language}-{theme}")
                await drawing.picture(told[0].card, f"compose-{kind}-longest-{language}-{theme}")
    except Missing as reason:
        skip_or_fail(str(reason))

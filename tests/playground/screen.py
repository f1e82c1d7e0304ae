"""The Playground's web page in a browser, as a person in Teams would use it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Locator, Page, Route, expect

from tests.playground.server import BOT, PATIENCE
from tests.real_bot import ROOT

PICTURES = ROOT / ".cache" / "pictures"
ELSEWHERE = re.compile(r"^https?://(?!(localhost|127\.0\.0\.1)[:/])")


class Screen:
    """One person's screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    @property
    def cards(self) -> Locator:
        """The cards in the conversation, oldest first."""
        return self.page.locator(".ac-adaptiveCard")

    def buttons(self) -> Locator:
        """The newest card's buttons."""
        return self.cards.last.get_by_role("button")

    async def send(self, text: str) -> str:
        """Write in the personal chat and read the card that answers."""
        before = await self.cards.count()
        await self.page.locator("[role=textbox][contenteditable=true]").last.click()
        await self.page.keyboard.insert_text(text)
        await self.page.get_by_label("Send Message").last.click()
        return await self.answer(before)

    async def press(self, button: Locator) -> str:
        """Press a card's button and read the card that answers."""
        before = await self.cards.count()
        await button.click()
        return await self.answer(before)

    async def answer(self, before: int) -> str:
        """The words of the card that comes after the first ``before``."""
        await expect(self.cards).to_have_count(before + 1)
        return await self.cards.last.inner_text()

    async def find(self, words: str) -> Locator:
        """Search from the compose box, as the manifest names the command; the panel with what was found."""
        await self._extension("Search Command")
        panel = self.page.locator(".fui-PopoverSurface").filter(has=self.page.get_by_placeholder("Enter a search term"))
        await panel.get_by_text("Specify Command ID or Parameter").click()
        await panel.get_by_placeholder("Command ID").fill("search")
        await panel.get_by_placeholder("Parameter name").fill("query")
        await panel.get_by_text("Specify Command ID or Parameter").click()
        await panel.get_by_placeholder("Enter a search term").fill(words)
        await self.page.keyboard.press("Enter")
        return panel

    async def insert(self, panel: Locator, title: str) -> Locator:
        """Choose one of what was found and send it; the card as it stands in the conversation."""
        before = await self.cards.count()
        await panel.get_by_text(title, exact=True).first.click()
        await expect(panel).to_have_count(0)
        await self.page.get_by_label("Send Message").last.click()
        await expect(self.cards).to_have_count(before + 1)
        return self.cards.last

    async def unfurl(self, url: str) -> Locator:
        """Give the address of a page; the dialog that shows what becomes of it."""
        await self._extension("Link Unfurling")
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_role("textbox").fill(url)
        await dialog.get_by_role("button", name="Send to Conversation").click()
        return dialog

    async def _extension(self, sort: str) -> None:
        await self.page.get_by_label("Trigger Message Extension App").last.click()
        await self.page.get_by_role("menuitem").filter(has_text=sort).click()

    async def post(self, channel: str, text: str) -> None:
        """Mention the bot in a new post of a channel."""
        await self.page.get_by_role("treeitem").filter(has_text=channel).first.click()
        await self._mention(self.page.get_by_role("textbox").first, text)
        await self.page.get_by_role("button", name="Post", exact=True).click()

    async def comment(self, text: str) -> None:
        """Mention the bot in the thread of the newest post, which stands first, below the box for another."""
        await self._mention(self.page.locator("[role=textbox][contenteditable=true]").nth(1), text)
        await self.page.get_by_label("Send Message").first.click()

    async def _mention(self, box: Locator, text: str) -> None:
        await box.click()
        await box.press_sequentially("@")
        await self.page.locator("#typeahead-menu").get_by_role("menuitem").filter(has_text=BOT["name"]).first.click()
        await self.page.keyboard.insert_text(f" {text}")
        await expect(box).to_contain_text(text, timeout=PATIENCE * 1000)

    async def picture(self, name: str) -> None:
        """Keep a picture for a person to look at."""
        await asyncio.to_thread(PICTURES.mkdir, parents=True, exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"playground-{name}.png")


@asynccontextmanager
async def screen(browser: Browser, address: str, *, greeted: bool = True) -> AsyncIterator[Screen]:
    """The page, open at the personal chat, once the greeting is there, if one comes: it does for the first screen alone.

    What the page wants from elsewhere is cut off.
    """
    context = await browser.new_context(viewport={"width": 1280, "height": 950}, locale="nb-NO", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE * 1000)
    await context.route(ELSEWHERE, _cut)
    page = await context.new_page()
    shown = Screen(page)
    page.on("pageerror", lambda error: shown.faults.append(str(error)))
    await page.goto(address)
    await page.get_by_label("Send Message").first.wait_for(timeout=30_000)
    await page.get_by_title("Hide log panel").click()
    if greeted:
        await shown.cards.first.wait_for()
    yield shown
    await context.close()


async def _cut(route: Route) -> None:
    await route.abort()

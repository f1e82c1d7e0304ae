"""A browser, a fake bot and a page that has to behave: no outside requests, no errors in the console."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserType, ConsoleMessage, Locator, Page, Request, Route, async_playwright

from dialogs.channels.shapes import Activity
from tests.support import skip_or_fail
from tests.web.fake_bot import FakeBot

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """A reader's visit to the chat page."""

    page: Page
    bot: FakeBot
    home: str
    faults: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    expected: str = ""
    """What the console may say: browsers write there when the test itself breaks the network or the rules."""

    async def open(self, path: str = "/") -> None:
        """Go to the page and wait for the greeting."""
        await self.page.goto(self.home + path)
        await self.answers.first.wait_for()

    async def ask(self, words: str) -> None:
        """Type, send and wait until the bot has answered, or failed."""
        await self.page.locator("#question").fill(words)
        await self.page.keyboard.press("Enter")
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await self.page.wait_for_function("() => document.getElementById('status').textContent === ''")

    @property
    def answers(self) -> Locator:
        """What the bot has answered."""
        return self.page.locator("#log .answer .reply")

    @property
    def said(self) -> Locator:
        """What the reader has said."""
        return self.page.locator("#log .said .words")

    @property
    def last(self) -> Activity:
        """The last activity that the bot got."""
        return self.bot.heard[-1]

    async def focus(self) -> str:
        """The id, or else the words, of what has the focus."""
        found: str = await self.page.evaluate("() => document.activeElement.id || document.activeElement.textContent")
        return found

    def hear(self, message: ConsoleMessage) -> None:
        """Note an error or warning in the console."""
        if message.type in ("error", "warning") and not (self.expected and self.expected in message.text):
            self.faults.append(message.text)

    def watch(self, request: Request) -> None:
        """Note a request that leaves the page's own origin."""
        if not request.url.startswith(self.home):
            self.outside.append(request.url)


Visitor = Callable[..., Awaitable[Visit]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Chromium from the machine, else Playwright's own."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=find_browser(playwright.chromium), args=ARGUMENTS)
        yield chromium
        await chromium.close()


def find_browser(chromium: BrowserType) -> str:
    """Where Chromium is; skips, or fails, when there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    own = chromium.executable_path
    if not Path(own).exists():
        skip_or_fail("no Chromium: install one, or run `python -m playwright install chromium`")
    return own


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(browser: Browser) -> AsyncIterator[Visitor]:
    """Opens visits; at the end each must have been quiet and have stayed at home."""
    visits: list[Visit] = []
    async with AsyncExitStack() as stack:

        async def visit(*, local: bool = True, **options: Any) -> Visit:
            bot = FakeBot()
            server = await stack.enter_async_context(TestServer(bot.app(local=local)))
            wanted = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "locale": "nb-NO"}
            context = await browser.new_context(**{**wanted, **options})
            stack.push_async_callback(context.close)
            page = await context.new_page()
            new = Visit(page, bot, str(server.make_url("")).rstrip("/"))
            page.on("console", new.hear)
            page.on("pageerror", lambda error: new.faults.append(str(error)))
            page.on("request", new.watch)
            visits.append(new)
            return new

        yield visit
    for visit_made in visits:
        assert visit_made.faults == []
        assert visit_made.outside == []


@pytest_asyncio.fixture(loop_scope="module")
async def visit(visitor: Visitor) -> Visit:
    """A visit on a wide screen by one who prefers bokmål, the greeting read."""
    new = await visitor()
    await new.open()
    return new


async def cut(route: Route) -> None:
    """The network is down."""
    await route.abort()

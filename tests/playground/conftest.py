"""What all tests in the Agents Playground lean on: a module has its own bot, its own Playground before it, and a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.playground.install import Missing, installed
from tests.playground.server import Playground, playground
from tests.real_bot import real_bot
from tests.support import skip_or_fail
from tests.web.conftest import ARGUMENTS, find_browser


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """What the bot is started with; a module may say otherwise."""
    return {}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bot has its database."""
    return tmp_path_factory.mktemp("bot")


@pytest.fixture(scope="module")
def bot(home: Path, settings: dict[str, str]) -> Iterator[str]:
    """Where the real bot is, if the Playground is to be had."""
    try:
        installed()
    except Missing as reason:
        skip_or_fail(str(reason))
    with real_bot(home, **settings) as address:
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def field(bot: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Playground]:
    """The Playground in front of the bot."""
    async with playground(bot, tmp_path_factory.mktemp("playground")) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A Chromium."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=find_browser(playwright.chromium), args=ARGUMENTS)
        yield chromium
        await chromium.close()

"""The network in a browser: by keyboard, on a phone, and without scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, expect

from tests.overview.conftest import known_of_shipped, served
from tests.web.conftest import browser

__all__ = ["browser"]

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def address() -> AsyncIterator[str]:
    """Where the network is."""
    async with TestServer(served(known_of_shipped())) as server:
        yield str(server.make_url("/oversikt/nettverk"))


async def test_the_keyboard_points_out_and_leads_on(browser: Browser, address: str) -> None:
    """The municipality that has the focus is lit with its lines and partners; Enter opens its own network."""
    page = await browser.new_page()
    await page.goto(address)
    node = page.locator(".ties.circle a", has_text="Øyer")
    await node.focus()
    await expect(page.locator(".ties.circle")).to_have_class("ties circle lit")
    lit = await page.locator(".ties.circle a.near .name").all_text_contents()
    assert {"Øyer", "Lillehammer", "Gausdal"} <= set(lit)
    assert "Arendal" not in lit
    own = await page.locator(".ties.circle path.own").count()
    assert 0 < own < await page.locator(".ties.circle path").count()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hvem samarbeider Øyer med?")
    await page.close()


async def test_a_phone_gets_the_drawing_that_fits_it(browser: Browser, address: str) -> None:
    """One of the two is there, for eyes, keyboard and screen readers alike; without scripts too."""
    for width, shown, hidden in ((320, "column", "circle"), (1280, "circle", "column")):
        context = await browser.new_context(viewport={"width": width, "height": 700}, java_script_enabled=False)
        page = await context.new_page()
        await page.goto(address)
        await expect(page.locator(f".ties.{shown}")).to_be_visible()
        await expect(page.locator(f".ties.{hidden}")).to_be_hidden()
        await expect(page.get_by_role("link", name="Gjøvik: 9 samarbeid")).to_have_count(1)
        await context.close()

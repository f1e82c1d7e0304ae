"""Every page of the overview for every reader: axe, small screens, large letters, colours, keyboard, paper, no scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import product
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, ViewportSize

from dialogs.overview.views import VIEWS
from tests.overview.conftest import known_of_shipped, served
from tests.web.conftest import browser
from tests.web.test_access import faults, spill

__all__ = ["browser"]

pytestmark = pytest.mark.asyncio(loop_scope="module")

RECORDS = {
    "/oversikt/samarbeid/{id}": ("sogn-ko", "regional-naringsplan-lillehammerregionen"),
    "/oversikt/kommune/{id}": ("gjovik", "hamar"),
}
"""Which records are looked at: one of which much is known, and one of which nothing is."""
NEITHER: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none"}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
CUT = """() => document.querySelectorAll("main ul, main ol, main tbody, main select").forEach(
    (each) => [...each.children].slice(4).forEach((row) => row.remove()))"""
"""Leaves the first rows of each list: the others are as these, and axe takes its time over each."""
FEWER = (("phone", "light"), ("wide", "light"), ("wide", "dark"), ("wide", "forced"))
SIZES: dict[str, ViewportSize] = {"phone": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 900}}


def pages() -> dict[str, str]:
    """Every page there is, by the name of its picture."""
    found = {}
    for path in VIEWS:
        for record in RECORDS.get(path, ("gjovik",)) if "{id}" in path else ("",):
            name = "-".join(part for part in path.replace("{id}", record).split("/")[1:] if part)
            found[name] = path.replace("{id}", record)
    narrowed = "/oversikt?region=gjovikregionen&status=exists&search=n&lang=nn"
    return {**found, "oversikt-narrowed": narrowed, "none": "/oversikt/kommune/x"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home() -> AsyncIterator[str]:
    """Where the pages are served."""
    async with TestServer(served(known_of_shipped())) as server:
        yield str(server.make_url("")).rstrip("/")


async def visit(browser: Browser, address: str, **options: Any) -> Page:
    """A page, opened by a reader."""
    context = await browser.new_context(reduced_motion="reduce", locale="nb-NO", **options)
    page = await context.new_page()
    await page.goto(address)
    return page


async def seen(page: Page, address: str, *, whole: bool = False) -> dict[tuple[str, str], Any]:
    """What is wrong with a page, by size and look. Unless it is looked at ``whole``, of long lists the first rows alone."""
    found = {}
    await page.goto(address)
    await page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    # the colours are of one sheet: they are looked at on a wide screen, which has all that is drawn
    for size, look in product(SIZES, LOOKS) if whole else FEWER:
        await page.set_viewport_size(SIZES[size])
        await page.emulate_media(**{**NEITHER, **LOOKS[look]})
        wider = await spill(page)
        if not whole:
            await page.evaluate(CUT)
        rules = None if look == "light" else COLOURS  # the others only look otherwise
        found[size, look] = (await faults(page, rules), wider)
    return {where: each for where, each in found.items() if each != ([], 0)}


async def test_axe_finds_nothing_and_nothing_spills(browser: Browser, home: str) -> None:
    """On any page, on a phone and a wide screen, with the tables open; in dark and high contrast nothing is hard to see."""
    page = await visit(browser, f"{home}/oversikt")
    found = {name: each for name, path in pages().items() if (each := await seen(page, f"{home}{path}"))}
    await page.context.close()
    assert found == {}


async def test_double_letters_fit_the_narrowest_screen(browser: Browser, home: str) -> None:
    """With text at 200 % on 320 pixels nothing spills sideways."""
    page = await visit(browser, f"{home}/oversikt", viewport=SIZES["phone"])
    found = {}
    for name, path in pages().items():
        await page.goto(f"{home}{path}")
        await page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        found[name] = await spill(page)
    await page.context.close()
    assert {name: wider for name, wider in found.items() if wider} == {}


async def test_the_keyboard_alone_narrows_and_goes_on(browser: Browser, home: str) -> None:
    """From the skip link to the filters, a choice made, the button pressed, and on to a municipality from the matrix."""
    page = await visit(browser, f"{home}/oversikt", viewport=SIZES["wide"])
    await page.keyboard.press("Tab")
    assert await page.evaluate("() => document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("() => document.activeElement.id") == "search"
    await page.keyboard.press("Tab")
    await page.keyboard.type("Sogn")
    for _ in range(4):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert "region=sogn" in page.url
    heads = page.locator(".matrix .places a")
    assert await heads.all_text_contents() == ["Aurland", "Luster", "Lærdal", "Sogndal", "Vik", "Årdal"]
    await heads.first.focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert await page.get_by_role("heading", level=1).text_content() == "Aurland"
    await page.context.close()


async def test_pages_are_whole_without_scripts(browser: Browser, home: str) -> None:
    """Filters, pages, tables and sources are there when no script is run."""
    page = await visit(browser, f"{home}/oversikt", viewport=SIZES["wide"], java_script_enabled=False)
    await page.get_by_label("Fagområde").select_option("brann")
    await page.get_by_role("button", name="Vis").click()
    assert "field=brann" in page.url
    rows = page.locator(".matrix tbody tr:not(.part)")
    assert await rows.count() > 3
    await page.get_by_role("link", name="Brann og redning").first.click()
    await page.context.close()


async def test_the_matrix_is_a_table_for_the_ear_on_a_phone_too(browser: Browser, home: str) -> None:
    """Where rows are laid out as cards they are still rows with a header, and each cell says what the mark shows."""
    page = await visit(browser, f"{home}/oversikt?region=sogn", viewport=SIZES["phone"])
    table = page.get_by_role("table")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Felles innkjøp i Sogn"))
    assert [text.strip() for text in await row.get_by_role("cell").all_text_contents()] == [
        "?foreslått", "×ikke med", "?foreslått", "?foreslått", "?foreslått", "?foreslått", "",
    ]  # fmt: skip
    await page.context.close()


async def test_paper_has_the_pictures_and_not_the_tools(browser: Browser, home: str) -> None:
    """Printed, there is no navigation, no filter and no button, and the matrix is there."""
    page = await visit(browser, f"{home}/oversikt", viewport=SIZES["wide"])
    await page.emulate_media(media="print")
    assert await page.locator(".matrix").is_visible()
    for tool in (".views", ".filters", ".pager", ".csv"):
        assert await page.locator(tool).first.is_hidden(), tool
    await page.context.close()

"""The chat page for every reader: axe, small screens, large letters, dark, high contrast, paper."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.web.conftest import Visit, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "forced-dark": {"forced_colors": "active", "color_scheme": "dark"},
}
SIZES = {"phone": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 800}}


async def full_conversation(visit: Visit) -> None:
    """Something of everything in the log: table, long list, hostile words, a long word, a fault."""
    for words in ("tabell", "farlig", "stort ord", "tekst", "lang liste"):
        await visit.ask(words)
    visit.expected = "Failed to load resource"
    visit.bot.fail_with = 500
    await visit.ask("hvem er vert")
    visit.bot.fail_with = 0


async def faults(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """What axe finds, best practices included; with options it looks for less."""
    results = await Axe().run(page, options=options)
    return [f"{violation['id']}: {node['html']}" for violation in results.response["violations"] for node in violation["nodes"]]


async def spill(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    wider: int = await page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(visitor: Visitor, look: str, size: str) -> None:
    """Neither at the start, nor with every sort of answer, fault and choice in view."""
    visit = await visitor(viewport=SIZES[size], **LOOKS[look])
    await visit.open()
    assert await faults(visit.page) == []
    await full_conversation(visit)
    assert await faults(visit.page) == []
    await visit.page.locator("#question").fill("x" * 2100)
    assert await faults(visit.page) == []
    assert await spill(visit.page) == 0


async def test_axe_finds_nothing_on_the_nynorsk_page(visitor: Visitor) -> None:
    """Both languages, one standard."""
    visit = await visitor(locale="nn-NO")
    await visit.open()
    await visit.ask("tabell")
    assert await faults(visit.page) == []


@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing_on_the_information_page(visitor: Visitor, size: str) -> None:
    """The page that stands in for the chat in the municipality's own service is as open to all."""
    visit = await visitor(local=False, viewport=SIZES[size])
    await visit.page.goto(visit.home)
    await expect(visit.page.get_by_role("heading", level=2)).to_have_count(2)
    assert await faults(visit.page) == []
    assert await spill(visit.page) == 0


async def test_double_letters_fit_the_narrowest_screen(visitor: Visitor) -> None:
    """With text at 200 % on 320 pixels nothing spills sideways, and the field leaves the screen to the words."""
    visit = await visitor(viewport=SIZES["phone"])
    await visit.open()
    await visit.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert await spill(visit.page) == 0
    await full_conversation(visit)
    assert await spill(visit.page) == 0
    await expect(visit.page.locator("#composer")).to_have_css("position", "static")


async def test_a_wide_table_scrolls_by_itself(visitor: Visitor) -> None:
    """On a phone the table gets a named frame that the keyboard reaches; where it fits there is no extra stop."""
    narrow = await visitor(viewport=SIZES["phone"])
    await narrow.open()
    await narrow.ask("tabell")
    frame = narrow.page.get_by_role("group", name="Tabell")
    await expect(frame).to_have_attribute("tabindex", "0")
    wide = await visitor()
    await wide.open()
    await wide.ask("tabell")
    await expect(wide.page.locator(".table")).not_to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("size", SIZES)
async def test_everything_to_press_is_large_enough_for_a_thumb(visitor: Visitor, size: str) -> None:
    """At least 44 by 44 pixels, languages and retry included."""
    visit = await visitor(viewport=SIZES[size])
    await visit.open()
    small = (
        "() => [...document.querySelectorAll('button, nav a')].filter(e => e.checkVisibility()).map(e =>"
        " [e.textContent, e.getBoundingClientRect()]).filter(([, r]) => r.width < 44 || r.height < 44).map(([t]) => t)"
    )
    assert await visit.page.evaluate(small) == []
    await full_conversation(visit)
    assert await visit.page.evaluate(small) == []


async def test_the_focus_is_always_seen(visit: Visit) -> None:
    """Every stop of the Tab key has an outline of at least two pixels."""
    stops: list[str] = []
    for _ in range(12):
        await visit.page.keyboard.press("Tab")
        stop, width = await visit.page.evaluate(
            "() => { const e = document.activeElement;"
            " return [e.id || e.textContent.trim(), parseFloat(getComputedStyle(e).outlineWidth)]; }"
        )
        if stop != "log":
            assert width >= 2, stop
        stops.append(stop)
    assert {"fresh", "Nynorsk", "Velg kommune", "question", "send"} <= set(stops)


async def test_what_has_focus_is_not_hidden_under_the_field(visitor: Visitor) -> None:
    """Tabbing to the choices below a long answer brings them above the field at the bottom."""
    visit = await visitor(viewport=SIZES["phone"])
    await visit.open()
    await visit.ask("lang liste")
    await visit.page.keyboard.press("Shift+Tab")
    choice = await visit.page.locator("#choices button").last.bounding_box()
    composer = await visit.page.locator("#composer").bounding_box()
    assert choice is not None
    assert composer is not None
    assert choice["y"] + choice["height"] <= composer["y"]


async def test_who_wants_no_motion_gets_none(visitor: Visitor) -> None:
    """With reduced motion nothing is animated; without it the page moves gently."""
    moving = "() => document.getAnimations().length + (getComputedStyle(document.documentElement).scrollBehavior === 'smooth')"
    calm = await visitor(reduced_motion="reduce")
    await calm.open()
    assert await calm.page.evaluate(moving) == 0
    lively = await visitor(reduced_motion="no-preference")
    await lively.open()
    assert await lively.page.evaluate(moving) >= 1


async def test_the_log_is_announced(visit: Visit) -> None:
    """A screen reader is told of new entries politely, and hears who speaks."""
    log = visit.page.get_by_role("log", name="Samtalen")
    await expect(log).to_have_attribute("aria-live", "polite")
    await visit.ask("hvem er vert")
    await expect(log).to_contain_text("Du sa:")
    await expect(log).to_contain_text("Samråd svarte:")


async def test_paper_shows_the_conversation_only(visit: Visit) -> None:
    """Printed: questions, answers and sources, without the field, buttons and banner."""
    await visit.ask("lang liste")
    await visit.page.emulate_media(media="print")
    await expect(visit.said.last).to_be_visible()
    await expect(visit.page.get_by_text("Kilde: Tjenestegjennomgang")).to_be_visible()
    for hidden in ("#composer", "#choices", ".banner", ".tools"):
        await expect(visit.page.locator(hidden)).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
async def test_local_mode_is_told(visitor: Visitor, size: str) -> None:
    """The banner is the first thing below the name, in both languages."""
    for locale, told in (("nb-NO", "ingen er logget inn"), ("nn-NO", "ingen er logga inn")):
        visit = await visitor(viewport=SIZES[size], locale=locale)
        await visit.open()
        banner = visit.page.get_by_role("note")
        await expect(banner).to_contain_text("Lokal modus:")
        await expect(banner).to_contain_text(told)
        await expect(banner).to_be_in_viewport()


@pytest.mark.parametrize("path", ["personvern", "vilkar"])
@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing_on_the_pages_about_the_service(visitor: Visitor, look: str, path: str) -> None:
    """Privacy and terms, on the smallest screen."""
    visit = await visitor(viewport=SIZES["phone"], **LOOKS[look])
    await visit.page.goto(f"{visit.home}/{path}")
    assert await faults(visit.page) == []
    assert await spill(visit.page) == 0

"""The chat page and the real bot together: nothing is faked between the reader's keys and the database."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.real_bot import ROOT, real_bot
from tests.web.test_access import faults, spill

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURES = ROOT / ".cache" / "pictures"
QUESTIONS = {
    "nb": ("Hvilke samarbeid er Gjøvik med i?", "Hvem er med i Sogn KO?", "Hvor står det?"),
    "nn": ("Kva samarbeid er Gjøvik med i?", "Kven er med i Sogn KO?", "Kvar står det?"),
}
LOOKS: dict[str, dict[str, Any]] = {
    "phone-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "wide-light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
}
SOURCE = re.compile(r"^(Kilde|Kjelde)(r|er)?: .+\d{4} \(.+ gamm(el|al)\)", re.MULTILINE)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real bot is."""
    with real_bot(tmp_path_factory.mktemp("bot")) as address:
        yield address


@asynccontextmanager
async def opened(browser: Browser, home: str, locale: str, **look: Any) -> AsyncIterator[Page]:
    """The page with its greeting; at the end the console must have been silent and every request ours."""
    context = await browser.new_context(locale=locale, reduced_motion="reduce", **look)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(home) else complaints.append(request.url))
    await page.goto(home)
    await page.locator("#log .answer .reply").first.wait_for()
    yield page
    assert complaints == []
    await context.close()


async def ask(page: Page, words: str) -> str:
    """Type the words with the keyboard alone, and read the answer."""
    answers = page.locator("#log .answer .reply")
    before = await answers.count()
    await page.locator("#question").focus()
    await page.keyboard.type(words)
    await page.keyboard.press("Enter")
    await expect(answers).to_have_count(before + 1)
    return await answers.last.inner_text()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", QUESTIONS)
async def test_three_questions_through_the_page(browser: Browser, home: str, language: str, look: str) -> None:
    """A list, a detail and its sources, in the question's language, told with source and age, and axe finds nothing."""
    async with opened(browser, home, f"{language}-NO", **LOOKS[look]) as page:
        listed, told, cited = [await ask(page, words) for words in QUESTIONS[language]]
        assert "Gjøvik" in listed
        assert SOURCE.search(listed)
        assert "Sogndal" in told
        assert "Sogn KO" in cited
        assert SOURCE.search(cited)
        await expect(page.locator("#log .answer .reply").last).to_have_attribute("lang", language)
        assert await faults(page) == []
        assert await spill(page) == 0
        await keep(page, f"page-{language}-{look}")


WHY = {
    "nb": ("Hvem er med i GLØR <b>nå</b>?", "hvorfor?", "Jeg leste dette som et spørsmål om hvem som er med i et samarbeid."),
    "nn": ("Kven er med i GLØR <b>no</b>?", "kvifor?", "Eg las dette som eit spørsmål om kven som er med i eit samarbeid."),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", WHY)
async def test_why_is_told_through_the_page(browser: Browser, home: str, language: str, look: str) -> None:
    """What each word was taken for stands in a table that fits the screen; what was written is never markup."""
    words, why, read_as = WHY[language]
    async with opened(browser, home, f"{language}-NO", **LOOKS[look]) as page:
        await ask(page, words)
        told = await ask(page, why)
        answer = page.locator("#log .answer .reply").last
        assert read_as in told
        assert SOURCE.search(told)
        assert await answer.locator("table tr").count() > 3
        assert await answer.locator("td", has_text="GLØR").count() >= 1
        assert await faults(page) == []
        assert await spill(page) == 0
        await keep(page, f"why-{language}-{look}")


async def test_a_question_with_two_meanings_is_settled_by_the_keyboard(browser: Browser, home: str) -> None:
    """The bot asks back with two or three choices; Shift+Tab and Enter take the last, and the field has the focus again."""
    async with opened(browser, home, "nb-NO", **LOOKS["phone-dark"]) as page:
        asked_back = await ask(page, "Hva er status for lønnssamarbeidet?")
        choices = page.locator("#choices button")
        assert "?" in asked_back
        assert 2 <= await choices.count() <= 3
        assert await faults(page) == []
        title = await choices.last.inner_text()
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Enter")
        await expect(page.locator("#log .said .words").last).to_have_text(title)
        await expect(page.locator("#log .answer .reply")).to_have_count(3)
        await expect(page.locator("#question")).to_be_focused()
        assert asked_back != await page.locator("#log .answer .reply").last.inner_text()


async def test_no_markup_reaches_the_reader(browser: Browser, home: str) -> None:
    """What a person writes comes back as words, and no mark of our templates is left in an answer."""
    async with opened(browser, home, "nb-NO", **LOOKS["wide-light"]) as page:
        for words in ("<b>hei</b> **Sel** {{ 7 * 7 }}", "Hvilke samarbeid om landbruk finnes?", "hjelp"):
            answer = await ask(page, words)
            assert not re.search(r"\*\*|^#|^\||&\w+;|[\ufdd0-\ufdef]|\bNone\b|\{\{ *\w+ *\}\}", answer, re.MULTILINE)
        await expect(page.locator("#log b")).to_have_count(0)


async def keep(page: Page, name: str) -> Path:
    """A picture of the page, for a person to look at."""
    await asyncio.to_thread(PICTURES.mkdir, parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    await page.screenshot(path=path)
    return path

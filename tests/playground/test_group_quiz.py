"""A quiz for a group in Microsoft's own Agents Playground, and its page on a projector."""

from __future__ import annotations

import asyncio
import re
import uuid
from typing import Any

import aiohttp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.playground.screen import PICTURES, Screen, screen
from tests.playground.server import BOT, GROUP, Playground

pytestmark = pytest.mark.asyncio(loop_scope="module")

OTHERS = ("Ola Li", "Siv Moe", "Per Bø", "Åse Dal", "Jon Lie")
TRAINER = "Kursleder"
SOON = 15_000
"""Milliseconds that what comes by itself may take on a busy machine."""


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """Everybody there may train."""
    return {"SAMRAD_TRAINERS": "*"}


class Others:
    """Those who are in the group without a screen of their own: what they press goes to the bot as Teams would send it."""

    def __init__(self, session: aiohttp.ClientSession, bot: str, field: Playground) -> None:
        self._session, self._bot, self._service = session, bot, f"{field.address}/_connector"

    async def press(self, who: str, say: str) -> dict[str, Any]:
        """The card that the one who presses is shown."""
        value = {"action": {"type": "Action.Execute", "verb": "say", "data": {"say": say}}}
        activity = {
            "type": "invoke", "name": "adaptiveCard/action", "id": f"other-{uuid.uuid4()}", "channelId": "msteams",
            "serviceUrl": self._service, "from": {"id": f"29:{who}", "name": who, "aadObjectId": who}, "recipient": BOT,
            "conversation": {"id": GROUP, "conversationType": "groupChat", "isGroup": True}, "locale": "nb-NO", "value": value,
        }  # fmt: skip
        async with self._session.post(f"{self._bot}/api/messages", json=activity) as answer:
            assert answer.status == 200
            card: dict[str, Any] = (await answer.json())["value"]
            return card


async def _violations(page: Page) -> list[str]:
    found = await Axe().run(page)
    return [f"{each['id']}: {each['help']}" for each in found.response["violations"]]


async def _projector(browser: Browser, url: str, look: str, size: tuple[int, int]) -> Page:
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if look == "dark" else "light"
    )
    page = await context.new_page()
    await page.goto(url)
    return page


async def _picture(page: Page, name: str) -> None:
    await asyncio.to_thread(PICTURES.mkdir, parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"group-{name}.png", full_page=name.startswith("projector"))


async def test_a_group_session_as_those_who_are_there_see_it(field: Playground, browser: Browser, bot: str) -> None:
    """Started in words, answered on the card, closed by button; the projector follows by itself, and axe finds nothing wrong."""
    async with screen(browser, field.address) as shown, aiohttp.ClientSession() as session:
        others, page = Others(session, bot, field), shown.page
        await page.locator("[role=treeitem]").filter(has_text="Group Chat").first.click()
        await field.say("start quiz om vertskommune, 3 spørsmål, med poeng", GROUP)
        question = shown.cards.filter(has_text="Spørsmål 1 av 3")
        await question.wait_for()
        await _picture(page, "question")
        link = await others.press(TRAINER, "Vis storskjerm for quiz 1")
        url = next(action["url"] for action in link["actions"] if action["type"] == "Action.OpenUrl")
        projector = await _projector(browser, url, "light", (1600, 900))
        dark = await _projector(browser, url, "dark", (1024, 768))

        await _answers(shown, others)
        await expect(question).to_contain_text("Du svarte A.", timeout=SOON)
        await _picture(page, "own-answer")
        await expect(question).to_contain_text("6 har svart", timeout=SOON)
        await expect(projector.locator("#count")).to_have_text("6 har svart", timeout=SOON)
        assert await _violations(projector) == []
        await _picture(projector, "projector-open")

        await shown.cards.filter(has_text="Bare kursledere kan styre").get_by_role("button", name="Steng").click()
        closed = shown.cards.filter(has_text=re.compile("Spørsmål 1 av 3: Riktig svar er"))
        await expect(closed).to_contain_text(re.compile(r"\d av 6 \(\d+ %\)"), timeout=SOON)
        await expect(projector.locator("main")).to_contain_text("✓ Riktig svar", timeout=SOON)
        await expect(dark.locator("main")).to_contain_text("✓ Riktig svar", timeout=SOON)
        await _picture(page, "closed")
        assert [await _violations(each) for each in (projector, dark)] == [[], []]
        await _picture(projector, "projector-closed")
        await _picture(dark, "projector-dark")

        for number in (1, 2):
            await others.press(TRAINER, f"Neste spørsmål etter {number} i quiz 1")
            for who in OTHERS:
                await others.press(who, f"Svar b på spørsmål {number + 1} i quiz 1")
        await others.press(TRAINER, "Avslutt quiz 1")
        await expect(shown.cards.filter(has_text="Quizen om vertskommune er slutt")).to_contain_text("Siv Moe", timeout=SOON)
        await _picture(page, "end")
        await expect(projector.locator("h1")).to_have_text("Quizen er slutt", timeout=SOON)
        assert [await _violations(each) for each in (projector, dark)] == [[], []]
        await _picture(projector, "projector-end")
        assert shown.faults == []


async def _answers(shown: Screen, others: Others) -> None:
    """The person at the screen answers A, and the others what they please."""
    for number, who in enumerate(OTHERS):
        card = await others.press(who, f"Svar {'ab'[number % 2]} på spørsmål 1 i quiz 1")
        assert f"Du svarte {'AB'[number % 2]}." in card["fallbackText"]
    question = shown.cards.filter(has_text="Spørsmål 1 av 3")
    await expect(question).to_contain_text("5 har svart", timeout=SOON)  # the next update would take the own view's place
    boxes = question.get_by_role("checkbox")
    if await boxes.count():  # where several are right
        await boxes.first.check()
    await question.get_by_role("button", name=re.compile("^(Svar A|A: |Svar$)")).click()


async def test_the_projectors_page_does_without_a_script_and_on_a_phone(bot: str, field: Playground, browser: Browser) -> None:
    """It then asks for itself anew; in nynorsk where the session is; and a key that opens nothing says so."""
    async with aiohttp.ClientSession() as session:
        others = Others(session, bot, field)
        await field.say("start ein quiz om openheit på nynorsk, 2 spørsmål", GROUP)
        link: dict[str, Any] = {}
        for _ in range(100):
            link = await others.press(TRAINER, "Vis storskjerm for quiz 2")
            if "Sida for storskjerm" in link["fallbackText"]:
                break
            await asyncio.sleep(0.1)
        url = next(action["url"] for action in link["actions"] if action["type"] == "Action.OpenUrl")
        context = await browser.new_context(viewport={"width": 390, "height": 700}, java_script_enabled=False)
        page = await context.new_page()
        await page.goto(url)
        assert await page.locator("html").get_attribute("lang") == "nn"
        assert "Ingen har svart enno" in await page.locator("footer").inner_text()
        await others.press("Ola Li", "Svar a på spørsmål 1 i quiz 2")
        await others.press("Siv Moe", "Svar a på spørsmål 1 i quiz 2")
        await expect(page.locator("#count")).to_have_text("2 har svart", timeout=SOON)
        phone = await _projector(browser, url, "light", (390, 700))
        nothing = await _projector(browser, f"{bot}/quiz/nothing", "dark", (390, 700))
        assert [await _violations(each) for each in (phone, nothing)] == [[], []]
        assert await phone.evaluate("document.documentElement.scrollWidth") <= 390
        await _picture(phone, "projector-phone")
        await others.press(TRAINER, "Avslutt quiz 2")

"""Manners in Microsoft's own Agents Playground: welcome, sources, threads, and answers that follow their questions."""

from __future__ import annotations

import uuid
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, expect

from tests.playground.screen import screen
from tests.playground.server import TENANT, Playground, card_of, words_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

THREAD = "19:saker@thread.tacv2"
SOGN = "Hvem er med i Sogn KO?"
SOON = 20_000
"""Milliseconds that the page may take on a busy machine: it loads what shows citations when it first needs it."""


async def tell(bot: str, field: Playground, told: dict[str, Any], **more: Any) -> None:
    """Tell the bot what the Playground has no button for, as Teams would: what was told last, changed."""
    body = {**told, "timestamp": f"2026-12-01T09:00:00.{uuid.uuid4().int % 1000:03}Z", **more}
    async with aiohttp.ClientSession() as session, session.post(f"{bot}/api/messages", json=body) as answer:
        assert answer.status == 200, await answer.text()


async def test_the_welcome_asks_and_shows_and_comes_once(field: Playground, browser: Browser) -> None:
    """The page tells of the installation in two ways at once; municipality, written form and a question follow by buttons."""
    async with screen(browser, field.address) as shown:
        await expect(shown.cards).to_have_count(1)
        assert "Hvilken kommune er du folkevalgt i?" in await shown.cards.first.inner_text()
        await shown.picture("welcome")
        chosen = await shown.press(shown.buttons().filter(has_text="Gjøvik").first)
        assert "Notert: «vi» er Gjøvik." in chosen
        first = shown.cards.first.get_by_role("button")
        assert "Greitt, eg svarar på nynorsk" in await shown.press(first.filter(has_text="Nynorsk"))
        answered = await shown.press(shown.buttons().filter(has_text="Kva samarbeid er Gjøvik med i?"))
        assert "Kjelde" in answered
        await shown.picture("welcome-followed")
        await expect(shown.cards).to_have_count(4)
        assert shown.faults == []
    assert ["Hei! Jeg er Samråd" in words_of(reply) for reply in field.replies()] == [True, False, False, False]


async def test_sources_follow_an_answer_below_its_card(field: Playground, browser: Browser) -> None:
    """As a line of its own, in which Microsoft's page shows each number as a citation."""
    async with screen(browser, field.address, greeted=False) as shown:
        await shown.send("Kva er eit interkommunalt selskap?")
        await expect(shown.page.get_by_text("Kjelder: IKS-lova § 1").last).to_be_visible(timeout=SOON)
        await shown.picture("sources")
    cited = [activity for activity in field.sent() if "entities" in activity]
    assert cited[-1]["entities"][0]["citation"][0]["appearance"]["url"].startswith("https://lovdata.no/")


async def test_an_edited_question_changes_its_card_and_a_deleted_one_takes_it_back(
    field: Playground, bot: str, browser: Browser
) -> None:
    """Where it stands; the Playground removes nothing, so a note stands there instead."""
    async with screen(browser, field.address, greeted=False) as shown:
        await shown.send(SOGN)
        told = await field.asked(SOGN)
        event = {"channelData": {**told.get("channelData", {}), "eventType": "editMessage"}}
        await tell(bot, field, told, type="messageUpdate", text="Hva er status for Sogn KO?", **event)
        await expect(shown.cards.last).to_contain_text("Formell start for Sogn KO", timeout=SOON)
        await expect(shown.cards).to_have_count(1)
        await shown.picture("edited")
        gone = {"channelData": {**told.get("channelData", {}), "eventType": "softDeleteMessage"}}
        await tell(bot, field, told, type="messageDelete", text=None, **gone)
        await expect(shown.cards.last).to_contain_text("Svaret er trekt tilbake.", timeout=SOON)
        await shown.picture("taken-back")
        assert shown.faults == []


async def test_a_team_is_welcomed_where_we_are_added_and_answered_in_its_thread(field: Playground, bot: str) -> None:
    """To the channel: each chooses for themselves; what is asked with a mention is answered in the thread, and is one message."""
    await field.say("Hvem er med i Sogn KO?", THREAD)
    answer = await field.reply(THREAD, "Sogndal")
    channel = {"id": THREAD, "conversationType": "channel", "isGroup": True, "tenantId": TENANT}
    told = {**await field.asked(SOGN), "conversation": channel, "from": {"id": "29:person-11", "name": "Kari 11"}}
    await tell(bot, field, told, type="installationUpdate", action="add", text=None, id=uuid.uuid4().hex)
    welcome = await field.reply(THREAD, "Nevn meg med @Samråd")
    kinds = [{each["type"] for each in body["actions"]} for body in card_of(welcome)["body"] if body["type"] == "ActionSet"]

    assert ";messageid=" in answer["conversation"]["id"]
    assert kinds == [{"Action.Execute"}, {"Action.Execute"}, {"Action.Submit"}]
    assert not [each for each in field.sent() if "entities" in each and each["conversation"]["id"].startswith(THREAD)]

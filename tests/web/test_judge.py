"""Thumbs on the chat page: small, named, usable by keyboard; a press counts at once, a comment comes beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from dialogs.channels.shapes import Activity
from tests.web.conftest import Visit, Visitor
from tests.web.test_access import LOOKS, SIZES, faults, spill

pytestmark = pytest.mark.asyncio(loop_scope="module")


def thumb(page: Page, way: str) -> Locator:
    """The last thumb of that way, by the name that it is read aloud with."""
    return page.get_by_role("button", name=f"Tommel {way}").last


def verdicts(visit: Visit) -> list[tuple[str, str, str]]:
    """Message, reaction and comment of each verdict that the bot got."""
    sent: list[Activity] = [each for each in visit.bot.heard if each["type"] == "invoke"]
    told = [(each, each["value"]["actionValue"]) for each in sent]
    assert all(each["name"] == "message/submitAction" and each["value"]["actionName"] == "feedback" for each in sent)
    return [(each["replyToId"], value["reaction"], json.loads(value["feedback"])["feedbackText"]) for each, value in told]


async def test_only_an_answer_has_thumbs(visit: Visit) -> None:
    """A greeting has none; an answer has two, with names for those who cannot see them."""
    await expect(visit.page.locator(".judge")).to_have_count(0)
    await visit.ask("bedøm")
    bar = visit.page.get_by_role("group", name="Hva syns du om svaret?")
    await expect(bar.get_by_role("button")).to_have_count(2)
    await expect(thumb(visit.page, "opp")).to_have_attribute("aria-pressed", "false")
    await expect(thumb(visit.page, "ned")).to_have_accessible_name("Tommel ned: noe var galt eller manglet")


async def test_a_press_counts_at_once_and_the_comment_is_optional(visit: Visit) -> None:
    """The form opens below with its warning; left without a word, the thumb stands."""
    page = visit.page
    await visit.ask("bedøm")
    await thumb(page, "ned").click()
    await expect(page.locator(".judged")).to_have_text("Takk. Tilbakemeldingen er lagret.")
    field = page.get_by_label("Hva var galt, eller hva manglet? (valgfritt)")
    await expect(field).to_have_accessible_description(
        "Ikke skriv navn eller noe annet om personer. Redaktørene leser det, uten å se hvem som skrev."
    )
    await page.get_by_role("button", name="Ingen kommentar").click()
    await expect(field).to_have_count(0)
    await expect(thumb(page, "ned")).to_be_focused()
    await expect(thumb(page, "ned")).to_have_attribute("aria-pressed", "true")
    assert verdicts(visit) == [("m-1", "dislike", "")]


async def test_a_comment_is_sent_by_the_keyboard_alone(visit: Visit) -> None:
    """Space presses, Tab leads to the field, and the comment belongs to the answer that it stands below."""
    page = visit.page
    await visit.ask("bedøm flere")
    await thumb(page, "opp").focus()
    await page.keyboard.press("Space")
    for _ in range(2):
        await page.keyboard.press("Tab")
    await expect(page.get_by_label("Hva var bra? (valgfritt)")).to_be_focused()
    await page.keyboard.type("Kort og <b>klart</b>")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("form.comment")).to_have_count(0)
    assert verdicts(visit) == [("m-3", "like", ""), ("m-3", "like", "Kort og <b>klart</b>")]
    await expect(page.locator(".thumb[aria-pressed=true]")).to_have_count(1)


async def test_a_change_of_mind_leaves_one_thumb(visit: Visit) -> None:
    """The other is let go of, and the question in the form is another."""
    page = visit.page
    await visit.ask("bedøm")
    await thumb(page, "ned").click()
    await thumb(page, "opp").click()
    await expect(page.get_by_label("Hva var bra? (valgfritt)")).to_be_visible()
    await expect(page.locator("form.comment")).to_have_count(1)
    await expect(thumb(page, "opp")).to_have_attribute("aria-pressed", "true")
    await expect(thumb(page, "ned")).to_have_attribute("aria-pressed", "false")
    await expect(page.locator(".judged")).to_have_text("Takk. Tilbakemeldingen er lagret.")
    assert [reaction for _, reaction, _ in verdicts(visit)] == ["dislike", "like"]


async def test_what_is_not_kept_does_not_look_kept(visit: Visit) -> None:
    """When the service fails, no thumb stands as pressed, and the reader is told."""
    page = visit.page
    await visit.ask("bedøm")
    visit.expected, visit.bot.fail_with = "Failed to load resource", 500
    await thumb(page, "ned").click()
    await expect(page.locator(".judged")).to_have_text("Tilbakemeldingen ble ikke lagret. Prøv igjen.")
    await expect(thumb(page, "ned")).to_have_attribute("aria-pressed", "false")
    await expect(page.locator("form.comment")).to_have_count(0)
    visit.bot.fail_with = 0
    await thumb(page, "ned").click()
    await expect(page.locator(".judged")).to_have_text("Takk. Tilbakemeldingen er lagret.")


async def test_a_judgement_survives_a_reload(visit: Visit) -> None:
    """As the conversation does."""
    await visit.ask("bedøm")
    await thumb(visit.page, "ned").click()
    await expect(visit.page.locator(".judged")).not_to_be_empty()
    await visit.page.reload()
    await expect(thumb(visit.page, "ned")).to_have_attribute("aria-pressed", "true")
    await expect(thumb(visit.page, "opp")).to_have_attribute("aria-pressed", "false")


async def test_the_thumbs_are_named_in_nynorsk(visitor: Visitor) -> None:
    """Names, question and warning are those of the page's written form."""
    visit = await visitor(locale="nn-NO")
    await visit.open()
    await visit.ask("bedøm")
    await thumb(visit.page, "ned").click()
    field = visit.page.get_by_label("Kva var gale, eller kva mangla? (valfritt)")
    await expect(field).to_have_accessible_description(
        "Ikkje skriv namn eller noko anna om personar. Redaktørane les det, utan å sjå kven som skreiv."
    )
    await expect(visit.page.locator(".judged")).to_have_text("Takk. Tilbakemeldinga er lagra.")
    assert await faults(visit.page) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing_wrong_with_thumbs_and_comment(visitor: Visitor, look: str, size: str) -> None:
    """Pressed and not, with the form open, in every look and size; the page never scrolls sideways."""
    options: dict[str, Any] = {**LOOKS[look], "viewport": SIZES[size]}
    visit = await visitor(**options)
    await visit.open()
    await visit.ask("bedøm flere")
    await thumb(visit.page, "ned").click()
    await expect(visit.page.locator("form.comment")).to_be_visible()
    assert await faults(visit.page) == []
    assert await spill(visit.page) == 0


async def test_paper_shows_no_thumbs(visit: Visit) -> None:
    """They are for the screen."""
    await visit.ask("bedøm")
    await visit.page.emulate_media(media="print")
    await expect(visit.page.locator(".judge")).to_be_hidden()
    await expect(visit.answers.last).to_have_text("Sel er vert.")

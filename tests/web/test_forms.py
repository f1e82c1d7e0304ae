"""Forms and files on the chat page: labelled, usable by keyboard, told of when something is missing; progress in its place."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.web.conftest import Visit, Visitor
from tests.web.fake_bot import following, sentence
from tests.web.test_access import LOOKS, SIZES, faults, spill

pytestmark = pytest.mark.asyncio(loop_scope="module")

FILE = {"name": "sak.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 fil"}


async def test_a_form_is_filled_in_and_sent(visit: Visit) -> None:
    """Every place has its label and what it holds; pressing the button sends the values with it, markup as words."""
    await visit.ask("skjema")
    page = visit.page
    await expect(page.get_by_label("Tittel")).to_have_value("<b>Brann</b>")
    await expect(page.get_by_label("Vedtak")).to_have_value("en\nto")
    await page.get_by_label("Tittel").fill("Ny")
    await page.get_by_label("Utfall").select_option(label="avslått")
    await page.get_by_label("Organ").select_option(label=["kommunestyret", "rådet"])
    await page.get_by_label("Lista er fullstendig").uncheck()
    await page.get_by_role("button", name="Lagre").click()
    await visit.settled()

    assert visit.last["value"] == {
        "say": "lagre utkast 3", "title": "Ny", "decision": "en\nto", "on": "2019-02-11", "outcome": "a", "bodies": "k,r",
        "complete": "false",
    }  # fmt: skip
    await expect(page.locator("form.fill")).to_have_count(0)


async def test_what_is_missing_is_told_at_its_place(visit: Visit) -> None:
    """Nothing is sent, the first such place has the focus and its words; when it is filled in, Enter sends."""
    await visit.ask("skjema")
    page, sent = visit.page, len(visit.bot.heard)
    title = page.get_by_label("Tittel")
    await title.fill("  ")
    await page.get_by_role("button", name="Lagre").click()
    await expect(title).to_be_focused()
    await expect(title).to_have_attribute("aria-invalid", "true")
    await expect(title).to_have_accessible_description("Fyll ut «Tittel».")
    assert len(visit.bot.heard) == sent
    assert await faults(page) == []
    await title.fill("Ny")
    await page.keyboard.press("Enter")
    await visit.settled()
    assert visit.last["value"]["title"] == "Ny"


async def test_a_form_can_be_left(visit: Visit) -> None:
    """The button beside it sends nothing of it, though a place that must be filled in is empty."""
    await visit.ask("skjema")
    await visit.page.get_by_label("Tittel").fill("")
    await visit.page.get_by_role("button", name="Avbryt").click()
    await visit.settled()

    assert visit.last["value"] == {"say": "utkast 3"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing_wrong_with_a_form(visitor: Visitor, look: str, size: str) -> None:
    """In every look and size; the page never scrolls sideways."""
    options: dict[str, Any] = {**LOOKS[look], "viewport": SIZES[size]}
    visit = await visitor(**options)
    await visit.open()
    await visit.ask("skjema")

    assert await faults(visit.page) == []
    assert await spill(visit.page) == 0


async def test_a_form_survives_a_reload(visit: Visit) -> None:
    """As the buttons do."""
    await visit.ask("skjema")
    await visit.page.reload()

    await expect(visit.page.get_by_label("Tittel")).to_have_value("<b>Brann</b>")


async def test_a_file_goes_ahead_of_its_message_and_is_followed(visit: Visit) -> None:
    """The log shows its name; progress takes its own place; the end is a new answer. Questions go on meanwhile."""
    page = visit.page
    visit.bot.progress = [following("Jeg har lest 40 av 200 sider."), sentence("Jeg har lest «sak.pdf».")]
    before = await visit.answers.count()
    await page.locator("#file").set_input_files(FILE)  # type: ignore[arg-type]
    await expect(visit.answers).to_have_count(before + 1)
    await expect(visit.said.last).to_have_text("sak.pdf")
    await visit.ask("hvem er vert")
    await expect(visit.answers.nth(before)).to_have_text("Jeg har lest 40 av 200 sider.")
    await expect(visit.answers).to_have_count(before + 3)
    await expect(visit.answers.last).to_have_text("Jeg har lest «sak.pdf».")

    assert visit.bot.files == [b"%PDF-1.7 fil"]
    sent = next(each for each in visit.bot.heard if each.get("attachments"))
    assert sent["attachments"] == [{"contentType": "application/pdf", "contentUrl": "upload:1", "name": "sak.pdf"}]
    assert await faults(page) == []


async def test_a_file_that_is_refused_is_told_of(visit: Visit) -> None:
    """With a way to try again."""
    visit.expected = "Failed to load resource"
    visit.bot.fail_with = 413
    await visit.page.locator("#file").set_input_files(FILE)  # type: ignore[arg-type]
    await expect(visit.page.locator(".trouble p")).to_have_text("Filen er for stor. Samråd tar imot filer på inntil 25 MB.")
    visit.bot.fail_with = 0
    await visit.page.get_by_role("button", name="Prøv igjen").click()
    await expect(visit.answers.last).to_have_text("Jeg leser «sak.pdf».")

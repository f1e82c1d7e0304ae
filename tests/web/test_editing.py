"""An editor at the chat page with the real bot: a document in, its draft seen, corrected, approved, and asked about."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.real_bot import real_bot
from tests.web.test_access import faults, spill
from tests.web.test_real_bot import LOOKS, ask, keep, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROTOCOL = """Saksprotokoll
Sel kommune
Utvalg: Kommunestyret
Møtedato: 14.09.2026
Sak: 61/2026
Felles vannverk – interkommunalt samarbeid mellom Sel og Vågå

Kommunedirektørens innstilling:
Sel kommune inngår samarbeid med Vågå kommune om felles vannverk.

Vedtak:
Sel kommune inngår samarbeid med Vågå kommune om felles vannverk.

Enstemmig vedtatt.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real bot is; everybody on this machine is an editor."""
    with real_bot(tmp_path_factory.mktemp("bot"), SAMRAD_EDITORS="*", SAMRAD_POLL_SECONDS="60") as address:
        yield address


async def press(page: Page, title: str) -> str:
    """Press a button, and read the answer."""
    answers = page.locator("#log .answer .reply")
    before = await answers.count()
    await page.locator("#choices").get_by_role("button", name=title, exact=True).click()
    await expect(answers).to_have_count(before + 1)
    return await answers.last.inner_text()


CASES = {
    "wide-light": ("Sel", "Vågå", "vannverk", "61/2026", "14.09.2026"),
    "phone-dark": ("Dovre", "Lesja", "renseanlegg", "12/2026", "15.06.2026"),
}
"""Two documents that are two cases: both looks have the same bot."""


@pytest.mark.parametrize("look", LOOKS)
async def test_from_document_to_answer(browser: Browser, home: str, look: str) -> None:
    """On the page alone; what is approved is answered from at once, though this replica looks for changes once a minute."""
    async with opened(browser, home, "nb-NO", **LOOKS[look]) as page:
        answers = page.locator("#log .answer .reply")
        own, other, subject, case_number, on = CASES[look]
        text = PROTOCOL.replace("Vågå", other).replace("Sel", own).replace("vannverk", subject)
        text = text.replace("61/2026", case_number).replace("14.09.2026", on)
        await page.locator("#file").set_input_files(
            {"name": "protokoll.txt", "mimeType": "text/plain", "buffer": text.encode()}
        )
        await expect(answers.last).to_contain_text("laget ett utkast", timeout=60_000)
        number = re.search(r"Utkast (\d+)", await answers.last.inner_text())
        assert number
        card = await press(page, f"Utkast {number[1]}")
        assert "Lest fra «protokoll.txt»" in card
        form = await press(page, "Rett")
        assert f"Rett utkast {number[1]}" in form
        assert await faults(page) == []
        assert await spill(page) == 0
        await keep(page, f"editing-form-{look}")
        # whatever was read, the editor has the last word
        iso = "-".join(reversed(on.split(".")))
        filled = {"Kommune": own, "Organ": "kommunestyret", "Møtedato": iso, "Stemmetall": "13 mot 4"}
        for label, value in {**filled, "Tittel": f"Felles {subject} for {own} og {other}"}.items():
            await page.get_by_label(label, exact=True).fill(value)
        corrected = await press(page, "Lagre")
        assert "13 mot 4" in corrected
        approved = await press(page, "Godkjenn")
        assert "er godkjent og er med i svarene innen ett minutt" in approved
        await keep(page, f"editing-approved-{look}")
        answer, until = "", time.monotonic() + 60  # «innen ett minutt»
        while "13 mot 4" not in answer and time.monotonic() < until:
            answer = await ask(page, f"Hva ble vedtatt om felles {subject} i {own}?")
            await asyncio.sleep(0.5)
        assert "13 mot 4" in answer
        assert "Kilde: " in answer
        assert await faults(page) == []

"""Feedback at the chat page with the real bot: judged, left to the editors, and read by one, in both looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, expect

from tests.real_bot import real_bot
from tests.web.test_access import faults, spill
from tests.web.test_editing import press
from tests.web.test_real_bot import LOOKS, ask, keep, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAID = {
    "wide-light": ("nb", "Hvem er med i Sogn KO?", "Hva heter hunden til ordføreren?", "Sogn KO, hvem som er med: 1 ned, 0 opp"),
    "phone-dark": (
        "nn",
        "Kven er vert for Sogn KO?",
        "Kva heiter katten til rådmannen?",
        "Sogn KO, kven som er vert: 1 ned, 0 opp",
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real bot is; everybody on this machine is an editor."""
    with real_bot(tmp_path_factory.mktemp("bot"), SAMRAD_EDITORS="*") as address:
        yield address


@pytest.mark.parametrize("look", LOOKS)
async def test_from_a_thumb_to_the_editors(browser: Browser, home: str, look: str) -> None:
    """What a reader thinks, comments and sends is what an editor is told; axe finds nothing on the way."""
    language, asked, refused, told = SAID[look]
    async with opened(browser, home, f"{language}-NO", **LOOKS[look]) as page:
        await ask(page, asked)
        await page.get_by_role("button", name="Tommel ned").last.click()
        await expect(page.locator(".judged").last).not_to_be_empty()
        await page.locator("form.comment textarea").fill(f"Feil liste {look}, ring 912 34 567")
        assert await faults(page) == []
        assert await spill(page) == 0
        await keep(page, f"feedback-{look}")
        await page.get_by_role("button", name="Send kommentaren").click()
        await expect(page.locator("form.comment")).to_have_count(0)
        await ask(page, refused)
        shown = await press(page, f"Send spørsmålet til {'redaktørane' if language == 'nn' else 'redaktørene'}")
        assert f"«{refused}»" in shown
        await press(page, "Ja, send det")
        overview = await ask(page, "tilbakemeldingar" if language == "nn" else "tilbakemeldinger")
        assert told in overview
        assert f"«Feil liste {look}, ring [telefon]»" in overview
        assert f"«{refused}»" in overview
        assert await faults(page) == []
        assert await spill(page) == 0
        await keep(page, f"feedback-overview-{look}")

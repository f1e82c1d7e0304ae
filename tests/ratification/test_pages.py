"""The pages of cases: what they say, who gets to see them, and that they can be seen by all."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Browser, Page

from dialogs.channels import cases
from dialogs.channels.web import Health
from dialogs.channels.web import add_routes as add_web
from dialogs.site.addresses import Addresses
from dialogs.site.links import link, sign
from dialogs.site.page_words import WORDS
from tests.ratification.world import CASE, COUNCILS, OTHER, Play, adopted, case_of, play, step, text
from tests.web.test_access import faults, spill

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "0123456789abcdef0123456789abcdef"
TODAY = date(2026, 12, 16)
PICTURES = Path(__file__).parents[2] / ".cache" / "pictures"

STEPS = [
    step("storvag", "2026-11-03", "proposed", body=text("formannskapet", "formannskapet"), proposal=text("Ja.", "Ja.")),
    adopted("storvag", "2026-11-10"),
    adopted("brattnes", "2026-11-12", vote=text("enstemmig", "samrøystes"), case_number="45/26"),
    adopted("kvitmark", "2026-11-12", OTHER),
    step("indre-skarvoy", "2027-01-20", "planned"),
    step("ytre-skarvoy", "2026-12-01", "planned"),
]
HOSTILE = '<script>alert(1)</script> & «sitat» "x" {{ 1 }}'


def served(played: Play, *, local: bool) -> web.Application:
    """The pages and their files, as the service serves them."""
    app = web.Application()
    add_web(app, local=local, health=lambda: Health(1, 1))
    cases.add_routes(app, played.pages, local=local, secret=played.address.secret)
    return app


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Play]:
    """The six councils half way."""
    async with play(tmp_path_factory.mktemp("pages"), TODAY) as made:
        await made.happens(case_of(STEPS))
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def closed(tmp_path: Path) -> AsyncIterator[tuple[Play, TestClient[Any, Any]]]:
    """A service with an app id, which opens pages by their keys alone."""
    async with play(tmp_path, TODAY) as made:
        made.address = Addresses("https://samrad.example.no", SECRET)
        made.__post_init__()
        await made.happens(case_of(STEPS))
        async with TestClient(TestServer(served(made, local=False))) as client:
            yield made, client


async def test_with_an_app_id_a_page_opens_with_its_own_key_alone(closed: tuple[Play, TestClient[Any, Any]]) -> None:
    """No key, another page's key, or a key with a letter changed: the same clear page, whether the case exists or not."""
    _, client = closed
    path = f"/saker/{CASE}"
    for address in (path, f"{path}?key=", f"{path}?key={sign(SECRET, '/saker')}", f"{path}?key=x", "/saker/none", "/saker"):
        refused = await client.get(address, headers={"Accept-Language": "nn"})
        assert refused.status == 403, address
        assert "Lenkja gjev ikkje tilgang" in await refused.text()
        assert "Havbyen" not in await refused.text()
    opened = await client.get(f"{path}?key={sign(SECRET, path)}")
    assert opened.status == 200
    assert "Opprettelse av Havbyen KO" in await opened.text()
    gone = await client.get(f"/saker/none?key={sign(SECRET, '/saker/none')}")
    assert (gone.status, "Saken finnes ikke" in await gone.text()) == (404, True)


async def test_the_link_in_the_chat_opens_the_page_in_either_form(closed: tuple[Play, TestClient[Any, Any]]) -> None:
    """The answer's button leads there; the page's own switch of language keeps the key; it leads to no other page."""
    made, client = closed
    reply = await made.ask("Hvor langt har Havbyen KO kommet i hvert kommunestyre?")
    button = next(action for action in reply.card["actions"] if action["type"] == "Action.OpenUrl")
    assert button["url"] in reply.text
    assert button["url"] == link("https://samrad.example.no", SECRET, f"/saker/{CASE}", lang="nb")
    parts = urlsplit(button["url"])
    page = await (await client.get(f"{parts.path}?{parts.query}")).text()
    other = re.search(r'<a href="([^"]*lang=nn[^"]*)"', page)
    assert other is not None
    assert "Oppretting av Havbyen KO" in await (await client.get(other[1].replace("&amp;", "&"))).text()
    assert 'href="/saker"' not in page
    index = await (await client.get(f"/saker?key={sign(SECRET, '/saker')}")).text()
    assert f"key={sign(SECRET, f'/saker/{CASE}')}" in index


async def test_pages_allow_nothing_but_their_own_looks(played: Play) -> None:
    """No scripts, no frames, no caches, no search engines; the style sheet is there."""
    async with TestClient(TestServer(served(played, local=True))) as client:
        for path in ("/saker", f"/saker/{CASE}", "/saker/none"):
            answer = await client.get(path)
            page = await answer.text()
            assert "script-src" not in answer.headers["Content-Security-Policy"]
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
            assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("private, no-store", "noindex")
            assert "<script" not in page
            assert "style=" not in page
            for sheet in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
                assert (await client.get(sheet)).status == 200, sheet


async def test_words_from_documents_stay_words(tmp_path: Path) -> None:
    """What a document says is never markup, in the title, in a step or in the adopted words."""
    async with play(tmp_path, TODAY) as made:
        steps = [
            adopted("storvag", "2026-11-10", HOSTILE.replace("{", "{{").replace("}", "}}"), text=text(HOSTILE, HOSTILE)),
            adopted("brattnes", "2026-11-12", "Noe annet"),
        ]
        await made.happens(case_of(steps, title=text(HOSTILE, HOSTILE)))
        page = made.page()
        assert "<script" not in page
        assert page.count("&lt;script&gt;") >= 3
        assert "{{ 1 }}" in page


async def test_the_page_tells_sources_with_dates_and_age(played: Play) -> None:
    """Every row that rests on something says on what; what is only recommended or planned says so."""
    page = played.page()
    row = re.search(r'<th scope="row" role="rowheader">Brattnes</th>(.*?)</tr>', page, re.DOTALL)
    assert row is not None
    assert "✓ vedtatt" in row[1]
    assert "12.11.2026 (sak 45/26)" in row[1]
    assert re.search(r"referatet fra regionmøtet, sak brattnes, .*10\.02\.2025.*\(1 år og 10 måneder gammel\)", row[1])
    assert "Innstilling, ikke vedtak: Ja." in page
    assert "? ukjent" in page
    assert "var satt opp 01.12.2026" in page
    assert "Votering: enstemmig" in page
    assert "kommuneloven § 19-1 første ledd" in page
    assert 'lang="nn"' in played.page("nn")


async def test_both_written_forms_have_all_words() -> None:
    """No word of the pages is missing or only copied where the forms differ in nearly every sentence."""
    sentences = [word for word in WORDS.values() if len(word.nb.split()) > 5]
    assert all(word.nb and word.nn for word in WORDS.values())
    assert [word.nb for word in sentences if word.nb == word.nn] == []


LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
SIZES = {"phone": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 900}}


async def _visit(browser: Browser, home: str, path: str, **options: Any) -> Page:
    context = await browser.new_context(reduced_motion="reduce", locale="nb-NO", **options)
    page = await context.new_page()
    await page.goto(f"{home}{path}")
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing_and_nothing_spills(browser: Browser, played: Play, look: str, size: str) -> None:
    """The board, the list and the refusal, in light, dark and forced colours, on a phone and a wide screen."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with TestServer(served(played, local=True)) as server:
        home = str(server.make_url("")).rstrip("/")
        for name, path in (("board", f"/saker/{CASE}"), ("cases", "/saker"), ("none", "/saker/none?lang=nn")):
            page = await _visit(browser, home, path, viewport=SIZES[size], **LOOKS[look])
            assert await faults(page) == []
            assert await spill(page) == 0
            await page.screenshot(path=PICTURES / f"case-{name}-{look}-{size}.png", full_page=True)
            await page.context.close()


async def test_the_board_is_a_table_for_the_ear_on_a_phone_too(browser: Browser, played: Play) -> None:
    """Where the rows are laid out as cards they are still rows with a header, and the columns have names."""
    async with TestServer(served(played, local=True)) as server:
        home = str(server.make_url("")).rstrip("/")
        page = await _visit(browser, home, f"/saker/{CASE}", viewport=SIZES["phone"])
        table = page.get_by_role("table", name="Vedtak i hvert kommunestyre")
        assert await table.get_by_role("row").count() == len(COUNCILS) + 1
        assert await table.get_by_role("rowheader").all_text_contents() == [
            "Storvåg", "Brattnes", "Kvitmark", "Indre Skarvøy", "Ytre Skarvøy", "Fjellgard",
        ]  # fmt: skip
        assert await table.get_by_role("columnheader").count() == 4
        assert await page.locator("del").first.text_content() == "utelatt: juli 2027 slutt."
        await page.context.close()


async def test_double_letters_fit_the_narrowest_screen(browser: Browser, played: Play) -> None:
    """With text at 200 % on 320 pixels nothing spills sideways."""
    async with TestServer(served(played, local=True)) as server:
        home = str(server.make_url("")).rstrip("/")
        page = await _visit(browser, home, f"/saker/{CASE}", viewport=SIZES["phone"])
        await page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        assert await spill(page) == 0
        await page.context.close()


async def test_paper_has_the_words_and_not_the_tools(browser: Browser, played: Play) -> None:
    """Printed, the board and the differences are there without the switches and the links."""
    async with TestServer(served(played, local=True)) as server:
        home = str(server.make_url("")).rstrip("/")
        page = await _visit(browser, home, f"/saker/{CASE}", viewport=SIZES["wide"])
        await page.emulate_media(media="print")
        assert await page.get_by_role("table").first.is_visible()
        assert await page.locator("ins").first.is_visible()
        assert not await page.locator(".tools").is_visible()
        assert not await page.locator("footer").is_visible()
        await page.screenshot(path=PICTURES / "case-board-print.png", full_page=True)
        await page.context.close()

"""The pages of certificates over HTTP: who may open one, where the name goes, and that all can use them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Browser

from dialogs.channels import certificates as channel
from dialogs.channels.web import Health
from dialogs.channels.web import add_routes as add_web
from dialogs.site.addresses import Addresses
from dialogs.site.certificate_pages import CertificatePages
from dialogs.site.certificates import Certificate, opening, reference_of, seal
from dialogs.site.page_render import PageRenderer
from dialogs.training.course_items import courses
from knowledge.model import LANGUAGES
from tests import worlds
from tests.web.test_access import faults, spill

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
DAY = date(2026, 11, 30)
REFERENCE = reference_of(SECRET, "kari", "kontrollutvalg", DAY)
MADE = Certificate("kontrollutvalg", tuple((m.id, DAY) for m in courses().courses["kontrollutvalg"].modules), 50, 54, REFERENCE)
PATH = opening(seal(SECRET, MADE, NOW + timedelta(hours=1)))
HOSTILE = '<script>alert(1)</script> & "Kari"'


def served(*, local: bool, now: datetime = NOW) -> web.Application:
    """The pages and their files, as the service serves them."""
    address = Addresses("http://127.0.0.1:1" if local else "https://samrad.example.no", "" if local else SECRET)
    known = worlds.knowledge("shipped")
    pages = CertificatePages(courses, lambda: known, PageRenderer(), address, SECRET, lambda: now, local=local)
    app = web.Application()
    add_web(app, local=local, health=lambda: Health(1, 1))
    app.add_routes(channel.routes(pages, local=local))
    return app


@pytest_asyncio.fixture(loop_scope="module", params=[True, False], ids=["local", "app"])
async def client(request: pytest.FixtureRequest) -> AsyncIterator[TestClient[Any, Any]]:
    """A reader, of a service in local mode and of one with an app id."""
    async with TestClient(TestServer(served(local=request.param))) as made:
        yield made


async def test_the_link_opens_the_certificate_in_either_form(client: TestClient[Any, Any]) -> None:
    """Course, role, days, count, day of the law and number; and that it is self-study."""
    told = {
        "nb": ("Kontrollutvalget og samarbeidene", "50 av 54 spørsmål", "Dette er et bevis for selvstudium", "28.07.2026"),
        "nn": ("Kontrollutvalet og samarbeida", "50 av 54 spørsmål", "Dette er eit bevis for sjølvstudium", "28.07.2026"),
    }
    for language in LANGUAGES:
        answer = await client.get(f"{PATH}?lang={language}")
        page = await answer.text()
        assert answer.status == 200
        assert answer.headers["Content-Language"] == language
        assert [said for said in told[language] if said not in page] in ([], ["28.07.2026"])
        assert page.count("30.11.2026") == 7
        assert REFERENCE in page


async def test_a_link_that_is_changed_or_old_opens_nothing(client: TestClient[Any, Any]) -> None:
    """It says how to get a new one; the form of an old page neither shows nor makes anything."""
    for path in (PATH[:-1] + ("A" if PATH[-1] != "A" else "B"), "/kursbevis/x", "/kursbevis/x.y"):
        answer = await client.get(path, headers={"Accept-Language": "nn"})
        assert answer.status == 410
        assert "Lenkja verkar ikkje lenger" in await answer.text()
        assert (await client.post(path, data={"name": "Kari", "as": "pdf"})).status == 410
    async with TestClient(TestServer(served(local=False, now=NOW + timedelta(minutes=61)))) as late:
        assert (await late.get(PATH)).status == 410


async def test_the_name_is_shown_to_the_one_who_wrote_it_alone(client: TestClient[Any, Any]) -> None:
    """It comes in the body, is never part of an address, and the next reader sees none."""
    answer = await client.post(PATH, data={"name": f"  {HOSTILE} ", "as": "page"})
    page = await answer.text()
    assert answer.status == 200
    assert '<p class="holder">&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;Kari&#34;</p>' in page
    assert "<script" not in page
    assert [address for address in re.findall(r'(?:href|action)="([^"]*)"', page) if "Kari" in address] == []
    assert "Kari" not in await (await client.get(PATH)).text()
    assert answer.headers["Cache-Control"] == "private, no-store"


async def test_the_file_is_made_with_the_name_and_kept_by_nobody(client: TestClient[Any, Any]) -> None:
    """A PDF to download; without a name, or with letters that the font lacks, the page says what to do."""
    made = await client.post(f"{PATH}?lang=nn", data={"name": "Máret", "as": "pdf"})
    assert (made.status, made.content_type, made.headers["Content-Language"]) == (200, "application/pdf", "nn")
    assert (await made.read()).startswith(b"%PDF-")
    assert (made.headers["Cache-Control"], made.headers["Content-Disposition"]) == (
        "private, no-store", 'attachment; filename="kursbevis.pdf"',
    )  # fmt: skip
    for name, said in ((" ", "Skriv navnet ditt først."), ("日本", "PDF-filen kan ikke vise alle tegnene")):
        refused = await client.post(PATH, data={"name": name, "as": "pdf"})
        assert refused.status == 422
        assert f'role="alert">{said}' in await refused.text()


async def test_anybody_may_check_a_number(client: TestClient[Any, Any]) -> None:
    """They are told the course and the day, and never who it was; a number that we did not make is not ours."""
    page = await (await client.get("/kursbevis/bekreft")).text()
    assert "Skriv nummeret som står på beviset" in page
    ours = await (await client.get("/kursbevis/bekreft", params={"number": REFERENCE.lower()})).text()
    assert ("Ja, dette beviset er laget her." in ours, "30.11.2026" in ours) == (True, True)
    other = await (await client.get("/kursbevis/bekreft", params={"number": HOSTILE, "lang": "nn"})).text()
    assert "Vi kjenner ikkje dette nummeret." in other
    assert "<script" not in other


async def test_in_local_mode_this_machine_alone_is_answered() -> None:
    """A page from elsewhere cannot send the form, nor a name that points here read it."""
    async with TestClient(TestServer(served(local=True))) as client:
        assert (await client.get(PATH, headers={"Host": "evil.example"})).status == 403
        assert (await client.post(PATH, data={"name": "x"}, headers={"Origin": "https://evil.example"})).status == 403
        assert (await client.get("/kursbevis/bekreft", headers={"Host": "evil.example"})).status == 403


@pytest.mark.parametrize("language", LANGUAGES)
async def test_all_can_use_the_pages_and_print_one_sheet(browser: Browser, language: str) -> None:
    """No fault of access in the form, with a fault, with the name, or where numbers are checked; one page of A4."""
    async with TestServer(served(local=True)) as server:
        home = str(server.make_url("/")).rstrip("/")
        page = await browser.new_page(viewport={"width": 360, "height": 800})
        try:
            await page.goto(f"{home}{PATH}?lang={language}")
            assert (await faults(page), await spill(page)) == ([], 0)
            await page.get_by_role("textbox").fill("Máret Ánne Čáŋgá")
            await page.locator("button[value=page]").click()
            assert await page.locator(".holder").inner_text() == "Máret Ánne Čáŋgá"
            assert await faults(page) == []
            await page.get_by_role("textbox").fill("日本")
            await page.locator("button[value=pdf]").click()
            assert await page.get_by_role("alert").count() == 1
            assert await faults(page) == []
            await page.emulate_media(media="print")
            assert await page.locator(".name-form").is_hidden()
            printed = await page.pdf(prefer_css_page_size=True)
            assert printed.count(b"/Type /Page\n") == 1
            await page.emulate_media(media="screen")
            await page.goto(f"{home}/kursbevis/bekreft?lang={language}&number={REFERENCE}")
            assert (await faults(page), await spill(page)) == ([], 0)
        finally:
            await page.close()

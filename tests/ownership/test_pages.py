"""The page and the files over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from dialogs.channels import reports
from dialogs.channels.web import Health
from dialogs.channels.web import add_routes as add_web
from dialogs.ownership.pages import DraftPages
from dialogs.site import links
from dialogs.site.addresses import Addresses
from dialogs.site.page_render import PageRenderer
from tests.ownership.conftest import TODAY, known
from tests.web.conftest import browser

__all__ = ["browser"]

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "0123456789abcdef0123456789abcdef"
Client = TestClient[Any, Any]


@cache
def _renderer() -> PageRenderer:
    return PageRenderer()


def _served(secret: str = "") -> web.Application:
    app = web.Application()
    add_web(app, local=not secret, health=lambda: Health(1, 1))
    pages = DraftPages(known, lambda: TODAY, _renderer(), Addresses("https://samrad.example.no", secret), local=not secret)
    app.add_routes(reports.routes(pages, local=not secret, secret=secret))
    return app


@pytest_asyncio.fixture(loop_scope="module")
async def client() -> AsyncIterator[Client]:
    """Local mode."""
    async with TestClient(TestServer(_served())) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def keyed() -> AsyncIterator[Client]:
    """With an app id."""
    async with TestClient(TestServer(_served(SECRET))) as opened:
        yield opened


async def test_the_page_and_its_files_are_served(client: Client) -> None:
    """In the language asked for, never kept by anybody on the way, the files under names of their own."""
    page = await client.get("/eierskapsmelding/vaga?lang=nn")
    html = await page.text()
    assert (page.status, page.headers["Content-Language"]) == (200, "nn")
    assert "<h1>Eigarskapsmelding for Vågå kommune</h1>" in html
    assert "/eierskapsmelding/vaga.docx?lang=nn" in html
    assert page.headers["Cache-Control"] == "private, no-store"
    for kind, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        got = await client.get(f"/eierskapsmelding/vaga.{kind}?lang=nn")
        assert (await got.read()).startswith(begins)
        assert f'attachment; filename="eigarskapsmelding-vaga.{kind}"' == got.headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["narnia", "vaga.exe", "vaga.html", "vaga.", "valer", ".docx", "vaga.docx.pdf"])
async def test_what_is_not_there_is_not_there(client: Client, name: str) -> None:
    """Unknown names, kinds, and a name that two have, get a page that says so."""
    got = await client.get(f"/eierskapsmelding/{name}")

    assert (got.status, "Utkastet finnes ikke" in await got.text()) == (404, True)


async def test_with_an_app_id_only_the_key_of_the_very_path_opens_it(keyed: Client) -> None:
    """Without it nobody learns which municipalities there are; the page's key opens no file, but the page links to them."""
    key = links.sign(SECRET, "/eierskapsmelding/vaga")
    assert (await keyed.get("/eierskapsmelding/vaga")).status == 403
    assert (await keyed.get("/eierskapsmelding/narnia")).status == 403
    assert (await keyed.get(f"/eierskapsmelding/gjovik?key={key}")).status == 403
    assert (await keyed.get(f"/eierskapsmelding/vaga.pdf?key={key}")).status == 403
    page = await keyed.get(f"/eierskapsmelding/vaga?key={key}")
    file_key = links.sign(SECRET, "/eierskapsmelding/vaga.docx")
    assert page.status == 200
    assert f"key={file_key}" in await page.text()
    assert (await keyed.get(f"/eierskapsmelding/vaga.docx?key={file_key}")).status == 200


async def test_local_mode_answers_this_machine_alone(client: Client) -> None:
    """A page of another site cannot read it by way of the browser."""
    got = await client.get("/eierskapsmelding/vaga", headers={"Host": "evil.example.com"})

    assert got.status == 403


@pytest.mark.parametrize(
    ("width", "scheme", "forced"), [(320, "light", "none"), (1280, "dark", "none"), (1280, "light", "active")]
)
async def test_the_page_is_for_everybody(browser: Browser, width: int, scheme: Any, forced: Any) -> None:
    """Axe finds nothing, and nothing stands out of a phone, in light, dark and high contrast."""
    async with TestServer(_served()) as server:
        context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, forced_colors=forced)
        page = await context.new_page()
        await page.goto(str(server.make_url("/eierskapsmelding/gjovik?lang=nn")))
        found = await Axe().run(page)
        wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        lost = await page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1))).length"
        )
        await context.close()

    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []
    assert (wide, lost) == (False, 0)

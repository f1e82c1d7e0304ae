"""What the web routes answer, without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.web import STATIC, Health, HealthCheck, add_routes

pytestmark = pytest.mark.asyncio(loop_scope="function")

Client = TestClient[web.Request, web.Application]


async def client_of(*, local: bool, health: HealthCheck = lambda: Health(revision=7, cooperations=93)) -> Client:
    """A client of an app with nothing but these routes."""
    app = web.Application()
    add_routes(app, local=local, health=health)
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


@pytest_asyncio.fixture(loop_scope="function")
async def local() -> AsyncIterator[Client]:
    """The routes in local mode."""
    client = await client_of(local=True)
    yield client
    await client.close()


@pytest_asyncio.fixture(loop_scope="function")
async def deployed() -> AsyncIterator[Client]:
    """The routes with an app id set."""
    client = await client_of(local=False)
    yield client
    await client.close()


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "", "nb"),
        ("", "nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("", "nb-NO, nn;q=0.9", "nb"),
        ("", "nb;q=0.5, nn;q=0.8", "nn"),
        ("", "no, nn;q=0.5", "nb"),
        ("", "en-GB, de", "nb"),
        ("", "en, nn;q=0.1", "nn"),
        ("", "nn;q=0, en", "nb"),
        ("", "nn;q=rubbish", "nb"),
        ("?lang=nn", "nb", "nn"),
        ("?lang=nb", "nn", "nb"),
        ("?lang=sv", "nn", "nn"),
        ("?lang=<script>", "", "nb"),
    ],
)
async def test_the_language_of_the_page(local: Client, query: str, accept: str, language: str) -> None:
    """An address that names a language decides, then the browser's order of preference, then bokmål."""
    answer = await local.get("/" + query, headers={"Accept-Language": accept})
    assert answer.status == 200
    assert answer.headers["Content-Language"] == language
    assert answer.headers["Vary"] == "Accept-Language"
    assert f'<html lang="{language}">' in await answer.text()


@pytest.mark.parametrize("path", ["/", "/static/chat.css", "/static/icon.svg"])
@pytest.mark.parametrize("is_local", [True, False])
async def test_every_page_and_file_is_locked_down(path: str, is_local: bool) -> None:
    """Nothing from elsewhere, nothing inline, no framing, no guessing of types, no referrer: in both modes."""
    client = await client_of(local=is_local)
    answer = await client.get(path)
    await client.close()
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_every_static_file_is_served_as_what_it_is(local: Client) -> None:
    """Scripts, styles and pictures have their types; the pages themselves are not served as files."""
    types = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    served = [path for path in STATIC.iterdir() if path.suffix in types]
    assert len(served) >= 4
    for path in served:
        answer = await local.get(f"/static/{path.name}")
        assert (answer.status, answer.content_type) == (200, types[path.suffix])
    assert (await local.get("/static/page.nb.html")).status == 404


@pytest.mark.parametrize("path", ["/static/../web.py", "/static/%2e%2e/web.py", "/static/..%2fweb.py", "/static/"])
async def test_nothing_outside_the_static_files_is_served(local: Client, path: str) -> None:
    """Only listed names exist, so no path leads out."""
    assert (await local.get(path)).status == 404


async def test_an_unchanged_file_is_not_sent_again(local: Client) -> None:
    """The browser asks each time, and is told 304 while it has the newest."""
    first = await local.get("/static/chat.js")
    again = await local.get("/static/chat.js", headers={"If-None-Match": first.headers["ETag"]})
    changed = await local.get("/static/chat.js", headers={"If-None-Match": '"older"'})
    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status, await again.read()) == (304, b"")
    assert changed.status == 200


async def test_with_an_app_id_there_is_no_chat(deployed: Client) -> None:
    """`/` tells in both languages to use Teams, and the chat's scripts are not there."""
    page = await (await deployed.get("/")).text()
    assert "Åpne Teams" in page
    assert "Opne Teams" in page
    assert "<script" not in page
    assert "<form" not in page
    assert (await deployed.get("/static/chat.js")).status == 404


async def test_health_tells_what_is_loaded(local: Client) -> None:
    """Status, revision and the number of cooperations, never from a cache."""
    answer = await local.get("/healthz")
    assert answer.status == 200
    assert await answer.json() == {"status": "ok", "revision": 7, "cooperations": 93}
    assert answer.headers["Cache-Control"] == "no-store"


async def test_health_before_the_knowledge_is_loaded() -> None:
    """503 until the service can answer, so that nothing is sent to it too early."""
    client = await client_of(local=False, health=lambda: None)
    answer = await client.get("/healthz")
    told = await answer.json()
    await client.close()
    assert (answer.status, told) == (503, {"status": "starting"})


@pytest.mark.parametrize("path", ["/personvern", "/vilkar"])
async def test_what_the_manifest_names_is_there_for_everybody(local: Client, deployed: Client, path: str) -> None:
    """Teams links to the pages on privacy and terms, so they are open in both modes, and in both written forms."""
    for client in (local, deployed):
        answer = await client.get(path)
        page = await answer.text()
        assert answer.status == 200
        assert '<section lang="nb">' in page
        assert '<section lang="nn">' in page

"""Files that come with a message: which are looked at, where they are fetched, and what is refused."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.activities import to_message
from dialogs.channels.files import DOWNLOAD, MOST_FILES, Files, attachments_of
from dialogs.channels.hosts import is_service_host, may_fetch_from
from dialogs.channels.pending import KEPT_SECONDS, MOST_WAITING, Pending
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.shapes import as_activity
from dialogs.model import AttachmentFault
from tests.channels.lab import APP_ID, BASE, TENANT

LOCAL = TeamsSettings(max_file=1000, file_seconds=0.5)
TEAMS = TeamsSettings(
    APP_ID, "secret", "SingleTenant", TENANT, more_service_hosts=("127.0.0.1",), max_file=1000, file_seconds=0.5
)


class Store:
    """A host with files."""

    def __init__(self) -> None:
        self.tokens: list[str | None] = []
        app = web.Application()
        app.router.add_get("/{what}", self.answer)
        self.server = TestServer(app)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.tokens.append(request.headers.get("Authorization"))
        match request.match_info["what"]:
            case "good":
                return web.Response(body=b"%PDF-1.7 good")
            case "large":
                return web.Response(body=b"x" * 1001)
            case "streamed":
                response = web.StreamResponse()
                await response.prepare(request)
                for _ in range(100):
                    await response.write(b"x" * 100)
                return response
            case "slow":
                import asyncio

                await asyncio.sleep(5)
            case "moved":
                raise web.HTTPFound("/good")
            case "away":
                raise web.HTTPFound(f"http://localhost:{self.server.port}/good")
            case "round":
                raise web.HTTPFound("/round")
        raise web.HTTPNotFound

    def url(self, what: str) -> str:
        """Where a file is."""
        return f"http://127.0.0.1:{self.server.port}/{what}"


@pytest_asyncio.fixture
async def store() -> AsyncIterator[Store]:
    """A host with files, started."""
    made = Store()
    await made.server.start_server()
    yield made
    await made.server.close()


async def fetch(url: str, settings: TeamsSettings = LOCAL, pending: Pending | None = None) -> bytes | str:
    """The bytes, or why they cannot be had."""

    async def token() -> str:
        return "t0ken"

    async with aiohttp.ClientSession() as session:
        try:
            return await Files(settings, session, token, pending or Pending(settings)).fetch(url)
        except AttachmentFault as fault:
            return fault.reason


@pytest.mark.parametrize(
    ("what", "comes"),
    [("good", b"%PDF-1.7 good"), ("moved", b"%PDF-1.7 good"), ("large", "too_large"), ("streamed", "too_large"),
     ("slow", "unreachable"), ("missing", "unreachable"), ("away", "not_allowed"), ("round", "unreachable")],
)  # fmt: skip
async def test_a_file_is_fetched_within_limits(store: Store, what: str, comes: bytes | str) -> None:
    """Of size, whatever its header says, of time, and of place: a redirect leads to no other host."""
    assert comes == await fetch(store.url(what))


async def test_the_bots_token_goes_to_teams_services_alone(store: Store) -> None:
    """With an app id, to a host that is named among them; in local mode there is none."""
    await fetch(store.url("good"), TEAMS)
    await fetch(store.url("good"), LOCAL)

    assert store.tokens == ["Bearer t0ken", None]
    assert not is_service_host("https://contoso.sharepoint.com/x", TEAMS)


@pytest.mark.parametrize(
    ("url", "local", "teams"),
    [
        ("https://contoso.sharepoint.com/sites/a/_layouts/15/download.aspx?UniqueId=1&tempauth=v1.ey~-_", False, True),
        ("https://contoso-my.sharepoint.com/x", False, True),
        ("https://smba.trafficmanager.net/emea/v3/attachments/1/views/original", False, True),
        ("http://contoso.sharepoint.com/x", False, False),
        ("https://sharepoint.com.evil.example/x", False, False),
        ("https://evilsharepoint.com/x", False, False),
        ("https://contoso.sharepoint.com@evil.example/x", False, False),
        ("https://evil.example/?u=.sharepoint.com", False, False),
        ("https://evil.example\\.sharepoint.com/x", False, False),
        ("https://169.254.169.254/latest/meta-data", False, False),
        ("http://127.0.0.1:9/x", True, True),
        ("http://127.1/x", False, False),
        ("http://[::1]:9/x", True, False),
        ("file:///etc/passwd", False, False),
        ("ftp://127.0.0.1/x", False, False),
        ("https://contoso.sharepoint.com/a b", False, False),
        ("", False, False),
    ],
)
def test_files_are_fetched_from_a_few_hosts_alone(url: str, local: bool, teams: bool) -> None:
    """This machine in local mode; SharePoint and Teams' services with an app id (here with a test's own host)."""
    assert (local, teams) == (may_fetch_from(url, LOCAL), may_fetch_from(url, TEAMS))


@pytest.mark.parametrize(
    ("url", "comes"),
    [("data:application/pdf;base64," + base64.b64encode(b"%PDF").decode(), b"%PDF"), ("data:,hei%20du", b"hei du"),
     ("data:;base64,!!!", "unreachable"), ("data:,", b""), ("data:," + "x" * 1001, "too_large"),
     ("data:," + "x" * 5000, "too_large"), ("data:;base64," + base64.b64encode(b"x" * 1001).decode(), "too_large"),
     ("upload:unknown", "unreachable"), ("gopher://x", "not_allowed")],
)  # fmt: skip
async def test_what_comes_inline_is_read_within_limits(url: str, comes: bytes | str) -> None:
    """Data URIs; tokens that nobody was given, and other schemes, give nothing."""
    assert comes == await fetch(url)


async def test_which_attachments_are_files() -> None:
    """A file of Teams by its download address, one by its content address; the message as HTML and cards are none."""
    raw: list[dict[str, Any]] = [
        {"contentType": "text/html", "content": "<p>hei</p>"},
        {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": "http://127.0.0.1/x"},
        {"contentType": DOWNLOAD, "content": {"downloadUrl": "https://a.sharepoint.com/f", "fileType": "pdf"}, "name": "a.pdf",
         "contentUrl": "https://a.sharepoint.com/page"},
        {"contentType": "application/pdf", "contentUrl": "data:,x", "name": "C:\\mappe\\b.pdf"},
        {"contentType": DOWNLOAD, "content": {"downloadUrl": "https://a.sharepoint.com/g", "fileType": "docx"}},
        {"contentType": "image/png"},
        {"contentType": DOWNLOAD, "content": "no object"},
    ]  # fmt: skip
    activity = as_activity({**BASE, "attachments": raw})
    async with aiohttp.ClientSession() as session:
        files = Files(LOCAL, session, _no_token, Pending(LOCAL))
        found = attachments_of(activity, files)
        many = attachments_of(as_activity({**BASE, "attachments": [raw[3]] * 20}), files)
        message = to_message(activity, local=True, files=files)

    assert [each.name for each in found] == ["a.pdf", "b.pdf", "dokument.docx"]
    assert await found[1].fetch() == b"x"
    assert len(many) == MOST_FILES
    assert message is not None
    assert len(message.attachments) == 3
    assert attachments_of(activity, None) == ()


async def _no_token() -> str:
    return ""


async def _posted(settings: TeamsSettings, body: bytes, **headers: str) -> tuple[int, Any, Pending]:
    pending = Pending(settings)
    app = web.Application(client_max_size=10)
    app.router.add_post("/api/upload", pending.handle)
    async with TestClient(TestServer(app)) as client:
        wanted = {"Content-Type": "application/octet-stream", **headers}
        answer = await client.post("/api/upload", data=body, headers=wanted)
        return answer.status, await answer.json(), pending


async def test_the_chat_page_sends_a_file_ahead() -> None:
    """It is taken once, by the message that speaks of it."""
    status, told, pending = await _posted(LOCAL, b"%PDF large enough")
    first, second = await fetch(told["contentUrl"], pending=pending), await fetch(told["contentUrl"], pending=pending)

    assert (status, first, second) == (200, b"%PDF large enough", "unreachable")


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [(b"x" * 1001, {}, 413), (b"", {}, 400), (b"x", {"Content-Type": "text/plain"}, 415), (b"x", {"Host": "evil.example"}, 403),
     (b"x", {"Origin": "https://evil.example"}, 403), (b"x", {"X-Forwarded-For": "1.2.3.4"}, 403)],
)  # fmt: skip
async def test_a_file_from_elsewhere_or_too_large_is_refused(body: bytes, headers: dict[str, str], status: int) -> None:
    """The same checks of the caller as for messages, and a limit of its own."""
    assert status == (await _posted(LOCAL, body, **headers))[0]


async def test_what_nobody_speaks_of_is_let_go() -> None:
    """Few are kept, and briefly."""
    now = [0.0]
    pending = Pending(LOCAL, lambda: now[0])
    app = web.Application()
    app.router.add_post("/api/upload", pending.handle)
    async with TestClient(TestServer(app)) as client:
        urls = []
        for n in range(MOST_WAITING + 1):
            answer = await client.post("/api/upload", data=b"%d" % n, headers={"Content-Type": "application/octet-stream"})
            urls.append((await answer.json())["contentUrl"])
    first, last = await fetch(urls[0], pending=pending), await fetch(urls[-1], pending=pending)
    now[0] = KEPT_SECONDS + 1

    assert (first, last) == ("unreachable", b"4")
    assert await fetch(urls[2], pending=pending) == "unreachable"

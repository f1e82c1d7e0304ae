"""The running service, from the outside: a process of its own, asked over the Bot Framework's protocol."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from knowledge import shipped
from tests.conftest import ROOT, clean_environment

READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass
class Served:
    """A bot that serves, in a process of its own."""

    process: subprocess.Popen[str]
    home: str

    async def ask(self, text: str, channel: str = "emulator", **more: Any) -> list[dict[str, Any]]:
        """Ask over the Bot Framework's protocol, and take the replies in the same response."""
        async with (
            ClientSession() as session,
            session.post(f"{self.home}api/messages", json=message(text, channel, deliveryMode="expectReplies", **more)) as answer,
        ):
            assert answer.status == 200, await answer.text()
            replies: list[dict[str, Any]] = (await answer.json())["activities"]
            return replies

    async def text(self, text: str, **more: Any) -> str:
        """All that it says to ``text``, cards and words, as one text."""
        return json.dumps(await self.ask(text, **more), ensure_ascii=False)


def message(text: str, channel: str, **more: Any) -> dict[str, Any]:
    """A message as a channel sends it."""
    return {
        "type": "message",
        "id": os.urandom(8).hex(),
        "text": text,
        "channelId": channel,
        "serviceUrl": "http://127.0.0.1:9/",
        "from": {"id": "kari", "aadObjectId": "kari"},
        "recipient": {"id": "bot"},
        "conversation": {"id": "room", "conversationType": "personal", "tenantId": "t"},
        "timestamp": "2025-11-15T09:00:00Z",
        **more,
    }


@contextmanager
def serving(url: str) -> Iterator[Served]:
    """`bot.py serve` on a free port, until it says that it is ready."""
    environment = {
        **clean_environment(),
        "SAMRAD_DATABASE_URL": url,
        "PORT": "0",
        "SAMRAD_POLL_SECONDS": "1",
        "SAMRAD_LOG_LEVEL": "WARNING",
    }
    process = subprocess.Popen(
        [sys.executable, "bot.py", "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = process.stdout.readline()
        ready = READY.search(line)
        assert ready, process.stderr.read()
        yield Served(process, ready[0])
    finally:
        process.kill()
        process.wait(10)
        process.stdout.close()
        process.stderr.close()


@pytest.fixture(scope="module")
def served(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One running bot for the tests that leave it as it was."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(seeded, folder / "data")
    with serving(f"sqlite:///{folder}/data/bot.sqlite3") as running:
        yield running


async def test_the_page_and_the_health_check_answer(served: Served) -> None:
    """GET / is the chat page, in Norwegian, and /healthz tells the revision and that it knows something."""
    async with ClientSession() as session:
        async with session.get(served.home) as page:
            assert (page.status, page.content_type) == (200, "text/html")
            assert "<html lang=" in await page.text()
        async with session.get(f"{served.home}healthz") as health:
            told = await health.json()

    assert health.status == 200
    assert told["cooperations"] == len(shipped.load().cooperations)
    assert told["revision"] >= 1


@pytest.mark.parametrize("channel", ["emulator", "msteams"])
async def test_a_message_is_answered_in_the_response(served: Served, channel: str) -> None:
    """With expectReplies the answer comes back in the response, with its card and a text to fall back on."""
    replies = await served.ask("Hva er GLØR?", channel)

    assert [reply["type"] for reply in replies] == ["message"]
    cards = [a["content"] for a in replies[0].get("attachments", ()) if a["contentType"].endswith("card.adaptive")]
    assert "Gausdal" in json.dumps(replies, ensure_ascii=False)
    assert cards
    assert cards[0]["version"] == "1.5"
    assert cards[0]["fallbackText"]


async def test_a_message_is_answered_at_its_service_url(served: Served) -> None:
    """Otherwise the reply is posted to the conversation that it came from, as an answer to its message."""
    got: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        got.put_nowait((request.path, await request.json()))
        return web.json_response({"id": "1"})

    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    async with TestServer(app) as channel, ClientSession() as session:
        asked = message("Hvem er med i GLØR?", "emulator", serviceUrl=str(channel.make_url("/")), id="m1")
        async with session.post(f"{served.home}api/messages", json=asked) as answer:
            assert answer.status in (200, 202)
        while True:
            path, reply = await asyncio.wait_for(got.get(), 10)
            if reply["type"] == "message":
                break

    assert path == "/v3/conversations/room/activities/m1"
    assert reply["replyToId"] == "m1"
    assert "Gausdal" in json.dumps(reply, ensure_ascii=False)


async def test_faulty_requests_are_refused_and_the_service_lives(served: Served) -> None:
    """Bad JSON, another type and a deep nest get a clear status, and the next question its answer."""
    nest = '{"type":"message","value":' + '{"a":' * 800 + "1" + "}" * 801
    sent = [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("{}", "text/plain", 415),
        (nest, "application/json", 400),
    ]
    async with ClientSession() as session:
        for body, kind, status in sent:
            async with session.post(f"{served.home}api/messages", data=body, headers={"Content-Type": kind}) as answer:
                assert status == answer.status
                assert "Traceback" not in await answer.text()

    assert "Gausdal" in await served.text("Hva er GLØR?")


async def test_an_import_is_live_without_a_restart(seeded_url: str, new_file: Path) -> None:
    """A running bot answers from what another process imports, within seconds."""
    with serving(seeded_url) as running:
        before = await running.text("Hva er Blåfjell vassverk IKS?")
        await asyncio.to_thread(_import, seeded_url, new_file)
        for _ in range(40):
            await asyncio.sleep(0.25)
            after = await running.text("Hva er Blåfjell vassverk IKS?")
            if "leverer vann" in after:
                break

    assert "leverer vann" not in before
    assert "leverer vann" in after


def _import(url: str, path: Path) -> None:
    subprocess.run(
        [sys.executable, "bot.py", "import", str(path)],
        cwd=ROOT,
        env={**clean_environment(), "SAMRAD_DATABASE_URL": url},
        check=True,
        stdout=subprocess.DEVNULL,
    )


async def test_what_is_remembered_outlives_a_kill(seeded_url: str) -> None:
    """A bot that is killed without warning, and started again, knows the reader's municipality."""
    with serving(seeded_url) as running:
        await running.ask("vi er Jevnaker")
        os.kill(running.process.pid, signal.SIGKILL)
        await asyncio.to_thread(running.process.wait, 10)
    with serving(seeded_url) as again:
        answer = await again.text("Hvilke samarbeid er vi med i?")

    assert "Geodatasamarbeid" in answer


def test_a_service_that_is_told_to_stop_stops(seeded_url: str) -> None:
    """SIGTERM ends it in good order."""
    with serving(seeded_url) as running:
        with urllib.request.urlopen(f"{running.home}healthz") as health:
            assert health.status == 200
        running.process.terminate()

        assert running.process.wait(10) == 0


def test_a_port_that_is_taken_is_told(seeded_url: str) -> None:
    """A second service on the same port says so and exits 2."""
    with serving(seeded_url) as running:
        port = running.home.rsplit(":", 1)[1].strip("/")
        second = subprocess.run(
            [sys.executable, "bot.py", "serve"],
            cwd=ROOT,
            env={**clean_environment(), "SAMRAD_DATABASE_URL": seeded_url, "PORT": port},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert second.returncode == 2
    assert f"Port {port}" in second.stderr
    assert "set PORT to another" in second.stderr

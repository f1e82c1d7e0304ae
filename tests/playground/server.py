"""The Agents Playground as a process: started against a bot, listened to, and spoken to without a browser."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

from tests.playground.install import installed, node
from tests.real_bot import free_port

CARD = "application/vnd.microsoft.card.adaptive"
BOT = {"id": "28:samrad", "name": "Samråd"}
PERSONAL, GROUP = "a:personal", "19:group@thread.v2"
PATIENCE = 15
TENANT = "00000000-0000-0000-0000-000000000001"


def _person(number: int) -> dict[str, str]:
    return {
        "id": f"29:person-{number}", "name": f"Kari {number}", "userPrincipleName": f"kari{number}@example.org",
        "aadObjectId": f"00000000-0000-0000-0000-{number:012}", "givenName": "Kari", "surname": str(number),
        "email": f"kari{number}@example.org",
    }  # fmt: skip


CONFIG = {
    "version": "0.1.1", "tenantId": TENANT, "bot": BOT,
    "currentUser": _person(10), "users": [_person(number) for number in range(11, 16)],
    "personalChat": {"id": PERSONAL}, "groupChat": {"id": GROUP, "name": "Group Chat"},
    "team": {"id": "19:team@thread.tacv2", "name": "Formannskapet", "aadGroupId": TENANT,
             "channels": [{"id": "19:saker@thread.tacv2", "name": "Saker"}]},
}  # fmt: skip
"""Exactly five others, as its own schema demands; «Principle» is its spelling."""


class Playground:
    """A running Playground, and every exchange that it has logged."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.address = address
        self.exchanges: list[dict[str, Any]] = []
        self._session = session
        self._news = asyncio.Condition()

    async def say(self, text: str, where: str = PERSONAL) -> None:
        """Write as the person at the screen; outside the personal chat the bot is mentioned, or it would not be told."""
        body: dict[str, Any] = {"textFormat": "plain", "from": {"id": CONFIG["currentUser"]["id"]}, "text": text}  # type: ignore[index]
        if where != PERSONAL:
            at = f"<at>{BOT['name']}</at>"
            body |= {"text": f"{at} {text}", "mentions": [{"mentioned": BOT, "text": at}]}
        url = f"{self.address}/_conversation/v1/conversations/{where}/messages"
        async with self._session.post(url, json=body) as answer:
            assert answer.status < 300, await answer.text()

    async def attach(self, bot: str, name: str, text: str) -> None:
        """Send a file as the person at the screen. The Playground sends none itself, so what it sent last goes once more."""
        last = await self._wait(lambda: next(reversed(self._asked()), None))
        url = "data:text/plain;base64," + base64.b64encode(text.encode()).decode()
        file = {"contentType": "text/plain", "contentUrl": url, "name": name}
        body = {**last, "id": uuid.uuid4().hex, "text": "", "attachments": [file]}
        async with self._session.post(f"{bot}/api/messages", json=body) as answer:
            assert answer.status < 300, await answer.text()

    async def asked(self, text: str) -> dict[str, Any]:
        """What was last said in the personal chat with those words, as it was sent to the bot."""
        return await self._wait(lambda: next((body for body in reversed(self._asked()) if body.get("text") == text), None))

    def _asked(self) -> list[dict[str, Any]]:
        """What was said in the personal chat, as it was sent to the bot."""
        told = [entry["request"].get("body") for entry in self.exchanges if entry["from"] != "User Application"]
        bodies = [body for body in told if isinstance(body, dict) and body.get("type") == "message"]
        return [body for body in bodies if body["conversation"]["id"].startswith(PERSONAL) and body.get("serviceUrl")]

    def replies(self) -> list[dict[str, Any]]:
        """The messages that the bot has sent, in order, but for the sources that follow an answer."""
        return [activity for activity in self.sent() if activity.get("type") == "message" and "entities" not in activity]

    def sent(self) -> list[dict[str, Any]]:
        """All that the bot has sent, in order."""
        return [entry["request"]["body"] for entry in self.exchanges if entry["from"] == "User Application"]

    def failed(self) -> list[dict[str, Any]]:
        """The exchanges that ended badly, whoever began them; but not those whose only fault is that a screen was just closed."""
        bad = [entry for entry in self.exchanges if not entry["response"].get("statusCode", 0) < 400]
        return [entry for entry in bad if "WebSocketError" not in json.dumps(entry["response"])]

    async def ask(self, text: str) -> dict[str, Any]:
        """Write in the personal chat and wait for the bot's next message there, whatever it says."""
        before = len(self._in(PERSONAL))
        await self.say(text)
        return await self._wait(lambda: next(iter(self._in(PERSONAL)[before:]), None))

    def _in(self, where: str) -> list[dict[str, Any]]:
        """The bot's messages in a conversation and the threads of it."""
        return [activity for activity in self.replies() if activity["conversation"]["id"].startswith(where)]

    async def reply(self, where: str, pattern: str) -> dict[str, Any]:
        """Wait for the bot's message in the conversation, or a thread of it, whose words match."""
        return await self._wait(lambda: next((a for a in self._in(where) if re.search(pattern, words_of(a))), None))

    async def _wait(self, look: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE), self._news:
            while (found := look()) is None:
                await self._news.wait()
            return found

    async def listen(self, ready: asyncio.Event) -> None:
        """Note every exchange until cancelled."""
        known: set[str] = set()
        async with self._session.ws_connect(f"{self.address}/_ws/log/stream", max_msg_size=0) as stream:
            ready.set()
            async for frame in stream:
                entry = json.loads(frame.data).get("log", {})
                if entry.get("request") and entry["id"] not in known:
                    known.add(entry["id"])
                    async with self._news:
                        self.exchanges.append(entry)
                        self._news.notify_all()


def card_of(activity: dict[str, Any]) -> dict[str, Any]:
    """The card of a message."""
    (attachment,) = activity["attachments"]
    assert attachment["contentType"] == CARD
    card: dict[str, Any] = attachment["content"]
    return card


def words_of(activity: dict[str, Any]) -> str:
    """What the message tells, in words."""
    return "\n".join([activity.get("text") or "", *(a["content"]["fallbackText"] for a in activity.get("attachments", ()))])


@asynccontextmanager
async def playground(bot: str, folder: Path) -> AsyncIterator[Playground]:
    """A Playground in front of the bot at address ``bot``, in ``folder``, on a port of its own."""
    program, port = await asyncio.to_thread(installed), free_port()
    (folder / ".m365agentsplayground.yml").write_text(json.dumps(CONFIG), encoding="utf-8")  # JSON is YAML
    environment = {**os.environ, "TEAMSAPPTESTER_BROWSER": "none", "APPLICATION_INSIGHTS_NO_STATSBEAT": "1"}
    command = [node(), str(program), "start", "-e", f"{bot}/api/messages", "-c", "msteams", "-p", str(port),
               "--disable-telemetry", "true"]  # fmt: skip
    with (folder / "playground.log").open("w") as log:
        process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stdout=log, stderr=log)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(_end, process)
            session = await stack.enter_async_context(aiohttp.ClientSession())
            running = Playground(session, f"http://localhost:{port}")
            await _up(session, running.address, process)
            ready = asyncio.Event()
            listening = asyncio.create_task(running.listen(ready))
            stack.callback(listening.cancel)
            await asyncio.wait_for(ready.wait(), PATIENCE)
            yield running


async def _up(session: aiohttp.ClientSession, address: str, process: asyncio.subprocess.Process) -> None:
    for _ in range(300):
        assert process.returncode is None, "the Playground ended at once; its log is playground.log"
        with suppress(aiohttp.ClientConnectionError):
            async with session.get(f"{address}/_debug/ping") as answer:
                if answer.status == 200:
                    return
        await asyncio.sleep(0.1)
    raise AssertionError("the Playground did not start; its log is playground.log")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 5)
        except TimeoutError:
            process.kill()
            await process.wait()

"""The door with the real path behind it, in front of a connector that plays Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import TeamsDoor
from knowledge.feedback import Feedback
from storage.feedback import feedback_since
from tests import worlds
from tests.channels.conftest import Caller
from tests.channels.lab import UNSET, Lab, door_app
from tests.worlds import Bot


@dataclass
class Service:
    """A bot that is spoken to over HTTP."""

    bot: Bot
    caller: Caller
    lab: Lab

    async def ask(self, text: str, **more: Any) -> dict[str, Any]:
        """Ask in Teams, and take the last card that it was sent; its sources follow it in a message of their own."""
        status, _ = await self.caller.post(self.lab.activity(text=text, id=UNSET, **more))
        assert status == 200
        body: dict[str, Any] = [sent["body"] for sent in self.lab.sent if "entities" not in sent["body"]][-1]
        return body

    async def press(self, say: str, **more: Any) -> dict[str, Any]:
        """Press a button in Teams."""
        return await self.ask("", value={"say": say}, **more)

    async def judge(
        self, reaction: Any, comment: Any = UNSET, name: str = "message/submitAction", **more: Any
    ) -> tuple[int, Any]:
        """Judge the message that the connector took last; status and body of the answer."""
        value: dict[str, Any] = {"reaction": reaction, "feedback": comment}
        told = {key: each for key, each in value.items() if each is not UNSET}
        activity = {"type": "invoke", "name": name, "replyToId": "sent-1", "text": UNSET, "id": UNSET, **more}
        return await self.caller.post(self.lab.activity(value={"actionName": "feedback", "actionValue": told}, **activity))

    async def kept(self) -> Feedback:
        """All feedback that there is."""
        async with self.bot.database.session() as session:
            return await feedback_since(session, date(2000, 1, 1))


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


async def _service(stack: AsyncExitStack, *, local: bool) -> Service:
    lab = Lab()
    await lab.server.start_server()
    stack.push_async_callback(lab.server.close)
    bot = await stack.enter_async_context(worlds.bot())
    settings = TeamsSettings() if local else lab.settings()
    path = bot.responder
    door = TeamsDoor(settings, path.respond, path.apology, feedback=path.feedback, token=None if local else lambda: "own-token")
    client = await stack.enter_async_context(TestClient(TestServer(door_app(door))))
    return Service(bot, Caller(client, door, lab), lab)


@pytest_asyncio.fixture
async def teams() -> AsyncIterator[Service]:
    """With an app id, as in Teams."""
    async with AsyncExitStack() as stack:
        yield await _service(stack, local=False)


@pytest_asyncio.fixture
async def local() -> AsyncIterator[Service]:
    """In local mode, as for the chat page and the Playground."""
    async with AsyncExitStack() as stack:
        yield await _service(stack, local=True)

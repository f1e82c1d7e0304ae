"""The door with the real path behind it, in front of a connector that keeps what stands in its conversations, as Teams does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.teams import TeamsDoor
from tests import worlds
from tests.channels.conftest import Caller
from tests.channels.lab import TENANT, UNSET, Lab, door_app
from tests.worlds import Bot

PERSONAL = {"id": "a:talk", "conversationType": "personal", "tenantId": TENANT}
THREAD = {"id": "19:kanal@thread.tacv2;messageid=17", "conversationType": "channel", "isGroup": True, "tenantId": TENANT}
CHAT = {"id": "19:chat@thread.v2", "conversationType": "groupChat", "isGroup": True, "tenantId": TENANT}


class Teams(Lab):
    """A lab whose connector numbers messages, and changes and removes them."""

    def __init__(self) -> None:
        super().__init__()
        self.stands: dict[str, dict[str, Any]] = {}
        """What is to be seen, by id, in order."""
        self.done: list[str] = []
        """What was asked of the connector: method and id."""
        self.refuse: dict[str, int] = {}
        """The status that a method is answered with instead."""

    async def _connector(self, request: web.Request) -> web.Response:
        body = await request.json() if request.can_read_body else {}
        at = request.path.rpartition("/activities")[2].strip("/")
        if refused := self.refuse.get(request.method):
            self.done.append(f"{request.method} {at} {refused}")
            return web.json_response({"error": {"code": "Fake"}}, status=refused)
        if request.method == "POST":
            at = f"ours-{len(self.done)}"
        elif at not in self.stands:
            return web.json_response({"error": {"code": "Fake"}}, status=404)
        self.done.append(f"{request.method} {at}" if body.get("type") != "typing" else "typing")
        if request.method == "DELETE":
            del self.stands[at]
        elif body["type"] == "message":
            self.stands[at] = {**body, "path": request.path}
        return web.json_response({"id": at}, status=200)


@dataclass
class Service:
    """A bot that is written to in Teams."""

    bot: Bot
    caller: Caller
    teams: Teams
    conversation: dict[str, Any] = field(default_factory=lambda: PERSONAL)
    clock: datetime = datetime(2026, 12, 1, 9, tzinfo=UTC)

    async def tell(self, kind: str, **more: Any) -> None:
        """Tell the bot of something that was done, each time a little later."""
        self.clock += timedelta(seconds=1)
        told = {"type": kind, "conversation": self.conversation, "timestamp": self.clock.isoformat(), **more}
        status, _ = await self.caller.post(self.teams.activity(**told))
        assert status == 200

    async def write(self, text: str, message: str, **more: Any) -> None:
        """Write a message."""
        await self.tell("message", text=text, id=message, **more)

    async def edit(self, text: str, message: str, event: str = "editMessage", **more: Any) -> None:
        """Change the words of a message."""
        await self.tell("messageUpdate", text=text, id=message, channelData=self._event(event), **more)

    async def delete(self, message: str) -> None:
        """Delete a message."""
        await self.tell("messageDelete", text=UNSET, id=message, channelData=self._event("softDeleteMessage"))

    def _event(self, event: str) -> dict[str, Any]:
        return {"tenant": {"id": TENANT}, "eventType": event}

    def seen(self) -> list[str]:
        """The summaries of the answers that stand in the conversation; their sources, which follow them, left aside."""
        return [each.get("summary") or each["text"] for each in self.teams.stands.values() if "entities" not in each]


Open = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest_asyncio.fixture
async def teams() -> AsyncIterator[Service]:
    """With an app id, in a talk of two; the world is the made-up one."""
    async with AsyncExitStack() as stack:
        lab = Teams()
        await lab.server.start_server()
        stack.push_async_callback(lab.server.close)
        bot = await stack.enter_async_context(worlds.bot("fictional"))
        path = bot.responder
        door = TeamsDoor(
            lab.settings(), path.respond, path.apology, feedback=path.feedback, answers=path.answers, token=lambda: "own-token"
        )
        client = await stack.enter_async_context(TestClient(TestServer(door_app(door))))
        yield Service(bot, Caller(client, door, lab), lab)

"""A lab, and the door in both modes in front of a fake bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import TeamsDoor
from tests.channels.lab import FakeBot, Lab, apology, door_app

OpenDoor = Callable[..., Awaitable["Caller"]]


class Caller:
    """Posts to a door that is up."""

    def __init__(self, client: TestClient[Any, Any], door: TeamsDoor, lab: Lab) -> None:
        self.client, self.door, self.lab = client, door, lab

    async def post(self, activity: Any = None, token: str | None = "", **kwargs: Any) -> tuple[int, Any]:
        """Status and JSON body; ``token`` is the whole Authorization header, None for none, "" for a good one."""
        headers = dict(kwargs.pop("headers", {}))
        if token == "" and not self.door.settings.local:
            token = "Bearer " + self.lab.mint()
        if token:
            headers["Authorization"] = token
        if "data" not in kwargs:
            kwargs["json"] = self.lab.activity() if activity is None else activity
        else:
            headers.setdefault("Content-Type", "application/json")
        async with self.client.post("/api/messages", headers=headers, **kwargs) as response:
            raw = await response.read()
            return response.status, (await response.json() if raw else None)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def lab() -> AsyncIterator[Lab]:
    """The lab's servers, up."""
    lab = Lab()
    await lab.server.start_server()
    yield lab
    await lab.server.close()


@pytest.fixture
def bot() -> FakeBot:
    """What answers behind the door."""
    return FakeBot()


@pytest.fixture
async def open_door(lab: Lab, bot: FakeBot) -> AsyncIterator[OpenDoor]:
    """Opens doors, and closes them after the test."""
    clients = []

    async def opened(settings: TeamsSettings, token: Callable[[], str] | None = lambda: "own-token") -> Caller:
        door = TeamsDoor(settings, bot.respond, apology, token=None if settings.local else token)
        client = TestClient(TestServer(door_app(door)))
        await client.start_server()
        clients.append(client)
        return Caller(client, door, lab)

    yield opened
    for client in clients:
        await client.close()


@pytest.fixture
async def teams(lab: Lab, open_door: OpenDoor) -> Caller:
    """The door with an app id."""
    return await open_door(lab.settings())


@pytest.fixture
async def local(open_door: OpenDoor) -> Caller:
    """The door in local mode."""
    return await open_door(TeamsSettings())

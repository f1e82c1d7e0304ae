"""A stand-in for Teams' connector: notes all that a bot writes to its conversations, and holds it to what Teams allows."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

TEAMS = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""So many in so many seconds, in a conversation."""


@dataclass
class Connector:
    """What came, by conversation."""

    arrivals: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each message shows now, by its id."""
    over: int = 0
    """How often more came than is allowed; it was refused then."""
    refuse: int = 0
    """So many of the next are refused with 429, whatever came before."""

    def words(self) -> list[str]:
        """The texts of all cards as they are now, the oldest first."""
        return [card["fallbackText"] for card in self.cards.values()]

    def most(self) -> dict[float, int]:
        """The most that ever came within each of the windows."""
        found = dict.fromkeys((span for _, span in TEAMS), 0)
        for times in self.arrivals.values():
            for span in found:
                found[span] = max(found[span], *(sum(t <= other < t + span for other in times) for t in times))
        return found

    def app(self) -> web.Application:
        """Its routes."""
        app = web.Application()
        at = "/v3/conversations/{conversation}/activities"
        app.router.add_post(at, self._take)
        app.router.add_post(at + "/{activity}", self._take)
        app.router.add_put(at + "/{activity}", self._take)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        now, conversation = time.monotonic(), request.match_info["conversation"].partition(";")[0]
        times = self.arrivals[conversation]
        full = any(len(times) >= most and now - times[-most] < span for most, span in TEAMS)
        if full or self.refuse:
            self.over += full
            self.refuse -= bool(self.refuse)
            return web.json_response({"error": {"code": "Throttled"}}, status=429, headers={"Retry-After": "1"})
        times.append(now)
        body = await request.json()
        message = request.match_info.get("activity") if request.method == "PUT" else None
        message = message or f"m{len(self.cards) + 1}"
        for attachment in body.get("attachments", ()):
            self.cards[message] = attachment["content"]
        return web.json_response({"id": message}, status=201)


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Connector, str]]:
    """A connector that is up, and its address."""
    connector = Connector()
    server = TestServer(connector.app())
    await server.start_server()
    try:
        yield connector, f"http://127.0.0.1:{server.port}"
    finally:
        await server.close()

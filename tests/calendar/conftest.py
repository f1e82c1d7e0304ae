"""A service with a calendar, on an embedded database that register files are imported into."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels import calendar
from dialogs.site.addresses import Addresses
from dialogs.site.calendar_feeds import Calendars
from knowledge.model import Register
from storage.database import Database, open_database
from storage.imports import import_files
from storage.migrate import migrate
from storage.register import load_register
from tests.calendar.cases import START, TODAY
from tests.storage.examples import SOURCE

SECRET = "a secret that is long enough for the tests"
Client = TestClient[web.Request, web.Application]

GROUND: dict[str, Any] = {
    "sources": [SOURCE],
    "municipalities": [
        {"id": name, "number": number, "name": name.title(), "county": "Fylket"}
        for name, number in (("fjell", "0001"), ("dal", "0002"), ("vik", "0003"))
    ],
    "fields": [{"id": "brann", "name": "brann", "words": {}}],
    "cooperations": [
        {"id": "brannvesenet", "name": "Brannvesenet", "kind": "cooperation", "summary": "Et samarbeid.", "cite": "paper | 1",
         "status": [{"status": "operating", "on": "2020", "text": "Det er i drift."}]}
    ],
}  # fmt: skip


class Service:
    """The register, and the calendars of it, on a day that the test sets."""

    def __init__(self, database: Database, *, address: str = "", secret: str = "") -> None:
        self.database, self.day, self.imports = database, TODAY, 0
        self.addresses = Addresses(address, secret)
        self._known: Register | None = None

    async def take(self, *cases: dict[str, Any], at: int | None = None) -> int:
        """Import these cases (with what they need the first time), a day after the import before; the revision after it."""
        ground = {} if self.imports else GROUND
        file = json.dumps({**ground, "cases": list(cases)}).encode()
        when = START + timedelta(days=self.imports if at is None else at)
        self.imports += 1
        done = await import_files(
            self.database, [("cases.yaml", file)], who="kari", reason="prøve", now=when, confirm_shrunk=True
        )
        async with self.database.session() as session:
            self._known = await load_register(session)
        return done.revision

    def known(self) -> Register:
        """What is known after the last import."""
        assert self._known is not None
        return self._known

    def calendars(self) -> Calendars:
        """A replica that has just started."""
        return Calendars(self.database, self.known, self.addresses, lambda: self.day)

    def app(self) -> web.Application:
        """Its routes."""
        app = web.Application()
        app.add_routes(calendar.routes(self.calendars().find, self.addresses.secret))
        return app


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables made, to copy for each test."""
    path = tmp_path_factory.mktemp("tables") / "tables.sqlite3"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest_asyncio.fixture
async def database(tables: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """An embedded database with nothing in it."""
    opened = open_database(f"sqlite:///{shutil.copy(tables, tmp_path / 'calendar.sqlite3')}")
    yield opened
    await opened.close()


Serve = Callable[[Service], Awaitable[Client]]


@pytest_asyncio.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves a service, and gives a client of it."""
    clients: list[Client] = []

    async def started(service: Service) -> Client:
        client = TestClient(TestServer(service.app()))
        await client.start_server()
        clients.append(client)
        return client

    yield started
    for client in clients:
        await client.close()

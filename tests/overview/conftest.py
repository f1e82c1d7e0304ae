"""The overview on the shipped register, served as the service serves it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from functools import cache
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels import overview
from dialogs.channels.overview_access import Access
from dialogs.channels.web import Health
from dialogs.channels.web import add_routes as add_web
from dialogs.overview.pages import OverviewPages
from dialogs.overview.views import VIEWS
from dialogs.site.addresses import Addresses
from dialogs.site.page_render import PageRenderer
from knowledge import shipped
from knowledge.model import Register
from knowledge.snapshot import Knowledge, read_language

SECRET = "0123456789abcdef0123456789abcdef"
TODAY = date(2026, 12, 1)

Client = TestClient[Any, Any]


@cache
def known_of_shipped() -> Knowledge:
    """What ships, made once."""
    return Knowledge(shipped.load(), read_language())


@cache
def renderer() -> PageRenderer:
    """Made once: it compiles every template."""
    return PageRenderer()


def served(knowledge: Knowledge, *, secret: str = "") -> web.Application:
    """The overview as the service serves it: open on this machine, or with a secret opened by keys alone."""
    app = web.Application()
    add_web(app, local=not secret, health=lambda: Health(1, 1))
    addresses = Addresses("https://samrad.example.no", secret)
    pages = OverviewPages(lambda: knowledge, lambda: TODAY, renderer(), addresses, local=not secret)
    app.add_routes(overview.routes(pages, VIEWS, Access(not secret, secret)))
    return app


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    """Local mode."""
    async with TestClient(TestServer(served(known_of_shipped()))) as opened:
        yield opened


@pytest_asyncio.fixture
async def keyed() -> AsyncIterator[Client]:
    """With an app id."""
    async with TestClient(TestServer(served(known_of_shipped(), secret=SECRET))) as opened:
        yield opened


@pytest.fixture
def register() -> Register:
    """What ships."""
    return known_of_shipped().register

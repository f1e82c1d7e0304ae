"""What answers the compose box, on a database of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime

import pytest

from dialogs.bells import Bells
from dialogs.channels.settings import TeamsSettings
from dialogs.compose.room import Composing
from dialogs.extension import Asked
from dialogs.house import House
from dialogs.model import Address
from dialogs.settings import Settings
from dialogs.site.addresses import Addresses
from tests import worlds

SECRET = "0123456789abcdef0123456789abcdef"
HOME = "https://samrad.example.no"
TENANT = "00000000-0000-0000-0000-000000000002"
DAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
CLOSED = TeamsSettings(app_id="app", password="x", app_type="SingleTenant", tenant_id=TENANT)
Opening = Callable[..., AbstractAsyncContextManager[Composing]]


def asked(words: str = "", *, locale: str = "nb-NO", tenant: str = TENANT, skip: int = 0, count: int = 25) -> Asked:
    """What a person of the tenant looks for."""
    return Asked(Address("msteams", "kari", "19:chat", tenant), locale, words, skip, count)


@pytest.fixture
def opening() -> Opening:
    """Opens the compose box of a service with an app id, or in local mode."""

    @asynccontextmanager
    async def opened(*, local: bool = False, world: worlds.World = "shipped") -> AsyncIterator[Composing]:
        async with worlds.bot(world) as bot:
            link = Addresses(HOME, "" if local else SECRET)
            settings = Settings(teams=TeamsSettings() if local else CLOSED)
            yield Composing(
                House(
                    settings, bot.database, lambda: worlds.knowledge(world), bot.renderer.render, SECRET, lambda: NOW,
                    lambda: DAY, link, Bells(), lambda: worlds.understanding(world),
                )
            )  # fmt: skip

    return opened

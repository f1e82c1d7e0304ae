"""Sixty people at once, through the door: on SQLite with one process' worth of service, on PostgreSQL with two.

``python -m tests.training.meeting`` does it at full length, with processes of their own.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace

from aiohttp.test_utils import TestServer

import bot
from dialogs.settings import Settings
from storage.database import open_database
from tests.training.meeting import Wanted, hold


async def test_every_vote_of_sixty_is_counted_once_and_the_channel_is_never_written_to_too_often(url: str) -> None:
    """What each was told is what is counted, the figures are exact, and the connector refuses nothing."""
    settings = replace(Settings(trainers=("trainer",)), database_url=url)
    async with AsyncExitStack() as stack:
        bots = []
        for _ in range(2 if url.startswith("postgresql") else 1):
            database = open_database(url)
            stack.push_async_callback(database.close)
            server = TestServer(await bot.make_app(settings, database))
            await server.start_server()
            stack.push_async_callback(server.close)
            bots.append(f"http://127.0.0.1:{server.port}")

        told = await hold(bots, url, Wanted(people=60, questions=2, seconds=1.5))

    assert told.faults == []
    assert len(told.figures) == 2
    assert told.asked > 150
    assert told.late > 0
    assert all(told.most[span] <= most for span, most in {1.0: 7, 2.0: 8, 30.0: 60, 3600.0: 1800}.items())

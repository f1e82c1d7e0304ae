"""The pages of the overview over HTTP, at both sizes: the first time each is asked for, the times after, and how large it is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from aiohttp.test_utils import TestClient, TestServer

import bot
from dialogs.overview.views import VIEWS
from dialogs.settings import read_settings
from tests.bench.measure import table

RECORDS = {"/oversikt/samarbeid/{id}": "sogn-ko"}
"""Whose page is asked for; else that of Gjøvik."""
TIMES = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that was asked for; milliseconds and kilobytes."""

    first: float
    median: float
    size: float


def measure(databases: Mapping[str, Path]) -> dict[str, dict[str, Asked]]:
    """Every page without filters, by size of the register and path."""
    return {size: asyncio.run(_asked(path)) for size, path in databases.items()}


def report(found: Mapping[str, Mapping[str, Asked]]) -> str:
    """As tables."""
    heads = ("", "first ms", "median ms", "kB")
    return "\n".join(
        table(f"pages of the overview over HTTP, {size}", heads,
              [(path, f"{a.first:.0f}", f"{a.median:.0f}", f"{a.size:.0f}") for path, a in pages.items()])
        for size, pages in found.items()
    )  # fmt: skip


def figures(found: Mapping[str, Mapping[str, Asked]]) -> dict[str, float]:
    """What the targets are about: the slowest first page, and the largest one."""
    slowest = {f"{size}: slowest first page, ms": max(a.first for a in pages.values()) for size, pages in found.items()}
    largest = {f"{size}: largest page, kB": max(a.size for a in pages.values()) for size, pages in found.items()}
    return {name: round(value, 1) for name, value in {**slowest, **largest}.items()}


async def _asked(path: Path) -> dict[str, Asked]:
    settings = read_settings({"SAMRAD_DATABASE_URL": f"sqlite:///{path}"})
    async with bot.opened(settings) as database, TestClient(TestServer(await bot.make_app(settings, database))) as client:
        return {view: await _page(client, view) for view in VIEWS}


async def _page(client: TestClient, view: str) -> Asked:  # type: ignore[type-arg]  # of the plainest application
    address, times, size = view.replace("{id}", RECORDS.get(view, "gjovik")), [], 0
    for _ in range(TIMES):
        start = time.perf_counter()
        answer = await client.get(address)
        size = len(await answer.read())
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status == 200, address
    return Asked(times[0], median(times[1:]), size / 1024)

"""Workers that are killed at random moments while they send, with real processes, databases and connections."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from random import Random

from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import text

from storage.database import Database, open_database
from storage.ledger import Ledger
from storage.outbox import Notice
from tests.conftest import ROOT, clean_environment
from tests.delivery.nursery import Spec
from tests.delivery.support import keep, key, ledger, queue, recipient

_ROWS = "SELECT o.recipient, r.conversation, o.state, o.unsure FROM outbox o JOIN recipient r ON r.key = o.recipient"


@dataclass(slots=True)
class Outcome:
    """What came of a run."""

    ledger: Ledger
    kills: int
    twice: int
    """So many messages came more than once, counted each time beyond the first."""
    in_flight: int
    """The rows that were being sent at the kills."""
    excess: list[str] = field(default_factory=list)
    """Messages that came more often than their row says they may have."""
    missing: list[str] = field(default_factory=list)
    """Messages whose row says that they were sent, and that never came."""
    left: int = 0
    """So much was still to do when the killing ended."""
    seconds: float = 0.0


class Post:
    """A connector that takes everything and counts it."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.arrived: Counter[str] = Counter()
        app = web.Application()
        app.router.add_post("/v3/conversations/{conversation}/activities", self._take)
        self.server = TestServer(app)

    async def _take(self, request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(self._random.random() * 0.03)
        self.arrived[request.match_info["conversation"]] += 1  # taken, whether or not anybody still waits for the answer
        await asyncio.sleep(self._random.random() * 0.03)
        return web.json_response({"id": "m"}, status=201)


class Nursery:
    """Starts workers; see ``tests.delivery.nursery``."""

    def __init__(self, process: asyncio.subprocess.Process, spec: Spec) -> None:
        self._process, self._spec = process, spec

    async def start(self) -> int:
        """A new worker; its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(self._spec)).encode() + b"\n")
        return int(await self.line())

    async def line(self) -> str:
        """The next line it says."""
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()


@asynccontextmanager
async def nursery(spec: Spec) -> AsyncIterator[Nursery]:
    """One that is ready."""
    command = (sys.executable, "-m", "tests.delivery.nursery")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    opened = Nursery(process, spec)
    assert await opened.line() == "ready"
    try:
        yield opened
    finally:
        process.kill()
        await process.wait()


class Service:
    """Starts the product itself, ``bot.py deliver`` or ``bot.py serve``, as ``Nursery`` starts workers."""

    def __init__(self, spec: Spec, command: str) -> None:
        self._command = command
        self._environment = {
            **clean_environment(), "SAMRAD_DATABASE_URL": spec.url, "SAMRAD_SEND_RATE": str(spec.rate),
            "SAMRAD_LOG_LEVEL": "ERROR", "PORT": "0",
        }  # fmt: skip

    async def start(self) -> int:
        """A new process, once it sends; its id."""
        command = (sys.executable, "bot.py", self._command)
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=self._environment, stdout=asyncio.subprocess.PIPE)
        assert process.stdout is not None
        assert await process.stdout.readline()
        return process.pid


@asynccontextmanager
async def service(spec: Spec, command: str = "deliver") -> AsyncIterator[Service]:
    """One that is ready."""
    yield Service(spec, command)


@dataclass(slots=True)
class Killing:
    """A run of so many recipients, with so many kills."""

    url: str
    recipients: int
    kills: int
    rate: float = 100.0
    lease: float = 2.0
    longest: float = 0.5
    """So long does a worker live at most, in seconds."""
    seed: int = 1
    kind: str = "plain"
    """Of the notice. ``welcome_back`` is sent by the product itself, as a process of its own."""
    command: str = "deliver"
    """What the product is started as, where it sends itself."""
    beside: Callable[[], Awaitable[None]] | None = None
    """What else happens meanwhile, as to the database."""

    async def run(self) -> Outcome:
        """Kill, let one worker finish, and count."""
        random, begun = Random(self.seed), datetime.now(UTC)
        database, post = open_database(self.url), Post(random)
        await post.server.start_server()
        address = f"http://127.0.0.1:{post.server.port}/"
        await keep(database, [recipient(n, service_url=address) for n in range(self.recipients)], now=begun)
        await queue(database, Notice("n", self.kind, {"waiting": 1}), map(key, range(self.recipients)), now=begun)
        start = nursery if self.kind == "plain" else partial(service, command=self.command)
        async with start(Spec(self.url, self.rate, self.lease)) as workers:
            in_flight = await self._kill(workers, database, random)
            left = await _left(database)
            await self._finish(workers, database)
        found = await self._count(database, post)
        await database.close()
        await post.server.close()
        found.in_flight, found.left, found.seconds = in_flight, left, (datetime.now(UTC) - begun).total_seconds()
        return found

    async def _kill(self, workers: Nursery | Service, database: Database, random: Random) -> int:
        in_flight: set[tuple[int, str]] = set()
        beside = asyncio.create_task(_awaited(self.beside)) if self.beside else None
        for _ in range(self.kills):
            worker = await workers.start()
            await asyncio.sleep(0.02 + random.random() * self.longest)
            os.kill(worker, signal.SIGKILL)
            if beside is None:
                in_flight |= await _being_sent(database)
        if beside:
            await beside
        return len(in_flight)

    async def _finish(self, workers: Nursery | Service, database: Database) -> None:
        worker = await workers.start()
        for _ in range(1200):
            if not await _left(database):
                break
            await asyncio.sleep(0.1)
        os.kill(worker, signal.SIGKILL)

    async def _count(self, database: Database, post: Post) -> Outcome:
        told = await ledger(database, "n")
        async with database.session() as session:
            query = text(
                "SELECT o.recipient, r.conversation, o.state, o.unsure FROM outbox o JOIN recipient r ON r.key = o.recipient"
            )
            rows = await session.run(lambda c: c.execute(query).all())
        outcome = Outcome(told, self.kills, sum(times - 1 for times in post.arrived.values()), 0)
        for row in rows:
            came = post.arrived[row.conversation]
            if came > 1 + row.unsure:
                outcome.excess.append(row.recipient)
            if row.state == "sent" and not came:
                outcome.missing.append(row.recipient)
        return outcome


async def _awaited(beside: Callable[[], Awaitable[None]]) -> None:
    await beside()


async def _being_sent(database: Database) -> set[tuple[int, str]]:
    """The rows that were being sent, each with its worker."""
    query = text("SELECT id, lease_by FROM outbox WHERE state = 'sending'")
    async with database.session() as session:
        return {(row[0], row[1]) for row in await session.run(lambda c: c.execute(query).all())}


async def _left(database: Database) -> int:
    return await _number(database, "SELECT count(*) FROM outbox WHERE next_at IS NOT NULL")


async def _number(database: Database, query: str) -> int:
    async with database.session() as session:
        return int(await session.run(lambda c: c.execute(text(query)).scalar_one()))

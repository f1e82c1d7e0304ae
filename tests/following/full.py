"""From an event to the queue at full size: ``python -m tests.following.full [N [KILLS]]``, on PostgreSQL.

N subscribers (100,000); then 500 of them, while those that tell them are killed so many times (30).

Prints a line for each figure, and ends with 1 when a promise is not kept.
"""

from __future__ import annotations

import asyncio
import random
import resource
import statistics
import sys
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from knowledge.model import Case, Outcome, PartialDate, Step, Text
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.seed import seed
from tests import worlds
from tests.delivery.full import fresh, server
from tests.following.conftest import NOW, Follower, rows

TOPICS = ("p:m:gjovik", "f:landbruk|p:m:gjovik", "f:landbruk", "p:r:gjovikregionen", "b:council|p:m:gjovik", "p:k:Innlandet")
"""What all of them follow, one or more each."""
ELSEWHERE = ("p:m:sel", "f:barnevern", "f:brann|p:m:sel", "c:sogn-ko")
ENQUEUE, TO_QUEUE, SLOWER = 20.0, 60.0, 1.5
_kept = True


def tell(what: str, figure: str, *, promised: bool) -> None:
    """A line, and whether it is as promised."""
    global _kept
    _kept = _kept and promised
    print(f"{'ok  ' if promised else 'FAIL'}  {what}: {figure}", flush=True)


async def people(database: Database, count: int) -> None:
    """So many subscribers, most of them at once, some daily, a fifth of them elsewhere."""
    moment = {"now": NOW}
    rhythms = (
        "INSERT INTO rhythm (id, mode, minute, weekday, quiet_start, quiet_end, due_at) VALUES "
        "(1, 'at_once', 480, 0, -1, -1, :now), (2, 'daily', 480, 0, 1260, 420, :now)"
    )
    numbers = f"generate_series(1, {count}) AS n"
    recipients = (
        "INSERT INTO recipient (key, tenant, conversation, reference, language, paused_why, ready_at, held_by, busy_until, "
        "updated_at) SELECT 'p' || n, 't', 'c' || n, '{}', 'nb', '', CAST(:now AS timestamptz), '', 0, "
        f"CAST(:now AS timestamptz) FROM {numbers}"
    )
    subscribers = (
        "INSERT INTO subscriber (key, person, team, rhythm, created_at) SELECT 'p' || n, 'p' || n, false, "
        f"CASE WHEN n % 10 = 0 THEN 2 ELSE 1 END, CAST(:now AS timestamptz) FROM {numbers}"
    )
    async with database.session() as session:
        for query in (rhythms, recipients, subscribers):
            await session.run(lambda c, q=query: c.execute(text(q), moment))  # type: ignore[misc]
        for part, topics in (("n % 5 <> 0", TOPICS), ("n % 5 = 0", ELSEWHERE)):
            for number, topic in enumerate(topics):
                fit = f"{part} AND (n / 5) % {len(topics)} IN ({number}, {(number * 2 + 1) % len(topics)})"
                query = (
                    "INSERT INTO subscription (subscriber, topic, upto, created_at) SELECT 'p' || n, :topic, 0, "
                    f"CAST(:now AS timestamptz) FROM {numbers} WHERE {fit}"
                )
                more = {**moment, "topic": topic}
                await session.run(lambda c, q=query, m=more: c.execute(text(q), m))  # type: ignore[misc]


def cases(follower: Follower, count: int) -> list[Case]:
    """So many cases that all of the first part follow."""
    step = Step("kst", PartialDate.parse("2025-12-11"), Text("Skal opp.", "Skal opp."), Outcome.PLANNED, "gjovik",
                Text("kommunestyret", "kommunestyret"))  # fmt: skip
    case = follower.register.cases["felles-landbrukskontor"]
    return [
        replace(case, id=f"full-{n}", title=Text(f"Sak {n}", f"Sak {n}"), steps=(*case.steps, step)) for n in range(count)
    ]  # fmt: skip


async def asked(follower: Follower, seconds: float) -> list[float]:
    """How long questions take, one after the other for so long."""
    took, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.monotonic()
        await follower.ask("Hvem er med i geodatasamarbeidet i Gjøvikregionen?", user="asker")
        took.append(time.monotonic() - begun)
        await asyncio.sleep(0.02)
    return took


async def run(postgres: Any, count: int) -> None:
    """All of it."""
    url = await fresh(postgres)
    await migrate(url)
    database = open_database(url)
    async with database.session(write=True) as session:
        await seed(session, worlds.knowledge("shipped").register, "digest", now=NOW)
    follower = Follower(database)
    await follower.teller.step()
    await people(database, count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await follower.change(*cases(follower, 1))
    follower.now += timedelta(seconds=1)
    begun = time.monotonic()
    queued = await follower.teller.step()
    took = time.monotonic() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    tell(f"one case to {queued} rows of the outbox, for {count} subscribers", f"{took:.1f} s", promised=took <= ENQUEUE)
    tell("and by that the process grew", f"{grown:.0f} MB", promised=grown <= 64)
    await follower.change(*cases(follower, 1001)[1:])
    quiet = statistics.median(await asked(follower, 3))
    begun = time.monotonic()
    working = asyncio.create_task(follower.teller.step())
    took_meanwhile: list[float] = []
    while not working.done():
        took_meanwhile += await asked(follower, 0.5)
    queued, took = await working, time.monotonic() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    tell(f"1,000 new cases at once to {queued} rows, one for each", f"{took:.1f} s", promised=took <= TO_QUEUE)
    tell("the process has grown by", f"{grown:.0f} MB", promised=grown <= 200)
    busy = statistics.median(took_meanwhile)
    ratio = busy / quiet
    tell("a question meanwhile", f"{busy * 1000:.1f} ms, alone {quiet * 1000:.1f} ms", promised=ratio <= SLOWER)
    await database.close()


async def killed(postgres: Any, times: int) -> None:
    """Two processes look at what happens, and one of them is killed again and again while the register changes."""
    url = await fresh(postgres)
    database = open_database(url)
    async with database.session(write=True) as session:
        await seed(session, worlds.knowledge("shipped").register, "digest", now=NOW)
    follower = Follower(database)
    await follower.teller.step()
    await people(database, 500)
    command = [sys.executable, "-m", "tests.following.full", "child", url]

    async def begun() -> asyncio.subprocess.Process:
        made = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        assert made.stdout is not None
        await made.stdout.readline()  # it is at work
        return made

    children = [await begun() for _ in range(2)]
    dice = random.Random(7)
    changed = 0
    for number in range(times):
        for case in cases(follower, 3):
            await follower.change(replace(case, id=f"{case.id}-{number}"))
            changed += 1
            await asyncio.sleep(dice.random() * 0.3)
        child = children[number % 2]
        child.kill()
        await child.wait()
        children[number % 2] = await begun()
    for child in children:
        child.kill()
        await child.wait()
    await follower.teller.step()
    follower.now += timedelta(days=3)
    await follower.teller.step()
    spans = "FROM released r JOIN met m ON m.topic = r.topic AND m.happening > r.after AND m.happening <= r.upto"
    once = await rows(database, f"SELECT COUNT(*), COUNT(DISTINCT (r.subscription, m.happening)) {spans}")
    wanted = await rows(database, "SELECT COUNT(*) FROM subscription s JOIN met m ON m.topic = s.topic")
    heard = await rows(database, "SELECT COUNT(*) FROM happening WHERE kind = 'new_case'")
    ((batches,),) = await rows(database, "SELECT COUNT(DISTINCT batch) FROM released")
    exact = once[0][0] == once[0][1] == wanted[0][0] and heard[0][0] == changed
    figure = f"{once[0][1]} of {wanted[0][0]}, {once[0][0] - once[0][1]} twice, in {batches} batches"
    tell(f"{times} kills over {changed} cases: told of", figure, promised=exact)
    await database.close()


async def child(url: str) -> None:
    """One that tells, until it is killed."""
    follower = Follower(open_database(url))
    print("at work", flush=True)
    while True:
        await follower.teller.step()
        await asyncio.sleep(0.05)


def main() -> int:
    """Run, and tell whether the promises are kept."""
    if sys.argv[1:2] == ["child"]:
        asyncio.run(child(sys.argv[2]))
    count, times = (int(each) for each in (*sys.argv[1:], *("100000", "30")[len(sys.argv) - 1 :]))
    with server() as postgres:
        if count:
            asyncio.run(run(postgres, count))
        asyncio.run(killed(postgres, times))
    return 0 if _kept else 1


if __name__ == "__main__":
    sys.exit(main())

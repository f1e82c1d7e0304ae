"""Whatever the channel does, nobody is lost, and what came twice is counted."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from dialogs.delivery.composer import Later, Queued, Skip
from dialogs.model import RenderedReply
from storage.database import Database
from storage.outbox import URGENT, Notice, To, resend
from tests.delivery.connector import MIX, Faults
from tests.delivery.runs import Run
from tests.delivery.support import NOW, Broken, Plain, keep, key, ledger, queue, recipient, reply, states

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("workers", [1, 3])
async def test_a_mix_of_faults_loses_nobody(database: Database, workers: int) -> None:
    """429, 502, lost answers, blocked and unknown: each recipient is accounted for, and only lost answers come twice."""
    await keep(database, map(recipient, range(400)))
    await queue(database, Notice("n", "plain"), map(key, range(400)))
    run = Run(database, faults=MIX)

    (told,) = await run.send_all("n", workers=workers)

    connector = run.connector
    twice = sum(times - 1 for times in connector.arrived.values())
    assert told.adds_up
    assert told.recipients == 400
    assert (told.waiting, told.sending, told.retrying, told.failed, told.skipped) == (0, 0, 0, {}, {})
    assert set(told.blocked) <= {"MessageWritesBlocked", "ConversationNotFound"}
    assert len(connector.arrived) == told.sent
    assert max(connector.arrived.values()) <= 2
    assert twice == connector.refused[0] == told.maybe_twice
    assert (connector.broken, connector.early) == ([], 0)
    assert connector.most_in(1.0) <= 30


async def test_a_conversation_that_must_wait_holds_up_nobody_else(database: Database) -> None:
    """With every fifth request pushed back, the others go on at the full rate."""
    await keep(database, map(recipient, range(200)))
    await queue(database, Notice("n", "plain"), map(key, range(200)))
    run = Run(database, faults=Faults(too_many=0.1))

    (told,) = await run.send_all("n")

    first = sorted(run.connector.times)[:200]
    assert (told.sent, run.connector.early) == (200, 0)
    assert first[-1] - first[0] == pytest.approx(199 / 30, rel=0.02)


async def test_when_most_are_pushed_back_it_slows_down_and_never_stops(database: Database) -> None:
    """Half of all requests refused: fewer a second than allowed, and in the end all are sent."""
    await keep(database, map(recipient, range(150)))
    await queue(database, Notice("n", "plain"), map(key, range(150)))
    run = Run(database, faults=Faults(too_many=0.4))

    (told,) = await run.send_all("n")

    times = sorted(run.connector.times)
    assert told.sent == 150
    assert times[149] - times[0] > 1.2 * 149 / 30
    assert max(later - earlier for earlier, later in pairwise(times[:150])) < 1


async def test_one_conversation_gets_many_notices_in_order_and_within_its_limits(database: Database) -> None:
    """Two dozen notices for one channel: each once, the oldest first, and none of Teams' four limits is broken."""
    await keep(database, [recipient(1)])
    names = [f"n{number:02}" for number in range(24)]
    for number, name in enumerate(names):
        await queue(database, Notice(name, "plain"), [key(1)], now=NOW + timedelta(milliseconds=number))
    run = Run(database)
    await run.clock.run(run.clock.sleep(1))

    await run.send_all(*names, workers=2)

    assert run.connector.asked == [f"c000001 {name}" for name in names]
    assert set(run.connector.arrived.values()) == {1}
    assert run.connector.broken == []


async def test_what_cannot_be_made_is_set_aside_and_can_be_resent(database: Database) -> None:
    """A row that breaks its composer fails at once, with the fault's name and nobody's words; the others are sent."""
    await keep(database, map(recipient, range(5)))
    await queue(database, Notice("n", "plain"), map(key, range(5)))
    (told,) = await Run(database, composers={"plain": Broken(key(2))}).send_all("n")
    assert (told.sent, told.failed) == (4, {"poison": 1})

    async with database.session(write=True) as session:
        assert await resend(session, "n", now=NOW) == 1
    run = Run(database)
    (told,) = await run.send_all("n")
    assert (told.sent, told.failed, dict(run.connector.arrived)) == (5, {}, {"c000002 n": 1})


class Choosy:
    """Skips the first, puts off the second."""

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        until = NOW + timedelta(hours=9)
        if queued.recipient == key(0):
            return Skip("unsubscribed")
        if queued.recipient == key(1) and queued.payload["at"] != "night":
            raise AssertionError(queued)
        return reply(queued.notice) if queued.recipient != key(1) or queued.attempts else Later(until)


async def test_a_composer_may_skip_or_put_off(database: Database) -> None:
    """Nothing is sent to who has unsubscribed; what is put off waits."""
    await keep(database, map(recipient, range(3)))
    await queue(database, Notice("n", "plain", {"at": "day"}), [key(0), To(key(1), {"at": "night"}), key(2)])
    run = Run(database, composers={"plain": Choosy()})

    worker = run.worker()
    await run.clock.run(worker.step())
    await run.clock.run(run.clock.sleep(1))

    told = await ledger(database, "n")
    assert (told.sent, told.waiting, told.skipped) == (1, 1, {"unsubscribed": 1})


async def test_what_is_too_late_is_skipped_and_counted(database: Database) -> None:
    """The meeting is over: nobody is told any more. What is urgent goes before what is not."""
    await keep(database, map(recipient, range(90)))
    await queue(database, Notice("old", "plain", expires_at=NOW), map(key, range(3)))
    await queue(database, Notice("soon", "plain", expires_at=NOW + timedelta(seconds=1)), map(key, range(90)))
    await queue(database, Notice("now", "plain", priority=URGENT, due_at=NOW), map(key, range(3)))
    run = Run(database)

    old, soon, now = await run.send_all("old", "soon", "now")

    assert (old.skipped, old.sent, now.sent) == ({"too_late": 3}, 0, 3)
    assert soon.adds_up
    assert soon.sent < 30
    assert soon.skipped == {"too_late": 90 - soon.sent}
    assert [name.partition(" ")[2] for name in run.connector.asked[:3]] == ["now"] * 3


async def test_a_kind_that_nobody_here_can_make_waits_for_one_who_can(database: Database) -> None:
    """While a new version is rolled out, the old one leaves its rows alone."""
    await keep(database, [recipient(0)])
    await queue(database, Notice("n", "novel"), [key(0)])
    run = Run(database, composers={"plain": Plain()})
    await run.clock.run(run.worker().step())
    assert await states(database) == {("waiting", ""): 1}
    assert (await Run(database, composers={"novel": Plain()}).send_all("n"))[0].sent == 1


async def test_a_busy_tenant_does_not_hold_up_another(database: Database) -> None:
    """Ten messages to a small tenant do not wait behind three hundred to a large one."""
    await keep(database, [recipient(number, "large" if number < 300 else "small") for number in range(310)])
    await queue(database, Notice("large", "plain"), map(key, range(300)))
    await queue(database, Notice("small", "plain"), map(key, range(300, 310)), now=NOW)
    run = Run(database)

    await run.send_all("large", "small")

    small = [number for number, name in enumerate(run.connector.arrived) if name.endswith("small")]
    assert max(small) < 100
    assert run.connector.most_in(1.0) <= 40

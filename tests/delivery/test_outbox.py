"""What is queued, for whom, and what becomes of it when somebody leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.ledger import ledgers, purge
from storage.outbox import Notice, To, enqueue, enqueue_from, resend, withdraw
from storage.recipients import (
    find_recipient,
    forget_recipients,
    keep_recipient,
    pause_recipients,
    paused_recipients,
    returned,
)
from storage.tables_outbox import recipient as recipients
from tests.delivery.support import NOW, keep, key, ledger, queue, recipient, reference, states

pytestmark = pytest.mark.asyncio

SOON = NOW + timedelta(hours=1)


async def test_nobody_is_queued_twice_for_one_notice(database: Database) -> None:
    """The same recipient twice in a call, or the same call again, makes one row; somebody new is added."""
    await keep(database, map(recipient, range(4)))
    notice = Notice("case-1:new", "case")

    assert await queue(database, notice, [key(0), key(1), key(0)]) == 2
    assert await queue(database, notice, [key(0), To(key(1)), key(2)]) == 1
    assert await states(database) == {("waiting", ""): 3}


async def test_what_caused_it_fails_and_nothing_is_queued(database: Database) -> None:
    """Notice and rows are written in the transaction of what caused them, or not at all."""
    await keep(database, map(recipient, range(2)))

    async def fails() -> None:
        async with database.session(write=True) as session:
            assert await enqueue(session, Notice("n", "case"), [key(0)], now=NOW) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await states(database) == {}


async def test_more_recipients_than_a_chunk_are_all_queued(database: Database) -> None:
    """Recipients stream in from a generator."""
    await keep(database, map(recipient, range(5)))

    assert await queue(database, Notice("n", "case"), (key(n % 2500) for n in range(5000))) == 2500
    assert await states(database) == {("waiting", ""): 5, ("skipped", "unknown"): 2495}


async def test_a_query_can_choose_the_recipients(database: Database) -> None:
    """Those that a query selects are queued without leaving the database, and nobody twice."""
    await keep(database, map(recipient, range(4)))
    notice, some = Notice("n", "case", {"a": 1}), select(recipients.c.key).where(recipients.c.key < key(3))
    assert await queue(database, notice, [key(0)]) == 1
    async with database.session(write=True) as session:
        assert await enqueue_from(session, notice, some, now=NOW) == 2
        assert await enqueue_from(session, notice, some, now=NOW) == 0
    assert await states(database) == {("waiting", ""): 3}


async def test_who_is_paused_is_blocked_until_they_return(database: Database) -> None:
    """What waits for somebody who cannot be reached is blocked; when they return it is due, unless it is too late."""
    await keep(database, map(recipient, range(2)))
    await queue(database, Notice("before", "case"), [key(0), key(1)])
    async with database.session(write=True) as session:
        await pause_recipients(session, {key(0): "MessageWritesBlocked"}, now=NOW)
        assert await paused_recipients(session) == {key(0)}
    await queue(database, Notice("while", "case", expires_at=SOON), [key(0)])
    assert await states(database) == {("blocked", "MessageWritesBlocked"): 2, ("waiting", ""): 1}
    async with database.session(write=True) as session:
        assert await returned(session, key(1), None, now=SOON) is None
        assert await returned(session, key(0), reference(7), now=SOON) == 1
        kept = await find_recipient(session, key(0))
    assert kept is not None
    assert (kept.paused_why, kept.paused_at, kept.recipient.reference) == ("", None, reference(7))
    assert await states(database) == {("waiting", ""): 2, ("skipped", "too_late"): 1}


async def test_what_is_not_sent_can_be_withdrawn(database: Database) -> None:
    """A notice is withdrawn for some or for all; resending takes up only what failed."""
    await keep(database, map(recipient, range(3)))
    await queue(database, Notice("n", "case"), map(key, range(3)))
    async with database.session(write=True) as session:
        assert await withdraw(session, "n", "unsubscribed", now=NOW, recipients=[key(1)]) == 1
        assert await withdraw(session, "n", "wrong", now=NOW) == 2
        assert await resend(session, "n", now=NOW) == 0
    assert await states(database) == {("skipped", "unsubscribed"): 1, ("skipped", "wrong"): 2}


async def test_who_is_forgotten_leaves_counts_alone(database: Database) -> None:
    """Nothing leads to them any more, and they can be kept anew."""
    await keep(database, map(recipient, range(2)))
    await queue(database, Notice("n", "case"), map(key, range(2)))
    async with database.single() as session:
        await forget_recipients(session, [key(0)], now=NOW)
        assert await find_recipient(session, key(0)) is None
    assert await states(database) == {("waiting", ""): 1}


async def test_where_to_reach_somebody_is_what_was_said_last(database: Database) -> None:
    """Kept again, a recipient has its new reference, and is paused if it was."""
    async with database.session(write=True) as session:
        await keep_recipient(session, recipient(1), now=NOW)
        await pause_recipients(session, {key(1): "forbidden"}, now=NOW)
        await keep_recipient(session, replace(recipient(1), reference=reference(2), language="nn"), now=SOON)
        kept = await find_recipient(session, key(1))
    assert kept is not None
    assert (kept.recipient.reference, kept.recipient.language, kept.paused_why) == (reference(2), "nn", "forbidden")


async def test_old_rows_go_and_the_ledger_stays(database: Database) -> None:
    """What was settled long ago is let go of, with counts kept; a notice that has been let go of takes nobody more."""
    await keep(database, map(recipient, range(5)))
    await queue(database, Notice("n", "case"), map(key, range(4)))
    async with database.session(write=True) as session:
        await withdraw(session, "n", "wrong", now=NOW, recipients=[key(0), key(1)])
        await pause_recipients(session, {key(2): "forbidden"}, now=NOW)
        await forget_recipients(session, [key(1)], now=NOW)
        assert await purge(session, NOW, now=SOON) == 0
        assert await purge(session, SOON, now=SOON) == 2
    assert await states(database) == {("waiting", ""): 1}
    told = await ledger(database, "n")
    assert (told.recipients, told.waiting, told.skipped, told.blocked) == (4, 1, {"wrong": 2}, {"forbidden": 1})
    assert told.adds_up
    assert await queue(database, Notice("n", "case"), [key(0), key(4)], now=SOON) == 0


async def test_ledgers_are_told_newest_first(database: Database) -> None:
    """Also of a notice that nobody was there for."""
    await keep(database, [recipient(0)])
    await queue(database, Notice("first", "case"), [key(0)])
    await queue(database, Notice("second", "case"), [], now=SOON)
    async with database.session() as session:
        told = await ledgers(session)
    assert [(each.notice, each.recipients, each.adds_up, each.done) for each in told] == [
        ("second", 0, True, True),
        ("first", 1, True, False),
    ]

"""The ledger at the command line."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from storage.database import open_database
from storage.migrate import migrate
from storage.outbox import Notice
from storage.recipients import pause_recipients
from tests.delivery.runs import Run as Sending
from tests.delivery.support import NOW, Broken, keep, key, queue, recipient
from tests.test_bot import Run, run

__all__ = ["run"]


async def _filled(url: str) -> None:
    await migrate(url)
    database = open_database(url)
    await keep(database, map(recipient, range(5)))
    await queue(database, Notice("n", "plain"), map(key, range(5)))
    await queue(database, Notice("later", "novel"), map(key, range(2)))
    async with database.session(write=True) as session:
        await pause_recipients(session, {key(0): "MessageWritesBlocked"}, now=NOW)
    await Sending(database, composers={"plain": Broken(key(2))}).send_all("n")
    await database.close()


def test_the_outbox_tells_how_far_each_notice_has_come(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest first, with the reasons; what failed is tried again on request; an unknown notice is told to be so."""
    url = f"sqlite:///{tmp_path}/o.sqlite3"
    monkeypatch.setenv("SAMRAD_DATABASE_URL", url)
    asyncio.run(_filled(url))

    status, said, _ = run("outbox")
    assert (status, said.splitlines()) == (
        0,
        [
            "2026-11-30 08:00  n: 5 recipients, 3 sent, 1 failed, 1 blocked",
            "    failed: poison 1",
            "    blocked: MessageWritesBlocked 1",
            "2026-11-30 08:00  later: 2 recipients, 1 waiting, 1 blocked",
            "    blocked: MessageWritesBlocked 1",
        ],
    )
    status, said, _ = run("outbox", "--resend", "n")
    assert (status, said.splitlines()[:2]) == (
        0,
        ["Tried again: 1.", "2026-11-30 08:00  n: 5 recipients, 3 sent, 1 waiting, 1 blocked"],
    )
    (told,) = json.loads(run("outbox", "--event", "n", "--json")[1])["notices"]
    assert (told["recipients"], told["sent"], told["waiting"], told["blocked"], told["adds_up"]) == (
        5, 3, 1, {"MessageWritesBlocked": 1}, True,
    )  # fmt: skip
    assert "There is no notice «none»." in run("outbox", "--event", "none")[2]

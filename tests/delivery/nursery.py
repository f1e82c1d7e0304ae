"""Worker processes by the hundred: this one imports everything once, and forks a worker for each line it reads.

Run as ``python -m tests.delivery.nursery``; a line is the JSON of a ``Spec``, and the answer the worker's process id.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import SystemRandom

from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import TeamsDoor
from dialogs.delivery.room import worker_name
from dialogs.delivery.worker import Worker
from dialogs.model import Message, RenderedReply
from storage.database import open_database
from tests.delivery.support import Plain, reply


@dataclass(frozen=True, slots=True)
class Spec:
    """What a worker is started with."""

    url: str
    rate: float
    lease: float


async def _nobody(message: Message) -> tuple[RenderedReply, ...]:
    raise AssertionError(message)


async def work(spec: Spec) -> None:
    """Send through the product's own door until killed."""
    database = open_database(spec.url)
    door = TeamsDoor(TeamsSettings(send_seconds=5), _nobody, lambda reference, _: reply(reference))
    await door.start()
    await Worker(
        database, {"plain": Plain()}, door, lambda: datetime.now(UTC), spec.rate, worker_name(), SystemRandom(),
        lease=timedelta(seconds=spec.lease),
    ).run()  # fmt: skip


def main() -> None:
    """Fork a worker for each line, until the lines end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
    logging.disable(logging.WARNING)
    print("ready", flush=True)
    for line in sys.stdin:
        spec = Spec(**json.loads(line))
        child = os.fork()
        if not child:
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1):
                os.dup2(nothing, stream)
            asyncio.run(work(spec))
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()

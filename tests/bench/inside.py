"""From message to reply in process, at both sizes by turns: understanding alone, the whole path, and what a turn allocates."""

from __future__ import annotations

import time
import tracemalloc
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

import bot
from dialogs.live import Live
from dialogs.model import Address, Message
from dialogs.respond import Responder
from dialogs.settings import Settings
from knowledge.understanding.question import Context
from storage.database import Database, open_database
from tests.bench.measure import Times
from tests.bench.questions import QUESTIONS


@dataclass(frozen=True, slots=True)
class Inside:
    """What was measured at one size."""

    understanding: Times
    turn: Times
    peak_kb: float
    """The most that one turn had allocated at a time."""


@dataclass(frozen=True, slots=True)
class _Subject:
    responder: Responder
    live: Live
    found: Inside


async def measure(databases: dict[str, Path], rounds: int) -> dict[str, Inside]:
    """Both sizes in this process, in interleaved rounds."""
    opened: list[Database] = []
    subjects: dict[str, _Subject] = {}
    for size, path in databases.items():
        settings = Settings(database_url=f"sqlite:///{path}")
        database = open_database(settings.database_url)
        opened.append(database)
        responder, live = await bot.make_responder(settings, database)
        subjects[size] = _Subject(responder, live, Inside(Times(), Times(), 0.0))
    for number in range(-1, rounds):  # the first round warms up
        for subject in subjects.values():
            _understand(subject, keep=number >= 0)
            await _answer(subject, keep=number >= 0)
    found = {size: replace(subject.found, peak_kb=await _allocated(subject)) for size, subject in subjects.items()}
    for database in opened:
        await database.close()
    return found


def _understand(subject: _Subject, *, keep: bool) -> None:
    understanding = subject.live.understanding
    for kind, conversations in QUESTIONS.items():
        for conversation in conversations:
            begin = time.perf_counter()
            understanding.understand(conversation[0], Context())
            if keep:
                subject.found.understanding.add(kind, time.perf_counter() - begin)


async def _answer(subject: _Subject, *, keep: bool) -> None:
    for kind, conversations in QUESTIONS.items():
        for conversation in conversations:
            address = Address("emulator", "bench", f"inside-{uuid.uuid4()}")
            for said in conversation:
                begin = time.perf_counter()
                replies = await subject.responder.respond(Message(address, said))
                taken = time.perf_counter() - begin
                assert replies
                if keep:
                    subject.found.turn.add(kind, taken)


async def _allocated(subject: _Subject) -> float:
    """The highest peak of one turn, in kB; in a round of its own, since tracing slows everything down."""
    highest = 0
    tracemalloc.start()
    for conversations in QUESTIONS.values():
        for conversation in conversations:
            address = Address("emulator", "bench", f"inside-{uuid.uuid4()}")
            for said in conversation:
                tracemalloc.reset_peak()
                before = tracemalloc.get_traced_memory()[0]
                await subject.responder.respond(Message(address, said))
                highest = max(highest, tracemalloc.get_traced_memory()[1] - before)
    tracemalloc.stop()
    return highest / 1000

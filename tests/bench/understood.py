"""Understanding alone, over all questions of the question sets: what it costs in time and memory at both sizes.

Time is that of the processor, and of several rounds the least: others on the machine must not count.
``python -m tests.bench.understood DATABASE`` tells what a process takes that only knows and understands.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import bot
from knowledge.drift import load_pins
from knowledge.understanding.question import Context
from knowledge.understanding.reading import Understanding
from storage.database import Database, open_database
from storage.law_pins import effective_pins
from storage.law_texts import load_law_texts
from storage.register import load_register
from tests.bench.asked import questions
from tests.bench.measure import table

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident megabytes, step by step."""

    bare: float
    register: float
    """What the records take beyond that."""
    understanding: float
    """What the indexes and all that understanding needs take beyond the records."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was measured at one size."""

    taken: Mapping[str, tuple[float, ...]]
    """Kind -> seconds, the least of the rounds for each question, in order."""
    memory: Memory

    def all(self) -> tuple[float, ...]:
        """Seconds of every question, in order."""
        return tuple(sorted(seconds for group in self.taken.values() for seconds in group))


def share(ordered: tuple[float, ...], part: float) -> float:
    """The value, in milliseconds, that this part of them does not exceed."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000


async def _known(database: Database) -> tuple[Memory, Understanding]:
    bare = _resident()
    async with database.session() as session:
        register = await load_register(session)
        texts, pins = await load_law_texts(session), await effective_pins(session, load_pins())
    gc.collect()
    loaded = _resident()
    understanding = Understanding(bot._built(register, 1, texts, pins))
    gc.collect()
    return Memory(bare, loaded - bare, _resident() - loaded), understanding


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def _alone(path: Path) -> tuple[Memory, Understanding]:
    database = open_database(f"sqlite:///{path}")
    try:
        return await _known(database)
    finally:
        await database.close()


def _timed(understanding: Understanding) -> dict[str, list[float]]:
    """Every question in its own kind: the least of the rounds."""
    least: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        for kind, words in questions():
            begin = time.process_time()
            understanding.understand(words, Context())
            taken = time.process_time() - begin
            least[kind, words] = min(taken, least.get((kind, words), taken))
    found: dict[str, list[float]] = {}
    for (kind, _), taken in least.items():
        found.setdefault(kind, []).append(taken)
    return found


def measure(databases: Mapping[str, Path]) -> dict[str, Understood]:
    """Each size in a process of its own, so that neither warms or crowds the other."""
    found = {}
    for size, path in databases.items():
        command = [sys.executable, "-m", "tests.bench.understood", str(path)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        taken = {kind: tuple(sorted(seconds)) for kind, seconds in told["taken"].items()}
        found[size] = Understood(taken, Memory(**told["memory"]))
    return found


def report(found: Mapping[str, Understood]) -> str:
    """Two tables: time by kind, and memory."""
    head = ("kind", "n", *(f"{size}: {what}" for size in found for what in ("p50", "p95", "max")), "ratio of p50")
    kinds = next(iter(found.values())).taken
    groups = {**{kind: [each.taken[kind] for each in found.values()] for kind in kinds}, "all": [e.all() for e in found.values()]}
    rows = [
        (kind, len(each[0]), *_shares(each), f"{share(each[-1], 0.5) / share(each[0], 0.5):.2f}") for kind, each in groups.items()
    ]
    megabytes = [
        (size, f"{each.memory.bare:.0f}", f"{each.memory.register:.0f}", f"{each.memory.understanding:.0f}")
        for size, each in found.items()
    ]
    return "\n".join(
        (
            table("understanding alone, all questions of the question sets  (ms of the processor)", head, rows),
            table("memory, resident MB", ("", "bare", "register", "understanding"), megabytes),
        )
    )


def _shares(groups: list[tuple[float, ...]]) -> tuple[str, ...]:
    return tuple(f"{share(group, part):.2f}" for group in groups for part in (0.5, 0.95, 1.0))


def figures(found: Mapping[str, Understood]) -> dict[str, float]:
    """What the targets are about: the last size against the first."""
    first, *_, last = found.values()
    return {
        "understanding alone: p95, ms": round(share(last.all(), 0.95), 2),
        "understanding alone: national / shipped": round(share(last.all(), 0.5) / share(first.all(), 0.5), 2),
        "memory of understanding, MB": round(last.memory.understanding),
        "memory of understanding beyond the shipped, MB": round(last.memory.understanding - first.memory.understanding),
    }


def main() -> None:
    """Measure one database and print JSON."""
    memory, understanding = asyncio.run(_alone(Path(sys.argv[1])))
    told = {"bare": memory.bare, "register": memory.register, "understanding": memory.understanding}
    print(json.dumps({"memory": told, "taken": _timed(understanding)}))


if __name__ == "__main__":
    main()

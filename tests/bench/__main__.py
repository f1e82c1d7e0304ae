"""``python -m tests.bench``: what an answer costs, in process and against a bare echo bot, at shipped and national size.

Also what an answer of law costs against one about cooperations, and how long the import of a whole act takes.
Nothing is asserted: machines differ. Everything that counts is a ratio of two medians of the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from knowledge import shipped
from knowledge.model import Register
from storage.database import open_database
from storage.migrate import migrate
from storage.seed import seed
from tests.bench import imports, inside, outside, pages, reading, understood
from tests.bench.generator import NATIONAL, national
from tests.bench.imports import Imported
from tests.bench.inside import Inside
from tests.bench.measure import Times, by_kind, table
from tests.bench.outside import ECHO, WAYS, Outside
from tests.bench.questions import COOPERATION, LAW

SHIPPED, WHOLE = "shipped", "national"
TARGETS = {
    "turn / echo": 2.0,
    "national / shipped": 1.5,
    "law / cooperation": 1.2,
    "understanding p95": 10.0,
    "its memory": 150.0,
    "start": 3.0,
    "idle": 200.0,
    "import-law": 2.0,
    "while read / alone": 2.0,
    "upload answered": 1.0,
    "slowest first page, ms": 300.0,
    "largest page, kB": 150.0,
}


async def prepare(path: Path, register: Register, digest: str) -> None:
    """A database that holds ``register``, which ``serve`` will take for seeded already."""
    url = f"sqlite:///{path}"
    await migrate(url)
    database = open_database(url)
    async with database.session(write=True) as session:
        await seed(session, register, digest, now=datetime.now(UTC))
    await database.close()


async def prepare_all(folder: Path, count: int) -> dict[str, Path]:
    """Databases of both sizes."""
    base, digest = shipped.load(), shipped.digest()
    databases = {size: folder / f"{size}.sqlite3" for size in (SHIPPED, WHOLE)}
    await prepare(databases[SHIPPED], base, digest)
    await prepare(databases[WHOLE], national(base, count), digest)
    return databases


def ratios(within: Mapping[str, Inside], through: Mapping[str, Outside]) -> dict[str, float]:
    """What the targets are about."""
    found = {"in process: national / shipped": within[WHOLE].turn.median() / within[SHIPPED].turn.median()}
    for size, each in within.items():
        found[f"in process, {size}: law / cooperation"] = _law(each.turn)
    for way in WAYS:
        ours, whole, echo = (through[name].turns[way].median() for name in (SHIPPED, WHOLE, ECHO))
        found[f"{way}: shipped / echo"] = ours / echo
        found[f"{way}: national / echo"] = whole / echo
        found[f"{way}: national / shipped"] = whole / ours
        for size in (SHIPPED, WHOLE):
            found[f"{way}, {size}: law / cooperation"] = _law(through[size].turns[way])
    return {name: round(value, 2) for name, value in found.items()}


def _law(times: Times) -> float:
    """An answer of law against an answer about cooperations, both by their medians."""
    return times.median(LAW) / times.median(*COOPERATION)


def report(
    within: Mapping[str, Inside], through: Mapping[str, Outside], found: Mapping[str, float], imported: Imported | None
) -> str:
    """Everything as short tables."""
    parts = [
        by_kind("understanding, in process", {size: each.understanding for size, each in within.items()}),
        by_kind("message to reply, in process", {size: each.turn for size, each in within.items()}),
        *(by_kind(f"turn through HTTP, {way}", {name: each.turns[way] for name, each in through.items()}) for way in WAYS),
        table(
            "processes",
            ("", "start s", "idle MB", "peak MB", "peak of a turn kB"),
            [_process(name, each, within.get(name)) for name, each in through.items()],
        ),
        _imported(imported),
        table(f"ratios of medians  (targets: {', '.join(f'{k} ≤ {v:g}' for k, v in TARGETS.items())})", ("", ""), found.items()),
    ]
    return "\n".join(parts)


def _read(read: reading.Reading) -> dict[str, float]:
    """A question while a document of 200 pages is read; seconds until the upload is answered, and until it is read."""
    told = {"while read / alone": read.ratio(), "upload answered, s": read.answered, "200 pages read, s": read.finished}
    return {name: round(value, 2) for name, value in told.items()}


def _process(name: str, process: Outside, within: Inside | None) -> tuple[str, ...]:
    turn = "-" if within is None else f"{within.peak_kb:.0f}"
    return name, f"{process.ready_seconds:.2f}", f"{process.idle_mb:.0f}", f"{process.peak_mb:.0f}", turn


def _imported(imported: Imported | None) -> str:
    if imported is None:
        return "\nimport-law: not measured, for no whole act lies beside the repository; name one with --act FILE"
    row = (imported.act, imported.paragraphs, f"{imported.median():.2f}", f"{imported.start():.2f}")
    return table("import-law of a whole act  (medians)", ("", "paragraphs", "command s", "of that start s"), [row])


def as_json(
    within: Mapping[str, Inside], through: Mapping[str, Outside], found: Mapping[str, float], imported: Imported | None
) -> dict[str, Any]:
    """The same for machines."""
    return {
        "in_process": {
            size: {"understanding": each.understanding.summary(), "turn": each.turn.summary(), "peak_kb": each.peak_kb}
            for size, each in within.items()
        },
        "http": {name: {way: times.summary() for way, times in o.turns.items()} for name, o in through.items()},
        "processes": {
            name: {"start_seconds": o.ready_seconds, "idle_mb": o.idle_mb, "peak_mb": o.peak_mb} for name, o in through.items()
        },
        "import_law": None if imported is None else {"seconds": imported.median(), "start_seconds": imported.start()},
        "ratios": dict(found),
    }


def main() -> None:
    """Measure, print, and write JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round, for a look at whether it runs; the figures say little")
    parser.add_argument("--rounds", type=int, default=10, help="rounds through all conversations (default: 10)")
    parser.add_argument("--count", type=int, default=NATIONAL, help="cooperations at national size (default: 20000)")
    parser.add_argument(
        "--act", type=Path, default=imports.ACT, help="an act to import (default: one that lies beside the repository)"
    )
    parser.add_argument("--output", type=Path, help="write the figures here as JSON")
    arguments = parser.parse_args()
    rounds = 1 if arguments.quick else arguments.rounds
    with tempfile.TemporaryDirectory(prefix="samrad-bench-") as folder:
        databases = asyncio.run(prepare_all(Path(folder), arguments.count))
        alone = understood.measure(databases)
        through = outside.measure(databases, rounds, idle_seconds=1.0 if arguments.quick else 5.0)
        within = asyncio.run(inside.measure(databases, rounds))
        looked_at = pages.measure(databases)
        read = reading.measure(databases[SHIPPED])
        imported = imports.measure(databases[SHIPPED], arguments.act.absolute(), 1 if arguments.quick else 5)
    found = {**understood.figures(alone), **ratios(within, through), **_read(read), **pages.figures(looked_at)}
    print(understood.report(alone), pages.report(looked_at), report(within, through, found, imported), sep="\n")
    if arguments.output:
        arguments.output.write_text(json.dumps(as_json(within, through, found, imported), indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()

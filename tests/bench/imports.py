"""Taking in the text of a whole act: ``bot.py import-law`` as somebody runs it, start and reading of the rules included."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.processes import ROOT
from tests.law.texts import WHOLE

ACT = WHOLE / "nl-20180622-083.xml"
"""Kommuneloven as Lovdata publishes it, the longest act that most rules rest on; beside the repository, where it is at hand."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How long one act took, and what of it is the interpreter, our modules and nothing else."""

    act: str
    paragraphs: int
    seconds: tuple[float, ...]
    start_seconds: tuple[float, ...]

    def median(self) -> float:
        """The median of the whole command, in seconds."""
        return statistics.median(self.seconds)

    def start(self) -> float:
        """The median of a command that does nothing, in seconds."""
        return statistics.median(self.start_seconds)


def measure(database: Path, act: Path, rounds: int) -> Imported | None:
    """Import the act into copies of the database, each time for the first time; None where the act is not at hand."""
    if not act.is_file():
        return None
    imported, started, paragraphs = [], [], 0
    for number in range(-1, rounds):  # the first round warms up
        with TemporaryDirectory(prefix="samrad-bench-") as folder:
            copy = Path(folder) / "law.sqlite3"
            shutil.copyfile(database, copy)
            start, _ = _timed(copy, "--help")
            taken, told = _timed(copy, "import-law", str(act))
        found = re.search(r"(\d+) paragraphs", told)
        if found is None:
            raise RuntimeError(f"nothing was imported: {told}")
        paragraphs = int(found[1])
        if number >= 0:
            imported.append(taken)
            started.append(start)
    return Imported(act.name, paragraphs, tuple(imported), tuple(started))


def _timed(database: Path, *command: str) -> tuple[float, str]:
    settings = {**os.environ, "SAMRAD_DATABASE_URL": f"sqlite:///{database}", "SAMRAD_LOG_LEVEL": "ERROR"}
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "bot.py", *command], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - begin, done.stdout

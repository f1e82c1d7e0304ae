"""The processes that are measured: our bot, the echo bot, and a connector on loopback that takes replies."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
READY_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Running:
    """A process that answers on a port, and how long it took until it did."""

    port: int
    pid: int
    ready_seconds: float

    def memory_mb(self) -> float:
        """Resident memory now."""
        return float(psutil.Process(self.pid).memory_info().rss) / 1e6

    def peak_mb(self) -> float:
        """The most resident memory so far; as good as ``memory_mb`` where the system does not tell."""
        status = Path(f"/proc/{self.pid}/status")
        lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else ()
        return next((int(line.split()[1]) * 1.024 / 1000 for line in lines if line.startswith("VmHWM")), self.memory_mb())


@contextmanager
def our_bot(database: Path, **more: str) -> Iterator[Running]:
    """``bot.py serve`` on this database, in local mode."""
    port = _free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MicrosoftApp", "SAMRAD_"))}
    settings = {**kept, "PORT": str(port), "SAMRAD_DATABASE_URL": f"sqlite:///{database}", "SAMRAD_LOG_LEVEL": "ERROR", **more}
    with _started([sys.executable, "bot.py", "serve"], port, settings) as running:
        yield running


@contextmanager
def helper(module: str) -> Iterator[Running]:
    """A module of this package that serves on the port it is given: ``echo_bot`` or ``connector``."""
    port = _free_port()
    with _started([sys.executable, "-m", f"tests.bench.{module}", str(port)], port, dict(os.environ)) as running:
        yield running


@contextmanager
def _started(command: list[str], port: int, environment: dict[str, str]) -> Iterator[Running]:
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _listens(port):
            if process.poll() is not None or time.perf_counter() - begin > READY_WITHIN:
                raise RuntimeError(f"{' '.join(command)} did not come up")
            time.sleep(0.01)
        yield Running(port, process.pid, time.perf_counter() - begin)
    finally:
        process.terminate()
        process.wait(30)


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])

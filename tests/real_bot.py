"""The real bot as its own process, on a port and a database of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = re.compile(r"Microsoft|Bot|SAMRAD_|PORT$|https?_proxy|HTTPS?_PROXY|ALL_PROXY|all_proxy")


@contextmanager
def real_bot(folder: Path, **settings: str) -> Iterator[str]:
    """``bot.py serve`` in local mode with a fresh database in ``folder``; yields its address once it is ready."""
    environment = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    environment |= {"PORT": "0", "SAMRAD_DATABASE_URL": f"sqlite:///{folder / 'samrad.sqlite3'}", **settings}
    log = folder / "bot.log"
    with log.open("w") as errors, subprocess.Popen(
        [sys.executable, "bot.py", "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            ready = re.search(r"http://\S+", process.stdout.readline())
            assert ready, f"the bot did not start:\n{log.read_text()}"
            yield ready[0].rstrip("/")
            assert process.poll() is None, f"the bot died:\n{log.read_text()}"
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

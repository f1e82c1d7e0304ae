"""Puts Microsoft's Agents Playground into .cache/, once. Run as ``python -m tests.playground.install`` before the tests.

It comes from npm; where npm or the network is missing the tests that need it say so and are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE, VERSION = "@microsoft/m365agentsplayground", "0.2.28"
CACHE = Path(__file__).parent.parent.parent / ".cache" / "playground"
SECONDS = 120


class Missing(Exception):
    """The Playground cannot be had here; the message says why, and what to do."""


def node() -> str:
    """The node that runs it."""
    return _program("node")


def installed() -> Path:
    """The Playground's program, fetched if it is not here yet; raises Missing."""
    folder = CACHE / VERSION
    program = folder / "node_modules" / PACKAGE / "cli.js"
    if program.is_file():
        return program
    npm = _program("npm")
    shutil.rmtree(CACHE, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False, env=_quiet())
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"npm could not fetch {PACKAGE}: {error}") from error
    if done.returncode or not program.is_file():
        raise Missing(f"npm could not fetch {PACKAGE}@{VERSION}: {done.stderr.strip()[-300:]}")
    return program


def _quiet() -> dict[str, str]:
    return {**os.environ, "NPM_CONFIG_UPDATE_NOTIFIER": "false", "NPM_CONFIG_LOGLEVEL": "error"}


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise Missing(f"the Agents Playground needs {name}: install Node.js 20 or newer with npm")
    return found


if __name__ == "__main__":
    try:
        print(f"The Agents Playground {VERSION} is in {installed().parent}")
    except Missing as reason:
        print(f"The Agents Playground is not here, so its tests will be skipped: {reason}", file=sys.stderr)

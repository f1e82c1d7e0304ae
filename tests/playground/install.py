"""Puts Microsoft's Agents Playground into .cache/, once. Run as ``python -m tests.playground.install`` before the tests.

It comes from npm; where npm or the network is missing the tests that need it say so and are skipped.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.npm import Missing, fetched, program

PACKAGE, VERSION = "@microsoft/m365agentsplayground", "0.2.28"

__all__ = ["Missing", "installed", "node"]


def node() -> str:
    """The node that runs it."""
    return program("node")


def installed() -> Path:
    """The Playground's program, fetched if it is not here yet; raises Missing."""
    return fetched(PACKAGE, VERSION, "cli.js", "playground")


if __name__ == "__main__":
    try:
        print(f"The Agents Playground {VERSION} is in {installed().parent}")
    except Missing as reason:
        print(f"The Agents Playground is not here, so its tests will be skipped: {reason}", file=sys.stderr)

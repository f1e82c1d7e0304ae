"""Bells between those who answer and the loops beside them, within one replica."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bells:
    """Rung by whoever answers, heard by the loops."""

    changed: asyncio.Event = field(default_factory=asyncio.Event)
    """The register has changed here."""
    received: asyncio.Event = field(default_factory=asyncio.Event)
    """A document waits to be read."""

"""How much of anything is taken in."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a document may hold, and cost to read."""

    bytes: int = 25 * MEGABYTE
    pages: int = 1000
    characters: int = 5_000_000
    seconds: float = 60.0
    """For reading and what follows it, from the process' start."""
    memory: int = 512 * MEGABYTE
    """Address space of the process that reads, all told."""
    entries: int = 2000
    """Files within a DOCX."""
    unpacked: int = 200 * MEGABYTE
    """What the files of a DOCX may come to, together."""
    part: int = 40 * MEGABYTE
    """What the text of a DOCX, or another part that is read, may come to as XML."""
    ratio: int = 200
    """How many times its packed size a file of some size within a DOCX may come to."""


DEFAULT = Limits()

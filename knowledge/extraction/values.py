"""Values that were read, with the line that they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.documents import Sure
from knowledge.extraction.lines import Line
from knowledge.model import PartialDate


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read, the line that it stands on, and how surely."""

    value: str
    line: Line
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A day that was read."""

    value: PartialDate
    line: Line
    sure: Sure = Sure.CERTAIN

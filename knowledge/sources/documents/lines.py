"""A line of a page, and its place there."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line and the box around it; up is more."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    hyphen: bool = False
    """A hyphen at its end, that the text does not have."""
    gaps: tuple[tuple[float, float], ...] = ()
    """Where it is parted, from side to side: one for each tab in the text."""
    foot: float | None = None
    """How far down its letters may reach, whichever they are; None when that is not known."""
    size: float = 0.0
    """How high its letters may be."""

    def turned(self, quarters: int, width: float, height: float) -> Line:
        """As it is seen on a page that is shown so many quarters clockwise."""
        box = (self.left, self.bottom, self.right, self.top)
        if quarters == 1:
            box = (self.bottom, width - self.right, self.top, width - self.left)
        elif quarters == 2:
            box = (width - self.right, height - self.top, width - self.left, height - self.bottom)
        elif quarters == 3:
            box = (height - self.top, self.left, height - self.bottom, self.right)
        left, bottom, right, top = box
        foot = self.foot if not quarters else None
        gaps = self.gaps if not quarters else ()
        return dataclasses.replace(self, left=left, bottom=bottom, right=right, top=top, gaps=gaps, foot=foot)

    @property
    def height(self) -> float:
        """At least one, so that it can be divided by."""
        return max(self.top - self.bottom, 1.0)

    @property
    def upright(self) -> bool:
        """Whether it runs up or down the page."""
        return len(self.text) > 3 and self.top - self.bottom > 2 * (self.right - self.left)

    def beside(self, other: Line) -> bool:
        """Whether the two stand on the same row."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.height, other.height)

"""Where a page has more room between two lines than lines of a paragraph have: an empty line, as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.sources.documents.lines import Line

_MORE = 1.25
"""So many times the usual distance is clearly more."""
_USUAL = 0.1
"""The usual distance is told by the closest tenth: a page may have many more paragraphs than lines that run on."""
_LEAST = 0.8
"""Lines closer than so many letter heights are none below each other: marks of notes, say."""
_WIDEST = 1.8
"""Lines set with ample room have a distance of so many letter heights; more than that and something is between them."""


def parted_by_space(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines with an empty line before them. Rows of a table have room for their rules, and belong together."""
    apart = {at: ratio for at in range(1, len(lines)) if (ratio := _distance(lines[at - 1], lines[at])) is not None}
    if not apart:
        return frozenset()
    usual = min(sorted(apart.values())[int(_USUAL * len(apart))], _WIDEST)
    rows = [at for at in apart if "\t" in lines[at].text and "\t" in lines[at - 1].text]
    return frozenset(at for at, ratio in apart.items() if ratio > _MORE * usual and at not in rows)


def _distance(before: Line, line: Line) -> float | None:
    """From line to line, in heights of the smaller letters; None when the second is not below the first."""
    if before.foot is None or line.foot is None or line.beside(before) or line.top > before.bottom + 0.5 * line.size:
        return None
    size = min(before.size, line.size)
    ratio = (before.foot - line.foot) / size if size > 1 else 0.0
    return ratio if ratio >= _LEAST else None

"""Two columns of prose that were drawn line by line across both are taken apart again. Rows of tables are left as they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from knowledge.sources.documents.lines import Line

_ROWS = 5
"""Fewer rows than this may be chance."""
_PROSE = 22
"""Lines of prose are longer on average, and cells of tables are shorter."""


def unwoven(lines: Sequence[Line]) -> list[Line]:
    """The lines, with all of the left column before the right one."""
    done: list[Line] = []
    at = 0
    while at < len(lines):
        run = _run(lines, at) if len(lines[at].gaps) == 1 else 0
        done += _parted(lines[at : at + run]) if run else [lines[at]]
        at += run or 1
    return done


def _run(lines: Sequence[Line], start: int) -> int:
    """How many lines from there on have the same gap, or keep to one side of it; 0 when they are no columns of prose."""
    low, high = lines[start].gaps[0]
    end = start
    woven: list[tuple[str, ...]] = []
    for at in range(start, len(lines)):
        line = lines[at]
        if len(line.gaps) == 1:
            lower, higher = max(low, line.gaps[0][0]), min(high, line.gaps[0][1])
            if lower >= higher:
                break
            low, high = lower, higher
            woven.append(tuple(line.text.split("\t", 1)))
            end = at + 1
        elif line.gaps or (line.right > low and line.left < high):
            break
    if len(woven) < _ROWS:
        return 0
    shortest = min(sum(len(parts[side]) for parts in woven if len(parts) == 2) for side in (0, 1))
    return end - start if shortest >= _PROSE * len(woven) else 0


def _parted(lines: Sequence[Line]) -> list[Line]:
    gutter = next(line.gaps[0][0] for line in lines if line.gaps)
    left, right = [], []
    for line in lines:
        before, tab, after = line.text.partition("\t")
        if line.gaps and tab:
            left.append(dataclasses.replace(line, text=before.rstrip(), right=line.gaps[0][0], hyphen=False, gaps=()))
            right.append(dataclasses.replace(line, text=after.lstrip(), left=line.gaps[0][1], gaps=()))
        else:
            (right if line.left >= gutter else left).append(line)
    return [*(_hyphened(line) for line in left), *right]


def _hyphened(line: Line) -> Line:
    """PDFium knows of hyphens at the end of its own lines only."""
    broken = len(line.text) > 2 and line.text.endswith("-") and line.text[-2].isalpha()
    return dataclasses.replace(line, text=line.text[:-1], hyphen=True) if broken else line

"""A cell with one line, at the middle or the foot of a row where another has several, is put where the row begins."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from knowledge.sources.documents.lines import Line

_LABEL = 30
"""A number or label is no longer than this."""
_MOST = 5
"""Lines of a cell; what has more is no cell but a column."""


def lifted(lines: Sequence[Line]) -> list[Line]:
    """The lines, with each such row on one line as far as it is known to go: down to the cell that was lifted."""
    done: list[Line] = []
    at = 0
    while at < len(lines):
        alone = len(done) == 1 or (len(done) > 1 and done[-2].bottom >= lines[at].top - 1)  # else it is one of a column
        count = _beside(done[-1], lines[at : at + _MOST]) if alone else 0
        if count:
            done.append(_row(done.pop(), lines[at : at + count]))
        else:
            done.append(lines[at])
        at += count or 1
    return done


def _beside(label: Line, lines: Sequence[Line]) -> int:
    """How many lines to the right of the label begin above it, down to the one that it stands beside; 0 when they do not."""
    first = lines[0]
    if len(label.text) > _LABEL or "\t" in label.text or first.bottom <= label.bottom or first.beside(label):
        return 0
    if first.bottom - label.bottom > _MOST * first.height:
        return 0
    for count, line in enumerate(lines, 1):
        if line.left < label.right:
            return 0
        if line.beside(label) or line.bottom < label.bottom < line.top:
            return count
        if line.gaps or line.hyphen:
            return 0
    return 0


def _row(label: Line, lines: Sequence[Line]) -> Line:
    text = " ".join(line.text for line in lines)
    right, top = max(line.right for line in lines), max(line.top for line in lines)
    return dataclasses.replace(label, text=f"{label.text}\t{text}", right=right, top=top, hyphen=lines[-1].hyphen)

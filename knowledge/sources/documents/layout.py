"""Lines in the order they were drawn, each with its place -> text in the order it is read.

A document is nearly always drawn in the order that it is read, columns too, so that order is kept wherever the places do not
speak against it: what stands above comes first, and labels that were drawn in a row of their own go with their values.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.sources.documents.cells import lifted
from knowledge.sources.documents.columns import unwoven
from knowledge.sources.documents.lines import Line
from knowledge.sources.documents.spaces import parted_by_space

_MOST_BLOCKS = 400
"""Ordering compares each with each; a page in more pieces keeps the order it was drawn in."""
_APART = 1.6
"""Lines more than so many line heights apart belong to two blocks."""
_CLEAR = 4.0
"""A header or footer is at least so many points from the text."""
_MARGIN_LINES = 5
"""And has at most so many lines."""
_LABEL = 30
"""A label is no longer than this."""

_KEEPS_HYPHEN = re.compile(r"(?:og|eller|samt|og/eller|men|til|både|som|enn|and|or)\b|[^a-zæøåéèêóòôäöü]")


Block = list[Line]


def text_of(lines: Sequence[Line]) -> str:
    """The text of a page, a line a line."""
    level = [line for line in lines if not line.upright]
    if len(level) < len(lines) / 2:  # the whole page stands on its side, or has no places to tell
        return _joined(lines)
    aside = [line for line in lines if line.upright]
    blocks = _ordered(_blocks(lifted(unwoven(level))))
    return _joined([*(line for block in _labelled(blocks) for line in block), *aside])


def _blocks(lines: Iterable[Line]) -> list[Block]:
    """Runs of lines that were drawn one below the other, close by."""
    blocks: list[Block] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(block: Block, line: Line) -> bool:
    before = block[-1]
    if line.beside(before):
        return line.left >= before.right - 1
    gap = before.bottom - line.top
    over = min(line.right, max(b.right for b in block)) - max(line.left, min(b.left for b in block))
    return -0.5 * line.height < gap < _APART * max(line.height, before.height) and over > 0


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, block: Block) -> _Box:
        return cls(
            min(line.left for line in block),
            min(line.bottom for line in block),
            max(line.right for line in block),
            max(line.top for line in block),
        )

    def above(self, other: _Box) -> bool:
        """Wholly above, and over some of it."""
        return min(self.right, other.right) > max(self.left, other.left) and self.bottom >= other.top - 1


def _ordered(blocks: list[Block]) -> list[Block]:
    """As drawn, but what is above something comes before it, and what stands at the very top or bottom first or last."""
    if len(blocks) > _MOST_BLOCKS:
        return blocks
    boxes = [_Box.of(block) for block in blocks]
    head = _margin(blocks, boxes, lambda box: -box.top)
    foot = [at for at in _margin(blocks, boxes, lambda box: box.bottom) if at not in head]
    order: list[int] = []
    for at, box in enumerate(boxes):
        if at not in head and at not in foot:
            below = next((place for place, other in enumerate(order) if box.above(boxes[other])), len(order))
            order.insert(below, at)
    return [blocks[at] for at in [*head, *order, *foot]]


def _margin(blocks: list[Block], boxes: list[_Box], far: Callable[[_Box], float]) -> list[int]:
    """The row of blocks farthest out, when it was drawn in one go, is low, and clear of all else: a page's header or footer."""
    if len(blocks) < 2:
        return []
    outermost = min(boxes, key=far)
    row = [at for at, box in enumerate(boxes) if box.bottom < outermost.top and box.top > outermost.bottom]
    low, high = min(boxes[at].bottom for at in row) - _CLEAR, max(boxes[at].top for at in row) + _CLEAR
    crossing = [at for at, box in enumerate(boxes) if at not in row and box.bottom < high and box.top > low]
    small = sum(len(blocks[at]) for at in row) <= _MARGIN_LINES
    return row if small and not crossing and row[-1] - row[0] == len(row) - 1 else []


def _labelled(blocks: list[Block]) -> list[Block]:
    """Labels that were drawn one below the other, and then their values, put together row by row."""
    done: list[Block] = []
    for block in blocks:
        if done and _labels(done[-1], block):
            done[-1] = _rows(done[-1], block)
        else:
            done.append(block)
    return done


def _labels(block: Block, values: Block) -> bool:
    left, right = _Box.of(block), _Box.of(values)
    if left.right > right.left + 1 or max(len(line.text) for line in block) > _LABEL:
        return False
    if len(block) < 2 and len(values) > 1:
        return False
    return all(any(value.beside(label) for label in block) for value in values)


def _rows(block: Block, values: Block) -> Block:
    rows = []
    for label in block:
        there = [value for value in values if value.beside(label)]
        text = "\t".join([label.text, *(value.text for value in there)])
        hyphen = (there or [label])[-1].hyphen
        right = max([label.right, *(value.right for value in there)])
        rows.append(dataclasses.replace(label, text=text, right=right, hyphen=hyphen))
    return rows


def _joined(lines: Sequence[Line]) -> str:
    """The lines, with words made whole that were parted at the end of one, where the hyphen is surely of the line's making."""
    text = ""
    parted = False
    spaced = parted_by_space(lines)
    for at, line in enumerate(lines):
        if not parted:
            text += ("\n\n" if at in spaced else "\n" if text else "") + line.text
        elif _safe(text, line.text):
            head, space, rest = line.text.partition(" ")
            text += head + ("\n" + rest if space and rest else "")
        else:
            text += "-\n" + line.text
        parted = line.hyphen
    return text + ("-" if parted else "")


def _safe(before: str, after: str) -> bool:
    word = re.search(r"[^\W\d_]+$", before)
    return bool(word and len(word.group()) > 1 and word.group()[1:].islower() and not _KEEPS_HYPHEN.match(after))

"""Municipalities and their ties as a drawing: round a circle where there is room, and as arcs beside a column where not.

Only where things are; what they look like is the style sheet's, and what they say the template's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from knowledge.ties import Tie

GAP = 36
"""From one name to the next below it."""
_WIDTH, _MARGIN = 760, 30
_ROW, _COLUMN, _RIGHT, _NARROW = 32, 160, 176, 320


@dataclass(frozen=True, slots=True)
class Node:
    """A municipality, as it is drawn."""

    id: str
    name: str
    count: int
    href: str
    around: bool
    """False for one from outside the area that is looked at."""


def drawn(nodes: Sequence[Node], ties: Sequence[Tie]) -> dict[str, Any]:
    """Both drawings, of the same municipalities in the same order."""
    strongest = max((tie.count for tie in ties), default=1)
    place = {node.id: number for number, node in enumerate(nodes)}
    edges = [
        {
            "a": place[tie.first],
            "b": place[tie.second],
            "count": tie.count,
            "width": _number(1 + 4.5 * tie.count / max(strongest, 4)),
            "strength": "strong" if tie.count * 3 > strongest * 2 else "some" if tie.count * 3 > strongest else "weak",
            "names": (nodes[place[tie.first]].name, nodes[place[tie.second]].name),
        }
        # the strongest are drawn last, on top
        for tie in reversed(ties)
    ]
    return {"circle": _circle(nodes, edges), "column": _column(nodes, edges)}


def _circle(nodes: Sequence[Node], edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Names stand level, one under another on both sides: none is turned, and none covers another."""
    right = (len(nodes) + 1) // 2
    radius = max(190.0, GAP * (right - 1) / 2 + 8)
    middle = (_WIDTH / 2, radius + _MARGIN)
    points = [_on_side(number, right, radius, middle, 1) for number in range(right)]
    left = len(nodes) - right
    points += [_on_side(left - 1 - number, left, radius, middle, -1) for number in range(left)]
    return {
        "width": _WIDTH,
        "height": _number(2 * (radius + _MARGIN)),
        "nodes": [_told(node, *point) for node, point in zip(nodes, points, strict=True)],
        "edges": [{**edge, "path": _bow(points[edge["a"]], points[edge["b"]], middle)} for edge in edges],
    }


def _on_side(number: int, many: int, radius: float, middle: tuple[float, float], side: int) -> tuple[float, float, int]:
    """Where the so-manieth from the top stands on its side."""
    down = 0.0 if many == 1 else (2 * number / (many - 1) - 1) * radius * 0.97
    return middle[0] + side * sqrt(max(0.0, radius**2 - down**2)), middle[1] + down, side


def _bow(one: Sequence[float], other: Sequence[float], middle: tuple[float, float]) -> str:
    """A line that bends towards the middle, so that those between neighbours are seen too."""
    pull = 0.3
    bend = [m + pull * ((a + b) / 2 - m) for a, b, m in zip(one, other, middle, strict=False)]
    return f"M{_number(one[0])} {_number(one[1])}Q{_number(bend[0])} {_number(bend[1])} {_number(other[0])} {_number(other[1])}"


def _column(nodes: Sequence[Node], edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    points = [(float(_COLUMN), number * _ROW + _ROW / 2 + 4, -1) for number in range(len(nodes))]
    return {
        "width": _NARROW,
        "height": len(nodes) * _ROW + 8,
        "nodes": [_told(node, *point) for node, point in zip(nodes, points, strict=True)],
        "edges": [{**edge, "path": _arc(points[edge["a"]][1], points[edge["b"]][1], len(nodes))} for edge in edges],
    }


def _arc(one: float, other: float, many: int) -> str:
    """The further apart, the further out."""
    longest = max(1, many - 1) * _ROW
    out = _RIGHT + 24 + (2 * (_NARROW - _RIGHT) - 36) * abs(other - one) / longest / 1.5
    return f"M{_RIGHT} {_number(one)}C{_number(out)} {_number(one)} {_number(out)} {_number(other)} {_RIGHT} {_number(other)}"


def _told(node: Node, x: float, y: float, side: int) -> dict[str, Any]:
    longest = 20
    name = node.name if len(node.name) <= longest else f"{node.name[: longest - 1].rstrip(' –-')}…"
    return {
        "name": name, "full": node.name, "count": node.count, "href": node.href, "around": node.around,
        "x": _number(x), "y": _number(y), "text": _number(x + side * 20), "anchor": "start" if side > 0 else "end",
    }  # fmt: skip


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

"""Draws the icons, in the shapes of the web page's own ``icon.svg``. ``python -m manifest.icons`` writes them beside this file.

Drawn here, so that nothing but Python is needed to change them, and a test can hold the files to what is drawn.
"""

from __future__ import annotations

import math
import struct
import zlib
from bisect import bisect
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOR, OUTLINE = 192, 32
"""Sides in pixels, as Teams wants them."""
_GROUND, _PAPER, _GREEN, _GOLD, _WHITE = (14, 82, 87), (246, 251, 249), (47, 143, 131), (224, 164, 58), (255, 255, 255)
_FINE = 4
"""Points a side that a pixel is the mean of, so that edges are smooth."""

Point = tuple[float, float]
Paint = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""

_BUBBLE: tuple[tuple[Point, Point, Point, Point], ...] = (
    ((24, 9), (15.2, 9), (8, 14.9), (8, 22.2)),
    ((8, 22.2), (8, 26.3), (10.3, 30), (13.9, 32.4)),
    ((13.9, 32.4), (13.8, 34.6), (13, 36.7), (11.6, 38.5)),
    ((11.6, 38.5), (14.9, 38.3), (17.9, 37.2), (20.3, 35)),
    ((20.3, 35), (21.5, 35.2), (22.7, 35.3), (24, 35.3)),
    ((24, 35.3), (32.8, 35.3), (40, 29.4), (40, 22.2)),
    ((40, 22.2), (40, 15), (32.8, 9), (24, 9)),
)
"""The speech bubble, as curves in a square of 48."""
_HEADS: tuple[tuple[Point, tuple[int, int, int]], ...] = (((24, 17), _GOLD), ((28.8, 24.3), _GROUND), ((19.2, 24.3), _GREEN))
"""Those who confer, the foremost first."""
_HEAD = 4.8


def color_icon() -> bytes:
    """The colour icon as PNG: on a full square, as Teams cuts its corners itself."""
    return _png(COLOR, _colored)


def outline_icon() -> bytes:
    """The outline icon as PNG: white alone, on nothing."""
    return _png(OUTLINE, _outlined)


def _colored(x: float, y: float) -> Paint:
    # smaller than in the web's icon: what lies outside the middle may be cut off
    x, y = 24 + (x - 24) * 1.25, 23.6 + (y - 23.6) * 1.25
    for middle, color in _HEADS:
        if math.dist(middle, (x, y)) < _HEAD:
            return (*color, 255)
    return (*(_PAPER if _in_bubble(x, y) else _GROUND), 255)


def _outlined(x: float, y: float) -> Paint:
    x, y = 24 + (x - 24) * 0.78, 23.6 + (y - 23.6) * 0.78
    between = any(math.dist(middle, (x, y)) < 4.1 for middle, _ in _HEADS)
    return (*_WHITE, 255 if _in_bubble(x, y) and not between else 0)


def _in_bubble(x: float, y: float) -> bool:
    return bisect(_crossings(y), x) % 2 == 1


@lru_cache(maxsize=1024)
def _crossings(y: float) -> tuple[float, ...]:
    """Where a line at that height crosses the edge of the bubble, from the left."""
    found = []
    for (ax, ay), (bx, by) in _edges():
        if (ay <= y) != (by <= y):
            found.append(ax + (bx - ax) * (y - ay) / (by - ay))
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _edges() -> tuple[tuple[Point, Point], ...]:
    points = [_on(curve, step / 32) for curve in _BUBBLE for step in range(32)]
    return tuple(zip(points, [*points[1:], points[0]], strict=True))


def _on(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _png(side: int, paint: Callable[[float, float], Paint]) -> bytes:
    rows = b"".join(b"\0" + b"".join(bytes(_pixel(side, column, row, paint)) for column in range(side)) for row in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _pixel(side: int, column: int, row: int, paint: Callable[[float, float], Paint]) -> Paint:
    steps = [(n + 0.5) / _FINE for n in range(_FINE)]
    found = [paint(48 * (column + dx) / side, 48 * (row + dy) / side) for dy in steps for dx in steps]
    seen = sum(p[3] for p in found)
    if not seen:
        return (*_WHITE, 0)
    red, green, blue = (round(sum(p[part] * p[3] for p in found) / seen) for part in range(3))
    return red, green, blue, round(seen / len(found))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def size_of(png: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no PNG."""
    if png[:8] != SIGNATURE or png[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", png[16:24])
    return width, height


if __name__ == "__main__":
    (FOLDER / "color.png").write_bytes(color_icon())
    (FOLDER / "outline.png").write_bytes(outline_icon())

"""Draws the icons: a round table with a seat for each municipality. ``python -m manifest.icons`` writes them beside this file.

Drawn here, so that nothing but Python is needed to change them, and a test can hold the files to what is drawn.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent
SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOR, OUTLINE = 192, 32
"""Sides in pixels, as Teams wants them."""
_BLUE, _WHITE, _GOLD = (23, 64, 109), (255, 255, 255), (255, 205, 96)
_SEATS = 6
_FINE = 4
"""Points a side that a pixel is the mean of, so that edges are smooth."""

Paint = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""


def color_icon() -> bytes:
    """The colour icon as PNG: on a full square, as Teams cuts its corners itself."""
    return _png(COLOR, _colored)


def outline_icon() -> bytes:
    """The outline icon as PNG: white alone, on nothing."""
    return _png(OUTLINE, _outlined)


def _colored(x: float, y: float) -> Paint:
    far = math.hypot(x, y)
    if far < 0.21:
        return (*_WHITE, 255)
    seat = _seat(x, y)
    if seat is not None and seat[0] < 0.115:
        return (*(_GOLD if seat[1] == 0 else _WHITE), 255)  # one of them has the word
    return (*_BLUE, 255)


def _outlined(x: float, y: float) -> Paint:
    far = math.hypot(x, y)
    table = 0.20 < far < 0.31
    seat = _seat(x, y, 0.74)
    return (*_WHITE, 255 if table or (seat is not None and seat[0] < 0.17) else 0)


def _seat(x: float, y: float, ring: float = 0.52) -> tuple[float, int] | None:
    """How far the nearest seat is, and which one it is, the topmost first."""
    near = min(range(_SEATS), key=lambda n: math.hypot(x - ring * math.sin(_turn(n)), y + ring * math.cos(_turn(n))))
    return math.hypot(x - ring * math.sin(_turn(near)), y + ring * math.cos(_turn(near))), near


def _turn(seat: int) -> float:
    return 2 * math.pi * seat / _SEATS


def _png(side: int, paint: Callable[[float, float], Paint]) -> bytes:
    rows = b"".join(b"\0" + b"".join(bytes(_pixel(side, column, row, paint)) for column in range(side)) for row in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _pixel(side: int, column: int, row: int, paint: Callable[[float, float], Paint]) -> Paint:
    steps = [(n + 0.5) / _FINE for n in range(_FINE)]
    found = [paint(2 * (column + dx) / side - 1, 2 * (row + dy) / side - 1) for dy in steps for dx in steps]
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

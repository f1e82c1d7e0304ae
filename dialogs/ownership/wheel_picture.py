"""The wheel of the year drawn: as SVG for pages, and as a picture for documents. The only importer of Pillow.

The first month begins at the top, and the months follow the clock. Days of one month stand as numbers in its field; what they
are stands in the tables.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

from dialogs.ownership.blocks import Spot, Wheel, months_after
from dialogs.site.certificate_pdf import FONTS

SIZE = 420
"""The side of the drawing, in its own units."""
_MIDDLE, _OUTER, _INNER, _SPOTS = SIZE / 2, 206.0, 86.0, 188.0
_ROW = 26.0
"""How far the rows of numbers in a month stand apart."""
_ACROSS, _MOST = 3, 9
"""So many numbers stand in a row, and in a month; the tables tell the rest."""
_SPOT = 12.5
_SHARP = 3
"""How many dots a unit has in the picture."""
_TINTS = ((230, 239, 251), (255, 255, 255))
_LINE, _INK, _ACCENT = (122, 138, 158), (26, 33, 46), (27, 79, 143)

Point = tuple[float, float]


def _at(month: float, radius: float) -> Point:
    """The place so many months round from the top."""
    angle = month / 12 * 2 * pi - pi / 2
    return _MIDDLE + radius * cos(angle), _MIDDLE + radius * sin(angle)


def places(wheel: Wheel) -> tuple[tuple[Spot, Point], ...]:
    """Where each day stands: in its month, the earliest outermost, so that none covers another."""
    found = []
    for number in range(12):
        spots = [spot for spot in wheel.spots if months_after(wheel.start, spot.day) == number][:_MOST]
        for order, spot in enumerate(spots):
            row, column = divmod(order, _ACROSS)
            across = min(_ACROSS, len(spots) - row * _ACROSS)
            radius = _SPOTS - row * _ROW
            step = 28 / (radius * pi / 6)
            found.append((spot, _at(number + 0.5 + (column - (across - 1) / 2) * step, radius)))
    return tuple(found)


def svg(wheel: Wheel) -> str:
    """The wheel as an SVG element; colours come from the page's style, by class."""
    parts = [f'<svg class="wheel" viewBox="0 0 {SIZE} {SIZE}" role="img" aria-label="{_escaped(wheel.alt)}">']
    for number, month in enumerate(wheel.months):
        (a, b), (c, d) = _at(number, _OUTER), _at(number + 1, _OUTER)
        (e, f), (g, h) = _at(number + 1, _INNER), _at(number, _INNER)
        path = (
            f"M{a:.1f} {b:.1f}A{_OUTER} {_OUTER} 0 0 1 {c:.1f} {d:.1f}L{e:.1f} {f:.1f}A{_INNER} {_INNER} 0 0 0 {g:.1f} {h:.1f}Z"
        )
        x, y = _at(number + 0.5, _INNER + 15)
        parts += [
            f'<path class="month{number % 2}" d="{path}"/>',
            f'<text class="month" x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle">{_escaped(month)}</text>',
        ]
    for spot, (x, y) in places(wheel):
        parts.append(f'<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="{_SPOT}"/>')
        parts.append(f'<text class="spot" x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">{_escaped(spot.text)}</text>')
    parts.append(f'<text class="year" x="{_MIDDLE}" y="{_MIDDLE + 8}" text-anchor="middle">{_years(wheel)}</text></svg>')
    return "".join(parts)


def _years(wheel: Wheel) -> str:
    first = wheel.start.year
    return str(first) if wheel.start.month == 1 else f"{first}/{first + 1}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@lru_cache(maxsize=4)
def png(wheel: Wheel) -> bytes:
    """The wheel as a picture, for paper."""
    picture = Image.new("RGB", (SIZE * _SHARP, SIZE * _SHARP), "white")
    draw = ImageDraw.Draw(picture)
    for radius, inner in ((_OUTER, False), (_INNER, True)):
        box = [(_MIDDLE - radius) * _SHARP] * 2 + [(_MIDDLE + radius) * _SHARP] * 2
        for number in range(12):
            fill = "white" if inner else _TINTS[number % 2]
            draw.pieslice(box, number * 30 - 90, number * 30 - 60, fill=fill, outline=None if inner else _LINE, width=_SHARP)
        if inner:
            draw.ellipse(box, outline=_LINE, width=_SHARP)
    for number, month in enumerate(wheel.months):
        _written(draw, _at(number + 0.5, _INNER + 15), month, 14, _INK)
    for spot, (x, y) in places(wheel):
        draw.ellipse([(v + s * _SPOT) * _SHARP for s in (-1, 1) for v in (x, y)], fill=_ACCENT)
        _written(draw, (x, y), spot.text, 13, (255, 255, 255))
    _written(draw, (_MIDDLE, _MIDDLE), _years(wheel), 22, _ACCENT)
    file = BytesIO()
    picture.resize((SIZE * 2, SIZE * 2), Image.Resampling.LANCZOS).quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _written(draw: ImageDraw.ImageDraw, place: Point, text: str, size: int, ink: tuple[int, int, int]) -> None:
    font = ImageFont.truetype(str(FONTS / "DejaVuSans-Bold.ttf"), size * _SHARP)
    draw.text((place[0] * _SHARP, place[1] * _SHARP), text, font=font, fill=ink, anchor="mm")

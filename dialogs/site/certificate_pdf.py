"""A certificate as a PDF on one A4 page. Beside ``dialogs.ownership.pdf_file`` the only importer of ReportLab.

The fonts come with us, embedded into each file as far as used: they have the letters of Norwegian and of the Sámi languages.
The file tells its language and title, and has an outline; its text can be searched and read aloud in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from knowledge.model import Language

FONTS = Path(__file__).parent / "fonts"
PLAIN, BOLD = "SamradSans", "SamradSans-Bold"
_INK, _SOFT, _ACCENT = (0.10, 0.13, 0.18), (0.32, 0.36, 0.42), (0.11, 0.31, 0.56)
_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 25 * mm, _WIDTH - 25 * mm
_LOCALE: Mapping[Language, str] = {"nb": "nb-NO", "nn": "nn-NO"}


@cache
def fonts() -> Mapping[str, Any]:
    """The fonts, read and made known once."""
    found = {PLAIN: TTFont(PLAIN, FONTS / "DejaVuSans.ttf"), BOLD: TTFont(BOLD, FONTS / "DejaVuSans-Bold.ttf")}
    for font in found.values():
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    return found


def printable(name: str) -> bool:
    """True when the font has every letter of the name, and they are written from left to right."""
    glyphs = fonts()[BOLD].face.charToGlyph
    return all(ord(letter) in glyphs and bidirectional(letter) not in ("R", "AL") for letter in name)


def write_pdf(facts: Mapping[str, Any], w: Mapping[str, str], language: Language, name: str) -> bytes:
    """The certificate with the name on it. ``facts`` are those of the page, ``w`` the words."""
    fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, lang=_LOCALE[language])
    canvas.setTitle(f"{w['certificate']}: {facts['course']}")
    canvas.setSubject(facts["reference"])
    canvas.setAuthor("Samråd")
    canvas.setCreator("Samråd")
    canvas.bookmarkPage("top")
    canvas.addOutlineEntry(f"{w['certificate']}: {facts['course']}", "top", 0)
    canvas.showOutline()
    page = _Page(canvas)
    _head(page, facts, w, name)
    _sums(page, facts, w)
    _modules(page, facts, w)
    _foot(page, facts, w)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Page:
    """Writes from the top of the page downwards."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.y = canvas, _HEIGHT - 30 * mm

    def text(self, words: str, size: float, font: str = PLAIN, ink: tuple[float, float, float] = _INK, gap: float = 0) -> None:
        """A paragraph, broken into lines."""
        self.y -= gap
        self.canvas.setFillColorRGB(*ink)
        self.canvas.setFont(font, size)
        for line in simpleSplit(words, font, size, _RIGHT - _LEFT):
            self.y -= size * 1.35
            self.canvas.drawString(_LEFT, self.y, line)

    def row(self, left: str, right: str, size: float = 10.5, font: str = PLAIN) -> None:
        """Two columns, the right one as wide as a date."""
        lines = simpleSplit(left, font, size, _RIGHT - _LEFT - 32 * mm)
        self.canvas.setFillColorRGB(*_INK)
        self.canvas.setFont(font, size)
        for number, line in enumerate(lines):
            self.y -= size * 1.5
            self.canvas.drawString(_LEFT, self.y, line)
            if number == 0:
                self.canvas.drawRightString(_RIGHT, self.y, right)

    def rule(self, gap: float = 3 * mm) -> None:
        """A thin line across."""
        self.y -= gap
        self.canvas.setStrokeColorRGB(0.75, 0.78, 0.82)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(_LEFT, self.y, _RIGHT, self.y)


def _head(page: _Page, facts: Mapping[str, Any], w: Mapping[str, str], name: str) -> None:
    page.text("Samråd", 13, BOLD, _ACCENT)
    page.text(w["certificate"], 30, BOLD, gap=10 * mm)
    page.text(name, 20, BOLD, gap=10 * mm)
    page.text(w["has_completed"], 12, PLAIN, _SOFT, gap=1 * mm)
    page.text(facts["course"], 17, BOLD, gap=3 * mm)
    page.text(f"{w['for_members']} {facts['role']}", 12, PLAIN, _SOFT)
    page.rule(6 * mm)


def _sums(page: _Page, facts: Mapping[str, Any], w: Mapping[str, str]) -> None:
    page.y -= 2 * mm
    right = f"{facts['right']} {w['out_of']} {facts['answered']} {w['last_try']}"
    told = [
        (w["completed"], facts["on"]),
        *([(w["right_answers"], right)] if facts["answered"] else []),  # those who had their answers deleted have none
        (w["law_as_of"], facts["as_of"]),
        (w["number"], facts["reference"]),
    ]
    for label, value in told:
        page.text(f"{label}: {value}", 11)


def _modules(page: _Page, facts: Mapping[str, Any], w: Mapping[str, str]) -> None:
    page.text(w["module_days"], 13, BOLD, gap=8 * mm)
    page.y -= 1 * mm
    page.row(w["module"], w["passed_on"], font=BOLD)
    page.rule(2 * mm)
    for number, module in enumerate(facts["modules"], 1):
        page.row(f"{number}. {module['title']}", module["on"])
    page.rule()


def _foot(page: _Page, facts: Mapping[str, Any], w: Mapping[str, str]) -> None:
    page.text(w["self_study"], 9.5, PLAIN, _SOFT, gap=8 * mm)
    where = f"{w['check_at']} {facts['confirm_at']}" if facts["confirm_at"] else w["check_in_chat"]
    page.text(where, 9.5, PLAIN, _SOFT, gap=2 * mm)

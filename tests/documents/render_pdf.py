"""PDF by reportlab: flowing text with tables, in one column or two, or lines exactly where they stand."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Table

from tests.documents.render import Description

_MARGIN, _GAP = 2 * cm, 0.8 * cm


def described(description: Description, title: str) -> bytes:
    """A description as pages."""
    out = io.BytesIO()
    width, height = A4
    count = description.columns
    wide = (width - 2 * _MARGIN - (count - 1) * _GAP) / count
    frames = [
        Frame(_MARGIN + at * (wide + _GAP), _MARGIN, wide, height - 2 * _MARGIN, leftPadding=0, rightPadding=0)
        for at in range(count)
    ]

    def decorate(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(_MARGIN, height - 1.3 * cm, description.header)
        canvas.drawString(_MARGIN, 1.2 * cm, description.footer.replace("{page}", str(document.page)))

    document = BaseDocTemplate(out, pagesize=A4, title=title, invariant=1)
    document.addPageTemplates([PageTemplate(id="all", frames=frames, onPage=decorate)])
    document.build(list(_flowables(description, wide)))
    return out.getvalue()


def _flowables(description: Description, wide: float) -> Iterator[Flowable]:
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["Normal"], fontSize=10, leading=13, spaceAfter=5)
    for block in description.blocks:
        text = html.escape(block.text)
        if block.kind == "heading":
            yield Paragraph(text, styles[f"Heading{block.level}"])
        elif block.kind == "bold":
            yield Paragraph(f"<b>{text}</b>", body)
        elif block.kind == "point":
            yield Paragraph(f"{block.level}. {text}", body)
        elif block.kind == "page":
            yield PageBreak()
        elif block.kind == "table":
            count = max(map(len, block.rows))
            rows = [[Paragraph(html.escape(cell), body) for cell in (*row, *[""] * (count - len(row)))] for row in block.rows]
            yield Table(rows, colWidths=[wide / count] * count, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])
        else:
            yield Paragraph(text, body)


def lines(text: str) -> bytes:
    """Each line where it stands, in a typewriter's letters; a form feed begins a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in text.split("\f"):
        drawn = page.strip("\n").split("\n")
        for first in range(0, len(drawn), 62):
            canvas.setFont("Courier", 8.5)
            for at, line in enumerate(drawn[first : first + 62]):
                canvas.drawString(_MARGIN, A4[1] - _MARGIN - at * 12, line)
            canvas.showPage()
    canvas.save()
    return out.getvalue()

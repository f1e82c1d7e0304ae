"""A document as a PDF with table of contents, outline, links and page numbers, in the fonts that come with us."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, Image, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from dialogs.ownership.blocks import Bullets, Cell, Contents, Heading, Line, Paper, Para, Run, Table, Wheel
from dialogs.ownership.wheel_picture import png
from dialogs.site.certificate_pdf import BOLD, PLAIN, fonts
from knowledge.model import Language

_LOCALE: Mapping[Language, str] = {"nb": "nb-NO", "nn": "nn-NO"}
_INK, _SOFT, _ACCENT, _TINT, _MARK, _EDGE = "#1a212e", "#525c6b", "#1b4f8f", "#e6effb", "#fff1b0", "#c3cad4"
_SIDE = 20 * mm
_WIDTH = A4[0] - 2 * _SIDE


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    told = {"fontName": PLAIN, "textColor": HexColor(_INK), "alignment": TA_LEFT, "leading": size * 1.32, **more}
    return ParagraphStyle(name, fontSize=size, **told)


_HEADING = {"fontName": BOLD, "textColor": HexColor(_ACCENT)}
_STYLES = {
    "title": _style("title", 22, fontName=BOLD, textColor=HexColor(_ACCENT), spaceAfter=4),
    "subtitle": _style("subtitle", 11, textColor=HexColor(_SOFT), spaceAfter=12),
    "heading1": _style("heading1", 15, spaceBefore=18, spaceAfter=6, **_HEADING),
    "heading2": _style("heading2", 12.5, spaceBefore=12, spaceAfter=5, **_HEADING),
    "heading3": _style("heading3", 10.5, spaceBefore=8, spaceAfter=4, **_HEADING),
    "para": _style("para", 9.5, spaceAfter=6),
    "note": _style("note", 9, textColor=HexColor(_SOFT), spaceAfter=6),
    "cell": _style("cell", 8.5, spaceAfter=1.5),
    "caption": _style("caption", 9, fontName=BOLD, textColor=HexColor(_SOFT), spaceBefore=4, spaceAfter=3),
    "contents": _style("contents", 13, fontName=BOLD, textColor=HexColor(_ACCENT), spaceBefore=14, spaceAfter=4),
    "toc0": _style("toc0", 9.5, spaceBefore=2),
    "toc1": _style("toc1", 9, leftIndent=10),
}
_WHEEL = 92 * mm
_ROOM = {1: 55 * mm, 2: 45 * mm, 3: 35 * mm}
"""So much of the page must be left for a heading to stand there."""
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, HexColor(_EDGE)),
    ("BACKGROUND", (0, 0), (-1, 0), HexColor(_TINT)),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
]


def write_pdf(paper: Paper) -> bytes:
    """The file."""
    fonts()
    file = BytesIO()
    pages = _Pages(paper)
    document = BaseDocTemplate(
        file, pagesize=A4, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=18 * mm, bottomMargin=20 * mm,
        lang=_LOCALE[paper.language], title=paper.title, subject=paper.subject, author="Samråd", creator="Samråd",
    )  # fmt: skip
    frame = Frame(_SIDE, 20 * mm, _WIDTH, A4[1] - 38 * mm, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=pages.foot))
    document.afterFlowable = lambda flowable: _noted(document, flowable)
    document.multiBuild(_story(paper))
    return file.getvalue()


class _Pages:
    """The foot of each page; the number of pages is known from the round before, which the table of contents needs too."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.count = paper, 1

    def foot(self, canvas: Any, _: Any) -> None:
        """Written on every page."""
        number = canvas.getPageNumber()
        self.count = max(self.count, number)
        canvas.saveState()
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(HexColor(_SOFT))
        canvas.drawString(_SIDE, 11 * mm, self.paper.footer)
        canvas.drawRightString(A4[0] - _SIDE, 11 * mm, f"{self.paper.page[0]} {number} {self.paper.page[1]} {self.count}")
        if number == 1:
            canvas.showOutline()
        canvas.restoreState()


def _noted(document: Any, flowable: Any) -> None:
    """A heading goes into the table of contents and the outline."""
    heading = getattr(flowable, "heading", None)
    if heading is None:
        return
    level, key = heading.level - 1, heading.anchor
    document.canv.addOutlineEntry(heading.text, key, level, closed=level > 0)
    if heading.level < 3:
        document.notify("TOCEntry", (level, escape(heading.text), document.page, key))


def _story(paper: Paper) -> list[Any]:
    story: list[Any] = [Paragraph(escape(paper.title), _STYLES["title"]), Paragraph(escape(paper.subtitle), _STYLES["subtitle"])]
    for number, block in enumerate(paper.blocks):
        if isinstance(block, Heading) and block.anchor == "kapittel-1":
            story.append(PageBreak())
        if isinstance(block, Heading) and any(isinstance(near, Wheel) for near in paper.blocks[number + 1 : number + 3]):
            story.append(CondPageBreak(_ROOM[1] + _WHEEL))
        story += _flowables(block)
    return story


def _flowables(block: object) -> list[Any]:
    match block:
        case Heading():
            told = Paragraph(f"<a name={quoteattr(block.anchor)}/>{escape(block.text)}", _STYLES[f"heading{block.level}"])
            told.heading = block
            return [CondPageBreak(_ROOM[block.level]), told]
        case Para():
            return [Paragraph(_markup(block.line), _STYLES["note" if block.note else "para"])]
        case Bullets():
            bullet = ParagraphStyle("bullet", parent=_STYLES["para"], leftIndent=12, bulletIndent=2, spaceAfter=3)
            return [Paragraph(_markup(line), bullet, bulletText="•") for line in block.lines]
        case Table():
            return _table(block)
        case Wheel():
            picture = Image(BytesIO(png(block)), _WHEEL, _WHEEL)
            picture.hAlign = "CENTER"
            return [picture, Spacer(0, 3 * mm)]
        case Contents():
            contents = TableOfContents(levelStyles=[_STYLES["toc0"], _STYLES["toc1"]], dotsMinLevel=0)
            return [Paragraph(escape(block.title), _STYLES["contents"]), contents]
    return []


def _table(block: Table) -> list[Any]:
    anchors = block.anchors or ("",) * len(block.rows)
    rows = [[Paragraph(f"<b>{escape(head)}</b>", _STYLES["cell"]) for head in block.head]]
    for cells, anchor in zip(block.rows, anchors, strict=True):
        row = [_cell(told) for told in cells]
        if anchor:
            row[0].insert(0, Paragraph(f"<a name={quoteattr(anchor)}/>", ParagraphStyle("anchor", fontSize=1, leading=1)))
        rows.append(row)
    widths = [_WIDTH * part / 100 for part in block.widths]
    grid = Grid(rows, colWidths=widths, repeatRows=1, style=_GRID, splitInRow=1)
    caption = [] if block.quiet else [CondPageBreak(30 * mm), Paragraph(escape(block.caption), _STYLES["caption"])]
    return [*caption, grid, Spacer(0, 3 * mm)]


def _cell(told: Cell) -> list[Any]:
    return [Paragraph(_markup(line), _STYLES["cell"]) for line in told]


def _markup(line: Line) -> str:
    return "".join(map(_run, line))


def _run(each: Run) -> str:
    words = escape(_printable(each.text))
    if each.style == "gap":
        words = f'<font backcolor="{_MARK}"><b>{words}</b></font>'
    elif each.style == "strong":
        words = f"<b>{words}</b>"
    elif each.style in ("soft", "ref"):
        words = f'<font size="7.5" color="{_SOFT if each.style == "soft" else _ACCENT}">{words}</font>'
    return f'<a href={quoteattr(each.link)} color="{_ACCENT}">{words}</a>' if each.link else words


def _printable(text: str) -> str:
    """The text with what our font has no letter for told as a question mark."""
    glyphs = fonts()[PLAIN].face.charToGlyph
    return "".join(sign if ord(sign) in glyphs else "?" for sign in text if sign.isprintable())

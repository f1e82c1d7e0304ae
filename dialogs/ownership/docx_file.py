"""A document as a Word file. The only importer of python-docx.

Headings, table headers, language, title and captions are told as what they are, so that Word, LibreOffice and screen readers
find their way. The table of contents is filled in, and can be updated like any other.
"""

from __future__ import annotations

from io import BytesIO
from zlib import crc32

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph

from dialogs.ownership.blocks import Bullets, Cell, Contents, Heading, Line, Paper, Para, Run, Table, Wheel
from dialogs.ownership.docx_styles import LOCALE, TINT, dress, shade
from dialogs.ownership.wheel_picture import png

_WIDTH = 17.0
"""Of the text, in centimetres."""


def write_docx(paper: Paper) -> bytes:
    """The file."""
    document = Document()
    dress(document, paper.language)
    _page(document, paper)
    document.add_paragraph(paper.title, style="Title")
    document.add_paragraph(paper.subtitle, style="Subtitle")
    writer = _Writer(document, paper)
    for block, after in zip(paper.blocks, (*paper.blocks[1:], None), strict=True):
        writer.write(block)
        if isinstance(after, Wheel):
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    core = document.core_properties
    core.title, core.subject, core.author, core.language = paper.title, paper.subject, "Samråd", LOCALE[paper.language]
    core.comments, core.keywords = "", ""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


class _Writer:
    """Writes block after block; bookmarks are numbered as they come."""

    def __init__(self, document: Doc, paper: Paper) -> None:
        self.document, self.paper, self._marks = document, paper, 0

    def write(self, block: object) -> None:
        """One block."""
        match block:
            case Heading():
                heading = self.document.add_heading(block.text, block.level)
                heading.paragraph_format.page_break_before = block.level == 1 and block.anchor == "kapittel-1"
                self._mark(heading, block.anchor)
            case Para():
                self._line(self.document.add_paragraph(style="Merknad" if block.note else None), block.line)
            case Bullets():
                for line in block.lines:
                    self._line(self.document.add_paragraph(style="List Bullet"), line)
            case Table():
                self._table(block)
            case Wheel():
                self._wheel(block)
            case Contents():
                self._contents(block)

    # -- parts --------------------------------------------------------------------------------------------------------

    def _line(self, paragraph: Paragraph, line: Line) -> None:
        for each in line:
            if each.link:
                paragraph._p.append(self._link(paragraph, each))
            else:
                paragraph.add_run(_clean(each.text), style=_STYLES.get(each.style))

    def _link(self, paragraph: Paragraph, each: Run) -> BaseOxmlElement:
        link = OxmlElement("w:hyperlink")
        if each.link.startswith("#"):
            link.set(qn("w:anchor"), _bookmark(each.link[1:]))
        else:
            link.set(qn("r:id"), paragraph.part.relate_to(each.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run(_clean(each.text), style=_STYLES.get(each.style) or "Hyperlink")
        link.append(run._r)
        return link

    def _mark(self, paragraph: Paragraph, anchor: str) -> None:
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        self._marks += 1
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), _bookmark(anchor))
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)

    def _table(self, block: Table) -> None:
        if not block.quiet:
            self.document.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=len(block.head), style="Table Grid")
        table.autofit = False
        _described(table, block.caption)
        widths = [Cm(_WIDTH * part / 100) for part in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for place, head in zip(table.rows[0].cells, block.head, strict=True):
            place.paragraphs[0].add_run(_clean(head), style="Strong")
            _shaded(place)
        _whole(table.rows[0]._tr, again=True)
        anchors = block.anchors or ("",) * len(block.rows)
        for cells, anchor in zip(block.rows, anchors, strict=True):
            added = table.add_row()
            _whole(added._tr)
            for place, told in zip(added.cells, cells, strict=True):
                self._cell(place, told)
            if anchor:
                self._mark(added.cells[0].paragraphs[0], anchor)
        for row_of in table.rows:
            for place, width in zip(row_of.cells, widths, strict=True):
                place.width = width
        self.document.add_paragraph(style="Luft")

    def _cell(self, place: WordCell, told: Cell) -> None:
        for number, line in enumerate(told):
            paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
            self._line(paragraph, line)

    def _wheel(self, block: Wheel) -> None:
        picture = self.document.add_picture(BytesIO(png(block)), width=Cm(10))
        described = picture._inline.docPr
        described.set("descr", block.alt)
        described.set("title", block.alt.partition(".")[0])

    def _contents(self, block: Contents) -> None:
        """The table of contents: a field whose result is filled in, without page numbers, which only Word can know."""
        self.document.add_paragraph(block.title, style="TOC Heading")
        entries = [b for b in self.paper.blocks if isinstance(b, Heading) and b.level <= 2]
        for number, heading in enumerate(entries):
            paragraph = self.document.add_paragraph(style=f"toc {heading.level}")
            if number == 0:
                _field_begins(paragraph, r' TOC \o "1-2" \h \z \n \u ')
            self._line(paragraph, (Run(heading.text, "", f"#{heading.anchor}"),))
            if number == len(entries) - 1:
                _field_ends(paragraph)


_STYLES = {"strong": "Strong", "gap": "Utfylling", "soft": "Liten", "ref": "Referanse"}


def _bookmark(anchor: str) -> str:
    """A name that Word takes: at most 40 letters, digits and underscores, and no two alike."""
    safe = "".join(sign if sign.isalnum() and sign.isascii() else "_" for sign in anchor)
    return safe if len(safe) <= 40 else f"{safe[:31]}_{crc32(anchor.encode()):08x}"


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\t\n")


def _page(document: Doc, paper: Paper) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{paper.footer} {paper.page[0]} ", style="Liten")
    _field(paragraph, " PAGE ")
    paragraph.add_run(f" {paper.page[1]} ", style="Liten")
    _field(paragraph, " NUMPAGES ")


def _field(paragraph: Paragraph, code: str) -> None:
    _field_begins(paragraph, code)
    paragraph.add_run("1", style="Liten")
    _field_ends(paragraph)


def _field_begins(paragraph: Paragraph, code: str) -> None:
    for kind, words in (("begin", ""), ("", code), ("separate", "")):
        run = paragraph.add_run(style="Liten")
        if kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
        else:
            sign = OxmlElement("w:instrText")
            sign.set(qn("xml:space"), "preserve")
            sign.text = words
        run._r.append(sign)


def _field_ends(paragraph: Paragraph) -> None:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(sign)


def _described(table: WordTable, caption: str) -> None:
    """A title for those who have the table read aloud."""
    properties = table._tbl.tblPr
    for name in ("w:tblCaption",):
        told = OxmlElement(name)
        told.set(qn("w:val"), _clean(caption))
        properties.append(told)


def _whole(row: CT_Row, *, again: bool = False) -> None:
    """A row that stays on one page, and where it is the header comes again on every page."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if again:
        properties.append(OxmlElement("w:tblHeader"))


def _shaded(place: WordCell) -> None:
    place._tc.get_or_add_tcPr().append(shade(TINT))

"""Documents of each kind, made as municipalities' systems make them. Places and cases are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
from docx.document import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

PROSE = (
    "Kommunestyrene i Storvik og Lillevik har bedt om en utredning av et felles samarbeid om helse- og omsorgstjenester. "
    "Kommunedirektøren vurderer at vertskommunemodellen passer best, og rår til at det inngås avtale etter § 20-2. "
)
POINTS = ("Storvik kommune inngår avtale om felles legevakt.", "Lillevik er vertskommune.", "Avtalen gjelder fra 01.01.2026.")


def pdf(draw: Callable[[Canvas], object], **options: Any) -> bytes:
    """A PDF that is drawn by hand; what is drawn goes on the last page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True, **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_lines(*pages: Sequence[tuple[float, float, str]]) -> bytes:
    """Each text at its place, in the order given."""

    def draw(canvas: Canvas) -> None:
        for number, page in enumerate(pages):
            if number:
                canvas.showPage()
            for left, bottom, text in page:
                canvas.drawString(left, bottom, text)

    return pdf(draw)


def pdf_case(pages: int = 3) -> bytes:
    """A case paper of so many pages, with a table and page headers."""
    styles = getSampleStyleSheet()
    story: list[Any] = []
    for number in range(1, pages + 1):
        story += [
            Paragraph(f"Sak {number}/2025: Felles legevakt", styles["Heading1"]),
            Table(
                [["Utvalg", "Møtedato", "Saksnr"], ["Kommunestyret", "30.09.2025", f"{number}/2025"]], colWidths=[160, 120, 100]
            ),
            Spacer(1, 12),
            *(Paragraph(PROSE * 2, styles["Normal"]) for _ in range(6)),
            Paragraph("Innstilling:", styles["Heading2"]),
            *(Paragraph(f"{at}. {point}", styles["Normal"]) for at, point in enumerate(POINTS, 1)),
            PageBreak(),
        ]

    def margin(canvas: Canvas, template: Any) -> None:
        canvas.drawString(72, 810, "Storvik kommune")
        canvas.drawString(72, 30, f"Side {canvas.getPageNumber()}")

    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, title="Felles legevakt", invariant=True)
    template.build(story, onFirstPage=margin, onLaterPages=margin)
    return out.getvalue()


def pdf_scanned() -> bytes:
    """A picture on each page, and what the scanner stamps there."""
    from PIL import Image

    picture = ImageReader(Image.new("RGB", (200, 280), "grey"))

    def draw(canvas: Canvas) -> None:
        for number in range(1, 4):
            if number > 1:
                canvas.showPage()
            canvas.drawImage(picture, 0, 0, *A4)
            canvas.drawString(72, 30, f"Side {number}")

    return pdf(draw)


def pdf_encrypted() -> bytes:
    """One that asks for a password."""
    return pdf(lambda canvas: canvas.drawString(72, 700, "hemmelig"), encrypt="passord")


def word(*fill: Callable[[WordDocument], object]) -> bytes:
    """A DOCX that each of the functions puts something into."""
    document = docx.Document()
    for step in fill:
        step(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_case(parts: int = 3) -> bytes:
    """A case paper with header, table, numbered points and prose."""

    def fill(document: WordDocument) -> None:
        document.core_properties.title = "Felles legevakt"
        document.sections[0].header.paragraphs[0].text = "Storvik kommune"
        for number in range(1, parts + 1):
            document.add_heading(f"Sak {number}/2025: Felles legevakt", 1)
            table = document.add_table(2, 3)
            for row, cells in zip(
                table.rows, (["Utvalg", "Møtedato", "Saksnr"], ["Kommunestyret", "30.09.2025", f"{number}/2025"]), strict=True
            ):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            document.add_paragraph(PROSE * 3)
            document.add_heading("Innstilling", 2)
            for point in POINTS:
                document.add_paragraph(point, style="List Number")

    return word(fill)


def rezipped(data: bytes, changed: Mapping[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with some of its files changed, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def word_xml(body: str, prologue: str = "") -> bytes:
    """A DOCX with that body, and what is to come before it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return rezipped(word(), {"word/document.xml": xml.encode()})


def html_case(parts: int = 3) -> str:
    """A published case paper as a web page."""
    cases = "".join(
        f"<article><h1>Sak {number}/2025: Felles legevakt</h1><table><tr><th>Utvalg</th><th>Møtedato</th></tr>"
        f"<tr><td>Kommunestyret</td><td>30.09.2025</td></tr></table><p>{PROSE * 3}</p>"
        f"<h2>Innstilling</h2><ol>{''.join(f'<li>{point}</li>' for point in POINTS)}</ol></article>"
        for number in range(1, parts + 1)
    )
    return f'<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Møtebok</title></head><body>{cases}</body></html>'


def text_case(parts: int = 3) -> str:
    """A case paper as plain text, a case a page."""
    return "\f".join(
        f"Sak {number}/2025 Felles legevakt\n\n{PROSE}\n\nInnstilling:\n"
        + "\n".join(f"{n}. {p}" for n, p in enumerate(POINTS, 1))
        for number in range(1, parts + 1)
    )

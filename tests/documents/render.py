"""Small descriptions of documents -> text, PDF, DOCX and HTML.

A line of a description is ``# heading`` (one to three #), ``**bold**``, ``| cell | cell |`` (a table row), ``#. point`` (numbered
by the program, so that the number is no text in DOCX and HTML), ``\f`` alone (a new page) or a paragraph; an empty line ends
nothing. ``{{header: …}}``, ``{{footer: …}}`` ({page} is the page), ``{{columns: 2}}`` and ``{{filler: nb 40}}`` (so many invented
paragraphs) stand on lines of their own.
"""

from __future__ import annotations

import html
import io
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tests.documents import filler

_DIRECTIVE = re.compile(r"^\{\{(header|footer|columns|filler): ?(.*)\}\}$")
BlockKind = Literal["heading", "bold", "paragraph", "table", "point", "page"]


@dataclass(frozen=True)
class Block:
    """One piece of a document."""

    kind: BlockKind
    text: str = ""
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Description:
    """A document before it has a format."""

    header: str = ""
    footer: str = ""
    columns: int = 1
    blocks: list[Block] = field(default_factory=list)


def parse(source: str) -> Description:
    """Read a description."""
    found = Description()
    rows: list[tuple[str, ...]] = []
    number = 0
    for line in [*source.split("\n"), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            found.blocks.append(Block("table", rows=tuple(rows)))
            rows = []
        number = number + 1 if line.startswith("#. ") else (number if not line else 0)
        if directive := _DIRECTIVE.match(line):
            _obey(found, directive[1], directive[2])
        elif line:
            found.blocks.append(_block(line, number))
    return found


def _obey(found: Description, name: str, value: str) -> None:
    if name == "header":
        found.header = value
    elif name == "footer":
        found.footer = value
    elif name == "columns":
        found.columns = int(value)
    else:
        language, count = value.split()
        seed = f"{len(found.blocks)} {value}"
        found.blocks += [Block("paragraph", text) for text in filler.paragraphs(language, int(count), random.Random(seed))]


def _block(line: str, number: int) -> Block:
    if line == "\f":
        return Block("page")
    if line.startswith("#. "):
        return Block("point", line[3:], level=number)
    if heading := re.match(r"(#{1,3}) (.*)", line):
        return Block("heading", heading[2], level=len(heading[1]))
    if line.startswith("**") and line.endswith("**"):
        return Block("bold", line[2:-2])
    return Block("paragraph", line)


def as_text(source: str) -> str:
    """The words in reading order, a block a line, as a plain export would give them."""
    description = parse(source)
    lines = [description.header] if description.header else []
    for block in description.blocks:
        if block.kind == "table":
            lines += ["  ".join(cell for cell in row if cell) for row in block.rows]
        elif block.kind == "page":
            lines.append("\f" + description.header)
        else:
            lines.append(f"{block.level}. {block.text}" if block.kind == "point" else block.text)
        if block.kind == "heading":
            lines.append("")
    return "\n".join(lines) + "\n"


def as_bytes(source: str, kind: str, *, title: str) -> bytes:
    """A described document as a file of a kind."""
    description = parse(source)
    if kind == "pdf":
        from tests.documents import render_pdf

        return render_pdf.described(description, title)
    if kind == "docx":
        return _docx(description)
    if kind == "html":
        return _html(description, title)
    return as_text(source).encode()


def lines_as_bytes(text: str, kind: str) -> bytes:
    """Text that has its lines already, as a file of a kind: each line where it stands, the empty ones too."""
    if kind == "pdf":
        from tests.documents import render_pdf

        return render_pdf.lines(text)
    blocks = [Block("paragraph", line.strip()) for page in text.split("\f") for line in page.strip("\n").split("\n")]
    if kind == "docx":
        return _docx(Description(blocks=blocks))
    if kind == "html":
        return _html(Description(blocks=blocks), "Utskrift")
    return text.encode()


def _docx(description: Description) -> bytes:
    import docx
    from docx.enum.text import WD_BREAK

    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = description.header
    section.footer.paragraphs[0].text = description.footer.replace("{page}", "1")
    for block in description.blocks:
        if block.kind == "heading":
            document.add_heading(block.text, level=block.level)
        elif block.kind == "bold":
            document.add_paragraph().add_run(block.text).bold = True
        elif block.kind == "point":
            document.add_paragraph(block.text, style="List Number")
        elif block.kind == "page":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif block.kind == "table":
            table = document.add_table(rows=0, cols=max(map(len, block.rows)), style="Table Grid")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
        else:
            document.add_paragraph(block.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _html(description: Description, title: str) -> bytes:
    body = [f"<div class='top'>{html.escape(description.header)}</div>"] if description.header else []
    body += _html_blocks(description.blocks)
    if description.footer:
        body.append(f"<div class='foot'>{html.escape(description.footer.replace('{page}', '1'))}</div>")
    head = f"<meta charset='utf-8'><title>{html.escape(title)}</title><style>p{{margin:0}} .top{{color:#666}}</style>"
    nav = "<nav><ul><li><a href='#a'>Hopp til innhald</a></li></ul></nav>"
    joined = "\n".join(body)
    return f"<!DOCTYPE html>\n<html lang='no'><head>{head}</head><body>{nav}<main id='a'>{joined}</main></body></html>".encode()


def _html_blocks(blocks: Iterable[Block]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        text = html.escape(block.text).replace("  ", "&nbsp; ")
        if block.kind == "heading":
            found.append(f"<h{block.level}>{text}</h{block.level}>")
        elif block.kind == "bold":
            found.append(f"<p><b>{text}</b></p>")
        elif block.kind == "point":
            found.append(f"<ol start='{block.level}'><li>{text}</li></ol>")
        elif block.kind == "page":
            found.append("<hr>")
        elif block.kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
            found.append(f"<table border='1'>{rows}</table>")
        else:
            found.append(f"<p>{text or '&nbsp;'}</p>")
    return found

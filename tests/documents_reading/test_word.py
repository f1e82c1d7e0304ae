"""DOCX is read as a reader sees it."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK

from knowledge.sources.documents import DocumentError
from knowledge.sources.documents.reading import read
from tests.documents_reading import samples


def pages(data: bytes) -> list[str]:
    return [page.text for page in read("sak.docx", data).pages]


def body(xml: str) -> list[str]:
    """The lines that come of that body."""
    return pages(samples.word_xml(xml))[0].split("\n")


def run(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, more: str = "") -> str:
    return f"<w:p>{more}{run(text)}</w:p>"


def test_a_case_paper_comes_out_in_order() -> None:
    """Header, headings, tables row by row, prose and points with their numbers."""
    document = read("sak.docx", samples.word_case(1))
    lines = document.pages[0].text.split("\n")

    assert (document.kind, document.title, len(document.pages)) == ("docx", "Felles legevakt", 1)
    assert lines[:4] == ["Storvik kommune", "", "Sak 1/2025: Felles legevakt", "Utvalg\tMøtedato\tSaksnr"]
    assert ["Kommunestyret\t30.09.2025\t1/2025", (samples.PROSE * 3).strip(), ""] == lines[4:7]
    assert ["Innstilling", *(f"{n}. {point}" for n, point in enumerate(samples.POINTS, 1))] == lines[7:]


def spaced(before: int = 0, after: int = 0, more: str = "") -> str:
    return f'<w:pPr><w:spacing w:before="{before}" w:after="{after}"/>{more}</w:pPr>'


def test_room_between_paragraphs_is_an_empty_line() -> None:
    """Whether the one or the other asks for it; a little room, and what parts points of the same style, is none."""
    texts = [("a", spaced(after=160)), ("b", spaced()), ("c", spaced(before=120)), ("d", spaced(after=40)), ("e", spaced())]
    assert body("".join(paragraph(*each) for each in texts)) == ["a", "", "b", "", "c", "d", "e"]

    close = spaced(after=160, more="<w:contextualSpacing/>")
    assert body("".join(paragraph(text, close) for text in "ab")) == ["a", "b"]


def test_blank_paragraphs_part_where_they_are_used_to() -> None:
    """Lines that are paragraphs of their own are not torn apart by the room that each has."""
    room = spaced(after=160)

    assert body(paragraph("a", room) + paragraph("b", room) + f"<w:p>{room}</w:p>" + paragraph("c", room)) == ["a", "b", "", "c"]


def test_a_heading_stands_apart_from_what_is_above_it() -> None:
    """However the text is spaced."""
    heading = spaced(more='<w:outlineLvl w:val="0"/>')

    assert body(paragraph("a", spaced()) + paragraph("Vedtak", heading) + paragraph("b", spaced())) == ["a", "", "Vedtak", "b"]


def test_explicit_page_breaks_make_pages() -> None:
    """A break, a paragraph that begins a page, and a section that does; a section that goes on does not."""

    def fill(document: WordDocument) -> None:
        document.add_paragraph("en").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("to")
        document.add_paragraph("tre").paragraph_format.page_break_before = True
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("fire")
        document.add_section(WD_SECTION.CONTINUOUS)
        document.add_paragraph("fire til")

    assert pages(samples.word(fill)) == ["en", "to", "tre", "fire\n\nfire til"]


def test_headers_and_footers_are_told_once() -> None:
    """Before and after the text of the section that they belong to."""

    def fill(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Storvik kommune"
        document.sections[0].footer.paragraphs[0].text = "Arkivsak 2024/8140"
        document.add_paragraph("en")
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("to")

    assert pages(samples.word(fill)) == ["Storvik kommune\nen\n\nArkivsak 2024/8140", "to"]


def test_what_was_deleted_is_left_out() -> None:
    """Text, a whole row, and what was moved away; what was put in is there."""
    deleted = '<w:del w:id="1"><w:r><w:delText>avslått</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2">{run("vedtatt")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("borte")}</w:moveFrom>'
    row = '<w:tr><w:trPr><w:del w:id="4"/></w:trPr><w:tc><w:p><w:r><w:t>gammel</w:t></w:r></w:p></w:tc></w:tr>'
    table = f"<w:tbl>{row}<w:tr><w:tc>{paragraph('ny')}</w:tc></w:tr></w:tbl>"

    assert body(f"<w:p>{run('Saken er ')}{deleted}{added}{moved}{run('.')}</w:p>{table}") == ["Saken er vedtatt.", "ny"]


def test_paragraphs_whose_mark_was_deleted_are_one() -> None:
    """As they are seen when the change is accepted."""
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'

    assert body(paragraph("Saken ", mark) + paragraph("utsettes.") + paragraph("Neste")) == ["Saken utsettes.", "", "Neste"]


def test_what_nobody_sees_is_left_out() -> None:
    """Hidden text, the codes of fields, and what a form says where nothing is filled in."""
    hidden = run("skjult", "<w:rPr><w:vanish/></w:rPr>")
    shown = run("synlig", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    field = "<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>"
    unfilled = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Klikk her')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Utfylt')}</w:sdtContent></w:sdt>"

    assert body(f"<w:p>{hidden}{shown}{field}</w:p>{unfilled}{filled}") == ["synlig", "", "Utfylt"]


def test_tabs_of_the_text_are_kept_and_those_of_the_ruler_are_not() -> None:
    """A label and its value."""
    ruler = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'

    assert body(f"<w:p>{ruler}{run('Arkivsak:')}<w:r><w:tab/></w:r>{run('2024/8140')}</w:p>") == ["Arkivsak:\t2024/8140"]


def row(*cells: tuple[str, ...]) -> str:
    filled = ("".join(map(paragraph, cell)) for cell in cells)
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in filled)}</w:tr>"


def test_cells_with_several_lines_are_read_across() -> None:
    """What stands beside each other goes together, as a body with its day."""
    rows = row(("Formannskapet", "Kommunestyret"), ("14.01.2025", "30.01.2025"), ("3/25",))

    assert body(f"<w:tbl>{rows}</w:tbl>") == ["Formannskapet\t14.01.2025\t3/25", "Kommunestyret\t30.01.2025"]


def test_cells_of_prose_are_read_one_by_one() -> None:
    """Each to its end; the next one goes on where that is."""
    long = "Kommunestyret viser til saken, og ber om at den legges fram på nytt før sommeren."

    assert body(f"<w:tbl>{row(('Innstilling',), (long, '2. nei'), ('x',))}</w:tbl>") == [f"Innstilling\t{long}", "2. nei\tx"]


def test_text_in_a_box_is_told_once_and_parts_no_sentence() -> None:
    """Though the file holds it twice, for older and newer programs."""
    box = f"<w:txbxContent>{paragraph('i boks')}</w:txbxContent>"
    twice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )

    assert body(f"<w:p>{run('Saken ')}<w:r>{twice}</w:r>{run('er utsatt.')}</w:p>") == ["i boks", "Saken er utsatt."]


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_points_have_the_numbers_that_are_seen() -> None:
    """Levels restart below a new point, a list that says so starts anew, and a blank paragraph has no number to show."""

    def point(text: str, level: int, number: int = 1) -> str:
        return paragraph(text, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>')

    points = [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1), ("g", 3)]
    xml = "".join(point(*each) for each in points) + point("h", 0, 2) + point("i", 0, 0)
    data = samples.rezipped(samples.word_xml(xml), {"word/numbering.xml": NUMBERING.encode()})

    assert pages(data)[0].split("\n") == ["1. a", "a) b", "b) c", "1.b.IV d", "2. e", "a) f", "• g", "1. h", "", "i"]


def test_notes_come_last() -> None:
    """A footnote may hold the case number."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    separator = f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote>'
    notes = f"<w:footnotes {space}>{separator}<w:footnote>{paragraph('Sak 4/24')}</w:footnote></w:footnotes>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Target="footnotes.xml" Type="{kind}"/></Relationships>'
    )
    data = samples.rezipped(
        samples.word_xml(paragraph("Tekst")),
        {"word/footnotes.xml": notes.encode(), "word/_rels/document.xml.rels": relations.encode()},
    )

    assert pages(data) == ["Tekst\nSak 4/24"]


def test_a_document_of_the_strict_kind_is_read_too() -> None:
    """The same format, with other names for its namespaces."""
    xml = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{paragraph("Strengt")}</w:body></w:document>'

    assert pages(samples.rezipped(samples.word(), {"word/document.xml": xml.encode()})) == ["Strengt"]


@pytest.mark.parametrize(("picture", "reason"), [("<w:p><w:r><w:drawing/></w:r></w:p>", "no_text"), ("<w:p/>", "empty")])
def test_a_document_without_words_says_what_is_there(picture: str, reason: str) -> None:
    """Pictures, or nothing."""
    with pytest.raises(DocumentError) as failed:
        pages(samples.word_xml(picture))

    assert reason == failed.value.reason

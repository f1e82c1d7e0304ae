"""The files: what is in them is what was told, and programs open them without a word."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as Doc
from PIL import Image

from dialogs.ownership.blocks import Heading, Paper, Spot, Table, Wheel, plain
from dialogs.ownership.docx_file import write_docx
from dialogs.ownership.drafting import draft
from dialogs.ownership.pages import made
from dialogs.ownership.pdf_file import write_pdf
from dialogs.ownership.wheel_picture import _MOST, _SPOT, places, png, svg
from dialogs.site.page_render import PageRenderer
from knowledge.sources.documents import DocumentError
from knowledge.sources.documents.reading import read
from tests.ownership.conftest import SHIPPED, TODAY, beside, drafted, lines, words

OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Word files of what ships, one form each way."""
    folder = tmp_path_factory.mktemp("files")
    for municipality in SHIPPED:
        paper, _ = drafted(municipality, "nn" if municipality == "vaga" else "nb")
        (folder / f"{municipality}.docx").write_bytes(write_docx(paper))
    return folder


def _paper(municipality: str) -> Paper:
    return drafted(municipality, "nn" if municipality == "vaga" else "nb")[0]


def _said(document: Doc) -> list[str]:
    """Every paragraph, those of tables and links included, in the order of the file."""
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.body.iter(f"{W}p")]


def _pdf_text(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


# -- Word -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("municipality", SHIPPED)
def test_the_word_file_says_all_of_the_draft_and_nothing_else_is_lost(files: Path, municipality: str) -> None:
    """Each line of the draft is a paragraph of the file."""
    said = set(_said(Document(str(files / f"{municipality}.docx"))))

    assert [plain(line) for line in lines(_paper(municipality)) if plain(line) not in said] == []


def test_the_word_file_tells_what_is_what(files: Path) -> None:
    """Headings are headings, tables have headers that come again, language and title are set, the picture has words."""
    document, paper = Document(str(files / "vaga.docx")), _paper("vaga")
    headings = [(int(p.style.name[-1]), p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    xml = document.element.xml

    assert [(b.level, b.text) for b in paper.blocks if isinstance(b, Heading)] == headings
    assert len(document.tables) == xml.count("<w:tblHeader/>") == sum(isinstance(b, Table) for b in paper.blocks)
    assert document.core_properties.title == "Eigarskapsmelding for Vågå kommune"
    assert document.core_properties.language == "nn-NO"
    assert 'w:val="nn-NO"' in document.styles.element.xml
    assert next(b.alt for b in paper.blocks if isinstance(b, Wheel)) in xml


def test_every_link_of_the_word_file_has_its_bookmark(files: Path) -> None:
    """Names of bookmarks are as Word takes them, and none is there twice."""
    for municipality in SHIPPED:
        body = Document(str(files / f"{municipality}.docx")).element.body
        marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
        links = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}

        assert len(marks) == len(set(marks))
        assert links <= set(marks)
        assert all(name and len(name) <= 40 and name.replace("_", "a").isalnum() and name[0].isalpha() for name in marks)


def test_the_table_of_contents_is_a_field_that_is_filled_in(files: Path) -> None:
    """Word can update it; everybody can read it as it is."""
    document, paper = Document(str(files / "gjovik.docx")), _paper("gjovik")
    listed = [p for p in document.paragraphs if p.style and p.style.name.startswith("toc ")]
    code = [t.text for t in document.element.body.iter(f"{W}instrText") if t.text and "TOC" in t.text]
    ends = [sign.get(f"{W}fldCharType") for p in listed for sign in p._p.iter(f"{W}fldChar")]

    told = ["".join(t.text or "" for t in p._p.iter(f"{W}t")) for p in listed]
    assert [b.text for b in paper.blocks if isinstance(b, Heading) and b.level < 3] == told
    assert code == [r' TOC \o "1-2" \h \z \n \u ']
    assert ends == ["begin", "separate", "end"]


def test_every_part_of_the_word_file_is_whole_xml(files: Path) -> None:
    """Signs of markup in a name, and signs that XML cannot hold, break nothing."""
    odd, _ = draft(beside(), "lunner", "nb", TODAY)
    data = write_docx(odd)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = [ElementTree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith((".xml", ".rels"))]

    assert len(parts) > 5
    assert any("<b>Veg</b> & {bru} AS" in each for each in _said(Document(BytesIO(data))))


@pytest.mark.parametrize("municipality", SHIPPED)
def test_a_reader_that_knows_nothing_of_the_writer_finds_all_of_it(files: Path, municipality: str) -> None:
    """Handed in as a document, the file is read as any other: headings, rows and gaps; one that is cut off is refused."""
    data = (files / f"{municipality}.docx").read_bytes()
    text = " ".join(" ".join(page.text for page in read(f"{municipality}.docx", data).pages).split())
    told = [" ".join(plain(line).split()) for line in lines(_paper(municipality))]

    assert [line for line in told if line not in text] == []
    with pytest.raises(DocumentError):
        read("cut.docx", data[:20_000])


def _converted(office: str, files: list[Path], folder: Path) -> dict[str, bytes]:
    """What LibreOffice makes of them: a PDF of each that it can open."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {path.stem: path.read_bytes() for path in folder.glob("*.pdf")}


if OFFICE:  # where it is installed; our own reader of Word files, above, reads them everywhere

    def test_libreoffice_opens_each_file_without_repair(files: Path, tmp_path: Path) -> None:
        """Headings, entries, gaps and sources are there in what it shows; a file that is cut off is not opened at all."""
        cut = tmp_path / "cut.docx"
        cut.write_bytes((files / "gjovik.docx").read_bytes()[:20_000])
        shown = _converted(OFFICE, [*sorted(files.glob("*.docx")), cut], tmp_path)

        assert set(SHIPPED) == set(shown)
        for municipality in SHIPPED:
            text = " ".join(_pdf_text(shown[municipality]).split())
            headings = [b.text for b in _paper(municipality).blocks if isinstance(b, Heading) and b.level == 1]
            assert [heading for heading in headings if heading not in text] == []
            assert text.count("Må fyll") > 17


# -- PDF and page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("municipality", SHIPPED)
def test_the_pdf_says_all_of_the_draft(municipality: str) -> None:
    """Each line can be found in its text, with language, title, outline and page numbers."""
    paper = _paper(municipality)
    data = write_pdf(paper)
    text = "".join(_pdf_text(data).split())
    outline = [item.get_title() for item in pypdfium2.PdfDocument(data).get_toc()]
    pages = len(pypdfium2.PdfDocument(data))

    lost = [plain(line) for line in lines(paper) if "".join(plain(line).split()) not in text]
    assert [line for line in lost if not _parted(line, text)] == []
    assert [b.text for b in paper.blocks if isinstance(b, Heading)] == outline
    assert f"Side{pages}av{pages}" in text
    assert (f"/Lang ({'nn' if municipality == 'vaga' else 'nb'}-NO)").encode() in data
    assert paper.title == pypdfium2.PdfDocument(data).get_metadata_value("Title")


def _parted(line: str, text: str) -> bool:
    """True where a line goes over from one page to the next, with foot and header between its parts."""
    whole = "".join(line.split())
    return any(whole[:cut] in text and whole[cut:] in text for cut in range(10, len(whole) - 10))


def test_the_file_of_html_needs_no_other() -> None:
    """Its style is within; it loads nothing, runs nothing, and what the register says is no markup."""
    paper, _ = draft(beside(), "lunner", "nb", TODAY)
    html = made(paper, "html", PageRenderer, "body { color: black }").decode()

    assert "&lt;b&gt;Veg&lt;/b&gt; &amp; {bru} AS" in html
    assert "<b>Veg" not in html
    assert "body { color: black }" in html
    assert not any(sign in html for sign in ("<script", "<link", "src=", "url("))


# -- the wheel --------------------------------------------------------------------------------------------------------


def _wheel(count: int) -> Wheel:
    spots = tuple(Spot(TODAY.replace(day=1 + n % 28), str(n)) for n in range(1, count + 1))
    return Wheel(
        TODAY, ("des", "jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov"), spots, 'Hjul & "år"'
    )


@pytest.mark.parametrize("count", [1, 3, 4, 9, 15])
def test_no_day_on_the_wheel_covers_another(count: int) -> None:
    """However many are in a month, each number can be read; more than there is room for are in the tables alone."""
    told = places(_wheel(count))
    apart = [hypot(p[0] - q[0], p[1] - q[1]) for n, (_, p) in enumerate(told) for _, q in told[:n]]

    assert min(count, _MOST) == len(told)
    assert [distance for distance in apart if distance < 2 * _SPOT] == []


def test_the_wheel_is_drawn_as_svg_and_as_a_picture() -> None:
    """The SVG is whole XML with its words for those who do not see it; the picture is one."""
    drawn = ElementTree.fromstring(svg(_wheel(4)))

    assert drawn.get("aria-label") == 'Hjul & "år"'
    assert sum(each.tag == "circle" for each in drawn) == 4
    assert Image.open(BytesIO(png(_wheel(4)))).size == (840, 840)


def test_the_drafts_are_of_a_length_that_can_be_read() -> None:
    """A municipality with seven entries has some thousand words, one with none far fewer."""
    counts = {municipality: len(words(_paper(municipality)).split()) for municipality in SHIPPED}

    assert counts["vaga"] < counts["gjovik"] < counts["lillehammer"] < 6000

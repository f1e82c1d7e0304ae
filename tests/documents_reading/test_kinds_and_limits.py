"""What a file is, is told by what is in it; and there is an end to how much is taken in."""

from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.errors import KnowledgeError
from knowledge.sources.documents import DocumentError, Limits
from knowledge.sources.documents.faults import REASONS
from knowledge.sources.documents.reading import read
from tests.documents_reading import samples

MAIL = b"From: a@b.no\r\nTo: c@d.no\r\nMIME-Version: 1.0\r\nSubject: Sak 4\r\n\r\nHei"


def reason(name: str, data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as failed:
        read(name, data, limits or Limits())
    return failed.value.reason


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "<a/>")
    return out.getvalue()


@pytest.mark.parametrize("name", ["sak.pdf", "sak.txt", "sak", "sak.docx", "../../sak.html"])
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("pdf", samples.pdf_case(1)),
        ("docx", samples.word_case(1)),
        ("html", samples.html_case(1).encode()),
    ],
    ids=["pdf", "docx", "html"],
)
def test_the_kind_is_told_by_the_content(name: str, kind: str, data: bytes) -> None:
    """Whatever the file is called."""
    assert kind == read(name, data).kind


def test_a_letterhead_before_a_pdf_is_passed_over() -> None:
    """Some systems put a line of their own first."""
    assert read("sak", b"\r\n" + samples.pdf_case(1)).kind == "pdf"


def test_a_text_about_pdf_is_a_text() -> None:
    """Naming the mark of a format is not having it."""
    assert read("a.txt", b"En PDF begynner med %PDF-1.7, og saken ble utsatt.").kind == "text"


def test_a_piece_of_html_is_html_when_it_is_called_so() -> None:
    """The name decides only where the content leaves it open."""
    piece = b"Saken <p>ble</p> utsatt"

    assert [read("a.html", piece).kind, read("a.txt", piece).kind] == ["html", "text"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)),
        zipped("[Content_Types].xml", "xl/workbook.xml"),
        zipped("sak.pdf"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        b"{\\rtf1\\ansi Saken ble utsatt}",
        MAIL,
        b"\x7fELF\x02\x01\x01" + bytes(range(256)),
        b"<?xml version='1.0'?><sak>4/25</sak>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>Sak</text></svg>",
        b"%!PS-Adobe-3.0\n(Sak) show",
    ],
    ids=["png", "jpeg", "xlsx", "zip", "doc", "rtf", "mail", "program", "xml", "svg", "postscript"],
)
def test_other_kinds_are_not_known(data: bytes) -> None:
    """Also when they are called what could be read."""
    assert [reason("sak.pdf", data), reason("sak.txt", data)] == ["unknown_kind"] * 2


def test_a_locked_word_document_is_encrypted() -> None:
    """With a password it is another kind of file, that says so."""
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)

    assert reason("sak.docx", locked) == "encrypted"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", bytes(100), "\ufeff".encode(), b"<html><body></body></html>"])
def test_nothing_is_empty(data: bytes) -> None:
    """No bytes, or none that say anything."""
    assert reason("sak.txt", data) == "empty"


def test_damaged_files_are_corrupt() -> None:
    """Cut off, or whole but for what they hold."""
    word = samples.word_case(1)

    assert reason("sak.docx", word[: len(word) // 2]) == "corrupt"
    assert reason("sak.docx", samples.rezipped(word, {"word/document.xml": b"<w:document"})) == "corrupt"
    assert reason("sak.pdf", b"%PDF-1.7\n" + bytes(500) + b"%%EOF") == "corrupt"


@pytest.mark.parametrize(
    ("limits", "wanted"),
    [
        (Limits(bytes=1000), "too_large"),
        (Limits(pages=2), "too_many_pages"),
        (Limits(characters=5000), "too_much_text"),
        (Limits(seconds=-1), "too_slow"),
    ],
)
def test_there_is_an_end_to_what_is_taken_in(limits: Limits, wanted: str) -> None:
    """Each limit has its reason; what is within it is read."""
    data = samples.pdf_case(3)

    assert wanted == reason("sak.pdf", data, limits)
    assert len(read("sak.pdf", data, Limits(bytes=len(data), pages=3, characters=20_000, seconds=60)).pages) == 3


@pytest.mark.parametrize("limits", [Limits(entries=5), Limits(unpacked=10_000), Limits(part=500)])
def test_a_word_document_is_measured_before_it_is_unpacked(limits: Limits) -> None:
    """How many files, how much together, how much each."""
    assert reason("sak.docx", samples.word_case(1), limits) == "too_large"


def test_a_file_that_is_packed_too_well_is_a_bomb() -> None:
    """Nothing that people write packs a thousand to one."""
    bomb = samples.rezipped(samples.word_case(1), {"word/document.xml": b"<a>" + b" " * 30_000_000})

    assert reason("sak.docx", bomb) == "too_large"
    assert len(bomb) < 100_000


@pytest.mark.parametrize("name", ["../sak.xml", "/etc/sak", "C:/sak", "word/../../sak"])
def test_paths_that_lead_out_are_not_followed(name: str) -> None:
    """No such file is a DOCX that a program wrote."""
    assert reason("sak.docx", samples.rezipped(samples.word_case(1), {name: b"x"})) == "corrupt"


def test_nothing_outside_the_file_is_read() -> None:
    """Neither by an entity nor by a relation: what stands in a file of ours is not told."""
    outside = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{__file__}">]>'

    assert reason("sak.docx", samples.word_xml("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", outside)) == "corrupt"
    page = read("sak.html", f"{outside}<html><body>Sak: &x;<img src='file://{__file__}'></body></html>".encode()).pages[0].text
    assert "import" not in page


def test_entities_are_never_multiplied() -> None:
    """A billion laughs are none."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    joke = samples.word_xml("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>')

    assert reason("sak.docx", joke) == "corrupt"


@pytest.mark.parametrize("name", REASONS)
def test_every_reason_has_a_sentence_with_a_way_out(name: str) -> None:
    """It says what is wrong, and then what to do."""
    fault = DocumentError(name, "error 4 in xref")  # type: ignore[arg-type]

    assert isinstance(fault, KnowledgeError)
    assert len(str(fault).split(". ")) >= 2
    assert "xref" not in str(fault)
    assert str(fault).endswith(".")


def test_progress_is_told_page_by_page() -> None:
    """So many done, of so many."""
    told: list[tuple[int, int]] = []
    read("sak.pdf", samples.pdf_case(3), progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]

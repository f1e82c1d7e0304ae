"""PDF -> text by page."""

from __future__ import annotations

import contextlib
import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from knowledge.sources.documents.faults import DocumentError
from knowledge.sources.documents.layout import text_of
from knowledge.sources.documents.lines import Line
from knowledge.sources.documents.paper import Paper

_LINE_END_HYPHEN = 2
"""What PDFium gives for a hyphen at the end of a line, and then no line break."""
_CELL_GAP = 1.6
"""A gap of so many letter heights within a line parts two cells. Justified text stays below it."""
_END, _END_WITHIN = b"%%EOF", 4096
"""PDFium makes the best of a file that was cut off. That would be half a document told as a whole one."""
_NO_TITLES = frozenset({"untitled", "anonymous", "unspecified"})
"""What writers put there of their own accord."""
_FEW_LETTERS = 40
"""Per page: a stamp or page number that a scanner added."""


def opened(data: bytes) -> Paper:
    """DocumentError: ``encrypted`` or ``corrupt``."""
    if _END not in data.rstrip(b"\0 \t\r\n")[-_END_WITHIN:]:
        raise DocumentError("corrupt", "cut off: the end of the file is not there")
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as fault:
        locked = fault.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise DocumentError("encrypted" if locked else "corrupt", str(fault)) from fault
    if count < 1:
        raise DocumentError("corrupt", "no pages")
    title = ""
    with contextlib.suppress(Exception):  # a title is only a hint: a broken one is none
        title = document.get_metadata_value("Title")
    title = "" if title.strip("() ").lower() in _NO_TITLES else title
    return Paper(
        count, _pages(document, count), title, lambda: any(_pictured(document, index) for index in range(min(count, 50)))
    )


def _pages(document: Any, count: int) -> Iterator[str]:
    letters: Counter[str] = Counter()
    scanned = 0
    for index in range(count):
        page = document[index]
        try:
            text = _text(page)
            found = _letters(text)
            letters += found
            scanned += found.total() < _FEW_LETTERS and _is_picture(page)
        finally:
            page.close()
        yield text
    if letters["lost"] > letters["known"]:
        raise DocumentError("no_text", "the fonts do not tell which letters they draw")
    if scanned == count:
        raise DocumentError("no_text", "each page is a picture")


def _letters(text: str) -> Counter[str]:
    """How many characters are letters or digits, and how many are nothing that can be known."""
    known = sum(character.isalnum() for character in text)
    lost = sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" or character < "\t" for character in text)
    return Counter(known=known, lost=lost)


def _text(page: Any) -> str:
    width, height = page.get_size()
    turned = page.get_rotation() // 90
    textpage = page.get_textpage()
    try:
        # widths and heights are as shown; boxes are as drawn
        drawn = (height, width) if turned % 2 else (width, height)
        return text_of([line.turned(turned, *drawn) for line in _lines(textpage)])
    finally:
        textpage.close()


def _lines(textpage: Any) -> Iterator[Line]:
    """The lines as drawn, each with its place."""
    handle = textpage.raw
    count = textpage.count_chars()
    codes = [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]
    start = 0
    for index in range(count + 1):
        code = codes[index] if index < count else 10
        if code in (10, 13) or code == _LINE_END_HYPHEN:
            if index > start and (line := _line(textpage, codes, start, index, hyphen=code == _LINE_END_HYPHEN)):
                yield line
            start = index + 1


def _line(textpage: Any, codes: list[int], start: int, end: int, *, hyphen: bool) -> Line | None:
    boxes = _boxes(textpage, start, end)
    text = _characters(codes[start:end])
    if not text.strip():
        return None
    if boxes:
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        gaps = _gaps(textpage, codes, start, end, max(box[3] - box[1] for box in boxes))
        text = _characters([9 if start + at in gaps else code for at, code in enumerate(codes[start:end])])
    else:
        left = bottom = right = top = 0.0
        gaps = {}
    foot, size = _letter(textpage.raw, start)
    return Line(text.strip(" "), left, bottom, right, top, hyphen, tuple(gaps.values()), foot, size)


def _letter(handle: Any, index: int) -> tuple[float | None, float]:
    """How far down a letter of that font and size may reach, and how high it may be."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(handle, index, box) or box.top <= box.bottom:
        return None, 0.0
    return box.bottom, box.top - box.bottom


def _boxes(textpage: Any, start: int, end: int) -> list[tuple[float, float, float, float]]:
    found = []
    for index in range(textpage.count_rects(start, end - start)):
        left, bottom, right, top = textpage.get_rect(index)
        found.append((left, bottom, right, top))
    return found


def _gaps(textpage: Any, codes: list[int], start: int, end: int, height: float) -> dict[int, tuple[float, float]]:
    """The spaces that are wide enough to part two cells, and where they are."""
    wide = {}
    for index in range(start + 1, end - 1):
        if codes[index] == 32:
            before, after = _sides(textpage.raw, index - 1), _sides(textpage.raw, index + 1)
            if before and after and after[0] - before[1] > _CELL_GAP * max(height, 4):
                wide[index] = (before[1], after[0])
    return wide


def _sides(handle: Any, index: int) -> tuple[float, float] | None:
    left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top):
        return None
    return left.value, right.value


def _characters(codes: list[int]) -> str:
    """Surrogates come one by one."""
    text = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)
    if any(0xD800 <= code <= 0xDFFF for code in codes):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _is_picture(page: Any) -> bool:
    """Whether one picture covers most of the page."""
    width, height = page.get_size()
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
            return True
    return False


def _pictured(document: Any, index: int) -> bool:
    page = document[index]
    try:
        return next(iter(page.get_objects(max_depth=1)), None) is not None
    finally:
        page.close()

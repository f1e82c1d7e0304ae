"""The lines of a document without the furniture of its pages: white space folded, page numbers and running heads taken out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents import Document
from knowledge.extraction.headings import heading

_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_CELLS = re.compile(r"\t+|[ \u00a0]{2,}| ?\| ?")
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0xFEFF, 0x00AD])
_PAGE_NUMBER = re.compile(r"(?:side|s\.|page)?\s*:?\s*-?\s*\d{1,4}\s*-?(?:\s*(?:av|/|of)\s*\d{1,4})?", re.I)
_PAGE_WORD = re.compile(r"\bside:?\s*\d{1,4}(?:\s*(?:av|/)\s*\d{1,4})?\s*$", re.I)
_RUNNING = re.compile(
    r"\b(?:møteprotokoll|møtebok|møteinnkalling|saksprotokoll|protokoll|saksframlegg|saksfremlegg|særutskrift"
    r"|saksutskrift|møteutskrift|saksutgreiing|saksutredning|saksframstilling|saksfremstilling)\b",
    re.I,
)
_WHOSE = re.compile(r"\b(?:kommune|herad|kommunestyre|formannskap|suohkan)\b", re.I)
_SLASH = re.compile(r"(?<! \d )(?<![\d/.,])(\d{1,4}) / (\d\d(?:\d\d)?)(?![\d/.,]| /)")
"""«45 / 25» is the number 45/25, set with room."""
_CONTACT = re.compile(r"postadresse|org\.? ?nr|@|\btelefon|\btlf|www\.|https?:", re.I)
_RULE = re.compile(r"[_=*~–—-]{5,}")
_DIGITS = re.compile(r"(?<=side )\d+(?:(?: av |/)\d+)?|^\d{1,3}(?=\s|$)|(?<=\s)\d{1,3}$")
_EDGE = 3
"""How many lines at the top and foot of a page may be furniture."""
_LONGEST = 2000
"""No line of a case paper is longer; a paragraph that is gets parted in pieces, so that hostile text stays cheap."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is read, with the page that it stands on."""

    text: str
    page: int
    gap: bool = False
    """True when an empty line stands before it, and the document does not have one before every line."""
    cells: tuple[str, ...] = ()
    """The line as parted by tabs, bars and wide gaps; one when there are none."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What is read, and what was taken out because it repeats on the pages."""

    read: tuple[Line, ...]
    furniture: tuple[Line, ...]


def lines_of(document: Document) -> Lines:
    """The document's lines in order, without page numbers and running heads."""
    pages = [
        (page.number, [_line(piece, page.number) for raw in page.text.split("\n") for piece in _pieces(raw)])
        for page in document.pages
    ]
    repeated = _repeated([lines for _, lines in pages])
    spaced = _double_spaced([line for _, lines in pages for line in lines])
    read: list[Line] = []
    furniture: list[Line] = []
    for _, lines in pages:
        edges = _edges(lines) if len(pages) > 1 else frozenset()
        blank = 0
        for at, line in enumerate(lines):
            if not line.text:
                blank += 1
            elif _is_furniture(lines, at, at in edges, repeated):
                furniture.append(line)
            else:
                read.append(Line(line.text, line.page, blank > spaced or not read, line.cells))
                blank = 0
    return Lines(tuple(read), tuple(furniture))


def _pieces(raw: str) -> Iterator[str]:
    """The line, in pieces that end where a sentence does, or a word, when it is too long."""
    while len(raw) > _LONGEST:
        end = raw.rfind(". ", _LONGEST // 2, _LONGEST) + 1 or raw.rfind(" ", _LONGEST // 2, _LONGEST)
        end = end if end > 0 else _LONGEST
        yield raw[:end]
        raw = raw[end:]
    yield raw


def _line(raw: str, page: int) -> Line:
    text = unicodedata.normalize("NFC", raw).translate(_INVISIBLE).replace("\r", " ").replace("\f", " ").strip()
    text = _SLASH.sub(r"\1/\2", text)
    cells = tuple(folded for part in _CELLS.split(text) if (folded := _BLANKS.sub(" ", part).strip()))
    if _RULE.fullmatch(text):
        return Line("", page)
    return Line(_BLANKS.sub(" ", text.replace("|", " ")).strip(), page, cells=cells)


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text.casefold())


def _edges(lines: Sequence[Line]) -> frozenset[int]:
    filled = [at for at, line in enumerate(lines) if line.text]
    return frozenset((*filled[:_EDGE], *filled[-_EDGE:]))


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Lines, digits aside, that stand at the top or foot of most pages, or are running heads by their words."""
    if len(pages) > 1:
        seen = Counter(
            key for lines in pages for key in {(_masked(lines[at].text), at < len(lines) // 2) for at in _edges(lines)}
        )
        least = max(2, (len(pages) + 1) // 2) if len(pages) < 6 else 3
        return frozenset(key for (key, _), count in seen.items() if count >= least)
    once = Counter(_masked(line.text) for line in pages[0]) if pages else Counter()
    return frozenset(key for key, count in once.items() if count > 1 and (_WHOSE.search(key) or _CONTACT.search(key)))


def _is_furniture(lines: Sequence[Line], at: int, edge: bool, repeated: frozenset[str]) -> bool:
    text = lines[at].text
    if len(text) > 110:
        return False
    if re.fullmatch(_PAGE_NUMBER, text) and (edge or not text.isdigit()) and not re.fullmatch(r"\d+/\d+", text):
        return True
    if _PAGE_WORD.search(text) and not text.casefold().startswith(("rapport", "se ")):
        return True
    if _masked(text) in repeated and (edge or _RUNNING.search(text) or _CONTACT.search(text)):
        return not _is_head_of_document(lines, at) and not _is_content(text)
    near = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    if not any(map(_is_page_number, near)):
        return False
    return _masked(text) in repeated or (_RUNNING.search(text) is not None and _WHOSE.search(text) is not None)


def _is_content(text: str) -> bool:
    """True for what repeats for a reason: heads, points and numbers of cases."""
    return is_point(text) or heading(text) is not None or re.match(r"(?:sak|ps|saksnr)\W.*\d", text, re.I) is not None


def _is_page_number(text: str) -> bool:
    return bool(_PAGE_WORD.search(text)) and len(text) < 30


def _is_head_of_document(lines: Sequence[Line], at: int) -> bool:
    return lines[at].page == 1 and not any(line.text for line in lines[:at])


def _double_spaced(lines: Iterable[Line]) -> bool:
    """True when nearly every line is followed by an empty one, as some PDFs give it."""
    filled = alone = 0
    before = "x"
    for line in lines:
        if line.text:
            filled += 1
            alone += not before
        before = line.text
    return (filled > 20 and alone > 0.75 * filled) or (filled > 8 and alone > 0.9 * filled)


_MARK = re.compile(r"(?:\(?[a-zæøå]\)|[a-zæøå]\.|\(?\d{1,2}[.)](?!\d)|[•▪·●○*–-]|\(?[ivx]{1,5}[.)])(?:\s+|$)")
_ENDS = (".", ":", ";", "!", "?", "»", '"', "”")


def is_point(text: str) -> bool:
    """True for a line that begins with a list marker."""
    return _MARK.match(text) is not None


def joined(lines: Sequence[Line]) -> str:
    """The lines as text: wrapped lines made whole, a line for each point and paragraph."""
    points: list[list[str]] = []
    for line in lines:
        text = line.text
        before = points[-1][-1] if points else ""
        alone = bool(points) and len(points[-1]) == 1 and _MARK.fullmatch(before) is not None
        if not points or (not alone and (is_point(text) or (line.gap and before.endswith(_ENDS)))):
            points.append([text])
        elif _broken(before, text):
            points[-1][-1] = before[:-1]
            points[-1].append("\0" + text)
        else:
            points[-1].append(text)
    return "\n".join(" ".join(parts) for parts in points).replace(" \0", "")


def _broken(before: str, after: str) -> bool:
    """True where a word is parted at the end of the line, and the hyphen is not its own."""
    if not before.endswith("-") or len(before) < 2 or not before[-2].isalpha() or not after[:1].islower():
        return False
    return after.split(" ", 1)[0].strip(",.").casefold() not in ("og", "eller", "samt", "men")

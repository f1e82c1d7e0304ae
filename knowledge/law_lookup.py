"""What a paragraph says, word for word, where its text is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from knowledge.pins import LawTexts
from knowledge.sources.law_text import ActText, LeddText, ParagraphText, Passage, paragraph_number


class Lacks(StrEnum):
    """Why a paragraph cannot be shown."""

    ACT = "act"
    """No text of the act was imported."""
    PARAGRAPH = "paragraph"
    """The text has no such paragraph; it may be an extract."""
    LEDD = "ledd"
    """The paragraph has no such ledd."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A paragraph, or one ledd of it, with where it stands."""

    act: ActText
    paragraph: ParagraphText
    ledd: tuple[LeddText, ...]
    """All of them, or the one that was asked for; empty for a paragraph that is repealed or not in force."""
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text as it is shown: a ledd, a point, or what goes on after a list."""

    depth: int
    """0 for text of the ledd, 1 for points of its list, and so on."""
    marker: str
    """The letter or number of a point where it begins; empty otherwise."""
    text: str


def paragraph(texts: LawTexts, act: str, number: str, ledd: int | None = None) -> Verbatim | Lacks:
    """The paragraph of the act (Lovdata's id), however its number is written; or what is lacking."""
    text = texts.get(act)
    if text is None:
        return Lacks.ACT
    found = text.paragraph(number)
    if found is None:
        return Lacks.PARAGRAPH
    shown = found.ledd if ledd is None else tuple(each for each in found.ledd if each.number == ledd)
    if ledd is not None and not shown:
        return Lacks.LEDD
    return Verbatim(text, found, shown, lovdata_url(act, found.number))


def lovdata_url(act: str, number: str) -> str:
    """Where Lovdata has the paragraph: also right for acts whose text we do not have."""
    return f"https://lovdata.no/{act}/{quote('§' + paragraph_number(number))}"


def lines(ledd: LeddText) -> tuple[Line, ...]:
    """The ledd as lines, in the order of the law."""
    return tuple(_lines(ledd.passages, 0, ""))


def _lines(passages: tuple[Passage, ...], depth: int, marker: str) -> Iterator[Line]:
    for passage in passages:
        if passage.text or marker:
            yield Line(depth, marker, passage.text)
            marker = ""
        for item in passage.items:
            yield from _lines(item.passages, depth + 1, item.marker)

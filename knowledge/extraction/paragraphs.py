"""Running text as paragraphs and sentences, with the line that each begins on, for documents that tell of cases in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction.lines import Line, is_point, joined

_SENTENCE = re.compile(
    r"(?<=[a-zæøå0-9)»”\"][.!?])(?<!\bkl\.)(?<!\bnr\.)(?<!\bpkt\.)(?<!\bjf\.)(?<!\d\.)\d{0,3}\s+(?=[A-ZÆØÅ«])|(?<=\d{4}\.)\d{0,3}\s+(?=[A-ZÆØÅ«])|(?<=\)\.)\d{0,3}\s+(?=[A-ZÆØÅ«])"
)
_FOOTNOTE = re.compile(r"(?P<mark>\d{1,3})\s+(?=(?:Kommunestyr|Formannskap|Bystyr|Heradsstyr|Saksfrem|Saksfram|Saksprotokoll|Møteprotokoll|«))")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a list with the sentence that leads it in, or a heading."""

    text: str
    lines: tuple[Line, ...]
    at: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote with its mark."""

    mark: str
    text: str
    line: Line


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of running text; where empty lines do not tell, full stops and list marks do."""
    found: list[Paragraph] = []
    group: list[Line] = []
    begun = 0
    for at, line in enumerate(lines):
        if group and (_begins(lines, at) or _footnote(line.text)):
            found.append(Paragraph(joined(group), tuple(group), begun))
            group = []
        if _is_heading(lines, at):
            if group:
                found.append(Paragraph(joined(group), tuple(group), begun))
                group = []
            found.append(Paragraph(line.text, (line,), at, True))
            continue
        if not group:
            begun = at
        group.append(line)
    if group:
        found.append(Paragraph(joined(group), tuple(group), begun))
    return found


def _footnote(text: str) -> bool:
    return _FOOTNOTE.match(text) is not None


def _begins(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    closed = lines[at - 1].text[-2:] in (".»", ".\"", ".”") and (text[:1].isupper() or text[:1].isdigit() or text[:1] in "«\"")
    return lines[at].gap or is_point(text) or closed


def _is_heading(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if len(text) > 90 or text[-1:] in ".,;:-»\")" or is_point(text) or not re.match(r"(?:\d+(?:\.\d+)*\.?\s+)?[A-ZÆØÅ]", text):
        return False
    before, after = lines[at - 1].text if at else ".", lines[at + 1].text if at + 1 < len(lines) else ""
    ends = before[-1:] in ".:»\"”" or lines[at].gap
    begins = after[:1].isupper() or after[:1] in "«\"•" or is_point(after)
    return ends and begins and len(text) < max(40, len(after) + 10)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; the mark of a footnote after a full stop is left with its sentence."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def notes(lines: Sequence[Line]) -> dict[str, Note]:
    """The footnotes that tell of bodies, by their marks."""
    found: dict[str, Note] = {}
    for at, line in enumerate(lines):
        match = _FOOTNOTE.match(line.text)
        if match is None:
            continue
        text = [line.text[match.end() :]]
        for other in lines[at + 1 : at + 4]:
            if re.match(r"\d{1,3}\s+\S|https?:", other.text):
                break
            text.append(other.text)
        found.setdefault(match["mark"], Note(match["mark"], " ".join(text), line))
    return found

"""Where cases begin in a document: the lines that hold a case's number with its title, or with its body and day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction import bodies, numbers
from knowledge.extraction.heading_words import Part
from knowledge.extraction.headings import heading
from knowledge.extraction.holes import HOLED
from knowledge.extraction.lines import Line

_ANCHOR = re.compile(
    r"(?P<word>(?:(?:politisk |møte)?sak(?:snr|snummer| nr)?\.?|utvalgssak|utvalssak|saksframlegg|saksfremlegg)\s*:?\s*)?"
    r"(?P<number>(?:[A-ZÆØÅ]{1,5}(?:-sak)?[ -]{1,3})?\d{1,4}/(?:20\d\d|\d\d\d?))(?![\d/-])"
    r"(?P<sep>\s*[:–—.-]?\s*)(?P<title>.*)",
    re.I,
)
_ROW = re.compile(
    r"(?:(?:politisk |møte)?sak(?:snr|snummer| nr)?\.?|utvalgssak|utvalssak)\s*:?\s*"
    r"(?P<number>(?:[A-ZÆØÅ]{1,5}[ -]{1,3})?\d{1,4}/(?:20\d\d|\d\d\d?))"
    r"\s+(?:utvalg?|organ|møtedato|dato|behandl[ea][ts]? i)\b.{1,120}",
    re.I,
)
"""A case's number, body and day in one line: what heads each case in some minutes."""
_CODE = re.compile(r"[A-ZÆØÅ]{1,5}(?:-sak)?[ -]", re.I)
KIND = re.compile(
    r"(?P<letter>melding om (?:politisk )?vedtak|vedtaksbrev|underretning om vedtak|melding om politisk vedtak)"
    r"|(?P<paper>saks ?(?:framlegg|fremlegg|framstilling|fremstilling|utredning|utgreiing|papir|dokument)|framlegg til sak)"
    r"|(?P<minutes>saks ?protokoll|møte ?protokoll|møtebok|saksutskrift|særutskrift|særutskrift av saksprotokoll"
    r"|møteutskrift|protokoll|utskrift (?:av|fra|frå) møte\w*|utskrift av møteprotokoll"
    r"|særskild utskrift|vedtaksprotokoll|(?:møte)?referat (?:fra|frå) (?:[\w]+ )?møte\w*|samlet saksprotokoll|møtereferat)"
    r"|(?P<call>møte ?innkalling|møte ?innkallelse|innkalling til møte|innkalling(?=\W*$)|sakskart|saksliste|sakliste)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a case begins."""

    at: int
    number: str | None
    title: str


def key_of(number: str | None) -> str:
    """What tells a case's number from others, however it is written; empty for none."""
    match = re.search(r"0*(\d+)/(?:20)?(\d\d\d?)$", number or "")
    return f"{match.group(1)}/{match.group(2)}" if match else ""


def anchors_of(lines: Sequence[Line]) -> list[Anchor]:
    """Where the cases of a document begin, in order; an entry of an agenda is one too."""
    found: list[Anchor] = []
    facts = False
    for at, line in enumerate(lines):
        if (row := _row(lines, at)) is not None:
            found.append(row)
            facts = False
            continue
        head = heading(line.text)
        if head is not None:
            facts = head.part is Part.FACTS
            continue
        anchor = _anchor(lines, at)
        if anchor is None or (facts and not anchor.title and not line.gap):
            continue
        if found and anchor.number and key_of(found[-1].number) == key_of(anchor.number):
            if at - found[-1].at <= 2 and anchor.title and not found[-1].title:
                found[-1] = Anchor(found[-1].at, anchor.number, anchor.title)
            continue
        facts = False
        found.append(anchor)
    return found


def _row(lines: Sequence[Line], at: int) -> Anchor | None:
    """A case that begins with such a line, alone; rows below each other are the way of one case."""
    match = _ROW.fullmatch(lines[at].text) if lines[at].gap else None
    if match is None or (at + 1 < len(lines) and _ROW.fullmatch(lines[at + 1].text)):
        return None
    number = next(numbers.case_numbers(match["number"] + " "), None)
    return Anchor(at, number.value, "") if number is not None else None


def _anchor(lines: Sequence[Line], at: int) -> Anchor | None:
    text = lines[at].text
    if (holed := HOLED.fullmatch(text)) is not None and len(text) < 260:
        return None if text.endswith((".", ":", ",")) or numbers.date_in(text) else Anchor(at, None, holed["title"])
    match = _ANCHOR.fullmatch(text) if len(text) < 260 else None
    if match is None:
        return None
    number = next(numbers.case_numbers(match["number"] + " "), None)
    title = re.sub(r"^(?:\d{4}|\d{2})/\d{2,6}(?:-\d+)?\s+", "", match["title"].strip())
    if number is None or not (match["word"] or _CODE.match(match["number"]) or title):
        return None
    if title and (
        not (title[0].isupper() or title[0] in '«"“')
        or bodies.body_of_cell(title)
        or numbers.is_number(title)
        or text.endswith((".", ":", ","))
    ):
        return None
    alone = match["word"] and lines[at].gap and at + 1 < len(lines) and lines[at + 1].gap
    if not title and not alone and _in_table(lines, at):
        return None
    return Anchor(at, number.value if _code(match) else re.sub(r"^\D+", "", number.value), _title(title))


def _code(match: re.Match[str]) -> bool:
    return _CODE.match(match["number"]) is not None


def _title(title: str) -> str:
    return re.sub(r"\s+(?:\d{4}|\d{2})/\d{2,6}(?:-\d+)?$", "", title).strip(" -–")


def _in_table(lines: Sequence[Line], at: int) -> bool:
    """True for a bare number beside other bare numbers, days or bodies: a cell of a table."""
    near = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return any(
        numbers.is_number(text)
        or (bodies.body_of_cell(text) and not KIND.search(text))
        or re.match(r"(?:utvalgs?saks?(?:nr)?|saks?nr|møtedato|utval(?:g)?)(?:\W|$)", text, re.I)
        for text in near
    )

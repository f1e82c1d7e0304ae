"""A document parted into its cases: where each begins, its number, its title, and what the document's head tells of all."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.extraction import bodies, numbers
from knowledge.extraction.heading_words import Part
from knowledge.extraction.headings import heading
from knowledge.extraction.holes import HOLED
from knowledge.extraction.lines import Line
from knowledge.extraction.votes import is_vote
from knowledge.extraction.written import as_meant

_ANCHOR = re.compile(
    r"(?P<word>(?:(?:politisk |møte)?sak(?:snr|snummer| nr)?\.?|utvalgssak|utvalssak|saksframlegg|saksfremlegg)\s*:?\s*)?"
    r"(?P<number>(?:[A-ZÆØÅ]{1,5}(?:-sak)?[ -]{1,3})?\d{1,4}/(?:20\d\d|\d\d\d?))(?![\d/-])"
    r"(?P<sep>\s*[:–—.-]?\s*)(?P<title>.*)",
    re.I,
)
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
_PAPER_LINE = re.compile(
    r"(?:samlet |særutskrift av )?(?:saks ?(?:framlegg|fremlegg|framstilling|fremstilling|utredning|utgreiing|protokoll"
    r"|utskrift|papir)|særutskrift)\W*(?:[-–].{0,40})?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a case begins."""

    at: int
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of a case."""

    lines: tuple[Line, ...]
    number: str | None = None
    title: str = ""
    listed: bool = False
    """True for an entry of an agenda, with nothing but its title."""
    at: int = 0
    """The line that the number and the title stand on."""
    archive: tuple[str, Line] | None = None
    """The archive's number as the agenda tells it."""


def kind_of(lines: Sequence[Line]) -> str:
    """paper, minutes, call, or empty for anything else."""
    for line in lines[:40]:
        if len(line.text) > 90:
            continue
        text = as_meant(line.text)
        match = KIND.search(text)
        if match and _heads(text, match):
            return str(match.lastgroup)
    return ""


_OWNER = re.compile(
    r"(?:[\w ./()-]{2,40} (?:kommune|herad)|samlet|utskrift av|[\w ]{0,30}(?:kommunestyre|formannskap|styre|utvalg"
    r"|utval)\w*|)\W*",
    re.I,
)
_RUNS_ON = re.compile(r"\b(?:er|ble|vart|har|som|skal|blir|viser|må|med ny\w*|og|at)\b|[.,;]$", re.I)


def _heads(text: str, match: re.Match[str]) -> bool:
    """True when the word for a paper heads the line, alone or with whose it is."""
    return (
        text[:1].isupper()
        and _OWNER.fullmatch(text[: match.start()]) is not None
        and _RUNS_ON.search(text[match.end() :]) is None
    )


def segments(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[Segment]]:
    """What stands before the first case, and the cases in order. A document on one case is one segment without a preamble."""
    anchors = _anchors(lines)
    if len({_key(anchor.number) or str(anchor.at) for anchor in anchors}) < 2:
        papers = _papers(lines)
        if len(papers) < 2:
            only = anchors[0] if anchors else None
            return (), [
                Segment(tuple(lines), only.number if only else None, only.title if only else "", at=only.at if only else 0)
            ]
        anchors = papers
    else:
        anchors = _with_papers(anchors, lines)
    parted = []
    for anchor, after in zip(anchors, [*anchors[1:], None], strict=True):
        own = tuple(lines[anchor.at : after.at if after else len(lines)])
        listed = (
            bool(anchor.number or anchor.title)
            and len(own) <= 6
            and not any(heading(line.text) or is_vote(line.text) for line in own[1:])
        )
        parted.append(Segment(own, anchor.number, anchor.title, listed))
    return tuple(lines[: anchors[0].at]), _without_agenda(parted)


def _without_agenda(parted: Sequence[Segment]) -> list[Segment]:
    """The cases with the archive numbers that the agenda tells; its entries only where the case is nowhere else."""
    whole = {_key(s.number) for s in parted if not s.listed}
    told = {_key(s.number): archive for s in parted if s.listed and (archive := _archive(s.lines))}
    texts = {line.text for s in parted if not s.listed for line in s.lines[:8]}
    found: list[Segment] = []
    for segment in parted:
        key = _key(segment.number)
        if segment.listed and (key in whole if key else segment.title in texts):
            continue
        whole.add(key)
        found.append(replace(segment, archive=told.get(key)))
    return found


def _archive(lines: Sequence[Line]) -> tuple[str, Line] | None:
    for line in lines[:2]:
        for number in numbers.archive_numbers(line.text):
            return number.value, line
    return None


def _key(number: str | None) -> str:
    match = re.search(r"0*(\d+)/(?:20)?(\d\d\d?)$", number or "")
    return f"{match.group(1)}/{match.group(2)}" if match else ""


def _anchors(lines: Sequence[Line]) -> list[Anchor]:
    found: list[Anchor] = []
    facts = False
    for at, line in enumerate(lines):
        head = heading(line.text)
        if head is not None:
            facts = head.part is Part.FACTS
            continue
        anchor = _anchor(lines, at)
        if anchor is None or (facts and not anchor.title and not line.gap):
            continue
        if found and anchor.number and _key(found[-1].number) == _key(anchor.number):
            if at - found[-1].at <= 2 and anchor.title and not found[-1].title:
                found[-1] = Anchor(found[-1].at, anchor.number, anchor.title)
            continue
        facts = False
        found.append(anchor)
    return found


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


def _papers(lines: Sequence[Line]) -> list[Anchor]:
    """Where papers begin that are bound together: at the word for a paper, or at the letterhead right above it."""
    found: list[Anchor] = []
    heads = [at for at, line in enumerate(lines) if heading(line.text)]
    for at, line in enumerate(lines):
        if not _PAPER_LINE.fullmatch(line.text) or not (line.text.isupper() or line.gap or line.text[-1:] not in ".:,"):
            continue
        if found and bisect(heads, at - 1) == bisect(heads, found[-1].at - 1):
            continue  # the head of the same paper
        head = heading(line.text)
        if head is not None and head.part is not Part.FACTS:
            continue
        if re.match(r"saks ?(?:framstilling|fremstilling|utredning|utgreiing)", line.text, re.I) and found:
            continue
        start = at
        while start > 0 and at - start < 8 and _head_line(lines[start - 1].text):
            start -= 1
        found.append(Anchor(start, None, ""))
    return found


def _with_papers(anchors: Sequence[Anchor], lines: Sequence[Line]) -> list[Anchor]:
    """The cases of an agenda with the papers below it, each of which tells the number of its case in its table of bodies."""
    known = {_key(anchor.number) for anchor in anchors}
    found = list(anchors)
    for paper in _papers(lines):
        inside = next((anchor for anchor in reversed(anchors) if anchor.at <= paper.at), None)
        told = (n for line in lines[paper.at : paper.at + 20] for n in numbers.case_numbers(line.text) if _key(n.value) in known)
        number = next(told, None)
        if inside is not None and number is not None and _key(inside.number) != _key(number.value):
            found.append(Anchor(paper.at, number.value, ""))
    return sorted(found, key=lambda anchor: anchor.at)


def _head_line(text: str) -> bool:
    return bool(
        re.fullmatch(r"[\w .-]{2,40} (?:kommune|herad)", text, re.I)
        or re.match(r"(?:arkiv|saksbehandl|sakshandsam|vår ref|dato|journalpost|j\.?nr)\w*", text, re.I)
    )

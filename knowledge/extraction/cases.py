"""A document parted into its cases: where each begins, its number, its title, and what the document's head tells of all."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.extraction import numbers
from knowledge.extraction.anchors import KIND, Anchor, anchors_of, key_of
from knowledge.extraction.heading_words import Part
from knowledge.extraction.headings import heading
from knowledge.extraction.lines import Line
from knowledge.extraction.votes import is_vote
from knowledge.extraction.written import as_meant

_PAPER_LINE = re.compile(
    r"(?:samlet |særutskrift av )?(?:saks ?(?:framlegg|fremlegg|framstilling|fremstilling|utredning|utgreiing|protokoll"
    r"|utskrift|papir)|særutskrift)\W*(?:[-–].{0,40})?",
    re.I,
)


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
    anchors = anchors_of(lines)
    if len({key_of(anchor.number) or str(anchor.at) for anchor in anchors}) < 2:
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
    whole = {key_of(s.number) for s in parted if not s.listed}
    told = {key_of(s.number): archive for s in parted if s.listed and (archive := _archive(s.lines))}
    texts = {line.text for s in parted if not s.listed for line in s.lines[:8]}
    found: list[Segment] = []
    for segment in parted:
        key = key_of(segment.number)
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
    known = {key_of(anchor.number) for anchor in anchors}
    found = list(anchors)
    for paper in _papers(lines):
        inside = next((anchor for anchor in reversed(anchors) if anchor.at <= paper.at), None)
        told = (
            n for line in lines[paper.at : paper.at + 20] for n in numbers.case_numbers(line.text) if key_of(n.value) in known
        )
        number = next(told, None)
        if inside is not None and number is not None and key_of(inside.number) != key_of(number.value):
            found.append(Anchor(paper.at, number.value, ""))
    return sorted(found, key=lambda anchor: anchor.at)


def _head_line(text: str) -> bool:
    return bool(
        re.fullmatch(r"[\w .-]{2,40} (?:kommune|herad)", text, re.I)
        or re.match(r"(?:arkiv|saksbehandl|sakshandsam|vår ref|dato|journalpost|j\.?nr)\w*", text, re.I)
    )

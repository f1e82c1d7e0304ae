"""A case read: its head, its table of bodies, its sections and treatments, its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.documents import Sure
from knowledge.extraction.cases import Segment
from knowledge.extraction.context import Head, head_of
from knowledge.extraction.gang import Gang, gang
from knowledge.extraction.heading_words import Part
from knowledge.extraction.inline import quoted
from knowledge.extraction.labels import labels
from knowledge.extraction.lines import Line, is_point
from knowledge.extraction.parts import Section, sections
from knowledge.extraction.places import Places
from knowledge.extraction.titles import clean_title, grown
from knowledge.extraction.treatments import Treated, Treatment, treated
from knowledge.extraction.values import Read, ReadDate
from knowledge.extraction.votes import is_vote

_NEAR = 60
"""How many lines a paper may have before the first head; in a report heads stand further down."""


@dataclass
class Case:
    """A case as it was read."""

    segment: Segment
    head: Head
    gang: Gang
    sections: list[Section]
    treated: Treated
    context: Head
    kind: str

    @property
    def structured(self) -> bool:
        """True for what is a paper or minutes, not running prose."""
        headed = any(s.at < _NEAR and s.part in (Part.PROPOSAL, Part.TREATMENT, Part.VOTE) for s in self.sections)
        decided = [s for s in self.sections if s.part is Part.DECISION]
        headed = headed or (len(self.segment.lines) < _NEAR and len(decided) == 1 and decided[0].head.prose)
        number = self.head.number and self.head.number.sure is Sure.CERTAIN
        return bool(headed or self.gang.rows or self.head.archive or number or self.segment.number)


def read_case(segment: Segment, context: Head, places: Places, kind: str) -> Case:
    """The parts of a case."""
    parted = sections(segment.lines)
    first = parted[0].lines
    table = gang(first)
    head = head_of(first, table, places, kind in ("minutes", "call"), _core(parted, segment))
    if parted[0].lines and (parted[0].head.body or parted[0].head.date):
        top, line = parted[0].head, parted[0].lines[0]
        head = replace(
            head, body=Read(top.body, line) if top.body else head.body, date=ReadDate(top.date, line) if top.date else head.date,
            number=Read(top.number, line) if top.number else head.number,
        )  # fmt: skip
    if head.title is None and len(parted) > 1:
        head = replace(head, title=_under_head(parted[1]))
    if segment.title or segment.number:
        head = _anchored(segment, head, first)
    told = _treated(parted, kind, segment.number is not None)
    earlier = parted[0].head.body if segment.number and context.body else None
    if earlier and context.body and earlier != context.body.value:  # in a higher body's minutes the lower one's come first
        if told.treatments and not told.treatments[0].body and not any(row.body == earlier for row in table.rows):
            told.treatments[0].body, told.treatments[0].date = earlier, parted[0].head.date
        head = replace(head, body=context.body, date=context.date)
    return Case(segment, head.over(context), table, parted, told, context, kind)


_CONCERNS = re.compile(r"(?:hva |kva )?(?:saken gjelder|saka gjeld|saken|saka)\W*", re.I)


def _under_head(section: Section) -> Read | None:
    """The title where it stands as all that is said under «Saken gjelder»."""
    if section.part is not Part.FACTS or section.line is None or not section.lines or not _CONCERNS.fullmatch(section.line.text):
        return None
    text = grown(section.lines)
    return Read(clean_title(text), section.lines[0], Sure.LIKELY) if len(text) < 200 and text[-1:] not in ".:;" else None


def _core(parted: Sequence[Section], segment: Segment) -> str:
    """What is proposed and decided; where no heads tell it, all that follows the first lines."""
    told = [line.text for s in parted if s.part in (Part.PROPOSAL, Part.DECISION) for line in s.lines]
    return " ".join(told or [line.text for line in segment.lines[6:60]])


def _treated(parted: Sequence[Section], kind: str, numbered: bool) -> Treated:
    """What the sections tell; where there are none, what the running text tells in quotation marks."""
    told = treated(parted, kind in ("paper", "call"))
    if not told.treatments and (kind in ("minutes", "letter") or (numbered and not kind)):
        voted = [line for line in parted[0].lines[1:] if len(line.text) < 200 and is_vote(line.text)]
        if voted:
            told.treatments.append(Treatment(line=voted[0], told=voted))
    return told if told.proposals or told.treatments else quoted(parted[0].lines)


def _anchored(segment: Segment, head: Head, first: Sequence[Line]) -> Head:
    line = segment.lines[segment.at]
    number = Read(segment.number, line) if segment.number else head.number
    title = head.title
    if segment.title:
        title = Read(_title(segment), line)
    elif title is None or (segment.at == 0 and len(first) > 1):
        after = [line for line in segment.lines[segment.at + 1 : segment.at + 6] if not any(True for _ in labels([line]))]
        if after and len(after[0].text) < 250 and after[0].text[-1] not in ".:" and not is_point(after[0].text):
            title = Read(clean_title(grown(after)), after[0])
    archive = head.archive or (Read(*segment.archive) if segment.archive else None)
    return Head(head.municipality, head.body, head.date, number, archive, title)


def _title(segment: Segment) -> str:
    rest = [Line(segment.title, segment.lines[segment.at].page), *segment.lines[segment.at + 1 : segment.at + 5]]
    return clean_title(grown(rest))

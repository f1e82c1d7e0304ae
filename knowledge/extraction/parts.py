"""A case parted into its sections: head, proposals, treatments, votes, decisions, facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.extraction import bodies, numbers, votes
from knowledge.extraction.ends import PROCEEDS, is_motion, is_other_paragraph, is_signed, is_subheading, tells_facts
from knowledge.extraction.gang import is_header
from knowledge.extraction.heading_words import Part
from knowledge.extraction.headings import Heading, body_line, heading
from knowledge.extraction.lines import Line, is_point

_VOTED = re.compile(r"(?:enstemmig|samrøystes|vedtatt|vedteke|vedteken|falt|fall|fikk|fekk|\d+ (?:stemmer|røyster))\b", re.I)
"""«Innstillingen: enstemmig vedtatt» is a result, not a proposal."""


_LAID = re.compile(
    r"(?:\w+ ){0,2}(?:innstilling|tilråding)\w*\b[^.:]*\b(?:lagt fram|lagt frem|lagd fram|referert|opplest"
    r"|lese opp|lest opp|lyder|lyd|lød)\b"
    r"[^.:]*:\Z",
    re.I,
)
"""«Innstillingen fra formannskapet ble lagt frem:» leads in a recommendation."""
_ADMINISTRATION = re.compile(
    r"\b(?:rådmann|kommunedirektør|administrasjon|kommunalsjef|styret|sekretariat|arbeidsgruppe|arbeidsgruppa|prosjektgrupp)",
    re.I,
)
"""Who recommends before anything is treated; a motion is made later."""


@dataclass
class Section:
    """A part of a case with its lines, the words after the head first."""

    part: Part
    head: Heading
    line: Line | None
    at: int
    lines: list[Line] = field(default_factory=list)


def sections(lines: Sequence[Line]) -> list[Section]:
    """The sections of a case in order; the first is its head."""
    found = [Section(Part.HEAD, Heading(Part.HEAD), None, 0)]
    at = 0
    while at < len(lines):
        head, used = _head(lines, at, found[-1])
        if head is not None and head.part is Part.END and len(found) == 1:
            found[0].lines.extend(lines[at : at + used])
        elif head is not None and head.part in (Part.TREATMENT, Part.FACTS) and not head.rest and _opens(found, lines[at].text):
            found[0].head = replace(head, part=Part.HEAD)
            found[0].lines.append(lines[at])
        elif head is not None and head.part is Part.FACTS and _may_be_title(found, lines, at):
            found[0].lines.append(lines[at])
        elif head is not None:
            if head.prose:
                head = _with_paragraph(head, found[-1], lines[at : at + used])
            section = Section(head.part, head, lines[at], at)
            if head.rest:
                section.lines.append(_with_text(lines[at + used - 1], head.rest))
            found.append(section)
            _split_quote(found)
        else:
            _put(found, lines, at)
            _split_quote(found)
        at += used
    return found


def _may_be_title(found: Sequence[Section], lines: Sequence[Line], at: int) -> bool:
    """True for «Utredning av samarbeid om byggesak» right above the recommendation: no head of facts, but the title."""
    if len(found) > 1 or len(lines[at].text.split()) < 4 or lines[at].text[-1:] in ".:":
        return False
    after = (heading(line.text) for line in lines[at + 1 : at + 4])
    return any(head is not None and head.part in (Part.PROPOSAL, Part.FACTS) for head in after)


def _opens(found: Sequence[Section], text: str) -> bool:
    """True for the word for the paper, or a head with body and day, on top of a case: what follows is the case's head."""
    if len(found) > 1:
        return False
    head = heading(text)
    if re.match(r"(?:saks|møte)protokoll", text, re.I):
        return len(found[0].lines) < 4 or head is None or not (head.body and head.date)
    if re.match(r"saks(?:utgreiing|utredning|framstilling|fremstilling)\W*$", text, re.I):
        return not any(len(line.text.split()) > 3 for line in found[0].lines)
    if head is None or head.part is Part.FACTS:
        return False
    return len(found[0].lines) < 3 and re.match(r"(?:møte)?(?:behandling|handsaming)\W*$", text, re.I) is None


def _with_paragraph(head: Heading, before: Section, lead: Sequence[Line]) -> Heading:
    """The head with what the sentences before it in the paragraph tell of body, day and number."""
    taken: list[Line] = []
    while before.lines and len(taken) < 8 and not lead[0].gap:
        under = taken[0] if taken else lead[0]
        if len(before.lines[-1].text) < 60 and not under.text[:1].islower():
            break  # a line that does not fill the page ends a paragraph
        if is_point(before.lines[-1].text) or (
            before.part in (Part.PROPOSAL, Part.DECISION) and before.lines[-1].text[-1:] == "."
        ):
            break
        taken.insert(0, before.lines.pop())
        if taken[0].gap:
            break
    text = " ".join(line.text for line in (*taken, *lead))
    number = head.number or next((found.value for found in numbers.case_numbers(text)), None)
    return replace(head, who=text, body=head.body or bodies.body_in(text), date=head.date or numbers.date_in(text), number=number)


def _with_text(line: Line, text: str) -> Line:
    return Line(text, line.page, False, (text,))


def _head(lines: Sequence[Line], at: int, current: Section) -> tuple[Heading | None, int]:
    text = lines[at].text
    if len(lines[at].cells) > 1 and is_header(text):
        return None, 1
    head = heading(text)
    used = 1
    if head is None and at + 1 < len(lines) and not lines[at + 1].gap and text[-1:] not in ".:" and len(text) > 30:
        two = None if heading(lines[at + 1].text) else heading(f"{text} {lines[at + 1].text}")
        if two is not None and (two.prose or two.part is Part.ALTERNATIVE):
            head, used = two, 2
    if head is None and len(text) < 120 and _LAID.match(text):
        head = Heading(Part.PROPOSAL, text, bodies.body_in(text), numbers.date_in(text))
    if head is None and (lines[at].gap or (at and lines[at - 1].text[-1:] in '.:»"')):
        head = body_line(text)
        if head is not None and current.part is Part.HEAD and not _one_of_several(lines, at, head):
            head = None
    if head is None or (head.part in (Part.PROPOSAL, Part.ALTERNATIVE) and _VOTED.match(head.rest)):
        return None, 1
    if _quoting(current) and head.part in (Part.ALTERNATIVE, Part.DECISION, Part.FACTS):
        return None, 1
    if head.prose and current.part in (Part.FACTS, Part.DECISION):
        return None, 1
    if head.part is Part.ALTERNATIVE and current.part in (Part.FACTS, Part.HEAD, Part.END):
        if current.part is Part.HEAD and _ADMINISTRATION.search(text) and text.rstrip()[-1:] == ":":
            return replace(head, part=Part.PROPOSAL), used
        return None, 1
    return head, used


_QUOTED = re.compile(r"[«“\"](?P<words>[^»”\"]{2,}[»”\"])\.?\s+(?P<after>\S.*)")


def _split_quote(found: list[Section]) -> None:
    """What follows a quoted alternative on the line where the quotation ends tells of the vote."""
    section = found[-1]
    if section.part is not Part.ALTERNATIVE or not section.lines or section.lines[0].text[:1] not in '«“"':
        return
    line = section.lines[-1]
    match = _QUOTED.fullmatch(line.text if len(section.lines) == 1 else f"«{line.text}")
    if match is None or (len(section.lines) > 1 and match["words"][:-1] != match["words"][:-1].strip("«»")):
        return
    section.lines[-1] = _with_text(line, ("" if len(section.lines) > 1 else line.text[:1]) + match["words"])
    found.append(Section(Part.VOTE, Heading(Part.VOTE), line, section.at, [_with_text(line, match["after"])]))


def _closed(section: Section) -> bool:
    """True when the section is a quotation that has come to its end."""
    first = section.lines[0].text[:1] if section.lines else ""
    return first in '«“"”' and bool(first) and section.lines[-1].text.rstrip(" .")[-1:] in '»”"'


def _quoting(section: Section) -> bool:
    """True while a quotation that opened the section has not closed."""
    if not section.lines or section.part not in (Part.ALTERNATIVE, Part.DECISION, Part.PROPOSAL):
        return False
    first = section.lines[0].text[:1]
    closing = {"«": "»", "“": "”", '"': '"', "”": "”"}.get(first)
    if closing is None or len(section.lines) > 40:
        return False
    return not any(line.text.rstrip(" .").endswith(closing) for line in section.lines if len(line.text) > 1)


def _one_of_several(lines: Sequence[Line], at: int, head: Heading) -> bool:
    """True where the head of a case is followed by its bodies, one by one, each under a line with its day and number."""
    spread = lines[at].gap or not any(line.gap for line in lines[1:])
    if at < 2 or not head.number or not head.date or not spread:
        return False
    if at + 1 < len(lines) and body_line(lines[at + 1].text) is not None:
        return False  # a row of the table of bodies
    others = (
        body_line(line.text) for line in lines[at + 1 : at + 120] if len(line.text) < 110 and (line.gap or not lines[at].gap)
    )
    return any(other is not None and other.number and other.number != head.number for other in others) or any(
        head.number in line.text for line in lines[:at]
    )


def _put(found: list[Section], lines: Sequence[Line], at: int) -> None:
    """Put a line of running text where it belongs; a result ends the text that it is about."""
    line, current = lines[at], found[-1]
    if current.part in (Part.ALTERNATIVE, Part.PROPOSAL, Part.DECISION) and not _quoting(current):
        if is_signed(lines, at):
            found.append(Section(Part.END, Heading(Part.END), line, at))
        elif current.lines and _is_result(line.text, current):
            found.append(Section(Part.VOTE, Heading(Part.VOTE), line, at))
        elif current.lines and _goes_on(line.text, current):
            found.append(Section(Part.TREATMENT, Heading(Part.TREATMENT), line, at))
        elif (_closed(current) and line.gap) or (current.lines and _is_other(lines, at, current)):
            found.append(Section(Part.FACTS, Heading(Part.FACTS), line, at))
        elif current.lines and is_subheading(lines, at, current.lines):
            found.append(Section(Part.FACTS, Heading(Part.FACTS), line, at))
            return
    found[-1].lines.append(line)


def _goes_on(text: str, current: Section) -> bool:
    """True where the minutes go on without a head."""
    if PROCEEDS.match(text) and current.lines[-1].text[-1:] in '.»"':
        return True
    return current.part is Part.ALTERNATIVE and is_motion(text)


def _is_other(lines: Sequence[Line], at: int, current: Section) -> bool:
    """True for a paragraph below a text that is no part of it."""
    if current.part is Part.PROPOSAL and tells_facts(lines, at, current.lines):
        return True
    return current.part is not Part.ALTERNATIVE and is_other_paragraph(lines, at, current.lines, current.part is Part.DECISION)


def _is_result(text: str, current: Section) -> bool:
    if is_point(text) or not votes.is_vote(text):
        return False
    if current.part is Part.DECISION:
        return votes.only_vote(text) or (
            re.match(
                r"(?:\(?(?:(?:punkt|punkta|punktene|pkt\.?) \d"
                r"|enstemmig|samrøystes|vedtatt|vedteke|einstemmig|vedtaket|innstilling|tilråding|forslaget ble))",
                text,
                re.I,
            )
            is not None
        )
    return True

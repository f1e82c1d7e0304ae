"""A case parted into its sections: head, proposals, treatments, votes, decisions, facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.extraction import bodies, numbers, votes
from knowledge.extraction.heading_words import MADE, MOTION, Part
from knowledge.extraction.headings import Heading, body_line, heading, is_facts
from knowledge.extraction.lines import Line, is_point

_SIGNED = re.compile(r"[A-ZÆØÅ][\w .-]{1,40},?\s+(?:den\s+)?\d{1,2}\.\s?(?:\d{1,2}\.|[a-z]{3,9})\s?\d{2,4}\.?")
_TITLE_OF = re.compile(
    r"(?:rådmann|kommunedirektør|ordfører|ordførar|kommunalsjef|politisk sekretær|daglig leder|dagleg leiar"
    r"|administrasjonssjef|møtesekretær|sekretær|rådgiver|rådgjevar|assisterende \w+)\w*",
    re.I,
)


_VOTED = re.compile(r"(?:enstemmig|samrøystes|vedtatt|vedteke|vedteken|falt|fall|fikk|fekk|\d+ (?:stemmer|røyster))\b", re.I)
"""«Innstillingen: enstemmig vedtatt» is a result, not a proposal."""


_ADMINISTRATION = re.compile(
    r"\b(?:rådmann|kommunedirektør|administrasjon|kommunalsjef|styret|sekretariat|arbeidsgruppe|arbeidsgruppa|prosjektgrupp)",
    re.I,
)
"""Who recommends before anything is treated; a motion is made later."""


_PROCEEDS = re.compile(
    r"det var \d+|alle (?:\w+ )?(?:røysta|stemte|røystande|stemmeberettigede)|\d+ (?:av \d+ )?(?:representant|medlem)\w* "
    r"(?:var|møtte|hadde|deltok)|under (?:behandlingen|handsaminga|debatten|ordskiftet)\b|i møtet (?:ble|vart|la|foreslo)\b",
    re.I,
)
"""How the minutes go on after a proposal when no head stands between."""


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
    head = heading(text)
    used = 1
    if head is None and at + 1 < len(lines) and not lines[at + 1].gap and text[-1:] not in ".:" and len(text) > 30:
        two = heading(f"{text} {lines[at + 1].text}")
        if two is not None and (two.prose or two.part is Part.ALTERNATIVE):
            head, used = two, 2
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
    if at < 2 or not head.number or not head.date:
        return False
    others = (body_line(line.text) for line in lines[at + 1 : at + 120] if len(line.text) < 110 and line.gap)
    return any(other is not None and other.number and other.number != head.number for other in others) or any(
        head.number in line.text for line in lines[:at]
    )


def _put(found: list[Section], lines: Sequence[Line], at: int) -> None:
    """Put a line of running text where it belongs; a result ends the text that it is about."""
    line, current = lines[at], found[-1]
    if current.part in (Part.ALTERNATIVE, Part.PROPOSAL, Part.DECISION) and not _quoting(current):
        if _signed(lines, at):
            found.append(Section(Part.END, Heading(Part.END), line, at))
        elif current.lines and _is_result(line.text, current):
            found.append(Section(Part.VOTE, Heading(Part.VOTE), line, at))
        elif current.lines and _PROCEEDS.match(line.text) and current.lines[-1].text[-1:] in '.»"':
            found.append(Section(Part.TREATMENT, Heading(Part.TREATMENT), line, at))
        elif current.part is Part.ALTERNATIVE and current.lines and _is_motion(line.text):
            found.append(Section(Part.TREATMENT, Heading(Part.TREATMENT), line, at))
        elif current.lines and _is_other_paragraph(lines, at, current):
            found.append(Section(Part.FACTS, Heading(Part.FACTS), line, at))
        elif (_closed(current) and line.gap) or (current.lines and _tells_facts(lines, at, current)):
            found.append(Section(Part.FACTS, Heading(Part.FACTS), line, at))
        elif current.lines and _is_subheading(lines, at, current):
            found.append(Section(Part.FACTS, Heading(Part.FACTS), line, at))
            return
    found[-1].lines.append(line)


def _is_result(text: str, current: Section) -> bool:
    if is_point(text) or not votes.is_vote(text):
        return False
    if current.part is Part.DECISION:
        return votes.only_vote(text) or (
            re.match(
                r"(?:\(?(?:enstemmig|samrøystes|vedtatt|vedteke|einstemmig|vedtaket|innstilling|tilråding|forslaget ble))",
                text,
                re.I,
            )
            is not None
        )
    return True


def _is_motion(text: str) -> bool:
    """True for a sentence on a motion whose words are not given."""
    made = MADE.search(text)
    return made is not None and not is_point(text) and text[:1].isupper() and MOTION.search(text, made.end()) is not None


_SPEAKS = re.compile(
    r"\b(?:vi|eg|jeg|ein|dere|de|du|dykk|dykkar|Dykk)\s+(?:ber|bed|tek|tar|viser|syner|har|vil|kan|gjør|gjer|minner|finner|finn|legger|legg"
    r"|må|bes|blir|vert|oversender|sender|oppmoder)\b|\b(?:ber|bed|viser|tek|tar) (?:vi|eg|jeg|ein|en|dere)\b|\bvedl(?:agt|agde) (?:følg|ligg)"
    r"|\b(?:oversendes|oversendast|vert oversendt?|sendes|følger vedlagt|følgjer vedlagt|til orientering sendes)\b"
    r"|^(?:dette til|til orientering|med bakgrunn i vedtaket|vedtaket (?:er|vert|blir) (?:endelig|endeleg|truffet|fattet|gjort))",
    re.I,
)
"""What a letter says to whom it is written, below the words that it tells of."""


def _is_other_paragraph(lines: Sequence[Line], at: int, current: Section) -> bool:
    """A paragraph below a list of points that is none and disposes of nothing, or speaks to the reader of a letter."""
    line, before = lines[at], current.lines[-1].text
    if not line.gap or current.part is Part.ALTERNATIVE or is_point(line.text) or before[-1:] not in '.»"”':
        return False
    if not line.text[:1].isupper():
        return False
    text = " ".join(other.text for other in lines[at : at + 2])
    if current.part is Part.DECISION and _SPEAKS.search(text):
        return True
    listed = is_point(current.lines[0].text) and sum(is_point(other.text) for other in current.lines) > 1
    return listed and len(line.text) > 40 and _DISPOSES.search(text) is None


def _signed(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if len(text) < 70 and _SIGNED.fullmatch(text):
        return True
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return len(text) < 50 and lines[at].gap and text[-1:].isalpha() and _TITLE_OF.fullmatch(following) is not None


_DESCRIBES = re.compile(
    r"\b(?:peker på|peikar på|melder om|melder at|melde om|viser at|viser til|syner at|beskriver|er hentet fra|i dag"
    r"|årsverk|i snitt|per år"
    r"|har (?:i dag|siden|sidan|hatt|vært|vore|gjennomgått|registrert|i perioden)|utgjorde|økte|ble etablert|vart etablert)\b",
    re.I,
)
_DISPOSES = re.compile(
    r"\b(?:skal|bes|bed|blir bedt|vedtar|vedtek|godkjen\w*|gis|får|delegeres|delegerer|dekkes|dekkast|dekt|trer i kraft"
    r"|tek til å gjelde"
    r"|gjelder|gjeld|videreføres|vidareførast|evalueres|evaluerast|innarbeides|innarbeidd|slutter seg|sluttar seg|inngår"
    r"|velger|vel)\b",
    re.I,
)


def _tells_facts(lines: Sequence[Line], at: int, current: Section) -> bool:
    """A paragraph after a proposal that describes and disposes of nothing, where no head stands before the facts."""
    line = lines[at]
    if current.part is not Part.PROPOSAL or is_point(line.text) or is_point(current.lines[-1].text) or len(line.text) < 60:
        return False
    if current.lines[-1].text[-1:] != "." or not line.text[:1].isupper():
        return False
    text = " ".join(other.text for other in lines[at : at + 2])
    return _DESCRIBES.search(text) is not None and _DISPOSES.search(text) is None


def _is_subheading(lines: Sequence[Line], at: int, current: Section) -> bool:
    """A head that no list knows: short, after an empty line and a full stop, and with running text below."""
    line = lines[at]
    if is_facts(line.text) and current.lines[-1].text[-1:] in '.»"”:;':
        return True
    if not line.gap or len(line.text) > 60 or line.text[-1:] in '.,;»"' or is_point(line.text) or not line.text[:1].isupper():
        return False
    if current.lines[-1].text[-1:] not in '.»"”:;':
        return False
    if at + 1 >= len(lines):
        return True
    following = lines[at + 1]
    return following.text[:1].isupper() and not is_point(following.text) and len(following.text) > len(line.text)

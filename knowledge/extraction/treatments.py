"""The treatments of a case, one for each body that had it, read from its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.extraction import bodies, tally, votes
from knowledge.extraction.heading_words import Part
from knowledge.extraction.lines import Line, joined
from knowledge.extraction.parts import Section
from knowledge.model import PartialDate

_BY_BODY = re.compile(r"formannskap|utvalg|utval|nemnd|komit|kommunestyre|råd\b|rådet", re.I)
_MOST = 40
"""No case has more treatments; a text that seems to is no case paper."""
_ADDRESSED = re.compile(r"(?:til )?(?:kommunestyret|formannskapet|bystyret|heradsstyret)\s*:?", re.I)
_MOVED = re.compile(r"(?:vara)?ordfør[\wæøå]* (?:sitt )?(?:forslag|framlegg)\s*:?", re.I)
"""What the mayor moves beside the recommendation."""
_ELSEWHERE = re.compile(
    r"\W*(?:sjå|se|som)\b[^.\n]{0,40}\b(?:under|over|ovanfor|ovenfor|nedanfor|nedenfor|vedlegg|saksframlegg\w*)\W*",
    re.I,
)
"""«Sjå under»: where the words stand, not what they are."""
WITHOUT = re.compile(r"[^\n]{0,60}\b(?:uten|utan) (?:innstilling|tilråding)\W*", re.I)
_QUOTES = '«»“”"'


@dataclass
class Passage:
    """Words of the document with the lines that they stand on."""

    text: str
    line: Line
    who: str = ""


@dataclass
class Treatment:
    """One body's treatment."""

    body: str | None = None
    date: PartialDate | None = None
    number: str | None = None
    line: Line | None = None
    proposal: Passage | None = None
    alternatives: list[Passage] = field(default_factory=list)
    told: list[Line] = field(default_factory=list)
    """Running text on the treatment and the vote."""
    decision: Passage | None = None
    result_is_recommendation: bool = False
    decision_head: Line | None = None
    above: bool = False
    """The decision stands above its treatment."""

    @property
    def empty(self) -> bool:
        """True when nothing is told yet."""
        return not (self.told or self.decision or self.alternatives or self.proposal)


@dataclass
class Treated:
    """The proposals of a case and its treatments."""

    proposals: list[Passage] = field(default_factory=list)
    treatments: list[Treatment] = field(default_factory=list)


def passage(section: Section) -> Passage | None:
    """The words of a section without the quotation marks around the whole."""
    lines = [line for line in section.lines if line.text]
    if len(lines) > 1 and _ADDRESSED.fullmatch(lines[0].text):
        lines = lines[1:]
    if not lines:
        return None
    text = unquoted(joined(lines))
    if _ELSEWHERE.fullmatch(text) or (section.part is Part.PROPOSAL and WITHOUT.fullmatch(text)):
        return None
    return Passage(text, lines[0], section.head.who or _from(section)) if text else None


def _from(section: Section) -> str:
    """The body that «Tilråding frå …» comes from."""
    told = re.search(r"\b(?:fra|frå|i)\s+(.{4,80})", section.line.text, re.I) if section.line and section.head.body else None
    return str(section.head.body) if told and bodies.body_in(told.group(1)) == section.head.body else ""


def unquoted(text: str) -> str:
    """The text without the quotation marks around the whole of it."""
    bare = text.strip()
    if bare[:1] in _QUOTES and bare.rstrip(". ")[-1:] in _QUOTES and len(bare) > 2:
        return bare.rstrip(". ")[1:-1].strip()
    return bare.strip("«“").rstrip("»”").strip() if bare.count("«") != bare.count("»") else bare


def treated(found: Sequence[Section], paper: bool) -> Treated:
    """What the sections tell of proposals and treatments."""
    case = Treated()
    pending: Passage | None = None
    facts = False
    last = max((at for at, s in enumerate(found) if s.part in (Part.TREATMENT, Part.VOTE)), default=-1)
    for at, one in enumerate(found):
        if len(case.treatments) > _MOST:
            break
        current = case.treatments[-1] if case.treatments else None
        section = _as_motion(one) if case.proposals or (current and current.proposal) else one
        part = section.part
        if part is Part.FACTS:
            facts = True
        elif part is Part.PROPOSAL:
            words = passage(section)
            if words is None:
                continue
            pending = _proposed(case, current, section, words, pending)
        elif part in (Part.TREATMENT, Part.VOTE, Part.ALTERNATIVE):
            facts = False
            case.treatments, pending = _continued(case.treatments, section, pending)
            _tell(case.treatments[-1], section)
        elif part is Part.DECISION and not (current is None and (paper or facts) and _is_old(section, last >= at, facts)):
            case.treatments, pending = _continued(case.treatments, section, pending)
            words = passage(section)
            if words is not None and case.treatments[-1].decision is None:
                _decide(case.treatments[-1], section, words)
    if pending is not None and not case.proposals:
        case.proposals.append(pending)  # some systems print the proposal below the minutes
    return case


def _proposed(
    case: Treated, current: Treatment | None, section: Section, words: Passage, pending: Passage | None
) -> Passage | None:
    """Put a recommendation where it belongs; the one that waits for the next treatment is given back."""
    if current is None:
        case.proposals.append(words)
    elif _is_result(words.text):
        current.told.extend(section.lines)
    elif _is_outcome(current, section):
        _decide(current, section, words)
        current.result_is_recommendation = True
    elif current.decision is None and (not current.told or _fell(current)):
        current.proposal = words
        return pending if case.proposals else pending or words
    else:
        return words
    return pending


def _as_motion(section: Section) -> Section:
    """What the mayor moves beside the recommendation is an alternative to it."""
    moved = section.part is Part.PROPOSAL and section.line and _MOVED.fullmatch(section.line.text)
    return replace(section, part=Part.ALTERNATIVE) if moved else section


def _is_old(section: Section, later: bool, facts: bool) -> bool:
    """A decision before any treatment in a paper for a meeting is an earlier one, quoted, unless its head names body and day."""
    if facts or section.head.prose:
        return True
    if section.lines and votes.vote_in(section.lines[-1].text):
        return False
    return later or (not (section.head.body and section.head.date) and not section.head.number)


def _is_outcome(current: Treatment, section: Section) -> bool:
    """A recommendation after the vote is what the body recommends to the next."""
    if current.decision is not None or _fell(current):
        return False
    return bool(current.told) and (
        _BY_BODY.search(section.head.who) is not None or "til" in _words(section) or not section.head.who
    )


_RESULT = re.compile(
    r"(?:(?:\w+ ){0,2}(?:innstilling|tilråding|forslag|framlegg)\w*|enstemmig|samrøystes|vedtatt|vedteke|som)\b", re.I
)


def _is_result(text: str) -> bool:
    """True for «Innstillingen enstemmig vedtatt» under a head of a recommendation: it tells the vote, and is not the words."""
    return len(text) < 110 and "\n" not in text and _RESULT.match(text) is not None and votes.is_vote(text)


def _fell(current: Treatment) -> bool:
    """True when what lay before the body fell, and nothing was adopted instead."""
    found = tally.result(told(current))
    return found.lost is not None and found.won is None


def _words(section: Section) -> list[str]:
    return section.line.text.casefold().split() if section.line else []


def _decide(current: Treatment, section: Section, words: Passage) -> None:
    current.decision, current.above = words, not current.told
    current.decision_head = Line(section.head.who, section.line.page) if section.head.prose and section.line else section.line


def _continued(before: list[Treatment], section: Section, pending: Passage | None) -> tuple[list[Treatment], Passage | None]:
    """The treatments with one that the section belongs to as the last."""
    head = section.head
    current = before[-1] if before else None
    if current is not None and not _begins(current, section):
        current.body = current.body or head.body
        current.date = current.date or head.date
        current.number = current.number or head.number
        current.line = current.line or section.line
        return before, pending
    before.append(Treatment(head.body, head.date, head.number, section.line, pending))
    return before, None


def _begins(current: Treatment, section: Section) -> bool:
    head = section.head
    if head.number and current.number and _digits(head.number) != _digits(current.number):
        return True
    above = current.above and len(current.told) < 4 and all(votes.only_vote(line.text) for line in current.told)
    if section.part is Part.TREATMENT and above and (current.body == head.body or not current.body):
        return bool(head.date and current.date and head.date != current.date)
    if head.body and current.body and head.body != current.body:
        return True
    if head.date and current.date and head.date != current.date:
        return True
    if section.part is Part.TREATMENT:
        return not current.empty and (current.decision is not None or bool(head.body and head.body != current.body))
    if section.part is Part.DECISION:
        return False
    return current.decision is not None and section.part is Part.VOTE and not section.lines


def _digits(number: str) -> str:
    return re.sub(r"\D*0*(\d+)/(?:20)?(\d\d)$", r"\1/\2", number)


def _tell(current: Treatment, section: Section) -> None:
    if section.part is Part.ALTERNATIVE:
        words = passage(section)
        if section.line is not None:
            current.told.append(Line("", section.line.page))
        if words is not None:
            current.alternatives.append(words)
        return
    if section.part is Part.VOTE and section.line is not None and votes.vote_in(section.line.text) and not section.lines:
        current.told.append(section.line)
    current.told.extend(section.lines)


def told(treatment: Treatment) -> list[str]:
    """The running text of a treatment, wrapped lines made whole."""
    return [joined([line for line in treatment.told if line.text])] if treatment.told else []

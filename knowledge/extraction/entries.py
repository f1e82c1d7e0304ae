"""The bodies of a case in order: who treats it, when, under which number, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.extraction import bodies
from knowledge.extraction.decisions import Decided, decided
from knowledge.extraction.gang import Row
from knowledge.extraction.heading_words import Part
from knowledge.extraction.parts import Section
from knowledge.extraction.reading import Case
from knowledge.extraction.treatments import Passage, Treatment, passage
from knowledge.extraction.values import Read, ReadDate
from knowledge.model import Outcome, PartialDate

_BODY_PROPOSES = re.compile(r"formannskap|utvalg|utval|nemnd|komit|råd", re.I)
_NO_PART = re.compile(r"\b(?:for|og|i)\b|[^\wæøå]|(?<=[gvdt])(?:et|en|a)\b", re.I)
"""What does not tell the name of a body from another."""


@dataclass
class Entry:
    """A body that treats a case: as the table of bodies has it, and as its treatment is told."""

    body: Read | None = None
    date: ReadDate | None = None
    number: Read | None = None
    treatment: Treatment | None = None
    decided: Decided = field(default_factory=lambda: Decided(Outcome.UNKNOWN))
    proposal: Passage | None = None


def entries(case: Case) -> list[Entry]:
    """The bodies of a case in order, with their treatments."""
    found = [_of_row(row) for row in case.gang.rows]
    own = _own_entry(case)
    for treatment in case.treated.treatments:
        _place(treatment, found, own, case)
    for section in case.sections:
        _recommending(section, found)
    if own is not None and not any(_same(entry, own) for entry in found):
        found.append(own)
    if not found and case.treated.proposals:
        return [Entry()]
    filled = [entry for entry in found if entry.date or entry.number or entry.treatment]
    if filled:
        return filled
    deciding = [entry for entry in found if entry.body and entry.body.value in bodies.DECIDING] or found[-1:]
    return deciding[-1:]


def _recommending(section: Section, found: list[Entry]) -> None:
    """«Innstilling fra formannskapet 26.09.2024, PS 24/88»: a body that treated the case before, whose words are given."""
    head = section.head
    words = passage(section) if section.part is Part.PROPOSAL and head.body and head.date and head.number else None
    if words is None or head.body is None or section.line is None:
        return
    line = section.line
    entry = Entry(
        Read(head.body, line), ReadDate(head.date, line) if head.date else None, Read(head.number, line) if head.number else None
    )
    if any(_same(other, entry) or (other.date and other.date.value == head.date) for other in found):
        return
    entry.treatment = Treatment(head.body, head.date, head.number, line, decision=words, result_is_recommendation=True)
    found.insert(0, entry)


def _of_row(row: Row) -> Entry:
    return Entry(
        Read(row.body, row.line),
        ReadDate(row.date, row.date_line or row.line) if row.date else None,
        Read(row.number, row.number_line or row.line) if row.number else None,
    )


def _own_entry(case: Case) -> Entry | None:
    """The body whose paper this is, as the head tells."""
    head = case.head
    rows = case.gang.rows
    if head.number and (row := next((r for r in rows if r.number and _digits(r.number) == _digits(head.number.value)), None)):
        return _of_row(row)
    if head.number and rows:
        mine = [row for row in rows if row.number is None and (len(rows) == 1 or (head.body and row.body == head.body.value))]
        if len(mine) == 1:
            own = _of_row(mine[0])
            own.number = head.number
            return own
    if rows and not (case.context.body and case.segment.number):
        return None
    if head.body is None and head.date is None and head.number is None:
        return None
    return Entry(head.body, head.date, head.number)


def _digits(number: str) -> str:
    match = re.search(r"0*(\d+)/(?:20)?(\d\d)$", number)
    return f"{match.group(1)}/{match.group(2)}" if match else number


def _same(one: Entry, other: Entry) -> bool:
    if one.number and other.number:
        return _digits(one.number.value) == _digits(other.number.value)
    if one.body and other.body:
        return one.body.value == other.body.value
    return one is other


def _place(treatment: Treatment, found: list[Entry], own: Entry | None, case: Case) -> None:
    """Find or make the entry that a treatment belongs to."""
    body = treatment.body or (own.body.value if own and own.body else None)
    free = [entry for entry in found if entry.treatment is None]
    entry = next(
        (e for e in free if treatment.number and e.number and _digits(e.number.value) == _digits(treatment.number)), None
    )
    if entry is None and body:
        entry = next(
            (
                e
                for e in free
                if e.body and _alike(e.body.value, body) and (not treatment.date or not e.date or e.date.value == treatment.date)
            ),
            None,
        )
    if entry is None and not body and free:
        entry = free[-1] if len(case.treated.treatments) == 1 else free[0]
    if entry is None:
        entry = own if own is not None and _free(own, treatment, found) else Entry()
        found.append(entry)
    line = treatment.line
    entry.treatment = treatment
    if line is not None:
        entry.body = entry.body or (Read(treatment.body, line) if treatment.body else None)
        if treatment.date and (entry.date is None or _exacter(treatment.date, entry.date.value)):
            entry.date = ReadDate(treatment.date, line)
        entry.number = entry.number or (Read(treatment.number, line) if treatment.number else None)


def _exacter(one: PartialDate, other: PartialDate) -> bool:
    """True for a day in a month that is told without its day."""
    return bool(one.day) and not other.day and (one.year, one.month) == (other.year, other.month)


def _free(own: Entry, treatment: Treatment, found: Sequence[Entry]) -> bool:
    """True when the body that the head tells is the one that treated the case, and no row of the table is it already."""
    if own.treatment is not None or any(_same(other, own) for other in found):
        return False
    return not treatment.body or (own.body is not None and _alike(own.body.value, treatment.body))


def _alike(one: str, other: str) -> bool:
    return _NO_PART.sub("", one.casefold()) == _NO_PART.sub("", other.casefold())


def decide(case: Case, found: Sequence[Entry]) -> None:
    """Give each entry what lay before it and what it decided, in the order that they treated it."""
    first = next((p for p in case.treated.proposals if not _BODY_PROPOSES.search(p.who)), None) or next(
        iter(case.treated.proposals), None
    )
    later = next((p for p in reversed(case.treated.proposals) if _BODY_PROPOSES.search(p.who)), None)
    before: Passage | None = None
    for entry in found:
        highest = entry.body is not None and entry.body.value in bodies.DECIDING
        lying = before or (later if highest and later else first)
        if entry.treatment is None:
            entry.proposal = lying
            own = _own_words(entry, case, found)
            if own is not None:
                entry.decided = Decided(Outcome.ADOPTED, own.text, own.line)
                entry.proposal = first if first is not own else None
                before = own
            continue
        entry.proposal = entry.treatment.proposal or lying
        if entry.treatment.result_is_recommendation and entry.proposal and entry.treatment.decision:
            own_words = entry.proposal.line is entry.treatment.decision.line
            entry.proposal = None if own_words else entry.proposal
        entry.decided = decided(entry.treatment, entry.proposal)
        if entry.decided.goes_on and entry.decided.text and entry.decided.line:
            before = Passage(entry.decided.text, entry.decided.line)


def _own_words(entry: Entry, case: Case, found: Sequence[Entry]) -> Passage | None:
    """What a body recommended to the next, where only the next one's minutes are given."""
    at = next(n for n, other in enumerate(found) if other is entry)
    if entry.body is None or not any(other.treatment for other in found[at + 1 :]):
        return None
    name = entry.body.value
    return next((p for p in case.treated.proposals if (who := bodies.body_in(p.who)) and _alike(who, name)), None)

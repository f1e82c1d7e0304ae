"""The drafts of a case: one for each body that treats it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.documents import Draft, Evidence, Sure
from knowledge.extraction import bodies, numbers, subject
from knowledge.extraction.cases import KIND, Segment
from knowledge.extraction.context import Head, Read, ReadDate, clean_title, head_of
from knowledge.extraction.decisions import Decided, decided
from knowledge.extraction.evidence import quote
from knowledge.extraction.gang import Gang, Row, gang
from knowledge.extraction.headings import Part, heading
from knowledge.extraction.inline import quoted
from knowledge.extraction.labels import labels
from knowledge.extraction.lines import Line, joined
from knowledge.extraction.parties import host, parties, quoted_line
from knowledge.extraction.parts import Section, sections
from knowledge.extraction.places import Places
from knowledge.extraction.relevance import about_cooperation
from knowledge.extraction.treatments import Passage, Treated, Treatment, treated
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.extraction.votes import is_vote
from knowledge.model import Outcome

_BODY_PROPOSES = re.compile(r"formannskap|utvalg|utval|nemnd|komit|råd", re.I)


@dataclass
class Entry:
    """A body that treats a case: as the table of bodies has it, and as its treatment is told."""

    body: Read | None = None
    date: ReadDate | None = None
    number: Read | None = None
    treatment: Treatment | None = None
    decided: Decided = field(default_factory=lambda: Decided(Outcome.UNKNOWN))
    proposal: Passage | None = None


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
        return bool(self.treated.treatments or self.gang.rows or self.head.archive or self.head.number or self.segment.number)


def read_case(segment: Segment, context: Head, places: Places, kind: str) -> Case:
    """The parts of a case."""
    parted = sections(segment.lines)
    first = parted[0].lines
    table = gang(first)
    head = head_of(first, table, places, kind in ("minutes", "call"))
    if parted[0].head.body or parted[0].head.date:
        top, line = parted[0].head, parted[0].lines[0]
        head = replace(
            head, body=Read(top.body, line) if top.body else head.body, date=ReadDate(top.date, line) if top.date else head.date,
            number=Read(top.number, line) if top.number else head.number,
        )  # fmt: skip
    if segment.title or segment.number:
        head = _anchored(segment, head, first)
    return Case(segment, head.over(context), table, parted, _treated(parted, kind, segment.number is not None), context, kind)


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
        if after and len(after[0].text) < 250 and after[0].text[-1] not in ".:":
            title = Read(clean_title(_grown(after)), after[0])
    return Head(head.municipality, head.body, head.date, number, head.archive, title)


def _title(segment: Segment) -> str:
    rest = [Line(segment.title, segment.lines[segment.at].page), *segment.lines[segment.at + 1 : segment.at + 5]]
    return clean_title(_grown(rest))


def _grown(lines: Sequence[Line]) -> str:
    """A title with the lines that it runs on to."""
    kept = [lines[0]]
    for line in lines[1:4]:
        if line.gap or any(True for _ in labels([line])) or heading(line.text) or KIND.fullmatch(line.text) or bodies.body_of_cell(line.text) or numbers.is_number(line.text):
            break
        if line.text[-1:] in ".:" or len(kept[-1].text) < 45:
            break
        kept.append(line)
    return joined(kept).replace("\n", " ")


def entries(case: Case) -> list[Entry]:
    """The bodies of a case in order, with their treatments."""
    found = [_of_row(row) for row in case.gang.rows]
    own = _own_entry(case)
    for treatment in case.treated.treatments:
        _place(treatment, found, own, case)
    if own is not None and not any(_same(entry, own) for entry in found):
        found.append(own)
    filled = [entry for entry in found if entry.date or entry.number or entry.treatment]
    if filled:
        return filled
    deciding = [entry for entry in found if entry.body and entry.body.value in bodies.DECIDING] or found[-1:]
    return deciding[-1:]


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
    entry = next((e for e in free if treatment.number and e.number and _digits(e.number.value) == _digits(treatment.number)), None)
    if entry is None and body:
        entry = next((e for e in free if e.body and _alike(e.body.value, body) and (not treatment.date or not e.date or e.date.value == treatment.date)), None)
    if entry is None and not body and free:
        entry = free[-1] if len(case.treated.treatments) == 1 else free[0]
    if entry is None:
        entry = own if own is not None and own.treatment is None and (not treatment.body or (own.body and _alike(own.body.value, treatment.body))) else Entry()
        found.append(entry)
    line = treatment.line
    entry.treatment = treatment
    if line is not None:
        entry.body = entry.body or (Read(treatment.body, line) if treatment.body else None)
        entry.date = entry.date or (ReadDate(treatment.date, line) if treatment.date else None)
        entry.number = entry.number or (Read(treatment.number, line) if treatment.number else None)


def _alike(one: str, other: str) -> bool:
    drop = re.compile(r"\b(?:for|og|i)\b|[^\wæøå]|(?<=[gvdt])(?:et|en|a)\b", re.I)
    return drop.sub("", one.casefold()) == drop.sub("", other.casefold())


def decide(case: Case, found: Sequence[Entry]) -> None:
    """Give each entry what lay before it and what it decided, in the order that they treated it."""
    first = next((p for p in case.treated.proposals if not _BODY_PROPOSES.search(p.who)), None) or next(iter(case.treated.proposals), None)
    later = next((p for p in reversed(case.treated.proposals) if _BODY_PROPOSES.search(p.who)), None)
    before: Passage | None = None
    for entry in found:
        highest = entry.body is not None and entry.body.value in bodies.DECIDING
        lying = before or (later if highest and later else first)
        if entry.treatment is None:
            entry.proposal = lying
            continue
        entry.proposal = entry.treatment.proposal or lying
        entry.decided = decided(entry.treatment, entry.proposal)
        if entry.decided.goes_on and entry.decided.text and entry.decided.line:
            before = Passage(entry.decided.text, entry.decided.line)


def drafts_of(case: Case, places: Places, vocabulary: Vocabulary, whole: str) -> list[Draft] | None:
    """The drafts of a case; None when it is not about cooperation between municipalities."""
    found = entries(case)
    decide(case, found)
    body = joined([line for section in case.sections for line in section.lines])
    own = _municipality(case, found, places, body, whole)
    title = case.head.title
    texts = [e.decided.text for e in found if e.decided.text] + [p.text for p in case.treated.proposals] + [e.proposal.text for e in found if e.proposal]
    core = list(dict.fromkeys(texts))
    name = title.value if title else ""
    if not about_cooperation(name, "\n".join(core), body, places, own.value if own else None):
        return None
    shared = _Shared(case, places, vocabulary, own, name, body)
    return [shared.draft(entry, core) for entry in found]


def _municipality(case: Case, found: Sequence[Entry], places: Places, body: str, whole: str) -> Read | None:
    if case.head.municipality:
        return case.head.municipality
    for entry in found:
        if entry.treatment and entry.treatment.line:
            named = [one for one, mention in places.in_text(entry.treatment.line.text) if mention.kommune]
            if len(set(named)) == 1:
                return Read(named[0], entry.treatment.line)
    texts = [e.decided.text or "" for e in found[-1:]] + [p.text for p in case.treated.proposals]
    counts: Counter[str] = Counter()
    for point in (text.split("\n")[0] for text in texts):
        first = next(iter(places.in_text(re.sub(r"^\W*(?:(?:\d{1,2}|[a-z])[.)])?\W*", "", point)[:60])), None)
        if first and first[1].kommune and first[1].start < 22:
            counts[first[0]] += 5
    for text, times in ((*((t, 3) for t in texts), (body, 1))):
        for one, count in places.kommune([text]).items():
            counts[one] += count * times
    counts = counts or places.kommune([whole])
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return None
    line = next((line for line in case.segment.lines if best[0][0] in {one for one, m in places.in_text(line.text) if m.kommune}), case.segment.lines[0])
    return Read(best[0][0], line, Sure.LIKELY if best[0][1] > 2 else Sure.UNSURE)


@dataclass
class _Shared:
    """What the drafts of a case have in common."""

    case: Case
    places: Places
    vocabulary: Vocabulary
    own: Read | None
    title: str
    body: str

    def draft(self, entry: Entry, core: Sequence[str]) -> Draft:
        own = self.own.value if self.own else None
        told = entry.decided.text or (entry.proposal.text if entry.proposal else "")
        texts = [told, *(text for text in core if text != told)]
        named = parties([self.title, told] if told else [self.title, *core], self.body, self.places, own)
        hosted = host([told, self.title] if told else [self.title], self.body, self.places)
        if entry.decided.outcome is Outcome.POSTPONED or entry.decided.outcome is Outcome.NOTED:
            named = parties([self.title, *core], self.body, self.places, own)
            hosted = host([*core, self.title], self.body, self.places)
        form = subject.form_of([*texts, self.title], self.body)
        service = subject.field_of([self.title, *texts], self.vocabulary)
        notes = _Notes(self.case.segment.lines)
        number = entry.number
        body = entry.body or self._body_told(entry)
        outcome = entry.decided.outcome
        if outcome is Outcome.UNKNOWN and entry.treatment is None or (outcome is Outcome.UNKNOWN and not entry.decided.vote):
            outcome = Outcome.PROPOSED if entry.proposal else (Outcome.PLANNED if entry.date and entry.treatment is None else Outcome.UNKNOWN)
        notes.read("municipality", self.own)
        notes.read("body", body)
        notes.day("meeting_date", entry.date)
        notes.read("case_number", number)
        notes.read("archive_number", self.case.head.archive)
        notes.read("title", self.case.head.title)
        notes.words("participants", named.ids and (named.quote or self.title), Sure.LIKELY)
        notes.words("host", hosted and hosted[1], Sure.LIKELY)
        notes.sign("form", form and subject.sentence_with(form, [*texts, self.title, self.body]))
        notes.words("field", service and subject.field_sentence(service, [self.title, *texts], self.vocabulary), Sure.LIKELY)
        notes.passage("proposal", entry.proposal)
        notes.decided(entry.decided)
        return Draft(
            own, body.value if body else None, entry.date.value if entry.date else None, number.value if number else None,
            self.case.head.archive.value if self.case.head.archive else None, self.title or None, service, named.ids,
            hosted[0] if hosted else None, form, entry.proposal.text if entry.proposal else None, entry.decided.text, entry.decided.vote,
            outcome, notes.found,
        )  # fmt: skip

    def _body_told(self, entry: Entry) -> Read | None:
        """The body that the proposal or the decision speaks for, where nothing else names it."""
        for text, line in ((entry.decided.text, entry.decided.line), *((p.text, p.line) for p in self.case.treated.proposals)):
            named = next(bodies.bodies((text or "")[:80]), None)
            if named and named.start < 12 and line:
                return Read(named.body, line, Sure.LIKELY)
        head = next((s for s in self.case.sections if s.part is Part.PROPOSAL and s.head.body), None)
        return Read(str(head.head.body), head.line, Sure.LIKELY) if head and head.line else None


class _Notes:
    """The evidence of a draft as it is gathered."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self.found: dict[str, Evidence] = {}

    def read(self, name: str, value: Read | None) -> None:
        if value is not None:
            self.found[name] = Evidence(quote(value.line.text), value.line.page, value.sure)

    def day(self, name: str, value: ReadDate | None) -> None:
        if value is not None:
            self.found[name] = Evidence(quote(value.line.text), value.line.page, value.sure)

    def passage(self, name: str, value: Passage | None, sure: Sure = Sure.CERTAIN) -> None:
        if value is not None:
            self.found[name] = Evidence(quote(value.text), value.line.page, sure)

    def words(self, name: str, sentence: str | None | tuple[str, ...], sure: Sure) -> None:
        if sentence and isinstance(sentence, str):
            line = quoted_line(self._lines, sentence) or self._lines[0]
            self.found[name] = Evidence(quote(sentence), line.page, sure)

    def sign(self, name: str, sentence: str | None) -> None:
        self.words(name, sentence, Sure.LIKELY)

    def decided(self, value: Decided) -> None:
        if value.text and value.line:
            self.found["decision"] = Evidence(quote(value.text), value.line.page, Sure.CERTAIN)
        if value.vote and value.vote_line:
            self.found["vote"] = Evidence(quote(value.vote_quote or value.vote_line.text), value.vote_line.page, Sure.LIKELY)
        if value.quote:
            self.words("outcome", value.quote, Sure.LIKELY)


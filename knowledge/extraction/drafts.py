"""The drafts of a case: one for each body that treats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents import Draft, Sure
from knowledge.extraction import bodies, subject
from knowledge.extraction.entries import Entry, decide, entries
from knowledge.extraction.evidence import Notes
from knowledge.extraction.headings import Part
from knowledge.extraction.lines import joined
from knowledge.extraction.parties import host, parties
from knowledge.extraction.places import Places
from knowledge.extraction.reading import Case
from knowledge.extraction.relevance import about_cooperation
from knowledge.extraction.values import Read
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.extraction.whose import municipality
from knowledge.model import Outcome

_TELLING = 900
"""How many lines of a case are read for what its head and its proposal do not tell."""


def drafts_of(case: Case, places: Places, vocabulary: Vocabulary, whole: str) -> list[Draft] | None:
    """The drafts of a case; None when it is not about cooperation between municipalities."""
    found = entries(case)
    decide(case, found)
    body = joined([line for section in case.sections for line in section.lines][:_TELLING])
    own = municipality(case, found, places, body, whole)
    title = case.head.title
    texts = (
        [e.decided.text for e in found if e.decided.text]
        + [p.text for p in case.treated.proposals]
        + [e.proposal.text for e in found if e.proposal]
    )
    core = list(dict.fromkeys(texts))
    name = title.value if title else ""
    if not about_cooperation(name, "\n".join(core), body, places, own.value if own else None):
        return None
    shared = _Shared(case, places, vocabulary, own, name, body)
    return [shared.draft(entry, core) for entry in found]


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
        mine = self._of_row(entry) or self.own
        own = mine.value if mine else None
        told = entry.decided.text or (entry.proposal.text if entry.proposal else "")
        texts = [told, *(text for text in core if text != told)]
        named = parties([self.title, told] if told else [self.title, *core], self.body, self.places, own)
        hosted = host([told, self.title] if told else [self.title], self.body, self.places)
        if entry.decided.outcome is Outcome.POSTPONED or entry.decided.outcome is Outcome.NOTED:
            named = parties([self.title, *core], self.body, self.places, own)
            hosted = host([*core, self.title], self.body, self.places)
        form = subject.form_of([*texts, self.title], self.body)
        service = subject.field_of([self.title, *texts], self.vocabulary)
        notes = Notes(self.case.segment.lines)
        number = entry.number
        body = entry.body or self._body_told(entry)
        outcome = entry.decided.outcome
        if (outcome is Outcome.UNKNOWN and entry.treatment is None) or (outcome is Outcome.UNKNOWN and not entry.decided.vote):
            outcome = (
                Outcome.PROPOSED
                if entry.proposal
                else (Outcome.PLANNED if entry.date and entry.treatment is None else Outcome.UNKNOWN)
            )
        notes.read("municipality", mine)
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

    def _of_row(self, entry: Entry) -> Read | None:
        """The municipality that the table of bodies names beside the body, in a paper of several."""
        if entry.body is None or not any(entry.body.line is row.line for row in self.case.gang.rows):
            return None
        named = {one for one, mention in self.places.in_text(entry.body.line.text) if mention.kommune}
        return Read(named.pop(), entry.body.line) if len(named) == 1 else None

    def _body_told(self, entry: Entry) -> Read | None:
        """The body that the proposal or the decision speaks for, where nothing else names it."""
        for text, line in ((entry.decided.text, entry.decided.line), *((p.text, p.line) for p in self.case.treated.proposals)):
            named = next(bodies.bodies((text or "")[:80]), None)
            if named and named.start < 12 and line:
                return Read(named.body, line, Sure.LIKELY)
        head = next((s for s in self.case.sections if s.part is Part.PROPOSAL and s.head.body), None)
        return Read(str(head.head.body), head.line, Sure.LIKELY) if head and head.line else None

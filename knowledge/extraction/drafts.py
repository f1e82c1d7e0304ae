"""The drafts of a case: one for each body that treats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents import Draft, Sure
from knowledge.extraction import bodies, numbers, services, subject
from knowledge.extraction.entries import Entry, decide, entries
from knowledge.extraction.evidence import Notes
from knowledge.extraction.heading_words import Part
from knowledge.extraction.lines import joined
from knowledge.extraction.parties import Parties, host, parties
from knowledge.extraction.places import Places
from knowledge.extraction.reading import Case
from knowledge.extraction.relevance import about_cooperation
from knowledge.extraction.values import Read
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.extraction.whose import municipality
from knowledge.model import Form, Outcome

_NO_HOST = (Form.IKS, Form.KO, Form.IPR, Form.AS, Form.SA)
"""Forms that are bodies or companies of their own: whoever hosts is told by the decision, if anybody does."""
_TELLING = 900
"""How many lines of a case are read for what its head and its proposal do not tell."""


def drafts_of(case: Case, places: Places, vocabulary: Vocabulary, whole: str) -> list[Draft] | None:
    """The drafts of a case; None when it is not about cooperation between municipalities."""
    found = entries(case)
    decide(case, found)
    body = joined(
        [line for section in case.sections if section.part is not Part.ALTERNATIVE for line in section.lines][:_TELLING]
    )
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
        """The draft of one body's treatment."""
        mine = self._of_row(entry) or self.own
        told = entry.decided.text or (entry.proposal.text if entry.proposal else "")
        texts = [told, *(text for text in core if text != told)]
        if entry.decided.outcome is Outcome.POSTPONED and entry.proposal:
            texts = [entry.proposal.text, *texts]
        between, hosted = self._between(entry, told, core, mine)
        form = subject.form_of([*texts, self.title], self.body)
        if form in _NO_HOST and hosted and hosted[1] not in "\n".join(texts):
            hosted = None
        service = services.field_of([self.title, *texts], self.vocabulary, self.body)
        body = entry.body or self._body_told(entry)
        head = self.case.head
        archive = self._archive_of_row(entry) or head.archive
        notes = Notes(self.case.segment.lines)
        notes.read("municipality", mine)
        notes.read("body", body)
        notes.day("meeting_date", entry.date)
        notes.read("case_number", entry.number)
        notes.read("archive_number", archive)
        notes.read("title", head.title)
        notes.words(
            "participants",
            between.ids and (between.quote or self.title or told or (mine.line.text if mine else None)),
            Sure.LIKELY,
        )
        notes.words("host", hosted and hosted[1], Sure.LIKELY)
        notes.words("form", form and (subject.sentence_with(form, [*texts, self.title, self.body]) or told), Sure.LIKELY)
        notes.words("field", service and services.field_sentence(service, [self.title, *texts], self.vocabulary), Sure.LIKELY)
        notes.passage("proposal", entry.proposal)
        notes.decided(entry.decided)
        return Draft(
            municipality=mine.value if mine else None, body=body.value if body else None,
            meeting_date=entry.date.value if entry.date else None, case_number=entry.number.value if entry.number else None,
            archive_number=archive.value if archive else None, title=self.title or None, field=service,
            participants=between.ids, host=hosted[0] if hosted else None, form=form,
            proposal=entry.proposal.text if entry.proposal else None, decision=entry.decided.text, vote=entry.decided.vote,
            outcome=_outcome(entry), evidence=notes.found,
        )  # fmt: skip

    def _between(self, entry: Entry, told: str, core: Sequence[str], mine: Read | None) -> tuple[Parties, tuple[str, str] | None]:
        """Whom it is between and its host, as the decision tells; without one in substance, as all of the case does."""
        open_still = entry.decided.outcome in (Outcome.POSTPONED, Outcome.NOTED) or not told
        texts = list(core) if open_still else [told]
        own = mine.value if mine else None
        between = parties([self.title, *texts], self.body, self.places, own)
        if not set(between.ids) - {own}:  # words that name nobody else stay with those of the case
            between = parties([self.title, *core], self.body, self.places, own)
        return between, host([*texts, self.title], self.body, self.places)

    def _of_row(self, entry: Entry) -> Read | None:
        """The municipality that the table of bodies names beside the body, in a paper of several."""
        if entry.body is None or not any(entry.body.line is row.line for row in self.case.gang.rows):
            return None
        named = {one for one, mention in self.places.in_text(f"i {entry.body.line.text}") if mention.kommune or mention.start < 3}
        return Read(named.pop(), entry.body.line) if len(named) == 1 else None

    def _archive_of_row(self, entry: Entry) -> Read | None:
        """The archive's number that stands beside the body, in a paper of several municipalities."""
        line = entry.body.line if entry.body else None
        if line is None or not any(line is row.line for row in self.case.gang.rows) or "arkiv" not in line.text.casefold():
            return None
        return next((Read(n.value, line) for n in numbers.archive_numbers(line.text)), None)

    def _body_told(self, entry: Entry) -> Read | None:
        """The body that the proposal or the decision speaks for, where nothing else names it."""
        for text, line in ((entry.decided.text, entry.decided.line), *((p.text, p.line) for p in self.case.treated.proposals)):
            named = next(bodies.bodies((text or "")[:80]), None)
            if named and named.start < 12 and line:
                return Read(named.body, line, Sure.LIKELY)
        head = next((s for s in self.case.sections if s.part is Part.PROPOSAL and s.head.body), None)
        return Read(str(head.head.body), head.line, Sure.LIKELY) if head and head.line else None


def _outcome(entry: Entry) -> Outcome:
    """The outcome that the treatment tells; without one, what is before the body."""
    if entry.decided.outcome is not Outcome.UNKNOWN or entry.decided.vote or entry.decided.text:
        return entry.decided.outcome
    if entry.proposal:
        return Outcome.PROPOSED
    return Outcome.PLANNED if entry.date and entry.treatment is None else Outcome.UNKNOWN

"""Drafts as records of the register: a source for the document, and a step of a new or a known case. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import PurePath
from typing import Any, Literal

from knowledge.documents import Draft
from knowledge.drafted_words import case_title, kind_of, sentence, short_title, slug, source_names, vote
from knowledge.errors import InvalidContent, Problem
from knowledge.model import Case, Citation, Outcome, PartialDate, Register, Source, Step, Text
from knowledge.similar import proposed_case, same_treatment, similar_cases

__all__ = ["Drafted", "as_records", "proposed_case", "similar_cases"]

_RANK = {Outcome.UNKNOWN: 0, Outcome.PLANNED: 0, Outcome.PROPOSED: 1, Outcome.HELD: 2}
"""How much is known with an outcome; what a body has decided is the most."""
_DECIDED = 3


@dataclass(frozen=True, slots=True)
class Drafted:
    """The records that a draft makes, and what they stand for."""

    source: Source
    case: Case
    step: str
    """Id of the step within the case."""
    new_case: bool
    new_step: bool

    def records(self) -> tuple[tuple[str, Any], ...]:
        """Kind and record of each; the document is one of them only where something rests on it."""
        cites = (self.case.cite, *(step.cite for step in self.case.steps))
        cited = any(cite is not None and cite.source == self.source.id for cite in cites)
        return (*((("sources", self.source),) if cited else ()), ("cases", self.case))


def as_records(register: Register, draft: Draft, *, case_id: str | None, document_name: str, digest: str, today: date) -> Drafted:
    """The document as a source, and the case ``case_id`` (None: a new one) with the draft's step in it.

    The same treatment handed in again makes its step better and never a second one: what is known already stays where
    the draft does not tell, and what was decided is not taken back by a recommendation. InvalidContent lists, field by
    field (``drafts/FIELD``), what the draft lacks to become a step.
    """
    draft = _settled(draft)
    known = _known_case(register, draft, case_id)
    problems = tuple(_problems(register, draft, case_id, known, document_name))
    if problems:
        raise InvalidContent(problems)
    source = _source(register, draft, document_name, digest, today)
    cite = Citation(source.id, _place(draft, document_name))
    case = known or _new_case(register, draft, cite)
    before = same_treatment(register, case, draft)
    step = _better(register, before, draft, cite) if before else _new_step(register, case, draft, cite)
    case = replace(
        case,
        steps=_with(case.steps, step),
        municipalities=_joined(case.municipalities, _taking_part(draft)),
        fields=case.fields or ((draft.field,) if draft.field else ()),
        form=case.form or draft.form,
    )
    return Drafted(source, case, step.id, known is None, before is None)


def _settled(draft: Draft) -> Draft:
    """Where only a recommendation is there, that is the outcome."""
    if draft.outcome is Outcome.UNKNOWN and draft.proposal and not draft.decision:
        return replace(draft, outcome=Outcome.PROPOSED)
    return draft


def _problems(register: Register, draft: Draft, case_id: str | None, known: Case | None, name: str) -> Iterator[Problem]:
    def problem(field: str, fault: str, remedy: str) -> Problem:
        return Problem(name, 1, f"drafts/{field}", fault, remedy)

    if draft.meeting_date is None:
        yield problem("meeting_date", "is missing.", "Give the day of the meeting, or at least the month or year.")
    if draft.municipality is None and draft.body is None:
        yield problem("municipality", "is missing, and so is the body.", "Give at least one of them.")
    for field in ("municipality", "host"):
        value = getattr(draft, field)
        if value is not None and value not in register.municipalities:
            yield problem(field, f"«{value}» is not among the municipalities.", "Correct it.")
    for value in draft.participants:
        if value not in register.municipalities:
            yield problem("participants", f"«{value}» is not among the municipalities.", "Correct it.")
    if draft.field is not None and draft.field not in register.fields:
        yield problem("field", f"«{draft.field}» is not among the fields.", "Correct it.")
    if case_id is not None and known is None:
        yield problem("case", f"there is no case «{case_id}».", "Choose another, or none for a new case.")
    if case_id is None and known is None:
        if _case_title(register, draft) is None:
            remedy = "Give it, or the field and two municipalities at least, or choose the case that it belongs to."
            yield problem("title", "is missing, and a new case needs one.", remedy)
        if not _taking_part(draft):
            yield problem("participants", "is missing, and a new case needs municipalities.", "Give at least one.")


def _known_case(register: Register, draft: Draft, case_id: str | None) -> Case | None:
    """The case with the id; without one the case that this draft would make, if another draft has made it meanwhile."""
    if case_id is not None:
        return register.cases.get(case_id)
    for made in _case_ids(register, draft):
        case = register.cases.get(made)
        if case is None or set(case.municipalities) & set(_taking_part(draft)):
            return case
    return None


def _case_ids(register: Register, draft: Draft) -> Iterator[str]:
    """The id of the case that the draft makes; then, for when another case has it, the same with a number."""
    title = _case_title(register, draft)
    if title and draft.meeting_date:
        base = f"{slug(title.nb)}-{draft.meeting_date.year}"
        yield base
        yield from (f"{base}-{number}" for number in count(2))


def _source(register: Register, draft: Draft, name: str, digest: str, today: date) -> Source:
    made = f"{slug(PurePath(name).stem, 40) or 'dokument'}-{digest[:10]}"
    on = draft.meeting_date
    assert on is not None
    published = on if on.first_day() <= today else PartialDate(today.year, today.month, today.day)
    known = register.sources.get(made)
    if known is not None:
        if known.published.last_day() < published.last_day():
            known = replace(known, published=published)
        return replace(known, municipalities=_joined(known.municipalities, _taking_part(draft)))
    municipality = _name(register, draft.municipality)
    title, short = source_names(draft, name, municipality)
    publisher = f"{municipality} kommune" if municipality else draft.body or name
    kind: Literal["minutes", "case_paper"] = "minutes" if draft.decision else "case_paper"
    return Source(made, title, short, kind, published, Text(publisher, publisher), _taking_part(draft))


def _place(draft: Draft, document_name: str) -> str:
    """The page that the decision, or else the recommendation, stands on; other formats than PDF have no pages."""
    told = next((draft.evidence[f] for f in ("decision", "proposal", "title") if f in draft.evidence), None)
    if told is not None and document_name.lower().endswith(".pdf"):
        return f"side {told.page}"
    return f"sak {draft.case_number}" if draft.case_number else draft.body or "dokumentet"


def _new_case(register: Register, draft: Draft, cite: Citation) -> Case:
    title = _case_title(register, draft)
    assert title is not None
    made = next(made for made in _case_ids(register, draft) if made not in register.cases)
    return Case(made, title, kind_of(draft), _taking_part(draft), cite, ())


def _new_step(register: Register, case: Case, draft: Draft, cite: Citation) -> Step:
    assert draft.meeting_date is not None
    taken = {step.id for step in case.steps}
    parts = [draft.municipality, slug(draft.body, 30) if draft.body else None, str(draft.meeting_date)]
    made = "-".join(filter(None, parts))
    if made in taken and draft.field and f"{made}-{draft.field}" not in taken:
        made = f"{made}-{draft.field}"
    base, number = made, 2
    while made in taken:
        made, number = f"{base}-{number}", number + 1
    return Step(
        id=made,
        on=draft.meeting_date,
        text=_sentence(register, draft),
        outcome=draft.outcome,
        municipality=draft.municipality,
        body=Text(draft.body, draft.body) if draft.body else None,
        case_number=draft.case_number,
        title=_title(draft),
        vote=vote(draft.vote) if draft.vote else None,
        fields=(draft.field,) if draft.field else (),
        cite=cite,
        archive_number=draft.archive_number,
        proposal_text=draft.proposal,
        decision_text=draft.decision,
    )


def _better(register: Register, before: Step, draft: Draft, cite: Citation) -> Step:
    """The step with what the draft tells of it. The sentence is written anew only when the outcome is another."""
    knows_more = _rank(draft.outcome) >= _rank(before.outcome)
    outcome = draft.outcome if knows_more else before.outcome
    on = draft.meeting_date if draft.meeting_date and len(str(draft.meeting_date)) > len(str(before.on)) else before.on
    after = replace(
        before,
        on=on,
        outcome=outcome,
        case_number=before.case_number or draft.case_number,
        archive_number=before.archive_number or draft.archive_number,
        title=before.title or _title(draft),
        fields=before.fields or ((draft.field,) if draft.field else ()),
        proposal_text=draft.proposal or before.proposal_text,
        decision_text=(draft.decision if knows_more else None) or before.decision_text,
        vote=vote(draft.vote) if draft.vote and knows_more else before.vote,
    )
    if outcome is not before.outcome:
        told = replace(draft, case_number=after.case_number, title=after.title.nb if after.title else None, meeting_date=on)
        after = replace(after, text=_sentence(register, told))
    # the source that tells the outcome is the one to name
    return replace(after, cite=cite) if knows_more and after != before else after


def _title(draft: Draft) -> Text | None:
    return Text(short_title(draft.title), short_title(draft.title)) if draft.title else None


def _rank(outcome: Outcome) -> int:
    return _RANK.get(outcome, _DECIDED)


def _sentence(register: Register, draft: Draft) -> Text:
    field = register.fields.get(draft.field) if draft.field else None
    return sentence(draft, _name(register, draft.municipality), field.name if field else None)


def _case_title(register: Register, draft: Draft) -> Text | None:
    field = register.fields.get(draft.field) if draft.field else None
    names = [register.municipalities[m].name for m in _taking_part(draft) if m in register.municipalities]
    return case_title(draft, field.name if field else None, names)


def _name(register: Register, municipality: str | None) -> str | None:
    return register.municipalities[municipality].name if municipality else None


def _with(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """The steps with this one in its place: where it was, or after those before it in time."""
    if any(each.id == step.id for each in steps):
        return tuple(step if each.id == step.id else each for each in steps)
    later = next((n for n, each in enumerate(steps) if each.on.first_day() > step.on.first_day()), len(steps))
    return (*steps[:later], step, *steps[later:])


def _taking_part(draft: Draft) -> tuple[str, ...]:
    return _joined(draft.participants, tuple(m for m in (draft.municipality, draft.host) if m))


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))

"""A cooperation as filled into its form: what has changed is added with its day, what the form does not show stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dialogs.editing import given
from dialogs.editing.record_reading import Reading
from knowledge.basics import PartialDate
from knowledge.model import (
    Citation,
    Cooperation,
    CooperationKind,
    DatedForm,
    DatedStatus,
    Form,
    Participant,
    ParticipantRole,
    Status,
    Text,
)


def cooperation(form: Reading, before: Cooperation | None) -> Cooperation | None:
    """The cooperation as filled in; None with faults. What the form does not show stays as it was."""
    name, summary = form.pair("name"), form.pair("summary")
    kind = form.read("kind", CooperationKind)
    status, on = form.read("status", Status), form.day("status_on")
    members, host = form.municipalities("participants"), form.municipality("host")
    fields, stated = form.fields(), form.read("form", Form)
    established = form.day("established")
    cite = form.cite(before.cite if before else None)
    if form.faults or not (name and summary and kind and status and on and cite):
        return None
    was = _pinned(before) if before and cite != before.cite else before
    new_status = DatedStatus(status, on, summary, cite)
    made = Cooperation(given.slug(name.nb), name, kind, summary, cite, (new_status,)) if was is None else was
    return replace(
        made,
        name=name,
        summary=summary,
        kind=kind,
        cite=cite,
        status=_statuses(was.status, new_status) if was else (new_status,),
        participants=_participants(was.participants if was else (), members, host, cite),
        participants_complete=form.values.get("complete") == "true",
        participant_count=_count(was, {*members, *filter(None, (host,))}),
        fields=fields,
        forms=_forms(form, was.forms if was else (), stated, on, cite),
        established=established,
    )


def _count(before: Cooperation | None, members: set[str]) -> int | None:
    """The number that a source states, as long as it was stated of just these."""
    return before.participant_count if before is not None and set(before.municipality_ids()) == members else None


def _pinned(record: Cooperation) -> Cooperation:
    """The same, its parts no longer resting on the record's own citation, which is about to be another."""

    def own(parts: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(replace(part, cite=part.cite or record.cite) for part in parts)

    return replace(
        record,
        status=own(record.status),
        participants=own(record.participants),
        forms=own(record.forms),
        bodies=own(record.bodies),
        notes=own(record.notes),
    )


def _statuses(before: Sequence[DatedStatus], new: DatedStatus) -> tuple[DatedStatus, ...]:
    """The history with the new status in it; one that says the same again changes nothing."""
    if any((each.status, each.on) == (new.status, new.on) for each in before):
        return tuple(before)
    return (*before, new)


def _participants(
    before: Sequence[Participant], members: Sequence[str], host: str | None, cite: Citation
) -> tuple[Participant, ...]:
    """Those who take part as listed; observers, others and those outside as they were."""
    taking_part = (ParticipantRole.PARTICIPANT, ParticipantRole.HOST, ParticipantRole.PROPOSED)
    known = {each.municipality: each for each in before if each.municipality and each.role in taking_part}
    made = []
    for each in dict.fromkeys((*members, *((host,) if host else ()))):
        was = known.get(each) or Participant(each, cite=cite)
        if each == host:
            was = replace(was, role=ParticipantRole.HOST)
        elif was.role is ParticipantRole.HOST:
            was = replace(was, role=ParticipantRole.PARTICIPANT)
        made.append(was)
    return (*made, *(each for each in before if each.municipality is None or each.role not in taking_part))


def _forms(
    form: Reading, before: Sequence[DatedForm], stated: Form | None, on: PartialDate, cite: Citation
) -> tuple[DatedForm, ...]:
    """The forms over time; another form than the last is added with its day."""
    newest = max(before, key=lambda each: each.on.first_day(), default=None)
    if stated is None or (newest is not None and newest.form is stated):
        return tuple(before)
    known = form.knowledge.law.book.legal_forms.get(stated.value)
    told = known.name if known else Text(stated.value, stated.value)
    return (*before, DatedForm(stated, told, on, cite=cite))

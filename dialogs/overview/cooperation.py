"""The page of one cooperation: all that is known of it, with sources and age."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dialogs.handlers.common import begun, label, when
from dialogs.kinds import KINDS
from dialogs.overview.asked import PATH, Asked, Shown
from dialogs.overview.filters import Filters
from dialogs.overview.forms import ROLES, form_of, mark, standing_of
from dialogs.overview.labels import ASSESSMENTS, TOPICS
from dialogs.overview.parts import case_cards, figure_cards
from dialogs.overview.sourced import Sourced, warnings
from knowledge.agenda import cases_of
from knowledge.model import Cooperation, CooperationKind, Participant, ParticipantRole, Text

_ORDER = (
    ParticipantRole.HOST, ParticipantRole.PARTICIPANT, ParticipantRole.PROPOSED, ParticipantRole.OBSERVER,
    ParticipantRole.EXTERNAL, ParticipantRole.OUTSIDE,
)  # fmt: skip
_PURPOSE, _MEMBER, _STATUS, _FORM = Text("Hva", "Kva"), Text("Hvem", "Kven"), Text("Status", "Status"), Text("Form", "Form")
_BEGAN, _STARTED = Text("Etablert", "Etablert"), Text("Samarbeidet ble etablert.", "Samarbeidet vart etablert.")
_BODY = Text("Organ", "Organ")
_PART, _PARTS, _BEFORE, _AFTER, _NEAR = (
    Text("Del av", "Del av"), Text("Har delen", "Har delen"), Text("Kom etter", "Kom etter"), Text("Fulgt av", "Følgt av"),
    Text("Henger sammen med", "Heng saman med"),
)  # fmt: skip


def cooperation(asked: Asked) -> Shown | None:
    """The page; None when there is no such cooperation."""
    register, language = asked.knowledge.register, asked.language
    record = register.cooperations.get(asked.record)
    if record is None:
        return None
    told = Sourced(asked)
    newest = max(record.status, key=lambda s: s.on.first_day())
    kind = None if record.kind is CooperationKind.COOPERATION else KINDS[record.kind].in_(language)
    figures = [f for f in register.figures.values() if record.id in f.about.cooperations]
    facts = {
        "name": begun(record.name.in_(language)),
        "kind": begun(kind or KINDS[CooperationKind.COOPERATION].in_(language)),
        "fields": [
            {"name": register.fields[f].name.in_(language), "href": asked.with_filters(PATH, Filters(field=f))}
            for f in record.fields
        ],
        "drawn": mark(asked.knowledge, record, language),
        "summary": told.told(_PURPOSE.in_(language), record.summary.in_(language), record.cite),
        "status": {"label": begun(label(newest.status, language)), "standing": standing_of(newest.status), "on": when(newest.on)},
        "form": _form(asked, record, told),
        "members": _members(asked, record, told),
        "known": len(record.municipality_ids()),
        "complete": record.participants_complete,
        "stated": record.participant_count or 0,
        "since": when(record.established) if record.established else "",
        "line": _line(asked, record, told),
        "figures": figure_cards(asked, figures, told),
        "notes": _notes(asked, record, told),
        "bodies": _bodies(asked, record, told),
        "views_held": _held(asked, record, told),
        "cases": case_cards(asked, cases_of(asked.knowledge, record.id), told),
        "related": _related(asked, record),
        "warnings": warnings(asked, (f"cooperation:{record.id}", *(f"figure:{f.id}" for f in figures))),
        "example": record.example,
        "sources": told.sources(),
    }  # fmt: skip
    return Shown("overview/cooperation", begun(record.name.in_(language)), facts, (told.table("opplysninger"),), narrows=False)


def _form(asked: Asked, record: Cooperation, told: Sourced) -> dict[str, Any] | None:
    form = form_of(record)
    if form is None:
        return None
    language = asked.language
    name = asked.knowledge.language.forms[form.form].name.in_(language)
    fact = told.told(_FORM.in_(language), f"{name} («{form.stated.in_(language)}»)", form.cite or record.cite, when(form.on))
    return {**fact, "name": name, "stated": form.stated.in_(language), "considered": form.considered}


def _members(asked: Asked, record: Cooperation, told: Sourced) -> list[dict[str, Any]]:
    """Everybody who has a part in it, hosts first; municipalities lead to their pages."""
    ordered = sorted(record.participants, key=lambda p: _ORDER.index(p.role))
    return [_member(asked, record, participant, told) for participant in ordered]


def _member(asked: Asked, record: Cooperation, participant: Participant, told: Sourced) -> dict[str, Any]:
    language, municipality = asked.language, participant.municipality
    other = participant.other.in_(language) if participant.other else ""
    name = asked.knowledge.municipality_name(municipality) if municipality else begun(other)
    role, note = ROLES[participant.role].in_(language), participant.note.in_(language) if participant.note else ""
    days = "–".join(when(day) if day else "" for day in (participant.since, participant.until)).strip("–")
    fact = told.told(_MEMBER.in_(language), f"{name} ({role}). {note}".strip(), participant.cite or record.cite, days)
    return {
        **fact,
        "name": name,
        "href": asked.municipality(municipality) if municipality else "",
        "role": participant.role.value,
        "said": role,
        "note": note,
        "days": days,
    }  # fmt: skip


def _line(asked: Asked, record: Cooperation, told: Sourced) -> list[dict[str, Any]]:
    """What happened when: that it came to be, and each status that it has had, in time order."""
    language, points = asked.language, []
    if record.established:
        on = when(record.established)
        fact = told.told(_BEGAN.in_(language), _STARTED.in_(language), record.cite, on)
        points.append((record.established.first_day(), {**fact, "label": _BEGAN.in_(language), "standing": "now"}))
    for status in record.status:
        fact = told.told(_STATUS.in_(language), status.text.in_(language), status.cite or record.cite, when(status.on))
        drawn = {**fact, "label": begun(label(status.status, language)), "standing": standing_of(status.status)}
        points.append((status.on.first_day(), drawn))
    return [point for _, point in sorted(points, key=lambda each: each[0])]


def _bodies(asked: Asked, record: Cooperation, told: Sourced) -> list[dict[str, Any]]:
    language, found = asked.language, []
    for body in record.bodies:
        name = body.name.in_(language)
        fact = told.told(f"{_BODY.in_(language)}: {name}", body.text.in_(language), body.cite or record.cite)
        found.append({**fact, "name": begun(name)})
    return found


def _notes(asked: Asked, record: Cooperation, told: Sourced) -> list[dict[str, Any]]:
    """The facts by what they are about."""
    language, found = asked.language, []
    for topic, name in TOPICS.items():
        own = [n for n in record.notes if n.topic is topic]
        said = name.in_(language)
        items = [told.told(said, n.text.in_(language), n.cite or record.cite) for n in own]
        if items:
            found.append({"name": said, "facts": items})
    return found


def _held(asked: Asked, record: Cooperation, told: Sourced) -> list[dict[str, Any]]:
    """What is held of it, by kind, with who holds it."""
    language, found = asked.language, []
    held = [a for a in asked.knowledge.register.assessments.values() if record.id in a.about.cooperations]
    for kind, name in ASSESSMENTS.items():
        items = [
            {**told.told(name.in_(language), a.text.in_(language), a.cite), "holder": a.holder.in_(language)}
            for a in held if a.kind is kind
        ]  # fmt: skip
        if items:
            found.append({"kind": kind.value, "name": name.in_(language), "facts": items})
    return found


def _related(asked: Asked, record: Cooperation) -> list[dict[str, str]]:
    """Other cooperations that it has to do with, each once."""
    register = asked.knowledge.register
    after = [c.id for c in register.cooperations.values() if c.succeeds == record.id]
    ties: list[tuple[Text, Iterable[str]]] = [
        (_PART, [record.part_of] if record.part_of else []), (_PARTS, asked.knowledge.parts_of.get(record.id, ())),
        (_BEFORE, [record.succeeds] if record.succeeds else []), (_AFTER, after), (_NEAR, record.related),
    ]  # fmt: skip
    found: dict[str, dict[str, str]] = {}
    for tie, ids in ties:
        for each in ids:
            name = begun(register.cooperations[each].name.in_(asked.language))
            found.setdefault(each, {"tie": tie.in_(asked.language), "name": name, "href": asked.cooperation(each)})
    return list(found.values())

"""Pure queries over cooperations: which match, who works with whom, who is with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.model import Cooperation, CooperationKind, DatedForm, Form, ParticipantRole, Status
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Slots

Standing = Literal["yes", "no", "outside", "proposed", "host", "observer", "unknown"]
_EXISTS = (Status.OPERATING, Status.ADOPTED)
_FORM_FAMILY: dict[str, frozenset[Form]] = {
    Form.HOST.value: frozenset({Form.HOST, Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD, Form.OLD_HOST}),
}
"""Names that cover several forms."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A municipality that another works with, and in what; what exists comes first."""

    municipality: str
    cooperations: tuple[Cooperation, ...]
    operating: int


def standing_of(record: Cooperation, municipality: str) -> Standing:
    """What a municipality has to do with a cooperation, as far as the source goes."""
    roles = {p.role for p in record.participants if p.municipality == municipality}
    if ParticipantRole.OUTSIDE in roles:
        return "outside"
    if ParticipantRole.PROPOSED in roles:
        return "proposed"
    if ParticipantRole.OBSERVER in roles:
        return "observer"
    if roles & {ParticipantRole.PARTICIPANT, ParticipantRole.HOST}:
        return "yes"
    return "no" if record.participants_complete else "unknown"


def form_agrees(supposed: str | None, stated: DatedForm | None) -> bool | None:
    """Whether the form that a question takes for granted is the one stated; None when either is not there."""
    if supposed is None or stated is None:
        return None
    return stated.form in _FORM_FAMILY.get(supposed, frozenset({Form(supposed)}))


def newest_status(record: Cooperation) -> Status:
    """The newest known status."""
    known = record.status
    return known[0].status if len(known) == 1 else max(known, key=lambda s: s.on.first_day()).status


def matching(knowledge: Knowledge, slots: Slots) -> tuple[Cooperation, ...]:
    """Every cooperation that fits all that the question narrows by, in the order of the register."""
    register = knowledge.register
    wanted_fields = frozenset(f for field in slots.fields for f in knowledge.descendants[field])
    areas = [set(register.regions[r].municipalities) for r in slots.regions]
    areas += [{m.id for m in register.municipalities.values() if m.county == c} for c in slots.counties]
    placed = bool(slots.municipalities or slots.excluded or areas)
    members: set[str] = set()
    found = []
    for record in _in_question(knowledge, slots, wanted_fields):
        if wanted_fields.isdisjoint(record.fields) and wanted_fields:
            continue
        if slots.statuses and newest_status(record).value not in slots.statuses:
            continue
        if slots.form and not any(form_agrees(slots.form, f) for f in record.forms):
            continue
        if slots.outside and not set(slots.municipalities) & set(record.outside_ids()):
            continue
        if placed:
            members = set(record.municipality_ids())
        if slots.municipalities and not slots.outside and not _has(members, slots):
            continue
        if members & set(slots.excluded):
            continue
        if areas and not any(members & area or set(record.regions) & set(slots.regions) for area in areas):
            continue
        found.append(record)
    of_kind = [record for record in found if record.kind.value in slots.kinds]
    return tuple(of_kind or found)


def _in_question(knowledge: Knowledge, slots: Slots, fields: frozenset[str]) -> Iterable[Cooperation]:
    """Those that can match at all, by the narrowest of what the question names; there may be very many others."""
    narrowed: list[list[str]] = []
    if slots.municipalities:
        narrowed.append([c for m in slots.municipalities for c in knowledge.by_municipality.get(m, ())])
    if fields:
        narrowed.append([c for field in fields for c in knowledge.by_field.get(field, ())])
    if slots.form:
        family = _FORM_FAMILY.get(slots.form, (slots.form,))
        narrowed.append([c for form in family for c in knowledge.by_form.get(form, ())])
    if not narrowed:
        return knowledge.register.cooperations.values()
    fewest = min(narrowed, key=len)
    return knowledge.in_order(fewest)


def _has(members: set[str], slots: Slots) -> bool:
    asked = set(slots.municipalities)
    return asked <= members if slots.all_of else bool(asked & members)


def partners(knowledge: Knowledge, municipalities: tuple[str, ...], fields: tuple[str, ...]) -> tuple[Partner, ...]:
    """Whom these municipalities share cooperations with, most existing ones first. Ideas alone make nobody a partner."""
    wanted = frozenset(f for field in fields for f in knowledge.descendants[field])
    shared: dict[str, dict[str, Cooperation]] = {}
    exists: dict[str, bool] = {}
    for municipality in municipalities:
        for cooperation_id in knowledge.by_municipality.get(municipality, ()):
            record = knowledge.register.cooperations[cooperation_id]
            if record.kind is CooperationKind.IDEA or (wanted and wanted.isdisjoint(record.fields)):
                continue
            if municipality in record.outside_ids():
                continue
            exists[cooperation_id] = newest_status(record) in _EXISTS
            for other in record.municipality_ids():
                if other not in municipalities:
                    shared.setdefault(other, {})[cooperation_id] = record
    found = []
    for other, records in shared.items():
        ordered = sorted(records.values(), key=lambda r: not exists[r.id])
        found.append(Partner(other, tuple(ordered), sum(map(exists.__getitem__, records))))
    return tuple(sorted(found, key=lambda p: (-p.operating, -len(p.cooperations))))

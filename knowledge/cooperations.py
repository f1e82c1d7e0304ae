"""Pure queries over cooperations: which match, who works with whom, who is with it."""

from __future__ import annotations

from collections.abc import Mapping
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


def by_status(knowledge: Knowledge) -> Mapping[Status, tuple[Cooperation, ...]]:
    """The cooperations by their newest status, in the order of the register."""

    def reckoned() -> Mapping[Status, tuple[Cooperation, ...]]:
        found: dict[Status, list[Cooperation]] = {}
        for record in knowledge.register.cooperations.values():
            found.setdefault(newest_status(record), []).append(record)
        return {status: tuple(records) for status, records in found.items()}

    return knowledge.once("by status", reckoned)


def with_most(knowledge: Knowledge) -> tuple[str, ...]:
    """The municipalities that cooperations are known of, those with the most that exist first."""

    def reckoned() -> tuple[str, ...]:
        exists = {record.id for status in _EXISTS for record in by_status(knowledge).get(status, ())}
        return tuple(sorted(knowledge.by_municipality, key=lambda m: -len(exists.intersection(knowledge.by_municipality[m]))))

    return knowledge.once("with most", reckoned)


def matching(knowledge: Knowledge, slots: Slots) -> tuple[Cooperation, ...]:
    """Every cooperation that fits all that the question narrows by, in the order of the register."""
    fit = _in_question(knowledge, slots)
    found = list(knowledge.register.cooperations.values()) if fit is None else knowledge.in_order(fit)
    if slots.outside:
        found = [record for record in found if set(slots.municipalities) & set(record.outside_ids())]
    if slots.form:
        found = [record for record in found if any(form_agrees(slots.form, f) for f in record.forms)]
    if slots.statuses:
        found = [record for record in found if newest_status(record).value in slots.statuses]
    years = {said[:4] for said in slots.dates}
    of_years = [record for record in found if years & {str(s.on.year) for s in record.status}] if years else []
    if of_years and len(of_years) < len(found):
        return tuple(of_years)  # «hvilke kommuner ville ha lønnskontor i 2013?»
    of_kind = [record for record in found if record.kind.value in slots.kinds] if slots.kinds else ()
    return tuple(of_kind or found)


def _in_question(knowledge: Knowledge, slots: Slots) -> frozenset[str] | None:
    """Those that fit by place, field and form as these are filed; None where the question narrows by none of them."""
    members = [frozenset(knowledge.by_member.get(m, ())) for m in slots.municipalities]
    narrowed: list[frozenset[str]] = []
    if slots.municipalities and not slots.outside:
        narrowed.append(frozenset.intersection(*members) if slots.all_of else frozenset().union(*members))
    elif slots.municipalities:
        narrowed.append(frozenset(c for m in slots.municipalities for c in knowledge.by_municipality.get(m, ())))
    if slots.regions or slots.counties:
        narrowed.append(_around(knowledge, slots))
    if slots.fields:
        wanted = {f for field in slots.fields for f in knowledge.descendants[field]}
        narrowed.append(frozenset(c for field in wanted for c in knowledge.by_field.get(field, ())))
    if slots.form:
        family = _FORM_FAMILY.get(slots.form, (slots.form,))
        narrowed.append(frozenset(c for form in family for c in knowledge.by_form.get(form, ())))
    without = frozenset(c for m in slots.excluded for c in knowledge.by_member.get(m, ()))
    if not narrowed:
        return frozenset(knowledge.register.cooperations) - without if without else None
    return frozenset.intersection(*narrowed) - without


def _around(knowledge: Knowledge, slots: Slots) -> frozenset[str]:
    """Those with a municipality in one of the regions or counties, and those that are filed under the regions."""
    register = knowledge.register
    places = [m for r in slots.regions for m in register.regions[r].municipalities]
    places += [m.id for m in register.municipalities.values() if m.county in slots.counties]
    filed = (*(knowledge.by_member.get(m, ()) for m in places), *(knowledge.by_region.get(r, ()) for r in slots.regions))
    return frozenset().union(*filed)


def partners(knowledge: Knowledge, municipalities: tuple[str, ...], fields: tuple[str, ...]) -> tuple[Partner, ...]:
    """Whom these municipalities share cooperations with, most existing ones first. Ideas alone make nobody a partner."""
    wanted = frozenset(f for field in fields for f in knowledge.descendants[field])
    records: dict[str, Cooperation] = {}
    for municipality in municipalities:
        for cooperation_id in knowledge.by_municipality.get(municipality, ()):
            record = knowledge.register.cooperations[cooperation_id]
            if record.kind is CooperationKind.IDEA or (wanted and wanted.isdisjoint(record.fields)):
                continue
            if municipality not in record.outside_ids():
                records[cooperation_id] = record
    others = {c: [m for m in record.municipality_ids() if m not in municipalities] for c, record in records.items()}
    shared: dict[str, list[Cooperation]] = {other: [] for theirs in others.values() for other in theirs}
    exists = {c for c, record in records.items() if newest_status(record) in _EXISTS}
    for c in (c for c in records if c in exists):
        for other in others[c]:
            shared[other].append(records[c])
    operating = {other: len(together) for other, together in shared.items()}
    for c in (c for c in records if c not in exists):
        for other in others[c]:
            shared[other].append(records[c])
    found = [Partner(other, tuple(together), operating[other]) for other, together in shared.items()]
    return tuple(sorted(found, key=lambda p: (-p.operating, -len(p.cooperations))))

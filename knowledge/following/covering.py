"""Whether one topic tells all that another would."""

from __future__ import annotations

from knowledge.following.topics import Concerns, Topic, counties_of, meets, with_broader, with_wholes
from knowledge.model import Case, Register


def covers(wide: Topic, narrow: Topic, register: Register) -> bool:
    """True when whoever follows ``wide`` is told all that ``narrow`` would tell; False where that is not certain."""
    if wide == narrow:
        return True
    case = register.cases.get(narrow.case or narrow.board or "")
    if wide.case:
        return narrow.board == wide.case
    if case and not narrow.cooperation:
        return _covers_case(wide, case, register)
    if wide.cooperation or narrow.cooperation:
        return _covers_cooperation(wide, narrow, register)
    if wide.law or narrow.law or wide.board or narrow.board or wide.sources or narrow.sources or wide.case or narrow.case:
        return False
    return (
        wide.form in (None, narrow.form)
        and wide.body in (None, narrow.body)
        and (wide.field is None or wide.field in with_broader((narrow.field,) if narrow.field else (), register))
        and (wide.place is None or wide.place in _places_around(narrow.place, register))
    )


def _covers_cooperation(wide: Topic, narrow: Topic, register: Register) -> bool:
    record = register.cooperations.get(narrow.cooperation or "")
    if record is None:
        return False
    if wide.cooperation:
        return wide.cooperation in with_wholes((record.id,), register)
    forms = tuple(dict.fromkeys(f.form.value for f in record.forms))
    about = Concerns(record.municipality_ids(), record.regions, record.fields, forms, (), (record.id,))
    cases = (case for case in register.cases.values() if record.id in case.cooperations)
    return meets(wide, about, register) and all(_covers_case(wide, case, register) for case in cases)


def _covers_case(wide: Topic, case: Case, register: Register) -> bool:
    """True when it is met by the case, and by those of its steps that are about other fields."""
    if wide.board or wide.body or wide.case:
        return False
    forms = (case.form.value,) if case.form else ()
    places = (*case.municipalities, *case.councils)
    about = [Concerns(places, case.regions, fields, forms, (), case.cooperations)
             for fields in dict.fromkeys((case.fields, *(step.fields for step in case.steps if step.fields)))]  # fmt: skip
    return all(meets(wide, each, register) for each in about)


def _places_around(place: str | None, register: Register) -> frozenset[str]:
    """The place itself and those that it lies in whole."""
    if place is None:
        return frozenset()
    kind, _, name = place.partition(":")
    if kind == "r" and name in register.regions:
        inside = frozenset(register.regions[name].municipalities)
    elif kind == "k":
        inside = frozenset(m.id for m in register.municipalities.values() if m.county == name)
    else:
        inside = frozenset((name,))
    if not inside:
        return frozenset((place,))
    regions = (f"r:{r.id}" for r in register.regions.values() if inside <= set(r.municipalities))
    counties = counties_of(tuple(inside), register)
    return frozenset((place, *regions, *(f"k:{c}" for c in counties if len(counties) == 1)))

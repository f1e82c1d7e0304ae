"""What fills the slots of sentences, from the register and the law book alone: the understanding that is judged is not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from knowledge.model import Cooperation, CooperationKind, Form, Municipality, Outcome, ParticipantRole, Register, Text
from knowledge.snapshot import Knowledge
from tests import worlds

_STANDING = (
    CooperationKind.COOPERATION, CooperationKind.COMPANY, CooperationKind.JOINT_OFFICE, CooperationKind.NETWORK,
    CooperationKind.POLITICAL_COUNCIL,
)  # fmt: skip
_OF_LAW = (Form.IPR, Form.KO, Form.HOST, Form.IKS, Form.AS)
_UNDER = (Form.ADMINISTRATIVE_HOST.value, Form.HOST_BOARD.value)
_IKS = Text("interkommunalt selskap", "interkommunalt selskap")
_DAYS = (("15. mars 2027", "2027-03-15"), ("31. august 2026", "2026-08-31"), ("2. februar 2026", "2026-02-02"))
_PARAGRAPHS = ("18-1", "19-1", "19-4", "20-2", "20-4", "20-8")


@dataclass(frozen=True)
class Filling:
    """What is said in a slot, and what it stands for."""

    said: Text
    value: str


Fill = Mapping[str, Filling]


def _same(said: str, value: str) -> Filling:
    return Filling(Text(said, said), value)


def _place(municipality: Municipality) -> Filling:
    return _same(municipality.name, municipality.id)


def _named(cooperation: Cooperation) -> Filling:
    return Filling(cooperation.name, cooperation.id)


def _cooperations(register: Register) -> Iterator[Cooperation]:
    """Those that people speak of by name: no studies or ideas, and none whose name another has too."""
    names = [c.name.nb for c in register.cooperations.values()]
    for record in register.cooperations.values():
        if record.kind in _STANDING and record.name.nb[0].isupper() and names.count(record.name.nb) == 1:
            yield record


def _municipalities(register: Register) -> Iterator[Municipality]:
    met = {m for c in register.cooperations.values() for m in c.municipality_ids()}
    once = [m.name for m in register.municipalities.values()]
    for municipality in register.municipalities.values():
        if municipality.id in met and municipality.until is None and once.count(municipality.name) == 1:
            yield municipality


def _of(knowledge: Knowledge, wanted: Callable[[Cooperation], object]) -> Iterator[Fill]:
    for record in _cooperations(knowledge.register):
        if wanted(record):
            yield {"cooperation": _named(record)}


def _members(knowledge: Knowledge) -> Iterator[Fill]:
    known = {m.id: m for m in _municipalities(knowledge.register)}
    for record in _cooperations(knowledge.register):
        for municipality in record.municipality_ids():
            if municipality in known:
                yield {"cooperation": _named(record), "municipality": _place(known[municipality])}


def _pairs(knowledge: Knowledge) -> Iterator[Fill]:
    known = {m.id: m for m in _municipalities(knowledge.register)}
    seen = set()
    for record in knowledge.register.cooperations.values():
        for one, other in combinations([m for m in record.municipality_ids() if m in known], 2):
            if frozenset((one, other)) not in seen:
                seen.add(frozenset((one, other)))
                yield {"one": _place(known[one]), "other": _place(known[other])}


def _fields(knowledge: Knowledge, *, with_place: bool = False, with_region: bool = False) -> Iterator[Fill]:
    register = knowledge.register
    known = {m.id: m for m in _municipalities(register)}
    seen = set()
    for record in register.cooperations.values():
        for field in record.fields[:1]:
            name = register.fields[field].name
            if record.kind is CooperationKind.IDEA or "samarbeid" in name.nb:
                continue  # nobody asks for cooperation on cooperation
            said = {"field": Filling(name, field)}
            members = [m for m in record.municipality_ids() if m in known]
            places = members if with_place else record.regions if with_region else [""]
            for place in places:
                if (field, place) in seen:
                    continue
                seen.add((field, place))
                if with_place:
                    yield {**said, "municipality": _place(known[place])}
                elif with_region:
                    yield {**said, "region": Filling(register.regions[place].name, place)}
                else:
                    yield said


def _regions(knowledge: Knowledge) -> Iterator[Fill]:
    used = {r for c in knowledge.register.cooperations.values() for r in c.regions}
    for region in knowledge.register.regions.values():
        if region.id in used and not region.ambiguous:
            yield {"region": Filling(region.name, region.id)}


def _forms(knowledge: Knowledge) -> Iterator[Fill]:
    used = {f.form for c in knowledge.register.cooperations.values() for f in c.forms if not f.considered}
    for form in knowledge.law.book.legal_forms.values():
        if form.id in used and form.id in _OF_LAW:
            yield from (f for f in _law_forms(knowledge) if f["form"].value == form.id.value)


def _law_forms(knowledge: Knowledge) -> Iterator[Fill]:
    for form in _OF_LAW:
        name = knowledge.law.book.legal_forms[form].name
        # «(IKS)» is for reading, not for saying
        yield {"form": Filling(Text(name.nb.partition(" (")[0], name.nn.partition(" (")[0]), form.value)}


def _law_pairs(knowledge: Knowledge) -> Iterator[Fill]:
    for one, other in combinations(_law_forms(knowledge), 2):
        yield {"one": one["form"], "other": other["form"]}


def _leaving(knowledge: Knowledge) -> Iterator[Fill]:
    for said, day in _DAYS:
        yield {"day": _same(said, day), "form": Filling(_IKS, Form.IKS.value)}


def _council_years(knowledge: Knowledge) -> Iterator[Fill]:
    known = {m.id: m for m in _municipalities(knowledge.register)}
    seen = set()
    for case in knowledge.register.cases.values():
        for step in case.steps:
            decided = step.outcome in (Outcome.ADOPTED, Outcome.REJECTED, Outcome.NOTED)
            council = step.body is not None and step.body.nb.lower().startswith("kommunestyre")
            if decided and council and step.municipality in known and (step.municipality, step.on.year) not in seen:
                seen.add((step.municipality, step.on.year))
                year = str(step.on.year)
                yield {"municipality": _place(known[step.municipality]), "year": _same(year, year), "body": _same("", "council")}


def _councils(knowledge: Knowledge) -> Iterator[Fill]:
    for municipality in _municipalities(knowledge.register):
        yield {"municipality": _place(municipality), "body": _same("", "council")}


def _ratified(knowledge: Knowledge) -> Iterator[Fill]:
    for case in knowledge.register.cases.values():
        if case.identical_decisions and len(case.cooperations) == 1:
            yield {"cooperation": _named(knowledge.register.cooperations[case.cooperations[0]])}


def _assessed(knowledge: Knowledge) -> Iterator[Fill]:
    told = {f for a in knowledge.register.assessments.values() if a.kind.value == "advantage" for f in a.about.fields}
    for field in knowledge.register.fields.values():
        if field.id in told:
            yield {"field": Filling(field.name, field.id)}


FILLS: Mapping[str, Callable[[Knowledge], Iterator[Fill]]] = {
    "municipality": lambda k: ({"municipality": _place(m)} for m in _municipalities(k.register)),
    "anywhere": lambda k: ({"municipality": _place(m)} for m in _municipalities(k.register)),
    "field": _fields,
    "field_region": lambda k: _fields(k, with_region=True),
    "field_municipality": lambda k: _fields(k, with_place=True),
    "region": _regions,
    "form": _forms,
    "pair": _pairs,
    "cooperation": lambda k: _of(k, lambda c: True),
    "member": _members,
    "hosted": lambda k: _of(k, lambda c: any(p.role is ParticipantRole.HOST for p in c.participants)),
    "formed": lambda k: _of(k, lambda c: any(not f.considered for f in c.forms)),
    "established": lambda k: _of(k, lambda c: c.established),
    "bodied": lambda k: _of(k, lambda c: c.bodies),
    "law_form": _law_forms,
    "law_pair": _law_pairs,
    "paragraph": lambda k: ({"paragraph": _same(p, p)} for p in _PARAGRAPHS),
    "leaving_day": _leaving,
    "day": lambda k: ({"day": _same(said, day)} for said, day in _DAYS),
    "council_year": _council_years,
    "council": _councils,
    "ratified": _ratified,
    "assessed": _assessed,
}


@cache
def fills(name: str) -> tuple[Fill, ...]:
    """All that can fill the slots of a sentence, in the order of the register."""
    return tuple(FILLS[name](worlds.knowledge("shipped")))


@cache
def rules(form: str, aspect: str) -> frozenset[str]:
    """The rules of law that tell this aspect of a form or a form under it, or of all forms."""
    book = worlds.knowledge("shipped").law.book
    forms = {form, *(_UNDER if form == Form.HOST.value else ())}
    return frozenset(r.id for r in book.rules.values() if r.aspect == aspect and (r.form is None or r.form.value in forms))

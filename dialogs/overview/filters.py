"""What a reader narrows the overview by: the same for every view, read from the address and written to it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from dialogs.overview.digest import Digest, Sums, digests, names, ordered, summed, years
from dialogs.overview.forms import EXISTING, KINDS, form_of
from knowledge.model import Case, Cooperation, Form, Status
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold

COUNTY = "fylke:"
"""Before the name of a county, where a region may be asked for."""
KIND = "slag:"
"""Before the key of a kind of form, where a form may be asked for."""
EXISTS = "exists"
"""Asks for all that there is, rather than one status of it."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Filters:
    """Each is empty when nothing is narrowed by it. What the register does not know is never kept."""

    region: str = ""
    """A region's id, or ``fylke:`` and the name of a county."""
    field: str = ""
    """A field's id; those below it are with it."""
    form: str = ""
    """A form, or ``slag:`` and the key of a kind of form; the newest form counts."""
    status: str = ""
    """A status, or ``exists``."""
    year: str = ""
    """Four digits: something of it is dated in that year."""
    search: str = ""
    """Words of the name of a cooperation or a municipality."""

    @classmethod
    def read(cls, query: Mapping[str, str], knowledge: Knowledge) -> Filters:
        """From an address; what makes no sense there is left out."""
        register = knowledge.register
        asked = {each.name: " ".join(query.get(each.name, "").split())[:_LONGEST] for each in fields(cls)}
        region, counties = asked["region"], {m.county for m in register.municipalities.values()}
        known = {
            "region": region in register.regions or region.removeprefix(COUNTY) in counties,
            "field": asked["field"] in register.fields,
            "form": asked["form"] in set(Form) or asked["form"].removeprefix(KIND) in KINDS,
            "status": asked["status"] == EXISTS or asked["status"] in set(Status),
            "year": asked["year"] in map(str, years(knowledge)),
            "search": True,
        }
        return cls(**{name: value for name, value in asked.items() if known[name]})

    def query(self) -> dict[str, str]:
        """As they stand in an address; nothing for those that are empty."""
        told = {each.name: str(getattr(self, each.name)) for each in fields(self)}
        return {name: value for name, value in told.items() if value}

    def but(self, **changes: str) -> Filters:
        """The same but for these."""
        return replace(self, **changes)

    def __bool__(self) -> bool:
        return bool(self.query())

    # -- what fits -----------------------------------------------------------------------------------------------------

    def municipalities(self, knowledge: Knowledge) -> frozenset[str] | None:
        """The municipalities of the region or county; None when it is not narrowed by place."""
        if not self.region:
            return None
        register = knowledge.register
        if self.region in register.regions:
            return frozenset(register.regions[self.region].municipalities)
        county = self.region.removeprefix(COUNTY)
        return frozenset(m.id for m in register.municipalities.values() if m.county == county)

    def cooperations(self, knowledge: Knowledge) -> tuple[Cooperation, ...]:
        """All that fit: what there is first, then by how many take part."""
        if not self:
            return ordered(knowledge)
        if self._plain():
            return knowledge.once(("overview", self), lambda: _fitting(knowledge, self))
        return _fitting(knowledge, self)

    def sums(self, knowledge: Knowledge) -> Sums:
        """What those that fit are together."""
        if self._plain():
            return knowledge.once(("overview sums", self), lambda: summed(knowledge, self.cooperations(knowledge)))
        return summed(knowledge, self.cooperations(knowledge))

    def _plain(self) -> bool:
        """True for what is asked for so often, and in so few ways, that what is found is worth keeping."""
        return not self.search and len(self.query()) <= 1

    def takes(self, knowledge: Knowledge, case: Case) -> bool:
        """True for a case that fits: by place, field and form, and by the years of its steps. A status is none of a case."""
        places = self.municipalities(knowledge)
        if places is not None and places.isdisjoint((*case.municipalities, *case.councils)) and self.region not in case.regions:
            return False
        if self.field and knowledge.descendants[self.field].isdisjoint(case.fields):
            return False
        if self.form and (case.form is None or case.form not in _forms(self.form)):
            return False
        dated = {str(s.on.year) for s in case.steps} | {str(d.on.year) for d in case.deadlines}
        named = fold(" ".join((case.title.nb, case.title.nn, *map(knowledge.municipality_name, case.municipalities))))
        return (not self.year or self.year in dated) and all(word in named for word in fold(self.search).split())


def prepared(knowledge: Knowledge) -> Knowledge:
    """The same picture of what is known, with all that is reckoned of it once reckoned now."""
    names(knowledge)
    years(knowledge)
    Filters().sums(knowledge)
    return knowledge


def _fitting(knowledge: Knowledge, filters: Filters) -> tuple[Cooperation, ...]:
    narrowed: list[frozenset[str]] = []
    places = filters.municipalities(knowledge)
    if places is not None:
        filed = knowledge.by_region.get(filters.region, ())
        narrowed.append(frozenset(filed).union(*(knowledge.by_municipality.get(m, ()) for m in places)))
    if filters.field:
        below = knowledge.descendants[filters.field]
        narrowed.append(frozenset().union(*(knowledge.by_field.get(field, ()) for field in below)))
    found: tuple[Cooperation, ...] | list[Cooperation] = ordered(knowledge)
    if narrowed:
        wanted, told = frozenset.intersection(*narrowed), digests(knowledge)
        found = [c for c in found if c.id in wanted]
    told, year = digests(knowledge), int(filters.year or 0)
    if filters.status or filters.form or year:
        found = [c for c in found if _suits(c, told[c.id], filters, year)]
    words = fold(filters.search).split()
    if words:
        called = names(knowledge)
        found = [c for c in found if all(word in called[c.id] for word in words)]
    return tuple(found)


def _suits(record: Cooperation, digest: Digest, filters: Filters, year: int) -> bool:
    if filters.status and not (digest.status in EXISTING if filters.status == EXISTS else digest.status.value == filters.status):
        return False
    if filters.form.startswith(KIND) and digest.kind != filters.form.removeprefix(KIND):
        return False
    if filters.form and not filters.form.startswith(KIND):
        form = form_of(record)
        if form is None or form.form.value != filters.form:
            return False
    return not year or year in digest.years


def _forms(form: str) -> frozenset[Form]:
    """The forms that are asked for."""
    return KINDS[form.removeprefix(KIND)].forms if form.startswith(KIND) else frozenset({Form(form)})

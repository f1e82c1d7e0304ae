"""What a reader narrows the overview by: the same for every view, read from the address and written to it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from knowledge.cooperations import newest_status
from knowledge.model import Case, Cooperation, Form, Status
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold

COUNTY = "fylke:"
"""Before the name of a county, where a region may be asked for."""
EXISTS = "exists"
"""Asks for all that there is, rather than one status of it."""
EXISTING = frozenset({Status.OPERATING, Status.ADOPTED})
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Filters:
    """Each is empty when nothing is narrowed by it. What the register does not know is never kept."""

    region: str = ""
    """A region's id, or ``fylke:`` and the name of a county."""
    field: str = ""
    """A field's id; those below it are with it."""
    form: str = ""
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
        asked = {each.name: query.get(each.name, "").strip()[:_LONGEST] for each in fields(cls)}
        region, counties = asked["region"], {m.county for m in register.municipalities.values()}
        known = {
            "region": region in register.regions or region.removeprefix(COUNTY) in counties,
            "field": asked["field"] in register.fields,
            "form": asked["form"] in set(Form),
            "status": asked["status"] == EXISTS or asked["status"] in set(Status),
            "year": asked["year"].isascii() and asked["year"].isdigit() and len(asked["year"]) == 4,
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
        """All that fit, in the order of the register; reckoned once for each way of narrowing."""
        whole = replace(self, search="")
        found = knowledge.once(("overview", whole), lambda: tuple(_fitting(knowledge, whole))) if _is_few(self) else None
        chosen = tuple(_fitting(knowledge, whole)) if found is None else found
        words = fold(self.search).split()
        return tuple(c for c in chosen if _named(knowledge, c, words)) if words else chosen

    def takes(self, knowledge: Knowledge, case: Case) -> bool:
        """True for a case that fits: by place, field and form, and by the years of its steps. A status is none of a case."""
        places = self.municipalities(knowledge)
        if places is not None and places.isdisjoint((*case.municipalities, *case.councils)) and self.region not in case.regions:
            return False
        if self.field and knowledge.descendants[self.field].isdisjoint(case.fields):
            return False
        if self.form and (case.form is None or case.form.value != self.form):
            return False
        dated = {str(year) for year in case_years(case)}
        words = fold(self.search).split()
        named = fold(f"{case.title.nb} {case.title.nn} {_places_of(knowledge, case.municipalities)}")
        return (not self.year or self.year in dated) and all(word in named for word in words)


def years_of(record: Cooperation) -> frozenset[int]:
    """The years in which something of it is dated: that it came to be, its status, its form."""
    began = {record.established.year} if record.established else set()
    return frozenset(began | {s.on.year for s in record.status})


def case_years(case: Case) -> frozenset[int]:
    """The years of its steps and deadlines."""
    return frozenset({s.on.year for s in case.steps} | {d.on.year for d in case.deadlines})


def _is_few(filters: Filters) -> bool:
    """True for what is asked for so often, and in so few ways, that it is worth keeping."""
    return not filters.year and len(filters.but(search="").query()) <= 1


def _fitting(knowledge: Knowledge, filters: Filters) -> list[Cooperation]:
    narrowed: list[frozenset[str]] = []
    places = filters.municipalities(knowledge)
    if places is not None:
        filed = knowledge.by_region.get(filters.region, ())
        narrowed.append(frozenset(filed).union(*(knowledge.by_municipality.get(m, ()) for m in places)))
    if filters.field:
        below = knowledge.descendants[filters.field]
        narrowed.append(frozenset().union(*(knowledge.by_field.get(field, ()) for field in below)))
    if filters.form:
        narrowed.append(frozenset(knowledge.by_form.get(filters.form, ())))
    records = knowledge.register.cooperations
    found = knowledge.in_order(frozenset.intersection(*narrowed)) if narrowed else records.values()
    return [c for c in found if _in_status(c, filters.status) and (not filters.year or int(filters.year) in years_of(c))]


def _in_status(record: Cooperation, status: str) -> bool:
    if not status:
        return True
    newest = newest_status(record)
    return newest in EXISTING if status == EXISTS else newest.value == status


def _named(knowledge: Knowledge, record: Cooperation, words: list[str]) -> bool:
    """True when every word is part of a name that it has, or of one who takes part."""
    own = fold(" ".join((record.name.nb, record.name.nn, *record.aliases.all())))
    left = [word for word in words if word not in own]
    if not left:
        return True
    others = fold(_places_of(knowledge, record.municipality_ids()))
    return all(word in others for word in left)


def _places_of(knowledge: Knowledge, municipalities: tuple[str, ...]) -> str:
    return " ".join(knowledge.municipality_name(m) for m in municipalities)

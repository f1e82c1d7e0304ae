"""What every kind of item is made with: the register on a day, seen from one municipality."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import islice

from knowledge.basics import Citation, Text
from knowledge.made import wording
from knowledge.made.certain import Certain, Members
from knowledge.made.names import Names
from knowledge.made.wording import Asked, Told, Why
from knowledge.model import Cooperation, Figure, Form, Municipality
from knowledge.snapshot import Knowledge

MOST_OWN, MOST_ELSEWHERE = 40, 30
"""So many cooperations that a municipality is with, and that it is not with, are asked about. Which ones they are stays the
same when others come and go."""
_NEIGHBOURS, _NEAREST = 6, 12
"""From so many neighbours come the cooperations that the municipality is not with; so many of a county are the nearest."""


class Maker:
    """Everything that a kind of item needs to know, and to say it with."""

    def __init__(self, knowledge: Knowledge, municipality: str, today: date) -> None:
        self.knowledge, self.municipality, self.today = knowledge, municipality, today
        self.register, self.certain = knowledge.register, Certain(knowledge, today)
        self.names: Names = knowledge.once("made: names", lambda: Names(knowledge))
        self._members: dict[str, Members | None] = {}
        self._usable: dict[str, bool] = {}

    # -- what is known ---------------------------------------------------------------------------------------------

    @cached_property
    def around(self) -> frozenset[str]:
        """The cooperations that its people may have heard of: also those that it only watches, or has left."""
        named = self.knowledge.once("made: named", lambda: _named(self.knowledge))
        return self.knowledge.around([self.municipality]) | named.get(self.municipality, frozenset())

    def usable(self, record: Cooperation) -> bool:
        """True for what certainly exists, under a name that only it can be meant by."""
        if record.id not in self._usable:
            self._usable[record.id] = self.certain.exists(record) and self.names.only_one(record, self.around)
        return self._usable[record.id]

    def members(self, record: Cooperation) -> Members | None:
        """Who is with it; None when that is not certain."""
        if record.id not in self._members:
            self._members[record.id] = self.certain.members(record)
        return self._members[record.id]

    @cached_property
    def own(self) -> list[Cooperation]:
        """The cooperations that the municipality is with, as far as they may be asked about; mixed."""
        known = self.knowledge.in_order(self.knowledge.by_member.get(self.municipality, ()))
        return list(islice(filter(self.is_with, self.mixed(known)), MOST_OWN))

    def mixed(self, records: Iterable[Cooperation]) -> list[Cooperation]:
        """In an order that stays the same when others come and go."""
        return wording.mixed(self.municipality, list(records), lambda record: record.id)

    def is_with(self, record: Cooperation) -> bool:
        """True when the municipality is certainly with it, and it may be asked about."""
        members = self.members(record)
        return members is not None and self.municipality in members.inside and self.usable(record)

    @cached_property
    def elsewhere(self) -> list[Cooperation]:
        """Cooperations of neighbours that the municipality is certainly not with; mixed."""
        near = self.near([self.municipality], frozenset((self.municipality,)))[:_NEIGHBOURS]
        ids = self.around.union(*(self.knowledge.by_member.get(m, ()) for m in near))
        ids = ids.difference(self.knowledge.by_member.get(self.municipality, ()))
        return list(islice(filter(self.is_without, self.mixed(self.knowledge.in_order(ids))), MOST_ELSEWHERE))

    def is_without(self, record: Cooperation) -> bool:
        """True when the municipality is certainly not with it, and it may be asked about."""
        members = self.members(record)
        out = members is not None and bool(members.inside) and members.surely_out(self.municipality)
        return out and self.usable(record) and not self.names.tells_place(record)

    def comparable(self, record: Cooperation) -> bool:
        """True when its name does not give away who is with it, and the source tells who is."""
        told = self.certain.told_who(record) and not self.names.tells_place(record)
        return told and not self.names.begins_with(record, self.here)

    def near(self, places: Collection[str], but: frozenset[str], salt: str = "") -> list[str]:
        """Municipalities in the regions of the places, then in their counties, without those in ``but``; mixed."""
        regions = self.knowledge.regions_around(places)
        close = {m for r in regions for m in self.register.regions[r].municipalities}
        counties = {self.register.municipalities[m].county for m in places}
        rest = {m.id for county in counties for m in self._by_county.get(county, ())} - close
        found: list[str] = []
        for group in (close, rest):
            standing = [m for m in group - but if self._stands(m)]
            if group is rest:
                standing = self._nearest(standing, places)
            found += wording.mixed(salt or self.municipality, standing, lambda m: m)
        return found

    def _nearest(self, municipalities: Iterable[str], places: Collection[str]) -> list[str]:
        """Those whose numbers are nearest: within a county they are given from one end to the other."""
        numbers = [int(self.register.municipalities[m].number) for m in places]

        def away(municipality: str) -> tuple[int, str]:
            number = int(self.register.municipalities[municipality].number)
            return min(abs(number - other) for other in numbers), municipality

        return sorted(municipalities, key=away)[:_NEAREST]

    @property
    def _by_county(self) -> Mapping[str, tuple[Municipality, ...]]:
        return self.knowledge.once("made: counties", lambda: _counties(self.knowledge))

    def _stands(self, municipality: str) -> bool:
        until = self.register.municipalities[municipality].until
        return until is None or until.last_day() > self.today

    # -- how it is said --------------------------------------------------------------------------------------------

    def place(self, municipality: str) -> Text:
        """The name of a municipality."""
        name = self.names.municipality(municipality)
        return Text(name, name)

    @cached_property
    def here(self) -> str:
        """The name of the municipality that is asked about."""
        return self.names.municipality(self.municipality)

    def listed(self, municipalities: Iterable[str]) -> str:
        """«A, B og C»."""
        return wording.listed([self.names.municipality(m) for m in municipalities])

    def form(self, form: Form, *, article: bool = False) -> Text:
        """«interkommunalt selskap (IKS)», or «et interkommunalt selskap (IKS)»."""
        told = self.knowledge.language.forms[form]
        nb, nn = (
            f"{name} ({short})" if short.isupper() else name
            for name, short in ((told.name.nb, told.short.nb), (told.name.nn, told.short.nn))
        )
        counted = article and form is not Form.PURCHASE
        return Text(f"et {nb}", f"eit {nn}") if counted else Text(nb, nn)

    def stem(self, stem: Text, cite: Citation) -> Text:
        """The stem, with the time of the source when it is old."""
        return wording.aged(stem, cite, self.register, old=self.certain.is_old(cite))

    def sourced(self, because: Text, cite: Citation) -> Why:
        """The explanation with its source."""
        return Why(because, wording.source_of(cite, self.register))

    def asked(self, kind: str, record: Cooperation | Figure, answer: str, stem: Text, cite: Citation, level: int) -> Asked:
        """What is asked of a record, of every municipality alike."""
        return Asked(kind, record.id, answer, self.stem(stem, cite), level)

    def inside(self, municipality: str, record: Cooperation) -> Told:
        """An option that names one who is with it."""
        name = self.place(municipality)
        because = Text(f"{name.nb} er blant deltakerne.", f"{name.nn} er mellom deltakarane.")
        return Told(name, self.sourced(because, self.cite_of(municipality, record)))

    def outside(self, municipality: str, record: Cooperation) -> Told:
        """An option that names one who is not with it."""
        name = self.place(municipality)
        because = Text(f"{name.nb} er ikke blant deltakerne.", f"{name.nn} er ikkje mellom deltakarane.")
        return Told(name, self.sourced(because, self.cite_of(municipality, record)))

    def cite_of(self, municipality: str, record: Cooperation) -> Citation:
        """Where it stands that a municipality is with it, or is not."""
        return next((p.cite for p in record.participants if p.municipality == municipality and p.cite), record.cite)


def _counties(knowledge: Knowledge) -> Mapping[str, tuple[Municipality, ...]]:
    found: dict[str, list[Municipality]] = {}
    for municipality in knowledge.register.municipalities.values():
        found.setdefault(municipality.county, []).append(municipality)
    return {county: tuple(each) for county, each in found.items()}


def _named(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Each municipality with the cooperations that name it in any role, at any time."""
    found: dict[str, set[str]] = {}
    for record in knowledge.register.cooperations.values():
        for each in record.participants:
            if each.municipality:
                found.setdefault(each.municipality, set()).add(record.id)
    return {municipality: frozenset(ids) for municipality, ids in found.items()}

"""What may be followed, as keys: a subscription has one, and what happens has all that it is followed by.

So whom something concerns is found by comparing keys, which a database does for a hundred thousand at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import product

from knowledge.model import Register

_LETTERS = {
    "case": "a", "board": "d", "body": "b", "cooperation": "c", "field": "f", "law": "l", "form": "o", "place": "p",
    "sources": "s",
}  # fmt: skip
_NAMES = {letter: name for name, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Topic:
    """What is followed. Each part that is set must fit; ids of the register throughout."""

    case: str | None = None
    board: str | None = None
    """A case, of which only what the councils do is followed."""
    body: str | None = None
    cooperation: str | None = None
    field: str | None = None
    law: str | None = None
    """A paragraph, as ``koml 20-2``."""
    form: str | None = None
    place: str | None = None
    """``m:3407`` for a municipality, ``r:`` and ``k:`` for a region and a county."""
    sources: str | None = None
    """``all``: that a source has not been heard from for long."""

    def key(self) -> str:
        """The parts that are set, in one order; the same topic always has the same key."""
        told = {_LETTERS[f.name]: getattr(self, f.name) for f in fields(self)}
        return "|".join(f"{letter}:{value}" for letter, value in sorted(told.items()) if value)

    @classmethod
    def parse(cls, key: str) -> Topic:
        """The inverse; ValueError for what is no key."""
        parts = [part.partition(":") for part in key.split("|")]
        if not all(letter in _NAMES and value for letter, _, value in parts) or len(dict(p[::2] for p in parts)) != len(parts):
            raise ValueError(f"{key!r} is no key")
        return cls(**{_NAMES[letter]: value for letter, _, value in parts})


@dataclass(frozen=True, slots=True)
class Concerns:
    """Whom and what something that happened is about."""

    municipalities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    """Each body that it happened in, with its municipality, or nothing for one that is shared."""
    cooperations: tuple[str, ...] = ()
    case: str | None = None
    laws: tuple[str, ...] = ()
    sources: bool = False


def keys_of(concerns: Concerns, register: Register) -> Iterator[str]:
    """The key of every topic that it is followed by."""
    if concerns.case:
        yield Topic(case=concerns.case).key()
        if any(body == "council" for body, _ in concerns.bodies):
            yield Topic(board=concerns.case).key()
    for cooperation in with_wholes(concerns.cooperations, register):
        yield Topic(cooperation=cooperation).key()
    for law in concerns.laws:
        yield Topic(law=law).key()
    if concerns.sources:
        yield Topic(sources="all").key()
    wide = with_broader(concerns.fields, register)
    around = _around(concerns.municipalities, concerns.regions, register)
    forms: list[str | None] = [None, *dict.fromkeys(concerns.forms)]
    for field, form, place in product([None, *wide], forms, [None, *around]):
        if field or form or place:
            yield Topic(field=field, form=form, place=place).key()
    yield from _of_bodies(concerns, register, [None, *wide], forms)


def _of_bodies(
    concerns: Concerns, register: Register, wide: list[str | None], forms: list[str | None]
) -> Iterator[str]:  # fmt: skip
    """«Kommunestyret i Gjøvik» is followed by what happens in just that."""
    for body, municipality in dict.fromkeys(concerns.bodies):
        there = _around((municipality,) if municipality else concerns.municipalities, (), register)
        for field, form, place in product(wide, forms, [None, *there]):
            yield Topic(body=body, field=field, form=form, place=place).key()


def _around(municipalities: tuple[str, ...], regions: tuple[str, ...], register: Register) -> list[str]:
    """Every place that holds one of the municipalities, or the whole of one of the regions."""
    found = [f"m:{m}" for m in municipalities] + [f"k:{c}" for c in counties_of(municipalities, register)]
    for region in register.regions.values():
        if set(region.municipalities) & set(municipalities) or any(_within(r, region.id, register) for r in regions):
            found.append(f"r:{region.id}")
    for region_id in regions:
        county = _county(region_id, register)
        found += [f"k:{county}"] if county else []
    return list(dict.fromkeys(found))


def _within(inner: str, outer: str, register: Register) -> bool:
    """True for a region that is, or lies whole within, another."""
    known = register.regions
    return inner == outer or (inner in known and set(known[inner].municipalities) <= set(known[outer].municipalities))


def _county(region: str, register: Register) -> str | None:
    """The county that a region lies whole in."""
    counties = counties_of(register.regions[region].municipalities, register) if region in register.regions else ()
    return counties[0] if len(counties) == 1 else None


def meets(topic: Topic, concerns: Concerns, register: Register) -> bool:
    """True when whoever follows the topic is told of it: its key is among ``keys_of``, found without making them."""
    if topic.case:
        return topic.case == concerns.case
    if topic.board:
        return topic.board == concerns.case and any(body == "council" for body, _ in concerns.bodies)
    if topic.cooperation:
        return topic.cooperation in with_wholes(concerns.cooperations, register)
    if topic.law:
        return topic.law in concerns.laws
    if topic.sources:
        return concerns.sources
    if topic.form and topic.form not in concerns.forms:
        return False
    if topic.field and topic.field not in with_broader(concerns.fields, register):
        return False
    if topic.body:
        whose = [(m,) if m else concerns.municipalities for body, m in concerns.bodies if body == topic.body]
        return any(topic.place is None or lies_in(there, (), topic.place, register) for there in whose)
    return topic.place is None or lies_in(concerns.municipalities, concerns.regions, topic.place, register)


def lies_in(municipalities: tuple[str, ...], regions: tuple[str, ...], place: str, register: Register) -> bool:
    """True when one of the municipalities is the place, or lies in it, or one of the regions lies whole in it."""
    kind, _, name = place.partition(":")
    if kind == "m":
        return name in municipalities
    if kind == "r":
        there = register.regions.get(name)
        if there is None:
            return name in regions
        return bool(set(there.municipalities) & set(municipalities)) or any(_within(r, name, register) for r in regions)
    return name in counties_of(municipalities, register) or any(_county(r, register) == name for r in regions)


def counties_of(municipalities: tuple[str, ...], register: Register) -> tuple[str, ...]:
    """The counties that the municipalities lie in."""
    known = (register.municipalities[m].county for m in municipalities if m in register.municipalities)
    return tuple(dict.fromkeys(known))


def with_broader(ids: tuple[str, ...], register: Register) -> list[str]:
    """The fields with those above them."""
    found: dict[str, None] = {}
    for field_id in ids:
        each: str | None = field_id
        while each and each not in found:
            found[each] = None
            each = register.fields[each].parent if each in register.fields else None
    return list(found)


def with_wholes(ids: tuple[str, ...], register: Register) -> list[str]:
    """The cooperations with those that they are parts of."""
    found: dict[str, None] = {}
    for record_id in ids:
        each: str | None = record_id
        while each and each not in found:
            found[each] = None
            each = register.cooperations[each].part_of if each in register.cooperations else None
    return list(found)

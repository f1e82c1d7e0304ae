"""The names and words that a document is read with: small, frozen, and the same for every document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.model import Municipality, Register

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def name_key(name: str) -> tuple[str, ...]:
    """The letters of a name, word by word; «Nord-Fron» and «NORD FRON» have the same."""
    return tuple(word.casefold() for word in _WORD.findall(name))


@dataclass(frozen=True, slots=True)
class Service:
    """A field of service with the words that speak of it."""

    id: str
    parent: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the register knows that helps to read a document. Picklable; holds no record of the register."""

    places: Mapping[tuple[str, ...], tuple[str, ...]]
    """Ids by the words of a name; several ids where municipalities share the name."""
    weak: frozenset[tuple[str, ...]]
    """Names of towns and short forms, which speak of the municipality only beside «kommune»."""
    counties: Mapping[str, str]
    """The county of each municipality, by id."""
    services: tuple[Service, ...]
    cooperations: frozenset[str] = field(default_factory=frozenset)
    """Proper names of known cooperations, as they are written."""

    @classmethod
    def of(cls, register: Register) -> Vocabulary:
        """The vocabulary of a register."""
        places: dict[tuple[str, ...], tuple[str, ...]] = {}
        weak: set[tuple[str, ...]] = set()
        for municipality in register.municipalities.values():
            for name, is_weak in _names(municipality):
                key = name_key(name)
                if key and municipality.id not in places.get(key, ()):
                    places[key] = (*places.get(key, ()), municipality.id)
                    if is_weak:
                        weak.add(key)
        strong = {name_key(name) for m in register.municipalities.values() for name in (m.name, *m.names)}
        services = tuple(
            Service(f.id, f.parent, tuple(sorted({w.casefold() for w in (f.name.nb, f.name.nn, *f.words.all())})))
            for f in register.fields.values()
        )
        names = {name for c in register.cooperations.values() for name in (c.name.nb, c.name.nn, *c.aliases.all()) if _proper(name)}
        counties = {m.id: m.county for m in register.municipalities.values()}
        return cls(places, frozenset(weak - strong), counties, services, frozenset(names))


def _names(municipality: Municipality) -> Iterator[tuple[str, bool]]:
    yield municipality.name, False
    yield from ((part.strip(), False) for part in re.split(r" - | – | / ", municipality.name) if part.strip() != municipality.name)
    yield from ((name, False) for name in municipality.names)
    own = set(name_key(municipality.name))
    for alias in municipality.aliases:
        yield alias, not (own & set(name_key(alias)) or alias == "Romsa")


def _proper(name: str) -> bool:
    """True for a name that stands on its own: «Sogn KO», «Gjøvikregionen utvikling», not «felles brannvesen»."""
    words = name.split()
    return name[:1].isupper() and len(words) > 1 and any(w in ("KO", "IKS", "IPR", "AS", "utvikling", "Utvikling") for w in words)

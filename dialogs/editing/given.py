"""What people fill in, read into what we hold: names into ids, dates, choices. Or the fault, by a key that templates word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.basics import PartialDate
from knowledge.model import Municipality
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[./ ]\s?(\d{1,2})[./ ]\s?(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-zæøå]{3,9})\s+(\d{4})", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[,;\n]|\bog\b)\s*(?![^(]*\))")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a place of a form. ``key`` names the words in ``_shared/faults``."""

    label: str
    key: str
    value: str = ""

    def told(self) -> dict[str, str]:
        """As a template takes it."""
        return {"label": self.label, "key": self.key, "value": self.value}


class Wrong(Exception):
    """A value that means nothing to us; ``key`` as in ``Fault``."""

    def __init__(self, key: str, value: str = "") -> None:
        self.key, self.value = key, value
        super().__init__(f"{key}: {value}")


def day(text: str) -> PartialDate:
    """11.02.2019, 11. februar 2019, 2019-02-11, juni 2024 or 2024; Wrong otherwise."""
    said = " ".join(text.split()).rstrip(".")
    if match := _DAY.fullmatch(said):
        date, month, year = match.groups()
        said = f"{year}-{int(month):02}-{int(date):02}"
    elif (match := _NAMED.fullmatch(said)) and match[2].casefold() in _MONTHS:
        said = f"{match[3]}-{_MONTHS.index(match[2].casefold()) + 1:02}" + (f"-{int(match[1]):02}" if match[1] else "")
    try:
        return PartialDate.parse(said)
    except ValueError:
        raise Wrong("date", text) from None


def municipality(knowledge: Knowledge, text: str) -> str:
    """The id of the municipality of that name, with its county where several have it; Wrong otherwise."""
    known = knowledge.register.municipalities
    said = " ".join(text.split()).rstrip(".")
    if said in known:
        return said
    name, county = said, ""
    if match := re.fullmatch(r"(.+?)\s*(?:\((.+)\)|\bi (.+))", said):
        name, county = match[1], match[2] or match[3]
    for wanted, within in ((said, ""), (name, county)):
        found = list(_named(known.values(), _bare(wanted), fold(within)))
        if len(found) == 1:
            return found[0]
        if found:
            raise Wrong("several_municipalities", text)
    raise Wrong("municipality", text)


def _bare(name: str) -> str:
    said = fold(name)
    return said.removesuffix(" kommune").removeprefix("kommunen ").strip()


def _named(known: Iterable[Municipality], said: str, county: str) -> Iterable[str]:
    for each in known:
        if said in {fold(name) for name in (each.name, *each.names, *each.aliases)} and county in ("", fold(each.county)):
            yield each.id


def municipalities(knowledge: Knowledge, text: str) -> tuple[str, ...]:
    """The ids of those that are listed, with commas or a line each; Wrong at the first that is none."""
    return tuple(dict.fromkeys(municipality(knowledge, each) for each in _APART.split(text.strip()) if each))


def field_of_service(knowledge: Knowledge, text: str) -> str:
    """The id of the field of that name; Wrong otherwise."""
    said = fold(" ".join(text.split()).rstrip("."))
    for each in knowledge.register.fields.values():
        names = (each.id, each.name.nb, each.name.nn, *each.words.all())
        if said in {fold(name) for name in names}:
            return each.id
    raise Wrong("field", text)


def fields_of_service(knowledge: Knowledge, text: str) -> tuple[str, ...]:
    """The ids of those that are listed; Wrong at the first that is none. A name that holds «og» may stand whole."""
    found: list[str] = []
    for each in re.split(r"\s*[,;\n]\s*", text.strip()):
        if not each:
            continue
        found.append(field_of_service(knowledge, each))
    return tuple(dict.fromkeys(found))


def municipality_shown(knowledge: Knowledge, wanted: str) -> str:
    """The name that ``municipality`` reads back: with the county where several have it."""
    name = knowledge.municipality_name(wanted)
    try:
        municipality(knowledge, name)
    except Wrong:
        record = knowledge.register.municipalities.get(wanted)
        return f"{name} ({record.county})" if record else wanted
    return name


def slug(text: str) -> str:
    """An id made of a name: lower case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60].strip("-") or "uten-navn"


def free_id(text: str, taken: Iterable[str]) -> str:
    """An id of that name that nobody has."""
    base, known = slug(text), frozenset(taken)
    return next(each for each in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if each not in known)

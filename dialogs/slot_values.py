"""What a question was about, by name: the value of a slot as a reader knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from dialogs.evidence_labels import UNITS, VALUES
from dialogs.model import Turn
from dialogs.written import on_day, when
from knowledge.model import Form, PartialDate
from knowledge.periods import resolve

_PERIOD = re.compile(r"(\d+)([dwmy])")
_FLAGS = ("all_of", "outside", "own")


def slot_value(turn: Turn, slot: str, value: str, *, apart: bool = False) -> str:
    """The value by name; empty for a flag, and for what is no longer known. ``apart``: so that namesakes are told apart."""
    if slot in _FLAGS:
        return ""
    if apart and slot in ("municipalities", "excluded") and value in turn.knowledge.register.municipalities:
        return f"{turn.knowledge.municipality_name(value)} ({turn.knowledge.register.municipalities[value].county})"
    name = _NAMES.get(slot)
    try:
        return name(turn, value) if name else value
    except (KeyError, ValueError):
        return ""


def _municipality(turn: Turn, value: str) -> str:
    return turn.knowledge.municipality_name(value)


def _form(turn: Turn, value: str) -> str:
    forms, book = turn.knowledge.language.forms, turn.knowledge.law.book.legal_forms
    return book[value].name.in_(turn.language) if value in book else forms[Form(value)].name.in_(turn.language)


def _day(turn: Turn, value: str) -> str:
    """A day as it was said: by name, without a year («--03-15»), of a month alone («03», «03-15»), or as a date."""
    if value in VALUES:
        return VALUES[value].in_(turn.language)
    bare = value.removeprefix("--")
    if len(bare) < len("2019"):
        return when(PartialDate(2000, int(bare))).removesuffix(" 2000")
    if len(bare) == len("03-15") and bare[2] == "-":
        return on_day(date.fromisoformat(f"2000-{bare}")).removesuffix("2000")
    return when(PartialDate.parse(bare))


def _span(turn: Turn, value: str) -> str:
    """The days that a period was reckoned as."""
    span = resolve(value, turn.today)
    if span is None:
        return ""
    first, last = (on_day(day) if day else "" for day in (span.start, span.end))
    return first if first == last else f"{first}–{last}"


def _period(turn: Turn, value: str) -> str:
    found = _PERIOD.fullmatch(value)
    return f"{found[1]} {UNITS[found[2]].in_(turn.language)}" if found else ""


_NAMES: Mapping[str, Callable[[Turn, str], str]] = {
    "municipalities": _municipality,
    "excluded": _municipality,
    "regions": lambda turn, value: turn.knowledge.register.regions[value].name.in_(turn.language),
    "cooperation": lambda turn, value: turn.knowledge.register.cooperations[value].name.in_(turn.language),
    "fields": lambda turn, value: turn.knowledge.register.fields[value].name.in_(turn.language),
    "sources": lambda turn, value: turn.knowledge.register.sources[value].short.in_(turn.language),
    "cases": lambda turn, value: f"«{turn.knowledge.register.cases[value].title.in_(turn.language)}»",
    "case": lambda turn, value: f"«{turn.knowledge.register.cases[value].title.in_(turn.language)}»",
    "form": _form,
    "forms": _form,
    "aspects": lambda turn, value: turn.knowledge.law.book.aspects[value].name.in_(turn.language),
    "act": lambda turn, value: turn.knowledge.law.book.acts[value].name.in_(turn.language),
    "rules": lambda turn, value: turn.knowledge.law.book.rules[value].short.in_(turn.language),
    "paragraphs": lambda turn, value: f"§ {value.partition('/')[0]}",
    "kinds": lambda turn, value: VALUES[value].in_(turn.language),
    "assessments": lambda turn, value: VALUES[value].in_(turn.language),
    "superlative": lambda turn, value: VALUES[value].in_(turn.language),
    "days": _day,
    "dates": _day,
    "span": _span,
    "period": _period,
}

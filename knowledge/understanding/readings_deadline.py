"""Readings that want a day reckoned: out after a notice, the last day for lovlighetskontroll, when a meeting must be called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.understanding.clauses import number_of
from knowledge.understanding.features import Features
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import Token

_KINDS = (
    ("control", ("lovlighetskontroll", "lovlegkontroll", "lovlegheitskontroll")),
    ("hearing", ("horing", "hoyring", "horast", "hores")),
    ("entry", ("innmeld", "innmelding")),
    ("call", ("innkall", "kallast", "kalles", "sakliste", "saksliste")),
    ("complaint", ("klage", "klagar")),
    ("leaving", ("oppsig", "oppsei", "varsl", "varsel", "uttre", "utmeld", "utmelding", "uttreding")),
)
_LEAVING = "uttreden"
_LATEST = ("senest", "seinast", "seinaste", "innen", "innan", "frist", "fristen", "sist")
_TO_BE_OUT = frozenset({"ute", "ut", "ferdig", "fri"})
_SAID_TO_SET = ("hearing", "entry")
"""What no law sets a period for: only a period that is said can be reckoned with."""
_UNITS = (("dag", "d"), ("maned", "m"), ("manad", "m"), ("mnd", "m"), ("uke", "w"), ("veke", "w"), ("ar", "y"))
_AGREED = ("avtal", "oppsig", "oppsei", "frist", "varsl", "varsel")


def deadline(f: Features) -> Iterator[Reading]:
    """A day to reckon with, and what runs from it or up to it."""
    words = f.entities.tokens
    days = tuple(_days(f))
    kind = _kind(f, words)
    of_a_case = kind == "complaint" and f.cues.any("decision", "timeline") and not any("frist" in w.folded for w in words)
    if not days or kind is None or f.slots.case_number or of_a_case:
        return
    forms = tuple(dict.fromkeys(i for m in f.entities.of("form") for i in m.ids)) or _of_cooperation(f)
    if not forms and any(w.folded.startswith("vertskommune") for w in words):
        forms = ("vertskommunesamarbeid",)
    if not forms and kind == "leaving" and not (f.followed or "we" in f.cues or f.says("ute", "tidligst", "tidlegast")):
        return
    period = _period(words, anywhere=kind in _SAID_TO_SET)
    if kind in _SAID_TO_SET and not period:
        return
    aspect = f"{kind}_latest" if _latest(kind, words) else kind
    slots = replace(f.slots, days=days, aspect=aspect, forms=forms or f.context.slots.forms, period=period)
    yield Reading("deadline", 5.2, slots, f.terms, (), (f"deadline {aspect} {days}",))


def _days(f: Features) -> Iterator[str]:
    """The days named, in the order of the words."""
    found = [(m.start, m.ids[0]) for m in f.entities.of("date") if len(m.ids[0]) == len("2027-03-15")]
    found += [(m.start, f"--{m.ids[0]}") for m in f.entities.of("month") if len(m.ids[0]) == len("03-15")]
    words = f.entities.tokens
    for n, word in enumerate(words):
        together = word.folded if word.folded in ("idag", "imorgen", "imorgon") else ""
        if not together and word.folded == "i" and n + 1 < len(words):
            together = "i" + words[n + 1].folded
        if together in ("idag", "imorgen", "imorgon"):
            found.append((n, "today" if together == "idag" else "tomorrow"))
    yield from (day for _, day in sorted(found))


def _kind(f: Features, words: Sequence[Token]) -> str | None:
    for kind, starts in _KINDS:
        if any(w.folded.startswith(starts) for w in words):
            return kind
    if {w.folded for w in words} & {"melde", "melder", "meld", "meldte"} and any(w.folded == "inn" for w in words):
        return "entry"
    if any(_LEAVING in t.lemmas for t in f.terms) or (f.says("ute") and "we" in f.cues):
        return "leaving"
    return None


def _latest(kind: str, words: Sequence[Token]) -> bool:
    """True when the day named is the goal: «når må vi senest si opp for å være ute …?»."""
    if kind == "call":
        return True
    said = {w.folded for w in words}
    if kind in _SAID_TO_SET:
        return bool(said & {"senest", "seinast", "seinaste"})
    return kind == "leaving" and bool(said & set(_LATEST)) and bool(said & _TO_BE_OUT)


def _period(words: Sequence[Token], *, anywhere: bool = False) -> str | None:
    """A period that an agreement is said to set: «seks måneders oppsigelsestid» is ``6m``."""
    if not anywhere and not any(w.folded.startswith(_AGREED) for w in words):
        return None
    for number_word, unit_word in pairwise(words):
        number = number_of(number_word)
        unit = next((short for start, short in _UNITS if unit_word.folded.startswith(start)), None)
        if number and unit:
            return f"{number * 12}m" if unit == "y" else f"{number}{unit}"
    return None


def _of_cooperation(f: Features) -> tuple[str, ...]:
    record = f.knowledge.register.cooperations.get(f.slots.cooperation or "")
    return (max(record.forms, key=lambda x: x.on.first_day()).form.value,) if record and record.forms else ()

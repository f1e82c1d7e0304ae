"""Readings of what a council can do about a cooperation: its levers, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.understanding.features import Features
from knowledge.understanding.law_asked import said_in_law
from knowledge.understanding.law_forms import means_of_a_council, names_form
from knowledge.understanding.reading_type import Reading

_LEFT = ("gikk", "gjekk", "trakk", "drog", "meldte", "forlot", "trekte")
_LATE = 2
"""A word that so many others stand before does not begin the question."""
_SHAPE = (
    "who", "which", "what", "what_is", "when", "where", "why", "how", "count", "pronoun", "follow", "we", "greeting", "thanks",
    "compare",
)  # fmt: skip


def levers(f: Features, forms: tuple[str, ...]) -> Iterator[Reading]:
    """«Hva kan vi gjøre med …?», «hvilke spaker har kommunestyret overfor et IKS?»: what a council can do about it."""
    cues, slots = f.cues, f.slots
    out = cues.any("levers") and leaving(f)
    begins = min(cues.on("levers"), default=_LATE) < _LATE  # «hva kan kommunestyret gjøre om budsjettet sprekker?»
    begins = begins or means_of_a_council(f)
    if (cues.any("amount") and not (out or begins)) or not (cues.any("levers") or means_of_a_council(f)):
        return
    if slots.cooperation or forms:
        rest = [t for t in f.without(*_SHAPE, "levers") if not names_form(f, t.text) and "kommunestyr" not in t.lemmas]
        weight = 3.9 if slots.cooperation else 3.0 if rest and not means_of_a_council(f) else 4.9
        aspect = "leaving" if out and not rest else slots.aspect
        yield Reading("levers", weight, replace(slots, forms=forms, aspect=aspect), f.terms)
    elif f.speaks_of_cooperation() and means_of_a_council(f) and not (slots.fields or slots.regions or f.resolved):
        yield Reading("levers", 3.4, replace(slots, forms=()), f.terms)


def leaving(f: Features) -> bool:
    """«Hvordan kommer vi ut av …?», asked of what may be, not of what was decided."""
    said = said_in_law(f, beyond=True)
    told = f.cues.any("decision", "timeline", "when", "why", "who", "status_ended") or f.says(*_LEFT)
    return not told and any("uttreden" in t.lemmas for t in said.terms)

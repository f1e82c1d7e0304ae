"""A cooperation called by its own name beside places that it has nothing to do with: what is taken for granted is put right."""

from __future__ import annotations

from dataclasses import replace

from knowledge.understanding.cooperations import Candidate
from knowledge.understanding.features import Features
from knowledge.understanding.question import Question

_WHOLE = 0.99
_OWN_NAME = 3.5
"""So rare are the words of a name together that nothing else is meant by it: «AKST», not «felles brannvesen»."""


def misplaced(f: Features) -> Question | None:
    """«AKST er jo samarbeidet mellom Lillehammer og Gjøvik, hvor mange jobber der?»: that these are not in it."""
    if f.slots.cooperation or f.resolved or f.unknown or f.cues.any("exists", "list", "law"):
        return None
    if not (f.slots.municipalities or f.slots.regions):
        return None
    written = named_elsewhere(f)
    if len(written) != 1:
        return None
    slots = replace(f.slots, cooperation=written[0].id)
    intent = "membership" if slots.municipalities else "members"
    return Question(intent, slots, f.language, f.terms, (), (f"misplaced {written[0].id}",), written[0].strength)


def named_elsewhere(f: Features) -> list[Candidate]:
    """Cooperations whose own name is written, though they lie in other places than those that are named."""
    called = [c for c in f.candidates if c.elsewhere and c.telling and c.named >= _WHOLE and c.strength >= _OWN_NAME]
    return [c for c in called if f.knowledge.register.cooperations[c.id].name.nb in f.text or _initials(f, c.id)]


def _initials(f: Features, cooperation: str) -> bool:
    """True when one of its names of one word stands there."""
    record = f.knowledge.register.cooperations[cooperation]
    names = {name for name in (record.name.nb, record.name.nn, *record.aliases.all()) if " " not in name}
    return any(t.text in names or t.written in names for t in f.entities.tokens)

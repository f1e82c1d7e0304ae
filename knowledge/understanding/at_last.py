"""What is tried where no reading is good enough: a rule that speaks plainly, and a cooperation that was put elsewhere."""

from __future__ import annotations

from dataclasses import replace

from knowledge.understanding.features import Features
from knowledge.understanding.law_asked import asked_first, found_in_law, only_law, said_in_law
from knowledge.understanding.law_forms import forms_asked
from knowledge.understanding.misplaced import misplaced
from knowledge.understanding.question import Question

_MAY = frozenset(["kan", "ma", "ska", "skal", "far", "korleis", "hvordan", "koss", "bor"])
_AT_LAST, _TWO = 0.6, 2


def at_last(f: Features) -> Question | None:
    """The answer to what no reading is good enough for, where one is still sure of what it says."""
    return misplaced(f) or _lawful(f)


def _lawful(f: Features) -> Question | None:
    """«Kan opposisjonen kreve gransking?»: what no reading answers, where a rule speaks of it plainly and nothing is unknown."""
    if f.unknown or f.places or f.slots.cooperation or f.resolved or f.slots.dates or asked_first(f) not in _MAY:
        return None
    said = said_in_law(f)
    found = found_in_law(f, said, forms_asked(f))
    if len(said.terms) < _TWO or not found.rules or found.score < _AT_LAST or not only_law(f, said):
        return None
    found = replace(found, rules=tuple(sorted(found.rules, key=lambda rule: rule.form is not None)))  # what holds for all first
    slots = replace(f.slots, forms=forms_asked(f), rules=tuple(r.id for r in found.rules))
    why = (f"rule {found.rules[0].id} {found.score:.2f}", "at last")
    return Question("law", slots, f.language, said.terms, (), why, found.score, None, found, f.first)

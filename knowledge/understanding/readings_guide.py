"""Readings that begin the guide: «hvilken form passer?», or a need that is told rather than asked about."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.understanding.features import Features
from knowledge.understanding.law_forms import COUNCIL, forms_asked
from knowledge.understanding.reading_type import Reading

_ASKS_OF_REGISTER = ("list", "who", "which", "which_municipalities", "partners", "status", "count", "levers")


def guide(f: Features) -> Iterator[Reading]:
    """«Hvilken form passer?», and «vi vil ha felles …», a need told rather than asked about."""
    cues, forms = f.cues, forms_asked(f)
    if f.slots.case_number:
        return
    if cues.any("compare") or (forms and "start_guide" not in cues and set(forms) != {COUNCIL}):
        return
    of_form = cues.any("form_word", "overview") or any("samarbeidsform" in t.lemmas for t in f.all_terms)
    if "start_guide" in cues or (cues.any("choosing") and len(f.needs) > 1) or (of_form and (_chooses(f) or len(f.needs) > 1)):
        yield Reading("guide", 5.0 if "start_guide" in cues else 4.3, f.slots, f.terms)
    elif "wish" in cues and not f.asks() and not cues.any(*_ASKS_OF_REGISTER) and (f.speaks_of_cooperation() or len(f.needs) > 1):
        yield Reading("guide", 2.9 + 0.4 * min(len(f.needs), 4), f.slots, f.terms)


def _chooses(f: Features) -> bool:
    """True when a form is to be chosen; «hvilke former kan vi bruke?» alone wants them all."""
    return f.cues.any("choosing", "wish") and (bool(f.needs) or "overview" not in f.cues)

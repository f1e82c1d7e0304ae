"""Readings of what is good or bad about a form of cooperation: what somebody holds of it, or else what the form is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.model import Form
from knowledge.search import Hit, QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.law_asked import PLAIN, found_in_law, said_in_law
from knowledge.understanding.law_forms import forms_asked
from knowledge.understanding.ranking import ranked
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.readings_facts import assessment_kinds
from knowledge.understanding.readings_lists import field_words
from knowledge.understanding.words import tokens

_HELD, _FORM = 4.1, 3.9
"""They outweigh a rule of the form that only shares a word: «ulempene ved et IKS» are no rule."""

_SHORT = 3
"""A name of so few letters is met in other words."""


def views(f: Features) -> Iterator[Reading]:
    """«Hva er ulempene ved et IKS?», «argumenter for KO»."""
    cues, forms = f.cues, forms_asked(f)
    asked = (cues.any("advantage", "disadvantage") and not (f.yes_or_no() and not _bids(f))) or _why(f, forms)
    # «plansamarbeid» is a form and names a field
    fields = field_words(f) - {n for m in f.entities.of("form") for n in range(m.start, m.end)} if f.slots.fields else set()
    if not asked or not forms or f.slots.cooperation or fields or cues.any("law", "amount", "count", "decision"):
        return
    kinds = assessment_kinds(f)
    held = tuple(h for h in _about(f, forms) if h.doc.fact.kind.value in kinds)
    if held:
        slots = replace(f.slots, assessments=kinds, form=None)
        yield Reading("assessment", _HELD, slots, (), held, (f"of a form {held[0].doc.record_id}",))
    elif len(forms) == 1 and "why" not in cues:
        yield Reading("law_form", _FORM, replace(f.slots, forms=forms), f.terms)


def _why(f: Features, forms: tuple[str, ...]) -> bool:
    """«Hvorfor vegrer kommunene seg for plansamarbeid?», where no rule speaks of it plainly."""
    return f.first in ("hvorfor", "kvifor") and bool(forms) and found_in_law(f, said_in_law(f), forms).score < PLAIN


def _bids(f: Features) -> bool:
    """«Kan jeg få to argumenter …?» bids for them."""
    return any(w.folded in ("fa", "gi", "gje", "nevne", "nemne") for w in f.entities.tokens[:4])


def _about(f: Features, forms: tuple[str, ...]) -> tuple[Hit, ...]:
    """What is held that has one of the names of these forms in its own words."""
    names = {name.casefold() for form in forms for name in _names(f, form)}
    words = {t.folded for name in names for t in tokens(name)}
    lemmas = [f.knowledge.vocabulary.terms(word) for word in sorted(words)]
    terms = tuple(QueryTerm(" ".join(found), found) for found in lemmas if found)
    hits = ranked(f, "assessment", terms)
    return tuple(h for h in hits if any(name in h.doc.fact.text.nb.casefold() for name in names))


def _names(f: Features, form: str) -> Iterator[str]:
    """All that the form is called in bokmål: texts are found by that."""
    told = f.knowledge.language.forms[Form(form)]
    yield from (name for name in (told.name.nb, *told.words.nb) if len(name) > _SHORT)

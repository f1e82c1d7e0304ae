"""Readings of what the law allows: a rule of a form, a comparison, a form's history, a paragraph, our levers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.understanding.features import Features
from knowledge.understanding.reading_type import Reading

_NOT_LAW = ("regionraad", "uformelt-nettverk", "kjoep-av-tjenester")
_MODAL = (
    "kan",
    "ma",
    "ska",
    "skal",
    "far",
    "er",
    "hvem",
    "kven",
    "hva",
    "kva",
    "hvor",
    "kor",
    "korleis",
    "hvordan",
    "koss",
    "finnes",
    "finst",
)
_MAY = ("kan", "ma", "ska", "skal", "far", "korleis", "hvordan", "koss", "bor")
_HOST_FORM = "vertskommunesamarbeid"
_HOST_LEMMA = "vertskommune"
_SHAPE = (
    "who",
    "which",
    "what",
    "what_is",
    "when",
    "where",
    "why",
    "how",
    "count",
    "pronoun",
    "follow",
    "we",
    "greeting",
    "thanks",
    "compare",
)


def law(f: Features) -> Iterator[Reading]:
    """Every reading that takes the question as one of law."""
    cues, slots = f.cues, f.slots
    forms = _forms(f)
    paragraphs = tuple(m.ids[0] for m in f.entities.of("paragraph"))
    if slots.case_number or _unknown_name(f):
        return
    if paragraphs and cues.any("wording") and not cues.any("status_study"):
        yield Reading("paragraph", 5.0, replace(slots, paragraphs=paragraphs, forms=forms), f.terms)
    if cues.any("levers") and (slots.cooperation or forms) and not cues.any("amount"):
        rest = [t for t in f.without(*_SHAPE) if not _names_form(f, t.text) and "kommunestyr" not in t.lemmas]
        weight = 3.9 if slots.cooperation else 3.0 if rest else 4.2
        yield Reading("levers", weight, replace(slots, forms=forms), f.terms)
    if slots.cooperation and not (forms and "law" in cues):
        yield from _by_its_form(f)
        return
    forms = tuple(x for x in forms if x not in _NOT_LAW) or forms
    if forms and (set(forms) <= set(_NOT_LAW) or cues.any("status_study", "status_rejected", "status_idea", "status_planned")):
        return
    yield from _of_forms(f, forms)
    yield from _guide(f, forms)
    lists = cues.any("list", "which") and not paragraphs and (f.speaks_of_cooperation() or forms)
    if (lists or f.resolved) and not cues.any("law", "legal_aspect"):
        return
    yield from _of_rules(f, forms, paragraphs)


def _unknown_name(f: Features) -> bool:
    """«Blåfjell IKS»: a name that we do not know, before a form, is not answered with the form."""
    words = f.entities.tokens
    starts = {m.start for m in f.entities.of("form")} | {i for i, t in enumerate(words) if t.text in ("AS", "KO", "IKS")}
    return any(
        words[i].text in f.unknown and words[i].text[0].isupper() for start in starts for i in range(max(start - 2, 1), start)
    )


def _repealed(f: Features, forms: tuple[str, ...]) -> bool:
    known = f.knowledge.law.book.legal_forms
    return any(x in known and not known[x].current for x in forms)


def _of_forms(f: Features, forms: tuple[str, ...]) -> Iterator[Reading]:
    """The forms there are, and what became of one that is repealed."""
    if "overview" in f.cues and not forms and not f.places:
        yield Reading("law_overview", 3.6, f.slots, f.terms)
    if _repealed(f, forms) and f.cues.any("history", "exists") and not f.slots.municipalities:
        yield Reading("law_form", 3.6, replace(f.slots, forms=forms), f.terms)


def _guide(f: Features, forms: tuple[str, ...]) -> Iterator[Reading]:
    """«Hvilken form passer?», and «vi vil ha felles …», a need told rather than asked about."""
    if f.cues.any("compare") or len(forms) > 1:
        return
    if "start_guide" in f.cues or (f.cues.any("form_word") and f.cues.any("choosing")):
        yield Reading("guide", 4.3, f.slots, f.terms)
    elif "wish" in f.cues and not f.asks() and not f.cues.any(*_ASKS_OF_REGISTER) and f.speaks_of_cooperation():
        yield Reading("guide", 3.3, f.slots, f.terms)


_ASKS_OF_REGISTER = ("list", "who", "which", "which_municipalities", "member", "partners", "decision", "status", "count", "levers")


def _of_rules(f: Features, forms: tuple[str, ...], paragraphs: tuple[str, ...]) -> Iterator[Reading]:
    """A comparison, a form as a whole, or the rules that speak of what is asked."""
    cues, slots = f.cues, f.slots
    comparing = len(forms) > 1 and "compare" in cues
    terms = tuple(t for t in f.without(*_SHAPE) if not _names_form(f, t.text))
    if comparing:
        terms = tuple(t for t in terms if _HOST_LEMMA not in t.lemmas)
        yield Reading("law_compare", 3.6 if terms else 4.2, replace(slots, forms=forms), f.terms)
    found = f.knowledge.law.search(terms, forms, f.lemmas()) if terms else None
    if _repealed(f, forms) and found is not None and found.rules and found.rules[0].form is None:
        yield Reading("law_form", 3.6, replace(slots, forms=forms), f.terms)
    if forms and not terms and not slots.municipalities:
        yield Reading("law_form", 2.4 + 0.5 * ("what_is" in cues), replace(slots, forms=forms), f.terms)
    elif forms and cues.any("what_is", "history") and (found is None or found.score < 0.5):
        yield Reading("law_form", 2.6, replace(slots, forms=forms), f.terms)
    if found is None or not found.rules or not (forms or paragraphs or f.hint == "law" or cues.any("law", "legal_aspect")):
        return
    if slots.municipalities and (f.asks_amount() or not cues.any("law", "legal_aspect")):
        return
    signs = (
        0.7 * (f.hint == "law")
        + 0.7 * bool(forms)
        + 0.5 * ("law" in cues)
        + 0.3 * (f.first in _MODAL)
        + 0.3 * bool(paragraphs)
        + 0.2 * bool(found.claim)
    )
    if found.score >= 0.3 and signs >= 0.5:
        why = (f"rule {found.rules[0].id} {found.score:.2f}",)
        slots = replace(slots, forms=forms, rules=tuple(r.id for r in found.rules))
        yield Reading("law", 1.3 + 1.3 * min(found.score, 1.1) + signs, slots, terms, (), why)


def _by_its_form(f: Features) -> Iterator[Reading]:
    """«Kan Vik bytte representant i Sogn KO?»: the rule of that cooperation's form, when one speaks of just that."""
    record = f.knowledge.register.cooperations[f.slots.cooperation or ""]
    terms = f.beyond_name(f.without(*_SHAPE))
    if not record.forms or not terms or not (f.first in _MAY or "we" in f.cues):
        return
    forms = (max(record.forms, key=lambda x: x.on.first_day()).form.value,)
    found = f.knowledge.law.search(terms, forms, f.lemmas())
    if found.rules and found.score >= 0.6:
        slots = replace(f.slots, forms=forms, rules=tuple(r.id for r in found.rules))
        yield Reading("law", 1.1 + 1.1 * min(found.score, 1.1) + 0.3 * f.cues.any("law", "legal_aspect"), slots, terms)


def _forms(f: Features) -> tuple[str, ...]:
    """The forms that the question names; «vertskommunen» in a question of law names that form."""
    if f.slots.cooperation and not f.slots.form:
        return ()  # «Sogn KO» names a cooperation, not the form
    forms = tuple(dict.fromkeys(i for m in f.entities.of("form") for i in m.ids)) or ((f.slots.form,) if f.slots.form else ())
    if _HOST_FORM in forms and any(_HOST_FORM in x for x in forms if x != _HOST_FORM):
        forms = tuple(x for x in forms if x != _HOST_FORM)
    of_host = any(_HOST_LEMMA in t.lemmas for t in f.all_terms) and not any(_HOST_FORM in x for x in forms)
    if of_host and not f.slots.cooperation and (not forms or "compare" in f.cues):
        return (*forms, _HOST_FORM)
    if not forms and f.says("as") and not f.slots.cooperation:
        return ("aksjeselskap",)
    if any(m.ids[0] == "27" for m in f.entities.of("paragraph")):
        return ("paragraf-27-styre", *forms)
    return forms


def _names_form(f: Features, word: str) -> bool:
    position = f.positions.get(word)
    return any(m.start <= (position if position is not None else -1) < m.end for m in f.entities.of("form"))

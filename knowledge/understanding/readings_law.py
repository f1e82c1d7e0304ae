"""Readings of what the law allows: a rule of a form, a comparison, a form's history, a paragraph, our levers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.law_found import Found
from knowledge.law_words import ANY_NUMBER, Said
from knowledge.legal import Answer
from knowledge.understanding.features import Features
from knowledge.understanding.law_asked import (
    NAMES_ASPECT,
    OUTRIGHT,
    PLAIN,
    SURELY,
    asked_first,
    found_in_law,
    lawful,
    listing,
    only_law,
    said_in_law,
)
from knowledge.understanding.law_forms import (
    COUNCIL,
    act_named,
    form_as_such,
    forms_asked,
    of_a_council,
    repealed_among,
    unknown_name,
)
from knowledge.understanding.leaning import of_whom
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.readings_levers import leaving, levers

_NOT_LAW = ("regionraad", "uformelt-nettverk", "kjoep-av-tjenester")
_MODAL = frozenset(
    ["kan", "ma", "ska", "skal", "far", "er", "hvem", "kven", "hva", "kva", "hvor", "kor",
     "korleis", "hvordan", "koss", "finnes", "finst", "bor", "nar", "ka", "kem", "ke", "har"]
)  # fmt: skip
_OPEN = frozenset(["hva", "kva", "ka", "ke"])
_ARTICLES = frozenset(["et", "eit", "en", "ein"])
_MAY = frozenset(["kan", "ma", "ska", "skal", "far", "korleis", "hvordan", "koss", "bor"])
_SPEAKS_OF_FORM, _NARROWS, _LEAST, _LEAST_SIGNS = 0.55, 0.2, 0.3, 0.5
_SAYS_IT, _OF_FIELD = 1.0, 1.25
"""So much must a rule say of a question that names no form, and of one that names a field of cooperation."""
_TWO = 2
_OF_JUST_THAT = 1.6
"""What it adds that a cooperation's rule speaks of just what is asked, more than of what a council may do in general."""


def law(f: Features) -> Iterator[Reading]:
    """Every reading that takes the question as one of law."""
    cues, slots = f.cues, f.slots
    forms = forms_asked(f)
    paragraphs = tuple(m.ids[0] for m in f.entities.of("paragraph"))
    if slots.case_number or unknown_name(f) or (of_whom(f) and not cues.any("law", "legal_aspect")):
        return
    if paragraphs and not cues.any("status_study") and (cues.any("wording") or not said_in_law(f).terms):
        yield Reading("paragraph", 5.0, replace(slots, paragraphs=paragraphs, forms=forms, act=act_named(f)), f.terms)
    yield from levers(f, forms)
    if slots.cooperation and leaving(f) and not form_as_such(f):
        yield Reading("levers", 5.0, replace(slots, forms=forms, aspect="leaving"), f.terms)
    if slots.cooperation and not (forms and "law" in cues):
        as_such = form_as_such(f)
        if as_such:
            general = replace(f, slots=replace(slots, cooperation=None))
            yield from (*_of_forms(general, as_such), *_of_rules(general, as_such, ()))
        if not as_such:
            yield from _by_its_form(f)
        return
    forms = tuple(x for x in forms if x not in _NOT_LAW) or forms
    if forms and cues.any("status_study", "status_rejected", "status_idea", "status_planned") and not lawful(f, forms):
        return
    if forms and set(forms) <= set(_NOT_LAW) and _of_register(f, forms):
        return
    yield from _of_forms(f, forms)
    lists = cues.any("list", "which") and not paragraphs and (f.speaks_of_cooperation() or forms)
    if (lists or f.resolved) and not lawful(f, forms):
        return
    yield from _of_rules(f, forms, paragraphs)


def _of_register(f: Features, forms: tuple[str, ...]) -> bool:
    """True when «regionrådet», «nettverket» and the like stand for one that exists, not for a form and its rules."""
    if _indefinite(f):
        return False
    if f.places or (COUNCIL in forms and (listing(f) or f.slots.fields or f.first not in _MODAL)):
        return True
    found = f.knowledge.law.search(said_in_law(f), forms)
    least = PLAIN if f.slots.fields else _SPEAKS_OF_FORM
    return found.score < least or not found.rules or found.rules[0].form is None


def _indefinite(f: Features) -> bool:
    """«Kan et uformelt nettverk …?»: one as such, of which the register has nothing."""
    words = f.entities.tokens
    starts = [m.start for m in f.entities.of("form")]
    return asked_first(f) in _MODAL and any({w.folded for w in words[max(n - 2, 0) : n]} & _ARTICLES for n in starts)


def _of_forms(f: Features, forms: tuple[str, ...]) -> Iterator[Reading]:
    """The forms there are, and what became of one that is repealed."""
    if "overview" in f.cues and not forms and not f.places and not _of_an_aspect(f):
        yield Reading("law_overview", 3.6, f.slots, f.terms)
    if repealed_among(f, forms) and not f.slots.municipalities and (not listing(f) or "form_word" in f.cues):
        yield Reading("law_form", 3.5 if f.cues.any("history", "exists") else 3.2, replace(f.slots, forms=forms), f.terms)


def _of_an_aspect(f: Features) -> bool:
    """«I hvilke former hefter vi for gjelda?»: what is told of an aspect, form by form."""
    found = f.knowledge.law.search(said_in_law(f), ())
    return bool(found.rules) and found.score >= OUTRIGHT and found.rules[0].aspect not in ("overview", "purpose")


def _of_rules(f: Features, forms: tuple[str, ...], paragraphs: tuple[str, ...]) -> Iterator[Reading]:
    """A comparison, a form as a whole, or the rules that speak of what is asked."""
    cues, slots = f.cues, f.slots
    said = said_in_law(f)
    if len(forms) > 1 and "compare" in cues:
        yield _comparison(f, forms, said)
    found = found_in_law(f, said, forms) if any(t.lemmas[0][0] != ANY_NUMBER for t in said.terms) else None
    yield from _of_one_form(f, forms, said, found)
    by_words = cues.any("law", "legal_aspect") or (found is not None and found.score >= PLAIN and only_law(f, said))
    by_words = by_words or (found is not None and _in_general(f, forms, said, found))
    if found is None or not found.rules or not (forms or paragraphs or f.hint == "law" or by_words):
        return
    if slots.municipalities and (f.asks_amount() or not (by_words or of_a_council(f) or _of_any(f, found))):
        return
    signs = _signs(f, forms, found) + 0.5 * by_words + 0.3 * bool(paragraphs)
    if found.score >= _LEAST and signs >= _LEAST_SIGNS:
        why = (f"rule {found.rules[0].id} {found.score:.2f}",)
        slots = replace(slots, forms=forms, rules=tuple(r.id for r in found.rules))
        yield Reading("law", 1.3 + 1.3 * min(found.score, 1.1) + signs, slots, said.terms, (), why, found)


def _of_any(f: Features, found: Found) -> bool:
    """«Kan Gausdal selge sin del av et IKS?»: any of that form, and the municipality is only the one that acts."""
    speaks = found.score >= (PLAIN if asked_first(f) in _MAY else OUTRIGHT)
    return speaks and _indefinite(f) and not f.cues.any("list", "partners")


def _in_general(f: Features, forms: tuple[str, ...], said: Said, found: Found) -> bool:
    """«Hvem ansetter daglig leder?»: asked of none that exists, and a rule speaks of just that."""
    slots = f.slots
    if forms or (f.places and not of_a_council(f)) or f.resolved or f.unknown:
        return False
    if slots.cooperation or slots.dates or slots.span or slots.sources:
        return False
    if "advice" in f.cues and f.says("jeg", "eg"):
        return False  # «hvem bør jeg stemme på?»
    first = asked_first(f)
    vague = (slots.fields and first in _OPEN) or (f.definite and first not in _MAY) or len(said.terms) < _TWO
    if vague or not (first in _MODAL or "form_word" in f.cues):
        return False  # «hva skjer med barnevern?», «hvem er med i det samarbeidet?»
    return found.score >= (_OF_FIELD if slots.fields or f.cues.any("advice", "opinion") else _SAYS_IT)


def _signs(f: Features, forms: tuple[str, ...], found: Found) -> float:
    """What speaks for a question of law besides the rules found."""
    unknown = 0.5 * min(len(f.unknown), 2) if not forms and not f.cues.any("law", "legal_aspect") else 0.0
    return (
        0.7 * (f.hint == "law")
        + 0.7 * bool(forms)
        + 0.3 * (f.first in _MODAL)
        + 0.3 * (f.first in _MAY and bool(forms) and "member" in f.cues)
        + 1.0 * bool(forms and found.claim and f.says("vel", "jo"))
        + (0.6 if found.verdict is not Answer.TELL and found.claim else 0.2 * bool(found.claim))
        - unknown
    )


def _comparison(f: Features, forms: tuple[str, ...], said: Said) -> Reading:
    """The forms side by side; of what is asked about alone, when aspects are named."""
    law_ = f.knowledge.law
    whole = law_.search(said, forms)
    named = [aspect for aspect, share in law_.aspects(said).items() if share >= _NARROWS]
    if not named and whole.rules and max(whole.aspect, whole.share) >= _NARROWS:
        named = [whole.rules[0].aspect]
    elif named:
        named = list(dict.fromkeys((*named, *_unnamed(f, forms, said))))
    best = (law_.search(said, (form,)).rules[:2] for form in forms) if named else ()
    rules = tuple(rule.id for found in best for rule in found)
    weight = 4.8 if f.yes_or_no() else 5.3  # «er det slik at …?» may make a claim instead
    return Reading("law_compare", weight, replace(f.slots, forms=forms, aspects=tuple(named), rules=rules), f.terms)


def _unnamed(f: Features, forms: tuple[str, ...], said: Said) -> Iterator[str]:
    """The aspects of what is asked about by a word that names none itself: «gjeld og ansatte»."""
    law_ = f.knowledge.law
    for term in said.terms:
        alone = replace(said, terms=(term,), lemmas=frozenset(term.lemmas))
        if not law_.aspects(alone):
            found = law_.search(alone, forms)
            if found.rules and found.share >= _SPEAKS_OF_FORM:
                yield found.rules[0].aspect


def _of_one_form(f: Features, forms: tuple[str, ...], said: Said, found: Found | None) -> Iterator[Reading]:
    """A form as a whole: where it is repealed, or nothing narrower is asked."""
    slots, cues = replace(f.slots, forms=forms), f.cues
    if repealed_among(f, forms) and found is not None and found.rules and found.rules[0].form is None:
        yield Reading("law_form", 3.6, slots, f.terms)
    if forms and not said.terms and not f.slots.municipalities:
        yield Reading("law_form", 2.4 + 0.5 * ("what_is" in cues), slots, f.terms)
    elif forms and cues.any("what_is", "history") and (found is None or found.score < 0.5):
        yield Reading("law_form", 2.6, slots, f.terms)


def _by_its_form(f: Features) -> Iterator[Reading]:
    """«Kan Vik bytte representant i Sogn KO?»: the rule of that cooperation's form, when one speaks of just that."""
    record = f.knowledge.register.cooperations[f.slots.cooperation or ""]
    said = said_in_law(f, beyond=True)
    by_cue, by_word = f.cues.any("law", "legal_aspect"), only_law(f, said)
    if "why" in f.cues and not by_cue:
        return  # «hvorfor trakk Luster seg ut av Sogn KO?» asks what was done, not what may be
    words = [t for t in said.terms if t.lemmas[0][0] != ANY_NUMBER]
    by_cue = by_cue or f.says("rett", "rettar", "rettigheter", "plikt")  # «hvilken rett har kommunestyret til …?»
    if not record.forms or not words or not (f.first in _MAY or "we" in f.cues or by_cue or by_word):
        return
    forms = (max(record.forms, key=lambda x: x.on.first_day()).form.value,)
    found = found_in_law(f, said, forms)
    if not found.rules or found.score < 0.6:
        return
    asks_law = (not _MAY.isdisjoint((f.first, asked_first(f))) or by_cue) and not f.cues.any("when", "since", "decision", "vote")
    just_that = asks_law and found.score >= SURELY and max(found.aspect, found.share) >= NAMES_ASPECT
    slots = replace(f.slots, forms=forms, rules=tuple(r.id for r in found.rules))
    weight = 1.1 + 1.1 * min(found.score, 1.1) + 0.3 * by_cue + 0.5 * by_word + _OF_JUST_THAT * just_that
    yield Reading("law", weight, slots, said.terms, (), (f"rule {found.rules[0].id} {found.score:.2f}",), found)

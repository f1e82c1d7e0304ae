"""Readings of what the law allows: a rule of a form, a comparison, a form's history, a paragraph, our levers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from knowledge.law_index import Found
from knowledge.law_words import ANY_NUMBER, Said
from knowledge.legal import Answer
from knowledge.understanding.entities import Mention
from knowledge.understanding.features import Features
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import fold

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
_OLD = {"27": "paragraf-27-styre", "28": "paragraf-28-1-vertskommune", "28-1": "paragraf-28-1-vertskommune"}
"""Paragraphs of the act of 1992 that forms were called by."""
_ACTS = {
    "iksl": ("ikslov", "iksl"),
    "pbl": ("pbl", "bygningslov", "planogbygningslov"),
    "fvl": ("forvaltningslov", "forvaltingslov", "fvl"),
    "koml": ("kommunelov", "koml"),
}
_CLAUSE = re.compile(r"[,.;:?!–]")
_SENTENCE = re.compile(r"[.!?:]")
_JOINS = frozenset({"siden", "sidan", "fordi", "ettersom", "nar", "hvis", "viss", "selv"})
_SPEAKS_OF_FORM, _PLAIN, _NAMES_ASPECT, _NARROWS, _SURELY = 0.55, 0.7, 0.4, 0.3, 0.85
_OF_JUST_THAT = 1.6
"""What it adds that a cooperation's rule speaks of just what is asked, more than of what a council may do in general."""
_COUNCIL = "regionraad"
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
    yield from _guide(f, forms)
    if paragraphs and not cues.any("status_study") and (cues.any("wording") or not _said(f).terms):
        yield Reading("paragraph", 5.0, replace(slots, paragraphs=paragraphs, forms=forms, act=_act(f)), f.terms)
    if cues.any("levers") and (slots.cooperation or forms) and not cues.any("amount"):
        rest = [t for t in f.without(*_SHAPE, "levers") if not _names_form(f, t.text) and "kommunestyr" not in t.lemmas]
        weight = 3.9 if slots.cooperation else 3.0 if rest else 4.9
        yield Reading("levers", weight, replace(slots, forms=forms), f.terms)
    if slots.cooperation and _leaving(f) and not _form_as_such(f):
        yield Reading("levers", 5.0, replace(slots, forms=forms, aspect="leaving"), f.terms)
    if slots.cooperation and not (forms and "law" in cues):
        as_such = _form_as_such(f)
        if as_such:
            general = replace(f, slots=replace(slots, cooperation=None))
            yield from (*_of_forms(general, as_such), *_of_rules(general, as_such, ()))
        yield from _by_its_form(f)
        return
    forms = tuple(x for x in forms if x not in _NOT_LAW) or forms
    if forms and cues.any("status_study", "status_rejected", "status_idea", "status_planned") and not _lawful(f, forms):
        return
    if forms and set(forms) <= set(_NOT_LAW) and _of_register(f, forms):
        return
    yield from _of_forms(f, forms)
    lists = cues.any("list", "which") and not paragraphs and (f.speaks_of_cooperation() or forms)
    if (lists or f.resolved) and not _lawful(f, forms):
        return
    yield from _of_rules(f, forms, paragraphs)


def _leaving(f: Features) -> bool:
    """«Hvordan kommer vi ut av …?», asked of what may be, not of what was decided."""
    said = _said(f, beyond=True)
    return any("uttreden" in t.lemmas for t in said.terms) and not f.cues.any("decision", "timeline", "when", "status_ended")


def _form_as_such(f: Features) -> tuple[str, ...]:
    """«IPR-et», «plansamarbeidet»: the form, when nothing but the form's own word points to that one cooperation."""
    mentions = f.entities.of("form")
    if not mentions or f.slots.municipalities or f.slots.regions or f.followed:
        return ()
    if any(_in_general(f, m) for m in mentions):
        return tuple(dict.fromkeys(i for m in mentions for i in m.ids))
    of_form = {i for m in mentions for i in range(m.start, m.end)}
    beyond = {t.text for t in f.beyond_name(f.all_terms)}
    telling = any(c.telling and c.id == f.slots.cooperation for c in f.resolved)
    if telling and any(p not in of_form and text not in beyond for text, p in f.positions.items()):
        return ()
    return tuple(dict.fromkeys(i for m in mentions for i in m.ids))


def _in_general(f: Features, mention: Mention) -> bool:
    """«Et IKS», «eit § 27-styre»: any of that form."""
    before = [w.folded for w in f.entities.tokens[max(mention.start - 2, 0) : mention.start]]
    return bool({"et", "eit", "ein", "en", "ei"} & set(before))


def _of_register(f: Features, forms: tuple[str, ...]) -> bool:
    """True when «regionrådet», «nettverket» and the like stand for one that exists, not for a form and its rules."""
    if f.places or (_COUNCIL in forms and (_listing(f) or f.slots.fields or f.first not in _MODAL)):
        return True
    found = f.knowledge.law.search(_said(f), forms)
    least = _PLAIN if f.slots.fields else _SPEAKS_OF_FORM
    return found.score < least or not found.rules or found.rules[0].form is None


def _lawful(f: Features, forms: tuple[str, ...]) -> bool:
    """True when the question is one of law by its words: a cue, a word that only the law has, an aspect of a form named."""
    if f.cues.any("law", "legal_aspect"):
        return True
    said = _said(f)
    found = f.knowledge.law.search(said, forms)
    named = bool(forms) and not f.slots.municipalities and (found.aspect >= _NAMES_ASPECT or found.share >= _NAMES_ASPECT)
    if forms and not f.slots.municipalities and found.score >= _SURELY and f.says("kan", "ma", "skal", "far"):
        return True
    return (named and found.score >= _PLAIN) or (found.score >= _PLAIN and _only_law(f, said))


def _listing(f: Features) -> bool:
    """«Hvilke samarbeid …», «hvem er med …»: the register is asked."""
    return f.cues.any("list", "which", "which_municipalities", "member", "partners", "count")


def _act(f: Features) -> str | None:
    """The act that is named beside a paragraph: «IKS-loven § 4», «§ 28 i forvaltningsloven»."""
    words = [t.folded for t in f.entities.tokens]
    joined = [a + b for a, b in pairwise([*words, ""])]
    return next((act for act, names in _ACTS.items() if any(w.startswith(names) for w in (*words, *joined))), None)


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
    if _repealed(f, forms) and not f.slots.municipalities and (not _listing(f) or "form_word" in f.cues):
        yield Reading("law_form", 3.6 if f.cues.any("history", "exists") else 3.2, replace(f.slots, forms=forms), f.terms)


def _guide(f: Features, forms: tuple[str, ...]) -> Iterator[Reading]:
    """«Hvilken form passer?», and «vi vil ha felles …», a need told rather than asked about."""
    cues = f.cues
    if cues.any("compare") or (forms and "start_guide" not in cues and set(forms) != {_COUNCIL}):
        return
    of_form = cues.any("form_word", "overview") or any("samarbeidsform" in t.lemmas for t in f.all_terms)
    if "start_guide" in cues or (cues.any("choosing") and len(f.needs) > 1) or (of_form and (_chooses(f) or len(f.needs) > 1)):
        yield Reading("guide", 4.3, f.slots, f.terms)
    elif "wish" in cues and not f.asks() and not cues.any(*_ASKS_OF_REGISTER) and (f.speaks_of_cooperation() or len(f.needs) > 1):
        yield Reading("guide", 2.9 + 0.4 * min(len(f.needs), 4), f.slots, f.terms)


def _chooses(f: Features) -> bool:
    """True when a form is to be chosen; «hvilke former kan vi bruke?» alone wants them all."""
    return f.cues.any("choosing", "wish") and (bool(f.needs) or "overview" not in f.cues)


_ASKS_OF_REGISTER = ("list", "who", "which", "which_municipalities", "partners", "status", "count", "levers")


def _of_rules(f: Features, forms: tuple[str, ...], paragraphs: tuple[str, ...]) -> Iterator[Reading]:
    """A comparison, a form as a whole, or the rules that speak of what is asked."""
    cues, slots = f.cues, f.slots
    said = _said(f)
    if len(forms) > 1 and "compare" in cues:
        whole = f.knowledge.law.search(said, forms)
        narrow = whole.rules[0].aspect if whole.rules and max(whole.aspect, whole.share) >= _NARROWS else None
        best = (f.knowledge.law.search(said, (form,)).rules[:2] for form in forms) if narrow else ()
        rules = tuple(rule.id for found_ in best for rule in found_)
        yield Reading("law_compare", 4.8, replace(slots, forms=forms, aspect=narrow, rules=rules), f.terms)
    found = _found(f, said, forms) if any(t.lemmas[0][0] != ANY_NUMBER for t in said.terms) else None
    if _repealed(f, forms) and found is not None and found.rules and found.rules[0].form is None:
        yield Reading("law_form", 3.6, replace(slots, forms=forms), f.terms)
    if forms and not said.terms and not slots.municipalities:
        yield Reading("law_form", 2.4 + 0.5 * ("what_is" in cues), replace(slots, forms=forms), f.terms)
    elif forms and cues.any("what_is", "history") and (found is None or found.score < 0.5):
        yield Reading("law_form", 2.6, replace(slots, forms=forms), f.terms)
    lawful = cues.any("law", "legal_aspect") or (found is not None and found.score >= _PLAIN and _only_law(f, said))
    if found is None or not found.rules or not (forms or paragraphs or f.hint == "law" or lawful):
        return
    if slots.municipalities and (f.asks_amount() or not lawful):
        return
    signs = (
        0.7 * (f.hint == "law")
        + 0.7 * bool(forms)
        + 0.5 * lawful
        + 0.3 * (f.first in _MODAL)
        + 0.3 * (f.first in _MAY and bool(forms) and "member" in cues)
        + 0.3 * bool(paragraphs)
        + (0.6 if found.verdict is not Answer.TELL and found.claim else 0.2 * bool(found.claim))
    )
    if not forms and not cues.any("law", "legal_aspect"):
        signs -= 0.5 * min(len(f.unknown), 2)
    if found.score >= 0.3 and signs >= 0.5:
        why = (f"rule {found.rules[0].id} {found.score:.2f}",)
        slots = replace(slots, forms=forms, rules=tuple(r.id for r in found.rules))
        yield Reading("law", 1.3 + 1.3 * min(found.score, 1.1) + signs, slots, said.terms, (), why, found)


def _said(f: Features, beyond: bool = False) -> Said:
    """The question as the law's words show it, without the forms that it names, or the cooperation."""
    skip = set(_forms_named(f))
    skip |= {p for name in ("greeting", "thanks", "count", "compare", "follow") for p in f.cues.positions.get(name, ())}
    skip |= {i for kind in ("paragraph", "date", "year", "municipality") for m in f.entities.of(kind) for i in range(m.start, m.end)}
    if beyond:
        kept = {t.text for t in f.beyond_name(f.all_terms)}
        skip |= {p for text, p in f.positions.items() if text not in kept}
    before = f.context.words if f.followed and (f.hint or "").startswith("law") else ""
    return f.knowledge.law.words.said(f.entities.tokens, skip, before)


def _forms_named(f: Features) -> Iterator[int]:
    """Where forms are named; a form named again is content: «kan et IKS være deltaker i et annet IKS?»."""
    seen: set[tuple[str, ...]] = set()
    for mention in f.entities.of("form"):
        if mention.ids not in seen:
            seen.add(mention.ids)
            yield from range(mention.start, mention.end)


def _found(f: Features, said: Said, forms: tuple[str, ...]) -> Found:
    """What the rules say to the question as a whole; first of all to what one clause of it takes wrongly for granted."""
    law = f.knowledge.law
    whole = law.search(said, forms)
    for clause in _clauses(f):
        part = law.search(clause, forms)
        if part.claim is not None and part.verdict is Answer.NO and part.claim is not whole.claim and len(clause.terms) > 2:
            rules = tuple(dict.fromkeys((*part.rules[:1], *whole.rules[:2])))
            return replace(part, rules=rules, score=max(part.score, whole.score))
    return _of_last_sentence(f, forms, whole)


def _of_last_sentence(f: Features, forms: tuple[str, ...], whole: Found) -> Found:
    """«Vi eier 60 prosent av et AS. Har kontrollutvalget innsyn?»: what is asked stands last, the rest tells of the case."""
    words = f.entities.tokens
    ends = [n for n in range(1, len(words)) if _SENTENCE.search(f.text[words[n - 1].end : words[n].start])]
    if not ends:
        return whole
    start = ends[-1]
    named = {i - start for i in _forms_named(f) if i >= start}
    part = f.knowledge.law.search(f.knowledge.law.words.said(words[start:], named), forms)
    if not part.rules or part.score < _PLAIN:
        return whole
    return replace(part, rules=tuple(dict.fromkeys((*part.rules, *whole.rules[:1])))[:3])


def _clauses(f: Features) -> Iterator[Said]:
    """The clauses of a question that has several, each with two words at least."""
    words = f.entities.tokens
    cuts = [0]
    for n in range(1, len(words)):
        if _CLAUSE.search(f.text[words[n - 1].end : words[n].start]) or words[n].folded in _JOINS:
            cuts.append(n)
    cuts.append(len(words))
    if len(cuts) < 3:
        return
    forms = {i for m in f.entities.of("form") for i in range(m.start, m.end)}
    for start, end in pairwise(cuts):
        said = f.knowledge.law.words.said(words[start:end], {i - start for i in forms if start <= i < end})
        if len(said.terms) > 1:
            yield said


def _only_law(f: Features, said: Said) -> bool:
    """True when the question has a word that rules of law have in their one sentence, and no fact of the register.

    Where places, fields or a list of cooperations are asked for, such a word shows nothing.
    """
    if f.slots.municipalities or f.slots.regions or (_listing(f) and f.speaks_of_cooperation()):
        return False
    law, facts = f.knowledge.law, f.knowledge.index
    known = [t for t in said.terms if f.knowledge.vocabulary.has(fold(t.text))]  # a mended word shows nothing for sure
    telling = [t for t in known if law.telling(t.lemmas[0]) and facts.rarity(t.lemmas[0]) == facts.rarity("")]
    weight = sum(map(law.index.weight, telling))
    return bool(telling) and (not f.slots.fields or weight >= _NAMES_ASPECT * sum(map(law.index.weight, said.terms)))


def _by_its_form(f: Features) -> Iterator[Reading]:
    """«Kan Vik bytte representant i Sogn KO?»: the rule of that cooperation's form, when one speaks of just that."""
    record = f.knowledge.register.cooperations[f.slots.cooperation or ""]
    said = _said(f, beyond=True)
    lawful = f.cues.any("law", "legal_aspect") or _only_law(f, said)
    words = [t for t in said.terms if t.lemmas[0][0] != ANY_NUMBER]
    if not record.forms or not words or not (f.first in _MAY or "we" in f.cues or lawful):
        return
    forms = (max(record.forms, key=lambda x: x.on.first_day()).form.value,)
    found = _found(f, said, forms)
    if found.rules and found.score >= 0.6:
        slots = replace(f.slots, forms=forms, rules=tuple(r.id for r in found.rules))
        weight = 1.1 + 1.1 * min(found.score, 1.1) + 0.3 * f.cues.any("law", "legal_aspect") + 0.5 * _only_law(f, said)
        asks_law = (f.first in _MAY or f.cues.any("law", "legal_aspect")) and not f.cues.any("when", "since", "decision", "vote")
        weight += _OF_JUST_THAT * (asks_law and found.score >= _SURELY and (found.aspect >= _NAMES_ASPECT or found.share >= _NAMES_ASPECT))
        yield Reading("law", weight, slots, said.terms, (), (f"rule {found.rules[0].id} {found.score:.2f}",), found)


def _forms(f: Features) -> tuple[str, ...]:
    """The forms that the question names; «vertskommunen» in a question of law names that form."""
    if f.slots.cooperation and not f.slots.form:
        return ()  # «Sogn KO» names a cooperation, not the form
    forms = tuple(dict.fromkeys(i for m in f.entities.of("form") for i in m.ids)) or ((f.slots.form,) if f.slots.form else ())
    if _HOST_FORM in forms and any(_HOST_FORM in x for x in forms if x != _HOST_FORM):
        forms = tuple(x for x in forms if x != _HOST_FORM)
    if not forms and any(t.folded.startswith(("nemnd", "nemd")) for t in f.entities.tokens):
        return ("vertskommunesamarbeid-folkevalgt-nemnd",)
    of_host = any(_HOST_LEMMA in t.lemmas for t in f.all_terms) and not any(_HOST_FORM in x for x in forms)
    if of_host and not f.slots.cooperation and (not forms or "compare" in f.cues):
        return (*forms, _HOST_FORM)
    if not forms and f.says("as") and not f.slots.cooperation:
        return ("aksjeselskap",)
    old = (_OLD.get(m.ids[0][:4].rstrip("abc")) for m in f.entities.of("paragraph"))
    repealed = next((form for form in old if form), None)
    if repealed:
        return (repealed, *(x for x in forms if x != repealed))
    return forms


def _names_form(f: Features, word: str) -> bool:
    position = f.positions.get(word)
    return any(m.start <= (position if position is not None else -1) < m.end for m in f.entities.of("form"))

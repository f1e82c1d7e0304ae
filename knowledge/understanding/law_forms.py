"""Which forms of cooperation, and which act, a question of law is about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from knowledge.understanding.entities import Mention
from knowledge.understanding.features import Features

COUNCIL = "regionraad"
_HOST_FORM = "vertskommunesamarbeid"
_HOST_BOARD = "vertskommunesamarbeid-folkevalgt-nemnd"
HOST_LEMMA = "vertskommune"
_OLD = {"27": "paragraf-27-styre", "28": "paragraf-28-1-vertskommune", "28-1": "paragraf-28-1-vertskommune"}
"""Paragraphs of the act of 1992 that forms were called by."""
_NETWORKS = ("nettverk", "nettverket")
_ONLY_IN = {
    "interkommunalt-selskap": ("selskapsavtal", "avviklingsstyr"),
    "aksjeselskap": ("generalforsamling", "aksjer", "aksjar", "aksjekapital", "aksjonaer", "aksjonær"),
}
"""Beginnings of words that only one form has, by that form."""
_BODIES = ("kommunestyr", "bystyr", "heradsstyr", "formannskap", "kontrollutval", "ordfor", "kommunedirektor", "radmann")
"""Beginnings of words for the bodies of a municipality, folded."""
_ACTORS = (
    *_BODIES, "eierne", "eigarane", "deltakerne", "deltakarane", "kommunen", "kommuna", "folkevalgt", "folkevald", "politikar",
    "politiker", "eierkommun", "eigarkommun",
)  # fmt: skip
"""Beginnings of words for those who steer a cooperation, folded."""
_ACTS = {
    "iksl": ("ikslov", "iksl"),
    "pbl": ("pbl", "bygningslov", "planogbygningslov"),
    "fvl": ("forvaltningslov", "forvaltingslov", "fvl"),
    "koml": ("kommunelov", "koml"),
}


def forms_asked(f: Features) -> tuple[str, ...]:
    """The forms that the question names; «vertskommunen» in a question of law names that form."""
    if f.slots.cooperation and not f.slots.form:
        return ()  # «Sogn KO» names a cooperation, not the form
    forms = tuple(dict.fromkeys(i for m in f.entities.of("form") for i in m.ids)) or ((f.slots.form,) if f.slots.form else ())
    if _HOST_FORM in forms and any(_HOST_FORM in x for x in forms if x != _HOST_FORM):
        forms = tuple(x for x in forms if x != _HOST_FORM)
    if forms in ((), (_HOST_FORM,)) and any(t.folded.startswith(("nemnd", "nemd")) for t in f.entities.tokens):
        return (_HOST_BOARD,)
    of_host = any(HOST_LEMMA in t.lemmas for t in f.all_terms) and not any(_HOST_FORM in x for x in forms)
    if of_host and not f.slots.cooperation and (not forms or "compare" in f.cues):
        return (*forms, _HOST_FORM)
    if not forms and f.says("as") and not f.slots.cooperation:
        return ("aksjeselskap",)
    if not forms and f.says("vel", "jo", "kan", "ma") and any(t.folded.endswith(_NETWORKS) for t in f.entities.tokens):
        return ("uformelt-nettverk",)  # «ordførernettverket vårt kan vel vedta …?»
    if not forms and not f.slots.cooperation and not f.unknown:
        told = next(
            (form for form, words in _ONLY_IN.items() if any(t.folded.startswith(words) for t in f.entities.tokens)), None
        )
        if told:
            return (told,)
    old = (_OLD.get(m.ids[0][:4].rstrip("abc")) for m in f.entities.of("paragraph"))
    repealed = next((form for form in old if form), None)
    if repealed:
        return (repealed, *(x for x in forms if x != repealed))
    return forms


def forms_named(f: Features) -> Iterator[int]:
    """Where forms are named; a form named again is content: «kan et IKS være deltaker i et annet IKS?»."""
    seen: set[tuple[str, ...]] = set()
    for mention in f.entities.of("form"):
        if mention.ids not in seen:
            seen.add(mention.ids)
            yield from range(mention.start, mention.end)


def form_as_such(f: Features) -> tuple[str, ...]:
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


def act_named(f: Features) -> str | None:
    """The act that is named beside a paragraph: «IKS-loven § 4», «§ 28 i forvaltningsloven»."""
    words = [t.folded for t in f.entities.tokens]
    joined = [a + b for a, b in pairwise([*words, ""])]
    return next((act for act, names in _ACTS.items() if any(w.startswith(names) for w in (*words, *joined))), None)


def repealed_among(f: Features, forms: tuple[str, ...]) -> bool:
    """True when one of the forms is of the act of 1992, or otherwise repealed."""
    known = f.knowledge.law.book.legal_forms
    return any(x in known and not known[x].current for x in forms)


def of_a_council(f: Features) -> bool:
    """«Kommunestyret i Vik»: in law any council, where no place is named but by its council."""
    words = f.entities.tokens
    places = [m for kind in ("municipality", "region", "county") for m in f.entities.of(kind)]
    before = [[w.folded for w in words[max(m.start - 2, 0) : m.start]] for m in places]
    return bool(places) and all(len(b) > 1 and b[1] == "i" and b[0].startswith(_BODIES) for b in before)


def means_of_a_council(f: Features) -> bool:
    """«Hvilke virkemidler har kommunestyret …?», «kva makt har vi …?»: what it has to steer by."""
    ours = "we" in f.cues or any(t.folded.startswith(_ACTORS) for t in f.entities.tokens)
    return "means" in f.cues and ours and f.cues.any("which", "what", "list", "exists")


def names_form(f: Features, word: str) -> bool:
    """True for a content word that stands within the name of a form."""
    position = f.positions.get(word)
    return any(m.start <= (position if position is not None else -1) < m.end for m in f.entities.of("form"))


def unknown_name(f: Features) -> bool:
    """«Blåfjell IKS»: a name that we do not know, before a form, is not answered with the form."""
    words = f.entities.tokens
    starts = {m.start for m in f.entities.of("form")} | {i for i, t in enumerate(words) if t.text in ("AS", "KO", "IKS")}
    return any(
        words[i].text in f.unknown and words[i].text[0].isupper() for start in starts for i in range(max(start - 2, 1), start)
    )

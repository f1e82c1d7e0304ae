"""What lies nearest where no reading answers: facts that share rarer words with the question, told as near and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from knowledge.model import Figure, Text, Words
from knowledge.search import Hit, QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.question import Question
from knowledge.understanding.ranking import ranked
from knowledge.understanding.words import tokens

_FACTS = ("note", "figure", "assessment", "step")
_SHAPE = (
    "who", "which", "which_municipalities", "what", "what_is", "when", "where", "how", "pronoun", "follow", "list", "exists",
    "yesno_start", "more", "both", "cooperation_word", "greeting", "thanks",
)  # fmt: skip
"""Cues whose words tell nothing of the subject."""
_TELLING = 2.6
"""So rare is a word that facts which share it may be of use."""
_SHARE = 0.4
"""The share of what is asked that a fact must meet to be told."""
_SHARE_OF_ONE = 0.3
"""The same where one cooperation is meant: what is told is at least about that."""
_SHARE_OF_PLACE = 0.6
"""The same where nothing but a place is named: it may be anything that goes on there."""
_UNTOLD = re.compile(r"ukjent|(sier|står|oppgir) ikke")
_AS_NEAR = 0.2
_MOST = 4


def nearest(f: Features) -> Question | None:
    """The facts that share most with what is asked, where enough is shared; None where they would only be noise."""
    if (one := f.slots.cooperation) and f.slots.fields:
        about = set(f.knowledge.register.cooperations[one].fields)
        if not any(about & f.knowledge.related_fields[field] for field in f.slots.fields):
            # «hva hindrer å slå sammen personal i Sel og Vågå?»: more is asked about than the one whose name was heard
            f = replace(f, slots=replace(f.slots, cooperation=None), family=frozenset())
    asked = _asked(f)
    if not asked or f.cues.any("law", "naming"):
        return None
    one, subject = f.slots.cooperation, bool(f.slots.fields or f.speaks_of_cooperation())
    least = _SHARE_OF_ONE if one else _SHARE if subject else _SHARE_OF_PLACE
    hits = [hit for hit in ranked(f, _FACTS, (*asked, *_around(f, asked))) if _shared(f, hit, asked) >= least]
    if not (one or subject):  # a place alone: only what is about it, and shares more than a word
        hits = [h for h in hits if h.doc.municipalities & f.places and len([t for t in asked if t.text in h.met]) > 1]
    if f.slots.fields and not one:
        fit = frozenset(x for field in f.slots.fields for x in f.knowledge.related_fields[field])
        hits = [h for h in hits if not h.doc.fields or h.doc.fields & fit]
    if f.asks_amount() and not one:  # nothing but a number answers, or word that there is none
        hits = [h for h in hits if h.doc.kind == "figure" or _UNTOLD.search(h.doc.fact.text.nb)]
    if not hits:
        return None
    ordered = sorted(hits, key=lambda h: -(h.score + _shared(f, h, asked)))
    top = ordered[0].score + _shared(f, ordered[0], asked)
    told = tuple(h for h in ordered if h.score + _shared(f, h, asked) >= top - _AS_NEAR)[:_MOST]
    why = (f"nearest {told[0].doc.record_id}/{told[0].doc.part} {top:.2f}",)
    return Question("nearest", f.slots, f.language, f.terms, told, why)


def _asked(f: Features) -> tuple[QueryTerm, ...]:
    """The words that say what is asked, beyond the name, the field, the place and the shape of the question."""
    apart = {t.text for t in f.terms_outside_fields()}
    shaping = f.without(*_SHAPE)
    terms = f.beyond_name(tuple(t for t in shaping if t.text in apart or t not in f.terms)) or f.beyond_name(shaping)
    return tuple(t for t in terms if t.lemmas and not t.text.isdigit())


def _around(f: Features, asked: tuple[QueryTerm, ...]) -> tuple[QueryTerm, ...]:
    return tuple(t for t in f.terms if t not in asked)


def _shared(f: Features, hit: Hit, asked: tuple[QueryTerm, ...]) -> float:
    """The share of what is asked that stands in the fact's own words; 0 where only common words do."""
    fact = hit.doc.fact
    own = _own(f, fact)
    weight = f.knowledge.index.weight
    met = [t for t in asked if own.intersection(t.lemmas)]
    if not any(weight(t) >= _TELLING for t in met) or (isinstance(fact, Figure) and not f.asks_amount()):
        return 0.0
    unknown = sum(weight(QueryTerm(word, ())) for word in f.unknown)
    return sum(map(weight, met)) / (sum(map(weight, asked)) + unknown or 1.0)


def _own(f: Features, fact: Any) -> frozenset[str]:
    """The lemmas of the fact's own words: what only stands near it is no answer."""
    words = f.knowledge.vocabulary
    return frozenset(x for phrase in _phrases(fact) for t in tokens(phrase) for x in words.terms(t.folded))


def _phrases(fact: Any) -> Iterator[str]:
    for name in ("text", "title", "body", "decision", "proposal", "label", "holder", "name"):
        text = getattr(fact, name, None)
        if isinstance(text, Text):
            yield from (text.nb, text.nn)
    words = getattr(fact, "words", None)
    if isinstance(words, Words):
        yield from words.all()

"""Readings about one cooperation: an aspect of it, any fact about it, or that the sources do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.cooperations import standing_of
from knowledge.model import Assessment, ParticipantRole
from knowledge.search import Doc, Hit
from knowledge.understanding.features import Features
from knowledge.understanding.ranking import coverage, ranked
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.readings_facts import assessment_kinds

ASPECTS = ("members", "membership", "host", "form", "established", "status", "bodies")
_FACTS = ("note", "figure", "assessment", "step")
_SHAPE = (
    "who", "which", "which_municipalities", "what", "what_is", "when", "where", "why", "how", "pronoun", "follow", "list",
)  # fmt: skip
_NUMBER = re.compile(r"\d|dobl|halver|\b(?:to|tre|fire|fem|seks|sju|åtte|ni|ti)\b", re.IGNORECASE)
_NO_NUMBER = re.compile(r"§+ ?[\d-]+|\b(?:19|20)\d\d\b")
"""Paragraphs and years: digits, but not how many or how much."""
MOST_OF_A_FACT = 0.9 + 1.3 * 1.1 + 0.25
"""The most that a single fact weighs."""
_OF_OTHERS = ("who", "which_municipalities", "which", "list", "outside", "except", "why", "since", "when")
"""Cues of questions that no wrong premise about one municipality changes, or whose answers tell it anyway."""
_SITTING = re.compile(r"\b(satt|sitter|består av|bestå av|ledes av|ledet|medlemmer)\b")
_SEATED = 0.4
"""«Hvem sitter i arbeidsgruppen?»: what tells who sat in it comes before what the group holds."""
_NOT_TOLD = 1.2
_NAME_ALONE = 5.0
"""So rare is a word that a question of nothing but it is about just that: «hva lager Nammo?»"""
_ENOUGH = 0.6
"""The share of a question that a fact must account for."""


def aspects(f: Features, cooperation: str) -> Iterator[Reading]:
    """Who, host, form, since when, how far, bodies, what it is."""
    cues = f.cues
    slots = replace(f.slots, cooperation=cooperation)
    # «hvilke nettverk er vi med i» asks for a list, whatever one of them is called
    several = (
        (f.cues.any("list", "which") or "exists" in cues)
        and not f.definite
        and "which_municipalities" not in cues
        and (f.speaks_of_cooperation() or "exists" in cues)
        and not _telling(f, cooperation)
    )
    rest = bool(_rest(f))

    def reading(intent: str, score: float) -> Reading:
        score -= _NOT_TOLD if _silent(f, cooperation, intent) else 0.0
        return Reading(intent, score + (0.4 if f.hint == intent else 0.0) - several, slots, f.terms)

    asks_place = bool(slots.municipalities) and f.first not in ("hvem", "kven", "kem")
    about_place = f.yes_or_no() or f.hint == "membership" or cues.any("we", "follow")
    if (
        asks_place
        and about_place
        and ("member" in cues or f.hint == "membership" or (cues.any("pronoun") and f.followed and not rest))
    ):
        yield reading("membership", 3.6)
    elif f.yes_or_no() and f.says("alle") and "member" in cues:
        yield reading("members", 3.4)
    if _taken_for_granted(f, cooperation):
        yield reading("membership", 4.2)  # «Gran er jo med i geodatasamarbeidet, hva betaler de?»
    if f.hint in ASPECTS and f.hint != "membership" and not rest:
        yield reading(f.hint, 3.0)  # «og for Havbrann?», after who is host of another
    if cues.any("which_municipalities", "member"):
        counted = "count" in cues and any("kommune" in t.lemmas for t in f.all_terms)
        both = "which_municipalities" in cues and "member" in cues
        yield reading("members", 3.0 + 0.9 * counted + 0.3 * both - 0.6 * rest - 1.2 * _holding(f) - _of_money(f))
    elif "who" in cues and not cues.any("host", "body_members", "decision", "opinion"):
        yield reading("members", 3.0 - 1.5 * rest)
    if "outside" in cues and cues.any("who", "which_municipalities"):
        yield reading("members", 3.4)
    if "remaining" in cues and "who" in cues and not cues.any("decision", "ratified"):
        yield reading("members", 3.6)  # «og på innkjøp, kven manglar der?»
    if "host" in cues:
        yield reading("host", 3.2)
    if "form" in cues or (f.slots.form and f.yes_or_no()):
        yield reading("form", 3.1)
    if _begun(f):
        yield reading("status", 3.2)
    elif cues.any("since", "when") and not f.asks_amount() and not ("when" in cues and rest and "since" not in cues):
        yield reading("established", 2.6 + 0.5 * ("since" in cues) + 0.2 * ("when" in cues))
    if "next" in cues:
        yield reading("status", 3.2)
    if "status" in cues or ("status_study" in cues and f.yes_or_no()):
        yield reading("status", 3.0)
    if "body_members" in cues and (f.slots.bodies or "who" in cues) and not _does(f):
        yield reading("bodies", 3.4)
    if "tasks" in cues:
        yield reading("details", 3.0)
    plain = f.hint == "details" or not cues.names - {"pronoun", "what", "follow", "cooperation_word", "where", "yesno_start"}
    if "what_is" in cues or plain:
        yield reading("details", 2.6 - 0.7 * rest)
    elif not rest:
        yield reading("details", 1.75)
    if rest:
        yield from (reading("details", 2.0 if "how" in cues else 1.6), reading("unknown_fact", 1.8))


def _begun(f: Features) -> bool:
    """«Er samarbeidet i gang?»: how far it has come, not since when."""
    return f.yes_or_no() and "since" in f.cues and "when" not in f.cues and not f.slots.dates


def _does(f: Features) -> bool:
    """«Hva skal styret gjøre?»: what it does, not who is in it."""
    return "what" in f.cues and f.says("gjore", "gjere", "gjor", "gjer")


def _taken_for_granted(f: Features, cooperation: str) -> bool:
    """True when one that the source leaves out is said to be with it, and something else is asked."""
    if "member" not in f.cues or f.cues.any(*_OF_OTHERS):
        return False
    record = f.knowledge.register.cooperations[cooperation]
    return any(standing_of(record, m) in ("outside", "no") for m in f.slots.municipalities)


def _by_name_alone(f: Features, hit: Hit) -> bool:
    """«Hvor ligger kontoret til GLØR?»: a fact that only names it, and tells nothing of what is asked."""
    named = {t.text for t in f.all_terms} - {t.text for t in f.beyond_name(f.all_terms)}
    return set(hit.met) <= named and any(t.text not in hit.met for t in f.all_terms)


def _silent(f: Features, cooperation: str, intent: str) -> bool:
    """True where nothing is known of that aspect: any fact that the words find goes before saying so."""
    record = f.knowledge.register.cooperations[cooperation]
    if intent == "host" and not any(t.folded.startswith("vert") for t in f.entities.tokens):
        return bool(_rest(f)) and not any(p.role is ParticipantRole.HOST for p in record.participants)
    return intent == "bodies" and not record.bodies


def _holding(f: Features) -> bool:
    """«Hva syntes deltakerne var bra?»: those who take part hold something; who they are is not asked."""
    words = f.entities.tokens
    only = all(words[p].folded.startswith("deltak") for p in f.cues.positions.get("member", ()))
    return only and f.cues.any("advantage", "disadvantage", "opinion", "liking", "expectation") and "member" in f.cues


def _of_money(f: Features) -> bool:
    """«Hva koster det å være med?»: how much, not who."""
    return "amount" in f.cues and not f.cues.any("count", "which_municipalities", "who")


def _telling(f: Features, cooperation: str) -> bool:
    return any(c.id == cooperation and c.telling and c.named >= 0.99 and c.described >= 0.8 for c in f.candidates)


def _rest(f: Features) -> tuple[object, ...]:
    """What is asked about the cooperation beyond its name and the shape of the question."""
    return f.beyond_name(f.terms)


def tells_number(doc: Doc) -> bool:
    """True when the fact's own words have a number that is neither a year nor a paragraph."""
    return bool(_NUMBER.search(_NO_NUMBER.sub("", doc.fact.text.nb)))


def _tells_of(f: Features, doc: Doc) -> bool:
    """True when the fact's own words name a municipality that the question names."""
    text = doc.fact.text.in_(f.language)
    return any(f.knowledge.municipality_name(m) in text for m in f.slots.municipalities)


def _of_kind(hits: tuple[Hit, ...], kinds: tuple[str, ...]) -> tuple[Hit, ...]:
    """«Hvilke fordeler …» is not answered with a drawback."""
    return tuple(h for h in hits if not kinds or not isinstance(h.doc.fact, Assessment) or h.doc.fact.kind.value in kinds)


def facts(f: Features) -> Iterator[Reading]:
    """Anything that a fact answers, when it accounts for most of what was asked."""
    if not f.all_terms:
        return
    slots = f.slots
    if not f.terms and not slots.cooperation and f.cues.any("list", "member", "status"):
        return  # «oversikt over det Vik deltar i» asks for a list
    if "naming" in f.cues and not (slots.cooperation or slots.fields) and not f.speaks_of_cooperation():
        return  # the knowledge holds no names of people
    terms = f.beyond_name(f.without(*_SHAPE)) or f.all_terms
    hits = _of_kind(ranked(f, _FACTS, terms), assessment_kinds(f) if f.cues.any("advantage", "disadvantage") else ())
    if not hits:
        return
    if "body_members" in f.cues and "who" in f.cues:
        hits = tuple(sorted(hits, key=lambda h: -h.score - _SEATED * bool(_SITTING.search(h.doc.fact.text.nb))))
    top = hits[0]
    if slots.cooperation and _by_name_alone(f, top):
        return
    rare = max((f.knowledge.index.weight(t) for t in terms if t.text in top.met), default=0.0)
    about_place = _tells_of(f, top.doc)
    placed = (
        about_place
        or bool(slots.cooperation and slots.cooperation in top.doc.cooperations)
        or bool(top.doc.municipalities & set(slots.municipalities))
    )
    if f.cues.any("count", "amount") and not tells_number(top.doc):
        return  # a number was asked for
    explained = coverage(f, top, terms)
    alone = len(terms) == 1 and rare >= _NAME_ALONE and f.cues.any("what", "what_is", "why", "how") and not f.unknown
    enough = (len(top.met) >= 2 and explained >= 0.6) or (top.met and (placed or alone) and rare >= 2.5 and explained >= 0.8)
    if enough and top.score >= (_ENOUGH - 0.08 if slots.cooperation else _ENOUGH):
        why = (f"fact {top.doc.record_id}/{top.doc.part} {top.score:.2f}",)
        yield Reading("fact", 0.9 + 1.3 * min(top.score, 1.1) + 0.25 * placed, slots, terms, hits, why)

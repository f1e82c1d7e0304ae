"""Readings on how far a case has come, and its deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.understanding.across import INTENTS, lawful, narrowed, rest, waits_for_place
from knowledge.understanding.features import Features
from knowledge.understanding.ranking import ranked
from knowledge.understanding.reading_type import Reading

_CONTROL = ("lovlighetskontrol", "lovlegkontrol", "lovlegheitskontrol", "legalitetskontrol")
_SURE_OF_CASE = 0.45
_LIKE = 0.05
"""Cases that fit nearly as well are alike, and the newest of them is meant."""
_KINDS = (
    ("hearing", ("horing", "hoyring")), ("entry", ("innmeld",)), ("exit", ("uttre", "utmeld")), ("answer", ("svarfrist",)),
)  # fmt: skip
"""What a deadline is for, by how the word begins that says so."""


def of_cases(f: Features) -> Iterator[Reading]:
    """The readings about one case that a list of steps does not answer."""
    if not lawful(f):
        yield from (*_deadlines(f), *_standing(f))


def _standing(f: Features) -> Iterator[Reading]:
    """«Hvor langt er saken kommet?», «hva er det siste i landbrukssaken?»: the newest steps, and what is not known."""
    if not f.cues.any("status", "newest", "finished"):
        return
    a_case = any(t.folded in ("sak", "saka", "saken") or t.folded.endswith(("saka", "saken")) for t in f.entities.tokens)
    if not (a_case or ("newest" in f.cues and (f.slots.cooperation or f.slots.fields))):
        return
    case = case_of(f)
    if case is not None:
        yield Reading("decision", 4.3, replace(f.slots, aspect="standing", cases=(case,)), f.terms, (), (f"standing of {case}",))


def _deadlines(f: Features) -> Iterator[Reading]:
    """«Når er høringsfristen?», «når må vi svare?»"""
    if "case_deadline" not in f.cues or any(_is_control(t.folded) for t in f.entities.tokens):
        return
    leaving = {"uttreden", "oppsigelse", "varsel", "klage", "innkalling"} & f.lemmas()
    if leaving or f.asks_amount() or f.cues.any("legal_aspect"):
        return
    case = case_of(f) if rest(f) or f.slots.fields or f.slots.cooperation else None
    kind = next((k for k, starts in _KINDS if any(t.folded.startswith(starts) for t in f.entities.tokens)), None)
    before = f.context.slots.cases if f.context.intent in INTENTS else ()
    slots = replace(f.slots, aspect=kind, cases=(case,) if case else before)
    waiting = None if slots.cases else waits_for_place(f, "case_deadline", 3.4)
    if waiting is not None:
        yield waiting
    elif slots.cases or narrowed(f) or f.says("horingsfristen", "hoyringsfristen", "fristene", "fristane", "frister", "fristar"):
        yield Reading(
            "case_deadline", 3.6 + 0.6 * bool(slots.cases and not f.entities.of("form")), slots, f.terms, (), ("case deadline",)
        )


def _is_control(folded: str) -> bool:
    return folded.startswith(_CONTROL)


def case_of(f: Features) -> str | None:
    """The case that the words speak of: by what they meet in its title and steps, of like ones the newest."""
    words = f" {' '.join(t.folded for t in f.entities.tokens)} "
    called = [case for name, case in f.knowledge.case_names.items() if f" {name} " in words]
    if len(set(called)) == 1:
        return called[0]
    asking = f.cues.on("newest", "status", "finished")
    hits = ranked(f, ("case", "step"), tuple(t for t in f.terms if f.positions.get(t.text) not in asking) or f.terms)
    if hits and hits[0].score >= _SURE_OF_CASE:
        like = [h.doc.record_id for h in hits if h.score >= hits[0].score - _LIKE]
        steps = {case: f.knowledge.register.cases[case].steps for case in like}
        return max(like, key=lambda case: (max(s.on.first_day() for s in steps[case]), -like.index(case)))
    if not f.slots.cooperation:
        return None
    cases = (c for c in f.knowledge.register.cases.values() if f.slots.cooperation in c.cooperations)
    newest = max(cases, key=lambda c: max(s.on.first_day() for s in c.steps), default=None)
    return newest.id if newest else None

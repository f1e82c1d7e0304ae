"""What readings across cases share: what is left of the words beside what any such question has, and what narrows them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from knowledge.search import QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import Lexicon, fold

INTENTS = ("agenda", "awaiting", "rejected", "decided", "case_deadline", "decision")
"""Intents whose answers a bare «og i Vågå?» or «når?» goes on from."""
_CUES = (
    "coming", "finished", "put_off", "happening", "awaiting", "turned_down", "advised_against", "still_open",
    "case_deadline", "newest", "decision", "proposal", "vote", "next", "timeline", "when", "list", "which", "what",
    "member", "exists", "we", "follow", "why", "status", "count", "status_rejected", "status_planned", "status_idea",
    "set_municipality", "more", "yesno_start",
)  # fmt: skip
"""Cues whose words say what is asked for, not what it is about."""
_PLAIN = (
    "sak vedtak møte kommune kommunestyre formannskap regionråd politisk politikk politiker vedta behandling "
    "handsaming avgjøre bestemme beslutning aktuell år måned uke tid plan hende skje komme ny siste endelig "
    "oversikt alle region ting spørsmål gjelde folkevalgt administrasjon råd utvalg orientering nabokommune gå få "
    "gjøre ta si se liste dato frist dag imot mot for resultat utfall status "
)
"""Words that any question across cases has; what is left when they are away narrows it to something else."""


_OF_CASES = ("turned_down", "coming", "happening", "still_open", "newest", "put_off")
"""Cues that are of cases even where a form is named: nobody asks the law what was turned down."""


def lawful(f: Features) -> bool:
    """A question of law is none of cases, whatever it shares with them."""
    return f.cues.any("law", "levers", "wording", "start_guide", "wish") or bool(
        f.entities.of("paragraph") or (f.entities.of("form") and not f.slots.cooperation and not f.cues.any(*_OF_CASES))
    )


def rest(f: Features) -> tuple[QueryTerm, ...]:
    """The content words that neither ask for steps, nor name a place, a field, a period or a body."""
    on = {p for name in _CUES for p in f.cues.positions.get(name, ())} | f.period
    terms = f.beyond_name(f.terms_outside_fields()) if f.slots.cooperation else f.terms_outside_fields()
    bodies, plain = f.knowledge.language.bodies, _plain(f.knowledge.lexicon)
    return tuple(
        t
        for t in terms
        if f.positions.get(t.text) not in on and not plain & set(t.lemmas) and fold(t.text) not in bodies and not t.text.isdigit()
    )


@lru_cache(maxsize=4)
def _plain(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.lemma(fold(word)) for word in _PLAIN.split())


def narrowed(f: Features) -> bool:
    """True when a place, a body, a field, a cooperation or a time is named."""
    s = f.slots
    return bool(s.municipalities or s.regions or s.counties or s.bodies or s.fields or s.cooperation or s.span or s.dates)


def waits_for_place(f: Features, intent: str, score: float) -> Reading | None:
    """«Hos oss», and the municipality is not known: it is asked for first."""
    if f.slots.own and not f.slots.municipalities:
        return Reading("ask_municipality", score, replace(f.slots, aspect=intent), f.terms)
    return None


def asking(f: Features, intent: str, score: float, *, aspect: str | None = None, note: str = "") -> Reading:
    """The reading of that intent; where «vi» is not known yet, the question which municipality that is."""
    waiting = waits_for_place(f, intent, score)
    if waiting is not None:
        return waiting
    return Reading(intent, score, replace(f.slots, aspect=aspect), f.terms, (), (note or intent,))

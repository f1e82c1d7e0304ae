"""Readings across cases: what comes, what waits for a council, what was decided or turned down, and the deadlines of cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from knowledge.search import QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.ranking import ranked
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import Lexicon, fold

INTENTS = ("agenda", "awaiting", "rejected", "decided", "case_deadline", "decision")
"""Intents whose answers a bare «og i Vågå?» or «når?» goes on from."""
_CONTROL = ("lovlighetskontrol", "lovlegkontrol", "lovlegheitskontrol", "legalitetskontrol")
_CUES = (
    "coming", "awaiting", "turned_down", "advised_against", "still_open", "case_deadline", "newest", "decision", "proposal",
    "vote", "next", "timeline", "when", "list", "which", "what", "member", "exists", "we", "follow", "why", "status", "count",
    "status_rejected", "status_planned", "status_idea", "set_municipality", "more", "yesno_start",
)  # fmt: skip
"""Cues whose words say what is asked for, not what it is about."""
_PLAIN = (
    "sak vedtak møte kommune kommunestyre formannskap regionråd politisk politikk politiker vedta behandling handsaming avgjøre "
    "bestemme beslutning aktuell år måned uke tid plan hende skje komme ny siste endelig oversikt alle region ting spørsmål "
    "gjelde folkevalgt administrasjon råd utvalg orientering nabokommune gå få gjøre ta si se liste dato frist dag"
)
"""Words that any question across cases has; what is left when they are away narrows it to something else."""
_SURE_OF_CASE = 0.45
_DECISIONS = ("vedtak", "vedtaka", "vedtakene", "alle")


def agenda(f: Features) -> Iterator[Reading]:
    """The readings across cases that something speaks for."""
    if not _lawful(f):
        yield from (*_deadlines(f), *_awaiting(f), *_rejected(f), *_decided(f), *_coming(f), *_standing(f))
    yield from (*_control(f), *_followed(f))


def _lawful(f: Features) -> bool:
    """A question of law is none of cases, whatever it shares with them."""
    return f.cues.any("law", "levers", "wording", "start_guide", "wish") or bool(
        f.entities.of("paragraph") or (f.entities.of("form") and not f.slots.cooperation)
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


def _narrowed(f: Features) -> bool:
    s = f.slots
    return bool(s.municipalities or s.regions or s.counties or s.bodies or s.fields or s.cooperation or s.span or s.dates)


def _waits_for_place(f: Features, intent: str, score: float) -> Reading | None:
    """«Hos oss», and the municipality is not known: it is asked for first."""
    if f.slots.own and not f.slots.municipalities:
        return Reading("ask_municipality", score, replace(f.slots, aspect=intent), f.terms)
    return None


def _asking(f: Features, intent: str, score: float, *, aspect: str | None = None, note: str = "") -> Reading:
    waiting = _waits_for_place(f, intent, score)
    if waiting is not None:
        return waiting
    return Reading(intent, score, replace(f.slots, aspect=aspect), f.terms, (), (note or intent,))


def _coming(f: Features) -> Iterator[Reading]:
    """«Hva kommer opp i kommunestyret neste måned?»"""
    cues, s = f.cues, f.slots
    planned = cues.any("coming", "next") or (bool(s.span) and cues.any("what", "which", "list", "exists", "when"))
    if "newest" in cues and not s.cooperation and not rest(f) and (f.places or s.fields or s.bodies):
        yield _asking(f, "agenda", 3.2, aspect="newest")
    if not planned or f.asks_amount() or cues.any("advantage", "disadvantage", "opinion", "advice", "status", "timeline"):
        return
    dated = bool(s.span or s.dates)
    if s.cooperation and not (dated or s.bodies) and not f.says("moter", "mote"):
        return  # the steps that one case has ahead of it
    of_cooperations = f.speaks_of_cooperation() and cues.any("status_planned") and not (s.span or s.bodies)
    if rest(f) or of_cooperations or not (_narrowed(f) or "coming" in cues):
        return
    if cues.any("decision") and not cues.any("coming", "next"):
        return
    yield _asking(f, "agenda", 2.9 + 0.4 * dated + 0.2 * bool(s.bodies or f.places))


def _awaiting(f: Features) -> Iterator[Reading]:
    """«Hvilke saker venter på oss?»"""
    s = f.slots
    if "awaiting" not in f.cues or rest(f) or (s.cooperation and not s.own) or f.cues.any("turned_down"):
        return
    if not (f.places or s.own or s.fields):
        return
    yield _asking(f, "awaiting", 3.4)


def _rejected(f: Features) -> Iterator[Reading]:
    """«Hva har Vestre Toten sagt nei til?», «hvilke saker er avvist, og hvorfor?»"""
    cues, s = f.cues, f.slots
    if not cues.any("turned_down", "advised_against") or cues.any("vote"):
        return
    several = cues.any("list", "which", "what", "exists", "why", "count") or bool(s.span or s.dates) or f.first.startswith("sak")
    if not several or len(rest(f)) > 1 or (f.yes_or_no() and "exists" not in cues):
        return
    only_advice = "turned_down" not in cues
    if only_advice and f.speaks_of_cooperation() and not f.says("sak", "saker", "sakene", "saka"):
        return  # the cooperations of that status, as a list
    if only_advice and "why" in cues:
        return  # what speaks against it
    yield _asking(f, "rejected", 3.5 - 0.3 * len(rest(f)), aspect="why" if "why" in cues else "advised" if only_advice else None)


def _decided(f: Features) -> Iterator[Reading]:
    """«Hva ble vedtatt i Gjøvik i 2024?», «hva er bare foreslått?», «hvilke vedtak var enstemmige?»"""
    cues, s = f.cues, f.slots
    whole_day = any(len(d) == len("2019-02-11") for d in s.dates)
    if not cues.any("decision", "still_open", "vote") or cues.any("turned_down", "status", "timeline"):
        return
    if whole_day or s.case_number:
        return
    if rest(f) or s.sources or cues.any("opinion", "advantage", "disadvantage", "advice", "why", "amount", "count"):
        return
    open_only = "still_open" in cues or ("proposal" in cues and cues.any("list", "which"))
    voted = "vote" in cues and not (s.cooperation or s.fields)
    several = cues.any("list", "which") or f.says(*_DECISIONS) or (bool(s.dates or s.span or s.bodies) and not s.fields)
    if not (several or open_only) or not (_narrowed(f) or open_only or voted or f.says(*_DECISIONS)):
        return
    if s.cooperation and not (open_only or cues.any("list", "which") or s.dates or s.span):
        return
    if f.yes_or_no() and not (open_only or "exists" in cues or "list" in cues):
        return
    aspect = "proposed" if open_only else "vote" if "vote" in cues else "decided"
    yield _asking(f, "decided", 3.3 if s.fields and not (s.dates or s.span) else 3.6, aspect=aspect)


def _standing(f: Features) -> Iterator[Reading]:
    """«Hvor langt er saken kommet?», «hva er det siste i landbrukssaken?»: the newest steps, and what is not known."""
    if not f.cues.any("status", "newest"):
        return
    a_case = any(t.folded in ("sak", "saka", "saken") or t.folded.endswith(("saka", "saken")) for t in f.entities.tokens)
    if not (a_case or ("newest" in f.cues and (f.slots.cooperation or f.slots.fields))):
        return
    case = _case(f)
    if case is not None:
        yield Reading("decision", 4.3, replace(f.slots, aspect="standing", cases=(case,)), f.terms, (), (f"standing of {case}",))


def _case(f: Features) -> str | None:
    """The case that the words speak of: by what they meet in its title and steps, of like ones the newest."""
    hits = ranked(f, ("case", "step"), f.terms)
    if hits and hits[0].score >= _SURE_OF_CASE:
        return hits[0].doc.record_id
    if not f.slots.cooperation:
        return None
    cases = (c for c in f.knowledge.register.cases.values() if f.slots.cooperation in c.cooperations)
    newest = max(cases, key=lambda c: max(s.on.first_day() for s in c.steps), default=None)
    return newest.id if newest else None


def _deadlines(f: Features) -> Iterator[Reading]:
    """«Når er høringsfristen?», «når må vi svare?»"""
    if "case_deadline" not in f.cues or any(_is_control(t.folded) for t in f.entities.tokens):
        return
    leaving = {"uttreden", "oppsigelse", "varsel", "klage", "innkalling"} & f.lemmas()
    if leaving or f.asks_amount() or f.cues.any("legal_aspect"):
        return
    case = _case(f) if rest(f) or f.slots.fields or f.slots.cooperation else None
    slots = replace(f.slots, cases=(case,) if case else f.context.slots.cases if f.context.intent in INTENTS else ())
    waiting = None if slots.cases else _waits_for_place(f, "case_deadline", 3.4)
    if waiting is not None:
        yield waiting
    elif slots.cases or _narrowed(f) or f.says("horingsfristen", "hoyringsfristen", "fristene", "fristane", "frister", "fristar"):
        yield Reading("case_deadline", 3.6, slots, f.terms, (), ("case deadline",))


def _is_control(folded: str) -> bool:
    return folded.startswith(_CONTROL)


def _control(f: Features) -> Iterator[Reading]:
    """«Kan vi fortsatt kreve lovlighetskontroll av vedtaket i …?»: three weeks from a decision that we know."""
    if not any(_is_control(t.folded) for t in f.entities.tokens) or "decision" not in f.cues:
        return
    about = f.places or f.slots.fields or f.slots.cooperation or (f.context.intent in INTENTS and f.context.slots.cases)
    if not about or f.entities.of("paragraph"):
        return
    if f.entities.of("form") and not f.slots.municipalities:
        return
    case = _case(f) if f.terms else None
    cases = (case,) if case and not f.slots.municipalities else f.context.slots.cases if f.context.intent in INTENTS else ()
    yield Reading("case_deadline", 5.4, replace(f.slots, aspect="control", cases=cases), f.terms, (), ("control of a decision",))


def _followed(f: Features) -> Iterator[Reading]:
    """«Og i Vågå?», «hva med neste år?», «når?», after an answer across cases."""
    before = f.context
    if before.intent not in INTENTS or not f.followed:
        return
    if f.hint in INTENTS and f.hint != "decision" and not rest(f):
        aspect = f.context.slots.aspect
        yield Reading(f.hint, 3.6, replace(f.slots, aspect=aspect, cases=()), f.terms, (), (f"again {f.hint}",))
    elif before.slots.cases and f.cues.any("when", "vote", "why") and not (f.entities.mentions or f.slots.fields or rest(f)):
        aspect = "vote" if "vote" in f.cues else "why" if "why" in f.cues else "when"
        slots = replace(f.slots, cases=before.slots.cases, aspect=aspect, municipalities=before.slots.municipalities)
        yield Reading("decision", 4.2, slots, f.terms, (), (f"{aspect} of {before.slots.cases}",))

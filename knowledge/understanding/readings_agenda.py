"""Readings across cases: what comes, what waits for a council, what was decided, proposed or turned down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.understanding.across import INTENTS, asking, lawful, narrowed, rest
from knowledge.understanding.features import Features
from knowledge.understanding.reading_type import Reading

_AHEAD = (
    "next-",
    "this-week",
    "this-month",
    "before-",
    "after-",
    "soon",
    "coming",
    "rest-",
    "early-",
    "tomorrow",
    "spring",
    "autumn",
)
"""Periods that ask what comes by themselves; «i dag» and «i år» may as well ask what there is."""
_PAST = ("var", "stod", "sto", "skulle", "ble", "blei", "vart", "hadde")
"""Words of the past tense: «i mars» is then the last one."""
_OF_BOARDS = ("wordings", "ratification", "remaining", "next_council", "must_alike")
"""Cues that ask how far each council has come, or whether they decided alike."""
_DECISIONS = ("vedtak", "vedtaka", "vedtakene", "alle")


def agenda(f: Features) -> Iterator[Reading]:
    """The readings across cases that something speaks for."""
    if not lawful(f):
        yield from (*_awaiting(f), *_rejected(f), *_decided(f), *_coming(f))
    yield from _followed(f)


def _coming(f: Features) -> Iterator[Reading]:
    """«Hva kommer opp i kommunestyret neste måned?»"""
    cues, s = f.cues, f.slots
    if cues.any("partners") and len(s.municipalities) > 1:
        return  # «har Gausdal noe på gang sammen med Lillehammer?»: what they do together
    ahead = bool(s.span) and (s.span or "").startswith(_AHEAD)
    planned = cues.any("coming", "next") or (ahead and cues.any("what", "which", "list", "exists", "when"))
    # «kva skjer der?» asks how it is, «kva skjer i haust?» and «kva skjer i formannskapet?» what comes
    planned = planned or ("happening" in cues and bool(s.span or s.dates or s.bodies or (s.own and not s.fields)))
    # «når skal Vestre Toten behandle …?»
    planned = planned or (f.says("skal") and "decision" in cues)
    newest = "newest" in cues or ("status" in cues and f.says("saker", "sakene", "sakane"))
    if _happened(f):
        yield asking(f, "agenda", 3.4)
    if newest and not s.cooperation and not rest(f) and (f.places or s.fields or s.bodies):
        yield asking(f, "agenda", 3.2, aspect="newest")
    if not planned or f.asks_amount() or cues.any("advantage", "disadvantage", "opinion", "advice", "status", "timeline"):
        return
    dated = bool(s.span or s.dates)
    if s.cooperation and not (dated or s.bodies):
        return  # the steps that one case has ahead of it
    if s.cooperation and "next" in cues and not (ahead or cues.any("coming", "happening")):
        return  # «neste steg etter januar», of one case
    of_cooperations = f.speaks_of_cooperation() and cues.any("status_planned") and not (s.span or s.bodies)
    if rest(f) or of_cooperations or not (narrowed(f) or "coming" in cues):
        return
    if cues.any("decision") and not (cues.any("coming", "next", "happening") or f.says("skal")):
        return
    of_field = bool(s.fields) and cues.any("coming", "happening")
    aspect = "past" if f.says(*_PAST) else None
    yield asking(f, "agenda", 3.2 + 0.5 * dated + 0.5 * bool(s.bodies) + 0.4 * bool(f.places) + 0.4 * of_field, aspect=aspect)


def _happened(f: Features) -> bool:
    """«Hva skjedde i 2023?»: all steps of a period, whatever came of them."""
    s = f.slots
    return "timeline" in f.cues and bool(s.dates or s.span) and not (s.cooperation or s.fields or rest(f) or s.case_number)


def _awaiting(f: Features) -> Iterator[Reading]:
    """«Hvilke saker venter på oss?»"""
    s = f.slots
    if "awaiting" not in f.cues or rest(f) or (s.cooperation and not s.own) or f.cues.any("turned_down"):
        return
    if not (f.places or s.own or s.fields):
        return
    yield asking(f, "awaiting", 3.4)


def _rejected(f: Features) -> Iterator[Reading]:
    """«Hva har Vestre Toten sagt nei til?», «hvilke saker er avvist, og hvorfor?»"""
    cues, s = f.cues, f.slots
    if not cues.any("turned_down", "advised_against") or cues.any("vote"):
        return
    several = (
        cues.any("list", "which", "what", "exists", "why", "count", "who", "which_municipalities")
        or bool(s.span or s.dates)
        or f.first.startswith("sak")
    )
    if not several or len(rest(f)) > 1 or (f.yes_or_no() and "exists" not in cues):
        return
    only_advice = "turned_down" not in cues
    if only_advice and f.speaks_of_cooperation() and not f.says("sak", "saker", "sakene", "saka"):
        return  # the cooperations of that status, as a list
    if only_advice and "why" in cues:
        return  # what speaks against it
    yield asking(f, "rejected", 3.5 - 0.3 * len(rest(f)), aspect="why" if "why" in cues else "advised" if only_advice else None)


def _decided(f: Features) -> Iterator[Reading]:
    """«Hva ble vedtatt i Gjøvik i 2024?», «hva er bare foreslått?», «hvilke vedtak var enstemmige?»"""
    cues, s = f.cues, f.slots
    whole_day = any(len(d) == len("2019-02-11") for d in s.dates)
    if not cues.any("decision", "still_open", "vote", "finished", "put_off") or cues.any(
        "turned_down", "status", "timeline", *_OF_BOARDS
    ):
        return
    if whole_day or s.case_number:
        return
    if rest(f) or s.sources or cues.any("opinion", "advantage", "disadvantage", "advice", "why", "amount", "count"):
        return
    open_only = "still_open" in cues or ("proposal" in cues and cues.any("list", "which"))
    voted = "vote" in cues and not (s.cooperation or s.fields)
    several = cues.any("list", "which") or f.says(*_DECISIONS) or (bool(s.dates or s.span or s.bodies) and not s.fields)
    put_off = "put_off" in cues and not s.cooperation
    if not (several or open_only or voted or put_off) or not (
        narrowed(f) or open_only or voted or put_off or f.says(*_DECISIONS)
    ):
        return
    if s.cooperation and not (open_only or cues.any("list", "which") or s.dates or s.span):
        return
    if f.yes_or_no() and not (open_only or put_off or "exists" in cues or "list" in cues):
        return
    aspect = "postponed" if put_off else "proposed" if open_only else "vote" if "vote" in cues else "decided"
    yield asking(f, "decided", 3.3 if s.fields and not (s.dates or s.span) else 3.6, aspect=aspect)


def _followed(f: Features) -> Iterator[Reading]:
    """«Og i Vågå?», «hva med neste år?», «når?», after an answer across cases."""
    before = f.context
    if before.intent not in (*INTENTS, "ratification") or not f.followed:
        return
    turned = before.intent in ("rejected", "decided") and f.cues.any("decision", "turned_down") and "list" not in f.cues
    if turned and not (rest(f) or f.entities.mentions or f.slots.fields):  # «og ja til?», after what was turned down
        intent = "rejected" if "turned_down" in f.cues else "decided"
        yield Reading(intent, 3.7, replace(f.slots, aspect=None, cases=()), f.terms, (), (f"turned to {intent}",))
    if f.hint in INTENTS and f.hint != "decision" and not rest(f):
        aspect = f.context.slots.aspect
        yield Reading(f.hint, 3.6, replace(f.slots, aspect=aspect, cases=()), f.terms, (), (f"again {f.hint}",))
        return
    cases = before.slots.cases or ((before.slots.case,) if before.slots.case else ())
    asked = f.cues.any("when", "vote", "why") and "case_deadline" not in f.cues
    if cases and asked and not (f.entities.mentions or rest(f)):
        aspect = "vote" if "vote" in f.cues else "why" if "why" in f.cues else "when"
        slots = replace(f.slots, cases=cases, aspect=aspect, municipalities=before.slots.municipalities)
        intent = "rejected" if aspect == "why" else "decision"
        yield Reading(intent, 4.2, slots, f.terms, (), (f"{aspect} of {cases}",))

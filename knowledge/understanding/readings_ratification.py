"""Readings about a case in each council: who has adopted it, who is next and who is missing, and are the decisions alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.councils import councils_of
from knowledge.model import Case
from knowledge.ratification import ratified
from knowledge.understanding.features import Features
from knowledge.understanding.ranking import ranked
from knowledge.understanding.reading_type import Reading

INTENTS = ("ratification", "wording")
_CUES = ("ratification", "ratified", "remaining", "next_council", "must_alike", "wordings")
_SHAPE = (
    *_CUES, "who", "which_municipalities", "which", "what", "how", "count", "status", "decision", "next", "list", "pronoun",
    "follow", "both", "we", "member", "compare", "yesno_start",
)  # fmt: skip
"""Cues whose words say what is asked for, not which case it is about."""
_OF_CASES = frozenset(
    ["sak", "vedtak", "kommunestyre", "kommune", "vedta", "rad", "ordlyd",
     "forskjell", "skilnad", "lik", "langt", "tekst", "vise", "ord", "ordrett"]
)  # fmt: skip
"""Lemmas that are about any case."""
_AGREEMENTS = frozenset(["avtale", "samarbeidsavtale", "selskapsavtale"])
"""Lemmas that may tell one case from another, but go on with the one that was told of."""
_ARTICLES = frozenset(["et", "eit", "ein", "en", "ei", "slikt", "nytt"])
_SURE, _PLAIN, _WEAK = 4.6, 3.7, 2.5
_LEAST_HIT = 0.45
_MORE = 0.35
"""So much more must speak for one case than for the next one, or the reader is asked."""


def ratification(f: Features) -> Iterator[Reading]:
    """«Hvor langt har saken kommet i hvert kommunestyre?», «hvem mangler?», «er vedtakene likelydende?»"""
    aspect = _aspect(f)
    if aspect is None or ("when" in f.cues and aspect != "next") or f.entities.of("paragraph"):
        return
    intent = "wording" if aspect == "wording" else "ratification"
    cases = _cases(f)
    if _in_general(f, aspect) or ("law" in f.cues and not f.slots.cooperation):
        return  # what the law says of the form
    named = f.slots.cooperation or f.slots.municipalities or f.slots.regions or f.context.slots.case
    if aspect == "must_alike" and not named:
        return  # «alle kommunane må vere samde om …» is a claim about the law, whatever case its words remind of
    if not cases:
        if not _of_boards(f, aspect):
            return
        weight = _PLAIN if "ratified" in f.cues else _WEAK
        yield Reading(intent, weight, replace(f.slots, aspect=aspect, case=None), f.terms, (), ("no case",))
        return
    only = cases[0].id if len(cases) == 1 else None
    if aspect == "case":
        if only is None or not ratified(f.knowledge.register, cases[0]):
            return
        aspect = "status"
    agreeing = aspect == "must_alike" and not f.cues.any("decision", "wordings") and not f.says("vedta", "vedtas", "vedtak")
    weight = _WEAK if agreeing else _SURE  # «vere samde» may be about much else
    yield Reading(intent, weight, replace(f.slots, aspect=aspect, case=only), f.terms, (), (f"{intent} {aspect} {only}",))


def _aspect(f: Features) -> str | None:
    """What of the board is wanted; None when the question is not about one."""
    cues = f.cues
    come = f.says("komt", "kommet", "kome", "komne")
    decided = cues.any("decision", "ratified", "status") or come
    if "wordings" in cues and not (cues.any("must_alike") and f.says("ma", "trenger", "treng", "kreves", "krevst")):
        return "wording"
    if "must_alike" in cues and (f.yes_or_no() or f.says("ma", "kreves", "krevst", "hvorfor", "kvifor")):
        return "must_alike"
    if "next_council" in cues:
        return "next"
    if "remaining" in cues and not f.asks_amount():
        return "missing"
    if "ratified" in cues and (cues.any("who", "which_municipalities", "which", "count", "ratification") or f.says("alle")):
        return "adopted"
    if "ratification" in cues and decided:
        return "status"
    if come and cues.any("status") and f.says("sak", "saken", "saka"):
        return "case"  # «hvor langt har saken kommet?»
    if f.first in ("har", "er") and f.says("vedtatt", "vedteke", "vedtekne") and f.slots.municipalities:
        return "case"
    if f.hint in INTENTS:
        new_place = bool(f.slots.municipalities) and f.slots.municipalities != f.context.slots.municipalities
        return "wording" if f.hint == "wording" else "status" if new_place else f.context.slots.aspect or "status"
    return None


def _in_general(f: Features, aspect: str) -> bool:
    """«Et KO», or a demand on a form without any place: the form as such, not a case that goes by its name."""
    forms = f.entities.of("form")
    if not forms or f.slots.cooperation or f.slots.municipalities or f.slots.regions:
        return False
    words = f.entities.tokens
    return aspect == "must_alike" or any(
        words[n].folded in _ARTICLES for form in forms for n in range(max(form.start - 2, 0), form.start)
    )


def _of_boards(f: Features, aspect: str) -> bool:
    """True when the words are about decisions of councils, though they name no case: then the cases are offered."""
    if f.unknown or f.speaks_of_cooperation() or f.slots.fields:
        return False
    plain = all((_OF_CASES | _AGREEMENTS) & set(t.lemmas) for t in f.without(*_SHAPE))
    return plain and aspect not in ("must_alike", "case")


def _cases(f: Features) -> tuple[Case, ...]:
    """The cases that the question may be about, best first; one when nothing else comes near."""
    register = f.knowledge.register
    before = register.cases.get(f.context.slots.case or "")
    anchored = bool(f.slots.cooperation or f.slots.fields or f.slots.regions or f.places - set(f.slots.municipalities))
    terms = tuple(t for t in f.without(*_SHAPE) if not _OF_CASES & set(t.lemmas))
    telling = tuple(t for t in terms if not _AGREEMENTS & set(t.lemmas))
    if (
        before
        and f.slots.cooperation in (None, f.context.slots.cooperation)
        and not f.slots.fields
        and not f.slots.regions
        and not telling
    ):
        asked = set(f.slots.municipalities)
        if asked <= set(councils_of(before)):
            return (before,)
    hits: dict[str, float] = {}
    for hit in ranked(f, ("case", "step"), terms) if terms else ():
        hits[hit.doc.record_id] = max(hits.get(hit.doc.record_id, 0.0), hit.score)
    scored = sorted(((_score(f, case, hits.get(case.id, 0.0)), case) for case in register.cases.values()), key=lambda s: -s[0])
    found = [(score, case) for score, case in scored if score >= _LEAST_HIT]
    if not found or not (anchored or terms or f.slots.municipalities):
        return ()
    best = found[0][0]
    return tuple(case for score, case in found if score > best - _MORE)[:6]


def _score(f: Features, case: Case, hit: float) -> float:
    """How much speaks for a case; 0 when something speaks against it."""
    slots = f.slots
    councils = set(councils_of(case))
    if slots.municipalities and not set(slots.municipalities) <= councils:
        return 0.0
    score = hit
    if slots.cooperation:
        family = f.family | {slots.cooperation}
        if not family & set(case.cooperations) and hit < _LEAST_HIT:
            return 0.0
        score += 1.0 * (slots.cooperation in case.cooperations) + 0.5 * bool(family & set(case.cooperations))
    if slots.fields:
        score += 0.5 * bool(set(slots.fields) & set(case.fields)) - 0.3 * (not set(slots.fields) & set(case.fields))
    if slots.regions:
        score += 0.5 * bool(set(slots.regions) & set(case.regions))
    if slots.municipalities:
        score += 0.5 + 0.4 * (set(slots.municipalities) == councils)
    if slots.form:
        score += 0.3 * (case.form is not None and case.form.value == slots.form)
    if not ratified(f.knowledge.register, case):
        return score if slots.cooperation in case.cooperations else 0.0
    return score + 0.4 if score else 0.0

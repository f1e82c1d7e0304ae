"""The choice between readings: clear, and we answer; close, and we ask back; none, and we say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.cooperations import matching
from knowledge.understanding import talk
from knowledge.understanding.across import INTENTS
from knowledge.understanding.at_last import at_last
from knowledge.understanding.features import Features
from knowledge.understanding.follow import follow
from knowledge.understanding.leaning import of_whom, points
from knowledge.understanding.nearest import nearest
from knowledge.understanding.options import MAX_CHOICES, options, options_of_form, with_form
from knowledge.understanding.question import Ambiguous, NotUnderstood, Option, Question, Understood
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.readings_about import ASPECTS, MOST_OF_A_FACT, aspects, facts
from knowledge.understanding.readings_agenda import agenda
from knowledge.understanding.readings_calendar import calendar
from knowledge.understanding.readings_case_deadline import decision_deadline
from knowledge.understanding.readings_cases import of_cases
from knowledge.understanding.readings_deadline import deadline
from knowledge.understanding.readings_decisions import decisions
from knowledge.understanding.readings_facts import assessments, figures
from knowledge.understanding.readings_guide import guide
from knowledge.understanding.readings_law import law
from knowledge.understanding.readings_lists import lists, widened
from knowledge.understanding.readings_of_forms import views
from knowledge.understanding.readings_ratification import ratification

LEAST = 1.7
"""The least evidence that an answer is given on."""
_PLAIN = 2.0
"""Below this «what is it?» is only what is left when nothing answers the rest of the words."""
_VOTES = frozenset({"stemme", "stemmer", "stem", "royste", "roysta"})
_PRIVATE = frozenset(
    ["telefonnummer", "telefonnummeret", "telefon", "epost", "adresse", "parti", "alder", "gift", "lonn", "lon"]
)
_PARTIES = frozenset(
    ["hoyre", "hogre", "arbeiderpartiet", "arbeidarpartiet", "ap", "sp", "senterpartiet", "sv", "frp", "krf", "mdg", "rodt"]
)
_OFFICES = ("ordfor", "ordforar", "varaordfor", "kommunedirektor", "radmannen", "statsminister", "rektor")
SURE = 2.2
"""So much evidence for one fact outweighs doubt about which cooperation is meant."""


def choose(f: Features) -> Understood:
    """The best reading, if it is good enough and nothing else is as good."""
    act = talk.act(f)
    if act is not None:
        return act
    if f.shared:
        choices = tuple(Option("municipality", (m,)) for m in f.shared[:MAX_CHOICES])
        return Ambiguous("which_municipality", choices, _of_either(f), len(f.shared))
    if _of_a_person(f):
        return NotUnderstood(f.language, "outside", f.unknown, f.slots)
    understood = _weigh(f)
    if isinstance(understood, NotUnderstood) and follow(f, force=True):
        again = _weigh(f)
        if isinstance(again, Question) and _rests_on_what_is_asked(f, again):
            return again
    return (at_last(f) or understood) if isinstance(understood, NotUnderstood) else understood


def _of_a_person(f: Features) -> bool:
    """«Hvem er ordfører i Øyer?»: who holds an office, which the knowledge does not tell of anybody."""
    words = [t.folded for t in f.entities.tokens]
    asked = f.first in ("hvem", "kven", "kem", "hokken") or "naming" in f.cues
    office = any(w.startswith(_OFFICES) for w in words)
    if _VOTES & set(words) and "pa" in words and asked:
        return True  # «hvem bør jeg stemme på?»
    s = f.slots
    if s.cooperation or s.form or s.fields:
        return False
    private = _PRIVATE & set(words) or (f.first in ("hvor", "kor", "kvar") and {"bor", "bur"} & set(words))
    if (private and office) or ("count" in f.cues and _PARTIES & set(words)):
        return True
    told = f.speaks_of_cooperation() or f.cues.any("law", "decision", "advice")
    return asked and office and bool(s.municipalities) and not told


def _of_either(f: Features) -> Question:
    """What is asked, whichever of the municipalities that share the name is meant."""
    others = tuple(m for m in f.slots.municipalities if m not in f.shared)
    one = replace(f, slots=replace(f.slots, municipalities=(*others, f.shared[0])), shared=())
    one.places = f.places - frozenset(f.shared[1:])
    understood = _weigh(one)
    intent = understood.intent if isinstance(understood, Question) else "list"
    slots = understood.slots if isinstance(understood, Question) else f.slots
    return Question(intent, replace(slots, municipalities=others), f.language, f.terms)


def _rests_on_what_is_asked(f: Features, understood: Question) -> bool:
    """True when a fact was found for the words, or a step is asked of the case told just now; else they ask of something else."""
    if f.context.intent in INTENTS and f.cues.any("decision", "vote", "when", "why", "next", "proposal", "case_deadline"):
        return understood.intent in (*INTENTS, "case_deadline", "ratification")
    if understood.intent not in ("fact", "figure", "assessment") or not understood.hits:
        return False
    return {t.text for t in f.terms} <= {*understood.hits[0].met}


def _weigh(f: Features) -> Understood:
    ambiguous = _ambiguous(f)
    found = sorted(readings(f), key=lambda r: -r.score)
    f.readings = tuple(found)
    best = found[0] if found else None
    if ambiguous is not None and (best is None or _vaguer(f, best)):
        return ambiguous
    if best is None or best.score < LEAST:
        return _nearest(f) or _near(f) or _lost(f)
    best = widened(f, best)
    if best.intent == "list" and _empty(f, best) and (near := nearest(f)) is not None:
        return near
    if (best.intent == "unknown_fact" or (best.intent == "details" and best.score < _PLAIN)) and (near := nearest(f)) is not None:
        return near
    runner = found[1] if len(found) > 1 else None
    why = (*best.why, *(f"{r.intent} {r.score:.2f}" for r in found[:4]))
    return Question(
        best.intent, best.slots, f.language, best.terms, best.hits, why, best.score, runner.intent if runner else None,
        best.law, f.first, f.says("vel", "jo", "sant", "riktig", "rett"),
        not f.asks(),
    )  # fmt: skip


def _vaguer(f: Features, best: Reading) -> bool:
    """True when a question back serves better than this reading."""
    if best.intent == "fact":
        return best.score < SURE or (f.definite and not f.terms_outside_fields())
    if best.intent.startswith("law") or best.intent in ("paragraph", "levers"):
        return best.score < 2.8
    vague = (*ASPECTS, "details", "list") if f.definite else (*ASPECTS, "details")
    return best.intent in vague or best.score < 2.4


def readings(f: Features) -> Iterator[Reading]:
    """Every reading that something speaks for, but a lone fact where another reading surely outweighs it."""
    doubt = 0.5 * min(len(f.unknown), 2)
    best = 0.0
    for reading in _considered(f, doubt):
        best = max(best, reading.score)
        yield reading
    if best <= MOST_OF_A_FACT:
        yield from facts(f)


def _considered(f: Features, doubt: float) -> Iterator[Reading]:
    if f.slots.cooperation:
        for reading in aspects(f, f.slots.cooperation):
            yield replace(reading, score=reading.score - 0.5 * doubt)
    for reading in lists(f):
        yield replace(reading, score=reading.score - doubt)
    yield from (*guide(f), *law(f), *deadline(f), *ratification(f), *calendar(f), *decision_deadline(f), *agenda(f), *of_cases(f))
    # these weigh the words that they cannot account for themselves
    yield from (*figures(f), *assessments(f), *views(f), *decisions(f))


def _nearest(f: Features) -> Question | None:
    """«Har Gausdal noe på gang sammen med Lillehammer?»: where nothing tells it, the cooperations that it speaks of."""
    speaks = f.cues.any("partners", "both", "status_study", "status_idea", "status_planned")
    where = f.places or f.slots.regions
    if f.unknown or not speaks or not where or f.asks_amount() or f.cues.any("when", "decision", "why"):
        return None
    return Question("list", f.slots, f.language, f.terms, (), ("nothing nearer",), LEAST, None)


def _empty(f: Features, best: Reading) -> bool:
    """True for a list that nobody asked for in so many words, and that little speaks for or that has nothing in it."""
    asked = f.followed or f.speaks_of_cooperation() or f.cues.any("list", "exists", "member", "partners", "status")
    return not asked and (best.score <= _PLAIN or not matching(f.knowledge, best.slots))


def _near(f: Features) -> Question | None:
    """What lies nearest, where it is of our kind: a word that we do not know may be just the one that matters."""
    subject = f.slots.cooperation or f.slots.fields or f.places or f.speaks_of_cooperation()
    placed = len(f.unknown) == 1 and (f.slots.cooperation or (f.slots.fields and f.places))
    return nearest(f) if subject and (placed or not f.unknown) else None


def _lost(f: Features) -> NotUnderstood:
    # «i fjor» is known, though nothing is of that year
    unknown = tuple(w for w in f.unknown if f.positions.get(w) not in f.period)
    nothing = not (f.terms or f.entities.mentions or f.unknown) and len(f.entities.tokens) > 1
    goes_on = f.followed or (nothing and f.context.intent is not None)
    domain = goes_on or f.speaks_of_cooperation() or f.slots.fields or f.slots.form or f.slots.cooperation
    reason = "outside"
    of_it = nothing and bool(points(f)) and f.cues.any("member", "host", "form", "since", "status", "body_members")
    of_it = of_it or of_whom(f)
    if (of_it or (f.cues.any("pronoun", "member") and domain)) and not f.unknown and not f.resolved:
        reason = "missing_cooperation"
    elif domain and not f.unknown:
        reason = "unclear"
    elif f.cues.any("decision") and not f.terms and not f.unknown:
        reason = "missing_case"
    return NotUnderstood(f.language, reason, unknown, f.slots, tuple(f"unknown: {w}" for w in f.unknown))


def _ambiguous(f: Features) -> Ambiguous | None:
    if f.slots.cooperation:
        return None
    candidates = tuple(c.id for c in f.resolved)
    of_form = len(candidates) < 2 and f.slots.form and f.cues.any("what_is", "status", "who", "host", "body_members")
    if of_form and any(m.text.casefold().endswith(("et", "a", "en")) for m in f.entities.of("form")):
        candidates = with_form(f.knowledge, f.slots.form or "", f.places)
    elif of_form:
        return None
    if len(candidates) < 2:
        return None
    if f.cues.any("list") and not f.cues.any("status", "host", "since", "form") and not f.definite:
        return None
    of_all = of_form and not f.places
    choices, total = options_of_form(f.knowledge, f.slots.form or "") if of_all else options(f.knowledge, candidates)
    if len(choices) < 2:
        return None
    intent = next((r.intent for r in sorted(aspects(f, candidates[0]), key=lambda r: -r.score)), "details")
    return Ambiguous("which_cooperation", choices, Question(intent, f.slots, f.language, f.terms), total)

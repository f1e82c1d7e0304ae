"""Readings that rest on facts found: figures and assessments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from knowledge.model import Figure
from knowledge.search import Hit, QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.leaning import of_whom
from knowledge.understanding.names import GENERIC
from knowledge.understanding.ranking import coverage, ranked
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import tokens

_SHAPE = (
    "who", "which_municipalities", "which", "what", "what_is", "when", "where", "why", "how", "count", "superlative",
    "compare", "both",
    "pronoun", "follow", "we", "greeting", "thanks", "correction",
)  # fmt: skip
"""Cues that only shape a question about figures; «vedtak» and «vert» may well be what is counted."""
_LEAST_FIGURE, _SURELY = 0.45, 0.85
_NOT_COUNTED, _OF_ANOTHER = 0.4, 0.6
"""What it takes from a figure that it does not name what is counted, and that it counts in another unit."""
_WORK = ("percent_position", "employees", "person_years", "persons", "positions", "units_per_person_year")
_UNITS = {"stilling": _WORK, "arsverk": _WORK, "ansatt": _WORK, "samarbeid": ("cooperations",), "mote": ("meetings",)}
"""What things are counted in."""
_CALLED = 0.75
"""So much of the words must a figure account for that is asked for by what it is called, with no word for an amount."""
_MEASURED = {"arsverk", "stilling", "ansatt", "budsjett"}
_YEAR = len("2018")
_COVERED, _NARROWER = 0.5, 1
"""«Hvor mange innbyggere har Gjøvik?» is no question of how many more above 80 there will be."""
_MONEY = {"betal", "betaling", "budsjett", "kostnad", "kost", "pris", "utgift", "kron", "krone"}
"""Words that ask for an amount of money: nothing else answers."""


def figures(f: Features) -> Iterator[Reading]:
    """A number, several of a kind, the most and the least; or that no such number is in the sources."""
    cues, slots = f.cues, f.slots
    if f.counts_cooperations() or of_whom(f):
        return
    asks = f.asks_amount() or "superlative" in cues or f.hint == "figure"
    if "superlative" in cues and (cues.any("which_municipalities", "who", "which") or f.hint == "figure"):
        least = {"minst", "faerrest", "lavest", "lagast", "billigst", "billigast", "darligst", "darlegast"}
        slots = replace(slots, superlative="least" if least & {t.folded for t in f.entities.tokens} else "most")
    other = cues.any("list", "member", "decision", "opinion", "advantage", "disadvantage", "naming")
    unasked = (f.slots.municipalities or cues.any("what", "what_is")) and not other
    if not asks and not unasked:
        return
    asked = f.without(*_SHAPE)
    terms = f.beyond_name(asked) or asked
    hits = _counted(f, (*ranked(f, "figure", terms), *_elsewhere(f, asked)))
    if terms != asked and (not hits or hits[0].score < _LEAST_FIGURE):
        hits = _counted(f, ranked(f, "figure", asked))  # «hvor mange stillinger …» may be part of what it is called
    if slots.cooperation and (not hits or hits[0].score < _LEAST_FIGURE):
        hits = _in_general(f, asked) or hits
    hits = tuple(h for h in hits if not _of_a_part(f, h, asked))
    if not (slots.cooperation or slots.fields or f.hint):
        hits = tuple(h for h in hits if _is_of(f, h, terms))
    if "count" not in cues and any(_MONEY & {*t.lemmas} for t in asked):
        saved = any("innsparing" in t.lemmas for t in asked)
        shares = saved or not _of_cost(asked)
        hits = tuple(h for h in hits if h.doc.fact.unit == "kr" or (h.doc.fact.unit == "percent" and shares))
    if slots.measure and f.hint == "figure":
        same = [h for h in hits if isinstance(h.doc.fact, Figure) and h.doc.fact.measure == slots.measure]
        hits = tuple(same) or hits
    top = hits[0].score if hits else 0.0
    why = (f"figure {hits[0].doc.record_id} {top:.2f}",) if hits else ()
    if asks and top >= _LEAST_FIGURE:
        extra = 0.3 * f.asks_amount() + 0.3 * (f.hint == "figure") + 0.3 * bool(slots.superlative)
        yield Reading("figure", 1.3 + 2.0 * min(top, 1.1) + extra, slots, terms, hits, why)
    elif not asks and _unasked(f, hits, terms):
        yield Reading("figure", 2.1, slots, terms, hits, why)
    if slots.cooperation and asks and (cues.any("amount", "count") or f.hint == "figure") and top < _LEAST_FIGURE:
        yield Reading("figure_unknown", 2.25, slots, terms)


def _of_a_part(f: Features, hit: Hit, asked: tuple[QueryTerm, ...]) -> bool:
    """«Hvor mange årsverk skal Sogn KO ha?»: what holds for one of its parts alone is no answer where the part is not named."""
    whole, parts = f.slots.cooperation, hit.doc.cooperations & f.family
    if not whole or not parts or whole in parts:
        return False
    register, words = f.knowledge.register.cooperations, f.knowledge.vocabulary
    names = [n for c in parts for n in (register[c].name.nb, register[c].name.nn, *register[c].aliases.all())]
    called = {x for name in names for t in tokens(name) for x in words.terms(t.folded)} - GENERIC - _MEASURED
    return not any(called & {*t.lemmas} for t in asked) and not f.slots.fields


def _unasked(f: Features, hits: tuple[Hit, ...], terms: tuple[QueryTerm, ...]) -> bool:
    """True where a number answers what has no word for one: of a municipality, or asked for by what it is called."""
    top = hits[0].score if hits else 0.0
    return bool(top >= _SURELY and f.slots.municipalities) or (top >= _LEAST_FIGURE and _labelled(f, hits[0], terms))


def _labelled(f: Features, hit: Hit, terms: tuple[QueryTerm, ...]) -> bool:
    """«Hva var minstesatsen for engangstilskudd?»: what is asked for is called just as the figure is."""
    label = {x for w in tokens(hit.doc.fact.label.nb) for x in f.knowledge.vocabulary.terms(w.folded)}
    called = [t for t in terms if t.text in hit.met and not label.isdisjoint(t.lemmas) and GENERIC.isdisjoint(t.lemmas[:1])]
    return len(called) > 1 and coverage(f, hit, terms) >= _CALLED


def _of_cost(asked: tuple[QueryTerm, ...]) -> bool:
    """«Hva koster det?»: a share is no price."""
    return any({"kostnad", "kost", "pris"} & {*t.lemmas} for t in asked)


def _elsewhere(f: Features, asked: tuple[QueryTerm, ...]) -> tuple[Hit, ...]:
    """«… har landbrukskontoret i Lillehammer-regionen, og på Hedmarken?»: the same there, where the one found is elsewhere."""
    if not (f.slots.cooperation and f.slots.regions):
        return ()
    record = f.knowledge.register.cooperations[f.slots.cooperation]
    if set(record.regions) & set(f.slots.regions):
        return ()
    there = replace(f, slots=replace(f.slots, cooperation=None), family=frozenset())
    return ranked(there, "figure", tuple(t for t in f.beyond_name(asked) or asked if not _only_here(f, t)))


def _in_general(f: Features, asked: tuple[QueryTerm, ...]) -> tuple[Hit, ...]:
    """«Hvor stor del av kommunene har det interkommunalt?»: what holds for the country, where nothing nearer is known."""
    if not any(t.folded in ("kommunene", "kommunane", "landet") for t in f.entities.tokens) or f.places:
        return ()
    anywhere = replace(f, slots=replace(f.slots, cooperation=None), family=frozenset())
    hits = ranked(anywhere, "figure", asked)
    return tuple(h for h in hits if not (h.doc.cooperations or h.doc.municipalities or h.doc.regions) and len(h.met) > 1)


def _is_of(f: Features, hit: Hit, terms: tuple[QueryTerm, ...]) -> bool:
    """False for a figure that only shares a common word, or whose subject is far narrower than what is asked."""
    if coverage(f, hit, terms) < _COVERED:
        return False
    several = len([t for t in terms if t.lemmas]) > 1 or any(GENERIC & {*t.lemmas} for t in terms)
    if several or not isinstance(hit.doc.fact, Figure):
        return True
    words = {x for w in tokens(hit.doc.fact.label.nb) for x in f.knowledge.vocabulary.terms(w.folded)[:1]}
    return len(words - {x for t in terms for x in t.lemmas} - GENERIC) <= _NARROWER


def _only_here(f: Features, term: QueryTerm) -> bool:
    """True for a word of the other one's name: it is no part of what is counted."""
    return term.text in {t.text for t in f.entities.tokens if t.text[:1].isupper()}


def _counted(f: Features, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """«Hvor mange møter …»: figures that do not count just that come last."""
    words = f.entities.tokens
    noun = next((words[i + 1].text for i in range(len(words) - 1) if words[i].folded in ("mange", "antall")), None)
    if noun is None or noun not in f.positions:
        return hits
    lemmas = {lemma for t in f.all_terms if t.text == noun for lemma in t.lemmas[:1]}
    units = next((units for lemma, units in _UNITS.items() if lemma in lemmas), None)

    def lacks(hit: Hit) -> float:
        return _NOT_COUNTED * (noun not in hit.met) + _OF_ANOTHER * bool(units and _unit(hit) not in units)

    return tuple(sorted((replace(h, score=h.score - lacks(h)) for h in hits), key=lambda h: -h.score))


def _unit(hit: Hit) -> str:
    return str(hit.doc.fact.unit) if isinstance(hit.doc.fact, Figure) else ""


def assessments(f: Features) -> Iterator[Reading]:
    """Advantages, drawbacks, advice, conclusions."""
    cues = f.cues
    kinds = assessment_kinds(f)
    if not (kinds or f.hint == "assessment"):
        return
    if "outside" in cues and cues.any("who", "which_municipalities"):
        return  # «hvem står utenfor samarbeidet de vurderer?»
    slots = replace(f.slots, assessments=kinds or f.slots.assessments)
    about = bool(slots.fields or slots.cooperation or slots.sources or f.speaks_of_cooperation() or cues.any("status_study"))
    about = about or (f.followed and (f.context.intent == "assessment" or not f.terms))
    # «vertskommune» shapes other questions; here it is what the advantages are of
    terms = f.terms or tuple(t for t in f.all_terms if "vertskommune" in t.lemmas)
    about = about or bool(terms and not f.terms)
    hits = _called(f, terms, ranked(f, "assessment", terms, holders=True))
    if f.terms and not hits and not about:
        return
    hits = tuple(h for h in hits if h.doc.fact.kind.value in (kinds or f.slots.assessments)) or hits
    if f.terms and not hits:
        return
    hits = _numbered(f, hits)
    top = hits[0].score if hits else 0.0
    only_why = f.cues.any("why") and not cues.any("advantage", "disadvantage", "advice", "liking", "expectation", "opinion")
    if about or top >= 0.6:
        explained = top >= 0.4 or not any(not GENERIC & {*t.lemmas} for t in f.terms)
        asked = f.beyond_name(terms)
        if only_why and (top < 0.6 or (slots.cooperation and asked and not any(t.text in hits[0].met for t in asked))):
            return  # «hvorfor gikk Luster ut?»: what was good about it is no reason
        only_opinion = "count" in cues and not cues.any("why", "expectation")
        counted = f.asks_amount() and not cues.any("advantage", "disadvantage", "advice", "liking")
        explained = explained and not counted  # «hvor mye venter de å spare?» asks for a number
        weight = (1.4 if only_why else 1.9) + (1.2 * min(top, 1.0) if f.terms else 0.9) - (0.0 if explained else 0.8)
        weight -= 0.6 * (counted and only_opinion)
        weight += 0.5 * (cues.any("advantage", "disadvantage") and top >= 0.7 and bool(slots.fields) and "law" not in cues)
        yield Reading("assessment", weight, slots, terms, hits, (f"assessment {top:.2f}",))


def _numbered(f: Features, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """«Hva sa gruppe 3?»: what is held by another of that number is no answer."""
    words = f.entities.tokens
    named = [f"{a.text} {b.text}".casefold() for a, b in pairwise(words) if b.text.isdigit() and len(b.text) < _YEAR]
    for name in named:
        of = tuple(h for h in hits if name in h.doc.fact.text.nb.casefold() or name in h.doc.fact.text.nn.casefold())
        hits = of or hits
    return hits


def _called(f: Features, terms: tuple[QueryTerm, ...], hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """«Mest irriterende» asks for drawbacks, and those that are called just that come first."""
    shaping = tuple(t for t in f.all_terms if t not in terms and t.lemmas)
    if not shaping or not hits:
        return hits
    named = {(h.doc.record_id, h.doc.part): h.score for h in ranked(f, "assessment", shaping)}
    raised = (replace(h, score=h.score + 0.2 * named.get((h.doc.record_id, h.doc.part), 0.0)) for h in hits)
    return tuple(sorted(raised, key=lambda h: -h.score))


def assessment_kinds(f: Features) -> tuple[str, ...]:
    """The kinds of assessment that the question asks for; none when it asks for none."""
    cues = f.cues
    kinds: list[str] = []
    if "advantage" in cues:
        kinds += ["advantage", "expectation"]
    if "disadvantage" in cues:
        kinds += ["disadvantage", "challenge"]
    if "advice" in cues:
        kinds += ["advice", "conclusion", "expectation"]
    if "liking" in cues:
        kinds += ["disadvantage", "challenge"] if f.says("minst") else ["advantage", "expectation"]
    if "expectation" in cues:
        kinds += ["expectation", "advice"]
    if "opinion" in cues and not kinds:
        kinds += ["conclusion", "advice", "advantage", "challenge"] if f.says("bedre", "betre") else ["conclusion", "advice"]
    if "why" in cues and ("opinion" in cues or not kinds):
        kinds += ["conclusion", "challenge", "disadvantage", "advantage"]
    return tuple(dict.fromkeys(kinds))

"""The readings a question can have, what speaks for each, and the choice between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.model import Figure, Status
from knowledge.search import Doc, Hit, QueryTerm
from knowledge.understanding import talk
from knowledge.understanding.cooperations import GENERIC, Candidate
from knowledge.understanding.words import tokens
from knowledge.understanding.question import Ambiguous, NotUnderstood, Question, Slots, Understood

if TYPE_CHECKING:
    from knowledge.understanding.reading import Features

LEAST = 1.7
"""The least evidence that an answer is given on."""
CLOSE = 0.25
ASPECTS = ("members", "membership", "host", "form", "established", "status", "bodies")
KIND_WORDS = {
    "network": ("nettverk",), "company": ("selskap",), "joint_office": ("kontor", "landbrukskontor", "lonnskontor", "lonningskontor"),
    "study": ("utredning",), "political_council": ("regionrad", "radet"), "idea": ("ide",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the question, and how much speaks for it."""

    intent: str
    score: float
    slots: Slots
    terms: tuple[QueryTerm, ...] = ()
    hits: tuple[Hit, ...] = ()
    why: tuple[str, ...] = ()


def choose(f: Features) -> Understood:
    """The best reading, if it is good enough and nothing else is as good."""
    act = talk.act(f)
    if act is not None:
        return act
    ambiguous = _ambiguous(f)
    readings = sorted(_readings(f), key=lambda r: -r.score)
    best = readings[0] if readings else None
    vague = (*ASPECTS, "details", "fact", "list") if f.definite else (*ASPECTS, "details", "fact")
    if ambiguous is not None and (best is None or best.intent in vague or best.score < 2.4):
        return ambiguous
    if best is None or best.score < LEAST:
        return _lost(f)
    runner = readings[1] if len(readings) > 1 else None
    why = (*best.why, *(f"{r.intent} {r.score:.2f}" for r in readings[:4]))
    return Question(
        best.intent, best.slots, f.language, best.terms, best.hits, why, best.score, runner.intent if runner else None
    )


def _lost(f: Features) -> NotUnderstood:
    domain = f.speaks_of_cooperation() or f.slots.fields or f.slots.form or f.slots.cooperation
    reason = "outside"
    if f.cues.any("pronoun", "member") and domain and not f.unknown and not f.resolved:
        reason = "missing_cooperation"
    elif domain and not f.unknown:
        reason = "unclear"
    elif f.cues.any("decision") and not f.terms and not f.unknown:
        reason = "missing_case"
    return NotUnderstood(f.language, reason, f.unknown, f.slots, tuple(f"unknown: {w}" for w in f.unknown))


# -- what the conversation fills in ----------------------------------------------------------------------------------

_OWN_QUESTION = (
    "who", "which_municipalities", "when", "since", "count", "amount", "host", "form", "status", "advantage", "disadvantage",
    "advice", "opinion", "decision", "vote", "next", "timeline", "superlative", "list", "partners", "body_members", "why", "member",
)  # fmt: skip


def follow(f: Features) -> None:
    """Fill empty slots from the conversation where the question leans on it («og Vik?», «hva med brann?», «når startet det?»)."""
    context, slots = f.context, f.slots
    if context.intent is None:
        return
    words = [t.folded for t in f.entities.tokens]
    leans = bool(words) and (words[0] in ("og", "men", "enn") or {0, 1} & f.cues.positions.get("follow", frozenset()) != set())
    own_question = f.cues.any(*_OWN_QUESTION) and not (words and _only_follow(f))
    points = f.cues.any("pronoun") and not slots.fields
    bare = not f.cues.any(*_OWN_QUESTION) and len(words) <= 3
    needs = f.cues.any("member", "host", "since", "form", "body_members", "status") and not slots.fields and not slots.cooperation
    if not (leans or points or bare or needs):
        return
    before = context.slots
    new_place = bool(slots.municipalities or slots.regions or slots.counties)
    if not slots.cooperation and before.cooperation and not slots.fields and not f.resolved:
        slots = replace(slots, cooperation=before.cooperation)
    elif not slots.cooperation and not f.resolved:
        if not new_place:
            slots = replace(slots, municipalities=before.municipalities, regions=before.regions, counties=before.counties, own=before.own)
        if not slots.fields and (leans or bare):
            slots = replace(slots, fields=before.fields)
        if not slots.dates:
            slots = replace(slots, dates=before.dates)
    if not own_question:
        slots = replace(
            slots, aspect=before.aspect, assessments=before.assessments, measure=before.measure, superlative=None,
            statuses=before.statuses, kinds=before.kinds, form=slots.form or before.form,
        )  # fmt: skip
        f.hint = context.intent
        if context.intent in ("figure", "assessment", "decision", "fact") and not (slots.fields and slots.fields != before.fields):
            f.terms = (*_kept(f, context.words), *f.terms)
    f.slots, f.followed = slots, True
    f.places = f.places | frozenset(slots.municipalities)
    for region in slots.regions:
        f.places |= frozenset(f.knowledge.register.regions[region].municipalities)


def _only_follow(f: Features) -> bool:
    """True when the words ask nothing by themselves: «og Vik?», «hva med Øyer?»."""
    asking = {n for n in f.cues.names if n in _OWN_QUESTION}
    leaning = f.cues.positions.get("follow", frozenset())
    return bool(leaning) and all(f.cues.positions[n] <= leaning | f.entities.taken for n in asking)


def _kept(f: Features, words: str) -> tuple[QueryTerm, ...]:
    have = {t.text for t in f.terms}
    kept = []
    for word in words.split():
        found = f.knowledge.vocabulary.terms(word)
        if found and word not in have:
            kept.append(QueryTerm(word, found, found[0] == f.knowledge.lexicon.lemma(word)))
    return tuple(kept)


# -- asking back ------------------------------------------------------------------------------------------------------


def _ambiguous(f: Features) -> Ambiguous | None:
    from knowledge.understanding.reading import options  # noqa: PLC0415  (the two modules build one another's values)

    if f.slots.cooperation:
        return None
    candidates = f.resolved
    if len(candidates) < 2 and f.slots.form and f.cues.any("what_is", "status", "who", "host", "body_members"):
        candidates = tuple(_with_form(f))
    if len(candidates) < 2:
        return None
    if f.cues.any("list") and not f.cues.any("status", "host", "since", "form") and not f.definite:
        return None
    choices, total = options(f, candidates)
    if len(choices) < 2:
        return None
    intent = next((r.intent for r in sorted(_aspects(f, candidates[0].id), key=lambda r: -r.score)), "details")
    return Ambiguous("which_cooperation", choices, Question(intent, f.slots, f.language, f.terms), total)


def _with_form(f: Features) -> Iterator[Candidate]:
    definite = any(m.text.casefold().endswith(("et", "a", "en")) for m in f.entities.of("form"))
    if not definite:
        return
    for record in f.knowledge.register.cooperations.values():
        if record.status[-1].status is Status.IDEA or (f.places and not f.places & set(record.municipality_ids())):
            continue
        if any(x.form.value == f.slots.form for x in record.forms) or (
            f.slots.form == "regionraad" and record.kind.value == "political_council"
        ):
            yield Candidate(record.id, 1.0, 1.0, 1.0)


# -- readings ---------------------------------------------------------------------------------------------------------


def _readings(f: Features) -> Iterator[Reading]:
    doubt = 0.8 * len(f.unknown)
    cooperation = f.slots.cooperation
    if cooperation:
        for reading in _aspects(f, cooperation):
            yield replace(reading, score=reading.score - 0.5 * doubt)
    for reading in (*_lists(f), *_figures(f), *_assessments(f), *_decisions(f), *_facts(f), *_law(f)):
        yield replace(reading, score=reading.score - doubt)


def _aspects(f: Features, cooperation: str) -> Iterator[Reading]:
    cues = f.cues
    slots = replace(f.slots, cooperation=cooperation)
    asks_place = bool(slots.municipalities) and f.first not in ("hvem", "kven", "kem")

    # «hvilke nettverk er vi med i» asks for a list, whatever one of them is called
    several = f.cues.any("list", "which") and not f.definite and f.speaks_of_cooperation() and not _telling(f, cooperation)

    def reading(intent: str, score: float) -> Reading:
        return Reading(intent, score + (0.4 if f.hint == intent else 0.0) - several, slots, f.terms)

    if asks_place and ("member" in cues or f.hint == "membership") and (f.first in _YESNO or f.hint == "membership" or "follow" in cues or cues.any("we")):
        yield reading("membership", 3.6)
    if cues.any("which_municipalities", "member") or ("who" in cues and not cues.any("host", "body_members", "decision", "opinion")):
        counted = "count" in cues and any("kommune" in t.lemmas for t in f.all_terms)
        yield reading("members", 3.0 + 0.9 * counted)
    if "host" in cues:
        yield reading("host", 3.2)
    if "form" in cues or (f.slots.form and f.first in _YESNO):
        yield reading("form", 3.1)
    if cues.any("since") and cues.any("when", "since") and "amount" not in cues:
        yield reading("established", 3.1 + 0.2 * ("when" in cues))
    if "next" in cues:
        yield reading("status", 3.2)
    if "status" in cues or ("status_study" in cues and f.first in _YESNO):
        yield reading("status", 3.0)
    if "body_members" in cues and (f.slots.bodies or "who" in cues):
        yield reading("bodies", 3.4)
    if "what_is" in cues or f.hint == "details" or not f.cues.names - {"pronoun", "what", "follow", "cooperation_word"}:
        yield reading("details", 2.6)
    else:
        yield reading("details", 1.75)


def _telling(f: Features, cooperation: str) -> bool:
    return any(c.id == cooperation and c.telling and c.named >= 0.99 and c.described >= 0.8 for c in f.candidates)


_YESNO = frozenset("er har kan blir vart ble var finnes finst skal skulle deltar deltek vil eig eier kom hadde e va inngar omfatter omfattar stemmer".split())


def _lists(f: Features) -> Iterator[Reading]:
    cues, slots = f.cues, f.slots
    narrowed = bool(slots.municipalities or slots.regions or slots.counties or slots.fields or slots.form or slots.excluded)
    statuses, kinds = _statuses(f), _kinds(f)
    slots = replace(slots, statuses=statuses or slots.statuses, kinds=kinds or slots.kinds, cooperation=None)
    if cues.any("partners") and slots.municipalities and cues.any("who", "which_municipalities", "which"):
        yield Reading("partners", 3.3, slots, f.terms)
    if f.slots.own and not f.slots.municipalities and not cues.any("law") and (f.speaks_of_cooperation() or cues.any("member", "partners")):
        yield Reading("ask_municipality", 3.0, slots, f.terms)
    if not (narrowed or statuses or kinds):
        if f.speaks_of_cooperation() and cues.any("list", "which") and not f.terms_beyond("samarbeid"):
            yield Reading("list", 2.4, slots, f.terms)
        return
    score = 0.0
    if f.speaks_of_cooperation() or slots.form:
        asks = cues.any("list", "which", "what")
        score = (1.4 if asks else 1.0) + 0.8 * asks + 0.4 * bool(slots.municipalities or slots.fields or slots.regions)
    elif kinds and cues.any("list", "which", "what"):
        score = 2.2
    if f.hint in ("list", "partners"):
        score = max(score, 2.8)
    if "both" in cues and len(slots.municipalities) > 1:
        score = max(score, 2.0) + 0.6
    if f.first in _YESNO and not cues.any("which", "list"):
        score -= 0.4
    if cues.any("opinion", "advantage", "disadvantage", "why"):
        score -= 0.8
    if score:
        yield Reading("list", score, slots, f.terms, why=(f"narrowed={narrowed}",))


_NOT_LAW = ("regionraad", "uformelt-nettverk", "kjoep-av-tjenester")


def _law(f: Features) -> Iterator[Reading]:
    """What the law allows: a form with «kan», «må», «hvem …», a paragraph, or words of law."""
    cues, slots = f.cues, f.slots
    if f.entities.of("paragraph"):
        yield Reading("law", 3.3, slots, f.terms)
    elif "law" in cues and not (slots.cooperation and not slots.form):
        yield Reading("law", 3.2, slots, f.terms)
    elif slots.form in _NOT_LAW or cues.any("status_study", "status_rejected", "status_idea", "status_planned"):
        return
    elif slots.form and not slots.cooperation and not slots.municipalities and not cues.any("list", "which"):
        modal = f.first in ("kan", "ma", "ska", "skal", "far", "er", "hvem", "kven", "hva", "kva", "hvor", "kor", "korleis", "hvordan")
        yield Reading("law", 2.5 + 0.6 * modal, slots, f.terms)


def _statuses(f: Features) -> tuple[str, ...]:
    if f.cues.any("status_study") and f.cues.any("list", "which", "what") and f.cues.any("cooperation_word"):
        return ("under_study", "studied", "not_recommended", "proposed")
    if "status_rejected" in f.cues:
        return ("rejected", "not_recommended")
    if "status_idea" in f.cues and f.cues.any("cooperation_word"):
        return ("idea", "proposed")
    if "status_planned" in f.cues and f.cues.any("cooperation_word"):
        return ("planned", "adopted", "under_study")
    if "status_existing" in f.cues and f.cues.any("cooperation_word") and f.cues.any("list", "which"):
        return ("operating",)
    return ()


def _kinds(f: Features) -> tuple[str, ...]:
    lemmas = {lemma for term in f.all_terms for lemma in term.lemmas}
    return tuple(kind for kind, words in KIND_WORDS.items() if kind != "idea" and lemmas.intersection(words) and kind != "study")


def _fits(f: Features, doc: Doc) -> bool:
    """A fact about other places, another cooperation or another year is no answer."""
    slots = f.slots
    if slots.cooperation and doc.cooperations and slots.cooperation not in doc.cooperations:
        return False
    if slots.cooperation and not doc.cooperations:
        record = f.knowledge.register.cooperations[slots.cooperation]
        if doc.municipalities and not doc.municipalities & set(record.municipality_ids()):
            return False
    elif f.places and doc.municipalities and not doc.municipalities & f.places:
        return False
    if f.places and not doc.municipalities and doc.regions:
        area = {m for r in doc.regions for m in f.knowledge.register.regions[r].municipalities}
        if not area & f.places:
            return False
    return not slots.sources or doc.source in slots.sources


def _years_fit(f: Features, doc: Doc) -> bool:
    years = {d[:4] for d in f.slots.dates}
    if not years:
        return True
    if doc.kind == "case":
        return any(str(step.on.year) in years for step in doc.fact.steps)
    text = f"{doc.fact.text.nb} {getattr(doc.fact, 'period', None) or ''} {getattr(doc.fact, 'on', '')}"
    return any(y in text for y in years)


def _specific(f: Features, doc: Doc) -> float:
    """Facts about just what was named come before those that only touch it."""
    score = 0.0
    if f.slots.cooperation and f.slots.cooperation in doc.cooperations:
        score += 0.15
    if f.slots.municipalities:
        named = set(f.slots.municipalities)
        score += 0.12 if doc.municipalities == named else 0.06 if doc.municipalities & named else -0.1
    elif f.slots.regions and isinstance(doc.fact, Figure) and not doc.fact.about.municipalities:
        score += 0.12  # the region as a whole, not one of its municipalities
    if f.slots.fields and doc.fields:
        score += 0.08 if doc.fields & set(f.slots.fields) else -0.05
    return score


def _held_by(f: Features, doc: Doc, terms: tuple[QueryTerm, ...]) -> float:
    """«Hva mente KS?»: what the one named holds comes first."""
    holder = getattr(doc.fact, "holder", None)
    if holder is None:
        return 0.0
    words = {lemma for w in tokens(holder.in_(f.language)) for lemma in f.knowledge.vocabulary.terms(w.folded)[:1]}
    words -= f.knowledge.lexicon.filler
    asked = {lemma for t in terms for lemma in t.lemmas}
    rarity = f.knowledge.index.rarity
    return 0.4 * sum(map(rarity, words & asked)) / (sum(map(rarity, words)) or 1.0)


def _ranked(f: Features, kind: str | tuple[str, ...], terms: tuple[QueryTerm, ...]) -> tuple[Hit, ...]:
    hits = f.search(kind, terms, lambda d: _fits(f, d) and _years_fit(f, d))
    ranked = [replace(hit, score=hit.score + _specific(f, hit.doc) + _held_by(f, hit.doc, terms)) for hit in hits]
    return tuple(sorted(ranked, key=lambda h: -h.score))


_SHAPE = (
    "who", "which_municipalities", "which", "what", "what_is", "when", "where", "why", "how", "count", "superlative", "compare", "both",
    "pronoun", "follow", "we", "greeting", "thanks", "correction",
)  # fmt: skip
"""Cues that only shape a question about figures; «vedtak» and «vert» may well be what is counted."""


def _figures(f: Features) -> Iterator[Reading]:
    cues = f.cues
    asks = cues.any("amount", "count", "superlative") or f.hint == "figure"
    if not asks:
        return
    slots = f.slots
    if "superlative" in cues and cues.any("which_municipalities", "who", "which"):
        least = {"minst", "faerrest", "lavest", "lagast", "billigst", "billigast"}
        slots = replace(slots, superlative="least" if least & {t.folded for t in f.entities.tokens} else "most")
    shape = frozenset(p for n in _SHAPE for p in cues.positions.get(n, ()))
    asked = {f.entities.tokens[p].text for p in shape}
    terms = _beyond_name(f, tuple(t for t in f.all_terms if t.text not in asked))
    hits = _ranked(f, "figure", terms or f.terms)
    if slots.measure and f.hint == "figure":
        same = [h for h in hits if isinstance(h.doc.fact, Figure) and h.doc.fact.measure == slots.measure]
        hits = tuple(same) or hits
    top = hits[0].score if hits else 0.0
    if top >= 0.45:
        extra = 0.3 * cues.any("amount") + 0.3 * (f.hint == "figure") + 0.3 * bool(slots.superlative)
        yield Reading("figure", 1.3 + 2.0 * min(top, 1.1) + extra, slots, f.terms, hits, (f"figure {hits[0].doc.record_id} {top:.2f}",))
    if slots.cooperation and cues.any("amount", "count") and (top < 0.45):
        yield Reading("figure_unknown", 2.7, slots, f.terms)


def _beyond_name(f: Features, terms: tuple[QueryTerm, ...]) -> tuple[QueryTerm, ...]:
    """The content words that the cooperation's own names do not account for: what is asked about it."""
    if not f.slots.cooperation:
        return terms
    record = f.knowledge.register.cooperations[f.slots.cooperation]
    named: set[str] = set(GENERIC)
    for name in (record.name.nb, record.name.nn, *record.aliases.all()):
        for word in tokens(name):
            named.update(f.knowledge.vocabulary.terms(word.folded))
    return tuple(t for t in terms if not t.lemmas or not named & set(t.lemmas))


def _assessments(f: Features) -> Iterator[Reading]:
    cues = f.cues
    kinds: list[str] = []
    if "advantage" in cues:
        kinds += ["advantage", "expectation"]
    if "disadvantage" in cues:
        kinds += ["disadvantage", "challenge"]
    if "advice" in cues:
        kinds += ["advice", "conclusion"]
    if "liking" in cues:
        kinds += ["disadvantage", "challenge"] if "minst" in {t.folded for t in f.entities.tokens} else ["advantage", "expectation"]
    if "opinion" in cues:
        kinds += ["conclusion", "advice"] if not kinds else []
    slots = replace(f.slots, assessments=tuple(kinds) or f.slots.assessments)
    if not (kinds or f.hint == "assessment"):
        return
    about = bool(f.slots.fields or f.slots.cooperation or f.slots.sources or cues.any("cooperation_word", "status_study"))
    hits = _ranked(f, "assessment", f.terms)
    if f.terms and not hits and not about:
        return
    top = hits[0].score if hits else 0.0
    explained = top >= 0.4 or not f.terms
    if about or top >= 0.6:
        yield Reading(
            "assessment", 1.9 + (1.2 * min(top, 1.0) if f.terms else 0.9) - (0.0 if explained else 0.8), slots, f.terms, hits,
            (f"assessment {top:.2f}",),
        )  # fmt: skip


def _decisions(f: Features) -> Iterator[Reading]:
    cues, slots = f.cues, f.slots
    asks = cues.any("decision", "vote", "next", "timeline", "proposal") or slots.case_number or f.hint == "decision"
    if not (asks or (slots.bodies and slots.dates)):
        return
    aspect = slots.aspect
    for name, cue in (("timeline", "timeline"), ("vote", "vote"), ("proposed", "proposal"), ("next", "next"), ("when", "when")):
        if cue in cues:
            aspect = name
            break
    else:
        aspect = "decided" if "decision" in cues else aspect
    slots = replace(slots, aspect=aspect)
    hits = _ranked(f, ("step", "case"), f.terms) if f.terms else _all_steps(f)
    if slots.case_number:
        hits = tuple(h for h in hits or _all_steps(f) if slots.case_number in (getattr(h.doc.fact, "case_number", None) or "")) or hits
    top = hits[0].score if hits else 0.0
    anchored = bool(slots.municipalities or slots.cooperation or slots.fields or slots.regions or slots.case_number or slots.sources)
    if hits and (top >= 0.35 or not f.terms) and (anchored or top >= 0.6):
        strong = cues.any("vote", "timeline", "proposal", "next") or slots.case_number or (slots.bodies and slots.dates)
        yield Reading(
            "decision", 1.6 + 1.3 * min(max(top, 0.5), 1.0) + 0.6 * bool(strong) + 0.4 * ("next" in cues) + 0.4 * (f.hint == "decision"), slots, f.terms, hits,
            (f"decision {hits[0].doc.record_id}/{hits[0].doc.part} {top:.2f}",),
        )  # fmt: skip


def _all_steps(f: Features) -> tuple[Hit, ...]:
    docs = (d for d in f.knowledge.index.docs if d.kind == "step" and _fits(f, d) and _years_fit(f, d))
    return tuple(sorted((Hit(d, 0.5 + _specific(f, d), (), ()) for d in docs), key=lambda h: -h.score))


def _facts(f: Features) -> Iterator[Reading]:
    """Anything else that a fact answers, when it accounts for most of what was asked."""
    if not f.all_terms:
        return
    hits = _ranked(f, ("note", "figure", "assessment", "step"), f.all_terms)
    if not hits:
        return
    top = hits[0]
    enough = len(top.met) >= 2 or (f.slots.cooperation and top.met)
    if enough and top.score >= (0.5 if f.slots.cooperation else 0.62):
        yield Reading("fact", 0.8 + 1.3 * min(top.score, 1.1), f.slots, f.all_terms, hits, (f"fact {top.doc.record_id}/{top.doc.part} {top.score:.2f}",))

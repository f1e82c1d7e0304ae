"""The reading that wants the last day for lovlighetskontroll of a decision that the register knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.agenda import DECIDED
from knowledge.search import Hit, QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.ranking import ranked, specific
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import Token, fold

_CONTROL = ("lovlighetskontroll", "lovlegkontroll", "lovlegheitskontroll")
_OF_TIME = frozenset(
    ["nar", "fortsatt", "framleis", "fremdeles", "enna", "enno", "ute", "sent", "seint", "siste", "innen", "innan", "rekker",
     "rekk", "lenge", "over", "utlopt", "gatt", "gjekk", "gikk"]
)  # fmt: skip
_THE_DECISION = ("vedtaket", "vedtaka", "vedtakene", "vedtok", "avgjerda", "avgjerdene", "avgjorelsen", "saken", "saka")
_ABOUT_DEADLINES_WORDS = (
    "frist fristen frister fristar fristene fristane siste dag dagen krev krevje kreve kreves krevjast krav gar gikk gjekk "
    "ga ut ute for av vedtak vedtaket vedtaka vedtakene vedtok vedtatt vedteke saken saka sak sent seint enna enno fortsatt "
    "framleis rekker rekk innen innan klage klagefrist klagefristen lovlighet lovleg kontroll horing hoyring horingsfrist "
    "hoyringsfrist horingsfristen hoyringsfristen horingen hoyringa horingssvar hoyringssvar svar svare innmelding uttreden "
    "uttreding innmeldingsfrist innmeldingsfristen svarfrist svarfristen gjelder gjeld vi me kommunestyret formannskapet "
    "har hadde "
)
_ABOUT_DEADLINES = frozenset(_ABOUT_DEADLINES_WORDS.split())
_LEAST = 0.35
_NEAR = 0.15
_MOST = 3


def decision_deadline(f: Features) -> Iterator[Reading]:
    """The last day for lovlighetskontroll of a decision that we know."""
    words = f.entities.tokens
    if any(w.folded.startswith(_CONTROL) for w in words):
        yield from _control(f, words)


def _control(f: Features, words: Sequence[Token]) -> Iterator[Reading]:
    said = {w.folded for w in words}
    of_time = _OF_TIME - {"nar"} if f.yes_or_no() else _OF_TIME  # «settes det på vent når noen krever …?»
    asks = bool(said & of_time) or any("frist" in w for w in said)
    days = [d for d in f.slots.dates if len(d) == len("2027-03-15")]
    if not asks or len(days) > 1 or f.entities.of("form") or not (days or any(w in said for w in _THE_DECISION)):
        return
    hits = _decisions(f, days[0] if days else None)
    if hits:
        record, step = hits[0].doc.record_id, hits[0].doc.fact.id if len(hits) == 1 else None
        yield Reading("decision_deadline", 5.6, replace(f.slots, case=record, step=step), (), hits, (f"decision {record}",))


def _decisions(f: Features, day: str | None) -> tuple[Hit, ...]:
    """The decisions that are meant, in the order of their days; where none is known, the step that comes nearest."""
    terms = _content(f)
    hits = ranked(f, ("step",), terms) if terms else _steps(f)
    if f.slots.municipalities:
        hits = tuple(h for h in hits if h.doc.fact.municipality in f.slots.municipalities)
    if f.slots.case_number:
        hits = tuple(h for h in hits if f.slots.case_number in (h.doc.fact.case_number or ""))
    if day:
        hits = tuple(h for h in (*hits, *_steps(f)) if str(h.doc.fact.on) == day)
        hits = tuple({(h.doc.record_id, h.doc.fact.id): h for h in hits}.values())
    elif terms:
        hits = tuple(h for h in hits if h.score >= _LEAST)
    anchored = bool(terms or day or f.slots.municipalities or f.slots.case_number or f.slots.cooperation)
    if not anchored:
        before = f.context.slots
        hits = tuple(h for h in hits if h.doc.record_id == before.case and before.step in (None, h.doc.fact.id))
    decided = [h for h in hits if h.doc.fact.outcome in DECIDED]
    near = [h for h in decided if h.score >= decided[0].score - _NEAR]
    newest = sorted(near, key=lambda h: h.doc.fact.on.first_day(), reverse=True)[:_MOST]
    return tuple(newest) or hits[:1]


def _steps(f: Features) -> tuple[Hit, ...]:
    docs = (d for d in f.knowledge.index.of("step") if f.fits(d) and f.years_fit(d))
    return tuple(sorted((Hit(d, 0.5 + specific(f, d), (), ()) for d in docs), key=lambda h: -h.score))


def _content(f: Features) -> tuple[QueryTerm, ...]:
    """The words that say which decision or case it is."""
    return tuple(t for t in f.terms if fold(t.text) not in _ABOUT_DEADLINES and not fold(t.text).startswith(_CONTROL))

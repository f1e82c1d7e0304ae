"""Readings about the steps of one case: what was decided, proposed or planned, how they voted, what comes next, the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.search import Hit
from knowledge.understanding.across import INTENTS
from knowledge.understanding.features import Features
from knowledge.understanding.question import Slots
from knowledge.understanding.ranking import ranked, specific
from knowledge.understanding.reading_type import Reading

_ASKING = ("decision", "vote", "next", "timeline", "proposal")
_WHOLE_DAY = len("2019-02-11")
_NEAR = 6
"""«Hva rådet kommunedirektøren i Vågå til?»: so many words may stand between."""
_LEAST = 0.35
_MANY, _PLAINLY = 2, 0.8
"""«Når gikk søknaden og planen ut?»: a step that meets more words than these, so well, is what is asked about."""
_SURE = 0.6
"""So much of a question tells which case is meant where nothing else is named."""


def decisions(f: Features) -> Iterator[Reading]:
    """The steps that the words, the day or the number speak of; a number that no case has is said to be unknown."""
    cues, slots = f.cues, f.slots
    day = next((d for d in slots.dates if len(d) == _WHOLE_DAY), None)
    asked = cues.any(*_ASKING) and not _only_said(f)
    asks = asked or _advised(f) or slots.case_number or f.hint == "decision" or (slots.bodies and slots.dates) or day
    if not (asks or "when" in cues):
        return
    slots = replace(slots, aspect=_aspect(f))
    if (elsewhere := _elsewhere(f)) is not None:
        yield elsewhere
        return
    if slots.case_number:
        yield _numbered(f, slots, slots.case_number)
        return
    hits = ranked(f, ("step", "case"), f.terms) if f.terms else _all_steps(f)
    if day:
        on_day = tuple(h for h in (*hits, *_all_steps(f)) if str(getattr(h.doc.fact, "on", "")) == day)
        hits = tuple({(h.doc.record_id, h.doc.part): h for h in on_day}.values()) or hits
    top = hits[0].score if hits else 0.0
    exact = bool(day and hits and str(getattr(hits[0].doc.fact, "on", "")) == day)
    anchored = bool(slots.municipalities or slots.cooperation or slots.fields or slots.regions or slots.sources or exact)
    sure = bool(hits) and top >= _SURE and len(hits[0].met) > 1 and f.terms_outside_fields()
    if hits and (top >= _LEAST or not f.terms or exact) and (anchored or sure):
        in_body = slots.bodies and (slots.dates or "when" in cues)
        strong = _advised(f) or cues.any("vote", "timeline", "proposal", "next") or in_body or exact
        base = 1.6 if asks else 1.0
        dated = "when" in cues and not asks and len(hits[0].met) > _MANY and top >= _PLAINLY
        base += 0.6 * dated
        base -= 1.2 * _reasons(f)
        weight = base + 1.3 * min(max(top, 0.5), 1.0) + 0.6 * bool(strong) + 0.4 * ("next" in cues) + 0.4 * (f.hint == "decision")
        why = (f"decision {hits[0].doc.record_id}/{hits[0].doc.part} {top:.2f}",)
        yield Reading("decision", weight, slots, f.terms, hits, why)


def _reasons(f: Features) -> bool:
    """«Hvorfor frarådes det …?»: the reasons are asked for, not what was proposed."""
    return "why" in f.cues and "advised_against" in f.cues and not f.slots.dates and not f.cues.any("vote", "next", "timeline")


def _elsewhere(f: Features) -> Reading | None:
    """«Og i Østre Toten?», after an answer about a case: what happened to the same case there."""
    before, places = f.context.slots, f.slots.municipalities
    again = f.hint == "decision" or (f.followed and f.context.intent in INTENTS and "decision" in f.cues)
    if not again or not places or places == before.municipalities:
        return None
    docs = (d for d in f.knowledge.index.of("step") if d.record_id in before.cases and d.fact.municipality in places)
    hits = tuple(Hit(d, 1.0, (), ()) for d in docs)
    slots = replace(f.slots, aspect=before.aspect)
    return Reading("decision", 4.2, slots, (), hits, ("the same case elsewhere",)) if hits else None


def _numbered(f: Features, slots: Slots, number: str) -> Reading:
    """The steps with the number, in the meeting or in the archive, where the document's own number may be left out."""
    whole = re.compile(rf"(?<![\d/]){re.escape(number)}(?![\d/])")
    found = [
        Hit(d, 1.0 + specific(f, d), (), ())
        for d in f.knowledge.index.of("step")
        if any(whole.search(getattr(d.fact, name, None) or "") for name in ("case_number", "archive_number"))
    ]
    here = [h for h in found if not f.places or h.doc.municipalities & f.places]
    hits = tuple(sorted(here, key=lambda h: -h.score))
    return Reading("decision", 3.6, slots, f.terms, hits, (f"case number {number}: {len(hits)} steps",))


def _advised(f: Features) -> bool:
    """«Hvilket råd ga kommunedirektøren i Vågå?»: what the chief executive advises is the proposal that the council treats."""
    words = [t.folded for t in f.entities.tokens]
    verb = next((n for n, w in enumerate(words) if w in ("radet", "radde")), len(words))
    advises = "advice" in f.cues or bool({"til", "fra", "ifra"} & {*words[verb : verb + _NEAR]})
    return advises and "chief_executive" in f.slots.bodies and bool(f.slots.municipalities)


def _aspect(f: Features) -> str | None:
    if f.cues.any("decision") and f.says("vedtak", "vedtaket", "vedtaka", "vedtakene") and f.slots.dates and "next" in f.cues:
        return "decided"  # «hva sa vedtaket i 2024 skulle skje etterpå?»: what was decided then, not what comes now
    for name, cue in (("timeline", "timeline"), ("vote", "vote"), ("proposed", "proposal"), ("next", "next"), ("when", "when")):
        if cue in f.cues:
            return name
    if _advised(f):
        return "proposed"
    return "decided" if "decision" in f.cues else f.slots.aspect


def _only_said(f: Features) -> bool:
    """«Hva sa deltakerne var bra?»: an opinion is asked for, no decision."""
    said = all(f.entities.tokens[p].folded == "sa" for p in f.cues.positions.get("decision", ()))
    others = (cue for cue in _ASKING if cue != "decision")
    return said and f.cues.any("advantage", "disadvantage", "advice", "opinion", "liking") and not f.cues.any(*others)


def _all_steps(f: Features) -> tuple[Hit, ...]:
    docs = (d for d in f.knowledge.index.of("step") if f.fits(d) and f.years_fit(d))
    return tuple(sorted((Hit(d, 0.5 + specific(f, d), (), ()) for d in docs), key=lambda h: -h.score))

"""Questions about numbers: one, several of a kind, the most and the least, and what does not add up."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from dialogs.handlers.common import amount, choice, cited
from dialogs.model import Answer, Reply, Turn
from knowledge.model import Figure
from knowledge.search import Hit
from knowledge.understanding.words import tokens

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ«])")
_MOST_SHOWN = 8
_NEAR = 0.22


def _figures(hits: tuple[Hit, ...]) -> list[Figure]:
    return [hit.doc.fact for hit in hits if isinstance(hit.doc.fact, Figure)]


async def figure(turn: Turn) -> Answer:
    """State the figure that was asked for, with those of the same measure that the question covers."""
    hits = turn.question.hits
    if turn.slots.superlative:
        compared = _same_measure(turn, _figures(hits))
        if len(compared) > 1:
            return _compare(turn, compared)
    top = hits[0].score
    chosen = _figures(tuple(h for h in hits if h.score >= top - _NEAR))
    # asked about one municipality, the sums for the whole region only stand in the way
    asked = set(turn.slots.municipalities)
    if asked:
        asked.update(m for r in turn.slots.regions for m in turn.knowledge.register.regions[r].municipalities)
    chosen = [f for f in chosen if asked & set(f.about.municipalities)] or chosen
    # where the parts and their total fit as well, the total is what was asked for
    first = next((f for f in chosen if "total" in f.measure and _score(hits, f) >= top - 0.1), chosen[0])
    family = [f for f in chosen if f.measure == first.measure]
    others = [f for f in chosen if f.measure != first.measure]
    shown = (family + others)[:_MOST_SHOWN]
    return _told(turn, shown, len(chosen) - len(shown))


def _score(hits: tuple[Hit, ...], figure: Figure) -> float:
    return next(h.score for h in hits if h.doc.fact is figure)


def _told(turn: Turn, shown: list[Figure], remaining: int) -> Answer:
    language = turn.language
    warnings = _warnings(turn, shown)[:2]
    facts: dict[str, Any] = {
        "texts": [f.text.in_(language) for f in shown],
        "notes": told_notes(turn, shown, warnings)[:2],
        "warnings": warnings,
        "undated": any(f.period is None for f in shown[:1]),
        "remaining": remaining,
    }
    citations = tuple(dict.fromkeys(f.cite for f in shown))
    return Answer(
        Reply("figure/answer", language, facts, cited(turn, citations), _choices(turn, shown[0])),
        citations,
        slots=replace(turn.slots, measure=shown[0].measure),
    )


def _warnings(turn: Turn, figures: list[Figure]) -> list[str]:
    register = turn.knowledge.register
    ids = [c for f in figures for c in turn.knowledge.conflicts_by_fact.get(f"figure:{f.id}", ())]
    return [register.conflicts[c].text.in_(turn.language) for c in dict.fromkeys(ids)]


def told_notes(turn: Turn, figures: list[Figure], warnings: list[str]) -> list[str]:
    """The notes of figures, without the sentences that a warning or a note before has told already."""
    told = {sentence for warning in warnings for sentence in _SENTENCE_ENDS.split(warning)}
    notes = []
    for note in (f.note.in_(turn.language) for f in figures if f.note):
        new = [sentence for sentence in _SENTENCE_ENDS.split(note) if sentence not in told]
        told.update(new)
        if new:
            notes.append(" ".join(new))
    return notes


def _same_measure(turn: Turn, figures: list[Figure]) -> list[Figure]:
    """All figures of the best measure that at least two municipalities have, within the places asked about."""
    register = turn.knowledge.register
    places = {m for r in turn.slots.regions for m in register.regions[r].municipalities} | set(turn.slots.municipalities)
    asked = {lemma for term in turn.question.terms for lemma in term.lemmas}
    near = [f for f in figures[:12] if _score(turn.question.hits, f) >= turn.question.hits[0].score - _NEAR]
    for best in sorted(near, key=lambda f: ("total" not in f.measure, _beyond(turn, f, asked))):
        same = [
            f
            for f in register.figures.values()
            if f.measure == best.measure
            and f.unit == best.unit
            and len(f.about.municipalities) == 1
            and (not places or places & set(f.about.municipalities))
        ]
        if len({f.about.municipalities for f in same}) > 1:
            return same
    return []


def _beyond(turn: Turn, figure: Figure, asked: set[str]) -> int:
    """How many words of the figure's label the question does not have: årsverk on landbruk before årsverk on skogbruk."""
    words = (turn.knowledge.vocabulary.terms(t.folded) for t in tokens(figure.label.in_(turn.language)))
    return sum(1 for lemmas in words if lemmas and not asked & {*lemmas})


def _compare(turn: Turn, figures: list[Figure]) -> Answer:
    most = turn.slots.superlative == "most"
    ordered = sorted(figures, key=lambda f: f.value, reverse=most)
    language = turn.language
    warnings = _warnings(turn, ordered)
    facts = {
        "most": most,
        "label": ordered[0].label.in_(language),
        "rows": [
            {"who": turn.knowledge.municipality_name(f.about.municipalities[0]), "amount": amount(turn.knowledge, f, language),
             "period": f.period or ""}
            for f in ordered[:_MOST_SHOWN]
        ],
        "lead": ordered[0].text.in_(language),
        "who": turn.knowledge.municipality_name(ordered[0].about.municipalities[0]),
        "amount": amount(turn.knowledge, ordered[0], language),
        "notes": told_notes(turn, ordered, warnings),
        "warnings": warnings,
        "remaining": max(len(ordered) - _MOST_SHOWN, 0),
    }  # fmt: skip
    citations = tuple(dict.fromkeys(f.cite for f in ordered[:_MOST_SHOWN]))
    return Answer(
        Reply("figure/compare", language, facts, cited(turn, citations), _choices(turn, ordered[0])),
        citations,
        slots=replace(turn.slots, measure=ordered[0].measure),
    )


def _choices(turn: Turn, first: Figure) -> tuple[Any, ...]:
    options = []
    for cooperation_id in first.about.cooperations[:1]:
        title = turn.knowledge.register.cooperations[cooperation_id].name.in_(turn.language)
        options.append(choice(turn, "Om samarbeidet", "Om samarbeidet", f"Hva er {title}?", f"Kva er {title}?"))
    options.append(choice(turn, "Hvor står det?", "Kvar står det?"))
    return tuple(options)

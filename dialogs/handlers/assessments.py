"""Questions about advantages, drawbacks, advice and conclusions: who holds them, and about what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dialogs.handlers.common import choice, cited, holder_of, not_with
from dialogs.model import Answer, Reply, Turn
from knowledge.model import Assessment, AssessmentKind
from knowledge.search import Hit

_PER_KIND = 6
_GROUPS = {
    "advantage": (AssessmentKind.ADVANTAGE,),
    "disadvantage": (AssessmentKind.DISADVANTAGE, AssessmentKind.CHALLENGE),
    "advice": (AssessmentKind.ADVICE, AssessmentKind.CONCLUSION),
    "expectation": (AssessmentKind.EXPECTATION,),
}


async def assessment(turn: Turn) -> Answer:
    """List what was held, by kind, each with who holds it; the best fitting first."""
    wanted = [g for g, kinds in _GROUPS.items() if any(k.value in turn.slots.assessments for k in kinds)] or list(_GROUPS)
    hits = turn.question.hits if turn.question.hits else _all(turn)
    if turn.question.terms:  # the kind of the best fitting comes first
        best = [next(g for g, kinds in _GROUPS.items() if h.doc.fact.kind in kinds) for h in hits if _is_assessment(h)]
        wanted.sort(key=lambda g: best.index(g) if g in best[:1] else 1)
    groups: list[dict[str, Any]] = []
    shown: list[Assessment] = []
    remaining = 0
    for group in wanted:
        held = [h for h in hits if _is_assessment(h) and h.doc.fact.kind in _GROUPS[group]]
        held = _fitting(turn, held)
        chosen = [h.doc.fact for h in held[:_PER_KIND]]
        remaining += max(len(held) - _PER_KIND, 0)
        if chosen:
            shown += chosen
            entries = [
                {
                    "text": a.text.in_(turn.language),
                    "holder": holder_of(a, turn.language),
                    "alternative": a.alternative,
                }
                for a in chosen
            ]
            groups.append({"kind": group, "entries": entries})
    if not groups and turn.slots.assessments and any(map(_is_assessment, hits)):
        # «hva egner seg dårlig for samarbeid?»: what is held of it, though nobody calls it a drawback
        return await assessment(replace(turn, question=replace(turn.question, slots=replace(turn.slots, assessments=()))))
    if not groups:
        return Answer(Reply("assessment/none", turn.language, {"subject": _subject(turn)}))
    citations = tuple(dict.fromkeys(a.cite for a in shown))
    facts = {
        "groups": groups, "subject": _subject(turn), "remaining": remaining, "single": len(shown) == 1,
        "name": _subject(turn), "not_with": not_with(turn),
    }  # fmt: skip
    reply = Reply("assessment/list", turn.language, facts, cited(turn, citations), _choices(turn, wanted))
    return Answer(reply, citations)


def _is_assessment(hit: Hit) -> bool:
    return isinstance(hit.doc.fact, Assessment)


def _fitting(turn: Turn, held: list[Hit]) -> list[Hit]:
    """Without the tail that only shares a common word with the question."""
    if not held or not turn.question.terms:
        return held
    least = max(held[0].score * 0.55, 0.25)
    return [h for h in held if h.score >= least]


def _all(turn: Turn) -> tuple[Hit, ...]:
    fields, years = set(turn.slots.fields), {d[:4] for d in turn.slots.dates}
    found = []
    for doc in turn.knowledge.index.of("assessment"):
        about = doc.fact.about
        if turn.slots.sources and doc.source not in turn.slots.sources:
            continue
        if turn.slots.cooperation and turn.slots.cooperation not in doc.cooperations:
            continue
        if fields and not fields & doc.fields:
            continue
        if years and str(turn.knowledge.register.sources[doc.source].published.year) not in years:
            continue
        if not (fields or years or turn.slots.cooperation or turn.slots.sources or about.general):
            continue
        found.append(Hit(doc, 0.5, (), ()))
    return tuple(found)


def _subject(turn: Turn) -> str:
    register = turn.knowledge.register
    if turn.slots.cooperation:
        return register.cooperations[turn.slots.cooperation].name.in_(turn.language)
    if turn.slots.fields:
        return register.fields[turn.slots.fields[0]].name.in_(turn.language)
    return ""


def _choices(turn: Turn, wanted: list[str]) -> tuple[Any, ...]:
    subject = _subject(turn) or "interkommunalt samarbeid"
    options = []
    if "advantage" not in wanted:
        options.append(
            choice(turn, "Fordelene", "Fordelane", f"Hva er fordelene med {subject}?", f"Kva er fordelane med {subject}?")
        )
    if "disadvantage" not in wanted:
        options.append(choice(turn, "Ulempene", "Ulempene", f"Hva er ulempene med {subject}?", f"Kva er ulempene med {subject}?"))
    if "advice" not in wanted:
        options.append(choice(turn, "Rådene", "Råda", f"Hvilke råd gis om {subject}?", f"Kva råd blir gjevne om {subject}?"))
    options.append(choice(turn, "Hvor står det?", "Kvar står det?"))
    return tuple(options)[:3]

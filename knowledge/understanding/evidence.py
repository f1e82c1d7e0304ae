"""All that understanding made of a message, as plain data: for the terminal, and for those who tune the weights. Never kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from knowledge.search import Hit
from knowledge.understanding.cooperations import Candidate
from knowledge.understanding.explanation import Read
from knowledge.understanding.features import Features
from knowledge.understanding.question import Ambiguous, NotUnderstood, Question
from knowledge.understanding.words_read import word_read


def evidence(read: Read) -> dict[str, Any]:
    """Words, names, cues, slots, candidates, readings, facts and rules, each with its weight. The same words give the same."""
    f, outcome = read.features, read.outcome
    question = outcome if isinstance(outcome, Question) else None
    slots = outcome.question.slots if isinstance(outcome, Ambiguous) else outcome.slots
    told = read.explanation()
    return {
        "text": f.text,
        "language": f.language,
        "outcome": _outcome(read),
        "words": [_word(f, position) for position in range(len(f.entities.tokens))],
        "phrases": [{"said": t.text, "lemmas": list(t.lemmas)} for t in f.all_terms if t.text not in f.positions],
        "names": [
            {"kind": m.kind, "text": m.text, "ids": list(m.ids), "from": m.start, "to": m.end, "mended": m.mended}
            for m in sorted(f.entities.mentions, key=lambda m: (m.start, m.end))
        ],
        "mended": [list(each) for each in told.mended],
        "cues": {name: sorted(on) for name, on in sorted(f.cues.positions.items())},
        "said": f.said.to_json(),
        "slots": slots.to_json(),
        "from_conversation": [f"{m.slot}={m.value}" for m in told.meant if m.origin == "before"] + list(told.kept),
        "own_municipality": [m.value for m in told.meant if m.origin == "own"],
        "worked_out": [f"{m.slot}={m.value}" for m in told.meant if m.origin == "found"],
        "candidates": [_candidate(f, c) for c in f.candidates],
        "readings": [
            {"intent": r.intent, "score": round(r.score, 4), "aspect": r.slots.aspect or "", "why": list(r.why)}
            for r in f.readings
        ],
        "facts": [_hit(hit) for hit in question.hits] if question else [],
        "law": _law(question) if question and question.law else {},
        "guide": [list(each) for each in question.needs] if question else [],
    }


def _outcome(read: Read) -> dict[str, Any]:
    outcome, told = read.outcome, read.explanation()
    if isinstance(outcome, NotUnderstood):
        return {"kind": "not understood", "reason": outcome.reason, "unknown": list(outcome.unknown)}
    if isinstance(outcome, Ambiguous):
        options = [list(option.ids) for option in outcome.options]
        return {"kind": "asked back", "about": outcome.about, "intent": outcome.question.intent, "options": options}
    margin = round(told.weight - told.next_weight, 4) if told.next_intent else None
    return {
        "kind": "understood", "intent": outcome.intent, "score": round(outcome.score, 4), "runner_up": told.next_intent,
        "margin": margin, "why": list(outcome.why),
    }  # fmt: skip


def _word(f: Features, position: int) -> dict[str, Any]:
    """One word: what names it, what it shows, what it is searched for as, and how that was come to."""
    token = f.entities.tokens[position]
    term = next((t for t in f.all_terms if f.positions.get(t.text) == position), None)
    as_word = word_read(f.knowledge, token.text, term.lemmas, f.language) if term else None
    roles = list(_roles(f, position))
    return {
        "written": unicodedata.normalize("NFC", f.text)[token.start : token.end],
        "folded": token.folded,
        "taken_for": roles or ([] if term else ["filler"]),
        "searched": term is not None and any(t.text == term.text for t in f.terms),
        "lemmas": list(term.lemmas) if term else [],
        "read_as": [as_word.how, *as_word.parts] if as_word else [],
    }


def _roles(f: Features, position: int) -> Iterator[str]:
    yield from (f"name of {m.kind}" for m in f.entities.mentions if m.start <= position < m.end)
    if position in f.period:
        yield "period"
    yield from (f"cue {name}" for name, on in sorted(f.cues.positions.items()) if position in on)


def _candidate(f: Features, c: Candidate) -> dict[str, Any]:
    return {
        "id": c.id, "named": round(c.named, 4), "strength": round(c.strength, 4), "described": round(c.described, 4),
        "telling": c.telling, "elsewhere": c.elsewhere, "standing": round(c.standing, 4), "dated": c.dated,
        "meant": c in f.resolved,
    }  # fmt: skip


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.doc.kind, "record": hit.doc.record_id, "part": hit.doc.part, "source": hit.doc.source,
        "score": round(hit.score, 4), "met": list(hit.met), "missed": list(hit.missed),
    }  # fmt: skip


def _law(question: Question) -> dict[str, Any]:
    found = question.law
    if found is None:
        return {}
    return {
        "rules": [rule.id for rule in found.rules], "score": round(found.score, 4), "verdict": found.verdict.value,
        "claim_of": found.claimed.id if found.claimed else "", "share": round(found.share, 4), "aspect": round(found.aspect, 4),
        "contradicts": found.contradicts,
    }  # fmt: skip

"""What the conversation fills in: «og Vik?», «hva med brann?», «når startet det?», «nei, jeg mente Gran»."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from knowledge.search import QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.question import Slots

OWN_QUESTION = (
    "who", "which_municipalities", "when", "since", "count", "amount", "host", "form", "status", "advantage", "disadvantage",
    "advice", "opinion", "decision", "vote", "next", "timeline", "superlative", "list", "partners", "body_members",
    "why", "member",
)  # fmt: skip
"""Cues that make a question of its own; without any, the words only change what the last one was about."""
_THEM = frozenset({"dem", "de", "dei", "disse", "desse"})
_NEEDS_ONE = ("member", "host", "since", "form", "body_members", "status", "timeline", "vote")


def follow(f: Features, *, force: bool = False) -> bool:
    """Fill empty slots from the conversation where the question leans on it; True when something was filled in.

    ``force``: lean on it even where the words do not show it, because alone they make no question.
    """
    context, slots = f.context, f.slots
    if context.intent is None or f.followed:
        return False
    words = [t.folded for t in f.entities.tokens]
    leaning = f.cues.positions.get("follow", frozenset()) | f.cues.positions.get("correction", frozenset())
    leans = bool(words) and (words[0] in ("og", "men", "enn", "nei") or bool({0, 1} & leaning))
    own_question = f.cues.any(*OWN_QUESTION) and not _only_leans(f, leaning)
    # «hvem av dem er med på innkjøp?» points back whatever else it names
    of_them = any(one == "av" and other in _THEM for one, other in pairwise(words))
    points = f.cues.any("pronoun") and (of_them or not slots.fields)
    bare = not f.cues.any(*OWN_QUESTION) and len(words) <= 3
    needs = f.cues.any(*_NEEDS_ONE) and not slots.fields and not slots.cooperation and not (f.cues.any("list") and f.places)
    narrows = (
        context.intent in ("list", "partners", "members", "membership")
        and bool(slots.fields)
        and len(words) <= 6
        and not f.places
    )
    lawful = (context.intent or "").startswith("law") and not f.entities.mentions and not slots.fields
    if not (force or leans or points or bare or needs or narrows or lawful):
        return False
    f.slots = _filled(f, leans=leans or bare or force)
    if not own_question:
        _inherit(f)
    elif (context.intent or "").startswith("law") and not f.entities.of("form") and not f.slots.cooperation:
        f.slots = replace(f.slots, form=(context.slots.forms or (None,))[0])  # «hvor lenge sitter de?», asked about an IKS
        f.hint = "law"
    f.followed = True
    f.places = f.places | frozenset(f.slots.municipalities)
    for region in f.slots.regions:
        f.places |= frozenset(f.knowledge.register.regions[region].municipalities)
    f.settle(f.slots.cooperation)
    return True


def _filled(f: Features, *, leans: bool) -> Slots:
    slots, before = f.slots, f.context.slots
    if slots.cooperation or f.resolved:
        return slots
    if before.cooperation and not slots.fields:
        return replace(slots, cooperation=before.cooperation, regions=slots.regions)
    new_place = bool(slots.municipalities or slots.regions or slots.counties)
    if not new_place:
        slots = replace(
            slots,
            municipalities=before.municipalities,
            regions=before.regions,
            counties=before.counties,
            own=before.own,
            all_of=before.all_of,
        )
        if not slots.regions and not slots.municipalities and before.cooperation:
            # «er alle med på plan?», asked about Sogn KO, stays in Sogn
            slots = replace(slots, regions=f.knowledge.register.cooperations[before.cooperation].regions)
    if not slots.fields and leans:
        slots = replace(slots, fields=before.fields)
    if not slots.dates and not slots.span:
        slots = replace(slots, dates=before.dates, span=before.span)
    if leans and not slots.bodies:
        slots = replace(slots, bodies=before.bodies)
    return slots


def _inherit(f: Features) -> None:
    before = f.context.slots
    f.slots = replace(
        f.slots, aspect=before.aspect, assessments=before.assessments, measure=before.measure, superlative=None,
        statuses=before.statuses, kinds=before.kinds, form=f.slots.form or before.form,
    )  # fmt: skip
    f.hint = f.context.intent
    if (f.hint or "").startswith("law") and not f.entities.of("form"):
        f.slots = replace(f.slots, form=(before.forms or (None,))[0])
    changed_field = f.slots.fields and f.slots.fields != before.fields
    if f.hint in ("figure", "assessment", "decision", "fact", "law") and not changed_field:
        kept = _kept(f, f.context.words)
        f.terms, f.all_terms = (*kept, *f.terms), (*kept, *f.all_terms)


def _only_leans(f: Features, leaning: frozenset[int]) -> bool:
    """True when the words ask nothing by themselves: «og Vik?», «hva med Øyer?»."""
    asking = {n for n in f.cues.names if n in OWN_QUESTION}
    return bool(leaning) and all(f.cues.positions[n] <= leaning | f.entities.taken for n in asking)


def _kept(f: Features, words: str) -> tuple[QueryTerm, ...]:
    have = {t.text for t in f.terms}
    kept = []
    for word in words.split():
        found = f.knowledge.vocabulary.terms(word)
        if found and word not in have:
            kept.append(QueryTerm(word, found, found[0] == f.knowledge.lexicon.lemma(word)))
    return tuple(kept)

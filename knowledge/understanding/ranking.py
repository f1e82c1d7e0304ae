"""Facts put in order: how much of the question each accounts for, and how nearly it is about what was named."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Figure
from knowledge.search import Doc, Hit, QueryTerm
from knowledge.understanding.features import Features


def ranked(f: Features, kind: str | tuple[str, ...], terms: tuple[QueryTerm, ...], *, holders: bool = False) -> tuple[Hit, ...]:
    """The facts of a kind that fit, best first. ``holders``: those held by whom the question names come first."""
    kinds = (kind,) if isinstance(kind, str) else kind
    # what fits() would refuse anyway is left out beforehand: there are far fewer facts of a place than of the country
    found = f.knowledge.index.search(
        terms, kinds=kinds, keep=lambda d: f.fits(d) and f.years_fit(d), limit=40, least=0.2,
        places=() if f.slots.cooperation else f.places, cooperations=f.family if f.slots.cooperation else (),
    )  # fmt: skip
    scored = [replace(h, score=h.score + specific(f, h.doc) + (_held_by(f, h.doc, terms) if holders else 0.0)) for h in found]
    return tuple(sorted(scored, key=lambda h: -h.score))


def specific(f: Features, doc: Doc) -> float:
    """Facts about just what was named come before those that only touch it."""
    score, slots = 0.0, f.slots
    if slots.cooperation:
        score += 0.15 if slots.cooperation in doc.cooperations else 0.08 if doc.cooperations & f.family else -0.1
    if slots.municipalities:
        named = set(slots.municipalities)
        if doc.municipalities == named:
            score += 0.12
        elif doc.municipalities & named:
            score += 0.06 + _told_of(f, doc, named)
        elif not doc.municipalities and not doc.regions:
            score -= 0.3  # what holds for municipalities in general is no answer about one
    elif slots.regions and isinstance(doc.fact, Figure) and not doc.fact.about.municipalities:
        score += 0.12  # the region as a whole, not one of its municipalities
    if slots.fields and doc.fields:
        related = {x for field in slots.fields for x in f.knowledge.related_fields[field]}
        score += 0.08 if doc.fields & set(slots.fields) else 0.0 if doc.fields & related else -0.3
    if not f.asks_amount() and isinstance(doc.fact, Figure):
        score -= 0.2  # a number is seldom what was meant where none is asked for
    return score


def _told_of(f: Features, doc: Doc, named: set[str]) -> float:
    """What speaks of several municipalities may in its own words be about another than the one that is named."""
    text = doc.fact.text.nb if hasattr(doc.fact, "text") else ""
    if any(f.knowledge.municipality_name(m) in text for m in named):
        return 0.04
    others = (f.knowledge.municipality_name(m) for m in sorted(doc.municipalities - named))
    return -0.14 if any(other in text for other in others) else 0.0


def coverage(f: Features, hit: Hit, terms: tuple[QueryTerm, ...]) -> float:
    """The share of the question's weight in words that the fact meets at all, whatever it is about."""
    weight = f.knowledge.index.weight
    whole = sum(map(weight, terms))
    return sum(weight(t) for t in terms if t.text in hit.met) / whole if whole else 0.0


def _held_by(f: Features, doc: Doc, terms: tuple[QueryTerm, ...]) -> float:
    """«Hva mente KS?»: what the one named holds comes first."""
    holder = getattr(doc.fact, "holder", None)
    if holder is None:
        return 0.0
    words = f.knowledge.holder_lemmas(holder.in_(f.language))
    asked = {lemma for t in terms for lemma in t.lemmas}
    rarity = f.knowledge.index.rarity
    return 0.4 * sum(map(rarity, words & asked)) / (sum(map(rarity, words)) or 1.0)

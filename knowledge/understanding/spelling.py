"""How the words of a question are written: what tells «SOM» and «Vekst AS» from the ordinary words «som» and «vekst»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.snapshot import Knowledge
from knowledge.understanding.words import Token

LEGAL_ENDS = frozenset({"IKS", "AS", "KO", "SA", "KF", "BA", "IPR"})
"""Endings of a name that tell the legal form; people leave them out."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the words of a question are written, for names that are ordinary words too."""

    shown: frozenset[str]
    """Folded words that are written as a name is: with a capital inside a sentence, or before «IKS» and the like."""
    capitals: frozenset[str]
    """Folded words all in capitals."""
    own: frozenset[str]
    """Folded words that are no ordinary ones: «akst», «ikomm»."""
    lemmas: frozenset[str]
    """The lemmas of those."""
    mended: frozenset[str]
    """The lemmas of those that are ours only when a typing error is put right."""


def spelling(words: Sequence[Token], knowledge: Knowledge) -> Spelling:
    """How a question is written; one that is all in capitals shows nothing."""
    shouted = all(w.text.isupper() for w in words if w.text.isalpha())
    capitals = frozenset(w.folded for w in words if w.text.isupper() and len(w.text) > 1 and not shouted)
    shown = {w.folded for w in words[1:] if w.text[0].isupper() and not shouted}
    shown.update(w.folded for w, end in pairwise(words) if end.text in LEGAL_ENDS or end.folded == "iks")
    own = {w.folded for w in words if not knowledge.ordinary(w.folded)}
    own.update(w.removesuffix("s") for w in tuple(own))
    lemmas = {folded: knowledge.vocabulary.terms(folded)[:1] for folded in own}
    mended = frozenset(lemma for folded, found in lemmas.items() for lemma in found if not knowledge.vocabulary.has(folded))
    return Spelling(frozenset(shown), capitals, frozenset(own), frozenset(x for found in lemmas.values() for x in found), mended)

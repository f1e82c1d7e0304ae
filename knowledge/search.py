"""An index over everything that can be answered with: which facts a set of words speaks of, and how much of it they explain.

A score is the share of the question's weight (rare words weigh more) that a fact accounts for, from 0 to 1. It is explainable:
each hit tells which words it met and which not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

DocKind = Literal["cooperation", "note", "figure", "assessment", "step", "case"]


@dataclass(frozen=True, slots=True)
class Doc:
    """One fact as the index sees it."""

    kind: DocKind
    record_id: str
    """The id of the record that holds the fact."""
    part: str
    """Which part of the record: a note's number, a step's id; empty for the whole."""
    terms: Mapping[str, float]
    """Lemma -> how much meeting it counts, at most 1."""
    municipalities: frozenset[str] = frozenset()
    cooperations: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    source: str = ""
    fact: Any = None
    """The model record that the answer is made from."""


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word of the question: the lemma of the whole, or those of its parts; none when we do not know it."""

    text: str
    lemmas: tuple[str, ...]
    whole: bool = True
    """True when the first lemma stands for the whole word and the rest for its parts."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact, the share of the question that it explains, and the words met and missed."""

    doc: Doc
    score: float
    met: tuple[str, ...]
    missed: tuple[str, ...]


class Index:
    """Built once per snapshot; asking it changes nothing."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        self.docs: tuple[Doc, ...] = tuple(docs)
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for number, doc in enumerate(self.docs):
            for term, weight in doc.terms.items():
                self._postings.setdefault(term, []).append((number, weight))
        self._count = max(len(self.docs), 2)
        self._rarest = math.log(1 + self._count)

    def rarity(self, lemma: str) -> float:
        """How much a lemma says: 0 for one in every fact, most for one in a single fact or none."""
        found = len(self._postings.get(lemma, ()))
        return self._rarest if not found else max(math.log((1 + self._count) / (0.5 + found)), 0.3)

    def weight(self, term: QueryTerm) -> float:
        """How much of the question a word is."""
        if not term.lemmas:
            return self._rarest * 0.8
        if term.whole:
            return min(self.rarity(term.lemmas[0]), self._rarest * 0.8)
        return min(sum(map(self.rarity, term.lemmas)), self._rarest)

    def search(
        self, terms: Sequence[QueryTerm], *, keep: Callable[[Doc], bool], limit: int = 20, least: float = 0.0
    ) -> tuple[Hit, ...]:
        """The facts that ``keep`` admits, best first; ties stand in the order of the register."""
        total = sum(map(self.weight, terms))
        if not total:
            return ()
        scores: dict[int, float] = {}
        met: dict[int, list[int]] = {}
        for position, term in enumerate(terms):
            weight = self.weight(term)
            for number, share in self._shares(term).items():
                scores[number] = scores.get(number, 0.0) + weight * share
                met.setdefault(number, []).append(position)
        ranked = sorted(((-score / total, number) for number, score in scores.items() if score / total >= least))
        hits: list[Hit] = []
        for negative, number in ranked:
            doc = self.docs[number]
            if keep(doc):
                have = set(met[number])
                words = [(p in have, t.text) for p, t in enumerate(terms)]
                hits.append(
                    Hit(doc, -negative, tuple(w for h, w in words if h), tuple(w for h, w in words if not h))
                )
                if len(hits) == limit:
                    break
        return tuple(hits)

    def _shares(self, term: QueryTerm) -> dict[int, float]:
        shares: dict[int, float] = {}
        parts = term.lemmas
        if term.whole and parts:
            shares.update(self._postings.get(parts[0], ()))
            parts = parts[1:]
        whole = sum(map(self.rarity, parts))
        partial: dict[int, float] = {}
        for lemma in parts:
            share = self.rarity(lemma) / whole
            for number, weight in self._postings.get(lemma, ()):
                partial[number] = partial.get(number, 0.0) + share * weight
        for number, share in partial.items():
            if share > shares.get(number, 0.0):
                shares[number] = share
        return shares

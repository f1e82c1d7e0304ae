"""An index over everything that can be answered with: which facts a set of words speaks of, and how much of it they explain.

A score is the share of the question's weight (rare words weigh more) that a fact accounts for, from 0 to 1. It is explainable:
each hit tells which words it met and which not.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from knowledge.filed import Filed, Search
from knowledge.postings import Wanted, postings

DocKind = Literal["cooperation", "note", "figure", "assessment", "step", "case", "rule"]
KINDS: tuple[DocKind, ...] = get_args(DocKind)


@dataclass(frozen=True, slots=True)
class Doc:
    """One fact as the index sees it."""

    kind: DocKind
    record_id: str
    """The id of the record that holds the fact."""
    part: str
    """Which part of the record: a note's number, a step's id; empty for the whole."""
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


_Growing: TypeAlias = "dict[str, tuple[array[int], bytearray]]"
"""While it is built: lemma -> the facts that have it, and how much meeting it counts in each."""
_OF_A_SOURCE, _OF_TABLES = 1000, 250
"""So many facts of one source, and of all tables together, count at most when it is reckoned how rare words are."""


class Index:
    """Built once per snapshot; asking it changes nothing."""

    def __init__(self, docs: Iterable[tuple[Doc, Mapping[str, float]]], tables: Collection[str] = ()) -> None:
        """Facts, each with its lemmas and how much meeting them counts, at most 1; ``tables``: sources that only list."""
        kept: list[Doc] = []
        growing: dict[str, _Growing] = {}
        weights: dict[float, int] = {}
        for number, (doc, terms) in enumerate(docs):
            kept.append(doc)
            lists = growing.setdefault(doc.kind, {})
            for term, weight in terms.items():
                numbers, codes = lists.get(term) or lists.setdefault(term, (array("I"), bytearray()))
                numbers.append(number)
                codes.append(weights.setdefault(weight, len(weights)))
        self.docs: tuple[Doc, ...] = tuple(kept)
        self._rarest, self._rarity = self._rarities(growing, self._counts(frozenset(tables)))
        self._kinds = self._filed(growing, weights)

    def _filed(self, growing: dict[str, _Growing], weights: Mapping[float, int]) -> dict[str, Filed]:
        """The facts of each kind, with the lists as compact as may be; ``growing`` is emptied on the way."""
        heaviest = tuple(sorted(weights, reverse=True))
        order = bytearray(256)
        for weight, code in weights.items():
            order[code] = heaviest.index(weight)
        kinds: dict[str, Filed] = {}
        for kind, lists in growing.items():
            compact = {t: postings(n, bytes(c).translate(order), len(self.docs)) for t, (n, c) in lists.items()}
            kinds[kind] = Filed(heaviest, compact)
        for number, doc in enumerate(self.docs):
            kinds[doc.kind].add(number, doc.municipalities, doc.regions, doc.cooperations)
        return kinds

    def _rarities(self, growing: Mapping[str, _Growing], counts: list[float] | None) -> tuple[float, dict[str, float]]:
        """How much a word says that nothing has, and how much each lemma says."""
        whole = max(len(self.docs) if counts is None else sum(counts), 2)
        found: dict[str, float] = {}
        for lists in growing.values():
            for term, (numbers, _) in lists.items():
                often = len(numbers) if counts is None else sum(map(counts.__getitem__, numbers))
                found[term] = found.get(term, 0.0) + often
        return math.log(1 + whole), {term: max(math.log((1 + whole) / (0.5 + often)), 0.3) for term, often in found.items()}

    def _counts(self, tables: frozenset[str]) -> list[float] | None:
        """What each fact counts when rarity is reckoned; None when each counts as one.

        Twenty thousand records of one pattern tell no more of what words are rare than a thousand facts: neither those of one
        source, nor those of all tables together.
        """
        whose = ["" if doc.source in tables else doc.source or doc.kind for doc in self.docs]
        often = Counter(whose)
        share = {source: min(1.0, (_OF_A_SOURCE if source else _OF_TABLES) / number) for source, number in often.items()}
        if min(share.values(), default=1.0) == 1.0:
            return None
        return [share[source] for source in whose]

    def of(self, kind: str) -> Iterator[Doc]:
        """The facts of a kind, in the order of the register."""
        return map(self.docs.__getitem__, self._kinds[kind].numbers) if kind in self._kinds else iter(())

    def having(self, kind: str, lemma: str) -> Iterator[tuple[int, float]]:
        """The facts of a kind that have the lemma, by number in ``docs``, and how much meeting it counts in each."""
        filed = self._kinds.get(kind)
        these = filed.lists.get(lemma) if filed else None
        return zip(these.numbers, map(filed.weights.__getitem__, these.codes), strict=True) if filed and these else iter(())

    def rarity(self, lemma: str) -> float:
        """How much a lemma says: 0 for one in every fact, most for one in a single fact or none."""
        return self._rarity.get(lemma, self._rarest)

    def weight(self, term: QueryTerm) -> float:
        """How much of the question a word is."""
        if not term.lemmas:
            return self._rarest * 0.8
        if term.whole:
            return min(self.rarity(term.lemmas[0]), self._rarest * 0.8)
        return min(sum(map(self.rarity, term.lemmas)), self._rarest)

    def search(
        self,
        terms: Sequence[QueryTerm],
        *,
        keep: Callable[[Doc], bool],
        kinds: Collection[str] = KINDS,
        limit: int = 20,
        least: float = 0.0,
        places: Collection[str] = (),
        cooperations: Collection[str] = (),
    ) -> tuple[Hit, ...]:
        """The facts of ``kinds`` that ``keep`` admits, best first; ties stand in the order of the register.

        ``places`` and ``cooperations`` narrow before anything is weighed: to facts about one of them, or about none.
        """
        wanted = [self._wanted(term) for term in terms]
        found = self._ranked(kinds, self._asked(wanted, keep, limit, least, places, cooperations))
        return tuple(self._hit(kind, number, score, terms, wanted) for kind, number, score in found)

    def scored(
        self,
        terms: Sequence[QueryTerm],
        kind: str,
        *,
        limit: int,
        keep: Callable[[Doc], bool] | None = None,
        least: float = 0.0,
        places: Collection[str] = (),
    ) -> Iterator[tuple[Doc, float]]:
        """The facts of one kind with their scores, as ``search`` ranks them, for those who need not know what was met."""
        wanted = [self._wanted(term) for term in terms]
        found = self._ranked((kind,), self._asked(wanted, keep, limit, least, places, ()))
        return ((self.docs[number], score) for _, number, score in found)

    def _asked(
        self, wanted: Sequence[Wanted], keep: Callable[[Doc], bool] | None, limit: int, least: float,
        places: Collection[str], cooperations: Collection[str],
    ) -> Search:  # fmt: skip
        docs, total = self.docs, sum(each.weight for each in wanted)
        kept = None if keep is None else (lambda number: keep(docs[number]))
        return Search(wanted, total, kept, limit, least, places, cooperations)

    def _ranked(self, kinds: Collection[str], asked: Search) -> Iterator[tuple[str, int, float]]:
        there = [kind for kind in kinds if kind in self._kinds] if asked.total else []
        best = [(-score, number, kind) for kind in there for score, number in self._kinds[kind].best(asked)]
        return ((kind, number, -score) for score, number, kind in sorted(best)[: asked.limit])

    def _hit(self, kind: str, number: int, score: float, terms: Sequence[QueryTerm], wanted: Sequence[Wanted]) -> Hit:
        lists = self._kinds[kind].lists
        met: list[str] = []
        missed: list[str] = []
        for term, each in zip(terms, wanted, strict=True):
            there = any(lists[lemma].holds(number) for lemma in each.lemmas() if lemma in lists)
            (met if there else missed).append(term.text)
        return Hit(self.docs[number], score, tuple(met), tuple(missed))

    def _wanted(self, term: QueryTerm) -> Wanted:
        whole, parts = (term.lemmas[0], term.lemmas[1:]) if term.whole and term.lemmas else (None, term.lemmas)
        among = sum(map(self.rarity, parts))
        return Wanted(self.weight(term), whole, tuple((lemma, self.rarity(lemma) / among) for lemma in parts))

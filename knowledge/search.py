"""An index over everything that can be answered with: which facts a set of words speaks of, and how much of it they explain.

A score is the share of the question's weight (rare words weigh more) that a fact accounts for, from 0 to 1. It is explainable:
each hit tells which words it met and which not.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappush, heapreplace
from typing import Any, Literal, get_args

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


_OF_A_SOURCE = 1000
"""So many facts of one source count at most when it is reckoned how rare words are."""
_PORTION = 256
_ALMOST = 1e-9
"""What sums of the same shares may differ by when they are added in another order."""


@dataclass(frozen=True, slots=True)
class _Postings:
    """The facts of one kind that have a lemma, in the order of the register, and how much meeting it counts in each."""

    numbers: array[int]
    codes: bytes
    """Positions in the table of weights: there are a handful of them, and millions of postings."""

    def holds(self, number: int) -> bool:
        """True when the fact has the lemma."""
        at = bisect_left(self.numbers, number)
        return at < len(self.numbers) and self.numbers[at] == number


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of the question as it is scored: what it weighs, its lemma as a whole, and its parts with their shares."""

    weight: float
    whole: str | None
    parts: tuple[tuple[str, float], ...]

    def lemmas(self) -> tuple[str, ...]:
        """All its lemmas, the whole's first."""
        parts = tuple(lemma for lemma, _ in self.parts)
        return parts if self.whole is None else (self.whole, *parts)

    def most(self, lemmas: Collection[str]) -> float:
        """The most that it can give a fact that has no lemma of it but these."""
        if self.whole in lemmas:
            return self.weight
        return self.weight * sum(share for lemma, share in self.parts if lemma in lemmas)


@dataclass(frozen=True, slots=True)
class _Kind:
    """The facts of one kind: by lemma, and by what they are about."""

    lists: Mapping[str, _Postings]
    numbers: array[int] = field(default_factory=lambda: array("I"))
    by_place: dict[str, array[int]] = field(default_factory=dict)
    by_cooperation: dict[str, array[int]] = field(default_factory=dict)
    """Under the empty name: those about no place, or no cooperation."""

    def add(self, number: int, doc: Doc) -> None:
        """File one more, which is later in the register than those before it."""
        self.numbers.append(number)
        for names, filed in ((doc.municipalities, self.by_place), (doc.cooperations, self.by_cooperation)):
            for name in names or ("",):
                filed.setdefault(name, array("I")).append(number)

    def among(self, places: Collection[str], cooperations: Collection[str]) -> set[int] | None:
        """Those about one of the places, or none, and one of the cooperations, or none; None when nothing narrows."""
        found: set[int] | None = None
        for names, filed in ((cooperations, self.by_cooperation), (places, self.by_place)):
            if names:
                fit = set().union(*(filed[name] for name in ("", *names) if name in filed))
                found = fit if found is None else found & fit
        return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search: the words with their weight together, and which facts of them are wanted."""

    wanted: Sequence[_Wanted]
    total: float
    keep: Callable[[Doc], bool]
    limit: int
    least: float
    places: Collection[str]
    cooperations: Collection[str]


def _fresh(numbers: array[int], seen: set[int], among: set[int] | None) -> list[int]:
    """Those not seen; all that come into question at once, when they are fewer than those that have the lemma."""
    if among is None:
        return [n for n in numbers if n not in seen]
    if len(among) <= len(numbers):
        return sorted(among - seen)
    return [n for n in numbers if n in among and n not in seen]


class Index:
    """Built once per snapshot; asking it changes nothing."""

    def __init__(self, docs: Iterable[tuple[Doc, Mapping[str, float]]], tables: Collection[str] = ()) -> None:
        """Facts, each with its lemmas and how much meeting them counts, at most 1; ``tables``: sources that list, and tell little."""
        kept: list[Doc] = []
        growing: dict[str, dict[str, tuple[array[int], bytearray]]] = {}
        codes: dict[float, int] = {}
        for number, (doc, terms) in enumerate(docs):
            kept.append(doc)
            lists = growing.setdefault(doc.kind, {})
            for term, weight in terms.items():
                numbers, weights = lists.get(term) or lists.setdefault(term, (array("I"), bytearray()))
                numbers.append(number)
                weights.append(codes.setdefault(weight, len(codes)))
        self.docs: tuple[Doc, ...] = tuple(kept)
        self._weights = tuple(codes)
        self._kinds = {kind: _Kind({t: _Postings(n, bytes(c)) for t, (n, c) in lists.items()}) for kind, lists in growing.items()}
        for number, doc in enumerate(self.docs):
            self._kinds.setdefault(doc.kind, _Kind({})).add(number, doc)
        counts = self._counts(frozenset(tables))
        whole = max(len(self.docs) if counts is None else sum(counts), 2)
        self._rarest = math.log(1 + whole)
        found: dict[str, float] = {}
        for lists in growing.values():
            for term, (numbers, _) in lists.items():
                found[term] = found.get(term, 0.0) + (len(numbers) if counts is None else sum(map(counts.__getitem__, numbers)))
        self._rarity = {term: max(math.log((1 + whole) / (0.5 + number)), 0.3) for term, number in found.items()}

    def _counts(self, tables: frozenset[str]) -> list[float] | None:
        """What each fact counts when rarity is reckoned; None when each counts as one.

        Twenty thousand records of one pattern tell no more of what words are rare than a thousand facts: neither those of one
        source, nor those of all tables together.
        """
        whose = ["" if doc.source in tables else doc.source or doc.kind for doc in self.docs]
        often = Counter(whose)
        if max(often.values(), default=0) <= _OF_A_SOURCE:
            return None
        share = {source: min(1.0, _OF_A_SOURCE / number) for source, number in often.items()}
        return [share[source] for source in whose]

    def of(self, *kinds: str) -> tuple[Doc, ...]:
        """The facts of some kinds, in the order of the register."""
        return tuple(self.docs[n] for n in sorted(n for kind in kinds if kind in self._kinds for n in self._kinds[kind].numbers))

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
        asked = _Asked(wanted, sum(each.weight for each in wanted), keep, limit, least, places, cooperations)
        return tuple(self._hit(kind, number, score, terms, wanted) for kind, number, score in self._ranked(kinds, asked))

    def scored(
        self, terms: Sequence[QueryTerm], kind: str, *, keep: Callable[[Doc], bool], limit: int
    ) -> Iterator[tuple[Doc, float]]:
        """The facts of one kind with their scores, as ``search`` ranks them, for those who need not know what was met."""
        wanted = [self._wanted(term) for term in terms]
        asked = _Asked(wanted, sum(each.weight for each in wanted), keep, limit, 0.0, (), ())
        return ((self.docs[number], score) for _, number, score in self._ranked((kind,), asked))

    def _ranked(self, kinds: Collection[str], asked: _Asked) -> Iterator[tuple[str, int, float]]:
        there = [kind for kind in kinds if kind in self._kinds] if asked.total else []
        best = [(-score, number, kind) for kind in there for score, number in self._best(self._kinds[kind], asked)]
        return ((kind, number, -score) for score, number, kind in sorted(best)[: asked.limit])

    def _hit(self, kind: str, number: int, score: float, terms: Sequence[QueryTerm], wanted: Sequence[_Wanted]) -> Hit:
        lists = self._kinds[kind].lists
        met: list[str] = []
        missed: list[str] = []
        for term, each in zip(terms, wanted, strict=True):
            there = any(lists[lemma].holds(number) for lemma in each.lemmas() if lemma in lists)
            (met if there else missed).append(term.text)
        return Hit(self.docs[number], score, tuple(met), tuple(missed))

    def _wanted(self, term: QueryTerm) -> _Wanted:
        whole, parts = (term.lemmas[0], term.lemmas[1:]) if term.whole and term.lemmas else (None, term.lemmas)
        among = sum(map(self.rarity, parts))
        return _Wanted(self.weight(term), whole, tuple((lemma, self.rarity(lemma) / among) for lemma in parts))

    def _best(self, kind: _Kind, asked: _Asked) -> list[tuple[float, int]]:
        """The best of one kind, in no order: from the rarest lemma on, until what is left cannot reach those found."""
        lists, wanted, limit, least = kind.lists, asked.wanted, asked.limit, asked.least
        among = kind.among(asked.places, asked.cooperations)
        lemmas = {lemma for each in wanted for lemma in each.lemmas() if lemma in lists}
        order = sorted(lemmas, key=lambda lemma: (len(lists[lemma].numbers), lemma))
        found: list[tuple[float, int]] = []  # a heap of (share, -number), the worst first
        seen: set[int] = set()
        for place, lemma in enumerate(order):
            reach = sum(each.most(order[place:]) for each in wanted) / asked.total
            if reach < max(least, found[0][0] if len(found) == limit else 0.0) - _ALMOST:
                break
            alone = len(order) == 1 and among is None  # then the heaviest come first, and few are ever needed
            some = self._by_weight(lists[lemma]) if alone else iter([_fresh(lists[lemma].numbers, seen, among)])
            for fresh in some:
                seen.update(fresh)
                for score, number in zip(self._scores(lists, wanted, fresh), fresh, strict=True):
                    candidate = (score / asked.total, -number)
                    if not score or candidate[0] < least or (len(found) == limit and candidate < found[0]):
                        continue
                    if not asked.keep(self.docs[number]):
                        continue
                    (heappush if len(found) < limit else heapreplace)(found, candidate)
                if alone and len(found) == limit:
                    break
        return [(score, -negative) for score, negative in found]

    def _by_weight(self, postings: _Postings) -> Iterator[list[int]]:
        """The facts with the heaviest first, in portions; what is in a later portion is no better than an earlier one."""
        numbers, codes = postings.numbers, postings.codes
        for code in sorted(range(len(self._weights)), key=lambda code: -self._weights[code]):
            portion: list[int] = []
            at = codes.find(code)
            while at >= 0:
                portion.append(numbers[at])
                if len(portion) == _PORTION:
                    yield portion
                    portion = []
                at = codes.find(code, at + 1)
            if portion:
                yield portion

    def _scores(self, lists: Mapping[str, _Postings], wanted: Sequence[_Wanted], numbers: Sequence[int]) -> list[float]:
        scores = [0.0] * len(numbers)
        for each in wanted:
            partial = [0.0] * len(numbers)
            for lemma, share in each.parts:
                if lemma in lists:
                    partial = [p + share * w for p, w in zip(partial, self._column(lists[lemma], numbers), strict=True)]
            if each.whole is not None and each.whole in lists:
                partial = list(map(max, self._column(lists[each.whole], numbers), partial))
            scores = [s + each.weight * p for s, p in zip(scores, partial, strict=True)]
        return scores

    def _column(self, postings: _Postings, numbers: Sequence[int]) -> list[float]:
        """How much meeting the lemma counts in each of the facts; 0 where it is not."""
        have, codes, weights = postings.numbers, postings.codes, self._weights
        if len(have) < 4 * len(numbers):
            by_number = dict(zip(have, codes, strict=True))
            return [weights[by_number[n]] if n in by_number else 0.0 for n in numbers]
        last = len(have)
        at = [bisect_left(have, n) for n in numbers]
        return [weights[codes[i]] if i < last and have[i] == n else 0.0 for i, n in zip(at, numbers, strict=True)]

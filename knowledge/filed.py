"""The facts of one kind, and the best of them for a set of words: exact, though few facts are ever weighed.

A search goes from what few facts have to what many have: a lemma where meeting it counts most, then where it counts less. What a
fact that is still to come can reach at most is reckoned just as a score is, so nothing that belongs among the best is left out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappush, heapreplace

from knowledge.postings import Postings, Scorer, Wanted

_BLOCK = 256
"""Long lists are looked through in pieces of so many."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: the words, and which facts with them are wanted."""

    wanted: Sequence[Wanted]
    total: float
    """What the words weigh together."""
    keep: Callable[[int], bool] | None
    limit: int
    least: float
    places: Collection[str] = ()
    cooperations: Collection[str] = ()


@dataclass(slots=True)
class _Best:
    """The best so far of one search, and all that were looked at."""

    asked: Search
    found: list[tuple[float, int]] = field(default_factory=list)
    """A heap of share and number, the latter negative: the worst first, and of like ones the last in the register."""
    seen: set[int] = field(default_factory=set)

    @property
    def full(self) -> bool:
        """True when one more drives out the worst."""
        return len(self.found) == self.asked.limit

    @property
    def floor(self) -> float:
        """The least share that can come in."""
        return self.found[0][0] if self.full else self.asked.least

    def admits(self, reach: float) -> bool:
        """True when a fact with this share might come in."""
        return reach >= self.floor and reach >= self.asked.least

    def take(self, numbers: Sequence[int], scores: Sequence[float]) -> None:
        """Keep those that belong among the best."""
        found, limit, keep, total = self.found, self.asked.limit, self.asked.keep, self.asked.total
        full, floor = self.full, self.floor
        for score, number in zip(scores, numbers, strict=True):
            share = score / total
            if share < floor or not score or (full and (share, -number) < found[0]) or not (keep is None or keep(number)):
                continue
            (heapreplace if full else heappush)(found, (share, -number))
            if full or len(found) == limit:
                full, floor = True, found[0][0]


@dataclass(slots=True)
class Filed:
    """The facts of one kind: by lemma, and by what they are about."""

    weights: tuple[float, ...]
    """How much meeting a lemma counts, by code, the heaviest first."""
    lists: Mapping[str, Postings] = field(default_factory=dict)
    numbers: array[int] = field(default_factory=lambda: array("I"))
    by_place: dict[str, array[int]] = field(default_factory=dict)
    by_cooperation: dict[str, array[int]] = field(default_factory=dict)
    """Under the empty name: those about no place, or no cooperation."""

    def add(self, number: int, municipalities: Collection[str], regions: Collection[str], cooperations: Collection[str]) -> None:
        """File one more, which is later in the register than those before it."""
        self.numbers.append(number)
        around = [f"region {region}" for region in regions]
        for place in (*(municipalities or ("",)), *around):
            self.by_place.setdefault(place, array("I")).append(number)
        for cooperation in cooperations or ("",):
            self.by_cooperation.setdefault(cooperation, array("I")).append(number)

    def _among(self, asked: Search) -> set[int] | None:
        """Those about one of the places, or none, and one of the cooperations, or none; None when nothing narrows."""
        found: set[int] | None = None
        for names, filed in ((asked.cooperations, self.by_cooperation), (asked.places, self.by_place)):
            if names:
                fit = set().union(*(filed[name] for name in ("", *names) if name in filed))
                found = fit if found is None else found & fit
        return found

    def best(self, asked: Search) -> Iterator[tuple[float, int]]:
        """The best with their scores, in no order; ties go to those that come first in the register."""
        lists = self.lists
        lemmas = {lemma for each in asked.wanted for lemma in each.lemmas() if lemma in lists}
        among = self._among(asked)
        best, scorer = _Best(asked), Scorer(lists, self.weights, asked.wanted)
        left = {lemma: list(lists[lemma].present) for lemma in sorted(lemmas)}
        """By lemma, the codes under which some may be unseen, the heaviest first."""
        while left:
            tops = {lemma: self.weights[codes[0]] for lemma, codes in left.items()}
            if not best.admits(_reach(asked, tops)):
                break
            lemma = min(left, key=lambda each: lists[each].size(left[each][0], whole=among is not None))
            for portion in self._portions(lists[lemma], left[lemma], tops, best, among):
                best.seen.update(portion)
                best.take(*scorer.scores(portion, tops, best.floor * asked.total))
            if not left[lemma]:
                del left[lemma]
        return ((score, -negative) for score, negative in best.found)

    def _portions(
        self, these: Postings, codes: list[int], tops: Mapping[str, float], best: _Best, among: set[int] | None
    ) -> Iterator[list[int]]:
        """Those where the lemma counts most and that were not seen, as long as they can reach the best found so far."""
        if among is not None:
            codes.clear()
            yield [n for n in these.within(among) if n not in best.seen]
        elif these.short:
            codes.clear()
            yield [n for n in these.numbers if n not in best.seen]
        else:
            yield from _of_code(these, codes.pop(0), _reach(best.asked, tops), best)


def _of_code(these: Postings, code: int, reach: float, best: _Best) -> Iterator[list[int]]:
    numbers, codes, seen = these.numbers, these.codes, best.seen
    start = codes.find(code)
    while start >= 0 and best.admits(reach):
        block = zip(numbers[start : start + _BLOCK], codes[start : start + _BLOCK], strict=True)
        portion = [n for n, c in block if c == code and n not in seen]
        if best.full and best.floor == reach:
            # one that reaches just as far as the worst found, and no farther, must come before it in the register
            last = -best.found[0][1]
            if numbers[start] >= last:
                return
            portion = portion[: bisect_left(portion, last)]
        yield portion
        start = codes.find(code, start + _BLOCK)


def _reach(asked: Search, tops: Mapping[str, float]) -> float:
    """The share of a fact that has each lemma with the weight in ``tops``: reckoned step for step as its score is."""
    score = 0.0
    for each in asked.wanted:
        score = score + each.weight * each.reach(tops)
    return score / asked.total

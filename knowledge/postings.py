"""Which facts have which lemmas, and the best facts for a set of words: exact, though few facts are ever weighed.

A search goes from what few facts have to what many have: a lemma where meeting it counts most, then where it counts less. What a
fact that is still to come can reach at most is reckoned just as a score is, so nothing that belongs among the best is left out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappush, heapreplace

_BLOCK = 256
"""Long lists are looked through in pieces of so many."""
_FEW = 512
"""Lists up to this length are taken as they are."""
_PRESENT: dict[bytes, bytes] = {}
"""The few sets of codes that there are, each once."""
_DENSE = 16
"""A lemma that one fact in so many has is kept by number too."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The facts of one kind that have a lemma, in the order of the register, and how much meeting it counts in each."""

    numbers: array[int]
    codes: bytes
    """Positions in the table of weights, the heaviest first: there are a handful of them, and millions of postings."""
    present: bytes
    """The codes that are there, the heaviest first."""
    dense: bytes = b""
    """Where very many have it: by number, 0 for none, else the code and one."""

    def holds(self, number: int) -> bool:
        """True when the fact has the lemma."""
        if self.dense:
            return number < len(self.dense) and self.dense[number] > 0
        at = bisect_left(self.numbers, number)
        return at < len(self.numbers) and self.numbers[at] == number

    def size(self, code: int, *, whole: bool) -> int:
        """How many would be looked at next: those with the code, or all where they are taken together."""
        return len(self.numbers) if whole or len(self.numbers) <= _FEW else self.codes.count(code)


def postings(numbers: array[int], codes: bytes, count: int) -> Postings:
    """As compact as may be; ``count``: how many facts there are, of all kinds."""
    dense = b""
    if len(numbers) * _DENSE > count and len(numbers) > _FEW:
        by_number = bytearray(numbers[-1] + 1)
        for number, code in zip(numbers, codes, strict=True):
            by_number[number] = code + 1
        dense = bytes(by_number)
    return Postings(array("I", numbers), codes, _PRESENT.setdefault(present := bytes(sorted(set(codes))), present), dense)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question as it is scored: what it weighs, its lemma as a whole, and its parts with their shares."""

    weight: float
    whole: str | None
    parts: tuple[tuple[str, float], ...]

    def lemmas(self) -> tuple[str, ...]:
        """All its lemmas, the whole's first."""
        parts = tuple(lemma for lemma, _ in self.parts)
        return parts if self.whole is None else (self.whole, *parts)


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
        for names, filed in (((*(municipalities or ("",)), *around), self.by_place), (cooperations or ("",), self.by_cooperation)):
            for name in names:
                filed.setdefault(name, array("I")).append(number)

    def among(self, places: Collection[str], cooperations: Collection[str]) -> set[int] | None:
        """Those about one of the places, or none, and one of the cooperations, or none; None when nothing narrows."""
        found: set[int] | None = None
        for names, filed in ((cooperations, self.by_cooperation), (places, self.by_place)):
            if names:
                fit = set().union(*(filed[name] for name in ("", *names) if name in filed))
                found = fit if found is None else found & fit
        return found

    def best(self, asked: Search) -> list[tuple[float, int]]:
        """The best with their scores, in no order; ties go to those that come first in the register."""
        lists = self.lists
        lemmas = {lemma for each in asked.wanted for lemma in each.lemmas() if lemma in lists}
        among = self.among(asked.places, asked.cooperations)
        found: list[tuple[float, int]] = []  # a heap of (share, -number), the worst first
        seen: set[int] = set()
        left = {lemma: list(lists[lemma].present) for lemma in sorted(lemmas)}
        """By lemma, the codes under which some may be unseen, the heaviest first."""
        while left:
            tops = {lemma: self.weights[codes[0]] for lemma, codes in left.items()}
            if not self._within(self._reach(asked, tops), asked, found):
                break
            lemma = min(left, key=lambda each: lists[each].size(left[each][0], whole=among is not None))
            for portion in self._portions(lists[lemma], lemma, left, tops, asked, found, seen, among):
                seen.update(portion)
                self._take(portion, asked, found)
            if not left[lemma]:
                del left[lemma]
        return [(score, -negative) for score, negative in found]

    def _portions(
        self, these: Postings, lemma: str, left: Mapping[str, list[int]], tops: Mapping[str, float], asked: Search,
        found: list[tuple[float, int]], seen: set[int], among: set[int] | None,
    ) -> Iterator[list[int]]:  # fmt: skip
        """Those where the lemma counts most and that were not seen, as long as they can reach the best found so far."""
        if among is not None:
            # all that come into question at once, when they are fewer than those that have the lemma
            few = len(among) <= len(these.numbers)
            left[lemma].clear()
            yield sorted(among - seen) if few else [n for n in these.numbers if n in among and n not in seen]
        elif len(these.numbers) <= _FEW:
            left[lemma].clear()
            yield [n for n in these.numbers if n not in seen]
        else:
            yield from self._of_code(these, left[lemma].pop(0), self._reach(asked, tops), asked, found, seen)

    @staticmethod
    def _of_code(
        these: Postings, code: int, reach: float, asked: Search, found: list[tuple[float, int]], seen: set[int]
    ) -> Iterator[list[int]]:
        numbers, codes = these.numbers, these.codes
        start = codes.find(code)
        while start >= 0:
            full = len(found) == asked.limit
            if full and found[0][0] > reach:
                return
            block = zip(numbers[start : start + _BLOCK], codes[start : start + _BLOCK], strict=True)
            portion = [n for n, c in block if c == code and n not in seen]
            if full and found[0][0] == reach:
                # one that reaches just as far as the worst found, and no farther, must come before it in the register
                if numbers[start] >= -found[0][1]:
                    return
                portion = portion[: bisect_left(portion, -found[0][1])]
            yield portion
            start = codes.find(code, start + _BLOCK)

    @staticmethod
    def _within(reach: float, asked: Search, found: list[tuple[float, int]]) -> bool:
        return reach >= asked.least and (len(found) < asked.limit or reach >= found[0][0])

    @staticmethod
    def _reach(asked: Search, tops: Mapping[str, float]) -> float:
        """The score of a fact that has these lemmas, each with this weight: reckoned step for step as ``_scores`` does."""
        score = 0.0
        for each in asked.wanted:
            partial = 0.0
            for lemma, share in each.parts:
                partial = partial + share * tops.get(lemma, 0.0)
            if each.whole is not None:
                partial = max(tops.get(each.whole, 0.0), partial)
            score = score + each.weight * partial
        return score / asked.total

    def _take(self, numbers: Sequence[int], asked: Search, found: list[tuple[float, int]]) -> None:
        """Put into ``found`` those of a portion that belong among the best."""
        total, limit, keep = asked.total, asked.limit, asked.keep
        full = len(found) == limit
        floor = found[0][0] if full else asked.least
        for score, number in zip(self._scores(asked.wanted, numbers), numbers, strict=True):
            share = score / total
            if share < floor or not score or (full and (share, -number) < found[0]) or not (keep is None or keep(number)):
                continue
            (heapreplace if full else heappush)(found, (share, -number))
            if full or len(found) == limit:
                full, floor = True, found[0][0]

    def _scores(self, wanted: Sequence[Wanted], numbers: Sequence[int]) -> list[float]:
        lists = self.lists
        scores = [0.0] * len(numbers)
        for each in wanted:
            partial: list[float] | None = None
            for lemma, share in each.parts:
                if lemma in lists:
                    column = self._column(lists[lemma], numbers)
                    partial = [share * w for w in column] if partial is None else [
                        p + share * w for p, w in zip(partial, column, strict=True)
                    ]  # fmt: skip
            if each.whole is not None and each.whole in lists:
                column = self._column(lists[each.whole], numbers)
                partial = column if partial is None else list(map(max, column, partial))
            if partial is not None:
                weight = each.weight
                scores = [s + weight * p for s, p in zip(scores, partial, strict=True)]
        return scores

    def _column(self, these: Postings, numbers: Sequence[int]) -> list[float]:
        """How much meeting the lemma counts in each of the facts; 0 where it is not."""
        have, codes, weights = these.numbers, these.codes, self.weights
        if these.dense:
            dense, last, shifted = these.dense, len(these.dense), (0.0, *weights)
            return [shifted[dense[n]] if n < last else 0.0 for n in numbers]
        if len(have) < 4 * len(numbers):
            by_number = dict(zip(have, codes, strict=True))
            return [weights[by_number[n]] if n in by_number else 0.0 for n in numbers]
        last = len(have)
        at = [bisect_left(have, n) for n in numbers]
        return [weights[codes[i]] if i < last and have[i] == n else 0.0 for i, n in zip(at, numbers, strict=True)]

"""Which facts have which lemmas, as compact as may be, and what facts score for the words of a question."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

_FEW = 512
"""Lists up to this length are taken as they are."""
_DENSE = 16
"""A lemma that one fact in so many has is kept by number too."""
_OFTEN = 4
"""A list is made a table when facts have been looked up in it a fourth as often as it is long."""
_MUCH_LONGER = 8
"""A list so many times as long as what it is narrowed to is looked up in, not gone through."""
_SLACK = 1e-9
"""More than sums of the same numbers differ by when they are added in another order."""
_PRESENT: dict[bytes, bytes] = {}
"""The few sets of codes that there are, each once."""


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

    def within(self, among: Set[int]) -> list[int]:
        """The facts of these that have the lemma, in the order of the register; by the shorter way."""
        if self.dense:
            last, dense = len(self.dense), self.dense
            return sorted([n for n in among if n < last and dense[n]])
        if len(self.numbers) > _MUCH_LONGER * len(among):
            return sorted(filter(self.holds, among))
        return [n for n in self.numbers if n in among]

    @property
    def short(self) -> bool:
        """True for a list that is gone through as a whole."""
        return len(self.numbers) <= _FEW

    def size(self, code: int, *, whole: bool) -> int:
        """How many would be looked at next: those with the code, or all where they are taken together."""
        return len(self.numbers) if whole or self.short else self.codes.count(code)


def postings(numbers: array[int], codes: bytes, count: int) -> Postings:
    """As compact as may be; ``count``: how many facts there are, of all kinds."""
    dense = b""
    if len(numbers) * _DENSE > count and len(numbers) > _FEW:
        by_number = bytearray(numbers[-1] + 1)
        for number, code in zip(numbers, codes, strict=True):
            by_number[number] = code + 1
        dense = bytes(by_number)
    present = bytes(sorted(set(codes)))
    return Postings(array("I", numbers), codes, _PRESENT.setdefault(present, present), dense)


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

    def reach(self, tops: Mapping[str, float]) -> float:
        """What a fact has of it that has each lemma with the weight in ``tops``: reckoned as ``Scorer`` does."""
        partial = 0.0
        for lemma, share in self.parts:
            partial = partial + share * tops.get(lemma, 0.0)
        return partial if self.whole is None else max(tops.get(self.whole, 0.0), partial)


@dataclass(slots=True)
class Scorer:
    """What facts score, for one search: the sum over the words of what each weighs and how much of it the fact has."""

    lists: Mapping[str, Postings]
    weights: tuple[float, ...]
    """How much meeting a lemma counts, by code."""
    wanted: Sequence[Wanted]
    uses: Counter[str] = field(default_factory=Counter)
    tables: dict[str, dict[int, float]] = field(default_factory=dict)
    """Lemmas that have been looked up often: by number."""

    def scores(self, numbers: Sequence[int], tops: Mapping[str, float], floor: float) -> tuple[Sequence[int], list[float]]:
        """Those of the facts that may reach ``floor``, and their scores. ``tops``: the most that each lemma counts in any."""
        reaches = [each.weight * each.reach(tops) for each in self.wanted]
        order = sorted(range(len(reaches)), key=lambda n: -reaches[n])
        columns: dict[int, list[float]] = {}
        left, so_far = sum(reaches), [0.0] * len(numbers)
        for position in order:
            if not reaches[position]:
                break
            column, weight = self._partial(self.wanted[position], numbers), self.wanted[position].weight
            columns[position] = column
            so_far = [s + weight * p for s, p in zip(so_far, column, strict=True)]
            left -= reaches[position]
            needed = floor - left - _SLACK
            if needed <= 0 or min(so_far, default=needed) >= needed:
                continue
            kept = [at for at, s in enumerate(so_far) if s >= needed]
            numbers, so_far = [numbers[at] for at in kept], [so_far[at] for at in kept]
            columns = {each: [values[at] for at in kept] for each, values in columns.items()}
        scores = [0.0] * len(numbers)
        for position in sorted(columns):  # in the order of the words, so that like facts score alike to the last bit
            weight = self.wanted[position].weight
            scores = [s + weight * p for s, p in zip(scores, columns[position], strict=True)]
        return numbers, scores

    def _partial(self, wanted: Wanted, numbers: Sequence[int]) -> list[float]:
        partial: list[float] | None = None
        for lemma, share in wanted.parts:
            if lemma in self.lists:
                column = self._column(lemma, numbers)
                partial = [share * w for w in column] if partial is None else [
                    p + share * w for p, w in zip(partial, column, strict=True)
                ]  # fmt: skip
        if wanted.whole is not None and wanted.whole in self.lists:
            column = self._column(wanted.whole, numbers)
            partial = column if partial is None else list(map(max, column, partial))
        return [0.0] * len(numbers) if partial is None else partial

    def _column(self, lemma: str, numbers: Sequence[int]) -> list[float]:
        """How much meeting the lemma counts in each of the facts; 0 where it is not."""
        these, weights = self.lists[lemma], self.weights
        have, codes = these.numbers, these.codes
        if these.dense:
            dense, last, shifted = these.dense, len(these.dense), (0.0, *weights)
            return [shifted[dense[n]] if n < last else 0.0 for n in numbers]
        self.uses[lemma] += len(numbers)
        if lemma not in self.tables and len(have) < _OFTEN * self.uses[lemma]:
            self.tables[lemma] = dict(zip(have, map(weights.__getitem__, codes), strict=True))
        if lemma in self.tables:
            table = self.tables[lemma]
            return [table.get(n, 0.0) for n in numbers]
        last = len(have)
        at = [bisect_left(have, n) for n in numbers]
        return [weights[codes[i]] if i < last and have[i] == n else 0.0 for i, n in zip(at, numbers, strict=True)]

"""The words within a slip or two of what was written, found without looking at all of them.

A word is filed under each spelling that lacks one of its letters. What is written is looked for under the spellings that lack
one of its own: two words that are one letter, or one exchange of two, apart meet there. The file is two arrays of numbers.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LONG = 8
"""From so many letters on, two slips may be forgiven."""


def _lacking_one(word: str) -> set[str]:
    return {word[:n] + word[n + 1 :] for n in range(len(word))}


def _key(spelling: str) -> int:
    return zlib.crc32(spelling.encode())


class Nearby:
    """Words by what they look like. Built once; asking it changes nothing."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        filed = sorted((_key(s), n) for n, word in enumerate(self._words) for s in (word, *_lacking_one(word)))
        self._keys = array("I", (key for key, _ in filed))
        self._numbers = array("I", (number for _, number in filed))
        self._long: dict[int, list[str]] = {}
        for word in self._words:
            if len(word) >= _LONG:
                self._long.setdefault(len(word), []).append(word)

    def of(self, written: str) -> tuple[str, ...]:
        """The words one slip away, or two where both are long and none is nearer; in alphabetical order."""
        numbers = {n for spelling in (written, *_lacking_one(written)) for n in self._filed(spelling)}
        near = [self._words[n] for n in numbers]
        one = [w for w in near if OSA.distance(written, w, score_cutoff=1) <= 1]
        if one or len(written) < _LONG:
            return tuple(sorted(one))
        return tuple(sorted(self._two(written)))

    def _filed(self, spelling: str) -> Iterator[int]:
        key = _key(spelling)
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            yield self._numbers[at]
            at += 1

    def _two(self, written: str) -> Iterator[str]:
        for size in range(len(written) - 2, len(written) + 3):
            near = process.extract_iter(written, self._long.get(size, ()), scorer=OSA.distance, processor=None, score_cutoff=2)
            yield from (word for word, _, _ in near)

"""Whether the words ask why the answer was what it was, or how the question before was understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz.distance import OSA

from knowledge.understanding.words import Token, fold

_ANYTHING = "…"
_WHY = "WHY"


class Explaining:
    """The patterns of ``lexicon/explaining.yaml``. A question about a case fits none of them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._classes = {name: _words(said) for name, said in data["classes"].items()}
        self._lead, self._tail, self._small = _words(data["LEAD"]), _words(data["TAIL"]), _words(data["SMALL"])
        self._patterns: dict[str, list[tuple[str, ...]]] = {}
        for pattern in data["patterns"]:
            parts = tuple(pattern.split())
            for word in self._classes.get(parts[0], (fold(parts[0]),)):
                self._patterns.setdefault(word, []).append(parts)

    def asks(self, words: Sequence[Token]) -> bool:
        """True when the words ask for an explanation, whole: «hvorfor?», «kvifor svarte du det?», «korleis forstod du meg?»."""
        said = [w.folded for w in words if w.folded not in self._small]
        if len(said) == 1 and self._is_why(said[0]):
            return True
        start = 0
        while start < len(said) and said[start] in self._lead:
            if self._fits_any(said[start:]):  # «forklar svaret» begins with a word that leads as well
                return True
            start += 1
        return self._fits_any(said[start:])

    def _is_why(self, word: str) -> bool:
        """A lone word with one slip in it: nobody has anything else to ask in one word that is nearly «hvorfor»."""
        return any(OSA.distance(word, why) <= 1 for why in self._classes[_WHY])

    def _fits_any(self, said: Sequence[str]) -> bool:
        end = len(said)
        while end > 1 and said[end - 1] in self._tail:
            end -= 1
        return bool(said) and any(self._fits(pattern, said[:end]) for pattern in self._patterns.get(said[0], ()))

    def _fits(self, pattern: Sequence[str], said: Sequence[str]) -> bool:
        open_end = pattern[-1] == _ANYTHING
        wanted = pattern[:-1] if open_end else pattern
        if len(said) < len(wanted) or (len(said) > len(wanted) and not open_end):
            return False
        return all(
            word in self._classes[each] if each in self._classes else word == fold(each)
            for each, word in zip(wanted, said, strict=False)
        )


def _words(said: str) -> frozenset[str]:
    return frozenset(map(fold, said.split()))

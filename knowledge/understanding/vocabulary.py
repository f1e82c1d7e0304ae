"""The words that the knowledge base itself uses: their lemmas, how they are spelled, how usual they are, what they stand beside.

Compounds are split by them.
"""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from knowledge.understanding.words import Lexicon, fold, spelled

_APART = re.compile(r"[,;:!?()«»–/]|\.\s")
"""Signs that words do not stand together across."""
_LOOSE_HEADS = (
    "biten", "greia", "greiene", "temaet", "opplegget", "prosessen", "saken", "saka", "delen", "sporsmalet", "feltet",
    "omradet", "sida", "siden",
    "planene", "planane", "snakket", "ideen",
)  # fmt: skip
"""Second halves that say no more than «that of»: «planbiten», «barnevernsgreia»."""
_MAIN = frozenset({"hoved", "hovud"})
"""What may stand before any noun and says no more than that it is the chief one: «hovedtillitsvalgt», «hovudverneombod»."""
_CITY = 6
"""A noun as long as «staden» at most makes another word with it: «hovedstaden» is no chief among towns."""
_SHORT_HEADS = frozenset({"sak", "rad", "lag", "vei", "veg", "bad"})
"""Three letters that end compounds; others that short are endings more often than words."""


class Vocabulary:
    """The words that the knowledge base itself uses, their lemmas, and which of them stand beside each other."""

    def __init__(self, lexicon: Lexicon, phrases: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._lemmas: dict[str, str] = {}
        self._spelled: dict[str, str] = {}
        self._often: Counter[str] = Counter()
        pairs: set[tuple[str, str]] = set()
        counted: Counter[str] = Counter()
        for phrase in phrases:
            words = spelled(phrase)
            counted.update(words)
            for part in _APART.split(phrase):
                pairs.update(pairwise(spelled(part)))
        self._small: set[str] = set()
        for word, times in counted.items():
            folded = fold(word)
            if word[0].islower():
                self._small.add(folded)
            if len(folded) > 1 and not folded.isdigit():
                if folded not in self._lemmas:
                    self._lemmas[folded] = lexicon.lemma(folded)
                self._often[folded] += times
                if folded not in self._spelled and not word.isupper() and (lower := word.lower()) != folded:
                    self._spelled[folded] = lower
        self._pairs = array("I", sorted({_pair(fold(a), fold(b)) for a, b in pairs}))
        self._known = set(self._lemmas.values())
        self._cache: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._lemmas)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lemmas)

    def spells(self, folded: str) -> bool:
        """True when the word stands in our texts in just this form."""
        return folded in self._lemmas

    def spelling(self, folded: str) -> str:
        """The word as our texts write it, with its diacritics."""
        return self._spelled.get(folded, folded)

    def proper(self, folded: str) -> bool:
        """True for a word that our texts write with a capital alone."""
        return folded in self._lemmas and folded not in self._small

    def common(self, folded: str) -> bool:
        """True for a word that our texts write without a capital, too."""
        return folded in self._small

    def often(self, folded: str) -> int:
        """How many times our texts have the word."""
        return self._often[folded]

    def together(self, word: str, following: str) -> bool:
        """True when the two stand beside each other, in this order, somewhere in our texts."""
        key = _pair(word, following)
        at = bisect_left(self._pairs, key)
        return at < len(self._pairs) and self._pairs[at] == key

    def has(self, folded: str) -> bool:
        """True when the word, or another form of it, is ours."""
        return folded in self._lemmas or self._lexicon.lemma(folded) in self._known

    def terms(self, folded: str) -> tuple[str, ...]:
        """The lemmas that a word stands for, the whole first; empty when neither it nor its parts are ours.

        «brannsamarbeidet» gives brann and samarbeid.
        """
        if folded not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[folded] = self._terms(folded)
        return self._cache[folded]

    def _terms(self, folded: str) -> tuple[str, ...]:
        lemma = self._lexicon.lemma(folded)
        whole = (lemma,) if lemma in self._known else ()
        return tuple(dict.fromkeys((*whole, *self.split(folded))))

    def split(self, folded: str) -> tuple[str, ...]:
        """The lemmas of the parts of a compound that is no word of its own; empty when it has none that are ours."""
        if self._lexicon.whole(folded):
            return ()  # a word that the lexicon names is one word: «samarbeid» is not «sam» and «arbeid»
        best: tuple[tuple[bool, int], tuple[str, ...]] = ((False, 0), ())
        for head in _LOOSE_HEADS:
            left = folded.removesuffix(head)
            if left != folded and len(left) > 2:
                for joined in (left, left[:-1] if left[-1] in "se" else left):
                    if self.has(joined):
                        return (self._lexicon.lemma(joined),)
        for cut in range(3, len(folded) - 2):
            left, right = folded[:cut], folded[cut:]
            if (len(right) < 4 and right not in _SHORT_HEADS) or not self.has(right) or right in self._lexicon.filler:
                continue
            # «kulturskolesamarbeid» is a samarbeid, though something is called Skolesamarbeidet: what the lexicon has goes first
            strength = (len(right) > 4 and self._lexicon.whole(right), len(right))
            for joined in (left, left[:-1] if left[-1] in "se" and len(left) > 3 else left):
                if (self.has(joined) or (joined in _MAIN and len(right) > _CITY)) and joined not in self._lexicon.filler:
                    if strength > best[0]:
                        best = (strength, (self._lexicon.lemma(joined), self._lexicon.lemma(right)))
                    break
        return best[1]


def _pair(word: str, following: str) -> int:
    return zlib.crc32(f"{word} {following}".encode())

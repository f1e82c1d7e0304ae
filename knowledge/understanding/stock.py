"""The words that a question may be made of: those of the cues, of the lexicon, of our texts, names, and everyday words.

What stands here is taken as it is written; what does not may be a slip for something that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from knowledge.understanding.nearby import Nearby
from knowledge.understanding.vocabulary import Vocabulary
from knowledge.understanding.words import Lexicon, fold, spelled, stem

_SHORTEST = 2
_PREFIX = 5
"""So many letters of a cue that may go on show the word, whatever it ends with."""
_GOES_ON = 4
_CUE = 20
_ENDINGS = ("s", "e", "a", "en", "et", "er", "ar", "ene", "ane", "ens", "ets", "enes", "anes", "es", "te", "de")
_AFTER_VOWEL = ("n", "r", "t", "ns", "ts", "rs", "ne")
_GOING_ON = re.compile(r"\S*\*")
_SPECIAL = re.compile("[æøå]")
_VOWELS = frozenset("aeiouy")


class Stock:
    """Every word known in some way. Built once per snapshot; asking it changes nothing."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        cues: Iterable[Mapping[str, str]],
        small: Iterable[str],
        names: Iterable[str],
        everyday: Mapping[str, Any],
        dialect: str = "",
    ) -> None:
        """``cues``: phrases by what they show, as in cues.yaml; ``small``: more words that shape a question; ``dialect``: those
        of the small words that stand only in dialect."""
        self._vocabulary, self._lexicon = vocabulary, lexicon
        self._spelled: dict[str, str] = {}
        self._shown: dict[str, frozenset[str]] = {}
        self.small: frozenset[str] = frozenset(self._folded(small)) | lexicon.filler
        """Words that shape a question, or say nothing."""
        self.filler = lexicon.filler
        self.dialect = frozenset(self._folded([dialect])) - lexicon.written
        self._pairs: set[tuple[str, str]] = set()
        self._prefixes: set[str] = set()
        for phrases in cues:
            self._hear(phrases)
        names = list(names)
        named = frozenset(self._folded(names))
        self._called = {pair for name in names for pair in pairwise(map(fold, spelled(name)))}
        self.names = named | {f"{word}s" for word in named if len(word) > _SHORTEST and not word.endswith("s")}
        """Words of names of places."""
        self.everyday = frozenset(fold(word) for listed in (everyday["words"], everyday["places"]) for word in listed.split())
        """Common words that nothing of ours is about, and places that are no municipalities: never slips for ours."""
        self._all = {*self._shown, *self.small, *self.names, *self.everyday, *lexicon.forms, *vocabulary}
        self._stems = {stem(word) for word in self._all - self.names}
        self._firsts = frozenset(self._first_parts())
        self._bare = self._without_marks()
        known = (self._all - self.dialect) | self._prefixes
        self._nearby = Nearby(sorted(w for w in known if len(w) >= _SHORTEST and not w[0].isdigit()))

    def _first_parts(self) -> Iterator[str]:
        for word in self._vocabulary:
            for at in range(_PREFIX - 2, len(word) - 3):
                if word[:at] in self._all and word[at:] in self._all:
                    yield word[:at]

    def _without_marks(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self._all):
            spelled_out = self.spelling(word)
            bare = fold(_SPECIAL.sub("", spelled_out))
            if bare != word and len(bare) > _SHORTEST and _SPECIAL.search(spelled_out):
                found.setdefault(bare, []).append(word)
        return found

    def _folded(self, texts: Iterable[str]) -> Iterable[str]:
        for text in texts:
            for word in spelled(text):
                folded = fold(word)
                if word.lower() != folded and not word.isupper():
                    self._spelled.setdefault(folded, word.lower())
                yield folded

    def _hear(self, phrases: Mapping[str, str]) -> None:
        for name, listed in phrases.items():
            for phrase in listed.split("|"):
                self._prefixes.update(self._folded(w[:-1] for w in phrase.split() if w.endswith("*") and len(w) > _PREFIX))
                for run in _GOING_ON.split(phrase):  # words that may go on are not words, nor do those about them stand together
                    words = list(self._folded([run]))
                    self._pairs.update(pairwise(words))
                    for word in words:
                        self._shown[word] = self._shown.get(word, frozenset()) | {name if len(phrase.split()) == 1 else ""}

    def lacking(self, folded: str) -> Sequence[str]:
        """The words that this is without their æ, ø and å: «Lrdal», «sppel»."""
        return self._bare.get(folded, ())

    def __contains__(self, folded: str) -> bool:
        return folded in self._all

    def ours(self, folded: str) -> bool:
        """True for a word of our texts, cues or names, in just this form, or as far as a cue goes."""
        return folded in self._prefixes or (
            folded in self._all
            and (folded not in self.everyday or folded in self.names or self._vocabulary.spells(folded) or self.shapes(folded))
        )

    def shapes(self, folded: str) -> bool:
        """True for a word that shapes a question, or says nothing: a cue, or filler."""
        return folded in self.small or folded in self._shown or folded in self._prefixes

    def shows(self, folded: str) -> bool:
        """True for a word of a cue."""
        return folded in self._shown

    def knows(self, folded: str) -> bool:
        """True for a word that stands here, or another form of one, or a compound of ours."""
        return folded in self._all or self.inflected(folded) or self.compound(folded)

    def inflected(self, folded: str) -> bool:
        """True for a form of a word that stands here: «forstudiens»."""
        for ending in (*_ENDINGS, *_AFTER_VOWEL):
            base = folded[: -len(ending)]
            if not folded.endswith(ending) or len(base) <= _SHORTEST or self.proper(base) or base[-1] == ending[0]:
                continue
            if ending in _AFTER_VOWEL and base[-1] not in _VOWELS:
                continue
            if base in self._all and base not in self.small:
                return True
            if ending not in _AFTER_VOWEL and len(base) >= _PREFIX and base in self._stems:
                return True
        for n in range(1, min(_GOES_ON, len(folded) - _PREFIX) + 1):
            if folded[:-n] in self._prefixes and (n == 1 or folded[-n:] in _ENDINGS or folded[-n:] in _AFTER_VOWEL):
                return True
        return False

    def well_made(self, folded: str) -> bool:
        """True for a compound that begins as compounds of ours do, with or without a letter that binds."""
        cuts = ((folded[:at], folded[at:]) for at in range(_PREFIX - 2, len(folded) - 3))
        return any(right in self._all and (left in self._firsts or left[:-1] in self._firsts) for left, right in cuts)

    def endings(self, folded: str) -> Iterator[str]:
        """The endings that the word may have as a form of another."""
        for ending in _ENDINGS:
            if folded.endswith(ending) and len(folded) - len(ending) > _PREFIX - 1:
                yield ending

    def compound(self, folded: str) -> bool:
        """True for a compound of words of ours that is no word of its own."""
        return bool(self._vocabulary.split(folded))

    def proper(self, folded: str) -> bool:
        """True for a name, of a place or of anything else that our texts write with a capital."""
        if folded in self.names:
            return not self._vocabulary.common(folded) and folded not in self.everyday
        return self._vocabulary.proper(folded)

    def begins(self, folded: str) -> bool:
        """True for a word that compounds of ours begin with; «vedtatt» and «kommunane» are none."""
        return folded in self._firsts

    def part(self, folded: str) -> bool:
        """True for a word of ours that a compound may be made of, with the letter that binds it or without."""
        bound = folded[:-1] if folded[-1] in "se" and len(folded) > _SHORTEST + 1 else folded
        return any(self._vocabulary.spells(word) and word not in self._lexicon.filler for word in (folded, bound))

    def soft(self, folded: str) -> frozenset[int]:
        """The places of the word that are æ, ø or å where it is rightly written."""
        spelled_out = self.spelling(folded)
        if spelled_out == folded:
            return frozenset()
        found: set[int] = set()
        at = 0
        for letter in spelled_out:
            size = len(fold(letter))
            if letter in "æøå":
                found.update(range(at, at + size))
            at += size
        return frozenset(found)

    def near(self, folded: str) -> tuple[str, ...]:
        """The words a slip or two away."""
        return self._nearby.of(folded)

    def spelling(self, folded: str) -> str:
        """The word as it is rightly written."""
        return self._spelled.get(folded) or self._vocabulary.spelling(folded)

    def often(self, folded: str) -> int:
        """How many times our texts have it; a word of a cue is usual in questions, if not in texts."""
        return max(self._vocabulary.often(folded), _CUE if folded in self._shown or folded in self._prefixes else 0)

    def together(self, word: str, following: str) -> bool:
        """True when the two stand beside each other in a cue or in our texts."""
        return (word, following) in self._pairs or self._vocabulary.together(word, following)

    def called(self, word: str, following: str) -> bool:
        """True when the two follow each other in the name of a place: «Vestre Toten»."""
        return (word, following) in self._called

    def alike(self, word: str, other: str) -> bool:
        """True when it makes no difference which of the two is meant."""
        if self._lexicon.lemma(word) == self._lexicon.lemma(other):
            return True
        if self._vocabulary.split(word) and set(self._vocabulary.split(word)) == set(self._vocabulary.split(other)):
            return True  # «lønnskontor», «lønskontor»
        shown, others = self._shown.get(word, frozenset()), self._shown.get(other, frozenset())
        return shown == others and ((word in self.small and other in self.small) or bool(shown - {""}))

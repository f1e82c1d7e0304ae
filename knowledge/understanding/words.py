"""Words as they are compared: folded, stemmed, joined with their equivalents, split as compounds, typing errors mended.

Bokmål and nynorsk share one space of lemmas, so a question in one form finds a fact written in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.model import Language, Text
from knowledge.understanding.written_form import WrittenForms

_TOKEN = re.compile(r"§+|\d+(?:[.:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|%", re.UNICODE)
_FOLD = str.maketrans({"ø": "o", "ö": "o", "å": "a", "æ": "ae", "ä": "ae", "ð": "d", "đ": "d", "ŋ": "n", "’": "'"})
_SUFFIXES = (
    "heitene", "hetene", "ingane", "ingene", "elsene", "elsane", "arane", "erane", "arna", "erne", "ande", "ende",
    "ane", "ene", "aste", "este", "ast", "ar", "er", "en", "et", "te", "de", "a", "e",
)  # fmt: skip
_SHORTEST_STEM = 3
_LOOSE_HEADS = (
    "biten", "greia", "greiene", "temaet", "opplegget", "prosessen", "saken", "saka", "delen", "sporsmalet", "feltet",
    "omradet", "sida", "siden",
    "planene", "planane", "snakket", "ideen",
)  # fmt: skip
"""Second halves that say no more than «that of»: «planbiten», «barnevernsgreia»."""
_SHORT_HEADS = frozenset({"sak", "rad", "lag", "vei", "veg", "bad"})
"""Three letters that end compounds; others that short are endings more often than words."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without diacritics, so that «Gjøvik», «GJØVIK» and «Gjovik» meet; «aa» counts as «å»."""
    word = unicodedata.normalize("NFC", word).casefold().translate(_FOLD)
    word = unicodedata.normalize("NFKD", word)
    word = "".join(c for c in word if not unicodedata.combining(c))
    return word.replace("aa", "a")


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """The word without Norwegian inflection; crude, but the same for every form of a word in both written forms."""
    word = folded
    if len(word) > _SHORTEST_STEM + 1 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    changed = True
    while changed:
        changed = False
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                word, changed = word[: -len(suffix)], True
                break
    return word


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question and where it stands."""

    text: str
    folded: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and § signs of a text, in order."""
    text = unicodedata.normalize("NFC", text)
    return tuple(Token(m.group(), fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text))


def spelled(text: str) -> list[str]:
    """The same words as they are written, without their places; quicker, for reading a whole register."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


class Lexicon:
    """What we know of words before we know anything of cooperations: filler, equivalents, marks of language."""

    def __init__(self, words: Mapping[str, Any], equivalents: Iterable[str]) -> None:
        filler = words["filler"]
        self.filler = frozenset(fold(w) for form in filler.values() for w in form.split())
        self.filler_in: Mapping[str, frozenset[str]] = {
            k: frozenset(fold(w) for w in v.split()) for k, v in words["filler_only"].items()
        }
        self.filler_before: Mapping[str, frozenset[str]] = {
            fold(k): frozenset(fold(w) for w in v.split()) for k, v in words["filler_before"].items()
        }
        self._written = WrittenForms(words)
        self._lemma: dict[str, str] = {}
        groups = [group.split() for group in equivalents]
        for forms in groups:
            for form in forms:
                self._lemma.setdefault(fold(form), fold(forms[0]))
        for forms in groups:  # a word as it is written goes before the stem of another: «regn» is not «regning»
            for form in forms:
                stemmed = stem(fold(form))
                if len(stemmed) > _SHORTEST_STEM:  # «vik» is a municipality, not the stem of «vikar»
                    self._lemma.setdefault(stemmed, fold(forms[0]))

    def learn(self, pairs: Iterable[Text]) -> None:
        """Take our own parallel content as a weak sign of which words belong to one written form only."""
        self._written.learn(pairs)

    def lemma(self, folded: str) -> str:
        """The name under which all forms and equivalents of a word are filed."""
        found = self._lemma.get(folded)
        if found is None:
            stemmed = stem(folded)
            found = self._lemma.get(stemmed, stemmed)
        return found

    def whole(self, folded: str) -> bool:
        """True for a word that is filed under a name of its own, in whatever form."""
        return folded in self._lemma or stem(folded) in self._lemma

    def knows(self, folded: str) -> bool:
        """True for filler and for words with equivalents."""
        return folded in self.filler or self.whole(folded)

    def language(self, text: str, before: Language | None = None) -> Language | None:
        """The written form that the words speak for; None when they speak for neither. See ``WrittenForms``."""
        return self._written.language(text, before)


class Vocabulary:
    """The lemmas that the knowledge base itself uses, for splitting compounds and mending typing errors."""

    def __init__(self, lexicon: Lexicon, words: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._lemmas: dict[str, str] = {}
        for folded in dict.fromkeys(map(fold, dict.fromkeys(words))):
            if len(folded) > 1 and not folded.isdigit():
                self._lemmas.setdefault(folded, lexicon.lemma(folded))
        self._known = set(self._lemmas.values())
        self._by_length: dict[int, list[str]] = {}
        for folded in self._lemmas:
            self._by_length.setdefault(len(folded), []).append(folded)
        self._cache: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._lemmas)

    def has(self, folded: str) -> bool:
        """True when the word, or another form of it, is ours."""
        return folded in self._lemmas or self._lexicon.lemma(folded) in self._known

    def terms(self, folded: str) -> tuple[str, ...]:
        """The lemmas that a word stands for, the whole first; empty when neither it nor its parts are ours.

        «brannsamarbeidet» gives brann and samarbeid; «lonnskntor» is mended first.
        """
        if folded not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[folded] = self._terms(folded)
        return self._cache[folded]

    def _terms(self, folded: str) -> tuple[str, ...]:
        lemma = self._lexicon.lemma(folded)
        whole = (lemma,) if lemma in self._known else ()
        parts = self._split(folded)
        if whole or parts:
            return tuple(dict.fromkeys((*whole, *parts)))
        # a word that the lexicon has is no typing error, though nothing here is about it
        mended = None if self._lexicon.whole(folded) else self.mend(folded)
        if mended is not None:
            lemma = self._lexicon.lemma(mended)
            return tuple(dict.fromkeys((lemma, *self._split(mended))))
        return ()

    def _split(self, folded: str) -> tuple[str, ...]:
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
                if self.has(joined) and joined not in self._lexicon.filler:
                    if strength > best[0]:
                        best = (strength, (self._lexicon.lemma(joined), self._lexicon.lemma(right)))
                    break
        return best[1]

    def mend(self, folded: str) -> str | None:
        """The one word of ours that this must be a typing error for; None when there is none, or two as near."""
        size = len(folded)
        if size < 5 or folded[0].isdigit() or folded in self._lexicon.filler:
            return None
        allowed = 1 if size < 9 else 2
        best: list[tuple[int, str]] = []
        for length in range(size - allowed, size + allowed + 1):
            near = process.extract_iter(
                folded, self._by_length.get(length, ()), scorer=OSA.distance, processor=None, score_cutoff=allowed
            )
            best.extend((int(distance) + (word[0] != folded[0]), word) for word, distance, _ in near)
        if not best:
            return None
        best.sort()
        nearest = best[0][0]
        if nearest > allowed:
            return None
        lemmas = {self._lexicon.lemma(w) for d, w in best if d == nearest}
        return best[0][1] if len(lemmas) == 1 else None

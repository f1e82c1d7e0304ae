"""Words as they are compared: folded, stemmed, joined with their equivalents, split as compounds.

Typing errors are mended before (``knowledge.understanding.normalise``). Bokmål and nynorsk share one space of lemmas, so a
question in one form finds a fact written in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from knowledge.model import Language, Text
from knowledge.understanding.written_form import WrittenForms

_TOKEN = re.compile(r"§+|\d+(?:[.:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|%", re.UNICODE)
_FOLD = str.maketrans({"ø": "o", "ö": "o", "å": "a", "æ": "ae", "ä": "ae", "ð": "d", "đ": "d", "ŋ": "n", "’": "'"})
_SUFFIXES = (
    "heitene", "hetene", "ingane", "ingene", "elsene", "elsane", "arane", "erane", "arna", "erne", "ande", "ende",
    "ane", "ene", "aste", "este", "ast", "ar", "er", "en", "et", "te", "de", "a", "e",
)  # fmt: skip
_SHORTEST_STEM = 3


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
    written: str = ""
    """What was written, where it is read as something else."""
    cost: float = 0.0
    """How much it took to read it so; 0 for a word that stands as we know it."""
    guesses: tuple[str, ...] = ()
    """What may have been meant, as it is spelled, where that is not clear enough to read it so."""
    named: bool = False
    """True when a name is among the guesses."""


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
        self.written = frozenset(fold(w) for form in ("nb", "nn") for w in filler[form].split())
        """The filler of the two written forms, without that of dialect alone."""
        self.filler_in: Mapping[str, frozenset[str]] = {
            k: frozenset(fold(w) for w in v.split()) for k, v in words["filler_only"].items()
        }
        self.filler_before: Mapping[str, frozenset[str]] = {
            fold(k): frozenset(fold(w) for w in v.split()) for k, v in words["filler_before"].items()
        }
        self._written = WrittenForms(words)
        self._lemma: dict[str, str] = {}
        groups = [group.split() for group in equivalents]
        self.forms = frozenset(fold(form) for forms in groups for form in forms)
        """Every word that has equivalents, in the forms that are listed."""
        for forms in groups:
            for form in forms:
                self._lemma.setdefault(fold(form), fold(forms[0]))
        for forms in groups:  # a word as it is written goes before the stem of another: «regn» is not «regning»
            for form in forms:
                stemmed = stem(fold(form))
                if len(stemmed) > _SHORTEST_STEM:  # «vik» is a municipality, not the stem of «vikar»
                    self._lemma.setdefault(stemmed, fold(forms[0]))

        kinds: dict[str, tuple[str, ...]] = {}
        for kind, names in words["kinds"].items():
            for name in names.split():
                kinds[fold(name)] = (*kinds.get(fold(name), ()), self.lemma(fold(kind)))
        self.kinds: Mapping[str, tuple[str, ...]] = kinds
        """Names that stand for themselves in our texts -> the lemmas of what they are names of."""

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

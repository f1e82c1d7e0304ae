"""Whether a word is right in a written form: by hunspell's dictionary of that form, the reviewed lists, and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hunspell import Hunspell

from knowledge import shipped
from knowledge.model import Language
from tests.language.fetch import fetched
from tests.language.forms import never
from tests.language.lists import entries
from tests.language.said import words

SHORTEST = 3
"""So many letters has each part of a compound at least."""

_INFLECTION = re.compile(r"(?:s|et|ets|en|a|ane|ene|ar|er)")
"""What may follow an abbreviation and a hyphen: «KO-et», «IKS-a»."""


@cache
def register_names() -> frozenset[str]:
    """Names of municipalities, counties, regions and cooperations: the words in them that begin with a capital."""
    register = shipped.load()
    told = [each for m in register.municipalities.values() for each in (m.name, m.county, *m.names, *m.aliases)]
    for name, others in (
        *((each.name, each.aliases) for each in register.cooperations.values()),
        *((each.name, each.aliases) for each in register.regions.values()),
    ):
        told += [name.nb, name.nn, *others.all()]
    return frozenset(word for each in told for word in words(each) if word[0].isupper())


@cache
def _register_names_in_lower_case() -> frozenset[str]:
    return frozenset(name.lower() for name in register_names())


@cache
def _dictionary(language: Language) -> Hunspell:
    """Read once: it takes a good part of a second."""
    return Hunspell(language, hunspell_data_dir=str(fetched()))


class Speller:
    """One written form."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._dictionary = _dictionary(language)
        terms = entries(f"terms_{language}")
        self.terms = frozenset(t for t in terms if not t.startswith("-") and not t.endswith("-"))
        self.ends = tuple(t[1:] for t in terms if t.startswith("-"))
        self.starts = tuple(t[:-1] for t in terms if t.endswith("-"))
        self.names = frozenset(entries("names"))
        self.used: set[str] = set()
        """The entries of the lists that a word has needed so far."""
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """True for a word that is right in this form."""
        if word not in self._known:
            self._known[word] = self._knows(word)
        return self._known[word]

    def finds(self, word: str) -> bool:
        """True for a search word: right, or written as people write it, or a name without its capitals."""
        if self.knows(word):
            return True
        if word in entries("written"):
            self.used.add(word)
            return True
        names = {name for name in self.names if name.lower() == word.lower()}
        self.used |= names
        return bool(names) or word.lower() in _register_names_in_lower_case()

    def in_dictionary(self, word: str) -> bool:
        """True for a word that the dictionary itself holds or makes."""
        return len(word) == 1 or bool(self._dictionary.spell(word))

    def _knows(self, word: str) -> bool:
        return self.in_dictionary(word) or self._named(word) or self._term(word) or self._hyphened(word) or self._compound(word)

    def _named(self, word: str) -> bool:
        for name in (word, word.removesuffix("s"), word.removesuffix("’s")):
            if name in self.names:
                self.used.add(name)
                return True
            if name in register_names():
                return True
        return False

    def _term(self, word: str) -> bool:
        found = word if word in self.terms else word[:1].lower() + word[1:]
        if found in self.terms:
            self.used.add(found)
        return found in self.terms

    def _hyphened(self, word: str) -> bool:
        if "-" not in word:
            return False
        first, *rest = word.removesuffix("-").split("-")
        if not rest:
            return self._first(first.lower())
        known = self.knows(first) or self._first(first.lower())
        inflected = first.isupper() and len(rest) == 1 and _INFLECTION.fullmatch(rest[0])
        return known and bool(inflected or all(map(self.knows, rest)))

    def _compound(self, word: str) -> bool:
        """Two words of this form, one of which is listed as what compounds are made with."""
        word = word.lower()
        for start in self.starts:
            if word.startswith(start) and self._last(word[len(start) :]):
                self.used.add(f"{start}-")
                return True
        for end in self.ends:
            stem = end.removesuffix("e")
            at = word.rfind(stem)
            if at >= SHORTEST and self._last(word[at:]) and self._first(word[:at]):
                self.used.add(f"-{end}")
                return True
        return False

    def _first(self, part: str) -> bool:
        """A word as it begins a compound: as it stands, or with the s that joins it to the next."""
        return any(map(self._last, _unjoined(part)))

    def _last(self, part: str) -> bool:
        if len(part) < SHORTEST or never(self.language).has(part):
            return False
        return self.in_dictionary(part) or self._term(part)


def _unjoined(part: str) -> Iterator[str]:
    yield part
    if part.endswith("s"):
        yield part[:-1]

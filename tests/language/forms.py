"""Which words are not ours, though a dictionary takes them: those of the other written form, and what we write otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.model import Language
from tests.language.lists import entries


@dataclass(frozen=True, slots=True)
class Never:
    """The words that one written form never has."""

    words: frozenset[str]
    ends: tuple[str, ...]
    kept: tuple[str, ...]

    def has(self, word: str) -> bool:
        """True for a word that is never written."""
        word = word.lower()
        return word in self.words or (word.endswith(self.ends) and not word.endswith(self.kept))


@cache
def never(language: Language) -> Never:
    """The list of a written form."""
    listed = [word for line in entries(f"never_{language}") for word in line.split()]
    ends, kept = (tuple(word[1:] for word in listed if word.startswith(sign)) for sign in "*!")
    return Never(frozenset(word for word in listed if word[0] not in "*!"), ends, kept)


@cache
def house() -> dict[str, str]:
    """Nynorsk forms that are right and not ours, and what we write instead. «-ende» stands for any word that ends so."""
    return dict(_pairs())


def _pairs() -> Iterator[tuple[str, str]]:
    for line in entries("house_nn"):
        ours, _, others = line.partition(": ")
        yield from ((other, ours) for other in others.split())


def ours(word: str) -> str | None:
    """What we write instead of a nynorsk word; None where it is ours already."""
    word = word.lower()
    if word in house():
        return house()[word]
    ends = ((end[1:], better[1:]) for end, better in house().items() if end.startswith("-") and word.endswith(end[1:]))
    return next((word.removesuffix(end) + better for end, better in ends), None)

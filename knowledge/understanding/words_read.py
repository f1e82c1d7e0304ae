"""What a word of a question was read as, in letters that people write: as itself, as its like, or in parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge.model import Language
from knowledge.snapshot import Knowledge, _yaml
from knowledge.understanding.words import fold, stem

How = Literal["plain", "like", "parts", "unknown"]


@dataclass(frozen=True, slots=True)
class WordRead:
    """How a word was read, and as which word or words; none where it was read as it stands."""

    how: How
    parts: tuple[str, ...] = ()


def word_read(knowledge: Knowledge, written: str, lemmas: tuple[str, ...], language: Language) -> WordRead:
    """What ``written`` was read as, given the lemmas that it was taken for. Words are shown in ``language`` where we can."""
    if not lemmas:
        return WordRead("unknown")
    folded, vocabulary, lexicon = fold(written), knowledge.vocabulary, knowledge.lexicon
    if not (vocabulary.has(folded) or lexicon.whole(folded)):
        return WordRead("parts", tuple(_part(knowledge, written, lemma, language) for lemma in lemmas))
    if len(lemmas) > 1:
        return WordRead("parts", tuple(_part(knowledge, written, lemma, language) for lemma in lemmas[1:]))
    like = shown(knowledge, lemmas[0], language)
    if stem(folded) in (stem(lemmas[0]), stem(fold(like))):
        return WordRead("plain")
    return WordRead("like", (like,))


def shown(knowledge: Knowledge, lemma: str, language: Language) -> str:
    """A lemma as it is written: the first word of its group that is not of the other written form alone."""
    group = _groups().get(lemma, ())
    first = next((word for word in group if knowledge.lexicon.language(word) in (None, language)), lemma)
    # groups may be headed by their name without diacritics: «lonn lønn løn»
    return next((word for word in group if fold(word) == fold(first) and not word.isascii()), first)


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    """The words that are filed under a lemma with others, as the lexicon has them."""
    found: dict[str, tuple[str, ...]] = {}
    for group in _yaml("lexicon/equivalents.yaml"):
        words = tuple(group.split())
        found.setdefault(fold(words[0]), words)
    return found


def _part(knowledge: Knowledge, written: str, lemma: str, language: Language) -> str:
    """The piece of the word that the lemma is, where it is one; else the lemma as it is written."""
    size = len(written)
    for start in range(size):
        for end in range(start + 2, size + 1):
            if fold(written[start:end]) == lemma:
                return written[start:end]
    return shown(knowledge, lemma, language)

"""How hard a text is to read, by LIX: words to a sentence, plus the percentage of long words.

A word of more than six letters is long. Names and references to the law are left out of the long ones: whoever simplifies a text
cannot make «Østre Toten» or «§ 19-4 fjerde ledd bokstav g» any shorter. A word with a capital within a sentence is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.basics import LANGUAGES, Language
from knowledge.quiz import Kind, QuizItem

LONG = 6
"""A word of more letters than this is long."""
HARDEST = 65
"""Nothing that is asked may be harder than this without a reason."""
_ORDINALS = "første|andre|tredje|fjerde|femte|sjette|sjuende|sjuande"
_REFERENCE = re.compile(
    rf"§§? ?\d+(?:-\d+)?(?: ?[a-z]\b)?(?:(?:,| og)? §? ?\d+-\d+)*(?: (?:{_ORDINALS}) ledd)?(?: bokstav [a-z]\b| nr\. \d+)?"
)
_DOTTED = re.compile(r"\b(?:nr|jf|mv|bl\.a|f\.eks|t\.d|ev|ca|kl|pkt|kap)\.|(?<=\d)\.(?= ?[\da-zæøå])", re.IGNORECASE)
"""Stops that end no sentence: after shortened words, in dates and in numbers."""
_SENTENCE = re.compile(r"[.!?:]+(?=\s|[»\"”)]|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[ .,:/-]\d+)*")


@dataclass(frozen=True, slots=True)
class Readability:
    """What a text comes to."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> int:
        """About 30 is easy, 40 as in newspapers, 50 as in public reports, 60 and more as in laws."""
        if not self.words:
            return 0
        return round(self.words / max(self.sentences, 1) + 100 * self.long_words / self.words)


def read(*parts: str) -> Readability:
    """How hard the parts are together. Each part ends a sentence, whether or not it has a stop."""
    words = sentences = long_words = 0
    for part in parts:
        text = _DOTTED.sub(lambda match: match.group().replace(".", ""), _REFERENCE.sub("§", part))
        for sentence in filter(None, map(str.strip, _SENTENCE.split(text))):
            found = list(_words(sentence))
            words += len(found)
            sentences += bool(found)
            long_words += sum(_is_long(word, first=n == 0) for n, word in enumerate(found))
    return Readability(words, sentences, long_words)


def _words(sentence: str) -> Iterator[str]:
    """The words; a reference to the law is one, and short."""
    for piece in sentence.split("§"):
        yield from _WORD.findall(piece)
    yield from "§" * sentence.count("§")


def _is_long(word: str, *, first: bool) -> bool:
    return len(word) > LONG and word[0].isalpha() and (first or word[0].islower())


def of_item(item: QuizItem, language: Language) -> Readability:
    """How hard a quiz item is: all that is read of it, the explanations as well."""
    return read(*_parts(item, language))


def _parts(item: QuizItem, language: Language) -> Iterator[str]:
    for text in (item.situation, item.stem):
        if text is not None:
            yield text.in_(language)
    for option in item.options:
        if item.kind is not Kind.TRUE_FALSE:
            yield option.text.in_(language)
        if option.match is not None:
            yield option.match.in_(language)
        yield option.because.in_(language)


@dataclass(frozen=True, slots=True)
class Report:
    """How hard many items are in a written form."""

    language: Language
    items: int
    middle: int
    """As many are harder as are easier."""
    hardest: tuple[tuple[str, int], ...]
    """The ids of the hardest ten with their LIX, the hardest first."""


def report(items: Iterable[QuizItem], most: int = 10) -> tuple[Report, ...]:
    """How hard the items are in bokmål and in nynorsk."""
    every: Sequence[QuizItem] = tuple(items)
    reports = []
    for language in LANGUAGES:
        told = sorted(((item.id, of_item(item, language).lix) for item in every), key=lambda each: (-each[1], each[0]))
        middle = round(median(lix for _, lix in told)) if told else 0
        reports.append(Report(language, len(told), middle, tuple(told[:most])))
    return tuple(reports)

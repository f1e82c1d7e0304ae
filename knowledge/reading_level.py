"""How hard a text is to read, by LIX: words in a sentence, and how many of them are long. The usual measure for Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.basics import LANGUAGES, Language
from knowledge.quiz import QuizItem

Level = Literal["easy", "middling", "hard"]
MIDDLING, HARD = 40, 55
"""From 40 a text reads like a newspaper's longer pieces, from 55 like the law itself."""
_LONG = 6
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END = re.compile(r"[.!?:;…]+(?=\s|$)")


def lix(texts: Iterable[str]) -> int:
    """Words by sentence, and long words (more than six letters) by hundred, added. A text ends a sentence; 0 for no words."""
    words, long, sentences = 0, 0, 0
    for text in texts:
        # the number of a paragraph is no sentence: «§ 19-4» and «nr. 3» have their dots within
        for part in _END.split(text):
            found = _WORD.findall(part)
            words += len(found)
            long += sum(len(word) > _LONG for word in found)
            sentences += bool(found)
    return round(words / sentences + 100 * long / words) if words else 0


def level_of(measure: int) -> Level:
    """What the measure means for a reader."""
    return "easy" if measure < MIDDLING else "middling" if measure < HARD else "hard"


def reading_level(item: QuizItem, language: Language) -> int:
    """The LIX of all that a reader of the item reads, explanations included."""
    texts = [item.situation, item.stem] if item.situation else [item.stem]
    for option in item.options:
        texts += [option.text, *([option.match] if option.match else []), option.because]
    return lix(text.in_(language) for text in texts)


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """How hard the items of a bank are to read."""

    mean: Mapping[Language, int]
    hardest: tuple[tuple[str, int], ...]
    """Those from ``HARD`` on in either written form, the hardest first, with their measure."""


def reading_report(items: Iterable[QuizItem]) -> ReadingReport:
    """The report of all items together."""
    measured = {item.id: {language: reading_level(item, language) for language in LANGUAGES} for item in items}
    mean = {language: round(sum(m[language] for m in measured.values()) / max(len(measured), 1)) for language in LANGUAGES}
    hardest = sorted(((item, max(m.values())) for item, m in measured.items()), key=lambda each: (-each[1], each[0]))
    return ReadingReport(mean, tuple(each for each in hardest if each[1] >= HARD))

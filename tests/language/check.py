"""What is wrong with our words, one line a word: where it stands, the word, and why it is not right there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.model import LANGUAGES, Language
from tests.language.forms import never, ours
from tests.language.said import Said, words
from tests.language.spelling import Speller
from tests.language.verbatim import Verbatim


@dataclass
class Report:
    """The faults by kind, and how much was read."""

    misspelt: dict[Language, list[str]] = field(default_factory=lambda: {each: [] for each in LANGUAGES})
    foreign: dict[Language, list[str]] = field(default_factory=lambda: {each: [] for each in LANGUAGES})
    otherwise: list[str] = field(default_factory=list)
    texts: int = 0
    words: int = 0
    used: set[str] = field(default_factory=set)
    """The entries of the lists that a word or a text needed."""

    def faults(self) -> list[str]:
        """All of them, in the order of the files."""
        return sorted([*self.misspelt["nb"], *self.misspelt["nn"], *self.foreign["nb"], *self.foreign["nn"], *self.otherwise])


def checked(texts: Iterable[Said]) -> Report:
    """Read them all; each word is reported once in each written form, where it stands first."""
    report, verbatim = Report(), Verbatim()
    spellers = {language: Speller(language) for language in LANGUAGES}
    seen: set[tuple[Language, bool, str]] = set()
    for said in texts:
        report.texts += 1
        for word in words(verbatim.without(said.text)):
            report.words += 1
            if (said.language, said.shown, word) not in seen:
                seen.add((said.language, said.shown, word))
                _judge(report, spellers, said, word)
    report.used = verbatim.used.union(*(speller.used for speller in spellers.values()))
    return report


def _judge(report: Report, spellers: dict[Language, Speller], said: Said, word: str) -> None:
    speller, language = spellers[said.language], said.language
    other = spellers["nb" if language == "nn" else "nn"]
    form = {"nb": "bokmål", "nn": "nynorsk"}[other.language]
    if not (speller.knows(word) if said.shown else speller.finds(word)):
        known = f", but in that of {form}" if other.in_dictionary(word) else ""
        report.misspelt[language].append(f"{said.where}: «{word}» is not in the dictionary{known}")
    elif never(language).has(word) and (said.shown or language == "nn"):
        report.foreign[language].append(f"{said.where}: «{word}» is {form}, or no word of ours")
    elif language == "nn" and said.shown and (instead := ours(word)):
        report.otherwise.append(f"{said.where}: «{word}»: we write «{instead}»")

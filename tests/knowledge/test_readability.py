"""How hard a text is to read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from knowledge import law, quiz_bank, readability
from knowledge.basics import LANGUAGES
from knowledge.drift import load_pins
from knowledge.quiz import QuizItem
from knowledge.readability import HARDEST, Readability, read

HARDER: Mapping[str, str] = {}
"""Items that are harder than ``HARDEST``, and why they must be."""


def bank() -> list[QuizItem]:
    """The items that we ship."""
    book, _ = law.read()
    return list(quiz_bank.read(book, load_pins())[0].quiz_items.values())


@pytest.mark.parametrize(
    ("text", "words", "sentences", "long_words"),
    [
        ("Hvem eier et IKS?", 4, 1, 0),
        ("Kommunestyret vedtar avtalen selv. Det er slutt.", 7, 2, 2),
        ("Kapittel 19", 2, 1, 1),
        ("Avtalen gjelder fra 1. januar 2024, jf. loven.", 8, 1, 2),
        ("Det koster 1 250 000 kroner.", 4, 1, 0),
        ("Hva sier loven: ja eller nei?", 6, 2, 0),
        ("", 0, 0, 0),
    ],
)
def test_words_and_sentences_are_counted(text: str, words: int, sentences: int, long_words: int) -> None:
    """Words, numbers as words, sentences by their stops, and words of more than six letters."""
    assert Readability(words, sentences, long_words) == read(text)


def test_names_are_not_long_words() -> None:
    """«Lillehammer» cannot be made shorter; «kommunestyret» can, and a first word is no name for its capital."""
    assert read("Styret i Lillehammer og Kristiansund").long_words == 0
    assert read("Styret i kommunestyret og representantskapet").long_words == 2
    assert read("Representantskapet velger styret").long_words == 1


def test_references_to_the_law_are_one_short_word() -> None:
    """«§ 19-4 fjerde ledd bokstav g» is what the reader looks up, and no harder than «her»."""
    assert read("Det står i kommuneloven § 19-4 fjerde ledd bokstav g.") == read("Det står i kommuneloven her.")


def test_lix_is_the_known_measure() -> None:
    """Words to a sentence, and the percentage of long words."""
    assert Readability(words=100, sentences=5, long_words=30).lix == 50
    assert Readability(0, 0, 0).lix == 0


def test_the_report_names_the_hardest_first() -> None:
    """Ten items in each written form, the hardest first, with what the middle one comes to."""
    items = bank()
    for report in readability.report(items):
        told = [lix for _, lix in report.hardest]
        assert (len(items), 10) == (report.items, len(told))
        assert told == sorted(told, reverse=True)
        assert told[0] == max(readability.of_item(item, report.language).lix for item in items)
        assert report.middle <= told[-1]
    assert [*LANGUAGES] == [report.language for report in readability.report(items)]


def test_no_item_is_harder_than_need_be() -> None:
    """What is asked can be read in a meeting: no item passes the limit, unless it is listed with the reason."""
    hard = {item.id for item in bank() for language in LANGUAGES if readability.of_item(item, language).lix > HARDEST}
    assert hard == set(HARDER)

"""The quiz bank: what is shipped passes its own checks, and each check finds what it is for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from knowledge import law, quiz_bank
from knowledge.basics import LANGUAGES, Language, Text
from knowledge.drift import load_pins
from knowledge.quiz import Kind, Option, QuizBank, QuizItem, Theme, mark, right_answer

BOOK, PINS = law.load(), load_pins()
BANK, PROBLEMS = quiz_bank.read(BOOK, PINS)


def option(letter: str, *, right: bool = False, match: str = "") -> Option:
    said = Text(f"svar {letter}", f"svar {letter}")
    return Option(letter, said, Text("Derfor.", "Difor."), ("koml 19-1/2",), right, Text(match, match) if match else None)


def item(kind: Kind = Kind.ONE, right: str = "b", letters: str = "abc", **other: object) -> QuizItem:
    made = QuizItem(
        "made", Theme.FORMS, 1, kind, Text("Hva?", "Kva?"), tuple(option(x, right=x in right) for x in letters),
        rules=("ko-enkeltvedtak",), situation=Text("Da.", "Då.") if kind is Kind.CASE else None,
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def with_options(**other: object) -> QuizItem:
    return item(options=tuple(replace(option(x, right=x == "b"), **other) for x in "abc"))  # type: ignore[arg-type]


def test_what_is_shipped_has_no_faults() -> None:
    """Every item that we ship passes every check of the bank."""
    assert PROBLEMS == ()


@pytest.mark.parametrize("kind", [Kind.ONE, Kind.CASE])
def test_a_sound_item_has_no_fault(kind: Kind) -> None:
    """An item as it should be is left alone."""
    assert list(quiz_bank.faults([item(kind)], BOOK, PINS)) == []


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (item(level=4), "the level is 4."),
        (item(theme=Theme.REGISTER), "the theme «register» is for items that are made."),
        (item(situation=Text("Da.", "Då.")), "a situation belongs to kind «case», and to no other."),
        (item(letters="ab"), "has 2 options."),
        (item(letters="acb"), "the options are not lettered a, b, c in their order."),
        (item(right="ab"), "2 options are marked right."),
        (item(right=""), "0 options are marked right."),
        (item(Kind.SEVERAL, right="abc"), "every option is right."),
        (item(Kind.ORDER, right="a"), "1 options are marked right."),
        (item(Kind.MATCH, right=""), "option a: «match» belongs to kind «match», and to no other."),
        (item(rules=()), "no rule is pinned."),
        (item(rules=("no-such",)), "the rule «no-such» is not there."),
        (with_options(refs=()), "no explanation names a paragraph."),
        (with_options(refs=("koml 99-1",)), "«koml 99-1» is not in the law."),
        (with_options(refs=("koml 19-1/9",)), "«koml 19-1/9» is not in the law."),
        (with_options(text=Text("likt", "likt")), "two options say the same (nn)."),
    ],
)
def test_each_fault_is_found(made: QuizItem, fault: str) -> None:
    """What must not be asked is told with what is wrong."""
    assert fault in [told for _, told, _ in quiz_bank.faults([made], BOOK, PINS)]


def test_two_items_that_ask_the_same_are_told() -> None:
    """Sign, case and diacritics do not make another question."""
    twice = [item(), item(id="again", stem=Text("HVA", "Kvifor?"))]
    assert [(i, f) for i, f, _ in quiz_bank.faults(twice, BOOK, PINS)] == [("again", "asks the same as «made» (nb).")]


def test_an_item_on_a_stale_rule_is_withdrawn() -> None:
    """While a rule waits to be looked at, nothing that rests on it is asked."""
    bank = QuizBank({"made": item()})
    assert ({"made"}, set()) == (set(bank.standing([])), set(bank.standing(["ko-enkeltvedtak"])))


@pytest.mark.parametrize(
    ("kind", "right", "given", "marked"),
    [
        (Kind.ONE, "b", "b", (True, 1, 1)),
        (Kind.ONE, "b", "a", (False, 0, 1)),
        (Kind.SEVERAL, "ab", "ba", (True, 2, 2)),
        (Kind.SEVERAL, "ab", "abc", (False, 2, 2)),
        (Kind.SEVERAL, "ab", "", (False, 0, 2)),
        (Kind.ORDER, "", "abc", (True, 3, 3)),
        (Kind.ORDER, "", "acb", (False, 1, 3)),
        (Kind.MATCH, "", "bac", (False, 1, 3)),
        (Kind.ORDER, "", "ab", (False, 2, 3)),
    ],
)
def test_answers_are_marked(kind: Kind, right: str, given: str, marked: tuple[bool, int, int]) -> None:
    """All of the right answer and nothing else is right; what was met is counted."""
    found = mark(item(kind, right), tuple(given))
    assert marked == (found.right, found.met, found.of)


@pytest.mark.parametrize("given", ["z", "aa"])
def test_what_is_no_answer_is_refused(given: str) -> None:
    """An option that is not there, or that is given twice, is no answer."""
    with pytest.raises(ValueError, match="are not options of made"):
        mark(item(), tuple(given))


def test_the_right_answer_of_an_order_is_all_its_options() -> None:
    """Options to put in order are written in their right order."""
    assert right_answer(item(Kind.ORDER, "")) == ("a", "b", "c")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_length_of_an_option_does_not_give_it_away(language: Language) -> None:
    """Who always took the longest option, or the shortest, would do hardly better than one who guesses (25 of 100)."""
    asked = [item for item in BANK.quiz_items.values() if item.kind in (Kind.ONE, Kind.CASE)]
    taken = {"longest": 0.0, "shortest": 0.0}
    for item in asked:
        lengths = [len(option.text.in_(language)) for option in item.options]
        right = next(len(option.text.in_(language)) for option in item.options if option.right)
        for which, extreme in (("longest", max(lengths)), ("shortest", min(lengths))):
            taken[which] += (right == extreme) / lengths.count(extreme)

    assert len(asked) > 100
    assert {which: 0.18 < count / len(asked) < 0.34 for which, count in taken.items()} == {"longest": True, "shortest": True}


def test_right_answers_stand_evenly_in_the_files() -> None:
    """No letter is right much more often than others, and about as many claims are true as are false."""
    asked = [item for item in BANK.quiz_items.values() if item.kind in (Kind.ONE, Kind.CASE)]
    places = Counter(option.id for item in asked for option in item.options if option.right)
    claims = [item.options[0].right for item in BANK.quiz_items.values() if item.kind is Kind.TRUE_FALSE]

    assert all(0.18 < places[letter] / len(asked) < 0.32 for letter in "abcd")
    assert 0.35 < sum(claims) / len(claims) < 0.65

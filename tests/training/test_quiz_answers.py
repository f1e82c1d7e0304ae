"""Answers as they are typed, to each kind of item."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from knowledge.model import Text
from knowledge.quiz import Kind, Option, QuizItem, Theme
from knowledge.understanding.quiz_answers import UNFIT, Given, answer


def item(kind: Kind, *texts: str, matches: tuple[str, ...] = ()) -> QuizItem:
    said = [Text(text, text) for text in texts]
    sides: list[Text | None] = [Text(match, match) for match in matches]
    options = tuple(
        Option("abcdefgh"[n], text, Text("Fordi.", "Fordi."), right=n == 0, match=side)
        for n, (text, side) in enumerate(zip_longest(said, sides))
    )
    return QuizItem("x", Theme.FORMS, 1, kind, Text("Hva?", "Kva?"), options)


ONE = item(
    Kind.ONE, "Kommunalt oppgavefellesskap (KO)", "Interkommunalt politisk råd (IPR)", "Interkommunalt selskap", "Vertskommune"
)
CLAIM = item(Kind.TRUE_FALSE, "Sant", "Usant")
SEVERAL = item(Kind.SEVERAL, "Formålet", "Navnet, hvis det er nytt", "Ordføreren", "Eierandelene")
ORDER = item(Kind.ORDER, "Utrede", "Vedta", "Melde", "Følge opp")
MATCH = item(Kind.MATCH, "KO", "IPR", "IKS", matches=("oppgaver", "politikk", "selskap"))
SHOWN = ("b", "d", "a", "c")
"""The options as they stand before the reader: A is the bank's b."""


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("a", "b"), ("A)", "b"), ("b.", "d"), ("2", "d"), ("svar: c", "a"), ("jeg tror det er D", "c"), ("eg trur det er d", "c"),
        ("ipr", "b"), ("Interkommunalt politisk råd", "b"), ("interkommunalt politisk råd (IPR)", "b"), ("vertskommune", "d"),
        ("oppgavefellesskap", "a"), ("det er b, tror jeg", "d"),
    ],
)  # fmt: skip
def test_one_option_is_chosen(said: str, ids: str) -> None:
    """By the letter or figure that it is shown with, or in its own words."""
    assert answer(ONE, SHOWN, said, fresh=True) == Given((ids,))


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("sant", True), ("Rett!", True), ("ja", True), ("det stemmer", True), ("riktig", True), ("a", True), ("1", True),
        ("usant", False), ("galt", False), ("gale", False), ("nei", False), ("feil", False), ("det stemmer ikke", False),
        ("B", False),
    ],
)  # fmt: skip
def test_a_claim_is_true_or_false(said: str, right: bool) -> None:
    """In the words that people use for it."""
    assert answer(CLAIM, ("a", "b"), said, fresh=True) == Given(("a" if right else "b",))


@pytest.mark.parametrize("said", ["a og c", "a, c", "A C", "ac", "1 og 3", "både a og c", "svaret er a og c"])
def test_several_are_chosen(said: str) -> None:
    """All in one answer."""
    assert answer(SEVERAL, SHOWN, said, fresh=True) == Given(("b", "a"))


def test_several_are_chosen_in_their_words() -> None:
    """A comma or «og» between them; one that has a comma itself is one."""
    assert answer(SEVERAL, SHOWN, "formålet og eierandelene", fresh=True) == Given(("a", "d"))
    assert answer(SEVERAL, SHOWN, "Navnet, hvis det er nytt", fresh=True) == Given(("b",))


@pytest.mark.parametrize("said", ["c a b d", "cabd", "C, A, B, D", "3 1 2 4", "c – a – b – d", "først c, så a, så b og sist d"])
def test_an_order_is_given(said: str) -> None:
    """By all letters, the first first."""
    assert answer(ORDER, SHOWN, said, fresh=True) == Given(("a", "b", "d", "c"))


@pytest.mark.parametrize("said", ["a2 b1 c3", "a-2, b-1, c-3", "a = 2, b = 1 og c = 3", "A2B1C3", "c3 a2 b1", "2 1 3", "213"])
def test_pairs_are_given(said: str) -> None:
    """A figure for each letter, or the figures in the order of the letters."""
    assert answer(MATCH, ("b", "c", "a"), said, fresh=True) == Given(("c", "b", "a"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (ONE, "e"), (ONE, "9"), (ONE, "a og b"), (ONE, "a2"), (ONE, "sant"), (CLAIM, "c"), (CLAIM, "3"), (SEVERAL, "a f"),
        (SEVERAL, "a a"), (ORDER, "a b"), (ORDER, "a"), (ORDER, "a b c c"), (MATCH, "a"), (MATCH, "a1 b1 c2"), (MATCH, "a1 b2"),
        (MATCH, "a1 b2 c4"),
    ],
)  # fmt: skip
def test_what_is_meant_for_an_answer_and_is_none_is_told_apart(asked: QuizItem, said: str) -> None:
    """It gets a hint, and no mark."""
    shown = tuple(option.id for option in asked.options)

    assert answer(asked, shown, said, fresh=True) is UNFIT


@pytest.mark.parametrize(
    "said", ["hva er et IKS?", "Hva sier § 20?", "hjelp", "Gjøvik", "hvem er med i Sogn KO", "takk", "kan vi gå ut?", "da"]
)
def test_other_words_are_no_answer(said: str) -> None:
    """They are answered as ever, in the middle of an exercise too."""
    assert [
        answer(asked, tuple(o.id for o in asked.options), said, fresh=True) for asked in (ONE, CLAIM, SEVERAL, ORDER, MATCH)
    ] == [None] * 5


def test_what_may_mean_something_else_is_an_answer_only_to_what_was_said_last() -> None:
    """After another question «b» is still an answer, but «2», «ja» and an option's own words go the usual way."""
    late = {said: answer(ONE, SHOWN, said, fresh=False) for said in ("b", "2", "ja", "vertskommune")}

    assert late == {"b": Given(("d",)), "2": None, "ja": None, "vertskommune": None}
    assert answer(CLAIM, ("a", "b"), "usant", fresh=False) == Given(("b",))
    assert answer(CLAIM, ("a", "b"), "ja", fresh=False) is None

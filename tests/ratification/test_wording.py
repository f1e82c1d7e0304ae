"""Word by word: what cannot matter is overlooked, everything else is a difference that is shown."""

from __future__ import annotations

import pytest

from knowledge.wording import Segment, alike, differences

SAME = [
    ("Avtalen vedtas.", "Avtalen  vedtas"),
    ("Kommunestyret vedtar\navtalen.", "Kommunestyret vedtar avtalen."),
    ("a) Sel er vert\nb) Vågå betaler", "1. Sel er vert.\n2. Vågå betaler."),
    ("a. Første punkt\nb. Andre punkt", "– Første punkt\n– Andre punkt"),
    ("i) Én\nii) To\niii) Tre", "1) Én\n2) To\n3) Tre"),
    ("1. Avtalen vedtas. 2. Budsjettet økes.", "1. Avtalen vedtas.\n2. Budsjettet økes."),
    ("Han sa «ja».", 'Han sa "ja"'),
    ("Sel–Vågå", "Sel-Vågå"),
    ("20 %", "20\u00a0%"),
    ("kommunestyre", "kommune\u00adstyre"),
    ("", "  \n"),
]
UNLIKE = [
    ("Eierandelen er 20 prosent.", "Eierandelen er 25 prosent."),
    ("1. januar 2027 trer avtalen i kraft.", "2. januar 2027 trer avtalen i kraft."),
    ("Etter 2. ledd\ngjelder", "Etter 3. ledd\ngjelder"),
    ("1. ledd gjelder", "2. ledd gjelder"),
    ("a) Sel er vert\nb) Vågå betaler", "a) Vågå betaler\nb) Sel er vert"),
    ("Kommunen kan ta opp lån", "Kommunen kan ikke ta opp lån"),
    ("Beløpet er 1,5 mill.", "Beløpet er 15 mill."),
    ("§ 4 nr. 5", "§ 4 nr. 6"),
    ("Avtalen vedtas, men uten punkt 3", "Avtalen vedtas men uten punkt 3"),
    ("Kommunestyret vedtar avtalen.", "Kommunestyret vedtek avtala."),
    ("avtalen", "Avtalen"),
    ("a) Én\nb) To\nd) Fire", "a) Én\nb) To\nc) Fire"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_what_cannot_matter_is_overlooked(a: str, b: str) -> None:
    """White space, line breaks, marks of points, quotation marks, dashes, the last full stop."""
    assert alike(a, b)
    assert alike(b, a)
    assert {s.kind for s in differences(a, b)} <= {"same"}


@pytest.mark.parametrize(("a", "b"), UNLIKE)
def test_everything_else_is_a_difference(a: str, b: str) -> None:
    """A number, a date, a not, a comma, a capital, the order, the written form."""
    assert not alike(a, b)
    assert not alike(b, a)
    assert {s.kind for s in differences(a, b)} - {"same"}


OWN = [
    ("Kommunestyret i Sel vedtar avtalen.", "Kommunestyret i Vågå vedtar avtalen.", True),
    ("Sel kommunestyre godkjenner avtalen", "Vågå kommunestyre godkjenner avtalen", True),
    ("Sel kommune vedtar avtalen.", "Vågå kommune vedtar avtalen.", True),
    ("1. Sel kommune går inn i Midt IKS.", "1. Vågå kommune går inn i Midt IKS.", True),
    ("Sel kommune er vertskommune.", "Vågå kommune er vertskommune.", False),
    ("Kommunestyret vedtar at Sel er vert.", "Kommunestyret vedtar at Vågå er vert.", False),
    ("Kontoret legges til Sel kommune.", "Kontoret legges til Vågå kommune.", False),
    ("Kommunestyret i Lom vedtar avtalen.", "Kommunestyret i Vågå vedtar avtalen.", False),
]


@pytest.mark.parametrize(("a", "b", "accepted"), OWN)
def test_a_council_may_name_itself_as_the_one_that_decides(a: str, b: str, accepted: bool) -> None:
    """There, and nowhere else: who is host or has the office is what the decision is about. It is shown all the same."""
    names = (["Sel"], ["Vågå"])
    found = differences(a, b, names)

    assert alike(a, b, names) is accepted
    assert not alike(a, b)
    assert [(s.first, s.second) for s in found if s.accepted] == ([("Sel", "Vågå")] if accepted else [])
    assert any(s.kind != "same" and not s.accepted for s in found) is not accepted


def test_the_texts_can_be_read_from_the_differences() -> None:
    """Every word of both texts is there, in order, with what differs told apart."""
    a = "Kommunestyret vedtar avtalen.\na) Andelen er 20 prosent.\nb) Avtalen gjelder fra 1. januar 2027."
    b = "Kommunestyret vedtar avtalen.\na) Andelen er 25 prosent.\nb) Avtalen gjelder straks fra 1. januar 2027."

    assert differences(a, b) == (
        Segment("same", "Kommunestyret vedtar avtalen.\na) Andelen er", "Kommunestyret vedtar avtalen.\na) Andelen er"),
        Segment("changed", "20", "25"),
        Segment("same", "prosent.\nb) Avtalen gjelder", "prosent.\nb) Avtalen gjelder"),
        Segment("only_second", "", "straks"),
        Segment("same", "fra 1. januar 2027.", "fra 1. januar 2027."),
    )


def test_nothing_and_something() -> None:
    """An empty text is unlike any other, and like another empty one."""
    assert differences("", "") == ()
    assert differences("", "Ja.") == (Segment("only_second", "", "Ja"),)
    assert differences("Ja.", "") == (Segment("only_first", "Ja", ""),)


def test_long_texts_are_compared() -> None:
    """60,000 words with a change at each end, and that have nothing in common, and one endless line: none takes for ever."""
    long = " ".join(f"ord{n}" for n in range(60_000))
    changed = differences(f"først {long} sist", f"fyrst {long} sidan")
    apart = differences(long, long.replace("ord", "annet"))
    differences("x" * 500_000, "a) " * 50_000)

    assert [s.kind for s in changed] == ["changed", "same", "changed"] or len(changed) == 1
    assert [s.kind for s in apart] == ["changed"]

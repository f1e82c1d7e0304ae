"""Two questions in one message are told apart, and both are answered."""

from __future__ import annotations

import pytest

from knowledge.understanding.parts import Parts, parts
from tests import worlds
from tests.worlds import Bot

TWO = {
    "Hvem er vert for VBR, og hvor mange er med?": Parts("Hvem er vert for VBR?", "og hvor mange er med?"),
    "Kven er med? Og når starta det?": Parts("Kven er med?", "og når starta det?"),
}
ONE = (
    "Hvor mange samarbeid har Gjøvik og Østre Toten?",
    "Hva er Sogn KO?",
    "Eg lurer på ein ting, og kva er Sogn KO?",
    "Hva er Sogn KO, og når startet det, og hvem er med?",
)


@pytest.mark.parametrize("text", TWO)
def test_two_questions_are_told_apart(text: str) -> None:
    """A message with two questions is split where the second begins, and the second leans on the first."""
    assert TWO[text] == parts(text)


@pytest.mark.parametrize("text", ONE)
def test_what_is_not_just_two_questions_is_left_whole(text: str) -> None:
    """One question, a preamble before one, and three are not split."""
    assert parts(text) is None


def test_both_questions_of_a_message_are_answered() -> None:
    """«Hvor mange …, og hvor mange innen helse?» gets both numbers, the second about the same municipalities."""
    words = (
        "Hvor mange administrative samarbeid hadde Gjøvik, Østre Toten og Vestre Toten i april 2025, og hvor mange innen helse?"
    )

    async def ask(bot: Bot) -> list[str]:
        return [reply.text.split(".")[0] for reply in (await bot.ask(words)).rendered]

    assert worlds.with_bot("shipped", ask) == [
        "Gjøvik, Østre Toten og Vestre Toten deltok i seks administrative samarbeid i april 2025",
        "Gjøvik, Østre Toten og Vestre Toten deltok i åtte samarbeid innen helse, omsorg og barnevern i april 2025",
    ]

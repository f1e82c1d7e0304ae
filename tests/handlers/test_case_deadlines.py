"""Deadlines of what the register knows: found by the words, reckoned from its days, told in both written forms."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.understanding.question import Question
from tests import worlds
from tests.calendar.talking import paths, talking


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Når er høringsfristen i saken om felles bibliotekbuss?", "Høringsfristen er 01.04.2027"),
        ("Når er høyringsfristen i saka om felles bibliotekbuss?", "Høyringsfristen er 01.04.2027"),
        ("Hvilke frister har Gjøvik?", "Høringsfristen er 01.04.2027"),
        ("Kva fristar har Gjøvik?", "Høyringsfristen er 01.04.2027"),
    ],
)
async def test_a_deadline_that_a_source_tells_is_told(text: str, told: str) -> None:
    """By the case, or by the municipality that it concerns; with the source."""
    async with talking() as bot:
        said = await bot.ask(text)

    assert said.keys == ["decision/deadlines"]
    assert told in said.text
    assert len(said.replies[0].sources) == 1


async def test_a_deadline_that_is_told_can_be_put_in_the_calendar() -> None:
    """The button does it, for the case."""
    async with talking() as bot:
        first = await bot.ask("Når er høringsfristen i saken om felles bibliotekbuss?")
        said = await bot.ask(next(c.say for c in first.replies[0].choices if "kalender" in c.say))

    assert paths(said) == ["/calendar/case/bibliotek.ics"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Når er høringsfristen i saken om felles bibliotekbuss?",
            "Høringsfristen var 01.04.2027, og den er ute",
        ),
        (
            "Når er høyringsfristen i saka om felles bibliotekbuss?",
            "Høyringsfristen var 01.04.2027, og han er ute",
        ),
    ],
)
async def test_a_deadline_that_is_over_is_told_as_over(text: str, told: str) -> None:
    """The day after it is past."""
    async with talking(day=date(2027, 4, 2)) as bot:
        said = await bot.ask(text)

    assert told in said.text
    assert [c.say for c in said.replies[0].choices if "kalender" in c.say] == []


async def test_on_its_last_day_a_deadline_is_not_over() -> None:
    """Neither for a hearing nor for lovlighetskontroll."""
    async with talking(day=date(2027, 4, 1)) as bot:
        hearing = await bot.ask("Når er høringsfristen i saken om felles bibliotekbuss?")
    async with worlds.bot(day=date(2019, 3, 4)) as bot:
        control = await bot.ask("Når går fristen for lovlighetskontroll ut for vedtaket i Sel 11. februar 2019?")
    async with worlds.bot(day=date(2019, 3, 5)) as bot:
        late = await bot.ask("Når går fristen for lovlighetskontroll ut for vedtaket i Sel 11. februar 2019?")

    assert "Høringsfristen er 01.04.2027" in hearing.text
    assert "I dag, 04.03.2019, er siste dag" in control.text
    assert "gikk ut 04.03.2019" in late.text


@pytest.mark.parametrize(
    "text", ["når går fristen for lovlighetskontroll ut for vedtaket?", "er fristen for lovlegkontroll av vedtaket ute?"]
)
async def test_the_decision_is_the_one_that_was_told_of(text: str) -> None:
    """After an answer about it, its name need not be said again."""
    async with worlds.bot() as bot:
        await bot.ask("Hva vedtok Sel kommunestyre 11. februar 2019?")
        said = await bot.ask(text)

    assert said.keys == ["deadline/decision"]
    assert "04.03.2019" in said.text


@pytest.mark.parametrize(
    "text",
    [
        "Hva er fristen for å kreve lovlighetskontroll?",
        "Hvor lang er fristen for lovlighetskontroll?",
        "Vedtaket ble gjort 3. april 2026. Når går fristen for lovlighetskontroll ut?",
        "Rekker vi å kreve lovlighetskontroll 20. mars 2026 av et vedtak fra 5. februar 2026?",
        "Når går klagefristen ut når vi fikk vedtaket 24. april 2026?",
        "Hva er oppsigelsesfristen i et IKS?",
    ],
)
def test_questions_of_law_are_not_taken_for_decisions_of_ours(text: str) -> None:
    """Where no decision of the register is meant, the law answers, or the day that was named is reckoned from."""
    understood = worlds.understanding("shipped").understand(text)

    assert isinstance(understood, Question)
    assert understood.intent not in ("decision_deadline", "case_deadline")


@pytest.mark.parametrize(
    "text",
    [
        "Når går fristen for lovlighetskontroll ut for vedtaket i Sel 1. april 2019?",
        "Når går fristen for lovlegkontroll ut for vedtaket i Sel 1. april 2019?",
    ],
)
async def test_a_plan_has_no_deadline_for_lovlighetskontroll(text: str) -> None:
    """What was only planned is not reckoned from."""
    async with worlds.bot() as bot:
        said = await bot.ask(text)

    assert said.replies[0].facts["decided"] is False
    assert "23.04.2019" not in said.text
    assert "22.04.2019" not in said.text

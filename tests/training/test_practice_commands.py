"""What people write to practise, in both written forms; and what is a question all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.practice import Habit
from knowledge.quiz import Role
from knowledge.understanding.practice_commands import Practice, practice

ROOT = Path(__file__).parents[2]
DAILY = "0123456"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *((said, Practice("start")) for said in (
            "quiz", "Quiz!", "QUIZ", "øv", "Øv litt", "øving", "tren", "start quiz", "Start en quiz, takk", "kan vi ta ein quiz?",
            "Kan du være så snill å starte en quiz?", "Eg vil gjerne øve", "jeg har lyst til å øve litt", "hei, quiz", "test meg",
            "gje meg ein quiz", "ta ei øving", "la meg øve", "kviss", "quiz, vær så snill", "øv på det som venter",
        )),
        *((said, Practice("start", "§ 20")) for said in ("øv på § 20", "Øve på § 20.", "quiz om § 20", "jeg vil øve på § 20")),
        ("øv på kap. 20", Practice("start", "kap. 20")),
        ("øv på vertskommune", Practice("start", "vertskommune")),
        ("start quiz om openheit", Practice("start", "openheit")),
        ("quiz om åpenhet, nivå 3, 5 spørsmål", Practice("start", "åpenhet", 3, 5)),
        ("øv på klage fem spørsmål nivå to", Practice("start", "klage", 2, 5)),
        ("nivå 2", Practice("start", level=2)),
        ("5 spørsmål", Practice("start", count=5)),
        ("quiz med ti spørsmål", Practice("start", count=10)),
        ("tre til", Practice("more", count=3, bare=True)),
        ("øv som medlem av kontrollutvalet", Practice("role", role=Role.KONTROLLUTVALG)),
        ("pause", Practice("pause", bare=True)),
        ("fortsett", Practice("resume", bare=True)),
        ("Hald fram", Practice("resume", bare=True)),
        *((said, Practice("resume")) for said in ("fortsett quizen", "Fortsett øvingen", "Hald fram med øvinga")),
        ("stopp", Practice("stop", bare=True)),
        *((said, Practice("stop")) for said in ("stopp quizen", "Avslutt quizen, takk", "ferdig med quizen")),
        *((said, Practice("stop_all")) for said in ("stopp øvingen", "Stopp øvinga", "slutt å øve")),
        *((said, Practice("unsubscribe")) for said in (
            "Stopp den faste øvingen", "Stopp den faste øvinga", "stopp den daglige øvingen", "slutt å sende meg øvinger",
            "ikkje send meg quizar",
        )),
        ("hopp over", Practice("skip", bare=True)),
        ("hopp over spørsmål forms-iks", Practice("skip", item="forms-iks")),
        ("vet ikke", Practice("unknown", bare=True)),
        ("Veit ikkje", Practice("unknown", bare=True)),
        ("veit ikkje på spørsmål forms-iks", Practice("unknown", item="forms-iks")),
        ("svar b på spørsmål forms-iks", Practice("answer", item="forms-iks", given="b")),
        ("svar på spørsmål forms-iks", Practice("answer", item="forms-iks")),
        ("Neste spørsmål", Practice("next", bare=True)),
        *((said, Practice("progress")) for said in (
            "hvordan ligger jeg an?", "Korleis ligg eg an", "framgangen min", "vis fremgangen min", "hvor langt er jeg kommet?",
            "korleis går det med øvinga?",
        )),
        ("hvorfor?", Practice("why", bare=True)),
        ("Forklar meir", Practice("why", bare=True)),
        ("hva kan jeg øve på?", Practice("themes")),
        ("slett øvingsresultatene mine", Practice("forget")),
        ("Slett øvingsresultata mine", Practice("forget")),
        ("når øver jeg?", Practice("habits")),
    ],
)  # fmt: skip
def test_a_command_is_read(said: str, meant: Practice) -> None:
    """Whatever the capitals, and however politely."""
    assert practice(said) == meant


@pytest.mark.parametrize(
    ("said", "habit"),
    [
        ("øv hver dag kl. 8", Habit(DAILY, 480)),
        ("Øv kvar dag kl. 08.00", Habit(DAILY, 480)),
        ("øv hver mandag kl 7.30", Habit("0", 450)),
        ("øv kvar måndag og torsdag klokka 0730", Habit("03", 450)),
        ("quiz hver tirsdag, torsdag og lørdag 17:15", Habit("135", 1035)),
        ("øv hver virkedag halv 8", Habit("01234", 450)),
        ("send meg en quiz hver dag kl 8, takk", Habit(DAILY, 480)),
        ("kan du sende meg ei øving kvar dag?", Habit(DAILY, 480)),
        ("øv daglig", Habit(DAILY, 480)),
        ("dagleg øving kl 9", Habit(DAILY, 540)),
        ("øv kl. 8 hver dag", Habit(DAILY, 480)),
        ("øv hver uke", Habit("0", 480)),
        ("øv kvar kveld kl. 8", Habit(DAILY, 1200)),
        ("øv hver dag kl 24", None),
        ("øv hver dag kl. 8.75", None),
    ],
)
def test_a_regular_exercise_is_asked_for(said: str, habit: Habit | None) -> None:
    """The days and the hour are read; an hour that is none is told so, and is no other hour."""
    assert practice(said) == Practice("habit", habit=habit)


@pytest.mark.parametrize(
    "said",
    [
        "hva er en quiz?", "kva er ei øving?", "kan vi stoppe samarbeidet?", "hva sier § 20?", "stopp samarbeidet", "hvem øver?",
        "øving i beredskap", "er det øving på brann?", "øving på brann?", "hvordan ligger vi an?", "tren brannvesenet", "nivå 4",
        "hvordan stopper vi samarbeidet?", "fortsett veilederen", "hald fram med rettleiaren", "kan vi trene personell sammen?",
        "hva er nivå 2?", "hvem sender meg innkalling hver mandag?", "møter de hver mandag?", "", "?", "5", "hver dag",
        "kan formannskapet avslutte avtalen?", "øv i kommunen", "hva bør vi øve på sammen med Vågå?", "spørsmål", "tre", "stans",
        "slett mine data", "hva er framgangen i saken?",
    ],
)  # fmt: skip
def test_a_question_is_no_command(said: str) -> None:
    """It goes the way of every question; «stans» by itself means something only while an exercise is under way."""
    found = practice(said)

    assert found is None or (found.bare and said == "stans")


def test_no_question_of_our_sets_is_a_command() -> None:
    """Nothing is taken from those who ask: of all that was ever asked only bare words are read, and they wait for an exercise."""
    asked = [
        text
        for folder in ("tests/questions", "tests/conversations")
        for path in sorted((ROOT / folder).rglob("*.yaml"))
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    found = {text: practice(text) for text in asked}

    assert len(asked) > 2000
    assert {text for text, command in found.items() if command and not command.bare} == set()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(each)

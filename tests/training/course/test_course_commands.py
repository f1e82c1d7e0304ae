"""What people write of courses, in both written forms; and what is a question all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.quiz import Role
from knowledge.understanding.course_commands import INTENTS, CourseCommand, course_command
from knowledge.understanding.practice_commands import practice

ROOT = Path(__file__).parents[3]
KU, KS, FS, RS = Role.KONTROLLUTVALG, Role.KOMMUNESTYRE, Role.FORMANNSKAP, Role.REPRESENTANTSKAP

MEANT: dict[CourseCommand, tuple[str, ...]] = {
    CourseCommand("courses"): (
        "Hvilke kurs finnes?", "kva kurs finst?", "kurs", "Hva slags kurs har dere?", "Kva for kurs har de?", "vis kursa",
        "Har du noen kurs for folkevalgte?", "hvilke kurs kan jeg ta her",
        "kurs for nye folkevalgte",
    ),
    CourseCommand("course", KU): (
        "kurs for kontrollutvalget", "Kurset for kontrollutvalet", "vis meg kurset for kontrollutvalget", "kontrollutvalgskurset",
        "kurs for medlemmer av kontrollutvalget", "Hva lærer jeg i kurset for kontrollutvalget?",
    ),
    CourseCommand("course", KS): ("kurs for kommunestyret", "kurs for kommunestyremedlemmer", "kommunestyrekurset"),
    CourseCommand("course", FS): ("kurs for formannskapet",),
    CourseCommand("course", RS): ("kurs for representantskapet", "kurs til representantskapet"),
    CourseCommand("start"): ("start kurset", "Start kurset, takk", "begynn på kurset", "ta eit kurs", "meld meg på kurset"),
    CourseCommand("start", RS): ("Start kurset for representantskapet", "eg vil gjerne ta kurset for representantskapet"),
    CourseCommand("next"): ("neste modul", "Kva er neste modul?", "neste modul i kurset"),
    CourseCommand("go_on"): ("fortsett kurset", "hald fram med kurset", "gå videre i kurset"),
    CourseCommand("module", module=3): ("modul 3", "les modul 3", "vis modul nr. 3 i kurset"),
    CourseCommand("module", FS, 2): ("Modul 2 i kurset for formannskapet",),
    CourseCommand("ask", KU, 2): ("Ta spørsmålene i modul 2 for kontrollutvalget", "Ta spørsmåla i modul 2 for kontrollutvalet"),
    CourseCommand("ask", module=1): ("start testen i modul 1", "ta oppgåvene til modul 1"),
    CourseCommand("progress"): (
        "Hvor langt har jeg kommet i kurset?", "kor langt er eg komen i kurset", "mine kurs", "kursstatus",
        "Korleis går det med kurset?", "hvordan ligger jeg an i kurset?",
    ),
    CourseCommand("progress", KS): ("Kor langt har eg kome i kurset for kommunestyret?",),
    CourseCommand("certificate"): (
        "kursbevis", "Kursbeviset mitt", "skriv ut kursbeviset", "korleis får eg kursbevis?", "Kan jeg få et kursbevis?",
        "hvordan skriver jeg ut kursbeviset mitt?",
    ),
    CourseCommand("certificate", KU): ("Kursbevis for kontrollutvalget",),
    CourseCommand("leave"): ("avslutt kurset", "meld meg av kurset", "slutt på kurset"),
    CourseCommand("confirm", reference="KON-20261201-ABCDEF-ABCDEFGHIJ"): (
        "bekreft kursbevis KON-20261201-ABCDEF-ABCDEFGHIJ", "Stadfest kursbevis kon-20261201-abcdef-abcdefghij",
        "er kursbevis nr. KON-20261201-ABCDEF-ABCDEFGHIJ ekte?",
    ),
    CourseCommand("help"): (
        "hvordan øver jeg?", "Korleis øver eg her?", "hva slags opplæring har dere?", "Kva slags opplæring har du?",
        "kan jeg øve her?", "folkevalgtopplæring", "hjelp med kurs",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("meant", "said"), [(meant, said) for meant, all_said in MEANT.items() for said in all_said])
def test_what_people_write_is_understood(meant: CourseCommand, said: str) -> None:
    """With and without courtesies, in both written forms."""
    assert meant == course_command(said)


def test_every_command_is_tried() -> None:
    """So that none of them stays unread."""
    assert {meant.intent for meant in MEANT} == set(INTENTS)


@pytest.mark.parametrize(
    "said",
    [
        "hva er et kontrollutvalg?", "hvem velger kontrollutvalget?", "hvilke kurs har Gjøvik og Toten sammen?",
        "kurs for barnehageansatte", "hva koster kurset?", "kan vi avslutte samarbeidet?", "hvilke samarbeid har opplæring?",
        "hvor langt har saken kommet?",
        "hvor langt har jeg kommet", "er kursene felles?", "neste", "stopp", "hva er modul 3 av tjenestegjennomgangen?",
        "har kommunene felles opplæring?", "er det et samarbeid om opplæring av folkevalgte?", "hva er et kursbevis?", "",
        "modul", "hvordan øver brannvesenet?", "får kontrollutvalget kurs?",
        "hvilke kommuner har kurs for kontrollutvalget sammen?",
    ],
)  # fmt: skip
def test_a_question_is_no_command(said: str) -> None:
    """It goes the way of every question."""
    assert course_command(said) is None


def test_no_question_of_our_sets_is_a_command() -> None:
    """Nothing is taken from those who ask."""
    asked = [
        text
        for folder in ("tests/questions", "tests/conversations", "tests/law")
        for path in sorted((ROOT / folder).rglob("*.yaml"))
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]

    assert len(asked) > 2000
    assert [text for text in asked if course_command(text)] == []


def test_courses_and_practice_take_nothing_from_each_other() -> None:
    """No words are commands of both."""
    assert [said for all_said in MEANT.values() for said in all_said if practice(said) is not None] == []


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(each)

"""What is read as a wish about a group's quiz, and what is not."""

from __future__ import annotations

import pytest

from knowledge.quiz import Role
from knowledge.understanding.group_commands import GroupCommand, group_command

STARTS = {
    "start quiz": GroupCommand("start"),
    "Start ein quiz!": GroupCommand("start"),
    "start quiz om vertskommune, 8 spørsmål": GroupCommand("start", topic="vertskommune", count=8),
    "start quiz om § 20, nivå 2, 5 spørsmål, med poeng": GroupCommand("start", topic="§ 20", count=5, level=2, points=True),
    "kjør en quiz om IKS med åtte spørsmål": GroupCommand("start", topic="IKS", count=8),
    "start quiz med 5 spørsmål om åpenhet": GroupCommand("start", topic="åpenhet", count=5),
    "køyr ein quiz om eigarstyring på nynorsk, utan poeng": GroupCommand("start", topic="eigarstyring", language="nn"),
    "start quiz på nivå 3 og med poengtabell": GroupCommand("start", level=3, points=True),
    "start quiz for formannskapet om avtaler og åpenhet": GroupCommand(
        "start", topic="avtaler og åpenhet", role=Role.FORMANNSKAP
    ),
    "hald ein quiz for kontrollutvalet, ti spørsmål": GroupCommand("start", count=10, role=Role.KONTROLLUTVALG),
}
STEERING = {
    "steng": GroupCommand("close", loose=True),
    "vis resultatet": GroupCommand("close", loose=True),
    "Steng spørsmål 2 i quiz 14": GroupCommand("close", session=14, question=2),
    "neste": GroupCommand("next", loose=True),
    "Neste spørsmål etter 2 i quiz 14": GroupCommand("next", session=14, question=2),
    "ta ein pause": GroupCommand("pause", loose=True),
    "hald fram": GroupCommand("resume", loose=True),
    "fortsett med quizen": GroupCommand("resume", loose=True),
    "avslutt quizen.": GroupCommand("end", loose=True),
    "Avslutt quiz 14": GroupCommand("end", session=14),
    "storskjerm": GroupCommand("screen", loose=True),
    "Svar b på spørsmål 2 i quiz 14": GroupCommand("vote", session=14, question=2, option="b"),
    "Svar på spørsmål 2 i quiz 14": GroupCommand("vote", session=14, question=2),
    "Vis spørsmål 2 i quiz 14": GroupCommand("see", session=14, question=2),
}
OTHERS = (
    "hva er en quiz?", "Kva er ein quiz?", "quiz", "øv på § 20", "kan vi stoppe samarbeidet?", "stopp samarbeidet", "neste møte",
    "avslutt samarbeidet om brann", "start samarbeid", "start quiz om hva er et oppgavefellesskap?", "pause i saken?",
    "hvordan starter jeg en quiz?", "vis resultatet av voteringen", "svar b", "start quiz om", "neste sak", "steng saken",
    "hva skjer etter spørsmål 2?", "avslutte samarbeidet", "fortsett utredningen", "vis spørsmål", "", "  ",
)  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), (STARTS | STEERING).items())
def test_the_whole_of_the_words_is_read(words: str, wanted: GroupCommand) -> None:
    """Topic, number, level, points, role and written form come in any order, and the topic as it was written."""
    assert group_command(words) == wanted


@pytest.mark.parametrize("words", OTHERS)
def test_all_else_is_left_alone(words: str) -> None:
    """A question of substance, and what belongs to one's own practice, fits none of them."""
    assert group_command(words) is None

"""What is said to leave a question to the editors: in both written forms, whole, and never a question."""

from __future__ import annotations

import pytest
import yaml

from knowledge.understanding.editing import Command, command
from knowledge.understanding.sharing import Sharing, sharing
from tests.conftest import ROOT

SAID = {
    "Send til redaktørene: Hva koster det?": Sharing("propose", "Hva koster det?", language="nb"),
    "send spørsmålet til redaktørane: Kva kostar det?\nOg når?": Sharing("propose", "Kva kostar det?\nOg når?", language="nn"),
    "gje dette vidare til redaktørane: x": Sharing("propose", "x", language="nn"),
    "Send spørsmålet til redaktørene.": Sharing("how", language="nb"),
    "sei frå at dette manglar": Sharing("how", language="nn"),
    "Si fra at dette mangler": Sharing("how", language="nb"),
    "tilbakemelding": Sharing("how"),
    "gi tilbakemelding": Sharing("how", language="nb"),
    "tilbakemeldingar": Sharing("how"),
    "ja, send det": Sharing("agree"),
    "Ja, send til redaktørane som k7m2qx4p (0123456789abcdef): Kva: så?": Sharing(
        "agree", "Kva: så?", "K7M2QX4P", "0123456789abcdef", "nn"
    ),
    "Ikkje send til redaktørane": Sharing("decline", language="nn"),
    "nei, la det være": Sharing("decline", language="nb"),
    "slett spørsmål k7m2qx4p": Sharing("delete", reference="K7M2QX4P"),
}
OTHERS = (
    "Kan vi sende saken til redaktørene?",
    "slett mine data",
    "ja",
    "nei",
    "ja, send saken på høring",
    "Hvem sender tilbakemelding til departementet?",
    "slett spørsmål",
    "Gi meg en oversikt",
    "si fra når saken kommer opp",
)


@pytest.mark.parametrize("said", SAID)
def test_a_wish_is_read(said: str) -> None:
    """With the words it carries, and its written form where that shows."""
    assert SAID[said] == sharing(said)


@pytest.mark.parametrize("said", OTHERS)
def test_other_words_are_no_wish(said: str) -> None:
    """They go the way of every question."""
    assert sharing(said) is None


def test_no_question_of_our_sets_is_a_wish() -> None:
    """Nothing is taken from those who ask."""
    asked: list[str] = []
    for path in sorted((ROOT / "tests/questions").rglob("*.yaml")):
        _strings(yaml.safe_load(path.read_text(encoding="utf-8")), asked)

    assert len(asked) > 1000
    assert [text for text in asked if sharing(text)] == []


def _strings(value: object, into: list[str]) -> None:
    if isinstance(value, str):
        into.append(value)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _strings(each, into)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tilbakemeldinger", Command("feedback", loose=True)),
        ("Vis tilbakemeldingane siste 7 dagar", Command("feedback", 7, loose=True)),
        ("slett tilbakemelding 35W36XYYFSLC", Command("feedback_delete", target="35W36XYYFSLC")),
    ],
)
def test_editors_ask_for_feedback(said: str, meant: Command) -> None:
    """In both written forms, for a period, or to take one away."""
    assert meant == command(said)

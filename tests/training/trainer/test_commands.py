"""What trainers write, in both written forms; and what is a question all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.understanding.trainer_commands import INTENTS, TrainerCommand, trainer_command

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(
            (said, TrainerCommand("suggest", open=True))
            for said in (
                "foreslå spørsmål", "Føreslå eit spørsmål", "jeg vil foreslå et spørsmål til quizen",
                "foreslå et nytt quizspørsmål",                "kan eg føreslå eit spørsmål til øvinga?",
            )
        ),
        ("foreslå spørsmål: sant eller usant", TrainerCommand("suggest", kind="sant eller usant", open=True)),
        ("foreslå spørsmål med 6 svar", TrainerCommand("suggest", options=6, open=True)),
        ("Send inn nytt spørsmål: fleire rette, 5 svar", TrainerCommand("send", kind="fleire rette", options=5, open=True)),
        *(
            (said, TrainerCommand("waiting"))
            for said in ("spørsmålene som venter", "spørsmåla som ventar på godkjenning", "nye spørsmål", "føreslåtte spørsmål",
                         "hvilke spørsmål venter på godkjenning?", "vis de nye spørsmålene")
        ),
        *((said, TrainerCommand("mine", open=True)) for said in ("mine forslag", "vis forslagene mine", "forslaga mine")),
        *((said, TrainerCommand("own")) for said in ("egne spørsmål", "våre egne spørsmål", "vis alle eigne spørsmål")),
        ("vis spørsmål 3", TrainerCommand("show", 3)),
        ("vis spørsmål agreement-ko-loan", TrainerCommand("show", target="agreement-ko-loan")),
        ("rett spørsmål 3", TrainerCommand("form", 3)),
        ("Lagre spørsmål 3 (versjon 2)", TrainerCommand("save", 3, 2)),
        ("godkjenn spørsmål nr. 12", TrainerCommand("approve", 12)),
        ("avvis spørsmål 3 fordi det er likt et annet", TrainerCommand("reject", 3, value="det er likt et annet")),
        ("trekk tilbake spørsmål 3", TrainerCommand("withdraw", 3)),
        ("trekk spørsmål 3 attende", TrainerCommand("withdraw", 3)),
        ("historikk for spørsmål 3", TrainerCommand("history", 3)),
        ("angre spørsmål 3", TrainerCommand("undo", 3)),
        ("hva er vanskelig?", TrainerCommand("themes", loose=True)),
        ("kva er vanskeleg i Sel?", TrainerCommand("themes", value="i Sel", loose=True)),
        ("svake temaer", TrainerCommand("themes")),
        ("svake tema for oktober 2026", TrainerCommand("themes", value="for oktober 2026")),
        ("vis svake spørsmål siste 3 måneder", TrainerCommand("items", value="siste 3 måneder")),
        ("opplæringstal", TrainerCommand("figures")),
        ("opplæringstall for formannskapet", TrainerCommand("figures", value="for formannskapet")),
        ("opplæringstall som fil for november 2026", TrainerCommand("file", value="for november 2026")),
        ("last ned opplæringstala", TrainerCommand("file")),
    ],
)  # fmt: skip
def test_a_command_is_read_whole(said: str, meant: TrainerCommand) -> None:
    """With a full stop as without; which written form it is in is told beside it."""
    for words in (said, f"  {said}."):
        found = trainer_command(words)
        assert found is not None
        assert TrainerCommand(**{f: getattr(found, f) for f in meant.__slots__} | {"language": None}) == meant


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("føreslå spørsmål", "nn"), ("foreslå spørsmål", "nb"), ("spørsmåla som ventar", "nn"), ("kva er vanskeleg?", "nn"),
        ("svake spørsmål", None), ("godkjenn spørsmål 3", None),
    ],
)  # fmt: skip
def test_the_written_form_is_heard_where_it_shows(said: str, language: str | None) -> None:
    """Words that are the same in both tell nothing."""
    found = trainer_command(said)
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    "said",
    [
        "hva er en quiz?", "hvilke spørsmål skal kontrollutvalget stille?", "hva er vanskelig med IKS?", "vis spørsmålene",
        "hva er svakt i avtalen?", "spørsmål 3", "godkjenn utkast 3", "hvem foreslår spørsmål til representantskapet?",
        "svake kommuner", "foreslå spørsmål til ordføreren", "slett spørsmål ABCDEFGH",
        "kan vi avvise et spørsmål i kommunestyret?",
        "er det vanskelig å gå ut av et IKS?", "rett på sak", "vis spørsmål om habilitet",
    ],
)  # fmt: skip
def test_a_question_is_no_command(said: str) -> None:
    """It goes the way of every question."""
    assert trainer_command(said) is None


def test_no_question_of_our_sets_is_a_command() -> None:
    """Nothing is taken from those who ask."""
    asked = [
        text
        for folder in ("tests/questions", "tests/conversations")
        for path in sorted((ROOT / folder).rglob("*.yaml"))
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]

    assert len(asked) > 2000
    assert {text for text in asked if trainer_command(text)} == set()
    assert len(INTENTS) == 17


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(each)

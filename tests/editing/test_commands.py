"""The grammar of commands: narrow enough that no question fits it."""

from __future__ import annotations

import pytest
import yaml

from dialogs.editing.editors import EDITING
from knowledge.understanding.editing import INTENTS, Command, command
from tests.conftest import ROOT

COMMANDS = {
    "utkast": Command("drafts"),
    "Vis utkastene.": Command("drafts"),
    "Kva utkast ventar?": Command("drafts"),
    "hva venter på godkjenning?": Command("drafts"),
    "utkast 3": Command("draft", 3),
    "Vis utkast nr. 12": Command("draft", 12),
    "sjå utkast 3": Command("draft", 3),
    "rett utkast 3": Command("draft_form", 3),
    "Rett utkast 3 (versjon 2)": Command("draft_form", 3, 2),
    "lagre utkast 3 (versjon 2)": Command("draft_save", 3, 2),
    "rett dato i utkast 3 til 11.02.2019": Command("draft_field", 3, field="dato", value="11.02.2019"),
    "sett organ i utkast 3 til formannskapet": Command("draft_field", 3, field="organ", value="formannskapet"),
    "rett vedtak i utkast 3 til a\nb": Command("draft_field", 3, field="vedtak", value="a\nb"),
    "fjern vert i utkast 3": Command("draft_clear", 3, field="vert"),
    "godkjenn utkast 3": Command("draft_approve", 3),
    "avvis utkast 3 fordi det er feil": Command("draft_reject", 3, value="det er feil"),
    "avvis utkast 3: dobbelt": Command("draft_reject", 3, value="dobbelt"),
    "historikk for utkast 3": Command("draft_history", 3),
    "angre godkjenninga av utkast 3": Command("draft_undo", 3),
    "status": Command("upload_status", loose=True),
    "hvordan går det med opplastingen?": Command("upload_status"),
    "korleis går det med opplastinga?": Command("upload_status"),
    "status for opplasting 4": Command("upload_status", 4),
    "nytt samarbeid": Command("new_cooperation"),
    "ny sak": Command("new_case"),
    "nytt steg i saka Felles brann": Command("new_step", target="Felles brann"),
    "rett samarbeidet Sogn KO": Command("edit_cooperation", target="Sogn KO"),
    "rett saken «lønn»": Command("edit_case", target="lønn"),
    "rett steget a-2025 i saka b-c": Command("edit_step", target="b-c", step="a-2025"),
    "lagre nytt steg i saken b-c (versjon 4)": Command("save_step", version=4, target="b-c"),
    "lagre steget a-1 i saka b-c (versjon 4)": Command("save_step", version=4, target="b-c", step="a-1"),
    "historikk for saken lønn": Command("case_history", target="lønn", loose=True),
    "angre endring 57": Command("undo_change", 57),
    "angre siste endring i samarbeidet Sogn KO": Command("undo_cooperation", target="Sogn KO"),
}
QUESTIONS = (
    "hva er utkastet til ny kommunelov?",
    "Finnes det et utkast til samarbeidsavtale?",
    "utkast til vedtak i Sel",
    "hva er status for brannsamarbeidet?",
    "Hvilke saker kommer opp?",
    "Kan vi rette opp avtalen?",
    "Hvem kan godkjenne utkast 3?",
    "Hva skjer hvis kommunestyret avviser utkastet?",
    "Hva har vi vedtatt?",
    "ny sak om brann i Gjøvik?",
    "nytt samarbeid om brann?",
    "Kan et samarbeid angre en utmelding?",
    "vis historikken",
    "alle samarbeid i Gjøvik",
    "se saken om lønn",
    "legg i kalenderen",
)


@pytest.mark.parametrize("said", COMMANDS)
def test_a_plain_command_is_read(said: str) -> None:
    """In both written forms, with or without a full stop."""
    assert COMMANDS[said] == command(said)


@pytest.mark.parametrize("said", QUESTIONS)
def test_a_question_is_no_command(said: str) -> None:
    """What only speaks of drafts, cases or cooperations goes the way of every question."""
    assert command(said) is None


def test_no_question_of_our_sets_is_a_command() -> None:
    """The commands take nothing from those who ask."""
    asked: list[str] = []
    for path in sorted((ROOT / "tests/questions").rglob("*.yaml")):
        _strings(yaml.safe_load(path.read_text(encoding="utf-8")), asked)
    taken = [text for text in asked if (found := command(text)) and not found.loose]

    assert len(asked) > 1000
    assert taken == []


def _strings(value: object, into: list[str]) -> None:
    if isinstance(value, str):
        into.append(value)
    elif isinstance(value, dict):
        for each in value.values():
            _strings(each, into)
    elif isinstance(value, list):
        for each in value:
            _strings(each, into)


def test_every_command_has_a_handler() -> None:
    """And no handler waits for a command that cannot be said."""
    assert set(INTENTS) == set(EDITING)

"""What asks for a draft, and what does not."""

from __future__ import annotations

import pytest

from knowledge.understanding.report_commands import ReportCommand, report_command

ASKED = {
    "lag eierskapsmelding for Gjøvik": ReportCommand("Gjøvik", "nb"),
    "Lag eierskapsmelding for Gjøvik.": ReportCommand("Gjøvik", "nb"),
    "lag eigarskapsmelding for Vågå": ReportCommand("Vågå", "nn"),
    "Kan du lage et utkast til eierskapsmelding for Nordre Land kommune?": ReportCommand("Nordre Land kommune", "nb"),
    "kan du lage ei eigarskapsmelding til oss": ReportCommand("oss", "nn"),
    "jeg trenger en ny eierskapsmelding": ReportCommand("", "nb"),
    "eg vil ha eit utkast til eigarskapsmelding": ReportCommand("", "nn"),
    "skriv eiermelding for Lillehammer, takk": ReportCommand("Lillehammer", "nb"),
    "eierskapsmelding for 3407": ReportCommand("3407", "nb", sure=False),
    "eigarskapsmelding for Vågå": ReportCommand("Vågå", "nn", sure=False),
    "Eigarskapsmelding for interkommunale samarbeid 2024": ReportCommand("interkommunale samarbeid 2024", "nn", sure=False),
    "utkast til eierskapsmelding": ReportCommand("", "nb"),
    "set opp eigarrapport for Sogndal": ReportCommand("Sogndal", "nn"),
    "vis eierskapsmeldingen vår": ReportCommand("", "nb"),
}
NONE = (
    "hva er en eierskapsmelding?",
    "Kva er ei eigarskapsmelding?",
    "hvordan lager vi en eierskapsmelding?",
    "hva skal stå i eierskapsmeldingen",
    "må vi lage eierskapsmelding hvert år?",
    "kven vedtek eigarskapsmeldinga?",
    "eierskapsmelding",
    "skal IKS med i eierskapsmeldingen?",
    "eierskapsmelding for alle kommuner hvert år?",
    "har Gjøvik eierskapsmelding?",
    "lag kalender for Gjøvik",
    "hvem eier Ikomm?",
    "lag eierskapsmelding\nfor Gjøvik",
    "lag eierskapsmelding for " + "x" * 200,
)


@pytest.mark.parametrize("said", ASKED)
def test_a_draft_is_asked_for_in_many_ways(said: str) -> None:
    """With and without a municipality, politely or not, in both written forms."""
    assert ASKED[said] == report_command(said)


@pytest.mark.parametrize("said", NONE)
def test_a_question_about_the_law_asks_for_no_draft(said: str) -> None:
    """«Hva er en eierskapsmelding?» is answered from the law, as before."""
    assert report_command(said) is None

"""What asks how a question was understood, and what only sounds like it."""

from __future__ import annotations

import pytest

from knowledge.understanding.question import Context, Question, Slots
from tests.worlds import understanding

ASKED = """
hvorfor?|Hvorfor|kvifor?|KVIFOR|koffor|hvorfor det?|hvorfor det da?|men hvorfor?|ok, men kvifor?|og hvorfor det|hvorfr|kvifr?
hvorfor svarte du det?|kvifor svarar du det?|kvifor seier du nei?|hvorfor sier du at Gjøvik er vert?|hvorfor spør du om det?
hvorfor mener du det?|kvifor trur du det?|kan du forklare hvorfor du svarte det?|kan du seie meg kvifor?|forklar hvorfor
hvorfor får jeg dette svaret?|kvifor fekk eg det svaret?|hvorfor akkurat det svaret?|hvorfor ble svaret slik?|forklar svaret
hvordan forstod du spørsmålet?|korleis forstod du spørsmålet?|hvordan tolket du det?|korleis las du dette?|hva forsto du?
hvordan kom du fram til det?|korleis kom du fram til svaret?|hvordan ble spørsmålet forstått?|hva trodde du jeg spurte om?
"""
OF_THE_CASE = """
hvorfor frarådet hun det?|hvorfor ble det ikke vedtatt?|kvifor rådde dei frå?|hvorfor sa Vågå nei?|kvifor vart det nei?
hvorfor ble det slik i saken?|hvorfor er de med?|hvorfor samarbeide?|kvifor laga dei eit KO?|hvorfor sa de nei?|hvorfor Gjøvik?
hva mente de?|hva mener KS?|hvordan fant de det?|hvorfor får vi ikke være med?|hvorfor gikk Luster ut?|hvordan stemte de?
forklar vertskommune|kan du forklare hva et KO er?|hvordan er det organisert?|kvifor ikkje?|hvor|hvordan|korleis
hvorfor vil rådmannen det?|hvorfor skal vi det?|hvorfor ble prisen slik?
"""


def wordings(text: str) -> list[str]:
    return [each.strip() for line in text.strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize("words", wordings(ASKED))
def test_what_asks_about_the_answer_is_heard(words: str) -> None:
    """«Hvorfor?» alone, and anything that asks what «du» made of it or why «svaret» is so, in both written forms."""
    found = understanding("shipped").understand(words)

    assert isinstance(found, Question)
    assert found.intent == "explain"


@pytest.mark.parametrize("words", wordings(OF_THE_CASE))
def test_what_asks_about_the_case_is_not_taken(words: str) -> None:
    """A question with a subject of its own stays a question about that, also in the middle of a conversation about a case."""
    case = Slots(cooperation="sel-vaga-helse-omsorg-2024", cases=("sel-vaga-vertskommune-2024",))
    talked = Context(intent="decision", slots=case)
    alone = understanding("shipped").understand(words)
    within = understanding("shipped").understand(words, talked)

    assert [f for f in (alone, within) if isinstance(f, Question) and f.intent == "explain"] == []

"""Six councils played through: scheduled, adopted in five, other words in one, then put right; every view right each time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from dialogs.model import RenderedReply
from knowledge.ratification import Agreement, State
from tests.ratification.world import CASE, COUNCILS, HOME, OTHER, Play, adopted, case_of, play, step
from tests.rendering.conftest import faults

QUESTION = {
    "nb": "Hvor langt har Havbyen KO kommet i hvert kommunestyre?",
    "nn": "Kor langt har Havbyen KO kome i kvart kommunestyre?",
}
DAYS = ("2026-11-10", "2026-11-12", "2026-11-12", "2026-11-17", "2026-11-24", "2026-12-15")
PLANNED = [step(council, day, "planned") for council, day in zip(COUNCILS, DAYS, strict=True)]


def states(html: str) -> list[str]:
    """What the page's board says of each council, in order."""
    return re.findall(r'<span class="state">([^<]*)</span>', html)


def cells(reply: RenderedReply) -> list[str]:
    """What the card's table says of each council, in order."""
    table: dict[str, Any] = next(e for e in reply.card["body"] if e["type"] == "Table")
    said = []
    for row in table["rows"][1:]:
        item = row["cells"][1]["items"][0]
        said.append(item.get("text") or "".join(run["text"] for run in item["inlines"]))
    return said


async def shown(played: Play, signs: list[str], lead: dict[str, str]) -> None:
    """Text, card and page, in both written forms, say the same as the board."""
    for language, words in QUESTION.items():
        reply = await played.ask(words)
        assert lead[language] == reply.text.split("\n")[0]
        assert signs == [cell[0] for cell in cells(reply)]
        assert all(f"{sign} " in reply.text for sign in signs)
        assert faults(reply.card) == []
        assert {"type": "Action.OpenUrl", "url": f"{HOME}/saker/{CASE}?lang={language}"}.items() <= reply.card["actions"][
            0
        ].items()
        page = played.page("nb" if language == "nb" else "nn")
        assert signs == [state[0] for state in states(page)]
        assert lead[language] in page


async def test_six_councils_from_plan_to_agreement(tmp_path: Path) -> None:
    """Each thing that happens changes one row, the count, who is next and who is missing, everywhere at once."""
    async with play(tmp_path, date(2026, 11, 1)) as played:
        await played.happens(case_of(PLANNED))
        await shown(played, ["…"] * 6, {
            "nb": "Ikke noe kommunestyre har vedtatt «Opprettelse av Havbyen KO», så langt kildene går.",
            "nn": "Ikkje noko kommunestyre har vedteke «Oppretting av Havbyen KO», så langt kjeldene går.",
        })  # fmt: skip
        board = played.board()
        assert [row.municipality for row in board.next] == ["storvag"]
        assert board.demand.law is not None
        assert "kommuneloven § 19-1 første ledd; § 19-4 andre ledd" in (await played.ask(QUESTION["nb"])).text

        played.today = date(2026, 11, 13)
        done = [adopted("storvag", DAYS[0]), adopted("brattnes", DAYS[1])]
        await played.happens(case_of([*PLANNED, *done]))
        await shown(played, ["✓", "✓", "?", "…", "…", "…"], {
            "nb": "2 av 6 kommunestyrer har vedtatt «Opprettelse av Havbyen KO», så langt kildene går.",
            "nn": "2 av 6 kommunestyre har vedteke «Oppretting av Havbyen KO», så langt kjeldene går.",
        })  # fmt: skip
        assert (
            "Neste ut med «Opprettelse av Havbyen KO» er Indre Skarvøy, 17.11.2026."
            in (await played.ask("Hvem er neste ut med Havbyen KO?")).text
        )
        assert "Kvitmark: ? ukjent: var satt opp 12.11.2026" in (await played.ask(QUESTION["nb"])).text

        played.today = date(2026, 12, 16)
        done = [adopted(council, day) for council, day in zip(COUNCILS[:5], DAYS[:5], strict=True)]
        done.append(adopted("fjellgard", DAYS[5], OTHER))
        await played.happens(case_of([*PLANNED, *done]))
        await shown(played, ["✓"] * 5 + ["≠"], {
            "nb": "Alle de 6 kommunestyrene har vedtatt «Opprettelse av Havbyen KO», men ikke likelydende: "
            "Fjellgard har en annen ordlyd.",
            "nn": "Alle dei 6 kommunestyra har vedteke «Oppretting av Havbyen KO», men ikkje likelydande: "
            "Fjellgard har ein annan ordlyd.",
        })  # fmt: skip
        assert [row.municipality for row in played.board().missing] == ["fjellgard"]
        await told_apart(played)

        again = step("fjellgard", "2027-01-20", "planned")
        await played.happens(case_of([*PLANNED, *done, again]))
        assert played.board().next[0].municipality == "fjellgard"
        assert "≠ vedtatt med annen ordlyd 15.12.2026; ny behandling 20.01.2027" in (await played.ask(QUESTION["nb"])).text

        played.today = date(2027, 1, 21)
        done.append(adopted("fjellgard", "2027-01-20", text=again["text"]))
        await played.happens(case_of([*PLANNED, *done, again]))
        await shown(played, ["✓"] * 6, {
            "nb": "Alle de 6 kommunestyrene har gjort likelydende vedtak om «Opprettelse av Havbyen KO».",
            "nn": "Alle dei 6 kommunestyra har gjort likelydande vedtak om «Oppretting av Havbyen KO».",
        })  # fmt: skip
        assert (played.board().agreement, played.board().next, played.board().missing) == (Agreement.AGREED, (), ())
        assert "like ord for ord i Storvåg, Brattnes" in (await played.ask("Er vedtakene om Havbyen KO likelydende?")).text


async def told_apart(played: Play) -> None:
    """Where one council has other words, chat and page tell just those, and not its own name."""
    reply = await played.ask("Er vedtakene om Havbyen KO likelydende?")
    assert reply.text.startswith("Nei, vedtakene om «Opprettelse av Havbyen KO» er ikke like ord for ord: Fjellgard har en annen")
    assert "«januar 2028» i stedet for «juli 2027»" in reply.text
    assert "Utelatt: «ikke»" in reply.text
    assert "Lagt til: «til investeringer»" in reply.text
    assert "«Fjellgard» i stedet for" not in reply.text
    assert "eget navn er ikke regnet som en forskjell" in reply.text
    assert faults(reply.card) == []
    page = played.page()
    assert re.findall(r"<(ins|del)>.*?</span>([^<]*)<", page) == [
        ("del", "juli 2027"), ("ins", "januar 2028"), ("del", "ikke"), ("ins", "til investeringer"),
    ]  # fmt: skip
    nn = await played.ask("Kva er skilnaden på vedtaka om Havbyen KO?")
    assert "«januar 2028» i staden for «juli 2027»" in nn.text


async def test_a_council_that_says_no_is_told_first(tmp_path: Path) -> None:
    """One no stops it, however many have said yes; what others did is still told."""
    async with play(tmp_path, date(2026, 12, 1)) as played:
        await played.happens(case_of([adopted("storvag", DAYS[0]), step("brattnes", DAYS[1], "rejected")]))
        reply = await played.ask(QUESTION["nb"])
        assert reply.text.startswith("Brattnes har sagt nei til «Opprettelse av Havbyen KO»; 1 av 6 har vedtatt")
        assert [row.state for row in played.board().rows[:2]] == [State.ADOPTED, State.REJECTED]
        asked = await played.ask("hvor langt har Havbyen KO kommet i hvert kommunestyre, og hva med Brattnes?")
        assert asked.text.startswith("Brattnes har sagt nei til «Opprettelse av Havbyen KO» (12.11.2026).")

"""The boards of the overview: the same as on the pages of the cases, all beside each other."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from aiohttp.test_utils import TestClient, TestServer

from dialogs.site.links import sign
from knowledge.model import Outcome, PartialDate, Register, Step, Text
from knowledge.ratification import ratified
from knowledge.snapshot import Knowledge, read_language
from tests.overview.conftest import SECRET, Client, known_of_shipped, served

BOARDS = "/oversikt/vedtak"


async def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a table as CSV."""
    answer = await client.get(address)
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig")), delimiter=";"))


async def test_every_case_worth_a_board_has_one_that_says_where_it_stands(client: Client, register: Register) -> None:
    """The sentence is the one that the chat says, and each links to the case's own page."""
    page = await (await client.get(BOARDS)).text()
    worth = [case for case in register.cases.values() if ratified(register, case)]

    assert page.count('<article class="ratified">') == len(worth)
    assert all(f'href="/saker/{case.id}?' in page for case in worth)
    assert "1 av 6 kommunestyrer har vedtatt «Opprettelse av Sogn KO», så langt kildene går." in page
    assert re.search(r"<strong>Aurland</strong> <span class=\"state\">✓ vedtatt</span>", page)


async def test_the_tables_have_a_row_for_each_case_and_each_council(client: Client) -> None:
    """With state, day and source; what is not known is said."""
    cases = await rows_of(client, f"{BOARDS}?format=csv&table=saker")
    councils = await rows_of(client, f"{BOARDS}?format=csv&table=kommunestyrer&lang=nn")
    sogn = {row["Kommune"]: row for row in councils if "Sogn KO" in row["Sak"]}

    assert {row["Sak"] for row in cases} >= {"Opprettelse av Sogn KO"}
    assert sum(int(row["Av"]) for row in cases) == len(councils)
    assert (sogn["Aurland"]["Status"], sogn["Aurland"]["Dato"]) == ("✓ vedteke", "2023-06-22")
    assert sogn["Vik"]["Status"] == "? ukjent"
    assert all(row["Kjelde"] for row in councils)


async def test_filters_narrow_the_boards(client: Client) -> None:
    """By place, field, year and words; where none fits the page says so."""
    sogn = await rows_of(client, f"{BOARDS}?search=sogn&format=csv")
    county = await rows_of(client, f"{BOARDS}?region=fylke:Vestland&format=csv")

    assert {row["Sak"] for row in sogn} == {row["Sak"] for row in county}
    assert len(sogn) == 2
    assert "Kildene har ingen slik sak" in await (await client.get(f"{BOARDS}?search=xyzzy")).text()


async def test_who_decides_next_comes_first() -> None:
    """A case with a known day goes before all others."""
    known = known_of_shipped()
    case = known.register.cases["lillehammer-ny-strategi"]
    text = Text("Kommunestyret skal behandle saken.", "Kommunestyret skal handsame saka.")
    body = Text("kommunestyret", "kommunestyret")
    step = Step("neste", PartialDate(2027, 2, 4), text, Outcome.PLANNED, "oyer", body, fields=case.fields)
    changed = replace(case, steps=(*case.steps, step))
    register = replace(known.register, cases={**known.register.cases, case.id: changed})
    async with TestClient(TestServer(served(Knowledge(register, read_language())))) as client:
        rows = await rows_of(client, f"{BOARDS}?format=csv")
        timeline = await (await client.get("/oversikt/tidslinje")).text()

    assert (rows[0]["Neste ut"], rows[0]["Dato for neste"]) == ("Øyer", "04.02.2027")
    ahead = timeline.split('<ol class="ahead">')[1].split("</ol>")[0]
    assert "04.02.2027" in ahead
    assert 'href="/calendar/case/lillehammer-ny-strategi.ics?lang=nb"' in ahead


async def test_links_to_cases_carry_their_own_key(keyed: Client) -> None:
    """The key of the overview opens no case, so each link has the key of where it leads."""
    page = await (await keyed.get(f"{BOARDS}?key={sign(SECRET, '/oversikt')}")).text()
    links = re.findall(r'href="([^"]*/saker/([\w-]+)\?[^"]*)"', page)

    assert links
    assert all(f"key={sign(SECRET, f'/saker/{case}')}" in link for link, case in links)

"""The network: who is drawn, what the lines and the tables say, and what the filters do to them."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise

import pytest

from dialogs.overview.circle import Node, drawn
from knowledge.model import Register
from knowledge.ties import Tie
from tests.overview.conftest import Client

NETWORK = "/oversikt/nettverk"


async def page_of(client: Client, address: str) -> str:
    """The page, which is there."""
    answer = await client.get(address)
    assert answer.status == 200, address
    return await answer.text()


async def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of the page's table as CSV."""
    answer = await client.get(address)
    assert answer.status == 200, address
    return list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig")), delimiter=";"))


def names_drawn(page: str) -> list[str]:
    """The municipalities of the drawing for a wide screen."""
    circle = page.split('class="ties circle"')[1].split('class="ties column"', maxsplit=1)[0]
    return re.findall(r'class="name"[^>]*>([^<]+)<', circle)


async def test_the_drawing_shows_who_shares_most_and_the_table_what(client: Client) -> None:
    """Gjøvik and Vestre Toten share nine; the file names them all, with sources."""
    page = await page_of(client, NETWORK)
    rows = await rows_of(client, f"{NETWORK}?format=csv")

    assert "Flest felles samarbeid: Gjøvik – Vestre Toten (9)" in page
    assert {"Gjøvik", "Vestre Toten", "Lillehammer"} <= set(names_drawn(page))
    assert (rows[0]["Kommune"], rows[0]["Samarbeider med"], rows[0]["Antall"]) == ("Gjøvik", "Vestre Toten", "9")
    assert len(rows[0]["Samarbeid"].split("; ")) == 9
    assert all(re.search(r"\(.*\d{4}\)", row["Kilder"]) for row in rows)
    assert len(re.findall(r"<path[^>]*><title>", page)) == len(rows)


async def test_both_drawings_have_the_same_lines_and_links(client: Client) -> None:
    """A phone gets another drawing, not another content; each name leads on to that municipality's own network."""
    page = await page_of(client, NETWORK)
    circle, column = (page.split(f'class="ties {kind}"')[1].split("</svg>")[0] for kind in ("circle", "column"))

    assert re.findall(r'data-a="\d+" data-b="\d+"', circle) == re.findall(r'data-a="\d+" data-b="\d+"', column)
    links = re.findall(r'<a href="([^"]+)"', circle)
    assert links == re.findall(r'<a href="([^"]+)"', column)
    assert all(link.startswith(f"{NETWORK}/") for link in links)


async def test_ideas_and_plans_make_nobody_partners(client: Client, register: Register) -> None:
    """Only what exists is counted, unless another status is asked for."""
    there = await rows_of(client, f"{NETWORK}?format=csv")
    proposed = await rows_of(client, f"{NETWORK}?status=proposed&format=csv")
    named = {c.name.nb: c for c in register.cooperations.values()}
    told = {name for row in there for name in row["Samarbeid"].split("; ")}

    assert {max(named[n].status, key=lambda s: s.on.first_day()).status.value for n in told} <= {"operating", "adopted"}
    assert proposed != there


async def test_filters_narrow_the_network_and_stay_with_the_links(client: Client) -> None:
    """A region keeps those outside it that its municipalities work with, and marks them."""
    page = await page_of(client, f"{NETWORK}?field=brann-og-redning&lang=nn")
    every = await rows_of(client, f"{NETWORK}?format=csv")
    some = await rows_of(client, f"{NETWORK}?region=fylke:Agder&format=csv")

    assert "Kven samarbeider med kven?" in page
    assert {(row["Kommune"], row["Samarbeider med"]) for row in some} == {("Arendal", "Grimstad")}
    assert len(some) < len(every)
    narrowed = await page_of(client, f"{NETWORK}?region=fylke:Agder")
    assert "region=fylke%3AAgder" in narrowed.split('class="ties circle"')[1].split("</svg>")[0]


async def test_one_municipality_has_a_network_of_its_own(client: Client) -> None:
    """By id or number; every row is about it, and the page leads to all that is known of it."""
    page = await page_of(client, f"{NETWORK}/3407")
    rows = await rows_of(client, f"{NETWORK}/gjovik?format=csv")

    assert "<h1>Hvem samarbeider Gjøvik med?</h1>" in page
    assert names_drawn(page)[0] == "Gjøvik"
    assert 'href="/oversikt/kommune/gjovik?' in page
    assert {row["Kommune"] for row in rows} == {"Gjøvik"}
    assert (rows[0]["Samarbeider med"], rows[0]["Antall"]) == ("Vestre Toten", "9")
    assert "Tegningen viser samarbeidene som Gjøvik er med i." in page
    assert (await client.get(f"{NETWORK}/finnes-ikke")).status == 404


async def test_nothing_to_draw_is_said(client: Client) -> None:
    """A municipality without known cooperations, and a search that fits nothing, get words in place of an empty drawing."""
    for address in (f"{NETWORK}/utsira", f"{NETWORK}?search=xyzzy"):
        page = await page_of(client, address)
        assert "Ingen kommuner har samarbeid sammen" in page
        assert "<figure" not in page


@pytest.mark.parametrize("many", [1, 2, 3, 12, 24])
def test_names_never_cover_each_other(many: int) -> None:
    """On each side one name stands at least a line below another, and all is within the drawing."""
    nodes = [Node(str(n), "Gáivuotna – Kåfjord – Kaivuono", n, "", True) for n in range(many)]
    circle = drawn(nodes, [Tie("0", str(many - 1), 2)] if many > 1 else [])["circle"]
    for side in ("start", "end"):
        heights = sorted(float(node["y"]) for node in circle["nodes"] if node["anchor"] == side)
        assert all(b - a >= 30 for a, b in pairwise(heights))
        assert all(13 < y < float(circle["height"]) - 13 for y in heights)
    assert all(len(node["name"]) <= 20 for node in circle["nodes"])

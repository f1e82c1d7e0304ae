"""Who gets to see the overview, and what the pages carry for them."""

from __future__ import annotations

import re

from dialogs.channels.overview import _HEADERS
from dialogs.site.links import sign
from tests.overview.conftest import SECRET, Client


async def test_in_local_mode_this_machine_alone_sees_it(client: Client) -> None:
    """Open on loopback without a key; a name or a proxy from elsewhere is turned away."""
    assert (await client.get("/oversikt")).status == 200
    assert (await client.get("/oversikt", headers={"Host": "evil.example"})).status == 403
    assert (await client.get("/oversikt", headers={"X-Forwarded-For": "10.0.0.1"})).status == 403


async def test_with_an_app_id_the_key_of_the_overview_opens_all_of_it_and_nothing_else(keyed: Client) -> None:
    """Without the key one learns nothing; with it, every link on the page goes on carrying it."""
    for address in ("/oversikt", "/oversikt?key=x", f"/oversikt?key={sign(SECRET, '/saker')}", "/oversikt?format=csv"):
        refused = await keyed.get(address, headers={"Accept-Language": "nn"})
        assert (refused.status, "Lenkja gjev ikkje tilgang" in await refused.text()) == (403, True), address
        assert "Gjøvik" not in await refused.text()
    key = sign(SECRET, "/oversikt")
    assert key == sign(SECRET, "/oversikt/samarbeid/x")
    assert key != sign(SECRET, "/oversiktx")
    opened = await keyed.get(f"/oversikt?key={key}")
    assert opened.status == 200
    ours = re.findall(r'href="(/oversikt[^"]*)"', await opened.text())
    assert ours
    assert [href for href in ours if f"key={key}" not in href] == []


async def test_pages_allow_nothing_but_their_own_looks_and_script(client: Client) -> None:
    """No frames, no caches, no search engines, nothing inline; every file that the page names is there."""
    answer = await client.get("/oversikt")
    page = await answer.text()
    assert answer.headers["Content-Security-Policy"] == _HEADERS["Content-Security-Policy"]
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert "style=" not in page
    for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        assert (await client.get(file)).status == 200, file


async def test_a_table_is_had_as_csv_with_all_its_rows(client: Client) -> None:
    """The same address with ``format=csv``: all that is chosen, not one page of it, in the reader's written form."""
    answer = await client.get("/oversikt?format=csv&lang=nn")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="samrad-matrise.csv"'
    lines = (await answer.read()).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Samarbeid;Form;Status;Frå;Fagområde;Kommunar;Vert;Kjelde;Datoen i kjelda"
    assert len(lines) > 100
    assert (await client.get("/oversikt?format=csv&table=none")).status == 404

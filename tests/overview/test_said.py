"""What the pages of the overview say: every fact with its source, what is not known as not known, nothing as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from aiohttp.test_utils import TestClient, TestServer

from dialogs.overview.filters import Filters
from dialogs.overview.views import VIEWS
from dialogs.site.page_words import words
from knowledge.model import Register, Text
from knowledge.snapshot import Knowledge, read_language
from tests.overview.conftest import Client, known_of_shipped, served

HOSTILE = '<script>alert(1)</script> & "x" {{ 1 }}'


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_no_word_hides_behind_a_method_of_mappings() -> None:
    """Templates write ``w.key``, and a mapping's own methods would come first."""
    assert [key for key in words("nb") if hasattr({}, key)] == []


async def test_everything_known_of_a_cooperation_is_told_with_its_source(client: Client, register: Register) -> None:
    """Each note, status, body, figure and opinion stands on its page, and each leads to a place in a source that is listed."""
    record = register.cooperations["sogn-ko"]
    page = await (await client.get("/oversikt/samarbeid/sogn-ko")).text()
    told = plain(page)
    figures = [f for f in register.figures.values() if record.id in f.about.cooperations]
    held = [a for a in register.assessments.values() if record.id in a.about.cooperations]
    texts = [f.text.nb for f in record.notes] + [f.text.nb for f in record.status] + [f.text.nb for f in record.bodies]
    texts += [f.text.nb for f in figures] + [f.text.nb for f in held]
    assert len(texts) > 30
    assert [text for text in texts if " ".join(text.split()) not in told] == []
    numbers = set(re.findall(r'href="#s(\d+)"', page))
    assert numbers
    assert numbers == set(re.findall(r'<li id="s(\d+)">', page))
    assert "31.10.2023 (3 år og 1 måned gammel)" in told


async def test_what_is_not_known_is_not_told_as_nothing(client: Client) -> None:
    """A municipality that no source names has no row of noughts, and a cooperation without members no count of them."""
    hamar = plain(await (await client.get("/oversikt/kommune/3403")).text())
    assert "Kildene nevner ikke noe samarbeid her." in hamar
    assert "Samarbeid som finnes" not in hamar
    tile = plain(await (await client.get("/oversikt/kommune?search=hamar")).text())
    assert "Hamar ikke nevnt i kildene" in tile


async def test_a_proposal_is_never_told_as_a_fact(client: Client) -> None:
    """Sogn KO was planned: its mark is broken, its members are not said to be with something that there is."""
    page = await (await client.get("/oversikt?region=sogn&form=slag:felles")).text()
    assert re.findall(r'class="mark felles (\w+)[ "]', page).count("maybe") == 6
    assert 'class="mark felles now participant"' not in page
    assert re.search(r"Samarbeid som finnes\s+0", plain(page))


async def test_a_municipality_has_one_page_by_id_and_by_number(client: Client) -> None:
    """Both lead to the same; a number that there is none of is no page."""
    by_id, by_number = [await (await client.get(f"/oversikt/kommune/{key}")).text() for key in ("gjovik", "3407")]
    assert plain(by_id) == plain(by_number)
    for path in ("/oversikt/kommune/9999", "/oversikt/samarbeid/none"):
        answer = await client.get(path, headers={"Accept-Language": "nn"})
        assert (answer.status, "Sida finst ikkje" in await answer.text()) == (404, True)


@pytest.mark.parametrize("form", ["nb", "nn"])
async def test_filters_are_kept_from_page_to_page_and_can_be_taken_away(client: Client, form: str) -> None:
    """The tabs carry them; each chosen one has a link to the page without it; what makes no sense is left out."""
    page = await (await client.get(f"/oversikt?region=sogn&field=brann&status=x&year=12&form=zz&lang={form}")).text()
    tabs = re.findall(r'href="(/oversikt/[^"]*)"', page.partition('class="views"')[2].partition("</nav>")[0])
    assert tabs
    assert [tab for tab in tabs if "region=sogn" not in tab or "field=brann" not in tab or "status" in tab] == []
    chosen = page.partition('class="chosen"')[2].partition("</ul>")[0]
    assert [unescape(href) for href in re.findall(r'href="([^"]*)"', chosen)] == [
        f"/oversikt?field=brann&lang={form}", f"/oversikt?region=sogn&lang={form}", f"/oversikt?lang={form}",
    ]  # fmt: skip


def test_filters_narrow_by_place_field_form_status_and_year(register: Register) -> None:
    """Each by itself finds what fits, and together what fits them all."""
    known = known_of_shipped()

    def found(**filters: str) -> set[str]:
        return {c.id for c in Filters.read(filters, known).cooperations(known)}

    assert found() == set(register.cooperations)
    assert {"sogn-ko", "sogn-regionraad"} <= found(region="sogn")
    assert found(field="administrasjon") > found(field="ikt") > set()
    assert found(form="aksjeselskap") == found(form="slag:selskap") == {"ikomm"}
    assert found(status="exists") == found(status="operating") | found(status="adopted")
    assert "sogn-ko" in found(year="2023")
    assert found(region="sogn", year="2023", form="slag:felles") == {"sogn-ko"}
    assert found(search="luster innkjøp") == {c for c in found(region="sogn") if "innkjop" in register.cooperations[c].fields}


async def test_words_from_sources_stay_words() -> None:
    """What a source says is never markup, on a page or in a file; and no spreadsheet reckons with it."""
    shipped = known_of_shipped().register
    record = replace(shipped.cooperations["sogn-ko"], name=Text("=1+1", "=1+1"), summary=Text(HOSTILE, HOSTILE))
    register = replace(shipped, cooperations={**shipped.cooperations, record.id: record})
    async with TestClient(TestServer(served(Knowledge(register, read_language())))) as client:
        page = await (await client.get("/oversikt/samarbeid/sogn-ko")).text()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;x&#34; {{ 1 }}" in page
        table = (await (await client.get("/oversikt/samarbeid?format=csv")).read()).decode("utf-8-sig")
        assert "\r\n'=1+1;" in table


async def test_every_page_has_its_data_as_a_file(client: Client) -> None:
    """Each link to a file on each page gives a table with a heading and the rows that the page promises."""
    for view in VIEWS:
        page = await (await client.get(view.replace("{id}", "sogn-ko" if "samarbeid" in view else "gjovik"))).text()
        files = [unescape(href) for href in re.findall(r'href="([^"]*format=csv[^"]*)"', page)]
        assert files, view
        for href in files:
            answer = await client.get(href)
            assert (answer.status, answer.content_type) == (200, "text/csv"), href
            assert len((await answer.text()).splitlines()) > 1, href

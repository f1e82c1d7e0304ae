"""The overview of a large register: pages stay small, however much is known, and everything can be reached."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from urllib.parse import urljoin

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from dialogs.overview.views import VIEWS
from knowledge import shipped
from knowledge.snapshot import Knowledge, read_language
from tests.bench.generator import national
from tests.overview.conftest import Client, served

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNT = 2000
"""So many cooperations; the regions are as many as in the whole country. The time it takes is measured by tests.bench."""
LARGEST = 150 * 1024


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def large() -> AsyncIterator[Client]:
    """Served from a register of that size."""
    knowledge = Knowledge(national(shipped.load(), COUNT), read_language())
    async with TestClient(TestServer(served(knowledge))) as client:
        yield client


async def test_no_page_is_larger_than_it_may_be(large: Client) -> None:
    """Without filters, and narrowed to the county with the most municipalities."""
    sizes = {}
    for view in VIEWS:
        path = view.replace("{id}", "sogn-ko" if "samarbeid" in view else "gjovik")
        for query in ("", "?region=fylke:Innlandet"):
            answer = await large.get(path + query)
            assert answer.status == 200, path
            sizes[path + query] = len(await answer.read())
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


async def test_the_file_has_all_and_the_pages_lead_to_all(large: Client) -> None:
    """The rows of the file are as many as there are cooperations, and paging through the list meets each of them once."""
    answer = await large.get("/oversikt/samarbeid?format=csv")
    rows = list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == COUNT
    address, met = "/oversikt/samarbeid?status=planned", []
    while address:
        page = await (await large.get(address)).text()
        met += re.findall(r'<h2><a href="/oversikt/samarbeid/([^"?]+)', page)
        after = re.search(r'rel="next" href="([^"]+)"', page)
        address = urljoin(address, after[1].replace("&amp;", "&")) if after else ""
    assert len(met) == len(set(met)) == sum(row["Status"] == "planlagt" for row in rows)


async def test_a_page_beyond_the_last_is_the_last(large: Client) -> None:
    """An old link to a page that is gone shows what there is."""
    last = await (await large.get("/oversikt/samarbeid?page=80")).text()
    beyond = await (await large.get("/oversikt/samarbeid?page=999999")).text()
    assert "Samarbeid: side 80 av 80" in last
    assert "Samarbeid: side 80 av 80" in beyond

"""The service as a whole serves the pages: open in local mode, by the key of the link with an app id."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

import bot
from dialogs.settings import read_settings
from dialogs.site.links import sign

SECRET = "0123456789abcdef0123456789abcdef"
APP = {
    "MicrosoftAppId": "00000000-0000-0000-0000-000000000001", "MicrosoftAppPassword": "x", "MicrosoftAppType": "SingleTenant",
    "MicrosoftAppTenantId": "00000000-0000-0000-0000-000000000002", "SAMRAD_SECRET": SECRET,
    "SAMRAD_BASE_URL": "https://samrad.example.no",
}  # fmt: skip


@pytest.mark.parametrize(("environment", "status", "keyed"), [({}, 200, 200), (APP, 403, 200)], ids=["local", "app"])
async def test_pages_are_part_of_the_service(tmp_path: Path, environment: dict[str, str], status: int, keyed: int) -> None:
    """The shipped case of Sogn KO has its page, without a key in local mode and with it otherwise."""
    settings = read_settings({**environment, "SAMRAD_DATABASE_URL": f"sqlite:///{tmp_path / 'served.sqlite3'}"})
    async with bot.opened(settings) as database:
        app = await bot.make_app(settings, database)
        async with TestClient(TestServer(app)) as client:
            assert (await client.get("/saker/sogn-ko")).status == status
            opened = await client.get(f"/saker/sogn-ko?key={sign(SECRET, '/saker/sogn-ko')}&lang=nn")
            assert opened.status == keyed
            assert "Oppretting av Sogn KO" in await opened.text()
            assert (await client.get("/static/pages.css")).status == 200


@pytest.mark.parametrize(("environment", "first", "posted"), [({}, 200, 404), (APP, 401, 401)], ids=["local", "app"])
async def test_the_tab_in_teams_signs_in_where_there_is_an_app(
    tmp_path: Path, environment: dict[str, str], first: int, posted: int
) -> None:
    """With an app id the tab's address answers with the page that signs in, and takes no token that Entra has not signed."""
    settings = read_settings({**environment, "SAMRAD_DATABASE_URL": f"sqlite:///{tmp_path / 'served.sqlite3'}"})
    async with bot.opened(settings) as database:
        app = await bot.make_app(settings, database)
        async with TestClient(TestServer(app)) as client:
            page = await client.get("/oversikt?i=teams")
            assert (page.status, 'id="sign-in"' in await page.text()) == (first, first == 401)
            answer = await client.post("/oversikt/innlogging", json={"token": "a.b.c"})
            assert (answer.status, "Set-Cookie" in answer.headers) == (posted, False)

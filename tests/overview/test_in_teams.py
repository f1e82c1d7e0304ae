"""The overview in a tab of Teams: Microsoft's own library in a frame of a stand-in for Teams, signing in for real."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, FrameLocator, Page, Route, expect

from dialogs.channels import overview
from dialogs.channels.overview_access import Access
from dialogs.channels.tab import COOKIE, Tab
from dialogs.channels.web import Health
from dialogs.channels.web import add_routes as add_web
from dialogs.overview.pages import OverviewPages
from dialogs.overview.views import VIEWS
from dialogs.site import sessions
from dialogs.site.addresses import Addresses
from dialogs.site.links import sign
from tests.channels.lab import ENTRA, Lab
from tests.channels.test_sign_in import token
from tests.overview.conftest import SECRET, TODAY, known_of_shipped, renderer
from tests.web.conftest import browser

__all__ = ["browser"]

pytestmark = pytest.mark.asyncio(loop_scope="module")

RUNTIME = {"apiVersion": 4, "hostVersionsInfo": {}, "isLegacyTeams": False, "supports": {}}
ANSWERS = """
  const told = { theme: "%(theme)s", token: "%(token)s", asked: [] };
  const answers = {
    initialize: () => ["content", "web", JSON.stringify(%(runtime)s), "2.58.0"],
    getContext: () => [{ theme: told.theme, locale: "nb-no", entityId: "overview", hostName: "Teams", hostClientType: "web" }],
    "authentication.getAuthToken": () => told.token ? [true, told.token] : [false, "resourceRequiresConsent"],
  };
  const answered = (data) => {
    told.asked.push(data.func);
    const answer = answers[data.func];
    return answer ? { id: data.id, uuidAsString: data.uuidAsString, args: answer() } : null;
  };
"""
HOST = f"""<!doctype html><html lang="en"><title>Teams</title>
<style>iframe {{ border: 0; height: 90vh; width: 98vw; }}</style>
<iframe title="tab" allow="local-network-access" src="%(src)s"></iframe>
<script>
  {ANSWERS}
  const tab = () => document.querySelector("iframe").contentWindow;
  addEventListener("message", ({{ data, source, origin }}) => {{
    const answer = data && data.func ? answered(data) : null;
    if (answer) source.postMessage(answer, origin);
  }});
  window.change = (theme) => tab().postMessage({{ func: "themeChange", args: [theme] }}, "*");
</script>"""
ON_A_PHONE = f"""
  {ANSWERS}
  window.nativeInterface = {{
    framelessPostMessage: (said) => {{
      const answer = answered(JSON.parse(said));
      if (answer) setTimeout(() => window.onNativeMessage({{ data: answer }}));
    }},
  }};
"""


class Teams:
    """A stand-in for Teams with our page in a tab."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.outside: list[str] = []

    async def open(self, path: str = "/oversikt?i=teams", *, theme: str = "default", said: str | None = None) -> None:
        """Open the tab, in a theme, for one who gets this token."""
        words = {
            "runtime": json.dumps(RUNTIME),
            "src": self.home + path,
            "theme": theme,
            "token": token() if said is None else said,
        }

        async def host(route: Route) -> None:
            self.outside.append(route.request.url)
            if route.request.url == "https://teams.microsoft.com/tab":
                await route.fulfill(body=HOST % words, content_type="text/html")
            else:
                await route.abort()

        await self.page.route("https://**/*", host)
        await self.page.goto("https://teams.microsoft.com/tab")

    @property
    def tab(self) -> FrameLocator:
        """What is in the tab."""
        return self.page.frame_locator("iframe")


@pytest_asyncio.fixture(loop_scope="module")
async def home() -> AsyncIterator[str]:
    """The overview with an app id, and Entra behind it."""
    known_of_shipped()  # now, rather than while a browser waits
    lab = Lab()
    lab.keys = [ENTRA]
    await lab.server.start_server()
    addresses = Addresses("https://samrad.example.no", SECRET)
    pages = OverviewPages(known_of_shipped, lambda: TODAY, renderer(), addresses, local=False)
    settings = lab.settings(entra_metadata=lab.url("/openid?{tenant}"))
    tab = Tab(settings, SECRET, lambda: addresses.base_url, pages.sign_in)
    app = web.Application()
    add_web(app, local=False, health=lambda: Health(1, 1))
    app.add_routes(overview.routes(pages, VIEWS, Access(False, SECRET, tab)))
    tab.add_routes(app)
    server = TestServer(app)
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()
    await lab.server.close()


@pytest_asyncio.fixture(loop_scope="module")
async def teams(browser: Browser, home: str) -> AsyncIterator[Teams]:
    """A window with Teams."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="nb-NO")
    await context.grant_permissions(["local-network-access"])
    yield Teams(await context.new_page(), home)
    await context.close()


async def theme_of(teams: Teams) -> Any:
    """What the page in the tab wears, and the colour that this gives it."""
    return await teams.tab.locator("html").evaluate("e => [e.dataset.theme, getComputedStyle(document.body).backgroundColor]")


async def test_the_tab_signs_in_by_itself_and_shows_the_overview(teams: Teams) -> None:
    """No question is asked; the pages after it open too, and nothing is fetched from elsewhere."""
    await teams.open()
    await expect(teams.tab.locator("nav.views")).to_be_visible()
    await teams.tab.locator("nav.views a").first.click()
    await expect(teams.tab.locator("nav.views")).to_be_visible()

    assert await teams.page.evaluate("told.asked.filter(f => f === 'authentication.getAuthToken').length") == 1
    assert [url for url in teams.outside if url != "https://teams.microsoft.com/tab"] == []


@pytest.mark.parametrize(
    ("theme", "name", "page"),
    [("default", "light", "243, 245, 242"), ("dark", "dark", "15, 26, 28"), ("contrast", "contrast", "0, 0, 0")],
)
async def test_the_page_wears_the_theme_of_teams(teams: Teams, theme: str, name: str, page: str) -> None:
    """Whatever the machine prefers; and it changes while it is open when Teams does."""
    await teams.page.emulate_media(color_scheme="light" if theme == "dark" else "dark")
    await teams.open(theme=theme)
    await expect(teams.tab.locator("nav.views")).to_be_visible()
    await expect(teams.tab.locator("html")).to_have_attribute("data-theme", name)
    assert await theme_of(teams) == [name, f"rgb({page})"]
    await teams.page.evaluate("change('dark')")
    await expect(teams.tab.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize(
    ("said", "words"),
    [("", "Teams ga ingen innlogging"), ("a.b.c", "har ikke tilgang"), ("other tenant", "har ikke tilgang")],
)
async def test_who_is_not_let_in_is_told_what_to_do(teams: Teams, said: str, words: str) -> None:
    """Without a token from Teams, or with one that is not good enough; and one may try again."""
    await teams.open(said=token(tid="another") if said == "other tenant" else said)
    told = teams.tab.locator("#sign-in p:visible")
    await expect(told).to_contain_text(words)
    await expect(told).to_have_count(1)
    await teams.page.evaluate("t => { told.token = t }", token())
    await teams.tab.get_by_role("button", name="Prøv igjen").click()
    await expect(teams.tab.locator("nav.views")).to_be_visible()


async def test_a_browser_that_keeps_no_session_is_told_so(teams: Teams) -> None:
    """It is not signed in again and again."""
    await teams.page.route("**/oversikt/innlogging", lambda route: route.fulfill(status=204))
    await teams.open()
    await expect(teams.tab.locator("#sign-in p:visible")).to_contain_text("tar ikke vare på innloggingen")
    assert await teams.page.evaluate("told.asked.filter(f => f === 'authentication.getAuthToken').length") == 1


async def test_on_a_phone_teams_is_not_round_the_page_but_in_it(browser: Browser, home: str) -> None:
    """There the page has a view of its own, and signs in and is dressed all the same."""
    context = await browser.new_context(viewport={"width": 390, "height": 800}, locale="nb-NO")
    page = await context.new_page()
    await page.add_init_script(ON_A_PHONE % {"runtime": json.dumps(RUNTIME), "theme": "dark", "token": token()})
    await page.goto(f"{home}/oversikt?i=teams")
    await expect(page.locator("nav.views")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await context.close()


async def test_outside_teams_and_without_scripts_the_page_says_where_to_go(browser: Browser, home: str) -> None:
    """The tab's address in a browser asks for no sign-in that nobody can give."""
    for scripts, words in ((True, "Denne adressa er for fana i Teams"), (False, "Skript er slått av her")):
        context = await browser.new_context(java_script_enabled=scripts, locale="nn-NO")
        page = await context.new_page()
        await page.goto(f"{home}/oversikt?i=teams")
        await expect(page.locator("main p:visible")).to_contain_text([words])
        await context.close()


async def test_who_has_been_in_signs_in_again_and_others_need_the_key(home: str) -> None:
    """A session that has ended, or a frame, leads to the sign-in; anybody else to the words about the link."""
    ended = sessions.issue(SECRET, time.time() - 2 * sessions.SECONDS)
    async with ClientSession() as client:
        for headers, status in (
            ({}, 403),
            ({"Cookie": f"{COOKIE}={ended}"}, 401),
            ({"Cookie": f"{COOKIE}={sessions.issue(SECRET, time.time())}"}, 200),
            ({"Cookie": f"{COOKIE}={sessions.issue(SECRET[::-1], time.time())}"}, 401),
            ({"Sec-Fetch-Dest": "iframe"}, 401),
        ):
            async with client.get(f"{home}/oversikt", headers=headers) as answer:
                page = await answer.text()
                assert (answer.status, "Gjøvik" in page) == (status, status == 200), headers


async def test_teams_may_frame_the_overview_and_nobody_else_may(home: str) -> None:
    """Teams' own hosts on the overview's pages, and no frame round any other page."""
    async with ClientSession() as client:
        async with client.get(f"{home}/oversikt?key={sign(SECRET, '/oversikt')}") as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert (answer.status, "X-Frame-Options" in answer.headers) == (200, False)
        async with client.get(f"{home}/") as other:
            assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
    framed = next(part.split()[1:] for part in policy.split(";") if part.split()[0] == "frame-ancestors")
    assert "https://teams.microsoft.com" in framed
    assert [host for host in framed if not host.startswith("https://") or host == "https://*"] == []

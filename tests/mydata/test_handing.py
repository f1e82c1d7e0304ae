"""The file with all that is kept of a person: who is given it, for how long, and how its page looks."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import async_playwright

import bot
from dialogs.channels import mydata
from dialogs.channels.web import Health
from dialogs.channels.web import add_routes as add_web
from dialogs.mydata.pages import MyDataPages
from dialogs.mydata.tickets import LASTS, issue, opened
from dialogs.settings import read_settings
from dialogs.site.links import sign
from dialogs.site.page_render import PageRenderer
from knowledge.understanding.mydata_commands import wants_file
from storage.database import Database
from storage.keeping import Limits
from tests.mydata.conftest import HOME, NOW, SECRET, Service, key_of, put
from tests.ratification.test_served import APP
from tests.web.conftest import ARGUMENTS, find_browser
from tests.web.test_access import LOOKS, SIZES, faults, spill

pytestmark = pytest.mark.asyncio

KARI = key_of("kari")
PICTURES = Path(__file__).parents[2] / ".cache" / "pictures"
Client = TestClient[Any, Any]


@pytest.mark.parametrize("words", [
    "Last ned mine data", "last ned dataene mine som fil", "eksporter mine opplysningar", "mine data som fil",
    "Gje meg alt som er lagra om meg", "hent opplysningene mine i en json-fil", "eksport av mine data.", "mine data som JSON",
])  # fmt: skip
async def test_the_file_is_asked_for_in_plain_words(words: str) -> None:
    """In both written forms."""
    assert wants_file(words)


@pytest.mark.parametrize("words", [
    "mine data", "slett mine data", "hva er lagret om meg?", "last ned kalenderen", "last ned lovteksten",
    "hvem eier dataene våre?", "last ned mine data om Sogn KO", "hva skjer når jeg laster ned mine data?", "data",
])  # fmt: skip
async def test_a_question_is_not_taken_for_it(words: str) -> None:
    """What is more than the wish, or less, is left to the others."""
    assert not wants_file(words)


async def test_the_link_opens_all_of_it_for_a_quarter_of_an_hour(service: Service) -> None:
    """It is offered under «mine data», holds no key that others could read, and its file has the rows."""
    await put(service.database, KARI, "practice_run")
    assert [choice.title for choice in (await service.say("mine data")).choices] == ["Last ned mine data", "Slett mine data"]
    reply = await service.say("last ned mine data", locale="nn-NO")
    (choice,) = reply.choices
    assert (reply.key, reply.language) == ("privacy/file", "nn")
    assert choice.url.startswith(f"{HOME}/mine-data/")
    assert choice.url.endswith("?lang=nn")
    assert KARI not in choice.url

    async with serving(service.database) as client:
        path = choice.url.removeprefix(HOME)
        page = await client.get(path)
        text = await page.text()
        file = await client.post(path)
        told = json.loads(await file.read())
    assert (page.status, file.status) == (200, 200)
    assert page.headers["Cache-Control"] == file.headers["Cache-Control"] == "private, no-store"
    assert "Øvinga du er i gang med" in text
    assert "attachment" in file.headers["Content-Disposition"]
    assert {"practice_run", "conversation"} == {part["table"] for part in told["parts"]}
    assert told["code"] == KARI
    assert all(part["what"] and part["kept"] for part in told["parts"])


async def test_where_others_read_along_nothing_is_shown(service: Service) -> None:
    """Neither what is kept nor the link; deleting works there as well."""
    await put(service.database, KARI, "person")
    told = [(await service.say(words, group=True)).key for words in ("mine data", "last ned mine data", "slett mine data")]
    text = service.text

    assert told == ["privacy/alone", "privacy/alone", "privacy/deleted"]
    assert "Sel" not in text
    assert "Kommune: ikke valgt" in (await service.say("mine data"), service.text)[1]


async def test_without_an_address_it_is_said_who_can_help(service: Service) -> None:
    """No link that leads nowhere."""
    service.link.base_url = ""
    reply = await service.say("last ned mine data")

    assert reply.choices == ()
    assert "Den som drifter Samråd, kan ordne det" in service.text


async def test_a_ticket_opens_only_as_it_was_made() -> None:
    """Nothing that was changed in any letter, nothing too old, and nothing made with another secret."""
    ticket = issue(SECRET, KARI, NOW + LASTS)

    assert opened(SECRET, ticket, NOW + LASTS) == KARI
    assert opened(SECRET, ticket, NOW + LASTS + timedelta(seconds=1)) is None
    assert opened(SECRET + "x", ticket, NOW) is None
    assert opened("", issue("", KARI, NOW + LASTS), NOW) is None
    assert issue(SECRET, KARI, NOW + LASTS) != ticket
    changed = [f"{ticket[:n]}{'A' if ticket[n] != 'A' else 'B'}{ticket[n + 1 :]}" for n in range(len(ticket) - 1)]
    hostile = ["", ".", "x", "æøå", ticket * 2, ticket[:-4], "\udcff", "../" + ticket, "A" * len(ticket)]
    assert [bad for bad in (*changed, *hostile) if opened(SECRET, bad, NOW)] == []


async def test_another_person_gets_another_file(service: Service) -> None:
    """Ola's link opens nothing of Kari's."""
    await put(service.database, KARI, "person")
    (choice,) = (await service.say("last ned mine data", "ola")).choices
    async with serving(service.database) as client:
        told = json.loads(await (await client.post(choice.url.removeprefix(HOME))).read())

    assert told["code"] == key_of("ola")
    assert {part["table"] for part in told["parts"]} <= {"conversation"}
    assert "sel" not in json.dumps(told["parts"])


async def test_a_link_that_opens_nothing_says_so_and_how_to_get_another(small: Database) -> None:
    """In the reader's written form."""
    async with serving(small) as client:
        for ask in (client.get, client.post):
            answer = await ask("/mine-data/nonsense?lang=nn")
            assert answer.status == 410
            assert "Skriv «last ned mine data» til Samråd" in await answer.text()


async def test_in_local_mode_this_machine_alone_may_fetch_it(small: Database) -> None:
    """Also with a link that is right: another host's name, or a proxy in front, is refused."""
    ticket = issue(SECRET, KARI, NOW + LASTS)
    async with serving(small, local=True) as client:
        for headers in ({"Host": "evil.example"}, {"X-Forwarded-For": "203.0.113.7"}, {"Origin": "https://evil.example"}):
            for ask in (client.get, client.post):
                assert (await ask(f"/mine-data/{ticket}", headers=headers)).status == 403
        assert (await client.get(f"/mine-data/{ticket}")).status == 200


async def test_local_pages_are_for_this_machine_alone(seeded_url: str) -> None:
    """What is open on loopback is not open to a page of another's making, or through a tunnel."""
    settings = read_settings({"SAMRAD_DATABASE_URL": seeded_url})
    others = ({"Host": "evil.example"}, {"Forwarded": "for=203.0.113.7"}, {"Origin": "https://evil.example"})
    async with bot.opened(settings) as database, TestClient(TestServer(await bot.make_app(settings, database))) as client:
        for path in ("/metrics", "/saker"):
            refused = [(await client.get(path, headers=headers)).status for headers in others]
            assert ((await client.get(path)).status, refused) == (200, [403, 403, 403])


async def test_it_is_part_of_the_service_with_an_app_id(seeded_url: str) -> None:
    """The ticket opens it; the key of a path does not."""
    settings = read_settings({**APP, "SAMRAD_DATABASE_URL": seeded_url})
    ticket, other = (issue(secret, KARI, bot.utc_now() + LASTS) for secret in (settings.secret, "another"))
    async with bot.opened(settings) as database, TestClient(TestServer(await bot.make_app(settings, database))) as client:
        assert (await client.get(f"/mine-data/{ticket}")).status == 200
        assert (await client.get(f"/mine-data/{other}")).status == 410
        assert (await client.get(f"/mine-data/{other}?key={sign(settings.secret, f'/mine-data/{other}')}")).status == 410


async def test_the_page_is_open_to_all(small: Database) -> None:
    """axe finds nothing in any colours on a narrow or a wide screen, and the button fetches the file."""
    for table in ("person", "practice_result", "subscription", "recipient", "draft_change"):
        await put(small, KARI, table)
    ticket = issue(SECRET, KARI, NOW + LASTS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with serving(small, local=True) as client, async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=find_browser(driver.chromium), args=ARGUMENTS)
        for (look, colours), (size, viewport) in itertools.product(LOOKS.items(), SIZES.items()):
            context = await browser.new_context(**{"viewport": viewport, "locale": "nn-NO", **colours})
            page = await context.new_page()
            await page.goto(str(client.make_url(f"/mine-data/{ticket}")))
            assert (await faults(page), await spill(page)) == ([], 0)
            await page.screenshot(path=PICTURES / f"mydata-{look}-{size}.png", full_page=True)
        async with page.expect_download() as getting:
            await page.get_by_role("button", name="Last ned fila (JSON)").click()
        download = await getting.value
        assert download.suggested_filename == "samrad-mine-data.json"
        await browser.close()


def serving(database: Database, *, local: bool = False) -> Serving:
    """The page and the file, with the files of pages."""
    return Serving(database, local=local)


class Serving:
    """A server on the database."""

    def __init__(self, database: Database, *, local: bool) -> None:
        app = web.Application()
        add_web(app, local=local, health=lambda: Health(1, 1))
        pages = MyDataPages(database, Limits(), _renderer(), SECRET, lambda: NOW, local=local)
        app.add_routes(mydata.routes(pages, local=local))
        self._client: Client = TestClient(TestServer(app))

    async def __aenter__(self) -> Client:
        await self._client.start_server()
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()


_RENDERERS: list[PageRenderer] = []


def _renderer() -> PageRenderer:
    if not _RENDERERS:
        _RENDERERS.append(PageRenderer())
    return _RENDERERS[0]



"""What calendar programs get over HTTP."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

import bot
from dialogs.channels.settings import TeamsSettings
from dialogs.settings import Settings
from dialogs.site.addresses import Addresses
from storage.database import Database
from tests.calendar.cases import read_back, step
from tests.calendar.conftest import SECRET, Serve, Service
from tests.calendar.test_feeds import case

PATHS = (
    "/calendar/step/brann-ko/fjell.ics", "/calendar/case/brann-ko.ics", "/calendar/municipality/fjell.ics",
    "/calendar/cooperation/brannvesenet.ics",
)  # fmt: skip


async def _service(database: Database, **settings: str) -> Service:
    service = Service(database, **settings)
    await service.take(case(step()))
    return service


def _local(address: str) -> str:
    """The path and query of an address of ours."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("path", PATHS)
async def test_a_calendar_is_served_as_one(database: Database, serve: Serve, path: str) -> None:
    """With the type that programs look for, a file name, and no copies kept unasked."""
    client = await serve(await _service(database))
    answer = await client.get(path)

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Content-Disposition"].endswith('.ics"')
    assert set(read_back(await answer.read())) == {"fjell"}


async def test_who_has_it_already_is_told_so(database: Database, serve: Serve) -> None:
    """304 until something changes; then the whole, with another tag."""
    service = await _service(database)
    client = await serve(service)
    first = await client.get(PATHS[2])
    tag = first.headers["ETag"]
    again = await client.get(PATHS[2], headers={"If-None-Match": tag})
    await service.take(case(step(on="2027-03-25")))
    changed = await client.get(PATHS[2], headers={"If-None-Match": tag})

    assert (again.status, await again.read()) == (304, b"")
    assert (changed.status, changed.headers["ETag"] == tag) == (200, False)
    assert read_back(await changed.read())["fjell"].sequence == 1


async def test_head_gives_the_head_alone(database: Database, serve: Serve) -> None:
    """Some programs look before they fetch."""
    client = await serve(await _service(database))
    answer = await client.head(PATHS[1])

    assert (answer.status, await answer.read()) == (200, b"")
    assert "ETag" in answer.headers


@pytest.mark.parametrize(
    ("asked", "headers", "language"),
    [
        ("?lang=nn", {}, "nn"),
        ("?lang=nb", {"Accept-Language": "nn"}, "nb"),
        ("", {"Accept-Language": "nn"}, "nn"),
        ("", {}, "nb"),
    ],
)
async def test_the_language_is_that_of_the_link(
    database: Database, serve: Serve, asked: str, headers: dict[str, str], language: str
) -> None:
    """Else that of the program; else bokmål."""
    client = await serve(await _service(database))
    answer = await client.get(PATHS[1] + asked, headers=headers)

    words = {"nb": "ifølge kilden", "nn": "ifølgje kjelda"}
    assert answer.headers["Content-Language"] == language
    assert words[language] in str(read_back(await answer.read())["fjell"].description)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/calendar/case/none.ics", "Denne saken finnes ikke."),
        ("/calendar/case/none.ics?lang=nn", "Denne saka finst ikkje."),
        ("/calendar/municipality/none.ics", "Denne kommunen finnes ikke."),
        ("/calendar/cooperation/none.ics?lang=nn", "Dette samarbeidet finst ikkje."),
        ("/calendar/step/brann-ko/none.ics", "Dette steget har ingen dag som kan stå i en kalender."),
        ("/calendar/case/%3Cscript%3E.ics", "Denne saken finnes ikke."),
    ],
)
async def test_what_is_unknown_is_told_in_words(database: Database, serve: Serve, path: str, said: str) -> None:
    """404, as plain text, in the reader's language."""
    client = await serve(await _service(database))
    answer = await client.get(path)

    assert (answer.status, answer.content_type, await answer.text()) == (404, "text/plain", said)


@pytest.mark.parametrize(
    "headers",
    [{"Host": "example.org"}, {"X-Forwarded-For": "10.0.0.1"}, {"Origin": "https://example.org"}],
    ids=["another name", "a proxy", "another page"],
)
async def test_local_mode_serves_this_machine_alone(database: Database, serve: Serve, headers: dict[str, str]) -> None:
    """As everything else there."""
    client = await serve(await _service(database))

    assert (await client.get(PATHS[1], headers=headers)).status == 403


# -- with an app id ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
async def test_a_link_of_ours_opens_its_calendar(database: Database, serve: Serve, path: str) -> None:
    """In either language, through any proxy."""
    service = await _service(database, address="https://samrad.example.no", secret=SECRET)
    client = await serve(service)
    answers = [await client.get(_local(service.addresses(path, lang=language))) for language in ("nb", "nn")]

    assert [a.status for a in answers] == [200, 200]


async def test_without_the_key_of_the_path_nothing_is_told(database: Database, serve: Serve) -> None:
    """No key, a made-up one, that of another path, that of another secret; known or unknown is not to be told apart."""
    service = await _service(database, address="https://samrad.example.no", secret=SECRET)
    client = await serve(service)
    other = Addresses("https://samrad.example.no", SECRET + "x")
    key = urlsplit(service.addresses(PATHS[2])).query
    tries = [
        PATHS[1],
        f"{PATHS[1]}?key=",
        f"{PATHS[1]}?key=æøå",
        f"{PATHS[1]}?{key}",
        _local(other(PATHS[1])),
        "/calendar/case/x.ics",
    ]
    answers = [await client.get(path) for path in tries]

    assert [a.status for a in answers] == [403] * len(tries)
    assert {await a.text() for a in answers} == {"Lenken er ikke gyldig. Be Samråd om en ny: «kalender for …»."}


async def test_the_links_inside_a_calendar_carry_their_own_keys(database: Database, serve: Serve) -> None:
    """To the page of the case, and to the calendar itself."""
    service = await _service(database, address="https://samrad.example.no", secret=SECRET)
    client = await serve(service)
    body = await (await client.get(_local(service.addresses(PATHS[1], lang="nb")))).read()

    assert str(read_back(body)["fjell"].url) == service.addresses("/saker/brann-ko")
    assert f"SOURCE;VALUE=URI:{service.addresses(PATHS[1], lang='nb')}" in body.decode().replace("\r\n ", "")


# -- as the door wires it ----------------------------------------------------------------------------------------------


async def test_the_service_has_calendars_in_local_mode(seeded_url: str) -> None:
    """Open, at an address of this machine."""
    settings = Settings(database_url=seeded_url, port=3978)
    async with bot.opened(settings) as database, _client(settings, database) as client:
        answer = await client.get("/calendar/case/sel-vaga-utvidet-samarbeid-2019.ics")
        missing = await client.get("/calendar/case/none.ics")

    assert (answer.status, missing.status) == (200, 404)


async def test_the_service_with_an_app_id_wants_the_key(seeded_url: str) -> None:
    """The key that its own answers give."""
    teams = TeamsSettings(app_id="app", password="p", tenant_id="t", open_id_metadata="http://127.0.0.1:9/none")
    settings = Settings(database_url=seeded_url, secret=SECRET, teams=teams, base_url="https://samrad.example.no")
    path = "/calendar/municipality/sel.ics"
    async with bot.opened(settings) as database, _client(settings, database) as client:
        link = (await bot.addresses_of(settings, database))(path, lang="nn")
        answers = [await client.get(path), await client.get(_local(link))]

    assert [a.status for a in answers] == [403, 200]


def _client(settings: Settings, database: Database) -> _Client:
    return _Client(settings, database)


class _Client:
    """A client of the whole service, without its loops."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database

    async def __aenter__(self) -> TestClient[web.Request, web.Application]:
        app = await bot.make_app(self._settings, self._database)
        app.cleanup_ctx.clear()
        self._client = TestClient(TestServer(app))
        await self._client.start_server()
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

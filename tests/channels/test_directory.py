"""Roles given to groups of Entra ID: who is in them is asked of Graph, and nobody is when it does not say."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

import bot
from dialogs.channels import directory
from dialogs.channels.directory import Directory, NotTold, follow, following
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import credentials_of
from dialogs.roles import HOLDS_FOR, Members
from dialogs.settings import BadSettings, Settings, read_settings
from tests.channels.lab import APP_ID, TENANT

pytestmark = pytest.mark.asyncio

GROUP = "12345678-90ab-cdef-1234-567890abcdef"
OTHER = "99999999-90ab-cdef-1234-567890abcdef"
KARI, OLA, PER = (f"{n}0000000-aaaa-bbbb-cccc-dddddddddddd" for n in (1, 2, 3))
TEAMS = TeamsSettings(APP_ID, "secret", "SingleTenant", TENANT)


def person(oid: str) -> dict[str, str]:
    """As Graph lists one."""
    return {"@odata.type": "#microsoft.graph.user", "id": oid}


async def until(holds: Callable[[], bool]) -> None:
    """Wait for what happens in the background."""
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never happened")


@dataclass
class Graph:
    """A loopback stand-in for Microsoft Graph."""

    pages: dict[str, list[Any]] = field(default_factory=dict)
    """By group: what each page answers."""
    status: int = 200
    asked: list[tuple[str, str]] = field(default_factory=list)
    home: str = ""
    elsewhere: str = ""

    def app(self) -> web.Application:
        """Its one path."""
        app = web.Application()
        app.router.add_get("/v1.0/groups/{group}/transitiveMembers", self.answer)
        return app

    async def answer(self, request: web.Request) -> web.Response:
        """A page of members."""
        self.asked.append((request.path_qs, request.headers.get("Authorization", "")))
        if self.status != 200:
            return web.json_response({"error": {"code": "x"}}, status=self.status, headers={"Location": f"{self.home}/v1.0/x"})
        pages, number = self.pages.get(request.match_info["group"]), int(request.query.get("page", 0))
        if pages is None:
            return web.json_response({}, status=404)
        if not isinstance(pages[number], list):
            return web.json_response(pages[number])
        more = {}
        if number + 1 < len(pages):
            more = {"@odata.nextLink": f"{self.elsewhere or self.home}{request.path}?page={number + 1}"}
        return web.json_response({"value": pages[number], **more})


@pytest_asyncio.fixture
async def graph(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Graph]:
    """Graph, up and running."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = Graph()
    async with TestServer(made.app()) as server:
        made.home = str(server.make_url("")).rstrip("/")
        yield made


@pytest_asyncio.fixture
async def asking(graph: Graph) -> AsyncIterator[Directory]:
    """The one who asks it."""
    async with aiohttp.ClientSession() as session:
        yield Directory(session, lambda: "own-token", 5.0, graph.home)


async def test_all_pages_are_read_and_people_alone_count(graph: Graph, asking: Directory) -> None:
    """Devices, groups and apps in the group are no editors."""
    device = {"@odata.type": "#microsoft.graph.device", "id": PER}
    nested = {"@odata.type": "#microsoft.graph.group", "id": OTHER}
    graph.pages[GROUP] = [[person(KARI), device, nested, {}, "x"], [person(OLA)], []]

    assert await asking.members(GROUP) == {KARI, OLA}
    assert {token for _, token in graph.asked} == {"Bearer own-token"}
    assert graph.asked[0][0] == f"/v1.0/groups/{GROUP}/transitiveMembers?$select=id&$top=999"
    assert len(graph.asked) == 3


@pytest.mark.parametrize(("status", "told"), [
    (401, "right tenant"), (403, "GroupMember.Read.All"), (404, "no group with that object id"), (429, "429"), (500, "500"),
    (302, "302"),
])  # fmt: skip
async def test_a_refusal_is_told_with_its_remedy(graph: Graph, asking: Directory, status: int, told: str) -> None:
    """And a redirect is not followed: the token goes to Graph alone."""
    graph.pages[GROUP], graph.status = [[person(KARI)]], status
    with pytest.raises(NotTold, match=told):
        await asking.members(GROUP)
    assert len(graph.asked) == 1


@pytest.mark.parametrize("page", [{"value": "x"}, {}, ["x"], {"value": None}, {"value": [], "@odata.nextLink": 7}])
async def test_an_answer_that_is_none_is_no_answer(graph: Graph, asking: Directory, page: Any) -> None:
    """Half a list of members is not taken for the whole."""
    graph.pages[GROUP] = [page] if not isinstance(page, list) else [{"value": page, "@odata.nextLink": "http://x/"}]
    with pytest.raises(NotTold):
        await asking.members(GROUP)


async def test_the_token_goes_to_no_other_address(graph: Graph, asking: Directory) -> None:
    """A next page elsewhere is not asked for."""
    other = Graph(pages={GROUP: [[], [person(PER)]]})
    async with TestServer(other.app()) as server:
        graph.pages[GROUP] = [[person(KARI)], [person(OLA)]]
        graph.elsewhere = str(server.make_url("")).rstrip("/")
        with pytest.raises(NotTold, match="another address"):
            await asking.members(GROUP)
    assert other.asked == []


async def test_without_a_token_or_a_connection_nothing_is_known(graph: Graph) -> None:
    """Whatever goes wrong with them is one sort of fault."""

    def no_token() -> str:
        raise KeyError("access_token")

    async with aiohttp.ClientSession() as session:
        with pytest.raises(NotTold, match="no token for Microsoft Graph"):
            await Directory(session, no_token, 5.0, graph.home).members(GROUP)
        with pytest.raises(NotTold, match="cannot be asked"):
            await Directory(session, lambda: "t", 5.0, "http://127.0.0.1:9").members(GROUP)
    assert graph.asked == []


async def test_what_was_told_counts_for_an_hour(graph: Graph) -> None:
    """Then nobody is in the group; before it is told the first time nobody is either."""
    now = [1000.0]
    members = Members(lambda: now[0])
    settings = Settings(teams=TEAMS, editors=(f"group:{GROUP.upper()}",), trainers=(PER, f"GROUP:{OTHER}"), members=members)
    before = settings.may_edit(KARI)
    members.put(GROUP, [KARI.upper()])
    members.put(OTHER, [OLA])
    told = [settings.may_edit(KARI), settings.may_edit(OLA)]
    told += [settings.may_train(each) for each in (OLA, KARI, PER)]
    now[0] += HOLDS_FOR
    last = settings.may_edit(KARI)
    now[0] += 1

    assert (before, last) == (False, True)
    assert told == [True, False, True, False, True]
    assert (settings.may_edit(KARI), settings.may_train(OLA), settings.may_train(PER)) == (False, False, True)
    assert settings.groups == (GROUP, OTHER)
    assert not settings.may_edit(f"group:{OTHER}")


async def test_members_are_asked_for_again_and_again(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Who is taken out of the group is no editor any more; while Graph is down the last answer counts."""
    monkeypatch.setattr(directory, "EVERY", 0.02)
    monkeypatch.setattr(directory, "AGAIN", 0.02)
    graph.pages[GROUP] = [[person(KARI)]]
    members = Members()
    running = asyncio.create_task(follow(TEAMS, [GROUP], members, home=graph.home, token=lambda: "t"))

    with caplog.at_level(logging.WARNING):
        await until(lambda: members.holds(GROUP, KARI))
        graph.status, seen = 503, len(graph.asked)
        await until(lambda: len(graph.asked) >= seen + 3)
        assert members.holds(GROUP, KARI)
        graph.status, graph.pages[GROUP] = 200, [[person(OLA)]]
        await until(lambda: not members.holds(GROUP, KARI))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert members.holds(GROUP, OLA)
    assert f"Who is in the group {GROUP} is not known: Graph answers 503" in caplog.text
    assert KARI not in caplog.text


async def test_nothing_runs_where_no_group_is_named() -> None:
    """Nor in local mode."""
    assert following(TEAMS, (), Members()) == []
    assert following(TeamsSettings(), (GROUP,), Members()) == []
    (loop,) = following(TEAMS, (GROUP,), Members())
    loop.close()


@pytest.mark.parametrize(("more", "told"), [
    ({"SAMRAD_EDITORS": "group:redaktorer"}, "write group: and the group's object id"),
    ({"SAMRAD_TRAINERS": f"group:{GROUP} group:"}, "SAMRAD_TRAINERS holds 'group:'"),
    ({"SAMRAD_EDITORS": f"group:{GROUP}", "MicrosoftAppId": ""}, "set MicrosoftAppId and MicrosoftAppTenantId"),
    ({"SAMRAD_EDITORS": f"group:{GROUP}", "MicrosoftAppTenantId": "", "MicrosoftAppType": "MultiTenant",
      "SAMRAD_ALLOWED_TENANTS": TENANT}, "set MicrosoftAppId and MicrosoftAppTenantId"),
])  # fmt: skip
async def test_a_group_that_cannot_be_looked_up_stops_the_start(more: dict[str, str], told: str) -> None:
    """With what to do about it."""
    app = {
        "MicrosoftAppId": APP_ID, "MicrosoftAppPassword": "x", "MicrosoftAppType": "SingleTenant", "MicrosoftAppTenantId": TENANT,
        "SAMRAD_SECRET": "s" * 32,
    }  # fmt: skip
    assert read_settings({**app, "SAMRAD_EDITORS": f"group:{GROUP}, {KARI}"}).groups == (GROUP,)
    with pytest.raises(BadSettings, match=told):
        read_settings({**app, **more})


async def test_the_service_asks_while_it_is_served(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, seeded_url: str
) -> None:
    """With an app id and a group among the editors its members may edit soon after the start."""
    monkeypatch.setattr(directory.follow, "__kwdefaults__", {"home": graph.home, "token": lambda: "t"})
    graph.pages[GROUP] = [[person(KARI)]]
    settings = Settings(database_url=seeded_url, secret="s" * 32, teams=TEAMS, editors=(f"group:{GROUP}",))
    async with bot.opened(settings) as database:
        app = await bot.make_app(settings, database)
        async with TestServer(app):
            await until(lambda: settings.may_edit(KARI))
    assert not settings.may_edit(OLA)


@pytest.mark.parametrize("kind", ["SingleTenant", "MultiTenant", "UserAssignedMSI"])
async def test_the_token_is_for_graph_in_the_apps_own_tenant(kind: Any) -> None:
    """However the app is registered; what goes to Teams is as before."""
    settings = TeamsSettings(APP_ID, "secret", kind, TENANT)
    for_graph, for_teams = credentials_of(settings, directory.GRAPH), credentials_of(settings)

    assert for_graph.oauth_scope == "https://graph.microsoft.com"
    assert for_teams.oauth_scope == "https://api.botframework.com"
    if kind != "UserAssignedMSI":  # an identity is of one tenant
        assert for_graph.oauth_endpoint == f"https://login.microsoftonline.com/{TENANT}"
        assert for_teams.oauth_endpoint.endswith(TENANT if kind == "SingleTenant" else "/botframework.com")

"""Who may call in local mode, and where replies may go in either."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from dialogs.channels.hosts import is_loopback, may_reply_to
from dialogs.channels.settings import TeamsSettings
from dialogs.outgoing import NotSent
from tests.channels.conftest import Caller
from tests.channels.lab import UNSET, FakeBot, changed, rendered


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example"}, {"Host": "localhost.evil.example:3978"},
        {"Host": "192.168.1.10:3978"}, {"Host": "evil@127.0.0.1"}, {"Origin": "https://evil.example"},
        {"Origin": "null"}, {"Origin": "http://localhost.evil.example"}, {"Origin": "file://localhost"},
        {"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"},
    ],
)  # fmt: skip
async def test_local_mode_serves_this_machine_only(local: Caller, bot: FakeBot, headers: dict[str, str]) -> None:
    """Foreign pages, rebound names and tunnels are refused with 403."""
    status, _ = await local.post(data=changed(), headers=headers)

    assert (status, bot.heard) == (403, [])


@pytest.mark.parametrize(
    "headers",
    [{"Host": "localhost:3978"}, {"Host": "[::1]:3978"}, {"Host": "127.0.0.1"}, {"Origin": "http://localhost:4120"},
     {"Origin": "http://127.0.0.1:3978"}, {"Origin": "http://[::1]:1"}],
)  # fmt: skip
async def test_local_mode_serves_its_own_pages(local: Caller, headers: dict[str, str]) -> None:
    """Loopback names and addresses are let in."""
    assert (await local.post(data=changed(), headers=headers))[0] == 200


@pytest.mark.parametrize("peer", [("192.168.1.10", 5), ("::ffff:10.0.0.1", 5, 0, 0), None, ""])
async def test_local_mode_refuses_other_machines(local: Caller, bot: FakeBot, monkeypatch: pytest.MonkeyPatch, peer: Any) -> None:
    """Should the bot listen on an outer address by mistake, callers from there still get 403."""
    monkeypatch.setattr(web.Request, "transport", type("Wire", (), {"get_extra_info": lambda *_: peer})())

    status, _ = await local.post(data=changed())

    assert (status, bot.heard) == (403, [])


UNSAFE = [
    "http://evil.example/", "http://127.0.0.1.evil.example/", "http://127.0.0.1@evil.example/", "//127.0.0.1/",
    "http://evil.example#127.0.0.1", "http://127.0.0.1\\@evil.example", "ftp://127.0.0.1/", "file:///etc/passwd",
    "http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://127.0.0.1:9/?a=b",
    "http://127.0.0.1:9/../x", "http://0.0.0.0/", "http://127.1/", "http://2130706433/", "javascript:1", " ",
]  # fmt: skip


@pytest.mark.parametrize("url", UNSAFE)
async def test_local_mode_sends_replies_to_this_machine_only(local: Caller, bot: FakeBot, url: str) -> None:
    """An activity that points elsewhere gets 403 before the bot hears it, and a stored reference is not sent to."""
    status, _ = await local.post(data=changed(serviceUrl=url, deliveryMode=UNSET))
    reference = {"bot": {"id": "bot"}, "conversation": {"id": "c"}, "channelId": "emulator", "serviceUrl": url}

    assert (status, bot.heard) == (403, [])
    with pytest.raises(NotSent):
        await local.door.send(reference, rendered())


async def test_without_expect_replies_a_service_url_is_needed(local: Caller) -> None:
    """An activity that says neither where to reply nor that the answer may hold the reply gets 403."""
    assert (await local.post(data=changed(serviceUrl=UNSET, deliveryMode=UNSET)))[0] == 403


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://smba.trafficmanager.net/emea/", True), ("https://smba.trafficmanager.net/emea/uuid-1/", True),
        ("https://europe.botframework.com", True), ("https://smba.infra.gcc.teams.microsoft.com/teams", True),
        ("https://SMBA.trafficmanager.net/no/", True), ("http://smba.trafficmanager.net/emea/", False),
        ("https://evil.trafficmanager.net/", False), ("https://evilbotframework.com/", False),
        ("https://smba.trafficmanager.net.evil.example/", False),
        ("https://smba.trafficmanager.net@evil.example/", False),
        ("https://127.0.0.1/", False), ("https://teams.example.org/", True), ("https://example.org/", False),
    ],
)  # fmt: skip
def test_in_teams_replies_go_to_named_services_over_tls(url: str, expected: bool) -> None:
    """Microsoft's hosts and those the settings add, never without TLS, never a look-alike."""
    settings = TeamsSettings(app_id="a", password="p", tenant_id="t", more_service_hosts=("teams.example.org",))

    assert expected == may_reply_to(url, settings)


def test_loopback_is_what_it_says() -> None:
    """Every way to write loopback plainly counts, and nothing else."""
    assert all(map(is_loopback, ("localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "::ffff:127.0.0.1")))
    assert not any(map(is_loopback, ("", "localhost.", "0.0.0.0", "10.0.0.1", "::", "127.1", "localhost.localdomain")))

"""Who is let in: the accept/reject table, the keys and their server, tenants and services."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest

from tests.channels.conftest import Caller, OpenDoor
from tests.channels.lab import (
    APP_ID,
    ATTACKER,
    BARE,
    ENTRA,
    GOOD,
    ISSUER,
    TENANT,
    UNSET,
    WEBCHAT_ONLY,
    FakeBot,
    Lab,
)

EMULATOR_V1 = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
EMULATOR_V2 = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0"
ELSEWHERE = "https://smba.example/no/"
ANOTHER = str(uuid.uuid4())


def row(name: str, expected: int, token: dict[str, Any] | str | None, **changes: Any) -> Any:
    """A row of the table: what the token is made of (or the header), what the activity says, and the answer."""
    return pytest.param(token, changes, expected, id=name)


def entra(**claims: Any) -> dict[str, Any]:
    """A token of Entra ID's, as emulators and other bots have: without a serviceurl claim."""
    return {"key": ENTRA, "serviceurl": UNSET, **claims}


def minutes(number: int) -> Any:
    """A moment relative to now, reckoned when the test runs."""
    return lambda: int(time.time()) + 60 * number


TABLE = [
    row("valid Bot Framework token", 200, {}),
    row("no Authorization header", 401, None),
    row("not a JWT", 401, "Bearer nonsense"),
    row("three parts of nonsense", 401, "Bearer a.b.c"),
    row("scheme without a token", 401, "Bearer"),
    row("scheme Basic", 401, "Basic {good}"),
    row("scheme in lower case", 200, "bearer {good}"),
    row("two spaces after Bearer", 401, "Bearer  {good}"),
    row("expired 1 h ago", 401, {"exp": minutes(-60)}),
    row("expired 4 min ago", 200, {"exp": minutes(-4)}),
    row("no exp claim", 401, {"exp": UNSET}),
    row("exp is no number", 401, {"exp": "soon"}),
    row("nbf in 1 h", 401, {"nbf": minutes(60)}),
    row("nbf in 4 min", 200, {"nbf": minutes(4)}),
    row("iat in 1 h", 401, {"iat": minutes(60)}),
    row("audience another app", 401, {"aud": ANOTHER}),
    row("audience a list with ours", 401, {"aud": [APP_ID, "x"]}),
    row("no audience", 401, {"aud": UNSET}),
    row("audience empty", 401, {"aud": ""}),
    row("issuer wrong", 401, {"iss": "https://evil.example"}),
    row("no issuer", 401, {"iss": UNSET}),
    row("alg none", 401, "Bearer {none}"),
    row("HS256 with the public key", 401, "Bearer {hs256}"),
    row("RS512", 401, {"alg": "RS512"}),
    row("a stranger's signature under a known kid", 401, {"key": ATTACKER}),
    row("jku header to the stranger", 401, {"key": ATTACKER, "headers": {"jku": "http://evil.example"}}),
    row("unknown kid", 401, {"kid": "rotated-in-today"}),
    row("no kid", 401, {"kid": UNSET}),
    row("key endorsed for webchat only", 401, {"key": WEBCHAT_ONLY}),
    row("the same, no channelId", 401, {"key": WEBCHAT_ONLY}, channelId=UNSET),
    row("good key, no channelId", 401, {}, channelId=UNSET),
    row("key with no endorsements", 401, {"key": BARE}),
    row("serviceurl claim of another service", 401, {"serviceurl": ELSEWHERE}),
    row("no serviceurl claim", 401, {"serviceurl": UNSET}),
    row("activity without serviceUrl", 401, {"serviceurl": ELSEWHERE}, serviceUrl=UNSET),
    row("neither has a serviceUrl", 401, {"serviceurl": UNSET}, serviceUrl=UNSET),
    row("channelId emulator, good token", 401, {}, channelId="emulator"),
    row("channelId web, good token", 401, {}, channelId="web"),
    row("emulator token v1, our appid", 401, entra(iss=EMULATOR_V1, ver="1.0", appid=APP_ID)),
    row("emulator token v2, our azp", 401, entra(iss=EMULATOR_V2, ver="2.0", azp=APP_ID)),
    row("emulator token v2, another audience", 401, entra(iss=EMULATOR_V2, ver="2.0", azp=APP_ID, aud=ISSUER)),
    row("emulator token, another appid", 401, entra(iss=EMULATOR_V1, ver="1.0", appid="x", aud=ISSUER)),
    row("emulator issuer, good key", 401, {"iss": EMULATOR_V1, "appid": APP_ID}),
    row("emulator issuer, signed by a stranger", 401, {"key": ATTACKER, "kid": "aad-1", "iss": EMULATOR_V1}),
    row("skill token v1", 401, entra(iss=EMULATOR_V1, ver="1.0", appid=ANOTHER)),
    row("skill token v2", 401, entra(iss=EMULATOR_V2, ver="2.0", azp=ANOTHER)),
    row("skill token of our own tenant", 401, entra(iss=f"https://sts.windows.net/{TENANT}/", appid=ANOTHER)),
    row("AnonymousSkill in a good token", 401, {"appid": "AnonymousSkill"}),
    row("another tenant in channelData", 403, {}, channelData={"tenant": {"id": ANOTHER}}),
    row("another tenant in the conversation", 403, {}, conversation={"id": "a:c", "tenantId": ANOTHER}),
    row("another tenant in the conversation only", 403, {}, channelData=UNSET,
        conversation={"id": "a:c", "tenantId": ANOTHER}),
    row("no tenant at all", 403, {}, channelData=UNSET, conversation={"id": "a:c"}),
    row("our tenant in the conversation only", 200, {}, channelData=UNSET),
    row("our tenant in capitals", 200, {}, channelData={"tenant": {"id": TENANT.upper()}}),
]  # fmt: skip


def header_of(lab: Lab, token: dict[str, Any] | str | None) -> str | None:
    """The Authorization header that a row describes."""
    if token is None:
        return None
    if isinstance(token, str):
        hs256 = lab.forge("HS256", GOOD.public_pem)
        return token.format(good=lab.mint(), none=lab.forge("none"), hs256=hs256)
    return "Bearer " + lab.mint(**{name: value() if callable(value) else value for name, value in token.items()})


@pytest.mark.parametrize(("token", "changes", "expected"), TABLE)
async def test_with_an_app_id_only_teams_own_tokens_are_let_in(
    teams: Caller, bot: FakeBot, token: Any, changes: dict[str, Any], expected: int
) -> None:
    """Every row of the table gets its status, and the bot hears exactly what was let in."""
    status, body = await teams.post(teams.lab.activity(**changes), header_of(teams.lab, token))

    assert (expected, expected == 200) == (status, bool(bot.heard))
    if expected != 200:
        assert {"code", "message"} == set(body["error"])


@pytest.mark.parametrize(("token", "changes", "_"), TABLE)
async def test_in_local_mode_no_token_is_taken(local: Caller, bot: FakeBot, token: Any, changes: Any, _: int) -> None:
    """Without an app id a request with any token is refused, and one without is served when it may be replied to."""
    header = header_of(local.lab, token)

    status, _body = await local.post(local.lab.activity(**changes), header)

    if header is not None:
        assert (status, bot.heard) == (401, [])
    else:
        assert (status, len(bot.heard)) == (200, 1)


async def test_two_tokens_are_none(teams: Caller, bot: FakeBot) -> None:
    """Two Authorization headers are refused: another program could look at the other one."""
    token = "Bearer " + teams.lab.mint()
    headers = [("Authorization", token), ("Authorization", token)]

    async with teams.client.post("/api/messages", json=teams.lab.activity(), headers=headers) as response:
        assert (response.status, bot.heard) == (401, [])


async def test_a_service_that_is_not_named_gets_no_replies(lab: Lab, open_door: OpenDoor, bot: FakeBot) -> None:
    """A well-signed activity that points replies to an unknown host is refused with 403."""
    door = await open_door(lab.settings(more_service_hosts=()))

    assert ((await door.post())[0], bot.heard) == (403, [])

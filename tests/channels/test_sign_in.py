"""Signing in to the tab in Teams: whose tokens open a session, and whose do not."""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator
from typing import Any

import jwt
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.tab import COOKIE, PATH, Tab
from dialogs.site import sessions
from tests.channels.lab import APP_ID, ATTACKER, ENTRA, ISSUER, TENANT, UNSET, Key, Lab, b64

SECRET = "0123456789abcdef0123456789abcdef"
HOST = "samrad.example.no"
ANOTHER = str(uuid.uuid4())
V2, V1 = "https://login.microsoftonline.com/{}/v2.0", "https://sts.windows.net/{}/"
BOT = Key("bf-1")
SEAL = "A" * 43
Client = TestClient[Any, Any]


def minutes(number: int) -> Any:
    """A moment relative to now, reckoned when the test runs."""
    return lambda: int(time.time()) + 60 * number


def token(key: Key = ENTRA, kid: Any = None, alg: str = "RS256", headers: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token as Entra ID makes it for a person in Teams, with some claims changed."""
    now = int(time.time())
    good = {
        "aud": APP_ID, "iss": V2.format(TENANT), "iat": now - 60, "nbf": now - 60, "exp": now + 3600, "ver": "2.0",
        "tid": TENANT, "oid": "0b7e2a4c-aad", "scp": "access_as_user", "azp": "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
    }  # fmt: skip
    told = {name: value() if callable(value) else value for name, value in {**good, **claims}.items() if value is not UNSET}
    head = {**({} if kid is UNSET else {"kid": kid or key.kid}), **(headers or {})}
    return jwt.encode(told, key.private, algorithm=alg, headers=head)


def forged(alg: str) -> str:
    """A token that no library would make: its claims are right, and its signature is none, or made with the public key."""
    _, body, _ = token().split(".")
    head = b64(f'{{"typ":"JWT","alg":"{alg}","kid":"{ENTRA.kid}"}}'.encode())
    if alg == "none":
        return f"{head}.{body}."
    return f"{head}.{body}.{b64(ENTRA.public_pem[:32])}"


@pytest_asyncio.fixture
async def entra() -> AsyncIterator[Lab]:
    """Entra's key server, which lists one key of the tenant."""
    lab = Lab()
    lab.keys = [ENTRA]
    await lab.server.start_server()
    yield lab
    await lab.server.close()


@pytest_asyncio.fixture
async def tab(entra: Lab) -> AsyncIterator[Client]:
    """The door that signs in, of an app that serves one tenant."""
    settings = entra.settings(entra_metadata=entra.url("/openid?{tenant}"))
    app = web.Application()
    Tab(settings, SECRET, lambda: f"https://{HOST}", lambda *_: "").add_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


async def asked(tab: Client, said: Any, **headers: str) -> tuple[int, str]:
    """The status, and the session that comes with it."""
    body = {"token": said()} if callable(said) else said
    async with tab.post(PATH, json=body, headers=headers) as answer:
        return answer.status, answer.headers.get("Set-Cookie", "")


def row(name: str, expected: int, **claims: Any) -> Any:
    """A row of the table: what is changed in a good token, and the answer."""
    return pytest.param(lambda: token(**claims), expected, id=name)


TABLE = [
    row("a person's token of version 2", 204),
    row("of version 1, for the app's address", 204, iss=V1.format(TENANT), aud=f"api://{HOST}/{APP_ID}", ver="1.0"),
    row("the scope among others", 204, scp="User.Read access_as_user"),
    row("expired 4 min ago", 204, exp=minutes(-4)),
    row("expired 1 h ago", 401, exp=minutes(-60)),
    row("no end", 401, exp=UNSET),
    row("valid from in 1 h", 401, nbf=minutes(60)),
    row("no beginning", 401, nbf=UNSET),
    row("made in 1 h", 401, iat=minutes(60)),
    row("for another app", 401, aud=ANOTHER),
    row("for the app at another address", 401, aud=f"api://evil.example/{APP_ID}"),
    row("for the app without an address", 401, aud=f"api://{APP_ID}"),
    row("for several apps, ours among them", 401, aud=[APP_ID, ANOTHER]),
    row("for Microsoft Graph", 401, aud="00000003-0000-0000-c000-000000000000"),
    row("for nobody", 401, aud=UNSET),
    row("from another issuer", 401, iss="https://evil.example"),
    row("from the Bot Framework", 401, iss=ISSUER),
    row("from another tenant's issuer", 401, iss=V2.format(ANOTHER)),
    row("from everybody's issuer", 401, iss=V2.format("common")),
    row("from no issuer", 401, iss=UNSET),
    row("of another tenant", 403, tid=ANOTHER, iss=V2.format(ANOTHER)),
    row("of another tenant, from ours", 403, tid=ANOTHER),
    row("of no tenant", 401, tid=UNSET),
    row("of a tenant that is a number", 401, tid=7),
    row("of a tenant that is a path", 403, tid="../" + TENANT),
    row("of our tenant in capitals", 204, tid=TENANT.upper()),
    row("of an app, with roles in place of a scope", 401, scp=UNSET, roles=["access_as_user"]),
    row("with another scope", 401, scp="User.Read"),
    row("with a scope that begins as ours", 401, scp="access_as_user_admin"),
    row("of nobody", 401, oid=UNSET),
    row("signed by a stranger under a known kid", 401, key=ATTACKER, kid=ENTRA.kid),
    row(
        "signed by a stranger, with where to find the key",
        401,
        key=ATTACKER,
        kid=ENTRA.kid,
        headers={"jku": "http://evil.example"},
    ),
    row("signed with a key of the Bot Framework", 401, key=BOT),
    row("unknown kid", 401, kid="rotated-in-today"),
    row("no kid", 401, kid=UNSET),
    row("another algorithm", 401, alg="RS512"),
    pytest.param(lambda: forged("none"), 401, id="not signed"),
    pytest.param(lambda: forged("HS256"), 401, id="signed with the public key"),
    pytest.param(lambda: "nonsense", 401, id="no token"),
    pytest.param(lambda: "a.b.c", 401, id="three parts of nonsense"),
    pytest.param(lambda: "", 401, id="nothing"),
    pytest.param(lambda: token(more="x" * 20_000), 401, id="of unlikely length"),
]


@pytest.mark.parametrize(("said", "expected"), TABLE)
async def test_only_a_person_of_the_tenant_is_signed_in(tab: Client, said: Any, expected: int) -> None:
    """Every row gets its status, and a session comes with 204 alone."""
    status, cookie = await asked(tab, said)

    assert (expected, expected == 204) == (status, bool(cookie))


async def test_the_session_is_teams_own_and_short(tab: Client) -> None:
    """No script reads it, no other site sends it, it works in a frame, and it says nothing of the person."""
    _, cookie = await asked(tab, token)
    value, *attributes = cookie.split("; ")

    assert {"Path=/", "Max-Age=43200", "Secure", "HttpOnly", "SameSite=None", "Partitioned"} == set(attributes)
    assert sessions.holds(SECRET, value.removeprefix(f"{COOKIE}="), time.time())
    assert sessions.holds(SECRET, value.removeprefix(f"{COOKIE}="), time.time() + 3500)
    assert not sessions.holds(SECRET, value.removeprefix(f"{COOKIE}="), time.time() + 3700)


@pytest.mark.parametrize("said", ["text", [], {}, {"token": 7}, {"token": None}])
async def test_what_is_no_token_is_refused(tab: Client, said: Any) -> None:
    """A body of another form gets 400 and no session."""
    assert await asked(tab, said) == (400, "")


async def test_another_site_cannot_sign_anybody_in(tab: Client) -> None:
    """A browser that says the request comes from elsewhere is refused, and so is a form."""
    assert await asked(tab, token, **{"Sec-Fetch-Site": "cross-site"}) == (403, "")
    async with tab.post(PATH, data={"token": token()}) as answer:
        assert answer.status == 415
    async with tab.get(PATH) as answer:
        assert answer.status == 405


async def test_keys_that_cannot_be_had_are_told_apart_from_a_bad_token(entra: Lab, tab: Client) -> None:
    """While Entra's keys cannot be fetched the answer is 503, so that the reader is asked to try again."""
    entra.key_status = 500
    assert await asked(tab, token) == (503, "")


async def test_strangers_do_not_make_us_ask_for_keys(entra: Lab, tab: Client) -> None:
    """Tokens of tenants that we do not serve cost no fetch, and unknown keys no more than one."""
    for tenant in (ANOTHER, "common", "organizations"):
        await asked(tab, lambda tid=tenant: token(tid=tid))
    assert entra.key_fetches == 0
    for number in range(5):
        await asked(tab, lambda number=number: token(kid=f"made-up-{number}"))
    assert entra.key_fetches == 1


@pytest.mark.parametrize("value", ["", "1", ".", "9999999999.", f"9999999999.{SEAL}", "x" * 5000, f"9e9.{SEAL}", f"٣.{SEAL}"])
def test_a_session_that_was_not_issued_holds_nothing(value: str) -> None:
    """Made up, or in digits of another script."""
    assert not sessions.holds(SECRET, value, 0)


def test_a_session_ends_and_is_of_one_secret() -> None:
    """Neither a later end nor another secret can be put in its place."""
    value = sessions.issue(SECRET, 1000)
    ends, seal = value.split(".")

    assert [
        sessions.holds(SECRET, value, 1000),
        sessions.holds(SECRET, value, 1000 + sessions.SECONDS),
        sessions.holds(SECRET, f"{int(ends) + 1}.{seal}", 1000),
        sessions.holds(SECRET[::-1], value, 1000),
        sessions.holds("", value, 1000),
    ] == [True, False, False, False, False]

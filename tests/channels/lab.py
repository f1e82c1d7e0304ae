"""A loopback stand-in for what the door talks to: key server and connector, with self-made keys and tokens."""

from __future__ import annotations

import asyncio
import base64
import functools
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import TeamsDoor
from dialogs.model import Choice, Message, RenderedReply

APP_ID = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
ISSUER = "https://api.botframework.com"
UNSET: Any = object()
Headers = Mapping[str, str] | None
CARD = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Hei"}]}


ME = {"id": "u"}
BASE = {
    "type": "message", "id": "1", "text": "hei", "channelId": "emulator", "serviceUrl": "http://127.0.0.1:9/",
    "from": ME, "recipient": {"id": "bot"}, "conversation": {"id": "c"}, "deliveryMode": "expectReplies",
}  # fmt: skip


def changed(**changes: Any) -> bytes:
    """A good message with some fields changed or, when UNSET, left out."""
    return json.dumps({name: value for name, value in {**BASE, **changes}.items() if value is not UNSET}).encode()


@functools.cache
def _private(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Key:
    """A signing key; ``name`` tells apart two that claim the same kid."""

    kid: str
    endorsements: tuple[str, ...] | None = ("msteams", "webchat", "emulator")
    name: str = ""

    @property
    def private(self) -> rsa.RSAPrivateKey:
        """Made once a test run."""
        return _private(self.name or self.kid)

    @property
    def public_pem(self) -> bytes:
        """The public half, as a forger would use it for a secret."""
        return self.private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def jwk(self) -> dict[str, Any]:
        """As a key server lists it."""
        public = self.private.public_key().public_numbers()
        listed: dict[str, Any] = {
            "kty": "RSA", "use": "sig", "kid": self.kid, "x5t": self.kid,
            "n": b64(public.n.to_bytes(256, "big")), "e": b64(public.e.to_bytes(3, "big")),
        }  # fmt: skip
        if self.endorsements is not None:
            listed["endorsements"] = list(self.endorsements)
        return listed


GOOD = Key("bf-1")
WEBCHAT_ONLY = Key("bf-webchat", ("webchat",))
BARE = Key("bf-bare", None)
ATTACKER = Key("bf-1", name="attacker")
ENTRA = Key("aad-1")


def b64(raw: bytes) -> str:
    """Base64 as tokens have it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def rendered(text: str = "Hei! Sel er med i tre samarbeid.") -> RenderedReply:
    """A reply as the renderer makes it."""
    return RenderedReply("nn", text, CARD, f"<p>{text}</p>", (Choice("Kven er vert?", "kven er vert"),))


def apology(reference: str, locale: str) -> RenderedReply:
    """The apology that the bot would hand in."""
    return RenderedReply("nb", f"Beklager, noe gikk galt. Referanse {reference} ({locale}).", CARD, "", ())


@dataclass
class FakeBot:
    """Stands in for the one path: remembers what it was told and answers what it is given."""

    heard: list[Message] = field(default_factory=list)
    replies: tuple[RenderedReply, ...] = (rendered(),)
    error: Exception | None = None

    async def respond(self, message: Message) -> tuple[RenderedReply, ...]:
        """The one path, as the door sees it."""
        self.heard.append(message)
        if self.error:
            raise self.error
        return self.replies


class Lab:
    """The servers, and tokens and activities that fit them."""

    def __init__(self) -> None:
        self.keys = [GOOD, WEBCHAT_ONLY, BARE]
        self.key_status, self.key_delay = 200, 0.0
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.sent: list[dict[str, Any]] = []
        self.key_fetches = 0
        self.slow = 0.0
        self.server = TestServer(self._app())

    def settings(self, **changes: Any) -> TeamsSettings:
        """An app id, this lab's key server, and its connector among the services."""
        return TeamsSettings(**{
            "app_id": APP_ID, "password": "not-a-real-secret", "tenant_id": TENANT, "app_type": "SingleTenant",
            "open_id_metadata": self.url("/openid"), "more_service_hosts": ("127.0.0.1",), **changes,
        })  # fmt: skip

    def url(self, path: str) -> str:
        """An address of the lab."""
        return f"http://127.0.0.1:{self.server.port}{path}"

    @property
    def service_url(self) -> str:
        """Where the connector is."""
        return self.url("/connector/")

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Those of a good token, changed."""
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": APP_ID, "serviceurl": self.service_url,
            "nbf": now - 60, "iat": now - 60, "exp": now + 3600, **changes,
        }  # fmt: skip
        return {name: value for name, value in claims.items() if value is not UNSET}

    def mint(self, key: Key = GOOD, alg: str = "RS256", kid: Any = None, headers: Headers = None, **changes: Any) -> str:
        """A token with changed claims, key or header."""
        head = {"kid": key.kid if kid is None else kid, "x5t": key.kid, **(headers or {})}
        if kid is UNSET:
            del head["kid"]
        return jwt.encode(self.claims(**changes), key.private, algorithm=alg, headers=head)

    def forge(self, alg: str, secret: bytes = b"") -> str:
        """A token that no library would make: unsigned, or signed with the public key as a secret."""
        head = b64(json.dumps({"typ": "JWT", "alg": alg, "kid": GOOD.kid}).encode())
        body = b64(json.dumps(self.claims()).encode())
        signature = b64(hmac.new(secret, f"{head}.{body}".encode(), hashlib.sha256).digest()) if secret else ""
        return f"{head}.{body}.{signature}"

    def activity(self, **changes: Any) -> dict[str, Any]:
        """A message as Teams sends it, changed."""
        activity = {
            "type": "message", "id": "1700000000000", "timestamp": "2026-11-21T12:00:00.1234567Z", "text": "hei",
            "channelId": "msteams", "serviceUrl": self.service_url,
            "from": {"id": "29:u", "name": "U", "aadObjectId": "0b7e2a4c-aad"},
            "recipient": {"id": "28:" + APP_ID, "name": "Samråd"},
            "conversation": {"id": "a:conv", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}}, "locale": "nb-NO", **changes,
        }  # fmt: skip
        return {name: value for name, value in activity.items() if value is not UNSET}

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._jwks)
        app.router.add_route("*", "/connector/v3/{rest:.*}", self._connector)
        return app

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": self.url("/keys")}, status=self.key_status)

    async def _jwks(self, _: web.Request) -> web.Response:
        self.key_fetches += 1
        await asyncio.sleep(self.key_delay)
        return web.json_response({"keys": [key.jwk() for key in self.keys]})

    async def _connector(self, request: web.Request) -> web.Response:
        body = await request.json()
        if self.failures:
            status, headers = self.failures.pop(0)
            return web.json_response({"error": {"code": "Fake"}}, status=status, headers=headers)
        path, authorization = request.match_info["rest"], request.headers.get("Authorization")
        self.sent.append({"path": path, "body": body, "authorization": authorization})
        await asyncio.sleep(self.slow)
        return web.json_response({"id": "sent-1"}, status=201)


class Heartbeat:
    """The longest time that the loop did nothing else while the block ran."""

    worst = 0.0

    async def __aenter__(self) -> Heartbeat:
        self._task = asyncio.create_task(self._beat())
        await asyncio.sleep(0.03)
        self.worst = 0.0
        return self

    async def _beat(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            self.worst, last = max(self.worst, now - last), now

    async def __aexit__(self, *exc: object) -> None:
        self._task.cancel()


def door_app(door: TeamsDoor) -> web.Application:
    """The door behind its route, started and closed with the application."""

    async def lifecycle(_: web.Application) -> Any:
        await door.start()
        yield
        await door.close()

    app = web.Application()
    app.router.add_post("/api/messages", door.handle)
    app.cleanup_ctx.append(lifecycle)
    return app

"""Who a request comes from: the Bot Framework's token, checked against its published keys.

Accepts the one kind of token that Teams sends, and none of those of emulators and other bots.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import jwt

from dialogs.channels.refusals import Refused, forbidden, unauthorized
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.shapes import Activity

log = logging.getLogger(__name__)

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY_SECONDS = 300
MAX_KEY_DOCUMENT = 1024 * 1024
_JWT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the channels it may speak for."""

    key: Any
    endorsements: frozenset[str]


Keys = Mapping[str, SigningKey]


class SigningKeys:
    """The published keys by kid: kept for ``max_age``, fetched again when one is unknown, never hammered."""

    def __init__(self, fetch: Callable[[], Awaitable[Keys]], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch, self._clock = fetch, clock
        self._keys: Keys = {}
        self._fetched = self._tried = float("-inf")
        self._down = False
        self._lock = asyncio.Lock()
        self.max_age, self.pause, self.pause_when_down = 24 * 3600.0, 60.0, 5.0

    async def get(self, kid: str) -> SigningKey:
        """The key; Refused with 401 when it is unknown, with 503 when that cannot be found out."""
        if kid not in self._keys or self._clock() - self._fetched > self.max_age:
            await self.refresh()
        if key := self._keys.get(kid):
            return key
        if self._down:
            raise Refused(503, "KeysUnavailable", "The signing keys cannot be fetched just now; try again.")
        raise unauthorized("signed with an unknown key")

    async def refresh(self) -> None:
        """Fetch the keys unless that was just tried; the old ones stay when it fails."""
        async with self._lock:
            if self._clock() - self._tried < (self.pause_when_down if self._down else self.pause):
                return
            self._tried = self._clock()
            try:
                self._keys = await self._fetch()
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError, jwt.PyJWTError) as error:
                self._down = True
                log.warning("The signing keys could not be fetched: %s: %s", type(error).__name__, error)
            else:
                self._fetched, self._down = self._clock(), False


async def fetch_keys(session: aiohttp.ClientSession, metadata_url: str, seconds: float) -> Keys:
    """The keys that the metadata points to; raises ClientError, TimeoutError or ValueError."""
    async with asyncio.timeout(seconds):
        metadata = await _get_json(session, metadata_url)
        address = metadata.get("jwks_uri")
        if not isinstance(address, str) or address.split(":", 1)[0] != metadata_url.split(":", 1)[0]:
            raise ValueError("the metadata has no usable jwks_uri")
        listed = (await _get_json(session, address)).get("keys")
    keys = dict(_usable(listed if isinstance(listed, list) else []))
    if not keys:
        raise ValueError("the key server lists no usable keys")
    return keys


async def _get_json(session: aiohttp.ClientSession, url: str) -> Mapping[str, Any]:
    async with session.get(url, allow_redirects=False) as response:
        if response.status != HTTPStatus.OK:
            raise ValueError(f"{url} answers {response.status}")
        raw = bytearray()
        async for piece in response.content.iter_any():
            raw += piece
            if len(raw) > MAX_KEY_DOCUMENT:
                raise ValueError(f"{url} answers with more than {MAX_KEY_DOCUMENT} bytes")
    document = json.loads(raw)
    if not isinstance(document, dict):
        raise ValueError(f"{url} answers with no JSON object")
    return document


def _usable(listed: Sequence[Any]) -> list[tuple[str, SigningKey]]:
    found = []
    for jwk in listed:
        if not isinstance(jwk, dict) or jwk.get("kty") != "RSA" or not isinstance(jwk.get("kid"), str):
            continue
        names = jwk.get("endorsements")
        endorsements = frozenset(n for n in names if isinstance(n, str)) if isinstance(names, list) else frozenset()
        try:
            found.append((jwk["kid"], SigningKey(jwt.PyJWK(jwk, "RS256").key, endorsements)))
        except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
            log.warning("The key %s is not usable: %s", jwk["kid"], error)
    return found


async def admit(header: Sequence[str], activity: Activity, keys: SigningKeys, settings: TeamsSettings) -> None:
    """Let the activity in only if Teams vouches for it and its tenant is ours; else Refused with 401, 403 or 503."""
    token = _bearer(header)
    channel, service_url = activity.get("channelId"), activity.get("serviceUrl")
    if channel != CHANNEL:
        raise unauthorized(f"channel {channel!r}")
    key = await keys.get(kid_of(token))
    if channel not in key.endorsements:
        raise unauthorized("the key is not endorsed for the channel")
    claims = _claims(token, key, settings.app_id)
    if not service_url or claims.get("serviceurl") != service_url:
        raise unauthorized("serviceUrl is not the token's")
    if claims.get("appid", settings.app_id) != settings.app_id:
        raise unauthorized("a token of another app")
    _check_tenant(activity, settings)


def _bearer(header: Sequence[str]) -> str:
    scheme, _, token = (header[0] if len(header) == 1 else "").partition(" ")
    if scheme.lower() != "bearer" or not _JWT.fullmatch(token):
        raise unauthorized("no bearer token")
    return token


def kid_of(token: str) -> str:
    """Which key a token says that it was signed with; Refused with 401 for one that is not signed as ours are."""
    if not _JWT.fullmatch(token):
        raise unauthorized("not a token")
    try:
        head = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise unauthorized(f"unreadable token: {error}") from None
    kid = head.get("kid")
    if head.get("alg") != "RS256" or not isinstance(kid, str):
        raise unauthorized("another algorithm than RS256, or no kid")
    return kid


def _claims(token: str, key: SigningKey, app_id: str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token, key.key, algorithms=["RS256"], audience=app_id, issuer=ISSUER, leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iss", "aud"], "strict_aud": True},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise unauthorized(f"{type(error).__name__}: {error}") from None
    return claims


def _check_tenant(activity: Activity, settings: TeamsSettings) -> None:
    stated = {t.lower() for t in tenants_of(activity)}
    if not stated or not stated <= settings.tenants:
        raise forbidden("This bot does not serve that tenant.")


def tenants_of(activity: Activity) -> list[str]:
    """The tenants that the activity names, in channelData and in the conversation."""
    named = (
        activity.get("channelData", {}).get("tenant") or {},
        {"id": activity.get("conversation", {}).get("tenantId")},
    )
    return [place["id"] for place in named if place.get("id")]

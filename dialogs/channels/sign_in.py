"""Who signs in to a tab in Teams: Entra ID's token for our own app, checked against the keys of the tenant.

What is kept of it is nothing: that somebody of an allowed tenant has signed in is all that the pages need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import aiohttp
import jwt

from dialogs.channels.refusals import forbidden, unauthorized
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.tokens import LEEWAY_SECONDS, SigningKeys, fetch_keys, kid_of

SCOPE = "access_as_user"
"""What the app exposes to Teams' own clients; a token without it was not made for a person in Teams."""
MAX_TOKEN = 16 * 1024
_ISSUERS = ("https://login.microsoftonline.com/{tenant}/v2.0", "https://sts.windows.net/{tenant}/")
"""Of tokens of both versions; which of them is made is a setting of the app's registration."""
_NEEDED = ("exp", "iat", "nbf", "iss", "aud", "tid", "oid", "scp")


class TenantKeys:
    """The keys of the tenants that are let in, and of no others."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self._keys: dict[str, SigningKeys] = {}

    async def start(self) -> None:
        """Open what the keys are fetched with; they are fetched when the first one signs in."""
        self._session = aiohttp.ClientSession(trust_env=True)
        for tenant in self._settings.tenants:
            address = self._settings.entra_metadata.format(tenant=tenant)
            self._keys[tenant] = SigningKeys(partial(fetch_keys, self._session, address, self._settings.fetch_seconds))

    async def close(self) -> None:
        """Let go of it; may be called without ``start``."""
        if self._session:
            await self._session.close()

    def of(self, tenant: str) -> SigningKeys:
        """The keys of a tenant; Refused with 403 when it is not let in."""
        if keys := self._keys.get(tenant):
            return keys
        raise forbidden("This service does not serve that tenant.")


async def signed_in(token: str, keys: Callable[[str], SigningKeys], app_id: str, host: str) -> None:
    """Let through only a person of a tenant whose keys there are, with a token for this app; else Refused with 401, 403 or 503.

    ``host`` is where we are reached, which is part of the app's id in tokens of the older version.
    """
    if len(token) > MAX_TOKEN:
        raise unauthorized("a token of unlikely length")
    kid, tenant = kid_of(token), _tenant(token)
    key = await keys(tenant).get(kid)
    claims = _claims(token, key.key, [each.format(tenant=tenant) for each in _ISSUERS])
    if claims["aud"] not in _audiences(app_id, host):
        raise unauthorized("a token for another app")
    if str(claims["tid"]).lower() != tenant or SCOPE not in str(claims["scp"]).split():
        raise unauthorized(f"no person's token with {SCOPE}")


def _audiences(app_id: str, host: str) -> tuple[str, ...]:
    return (app_id, f"api://{host}/{app_id}") if host else (app_id,)


def _tenant(token: str) -> str:
    """The tenant that the token says it is of, to find its keys by; believed only when they fit."""
    try:
        told: Mapping[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise unauthorized(f"unreadable token: {error}") from None
    tenant = told.get("tid")
    if not isinstance(tenant, str):
        raise unauthorized("a token of no tenant")
    return tenant.lower()


def _claims(token: str, key: Any, issuers: list[str]) -> Mapping[str, Any]:
    try:
        claims: Mapping[str, Any] = jwt.decode(
            token, key, algorithms=["RS256"], issuer=issuers, leeway=LEEWAY_SECONDS,
            options={"require": list(_NEEDED), "verify_aud": False},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise unauthorized(f"{type(error).__name__}: {error}") from None
    if not isinstance(claims["aud"], str):
        raise unauthorized("a token for several apps")
    return claims

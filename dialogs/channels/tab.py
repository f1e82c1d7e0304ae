"""The overview inside Teams: signing in with Teams' own token, the session that follows, and who may frame the pages."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from urllib.parse import urlsplit

from aiohttp import web

from dialogs.channels.bodies import read_json
from dialogs.channels.refusals import Refused, bad_request, forbidden
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.sign_in import TenantKeys, signed_in
from dialogs.channels.web import page_language
from dialogs.site import sessions
from knowledge.model import Language

PATH = "/oversikt/innlogging"
COOKIE = "__Host-samrad"
_KEPT = 12 * 3600
"""So long does a browser keep a session that has ended: we see that it has been here, and let it sign in again."""
FRAMES = (
    "https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft https://*.microsoft365.com "
    "https://*.office.com https://outlook.office.com https://outlook.office365.com"
)
"""Where Teams and Microsoft 365 show tabs, as Microsoft lists them."""

IN_TEAMS = {"i": "teams"}
"""What the address of the tab holds, and that of every page which is opened from it."""

SignInPage = Callable[[Language, str, str], str]
"""The page that signs in, for a language, path and query; handed in, since a channel knows nothing of what is said."""


class Tab:
    """Lets people in who are signed in to Teams. There is none in local mode, which has no app to sign in to."""

    def __init__(self, settings: TeamsSettings, secret: str, base_url: Callable[[], str], page: SignInPage) -> None:
        self._settings, self._secret, self._base_url, self._page = settings, secret, base_url, page
        self._keys = TenantKeys(settings)

    def is_signed_in(self, request: web.Request) -> bool:
        """True for a reader who has signed in, for as long as that lasts."""
        return sessions.holds(self._secret, request.cookies.get(COOKIE, ""), time.time())

    def is_in_teams(self, request: web.Request) -> bool:
        """True where Teams is round the page: the address says so, the browser does, or they have signed in before."""
        framed = request.headers.get("Sec-Fetch-Dest") in ("iframe", "frame")
        return framed or request.query.get("i") == IN_TEAMS["i"] or COOKIE in request.cookies

    def sign_in_page(self, request: web.Request, headers: Mapping[str, str]) -> web.Response:
        """The page that signs in and then shows what was asked for."""
        language = page_language(request)
        html = self._page(language, request.path, request.query_string)
        told = {**self.framed(headers), "Content-Language": language, "WWW-Authenticate": "Bearer"}
        return web.Response(text=html, status=401, content_type="text/html", charset="utf-8", headers=told)

    def framed(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers of a page that Teams may show in a tab."""
        policy = headers["Content-Security-Policy"]
        policy = policy.replace("frame-ancestors 'none'", f"connect-src 'self'; frame-ancestors {FRAMES}")
        # the older header knows no list, and would forbid what the policy allows
        kept = {name: value for name, value in headers.items() if name != "X-Frame-Options"}
        return {**kept, "Content-Security-Policy": policy}

    def add_routes(self, app: web.Application) -> None:
        """Add the address that the page sends its token to."""

        async def keys(_: web.Application) -> AsyncIterator[None]:
            await self._keys.start()
            yield
            await self._keys.close()

        app.cleanup_ctx.append(keys)
        app.router.add_post(PATH, self._sign_in)

    async def _sign_in(self, request: web.Request) -> web.Response:
        try:
            await self._admit(request)
        except Refused as refusal:
            return refusal.response()
        value = sessions.issue(self._secret, time.time())
        # «Partitioned»: the session is Teams' alone, and is kept where cookies of frames otherwise are not
        cookie = f"{COOKIE}={value}; Path=/; Max-Age={_KEPT}; Secure; HttpOnly; SameSite=None; Partitioned"
        return web.Response(status=204, headers={"Set-Cookie": cookie, "Cache-Control": "no-store"})

    async def _admit(self, request: web.Request) -> None:
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise forbidden("Sign in from our own page.")
        body = await read_json(request, self._settings)
        token = body.get("token") if isinstance(body, dict) else None
        if not isinstance(token, str):
            raise bad_request("The body must be an object with the token of Teams.")
        host = urlsplit(self._base_url()).hostname or ""
        await signed_in(token, self._keys.of, self._settings.app_id, host)

"""The pages that rooms show: opened by the key in their address, and in local mode by this machine alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from aiohttp import web
from aiohttp.typedefs import Handler

from dialogs.channels.gate import stopped
from dialogs.screen import Screen
from knowledge.model import Language

_PRIVATE = {"X-Robots-Tag": "noindex", "Cache-Control": "private, no-store", "Vary": "Accept-Language"}


def routes(
    screens: Sequence[Screen], headers: Mapping[str, str], language: Callable[[web.Request], Language], *, local: bool
) -> list[web.RouteDef]:
    """A route for each; ``headers`` are those of every page, and ``language`` is what a browser asks for."""
    return [web.get(screen.path, _shown(screen, {**headers, **_PRIVATE}, language, local=local)) for screen in screens]


def _shown(screen: Screen, headers: Mapping[str, str], language: Callable[[web.Request], Language], *, local: bool) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        if local and (refusal := stopped(request)):
            return refusal
        page = await screen.page(request.match_info["key"], language(request))
        return web.Response(
            text=page.html, status=200 if page.found else 404, content_type="text/html", charset="utf-8",
            headers={**headers, "Content-Language": page.language},
        )  # fmt: skip

    return answer

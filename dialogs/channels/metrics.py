"""``/metrics``: figures for those who watch over the service, open in local mode, else with the key of the address alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from dialogs.site import links

PATH = "/metrics"
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def add_routes(app: web.Application, written: Callable[[], Awaitable[str]], *, local: bool, secret: str) -> None:
    """Add ``/metrics``; ``written`` gives the text, since a channel knows no figures."""

    async def answer(request: web.Request) -> web.Response:
        if not local and not links.check(secret, PATH, request.query.get("key", "")):
            return web.Response(text="The key is missing or wrong: python bot.py outbox tells the address.\n", status=403)
        return web.Response(text=await written(), headers=_HEADERS, content_type="text/plain", charset="utf-8")

    app.router.add_get(PATH, answer)

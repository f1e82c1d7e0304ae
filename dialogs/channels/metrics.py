"""``/metrics``: figures for those who watch the service. In local mode for this machine, else with the key of the address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from dialogs.channels.gate import has_key, stopped

PATH = "/metrics"
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def add_routes(app: web.Application, written: Callable[[], Awaitable[str]], *, local: bool, secret: str) -> None:
    """Add ``/metrics``; ``written`` gives the text, since a channel knows no figures."""

    async def answer(request: web.Request) -> web.Response:
        if local and (refusal := stopped(request)):
            return refusal
        if not local and not has_key(request, secret):
            return web.Response(text="The key is missing or wrong: python bot.py outbox tells the address.\n", status=403)
        return web.Response(text=await written(), headers=_HEADERS, content_type="text/plain", charset="utf-8")

    app.router.add_get(PATH, answer)

"""Group figures of training over HTTP, ``/training/figures/….csv``: open in local mode, else with the key of the link alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from dialogs.channels.gate import has_key, stopped
from dialogs.channels.web import page_language
from knowledge.basics import Language, Text

PATH = "/training/figures/{months}.csv"
_NO_KEY = Text(
    "Lenken er ikke gyldig. Be Samråd om en ny: «opplæringstall som fil».",
    "Lenkja er ikkje gyldig. Be Samråd om ei ny: «opplæringstal som fil».",
)
_NONE = Text("Det finnes ingen tall for denne tiden.", "Det finst ingen tal for denne tida.")
_HEADERS = {"Cache-Control": "private, no-store", "Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}

Find = Callable[[str, Language], Awaitable[bytes | None]]
"""The table of the months that the address names, as ``2026-11`` or ``2026-09_2026-11``; None when there is none."""


def routes(find: Find, secret: str) -> list[web.RouteDef]:
    """The route. Without a secret (local mode) this machine alone may read it, and needs no key."""

    async def answer(request: web.Request) -> web.Response:
        language = page_language(request)
        if not secret and (refusal := stopped(request)):
            return refusal
        if secret and not has_key(request, secret):
            return _words(403, _NO_KEY, language)
        months = request.match_info["months"]
        body = await find(months, language)
        if body is None:
            return _words(404, _NONE, language)
        name = f"samrad-{''.join(sign if sign.isalnum() or sign in '-_' else '-' for sign in months)}.csv"
        headers = {**_HEADERS, "Content-Language": language, "Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=body, content_type="text/csv", charset="utf-8", headers=headers)

    return [web.get(PATH, answer)]


def _words(status: int, text: Text, language: Language) -> web.Response:
    return web.Response(status=status, text=text.in_(language), headers={**_HEADERS, "Content-Language": language})

"""A person's own data over HTTP: ``/mine-data/…``, opened for a quarter of an hour by what stands in the link.

The file comes by a form, so that programs which look at links in messages do not fetch it.
"""

from __future__ import annotations

from typing import Protocol

from aiohttp import web

from dialogs.channels.certificates import PAGE_WITH_FORM
from dialogs.channels.gate import stopped
from dialogs.channels.web import page_language
from knowledge.model import Language

PATH = "/mine-data/{ticket}"
FILE = "samrad-mine-data.json"
_FILE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}


class Pages(Protocol):
    """Gives the page and the file; handed in, since a channel knows nothing of what is kept."""

    async def page(self, path: str, ticket: str, language: Language) -> str | None:
        """The page; None when the link opens nothing."""

    async def file(self, ticket: str, language: Language) -> bytes | None:
        """The file; None when the link opens nothing."""

    def gone(self, path: str, language: Language) -> str:
        """The page for a link that opens nothing."""


def routes(pages: Pages, *, local: bool) -> list[web.RouteDef]:
    """The page and the file. In local mode this machine alone may call them."""

    async def show(request: web.Request) -> web.Response:
        if local and (refusal := stopped(request)):
            return refusal
        language = page_language(request)
        html = await pages.page(request.path, request.match_info["ticket"], language)
        return _html(pages.gone(request.path, language), language, 410) if html is None else _html(html, language, 200)

    async def fetch(request: web.Request) -> web.Response:
        if local and (refusal := stopped(request)):
            return refusal
        language = page_language(request)
        body = await pages.file(request.match_info["ticket"], language)
        if body is None:
            return _html(pages.gone(request.path, language), language, 410)
        headers = {**_FILE, "Content-Language": language, "Content-Disposition": f'attachment; filename="{FILE}"'}
        return web.Response(body=body, content_type="application/json", charset="utf-8", headers=headers)

    return [web.get(PATH, show), web.post(PATH, fetch)]


def _html(html: str, language: Language, status: int) -> web.Response:
    headers = {**PAGE_WITH_FORM, "Content-Language": language}
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=headers)

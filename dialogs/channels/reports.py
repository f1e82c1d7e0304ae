"""Drafts over HTTP, ``/eierskapsmelding/…``: a page and files, open in local mode, else with the key of the link alone."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Literal, Protocol
from urllib.parse import urlencode

from aiohttp import web

from dialogs.channels.cases import PAGE_HEADERS
from dialogs.channels.gate import has_key, stopped
from dialogs.channels.web import page_language
from knowledge.model import Language

PATH = "/eierskapsmelding/{name}"
Reason = Literal["report_forbidden", "report_missing"]
_FILE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}


class File(Protocol):
    """A file to keep."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def content_type(self) -> str:
        """What it is."""

    @property
    def body(self) -> bytes:
        """What is in it."""


class Pages(Protocol):
    """Gives the page and the files; handed in, since a channel knows nothing of what is said."""

    def answer(self, name: str, language: Language, query: str) -> Awaitable[str | File | None]:
        """The page, or the file that the name ends like; None when there is none."""

    def refusal(self, reason: Reason, language: Language, path: str) -> str:
        """A page that says why there is nothing to see."""


def routes(pages: Pages, *, local: bool, secret: str) -> list[web.RouteDef]:
    """The route of the page and its files."""

    async def answer(request: web.Request) -> web.Response:
        if local and (refusal := stopped(request)):
            return refusal
        language = page_language(request)
        # before anything is looked up: without the key nobody learns which municipalities there are
        if not local and not has_key(request, secret):
            return _html(pages.refusal("report_forbidden", language, request.path), language, 403)
        key = request.query.get("key", "")
        found = await pages.answer(request.match_info["name"], language, urlencode({"key": key}) if key else "")
        if found is None:
            return _html(pages.refusal("report_missing", language, request.path), language, 404)
        if isinstance(found, str):
            return _html(found, language, 200)
        headers = {**_FILE, "Content-Language": language, "Content-Disposition": f'attachment; filename="{found.name}"'}
        return web.Response(body=found.body, content_type=found.content_type, headers=headers)

    return [web.get(PATH, answer)]


def _html(html: str, language: Language, status: int) -> web.Response:
    headers = {**PAGE_HEADERS, "Content-Language": language}
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=headers)

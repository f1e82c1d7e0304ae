"""The overview over HTTP, ``/oversikt``: who may see it, in which language, with which headers; pages and CSV files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

from aiohttp import web
from aiohttp.typedefs import Handler

from dialogs.channels.cases import PAGE_HEADERS
from dialogs.channels.gate import stopped
from dialogs.channels.overview_access import Access
from dialogs.channels.web import page_language
from knowledge.model import Language

Reason = Literal["overview_forbidden", "overview_missing"]

_HEADERS = {
    **PAGE_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
}
_FILE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}


class File(Protocol):
    """A table as CSV."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def body(self) -> bytes:
        """What is in it."""


class Pages(Protocol):
    """Gives the pages and files; handed in, since a channel knows nothing of what is said."""

    def answer(
        self, path: str, record: str, language: Language, query: Mapping[str, str], carried: Mapping[str, str]
    ) -> str | File | None:
        """A page as HTML or a table of it as a file; None when there is no such record."""

    def refusal(self, reason: Reason, language: Language, path: str) -> str:
        """A page that says why there is nothing to see."""


def routes(pages: Pages, paths: Iterable[str], access: Access) -> list[web.RouteDef]:
    """A route for each of the overview's paths, ``{id}`` in which stands for a record."""

    def answering(path: str) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await _answered(request, path, pages, access)

        return answer

    return [web.get(path, answering(path)) for path in paths]


async def _answered(request: web.Request, path: str, pages: Pages, access: Access) -> web.Response:
    if access.local and (refusal := stopped(request)):
        return refusal
    language, headers = page_language(request), access.headers(_HEADERS)
    # before anything is looked up: who may not see it learns nothing of what there is
    if not access.may_see(request):
        if way_in := access.way_in(request, _HEADERS):
            return way_in
        return _html(pages.refusal("overview_forbidden", language, request.path), language, 403, headers)
    record = request.match_info.get("id", "")
    asked = (path, record, language, request.query, access.carried(request))
    # a whole table may be long: the others are answered meanwhile
    wait = request.query.get("format") == "csv"
    found = await asyncio.to_thread(pages.answer, *asked) if wait else pages.answer(*asked)
    if found is None:
        return _html(pages.refusal("overview_missing", language, request.path), language, 404, headers)
    if isinstance(found, str):
        return _html(found, language, 200, headers)
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in found.name)
    told = {**_FILE, "Content-Language": language, "Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=found.body, content_type="text/csv", charset="utf-8", headers=told)


def _html(html: str, language: Language, status: int, headers: Mapping[str, str]) -> web.Response:
    told = {**headers, "Content-Language": language}
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=told)

"""The pages of cases, ``/saker`` and ``/saker/{case}``: who may see them, in which language, and with which headers."""

from __future__ import annotations

from typing import Literal, Protocol
from urllib.parse import urlencode

from aiohttp import web

from dialogs.channels.gate import stopped
from dialogs.channels.web import HEADERS, page_language
from dialogs.site import links
from knowledge.model import Language

PAGE_HEADERS = {
    **HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-store",
    "Vary": "Accept-Language",
}


class Pages(Protocol):
    """Gives the pages as HTML; handed in, since a channel knows nothing of what is said."""

    def case(self, case_id: str, language: Language, query: str) -> str | None:
        """The page of one case; None when there is none."""

    def index(self, language: Language, query: str) -> str:
        """The list of cases."""

    def refusal(self, reason: Literal["forbidden", "missing_page"], language: Language, path: str) -> str:
        """A page that says why there is nothing to see."""


def add_routes(app: web.Application, pages: Pages, *, local: bool, secret: str) -> None:
    """Add ``/saker`` and ``/saker/{case}``: to this machine in local mode, else with the key of the address alone."""

    def refused(request: web.Request, reason: Literal["forbidden", "missing_page"], status: int) -> web.Response:
        language = page_language(request)
        return _page(pages.refusal(reason, language, request.path), language, status)

    async def answer(request: web.Request) -> web.Response:
        if local and (refusal := stopped(request)):
            return refusal
        key = request.query.get("key", "")
        # before anything is looked up: without the key nobody learns which cases there are
        if not local and not links.check(secret, request.path, key):
            return refused(request, "forbidden", 403)
        language = page_language(request)
        query = urlencode({"key": key}) if key else ""
        case_id = request.match_info.get("case")
        html = pages.index(language, query) if case_id is None else pages.case(case_id, language, query)
        return refused(request, "missing_page", 404) if html is None else _page(html, language, 200)

    app.add_routes([web.get("/saker", answer), web.get("/saker/{case}", answer)])


def _page(html: str, language: Language, status: int) -> web.Response:
    headers = {**PAGE_HEADERS, "Content-Language": language}
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=headers)

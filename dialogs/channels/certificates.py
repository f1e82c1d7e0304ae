"""Certificates over HTTP: ``/kursbevis/…``, opened by the seal in the link, and ``/kursbevis/bekreft``, open to all.

The name is sent in the body of the request, so that it stands in no address and no log, and is never kept.
"""

from __future__ import annotations

from typing import Literal, Protocol

from aiohttp import web

from dialogs.channels.cases import PAGE_HEADERS
from dialogs.channels.gate import stopped
from dialogs.channels.web import page_language
from knowledge.model import Language

Fault = Literal["", "fault_empty", "fault_letters"]
PAGE_WITH_FORM = {
    **PAGE_HEADERS,
    "Content-Security-Policy": PAGE_HEADERS["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'"),
    # with «no-referrer» a browser hides where a form comes from, and local mode answers its own pages alone
    "Referrer-Policy": "same-origin",
}
_FILE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}


class Pages(Protocol):
    """Gives the pages and the file; handed in, since a channel knows nothing of what is said."""

    def page(self, path: str, token: str, language: Language, name: str = "", fault: Fault = "") -> str | None:
        """The certificate's page; None when the link opens nothing."""

    def pdf(self, token: str, language: Language, name: str) -> bytes | Fault | None:
        """The file, what is wrong with the name, or None when the link opens nothing."""

    def confirm(self, path: str, reference: str, language: Language) -> str:
        """Whether a reference is ours."""

    def gone(self, path: str, language: Language) -> str:
        """For a link that opens nothing any more."""


def routes(pages: Pages, *, local: bool) -> list[web.RouteDef]:
    """The routes of certificates. In local mode this machine alone may call them."""

    def refused(request: web.Request) -> web.Response | None:
        return stopped(request) if local else None

    async def show(request: web.Request) -> web.Response:
        return refused(request) or _shown(pages, request)

    async def named(request: web.Request) -> web.Response:
        if refusal := refused(request):
            return refusal
        filled = await request.post()
        name, language, token = str(filled.get("name", "")), page_language(request), request.match_info["token"]
        if filled.get("as") != "pdf":
            return _shown(pages, request, name)
        made = pages.pdf(token, language, name)
        if not isinstance(made, bytes):
            return _shown(pages, request, name, made or "")
        headers = {**_FILE, "Content-Language": language, "Content-Disposition": 'attachment; filename="kursbevis.pdf"'}
        return web.Response(body=made, content_type="application/pdf", headers=headers)

    async def confirm(request: web.Request) -> web.Response:
        if refusal := refused(request):
            return refusal
        language = page_language(request)
        return _html(pages.confirm(request.path, request.query.get("number", "").strip(), language), language, 200)

    return [
        web.get("/kursbevis/bekreft", confirm),
        web.get("/kursbevis/{token}", show),
        web.post("/kursbevis/{token}", named),
    ]


def _shown(pages: Pages, request: web.Request, name: str = "", fault: Fault = "") -> web.Response:
    language = page_language(request)
    html = pages.page(request.path, request.match_info["token"], language, name, fault)
    if html is None:
        return _html(pages.gone(request.path, language), language, 410)
    return _html(html, language, 422 if fault else 200)


def _html(html: str, language: Language, status: int) -> web.Response:
    headers = {**PAGE_WITH_FORM, "Content-Language": language}
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=headers)

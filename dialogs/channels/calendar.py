"""Calendars over HTTP: ``/calendar/….ics``, open in local mode, else with the key that is part of the link.

What a calendar holds is found elsewhere; here is only what a calendar program needs of HTTP.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from dialogs.calendar_file import CalendarFile
from dialogs.channels.gate import has_key, stopped
from dialogs.channels.web import page_language
from knowledge.model import Language, Text

_UNKNOWN: Mapping[str, Text] = {
    "step": Text(
        "Dette steget har ingen dag som kan stå i en kalender.", "Dette steget har ingen dag som kan stå i ein kalender."
    ),
    "case": Text("Denne saken finnes ikke.", "Denne saka finst ikkje."),
    "municipality": Text("Denne kommunen finnes ikke.", "Denne kommunen finst ikkje."),
    "cooperation": Text("Dette samarbeidet finnes ikke.", "Dette samarbeidet finst ikkje."),
}
_NO_KEY = Text(
    "Lenken er ikke gyldig. Be Samråd om en ny: «kalender for …».",
    "Lenkja er ikkje gyldig. Be Samråd om ei ny: «kalender for …».",
)
_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}
_PATHS = {
    "step": "/calendar/step/{case}/{step}.ics",
    "case": "/calendar/case/{id}.ics",
    "municipality": "/calendar/municipality/{id}.ics",
    "cooperation": "/calendar/cooperation/{id}.ics",
}


Find = Callable[[str, tuple[str, ...], Language], Awaitable[CalendarFile | None]]
"""The calendar of a kind (``step``, ``case``, …) and its ids; None for what is unknown."""


def routes(find: Find, secret: str) -> list[web.RouteDef]:
    """The routes of all calendars. Without a secret (local mode) this machine alone may read them, and needs no key."""

    def route(kind: str, path: str) -> web.RouteDef:
        names = re.findall(r"\{(\w+)\}", path)

        async def answer(request: web.Request) -> web.Response:
            language = page_language(request)
            if not secret and (refusal := stopped(request)):
                return refusal
            if secret and not has_key(request, secret):
                return _words(403, _NO_KEY, language)
            ids = tuple(request.match_info[name] for name in names)
            found = await find(kind, ids, language)
            return _words(404, _UNKNOWN[kind], language) if found is None else _file(request, found, language)

        return web.get(path, answer)

    return [route(kind, path) for kind, path in _PATHS.items()]


def _file(request: web.Request, found: CalendarFile, language: Language) -> web.Response:
    """The file, or 304 when the caller has it already."""
    tag = hashlib.sha256(found.body).hexdigest()[:32]
    headers = {**_HEADERS, "ETag": f'"{tag}"', "Content-Language": language}
    if any(known.value in (tag, "*") for known in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    name = re.sub(r"[^a-z0-9-]+", "-", found.name.casefold()).strip("-") or "samrad"
    headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return web.Response(body=found.body, content_type="text/calendar", charset="utf-8", headers=headers)


def _words(status: int, text: Text, language: Language) -> web.Response:
    headers = {**_HEADERS, "Cache-Control": "no-store", "Content-Language": language}
    return web.Response(status=status, text=text.in_(language), headers=headers)

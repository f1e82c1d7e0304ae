"""The web: the chat page in local mode, an information page otherwise, and the health check.

Only what a browser fetches lives here. The chat itself goes through ``/api/messages`` like every other channel;
the words of the pages are in ``static/``, one file a language with the same structure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from dialogs.channels import screens as rooms_screens
from dialogs.screen import Screen
from knowledge.model import Language

STATIC = Path(__file__).parent / "static"

CONTENT_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

CHAT_FILES = frozenset({"bot.js", "chat.js", "form.js", "judge.js", "show.js", "under.js", "words.js"})
"""What the chat alone needs; without local mode it is not served."""

TOLD = {"personvern": "privacy", "vilkar": "terms"}
"""Pages that the app's manifest names, in both written forms one after the other."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Always asked for again, cheaply by ETag: a new version must never meet an old script.
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Health:
    """What the service answers from right now."""

    revision: int
    cooperations: int


HealthCheck = Callable[[], Health | None]
"""Called at each health check; None while the knowledge is not loaded yet."""


def add_routes(app: web.Application, *, local: bool, health: HealthCheck, screens: Sequence[Screen] = ()) -> None:
    """Add the pages, their files and ``/healthz``: the chat in local mode only, else a page that points to Teams."""
    app.add_routes(routes(local=local, health=health))
    app.add_routes(rooms_screens.routes(screens, HEADERS, page_language, local=local))


def routes(*, local: bool, health: HealthCheck) -> list[web.RouteDef]:
    """The routes that :func:`add_routes` adds."""
    page = _chat_page() if local else _file(STATIC / "info.html", "text/html", {})
    files = [
        web.get(f"/static/{path.name}", _file(path, CONTENT_TYPES[path.suffix], {}))
        for path in sorted(STATIC.iterdir())
        if path.suffix in CONTENT_TYPES and (local or path.name not in CHAT_FILES)
    ]
    told = [web.get(f"/{path}", _file(STATIC / f"{name}.html", "text/html", {})) for path, name in TOLD.items()]
    return [web.get("/", page), web.get("/healthz", _healthz(health)), *told, *files]


def page_language(request: web.Request) -> Language:
    """The language that ``?lang=`` names, else the one the browser prefers, else bokmål."""
    asked = request.query.get("lang", "")
    return _written(asked) or _preferred(request.headers.get("Accept-Language", "")) or "nb"


def _preferred(accept: str) -> Language | None:
    """The best of ours in an ``Accept-Language`` header; of equals the first."""
    best: Language | None = None
    best_weight = 0.0
    for part in accept.split(","):
        tag, _, parameter = part.partition(";")
        language, weight = _written(tag), _weight(parameter)
        if language and weight > best_weight:
            best, best_weight = language, weight
    return best


def _written(tag: str) -> Language | None:
    """The written form of a language tag; plain ``no`` has always meant bokmål."""
    match tag.strip().lower().partition("-")[0]:
        case "nn":
            return "nn"
        case "nb" | "no":
            return "nb"
    return None


def _weight(parameter: str) -> float:
    """The ``q`` of a language range: 1 when left out, 0 when it makes no sense."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


def _chat_page() -> Handler:
    """The chat page in the reader's language."""
    varying = {"Vary": "Accept-Language"}
    pages: dict[Language, Handler] = {
        "nb": _file(STATIC / "page.nb.html", "text/html", {**varying, "Content-Language": "nb"}),
        "nn": _file(STATIC / "page.nn.html", "text/html", {**varying, "Content-Language": "nn"}),
    }

    async def answer(request: web.Request) -> web.StreamResponse:
        return await pages[page_language(request)](request)

    return answer


def _file(path: Path, content_type: str, extra: dict[str, str]) -> Handler:
    """A file read once at start; the browser asks again with the ETag and is told 304 when it has it."""
    body = path.read_bytes()
    tag = hashlib.sha256(body).hexdigest()[:32]

    async def answer(request: web.Request) -> web.StreamResponse:
        headers = {**HEADERS, **extra, "ETag": f'"{tag}"'}
        if any(known.value in (tag, "*") for known in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, content_type=content_type, charset="utf-8", headers=headers)

    return answer


def _healthz(health: HealthCheck) -> Handler:
    """200 with what is loaded, 503 until something is: for a load balancer and for people."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

    async def answer(_request: web.Request) -> web.StreamResponse:
        now = health()
        if now is None:
            return web.json_response({"status": "starting"}, status=503, headers=headers)
        return web.json_response({"status": "ok", "revision": now.revision, "cooperations": now.cooperations}, headers=headers)

    return answer

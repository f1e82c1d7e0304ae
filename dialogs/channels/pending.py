"""Files that the chat page has sent ahead of the message that speaks of them. Kept in memory, briefly, and taken once."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable

from aiohttp import web

from dialogs.channels.hosts import check_local_caller
from dialogs.channels.refusals import Refused, bad_request, json_response
from dialogs.channels.settings import TeamsSettings
from dialogs.model import AttachmentFault

log = logging.getLogger(__name__)

SCHEME = "upload:"
"""What the address of such a file begins with; the rest is its token."""
MOST_WAITING = 4
KEPT_SECONDS = 120.0


class Pending:
    """``POST /api/upload`` in local mode: the body is the file, the answer its address for the message that follows."""

    def __init__(self, settings: TeamsSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings, self._clock = settings, clock
        self._waiting: dict[str, tuple[float, bytes]] = {}

    def take(self, token: str) -> bytes:
        """The file, which is then no longer here; AttachmentFault when nobody sent it, or long ago."""
        self._let_go()
        found = self._waiting.pop(token, None)
        if found is None:
            raise AttachmentFault("unreachable")
        return found[1]

    async def handle(self, request: web.Request) -> web.Response:
        """Take a file in; every outcome is a response."""
        try:
            check_local_caller(request)
            # a form of another site's page could send such types without being asked about it first
            if request.content_type != "application/octet-stream":
                raise Refused(415, "UnsupportedMediaType", "Send the file as application/octet-stream.")
            data = await self._read(request)
        except Refused as refusal:
            log.info("Refused: %s", refusal)
            return refusal.response()
        self._let_go()
        while len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        token = secrets.token_urlsafe(16)
        self._waiting[token] = (self._clock(), data)
        return json_response({"contentUrl": SCHEME + token, "size": len(data)})

    async def _read(self, request: web.Request) -> bytes:
        most = self._settings.max_file
        if (request.content_length or 0) > most:
            raise _too_large(most)
        pieces: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._settings.file_seconds):
                async for piece in request.content.iter_any():
                    size += len(piece)
                    if size > most:
                        raise _too_large(most)
                    pieces.append(piece)
        except TimeoutError:
            raise Refused(408, "RequestTimeout", "The file took too long to arrive.") from None
        if not size:
            raise bad_request("The file is empty.")
        return b"".join(pieces)

    def _let_go(self) -> None:
        old = self._clock() - KEPT_SECONDS
        for token in [token for token, (at, _) in self._waiting.items() if at < old]:
            del self._waiting[token]


def _too_large(most: int) -> Refused:
    return Refused(413, "ContentTooLarge", f"The file is larger than {most} bytes.")

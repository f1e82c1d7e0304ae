"""Files that come with a message: where they are, and fetching them from the few hosts that we fetch from."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes

import aiohttp
from yarl import URL

from dialogs.channels.hosts import is_service_host, may_fetch_from
from dialogs.channels.pending import SCHEME, Pending
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.shapes import Activity
from dialogs.model import Attachment, AttachmentFault

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
_NO_FILES = ("text/html", "application/vnd.microsoft.card.", "application/vnd.microsoft.teams.card.")
"""Content types of what is no file: the message once more as HTML, and cards."""
MOST_FILES = 5
"""So many files of one message are looked at."""
_REDIRECTS = 3
_PIECE = 64 * 1024

Token = Callable[[], Awaitable[str]]


def attachments_of(activity: Activity, files: Files | None) -> tuple[Attachment, ...]:
    """The files of a message, not fetched yet; none when there is nobody to fetch them."""
    if files is None:
        return ()
    found = (_attachment(each, files) for each in activity.get("attachments", ()))
    return tuple(each for each in found if each is not None)[:MOST_FILES]


def _attachment(raw: dict[str, Any], files: Files) -> Attachment | None:
    kind = raw.get("contentType") or ""
    content = raw.get("content")
    if kind.startswith(_NO_FILES):
        return None
    url = raw.get("contentUrl")
    if kind == DOWNLOAD and isinstance(content, dict):
        url = content.get("downloadUrl")
    if not isinstance(url, str) or not url:
        return None
    return Attachment(_name(raw.get("name"), content), kind, partial(files.fetch, url))


def _name(stated: Any, content: Any) -> str:
    """The file's name without any folder; made up of its type where it has none."""
    name = stated if isinstance(stated, str) else ""
    name = name.replace("\\", "/").rpartition("/")[2].strip()[-200:]
    if name:
        return name
    kind = content.get("fileType") if isinstance(content, dict) else ""
    return f"dokument.{kind[:10]}" if isinstance(kind, str) and kind.isalnum() else "dokument"


class Files:
    """Fetches files, within limits of place, size and time."""

    def __init__(self, settings: TeamsSettings, session: aiohttp.ClientSession, token: Token, pending: Pending) -> None:
        self._settings, self._session, self._token, self._pending = settings, session, token, pending

    async def fetch(self, url: str) -> bytes:
        """The bytes at ``url``; AttachmentFault when they are too many, not to be had, or not ours to fetch."""
        if url.startswith("data:"):
            return self._inline(url)
        if url.startswith(SCHEME):
            return self._pending.take(url.removeprefix(SCHEME))
        try:
            async with asyncio.timeout(self._settings.file_seconds):
                return await self._download(url)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise AttachmentFault("unreachable") from error

    def _inline(self, url: str) -> bytes:
        """What a data URI holds."""
        head, _, data = url.removeprefix("data:").partition(",")
        if len(data) > 2 * self._settings.max_file:
            raise AttachmentFault("too_large")
        try:
            raw = base64.b64decode(unquote_to_bytes(data), validate=True) if head.endswith(";base64") else unquote_to_bytes(data)
        except (binascii.Error, ValueError) as error:
            raise AttachmentFault("unreachable") from error
        if len(raw) > self._settings.max_file:
            raise AttachmentFault("too_large")
        return raw

    async def _download(self, url: str) -> bytes:
        """Follows redirects within the host alone, so that nobody can point us, or our token, elsewhere."""
        for _ in range(_REDIRECTS + 1):
            if not may_fetch_from(url, self._settings):
                raise AttachmentFault("not_allowed")
            at = URL(url, encoded=True)
            async with self._session.get(at, headers=await self._headers(url), allow_redirects=False) as answer:
                if answer.status in (301, 302, 303, 307, 308):
                    there = at.join(URL(answer.headers.get("Location", ""), encoded=True))
                    if (there.scheme, there.host, there.port) != (at.scheme, at.host, at.port):
                        raise AttachmentFault("not_allowed")
                    url = str(there)
                    continue
                if answer.status != 200:
                    raise AttachmentFault("unreachable")
                return await self._read(answer)
        raise AttachmentFault("unreachable")

    async def _headers(self, url: str) -> dict[str, str]:
        """The bot's token, for Teams' own services alone: elsewhere the address itself lets one in."""
        if self._settings.local or not is_service_host(url, self._settings):
            return {}
        token = await self._token()
        return {"Authorization": f"Bearer {token}"} if token else {}

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        most = self._settings.max_file
        if (answer.content_length or 0) > most:
            raise AttachmentFault("too_large")
        pieces: list[bytes] = []
        size = 0
        async for piece in answer.content.iter_chunked(_PIECE):
            size += len(piece)
            if size > most:
                raise AttachmentFault("too_large")
            pieces.append(piece)
        return b"".join(pieces)

"""The body of a request: read within limits and parsed. Nothing about what an activity is."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from dialogs.channels.refusals import Refused, bad_request
from dialogs.channels.settings import TeamsSettings


async def read_json(request: web.Request, settings: TeamsSettings) -> Any:
    """The JSON value of the request, or Refused with 408, 413, 415 or 400."""
    if request.content_type != "application/json":
        raise Refused(415, "UnsupportedMediaType", "Send the activity as application/json.")
    if (request.charset or "utf-8").lower().replace("-", "") != "utf8":
        raise Refused(415, "UnsupportedMediaType", "Send the activity in UTF-8.")
    # A packed body could grow beyond the limit when it is unpacked, and no channel packs.
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, "UnsupportedMediaType", "Send the activity without Content-Encoding.")
    return parse(await _read(request, settings), settings.max_depth)


async def _read(request: web.Request, settings: TeamsSettings) -> bytes:
    limit = settings.max_body
    if (request.content_length or 0) > limit:
        raise _too_large(limit)
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(settings.read_seconds):
            async for piece in request.content.iter_any():
                size += len(piece)
                if size > limit:
                    raise _too_large(limit)
                pieces.append(piece)
    except TimeoutError:
        raise Refused(408, "RequestTimeout", "The body took too long to arrive.") from None
    return b"".join(pieces)


def _too_large(limit: int) -> Refused:
    return Refused(413, "ContentTooLarge", f"The body is larger than {limit} bytes.")


def parse(raw: bytes, max_depth: int) -> Any:
    """The JSON value of ``raw``; Refused with 400 unless it is plain, shallow JSON in UTF-8."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise bad_request("The body is not UTF-8.") from None
    except RecursionError:
        raise _too_deep(max_depth) from None
    except ValueError:
        raise bad_request("The body is not JSON.") from None
    # So few brackets cannot nest deeper; it spares nearly every message the walk.
    if raw.count(b"{") + raw.count(b"[") > max_depth:
        _check_depth(value, max_depth)
    if b"\\u" in raw:
        _check_characters(value)
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _check_depth(value: Any, max_depth: int) -> None:
    level = [value]
    for _ in range(max_depth + 1):
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise _too_deep(max_depth)


def _too_deep(max_depth: int) -> Refused:
    return bad_request(f"The body is nested deeper than {max_depth} levels.")


def _children(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []


def _check_characters(value: Any) -> None:
    """Half a surrogate pair cannot be stored or sent on, and PostgreSQL takes no NUL."""
    try:
        plain = json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise bad_request("The body holds half a surrogate pair.") from None
    if b"\\u0000" in plain and "\x00" in "".join(_strings(value)):
        raise bad_request("The body holds a NUL character.")


def _strings(value: Any) -> list[str]:
    found, nodes = [], [value]
    while nodes:
        node = nodes.pop()
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node, dict):
            found.extend(node)
        nodes.extend(_children(node))
    return found

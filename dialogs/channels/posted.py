"""What is known of a message that was not taken: the channel's own word for it, and whether it may have arrived."""

from __future__ import annotations

import json
from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp

_LONGEST = 64

_on_its_way: ContextVar[list[bool]] = ContextVar("on_its_way")


def begun() -> list[bool]:
    """For a request that is made from here on in this task: filled once the request is on its way."""
    seen: list[bool] = []
    _on_its_way.set(seen)
    return seen


def watching() -> aiohttp.TraceConfig:
    """What a client session needs for ``begun``."""

    async def headers_sent(_: aiohttp.ClientSession, __: SimpleNamespace, ___: aiohttp.TraceRequestHeadersSentParams) -> None:
        _on_its_way.get([]).append(True)

    trace = aiohttp.TraceConfig()
    trace.on_request_headers_sent.append(headers_sent)
    return trace


def error_code(body: bytes) -> str:
    """The ``error.code`` of a refusal, as ``MessageWritesBlocked``; empty when it has none that is a plain word."""
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    error = said.get("error") if isinstance(said, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and code.isidentifier() and len(code) <= _LONGEST else ""

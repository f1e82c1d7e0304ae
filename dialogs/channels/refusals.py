"""How the door says no: a status and a short English sentence for whoever runs the caller."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

MICROSOFT_ERROR = "application/vnd.microsoft.error"


class Refused(Exception):
    """A request that goes no further; ``why`` is for our log, never for the caller."""

    def __init__(self, status: int, code: str, message: str, why: str = "") -> None:
        self.status, self.code, self.message, self.why = status, code, message, why
        super().__init__(f"{status} {code}: {why or message}")

    def response(self) -> web.Response:
        """The refusal as JSON: ``{"error": {"code", "message"}}``."""
        headers = {"WWW-Authenticate": "Bearer"} if self.status == HTTPStatus.UNAUTHORIZED else {}
        if self.status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers["Retry-After"] = "5"
        return json_response({"error": {"code": self.code, "message": self.message}}, self.status, headers)


class BadInvoke(Exception):
    """An invoke that cannot be understood; the client shows ``message``."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)

    def response(self) -> web.Response:
        """The answer in the shape that invokes have: status, type and value."""
        return json_response(invoke_error(400, "BadRequest", self.message), 400)


def bad_request(message: str) -> Refused:
    """A body that is not an activity as the protocol has it."""
    return Refused(400, "BadRequest", message)


def unauthorized(why: str) -> Refused:
    """A token that is missing or not good enough; the caller is not told which."""
    return Refused(401, "Unauthorized", "A valid token is needed.", why)


def forbidden(message: str) -> Refused:
    """A caller that we may know, but do not serve."""
    return Refused(403, "Forbidden", message)


def invoke_error(status: int, code: str, message: str) -> dict[str, Any]:
    """The body that tells a client why an action failed."""
    return {"statusCode": status, "type": MICROSOFT_ERROR, "value": {"code": code, "message": message}}


def json_response(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A JSON answer in UTF-8, letters as they are."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return web.Response(text=text, status=status, headers=headers, content_type="application/json")

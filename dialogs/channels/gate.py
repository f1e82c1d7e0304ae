"""Who may open what is not for everybody: this machine in local mode, else whoever has the key in the link."""

from __future__ import annotations

from aiohttp import web

from dialogs.channels.hosts import check_local_caller
from dialogs.channels.refusals import Refused
from dialogs.site import links


def stopped(request: web.Request) -> web.Response | None:
    """In local mode: the refusal of everybody but this machine; None for those who may go on."""
    try:
        check_local_caller(request)
    except Refused as refusal:
        return refusal.response()
    return None


def has_key(request: web.Request, secret: str) -> bool:
    """True when the address has the key that opens its path."""
    return links.check(secret, request.path, request.query.get("key", ""))

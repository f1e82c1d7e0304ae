"""Which hosts may speak to us and be spoken to: loopback in local mode, Microsoft's services in Teams."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

from aiohttp import web

from dialogs.channels.refusals import forbidden, unauthorized
from dialogs.channels.settings import TeamsSettings

# Stricter than the grammar of URLs, so that no two parsers can disagree about the host.
_SERVICE_URL = re.compile(r"(https?)://([A-Za-z0-9.-]+|\[::1\])(?::\d{1,5})?(?:/[A-Za-z0-9._~%/-]*)?", re.ASCII)
_FILE_URL = re.compile(r"(https?)://([A-Za-z0-9.-]+|\[::1\])(?::\d{1,5})?(?:[/?][!-\[\]^-~]*)?", re.ASCII)
_FILE_HOSTS = ("*.sharepoint.com",)
"""Where Teams keeps the files that people send, besides its own services."""
_HOST = re.compile(r"([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?", re.ASCII)
_ORIGIN = re.compile(r"https?://(.+)", re.ASCII)


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """True for localhost and the loopback addresses, written plainly."""
    host = host.removeprefix("[").removesuffix("]").lower()
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _names_loopback(host_and_port: str) -> bool:
    match = _HOST.fullmatch(host_and_port)
    return match is not None and is_loopback(match[1])


@lru_cache(maxsize=256)
def may_reply_to(service_url: str, settings: TeamsSettings) -> bool:
    """True where replies may be sent: loopback in local mode, else the services that are named."""
    match = _SERVICE_URL.fullmatch(service_url)
    if match is None or "/.." in service_url:
        return False
    scheme, host = match[1], match[2].lower()
    if settings.local:
        return is_loopback(host)
    return _among(host, settings.service_hosts) and (scheme == "https" or is_loopback(host))


def may_fetch_from(url: str, settings: TeamsSettings) -> bool:
    """True where a person's file may be fetched: this machine in local mode, else SharePoint and Teams' services."""
    match = _FILE_URL.fullmatch(url)
    if match is None:
        return False
    scheme, host = match[1], match[2].lower()
    if settings.local:
        return is_loopback(host)
    return _among(host, (*_FILE_HOSTS, *settings.service_hosts)) and (scheme == "https" or is_loopback(host))


def is_service_host(url: str, settings: TeamsSettings) -> bool:
    """True for the services of Teams that take the bot's own token."""
    match = _FILE_URL.fullmatch(url)
    return match is not None and _among(match[2].lower(), settings.service_hosts)


def _among(host: str, patterns: tuple[str, ...]) -> bool:
    return any(host.endswith(p[1:]) if p.startswith("*.") else host == p for p in patterns)


def check_local_caller(request: web.Request) -> None:
    """Refuse everyone but this machine, also when a browser or a tunnel carries them here."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    if not peer or not is_loopback(str(peer[0])):
        raise forbidden("In local mode only this machine is served.")
    # A name of another's making can be pointed at 127.0.0.1, and then its pages could talk to us.
    if not _names_loopback(request.headers.get("Host", "")):
        raise forbidden("In local mode the Host must be localhost or a loopback address.")
    origin = request.headers.get("Origin")
    if origin is not None and not ((match := _ORIGIN.fullmatch(origin)) and _names_loopback(match[1])):
        raise forbidden("In local mode the Origin must be localhost or a loopback address.")
    if "Forwarded" in request.headers or "X-Forwarded-For" in request.headers:
        raise forbidden("In local mode nothing is served through a proxy or tunnel.")
    # Whoever sends a token believes that it is looked at; say that it is not.
    if "Authorization" in request.headers:
        raise unauthorized("a token in local mode, where there is no app id to check it for")

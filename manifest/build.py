"""Builds the app package that a municipality uploads to Teams: ``python bot.py package``."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from manifest.checks import faults, is_domain

FOLDER = Path(__file__).parent
FILES = ("manifest.json", "nn-no.json", "en-us.json", "color.png", "outline.png")
"""What the package holds, at its top."""
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_ALWAYS = (2026, 1, 1, 0, 0, 0)
"""The moment that every file of the zip bears, so that the same input makes the same bytes."""


class BadPackage(Exception):
    """The package cannot be built. Says why and what to do, line by line."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """What differs from one municipality to the next."""

    app_id: str
    """The app id of the bot's registration, a GUID."""
    domain: str
    """The host name that the service is reached at."""
    developer: str = "Samråd"
    """Who publishes the app, at most 32 characters."""


def build(publishing: Publishing, files: Mapping[str, bytes] | None = None) -> bytes:
    """The package as a zip, checked; BadPackage lists everything that is wrong. ``files`` stand in for ours."""
    app_id, domain = publishing.app_id.strip().lower(), _host(publishing.domain)
    wrong = []
    if not _ID.fullmatch(app_id):
        wrong.append(f"The app id «{publishing.app_id}» is no GUID: copy «Application (client) ID» from the registration.")
    if not domain:
        wrong.append(f"The domain «{publishing.domain}» is no host name: give it as samrad.kommune.no.")
    if not publishing.developer.strip():
        wrong.append("The developer's name is empty: give the municipality's, at most 32 characters.")
    if wrong:
        raise BadPackage("\n".join(wrong))
    given = {"APP_ID": app_id, "DOMAIN": domain, "DEVELOPER": publishing.developer.strip()}
    package = _zipped({name: _filled(name, body, given) for name, body in (files or shipped()).items()})
    if found := faults(package):
        raise BadPackage("\n".join(found))
    return package


def shipped() -> dict[str, bytes]:
    """The files of the package as they lie here, with their places to fill in."""
    return {name: (FOLDER / name).read_bytes() for name in FILES}


def _host(domain: str) -> str:
    """The host name; empty for what is none. ``https://`` before it and a slash after it are forgiven."""
    host = re.sub(r"^https://", "", domain.strip().lower()).rstrip("/")
    try:
        host = host.encode("idna").decode("ascii")  # «vågå.kommune.no»
    except UnicodeError:
        return ""
    return host if is_domain(host) else ""


def _filled(name: str, body: bytes, given: Mapping[str, str]) -> bytes:
    if not name.endswith(".json"):
        return body
    text = body.decode("utf-8")
    for place, value in given.items():
        text = text.replace("{{" + place + "}}", json.dumps(value, ensure_ascii=False)[1:-1])
    return text.encode("utf-8")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, body)
    return whole.getvalue()

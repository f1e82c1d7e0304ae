"""What a link of ours leads to, and who may see that from the link alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from dialogs.compose.labels import PageName
from dialogs.model import Link
from dialogs.site import links
from knowledge.findable import Found, Kind
from knowledge.model import Register

_PAGES: Mapping[str, PageName] = {
    "/oversikt": "overview",
    "/oversikt/tidslinje": "timeline",
    "/oversikt/nettverk": "network",
    "/oversikt/vedtak": "boards",
    "/saker": "boards",
}
_RECORDS: Mapping[str, Kind] = {
    "/oversikt/samarbeid/": "cooperation",
    "/oversikt/kommune/": "municipality",
    "/saker/": "case",
}
_PORTS = {"http": 80, "https": 443}
_FILTER = re.compile(r"[a-z_]{1,20}")
_NOT_KEPT = frozenset({"key", "lang", "path", "i", "format"})
"""The key is made anew and the language is the reader's; the rest tells how the page is shown, not what it shows."""
_FILTERS, _VALUE = 12, 100


@dataclass(frozen=True, slots=True)
class Target:
    """A page of ours."""

    path: str
    page: PageName | None
    """A page about no one record."""
    found: Found | None
    filters: Mapping[str, str]
    """What the page is narrowed to."""
    key: str


def target_of(url: str, link: Link, register: Register) -> Target | None:
    """The page that the address leads to; None for all that is not ours, or not there."""
    ours = link("/")
    try:
        given, own = urlsplit(url), urlsplit(ours)
        same = ours and (_host(given.scheme, given.hostname, given.port) == _host(own.scheme, own.hostname, own.port))
        asked = parse_qsl(given.query, max_num_fields=50)
    except ValueError:
        return None
    base = own.path.rstrip("/")
    path = unquote(given.path)
    if not same or given.username or not path.startswith(f"{base}/"):
        return None
    path = path[len(base) :].rstrip("/") or "/"
    query = dict(asked)
    page, found = _PAGES.get(path), _record(path, register)
    if page is None and found is None:
        return None
    filters = {n: v for n, v in query.items() if _FILTER.fullmatch(n) and n not in _NOT_KEPT and 0 < len(v) <= _VALUE}
    return Target(path, page, found, dict(list(filters.items())[:_FILTERS]) if page else {}, query.get("key", ""))


def _host(scheme: str, host: str | None, port: int | None) -> tuple[str, str | None, int | None]:
    return scheme, host, port or _PORTS.get(scheme)


def _record(path: str, register: Register) -> Found | None:
    """The record that a page is about, where the register has it; a municipality by its number too."""
    for start, kind in _RECORDS.items():
        if path.startswith(start):
            wanted = path[len(start) :]
            known: Mapping[str, object] = {
                "cooperation": register.cooperations, "case": register.cases, "municipality": register.municipalities,
            }[kind]  # fmt: skip
            if wanted in known:
                return Found(kind, wanted)
            if kind == "municipality":
                numbered = (m.id for m in register.municipalities.values() if m.number == wanted and m.until is None)
                return next((Found(kind, each) for each in numbered), None)
    return None


def opened(target: Target, secret: str) -> bool:
    """True when the link itself opens the page, whoever has it."""
    return links.check(secret, target.path, target.key)

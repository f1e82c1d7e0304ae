"""Links that open what they lead to: the path is signed with the secret of the service, and the key is part of the link.

Whoever has the link may read the page or the calendar, as with any link that is shared; nobody can make one for
another path. The pages of the overview lead to each other, so one key opens them all. In local mode everything is on
loopback and open, and links carry no key.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from urllib.parse import quote, urlencode

PURPOSE = b"samrad link\0"
"""Keeps these keys apart from whatever else the secret keys."""
KEY_BYTES = 24
WHOLE = ("/oversikt",)
"""Paths whose key opens all that is below them too."""


def scope(path: str) -> str:
    """The path whose key opens this one: itself, but for what is below one that is opened as a whole."""
    return next((whole for whole in WHOLE if path.startswith(f"{whole}/")), path)


def sign(secret: str, path: str) -> str:
    """The key of a path, as ``/saker/sogn-ko``: 32 characters that may stand in an address. ``path`` is not percent-encoded."""
    if not secret:
        raise ValueError("a link cannot be signed without a secret")
    digest = hmac.new(secret.encode(), PURPOSE + scope(path).encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:KEY_BYTES]).decode()


def check(secret: str, path: str, key: str) -> bool:
    """True when ``key`` is the key of ``path``; takes as long whether it is or not. Without a secret never."""
    return bool(secret) and hmac.compare_digest(sign(secret, path).encode(), key.encode("utf-8", "replace"))


def link(base_url: str, secret: str, path: str, **query: str) -> str:
    """The address of a path, with its key; without one when ``secret`` is empty, as in local mode. ``query`` is not signed."""
    asked = {name: value for name, value in query.items() if value}
    if secret:
        asked["key"] = sign(secret, path)
    return f"{base_url.rstrip('/')}{quote(path)}{'?' + urlencode(asked) if asked else ''}"

"""That somebody has signed in, as a value that a browser brings along: when it ends, sealed with the secret of the service.

It says nothing about who it is, and nothing is stored.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode

PURPOSE = b"samrad session\0"
"""Keeps these seals apart from whatever else the secret keys."""
SECONDS = 3600
"""So long does a session last; Teams signs in again without a question."""
_FORM = re.compile(r"(\d{1,12})\.([A-Za-z0-9_-]{43})", re.ASCII)


def issue(secret: str, now: float) -> str:
    """A session from now on."""
    ends = str(int(now) + SECONDS)
    return f"{ends}.{_seal(secret, ends)}"


def holds(secret: str, value: str, now: float) -> bool:
    """True for a session that was issued with this secret and has not ended."""
    found = _FORM.fullmatch(value)
    if not secret or found is None or not hmac.compare_digest(_seal(secret, found[1]), found[2]):
        return False
    return now < int(found[1])


def _seal(secret: str, ends: str) -> str:
    if not secret:
        raise ValueError("a session cannot be sealed without a secret")
    digest = hmac.new(secret.encode(), PURPOSE + ends.encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()

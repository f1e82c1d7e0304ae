"""What opens a person's own data by a link: who it is of and until when, sealed so that we alone can make and read it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

PATH = "/mine-data"
LASTS = timedelta(minutes=15)
_PURPOSE = b"samrad my data\0"
_NONCE, _UNTIL, _KEY, _SEAL = 16, 8, 32, 32
_LENGTH = _NONCE + _UNTIL + _KEY + _SEAL


def issue(secret: str, person: str, until: datetime) -> str:
    """The part of the address that opens the person's data until then. Nobody can read from it whose it is."""
    nonce = secrets.token_bytes(_NONCE)
    body = nonce + int(until.timestamp()).to_bytes(_UNTIL, "big") + _masked(secret, nonce, bytes.fromhex(person))
    return urlsafe_b64encode(body + _mac(secret, b"seal", body)).decode().rstrip("=")


def opened(secret: str, ticket: str, now: datetime) -> str | None:
    """The key of the person; None for what we did not make, or when its time is over."""
    try:
        whole = urlsafe_b64decode(ticket.encode("ascii") + b"=" * (-len(ticket) % 4))
    except ValueError:
        return None
    body, seal = whole[:-_SEAL], whole[-_SEAL:]
    if len(whole) != _LENGTH or not secret or not hmac.compare_digest(_mac(secret, b"seal", body), seal):
        return None
    if now.timestamp() > int.from_bytes(body[_NONCE : _NONCE + _UNTIL], "big"):
        return None
    return _masked(secret, body[:_NONCE], body[_NONCE + _UNTIL :]).hex()


def _masked(secret: str, nonce: bytes, key: bytes) -> bytes:
    """The key with a mask over it that is used once; the same again takes it off."""
    return bytes(a ^ b for a, b in zip(key, _mac(secret, b"mask", nonce), strict=True))


def _mac(secret: str, use: bytes, message: bytes) -> bytes:
    return hmac.new(secret.encode(), _PURPOSE + use + b"\0" + message, hashlib.sha256).digest()

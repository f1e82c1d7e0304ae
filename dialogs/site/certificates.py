"""Certificates of a course: sealed into the link that opens them, so that nothing is stored, and a mark to confirm them by.

A link is opened by its seal, for an hour, and holds what is told of the course and nothing of who took it. The name is
written on the page by the one who prints it, and leaves no trace here. The reference on a certificate is one that only we
can make: whoever asks is told of which course and day it is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from knowledge.courses import Course, CourseBook

PATH = "/kursbevis"
CONFIRM = f"{PATH}/bekreft"
_PURPOSE = b"samrad certificate\0"
_SALT, _MARK = 6, 10
"""Characters of five bits: the salt tells two people's certificates of one day apart, the mark cannot be guessed."""
_REFERENCE = re.compile(rf"([A-Z]{{3}})-([0-9]{{8}})-([A-Z2-7]{{{_SALT}}})-([A-Z2-7]{{{_MARK}}})")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate tells."""

    course: str
    modules: tuple[tuple[str, date], ...]
    """Each module with the day it was passed."""
    right: int
    answered: int
    reference: str

    @property
    def completed(self) -> date:
        """The day that the last module was passed."""
        return max(day for _, day in self.modules)


def code_of(course: str) -> str:
    """The letters that a course has in references."""
    return course[:3].upper()


def reference_of(secret: str, person: str, course: str, completed: date) -> str:
    """The reference of a person's certificate: the same each time, and nobody can tell from it whose it is."""
    salt = _signed(secret, "person", person, course)[:_SALT]
    return _marked(secret, code_of(course), f"{completed:%Y%m%d}", salt)


def vouched(secret: str, reference: str, book: CourseBook) -> tuple[Course, date] | None:
    """Which course and day a reference is of; None when we never made it."""
    match = _REFERENCE.fullmatch(reference.strip().upper())
    if match is None or not hmac.compare_digest(_marked(secret, match[1], match[2], match[3]), match[0]):
        return None
    course = next((each for each in book.courses.values() if code_of(each.id) == match[1]), None)
    return (course, datetime.strptime(match[2], "%Y%m%d").replace(tzinfo=UTC).date()) if course else None


def seal(secret: str, certificate: Certificate, until: datetime) -> str:
    """What stands in the link: the certificate, until when the link opens it, and our seal on both."""
    told = [
        certificate.course, [[module, day.isoformat()] for module, day in certificate.modules],
        certificate.right, certificate.answered, certificate.reference, int(until.timestamp()),
    ]  # fmt: skip
    body = base64.urlsafe_b64encode(json.dumps(told, separators=(",", ":")).encode()).decode().rstrip("=")
    return f"{body}.{_signed(secret, 'link', body)[:32]}"


def opened(secret: str, token: str, now: datetime) -> Certificate | None:
    """The certificate that a link holds; None when it is not ours, or no longer opens."""
    body, _, sealed = token.partition(".")
    wanted = _signed(secret, "link", body)[:32].encode()
    if len(token) > _LONGEST or not hmac.compare_digest(wanted, sealed.encode("utf-8", "replace")):
        return None
    course, modules, right, answered, reference, until = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    if now.timestamp() > until:
        return None
    return Certificate(course, tuple((m, date.fromisoformat(day)) for m, day in modules), right, answered, reference)


def opening(token: str) -> str:
    """The path of a certificate's page."""
    return f"{PATH}/{token}"


def _marked(secret: str, *parts: str) -> str:
    return "-".join((*parts, _signed(secret, "reference", *parts)[:_MARK]))


def _signed(secret: str, *parts: str) -> str:
    message = _PURPOSE + b"".join(
        len(raw).to_bytes(4, "big") + raw for raw in (p.encode("utf-8", "surrogatepass") for p in parts)
    )
    return base64.b32encode(hmac.new(secret.encode(), message, hashlib.sha256).digest()).decode()

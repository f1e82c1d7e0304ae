"""What becomes of a message that the channel did not take: tried again, set aside, or its recipient left in peace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from dialogs.delivery.pace import backoff, retry_after
from dialogs.outgoing import NotSent

MOST_ATTEMPTS = 16
"""So often is a message tried: over some six hours."""
UNANSWERED = 60.0
"""At least so many seconds pass before a message is sent again that may have arrived."""
GAVE_UP = "gave_up"
ANSWER_LOST = "answer_lost"

_GONE = {HTTPStatus.FORBIDDEN: "forbidden", HTTPStatus.NOT_FOUND: "not_found", HTTPStatus.GONE: "gone"}
_FOR_A_WHILE = {
    HTTPStatus.UNAUTHORIZED,  # our own token; nobody's message is lost for that
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_SERVER = 500


@dataclass(frozen=True, slots=True)
class Again:
    """Tried again in so many seconds, and nothing else goes to that conversation before."""

    seconds: float
    pushed_back: bool
    """True when it tells of a channel that has too much to do."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The recipient cannot be written to until they return."""

    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Set aside."""

    why: str


Verdict = Again | Blocked | Failed


def verdict(refusal: NotSent, attempts: int, unsure: int, now: datetime, random: Callable[[], float]) -> Verdict:
    """What to do. ``attempts`` were made, this one included; ``unsure`` of those before it may have arrived unanswered."""
    status = refusal.status
    if status in _GONE:
        return Blocked(refusal.code or _GONE[HTTPStatus(status)])
    if status and status < _SERVER and status not in _FOR_A_WHILE:
        return Failed(refusal.code or f"status_{status}")
    if refusal.perhaps and unsure:
        return Failed(ANSWER_LOST)  # it has most likely arrived twice by now
    if attempts >= MOST_ATTEMPTS:
        return Failed(GAVE_UP)
    asked = retry_after(refusal.retry_after, now)
    seconds = max(asked + random(), backoff(attempts, random), UNANSWERED if refusal.perhaps else 0.0)
    return Again(seconds, pushed_back=status in (0, HTTPStatus.TOO_MANY_REQUESTS) or status >= _SERVER)

"""From a row of the outbox to its message, or to what becomes of it without one."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from dialogs.delivery.composer import Composer, Later, Queued, Skip
from dialogs.delivery.verdict import GAVE_UP, MOST_ATTEMPTS
from dialogs.model import RenderedReply
from storage.claiming import Claimed
from storage.errors import StorageError
from storage.sending import Settled

log = logging.getLogger(__name__)

POISON = "poison"
"""Why a row failed that no message can be made of."""
PUT_OFF = timedelta(seconds=30)
"""When it is tried again to make a message for which something could not be read."""
_SOON = timedelta(seconds=1)


async def make(composers: Mapping[str, Composer], row: Claimed, now: datetime) -> RenderedReply | Settled:
    """The message; or that it is skipped, put off, or set aside."""
    if row.attempts >= MOST_ATTEMPTS:
        return Settled(row.id, row.recipient, "failed", GAVE_UP)
    try:
        made = await composers[row.kind].compose(_queued(row))
    except StorageError as error:
        log.warning("a %s cannot be made now, trying again: %s", row.kind, error)
        return Settled(row.id, row.recipient, "retrying", next_at=now + PUT_OFF)
    except Exception as error:
        log.exception("a message of the kind %s cannot be made", row.kind)
        return poisoned(row, error)
    if isinstance(made, Skip):
        return Settled(row.id, row.recipient, "skipped", made.reason)
    if isinstance(made, Later):
        return Settled(row.id, row.recipient, "waiting", next_at=max(made.until, now + _SOON))
    return made


def poisoned(row: Claimed, error: Exception) -> Settled:
    """Set aside, since it would only break again; what it says may be somebody's words, so the fault's name must do."""
    return Settled(row.id, row.recipient, "failed", POISON, error=type(error).__name__)


def given_back(row: Claimed, now: datetime, *, untried: bool) -> Settled:
    """To be sent by another, at once; ``untried`` when it had been noted that it goes, and it did not."""
    return Settled(row.id, row.recipient, "retrying" if row.attempts else "waiting", next_at=now, untried=untried)


def _queued(row: Claimed) -> Queued:
    return Queued(
        notice=row.notice,
        kind=row.kind,
        recipient=row.recipient,
        language="nn" if row.language == "nn" else "nb",
        payload=row.payload,
        due_at=row.due_at,
        expires_at=row.expires_at,
        attempts=row.attempts,
    )

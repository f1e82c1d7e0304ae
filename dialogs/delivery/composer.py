"""What makes the messages that are sent unprompted, a kind of notice each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dialogs.model import RenderedReply
from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class Queued:
    """A row of the outbox whose time has come."""

    notice: str
    kind: str
    recipient: str
    """Key of the recipient."""
    language: Language
    """That the recipient was kept with."""
    payload: Mapping[str, Any]
    """Of the notice, with the recipient's own laid over it."""
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    """How often it was tried before."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing is sent: ``reason`` is a short word for the ledger, as ``unsubscribed`` or ``no_longer_so``."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now, but then: quiet hours have begun, say."""

    until: datetime


class Composer(Protocol):
    """Makes the message of one kind of notice, when it is sent: what is true then, in the recipient's language then.

    It may read from the database; a ``StorageError`` puts the row off for a little while. Any other exception is taken for a
    fault of the row, which is set aside as failed. It may be called again for the same row, when a try did not succeed.
    """

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        """The message, or why there is none."""
        ...

"""Writing to a conversation without having been asked: what a channel offers, and how it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from dialogs.model import RenderedReply


class NotSent(Exception):
    """The channel did not take a message. ``status`` is 0 when it could not be reached."""

    def __init__(self, status: int, retry_after: str = "", why: str = "", code: str = "", *, perhaps: bool = False) -> None:
        self.status, self.retry_after, self.why = status, retry_after, why
        self.code = code
        """The channel's own word for it, as ``MessageWritesBlocked``; may be empty."""
        self.perhaps = perhaps
        """True when it may have been taken all the same: it was on its way, and no answer came."""
        told = (code, why, "it may have arrived" if perhaps else "")
        super().__init__(
            f"status {status}{f', retry after {retry_after}' if retry_after else ''}{''.join(f', {t}' for t in told if t)}"
        )


class Sender(Protocol):
    """What writes to conversations. ``reference`` is ``Message.reference`` as it once came in."""

    async def send(self, reference: Mapping[str, Any], reply: RenderedReply) -> tuple[str, ...]:
        """Write; the channel's ids of the messages that it made, in order. Raises NotSent, and tries once."""
        ...

    async def update(self, reference: Mapping[str, Any], message: str, reply: RenderedReply) -> None:
        """Put the reply in place of an earlier message of ours. Raises NotSent, and tries once."""
        ...

"""That we are writing, shown while an answer takes its time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Protocol

from dialogs.channels.shapes import Activity
from dialogs.channels.tokens import CHANNEL
from dialogs.outgoing import NotSent

log = logging.getLogger(__name__)

AFTER = 1.0
"""An answer that comes within so many seconds needs no sign of life."""
AGAIN = 3.0
"""Teams shows the sign for a few seconds."""


class Poster(Protocol):
    """What messages are sent with."""

    async def post(self, activity: Activity) -> str:
        """Send; raises NotSent."""
        ...


@contextlib.asynccontextmanager
async def typing(door: Poster, activity: Activity, *, after: float = AFTER, again: float = AGAIN) -> AsyncIterator[None]:
    """While within, who wrote the message sees that we write, once it has taken a while."""
    if not _is_shown(activity):
        yield
        return
    task = asyncio.create_task(_show(door, activity, after, again))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _is_shown(activity: Activity) -> bool:
    """Teams shows it in talks of two and in group chats, not in the threads of channels."""
    place = (activity.get("conversation", {}).get("conversationType") or "").lower()
    asked = activity.get("type") in ("message", "messageUpdate") and activity.get("channelId") == CHANNEL
    return asked and place != "channel" and activity.get("deliveryMode") != "expectReplies"


async def _show(door: Poster, activity: Activity, after: float, again: float) -> None:
    sign: Activity = {
        "type": "typing", "from": activity["recipient"], "recipient": activity["from"],
        "conversation": activity["conversation"], "channelId": CHANNEL, "serviceUrl": activity.get("serviceUrl", ""),
    }  # fmt: skip
    await asyncio.sleep(after)
    while True:
        try:
            await door.post(sign)
        except NotSent as failure:
            log.info("It could not be shown that an answer takes its time: %s", failure)
            return
        await asyncio.sleep(again)

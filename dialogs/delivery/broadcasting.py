"""The message that editors send to many, as each of them gets it."""

from __future__ import annotations

from dialogs.delivery.composer import Later, Queued, Skip
from dialogs.delivery.office_replies import lines_of
from dialogs.house import House
from dialogs.model import Choice, RenderedReply, Reply
from knowledge.following.times import Wishes, due
from storage.subscriptions import find_subscriber


class Broadcasting:
    """Makes it, in each reader's written form; not while they have asked for quiet."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        """The message; later for those who sleep or have muted us, and none for those who follow nothing any more."""
        async with self._house.database.session() as session:
            known = await find_subscriber(session, queued.recipient)
        if known is None and queued.payload["to"] == "following":
            return Skip("unsubscribed")
        if known is not None:
            now = self._house.clock()
            then = due(Wishes(quiet=known.wishes.quiet), max(now, known.muted_until or now))
            if then > now:
                return Later(then)
        written = queued.language
        about = Choice("Hva er lagret om meg?" if written == "nb" else "Kva er lagra om meg?", "mine data")
        text = str(queued.payload[written])
        return self._house.render(Reply("delivery/broadcast", written, {"lines": lines_of(text)}, choices=(about,)))

"""Exercises that come by themselves: put on their way at the person's hour, and made when they are sent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dialogs.delivery.composer import Later, Queued, Skip
from dialogs.house import House
from dialogs.model import RenderedReply, Turn
from dialogs.outgoing import Sender
from dialogs.training.exercise import Run
from dialogs.training.items import Askable
from dialogs.training.practice import waits, way_back
from dialogs.training.sitting import Sitting
from knowledge.clock import OSLO
from knowledge.practice import LATE, due_day
from knowledge.understanding.question import Context, Question, Slots
from storage.conversations import load_state
from storage.errors import StorageError
from storage.outbox import Notice, enqueue
from storage.practice_habits import done_with, perhaps_due, put_in_talk, subscribed
from storage.session import Session

KIND = "exercise"
_AT_ONCE = 500
"""So many are queued in one go, so that those who answer meanwhile need not wait."""
_LOOKED = 20.0
"""Seconds between two looks at the clock."""


class Regular:
    """Puts exercises on their way, and makes them."""

    def __init__(self, house: House, items: Askable | None = None) -> None:
        self._house, self._askable = house, items or Askable()

    async def run(self, _sender: Sender) -> None:
        """Look at the clock until cancelled. Any number of replicas may: each day of a person is taken once."""
        while True:
            with contextlib.suppress(StorageError):
                await self.look(self._house.clock())
            await asyncio.sleep(_LOOKED)

    async def look(self, now: datetime) -> int:
        """Queue the exercises whose hour has come; how many. Once for each person and day, whoever looks and however often."""
        there, queued = now.astimezone(OSLO), 0
        async with self._house.database.session() as session:
            waiting = bool(await _due(session, there, 1))
        while waiting:
            async with self._house.database.session(write=True) as session:
                due = await _due(session, there, _AT_ONCE)
                await done_with(session, due, there.date())
                told = Notice(f"{KIND}:{there.date().isoformat()}", KIND, expires_at=_expiry(there))
                queued += await enqueue(session, told, due, now=now)
            waiting = bool(due)  # others may write in between
        return queued

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        """The first question of a new exercise, or the one that waits already."""
        async with self._house.database.session(write=True) as session:
            found = await subscribed(session, queued.recipient)
            if found is None:
                return Skip("unsubscribed")
            _, preferences = await load_state(session, found.talk, queued.recipient)
            turn = self._turn(queued, preferences)
            items = self._askable.for_one(turn.knowledge, turn.context.municipality, turn.today)
            sitting = await Sitting.opened(session, turn, items, self._house.clock())
            reply = sitting.go_on() if sitting.run else sitting.begin(Run(habit=True))
            await sitting.keep(heard=False)
            if sitting.run is None:
                return Skip("nothing_left")
            await self._leave_word(session, found.talk, sitting.run.item, turn)
        return self._house.render(reply)

    def _turn(self, queued: Queued, preferences: Mapping[str, Any]) -> Turn:
        language = preferences.get("language") or queued.language
        context = Context(municipality=preferences.get("municipality"))
        question = Question("practice", Slots(), language)
        today = self._house.clock().astimezone(OSLO).date()
        return Turn(question, self._house.knowledge(), context, today, who=queued.recipient)

    @staticmethod
    async def _leave_word(session: Session, talk: str, item: str, turn: Turn) -> None:
        """The conversation is to know that a question waits, though nobody spoke."""
        await put_in_talk(session, talk, {**waits(item), "back": way_back(), "language": turn.language})


async def _due(session: Session, there: datetime, most: int) -> list[str]:
    """At most so many of those whose exercise is to be put on its way now."""
    minute = there.hour * 60 + there.minute
    found = await perhaps_due(session, there.date(), (minute - LATE, minute), most)
    return [each.person for each in found if due_day(each.habit, each.last_day, there) is not None]


def _expiry(there: datetime) -> datetime:
    """Past that it is of no use that day."""
    return there + timedelta(minutes=LATE)

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
from dialogs.training.steps import OSLO
from knowledge.practice import LATE, due_day
from knowledge.understanding.question import Context, Question, Slots
from storage.conversations import load_state
from storage.errors import StorageError
from storage.outbox import Notice, enqueue
from storage.practice_habits import put_in_talk, subscribed, take_day
from storage.session import Session

KIND = "exercise"
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
        there = now.astimezone(OSLO)
        async with self._house.database.session() as session:
            wanted = [(each, due_day(each.habit, each.last_day, there)) for each in await subscribed(session)]
        due = [(each, day) for each, day in wanted if day is not None]
        if not due:
            return 0
        async with self._house.database.session(write=True) as session:
            taken = [each.person for each, day in due if await take_day(session, each.person, each.habit, day)]
            told = Notice(f"{KIND}:{there.date().isoformat()}", KIND, expires_at=_expiry(there))
            return await enqueue(session, told, taken, now=now)

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        """The first question of a new exercise, or the one that waits already."""
        async with self._house.database.session(write=True) as session:
            found = await subscribed(session, queued.recipient)
            if not found:
                return Skip("unsubscribed")
            _, preferences = await load_state(session, found[0].talk, queued.recipient)
            turn = self._turn(queued, preferences)
            items = self._askable.for_one(turn.knowledge, turn.context.municipality, turn.today)
            sitting = await Sitting.opened(session, turn, items, self._house.clock())
            reply = sitting.go_on() if sitting.run else sitting.begin(Run(habit=True))
            await sitting.keep(heard=False)
            if sitting.run is None:
                return Skip("nothing_left")
            await self._leave_word(session, found[0].talk, sitting.run.item, turn)
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


def _expiry(there: datetime) -> datetime:
    """Past that it is of no use that day."""
    return there + timedelta(minutes=LATE)

"""How a group's quiz goes on: each step is one transaction, and done by the first of several that try it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogs.training.group.cards import chosen, counts_of
from knowledge.quiz import QuizItem, mark
from knowledge.quiz_json import item_from_json
from storage import group_quiz, group_votes
from storage.database import Database
from storage.group_quiz import GroupSession, changing
from storage.practice import Result, add_results
from storage.session import Session

IDLE = timedelta(minutes=45)
"""A session that nobody touches for so long ends by itself."""
PAUSED = timedelta(hours=12)
"""The same while it has a pause."""


@dataclass(frozen=True, slots=True)
class Steering:
    """Takes a session from step to step."""

    database: Database
    clock: Callable[[], datetime]
    today: Callable[[], date]

    async def close(self, session: GroupSession, number: int) -> bool:
        """Close the question; what its votes came to is kept in the same go. False when it was not open."""
        async with changing(self.database) as storage:
            await group_quiz.touch(storage, session.id, self.clock())
            return await self._close(storage, session, number)

    async def go_on(self, session: GroupSession, after: int) -> bool:
        """Close the question, if it is open, and open the next; False when that was done, or there is none."""
        async with changing(self.database) as storage:
            if not await group_quiz.go_on(storage, session.id, after, self.clock()):
                return False
            await self._close(storage, session, after)
            return True

    async def pause(self, session: GroupSession, number: int, *, paused: bool) -> bool:
        """Let no votes in, or let them in again; False when there was nothing to do."""
        async with changing(self.database) as storage:
            await group_quiz.touch(storage, session.id, self.clock())
            return await group_quiz.pause(storage, session.id, number, paused=paused)

    async def end(self, session: GroupSession, *, untouched: datetime | None = None) -> bool:
        """End the session, with its question closed; False when it had ended, or was touched after ``untouched``."""
        async with changing(self.database) as storage:
            if not await group_quiz.end_session(storage, session.id, self.clock(), untouched=untouched):
                return False
            newest = await group_quiz.find_session(storage, session.id)
            await self._close(storage, session, newest.current if newest else session.current)
            return True

    async def end_if_idle(self, session: GroupSession, *, paused: bool) -> bool:
        """End a session that has lain untouched; True when it did."""
        before = self.clock() - (PAUSED if paused else IDLE)
        if session.touched_at > before:
            return False
        async with self.database.single() as storage:
            voted = await group_quiz.last_vote(storage, session.id)
        return (voted is None or voted <= before) and await self.end(session, untouched=session.touched_at)

    async def _close(self, storage: Session, session: GroupSession, number: int) -> bool:
        now = self.clock()
        if not await group_quiz.close_question(storage, session.id, number, now):
            return False
        asked = await group_quiz.question_of(storage, session.id, number)
        assert asked is not None  # it was just closed
        item = item_from_json(asked.body)
        votes = await group_votes.votes_on(storage, session.id, number)
        await group_quiz.keep_counts(storage, session.id, number, counts_of(item, votes))
        right = []
        for person, told in votes:
            result = self._result(item, chosen(item, told), session, now)
            await add_results(storage, person, [result])
            right += [person] if result.right else []
        if session.points and right:
            await group_votes.add_points(storage, session.id, right)
        return True

    def _result(self, item: QuizItem, given: tuple[str, ...], session: GroupSession, now: datetime) -> Result:
        marked = mark(item, given)
        return Result(
            item.id, item.theme.value, item.level, marked.right, marked.met, marked.of, now, self.today(), "group",
            str(session.id),
        )  # fmt: skip

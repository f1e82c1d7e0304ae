"""Shows a group's quiz to its channel: the newest state of each card, as often as the channel takes it, by one replica at a time.

What must be shown is reckoned from the database each time, so nothing is lost when a replica stops: another goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dialogs.model import Link, RenderedReply, Reply
from dialogs.outgoing import NotSent, Sender
from dialogs.training.group.cards import Cards
from dialogs.training.group.pace import pause_of, wait_of
from dialogs.training.group.plan import NO_ID, Picture, Step, mark_of, next_step, state_of
from dialogs.training.group.steering import Steering
from knowledge.snapshot import Knowledge
from storage import group_quiz, group_showing, group_votes
from storage.database import Database
from storage.errors import StorageError
from storage.group_quiz import GroupSession, changing

log = logging.getLogger(__name__)

HELD = timedelta(seconds=30)
"""So long a replica that has stopped keeps others from going on; longer than one sending may take."""
BUSY, QUIET = 0.5, 5.0
"""Seconds between two looks while a quiz runs somewhere, and while none does."""
TROUBLED = timedelta(seconds=30)
"""So long is a session let be that could not be shown for a fault of ours."""
LAST = 5.0
"""Seconds that what is on its way is waited for when the service stops."""
TIDY = timedelta(minutes=10)
KEPT = timedelta(days=1)
"""So long is a session kept after its end, with its votes."""
NAMED = timedelta(minutes=15)
"""So long is its table of points, for the page on the projector."""
_GONE = (403, 404)
"""The conversation, or the message, is not there for us."""
_BAD = 400
_TOO_MANY = 429
_MANY_FAILURES = 50


@dataclass(slots=True)
class Showing:
    """The loop of a replica."""

    database: Database
    knowledge: Callable[[], Knowledge]
    render: Callable[[Reply], RenderedReply]
    steering: Steering
    clock: Callable[[], datetime]
    link: Link
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    """Of this replica."""
    _busy: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _tidied: datetime | None = None
    _stopping: bool = False

    async def run(self, sender: Sender) -> None:
        """Show what there is to show, until cancelled."""
        try:
            while True:
                sessions: tuple[GroupSession, ...] = ()
                try:
                    sessions = await self._look(sender)
                except StorageError as error:
                    log.warning("Quizzes for groups cannot be looked at just now: %s", error)
                except Exception:  # the loop outlives whatever it stumbles over
                    log.exception("Quizzes for groups could not be looked at")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.wake.wait(), BUSY if sessions else QUIET)
                self.wake.clear()
        finally:
            await self._stop()

    async def _look(self, sender: Sender) -> tuple[GroupSession, ...]:
        async with self.database.single() as storage:
            sessions = await group_quiz.unfinished(storage)
        for session in sessions:
            if session.id not in self._busy:
                task = asyncio.create_task(self._watched(session, sender))
                self._busy[session.id] = task
                task.add_done_callback(lambda _, number=session.id: self._busy.pop(number, None))  # type: ignore[misc]
        await self._tidy()
        return sessions

    async def _watched(self, session: GroupSession, sender: Sender) -> None:
        try:
            await self.bring_up_to_date(session.id, sender)
        except Exception:  # one conversation's trouble is not another's
            log.exception("A quiz could not be shown")
            with contextlib.suppress(StorageError):
                async with self.database.single() as storage:
                    await group_showing.refused(storage, session.id, self.clock() + TROUBLED, session.failures + 1)

    async def _stop(self) -> None:
        """What is on its way is noted first, or another would send it again."""
        self._stopping = True
        tasks = list(self._busy.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=LAST)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        with contextlib.suppress(StorageError):
            async with self.database.single() as storage:
                await group_showing.let_go(storage, self.name)

    async def _tidy(self) -> None:
        now = self.clock()
        if self._tidied is not None and now - self._tidied < TIDY:
            return
        self._tidied = now
        async with changing(self.database) as storage:
            await group_quiz.forget_sessions(storage, now - KEPT)
            await group_votes.forget_names(storage, now - NAMED)
            await group_showing.forget_sendings(storage, now - group_showing.KEPT)

    # -- one session --------------------------------------------------------------------------------------------------

    async def bring_up_to_date(self, number: int, sender: Sender) -> None:
        """Take steps until the channel shows how the session stands, or must be left alone for a while."""
        while not self._stopping:
            picture = await self._picture(number)
            if picture is None or picture.session.state == "done":
                return
            paused = any(question.state == "paused" for question in picture.questions)
            if picture.session.state == "running" and await self.steering.end_if_idle(picture.session, paused=paused):
                continue
            now = self.clock()
            step = next_step(picture, now)
            if step is None:
                if picture.session.state == "ended":
                    await self._finish(number)
                return
            waits = picture.session.not_before
            if waits is not None and waits > now:
                return  # looked at again soon
            async with self.database.single() as storage:
                if not await group_showing.hold(storage, number, self.name, now, now + HELD):
                    return
                sent = await group_showing.sendings(storage, picture.session.channel, now - group_showing.KEPT)
            wait = wait_of([time.timestamp() for time in sent], now.timestamp())
            if wait:
                await asyncio.sleep(min(wait, BUSY))
                continue  # what is newest by then
            if not await self._take(picture, step, sender):
                return

    async def _picture(self, number: int) -> Picture | None:
        async with self.database.single() as storage:
            session = await group_quiz.find_session(storage, number)
            if session is None:
                return None
            questions = await group_quiz.questions_of(storage, number)
            return Picture(session, questions, await group_votes.count_votes(storage, number))

    async def _take(self, picture: Picture, step: Step, sender: Sender) -> bool:
        """Send one message or update; False when the channel would not have it."""
        session = picture.session
        reply = self.render(await self._reply(picture, step))
        reference: Mapping[str, Any] = session.reference or {}
        async with self.database.single() as storage:
            sending = await group_showing.note_sending(storage, session.channel, self.clock())
        try:
            if step.message:
                await sender.update(reference, step.message, reply)
                message = step.message
            else:
                message = next(iter(await sender.send(reference, reply)), "") or NO_ID
        except NotSent as failure:
            return await self._refused(picture, step, failure)
        finally:
            async with self.database.single() as storage:
                await group_showing.sending_ended(storage, sending, self.clock())
        await self._shown(picture, step, message)
        return True

    async def _reply(self, picture: Picture, step: Step) -> Reply:
        session = picture.session
        cards = Cards(self.knowledge().language.law, session, session.language)
        if step.what == "control":
            return cards.control(state_of(picture), screen=bool(self.link("/quiz")))
        if step.what == "question":
            return cards.question(picture.questions[step.number - 1], picture.answered.get(step.number, 0))
        async with self.database.single() as storage:
            people = await group_votes.count_people(storage, session.id)
            table = await group_votes.table_of(storage, session.id)
        return cards.final(picture.questions, people, table)

    async def _shown(self, picture: Picture, step: Step, message: str) -> None:
        session = picture.session
        async with self.database.single() as storage:
            if step.what == "control":
                await group_showing.control_shown(storage, session.id, message, step.shown)
            elif step.what == "question":
                shown = mark_of(picture.questions[step.number - 1], picture.answered)
                await group_showing.question_shown(storage, session.id, step.number, message, shown, self.clock())
            else:
                await group_showing.final_shown(storage, session.id, message)

    async def _refused(self, picture: Picture, step: Step, failure: NotSent) -> bool:
        """Wait as the channel says; write anew what was taken away; give up where there is nobody to write to."""
        log.warning("A quiz's card was not taken: %s", failure)
        session = picture.session
        if failure.status in _GONE and not step.message:
            await self.steering.end(session)
            await self._finish(session.id)
            return False
        if failure.status == _BAD or failure.status in _GONE:
            await self._without(picture, step, anew=failure.status in _GONE)
            return True
        pause = pause_of(failure.retry_after, session.failures if failure.status != _TOO_MANY else 0, self.clock())
        async with self.database.single() as storage:
            until = self.clock() + timedelta(seconds=pause)
            await group_showing.refused(storage, session.id, until, min(session.failures + 1, _MANY_FAILURES))
        return False

    async def _without(self, picture: Picture, step: Step, *, anew: bool) -> None:
        """A card that was deleted is written anew; one that the channel cannot take is let be until it says something else."""
        number = picture.session.id
        message = "" if anew else step.message or NO_ID
        async with self.database.single() as storage:
            if step.what == "control":
                await group_showing.control_shown(storage, number, message, "" if anew else step.shown)
            elif step.what == "question":
                shown = "" if anew else mark_of(picture.questions[step.number - 1], picture.answered)
                await group_showing.question_shown(storage, number, step.number, message, shown, self.clock())
            else:
                await group_showing.final_shown(storage, number, NO_ID)

    async def _finish(self, number: int) -> None:
        async with self.database.single() as storage:
            await group_quiz.finish(storage, number)

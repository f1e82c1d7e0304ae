"""A room full of people: the one path with the group's quiz, a channel that notes what it is sent, and a clock of the test's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from dialogs.bells import Bells
from dialogs.house import House, Room
from dialogs.live import Live
from dialogs.model import Address, Message, RenderedReply
from dialogs.outgoing import NotSent
from dialogs.respond import Responder
from dialogs.settings import Settings
from dialogs.training.group.aside import GroupQuiz
from dialogs.training.group.room import parts_of
from dialogs.training.group.showing import Showing
from knowledge.quiz import right_answer
from knowledge.quiz_json import item_from_json
from storage import group_quiz
from storage.database import Database
from storage.group_quiz import GroupQuestion, GroupSession
from tests.worlds import Recorder, renderer, understanding

START = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
TRAINER = "lærer"
PLACE = "19:gruppe@thread.v2"


@dataclass
class Channel:
    """Takes what it is sent, or refuses as it is told."""

    sent: list[tuple[str, RenderedReply]] = field(default_factory=list)
    """The id of the message, and what it was last shown with; a new one and an update alike."""
    refusals: list[NotSent | None] = field(default_factory=list)
    """What becomes of the next ones; None for one that is taken."""

    async def send(self, reference: Mapping[str, Any], reply: RenderedReply) -> tuple[str, ...]:
        """A new message."""
        self._refuse()
        assert reference["conversation"]["id"].startswith("19:")
        assert "user" not in reference
        message = f"m{len(self._ids()) + 1}"
        self.sent.append((message, reply))
        return (message,)

    async def update(self, reference: Mapping[str, Any], message: str, reply: RenderedReply) -> None:
        """In place of an earlier one."""
        self._refuse()
        assert message in self._ids()
        self.sent.append((message, reply))

    def _refuse(self) -> None:
        refusal = self.refusals.pop(0) if self.refusals else None
        if refusal:
            raise refusal

    def _ids(self) -> list[str]:
        return list(dict.fromkeys(message for message, _ in self.sent))

    def shown(self, message: str) -> RenderedReply:
        """What a message shows now."""
        return [reply for known, reply in self.sent if known == message][-1]

    @property
    def cards(self) -> list[str]:
        """The texts of all messages as they are now, the oldest first."""
        return [self.shown(message).text for message in self._ids()]


@dataclass
class Meeting:
    """The people, the bot and the channel."""

    database: Database
    now: datetime = START
    channel: Channel = field(default_factory=Channel)
    renderer: Recorder = field(default_factory=renderer)
    address: str = "http://127.0.0.1:3978"
    presses: int = 0

    def __post_init__(self) -> None:
        live = Live.__new__(Live)
        live.understanding = understanding("shipped")
        house = House(
            Settings(trainers=(TRAINER,)), self.database, lambda: live.knowledge, self.renderer.render, "a secret of the tests",
            self.clock, self.today, lambda path, **_: f"{self.address}{path}" if self.address else "", Bells(),
        )  # fmt: skip
        self.aside, self.showing, room = self._room(house)
        self.responder = Responder(
            self.database, live, self.renderer, house.secret, clock=self.clock, today=self.today, rooms=(room,)
        )

    @staticmethod
    def _room(house: House) -> tuple[GroupQuiz, Showing, Room]:
        return parts_of(house, Random(7))

    def clock(self) -> datetime:
        """The time; it stands still unless it is told to go."""
        return self.now

    def today(self) -> date:
        """The day of the clock."""
        return self.now.date()

    def message(self, text: str, user: str, *, place: str = PLACE, group: bool = True, **more: Any) -> Message:
        """What the channel would hand in of that person."""
        self.presses += 1
        sender = {"id": f"29:{user}", "name": user.title(), **more.pop("sender", {})}
        reference = {"user": sender, "bot": {"id": "28:bot"}, "conversation": {"id": place}, "channelId": "msteams"}
        return Message(Address("msteams", user, place, "t", group=group), text, f"i{self.presses}", reference=reference, **more)

    async def say(self, text: str, user: str = TRAINER, **more: Any) -> str:
        """What is answered in the open."""
        replies = await self.responder.respond(self.message(text, user, **more))
        return "\n\n".join(reply.text for reply in replies)

    async def press(self, say: str, user: str, **more: Any) -> str:
        """What the one who presses is shown."""
        return await self.say(say, user, pressed=True, apart=True, **more)

    async def vote(self, option: str, user: str, number: int = 1, session: int = 1) -> str:
        """The same, of a vote."""
        return await self.press(f"Svar {option} på spørsmål {number} i quiz {session}", user)

    async def show(self, seconds: float = 2.0) -> None:
        """Let time pass, and the cards be brought up to date."""
        self.now += timedelta(seconds=seconds)
        async with self.database.single() as storage:
            sessions = await group_quiz.unfinished(storage)
        for session in sessions:
            await self.showing.bring_up_to_date(session.id, self.channel)

    async def session(self, number: int = 1) -> GroupSession:
        """The session as it stands."""
        async with self.database.single() as storage:
            found = await group_quiz.find_session(storage, number)
        assert found is not None
        return found

    async def question(self, number: int = 1, session: int = 1) -> GroupQuestion:
        """A question as it stands."""
        async with self.database.single() as storage:
            found = await group_quiz.question_of(storage, session, number)
        assert found is not None
        return found

    async def right(self, number: int = 1, session: int = 1) -> str:
        """The right option, of a question that has one."""
        return right_answer(item_from_json((await self.question(number, session)).body))[0]

    async def wrong(self, number: int = 1, session: int = 1) -> str:
        """An option that is not right."""
        item = item_from_json((await self.question(number, session)).body)
        return next(option.id for option in item.options if not option.right)


@asynccontextmanager
async def running(meeting: Meeting) -> AsyncIterator[None]:
    """The loop runs while within."""
    loop = asyncio.create_task(meeting.showing.run(meeting.channel))
    try:
        yield
    finally:
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)

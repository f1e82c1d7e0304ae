"""The commands and presses of a group's quiz: who may do what, and what each is told. All else is none of its business."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from dialogs.aside import Remembered, spoken_in
from dialogs.model import Link, Message, Reply
from dialogs.training.group.cards import Cards, told
from dialogs.training.group.picking import MOST, pick
from dialogs.training.group.steering import Steering
from dialogs.training.group.voting import Voter, Voting, form_of, is_bot, name_of
from dialogs.training.items import Askable
from knowledge.model import Language
from knowledge.quiz import Theme
from knowledge.quiz_json import item_to_json
from knowledge.quiz_topics import THEME_NAMES
from knowledge.snapshot import Knowledge
from knowledge.understanding.group_commands import GroupCommand, group_command
from knowledge.understanding.question import Context
from storage import group_quiz, group_showing
from storage.database import Database
from storage.group_quiz import GroupSession, Start, changing
from storage.identity import conversation_key


@dataclass(frozen=True, slots=True)
class GroupQuiz:
    """An aside for groups: answers what is said and pressed there of quizzes."""

    database: Database
    secret: str
    may_train: Callable[[str], bool]
    clock: Callable[[], datetime]
    today: Callable[[], date]
    link: Link
    changed: Callable[[], None] = lambda: None
    """Called when a card may have to be shown anew."""
    chance: Random = field(default_factory=secrets.SystemRandom)
    items: Askable = field(default_factory=Askable)

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The replies; None when the words are none of its commands."""
        wanted = group_command(text) if message.address.group else None
        if wanted is None:
            return None
        if is_bot(message):
            return ()
        if wanted.wish == "start":
            replies = await self._start(message, wanted, spoken_in(message, text, context, knowledge), knowledge)
        else:
            steered = await self._of_session(message, wanted, context, memory, knowledge)
            if steered is None:
                return None
            replies = steered
        if replies and not message.apart:
            await self._note(message)
        return replies

    def _key(self, message: Message, *, channel: bool = False) -> str:
        address = message.address
        place = address.whole if channel else address.conversation
        return conversation_key(self.secret, address.tenant, address.channel, place)

    async def _note(self, message: Message) -> None:
        """What we answer in the open counts among what the channel takes."""
        async with self.database.single() as session:
            await group_showing.note_sending(session, self._key(message, channel=True), self.clock())

    # -- starting -----------------------------------------------------------------------------------------------------

    async def _start(self, message: Message, wanted: GroupCommand, language: Language, knowledge: Knowledge) -> tuple[Reply, ...]:
        def no(what: str, **facts: Any) -> tuple[Reply, ...]:
            return (told(what, language, topic=wanted.topic, level=wanted.level or 0, most=MOST, **facts),)

        if not self.may_train(message.address.user):
            return no("no_trainer")
        if message.reference is None:
            return no("no_reference")
        if wanted.count is not None and not 0 < wanted.count <= MOST:
            return no("count")
        items = pick(knowledge, self.items.for_all(knowledge), wanted, self.chance)
        if not items:
            themes = [THEME_NAMES[t].in_(language) for t in (Theme.OPENNESS, Theme.OWNERSHIP, Theme.CONTROL, Theme.COMPLAINT)]
            return no("none", themes=themes)
        form = wanted.language or language
        start = Start(
            self._key(message), form, wanted.topic, wanted.level, wanted.points, secrets.token_urlsafe(24),
            {name: value for name, value in message.reference.items() if name != "user"},
            self._key(message, channel=True), [item_to_json(item) for item in items],
        )  # fmt: skip
        async with changing(self.database) as session:
            begun = await group_quiz.start_session(session, start, self.clock())
        if begun is None:
            return no("running")
        self.changed()
        return no("fewer", found=len(items)) if len(items) < (wanted.count or 0) else ()

    # -- within a session ---------------------------------------------------------------------------------------------

    async def _of_session(
        self, message: Message, wanted: GroupCommand, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        session = await self._session(message, wanted)
        if session is None:
            if wanted.loose or not message.pressed:
                return None
            language = context.chosen_language or context.language or "nb"
            return (told("over", language),) if message.apart else ()
        if wanted.loose and (context.asked or session.state != "running"):
            return None  # the short words answer what was asked last
        language = context.chosen_language or session.language
        if wanted.wish in ("vote", "see"):
            voter = Voter(memory.person, name_of(message), language)
            return await self._pressed(message, session, wanted, voter, knowledge)
        if not self.may_train(message.address.user):
            return (told("steered", language),)
        return await self._steered(message, session, wanted, language, knowledge)

    async def _session(self, message: Message, wanted: GroupCommand) -> GroupSession | None:
        """The session that is meant; those of other conversations are none of theirs."""
        key = self._key(message)
        async with self.database.single() as storage:
            if wanted.session is None:
                return await group_quiz.running_in(storage, key)
            found = await group_quiz.find_session(storage, wanted.session)
        return found if found is not None and found.conversation == key else None

    async def _pressed(
        self, message: Message, session: GroupSession, wanted: GroupCommand, voter: Voter, knowledge: Knowledge
    ) -> tuple[Reply, ...]:
        voting = Voting(self.database, self.clock)
        if wanted.wish == "see":
            # what is one's own is shown to oneself alone
            return (await voting.see(session, wanted, voter, knowledge),) if message.apart else ()
        reply, counted = await voting.vote(session, wanted, form_of(message), voter, knowledge)
        if counted:
            self.changed()
        return (reply,) if message.apart else ()

    async def _steered(
        self, message: Message, session: GroupSession, wanted: GroupCommand, language: Language, knowledge: Knowledge
    ) -> tuple[Reply, ...]:
        steering = Steering(self.database, self.clock, self.today)
        number = wanted.question or session.current
        steps: dict[str, Callable[[], Awaitable[bool]]] = {
            "close": lambda: steering.close(session, number),
            "next": lambda: self._next(steering, session, number),
            "pause": lambda: steering.pause(session, number, paused=True),
            "resume": lambda: steering.pause(session, number, paused=False),
            "end": lambda: steering.end(session),
        }
        if wanted.wish == "screen":
            return await self._screen(message, session, language, knowledge)
        done = await steps[wanted.wish]()
        if done:
            self.changed()
        if message.apart:
            return (await self._control(session, language, knowledge),)
        if done or wanted.wish in ("next", "end"):
            return ()  # the cards show it
        return (told("not_paused" if wanted.wish == "resume" else "no_question", language),)

    @staticmethod
    async def _next(steering: Steering, session: GroupSession, number: int) -> bool:
        if number == session.questions and session.current == number:
            return await steering.end(session)
        return await steering.go_on(session, number)

    async def _control(self, session: GroupSession, language: Language, knowledge: Knowledge) -> Reply:
        newest, state = await self._newest(session)
        return Cards(knowledge.language.law, newest, language).control(state, screen=bool(self.link("/quiz")))

    async def _newest(self, session: GroupSession) -> tuple[GroupSession, str]:
        async with self.database.single() as storage:
            newest = await group_quiz.find_session(storage, session.id) or session
            asked = await group_quiz.question_of(storage, newest.id, newest.current)
        return newest, asked.state if asked and newest.state == "running" else "ended"

    async def _screen(
        self, message: Message, session: GroupSession, language: Language, knowledge: Knowledge
    ) -> tuple[Reply, ...]:
        url = self.link(f"/quiz/{session.screen}")
        if not url:
            return (told("no_address", language),)
        if not message.apart:
            return (told("press", language),)
        newest, state = await self._newest(session)
        return (Cards(knowledge.language.law, newest, language).screen(state, url),)

"""Courses beside the questions: which there are, the way through one, and the certificate."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from dialogs.aside import Remembered, spoken_in
from dialogs.house import House, Room
from dialogs.model import Message, Reply, Turn
from dialogs.outgoing import Sender
from dialogs.site.certificates import Certificate, opening, reference_of, seal, vouched
from dialogs.training import course_replies as replies
from dialogs.training.course_items import Learning, courses, learning
from dialogs.training.exercise import Run
from dialogs.training.items import Askable
from knowledge.courses import Course, ModuleProgress, to_ask
from knowledge.model import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.course_commands import CourseCommand, course_command
from knowledge.understanding.question import Context, Question, Slots
from storage.courses import enrol, enrolments, forget_courses, leave
from storage.session import Session

LINK_LASTS = timedelta(hours=1)
_OF_ONES_OWN = ("progress", "certificate", "leave")
"""What is about a course that is taken, and not about one that was only looked at."""
_PERSONAL = ("start", "next", "go_on", "ask", "progress", "certificate", "leave")
"""What is told in a talk of two alone: how far somebody has come is nobody else's business."""


class Exercise(Protocol):
    """Asks questions that another room has put together."""

    async def begin(
        self, message: Message, context: Context, memory: Remembered, knowledge: Knowledge, wanted: Run, language: Language
    ) -> tuple[Reply, ...]:
        """The first question of a new exercise."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One command, and all that answering it needs."""

    wanted: CourseCommand
    turn: Turn
    known: Learning
    course: Course | None
    """The course that is meant; None where it has to be asked."""


class Courses:
    """Answers the commands of courses. Holds nothing itself: all of it is in the database."""

    def __init__(self, house: House, exercise: Exercise, askable: Askable) -> None:
        self._house, self._exercise, self._askable = house, exercise, askable

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply to a command; None for everything else."""
        wanted = course_command(text)
        if wanted is None:
            return None
        turn = self._turn(message, text, context, memory, knowledge)
        if message.address.group and wanted.intent in _PERSONAL:
            return self._offered((replies.alone(turn),), memory)
        # where others read along nothing is told of how far the one who asks has come
        known = await self._known("" if message.address.group else memory.person, knowledge)
        asked = Asked(wanted, turn, known, self._meant(wanted, memory, known))
        if wanted.intent == "ask":
            told = await self._ask(asked, message, context, memory)
        else:
            told = (await self._steps()[wanted.intent](asked),)
        if asked.course is not None:
            memory.state["course"] = asked.course.id
            memory.state["module"] = told[-1].facts.get("number", 0) if told[-1].key == "course/module" else wanted.module or 0
        return self._offered(told, memory) if told[-1].key.startswith("course/") else told

    @staticmethod
    def _offered(told: tuple[Reply, ...], memory: Remembered) -> tuple[Reply, ...]:
        """What was said, with its buttons remembered; a letter in writing answers no question of a quiz now."""
        reply, state = told[-1], memory.state
        state.pop("quiz", None)
        state["choices"] = [[choice.title, choice.say] for choice in reply.choices if not choice.url]
        state["asking"] = [title for title, _ in state["choices"]] if reply.answering else []
        state["language"] = reply.language
        return told

    def _steps(self) -> Mapping[str, Callable[[Asked], Awaitable[Reply]]]:
        return {
            "courses": self._list, "course": self._show, "start": self._start, "next": self._next, "go_on": self._next,
            "module": self._module,
            "progress": self._progress, "certificate": self._certificate, "leave": self._leave, "confirm": self._confirm,
            "help": self._help,
        }  # fmt: skip

    async def _known(self, person: str, knowledge: Knowledge) -> Learning:
        items = self._askable.for_all(knowledge)
        return await learning(self._house.database, person, knowledge, items) if person else Learning((), {}, knowledge, items)

    def _turn(self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge) -> Turn:
        language = spoken_in(message, text, context, knowledge)
        question = Question("course", Slots(), language)
        return Turn(question, knowledge, context, self._house.today(), memory.state, self._house.link, who=memory.person)

    @staticmethod
    def _meant(wanted: CourseCommand, memory: Remembered, known: Learning) -> Course | None:
        """The course for the role that is named, else the one spoken of last, else the one that is under way."""
        book = courses()
        if wanted.role is not None:
            return book.of_role(wanted.role)
        last = book.courses.get(memory.state.get("course", ""))
        if last is not None and (last.id in known.taken or wanted.intent not in _OF_ONES_OWN):
            return last
        under_way = [course for course, taken in known.taken.items() if taken.completed is None]
        found = next(iter(under_way or known.taken), None)
        return book.courses[found] if found else None

    # -- steps --------------------------------------------------------------------------------------------------------

    async def _list(self, asked: Asked) -> Reply:
        return replies.listing(asked.turn, courses(), asked.known)

    async def _help(self, asked: Asked) -> Reply:
        return replies.help_(asked.turn, courses())

    async def _show(self, asked: Asked) -> Reply:
        if asked.course is None:
            return replies.which(asked.turn, courses(), asked.wanted)
        return replies.course(asked.turn, asked.known.progress(asked.course), taken=asked.course.id in asked.known.taken)

    async def _start(self, asked: Asked) -> Reply:
        if asked.course is None:
            return replies.which(asked.turn, courses(), asked.wanted)
        async with self._house.database.session(write=True) as session:
            begun = await enrol(session, asked.turn.who, asked.course.id, asked.turn.today)
        known = await self._known(asked.turn.who, asked.turn.knowledge)
        way = known.progress(asked.course)
        return replies.module(asked.turn, way, way.next or way.modules[0], begun=begun, taken=True)

    async def _next(self, asked: Asked) -> Reply:
        if asked.course is None:
            return replies.which(asked.turn, courses(), asked.wanted)
        way, taken = asked.known.progress(asked.course), asked.course.id in asked.known.taken
        # «neste modul», said of one that is being read, means the one after it
        read = asked.turn.memory.get("module", 0) if asked.turn.memory.get("course") == asked.course.id else 0
        found = way.after(read) if asked.wanted.intent == "next" else way.next
        return replies.module(asked.turn, way, found, taken=taken) if found else replies.progress(asked.turn, way)

    async def _module(self, asked: Asked) -> Reply:
        if asked.course is None:
            return replies.which(asked.turn, courses(), asked.wanted)
        way = asked.known.progress(asked.course)
        found = _numbered(way.modules, asked.wanted.module)
        if found is None:
            return replies.course(asked.turn, way, taken=asked.course.id in asked.known.taken)
        return replies.module(asked.turn, way, found, taken=asked.course.id in asked.known.taken)

    async def _progress(self, asked: Asked) -> Reply:
        if asked.course is None or asked.course.id not in asked.known.taken:
            return replies.not_taken(asked.turn, courses(), asked.course)
        others = [courses().courses[course] for course in asked.known.taken if course != asked.course.id]
        return replies.progress(asked.turn, asked.known.progress(asked.course), others)

    async def _leave(self, asked: Asked) -> Reply:
        if asked.course is None or asked.course.id not in asked.known.taken:
            return replies.not_taken(asked.turn, courses(), asked.course)
        async with self._house.database.session(write=True) as session:
            await leave(session, asked.turn.who, asked.course.id)
        return replies.left(asked.turn, asked.course)

    async def _certificate(self, asked: Asked) -> Reply:
        done = [each for course in asked.known.taken if (each := asked.known.progress(courses().courses[course])).completed]
        way = next((each for each in done if asked.course and each.course.id == asked.course.id), None)
        if way is None and asked.wanted.role is None and done:
            way = done[0]
        if way is None:
            shown = asked.known.progress(asked.course) if asked.course and asked.course.id in asked.known.taken else None
            return replies.no_certificate(asked.turn, courses(), shown)
        assert way.completed is not None
        days = tuple((each.module.id, each.passed) for each in way.modules if each.passed)
        reference = reference_of(self._house.secret, asked.turn.who, way.course.id, way.completed)
        made = Certificate(way.course.id, days, way.right, way.answered, reference)
        token = seal(self._house.secret, made, self._house.clock() + LINK_LASTS)
        link = self._house.link(opening(token), lang=asked.turn.language)
        return replies.certificate(asked.turn, way, reference, link)

    async def _confirm(self, asked: Asked) -> Reply:
        found = vouched(self._house.secret, asked.wanted.reference, courses())
        return replies.confirmed(asked.turn, asked.wanted.reference, found)

    async def _ask(self, asked: Asked, message: Message, context: Context, memory: Remembered) -> tuple[Reply, ...]:
        """The questions of a module, in practice's own exercise; whoever begins with them takes the course."""
        turn, course = asked.turn, asked.course
        if course is None:
            return (replies.which(turn, courses(), asked.wanted),)
        way = asked.known.progress(course)
        found = _numbered(way.modules, asked.wanted.module)
        if found is None or not found.open:
            return (replies.module(turn, way, found or way.modules[0], taken=course.id in asked.known.taken),)
        queue = to_ask(found.items, asked.known.tries, turn.today, f"{turn.who}\n{course.id}\n{found.module.id}")
        if not queue:
            return (replies.tomorrow(turn, way, found),)
        if course.id not in asked.known.taken:
            async with self._house.database.session(write=True) as session:
                await enrol(session, turn.who, course.id, turn.today)
        back = replies.back(turn.language, course, found.number)
        wanted = Run(wanted=len(queue), queue=queue, back=(back.title, back.say))
        return await self._exercise.begin(message, context, memory, turn.knowledge, wanted, turn.language)


def _numbered(modules: Sequence[ModuleProgress], number: int | None) -> ModuleProgress | None:
    return next((each for each in modules if each.number == number), None)


class CourseStore:
    """What is kept of a person's courses."""

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """The courses that the person takes, and how far they have come."""
        return [replies.kept(each, courses()) for each in await enrolments(session, person)]

    async def forget(self, session: Session, person: str) -> None:
        """Delete all of it."""
        await forget_courses(session, person)


def course_room(house: House, exercise: Exercise, askable: Askable) -> Room:
    """The commands of courses, and what is kept of those who take one."""


    async def warm(_: Sender) -> None:
        # a second of reading, that neither the start nor the first who asks should wait for
        await asyncio.to_thread(courses)

    return Room(Courses(house, exercise, askable), CourseStore(), (warm,))

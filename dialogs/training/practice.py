"""Personal practice beside the questions: its commands, answers as they are typed or pressed, and the way back to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.aside import Remembered
from dialogs.house import House
from dialogs.model import Message, Reply, Turn
from dialogs.training import replies
from dialogs.training.exercise import Practised, Run
from dialogs.training.items import Askable
from dialogs.training.sitting import Sitting
from dialogs.training.steps import STEPS
from knowledge.model import Language
from knowledge.quiz import QuizItem
from knowledge.snapshot import Knowledge
from knowledge.understanding.practice_commands import Practice, practice
from knowledge.understanding.question import Context, Question, Slots
from knowledge.understanding.quiz_answers import Given, answer, compact
from storage.practice_habits import load_run

_ASKING = ("quiz/question", "quiz/hint")
_PRIVATE = ("start", "habit", "habits", "progress", "role", "forget", "themes")
"""What is answered with «write to me alone» where others read along."""
_NAMED = re.compile(r"quiz|kviss|øv|tren")
_TIMES = 3
"""After so many answers to something else the way back is not offered any more; «fortsett øvingen» still leads there."""


class Practising:
    """The personal exercise. Holds nothing itself: all of it is in the database."""

    def __init__(self, house: House, items: Askable | None = None) -> None:
        self._house, self._askable = house, items or Askable()

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply to a command, and to an answer while a question waits; None for everything else."""
        wanted = practice(text)
        fresh, told_of = memory.state.pop("quiz", None), memory.state.pop("quiz_told", None)
        if message.address.group:
            return self._in_group(wanted, text, message, context, knowledge, memory)
        if wanted is None or (wanted.bare and not message.pressed):
            if not text or (context.asked and not message.pressed):
                return None  # the guide waits for an answer of its own
            if wanted is not None and wanted.intent == "why":
                # before the answer it only gets a hint
                wanted = replace(wanted, item=told_of) if told_of else Practice("unfit") if fresh else None
            else:
                wanted = await self._meant(wanted, text, memory, knowledge, context, fresh) or _after(told_of, wanted, text)
        if wanted is None:
            return None
        typed = wanted.intent not in ("given", "unfit") and not message.pressed
        turn = self._turn(message, text if typed else "", context, memory, knowledge)
        async with self._house.database.session(write=True) as session:
            sitting = await Sitting.opened(session, turn, self._items(knowledge, context), self._house.clock())
            told = await STEPS[wanted.intent](sitting, wanted, message, self._house.secret)
            await sitting.keep()
        self._remember(memory.state, told[-1], sitting.practised, knowledge)
        return told

    async def begin(
        self, message: Message, context: Context, memory: Remembered, knowledge: Knowledge, wanted: Run, language: Language
    ) -> tuple[Reply, ...]:
        """The first question of an exercise that another room has put together."""
        turn = self._turn(message, "", replace(context, language=language), memory, knowledge)
        async with self._house.database.session(write=True) as session:
            sitting = await Sitting.opened(session, turn, self._items(knowledge, context), self._house.clock())
            told = sitting.begin(wanted)
            await sitting.keep()
        self._remember(memory.state, told, sitting.practised, knowledge)
        return (told,)

    async def _meant(
        self, wanted: Practice | None, text: str, memory: Remembered, knowledge: Knowledge, context: Context, shown: str | None
    ) -> Practice | None:
        """A bare command while an exercise is under way, or an answer to the question that waits."""
        if shown is None and wanted is None and not compact(text):
            return None  # spares the questions of substance a look into the database
        async with self._house.database.single() as session:
            kept = Practised.from_json(await load_run(session, memory.person))
        run, fresh = kept.run, shown is not None and kept.run is not None and kept.run.item == shown
        if wanted is not None and wanted.intent == "more":
            return wanted if run is None and kept.day == self._house.today().isoformat() else None
        if run is None:
            return None
        if wanted is not None:
            return wanted if fresh or wanted.intent not in ("skip", "unknown") else None
        item = self._askable.one(knowledge, run.item, context.municipality, self._house.today()) if run.item else None
        if item is None:  # between two, or withdrawn meanwhile, which is told
            return Practice("next") if run.item and compact(text) else None
        given = answer(item, run.shown, text, fresh=fresh)
        if isinstance(given, Given):
            return Practice("given", given=",".join(given.ids))
        return None if given is None else Practice("unfit")

    def _items(self, knowledge: Knowledge, context: Context) -> Mapping[str, QuizItem]:
        return self._askable.for_one(knowledge, context.municipality, self._house.today())

    def _turn(self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge) -> Turn:
        """``text``: a command in writing, whose written form is followed."""
        heard = knowledge.lexicon.language(text, context.language) if text else None
        language: Language = context.chosen_language or heard or context.language or "nb"
        state = {**memory.state, "reached": message.reference is not None}
        return Turn(
            Question("practice", Slots(), language), knowledge, context, self._house.today(), state,
            self._house.link, who=memory.person, user=message.address.user, values=message.values,
        )  # fmt: skip

    def _in_group(
        self, wanted: Practice | None, text: str, message: Message, context: Context, knowledge: Knowledge, memory: Remembered
    ) -> tuple[Reply, ...] | None:
        """What is somebody's own is not told where others read along; a session for all is another room's."""
        if wanted is None or wanted.bare or wanted.intent not in _PRIVATE:
            return None
        if wanted.intent == "start" and not _NAMED.search(text.casefold()):
            return None  # «5 spørsmål»
        return (replies.elsewhere(self._turn(message, text, context, memory, knowledge)),)

    @staticmethod
    def _remember(state: dict[str, Any], told: Reply, practised: Practised, knowledge: Knowledge) -> None:
        """What a number or a title in writing may refer to, and the way back."""
        state["language"], state["asking"] = told.language, []
        run = practised.run
        if told.key in _ASKING and run is not None:
            # letters and figures are answers now
            state.update(waits(run.item))
        else:
            if told.key == "quiz/feedback":
                state["quiz_told"] = told.facts["item"]
            state["choices"] = [[choice.title, choice.say] for choice in told.choices if not choice.url]
        if run is not None and not run.paused:
            state["back"] = way_back()
        else:
            state.pop("back", None)


def _after(told_of: str | None, wanted: Practice | None, text: str) -> Practice | None:
    """What is meant right after an explanation: «neste» when the exercise is over, and an answer given once more."""
    if told_of is None:
        return None
    if wanted is not None:
        return Practice("more") if wanted.intent == "next" else None
    return Practice("answered") if compact(text) else None


def way_back() -> dict[str, Any]:
    """What a conversation remembers of an exercise under way; see ``dialogs.choices.led_back``."""
    return {**replies.way_back(), "left": _TIMES}


def waits(item: str) -> dict[str, Any]:
    """What a conversation remembers while a question waits: nothing else can be chosen by a figure."""
    return {"quiz": item, "choices": [], "asking": [], "list": {}, "offered": None, "asked": ""}

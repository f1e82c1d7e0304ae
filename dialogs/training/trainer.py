"""The trainer's room: quiz items tended in chat and group figures, what is kept of those who suggest, and the loops for both."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from dialogs.aside import Remembered
from dialogs.editing.typed_forms import remembered, typed
from dialogs.house import House, Room
from dialogs.model import Message, Reply
from dialogs.outgoing import Sender
from dialogs.training.figures import Figures, keep_freezing
from dialogs.training.item_desk import ItemDesk
from dialogs.training.own_items import OwnItems
from dialogs.training.tending import TENDING
from dialogs.training.trainer_turn import SUGGEST, TrainerTurn
from knowledge.basics import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context
from knowledge.understanding.trainer_commands import TrainerCommand, trainer_command
from knowledge.understanding.words import fold
from storage.identity import person_key
from storage.quiz_item_rows import forget_suggester, kept_of
from storage.session import Session

log = logging.getLogger(__name__)

_SEEN = 20
_CARDS = ("trainer/card", "trainer/form", "trainer/why")

Answering = Callable[[TrainerTurn], Awaitable[Reply | None]]


class Trainers:
    """An aside: answers what is said of quiz items and of group figures, and nothing else."""

    def __init__(self, house: House, own: OwnItems, more: Mapping[str, Answering]) -> None:
        self._house, self._own = house, own
        self._answering: Mapping[str, Answering] = {**TENDING, **more}

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply; None when the words are none of these commands, or mean something else to this person."""
        await self._own.read_once()
        wanted, values = self._wanted(message, text, memory.state)
        if wanted is None:
            return None
        trainer = self._house.settings.may_train(message.address.user)
        if wanted.loose and not trainer:
            return None
        language = self._language(wanted, message, text, context, knowledge)
        if message.address.group:
            return None if wanted.loose else (self._elsewhere(language, wanted, memory),)
        if not trainer and not wanted.open:
            reply: Reply | None = self._refused(language, wanted, memory)
        else:
            seen = memory.state.get("quiz_items", {})
            desk = self._desk(message, memory, knowledge)
            turn = TrainerTurn(wanted, language, knowledge, trainer, desk, values, seen)
            reply = await self._answering[wanted.intent](turn)
        if reply is None:
            return None
        self._remember(memory.state, reply)
        return (reply,)

    @staticmethod
    def _wanted(message: Message, text: str, state: Mapping[str, Any]) -> tuple[TrainerCommand | None, Mapping[str, str]]:
        """The command, and what was filled in with it: in the form, or line by line under it."""
        if not message.pressed and "\n" in text:
            first, values = typed(text, state.get("form", ()))
            first = next((say for title, say in state.get("choices", ()) if fold(title) == fold(first)), first)
            wanted = trainer_command(first) if values else None
            if wanted is not None:
                return wanted, values
        return trainer_command(text), message.values

    @staticmethod
    def _language(wanted: TrainerCommand, message: Message, text: str, context: Context, knowledge: Knowledge) -> Language:
        """That of the conversation; a command in writing may change it, a button does not."""
        if message.pressed:
            return context.chosen_language or context.language or "nb"
        heard = wanted.language or knowledge.lexicon.language(text.partition("\n")[0], context.language)
        return context.chosen_language or heard or context.language or "nb"

    def _elsewhere(self, language: Language, wanted: TrainerCommand, memory: Remembered) -> Reply:
        """Where others read along, neither answers, nor who suggests them, nor figures are told."""
        turn = TrainerTurn(wanted, language, self._house.knowledge(), False, self._desk_of("", {}))
        memory.state["choices"] = []
        return turn.reply("elsewhere", {"suggesting": wanted.open})

    def _refused(self, language: Language, wanted: TrainerCommand, memory: Remembered) -> Reply:
        log.warning("Refused: somebody who is no trainer (%s) tried %s", memory.person[:6], wanted.intent)
        turn = TrainerTurn(wanted, language, self._house.knowledge(), False, self._desk_of("", {}))
        return turn.reply("refused", {}, turn.button(SUGGEST))

    def _desk(self, message: Message, memory: Remembered, knowledge: Knowledge) -> ItemDesk:
        address, settings = message.address, self._house.settings
        named = [entry for entry in (*settings.trainers, *settings.editors) if entry != "*"]
        return self._desk_of(
            memory.person,
            {person_key(self._house.secret, address.tenant, address.channel, entry): entry for entry in named},
        )

    def _desk_of(self, person: str, names: Mapping[str, str]) -> ItemDesk:
        house = self._house
        book = house.knowledge().language.law
        return ItemDesk(house.database, self._own, book, person, names, house.settings.two_persons, house.clock)

    @staticmethod
    def _remember(state: dict[str, Any], reply: Reply) -> None:
        """What a button, a line by line answer or a word without a version may refer to."""
        state["choices"] = [[c.title, c.say] for c in reply.choices]
        state["language"] = reply.language
        state["form"] = remembered(reply.inputs)
        if reply.key == "trainer/card":
            seen = {**state.get("quiz_items", {}), str(reply.facts["number"]): reply.facts["version"]}
            state["quiz_items"] = dict(list(seen.items())[-_SEEN:])


class SuggestedItems:
    """What is kept of people who suggest quiz items, or tend them."""

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """How many they have suggested, and how often they have tended one."""
        suggested, done = await kept_of(session, person)
        lines = []
        if suggested:
            one = suggested == 1
            lines.append(
                Text(
                    f"{'Ett quizspørsmål' if one else f'{suggested} quizspørsmål'} som du har foreslått. "
                    "Sletter du det som er lagret, slettes de som venter; av de andre glemmer jeg hvem som foreslo dem.",
                    f"{'Eitt quizspørsmål' if one else f'{suggested} quizspørsmål'} som du har føreslått. "
                    "Slettar du det som er lagra, blir dei som ventar, sletta; av dei andre gløymer eg kven som føreslo dei.",
                )
            )
        if done:
            lines.append(
                Text(
                    f"At du som kursleder har rettet, godkjent eller avgjort quizspørsmål ({done} ganger). Sletter du det "
                    "som er lagret om deg, står det igjen uten hvem som gjorde det.",
                    f"At du som kursleiar har retta, godkjent eller avgjort quizspørsmål ({done} gonger). Slettar du det "
                    "som er lagra om deg, står det att utan kven som gjorde det.",
                )
            )
        return lines

    async def forget(self, session: Session, person: str) -> None:
        """Delete what waits, and take the person out of the rest."""
        await forget_suggester(session, person)


def trainer_room(house: House, own: OwnItems) -> Room:
    """The room: its commands, what it keeps of people, and the loops that keep items up to date and reckon months."""
    figures = Figures(house, own)
    more = {"themes": figures.themes, "items": figures.items, "figures": figures.overview, "file": figures.file}

    async def follow(_: Sender) -> None:
        await own.follow(house.settings.poll_seconds)

    async def freeze(_: Sender) -> None:
        await keep_freezing(house)

    return Room(Trainers(house, own, more), SuggestedItems(), (follow, freeze))

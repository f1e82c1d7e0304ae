"""Trainers and others who talk with the one path, over a database of the test's own."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest_asyncio

from dialogs.bells import Bells
from dialogs.house import House
from dialogs.live import Live
from dialogs.model import Address, Link, Message, RenderedReply, no_link
from dialogs.respond import Responder
from dialogs.settings import Settings
from dialogs.training.own_items import OwnItems
from dialogs.training.trainer import trainer_room
from knowledge.basics import Text
from knowledge.quiz import Kind
from storage.database import Database
from tests.storage.conftest import *  # noqa: F403  # both databases
from tests.worlds import Recorder, knowledge, understanding

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SECRET = "s" * 32
TRAINERS = ("kari", "ola")
_ids = itertools.count()


@cache
def renderer() -> Recorder:
    """One for all: compiling the templates takes long."""
    return Recorder()


@dataclass
class Training:
    """The one path with the trainer's room."""

    database: Database
    two_persons: bool = False
    now: datetime = NOW
    link: Link = no_link
    own: OwnItems = field(init=False)
    responder: Responder = field(init=False)

    def __post_init__(self) -> None:
        live = Live.__new__(Live)
        live.understanding = understanding("shipped")
        settings = Settings(trainers=TRAINERS, two_persons=self.two_persons)
        house = House(
            settings, self.database, lambda: live.knowledge, renderer().render, SECRET, lambda: self.now, self.today, self.link,
            Bells(),
        )  # fmt: skip
        self.own = OwnItems(self.database)
        room = trainer_room(house, self.own)
        self.responder = Responder(
            self.database, live, renderer(), SECRET, clock=lambda: self.now, today=self.today, link=self.link, rooms=(room,)
        )

    def today(self) -> date:
        """The day of the clock."""
        return self.now.date()

    def person(self, name: str, locale: str = "nb-NO") -> Person:
        """Somebody who writes, in a conversation of their own."""
        return Person(self, name, locale)


@dataclass
class Person:
    """Somebody who writes."""

    training: Training
    name: str
    locale: str
    group: bool = False

    async def says(self, text: str) -> RenderedReply:
        """The last reply to what is written."""
        return (await self._send(text))[-1]

    async def presses(self, title: str, reply: RenderedReply, values: Mapping[str, str] | None = None) -> RenderedReply:
        """The last reply to a button of ``reply``; with ``values`` the form is filled in, over what it held."""
        say = next(choice.say for choice in reply.choices if choice.title == title)
        filled = {each.id: each.value for each in reply.inputs} | dict(values or {}) if reply.inputs else {}
        return (await self._send(say, pressed=True, values=filled))[-1]

    async def _send(self, text: str, **more: Any) -> tuple[RenderedReply, ...]:
        address = Address("web", self.name, f"talk-{self.name}", group=self.group)
        return await self.training.responder.respond(Message(address, text, f"m{next(_ids)}", locale=self.locale, **more))


def filled(stem: str = "Hvem kan trekke seg fra samarbeidet?", letters: str = "abc", **other: str) -> dict[str, str]:
    """What a sound suggestion of one right answer fills in."""
    values = {"stem_nb": stem, "stem_nn": f"{stem} (nynorsk)", "right": "b", "theme": "exit", "level": "2"}
    for letter in letters:
        values |= {
            f"text_{letter}_nb": f"Svaret {letter} på bokmål", f"text_{letter}_nn": f"Svaret {letter} på nynorsk",
            f"because_{letter}_nb": f"Derfor {letter}.", f"because_{letter}_nn": f"Difor {letter}.",
            f"refs_{letter}": "kommuneloven § 19-1 andre ledd",
        }  # fmt: skip
    return values | other


MakeTraining = Callable[..., Training]


@pytest_asyncio.fixture
async def training(database: Database) -> AsyncIterator[Training]:
    """One approval is enough."""
    yield Training(database)


@pytest_asyncio.fixture
async def strict(database: Database) -> AsyncIterator[Training]:
    """Two must approve."""
    yield Training(database, two_persons=True)


__all__ = ["Kind", "Person", "Text", "Training", "filled", "knowledge"]

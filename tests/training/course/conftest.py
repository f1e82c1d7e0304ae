"""Somebody who takes a course, in a service that knows its own address."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio

from dialogs.bells import Bells
from dialogs.house import House
from dialogs.respond import Responder
from dialogs.rooms import rooms
from dialogs.settings import read_settings
from dialogs.site.addresses import Addresses
from dialogs.training.exercise import Practised
from dialogs.training.items import bank
from knowledge.quiz import Kind, right_answer
from storage.database import open_database
from storage.migrate import migrate
from storage.practice_habits import load_run
from tests import worlds
from tests.training.talking import SECRET, Clock, Person, Service
from tests.web.conftest import browser
from tests.worlds import Said

__all__ = ["browser"]

BASE = "https://samrad.example.no"


@dataclass
class CourseService(Service):
    """As the others, with links that lead somewhere."""

    def __post_init__(self) -> None:
        super().__post_init__()
        link = Addresses(BASE, SECRET)
        self.house = House(
            read_settings({}), self.database, lambda: self.live.knowledge, worlds.renderer().render, SECRET,
            self.clock, self.clock.today, link, Bells(),
        )  # fmt: skip
        self.rooms = rooms(self.house)
        self.responder = Responder(
            self.database,
            self.live,
            worlds.renderer(),
            SECRET,
            clock=self.clock,
            today=self.clock.today,
            rooms=self.rooms,
            link=link,
        )


@dataclass
class Student(Person):
    """Somebody who answers as they are told to."""

    async def answer(self, *, right: bool) -> Said:
        """Answer the question that waits; ``right`` or not."""
        async with self.service.database.session() as session:
            run = Practised.from_json(await load_run(session, await self.key())).run
        assert run is not None
        item = bank().quiz_items[run.item]
        wanted = right_answer(item)
        if not right:
            others = [option for option in run.shown if option not in wanted]
            wanted = tuple(reversed(wanted)) if item.kind in (Kind.ORDER, Kind.MATCH) else tuple(others[:1])
        letters = {option: "ABCDEFGH"[place] for place, option in enumerate(run.shown)}
        if item.kind is Kind.MATCH:
            words = " ".join(f"{'ABCDEFGH'[n]}{run.shown.index(given) + 1}" for n, given in enumerate(wanted))
        elif item.kind is Kind.TRUE_FALSE:
            words = "sant" if wanted == ("a",) else "usant"
        else:
            words = " ".join(letters[option] for option in wanted)
        return await self.say(words)

    async def key(self) -> str:
        from storage.identity import person_key

        return person_key(SECRET, "t", "msteams", self.name)

    async def take(self, number: int, role: str, wrong: int = 0) -> list[str]:
        """Take a module's questions as far as they go today; the keys of what was said."""
        await self.say(f"Ta spørsmålene i modul {number} for {role}")
        told = [self.reply.key]
        while self.reply.key == "quiz/question":
            await self.answer(right=wrong <= 0)
            wrong -= 1
            told.append(self.reply.key)
            if any(choice.title == "Neste spørsmål" for choice in self.reply.choices):
                await self.press("Neste spørsmål")
        return told


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def made(tmp_path_factory: object) -> Path:
    """A database with the tables made, to copy for each test."""
    path: Path = tmp_path_factory.mktemp("courses") / "made.sqlite3"  # type: ignore[attr-defined]
    await migrate(f"sqlite:///{path}")
    return path


@pytest_asyncio.fixture
async def service(made: Path, tmp_path: Path) -> AsyncIterator[CourseService]:
    """A service on a database of its own."""
    shutil.copy(made, tmp_path / "s.sqlite3")
    database = open_database(f"sqlite:///{tmp_path / 's.sqlite3'}")
    yield CourseService(database, Clock())
    await database.close()

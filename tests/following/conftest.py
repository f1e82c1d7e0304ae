"""Somebody who follows things: a bot on a database of its own, a clock that the test sets, and messages made as they are sent."""

from __future__ import annotations

import asyncio
import json
import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from dialogs.bells import Bells
from dialogs.delivery.composer import Later, Queued, Skip
from dialogs.following.room import following_room
from dialogs.following.telling import Teller
from dialogs.house import House
from dialogs.live import Live
from dialogs.model import Address, Message, RenderedReply, Reply, no_link
from dialogs.respond import Responder
from dialogs.settings import Settings
from knowledge.model import Case, Register
from knowledge.snapshot import Knowledge
from storage.changes import Change
from storage.database import Database, open_database
from storage.edits import edit_records
from storage.register import current_revision, load_register
from storage.seed import seed
from tests import worlds
from tests.storage.conftest import database, postgres, postgres_template, rows, sqlite_template
from tests.worlds import Said

__all__ = ["database", "postgres", "postgres_template", "rows", "sqlite_template"]

NOW = datetime(2025, 11, 17, 10, 0, tzinfo=UTC)
"""A Monday; 11 o'clock in Norway."""


@dataclass
class Follower:
    """The bot, and those who speak to it."""

    database: Database
    now: datetime = NOW
    editors: tuple[str, ...] = ()
    live: Live = field(init=False)
    house: House = field(init=False)
    responder: Responder = field(init=False)
    _number: int = 0

    def __post_init__(self) -> None:
        self.live = Live.__new__(Live)
        self.live.understanding = worlds.understanding("shipped")
        self.renderer = worlds.renderer()
        self.house = House(
            Settings(editors=self.editors), self.database, lambda: self.live.knowledge, self.renderer.render, "a secret",
            lambda: self.now, lambda: self.today, no_link, Bells(), lambda: self.live.understanding,
        )  # fmt: skip
        self.room = following_room(self.house)
        self.teller = Teller(self.house)
        self.responder = Responder(
            self.database,
            self.live,
            self.renderer,
            "a secret",
            clock=lambda: self.now,
            today=lambda: self.today,
            rooms=(self.room,),
        )

    @property
    def today(self) -> date:
        """The day in Norway, near enough: tests that need the night set the clock, not this."""
        return self.now.date()

    # -- what is known ------------------------------------------------------------------------------------------------

    @property
    def register(self) -> Register:
        """What is known."""
        return self.live.knowledge.register

    async def change(self, *records: Any, who: str = "kari") -> int:
        """Write records as an editor does, and take them into use."""
        kinds = {"Case": "cases", "Cooperation": "cooperations"}
        changes = [Change(kinds[type(record).__name__], record.id, record) for record in records]
        async with self.database.session(write=True) as session:
            written = await edit_records(session, changes, who=who, reason="", now=self.now)
        return written.revision

    async def remove(self, kind: str, record_id: str) -> None:
        """Take a record out."""
        async with self.database.session(write=True) as session:
            await edit_records(session, [Change(kind, record_id, None)], who="kari", reason="", now=self.now)

    async def load(self) -> None:
        """Answer from what is in the database."""
        async with self.database.session() as session:
            register, revision = await load_register(session), await current_revision(session)
        knowledge = Knowledge(register, worlds.knowledge("shipped").language, revision)
        await self.live.swap(lambda: knowledge)

    # -- what is said -------------------------------------------------------------------------------------------------

    async def ask(
        self, text: str, *, user: str = "u1", pressed: bool = False, reach: bool = True, channel: str = "", locale: str = ""
    ) -> Said:
        """Say something in a talk of two, or in a channel."""
        self._number += 1
        conversation = channel or f"a:{user}"
        told = {"conversation": {"id": conversation}, "user": {"id": user}, "bot": {"id": "b"}, "channelId": "msteams",
                "serviceUrl": "http://127.0.0.1:1/"}  # fmt: skip
        address = Address("msteams", user, conversation, group=bool(channel))
        before = len(self.renderer.replies)
        rendered = await self.responder.respond(
            Message(address, text, id=str(self._number), pressed=pressed, reference=told if reach else None, locale=locale)
        )
        return Said(tuple(self.renderer.replies[before:]), rendered)

    async def follows(self, text: str, *, user: str = "u1", **more: Any) -> Said:
        """Follow something and say yes."""
        said = await self.ask(text, user=user, **more)
        assert said.keys == ["follow/preview"], said.text
        return await self.ask("ja", user=user, **more)

    async def press(self, reply: Reply | RenderedReply, title: str, **more: Any) -> Said:
        """Press the button with that title."""
        say = next(choice.say for choice in reply.choices if choice.title == title)
        return await self.ask(say, pressed=True, **more)

    # -- what is sent -------------------------------------------------------------------------------------------------

    async def tell(self, later: timedelta = timedelta()) -> list[RenderedReply | Skip | Later]:
        """Go through what has happened, and make all messages that wait; they are then sent."""
        self.now += later
        await self.teller.step()
        return await self.sent()

    async def sent(self) -> list[RenderedReply | Skip | Later]:
        """Make all messages that wait."""
        waiting = await rows(
            self.database,
            "SELECT o.id, o.notice, n.kind, o.recipient, r.language, n.payload, o.expires_at FROM outbox o JOIN notice n ON "
            "n.id = o.notice JOIN recipient r ON r.key = o.recipient WHERE o.state = 'waiting' ORDER BY o.id",
        )
        made = []
        for number, notice, kind, recipient, language, payload, _ in waiting:
            queued = Queued(notice, kind, recipient, language, _json(payload), self.now - timedelta(minutes=2), None, 0)
            made.append(await self.room.composers[kind].compose(queued))
            await self._settle(number)
        return made

    async def _settle(self, number: int) -> None:
        query = text("UPDATE outbox SET state = 'sent', next_at = NULL WHERE id = :id")
        async with self.database.session(write=True) as session:
            await session.run(lambda c: c.execute(query, {"id": number}))


def _json(value: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(value) if isinstance(value, str) else value
    return found


def shown(made: list[RenderedReply | Skip | Later]) -> list[RenderedReply]:
    """The messages, where nothing was left out."""
    assert all(isinstance(each, RenderedReply) for each in made), made
    return [each for each in made if isinstance(each, RenderedReply)]


def with_step(case: Case, step_id: str, **changes: Any) -> Case:
    """The case with a step changed."""
    return replace(case, steps=tuple(replace(s, **changes) if s.id == step_id else s for s in case.steps))


async def _seed(url: str) -> None:
    """Bring in the shipped register and look at it once, as the first start does."""
    opened = open_database(url)
    async with opened.session(write=True) as session:
        await seed(session, worlds.knowledge("shipped").register, "digest", now=NOW)
    await Follower(opened).teller.step()
    await opened.close()


@pytest.fixture(scope="session")
def seeded_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the shipped register in it, to copy for each test."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("seeded") / "seeded.sqlite3"))
    asyncio.run(_seed(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def seeded_postgres(postgres: Any, postgres_template: str) -> str:
    """The same on the server."""
    postgres.psql(f"CREATE DATABASE seeded TEMPLATE {postgres_template};")
    asyncio.run(_seed(str(postgres.get_uri("seeded"))))
    return "seeded"


@pytest.fixture
def sqlite_url(seeded_sqlite: Path, tmp_path: Path) -> str:
    """A file of its own with the shipped register in it."""
    shutil.copy(seeded_sqlite, tmp_path / "samrad.sqlite3")
    return f"sqlite:///{tmp_path}/samrad.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with the shipped register in it."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server = request.getfixturevalue("postgres")
    name = f"f{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('seeded_postgres')};")
    yield str(server.get_uri(name))
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")  # else the server writes all of it out when it stops


@pytest.fixture
def follower(database: Database) -> Follower:
    """On a database with the shipped register."""
    return Follower(database)

"""A bot with every room, and rows of a person in every table that may hold one."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest_asyncio
from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Double, Integer, LargeBinary, Table, insert
from sqlalchemy.types import TypeDecorator

from dialogs.bells import Bells
from dialogs.house import House
from dialogs.live import Live
from dialogs.model import Address, Message, Reply
from dialogs.respond import Responder
from dialogs.rooms import rooms
from dialogs.settings import Settings
from dialogs.site.addresses import Addresses
from dialogs.training.exercise import Practised
from knowledge.quiz import Role
from knowledge.quiz_json import item_to_json
from storage.database import Database, open_database
from storage.identity import person_key
from storage.personal import HOLDINGS
from storage.tables import conversation, document, draft, draft_change, metadata, person, revision
from storage.tables_courses import course_enrolment
from storage.tables_following import released, rhythm, subscriber, subscription
from storage.tables_group import group_player, group_question, group_session, group_vote
from storage.tables_outbox import broadcast, notice, outbox, recipient
from storage.tables_trainer import quiz_item, quiz_item_change
from storage.tables_training import practice_card, practice_habit, practice_result, practice_run
from storage.upsert import insert_into
from tests import worlds
from tests.storage.conftest import database, postgres, postgres_template, sqlite_path, sqlite_template, url
from tests.training import bank

__all__ = ["database", "postgres", "postgres_template", "sqlite_path", "sqlite_template", "url"]

NOW = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
DAY = date(2026, 11, 30)
SECRET = "a secret of the tests, long enough"
HOME = "https://samrad.example"
_numbers = itertools.count(1)


def key_of(user: str) -> str:
    """The key that the person is kept under."""
    return person_key(SECRET, "", "web", user)


@dataclass
class Service:
    """The bot with all its rooms."""

    database: Database
    settings: Settings = field(default_factory=Settings)
    now: datetime = NOW
    link: Addresses = field(default_factory=lambda: Addresses(HOME))

    def __post_init__(self) -> None:
        live = Live.__new__(Live)
        live.understanding = worlds.understanding("shipped")
        self.renderer = worlds.renderer()
        self.house = House(
            self.settings, self.database, lambda: live.knowledge, self.renderer.render, SECRET, lambda: self.now,
            lambda: self.now.date(), self.link, Bells(), lambda: live.understanding,
        )  # fmt: skip
        self.responder = Responder(
            self.database, live, self.renderer, SECRET, clock=lambda: self.now, today=lambda: self.now.date(),
            rooms=rooms(self.house),
        )  # fmt: skip

    async def say(self, text: str, user: str = "kari", *, group: bool = False, locale: str = "nb-NO") -> Reply:
        """The last reply to what somebody writes."""
        place = "everybody" if group else f"talk-{user}"
        message = Message(Address("web", user, place, group=group), text, f"m{next(_numbers)}", locale=locale)
        rendered = await self.responder.respond(message)
        self.text = rendered[-1].text
        return self.renderer.replies[-1]


@pytest_asyncio.fixture
async def small(sqlite_path: Path) -> AsyncIterator[Database]:
    """A fresh SQLite file."""
    opened = open_database(f"sqlite:///{sqlite_path}")
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def service(small: Database) -> Service:
    """A service with nothing remembered."""
    return Service(small)


# -- rows -------------------------------------------------------------------------------------------------------------


def _filler(column: Column[Any]) -> Any:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    for sort, value in (
        (JSON, {}), (Boolean, False), (DateTime, NOW), (Date, DAY), (Double, 0.0), (Integer, 0), (LargeBinary, b""),
    ):  # fmt: skip
        if isinstance(kind, sort):
            return value
    return "x"


def row(table: Table, **given: Any) -> dict[str, Any]:
    """A row with something in every column that must have it."""
    needed = (c for c in table.columns if not c.nullable and c.name not in given and not (c.primary_key and c.name == "id"))
    return {column.name: _filler(column) for column in needed} | given


def rows_of(key: str) -> Mapping[str, tuple[list[tuple[Table, dict[str, Any]]], dict[str, Any]]]:
    """For each table with people in it: what must be there before, and its row of the person. Numbers are as in an empty file."""
    item = item_to_json(bank.quiz_item("x"))
    rev = (revision, row(revision, number=1, who="import"))
    paper = (document, row(document, id=1, digest="d", state="done", uploaded_by=""))
    drawn = (draft, row(draft, id=1, document=1, state="open", approved_by=[]))
    told = (notice, row(notice, id="n"))
    way = (rhythm, row(rhythm, id=1, mode="daily"))
    follower = (subscriber, row(subscriber, key=key, person=key, rhythm=1))
    followed = (subscription, row(subscription, id=1, subscriber=key, topic="c:k"))
    game = (group_session, row(group_session, id=1, state="ended"))
    asked = (group_question, row(group_question, session=1, number=1, state="closed"))
    own = (quiz_item, row(quiz_item, id=1, state="approved", body=item, live=item, approved_by=[], person=None))
    answered = (practice_result, row(practice_result, person=key, place="practice"))
    return {
        "person": ([], row(person, key=key, preferences={"municipality": "sel"})),
        "conversation": ([], row(conversation, key=f"talk-{key}", person=key)),
        "subscriber": ([way], follower[1]),
        "subscription": ([way, follower], followed[1]),
        "released": ([way, follower, followed], row(released, batch=1, subscription=1, subscriber=key)),
        "recipient": ([], row(recipient, key=key, paused_why="")),
        "outbox": ([told], row(outbox, notice="n", recipient=key, state="sent", settled_at=NOW)),
        "practice_result": ([], answered[1]),
        "practice_card": ([answered], row(practice_card, person=key)),
        "practice_run": ([], row(practice_run, person=key, state=Practised(role=Role.KOMMUNESTYRE).to_json())),
        "practice_habit": ([], row(practice_habit, person=key, days="0", minute=480)),
        "course_enrolment": ([], row(course_enrolment, person=key, course="kommunestyret")),
        "group_vote": ([game, asked], row(group_vote, session=1, number=1, person=key)),
        "group_player": ([game], row(group_player, session=1, person=key)),
        "quiz_item": ([], row(quiz_item, state="approved", body=item, live=item, approved_by=[key, "f" * 64], person=key)),
        "quiz_item_change": ([own], row(quiz_item_change, item=1, what="approved", who=key, state="approved", body=item)),
        "document": ([], row(document, digest="own", state="done", uploaded_by=key)),
        "draft": ([paper], row(draft, document=1, state="open", approved_by=["f" * 64, key])),
        "draft_change": ([paper, drawn], row(draft_change, draft=1, what="corrected", who=key)),
        "revision": ([rev], row(revision, number=2, who=f"{'f' * 64}, {key}")),
        "broadcast": ([], row(broadcast, audience="everybody", written_by=key, state="sent", settled_by="f" * 64)),
    }


async def put(on: Database, key: str, name: str, *, own_too: bool = True) -> None:
    """What must be there before the person's row in that table, and the row."""
    before, own = rows_of(key)[name]
    tables = {holding.table.name: holding.table for holding in HOLDINGS}

    def run(connection: Connection) -> None:
        for parent, parents_row in before:
            connection.execute(insert_into(connection, parent).values(parents_row).on_conflict_do_nothing())
        if own_too:
            connection.execute(insert(tables[name]).values(own))

    async with on.session(write=True) as session:
        await session.run(run)


async def holding(on: Database, key: str) -> set[str]:
    """The tables, of all there are, in which the key stands in any column."""

    def run(connection: Connection) -> set[str]:
        tables = metadata.tables.values()
        return {table.name for table in tables if any(key in str(row) for row in connection.execute(table.select()))}

    async with on.session() as session:
        return await session.run(run)

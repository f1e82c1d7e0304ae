"""Editors and others who talk with the one path, over a database of the test's own."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest_asyncio

from dialogs.editing.editors import Editing
from dialogs.live import Live
from dialogs.model import Address, Attachment, AttachmentFault, Message, RenderedReply
from dialogs.respond import Responder
from knowledge.documents import Draft, Evidence, Extraction, Sure
from knowledge.model import Outcome, PartialDate
from knowledge.snapshot import Knowledge, read_language
from storage.database import Database, open_database
from storage.documents import claim_document, finish_document
from storage.register import current_revision, load_register
from tests.worlds import Recorder

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
LEASE = __import__("datetime").timedelta(seconds=60)
RENDERER = Recorder()
EDITORS = ("kari", "ola", "oid-3")
_ids = itertools.count()


@dataclass
class House:
    """The one path, who is let in to edit, and what it answers from."""

    database: Database
    live: Live
    responder: Responder
    changed: list[str] = field(default_factory=list)
    received: list[str] = field(default_factory=list)

    def person(self, name: str, locale: str = "nb-NO") -> Person:
        """Somebody who writes, in a conversation of their own."""
        return Person(self, name, locale)

    async def refresh(self) -> None:
        """What the watcher does when the register has changed."""
        async with self.database.session() as session:
            revision = await current_revision(session)
            register = await load_register(session)
        fresh = Knowledge(register, read_language(), revision, {}, {})
        await self.live.swap(lambda: fresh)

    async def drafted(self, *drafts: Draft, name: str = "protokoll.pdf", who: str = "x") -> tuple[int, ...]:
        """A document handed in and read, with these drafts in it."""
        from storage.documents import add_document

        data = f"{name} {next(_ids)}".encode()
        async with self.database.session(write=True) as session:
            await add_document(session, name, data, who=who, reference=None, language="nb", now=NOW)
        async with self.database.session() as session:
            claimed = await claim_document(session, now=NOW, lease=LEASE)
        assert claimed is not None
        async with self.database.session(write=True) as session:
            stored = await finish_document(session, claimed.document.id, Extraction(drafts), now=NOW)
        return tuple(each.id for each in stored)


@dataclass
class Person:
    """Somebody who writes."""

    house: House
    name: str
    locale: str

    async def says(self, text: str) -> RenderedReply:
        """The last reply to what is written."""
        return (await self._send(text))[-1]

    async def presses(self, title: str, reply: RenderedReply, values: Mapping[str, str] | None = None) -> RenderedReply:
        """The last reply to a button of ``reply``; with ``values`` the form is filled in, over what it held."""
        say = next(choice.say for choice in reply.choices if choice.title == title)
        filled = {each.id: each.value for each in reply.inputs} | dict(values or {}) if reply.inputs else {}
        return (await self._send(say, pressed=True, values=filled))[-1]

    async def attaches(self, name: str, data: bytes, *, reference: Mapping[str, object] | None = None) -> RenderedReply:
        """The reply to a file."""
        attachment = attached(name, data)
        return (await self._send("", attachments=(attachment,), reference=reference))[-1]

    async def _send(self, text: str, **more: object) -> tuple[RenderedReply, ...]:
        address = Address("web", self.name, f"talk-{self.name}")
        message = Message(address, text, f"m{next(_ids)}", locale=self.locale, **more)  # type: ignore[arg-type]
        return await self.house.responder.respond(message)


def attached(name: str, data: bytes | AttachmentFault, fetched: list[str] | None = None) -> Attachment:
    """A file, and a note in ``fetched`` when somebody fetches it."""

    async def fetch() -> bytes:
        if fetched is not None:
            fetched.append(name)
        if isinstance(data, AttachmentFault):
            raise data
        return data

    return Attachment(name, "application/pdf", fetch)


MakeHouse = Callable[..., House]


_AT: dict[int, Knowledge] = {}
"""What is known at a revision: every test begins with a copy of the same database, and a snapshot is never changed."""


async def _known(database: Database) -> Knowledge:
    async with database.session() as session:
        revision = await current_revision(session)
        if revision not in _AT:
            register = await load_register(session)
            _AT[revision] = Knowledge(register, read_language(), revision, {}, {})
    return _AT[revision]


async def build(url: str, *, two_persons: bool = False) -> House:
    """A house on that database."""
    database = open_database(url)
    changed: list[str] = []
    received: list[str] = []
    live = Live(await _known(database))
    editing = Editing(
        lambda user: user in EDITORS, EDITORS, two_persons, lambda: changed.append("changed"), lambda: received.append("received")
    )
    responder = Responder(
        database, live, RENDERER, "s" * 32, clock=lambda: NOW, today=lambda: date(2026, 11, 30), editing=editing
    )
    return House(database, live, responder, changed, received)


@pytest_asyncio.fixture
async def house(seeded_url: str) -> AsyncIterator[House]:
    """One approval is enough."""
    made = await build(seeded_url)
    yield made
    await made.database.close()


@pytest_asyncio.fixture
async def strict_house(seeded_url: str) -> AsyncIterator[House]:
    """Two must approve."""
    made = await build(seeded_url, two_persons=True)
    yield made
    await made.database.close()


def sel_draft(**changes: object) -> Draft:
    """A treatment in the council of Sel, adopted."""
    draft = Draft(
        municipality="sel",
        body="kommunestyret",
        meeting_date=PartialDate(2026, 2, 11),
        case_number="12/2026",
        title="Felles vannverk for Sel og Vågå",
        participants=("sel", "vaga"),
        proposal="Sel kommune blir med i felles vannverk.",
        decision="Sel kommune blir med i felles vannverk.\nAvtalen gjelder fra 1. januar 2027.",
        vote="enstemmig",
        outcome=Outcome.ADOPTED,
        evidence={
            "municipality": Evidence("Sel kommune", 1, Sure.CERTAIN),
            "body": Evidence("Kommunestyret i Sel", 1, Sure.CERTAIN),
            "meeting_date": Evidence("Møtedato: 11.02.2026", 1, Sure.LIKELY),
            "decision": Evidence("Vedtak: Sel kommune blir med i felles vannverk.", 2, Sure.CERTAIN),
            "vote": Evidence("Enstemmig vedtatt", 2, Sure.UNSURE),
        },
    )
    from dataclasses import replace

    return replace(draft, **changes)  # type: ignore[arg-type]
